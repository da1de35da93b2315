"""The descent playground, driven from code: where it walks, what it says and what it draws."""

import base64
import io
import json

import matplotlib.image
import matplotlib.pyplot as plt
import numpy as np
import pytest

from widgets import descent_playground

SQUARE = (-2, 2), (-2, 2)


def bowl(params):
    return (params**2).sum()


def slope_of_bowl(params):
    return 2 * params


def on_bowl(**settings):
    return descent_playground(bowl, slope_of_bowl, *SQUARE, **({"start": (1, -1)} | settings))


def test_the_path_by_hand():
    # slope 2w: velocity −0.2·1 = −0.2; then 0.5·(−0.2) − 0.1·1.6 = −0.26; then −0.13 − 0.108
    playground = on_bowl(learning_rate=0.1, momentum=0.5, steps=3)
    expected = np.array([1, 0.8, 0.54, 0.302])
    assert np.allclose(playground.path, np.stack([expected, -expected], axis=1))
    assert np.allclose(playground.losses, 2 * expected**2)
    assert not playground.diverged


@pytest.mark.parametrize(
    ("rate", "diverges"), [(0.02, False), (0.3, False), (0.6, False), (1.1, True)]
)
def test_plain_descent_is_that_of_a_loop(rate, diverges):
    place, places = np.array([-1.5, 1.5]), []
    for _ in range(13):
        places.append(place)
        place = place - rate * slope_of_bowl(place)
    playground = on_bowl(start=(-1.5, 1.5), learning_rate=rate, steps=12)
    assert np.array_equal(playground.path, places)
    assert np.array_equal(playground.losses, [bowl(place) for place in places])
    assert playground.diverged == diverges


def test_a_rate_too_large_leaves_the_map_and_is_said_to(capfd):
    playground = on_bowl(learning_rate=1.5, steps=3)  # each step doubles: 1, −2, 4, −8
    assert playground.path[:, 0].tolist() == [1, -2, 4, -8] and playground.diverged
    assert playground.sentence == (
        "Step 2 left the map; the loss grew from 2 to 128: the learning rate is too large."
    )
    assert "leaves the map at step 2" in playground.view["description"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("momentum", [0, 0.9])
def test_nothing_overflows_whatever_the_rate(momentum, capfd):
    playground = descent_playground(
        lambda params: np.exp(params[0]) + params[1] ** 4,
        lambda params: np.array([np.exp(params[0]), 4 * params[1] ** 3]),
        *SQUARE,
        momentum=momentum,
        steps=200,
    )
    for rate in (0.7, 10, 1000):
        playground.learning_rate = rate
        assert playground.diverged and "too large" in playground.sentence
        assert np.isfinite(playground.path).all() and np.isfinite(playground.losses).all()
        assert "over 1e+100" in playground.sentence
        text = json.dumps([playground.view, playground.sentence], allow_nan=False)
        assert "inf" not in text and "nan" not in text
    assert capfd.readouterr() == ("", "")


def test_pythons_own_overflow_is_a_walk_that_went_too_far():
    playground = descent_playground(
        lambda params: float(params[0]) ** 2 + float(params[1]) ** 4,
        lambda params: [2 * float(params[0]), 4 * float(params[1]) ** 3],
        *SQUARE,
        learning_rate=1000,
        steps=200,
    )
    assert playground.diverged and playground.error == ""


def test_a_walk_that_returns_has_not_diverged():
    playground = on_bowl(start=(1.9, 0), learning_rate=0.95, momentum=0.3, steps=1)
    outside = descent_playground(
        bowl, slope_of_bowl, (-1, 2), (-1, 2), start=(1.9, 0), learning_rate=0.9, steps=1
    )
    assert not playground.diverged
    assert outside.path[1, 0] < -1 and not outside.diverged
    outside.steps = 40
    assert not outside.diverged and "On the way the walk left the map." in outside.sentence
    assert not outside.view["lost"] and len(outside.view["exit"]) == 2


def test_the_sentence_says_how_the_loss_went():
    playground = on_bowl(learning_rate=0.25, steps=1)
    assert playground.sentence == "After 1 step the loss has fallen from 2 to 0.5."
    playground.steps = 2
    assert playground.sentence == "After 2 steps the loss has fallen from 2 to 0.125."
    playground.start = (0, 0)
    assert playground.sentence == "After 2 steps the loss is still 0."
    playground.set_state({"start": [1, 0], "learning_rate": 1.2, "steps": 1})
    assert playground.sentence == (
        "After 1 step the loss has grown from 1 to 1.96: the steps are too long."
    )


def test_the_way_is_drawn_to_the_edge_and_no_further():
    view = on_bowl(learning_rate=1.5, start=(1, 0.5), steps=30).view
    # On a map of 340 by 340 for −2 to 2: 85 for each unit, y down from the top.
    first = [[255, 127.5], [0, 255]]  # (1, 0.5) to (−2, −1), at the edge
    second = [[0, 255], [340, 85]]  # on to (4, 2), cut at (2, 1)
    assert view["segments"] == first + second
    assert view["exit"] == second and view["places"] == first
    # The swings to and fro go on across the map, faintly.
    assert len(view["lost"]) == 2 * 28
    assert np.min(view["lost"]) >= 0 and np.max(view["lost"]) <= 340


def test_a_first_step_beyond_all_bounds_is_drawn_to_the_edge():
    def cliff(params):
        return np.exp(params[0] ** 2)

    def slope_of_cliff(params):
        return np.array([2 * params[0] * cliff(params), 0])

    playground = descent_playground(
        cliff, slope_of_cliff, *SQUARE, start=(1.5, 1), learning_rate=100, steps=5
    )
    assert len(playground.path) == len(playground.losses) == 1 and playground.diverged
    assert playground.sentence.startswith("Step 1 left the map; the loss grew from 9.49 to over")
    assert playground.view["segments"] == playground.view["exit"] == [[297.5, 85], [0, 85]]


def test_a_step_past_the_map_is_not_drawn():
    playground = descent_playground(
        lambda params: -params[1], lambda params: np.array([0, -1.0]), *SQUARE, start=(1, 1)
    )
    playground.learning_rate, playground.steps = 2, 3
    assert playground.path[:, 1].tolist() == [1, 3, 5, 7]
    assert playground.view["segments"] == [[255, 85], [255, 0]]
    assert playground.view["exit"] == [[255, 85], [255, 0]]


def test_the_curve_of_the_loss_is_log_where_it_spans_much():
    curve = on_bowl(learning_rate=0.25, steps=2).view["losses"]  # 2, 0.5, 0.125
    assert not curve["log"] and curve["ticks"][0] == [0, "0"]
    (top, text) = curve["ticks"][-1]
    assert top == 1 and np.allclose(curve["heights"], np.array([2, 0.5, 0.125]) / float(text))
    curve = on_bowl(learning_rate=0.25, steps=8).view["losses"]
    drops = np.diff(curve["heights"])  # a quarter each time: the same step down
    assert curve["log"] and np.allclose(drops, drops[0], atol=2e-4) and drops[0] < -0.05
    assert "log scale" in curve["description"]


def test_the_map_is_that_of_the_figures():
    figures = plt.get_fignums()
    ground = on_bowl(best=(0, 0)).ground
    kind, data = ground["picture"].split(",")
    picture = matplotlib.image.imread(io.BytesIO(base64.b64decode(data)))
    assert kind == "data:image/png;base64" and picture.shape[:2] == (680, 680)
    middle, corner = picture[340, 340, 0], picture[20, 20, 0]
    assert middle > corner  # the bottom is light, the heights are dark
    assert np.allclose(picture[::, :, 0], picture[:, :, 1], atol=0.02)  # grey, without arrows
    assert ground["best"] == [170, 170] and ground["limits"] == [[-2, 2], [-2, 2]]
    assert plt.get_fignums() == figures


def test_figures_in_other_styles_do_not_change_the_map():
    with plt.style.context("helpers.course"):
        ours = on_bowl().ground["picture"]
    with plt.rc_context({"savefig.bbox": "tight", "figure.facecolor": "black"}):
        assert len(on_bowl().ground["picture"]) == len(ours)


def test_a_wide_map_is_drawn_wide():
    wide = descent_playground(bowl, slope_of_bowl, (-4, 4), (-2, 2)).ground
    strip = descent_playground(bowl, slope_of_bowl, (-40, 40), (-2, 2)).ground
    assert (wide["width"], wide["height"]) == (340, 170) and strip["height"] == 170


def test_the_sliders_rates_stand_on_a_log_scale():
    rates = np.array(on_bowl().rates)
    steps = np.diff(np.log10(rates))
    assert (rates[0], rates[-1]) == (0.001, 2) and steps.min() > 0.04 and steps.max() < 0.13
    assert {0.02, 0.1, 0.3, 0.7} <= set(rates)


def test_nothing_of_the_callers_is_changed():
    start, best = np.array([1.0, 1.0]), np.array([0.0, 0.0])

    def greedy(params):
        slope = 2 * params
        params[:] = 100  # a function that spoils what it is given
        return slope

    playground = descent_playground(bowl, greedy, *SQUARE, start=start, best=best, steps=2)
    assert start.tolist() == [1, 1] and best.tolist() == [0, 0]
    assert np.allclose(playground.path, [[1, 1], [0.8, 0.8], [0.64, 0.64]])
    with pytest.raises(ValueError, match="read-only"):
        playground.path[0] = 0
