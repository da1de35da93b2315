"""Pictures of a small layered net: its units, its weights, and what runs through it."""

import numpy as np
from matplotlib.patches import Circle

from helpers.arrays import finite_numbers
from helpers.plots._style import BLACK, BLUE, GREY, ORANGE, PALE, picture_axes

__all__ = ["plot_net"]

_MOST_UNITS = 16  # in one layer; more are no longer told apart
_MOST_NUMBERS = 24  # weights between two layers that are still written out
_RADIUS, _ACROSS, _DOWN = 0.42, 2.6, 1.3  # of a unit; from layer to layer; from unit to unit
_WIDEST, _NARROWEST = 4.5, 0.8  # lines, in points


def plot_net(params, *, names=None, values=None, ax=None, **options):
    """Draw a layered net: a circle for each unit, a line for each weight, the bias under its unit.

    A positive weight is a solid blue line, a negative one a dashed orange line, a weight of zero a
    thin dotted grey one; the larger the weight, the wider the line. Between layers with few
    weights the numbers are written on the lines.

    Parameters
    ----------
    params : sequence of arrays
        `W1, b1, W2, b2, ...`, as `model.get_weights()` returns them: each weight matrix has shape
        `(units before, units)`, each bias `(units,)` or `(1, units)`. At most 16 units a layer.
        They are not changed.
    names : sequence of sequences of str, optional
        What is written into the units: one list for the inputs, then one for each layer. By
        default x1, x2, ..., h1, h2, ... and y.
    values : sequence of arrays, optional
        What the units put out for one sample: one array for the inputs, then one for each layer,
        each of shape `(units,)` or `(1, units)`. They are written under the names.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, in a size that fits.
    **options
        Handed on to `Axes.plot` for every line, such as `alpha=0.5`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the shapes do not follow on each other, a layer has too many units, a number is not
        finite, or names or values do not fit the layers.
    TypeError
        If params or values are not numbers.

    Examples
    --------
    >>> params = [[[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]]
    >>> ax = plot_net(params, names=[["x1", "x2"], ["OR", "NAND"], ["AND"]])
    >>> len(ax.lines), len(ax.patches)
    (6, 5)
    """
    weights, biases = _checked_params(params)
    sizes = [len(weights[0]), *(w.shape[1] for w in weights)]
    names = _default_names(sizes) if names is None else _checked_names(names, sizes)
    values = None if values is None else _checked_values(values, sizes)

    most = max(sizes)
    ax = picture_axes(ax, (1.1 + 1.9 * len(weights), 0.9 + 0.8 * most))
    places = [
        [(layer * _ACROSS, ((size - 1) / 2 - unit) * _DOWN) for unit in range(size)]
        for layer, size in enumerate(sizes)
    ]
    largest = max(np.abs(w).max() for w in weights) or 1.0
    for layer, w in enumerate(weights):
        _draw_weights(ax, w, places[layer], places[layer + 1], largest, options)
    for layer, column in enumerate(places):
        for unit, place in enumerate(column):
            text = names[layer][unit]
            if values is not None:
                text += f"\n{_number(values[layer][unit])}"
            ax.add_patch(Circle(place, _RADIUS, facecolor=PALE, edgecolor=BLACK, zorder=3))
            ax.text(*place, text, ha="center", va="center", zorder=4, fontsize=10)
            if layer > 0:
                ax.text(
                    place[0],
                    place[1] - _RADIUS - 0.05,
                    f"bias {_number(biases[layer - 1][unit])}",
                    ha="center",
                    va="top",
                    fontsize=9,
                    color=GREY,
                    zorder=4,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8},
                )
    half = (most - 1) / 2 * _DOWN + _RADIUS
    ax.set(
        xlim=(-_RADIUS - 0.15, len(weights) * _ACROSS + _RADIUS + 0.15),
        ylim=(-half - 0.4, half + 0.1),
        aspect="equal",
    )
    return ax


def _draw_weights(ax, w, starts, ends, largest, options):
    """Draw the lines between two layers, and their numbers nearer to the layer with more units."""
    written = w.size <= _MOST_NUMBERS
    part = 0.3 if len(starts) >= len(ends) else 0.7
    for i, start in enumerate(starts):
        for j, end in enumerate(ends):
            ax.plot(*zip(start, end, strict=True), **(_line_look(w[i, j], largest) | options))
            if written:
                ax.text(
                    start[0] + part * (end[0] - start[0]),
                    start[1] + part * (end[1] - start[1]),
                    _number(w[i, j]),
                    ha="center",
                    va="center",
                    fontsize=10,
                    zorder=2.5,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
                )


def _line_look(weight, largest):
    if weight == 0:
        look = {"color": GREY, "linestyle": ":", "linewidth": _NARROWEST}
    else:
        wide = _NARROWEST + (_WIDEST - _NARROWEST) * abs(weight) / largest
        look = {
            "color": BLUE if weight > 0 else ORANGE,
            "linestyle": "-" if weight > 0 else "--",
            "linewidth": wide,
        }
    return look | {"marker": "", "zorder": 1}


def _number(value):
    """Write a number with two decimals at most and a real minus; never as minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.replace("-", "−")


def _default_names(sizes):
    names = []
    for layer, size in enumerate(sizes):
        letter = "x" if layer == 0 else "y" if layer == len(sizes) - 1 else "h"
        alone = letter == "y" and size == 1
        names.append([f"${letter}$" if alone else f"${letter}_{{{i + 1}}}$" for i in range(size)])
    return names


def _row(values, size, name):
    """One number a unit, `(size,)`; a batch of one, `(1, size)`, is taken too."""
    values = finite_numbers(values, name)
    if values.shape not in ((size,), (1, size)):
        raise ValueError(
            f"{name} has shape {values.shape}; expected ({size},), one number for each unit of "
            "its layer. Draw one net and one sample at a time."
        )
    return values.reshape(-1)


def _checked_params(params):
    params = list(params)
    if not params or len(params) % 2:
        raise ValueError(
            f"params holds {len(params)} arrays; expected weights and bias for each layer: "
            "[W1, b1, W2, b2, ...], as model.get_weights() returns them."
        )
    weights, biases, before = [], [], None
    for layer, (w, b) in enumerate(zip(params[::2], params[1::2], strict=True), start=1):
        w = finite_numbers(w, f"W{layer}")
        if w.ndim != 2 or w.size == 0 or before not in (None, len(w)):
            rows = "units before" if before is None else before
            raise ValueError(
                f"W{layer} has shape {w.shape}; expected ({rows}, units). Draw one net at a time, "
                "with a row for each unit of the layer before."
            )
        if max(w.shape) > _MOST_UNITS:
            raise ValueError(
                f"W{layer} has shape {w.shape}; expected at most {_MOST_UNITS} units a layer. "
                "Draw a smaller net, or show the weights of a large one as an image."
            )
        before = w.shape[1]
        weights.append(w)
        biases.append(_row(b, before, f"b{layer}"))
    return weights, biases


def _checked_names(names, sizes):
    names = [list(layer) for layer in names]
    if [len(layer) for layer in names] != sizes:
        raise ValueError(
            f"names holds lists of {[len(layer) for layer in names]} names; expected {sizes}, the "
            "inputs first, then each layer."
        )
    return [[str(name) for name in layer] for layer in names]


def _checked_values(values, sizes):
    values = list(values)
    if len(values) != len(sizes):
        raise ValueError(
            f"values holds {len(values)} arrays; expected {len(sizes)}, the inputs first, then "
            "each layer."
        )
    return [
        _row(v, size, f"values[{layer}]")
        for layer, (v, size) in enumerate(zip(values, sizes, strict=True))
    ]
