"""What all pictures of the course share: one palette, and where and how a picture is drawn."""

import math
import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import cbook
from matplotlib.axes import Axes
from matplotlib.backends import backend_registry
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from helpers.arrays import plain
from helpers.language import _

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


def say_why_no_picture_is_seen():
    """In a notebook whose matplotlib draws elsewhere, print a line; load the backend else."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if not hasattr(shell, "kernel"):
        return
    name = matplotlib.get_backend()
    if "inline" in name:
        plt.switch_backend(name)  # settings of the notebook's own come before the course's style
        formatters = shell.display_formatter.formatters
        is_seen = any(Figure in formatters[kind] for kind in ("image/png", "image/svg+xml"))
    else:  # matplotlib's own draw into files, or in windows; a widget's backend is not its own
        is_seen = name.lower() not in backend_registry.list_builtin()
    if not is_seen:
        print(
            _(
                "No picture will be seen: the environment variable MPLBACKEND or a startup file "
                "makes matplotlib draw with {name}. Run %matplotlib inline in a cell, and go on "
                "from there."
            ).format(name=name)
        )


def of_sign(number, positive=BLUE, negative=ORANGE, zero=GREY):
    """What belongs to a number of that sign: by default its colour, the same in all pictures."""
    return positive if number > 0 else negative if number < 0 else zero


def axes_or_new(ax, figsize):
    """The `Axes` handed in; or the current one, unless it has a picture; or that of a new figure.

    So it comes where matplotlib would draw, as after `plt.subplot(221)`, but never over another.
    """
    if ax is not None:
        return axes_each(ax, (1,), _("in which to draw"))[0]
    if plt.get_fignums() and plt.gcf().axes and not plt.gca().has_data():
        return plt.gca()
    return figure_or_new(figsize).add_subplot()


def figure_or_new(figsize):
    """The current figure, while there is nothing in it; or a new one of `figsize` inches."""
    if plt.get_fignums() and not plt.gcf().axes:
        return plt.gcf()
    return plt.figure(figsize=figsize, layout="constrained")


def picture_axes(ax, figsize):
    """As `axes_or_new`, but without ticks and frame: for pictures, not for charts."""
    ax = axes_or_new(ax, figsize)
    ax.set_axis_off()
    return ax


def axes_each(ax, shape, each):
    """The `Axes` handed in, as an array of this shape; `each` says what for, in the error."""
    axes, count = np.array(ax, dtype=object), math.prod(shape)
    if not all(isinstance(one, Axes) for one in axes.flat):
        raise TypeError(_("ax is {ax!r}; expected Axes, as plt.subplots makes them.").format(ax=ax))
    if axes.size != count:
        raise ValueError(
            _(
                "ax holds {size} Axes; expected {count}, {each}. Choose among them, or make as "
                "many with plt.subplots."
            ).format(size=axes.size, count=count, each=each)
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
