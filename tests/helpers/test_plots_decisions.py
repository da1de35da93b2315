"""What plot_decision_regions and plot_decision_lines draw."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.patches import FancyArrowPatch

from helpers.plots import plot_decision_lines, plot_decision_regions
from tests.helpers.drawn import corners, of_kind

GATE = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
AND = np.array([1, 0, 0, 0])


def z_of_and(points):
    """Return z of a neuron that computes AND."""
    return points.sum(axis=1) - 1.5


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


@pytest.mark.parametrize("drawn", ["regions", "lines"])
def test_samples_differ_by_marker_and_colour(drawn):
    if drawn == "regions":
        ax, word = plot_decision_regions(z_of_and, GATE, AND, threshold=0), "class"
    else:
        ax, word = plot_decision_lines([1, 1], -1.5, GATE, AND), "target"
    zeros, ones = of_kind(ax.collections, PathCollection)
    assert zeros.get_offsets().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert ones.get_offsets().tolist() == [[1, 1]]
    assert len(zeros.get_paths()[0].vertices) != len(ones.get_paths()[0].vertices)
    assert zeros.get_facecolor().tolist() != ones.get_facecolor().tolist()
    assert (zeros.get_label(), ones.get_label()) == (f"{word} 0", f"{word} 1")


@pytest.mark.parametrize(
    ("limits", "ticks"),
    [
        ((-0.5, 1.5), [0, 1]),
        ((-0.5, 2.8), [0, 1, 2]),
        ((-3, 3), [-2, 0, 2]),
        ((-1, 1), [-1, 0, 1]),
        ((0, 1), [0, 0.5, 1]),
    ],
)
def test_few_and_calm_ticks_on_labelled_axes_of_one_scale(limits, ticks):
    for ax in (
        plot_decision_regions(z_of_and, GATE, AND, threshold=0, limits=limits),
        plot_decision_lines([1, 1], -1.5, GATE, AND, limits=limits),
    ):
        for found in (ax.get_xticks(), ax.get_yticks()):
            assert np.allclose([t for t in found if limits[0] <= t <= limits[1]], ticks)
        assert ax.get_xlim() == ax.get_ylim() == limits and ax.get_aspect() == 1
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("$x_1$", "$x_2$")


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (GATE, (-0.5, 1.5)),
        ([[-0.5, 1.5]], (-0.5, 1.5)),
        ([[0, 0], [5, 20]], (-3, 23)),
        ([[-4, -4], [0, 1]], (-4.75, 1.75)),
        ([[1000, 1000]], (999, 1001)),
    ],
)
def test_the_limits_follow_the_samples_unless_given(points, expected):
    labels = np.zeros(len(points))
    for ax in (
        plot_decision_regions(z_of_and, points, labels),
        plot_decision_lines([1, 1], -1.5, points, labels),
    ):
        assert ax.get_xlim() == ax.get_ylim() == expected
    given = plot_decision_lines([1, 1], -1.5, points, labels, limits=(-1, 3))
    assert given.get_xlim() == (-1, 3)


# plot_decision_regions


def test_the_picture_is_what_predict_says():
    ax = plot_decision_regions(z_of_and, GATE, AND, threshold=0, resolution=21)
    (image,) = ax.images
    ticks = np.linspace(-0.5, 1.5, 21)
    expected = ticks[np.newaxis, :] + ticks[:, np.newaxis] - 1.5 > 0
    assert np.array_equal(image.get_array(), expected)
    assert image.get_extent() == [-0.5, 1.5, -0.5, 1.5] and image.origin == "lower"


def test_x1_runs_to_the_right_and_x2_up():
    ax = plot_decision_regions(lambda p: p[:, 0], GATE, AND, threshold=1, resolution=11)
    picture = np.asarray(ax.images[0].get_array())
    assert picture[:, -1].all() and not picture[:, 0].any()


def test_a_score_at_the_threshold_is_class_zero():
    ax = plot_decision_regions(lambda p: np.full(len(p), 0.5), GATE, AND, resolution=5)
    assert not ax.images[0].get_array().any()


def test_scores_and_labels_may_be_columns_and_scores_truths():
    column = AND[:, np.newaxis]
    one = plot_decision_regions(lambda p: z_of_and(p)[:, None], GATE, column, threshold=0)
    two = plot_decision_regions(lambda p: z_of_and(p) > 0, GATE.tolist(), AND.tolist())
    assert np.array_equal(one.images[0].get_array(), two.images[0].get_array())


def test_class_1_is_striped_and_the_border_is_drawn_where_there_is_one():
    both = plot_decision_regions(z_of_and, GATE, AND, threshold=0)
    one = plot_decision_regions(lambda p: np.ones(len(p)), GATE, AND)
    none = plot_decision_regions(lambda p: np.zeros(len(p)), GATE, AND)
    assert [len(ax.collections) - 2 for ax in (both, one, none)] == [2, 1, 0]  # stripes, border
    assert both.collections[0].hatches == one.collections[0].hatches == ["//"]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_where_the_answer_is_not_finite_the_plane_is_white_and_says_so(value):
    def half_known(points):
        return np.where(points[:, 0] < 0.5, value, points[:, 1])

    ax = plot_decision_regions(half_known, GATE, AND)
    picture = ax.images[0].get_array()
    assert np.ma.getmaskarray(picture)[:, :100].all() and not picture.mask[:, 100:].any()
    assert picture[150, 150] and not picture[50, 150]
    assert texts(ax) == ["nan or inf on 50% of the plane"]
    nothing = plot_decision_regions(lambda p: np.full(len(p), value), GATE, AND)
    nothing.figure.draw_without_rendering()
    assert texts(nothing) == ["nan or inf on 100% of the plane"]
    assert nothing.images[0].get_array().mask.all()


# plot_decision_lines


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
    ends = np.array(sorted(plot_decision_lines(w, b, GATE, AND).lines[0].get_xydata().tolist()))
    assert np.allclose(ends, expected)
    assert np.allclose(ends @ np.divide(w, np.max(np.abs(w))), -b / np.max(np.abs(w)))


@pytest.mark.parametrize(
    ("w", "b", "answer"),
    [
        ([0, 0], -0.1, 0),
        ([0, 0], 0, 0),
        ([0, 0], 0.1, 1),
        ([0, 1], -9, 0),
        ([1, 0], 9, 1),
        ([1e-300, 0], 1, 1),
        ([1, 1], -3.0, 0),  # touches the corner alone
    ],
)
def test_a_neuron_without_a_line_in_view_says_its_answer(w, b, answer):
    ax = plot_decision_lines(w, b, GATE, AND)
    assert len(ax.lines) == 0
    assert texts(ax) == [f"no line:\nanswers {answer} everywhere"]


@pytest.mark.parametrize("w", [[1, 2], [2, -1], [0, 1], [0, -1], [1, 0], [-1, 0], [-1, -2]])
def test_the_arrow_points_to_the_side_of_one(w):
    b = -0.5 * sum(w)  # through the middle
    ax = plot_decision_lines(w, b, GATE, AND)
    (arrow,) = of_kind(ax.patches, FancyArrowPatch)
    (one,) = [text for text in ax.texts if text.get_text() == "1"]
    heights = corners(arrow) @ w + b
    assert heights.min() > -0.05 and heights.max() > 0.1
    assert np.dot(w, one.get_position()) + b > heights.max()
    assert np.all(np.abs(np.subtract(one.get_position(), 0.5)) < 1)


def test_lines_differ_by_more_than_colour():
    weights, biases = [[1, 1], [1, 2], [2, 1], [1, -1]], [-1.5, -2, -2, 0]
    ax = plot_decision_lines(weights, biases, GATE, AND, names=list("abcd"))
    assert len({line.get_linestyle() for line in ax.lines}) == 4
    assert len({line.get_color() for line in ax.lines}) == 4
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["a", "b", "c", "d", "target 0", "target 1"]


def test_a_named_line_out_of_view_is_named():
    ax = plot_decision_lines([[1, 1], [0, 0]], [-1.5, 1], GATE, AND, names=["first", "second"])
    assert "second:\nanswers 1 everywhere" in texts(ax)
