"""Nodes and lines: what the pictures of nets, neurons, graphs and the course are made of."""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Patch

from helpers.plots._style import BLACK, PALE, styled, write


def draw_node(ax, place, size, text, options, *, fontsize=10):
    """Draw a circle, if `size` is its radius, or a rounded box of (width, height), and its text.

    Returns the patch: lines can end at its edge.
    """
    look = {"facecolor": PALE, "edgecolor": BLACK, "linewidth": 1.2, "zorder": 3}
    if np.ndim(size) == 0:
        node = Circle(place, size, **styled(look, options, Patch))
    else:
        look |= {"boxstyle": "round,pad=0,rounding_size=0.12"}
        corner = np.subtract(place, np.divide(size, 2))
        node = FancyBboxPatch(corner, *size, **styled(look, options, Patch))
    ax.add_patch(node)
    write(ax, *place, text, fontsize=fontsize, zorder=4)
    return node


def draw_arrow(ax, start, end, *, leaves=None, meets=None, bend=0, color=BLACK, linestyle="-"):
    """Draw an arrow between two places, from the edge of one node and to the edge of another."""
    look = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0, "zorder": 2}
    look |= {"connectionstyle": f"arc3,rad={bend}", "linestyle": linestyle, "linewidth": 1.4}
    ax.add_patch(FancyArrowPatch(start, end, patchA=leaves, patchB=meets, color=color, **look))


def write_on_line(ax, start, end, part, text, **look):
    """Write a text on a line, on a white ground, at this part of the way."""
    place = np.add(start, part * np.subtract(end, start))
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    write(ax, *place, text, bbox=ground, zorder=2.5, **look)
