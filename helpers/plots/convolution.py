"""Pictures of convolution: a filter that moves over an image."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.plots._cells import PALE_BLUE, PALE_ORANGE, factor, figure, real, whole
from helpers.plots._style import BLACK, GREY, ORANGE, PALE, picture_axes

__all__ = ["plot_convolution"]

# The figures' signs say the same as the fills.
_POSITIVE, _NEGATIVE = PALE_BLUE, PALE_ORANGE
_LONGEST = 10  # more rows or columns than that would be too small to read
_GAP = 1.6


def plot_convolution(image, kernel, row=0, column=0, *, stride=1, ax=None, **options):
    """Draw one step of a convolution: image, filter and feature map, with all their numbers.

    Left stands the image, and on it, within a thick edge, the patch under the filter; in the
    middle the filter; right the feature map, and in it, within a thick edge, the number that this
    patch gives. How it comes about is written below. The filter is not flipped (as in all of deep
    learning), and it stays inside the image: there is no padding.

    Parameters
    ----------
    image : array, shape (height, width)
        Real numbers; at most 10 rows and columns. It is not changed.
    kernel : array, shape (kernel_height, kernel_width)
        The filter: real numbers, no larger than the image. It is not changed.
    row, column : int
        Which number of the feature map is marked; negative ones count from the end.
    stride : int
        By how many pixels the filter moves on, to the right and down.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, in a size that fits.
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
    '0 × (−1) + 9 × 1 = 9'
    """
    image, kernel = _matrix(image, "image"), _matrix(kernel, "kernel")
    stride = whole(stride, "stride")
    if stride < 1:
        raise ValueError(
            f"stride is {stride}; expected at least 1. With 1 the filter moves on pixel by pixel."
        )
    if any(k > side for k, side in zip(kernel.shape, image.shape, strict=True)):
        raise ValueError(
            f"kernel has shape {kernel.shape} and image {image.shape}; expected a filter no larger "
            "than the image. Pad the image with np.pad, or take a smaller filter."
        )
    result = _feature_map(image, kernel, stride)
    row = _inside(row, result.shape[0], "row")
    column = _inside(column, result.shape[1], "column")
    top, left = row * stride, column * stride

    grids = (image, kernel, result)
    heads = ("image", "filter", "feature map")
    widths = [max(grid.shape[1], 3) for grid in grids]  # room enough for the head
    width, height = sum(widths) + 2 * _GAP, max(grid.shape[0] for grid in grids)
    cell = min(0.45, 7.6 / width)
    ax = picture_axes(ax, (cell * (width + 0.4), cell * (height + 2.7)))
    ax.set(xlim=(-0.2, width + 0.2), ylim=(height + 1.5, -1.2), aspect="equal")

    start = 0
    for grid, head, room in zip(grids, heads, widths, strict=True):
        at = (start + (room - grid.shape[1]) / 2, (height - grid.shape[0]) / 2)
        ax.text(start + room / 2, at[1] - 0.6, head, ha="center", va="center", weight="bold")
        _draw_grid(ax, grid, at, PALE if head == "image" else _POSITIVE, options)
        if head == "image":
            _draw_edge(ax, at[0] + left, at[1] + top, kernel.shape)
        elif head == "feature map":
            _draw_edge(ax, at[0] + column, at[1] + row, (1, 1))
        start += room + _GAP
    for after, sign in ((1, "∗"), (2, "=")):
        middle = sum(widths[:after]) + (after - 0.5) * _GAP
        ax.text(middle, height / 2, sign, ha="center", va="center", fontsize=15)

    patch = image[top : top + kernel.shape[0], left : left + kernel.shape[1]]
    ax.text(
        width / 2, height + 0.9, _sum_of_products(patch, kernel, result[row, column]), ha="center"
    )
    return ax


def _feature_map(image, kernel, stride):
    """Slide the kernel over the image: at each place, the sum of the products."""
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.einsum("hwij,ij->hw", patches, kernel)


def _draw_grid(ax, values, at, positive, options):
    """Draw a matrix as cells of side 1 with its figures in them, from `at` to the right and down.

    Cells of positive numbers are filled with `positive`, those of negative ones with orange.
    """
    for (i, j), value in np.ndenumerate(values):
        fill = "white" if value == 0 else positive if value > 0 else _NEGATIVE
        look = {"facecolor": fill, "edgecolor": GREY, "linewidth": 1}
        ax.add_patch(Rectangle((at[0] + j, at[1] + i), 1, 1, **(look | options)))
        ax.text(
            at[0] + j + 0.5,
            at[1] + i + 0.5,
            figure(value),
            ha="center",
            va="center",
            fontsize=9,
            color=BLACK,
        )


def _draw_edge(ax, x, y, shape):
    """Draw a thick edge around the cells that are meant."""
    look = {"facecolor": "none", "edgecolor": ORANGE, "linewidth": 3, "zorder": 3}
    ax.add_patch(Rectangle((x, y), shape[1], shape[0], **look))


def _sum_of_products(patch, kernel, total):
    """The sum as it is reckoned; products with a zero of the filter are left out."""
    used = kernel != 0
    terms = [
        f"{factor(value)} × {factor(weight)}"
        for value, weight in zip(patch[used], kernel[used], strict=True)
    ]
    return f"{' + '.join(terms) or '0'} = {figure(total)}"


def _matrix(values, name):
    array = real(values, name)
    if array.ndim != 2:
        raise ValueError(
            f"{name} has shape {array.shape}; expected a matrix, two axes. Take one channel at a "
            "time, such as image[:, :, 0]."
        )
    if not all(1 <= length <= _LONGEST for length in array.shape):
        raise ValueError(
            f"{name} has shape {array.shape}; expected 1 to {_LONGEST} rows and columns: more "
            "cannot be drawn legibly. Take a smaller example, or a crop."
        )
    # Small unsigned numbers would overflow in the sum.
    return array if array.dtype.kind == "f" else array.astype(np.int64)


def _inside(index, length, name):
    index = whole(index, name)
    if not -length <= index < length:
        raise ValueError(
            f"{name} is {index}, but the feature map has {length} of them; expected "
            f"{-length} to {length - 1}. It is smaller than the image, because the filter stays "
            "inside it."
        )
    return index % length
