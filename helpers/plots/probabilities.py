"""Pictures of what a classifier believes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import cbook
from matplotlib.patches import Rectangle

from helpers.plots._style import BLACK, BLUE, ORANGE
from helpers.plots.digits import as_images, at_least_one

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
    instances : array or list
        The images, in any form that `plot_digits` takes. They are not changed.
    probabilities : array of float, shape (n, classes)
        One row an image, as `model.predict` returns them: from 0 to 1, each row adding up to 1.
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
        If the images are not numbers.

    Examples
    --------
    >>> axes = plot_probabilities(np.zeros((2, 28, 28)), [[0.1, 0.9], [0.5, 0.5]], labels=[1, 1])
    >>> axes[0, 0].get_title(), axes[1, 0].get_title()
    ('says 1, is 1', 'says 0, is 1')
    """
    images = as_images(instances)
    rows = _as_probabilities(probabilities, len(images))
    labels = None if labels is None else _as_labels(labels, *rows.shape)
    columns = min(at_least_one(images_per_row, "images_per_row"), len(images))
    axes = _new_axes(len(images), columns) if ax is None else _given_axes(ax, len(images))
    options = cbook.normalize_kwargs(options, Rectangle)
    for index, (picture, bars) in enumerate(axes):
        choice = int(rows[index].argmax())
        truth = None if labels is None else int(labels[index])
        _draw_picture(picture, images[index], choice, truth)
        _draw_bars(bars, rows[index], choice, truth, options)
        if index % columns == 0:
            bars.set_ylabel("probability", fontsize=9)
        else:
            bars.tick_params(labelleft=False)
        if index + columns >= len(images):
            bars.set_xlabel("class", fontsize=9)
    return axes


def _draw_picture(ax, image, choice, truth):
    ax.imshow(image, cmap="binary", interpolation="nearest")
    ax.set_axis_off()
    wrong = truth is not None and truth != choice
    ax.set_title(
        f"says {choice}" + ("" if truth is None else f", is {truth}"),
        fontsize=10,
        color=ORANGE if wrong else BLACK,
        weight="bold" if wrong else "normal",
    )


def _draw_bars(ax, probabilities, choice, truth, options):
    classes = np.arange(len(probabilities))
    wrong = (classes == choice) & (truth is not None and truth != choice)
    style = {
        "color": [ORANGE if flag else BLUE for flag in wrong],
        "hatch": ["////" if flag else "" for flag in wrong],
        "edgecolor": "white",
    }
    if "facecolor" in options:
        del style["color"]
    ax.bar(classes, probabilities, **(style | options))
    # Over its bar; at the ends of the row it begins or ends with the bar, to stay off the frame.
    ends = {0: ("left", -0.4), len(classes) - 1: ("right", 0.4)}
    side, shift = ends.get(choice, ("center", 0))
    ax.annotate(
        f"{probabilities[choice]:.0%}",
        (choice + shift, probabilities[choice]),
        xytext=(0, 2),
        textcoords="offset points",
        ha=side,
        fontsize=9,
    )
    ax.set(ylim=(0, 1.25), yticks=[0, 0.5, 1], xlim=(-1.2, len(classes) + 0.2), xticks=classes)
    ax.tick_params(labelsize=9, length=2)
    if truth is not None:
        ax.get_xticklabels()[truth].set_weight("bold")


def _new_axes(count, columns):
    """Make a figure of `count` pictures with bars beneath; its Axes as an array `(count, 2)`."""
    rows = -(-count // columns)
    figure, grid = plt.subplots(
        2 * rows,
        columns,
        figsize=(max(2.4, min(1.6 * columns, 8)), 2.4 * rows),
        height_ratios=[1, 1] * rows,
        layout="constrained",
        squeeze=False,
    )
    pictures, bars = grid[0::2].ravel(), grid[1::2].ravel()
    for unused in [*pictures[count:], *bars[count:]]:
        figure.delaxes(unused)
    return np.column_stack([pictures[:count], bars[:count]])


def _given_axes(ax, count):
    axes = np.asarray(ax, dtype=object)
    if axes.size != 2 * count:
        raise ValueError(
            f"ax holds {axes.size} Axes; expected {2 * count}, a picture and bars for each of the "
            f"{count} images. Make them with plt.subplots({count}, 2)."
        )
    return axes.reshape(count, 2)


def _as_probabilities(probabilities, count):
    rows = np.asarray(probabilities, dtype=float)
    if rows.ndim != 2 or len(rows) != count or rows.shape[1] == 0:
        raise ValueError(
            f"probabilities has shape {rows.shape}; expected ({count}, classes), one row for each "
            "image. Hand in what model.predict returned for these images."
        )
    if not (np.all(rows >= 0) and np.allclose(rows.sum(axis=1), 1, atol=1e-3)):
        raise ValueError(
            "probabilities holds rows that are no probabilities; expected numbers from 0 to 1 "
            "that add up to 1 in every row. Send a net's scores through softmax first."
        )
    return rows


def _as_labels(labels, count, classes):
    labels = np.asarray(labels)
    if labels.shape != (count,):
        raise ValueError(
            f"labels has shape {labels.shape}; expected ({count},), one for each image. Take the "
            "class, not its one-hot row, for instance with argmax(axis=1)."
        )
    if not np.issubdtype(labels.dtype, np.integer) or labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            f"labels holds {labels.tolist()}; expected whole numbers from 0 to {classes - 1}, one "
            "of the classes that probabilities has a column for."
        )
    return labels
