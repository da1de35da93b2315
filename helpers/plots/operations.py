"""Pictures of tensor operations: broadcasting, the matrix product, and what they do to points."""

import math
import operator

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.plots._cells import PALE_BLUE, PALE_GREEN, PALE_ORANGE, factor, figure, real, whole
from helpers.plots._style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    MARKERS,
    ORANGE,
    PALE,
    PINK,
    axes_or_new,
    picture_axes,
)

__all__ = ["plot_broadcast", "plot_matmul", "plot_point_grid"]

_LONGEST = 6  # more cells than that along one axis would be too small to read
_ARROW, _EQUALS = "\N{RIGHTWARDS ARROW}", "="


def plot_broadcast(left_shape, right_shape, *, ax=None, **options):
    """Draw how two shapes are brought together, step by step, and added.

    Above stands the left tensor (10, 20, 30, ...), below it the right one (1, 2, 3, ...). From
    left to right: as given; with missing axes added; repeated to the common shape; their sum.
    Repeated cells are white with a dashed edge and grey figures, the others filled.

    Parameters
    ----------
    left_shape, right_shape : tuple of int, or int
        Shapes of at most two axes, of at most 6 each.
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
        If the shapes do not go together, or are too large to draw.
    TypeError
        If a shape is not made of whole numbers.

    Examples
    --------
    >>> ax = plot_broadcast((3, 1), (4,))
    >>> [text.get_text() for text in ax.texts if text.get_text().startswith("(")]
    ['(3, 1)', '(3, 1)', '(3, 4)', '(4,)', '(1, 4)', '(3, 4)', '(3, 4)']
    """
    left_shape = _drawable_shape(left_shape, "left_shape")
    right_shape = _drawable_shape(right_shape, "right_shape")
    try:
        shape = np.broadcast_shapes(left_shape, right_shape)
    except ValueError:
        raise ValueError(
            f"the shapes {left_shape} and {right_shape} do not go together; expected axes that, "
            "counted from the right, are equal, 1 or missing. Give one of them an axis of length "
            "1, such as (3, 1) for (3,)."
        ) from None
    left = _broadcast_stages(left_shape, shape, step=10)
    right = _broadcast_stages(right_shape, shape, step=1)
    total = left[-1]["values"] + right[-1]["values"]

    rows, columns = total.shape
    given = max(left[0]["values"].shape[1], right[0]["values"].shape[1])
    widths = (max(given, 2.2), max(given, 2.2), max(columns, 2), max(columns, 2))
    gap = 1.3
    starts = [sum(widths[:k]) + k * gap for k in range(4)]
    lower = rows + 2.0  # where the right tensor begins, counted downwards
    middle = (lower + rows) / 2  # halfway down the picture
    width, height = starts[3] + widths[3], lower + rows + 1
    cell = min(0.4, 7.6 / width)
    ax = picture_axes(ax, (cell * (width + 0.6), cell * (height + 1.6)))
    ax.set(xlim=(-0.3, width + 0.3), ylim=(height, -1.6), aspect="equal")

    heads = ("given", "1. add axes", "2. repeat", "add")
    for start, head, room in zip(starts, heads, widths, strict=True):
        ax.text(start + room / 2, -1, head, ha="center", va="center", weight="bold", fontsize=10)
    for stages, top, fill in ((left, 0, PALE_BLUE), (right, lower, PALE_ORANGE)):
        for stage, start, room in zip(stages, starts, widths, strict=False):
            values = stage["values"]
            place = start + (room - values.shape[1]) / 2
            _draw_cells(ax, values, place, top, fill, copies=stage["copies"], **options)
            label = top + values.shape[0] + 0.5
            ax.text(start + room / 2, label, str(stage["shape"]), ha="center", va="center")
        for start in starts[1:3]:
            _draw_sign(ax, start - gap / 2, top + stages[0]["values"].shape[0] / 2, _ARROW)
    _draw_sign(ax, starts[2] + widths[2] / 2, rows + 1.4, "+")
    _draw_sign(ax, starts[3] - gap / 2, middle, _EQUALS)
    place = starts[3] + (widths[3] - columns) / 2
    _draw_cells(ax, total, place, middle - rows / 2, PALE_GREEN, **options)
    ax.text(
        starts[3] + widths[3] / 2, middle + rows / 2 + 0.5, str(shape), ha="center", va="center"
    )
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
        Where to draw; without it a new figure is made, in a size that fits.
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
    left, right = _drawable_matrix(left, "left"), _drawable_matrix(right, "right")
    if left.shape[1] != right.shape[0]:
        raise ValueError(
            f"left has shape {left.shape} and right {right.shape}; expected (a, b) and (b, c), "
            f"but {left.shape[1]} columns meet {right.shape[0]} rows. Swap or transpose one."
        )
    row = _place_in(row, len(left), "row")
    column = _place_in(column, right.shape[1], "column")
    product = left @ right

    (height, shared), width = left.shape, right.shape[1]
    gap = 0.8
    corner = shared + gap  # where the product begins, rightwards and downwards
    # The labels want more room than narrow matrices have.
    spare = max(0, 5 - width) / 2
    total_width, total_height = corner + width + spare, corner + height + 2
    cell = min(0.5, 7.6 / total_width)
    ax = picture_axes(ax, (cell * (total_width + 1.2), cell * (total_height + 1.2)))
    ax.set(xlim=(-0.8, total_width + 0.4), ylim=(total_height, -1.2), aspect="equal")

    marked = np.zeros(left.shape, bool)
    marked[row] = True
    _draw_cells(ax, left, 0, corner, PALE_BLUE, marked=marked, hatch="//", **options)
    marked = np.zeros(right.shape, bool)
    marked[:, column] = True
    _draw_cells(ax, right, corner, 0, PALE_ORANGE, marked=marked, hatch="\\\\", **options)
    marked = np.zeros(product.shape, bool)
    marked[row, column] = True
    _draw_cells(ax, product, corner, corner, PALE_GREEN, marked=marked, thick=True, **options)

    for x, y, text in (
        (shared / 2, corner + height + 0.5, f"left {left.shape}"),
        (corner + width / 2, -0.6, f"right {right.shape}"),
        (corner + width / 2, corner + height + 0.5, f"left @ right {product.shape}"),
    ):
        ax.text(x, y, text, ha="center", va="center")
    terms = " + ".join(
        f"{factor(a)}·{factor(b)}" for a, b in zip(left[row], right[:, column], strict=True)
    )
    ax.text(
        (total_width - 0.4) / 2,
        corner + height + 1.5,
        f"row {row} with column {column}:   {terms} = {figure(product[row, column])}",
        ha="center",
        va="center",
        fontsize=10,
    )
    return ax


def plot_point_grid(points, start=None, *, title=None, limit=2.2, ax=None, **options):
    """Draw points of the plane so that one sees where each of them came from.

    Every point keeps the marker and the colour of the quarter of the plane it started in: discs
    upper right, squares upper left, triangles lower left, diamonds lower right. So turning,
    mirroring and folding show.

    Parameters
    ----------
    points : array, shape (2, n)
        One point a column: the first row holds x, the second y. Not changed.
    start : array, shape (2, n), optional
        Where the same points were before; drawn as small grey dots. Without it, `points` are
        their own start.
    title : str, optional
        Written above.
    limit : float
        Both axes run from -limit to limit.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to `Axes.scatter` for the points, such as `s=20`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the shapes are not `(2, n)`, or differ, or if `limit` is not positive.
    TypeError
        If the points are not real numbers.

    Examples
    --------
    >>> points = np.array([[1, -1], [1, -1]])
    >>> ax = plot_point_grid(points + 1, start=points, title="moved")
    >>> [collection.get_label() for collection in ax.collections]
    ['start', 'upper right', 'lower left']
    """
    points = _planar(points, "points")
    quarters_of = points if start is None else _planar(start, "start")
    if quarters_of.shape != points.shape:
        raise ValueError(
            f"points has shape {points.shape} and start {quarters_of.shape}; expected the same "
            "points before and after, in the same order."
        )
    if not limit > 0:
        raise ValueError(f"limit is {limit!r}; expected a positive number, such as 2.2.")
    is_right, is_upper = quarters_of >= 0

    ax = axes_or_new(ax, (3.6, 3.6))
    ax.axhline(0, color=PALE, linewidth=1, zorder=0)
    ax.axvline(0, color=PALE, linewidth=1, zorder=0)
    if start is not None:
        ax.scatter(*quarters_of, s=7, color="#A0A0A0", zorder=1, label="start")
    quarters = (
        ("upper right", is_right & is_upper, BLUE),
        ("upper left", ~is_right & is_upper, ORANGE),
        ("lower left", ~is_right & ~is_upper, GREEN),
        ("lower right", is_right & ~is_upper, PINK),
    )
    for (name, chosen, color), marker in zip(quarters, MARKERS, strict=False):
        if chosen.any():
            look = {"s": 36, "edgecolor": "white", "linewidth": 0.5, "zorder": 2, "label": name}
            ax.scatter(*points[:, chosen], **({"color": color, "marker": marker} | look | options))
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal", xlabel="$x_1$")
    ax.set_ylabel("$x_2$", rotation=0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5))
    if title is not None:
        ax.set_title(title)
    return ax


def _broadcast_stages(given, shape, step):
    """The three stages of one tensor, each with its shape, its values and which are copies.

    Values are matrices whatever the rank, as that is how they are drawn.
    """
    values = step * np.arange(1, math.prod(given) + 1).reshape(given)
    added = (1,) * (len(shape) - len(given)) + given
    as_matrix = np.atleast_2d(values)
    repeated = np.atleast_2d(np.broadcast_to(values, shape))
    rows, columns = np.indices(repeated.shape)
    copies = (rows >= as_matrix.shape[0]) | (columns >= as_matrix.shape[1])
    none = np.zeros(as_matrix.shape, bool)
    return (
        {"shape": given, "values": as_matrix, "copies": none},
        {"shape": added, "values": as_matrix, "copies": none},
        {"shape": shape, "values": repeated, "copies": copies},
    )


def _draw_cells(
    ax, values, left, top, fill, *, copies=None, marked=None, hatch=None, thick=False, **options
):
    """Draw a matrix as cells of side 1 with its figures in them, from `(left, top)` downwards.

    Without `marked` all cells are filled but the copies; with it, only those marked.
    """
    copies = np.zeros(values.shape, bool) if copies is None else copies
    is_filled = ~copies if marked is None else marked
    for (i, j), value in np.ndenumerate(values):
        look = {"facecolor": "white", "edgecolor": GREY, "linewidth": 1}
        if copies[i, j]:
            look |= {"linestyle": "--"}
        if is_filled[i, j]:
            look |= {"facecolor": fill, "zorder": 2}
        if marked is not None and marked[i, j]:
            look |= {"edgecolor": BLACK, "linewidth": 2.5} if thick else {"edgecolor": GREY}
        ax.add_patch(Rectangle((left + j, top + i), 1, 1, **(look | options)))
        if hatch and marked[i, j]:  # apart from the cell, so that it stays fainter than its edge
            faint = {"facecolor": "none", "edgecolor": "#FFFFFF", "linewidth": 0, "hatch": hatch}
            ax.add_patch(Rectangle((left + j, top + i), 1, 1, zorder=2.5, **faint))
        ax.text(
            left + j + 0.5,
            top + i + 0.5,
            figure(value),
            ha="center",
            va="center",
            fontsize=9,
            color=GREY if copies[i, j] else BLACK,
            weight="bold" if marked is not None and marked[i, j] else "normal",
            zorder=3,
        )


def _draw_sign(ax, x, y, sign):
    ax.text(x, y, sign, ha="center", va="center", fontsize=14)


def _drawable_shape(shape, name):
    try:
        lengths = (operator.index(shape),) if np.ndim(shape) == 0 else map(operator.index, shape)
        lengths = tuple(lengths)
    except TypeError:
        raise TypeError(
            f"{name} is {shape!r}; expected a tuple of whole numbers, such as (3, 1). Of a tensor "
            "hand in its .shape."
        ) from None
    if len(lengths) > 2 or not all(1 <= length <= _LONGEST for length in lengths):
        raise ValueError(
            f"{name} is {lengths}; expected at most two axes, of length 1 to {_LONGEST}: more "
            "cannot be drawn legibly. Take a smaller example."
        )
    return lengths


def _drawable_matrix(values, name):
    matrix = real(values, name)
    if matrix.ndim != 2:
        raise ValueError(
            f"{name} has shape {matrix.shape}; expected a matrix, two axes. Make a vector a row by "
            "v[np.newaxis, :] or a column by v[:, np.newaxis]."
        )
    if not all(1 <= length <= _LONGEST for length in matrix.shape):
        raise ValueError(
            f"{name} has shape {matrix.shape}; expected 1 to {_LONGEST} rows and columns: more "
            "cannot be drawn legibly. Take a smaller example."
        )
    return matrix


def _planar(values, name):
    points = real(values, name)
    if points.ndim != 2 or points.shape[0] != 2 or points.shape[1] == 0:
        raise ValueError(
            f"{name} has shape {points.shape}; expected (2, n), one point a column. If yours are "
            "rows, transpose them with .T."
        )
    return points


def _place_in(index, count, name):
    place = whole(index, name)
    if not -count <= place < count:
        raise ValueError(
            f"{name} is {place}, but there are {count}; expected {-count} to {count - 1}."
        )
    return place % count
