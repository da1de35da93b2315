"""Pictures of what a classifier believes."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.arrays import finite_numbers, one_each, real_numbers, whole_number
from helpers.language import _
from helpers.plots._style import BLACK, BLUE, ORANGE, axes_each, figure_or_new, styled
from helpers.plots.digits import as_images

__all__ = ["plot_probabilities"]


def plot_probabilities(
    instances, probabilities, images_per_row=5, *, labels=None, ax=None, **options
):
    """Draw images, and under each the probability of every class as a bar.

    The title says the class the classifier chose and, with `labels`, the true one. The bar of
    the class chosen carries its percentage; where it is not the true one it is orange and
    hatched, and the title is bold. The true class is bold under its bar.

    Parameters
    ----------
    instances : array, list or tensor
        The images, in any form that `plot_digits` takes. They are not changed.
    probabilities : array of float, shape (n, classes)
        One row per image, as `model.predict` returns them: from 0 to 1, each row adding up to 1.
    images_per_row : int
        How many images stand side by side. The last row may be short.
    labels : array or list of int, length n, optional
        The true classes.
    ax : array of matplotlib Axes, shape (n, 2), optional
        For each image the Axes of the picture and that of the bars; without it a new figure is
        made.
    **options
        Handed on to `Axes.bar`, such as `width=0.5`.

    Returns
    -------
    numpy.ndarray of matplotlib Axes, shape (n, 2)
        Column 0 the pictures, column 1 the bars.

    Raises
    ------
    ValueError
        If a shape does not fit, or a row of `probabilities` does not hold probabilities.
    TypeError
        If something is not a number.

    Examples
    --------
    >>> axes = plot_probabilities(np.zeros((2, 28, 28)), [[0.1, 0.9], [0.5, 0.5]], labels=[1, 1])
    >>> axes[0, 0].get_title(), axes[1, 0].get_title()
    ('says 1, is 1', 'says 0, is 1')
    """
    images = as_images(instances)
    hint = _("Hand in what model.predict returned for these images, one row for each.")
    shape = (len(images), _("classes"))
    rows = finite_numbers(probabilities, "probabilities", shape=shape, hint=hint)
    if rows.min() < 0 or not np.allclose(rows.sum(axis=1), 1, atol=1e-3):
        raise ValueError(
            _(
                "probabilities holds rows that are no probabilities; expected numbers from 0 to "
                "1 that add up to 1 in every row. Send a net's scores through softmax first."
            )
        )
    truths = [None] * len(images) if labels is None else _classes(labels, *rows.shape)
    columns = min(whole_number(images_per_row, "images_per_row", 1), len(images))
    ax = _new_axes(len(images), columns) if ax is None else ax
    axes = axes_each(ax, (len(images), 2), _("a picture and bars for each image"))
    for index, (picture, bars) in enumerate(axes):
        choice, truth = int(rows[index].argmax()), truths[index]
        is_wrong = truth not in (None, choice)
        picture.imshow(images[index], cmap="binary", interpolation="nearest")
        words = "" if np.isfinite(images[index]).all() else "nan or inf"
        picture.set(xticks=[], yticks=[], xlabel=words)
        picture.spines[:].set(visible=True, linewidth=0.6)
        title = f"says {choice}" + ("" if truth is None else f", is {truth}")
        look = {"color": ORANGE, "weight": "bold"} if is_wrong else {"color": BLACK}
        picture.set_title(title, fontsize=10, **look)
        _draw_bars(bars, rows[index], choice, truth, options)
        if index % columns == 0:
            bars.set_ylabel("probability", fontsize=9)
        else:
            bars.tick_params(labelleft=False)
        if index + columns >= len(images):
            bars.set_xlabel("class", fontsize=9)
    return axes


def _draw_bars(ax, probabilities, choice, truth, options):
    classes = np.arange(len(probabilities))
    is_wrong = (classes == choice) & (truth not in (None, choice))
    look = {
        "facecolor": np.where(is_wrong, ORANGE, BLUE),
        "hatch": np.where(is_wrong, "////", "").tolist(),
        "edgecolor": "white",
    }
    ax.bar(classes, probabilities, **styled(look, options, Rectangle))
    # Over its bar; at the ends of the row it begins or ends with the bar, to stay off the frame.
    ends = {0: ("left", -0.4), len(classes) - 1: ("right", 0.4)}
    side, shift = ends.get(choice, ("center", 0))
    look = {"xytext": (0, 2), "textcoords": "offset points", "ha": side, "fontsize": 9}
    place = choice + shift, probabilities[choice]
    ax.annotate(percent(probabilities[choice]), place, **look)
    ax.set(ylim=(0, 1.25), yticks=[0, 0.5, 1], xlim=(-1.2, len(classes) + 0.2), xticks=classes)
    ax.tick_params(labelsize=9, length=2)
    if truth is not None:
        ax.get_xticklabels()[truth].set_weight("bold")


def percent(share):
    """A share in per cent; "100%" is said only of the whole."""
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _new_axes(count, columns):
    """Make a figure of `count` pictures with bars beneath; its Axes as an array `(count, 2)`."""
    rows = -(-count // columns)
    size = (max(2.4, min(1.6 * columns, 8)), 2.4 * rows)
    figure = figure_or_new(size)
    grid = figure.subplots(2 * rows, columns, squeeze=False)
    pictures, bars = grid[0::2].ravel(), grid[1::2].ravel()
    for unused in [*pictures[count:], *bars[count:]]:
        figure.delaxes(unused)
    return np.column_stack([pictures[:count], bars[:count]])


def _classes(labels, count, classes):
    hint = _("Take the class, not its one-hot row, for instance with argmax(axis=1).")
    labels = one_each(real_numbers(labels, "labels"), count, "labels", _("image"), hint)
    is_whole = np.issubdtype(labels.dtype, np.integer)
    if not is_whole or labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            _(
                "labels holds {values}; expected whole numbers from 0 to {last}, one of the "
                "classes that probabilities has a column for."
            ).format(values=labels.tolist(), last=classes - 1)
        )
    return labels.tolist()
