"""Pictures of the plane: where its points move, and how high a loss lies over it."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.ticker import MaxNLocator

from helpers.arrays import finite_numbers, limits_of, named, real_numbers
from helpers.language import _
from helpers.plots._style import (
    BLACK,
    BLUE,
    COLORS,
    EDGE,
    GREEN,
    GREY,
    LINE_STYLES,
    MARKERS,
    ORANGE,
    PINK,
    axes_or_new,
    short,
    styled,
    write,
)

__all__ = ["plot_loss_contours", "plot_moved_grid"]

_REACH = 2.2  # how far from the origin the axes go, unless points lie further out
_PATH_COLORS = (ORANGE, BLUE, *COLORS[2:])
_LEVELS = 12
_ARROWS = 7  # along each axis


def plot_moved_grid(move, *, arrows=True, title=None, ax=None, **options):
    """Draw where a function sends a grid of the plane, and the unit arrows (1, 0) and (0, 1).

    The grid has five lines each way, from -1 to 1, and stays behind in pale grey. Where they cross
    there are points: each keeps the marker and the colour of the quarter of the plane in which it
    started, discs upper right, squares upper left, triangles lower left, diamonds lower right;
    those from an axis are small dots. So turning, mirroring and collapsing show.

    Parameters
    ----------
    move : callable
        Takes points, shape (2, n), one a column, and returns where they go, in the same shape.
    arrows : bool
        Whether to draw the two arrows, from where the origin lands to where (1, 0), solid, and
        (0, 1), dashed, land. Beside each tip stands the point where it is.
    title : str, optional
        Written above.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure.
    **options
        Handed on to `Axes.scatter` for the points, such as `s=20`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If `move` returns another shape, or numbers that are not finite.
    TypeError
        If `move` cannot be called, or returns no real numbers.

    Examples
    --------
    >>> ax = plot_moved_grid(lambda points: 2 * points, title="twice as large")
    >>> [text.get_text() for text in ax.texts if text.get_text()]
    ['(2, 0)', '(0, 2)']
    """
    fine, ticks = np.linspace(-1, 1, 201), np.linspace(-1, 1, 5)
    lines = [np.array([fine, np.full(fine.shape, tick)]) for tick in ticks]
    lines += [line[::-1] for line in lines]
    points = np.array(np.meshgrid(ticks, ticks)).reshape(2, -1)
    moved = _moved(move, points)
    limit = max(_REACH, 1.15 * np.abs(moved).max())

    ax = axes_or_new(ax, (3.6, 3.6))
    for line in lines:
        ax.plot(*line, color=EDGE, linestyle="-", linewidth=0.8, zorder=0)
        ax.plot(*_moved(move, line), color=GREY, linestyle="-", linewidth=1.2, zorder=1)
    (x, y), on_axis = points, (points == 0).any(axis=0)
    kinds = [("from an axis", on_axis, BLACK, ".")]
    quarters = (
        ("upper right", (x > 0) & (y > 0), BLUE),
        ("upper left", (x < 0) & (y > 0), ORANGE),
        ("lower left", (x < 0) & (y < 0), GREEN),
        ("lower right", (x > 0) & (y < 0), PINK),
    )
    kinds += [(*quarter, marker) for quarter, marker in zip(quarters, MARKERS, strict=False)]
    for name, chosen, color, marker in kinds:
        look = {"color": color, "marker": marker, "s": 42, "zorder": 2, "label": name}
        look |= {"edgecolor": "white", "linewidth": 0.5}
        ax.scatter(*moved[:, chosen], **styled(look, options, PathCollection))
    if arrows:
        _draw_arrows(ax, *_moved(move, np.array([[0, 1, 0], [0, 0, 1]])).T, limit)
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
        of the ranges is not seen. They are not changed.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure.
    **options
        Handed on to `Axes.contour`, such as `levels=20`.

    Returns
    -------
    matplotlib Axes
        With one scale for both axes, so that a gradient stands upright on its contour line.

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
        hint = _("Give two parameters a row.")
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


def _moved(move, points):
    """Where a function sends points, one a column."""
    if not callable(move):
        raise TypeError(
            _("move is a {kind}; expected a function of points (2, n).").format(
                kind=type(move).__name__
            )
        )
    hint = _("Return one point a column, as they came.")
    return finite_numbers(
        move(points.copy()), _("what move returns"), shape=points.shape, hint=hint
    )


def _draw_arrows(ax, origin, first, second, limit):
    """Draw two arrows from an origin, the second dashed, and where their tips are."""
    for tip, style in ((first, "-"), (second, "--")):
        look = {"arrowstyle": "-|>", "linestyle": style, "linewidth": 2, "mutation_scale": 14}
        look |= {"shrinkA": 0, "shrinkB": 0, "color": BLACK}
        ax.annotate("", xy=tip, xytext=origin, arrowprops=look, zorder=3)
        step = tip - origin
        away = step / (np.hypot(*step) or 1)
        x, y = tip + 0.06 * limit * away
        side = np.where(np.abs(away) < 0.25, 0, np.sign(away)).astype(int)
        ha, va = ("center", "left", "right")[side[0]], ("center", "bottom", "top")[side[1]]
        look = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.8}
        words = f"({short(tip[0])}, {short(tip[1])})"
        write(ax, x, y, words, fontsize=9, bbox=look, zorder=4, ha=ha, va=va)


def _ask(function, name, across, up, shape):
    """Ask a function about every point of a grid: its answers, `(rows, columns, *shape)`."""
    if not callable(function):
        raise TypeError(
            _("{name} is a {kind}; expected a function of an array of the two parameters.").format(
                name=name, kind=type(function).__name__
            )
        )
    answers = [
        real_numbers(function(np.array([x, y])), _("what {name} returns").format(name=name))
        for y in up
        for x in across
    ]
    for answer in answers:
        if answer.shape != shape:
            wanted = _("two numbers, shape (2,)") if shape else _("a single number, shape ()")
            raise ValueError(
                _("{name} returned shape {shape}; expected {wanted}.").format(
                    name=name, shape=answer.shape, wanted=wanted
                )
            )
    answers = np.array(answers, dtype=float).reshape(len(up), len(across), *shape)
    if not np.isfinite(answers).all():
        raise ValueError(
            _(
                "{name} is inf or nan somewhere in these ranges; expected finite numbers. Take "
                "smaller ranges."
            ).format(name=name)
        )
    return answers
