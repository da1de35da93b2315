"""Pictures of the plane: where its points move, and how high a loss lies over it."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.ticker import MaxNLocator

from helpers.arrays import finite_numbers, limits_of, named, real_numbers
from helpers.plots._style import (
    BLACK,
    BLUE,
    COLORS,
    GREEN,
    GREY,
    LINE_STYLES,
    MARKERS,
    ORANGE,
    PALE,
    PINK,
    axes_or_new,
    styled,
)

__all__ = ["plot_loss_contours", "plot_point_grid"]

_REACH = 2.2  # how far from the origin the axes go, unless points lie further out
_PATH_COLORS = (ORANGE, BLUE, *COLORS[2:])
_LEVELS = 12
_ARROWS = 7  # along each axis


def plot_point_grid(points, start=None, *, title=None, ax=None, **options):
    """Draw points of the plane so that one sees where each of them came from.

    Every point keeps the marker and the colour of the quarter of the plane it started in: discs
    upper right, squares upper left, triangles lower left, diamonds lower right. So turning,
    mirroring and clipping show. Both axes run from -2.2 to 2.2, or as far as there are points.

    Parameters
    ----------
    points : array, shape (2, n)
        One point per column: the first row holds x, the second y. It is not changed.
    start : array, shape (2, n), optional
        Where the same points were before; drawn as small grey dots. Without it, `points` are
        their own start.
    title : str, optional
        Written above.
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
        If the shapes are not `(2, n)`, or differ, or a number is not finite.
    TypeError
        If the points are not real numbers.

    Examples
    --------
    >>> points = np.array([[1, -1], [1, -1]])
    >>> ax = plot_point_grid(points + 1, start=points, title="moved")
    >>> [collection.get_label() for collection in ax.collections]
    ['start', 'upper right', 'lower left']
    """
    hint = "Put one point into each column; if yours are rows, transpose them with .T."
    points = finite_numbers(points, "points", shape=(2, "n"), hint=hint)
    hint = "Give the same points before and after, in the same order."
    before = points if start is None else start
    before = finite_numbers(before, "start", shape=points.shape, hint=hint)
    is_right, is_upper = before >= 0
    limit = max(_REACH, 1.1 * np.abs(points).max(), 1.1 * np.abs(before).max())

    ax = axes_or_new(ax, (3.6, 3.6))
    ax.axhline(0, color=PALE, linewidth=1, zorder=0)
    ax.axvline(0, color=PALE, linewidth=1, zorder=0)
    if start is not None:
        ax.scatter(*before, s=7, color="#A0A0A0", zorder=1, label="start")
    quarters = (
        ("upper right", is_right & is_upper, BLUE),
        ("upper left", ~is_right & is_upper, ORANGE),
        ("lower left", ~is_right & ~is_upper, GREEN),
        ("lower right", is_right & ~is_upper, PINK),
    )
    for (name, chosen, color), marker in zip(quarters, MARKERS, strict=False):
        if chosen.any():
            look = {"color": color, "marker": marker, "s": 36, "zorder": 2, "label": name}
            look |= {"edgecolor": "white", "linewidth": 0.5}
            ax.scatter(*points[:, chosen], **styled(look, options, PathCollection))
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal", xlabel="$x_1$")
    ax.set_ylabel("$x_2$", rotation=0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5))
    if title is not None:
        ax.set_title(title)
    return ax


def plot_loss_contours(loss, xlim, ylim, *, gradient=None, paths=None, ax=None, **options):
    """Draw a loss of two parameters as a map: lines of equal loss, dark where it is high.

    Parameters
    ----------
    loss : callable
        Takes an array of the two parameters, shape (2,), float64, and returns one number.
    xlim, ylim : (float, float)
        The range of the first parameter, w, and of the second, b.
    gradient : callable, optional
        Takes the same array and returns the gradient there, shape (2,). With it arrows are drawn
        that point uphill, the longer the steeper it is.
    paths : dict of str to array, shape (n, 2), optional
        Ways through the plane, each under its name: one row for each place. Each has a colour,
        a line style and a marker of its own, and begins with a black ring. What lies outside
        the ranges is not seen. They are not changed.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to `Axes.contour`, such as `levels=20`.

    Returns
    -------
    matplotlib Axes
        With one scale for both axes, so that a gradient is at right angles to its contour line.

    Raises
    ------
    ValueError
        If a range, a path, or what `loss` or `gradient` return does not have the right shape, or
        if the loss is not finite.
    TypeError
        If `loss` or `gradient` cannot be called, or something else is not a number.

    Examples
    --------
    >>> def bowl(params):
    ...     return (params**2).sum()
    >>> ax = plot_loss_contours(bowl, (-1, 1), (-1, 1), paths={"two steps": [[1, 1], [0, 0]]})
    >>> ax.get_xlabel(), [line.get_label() for line in ax.lines][:1]
    ('w', ['two steps'])
    """
    xlim, ylim = limits_of(xlim, "xlim"), limits_of(ylim, "ylim")
    paths = named({} if paths is None else paths, "paths", '{"mine": [[1, 2], [0, 1]]}')
    for name, path in paths.items():
        hint = "Put two parameters into each row."
        paths[name] = real_numbers(path, f"paths[{name!r}]", shape=("n", 2), hint=hint)
    across, up = np.linspace(*xlim, 61), np.linspace(*ylim, 61)
    heights = _ask(loss, "loss", across, up, ())
    if gradient is not None:
        parts = (np.arange(_ARROWS) + 0.5) / _ARROWS
        cells = [low + (high - low) * parts for low, high in (xlim, ylim)]
        slopes = _ask(gradient, "gradient", *cells, (2,))

    ax = axes_or_new(ax, (4.6, 4.2))
    # Squared, the levels are evenly spaced in a bowl, as contour lines on a map of a cone.
    levels = heights.min() + np.ptp(heights) * np.linspace(0, 1, _LEVELS + 1) ** 2
    if np.ptp(heights) > 0:
        ax.contourf(across, up, heights, levels=levels, cmap="Greys", alpha=0.35)
        look = {"levels": levels[1:-1], "colors": [GREY], "linewidths": 0.8}
        ax.contour(across, up, heights, **(look | options))
    if gradient is not None:
        u, v = np.moveaxis(slopes, -1, 0)
        room = 0.95 * max(np.diff(places)[0] for places in cells)  # the longest arrow just fits
        look = {"color": BLUE, "width": 0.007, "zorder": 3, "angles": "xy", "scale_units": "xy"}
        ax.quiver(*np.meshgrid(*cells), u, v, scale=(np.hypot(u, v).max() or 1.0) / room, **look)
    for i, (name, path) in enumerate(paths.items()):
        look = {"linestyle": LINE_STYLES[i % len(LINE_STYLES)], "linewidth": 1.4, "markersize": 4}
        look |= {"color": _PATH_COLORS[i % len(_PATH_COLORS)], "marker": MARKERS[i % len(MARKERS)]}
        ax.plot(*path.T, label=name, zorder=3, **look)
    for start in {tuple(path[0]) for path in paths.values()}:
        look = {"markersize": 11, "markerfacecolor": "none", "markeredgecolor": BLACK}
        ax.plot(*start, "o", markeredgewidth=1.5, label="_start", zorder=4, **look)
    ax.set(xlim=xlim, ylim=ylim, xlabel="w", ylabel="b", aspect="equal")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    return ax


def _ask(function, name, across, up, shape):
    """Ask a function about every point of a grid: its answers, `(rows, columns, *shape)`."""
    if not callable(function):
        raise TypeError(
            f"{name} is a {type(function).__name__}; expected a function of an array of the two "
            "parameters."
        )
    answers = [
        real_numbers(function(np.array([x, y])), f"what {name} returns") for y in up for x in across
    ]
    for answer in answers:
        if answer.shape != shape:
            wanted = "two numbers, shape (2,)" if shape else "a single number, shape ()"
            raise ValueError(f"{name} returned shape {answer.shape}; expected {wanted}.")
    answers = np.array(answers, dtype=float).reshape(len(up), len(across), *shape)
    if not np.isfinite(answers).all():
        raise ValueError(
            f"{name} is inf or nan somewhere in these ranges; expected finite numbers. Take "
            "smaller ranges."
        )
    return answers
