"""Pictures of how well a classifier does."""

import numpy as np

from helpers.plots._style import BLACK, GREY, PALE, axes_or_new

__all__ = ["plot_confusion"]


def plot_confusion(truth, predictions, *, classes=None, ax=None, **options):
    """Draw a confusion matrix, with its counts, so that the mistakes can be seen.

    A row is a true class, a column a predicted one. The right answers, on the diagonal, are bold
    on grey; the other cells are darker the more samples are in them, measured by the fullest of
    them. A cell without a sample shows a dot.

    Parameters
    ----------
    truth : array, shape (n,)
        The true classes, whole numbers from 0 on. It is not changed.
    predictions : array, shape (n,)
        The predicted classes. It is not changed.
    classes : list of str, optional
        The names of the classes, in order; by default the numbers 0, 1, 2, …
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to `Axes.imshow`, such as `cmap="Blues"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is nothing to count, if truth and predictions are not equally many, if they are
        rows (one-hot labels, probabilities) rather than classes, or if a class has no name.
    TypeError
        If the classes are not whole numbers.

    Examples
    --------
    >>> ax = plot_confusion([0, 0, 1, 2], [0, 1, 1, 2], classes=["cat", "dog", "hen"])
    >>> ax.get_ylabel(), ax.texts[1].get_text()  # one cat was taken for a dog
    ('truth', '1')
    """
    truth, predictions = _as_classes(truth, "truth"), _as_classes(predictions, "predictions")
    if len(truth) != len(predictions):
        raise ValueError(
            f"truth has {len(truth)} samples and predictions {len(predictions)}; expected equally "
            "many, in the same order. Predict exactly the samples whose labels you hand in."
        )
    count = 1 + int(max(truth.max(), predictions.max()))
    names = [str(number) for number in range(count)] if classes is None else list(classes)
    if len(names) < count:
        raise ValueError(
            f"classes holds {len(names)} names, but class {count - 1} occurs; expected at least "
            f"{count} names, one for each class."
        )
    counts = _confusion_matrix(truth, predictions, len(names))
    mistakes = np.ma.masked_array(counts, mask=np.eye(len(names), dtype=bool))
    most = max(1, int(mistakes.max())) if len(names) > 1 else 1

    side = 1.2 + 0.48 * len(names)
    ax = axes_or_new(ax, (min(8, side), min(8, side)))
    ax.set_facecolor(PALE)  # shows through where the diagonal is masked
    ax.imshow(mistakes, **({"cmap": "Oranges", "vmin": 0, "vmax": 1.4 * most} | options))
    for (row, column), number in np.ndenumerate(counts):
        is_right = row == column
        ax.text(
            column,
            row,
            str(number) if number or is_right else "·",
            ha="center",
            va="center",
            fontsize=10,
            weight="bold" if is_right else "normal",
            color=BLACK if number or is_right else GREY,
        )
    ticks = range(len(names))
    ax.set(xticks=ticks, yticks=ticks, xticklabels=names, yticklabels=names)
    ax.set(xlabel="predicted", ylabel="truth")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax


def _confusion_matrix(truth, predictions, count):
    """How many samples of class i were predicted as class j: shape `(count, count)`, int."""
    counts = np.zeros((count, count), dtype=int)
    np.add.at(counts, (truth, predictions), 1)
    return counts


def _as_classes(values, name):
    """`values` as a vector of whole numbers from 0 on, or an error that says what is wrong."""
    values = np.asarray(values)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim != 1:
        raise ValueError(
            f"{name} has shape {values.shape}; expected (n,), one class a sample. Of one-hot rows "
            "or probabilities take argmax(axis=1)."
        )
    if len(values) == 0:
        raise ValueError(f"{name} is empty; expected at least one sample.")
    if not np.issubdtype(values.dtype, np.integer):
        raise TypeError(
            f"{name} has dtype {values.dtype}; expected whole numbers, the classes 0, 1, 2, … "
            "Convert them with astype(int)."
        )
    if values.min() < 0:
        raise ValueError(
            f"{name} holds {values.min()}; expected classes counted from 0. Renumber them."
        )
    return values
