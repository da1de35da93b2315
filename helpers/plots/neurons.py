"""Pictures of a single neuron: what it is made of, and the lines it draws in the plane."""

import numpy as np
from matplotlib.patches import Circle

from helpers.arrays import finite_numbers
from helpers.plots._style import BLACK, BLUE, COLORS, GREY, ORANGE, PALE, axes_or_new, picture_axes
from helpers.plots.regions import check_limits, check_samples, draw_samples, dress_plane

__all__ = ["plot_decision_lines", "plot_neuron"]

_LINE_STYLES = ("-", "--", "-.", ":")
_MOST_INPUTS = 6
_SUM, _STEP, _OUTPUT = 3.1, 4.9, 6.6  # where the parts stand, from left to right; inputs at 0


def plot_neuron(weights=None, bias=None, inputs=None, *, ax=None, **options):
    """Draw a neuron with a step: inputs, weights, bias, their sum z, the step, the output.

    Parameters
    ----------
    weights : array, shape (n,), optional
        One number for each input, n from 1 to 6. Without them two inputs are drawn, and the
        weights by their names.
    bias : float, optional
        Without it the bias is drawn by its name, b.
    inputs : array, shape (n,), optional
        One sample. With it z and the output are computed and written in; it wants `weights` and
        `bias`. None of the three is changed.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to the circles (`matplotlib.patches.Circle`), such as `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If weights and inputs are not equally many, are none or more than 6, or if inputs come
        without weights and bias.
    TypeError
        If one of them does not hold numbers.

    Examples
    --------
    >>> ax = plot_neuron([0.1, 0.2], -0.2, inputs=[1, 1])
    >>> [text.get_text() for text in ax.texts if "z" in text.get_text()]
    ['z = 0.1']
    """
    weights, bias, inputs = _checked_neuron(weights, bias, inputs)
    count = 2 if weights is None else len(weights)
    z = None if inputs is None else float(inputs @ weights + bias)

    ax = picture_axes(ax, (6.6, 1.5 + 0.75 * max(count, 2)))
    heights = 1.3 * (np.arange(count)[::-1] - (count - 1) / 2)
    look = {"facecolor": PALE, "edgecolor": BLACK, "linewidth": 1.5} | options
    for i, height in enumerate(heights):
        _circle(ax, 0, height, f"$x_{i + 1}$" if inputs is None else f"{inputs[i]:g}", look)
        _arrow(ax, (0, height), (_SUM, 0), BLUE)
        name = f"$w_{i + 1}$" if weights is None else _number(weights[i])
        _label(ax, 0.42 * _SUM, 0.58 * height, name, BLUE)
    below = -2.0
    _circle(ax, _SUM, below, "1", look)
    _arrow(ax, (_SUM, below), (_SUM, 0), ORANGE, linestyle="--")
    _label(ax, _SUM, 0.5 * below, "$b$" if bias is None else _number(bias), ORANGE)
    _circle(ax, _SUM, 0, r"$\Sigma$", look)
    _arrow(ax, (_SUM, 0), (_STEP, 0), BLACK)
    _circle(ax, _STEP, 0, "", look)
    _draw_step(ax, _STEP, 0)
    _arrow(ax, (_STEP, 0), (_OUTPUT, 0), BLACK)
    _circle(ax, _OUTPUT, 0, "0 / 1" if z is None else str(int(z > 0)), look)
    middle = (_SUM + _STEP) / 2
    ax.text(middle, 0.2, "z" if z is None else f"z = {_number(z)}", ha="center", va="bottom")
    top = max(heights[0] + 0.62, 1.1)
    for x, text in (
        (0, "inputs"),
        (0.42 * _SUM, "weights"),
        (_SUM, "sum"),
        (_STEP, "step"),
        (_OUTPUT, "output"),
    ):
        ax.text(x, top, text, ha="center", va="bottom", color=GREY, fontsize=10)
    ax.text(_SUM + 0.55, below, "bias", ha="left", va="center", color=GREY, fontsize=10)
    ax.set(xlim=(-0.7, 7.3), ylim=(min(below, heights[-1]) - 0.55, top + 0.4), aspect="equal")
    return ax


def plot_decision_lines(
    weights, biases, points, targets, *, names=None, limits=(-0.5, 1.5), ax=None, **options
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
        The samples. Those with target 0 are drawn as blue discs, with target 1 as orange squares.
    targets : array, shape (m,) or (m, 1)
        What is to be answered to them, 0 or 1.
    names : list of n str, optional
        What the lines are called in a legend. Without it there is no legend.
    limits : (float, float)
        The range of both axes.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
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
        If weights or biases are not numbers.

    Examples
    --------
    >>> ax = plot_decision_lines(
    ...     [1, 1], -1.5, points=[[1, 1], [1, 0], [0, 1], [0, 0]], targets=[1, 0, 0, 0])
    >>> ax.lines[0].get_xdata().tolist()
    [1.5, 0.0]
    """
    points, targets = check_samples(points, targets, "targets")
    weights, biases = _checked_lines(weights, biases)
    names = _checked_names(names, len(weights))
    limits = check_limits(limits)

    ax = axes_or_new(ax, (3.8, 3.6) if names is None else (6.4, 3.6))
    out_of_view = []
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        color, name = COLORS[(i + 2) % len(COLORS)], None if names is None else names[i]
        ends = _visible_part(w, b, limits)
        if ends is None:
            answer = int(np.mean(limits) * w.sum() + b > 0)
            out_of_view.append(f"{name or 'no line'}: {answer} everywhere")
            continue
        ax.plot(
            *ends.T,
            **(
                {
                    "color": color,
                    "linestyle": _LINE_STYLES[i % 4],
                    "marker": "",
                    "label": name,
                    "zorder": 2,
                }
                | options
            ),
        )
        _draw_side(ax, ends, w, points, limits, color)
    if out_of_view:
        ax.text(
            0.5,
            0.96,
            "\n".join(out_of_view),
            transform=ax.transAxes,
            ha="center",
            va="top",
            fontsize=10,
        )
    draw_samples(ax, points, targets, "target")
    dress_plane(ax, limits)
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
    if first >= last:
        return None
    return foot + np.outer([first, last], along)


def _draw_side(ax, ends, w, points, limits, color):
    """Draw an arrow from the line to the side answered 1, where it is furthest from points."""
    length = 0.09 * (limits[1] - limits[0])
    w = w / np.abs(w).max()
    towards = length * w / np.hypot(*w)
    starts = [ends[0] + part * (ends[1] - ends[0]) for part in (0.5, 0.35, 0.65, 0.2, 0.8)]
    in_view = [
        s for s in starts if np.all((s + 2 * towards > limits[0]) & (s + 2 * towards < limits[1]))
    ]
    room = [np.hypot(*(points - s - towards).T).min() for s in in_view or starts]
    start = (in_view or starts)[int(np.argmax(room))]
    ax.annotate(
        "",
        xy=start + towards,
        xytext=start,
        arrowprops={"arrowstyle": "-|>", "color": color, "shrinkA": 0, "shrinkB": 0},
    )
    ax.annotate(
        "1",
        xy=start + 1.7 * towards,
        color=BLACK,
        ha="center",
        va="center",
        fontsize=11,
        weight="bold",
    )


def _circle(ax, x, y, text, look):
    ax.add_patch(Circle((x, y), 0.46, **({"zorder": 2} | look)))
    ax.text(x, y, text, ha="center", va="center", zorder=3, fontsize=13)


def _arrow(ax, start, end, color, linestyle="-"):
    """Draw an arrow between the edges of two circles."""
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    along = 0.46 * (end - start) / np.hypot(*(end - start))
    ax.annotate(
        "",
        xy=end - along,
        xytext=start + along,
        arrowprops={
            "arrowstyle": "-|>",
            "color": color,
            "linewidth": 1.6,
            "linestyle": linestyle,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def _label(ax, x, y, text, color):
    ax.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        color=color,
        fontsize=12,
        zorder=3,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
    )


def _draw_step(ax, x, y):
    ax.plot(
        [x - 0.27, x, x, x + 0.27],
        [y - 0.18, y - 0.18, y + 0.2, y + 0.2],
        color=BLACK,
        linestyle="-",
        marker="",
        linewidth=2,
        zorder=3,
    )


def _number(value):
    """Write a number as a learner does: 0.30000000000000004 is 0.3, -0.2 has a real minus."""
    return f"{value:.4g}".replace("-", "−")


def _checked_neuron(weights, bias, inputs):
    if inputs is not None and (weights is None or bias is None):
        raise ValueError(
            "inputs came without weights and bias; expected all three, so that the output can be "
            "computed. Leave inputs out to draw the neuron by its names."
        )
    if weights is not None:
        weights = finite_numbers(weights, "weights")
        if weights.ndim != 1 or not 1 <= len(weights) <= _MOST_INPUTS:
            raise ValueError(
                f"weights has shape {weights.shape}; expected (n,), one number for each input, "
                f"with n from 1 to {_MOST_INPUTS}."
            )
    if bias is not None:
        bias = finite_numbers(bias, "bias")
        if bias.size != 1:
            raise ValueError(f"bias has shape {bias.shape}; expected a single number.")
        bias = float(bias.reshape(()))
    if inputs is not None:
        inputs = finite_numbers(inputs, "inputs")
        if inputs.shape != weights.shape:
            raise ValueError(
                f"inputs has shape {inputs.shape}; expected {weights.shape}, one for each weight. "
                "Draw one sample at a time."
            )
    return weights, bias, inputs


def _checked_lines(weights, biases):
    weights, biases = finite_numbers(weights, "weights"), finite_numbers(biases, "biases")
    if weights.ndim not in (1, 2) or weights.shape[-1] != 2 or weights.size == 0:
        raise ValueError(
            f"weights has shape {weights.shape}; expected (n, 2), two weights a neuron, or (2,) "
            "for a single one."
        )
    weights = weights.reshape(-1, 2)
    if biases.size != len(weights):
        raise ValueError(
            f"biases has shape {biases.shape}; expected ({len(weights)},), one for each neuron."
        )
    return weights, biases.reshape(-1)


def _checked_names(names, count):
    if names is None:
        return None
    names = [names] if isinstance(names, str) else list(names)
    if len(names) != count:
        raise ValueError(f"names holds {len(names)} names; expected {count}, one for each line.")
    return names
