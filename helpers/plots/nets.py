"""Pictures of a neuron and of a small layered net: their units, weights and biases."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from helpers.arrays import finite_numbers, lists, one_each, plain
from helpers.language import _
from helpers.plots._nodes import draw_arrow, draw_node, write_on_line
from helpers.plots._style import BLACK, GREY, of_sign, picture_axes, short, styled, write

__all__ = ["plot_net", "plot_neuron"]

_MOST_INPUTS = 6
_SUM, _STEP, _OUTPUT = (3.1, 0), (4.9, 0), (6.6, 0)  # of a neuron, from left to right; inputs at 0

_MOST_UNITS = 16  # in one layer; more are no longer told apart
_MOST_WRITTEN = 2  # units of the smaller of two layers whose weights are written out
_RADIUS, _ACROSS, _DOWN = 0.42, 2.6, 1.3  # of a unit; from layer to layer; from unit to unit
_WIDEST, _NARROWEST = 4.5, 0.8  # lines, in points


def plot_neuron(weights=None, bias=None, inputs=None, *, ax=None, **options):
    """Draw a neuron with a step: inputs, weights, bias, their sum z, the step, the output.

    Positive weights and biases are blue, negative ones orange; the bias comes on a dashed arrow.

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
        Where to draw; by default the current ones while empty, or a new figure.
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
    ['$z$ = 0.1']
    """
    if inputs is not None and (weights is None or bias is None):
        raise ValueError(
            _(
                "inputs came without weights and bias; expected all three, so that the output "
                "can be computed. Leave inputs out to draw the neuron by its names."
            )
        )
    if weights is not None:
        weights = finite_numbers(weights, "weights", shape=("n",), most=_MOST_INPUTS)
    if bias is not None:
        bias = one_each(finite_numbers(bias, "bias"), 1, "bias", _("neuron"))[0]
    if inputs is not None:
        hint = _("Draw one sample at a time.")
        inputs = finite_numbers(inputs, "inputs", shape=weights.shape, hint=hint)
    count = 2 if weights is None else len(weights)
    z = None if inputs is None else float(inputs @ weights + bias)

    ax = picture_axes(ax, (6.6, 1.5 + 0.75 * max(count, 2)))
    heights = 1.3 * (np.arange(count)[::-1] - (count - 1) / 2)
    below = (_SUM[0], -2.0)
    parts = {
        _SUM: r"$\Sigma$",
        _STEP: "",
        _OUTPUT: "0 / 1" if z is None else str(int(z > 0)),
        below: "1",
    }
    for i, height in enumerate(heights):
        parts[0, height] = f"$x_{i + 1}$" if inputs is None else plain(inputs[i])
    options = styled({"linewidth": 1.5}, options, Patch)
    nodes = {p: draw_node(ax, p, 0.46, text, options, fontsize=13) for p, text in parts.items()}

    def link(start, end, text=None, part=0.5, number=None, **look):
        color = BLACK if number is None else of_sign(number)
        draw_arrow(ax, start, end, leaves=nodes[start], meets=nodes[end], color=color, **look)
        if text is not None:
            write_on_line(ax, start, end, part, text, fontsize=12, color=color)

    for i, height in enumerate(heights):
        number = None if weights is None else weights[i]
        link((0, height), _SUM, f"$w_{i + 1}$" if number is None else plain(number), 0.42, number)
    link(below, _SUM, "$b$" if bias is None else plain(bias), number=bias, linestyle="--")
    link(_SUM, _STEP)
    link(_STEP, _OUTPUT)
    x, y = _STEP[0] + np.array([-0.27, 0, 0, 0.27]), [-0.18, -0.18, 0.2, 0.2]
    ax.plot(x, y, color=BLACK, linestyle="-", marker="", linewidth=2, zorder=4)
    name = "$z$" if z is None else f"$z$ = {plain(z)}"
    write(ax, (_SUM[0] + _STEP[0]) / 2, 0.2, name, va="bottom")

    top, look = max(heights[0] + 0.62, 1.1), {"color": GREY, "fontsize": 10}
    heads = {"inputs": 0, "weights": 0.42 * _SUM[0], "sum": _SUM[0], "step": _STEP[0]}
    for head, x in (heads | {"output": _OUTPUT[0]}).items():
        write(ax, x, top, head, va="bottom", **look)
    write(ax, below[0] + 0.55, below[1], "bias", ha="left", **look)
    bottom = min(below[1], heights[-1])
    ax.set(xlim=(-0.7, 7.3), ylim=(bottom - 0.55, top + 0.4), aspect="equal")
    return ax


def plot_net(params, *, names=None, ax=None, **options):
    """Draw a layered net: a circle for each unit, a line for each weight, the bias under its unit.

    A positive weight is a solid blue line, a negative one a dashed orange line, a weight of zero a
    thin dotted grey one; the larger the weight, the wider the line. Where one of two layers has
    at most two units, the weights between them are written on the lines.

    Parameters
    ----------
    params : sequence of arrays
        `W1, b1, W2, b2, ...`, as `model.get_weights()` returns them: each weight matrix has shape
        `(units before, units)`, each bias `(units,)` or `(1, units)`. At most 16 units per layer.
        They are not changed.
    names : sequence of sequences of str, optional
        What is written into the units: one list for the inputs, then one for each layer. By
        default x1, x2, ..., h1, h2, ... and y.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure that fits.
    **options
        Handed on to `Axes.plot` for every line, such as `alpha=0.5`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the shapes do not follow on each other, a layer has too many units, a number is not
        finite, or the names do not fit the layers.
    TypeError
        If params are not numbers.

    Examples
    --------
    >>> params = [[[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]]
    >>> ax = plot_net(params, names=[["x1", "x2"], ["OR", "NAND"], ["AND"]])
    >>> len(ax.lines), len(ax.patches)
    (6, 5)
    """
    weights, biases = _layers(params)
    sizes = [len(weights[0]), *(w.shape[1] for w in weights)]
    if names is None:
        names = _default_names(sizes)
    names = lists(names, "names", _('a list of names for each layer, such as [["a", "b"], ["y"]]'))
    if [len(layer) for layer in names] != sizes:
        raise ValueError(
            _(
                "names holds lists of {counts} names; expected {sizes}, the inputs first, then "
                "each layer."
            ).format(counts=[len(layer) for layer in names], sizes=sizes)
        )

    most = max(sizes)
    ax = picture_axes(ax, (1.1 + 1.9 * len(weights), 0.9 + 0.8 * most))
    places = [
        [(layer * _ACROSS, ((size - 1) / 2 - unit) * _DOWN) for unit in range(size)]
        for layer, size in enumerate(sizes)
    ]
    largest = max(np.abs(w).max() for w in weights) or 1.0
    for w, starts, ends in zip(weights, places, places[1:], strict=False):
        part = 0.35 if len(starts) >= len(ends) else 0.65  # nearer to the layer with more units
        for (i, j), weight in np.ndenumerate(w):
            look = {
                "color": of_sign(weight),
                "linestyle": of_sign(weight, "-", "--", ":"),
                "linewidth": _NARROWEST + (_WIDEST - _NARROWEST) * abs(weight) / largest,
                "marker": "",
                "zorder": 1,
            }
            x, y = zip(starts[i], ends[j], strict=True)
            ax.plot(x, y, **styled(look, options, Line2D))
            if min(w.shape) <= _MOST_WRITTEN:
                write_on_line(ax, starts[i], ends[j], part, short(weight), fontsize=10)
    for column, texts, bias in zip(places, names, [None, *biases], strict=True):
        for unit, (x, y) in enumerate(column):
            draw_node(ax, (x, y), _RADIUS, str(texts[unit]), {})
            if bias is not None:
                text = f"bias {short(bias[unit])}"
                ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8}
                look = {"color": GREY, "fontsize": 9, "zorder": 4, "bbox": ground}
                write(ax, x, y - _RADIUS - 0.05, text, va="top", **look)
    half = (most - 1) / 2 * _DOWN + _RADIUS
    ax.set(
        xlim=(-_RADIUS - 0.15, len(weights) * _ACROSS + _RADIUS + 0.15),
        ylim=(-half - 0.4, half + 0.1),
        aspect="equal",
    )
    return ax


def _layers(params):
    """The weights and the biases of each layer, whose shapes follow on each other."""
    params = list(params) if np.iterable(params) else []
    if not params or len(params) % 2:
        raise ValueError(
            _(
                "params holds {count} arrays; expected weights and bias for each layer: "
                "[W1, b1, W2, b2, ...], as model.get_weights() returns them."
            ).format(count=len(params))
        )
    weights, biases, before = [], [], _("units before")
    for layer, (w, b) in enumerate(zip(params[::2], params[1::2], strict=True), start=1):
        hint = _("Draw one small net, with a row of weights for each unit of the layer before.")
        w = finite_numbers(w, f"W{layer}", shape=(before, _("units")), most=_MOST_UNITS, hint=hint)
        before = w.shape[1]
        weights.append(w)
        biases.append(
            one_each(finite_numbers(b, f"b{layer}"), before, f"b{layer}", _("unit"), hint)
        )
    return weights, biases


def _default_names(sizes):
    letters = ["x"] + ["h"] * (len(sizes) - 2) + ["y"]
    names = [[f"${a}_{{{i + 1}}}$" for i in range(n)] for a, n in zip(letters, sizes, strict=True)]
    return names if sizes[-1] > 1 else [*names[:-1], ["$y$"]]
