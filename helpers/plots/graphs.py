"""The graph of a computation: what follows from what, and what goes back."""

import numpy as np

from helpers.arrays import finite_numbers, lists, named
from helpers.language import _
from helpers.plots._nodes import draw_arrow, draw_node
from helpers.plots._style import GREEN, PALE_GREEN, picture_axes, short, write

__all__ = ["plot_graph"]

_BOX, _TALL = np.array([0.9, 0.5]), np.array([0.9, 0.66])  # of a graph; tall with a slope in it
_ASIDE = 0.09  # how far an arrow there and an arrow back stand from the line between two boxes
_GROUND = {"edgecolor": "none", "pad": 1.5}  # of a number on an arrow, and of a slope


def plot_graph(
    places, arrows, *, back=(), notes=None, values=None, slopes=None, ax=None, **options
):
    """Draw boxes and arrows: what is computed from what, and what goes back.

    Parameters
    ----------
    places : dict of str to (float, float)
        What stands in each box, and the middle of the box: to the right, then up. A box is 0.9
        wide and 0.5 high, so neighbours stand well at a distance of 1.2 by 1.
    arrows : sequence of (str, str)
        From which box to which, drawn solid and black. From a box to itself it is a loop above
        the box.
    back : sequence of (str, str)
        Likewise, drawn dashed and green, beside a solid arrow if there is one.
    notes : dict of str to str, optional
        What is written in small letters under a box.
    values : dict of str or (str, str) to float, optional
        The number in a box, written under its name; or on an arrow, such as a weight.
    slopes : dict of str or (str, str) to float, optional
        Likewise, on green: under the value in a box, beside the value of an arrow.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure, an inch a unit.
    **options
        Handed on to the boxes (`matplotlib.patches.FancyBboxPatch`), such as
        `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no box, a place is not two finite numbers, an arrow or a note names a box that
        is not there, or a value or a slope a box or an arrow that is not there.
    TypeError
        If `places`, `notes`, `values` or `slopes` is not a dict, or arrows are not pairs.

    Examples
    --------
    >>> ax = plot_graph({"x": (0, 0), "net": (1.2, 0)}, [("x", "net"), ("net", "net")])
    >>> [text.get_text() for text in ax.texts]
    ['x', 'net']
    """
    places = named(places, "places", '{"x": (0, 0), "net": (1.2, 0)}')
    notes = named({} if notes is None else notes, "notes", '{"x": "kept"}')
    if not places:
        raise ValueError(_("places is empty; expected at least one box and its place."))
    for name, place in places.items():
        places[name] = finite_numbers(
            place, f"places[{name!r}]", shape=(2,), hint=_("First to the right, then up.")
        )
    arrows, back = _pairs(arrows, "arrows", places), _pairs(back, "back", places)
    _known(notes, "notes", places)
    numbers = []
    for given, what in ((values, "values"), (slopes, "slopes")):
        given = named({} if given is None else given, what, '{"x": 1.5, ("x", "net"): 2}')
        _known(given, what, [*places, *map(tuple, arrows)])
        numbers.append({place: short(number) for place, number in given.items()})
    values, slopes = numbers

    middles = np.array(list(places.values()))
    box = _TALL if set(slopes) & set(places) else _BOX
    margin, has_loop = box / 2 + [0.1, 0.35], any(a == b for a, b in arrows + back)
    low, high = middles.min(axis=0) - margin, middles.max(axis=0) + margin + [0, 0.3 * has_loop]
    ax = picture_axes(ax, tuple(high - low))
    nodes = {}
    for name, place in places.items():
        text = f"{name}\n{values[name]}" if name in values else name
        nodes[name] = draw_node(ax, place, box, "" if name in slopes else text, options)
        if name in slopes:  # which takes the lower third of the box
            write(ax, *(place + [0, 0.1]), text, fontsize=10, zorder=4)
    both = {frozenset(pair) for pair in arrows} & {frozenset(pair) for pair in back}
    for pairs, look in ((arrows, {}), (back, {"color": GREEN, "linestyle": "--"})):
        for start, end in pairs:
            a, b = places[start], places[end]
            if start == end:
                top = a + [0, box[1] / 2]
                draw_arrow(ax, top + [0.22, 0], top - [0.22, 0], bend=1.6, **look)
                continue
            along = (b - a) / np.hypot(*(b - a))
            aside = _ASIDE * ({start, end} in both) * np.array([-along[1], along[0]])
            ends = {"leaves": nodes[start], "meets": nodes[end]}
            draw_arrow(ax, a + aside, b + aside, **ends, **look)
    spots = _spots(arrows, places)
    for arrow, spot in spots.items():
        if arrow in values:
            write(ax, *spot, values[arrow], bbox=_GROUND | {"fc": "white"}, fontsize=10)
    for name, slope in slopes.items():
        x, y = spots[name] if name in spots else places[name]
        look = {"fontsize": 9, "va": "top", "bbox": _GROUND | {"fc": PALE_GREEN}, "zorder": 5}
        rise = places[name[1]][1] - places[name[0]][1] if name in spots else 0
        if rise:  # to the left of the number on a sloping arrow, on the side that is free
            x, y, look = x - 0.19, y + 0.07 * np.sign(rise), look | {"ha": "right", "va": "center"}
        write(ax, x, y if rise else y - 0.12, f"slope {slope}", **look)
    for name, note in notes.items():
        x, y = places[name] - [0, box[1] / 2 + 0.05]
        write(ax, x, y, note, va="top", fontsize=9, zorder=4)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    return ax


def _spots(arrows, places):
    """Where a number stands on each arrow: in its middle, or before it where two arrows cross."""
    ends = {(start, end): (places[start], places[end]) for start, end in arrows}
    middles = [tuple(a + b) for a, b in ends.values()]
    return {
        arrow: a + (0.33 if middles.count(tuple(a + b)) > 1 else 0.5) * (b - a)
        for arrow, (a, b) in ends.items()
    }


def _pairs(pairs, name, places):
    """Pairs of names of boxes, as a list of lists."""
    pairs = lists(pairs, name, _('pairs such as [("x", "net")]'))
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(
            _("{name} holds {pairs}; expected pairs: from which box to which.").format(
                name=name, pairs=pairs
            )
        )
    _known(sum(pairs, []), name, places)
    return pairs


def _known(names, what, places):
    for name in names:
        if name not in places:
            raise ValueError(
                _("{what} names a box {name!r}; expected one of {places}. Give it a place.").format(
                    what=what, name=name, places=list(places)
                )
            )
