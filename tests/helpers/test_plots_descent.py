"""What plot_loss_contours and plot_graph draw, and what they say of input they cannot draw."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.contour import QuadContourSet
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.quiver import Quiver

from helpers.plots import plot_graph, plot_loss_contours


def bowl(params):
    """Return an oval bowl with its bottom at (1, 0)."""
    return (params[0] - 1) ** 2 + 3 * params[1] ** 2


def uphill(params):
    """Return its gradient."""
    return np.array([2 * (params[0] - 1), 6 * params[1]])


def of_kind(artists, kind):
    return [artist for artist in artists if isinstance(artist, kind)]


# plot_loss_contours


def test_lines_of_equal_loss_run_where_the_loss_is_equal():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2))
    _, lines = of_kind(ax.collections, QuadContourSet)
    levels = lines.levels
    assert len(levels) > 5 and np.allclose(np.diff(np.sqrt(levels)), np.diff(np.sqrt(levels))[0])
    for level, path in zip(levels, lines.get_paths(), strict=True):
        assert np.allclose([bowl(vertex) for vertex in path.vertices], level, atol=0.05)


def test_the_map_has_one_scale_names_and_few_ticks():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("w", "b")
    assert (ax.get_xlim(), ax.get_ylim(), ax.get_aspect()) == ((-1, 3), (-2, 2), 1)
    assert len(ax.get_xticks()) <= 8
    named = plot_loss_contours(bowl, (-1, 3), (-2, 2), names=("w1", "w2"))
    assert (named.get_xlabel(), named.get_ylabel()) == ("w1", "w2")


def test_the_arrows_are_the_gradient_and_point_uphill():
    ax = plot_loss_contours(bowl, (-1, 3), (-2, 2), gradient=uphill)
    (arrows,) = of_kind(ax.collections, Quiver)
    assert arrows.N == 49
    slopes = np.array([uphill(place) for place in arrows.XY])
    assert np.allclose(arrows.U, slopes[:, 0]) and np.allclose(arrows.V, slopes[:, 1])
    # Drawn in the scale of the map, so that the longest just fits between two places.
    assert (arrows.angles, arrows.scale_units) == ("xy", "xy")
    assert np.hypot(arrows.U, arrows.V).max() / arrows.scale < np.diff(np.unique(arrows.X))[0]


def test_without_a_gradient_there_are_no_arrows():
    assert not of_kind(plot_loss_contours(bowl, (-1, 3), (-2, 2)).collections, Quiver)


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


def test_contour_options_and_axes_are_handed_on():
    ax = plt.subplots()[1]
    assert plot_loss_contours(bowl, (-1, 3), (-2, 2), ax=ax, levels=[1, 2], linewidths=3) is ax
    lines = of_kind(ax.collections, QuadContourSet)[1]
    assert lines.levels.tolist() == [1, 2] and lines.get_linewidths()[0] == 3
    assert len(plt.get_fignums()) == 1


def test_the_paths_are_left_alone():
    path = np.array([[0, 1], [1, 0]])
    before, paths = path.copy(), {"path": path}
    plot_loss_contours(bowl, (-1, 3), (-2, 2), paths=paths)
    assert np.array_equal(path, before) and path.dtype == before.dtype and paths["path"] is path


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"loss": 3}, TypeError, "loss is a int; expected a function"),
        ({"gradient": "uphill"}, TypeError, "gradient is a str"),
        ({"loss": lambda p: p}, ValueError, r"loss returned shape \(2,\).*a single number"),
        ({"loss": lambda p: np.inf}, ValueError, "loss is inf or nan somewhere"),
        ({"gradient": lambda p: 1.0}, ValueError, r"gradient returned shape \(\).*two numbers"),
        ({"xlim": (1, 0)}, ValueError, "xlim is .*the lower first"),
        ({"ylim": (0, 1, 2)}, ValueError, "ylim is .*two numbers"),
        ({"ylim": (0, np.inf)}, ValueError, "ylim is"),
        ({"paths": {"mine": [1, 2, 3]}}, ValueError, r"path 'mine' has shape \(3,\)"),
        ({"paths": {"mine": np.zeros((0, 2))}}, ValueError, r"expected \(n, 2\)"),
    ],
)
def test_contours_say_what_they_cannot_draw(changed, error, message):
    right = {"loss": bowl, "xlim": (-1, 3), "ylim": (-2, 2)}
    with pytest.raises(error, match=message):
        plot_loss_contours(**(right | changed))
    assert not plt.get_fignums()


# plot_graph

PLACES = {"x": (0, 0), "net": (1.2, 0), "loss": (2.4, 1)}
ARROWS = [("x", "net"), ("net", "loss")]


def ends_of(arrow):
    """Where an arrow begins and where it ends."""
    return np.array(arrow._posA_posB)


def test_each_box_carries_its_name_where_it_was_put():
    ax = plot_graph(PLACES, ARROWS)
    boxes = of_kind(ax.patches, FancyBboxPatch)
    assert [text.get_text() for text in ax.texts] == ["x", "net", "loss"]
    for box, text, place in zip(boxes, ax.texts, PLACES.values(), strict=True):
        middle = (box.get_x() + box.get_width() / 2, box.get_y() + box.get_height() / 2)
        assert np.allclose(middle, place) and text.get_position() == place
        assert text.get_fontsize() >= 9


def test_arrows_lead_from_edge_to_edge():
    first, second = of_kind(plot_graph(PLACES, ARROWS).patches, FancyArrowPatch)
    assert np.allclose(ends_of(first), [[0.4, 0], [0.8, 0]])
    start, end = ends_of(second)
    assert np.allclose(start - [1.2, 0], [0.3, 0.25]) and np.allclose(end - [2.4, 1], [-0.3, -0.25])


def test_the_way_back_differs_by_more_than_colour_and_stands_aside():
    ax = plot_graph(PLACES, ARROWS, back=[("net", "x")])
    there, alone, back = of_kind(ax.patches, FancyArrowPatch)
    assert there.get_linestyle() != back.get_linestyle()
    assert to_hex(there.get_edgecolor()) != to_hex(back.get_edgecolor())
    assert ends_of(there)[0, 1] > 0.05 and ends_of(back)[0, 1] < -0.05
    assert ends_of(back)[0, 0] > ends_of(back)[1, 0]
    assert np.isclose(ends_of(alone)[0, 1], 0.25)  # nothing comes back there: in the middle


def test_a_loop_rises_above_its_box_within_the_picture():
    ax = plot_graph(PLACES, [("net", "net")])
    (loop,) = of_kind(ax.patches, FancyArrowPatch)
    assert np.allclose(ends_of(loop)[:, 1], 0.25) and ends_of(loop)[0, 0] > ends_of(loop)[1, 0]
    curve = loop.get_path().vertices
    top = loop.get_transform().inverted().transform(loop.get_window_extent().corners())[:, 1].max()
    assert len(curve) > 2 and 0.25 < top < ax.get_ylim()[1]


def test_notes_stand_under_their_boxes():
    ax = plot_graph(PLACES, ARROWS, notes={"net": "kept"})
    note = ax.texts[-1]
    assert note.get_text() == "kept" and note.get_position()[0] == 1.2
    assert note.get_position()[1] < -0.25 and note.get_fontsize() >= 9


def test_the_picture_is_no_chart_and_holds_all_boxes():
    ax = plot_graph(PLACES, ARROWS)
    assert not ax.axison and ax.get_aspect() == 1
    assert ax.get_xlim()[0] < -0.4 and ax.get_xlim()[1] > 2.8
    assert ax.get_ylim()[0] < -0.25 and ax.get_ylim()[1] > 1.25


def test_box_options_and_axes_are_handed_on():
    ax = plt.subplots()[1]
    assert plot_graph(PLACES, ARROWS, ax=ax, facecolor="white") is ax
    assert {to_hex(b.get_facecolor()) for b in of_kind(ax.patches, FancyBboxPatch)} == {"#ffffff"}
    assert len(plt.get_fignums()) == 1


def test_the_graph_leaves_its_input_alone():
    places, arrows, notes = dict(PLACES), list(ARROWS), {"x": "kept"}
    plot_graph(places, arrows, back=[["net", "x"]], notes=notes)
    assert places == PLACES and arrows == ARROWS and notes == {"x": "kept"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"places": {}, "arrows": []}, "places is empty"),
        ({"places": {"x": (0, 0, 0)}, "arrows": []}, "place of 'x' is .*two finite numbers"),
        ({"places": {"x": (0, np.nan)}, "arrows": []}, "two finite numbers"),
        ({"arrows": [("x", "net", "loss")]}, "arrows holds .*expected pairs"),
        ({"arrows": [("x", "y")]}, "arrows names a box 'y'; expected one of"),
        ({"back": [("net", "x", "loss")]}, "back holds .*expected pairs"),
        ({"back": [("y", "x")]}, "back names a box 'y'"),
        ({"notes": {"y": "kept"}}, "notes names a box 'y'"),
    ],
)
def test_the_graph_says_what_it_cannot_draw(changed, message):
    with pytest.raises(ValueError, match=message):
        plot_graph(**({"places": PLACES, "arrows": ARROWS} | changed))
    assert not plt.get_fignums()
