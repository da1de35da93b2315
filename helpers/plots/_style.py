"""What all pictures of the course share: one palette, and where a picture is drawn."""

import matplotlib.pyplot as plt

# Okabe and Ito's palette (jfly.uni-koeln.de/color), told apart by colour-blind readers. A
# picture never tells things apart by colour alone: MARKERS and line styles go with it.
BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
BLACK, AMBER, SKY = "#000000", "#E69F00", "#56B4E9"
GREY, PALE = "#767676", "#E6E6E6"
COLORS = (BLUE, ORANGE, GREEN, PINK, BLACK, AMBER, SKY)
MARKERS = ("o", "s", "^", "D", "v", "P", "X")


def axes_or_new(ax, figsize):
    """The `Axes` handed in, or a new one in a figure of `figsize` inches, laid out tightly."""
    if ax is not None:
        return ax
    return plt.subplots(figsize=figsize, layout="constrained")[1]


def picture_axes(ax, figsize):
    """As `axes_or_new`, but without ticks and frame: for pictures, not for charts."""
    ax = axes_or_new(ax, figsize)
    ax.set_axis_off()
    return ax
