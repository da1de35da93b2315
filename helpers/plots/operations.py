"""Pictures of tensor operations: broadcasting, the matrix product, and convolution."""

import math

import numpy as np

from helpers.arrays import real_numbers, whole_number
from helpers.language import _
from helpers.plots._cells import draw_cells, draw_frame, write_sum
from helpers.plots._style import (
    PALE,
    PALE_BLUE,
    PALE_GREEN,
    PALE_ORANGE,
    of_sign,
    picture_axes,
    write,
)

__all__ = ["plot_broadcast", "plot_convolution", "plot_matmul"]

# More cells than that along an axis would be too small to read.
_LONGEST, _LONGEST_IMAGE = 6, 8
_HEADS = "image", "filter", "feature map"


def plot_broadcast(left_shape, right_shape, *, ax=None, **options):
    """Draw how two shapes are brought together, step by step, and added.

    Above stands the left tensor (10, 20, 30, ...), below it the right one (1, 2, 3, ...). From
    left to right: as given; with missing axes added; repeated to the common shape; their sum.
    Repeated cells are white with a dashed edge and grey numbers, the others filled.

    Parameters
    ----------
    left_shape, right_shape : tuple of int, or int
        Shapes of at most two axes, of at most 6 each.
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
        If the shapes do not go together, or are too large to draw.
    TypeError
        If a shape is not made of whole numbers.

    Examples
    --------
    >>> ax = plot_broadcast((3, 1), (4,))
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("(")]
    ['(3, 1)', '(3, 1)', '(3, 4)', '(4,)', '(1, 4)', '(3, 4)', '(3, 4)']
    """
    shapes = _shape(left_shape, "left_shape"), _shape(right_shape, "right_shape")
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        raise ValueError(
            _(
                "the shapes {left} and {right} do not go together; expected axes that, counted "
                "from the right, are equal, 1 or missing. Give one of them an axis of length 1, "
                "such as (3, 1) for (3,)."
            ).format(left=shapes[0], right=shapes[1])
        ) from None
    left, right = (
        step * np.arange(1, math.prod(given) + 1).reshape(given)
        for given, step in zip(shapes, (10, 1), strict=True)
    )
    total = np.atleast_2d(left + right)

    rows, columns = total.shape
    given = max(np.atleast_2d(values).shape[1] for values in (left, right))
    widths = (max(given, 2.2), max(given, 2.2), max(columns, 2), max(columns, 2))
    gap = 1.3
    starts = [sum(widths[:k]) + k * gap for k in range(4)]
    middles = [start + width / 2 for start, width in zip(starts, widths, strict=True)]
    lower = rows + 2.0  # where the right tensor begins, counted downwards
    width, height = starts[3] + widths[3], lower + rows + 1
    cell = min(0.4, 7.6 / width)
    ax = picture_axes(ax, (cell * (width + 0.6), cell * (height + 1.6)))
    ax.set(xlim=(-0.3, width + 0.3), ylim=(height, -1.6), aspect="equal")

    for x, head in zip(middles, ("given", "1. add axes", "2. repeat", "add"), strict=True):
        write(ax, x, -1, head, weight="bold", fontsize=10)
    for values, top, fill in ((left, 0, PALE_BLUE), (right, lower, PALE_ORANGE)):
        grid = np.atleast_2d(values).shape
        added = values.reshape((1,) * (len(shape) - values.ndim) + values.shape)
        stages = (values, added, np.broadcast_to(values, shape))
        for stage, x in zip(stages, middles, strict=False):
            _draw_labelled(ax, stage, x, top, fill, options, original=grid)
        for start in starts[1:3]:
            write(ax, start - gap / 2, top + grid[0] / 2, "→", fontsize=14)
    write(ax, middles[2], rows + 1.4, "+", fontsize=14)
    write(ax, starts[3] - gap / 2, (lower + rows) / 2, "=", fontsize=14)
    _draw_labelled(ax, left + right, middles[3], lower / 2, PALE_GREEN, options)
    return ax


def plot_matmul(left, right, row=0, column=0, *, ax=None, **options):
    r"""Draw a matrix product as a row of the left matrix that meets a column of the right one.

    The left matrix stands below on the left, the right one above on the right, and each entry of
    their product where a row of the one crosses a column of the other. One such crossing is
    marked: the row by `/` hatches, the column by `\` hatches, the entry by a thick edge. The sum
    that makes the entry is written below, the shapes at the matrices.

    Parameters
    ----------
    left : array, shape (a, b)
        Real numbers; at most 6 rows and columns.
    right : array, shape (b, c)
        Likewise. Neither matrix is changed.
    row, column : int
        Which row and column meet; negative ones count from the end.
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
        If the matrices do not fit, are too large to draw, or have no such row or column.
    TypeError
        If the matrices do not hold real numbers, or `row` or `column` is not a whole number.

    Examples
    --------
    >>> ax = plot_matmul(np.array([[1, 2], [3, 4]]), np.array([[5], [6]]), row=1)
    >>> ax.texts[-1].get_text()
    'row 1 with column 0:   3·5 + 4·6 = 39'
    """
    hint = _("Make a vector a row by v[np.newaxis, :] or a column by v[:, np.newaxis].")
    left = _matrix(left, "left", ("a", "b"), _LONGEST, hint)
    right = _matrix(right, "right", ("b", "c"), _LONGEST, hint)
    if left.shape[1] != right.shape[0]:
        raise ValueError(
            _(
                "left has shape {left} and right {right}; expected (a, b) and (b, c), but "
                "{columns} columns meet {rows} rows. Swap or transpose one."
            ).format(left=left.shape, right=right.shape, columns=left.shape[1], rows=right.shape[0])
        )
    product = left @ right
    row, column = _place(row, "row", product.shape[0]), _place(column, "column", product.shape[1])

    (height, shared), width = left.shape, right.shape[1]
    rooms, gap = (max(shared, 2), max(width, 4)), 0.8  # the labels want more than narrow matrices
    x, y = rooms[0] + gap + (rooms[1] - width) / 2, shared + gap  # where the product begins
    right_end, bottom = rooms[0] + gap + rooms[1], y + height + 2
    cell = min(0.5, 7.6 / right_end)
    ax = picture_axes(ax, (cell * (right_end + 1.2), cell * (bottom + 1.2)))
    ax.set(xlim=(-0.8, right_end + 0.4), ylim=(bottom, -1.2), aspect="equal")

    for values, corner, fill, hatch, place in (
        (left, (rooms[0] - shared, y), PALE_BLUE, "//", np.s_[row, :]),
        (right, (x, 0), PALE_ORANGE, "\\\\", np.s_[:, column]),
        (product, (x, y), PALE_GREEN, None, np.s_[row, column]),
    ):
        marked = np.zeros(values.shape, dtype=bool)
        marked[place] = True
        fills = np.where(marked, fill, "white")
        draw_cells(ax, values, corner, fills, options, marked=marked, hatch=hatch)
    draw_frame(ax, (x + column, y + row), (1, 1))
    write(ax, rooms[0] - shared / 2, y + height + 0.5, f"left {left.shape}")
    write(ax, x + width / 2, -0.6, f"right {right.shape}")
    write(ax, x + width / 2, y + height + 0.5, f"left @ right {product.shape}")
    words, pairs = f"row {row} with column {column}:   ", (left[row], right[:, column])
    middle, inches = right_end / 2, cell * (right_end + 0.8)
    write_sum(ax, middle, y + height + 1.2, words, *pairs, product[row, column], inches)
    return ax


def plot_convolution(image, kernel, row=0, column=0, *, stride=1, heads=_HEADS, ax=None, **options):
    """Draw one step of a convolution: image, filter and feature map, with all their numbers.

    Left stands the image, and on it, within a thick edge, the patch under the filter; in the
    middle the filter; right the feature map, and in it, within a thick edge, the number that this
    patch gives. How it comes about is written below. In filter and map positive numbers are blue,
    negative ones orange. The filter is not flipped (as in all of deep learning), and it stays
    inside the image: there is no padding.

    Parameters
    ----------
    image : array, shape (height, width)
        Real numbers; at most 8 rows and columns. It is not changed.
    kernel : array, shape (kernel_height, kernel_width)
        The filter: real numbers, no larger than the image. It is not changed.
    row, column : int
        Which number of the feature map is marked; negative ones count from the end.
    stride : int
        By how many pixels the filter moves on, to the right and down.
    heads : tuple of three str
        What stands above the image, the filter and the feature map.
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
        If image or filter are no matrices or too large, if the stride is less than 1, or if the
        feature map has no such row or column.
    TypeError
        If they hold anything but real numbers, or row, column and stride are not whole numbers.

    Examples
    --------
    >>> image = np.array([[0, 0, 9, 9], [0, 0, 9, 9], [0, 0, 9, 9]])
    >>> ax = plot_convolution(image, np.array([[-1, 1]]), row=2, column=1)
    >>> ax.texts[-1].get_text()
    '0·(−1) + 9·1 = 9'
    """
    shape, hint = (_("height"), _("width")), _("Take one channel, image[:, :, 0], or a crop.")
    image = _matrix(image, "image", shape, _LONGEST_IMAGE, hint)
    kernel = _matrix(kernel, "kernel", shape, _LONGEST_IMAGE, hint)
    if any(np.greater(kernel.shape, image.shape)):
        raise ValueError(
            _(
                "kernel has shape {kernel} and image {image}; expected a filter no larger than "
                "the image. Pad the image with np.pad, or take a smaller filter."
            ).format(kernel=kernel.shape, image=image.shape)
        )
    stride = whole_number(stride, "stride", 1)
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::stride, ::stride]
    result = (patches * kernel).sum(axis=(2, 3))
    row, column = _place(row, "row", result.shape[0]), _place(column, "column", result.shape[1])

    grids, gap = (image, kernel, result), 1.2
    rooms = [max(grid.shape[1], 3) for grid in grids]  # enough for the head
    width, height = sum(rooms) + 2 * gap, max(grid.shape[0] for grid in grids)
    cell = min(0.45, 7.6 / width)
    ax = picture_axes(ax, (cell * (width + 0.4), cell * (height + 2.7)))
    ax.set(xlim=(-0.2, width + 0.2), ylim=(height + 1.5, -1.2), aspect="equal")

    corners = []
    for k, (head, grid) in enumerate(zip(heads, grids, strict=True)):
        x = sum(rooms[:k]) + k * gap + rooms[k] / 2
        corners.append((x - grid.shape[1] / 2, (height - grid.shape[0]) / 2))
        positive = PALE if k == 0 else PALE_BLUE
        fills = [
            [of_sign(value, positive, PALE_ORANGE, "white") for value in line] for line in grid
        ]
        write(ax, x, corners[k][1] - 0.6, head, weight="bold")
        draw_cells(ax, grid, corners[k], fills, options)
        if k > 0:
            sign = ("∗", "=")[k - 1]
            write(ax, x - (rooms[k] + gap) / 2, height / 2, sign, fontsize=15)
    draw_frame(ax, np.add(corners[0], (column * stride, row * stride)), kernel.shape)
    draw_frame(ax, np.add(corners[2], (column, row)), (1, 1))
    used = kernel != 0  # products with a zero of the filter are left out
    pairs = patches[row, column][used], kernel[used]
    inches = cell * width
    write_sum(ax, width / 2, height + 0.5, "", *pairs, result[row, column], inches)
    return ax


def _draw_labelled(ax, values, middle, top, fill, options, *, original=None):
    """Draw a tensor of at most two axes, centred, its shape below; beyond `original` are copies."""
    grid = np.atleast_2d(values)
    rows, columns = np.indices(grid.shape)
    original = grid.shape if original is None else original
    copies = (rows >= original[0]) | (columns >= original[1])
    fills, corner = np.where(copies, "white", fill), (middle - grid.shape[1] / 2, top)
    draw_cells(ax, grid, corner, fills, options, copies=copies)
    write(ax, middle, top + len(grid) + 0.5, str(values.shape))


def _shape(shape, name):
    lengths = real_numbers(shape, name, _("a tuple of whole numbers, such as (3, 1)"))
    if lengths.size and not np.issubdtype(lengths.dtype, np.integer):
        raise TypeError(
            _(
                "{name} is {shape!r}; expected a tuple of whole numbers, such as (3, 1). Of a "
                "tensor hand in its .shape."
            ).format(name=name, shape=shape)
        )
    if lengths.size > 2 or lengths.ndim > 1 or not all(1 <= n <= _LONGEST for n in lengths.flat):
        raise ValueError(
            _(
                "{name} is {shape!r}; expected at most two axes, of length 1 to {longest}: more "
                "cannot be drawn legibly. Take a smaller example."
            ).format(name=name, shape=shape, longest=_LONGEST)
        )
    return tuple(lengths.ravel().astype(int).tolist())


def _matrix(values, name, shape, most, hint):
    """A matrix to be drawn, of a type in which small whole numbers do not overflow."""
    matrix = real_numbers(values, name, shape=shape, most=most, hint=hint)
    return matrix if np.issubdtype(matrix.dtype, np.floating) else matrix.astype(np.int64)


def _place(index, name, count):
    """A row or a column of a result, counted from its start."""
    return whole_number(index, name, -count, count - 1) % count
