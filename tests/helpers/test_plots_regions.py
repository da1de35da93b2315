"""What plot_decision_regions draws, and what it says of input that it cannot draw."""

# ruff: noqa: D103 - the name of a test says what it tests

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import PathCollection

from helpers.plots import plot_decision_regions

GATE = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
AND = np.array([1, 0, 0, 0])


def z_of_and(points):
    """Return z of a neuron that computes AND."""
    return points.sum(axis=1) - 1.5


def samples(ax):
    """Return the two scatters, class 0 and class 1."""
    return [c for c in ax.collections if isinstance(c, PathCollection)]


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


def test_scores_may_come_as_a_column_and_as_booleans():
    one = plot_decision_regions(lambda p: z_of_and(p)[:, None], GATE, AND, threshold=0)
    two = plot_decision_regions(lambda p: z_of_and(p) > 0, GATE, AND)
    assert np.array_equal(one.images[0].get_array(), two.images[0].get_array())


def test_regions_and_samples_differ_by_more_than_colour():
    ax = plot_decision_regions(z_of_and, GATE, AND, threshold=0)
    assert any(hatch for c in ax.collections for hatch in (getattr(c, "hatches", None) or []))
    zeros, ones = samples(ax)
    assert zeros.get_offsets().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert ones.get_offsets().tolist() == [[1, 1]]
    assert len(zeros.get_paths()[0].vertices) != len(ones.get_paths()[0].vertices)
    assert (zeros.get_label(), ones.get_label()) == ("class 0", "class 1")


def test_the_border_is_drawn_where_there_is_one():
    both = plot_decision_regions(z_of_and, GATE, AND, threshold=0)
    one = plot_decision_regions(lambda p: np.ones(len(p)), GATE, AND)
    none = plot_decision_regions(lambda p: np.zeros(len(p)), GATE, AND)
    assert [len(ax.collections) - 2 for ax in (both, one, none)] == [2, 1, 0]  # stripes, border


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
def test_few_and_calm_ticks(limits, ticks):
    ax = plot_decision_regions(z_of_and, GATE, AND, threshold=0, limits=limits)
    for found in (ax.get_xticks(), ax.get_yticks()):
        assert np.allclose([t for t in found if limits[0] <= t <= limits[1]], ticks)
    assert ax.get_xlim() == ax.get_ylim() == limits
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$x_1$", "$x_2$")


def test_options_and_axes_are_handed_on():
    ax = plt.subplots()[1]
    assert plot_decision_regions(z_of_and, GATE, AND, ax=ax, s=12) is ax
    assert samples(ax)[0].get_sizes().tolist() == [12]
    assert len(plt.get_fignums()) == 1


def test_input_is_left_alone_and_lists_will_do():
    points, labels = GATE * 1, AND.reshape(-1, 1) * 1
    plot_decision_regions(z_of_and, points, labels, threshold=0)
    assert np.array_equal(points, GATE) and labels.shape == (4, 1)
    plot_decision_regions(z_of_and, GATE.tolist(), AND.tolist(), threshold=0)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"predict": 0.5}, TypeError, "predict is a float"),
        ({"predict": lambda p: np.zeros(3)}, ValueError, r"predict returned shape \(3,\)"),
        ({"points": [1, 1]}, ValueError, r"points has shape \(2,\)"),
        ({"points": np.zeros((0, 2)), "labels": []}, ValueError, r"expected \(m, 2\)"),
        ({"labels": [1]}, ValueError, r"labels has shape \(1,\); expected \(4,\)"),
        ({"labels": [1, 2, 0, 0]}, ValueError, "two classes 0 and 1"),
        ({"limits": (1.5, -0.5)}, ValueError, "the lower first"),
        ({"limits": (0, np.inf)}, ValueError, "the lower first"),
        ({"resolution": 1}, ValueError, "at least 2"),
        ({"resolution": 20.5}, ValueError, "at least 2"),
    ],
)
def test_says_what_it_cannot_draw(changed, error, message):
    right = {"predict": z_of_and, "points": GATE, "labels": AND}
    with pytest.raises(error, match=message):
        plot_decision_regions(**(right | changed))
    assert not plt.get_fignums()
