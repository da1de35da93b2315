"""Pictures of how a training went."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from helpers.arrays import named, real_numbers
from helpers.language import _
from helpers.plots._style import BLUE, ORANGE, axes_each, axes_or_new, figure_or_new, styled

__all__ = ["plot_history"]

_TRAINING = {"color": BLUE, "linestyle": "-", "marker": "o", "label": "training"}
# The callbacks' own columns, and how pandas calls one that only counts the rows.
_NO_MEASURES = ("epoch", "learning_rate", "lr", "Unnamed: 0", "index", "")
_VALIDATION = {"color": ORANGE, "linestyle": "--", "marker": "s", "label": "validation"}


def plot_history(history, metrics=None, *, ax=None, **options):
    """Draw loss and metrics over the epochs, training beside validation.

    Training is a solid line with dots, validation a dashed one with squares. Epochs are counted
    from 1. Where a value is nan or inf, the legend says so.

    Parameters
    ----------
    history : keras.callbacks.History or dict of str to sequence of float
        What `model.fit` returns, or its `.history`: one value per epoch under each name;
        `val_...` holds the validation's. Or what `np.load` gives of one, or a table with such
        columns, as pandas and `np.genfromtxt(file, delimiter=",", names=True)` read them. It is
        not changed.
    metrics : str or list of str, optional
        Which to draw, one panel each; by default all that have one number per epoch, the loss
        first. The others are named in a printed line.
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
    values = _columns(history)
    panels = {name: _lines(values, name) for name in _wanted(values, metrics)}
    if ax is None:
        count = len(panels)
        size = (min(4 * count, 8) if count < 3 else 2.7 * count, 3.2)
        ax = axes_or_new(ax, size) if count == 1 else figure_or_new(size).subplots(1, count)
    axes = axes_each(ax, (len(panels),), _("one for each metric"))
    for panel, (name, lines) in zip(axes, panels.items(), strict=True):
        for numbers, style in lines:
            epochs = np.arange(1, len(numbers) + 1)
            if broken := np.count_nonzero(~np.isfinite(numbers)):
                words = f"{style['label']} ({broken} of {len(numbers)} nan or inf)"
                style = style | {"label": words}
            panel.plot(epochs, numbers, **styled({"markersize": 4} | style, options, Line2D))
        words = name.removeprefix("val_").replace("_", " ")
        panel.set(title=words[0].upper() + words[1:], xlabel="epoch", ylabel=words)
        panel.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        panel.grid(alpha=0.3)
        panel.legend()
    return axes


def _columns(history):
    """What is handed in as a dict of columns."""
    values = getattr(history, "history", history)
    if isinstance(values, np.ndarray) and values.shape == () and values.dtype == object:
        values = values.item()  # a dict that np.save has kept
    if fields := getattr(getattr(values, "dtype", None), "names", None):  # of a table of NumPy's
        values = {name: np.atleast_1d(values[name]) for name in fields}
    elif hasattr(values, "keys"):
        values = {str(name): values[name] for name in values}
    return named(values, "history", _('{"loss": [0.9, 0.5]}, or what model.fit returned'))


def _wanted(values, metrics):
    """The names to draw: those asked for, or all measures of training with a number per epoch."""
    names = [name for name in values if not name.startswith("val_") and name not in _NO_MEASURES]
    names.sort(key=lambda name: name != "loss")
    if metrics is None:
        rows = {name: np.asarray(values[name]) for name in names}
        metrics = [n for n, row in rows.items() if row.ndim == 1 and row.dtype != object] or names
        if apart := [name for name in names if name not in metrics]:
            print(
                _("Not drawn, because it is not a number per epoch: {names}.").format(
                    names=", ".join(apart)
                )
            )
    wanted = [metrics] if isinstance(metrics, str) else list(metrics)
    if missing := [name for name in wanted if name not in values]:
        raise ValueError(
            _("history has no {missing}; expected some of {names}.").format(
                missing=missing, names=list(values)
            )
        )
    if not wanted:
        raise ValueError(
            _("history is empty; expected at least one epoch. Hand in what model.fit returned.")
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
                _(
                    "history has {epochs} values of {name} but {validated} of val_{name}; "
                    "expected equally many, one per epoch. Leave validation_freq out of "
                    "model.fit."
                ).format(epochs=epochs, name=name, validated=validated)
            )
    return lines


def _numbers(values, name):
    expected = _("numbers, one per epoch; turn what was read from a file into float first")
    hint = _("Hand in at least one epoch, as model.fit returns them, and one number for each.")
    name, numbers = f"history[{name!r}]", values[name]
    return real_numbers(numbers, name, expected, shape=(_("epochs"),), hint=hint)
