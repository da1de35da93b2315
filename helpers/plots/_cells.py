"""A grid of cells with numbers in them: what the pictures of small matrices are made of."""

import textwrap

import numpy as np
from matplotlib.patches import Rectangle

from helpers.arrays import plain
from helpers.plots._style import BLACK, GREY, short, styled, write


def draw_cells(ax, values, corner, fill, options, *, copies=False, marked=False, hatch=None):
    """Draw a matrix as cells of side 1 with its numbers, from `corner` to the right and down.

    `fill` is the colour of all cells, or of each. Copies have a dashed edge and a grey number;
    those marked have a bold number and the hatch.
    """
    fill, copies, marked = (np.broadcast_to(look, values.shape) for look in (fill, copies, marked))
    for (i, j), value in np.ndenumerate(values):
        place = (corner[0] + j, corner[1] + i)
        look = {"facecolor": fill[i, j], "edgecolor": GREY, "linewidth": 1}
        look |= {"linestyle": "--", "zorder": 1} if copies[i, j] else {"zorder": 2}
        ax.add_patch(Rectangle(place, 1, 1, **styled(look, options, Rectangle)))
        if hatch and marked[i, j]:  # apart from the cell, so that it stays fainter than its edge
            faint = {"facecolor": "none", "edgecolor": "white", "linewidth": 0, "zorder": 2.5}
            ax.add_patch(Rectangle(place, 1, 1, hatch=hatch, **faint))
        weight = "bold" if marked[i, j] else "normal"
        look = {"color": GREY if copies[i, j] else BLACK, "weight": weight, "zorder": 3}
        write(ax, place[0] + 0.5, place[1] + 0.5, short(value), fontsize=9, **look)


def draw_frame(ax, corner, shape):
    """Draw a thick edge around the cells that are meant."""
    look = {"facecolor": "none", "edgecolor": BLACK, "linewidth": 2.5, "zorder": 4}
    ax.add_patch(Rectangle(corner, shape[1], shape[0], **look))


def write_sum(ax, x, y, words, left, right, total, inches):
    """Write a sum as it is reckoned, such as "2·4 + 3·(−1) = 5", downwards from a place."""
    terms = (f"{_factor(a)}·{_factor(b)}" for a, b in zip(left, right, strict=True))
    text = f"{words}{' + '.join(terms) or '0'} = {plain(total, 3)}"
    write(ax, x, y, textwrap.fill(text, int(12 * inches)), va="top", fontsize=10, linespacing=1.4)


def _factor(value):
    """A number in brackets where it would otherwise stand beside another sign."""
    return f"({plain(value, 3)})" if value < 0 else plain(value, 3)
