"""The net playground, driven from code, with a net of the tests' own."""

from threading import Thread

import numpy as np
import pytest

from tests.widgets.net import X, Y, forward, loss, play, random_start, train

RECIPE = {"units": 8, "activation": "tanh", "learning_rate": 0.5}
START = random_start(np.random.default_rng(2), 2)  # as the playground begins


@pytest.fixture
def at_once(monkeypatch):
    """Let it play without a rest between the pictures."""
    monkeypatch.setattr("widgets._net.sleep", lambda seconds: None)


def hear(playground, **message):
    """Let the playground receive what its front sends."""
    playground._handle_custom_msg(message, [])


def watch(playground):
    """Let a front ask for more, and wait until it has got it."""
    hear(playground, do="more", frame=playground._frame)
    if thread := playground._thread:
        thread.join()


def same(params, others):
    """Whether two nets are the same."""
    return all(np.array_equal(p, q) for p, q in zip(params, others, strict=True))


def trained(params, epochs, learning_rate=0.1):
    """A net on XOR after some epochs, by the functions that the playground is given."""
    return train(params, X, Y, learning_rate, epochs, np.tanh)


def test_the_net_is_the_one_handed_in():
    playground = play()
    assert (playground.data, playground.units, playground.activation) == ("XOR", 2, "tanh")
    assert same(playground.params, START)
    playground.step(1000)
    expected = trained(START, 1000)
    assert same(playground.params, expected) and playground.epoch == 1000
    losses = playground.losses
    assert losses.shape == (1001,) and losses[0] == loss(START, X, Y, np.tanh)
    assert losses[-1] == playground.loss == loss(expected, X, Y, np.tanh) < losses[0]
    right = (forward(expected, X, np.tanh)[1] > 0.5) == Y
    assert playground.accuracy == right.mean()


def test_what_it_gives_away_is_a_copy():
    playground = play()
    playground.params[0][:] = 0
    playground.losses[:] = 0
    assert playground.params[0].any() and playground.losses.all()


@pytest.mark.parametrize(
    "setting", [{"data": "rings"}, {"units": 5}, {"activation": "ReLU"}, {"seed": 3}]
)
def test_another_choice_starts_afresh(setting):
    playground, fresh = play(), play(**setting)
    playground.step(10)
    ((name, value),) = setting.items()
    setattr(playground, name, value)
    assert playground.epoch == 0 and len(playground.losses) == 1
    assert same(playground.params, fresh.params) and playground._plane == fresh._plane


def test_another_learning_rate_goes_on():
    playground = play()
    playground.step(10)
    before = playground.params
    playground.learning_rate = 1
    assert playground.epoch == 10
    playground.step(5)
    assert playground.epoch == 15
    assert same(playground.params, trained(before, 5, learning_rate=1))


def test_reset_pauses_and_begins_afresh():
    playground = play()
    playground.step(10)
    playground.play()
    playground.reset()
    assert not playground.playing and playground.epoch == 0
    assert same(playground.params, START)


def test_the_picture_is_what_forward_says():
    playground = play(**RECIPE)
    playground.step(20)
    for side, part, pictures in ((60, 1, playground._plane), (36, 0, playground._parts)):
        ticks = np.linspace(-0.5, 1.5, side)
        row, column = 3, side - 1  # the first row is the lowest
        point = np.array([[ticks[column], ticks[row]]])
        answers = forward(playground.params, point, np.tanh)[part].ravel()
        drawn = np.frombuffer(pictures, np.uint8).reshape(-1, side, side)[:, row, column] / 127 - 1
        if part:
            assert np.allclose(drawn, 2 * answers - 1, atol=1 / 127)
        else:  # all units to one scale
            scale = answers[0] / drawn[0]
            assert len(drawn) == 8 and np.allclose(drawn * scale, answers, atol=2 * scale / 127)


def test_dead_units_are_named():
    dead = [np.zeros((2, 2)), np.array([[-1.0, 1.0]]), np.ones((2, 1)), np.zeros((1, 1))]
    playground = play(activation="ReLU", random_start=lambda rng, units: dead)
    assert playground._dead == [True, False] and play()._dead == [False, False]
    assert playground._weights == [1, 1]


@pytest.mark.parametrize("data", ["XOR", "noisy XOR", "rings", "moons"])
def test_each_data_set_is_small_and_can_be_learnt(data):
    playground = play(data=data, **RECIPE)
    points = np.array(playground._points)
    low, high = playground._limits
    assert len(points) <= 200 and set(points[:, 2]) == {0, 1}
    assert (points[:, :2] > low).all() and (points[:, :2] < high).all()
    assert playground._points == play(data=data)._points
    playground.step(1500)
    assert playground.accuracy > 0.95


def test_the_moons_are_half_rings():
    playground = play(data="moons")
    points = np.array(playground._points)
    upper = points[points[:, 2] == 0, :2] / 1.2 + [0.5, 0.25]
    assert np.abs(np.hypot(*upper.T) - 1).max() < 0.4  # a ring's radius is 1, the noise's is 0.1
    assert upper[:, 1].mean() > 0.5 and abs(upper[:, 0].mean()) < 0.1  # its upper half


def test_one_picture_is_one_message():
    playground, sent = play(), []
    playground._send = lambda message, buffers=None: sent.append(message)
    playground.step(50)
    assert len(sent) == 1 and {"epoch", "loss", "_frame"} <= set(sent[0]["state"])


def test_it_plays_as_far_as_the_front_asks(at_once):
    playground = play()
    paused = playground._frame
    watch(playground)
    assert playground.epoch == 0 and playground._frame == paused

    playground.play()
    began = playground._frame
    assert began == paused + 1 and playground.epoch == 0  # a new number: now the front asks
    watch(playground)
    first = playground.epoch
    assert playground._frame == began + 20 and first >= 20
    hear(playground, do="more", frame=began)  # a second view, which lags behind
    assert playground._frame == began + 20
    watch(playground)
    assert playground._frame == began + 40
    assert same(playground.params, trained(START, playground.epoch))

    playground.pause()
    watch(playground)
    assert playground._frame == began + 40


def test_the_buttons():
    playground = play()
    playground.play()
    hear(playground, do="step")
    assert playground.epoch == 10 and not playground.playing
    hear(playground, do="reset")
    assert playground.epoch == 0


def test_a_fault_while_playing_is_shown_and_stops_it(at_once):
    def forgetful(params, x, y, learning_rate, epochs, activation):
        train(params, x, y, learning_rate, epochs, activation)

    playground = play(train=forgetful)
    playground.play()
    watch(playground)
    assert "TypeError" in playground.error and not playground.playing
    hear(playground, do="reset")
    assert playground.error == ""


def test_a_rate_that_is_too_large_is_said():
    """Without a warning, and the net stays as it was while its loss was a number."""
    playground = play(data="moons", units=8, learning_rate=100)
    playground.step(5000)
    assert "learning rate 100 is too large" in playground.note
    assert f"after epoch {playground.epoch}:" in playground.note and playground.epoch < 5000
    assert np.isfinite(playground.losses).all()
    assert all(np.isfinite(p).all() for p in playground.params)

    epoch = playground.epoch
    playground.learning_rate = 0.001
    assert playground.note == ""
    playground.step(5)
    assert playground.epoch == epoch + 5


def test_playing_stops_when_the_loss_is_no_number(at_once):
    playground = play(train=lambda params, *rest: [p * np.nan for p in params])
    playground.play()
    watch(playground)
    assert not playground.playing and playground.note and playground.epoch == 0


def test_right_and_perfectly_sure_is_a_loss_of_0():
    playground = play(**RECIPE)
    playground.step(1000)
    w1, b1, w2, b2 = playground.params
    sure = play(train=lambda params, *rest: [w1, b1, 1e4 * w2, 1e4 * b2], **RECIPE)
    sure.step(1)
    assert (sure.loss, sure.accuracy, sure.note) == (0, 1, "")


def test_a_long_curve_is_thinned_and_keeps_its_spikes():
    losses = np.linspace(0.7, 0.1, 20_001)
    losses[7001] = 5
    each = iter(losses)
    playground = play(train=lambda params, *rest: params, loss=lambda *rest: next(each))
    playground.step(20_000)
    curve = np.frombuffer(playground._curve, "<f4").reshape(-1, 2)
    assert len(curve) <= 302 and curve[0, 0] == 0 and curve[-1, 0] == 20_000
    assert np.allclose(curve[:, 1], losses[curve[:, 0].astype(int)])
    assert [7001, 5] in curve.tolist()


def test_a_cell_and_the_front_may_train_at_the_same_time():
    playground = play()
    threads = [Thread(target=playground.step, args=(300,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert playground.epoch == 600
    assert same(playground.params, trained(START, 600))


@pytest.mark.parametrize("epochs", [0, -1, 1.5, "ten", True])
def test_epochs_are_a_whole_number(epochs):
    with pytest.raises(ValueError, match="expected a whole number of at least 1"):
        play().step(epochs)
