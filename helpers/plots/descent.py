"""Pictures of learning: a loss over its two parameters, and graphs of steps that follow steps."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from helpers.plots._style import (
    BLACK,
    BLUE,
    COLORS,
    GREY,
    MARKERS,
    ORANGE,
    PALE,
    axes_or_new,
    picture_axes,
)

__all__ = ["plot_graph", "plot_loss_contours"]

_LINE_STYLES = ("-", "--", "-.", ":")
_PATH_COLORS = (ORANGE, BLUE, *COLORS[2:])
_LEVELS = 12
_ARROWS = 7  # along each axis
_HALF_WIDTH, _HALF_HEIGHT = 0.4, 0.25  # of a box of a graph; boxes stand about 1.2 apart
_ASIDE = 0.09  # how far an arrow there and an arrow back stand from the line between two boxes


def plot_loss_contours(
    loss, xlim, ylim, *, gradient=None, paths=None, names=("w", "b"), ax=None, **options
):
    """Draw a loss of two parameters as a map: lines of equal loss, dark where it is high.

    Parameters
    ----------
    loss : callable
        Takes an array of the two parameters, shape (2,), float64, and returns one number.
    xlim, ylim : (float, float)
        The range of the first and of the second parameter.
    gradient : callable, optional
        Takes the same array and returns the gradient there, shape (2,). With it arrows are drawn
        that point uphill, the longer the steeper it is.
    paths : dict of str to array, shape (n, 2), optional
        Ways through the plane, each under its name: one row for each place. Each has a colour,
        a line style and a marker of its own, and begins with a black ring. What lies outside
        of the ranges is not seen. They are not changed.
    names : (str, str)
        What the two parameters are called.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
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
        If `loss` or `gradient` cannot be called.

    Examples
    --------
    >>> def bowl(params):
    ...     return (params**2).sum()
    >>> ax = plot_loss_contours(bowl, (-1, 1), (-1, 1), paths={"two steps": [[1, 1], [0, 0]]})
    >>> ax.get_xlabel(), [line.get_label() for line in ax.lines][:1]
    ('w', ['two steps'])
    """
    xlim, ylim = _checked_range(xlim, "xlim"), _checked_range(ylim, "ylim")
    paths = {name: _checked_path(path, name) for name, path in (paths or {}).items()}
    across, up = np.linspace(*xlim, 61), np.linspace(*ylim, 61)
    heights = _ask(loss, "loss", across, up, ())
    if gradient is not None:
        cells = [
            start + (end - start) * (np.arange(_ARROWS) + 0.5) / _ARROWS
            for start, end in (xlim, ylim)
        ]
        slopes = _ask(gradient, "gradient", *cells, (2,))

    ax = axes_or_new(ax, (4.6, 4.2))
    # Squared, the levels are evenly spaced in a bowl, as contour lines on a map of a cone.
    levels = heights.min() + np.ptp(heights) * np.linspace(0, 1, _LEVELS + 1) ** 2
    if np.ptp(heights) > 0:
        ax.contourf(across, up, heights, levels=levels, cmap="Greys", alpha=0.35)
        look = {"levels": levels[1:-1], "colors": [GREY], "linewidths": 0.8}
        ax.contour(across, up, heights, **(look | options))
    if gradient is not None:
        longest = np.hypot(*np.moveaxis(slopes, -1, 0)).max() or 1.0
        scale = longest / (0.95 * max(np.diff(cells[0])[0], np.diff(cells[1])[0]))
        ax.quiver(
            *np.meshgrid(*cells),
            slopes[..., 0],
            slopes[..., 1],
            color=BLUE,
            angles="xy",
            scale_units="xy",
            scale=scale,
            pivot="tail",
            width=0.007,
            zorder=3,
        )
    for i, (name, path) in enumerate(paths.items()):
        ax.plot(
            *path.T,
            color=_PATH_COLORS[i % len(_PATH_COLORS)],
            linestyle=_LINE_STYLES[i % len(_LINE_STYLES)],
            marker=MARKERS[i % len(MARKERS)],
            markersize=4,
            linewidth=1.4,
            label=name,
            zorder=3,
        )
    for start in {tuple(path[0]) for path in paths.values()}:
        ax.plot(
            *start,
            marker="o",
            markersize=11,
            markerfacecolor="none",
            markeredgecolor=BLACK,
            markeredgewidth=1.5,
            linestyle="",
            label="_start",
            zorder=4,
        )
    ax.set(xlim=xlim, ylim=ylim, xlabel=names[0], ylabel=names[1], aspect="equal")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    return ax


def plot_graph(places, arrows, *, back=(), notes=None, ax=None, **options):
    """Draw boxes and arrows: what is computed from what, and what goes back.

    Parameters
    ----------
    places : dict of str to (float, float)
        What stands in each box, and the middle of the box: to the right, then up. A box is 0.8
        wide and 0.5 high, so neighbours stand well at a distance of 1.2 by 1.
    arrows : sequence of (str, str)
        From which box to which, drawn solid and black. From a box to itself it is a loop above
        the box.
    back : sequence of (str, str)
        Likewise, drawn dashed and orange, beside a solid arrow if there is one.
    notes : dict of str to str, optional
        What is written in small letters under a box.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, an inch for each unit.
    **options
        Handed on to the boxes (`matplotlib.patches.FancyBboxPatch`), such as
        `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no box, a place is not two finite numbers, or an arrow or a note names a box
        that is not there.

    Examples
    --------
    >>> ax = plot_graph({"x": (0, 0), "net": (1.2, 0)}, [("x", "net"), ("net", "net")])
    >>> [text.get_text() for text in ax.texts]
    ['x', 'net']
    """
    places = _checked_places(places)
    notes = dict(notes or {})
    arrows, back = [tuple(pair) for pair in arrows], [tuple(pair) for pair in back]
    for what, pairs in (("arrows", arrows), ("back", back)):
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError(f"{what} holds {pairs}; expected pairs: from which box to which.")
    for what, names in (("arrows", sum(arrows, ())), ("back", sum(back, ())), ("notes", notes)):
        for name in names:
            if name not in places:
                raise ValueError(
                    f"{what} names a box {name!r}; expected one of {list(places)}. Give it a place."
                )
    middles = np.array(list(places.values()))
    loops = any(start == end for start, end in arrows + back)
    margin = np.array([_HALF_WIDTH + 0.1, _HALF_HEIGHT + 0.35])
    low = middles.min(axis=0) - margin
    high = middles.max(axis=0) + margin + [0, 0.3 * loops]

    ax = picture_axes(ax, tuple(high - low))
    both = {frozenset(pair) for pair in arrows} & {frozenset(pair) for pair in back}
    for pairs, color, linestyle in ((arrows, BLACK, "-"), (back, ORANGE, "--")):
        for pair in pairs:
            aside = _ASIDE if frozenset(pair) in both else 0
            start, end, bend = _arrow_ends(*(places[name] for name in pair), aside)
            ax.add_patch(
                FancyArrowPatch(
                    start,
                    end,
                    arrowstyle="-|>",
                    mutation_scale=11,
                    connectionstyle=f"arc3,rad={bend}",
                    shrinkA=0,
                    shrinkB=0,
                    color=color,
                    linestyle=linestyle,
                    linewidth=1.4,
                    zorder=2,
                )
            )
    look = {"facecolor": PALE, "edgecolor": BLACK, "linewidth": 1.2, "zorder": 3} | options
    for name, (x, y) in places.items():
        ax.add_patch(
            FancyBboxPatch(
                (x - _HALF_WIDTH, y - _HALF_HEIGHT),
                2 * _HALF_WIDTH,
                2 * _HALF_HEIGHT,
                **({"boxstyle": "round,pad=0,rounding_size=0.1"} | look),
            )
        )
        ax.text(x, y, name, ha="center", va="center", fontsize=10, zorder=4)
    for name, note in notes.items():
        x, y = places[name]
        ax.text(x, y - _HALF_HEIGHT - 0.05, note, ha="center", va="top", fontsize=9, zorder=4)
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    return ax


def _arrow_ends(start, end, aside):
    """Where an arrow leaves one box and meets the other, and how much it bends."""
    if np.array_equal(start, end):
        top = start + [0, _HALF_HEIGHT]
        return top + [0.22, 0], top - [0.22, 0], 1.6
    along = (end - start) / np.hypot(*(end - start))
    shift = aside * np.array([-along[1], along[0]])
    reach = np.min([_HALF_WIDTH, _HALF_HEIGHT] / np.maximum(np.abs(along), 1e-9))
    return start + reach * along + shift, end - reach * along + shift, 0


def _ask(function, name, across, up, shape):
    """Ask a function about every point of a grid: its answers, `(rows, columns, *shape)`."""
    if not callable(function):
        raise TypeError(
            f"{name} is a {type(function).__name__}; expected a function of an array of the two "
            "parameters."
        )
    answers = []
    for y in up:
        for x in across:
            answer = np.asarray(function(np.array([x, y])), dtype=float)
            if answer.shape != shape:
                wanted = "two numbers, shape (2,)" if shape else "a single number, shape ()"
                raise ValueError(
                    f"{name} returned shape {answer.shape} for the parameters [{x:g}, {y:g}]; "
                    f"expected {wanted}."
                )
            answers.append(answer)
    answers = np.array(answers).reshape(len(up), len(across), *shape)
    if not np.isfinite(answers).all():
        raise ValueError(
            f"{name} is inf or nan somewhere in these ranges; expected finite numbers. Take "
            "smaller ranges."
        )
    return answers


def _checked_range(limits, name):
    limits = np.asarray(limits, dtype=float)
    if limits.shape != (2,) or not np.isfinite(limits).all() or limits[0] >= limits[1]:
        raise ValueError(
            f"{name} is {limits.tolist()}; expected two numbers, the lower first, such as (-1, 2)."
        )
    return limits


def _checked_path(path, name):
    path = np.asarray(path, dtype=float)
    if path.ndim != 2 or path.shape[1] != 2 or len(path) == 0:
        raise ValueError(
            f"the path {name!r} has shape {path.shape}; expected (n, 2), two parameters a row."
        )
    return path


def _checked_places(places):
    places = {str(name): np.asarray(place, dtype=float) for name, place in places.items()}
    if not places:
        raise ValueError("places is empty; expected at least one box and its place.")
    for name, place in places.items():
        if place.shape != (2,) or not np.isfinite(place).all():
            raise ValueError(
                f"the place of {name!r} is {place.tolist()}; expected two finite numbers, to the "
                "right and up."
            )
    return places
