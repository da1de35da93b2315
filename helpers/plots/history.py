"""Pictures of how a training went."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers.arrays import named, real_numbers
from helpers.plots._style import BLUE, ORANGE, axes_each, styled

__all__ = ["plot_history"]

_TRAINING = {"color": BLUE, "linestyle": "-", "marker": "o", "label": "training"}
_VALIDATION = {"color": ORANGE, "linestyle": "--", "marker": "s", "label": "validation"}


def plot_history(history, metrics=None, *, ax=None, **options):
    """Draw loss and metrics over the epochs, training beside validation.

    Training is a solid line with dots, validation a dashed one with squares. Epochs are counted
    from 1.

    Parameters
    ----------
    history : keras.callbacks.History or dict of str to sequence of float
        What `model.fit` returns, or its `.history`: one value per epoch under each name;
        `val_...` holds the validation's. It is not changed.
    metrics : str or list of str, optional
        Which to draw, one panel each; by default all, the loss first.
    ax : matplotlib Axes or sequence of them, optional
        One for each panel; without it a new figure is made.
    **options
        Handed on to `Axes.plot` for every line, such as `linewidth=1`.

    Returns
    -------
    numpy.ndarray of matplotlib Axes, shape (panels,)

    Raises
    ------
    TypeError
        If `history` is neither a `History` nor a dict, or holds something else than numbers.
    ValueError
        If there is nothing to draw, a metric is not there, training and validation differ
        in their epochs, or the Axes are too few or too many.

    Examples
    --------
    >>> axes = plot_history({"loss": [0.9, 0.5], "val_loss": [0.8, 0.6]})
    >>> axes[0].get_xlabel(), [line.get_label() for line in axes[0].lines]
    ('epoch', ['training', 'validation'])
    """
    example = '{"loss": [0.9, 0.5]}, or what model.fit returned'
    values = named(getattr(history, "history", history), "history", example)
    panels = {name: _lines(values, name) for name in _wanted(values, metrics)}
    if ax is None:
        count = len(panels)
        size = (min(4 * count, 8) if count < 3 else 2.7 * count, 3.2)
        ax = plt.subplots(1, count, figsize=size, layout="constrained")[1]
    axes = axes_each(ax, (len(panels),), "one for each metric")
    for panel, (name, lines) in zip(axes, panels.items(), strict=True):
        for numbers, style in lines:
            epochs = np.arange(1, len(numbers) + 1)
            panel.plot(epochs, numbers, **styled({"markersize": 4} | style, options, Line2D))
        words = name.removeprefix("val_").replace("_", " ")
        panel.set(title=words[0].upper() + words[1:], xlabel="epoch", ylabel=words)
        panel.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        panel.grid(alpha=0.3)
        panel.legend()
    return axes


def _wanted(values, metrics):
    """The names to draw: those asked for, or all but validation's and the learning rate."""
    names = [name for name in values if not name.startswith("val_") and name != "learning_rate"]
    names.sort(key=lambda name: name != "loss")
    wanted = [metrics] if isinstance(metrics, str) else list(names if metrics is None else metrics)
    if missing := [name for name in wanted if name not in values]:
        raise ValueError(f"history has no {missing}; expected some of {list(values)}.")
    if not wanted:
        raise ValueError(
            "history is empty; expected at least one epoch. Hand in what model.fit returned."
        )
    return wanted


def _lines(values, name):
    """The one or two lines of a panel: the numbers of each, and how it is drawn."""
    if name.startswith("val_"):
        return [(_numbers(values, name), _VALIDATION)]
    lines = [(_numbers(values, name), _TRAINING)]
    if f"val_{name}" in values:
        lines.append((_numbers(values, f"val_{name}"), _VALIDATION))
        epochs, validated = (len(numbers) for numbers, _ in lines)
        if epochs != validated:
            raise ValueError(
                f"history has {epochs} values of {name} but {validated} of val_{name}; expected "
                "equally many, one per epoch. Leave validation_freq out of model.fit."
            )
    return lines


def _numbers(values, name):
    expected = "numbers, one per epoch; turn what was read from a file into float first"
    hint = "Hand in at least one epoch, as model.fit returns them."
    name, numbers = f"history[{name!r}]", values[name]
    return real_numbers(numbers, name, expected, shape=("epochs",), hint=hint)
