"""What plot_moved_grid and plot_loss_contours draw."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.contour import QuadContourSet
from matplotlib.quiver import Quiver

from helpers.plots import plot_loss_contours, plot_moved_grid
from tests.helpers.drawn import of_kind

QUARTERS = ("upper right", "upper left", "lower left", "lower right")


# plot_moved_grid


def clouds(ax):
    return {cloud.get_label(): cloud for cloud in of_kind(ax.collections, PathCollection)}


def test_each_point_is_where_it_goes_with_the_look_of_where_it_came_from():
    drawn = clouds(plot_moved_grid(lambda points: -2 * points))
    assert tuple(drawn) == ("from an axis", *QUARTERS)
    assert [len(cloud.get_offsets()) for cloud in drawn.values()] == [9, 4, 4, 4, 4]
    for name, (x, y) in zip(QUARTERS, ([1, 1], [-1, 1], [-1, -1], [1, -1]), strict=True):
        corners = [[-far * x, -high * y] for far in (1, 2) for high in (1, 2)]
        assert sorted(drawn[name].get_offsets().tolist()) == sorted(corners)


def test_quarters_differ_by_marker_as_well_as_by_colour():
    drawn = list(clouds(plot_moved_grid(np.negative)).values())[1:]
    assert len({cloud.get_paths()[0].vertices.tobytes() for cloud in drawn}) == 4
    assert len({to_hex(cloud.get_facecolor()[0]) for cloud in drawn}) == 4


def test_each_line_stays_behind_and_is_drawn_anew_with_its_bends():
    lines = plot_moved_grid(lambda points: np.maximum(points, 0)).lines
    assert len(lines) == 2 * 10
    for before, after in zip(lines[::2], lines[1::2], strict=True):
        assert before.get_color() != after.get_color()
        np.testing.assert_array_equal(np.maximum(before.get_xydata(), 0), after.get_xydata())


def test_arrows_lead_from_the_origin_to_where_the_unit_arrows_land():
    matrix, b = np.array([[0.8, -0.6], [0.6, 0.8]]), np.array([[0.5], [1]])
    ax = plot_moved_grid(lambda points: matrix @ points + b)
    arrows = [text for text in ax.texts if not text.get_text()]
    assert [arrow.arrow_patch.get_linestyle() for arrow in arrows] == ["-", "--"]
    np.testing.assert_allclose([arrow.xyann for arrow in arrows], [[0.5, 1], [0.5, 1]])
    np.testing.assert_allclose([arrow.xy for arrow in arrows], [[1.3, 1.6], [-0.1, 1.8]])
    words = [text.get_text() for text in ax.texts if text.get_text()]
    assert words == ["(1.3, 1.6)", "(−0.1, 1.8)"]
    assert not plot_moved_grid(np.negative, arrows=False).texts


def test_an_arrow_of_no_length_is_no_fault():
    words = [text.get_text() for text in plot_moved_grid(lambda points: 0 * points).texts]
    assert words == ["", "(0, 0)"] * 2


@pytest.mark.parametrize(("factor", "limit"), [(1, 2.2), (3, 3.45)])
def test_both_axes_are_alike_labelled_and_far_enough(factor, limit):
    ax = plot_moved_grid(lambda points: factor * points, title="a grid")
    np.testing.assert_allclose([*ax.get_xlim(), *ax.get_ylim()], [-limit, limit] * 2)
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("$x_1$", "$x_2$", "a grid")
    assert ax.get_aspect() == 1
    np.testing.assert_array_equal(ax.get_xticks(), ax.get_yticks())


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
