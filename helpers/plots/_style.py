"""What all pictures of the course share: one palette, and where and how a picture is drawn."""

import math

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import cbook
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from helpers.arrays import plain

# Okabe and Ito's palette (jfly.uni-koeln.de/color), told apart by colour-blind readers. A
# picture never tells things apart by colour alone: markers and line styles go with it.
BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
BLACK, AMBER, SKY = "#000000", "#E69F00", "#56B4E9"
GREY, EDGE, PALE = "#767676", "#BBBBBB", "#E6E6E6"
COLORS = (BLUE, ORANGE, GREEN, PINK, BLACK, AMBER, SKY)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINE_STYLES = ("-", "--", "-.", ":")
# Fills, pale enough for black numbers on them.
PALE_BLUE, PALE_ORANGE, PALE_GREEN = "#CFE3F2", "#F7D9C4", "#C5E8DC"

# Of numbers with signs, here and in a lesson's own pictures: `cmap=SIGNED`, symmetric about zero.
SIGNED = LinearSegmentedColormap.from_list("signed", [ORANGE, "white", BLUE], N=257)


def of_sign(number, positive=BLUE, negative=ORANGE, zero=GREY):
    """What belongs to a number of that sign: by default its colour, the same in all pictures."""
    return positive if number > 0 else negative if number < 0 else zero


def axes_or_new(ax, figsize):
    """The `Axes` handed in, or a new one in a figure of `figsize` inches, laid out tightly."""
    if ax is None:
        return plt.subplots(figsize=figsize, layout="constrained")[1]
    return axes_each(ax, (1,), "in which to draw")[0]


def picture_axes(ax, figsize):
    """As `axes_or_new`, but without ticks and frame: for pictures, not for charts."""
    ax = axes_or_new(ax, figsize)
    ax.set_axis_off()
    return ax


def axes_each(ax, shape, each):
    """The `Axes` handed in, as an array of this shape; `each` says what for, in the error."""
    axes, count = np.array(ax, dtype=object), math.prod(shape)
    if not all(isinstance(one, Axes) for one in axes.flat):
        raise TypeError(f"ax is {ax!r}; expected Axes, as plt.subplots makes them.")
    if axes.size != count:
        raise ValueError(
            f"ax holds {axes.size} Axes; expected {count}, {each}. Choose among them, or make as "
            "many with plt.subplots."
        )
    return axes.reshape(shape)


def styled(look, options, kind):
    """Our `look` with the caller's `options` in its place, also under short names such as `lw`."""
    return look | cbook.normalize_kwargs(options, kind)


def short(number):
    """A number for narrow places: at most two decimals, and as a rule at most five characters."""
    return plain(round(float(number), 2), 3)


def write(ax, x, y, text, **look):
    """Write a text around a place."""
    return ax.text(x, y, text, **({"ha": "center", "va": "center"} | look))
