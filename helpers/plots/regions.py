"""Pictures of what a classifier says of every point of the plane."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator, MultipleLocator

from helpers.plots._style import BLACK, BLUE, MARKERS, ORANGE, axes_or_new

__all__ = ["plot_decision_regions"]

_REGION_COLORS = ListedColormap(["#CFE3F2", "#F7D9C4"])  # BLUE and ORANGE, paled
_HATCH_COLOR = "#E9B48F"  # class 1 is striped as well, for those who see no colours
_POINT_COLORS = (BLUE, ORANGE)


def plot_decision_regions(
    predict,
    points,
    labels,
    *,
    threshold=0.5,
    limits=(-0.5, 1.5),
    resolution=201,
    ax=None,
    **options,
):
    """Colour the plane by what a two-class classifier answers, and draw the samples on it.

    Where it answers class 0 the plane is pale blue, where it answers class 1 pale orange with
    stripes; a black line parts the two.

    Parameters
    ----------
    predict : callable
        Takes an array of points `(n, 2)`, float64, and returns `n` scores, `(n,)` or `(n, 1)`;
        a score above `threshold` means class 1.
    points : array, shape (m, 2)
        The samples. Class 0 is drawn as blue discs, class 1 as orange squares.
    labels : array, shape (m,) or (m, 1)
        Their classes, 0 or 1.
    threshold : float
        Where class 1 begins.
    limits : (float, float)
        The range of both axes.
    resolution : int
        How many points are asked along each axis.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to `Axes.scatter` for the samples, such as `s=40`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If points, labels or the answers of `predict` have other shapes, or limits or resolution
        leave no picture to draw.
    TypeError
        If `predict` cannot be called.

    Examples
    --------
    >>> def above_the_diagonal(points):
    ...     return points.sum(axis=1) - 1
    >>> ax = plot_decision_regions(
    ...     above_the_diagonal, [[0, 0], [1, 1]], [0, 1], threshold=0)
    >>> ax.get_xlim() == (-0.5, 1.5)
    True
    """
    if not callable(predict):
        raise TypeError(
            f"predict is a {type(predict).__name__}; expected a function of an array of points, "
            "such as model.predict without its brackets."
        )
    points, labels = check_samples(points, labels)
    low, high = check_limits(limits)
    if not isinstance(resolution, (int, np.integer)) or resolution < 2:
        raise ValueError(f"resolution is {resolution!r}; expected a whole number of at least 2.")
    ticks = np.linspace(low, high, resolution)
    scores = _scores(predict, ticks)
    is_one = scores > threshold

    ax = axes_or_new(ax, (3.8, 3.6))
    ax.imshow(
        is_one,
        origin="lower",
        extent=(low, high, low, high),
        cmap=_REGION_COLORS,
        vmin=0,
        vmax=1,
        aspect="equal",
        interpolation="nearest",
    )
    if is_one.any():
        stripes = ax.contourf(
            ticks, ticks, is_one.astype(float), levels=[0.5, 1.5], colors="none", hatches=["//"]
        )
        stripes.set(edgecolor=_HATCH_COLOR, linewidth=0)
    if is_one.any() and not is_one.all():
        ax.contour(ticks, ticks, scores, levels=[threshold], colors=[BLACK], linewidths=1.5)
    draw_samples(ax, points, labels, "class", **options)
    dress_plane(ax, (low, high))
    return ax


def draw_samples(ax, points, labels, word, **options):
    """Draw samples of two classes: blue discs for 0, orange squares for 1."""
    for label in (0, 1):
        ax.scatter(
            *points[labels == label].T,
            **(
                {
                    "color": _POINT_COLORS[label],
                    "marker": MARKERS[label],
                    "s": 90,
                    "edgecolor": "white",
                    "linewidth": 1.5,
                    "zorder": 3,
                    "label": f"{word} {label}",
                    "clip_on": False,
                }
                | options
            ),
        )


def dress_plane(ax, limits):
    """Give a picture of the plane its range, its labels and few, calm ticks."""
    ax.set(xlim=limits, ylim=limits, xlabel="$x_1$", ylabel="$x_2$")
    whole = 1.5 <= limits[1] - limits[0] <= 4
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MultipleLocator(1) if whole else MaxNLocator(3, steps=[1, 2, 5, 10]))


def check_limits(limits):
    """Return the two ends of a range, or raise an error."""
    low, high = limits
    if not (np.isfinite([low, high]).all() and low < high):
        raise ValueError(
            f"limits is {limits!r}; expected two numbers, the lower first, such as (-0.5, 1.5)."
        )
    return low, high


def check_samples(points, labels, name="labels"):
    """Return points `(m, 2)` and their classes `(m,)` as arrays, or raise an error."""
    points, labels = np.asarray(points), np.asarray(labels)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
        raise ValueError(
            f"points has shape {points.shape}; expected (m, 2), two coordinates a sample."
        )
    if labels.size != len(points):
        raise ValueError(
            f"{name} has shape {labels.shape}; expected ({len(points)},), one for each point."
        )
    labels = labels.reshape(-1)
    if not np.isin(labels, (0, 1)).all():
        raise ValueError(
            f"{name} holds {np.unique(labels).tolist()}; expected the two classes 0 and 1."
        )
    return points, labels


def _scores(predict, ticks):
    """Ask `predict` about every point of a square grid: its scores, shape `(rows, columns)`."""
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    scores = np.asarray(predict(grid))
    if scores.size != len(grid):
        raise ValueError(
            f"predict returned shape {scores.shape} for {len(grid)} points; expected one score a "
            f"point, ({len(grid)},) or ({len(grid)}, 1)."
        )
    return scores.reshape(len(ticks), len(ticks)).astype(float)
