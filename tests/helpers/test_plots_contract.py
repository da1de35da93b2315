"""What holds of every picture: Axes, options, what is handed in, words, and errors."""

import itertools
import pickle

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch

from helpers import plots
from helpers.plots import (
    plot_broadcast,
    plot_convolution,
    plot_decision_lines,
    plot_decision_regions,
    plot_digits,
    plot_graph,
    plot_history,
    plot_loss_contours,
    plot_matmul,
    plot_moved_grid,
    plot_net,
    plot_neuron,
    plot_probabilities,
    plot_tensors,
)


def z_of_and(points):
    return points.sum(axis=1) - 1.5


def bowl(params):
    return (params[0] - 1) ** 2 + 3 * params[1] ** 2


def uphill(params):
    return np.array([2 * (params[0] - 1), 6 * params[1]])


GATE, AND = np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([1, 0, 0, 0])
DIGITS = np.random.default_rng(7).integers(0, 256, (7, 28, 28), dtype=np.uint8)
SQUARE = np.ones((3, 3))
BELIEFS = np.full((7, 10), 0.02) + 0.8 * np.eye(10)[:7]
XOR = [np.array(p) for p in ([[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5])]
PLACES = {"x": (0, 0), "net": (1.2, 0), "loss": (2.4, 1)}

# What each function is called with; and an option for matplotlib, and what shows that it came.
RIGHT = {
    plot_broadcast: {"left_shape": (3, 1), "right_shape": (4,)},
    plot_convolution: {"image": np.eye(5, dtype=int), "kernel": np.array([[-1, 1], [0, 2]])},
    plot_decision_lines: {
        "weights": np.array([[1, 2], [0, 0]]),
        "biases": np.array([-2, 1]),
        "points": GATE,
        "targets": AND,
        "names": ["first", "second"],
    },
    plot_decision_regions: {"predict": z_of_and, "points": GATE, "labels": AND, "threshold": 0},
    plot_digits: {
        "instances": DIGITS,
        "labels": np.arange(7),
        "predictions": [0, 1, 2, 3, 4, 5, 0],
    },
    plot_graph: {
        "places": PLACES,
        "arrows": [("x", "net"), ("net", "loss"), ("net", "net")],
        "back": [("net", "x")],
        "notes": {"net": "kept"},
        "values": {"x": 0.5, "loss": -0.125, ("net", "loss"): 1.5},
        "slopes": {"loss": 1, "x": -0.25},
    },
    plot_history: {"history": {"loss": [0.9, 0.5], "val_loss": [0.8, 0.6], "accuracy": [0.5, 0.7]}},
    plot_loss_contours: {
        "loss": bowl,
        "xlim": (-1, 3),
        "ylim": (-2, 2),
        "gradient": uphill,
        "paths": {"mine": np.array([[0, 1], [1, 0]])},
    },
    plot_matmul: {"left": np.array([[1, 0, 2], [3, -1, 1]]), "right": np.ones((3, 4)), "row": 1},
    plot_moved_grid: {"move": np.negative, "title": "half a turn"},
    plot_net: {"params": XOR, "names": [["a", "b"], ["OR", "NAND"], ["AND"]]},
    plot_neuron: {"weights": np.array([0.1, 0.2]), "bias": -0.2, "inputs": np.array([1, 1])},
    plot_probabilities: {"instances": DIGITS, "probabilities": BELIEFS, "labels": np.arange(7)},
    plot_tensors: {"tensors": [np.array(5), np.arange(3), np.arange(24).reshape(2, 3, 4)]},
}
OPTION = {
    plot_broadcast: ({"lw": 3}, lambda ax: ax.patches[0].get_linewidth() == 3),
    plot_convolution: ({"lw": 3}, lambda ax: ax.patches[0].get_linewidth() == 3),
    plot_decision_lines: ({"ls": ":"}, lambda ax: ax.lines[0].get_linestyle() == ":"),
    plot_decision_regions: ({"s": 12}, lambda ax: ax.collections[-1].get_sizes() == [12]),
    plot_digits: ({"cmap": "gray"}, lambda ax: ax.images[0].get_cmap().name == "gray"),
    plot_graph: ({"fc": "w"}, lambda ax: "#ffffff" in faces(ax)),
    plot_history: ({"ls": ":", "lw": 1}, lambda axes: axes[0].lines[1].get_linestyle() == ":"),
    plot_loss_contours: (
        {"levels": [1, 2]},
        lambda ax: ax.collections[1].levels.tolist() == [1, 2],
    ),
    plot_matmul: ({"lw": 3}, lambda ax: ax.patches[0].get_linewidth() == 3),
    plot_moved_grid: ({"s": 99}, lambda ax: ax.collections[-1].get_sizes() == [99]),
    plot_net: ({"alpha": 0.3, "c": "k"}, lambda ax: ax.lines[0].get_color() == "k"),
    plot_neuron: ({"fc": "w"}, lambda ax: to_hex(ax.patches[0].get_facecolor()) == "#ffffff"),
    plot_probabilities: ({"width": 0.5}, lambda axes: axes[0, 1].patches[0].get_width() == 0.5),
    plot_tensors: ({"lw": 3}, lambda ax: ax.patches[0].get_linewidth() == 3),
}
functions = pytest.mark.parametrize("function", RIGHT, ids=lambda function: function.__name__)


def faces(ax):
    return {to_hex(p.get_facecolor()) for p in ax.patches if isinstance(p, FancyBboxPatch)}


def places_for(function):
    """Axes as many as the function draws in: one, a row, or two for each of seven images."""
    shape = {plot_history: (1, 2), plot_probabilities: (7, 2)}.get(function, (1, 1))
    return plt.subplots(*shape)[1]


def test_every_picture_is_held_to_it():
    public = {name for name in plots.__all__ if name.startswith("plot_")}
    assert {function.__name__ for function in RIGHT} == public == {f.__name__ for f in OPTION}


@functions
def test_it_draws_in_the_axes_handed_in_and_returns_them(function):
    given = places_for(function)
    returned = function(**RIGHT[function], ax=given)
    assert np.array_equal(np.ravel(returned), np.ravel(given))
    assert len(plt.get_fignums()) == 1


@functions
def test_it_draws_where_matplotlib_would_but_never_over_another_picture(function):
    figure = plt.figure(figsize=(7, 5))
    first = np.ravel(function(**RIGHT[function]))  # into the figure that waits for it
    assert {ax.figure for ax in first} == {figure} == {*map(plt.figure, plt.get_fignums())}
    again = np.ravel(function(**RIGHT[function]))
    assert {ax.figure for ax in again}.isdisjoint({figure}) and len(plt.get_fignums()) == 2
    waiting = plt.figure().add_subplot(221)
    third = np.ravel(function(**RIGHT[function]))
    assert len(third) > 1 or third[0] is waiting


@functions
def test_options_are_handed_on_to_matplotlib(function):
    options, has_come = OPTION[function]
    before = dict(options)
    assert has_come(function(**RIGHT[function], **options))
    assert options == before


@functions
def test_nothing_of_the_callers_is_changed(function):
    given, settings = pickle.dumps(RIGHT[function]), plt.rcParams.copy()
    function(**RIGHT[function])
    assert pickle.dumps(RIGHT[function]) == given and plt.rcParams == settings


def words_in(figure):
    """All texts that are seen: without its frame, an Axes shows none of its axes."""
    for ax in figure.axes:
        legend = ax.get_legend()
        yield from (ax.title, *ax.texts, *(legend.get_texts() if legend else ()))
        if ax.axison:
            yield from (ax.xaxis.label, ax.yaxis.label)
            views = sorted(ax.get_xlim()), sorted(ax.get_ylim())
            for k, labels in enumerate((ax.get_xticklabels(), ax.get_yticklabels())):
                low, high = views[k]
                yield from (text for text in labels if low <= text.get_position()[k] <= high)


RANDOM = np.random.default_rng(7)
NET = [RANDOM.normal(size=shape) for shape in ((2, 16), (16,), (16, 3), (3,), (3, 4), (4,))]
EXTREMES = [
    *RIGHT.items(),
    (plot_broadcast, {"left_shape": (1,), "right_shape": ()}),
    (plot_broadcast, {"left_shape": (6, 6), "right_shape": (6,)}),
    (plot_convolution, {"image": np.arange(64).reshape(8, 8), "kernel": -SQUARE}),
    (plot_convolution, {"image": RANDOM.normal(size=(8, 8)), "kernel": RANDOM.normal(size=(3, 3))}),
    (
        plot_digits,
        {"instances": DIGITS.repeat(3, axis=0), "images_per_row": 20, "labels": [10] * 21},
    ),
    (plot_matmul, {"left": [[1]], "right": [[1]]}),
    (plot_matmul, {"left": RANDOM.normal(size=(6, 6)), "right": RANDOM.normal(size=(6, 6))}),
    (plot_net, {"params": NET}),
    (plot_neuron, {}),
    (plot_tensors, {"tensors": [RANDOM.normal(size=(6, 6, 6))]}),
    (plot_tensors, {"tensors": [5]}),
    (plot_neuron, {"weights": [0.5, -1.25, 2, 0, 1, -3], "bias": 0.125, "inputs": [-2.5] * 6}),
]


@pytest.mark.parametrize(("function", "arguments"), EXTREMES)
@pytest.mark.parametrize("style", ["default", "helpers.course"])
def test_its_words_are_legible_within_the_figure_and_apart(function, arguments, style):
    with plt.style.context(style):
        figure = np.ravel(function(**arguments))[0].figure
        figure.draw_without_rendering()
        words = [t for t in words_in(figure) if t.get_visible() and t.get_text().strip()]
        boxes = [(text.get_text(), text.get_window_extent()) for text in words]
    assert figure.get_figwidth() <= 8.2 and min(text.get_fontsize() for text in words) >= 8
    right, top = figure.bbox.size + 1
    for text, box in boxes:
        assert min(box.x0, box.y0) > -1 and box.x1 < right and box.y1 < top, text
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        apart = min(a.x1, b.x1) - max(a.x0, b.x0) < 1 or min(a.y1, b.y1) - max(a.y0, b.y0) < 1
        assert apart, (one, other)


WRONG = {
    plot_broadcast: [
        ("left_shape", (3, 3), ValueError, "counted from the"),
        ("left_shape", (2, 2, 2), ValueError, "left_shape is (2, 2, 2); expected at"),
        ("left_shape", [[2, 2]], ValueError, "left_shape is [[2, 2]]; expected at m"),
        ("right_shape", (7,), ValueError, "right_shape is (7,); expected at most two"),
        ("left_shape", (0,), ValueError, "left_shape is (0,); expected"),
        ("left_shape", (2.5,), TypeError, "left_shape is (2.5,); expected a tuple of"),
        ("left_shape", "ab", TypeError, "left_shape has dtype <U2; expected a tuple"),
        ("right_shape", None, TypeError, "right_shape has dtype object; expected a t"),
    ],
    plot_convolution: [
        ("image", np.ones((3, 4, 1)), ValueError, "image[:, :, 0], or a crop."),
        ("image", np.ones((28, 28)), ValueError, "image has shape (28, 28); expec"),
        ("image", [[1, 2], [3]], ValueError, "image has rows of different lengths"),
        ("kernel", [1, 2], ValueError, "kernel has shape (2,); expected (height,"),
        ("kernel", np.ones((1, 6)), ValueError, "no larger than the image. Pad"),
        ("kernel", [["a"]], TypeError, "kernel has dtype <U1; expected numbers"),
        ("row", 4, ValueError, "row is 4; expected a whole number from -4 to 3."),
        ("column", -5, ValueError, "column is -5; expected a whole number"),
        ("row", 0.5, TypeError, "row is 0.5; expected a whole number"),
        ("stride", 0, ValueError, "stride is 0; expected a whole number of at lea"),
        ("stride", "2", TypeError, "stride is '2'; expected a whole number"),
    ],
    plot_decision_lines: [
        ("weights", [1, 2, 3], ValueError, "expected (n, 2). Give each neuron"),
        ("weights", 1.0, ValueError, "weights has shape (1, 1); expected (n, 2"),
        ("weights", np.ones((0, 2)), ValueError, "expected (n, 2)"),
        ("weights", [[1, 2], [3]], ValueError, "weights has rows of different"),
        ("weights", [1, np.inf], ValueError, "weights holds inf or nan"),
        ("weights", ["a", "b"], TypeError, "weights has dtype <U1; expected nu"),
        ("biases", [1], ValueError, "expected (2,), one for each neuron."),
        ("points", [1, 1], ValueError, "points has shape (2,); expected (m, 2)"),
        ("targets", [1, 0], ValueError, "expected (4,), one for each point."),
        ("targets", [2, 0, 0, 0], ValueError, "expected the two classes 0 and 1"),
        ("names", ["a"], ValueError, "names has shape (1,); expected (2,), one"),
        ("limits", (1, 0), ValueError, "limits is [1.0, 0.0]; expected two numb"),
    ],
    plot_decision_regions: [
        ("predict", 0.5, TypeError, "predict is a float; expected a function"),
        ("predict", np.sum, ValueError, "what predict returns has shape (); e"),
        ("predict", str, TypeError, "what predict returns has dtype <U"),
        ("points", np.ones((0, 2)), ValueError, "points has shape (0, 2)"),
        ("points", [["a", "b"]], TypeError, "points has dtype <U1; expected n"),
        ("labels", [1], ValueError, "labels has shape (1,); expected (4,)"),
        ("labels", [1, 2, 0, 0], ValueError, "labels holds [0, 1, 2]; expect"),
        ("limits", 3, ValueError, "limits is 3.0; expected two numbers, the"),
        ("limits", (0, np.inf), ValueError, "the lower first, such as (-1, 2)"),
        ("limits", "ab", TypeError, "limits has dtype <U2; expected two numb"),
        ("resolution", 1, ValueError, "resolution is 1; expected a whole num"),
        ("resolution", 20.5, TypeError, "expected a whole number of at least 2"),
        ("threshold", "a", TypeError, "threshold has dtype <U1; expected num"),
    ],
    plot_digits: [
        ("instances", [], ValueError, "instances has shape (0,); expected at least one"),
        ("instances", np.ones((0, 28, 28)), ValueError, "expected at least one image"),
        ("instances", np.ones((28, 28)), ValueError, "Of a single image make image[np.n"),
        ("instances", np.ones((5, 785)), ValueError, "all square: (n, 28, 28), (n, 784)"),
        ("instances", np.ones((5, 28, 27)), ValueError, "crop one that is not square"),
        ("instances", np.ones((5, 8, 8, 3)), ValueError, "draw one channel at a time."),
        ("instances", [SQUARE, np.ones((2, 2))], ValueError, "of different lengths; exp"),
        ("instances", ["five"], TypeError, "dtype <U4; expected numbers, one grey value"),
        ("instances", SQUARE * 1j, TypeError, "holds complex numbers; expected real"),
        ("instances", None, TypeError, "instances has dtype object; expected numbers"),
        ("labels", np.ones((7, 10)), ValueError, "labels has shape (7, 10); expected (7"),
        ("predictions", [1], ValueError, "expected (7,), one for each image. Take the c"),
        ("images_per_row", 0, ValueError, "images_per_row is 0; expected a whole number"),
        ("images_per_row", "ten", TypeError, "images_per_row is 'ten'; expected a whole"),
    ],
    plot_graph: [
        ("places", ["x", "net"], TypeError, "places is a list; expected a dict such as"),
        ("places", {}, ValueError, "places is empty; expected at least one box"),
        ("places", {"x": (0, 0, 0)}, ValueError, "places['x'] has shape (3,); expected"),
        ("places", {"x": (0, np.nan)}, ValueError, "places['x'] holds inf or nan; expec"),
        ("places", {"x": "here"}, TypeError, "places['x'] has dtype <U4; expected num"),
        ("arrows", [("x", "net", "loss")], ValueError, "expected pairs: from which box"),
        ("arrows", 3, TypeError, "arrows is 3; expected pairs such as"),
        ("arrows", [("x", "y")], ValueError, "arrows names a box 'y'; expected one of"),
        ("back", [("y", "x")], ValueError, "back names a box 'y'; expected one of"),
        ("notes", {"y": "kept"}, ValueError, "notes names a box 'y'; expected one of"),
        ("notes", ["kept"], TypeError, "notes is a list; expected a dict"),
        ("values", [1], TypeError, "values is a list; expected a dict"),
        ("values", {"y": 1}, ValueError, "values names a box 'y'; expected one of"),
        ("slopes", {("net", "x"): 1}, ValueError, "slopes names a box ('net', 'x'); expec"),
    ],
    plot_history: [
        ("history", [0.9], TypeError, "history is a list; expected a dict such as {"),
        ("history", {}, ValueError, "history is empty; expected at least one epoch"),
        ("history", {"val_loss": [1]}, ValueError, "history is empty; expected"),
        ("history", {"loss": []}, ValueError, "history['loss'] has shape (0,); expect"),
        ("history", {"loss": 0.5}, ValueError, "expected (epochs,). Hand in at least"),
        ("history", {"loss": ["0.5"]}, TypeError, "turn what was read from a file int"),
        ("metrics", "acc", ValueError, "history has no ['acc']; expected some of ['los"),
        ("metrics", [], ValueError, "history is empty; expected"),
        ("history", {"loss": [1, 2], "val_loss": [1]}, ValueError, "2 values of loss but"),
    ],
    plot_loss_contours: [
        ("loss", 3, TypeError, "loss is a int; expected a function"),
        ("loss", uphill, ValueError, "loss returned shape (2,); expected a singl"),
        ("loss", lambda p: np.inf, ValueError, "loss is inf or nan somewhere"),
        ("loss", str, TypeError, "what loss returns has dtype <U"),
        ("gradient", "up", TypeError, "gradient is a str; expected a function"),
        ("gradient", bowl, ValueError, "gradient returned shape (); expected two"),
        ("xlim", (1, 0), ValueError, "xlim is [1.0, 0.0]; expected two numbers,"),
        ("ylim", (0, 1, 2), ValueError, "ylim is [0.0, 1.0, 2.0]; expected two"),
        ("paths", [[1, 2]], TypeError, "paths is a list; expected a dict"),
        ("paths", {"a": [1, 2]}, ValueError, "paths['a'] has shape (2,); expecte"),
    ],
    plot_matmul: [
        ("left", [[1, 2], [3]], ValueError, "left has rows of different lengths; expec"),
        ("left", [1, 2], ValueError, "left has shape (2,); expected (a, b), at most 6"),
        ("right", np.ones((3, 7)), ValueError, "expected (b, c), at most 6 along an axis"),
        ("right", np.ones((0, 3)), ValueError, "right has shape (0, 3); expected (b, c)"),
        ("right", np.ones((2, 3)), ValueError, "3 columns meet 2 rows. Swap or transpo"),
        ("left", [["a"]], TypeError, "left has dtype <U1; expected numbers."),
        ("left", SQUARE * 1j, TypeError, "left holds complex numbers; expected real"),
        ("row", 2, ValueError, "row is 2; expected a whole number from -2 to 1."),
        ("column", None, TypeError, "column is None; expected a whole number"),
    ],
    plot_moved_grid: [
        ("move", 3, TypeError, "move is a int; expected a function of points (2, n)."),
        ("move", np.transpose, ValueError, "what move returns has shape (25, 2); expected (2, 25)"),
        ("move", lambda points: points * np.nan, ValueError, "what move returns holds inf or nan"),
        ("move", lambda points: points.astype(str), TypeError, "what move returns has dtype"),
    ],
    plot_net: [
        ("params", [], ValueError, "params holds 0 arrays; expected weights and bias"),
        ("params", 3, ValueError, "params holds 0 arrays; expected weights and bias"),
        ("params", XOR[:3], ValueError, "params holds 3 arrays; expected"),
        ("params", [np.ones(2), [1, 1]], ValueError, "W1 has shape (2,); expected (units"),
        ("params", [*XOR[:2], SQUARE, [1]], ValueError, "W2 has shape (3, 3); expected (2,"),
        ("params", [SQUARE, [1, 1]], ValueError, "b1 has shape (2,); expected (3,), one fo"),
        ("params", [np.ones((784, 2)), [1, 1]], ValueError, "at most 16 along an axis. Draw"),
        ("params", [[[np.nan]], [1]], ValueError, "W1 holds inf or nan; expected finite"),
        ("params", [[["a"]], [1]], TypeError, "W1 has dtype <U1; expected numbers"),
        ("names", [["a"], ["b", "c"], ["d"]], ValueError, "names; expected [2, 2, 1], the"),
        ("names", 3, TypeError, "names is 3; expected a list of names for each layer"),
    ],
    plot_neuron: [
        ("bias", None, ValueError, "inputs came without weights and bias; expected"),
        ("weights", None, ValueError, "inputs came without weights and bias; expected"),
        ("weights", [], ValueError, "weights has shape (0,); expected (n,), at most 6"),
        ("weights", np.ones(7), ValueError, "weights has shape (7,); expected (n,), at"),
        ("weights", [1, np.nan], ValueError, "weights holds inf or nan; expected finite"),
        ("weights", [1j, 1], TypeError, "weights holds complex numbers; expected real"),
        ("bias", [1, 2], ValueError, "bias has shape (2,); expected (1,), one for each"),
        ("bias", "b", TypeError, "bias has dtype <U1; expected numbers"),
        ("inputs", [1], ValueError, "inputs has shape (1,); expected (2,). Draw one sam"),
    ],
    plot_probabilities: [
        ("instances", np.ones((0, 4, 4)), ValueError, "expected at least one im"),
        ("probabilities", BELIEFS[:6], ValueError, "expected (7, classes). Hand i"),
        ("probabilities", BELIEFS[0], ValueError, "has shape (10,); expected (7,"),
        ("probabilities", BELIEFS + 1, ValueError, "expected numbers from 0 to 1"),
        ("probabilities", [[1.5, -0.5]] * 7, ValueError, "through softmax first."),
        ("probabilities", BELIEFS * np.nan, ValueError, "probabilities holds inf"),
        ("probabilities", [["a"]] * 7, TypeError, "probabilities has dtype <U1;"),
        ("labels", np.eye(10)[:7], ValueError, "labels has shape (7, 10); expect"),
        ("labels", [10] * 7, ValueError, "expected whole numbers from 0 to 9, one"),
        ("labels", [-1] * 7, ValueError, "expected whole numbers from 0 to 9, one"),
        ("labels", [0.5] * 7, ValueError, "expected whole numbers from 0 to 9"),
        ("images_per_row", 0, ValueError, "images_per_row is 0; expected a whole"),
    ],
    plot_tensors: [
        ("tensors", [], ValueError, "tensors is empty; expected at least one, such as"),
        ("tensors", 5, TypeError, "tensors is 5; expected a list of tensors"),
        ("tensors", [np.ones(6)] * 4, ValueError, "too many to draw side by side; exp"),
        ("tensors", [1, np.ones(7)], ValueError, "tensors[1] has shape (7,); expected at"),
        ("tensors", [np.ones((0, 2))], ValueError, "tensors[0] has shape (0, 2); expec"),
        ("tensors", [np.ones((1, 1, 1, 1))], ValueError, "expected at most three axes"),
        ("tensors", [[[1, 2], [3]]], ValueError, "tensors[0] has rows of different len"),
        ("tensors", ["a"], TypeError, "tensors[0] has dtype <U1; expected numbers"),
    ],
}


@pytest.mark.parametrize(
    ("function", "name", "value", "error", "words"),
    [(function, *row) for function, rows in WRONG.items() for row in rows],
)
def test_what_cannot_be_drawn_is_named_in_a_sentence(function, name, value, error, words):
    with pytest.raises(error) as raised:
        function(**(RIGHT[function] | {name: value}))
    said = str(raised.value)
    assert words in said and "expected" in said and "\n" not in said
    assert plt.get_fignums() == []  # nothing half drawn is left


@functions
def test_what_are_no_axes_or_not_as_many_is_named(function):
    with pytest.raises(TypeError, match="ax is 'here'; expected Axes, as plt.subplots makes them."):
        function(**RIGHT[function], ax="here")
    with pytest.raises(ValueError, match=r"ax holds 3 Axes; expected \d+, .* with plt.subplots."):
        function(**RIGHT[function], ax=plt.subplots(1, 3)[1])
