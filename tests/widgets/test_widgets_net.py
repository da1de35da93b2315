"""The net playground, driven from code, with the very functions of lesson 6."""

from threading import Thread

import numpy as np
import pytest

from tools import lessons
from widgets import net_playground

CELLS = ("activations", "slope", "random-start", "forward", "loss", "backward", "train")
RECIPE = {"units": 8, "activation": "tanh", "learning_rate": 0.5}


@pytest.fixture(scope="module")
def lesson():
    """What the cells of lesson 6 define that the playground is given."""
    (path,) = [path for path in lessons.paths() if path.name.startswith("06")]
    cells = {cell.id: cell.source for cell in lessons.read(path).cells}
    names = {"np": np, "print": lambda *words: None}
    names["x"], names["y"] = np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([[0, 1, 1, 0]]).T
    for cell in CELLS:
        exec(cells[cell], names)
    return names


@pytest.fixture
def play(lesson):
    """Make a playground; a function or a setting may be another one."""

    def make(**changes):
        given = {name: lesson[name] for name in ("random_start", "forward", "loss", "train")}
        given["activations"] = {"ReLU": lesson["relu"], "tanh": np.tanh}
        return net_playground(**{**given, **changes})

    return make


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


def test_the_net_is_the_lessons_own(lesson, play):
    playground = play()
    assert (playground.data, playground.units, playground.activation) == ("XOR", 2, "ReLU")
    assert same(playground.params, lesson["start"])

    playground.step(1000)
    trained = lesson["train"](lesson["start"], lesson["x"], lesson["y"], 0.1, 1000)
    assert same(playground.params, trained)
    assert playground.epoch == 1000 and playground.accuracy == 1
    assert playground.loss == lesson["loss"](trained, lesson["x"], lesson["y"])


def test_the_losses_begin_before_training(lesson, play):
    playground = play()
    playground.step(3)
    assert playground.losses.shape == (4,)
    assert playground.losses[0] == lesson["loss"](lesson["start"], lesson["x"], lesson["y"])
    assert playground.losses[-1] == playground.loss < playground.losses[0]


def test_what_it_gives_away_is_a_copy(play):
    playground = play()
    playground.params[0][:] = 0
    playground.losses[:] = 0
    assert playground.params[0].any() and playground.losses.all()


@pytest.mark.parametrize(
    "setting", [{"data": "rings"}, {"units": 5}, {"activation": "tanh"}, {"seed": 3}]
)
def test_another_choice_starts_afresh(play, setting):
    playground, fresh = play(), play(**setting)
    playground.step(10)
    ((name, value),) = setting.items()
    setattr(playground, name, value)
    assert playground.epoch == 0 and len(playground.losses) == 1
    assert same(playground.params, fresh.params) and playground._plane == fresh._plane


def test_another_learning_rate_goes_on(lesson, play):
    playground = play()
    playground.step(10)
    before = playground.params
    playground.learning_rate = 1
    assert playground.epoch == 10
    playground.step(5)
    assert playground.epoch == 15
    assert same(playground.params, lesson["train"](before, lesson["x"], lesson["y"], 1, 5))


def test_reset_pauses_and_begins_afresh(lesson, play):
    playground = play()
    playground.step(10)
    playground.play()
    playground.reset()
    assert not playground.playing and playground.epoch == 0
    assert same(playground.params, lesson["start"])


def test_the_picture_is_what_forward_says(lesson, play):
    playground = play(**RECIPE)
    playground.step(20)
    for side, part, pictures in ((60, 1, playground._plane), (36, 0, playground._parts)):
        ticks = np.linspace(-0.5, 1.5, side)
        row, column = 3, side - 1  # the first row is the lowest
        point = np.array([[ticks[column], ticks[row]]])
        answers = lesson["forward"](playground.params, point, np.tanh)[part].ravel()
        drawn = np.frombuffer(pictures, np.uint8).reshape(-1, side, side)[:, row, column] / 127 - 1
        if part:
            assert np.allclose(drawn, 2 * answers - 1, atol=1 / 127)
        else:  # all units to one scale
            scale = answers[0] / drawn[0]
            assert len(drawn) == 8 and np.allclose(drawn * scale, answers, atol=2 * scale / 127)


def test_dead_units_are_named(lesson, play):
    playground = play(activation="ReLU")
    dead = [np.zeros((2, 2)), np.array([[-1.0, 1.0]]), np.ones((2, 1)), np.zeros((1, 1))]
    other = play(random_start=lambda rng, units: dead)
    assert other._dead == [True, False] and playground._dead == [False, False]
    assert other._weights == [1, 1]


@pytest.mark.parametrize("data", ["XOR", "noisy XOR", "rings", "moons"])
def test_each_data_set_is_small_and_can_be_learnt(play, data):
    playground = play(data=data, **RECIPE)
    points = np.array(playground._points)
    low, high = playground._limits
    assert len(points) <= 200 and set(points[:, 2]) == {0, 1}
    assert (points[:, :2] > low).all() and (points[:, :2] < high).all()
    assert playground._points == play(data=data)._points
    playground.step(1500)
    assert playground.accuracy > 0.95


def test_the_moons_are_half_rings(play):
    playground = play(data="moons")
    points = np.array(playground._points)
    upper = points[points[:, 2] == 0, :2] / 1.2 + [0.5, 0.25]
    assert np.abs(np.hypot(*upper.T) - 1).max() < 0.4  # a ring's radius is 1, the noise's is 0.1
    assert upper[:, 1].mean() > 0.5 and abs(upper[:, 0].mean()) < 0.1  # its upper half


def test_one_picture_is_one_message(play):
    playground, sent = play(), []
    playground._send = lambda message, buffers=None: sent.append(message)
    playground.step(50)
    assert len(sent) == 1 and {"epoch", "loss", "_frame"} <= set(sent[0]["state"])


def test_it_plays_as_far_as_the_front_asks(lesson, play, at_once):
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
    trained = lesson["train"](lesson["start"], lesson["x"], lesson["y"], 0.1, playground.epoch)
    assert same(playground.params, trained)

    playground.pause()
    watch(playground)
    assert playground._frame == began + 40


def test_the_buttons(play):
    playground = play()
    playground.play()
    hear(playground, do="step")
    assert playground.epoch == 10 and not playground.playing
    hear(playground, do="reset")
    assert playground.epoch == 0


def test_a_fault_while_playing_is_shown_and_stops_it(lesson, play, at_once):
    def forgetful(params, x, y, learning_rate, epochs, activation):
        lesson["train"](params, x, y, learning_rate, epochs, activation)

    playground = play(train=forgetful)
    playground.play()
    watch(playground)
    assert "TypeError" in playground.error and not playground.playing
    hear(playground, do="reset")
    assert playground.error == ""


def test_a_fault_after_a_choice_is_shown_and_raised(lesson, play):
    def narrow(rng, units):
        if units > 2:
            raise RuntimeError("no more than two units")
        return lesson["random_start"](rng, units)

    playground = play(random_start=narrow)
    with pytest.raises(RuntimeError):
        playground.units = 3
    assert playground.error == "RuntimeError: no more than two units"
    playground.units = 1
    assert playground.error == ""


def test_a_rate_that_is_too_large_is_said(lesson, play):
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


def test_playing_stops_when_the_loss_is_no_number(play, at_once):
    playground = play(train=lambda params, *rest: [p * np.nan for p in params])
    playground.play()
    watch(playground)
    assert not playground.playing and playground.note and playground.epoch == 0


def test_right_and_perfectly_sure_is_a_loss_of_0(lesson, play):
    playground = play(learning_rate=1)
    playground.step(1000)
    trained = playground.params
    sure = play(train=lambda params, *rest: [*trained[:2], 1e4 * trained[2], 1e4 * trained[3]])
    sure.step(1)
    assert (sure.loss, sure.accuracy, sure.note) == (0, 1, "")


def test_a_long_curve_is_thinned_and_keeps_its_spikes(play):
    losses = np.linspace(0.7, 0.1, 20_001)
    losses[7001] = 5
    each = iter(losses)
    playground = play(train=lambda params, *rest: params, loss=lambda *rest: next(each))
    playground.step(20_000)
    curve = np.frombuffer(playground._curve, "<f4").reshape(-1, 2)
    assert len(curve) <= 302 and curve[0, 0] == 0 and curve[-1, 0] == 20_000
    assert np.allclose(curve[:, 1], losses[curve[:, 0].astype(int)])
    assert [7001, 5] in curve.tolist()


def test_two_at_once_go_their_own_ways(play):
    one, other = play(), play(data="moons")
    one.step(5)
    one.units = 4
    assert (one.epoch, other.epoch, other.units, other.data) == (0, 0, 2, "moons")
    other.step(5)
    assert one.epoch == 0 and other.epoch == 5


def test_a_cell_and_the_front_may_train_at_the_same_time(lesson, play):
    playground = play()
    threads = [Thread(target=playground.step, args=(300,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert playground.epoch == 600
    trained = lesson["train"](lesson["start"], lesson["x"], lesson["y"], 0.1, 600)
    assert same(playground.params, trained)


def test_where_there_is_no_browser_words_stand_in_its_place(play):
    bundle, _ = play()._repr_mimebundle_()
    assert bundle["text/plain"] == repr(play())
    assert "JupyterLab" in repr(play())


@pytest.mark.parametrize(
    ("changes", "fault", "words"),
    [
        ({"train": None}, TypeError, "train is a NoneType; expected a function"),
        ({"activations": {"ReLU": 1}}, TypeError, "ReLU is a int; expected a function"),
        ({"activations": [max]}, TypeError, "expected a dict of names and functions"),
        ({"activations": {}}, TypeError, "expected a dict of names and functions"),
        ({"rate": 1}, TypeError, "rate is no setting of the playground; expected 'data', "),
        ({"data": "and"}, ValueError, "data is 'and'; expected 'XOR', "),
        ({"activation": "elu"}, ValueError, "activation is 'elu'; expected 'ReLU' or 'tanh'"),
        ({"units": 9}, ValueError, "units is 9; expected a whole number from 1 to 8"),
        ({"seed": -1}, ValueError, "seed is -1; expected a whole number"),
        ({"learning_rate": 0}, ValueError, "learning_rate is 0; expected"),
        (
            {"forward": lambda params, x, activation: (x, x)},
            ValueError,
            r"forward returned shapes \(4, 2\) and \(4, 2\)",
        ),
    ],
)
def test_it_says_what_it_cannot_use(play, changes, fault, words):
    with pytest.raises(fault, match=words):
        play(**changes)


@pytest.mark.parametrize("epochs", [0, -1, 1.5, "ten", True])
def test_epochs_are_a_whole_number(play, epochs):
    with pytest.raises(ValueError, match="expected a whole number of at least 1"):
        play().step(epochs)
