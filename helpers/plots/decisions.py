"""Pictures of what a classifier answers in the plane: its regions, and the lines that part them."""

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, MultipleLocator

from helpers.arrays import finite_numbers, limits_of, one_each, real_numbers, whole_number
from helpers.language import _
from helpers.plots._nodes import draw_arrow
from helpers.plots._style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    LINE_STYLES,
    MARKERS,
    ORANGE,
    PALE_BLUE,
    PALE_ORANGE,
    PINK,
    axes_or_new,
    styled,
    write,
)

__all__ = ["plot_decision_lines", "plot_decision_regions"]

_REGIONS = ListedColormap([PALE_ORANGE, PALE_BLUE])
_LINES = (BLACK, GREEN, PINK, GREY)  # a single neuron's is black, as the border of regions
_STRIPES = "#93BEDD"  # class 1 is striped as well, for those who see no colours


def plot_decision_regions(
    predict, points, labels, *, threshold=0.5, limits=None, resolution=201, ax=None, **options
):
    """Colour the plane by what a two-class classifier answers, and draw the samples on it.

    Where it answers class 0 the plane is pale orange, where it answers class 1 pale blue with
    stripes; a black line parts the two. Where the score is nan or inf the plane stays white, and
    the picture says so.

    Parameters
    ----------
    predict : callable
        Takes an array of points `(n, 2)`, float64, and returns `n` scores, `(n,)` or `(n, 1)`;
        a score above `threshold` means class 1.
    points : array, shape (m, 2)
        The samples. Class 0 is drawn as orange discs, class 1 as blue squares.
    labels : array, shape (m,) or (m, 1)
        Their classes, 0 or 1. Neither is changed.
    threshold : float
        Where class 1 begins.
    limits : (float, float), optional
        The range of both axes; by default (-0.5, 1.5), or one that holds all samples.
    resolution : int
        How many points are asked along each axis.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure.
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
        If `predict` cannot be called, or something else is not a number.

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
            _(
                "predict is a {kind}; expected a function of an array of points, such as "
                "model.predict without its brackets."
            ).format(kind=type(predict).__name__)
        )
    points, labels = _samples(points, labels, "labels")
    low, high = limits = _limits(limits, points)
    threshold = float(finite_numbers(threshold, "threshold", shape=()))
    ticks = np.linspace(low, high, whole_number(resolution, "resolution", 2))
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    scores = real_numbers(predict(grid), _("what predict returns"))
    scores = one_each(scores, len(grid), _("what predict returns"), _("point")).astype(float)
    scores = scores.reshape(len(ticks), len(ticks))
    scores = np.ma.masked_invalid(scores)
    is_one = scores > threshold

    ax = axes_or_new(ax, (3.8, 3.6))
    look = {"cmap": _REGIONS, "vmin": 0, "vmax": 1, "interpolation": "nearest"}
    ax.imshow(is_one, origin="lower", extent=(low, high, low, high), aspect="equal", **look)
    if unknown := np.mean(np.ma.getmaskarray(scores)):
        _say(ax, f"nan or inf on {unknown:.0%} of the plane")
    if is_one.any():
        look = {"levels": [0.5, 1.5], "colors": "none", "hatches": ["//"]}
        stripes = ax.contourf(ticks, ticks, is_one.astype(float), **look)
        stripes.set(edgecolor=_STRIPES, linewidth=0)
    if is_one.any() and not is_one.all():
        ax.contour(ticks, ticks, scores, levels=[threshold], colors=[BLACK], linewidths=1.5)
    _draw_samples(ax, points, labels, "class", options)
    _dress(ax, limits)
    return ax


def plot_decision_lines(
    weights, biases, points, targets, *, names=None, limits=None, ax=None, **options
):
    """Draw the lines on which neurons with two inputs change their answer: w·x + b = 0.

    From each line an arrow points to the side on which the neuron answers 1. A neuron whose line
    is not in view (or that has none, because all its weights are 0) answers the same everywhere,
    and the picture says what.

    Parameters
    ----------
    weights : array, shape (n, 2) or (2,)
        The weights of n neurons, or of one.
    biases : array, shape (n,) or a single number
        Their biases. Neither is changed.
    points : array, shape (m, 2)
        The samples. Those with target 0 are drawn as orange discs, with target 1 as blue squares.
    targets : array, shape (m,) or (m, 1)
        The answers they should get, 0 or 1.
    names : list of n str, optional
        What the lines are called in a legend. Without it there is no legend.
    limits : (float, float), optional
        The range of both axes; by default (-0.5, 1.5), or one that holds all samples.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure.
    **options
        Handed on to `Axes.plot` for every line, such as `linewidth=1`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If shapes or numbers do not go together, a weight or a bias is not finite, or limits leave
        no picture to draw.
    TypeError
        If something is not a number.

    Examples
    --------
    >>> ax = plot_decision_lines(
    ...     [1, 1], -1.5, points=[[1, 1], [1, 0], [0, 1], [0, 0]], targets=[1, 0, 0, 0])
    >>> ax.lines[0].get_xdata().tolist()
    [1.5, 0.0]
    """
    points, targets = _samples(points, targets, "targets")
    hint = _("Give each neuron two weights; those of a single one may be (2,).")
    weights = np.atleast_2d(finite_numbers(weights, "weights"))
    weights = finite_numbers(weights, "weights", shape=("n", 2), hint=hint)
    biases = one_each(finite_numbers(biases, "biases"), len(weights), "biases", _("neuron"))
    texts = (
        [None] * len(weights)
        if names is None
        else one_each(names, len(weights), "names", _("line"))
    )
    limits = _limits(limits, points)

    ax = axes_or_new(ax, (3.8, 3.6) if names is None else (6.4, 3.6))
    out_of_view = []
    for i, (w, b, name) in enumerate(zip(weights, biases, texts, strict=True)):
        ends = _visible_part(w, b, limits)
        if ends is None:
            answer = int(np.mean(limits) * w.sum() + b > 0)
            out_of_view.append(f"{name or 'no line'}:\nanswers {answer} everywhere")
            continue
        color = _LINES[i % 4]
        look = {"color": color, "linestyle": LINE_STYLES[i % 4], "marker": "", "label": name}
        ax.plot(*ends.T, **styled(look | {"zorder": 2}, options, Line2D))
        _draw_side(ax, ends, w, points, limits, color)
    if out_of_view:
        _say(ax, "\n".join(out_of_view))
    _draw_samples(ax, points, targets, "target", {})
    _dress(ax, limits)
    ax.set_aspect("equal")
    if names is not None:
        ax.legend(loc="center left", bbox_to_anchor=(1.04, 0.5))
    return ax


def _visible_part(w, b, limits):
    """Return the two ends of the line w·x + b = 0 within a square, shape (2, 2), or None."""
    scale = np.abs(w).max()
    if scale == 0 or abs(b) / 1e12 > scale:  # no line, or one that is far from any picture
        return None
    w, b = w / scale, b / scale
    foot, along = -b * w / (w @ w), np.array([-w[1], w[0]])
    first, last = -np.inf, np.inf  # how far one may go along the line, backwards and forwards
    for start, direction in zip(foot, along, strict=True):
        if direction == 0:
            if not limits[0] <= start <= limits[1]:
                return None
            continue
        reach = sorted((limit - start) / direction for limit in limits)
        first, last = max(first, reach[0]), min(last, reach[1])
    return None if first >= last else foot + np.outer([first, last], along)


def _draw_side(ax, ends, w, points, limits, color):
    """Draw an arrow from the line to the side answered 1, where it is furthest from points."""
    length = 0.09 * (limits[1] - limits[0])
    w = w / np.abs(w).max()
    towards = length * w / np.hypot(*w)
    starts = [ends[0] + part * (ends[1] - ends[0]) for part in (0.5, 0.35, 0.65, 0.2, 0.8)]
    in_view = [
        s for s in starts if np.all((s + 2 * towards > limits[0]) & (s + 2 * towards < limits[1]))
    ]
    start = max(in_view or starts, key=lambda s: np.hypot(*(points - s - towards).T).min())
    draw_arrow(ax, start, start + towards, color=color)
    write(ax, *(start + 1.7 * towards), "1", fontsize=11, weight="bold")


def _draw_samples(ax, points, labels, word, options):
    """Draw samples of two classes: orange discs for 0, blue squares for 1."""
    for label, color in enumerate((ORANGE, BLUE)):
        look = {"color": color, "marker": MARKERS[label], "s": 90, "label": f"{word} {label}"}
        look |= {"edgecolor": "white", "linewidth": 1.5, "zorder": 3, "clip_on": False}
        ax.scatter(*points[labels == label].T, **styled(look, options, PathCollection))


def _say(ax, words):
    """Write at the top of a picture what it cannot show."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.8}
    look = {"transform": ax.transAxes, "va": "top", "fontsize": 10, "bbox": ground}
    write(ax, 0.5, 0.96, words, **look)


def _limits(limits, points):
    """The range of both axes: what is asked for, or what holds the gates' samples, or all."""
    low, high = points.min(), points.max()
    if limits is not None:
        return limits_of(limits, "limits")
    if low >= -0.5 and high <= 1.5:
        return -0.5, 1.5
    room = 0.15 * (high - low) or 1
    return float(low - room), float(high + room)


def _dress(ax, limits):
    """Give a picture of the plane its range, its labels and few, calm ticks."""
    ax.set(xlim=limits, ylim=limits, xlabel="$x_1$", ylabel="$x_2$")
    whole = 1.5 <= limits[1] - limits[0] <= 4
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MultipleLocator(1) if whole else MaxNLocator(3, steps=[1, 2, 5, 10]))


def _samples(points, labels, name):
    """Points `(m, 2)` and their classes `(m,)`."""
    points = finite_numbers(
        points, "points", shape=("m", 2), hint=_("Give each sample two coordinates.")
    )
    labels = one_each(real_numbers(labels, name), len(points), name, _("point"))
    if not np.isin(labels, (0, 1)).all():
        raise ValueError(
            _("{name} holds {classes}; expected the two classes 0 and 1.").format(
                name=name, classes=np.unique(labels).tolist()
            )
        )
    return points, labels
