"""What helpers.plots.neurons draws, and what it says of input that it cannot draw."""

# ruff: noqa: D103 - the name of a test says what it tests

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Circle

from helpers.plots import plot_decision_lines, plot_neuron

GATE = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
AND = np.array([1, 0, 0, 0])


def texts(ax):
    """Return all that is written in an Axes, without what is empty."""
    return [text.get_text() for text in ax.texts if text.get_text()]


# plot_neuron


def test_neuron_without_numbers_is_drawn_by_its_names():
    written = texts(plot_neuron())
    assert {"$x_1$", "$x_2$", "$w_1$", "$w_2$", "$b$", r"$\Sigma$", "z", "0 / 1"} <= set(written)
    assert {"inputs", "weights", "sum", "step", "output", "bias"} <= set(written)


def test_neuron_with_weights_shows_them_and_computes_nothing():
    written = texts(plot_neuron([0.1, 0.2], -0.2))
    assert {"0.1", "0.2", "−0.2", "$x_1$", "z"} <= set(written)


@pytest.mark.parametrize(
    ("inputs", "z", "output"),
    [([1, 1], "z = 0.1", "1"), ([0, 1], "z = 0", "0"), ([0, 0], "z = −0.2", "0")],
)
def test_neuron_computes_z_and_steps_above_zero(inputs, z, output):
    ax = plot_neuron([0.1, 0.2], -0.2, inputs=inputs)
    assert z in texts(ax)
    assert {t.get_text() for t in ax.texts if t.get_position()[0] > 6} == {"output", output}


def test_rounding_does_not_clutter_the_drawing():
    assert "z = 0.3" in texts(plot_neuron([0.1, 0.2], 0, inputs=[1, 1]))


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_circle_for_each_part(count):
    ax = plot_neuron(np.ones(count), 0)
    circles = [patch for patch in ax.patches if isinstance(patch, Circle)]
    assert len(circles) == count + 4  # bias, sum, step, output
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    for circle in circles:
        x, y = circle.center
        assert left < x - circle.radius and x + circle.radius < right
        assert low < y - circle.radius and y + circle.radius < high


def test_circles_do_not_overlap():
    circles = [p for p in plot_neuron(np.ones(6), 0).patches if isinstance(p, Circle)]
    for i, one in enumerate(circles):
        for other in circles[:i]:
            gap = np.hypot(*np.subtract(one.center, other.center))
            assert gap > one.radius + other.radius


def test_neuron_options_reach_the_circles():
    assert plot_neuron(facecolor="white").patches[0].get_facecolor() == (1, 1, 1, 1)


def test_neuron_uses_the_axes_it_is_given():
    ax = plt.subplots()[1]
    assert plot_neuron(ax=ax) is ax
    assert len(plt.get_fignums()) == 1


def test_neuron_leaves_its_input_alone():
    weights, inputs = np.array([1.0, 2.0]), np.array([0, 1])
    plot_neuron(weights, 3.0, inputs)
    assert weights.tolist() == [1.0, 2.0] and inputs.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"inputs": [1, 1]}, ValueError, "without weights and bias"),
        ({"weights": [1, 1], "inputs": [1, 1]}, ValueError, "without weights and bias"),
        ({"weights": []}, ValueError, r"shape \(0,\); expected \(n,\)"),
        ({"weights": np.ones(7)}, ValueError, "from 1 to 6"),
        ({"weights": np.ones((2, 2))}, ValueError, r"shape \(2, 2\)"),
        ({"weights": [1, 1], "bias": [1, 2]}, ValueError, "a single number"),
        ({"weights": [1, 1], "bias": 0, "inputs": [1]}, ValueError, r"expected \(2,\)"),
        ({"weights": ["a", "b"]}, TypeError, "expected numbers"),
        ({"weights": [1j, 1]}, TypeError, "complex"),
        ({"weights": [1, np.nan]}, ValueError, "inf or nan"),
        ({"bias": "b"}, TypeError, "expected numbers"),
    ],
)
def test_neuron_says_what_it_cannot_draw(arguments, error, message):
    with pytest.raises(error, match=message):
        plot_neuron(**arguments)
    assert not plt.get_fignums()  # no half-drawn figure is left


# plot_decision_lines


def ends(ax, index=0):
    """Return the two ends of a line, shape (2, 2), in the order of x and then y."""
    return np.array(sorted(ax.lines[index].get_xydata().tolist()))


@pytest.mark.parametrize(
    ("w", "b", "expected"),
    [
        ([1, 1], -1.5, [[0, 1.5], [1.5, 0]]),
        ([0.1, 0.2], -0.2, [[-0.5, 1.25], [1.5, 0.25]]),
        ([0, 2], -1, [[-0.5, 0.5], [1.5, 0.5]]),  # flat
        ([-3, 0], 3, [[1, -0.5], [1, 1.5]]),  # upright
        ([1e-200, 0], -1e-200, [[1, -0.5], [1, 1.5]]),
        ([1e300, 1e300], -1e300, [[-0.5, 1.5], [1.5, -0.5]]),
    ],
)
def test_lines_run_from_edge_to_edge(w, b, expected):
    ax = plot_decision_lines(w, b, GATE, AND)
    assert np.allclose(ends(ax), expected)
    assert np.allclose(ends(ax) @ np.divide(w, np.max(np.abs(w))), -b / np.max(np.abs(w)))


@pytest.mark.parametrize(
    ("w", "b", "answer"),
    [
        ([0, 0], -0.1, 0),
        ([0, 0], 0, 0),
        ([0, 0], 0.1, 1),
        ([0, 1], -9, 0),
        ([1, 0], 9, 1),
        ([1e-300, 0], 1, 1),
    ],
)
def test_a_neuron_without_a_line_in_view_says_its_answer(w, b, answer):
    ax = plot_decision_lines(w, b, GATE, AND)
    assert len(ax.lines) == 0
    assert texts(ax) == [f"no line: {answer} everywhere"]


@pytest.mark.parametrize("w", [[1, 2], [2, -1], [0, 1], [0, -1], [1, 0], [-1, 0], [-1, -2]])
def test_the_arrow_points_to_the_side_of_one(w):
    b = -0.5 * sum(w)  # through the middle
    ax = plot_decision_lines(w, b, GATE, AND)
    (arrow,) = [text for text in ax.texts if text.arrow_patch is not None]
    (one,) = [text for text in ax.texts if text.get_text() == "1"]
    for tip in (arrow.xy, one.xy):
        assert np.dot(w, tip) + b > 0
        assert np.all((np.array(tip) > -0.5) & (np.array(tip) < 1.5))


def test_lines_differ_by_more_than_colour():
    weights, biases = [[1, 1], [1, 2], [2, 1], [1, -1]], [-1.5, -2, -2, 0]
    ax = plot_decision_lines(weights, biases, GATE, AND, names=list("abcd"))
    assert len({line.get_linestyle() for line in ax.lines}) == 4
    assert len({line.get_color() for line in ax.lines}) == 4
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["a", "b", "c", "d", "target 0", "target 1"]


def test_a_named_line_out_of_view_is_named():
    ax = plot_decision_lines([[1, 1], [0, 0]], [-1.5, 1], GATE, AND, names=["first", "second"])
    assert "second: 1 everywhere" in texts(ax)


def test_samples_differ_by_marker_and_colour():
    zeros, ones = plot_decision_lines([1, 1], -1.5, GATE, AND).collections
    assert zeros.get_offsets().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert ones.get_offsets().tolist() == [[1, 1]]
    assert len(zeros.get_paths()[0].vertices) != len(ones.get_paths()[0].vertices)
    assert zeros.get_facecolor().tolist() != ones.get_facecolor().tolist()


def test_lines_axes_are_labelled_and_calm():
    ax = plot_decision_lines([1, 1], -1.5, GATE, AND)
    assert ax.get_xlabel() == "$x_1$" and ax.get_ylabel() == "$x_2$"
    assert ax.get_xlim() == ax.get_ylim() == (-0.5, 1.5)
    assert [t for t in ax.get_xticks() if -0.5 <= t <= 1.5] == [0, 1]


def test_line_options_and_axes_are_handed_on():
    ax = plt.subplots()[1]
    assert plot_decision_lines([1, 1], -1, GATE, AND, ax=ax, linewidth=5) is ax
    assert ax.lines[0].get_linewidth() == 5


def test_lines_leave_their_input_alone():
    weights, biases, points, targets = np.array([[1.0, 2.0]]), np.array([-2.0]), GATE * 1, AND * 1
    plot_decision_lines(weights, biases, points, targets)
    assert weights.tolist() == [[1, 2]] and biases.tolist() == [-2]
    assert np.array_equal(points, GATE) and np.array_equal(targets, AND)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"weights": [1, 2, 3]}, ValueError, r"expected \(n, 2\)"),
        ({"weights": 1.0}, ValueError, r"expected \(n, 2\)"),
        ({"weights": np.zeros((0, 2))}, ValueError, r"expected \(n, 2\)"),
        ({"biases": [1, 2]}, ValueError, r"biases has shape \(2,\); expected \(1,\)"),
        ({"weights": [1, np.inf]}, ValueError, "inf or nan"),
        ({"weights": ["a", "b"]}, TypeError, "expected numbers"),
        ({"points": [1, 1]}, ValueError, r"expected \(m, 2\)"),
        ({"targets": [1, 0]}, ValueError, r"targets has shape \(2,\); expected \(4,\)"),
        ({"targets": [2, 0, 0, 0]}, ValueError, "two classes 0 and 1"),
        ({"names": ["a", "b"]}, ValueError, "holds 2 names; expected 1"),
        ({"limits": (1, 0)}, ValueError, "the lower first"),
    ],
)
def test_lines_say_what_they_cannot_draw(changed, error, message):
    right = {"weights": [1, 1], "biases": -1.5, "points": GATE, "targets": AND}
    with pytest.raises(error, match=message):
        plot_decision_lines(**(right | changed))
    assert not plt.get_fignums()
