"""A picture of tensors: their numbers in cells, their axes as arrows."""

import numpy as np

from helpers.arrays import real_numbers
from helpers.language import _
from helpers.plots._cells import draw_cells
from helpers.plots._nodes import draw_arrow
from helpers.plots._style import PALE, PALE_BLUE, picture_axes, write

__all__ = ["plot_tensors"]

_NAMES = ("scalar", "vector", "matrix", "3D tensor")
_LONGEST, _WIDEST = 6, 24  # more cells along an axis, or in all, would be too small to read
_STEP = 1.15  # from one matrix of a 3D tensor to the next, to the right and up


def plot_tensors(tensors, *, ax=None, **options):
    """Draw tensors side by side, each with its name, its axes as arrows, and its shape.

    The last axis runs to the right, the one before it down, the one before that backwards: of a
    3D tensor the first matrix lies in front, and of those behind only the top row and the right
    column can be seen.

    Parameters
    ----------
    tensors : list of array
        Real numbers, at most three axes each, of at most 6 each. They are not changed.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure that fits.
    **options
        Handed on to `matplotlib.patches.Rectangle` for every cell, such as `linewidth=2`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no tensor, or they are too many; or one has too many axes, or too long ones.
    TypeError
        If they do not hold real numbers.

    Examples
    --------
    >>> ax = plot_tensors([np.array(5), np.array([[1, 2], [3, 4]])])
    >>> [text.get_text() for text in ax.texts if not text.get_text().isdigit()]
    ['scalar', 'shape ()', 'axis 0', 'axis 1', 'matrix', 'shape (2, 2)']
    """
    if not np.iterable(tensors):
        raise TypeError(
            _("tensors is {tensors!r}; expected a list of tensors.").format(tensors=tensors)
        )
    layers = [_layers(tensor, f"tensors[{k}]") for k, tensor in enumerate(tensors)]
    if not layers:
        raise ValueError(_("tensors is empty; expected at least one, such as [np.array(5)]."))
    tops = [_STEP * (len(stack) - 1) for _, stack in layers]
    middle = max(top + stack.shape[1] for top, (_, stack) in zip(tops, layers, strict=True)) / 2
    right, low, high = 0.2, 0, 0
    places = []
    for top, (shape, stack) in zip(tops, layers, strict=True):
        rows, columns = stack.shape[1:]
        left = right + (1.3 if len(shape) > 1 else 0.4)
        room = max(columns + top, 3.2)  # enough for the name
        places.append((left + (room - columns - top) / 2, middle + (top - rows) / 2))
        right, high = left + room, max(high, places[-1][1] + rows)
        low = min(low, places[-1][1] - top)
    if right > _WIDEST:
        raise ValueError(
            _("tensors has too many to draw side by side; expected fewer or smaller ones.")
        )
    cell = min(0.42, 8 / (right + 0.2))
    ax = picture_axes(ax, (cell * (right + 0.2), cell * (high - low + 3.8)))
    ax.set(xlim=(0, right + 0.2), ylim=(high + 2.1, low - 1.7), aspect="equal")
    for place, top, (shape, stack) in zip(places, tops, layers, strict=True):
        _draw(ax, place, stack, len(shape), options)
        centre = place[0] + (stack.shape[2] + top) / 2
        write(ax, centre, low - 1.1, _NAMES[len(shape)], weight="bold", fontsize=10)
        write(ax, centre, high + 1.6, f"shape {shape}", fontsize=10)
    return ax


def _draw(ax, place, stack, ndim, options):
    """Draw a stack of matrices, the first in front at `place`, and its axes as arrows."""
    (x, y), (count, rows, columns) = place, stack.shape
    draw_cells(ax, stack[0], place, PALE_BLUE, options)
    for layer in range(1, count):  # what the one in front leaves to be seen
        left, top = x + _STEP * layer, y - _STEP * layer
        draw_cells(ax, stack[layer, :1], (left, top), PALE, options)
        draw_cells(ax, stack[layer, 1:, -1:], (left + columns - 1, top + 1), PALE, options)
    back, below, beside = _STEP * (count - 1), y + rows + 0.3, x - 0.3
    arrows = (
        ((beside, y - 0.2), (beside + back, y - 0.2 - back), (-0.3, -0.3), 45),
        ((beside, y), (beside, y + rows), (-0.45, 0), 90),
        ((x, below), (x + columns, below), (0, 0.5), 0),
    )
    for axis, (start, end, (right, down), angle) in enumerate(arrows[3 - ndim :]):
        draw_arrow(ax, start, end)
        middle = (start[0] + end[0]) / 2 + right, (start[1] + end[1]) / 2 + down
        write(ax, *middle, f"axis {axis}", rotation=angle, fontsize=9)


def _layers(tensor, name):
    """A tensor's shape, and its numbers as a stack of matrices."""
    numbers = real_numbers(tensor, name)
    if numbers.ndim > 3 or not all(1 <= length <= _LONGEST for length in numbers.shape):
        raise ValueError(
            _(
                "{name} has shape {shape}; expected at most three axes, of length 1 to "
                "{longest}: more cannot be drawn legibly. Take a smaller example."
            ).format(name=name, shape=numbers.shape, longest=_LONGEST)
        )
    return numbers.shape, numbers.reshape((1,) * (3 - numbers.ndim) + numbers.shape)
