"""What plot_point_grid and plot_loss_contours draw."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.contour import QuadContourSet
from matplotlib.quiver import Quiver

from helpers.plots import plot_loss_contours, plot_point_grid
from tests.helpers.drawn import of_kind

# one point in each quarter: upper right, upper left, lower left, lower right
POINTS = np.array([[1.0, -1.0, -1.0, 1.0], [1.0, 1.0, -1.0, -1.0]])
QUARTERS = ("upper right", "upper left", "lower left", "lower right")


# plot_point_grid


def clouds(ax):
    return {cloud.get_label(): cloud for cloud in of_kind(ax.collections, PathCollection)}


def test_each_point_is_drawn_once_in_its_quarter():
    drawn = clouds(plot_point_grid(POINTS))
    assert tuple(drawn) == QUARTERS
    for name, point in zip(QUARTERS, POINTS.T, strict=True):
        np.testing.assert_array_equal(drawn[name].get_offsets(), [point])


def test_a_point_keeps_the_look_of_where_it_started():
    drawn = clouds(plot_point_grid(-POINTS, start=POINTS))
    assert tuple(drawn) == ("start", *QUARTERS)
    np.testing.assert_array_equal(drawn["upper right"].get_offsets(), [[-1, -1]])
    np.testing.assert_array_equal(drawn["start"].get_offsets(), POINTS.T)


def test_quarters_differ_by_marker_as_well_as_by_colour():
    drawn = clouds(plot_point_grid(POINTS)).values()
    assert len({cloud.get_paths()[0].vertices.tobytes() for cloud in drawn}) == 4
    assert len({to_hex(cloud.get_facecolor()[0]) for cloud in drawn}) == 4


def test_both_axes_are_alike_and_labelled():
    ax = plot_point_grid(POINTS, title="a grid")
    assert ax.get_xlim() == ax.get_ylim() == (-2.2, 2.2) and ax.get_aspect() == 1
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("$x_1$", "$x_2$", "a grid")
    np.testing.assert_array_equal(ax.get_xticks(), ax.get_yticks())


@pytest.mark.parametrize(("points", "start"), [(5 * POINTS, POINTS), (POINTS, -5 * POINTS)])
def test_no_point_lies_outside(points, start):
    ax = plot_point_grid(points, start)
    assert ax.get_xlim() == ax.get_ylim() == (-5.5, 5.5)


# plot_loss_contours


def bowl(params):
    """Return an oval bowl with its bottom at (1, 0)."""
    return (params[0] - 1) ** 2 + 3 * params[1] ** 2


def uphill(params):
    """Return its gradient."""
    return np.array([2 * (params[0] - 1), 6 * params[1]])


def test_lines_of_equal_loss_run_where_the_loss_is_equal():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2))
    _, lines = of_kind(ax.collections, QuadContourSet)
    steps = np.diff(np.sqrt(lines.levels))
    assert len(steps) > 4 and np.allclose(steps, steps[0])
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        assert np.allclose([bowl(vertex) for vertex in path.vertices], level, atol=0.05)


def test_the_map_has_one_scale_names_and_few_ticks():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("w", "b")
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_aspect()) == ((-1, 3), (-2, 2), 1)
    assert len(ax.get_xticks()) <= 8


def test_the_arrows_are_the_gradient_and_point_uphill():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2), gradient=uphill)
    (arrows,) = of_kind(ax.collections, Quiver)
    assert arrows.N == 49
    slopes = np.array([uphill(place) for place in arrows.XY])
    assert np.allclose(arrows.U, slopes[:, 0]) and np.allclose(arrows.V, slopes[:, 1])
    # Drawn in the scale of the map, so that the longest just fits between two places.
    assert (arrows.angles, arrows.scale_units) == ("xy", "xy")
    assert np.hypot(arrows.U, arrows.V).max() / arrows.scale < np.diff(np.unique(arrows.X))[0]


def test_paths_differ_by_more_than_colour_and_start_in_a_ring():
    paths = {"one": [[0, 0], [1, 1]], "two": [[0, 0], [1, 0]], "three": [[2, 1]]}
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2), paths=paths)
    *lines, ring, other_ring = ax.lines
    assert [line.get_label() for line in lines] == ["one", "two", "three"]
    for line, path in zip(lines, paths.values(), strict=True):
        assert line.get_xydata().tolist() == path
    for look in ("get_color", "get_linestyle", "get_marker"):
        assert len({getattr(line, look)() for line in lines}) == 3
    assert {tuple(r.get_xydata()[0].tolist()) for r in (ring, other_ring)} == {(0, 0), (2, 1)}
    assert len(ax.get_legend_handles_labels()[1]) == 3  # the rings stay out of a legend


def test_more_paths_than_colours_can_be_drawn():
    paths = {str(i): [[0, i / 10]] for i in range(9)}
    assert len(plot_loss_contours(bowl, (-1, 3), (-2, 2), paths=paths).lines) == 18


def test_a_flat_loss_is_a_blank_map():
    ax = plot_loss_contours(lambda params: 1.0, (0, 1), (0, 1), gradient=lambda p: np.zeros(2))
    assert not of_kind(ax.collections, QuadContourSet) and len(ax.collections) == 1
