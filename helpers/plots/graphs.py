"""Pictures of what follows from what: the graph of a computation, and the way through a course."""

from itertools import pairwise

import numpy as np

from helpers.arrays import finite_numbers, lists, named
from helpers.plots._nodes import draw_arrow, draw_node
from helpers.plots._style import BLACK, GREY, ORANGE, picture_axes, write

__all__ = ["plot_course_map", "plot_graph"]

_BOX = np.array([0.8, 0.5])  # of a graph: width and height; boxes stand about 1.2 apart
_ASIDE = 0.09  # how far an arrow there and an arrow back stand from the line between two boxes
_LESSON, _ACROSS, _DOWN = np.array([2.1, 1.0]), 2.6, 1.75  # a lesson's box; from box to box


def plot_graph(places, arrows, *, back=(), notes=None, ax=None, **options):
    """Draw boxes and arrows: what is computed from what, and what goes back.

    Parameters
    ----------
    places : dict of str to (float, float)
        What stands in each box, and the middle of the box: to the right, then up. A box is 0.8
        wide and 0.5 high, so 1.2 by 1 is a good distance between neighbours.
    arrows : sequence of (str, str)
        From which box to which, drawn solid and black. From a box to itself it is a loop above
        the box.
    back : sequence of (str, str)
        Likewise, drawn dashed and orange, beside a solid arrow if there is one.
    notes : dict of str to str, optional
        What is written in small letters under a box.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, an inch for each unit.
    **options
        Handed on to the boxes (`matplotlib.patches.FancyBboxPatch`), such as
        `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no box, a place is not two finite numbers, or an arrow or a note names a box
        that is not there.
    TypeError
        If `places` or `notes` is not a dict, or arrows are not pairs.

    Examples
    --------
    >>> ax = plot_graph({"x": (0, 0), "net": (1.2, 0)}, [("x", "net"), ("net", "net")])
    >>> [text.get_text() for text in ax.texts]
    ['x', 'net']
    """
    places = named(places, "places", '{"x": (0, 0), "net": (1.2, 0)}')
    notes = named({} if notes is None else notes, "notes", '{"x": "kept"}')
    if not places:
        raise ValueError("places is empty; expected at least one box and its place.")
    for name, place in places.items():
        places[name] = finite_numbers(
            place, f"places[{name!r}]", shape=(2,), hint="First to the right, then up."
        )
    arrows, back = _pairs(arrows, "arrows", places), _pairs(back, "back", places)
    _known(notes, "notes", places)

    middles = np.array(list(places.values()))
    margin, has_loop = _BOX / 2 + [0.1, 0.35], any(a == b for a, b in arrows + back)
    low, high = middles.min(axis=0) - margin, middles.max(axis=0) + margin + [0, 0.3 * has_loop]
    ax = picture_axes(ax, tuple(high - low))
    nodes = {name: draw_node(ax, place, _BOX, name, options) for name, place in places.items()}
    both = {frozenset(pair) for pair in arrows} & {frozenset(pair) for pair in back}
    for pairs, look in ((arrows, {}), (back, {"color": ORANGE, "linestyle": "--"})):
        for start, end in pairs:
            a, b = places[start], places[end]
            if np.array_equal(a, b):
                top = a + [0, _BOX[1] / 2]
                draw_arrow(ax, top + [0.22, 0], top - [0.22, 0], bend=1.6, **look)
                continue
            along = (b - a) / np.hypot(*(b - a))
            aside = _ASIDE * ({start, end} in both) * np.array([-along[1], along[0]])
            ends = {"leaves": nodes[start], "meets": nodes[end]}
            draw_arrow(ax, a + aside, b + aside, **ends, **look)
    for name, note in notes.items():
        x, y = places[name] - [0, _BOX[1] / 2 + 0.05]
        write(ax, x, y, note, va="top", fontsize=9, zorder=4)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    return ax


def plot_course_map(parts, *, ax=None, **options):
    """Draw the way through a course: a row of boxes for each part, and arrows in reading order.

    Parameters
    ----------
    parts : dict of str to list of str
        For each part its name and the short titles of its lessons, in order; a line break is kept.
        The lessons are numbered through, from 1.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, in a size that fits.
    **options
        Handed on to each box, a `FancyBboxPatch`, such as `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no part, or a part has no lesson.
    TypeError
        If `parts` is not a dict of lists of titles.

    Examples
    --------
    >>> ax = plot_course_map({"NumPy": ["Tensors", "Products"], "Keras": ["Nets"]})
    >>> [text.get_text() for text in ax.texts if text.get_text().isdigit()]
    ['1', '2', '3']
    """
    parts = named(parts, "parts", '{"NumPy": ["Tensors"]}')
    for part, titles in parts.items():
        is_list = isinstance(titles, (list, tuple)) and all(isinstance(t, str) for t in titles)
        if not is_list:
            raise TypeError(
                f'parts[{part!r}] is {titles!r}; expected a list of titles, such as ["Tensors"].'
            )
    if not parts or not all(parts.values()):
        raise ValueError(
            f"parts is {parts}; expected at least one part, and a lesson in each. Leave out a part "
            "that has none."
        )
    most = max(len(titles) for titles in parts.values())
    ax = picture_axes(ax, (min(8, 0.8 + 1.8 * most), 0.2 + 1.15 * len(parts)))
    left, nodes = -_LESSON[0] / 2, {}
    for row, (part, titles) in enumerate(parts.items()):
        y = -row * _DOWN
        top = y + _LESSON[1] / 2 + 0.14
        write(ax, left, top, part, ha="left", va="bottom", fontsize=10, color=GREY)
        for column, title in enumerate(titles):
            x = column * _ACROSS
            nodes[x, y] = draw_node(ax, (x, y), _LESSON, "", options)
            write(ax, x + left + 0.14, y, str(len(nodes)), ha="left", fontsize=15, weight="bold")
            write(ax, x + 0.26, y, title, fontsize=9.5, linespacing=1.25)
    for start, end in pairwise(nodes):
        if start[1] != end[1]:  # into a new row, around the left of that row's name
            aside, below = left - 0.4, start[1] - _LESSON[1] / 2
            x, y = [start[0], start[0], aside, aside], [below, below - 0.16, below - 0.16, end[1]]
            ax.plot(x, y, color=BLACK, linestyle="-", marker="", linewidth=1.4)
            start = aside, end[1]
        draw_arrow(ax, start, end, leaves=nodes.get(start), meets=nodes[end])
    right = left + (most - 1) * _ACROSS + _LESSON[0]
    bottom = (1 - len(parts)) * _DOWN - _LESSON[1] / 2
    ax.set(
        xlim=(left - 0.5, right + 0.1), ylim=(bottom - 0.1, _LESSON[1] / 2 + 0.6), aspect="equal"
    )
    return ax


def _pairs(pairs, name, places):
    """Pairs of names of boxes, as a list of lists."""
    pairs = lists(pairs, name, 'pairs such as [("x", "net")]')
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"{name} holds {pairs}; expected pairs: from which box to which.")
    _known(sum(pairs, []), name, places)
    return pairs


def _known(names, what, places):
    for name in names:
        if name not in places:
            raise ValueError(
                f"{what} names a box {name!r}; expected one of {list(places)}. Give it a place."
            )
