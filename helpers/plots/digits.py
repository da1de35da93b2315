"""Pictures of digits."""

import operator

import numpy as np

from helpers.arrays import real_numbers
from helpers.plots._style import BLACK, ORANGE, picture_axes

__all__ = ["plot_digits"]


def plot_digits(instances, images_per_row=10, *, labels=None, predictions=None, ax=None, **options):
    """Draw images in rows, as one picture.

    Parameters
    ----------
    instances : array or list
        The images: shape `(n, side, side)`, `(n, side * side)` or `(n, side, side, 1)`, or a
        list of such images; any real dtype. They are not changed.
    images_per_row : int
        How many images stand side by side. The last row may be short.
    labels, predictions : array or list of length n, optional
        Written above each image. Where both are given and differ, the title reads `4≠9`
        (predicted 4, in truth 9), in bold.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, in a size that fits.
    **options
        Handed on to `Axes.imshow`, such as `cmap="gray"`. By default ink is dark on white.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no image, if the images are not square or differ in size, or if labels and
        images are not equally many.
    TypeError
        If the images are not numbers.

    Notes
    -----
    The name and the signature are those of a well-known function in Aurélien Géron's *Hands-On
    Machine Learning*; this one takes arrays too, and never touches what it is given.

    Examples
    --------
    >>> ax = plot_digits(np.zeros((25, 28, 28)), images_per_row=5)
    >>> ax.images[0].get_array().shape[0] > 5 * 28
    True
    """
    images = as_images(instances)
    columns = min(at_least_one(images_per_row, "images_per_row"), len(images))
    titles = _titles(len(images), labels, predictions)
    rows = -(-len(images) // columns)
    side = images.shape[1]
    gap = max(1, side // 14)
    band = round(side * 0.5) if titles else 0  # room above each image for its title

    mosaic = _mosaic(images, rows, columns, gap, band)
    inches = min(0.75, 8 / columns)
    ax = picture_axes(
        ax, (inches * columns, inches * rows * mosaic.shape[0] / rows / (mosaic.shape[1] / columns))
    )
    ax.imshow(mosaic, **({"cmap": "binary", "interpolation": "nearest"} | options))
    for index, (text, is_wrong) in enumerate(titles):
        row, column = divmod(index, columns)
        ax.text(
            column * (side + gap) + side / 2,
            row * (side + gap + band) + band / 2,
            text,
            ha="center",
            va="center",
            fontsize=max(5, 17 * inches),
            color=ORANGE if is_wrong else BLACK,
            weight="bold" if is_wrong else "normal",
        )
    return ax


def _mosaic(images, rows, columns, gap, band):
    """One array with all images in it; what is not covered by an image is paper."""
    side = images.shape[1]
    height, width = rows * (side + gap + band) - gap, columns * (side + gap) - gap
    # nan is drawn in no colour at all, whatever the colour map; whole numbers have none.
    paper = np.nan if np.issubdtype(images.dtype, np.floating) else images.min()
    mosaic = np.full((height, width), paper, dtype=images.dtype)
    for index, image in enumerate(images):
        row, column = divmod(index, columns)
        top, left = row * (side + gap + band) + band, column * (side + gap)
        mosaic[top : top + side, left : left + side] = image
    return mosaic


def _titles(count, labels, predictions):
    """For each image its title and whether a prediction was wrong; empty without either."""
    given = {"labels": labels, "predictions": predictions}
    for name, values in given.items():
        if values is not None:
            given[name] = values = np.asarray(values)
            if values.shape != (count,):
                raise ValueError(
                    f"{name} has shape {values.shape}; expected ({count},), one for each image. "
                    "Take the class, not its one-hot row, for instance with argmax(axis=1)."
                )
    labels, predictions = given.values()
    if labels is None and predictions is None:
        return []
    if labels is None or predictions is None:
        return [(str(value), False) for value in (labels if predictions is None else predictions)]
    return [
        (str(guess) if guess == truth else f"{guess}≠{truth}", bool(guess != truth))
        for guess, truth in zip(predictions, labels, strict=True)
    ]


def as_images(instances):
    """`instances` as an array `(n, side, side)`, or an error that says what is wrong with them."""
    try:
        images = np.asarray(instances)
    except ValueError:  # NumPy's word for a ragged list
        shapes = sorted({np.shape(image) for image in instances})
        raise ValueError(
            f"instances holds images of different shapes: {shapes}; expected one size. Crop or "
            "pad them first, or draw each size in a picture of its own."
        ) from None
    if images.size == 0:
        raise ValueError(
            f"instances is empty (shape {images.shape}); expected at least one image, as an "
            "array (n, 28, 28), (n, 784) or (n, 28, 28, 1), or a list of images."
        )
    images = real_numbers(images, "instances", "numbers, one grey value a pixel")
    if images.ndim == 4 and images.shape[3] == 1:
        images = images[..., 0]
    if images.ndim == 2:
        side = int(np.sqrt(images.shape[1]))
        if side * side != images.shape[1]:
            raise ValueError(
                f"instances has shape {images.shape}: rows of {images.shape[1]} values, which is "
                "no square. Expected rows such as 784 = 28 * 28. For a single image write "
                "image[np.newaxis]."
            )
        images = images.reshape(len(images), side, side)
    if images.ndim != 3:
        raise ValueError(
            f"instances has shape {images.shape}; expected (n, 28, 28), (n, 784) or "
            "(n, 28, 28, 1). For a single image write image[np.newaxis]; draw one channel at a "
            "time."
        )
    if images.shape[1] != images.shape[2]:
        raise ValueError(
            f"instances has images of {images.shape[1]} by {images.shape[2]} pixels; expected "
            "square ones, such as 28 by 28. Crop or pad them first."
        )
    return images


def at_least_one(value, name):
    try:
        number = operator.index(value)
    except TypeError:
        number = 0
    if number < 1:
        raise ValueError(f"{name} is {value!r}; expected a whole number of at least 1.")
    return number
