"""What plot_graph draws."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from helpers.plots import plot_graph
from helpers.plots._style import GREEN, PALE_GREEN
from tests.helpers.drawn import corners, of_kind

PLACES = {"x": (0, 0), "net": (1.2, 0), "loss": (2.4, 1)}
ARROWS = [("x", "net"), ("net", "loss")]


def boxes(ax):
    return [box.get_bbox() for box in of_kind(ax.patches, FancyBboxPatch)]


def line_of(arrow):
    """Where an arrow begins, and its tip: the corner that is furthest from there."""
    start, *others = corners(arrow)
    return start, max(others, key=lambda corner: np.hypot(*(corner - start)))


# plot_graph


def test_each_box_carries_its_name_where_it_was_put():
    ax = plot_graph(PLACES, ARROWS)
    assert [text.get_text() for text in ax.texts] == ["x", "net", "loss"]
    for box, text, place in zip(boxes(ax), ax.texts, PLACES.values(), strict=True):
        middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        assert np.allclose(middle, place) and np.allclose(text.get_position(), place)


def test_arrows_lead_from_edge_to_edge():
    first, second = of_kind(plot_graph(PLACES, ARROWS).patches, FancyArrowPatch)
    assert np.allclose(line_of(first), [[0.45, 0], [0.75, 0]], atol=0.03)
    start, tip = line_of(second)
    assert np.allclose(start - [1.2, 0], [0.3, 0.25], atol=0.03)
    assert np.allclose(tip - [2.4, 1], [-0.3, -0.25], atol=0.03)


def test_the_way_back_differs_by_more_than_colour_and_stands_aside():
    ax = plot_graph(PLACES, ARROWS, back=[("net", "x")])
    there, alone, back = of_kind(ax.patches, FancyArrowPatch)
    assert (there.get_linestyle(), back.get_linestyle()) == ("-", "--")
    assert to_hex(there.get_edgecolor()) != to_hex(back.get_edgecolor())
    (start, tip), (back_start, back_tip) = line_of(there), line_of(back)
    assert start[0] < tip[0] and back_start[0] > back_tip[0]
    assert start[1] > 0.05 and back_start[1] < -0.05
    # Nothing comes back along the other one: it lies in the middle.
    assert np.allclose(np.subtract(line_of(alone), [1.2, 0]) @ [1, -1.2], 0, atol=0.01)


def test_a_loop_rises_above_its_box_within_the_picture():
    ax = plot_graph(PLACES, [("net", "net")])
    (loop,) = of_kind(ax.patches, FancyArrowPatch)
    start, _ = line_of(loop)
    (left, bottom), (_, top) = corners(loop).min(axis=0), corners(loop).max(axis=0)
    assert start[0] > 1.2 > left and start[1] == pytest.approx(0.25) and bottom > 0.24
    assert 0.25 < top < ax.get_ylim()[1]


def test_notes_stand_under_their_boxes():
    note = plot_graph(PLACES, ARROWS, notes={"net": "kept"}).texts[-1]
    assert note.get_text() == "kept" and note.get_position()[0] == 1.2
    assert note.get_position()[1] < -0.25 and note.get_va() == "top"


def test_the_picture_is_no_chart_and_holds_all_boxes():
    ax = plot_graph(PLACES, ARROWS)
    assert not ax.axison and ax.get_aspect() == 1
    assert ax.get_xlim()[0] < -0.4 and ax.get_xlim()[1] > 2.8
    assert ax.get_ylim()[0] < -0.25 and ax.get_ylim()[1] > 1.25


def test_values_stand_in_boxes_and_on_arrows_and_slopes_on_green():
    places = {"a": (0, 0), "b": (0, -2), "sum": (2, 0), "other": (2, -2)}
    arrows = [("a", "sum"), ("b", "sum"), ("a", "other"), ("b", "other")]
    values = {"a": 0.5, "sum": -2, ("a", "sum"): 3, ("b", "sum"): 4, ("a", "other"): 5}
    ax = plot_graph(places, arrows, values=values, slopes={"sum": 1, ("b", "sum"): 0.25})
    found = {text.get_text(): text for text in ax.texts}
    assert {"a\n0.5", "sum\n−2", "b", "3", "4", "5", "slope 1", "slope 0.25"} <= set(found)
    ground = found["slope 0.25"].get_bbox_patch().get_facecolor()
    assert to_hex(ground) == PALE_GREEN.lower()
    assert np.allclose(found["3"].get_position(), (1, 0))
    beside, on = found["slope 0.25"], found["4"]  # a rising arrow: to the left of it
    assert beside.get_ha() == "right" and beside.get_va() == "center"
    assert np.all(np.subtract(beside.get_position(), on.get_position()) * [-1, 1] > 0)
    (x4, y4), (x5, y5) = (found[number].get_position() for number in "45")
    assert 0 < x4 == x5 < 1 and y4 < -1 < y5  # two arrows cross, their numbers do not


def test_boxes_are_tall_only_with_slopes_in_them():
    low, on_arrow, tall = (
        boxes(plot_graph(PLACES, ARROWS, values={"x": 1}, slopes=slopes))[0].height
        for slopes in ({}, {("x", "net"): 1}, {"net": 1})
    )
    assert low == on_arrow < tall


def test_the_way_back_is_green_since_orange_is_negative():
    ax = plot_graph(PLACES, [], back=[("net", "x")])
    (back,) = of_kind(ax.patches, FancyArrowPatch)
    assert to_hex(back.get_edgecolor()) == GREEN.lower()
