"""Pictures of digits, and of other small square images."""

import math

import numpy as np
from matplotlib.collections import PolyCollection

from helpers.arrays import one_each, real_numbers, whole_number
from helpers.language import _
from helpers.plots._style import BLACK, EDGE, ORANGE, SIGNED, picture_axes, write

__all__ = ["plot_digits"]


def plot_digits(instances, images_per_row=10, *, labels=None, predictions=None, ax=None, **options):
    """Draw images in rows, as one picture.

    Parameters
    ----------
    instances : array, list or tensor
        The images: shape `(n, side, side)`, `(n, side * side)` or `(n, side, side, 1)`, or a
        list of such images; any real dtype. They are not changed.
    images_per_row : int
        How many images stand side by side. The last row may be short.
    labels, predictions : array or list of length n, optional
        Written above each image. Where both are given and differ, the title reads `4≠9`
        (predicted 4, in truth 9), in bold; "5" and 5 are the same.
    ax : matplotlib Axes, optional
        Where to draw; by default the current ones while empty, or a new figure that fits.
    **options
        Handed on to `Axes.imshow`, such as `cmap="gray"`. By default ink is dark on white; where
        there are negative numbers, positive ones are blue, negative ones orange, and the 2 in 100
        that are largest in size as dark as they can be. An image with nan or inf says so.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no image, if the images are not square or differ in size, if labels and images
        are not equally many, or if labels are names and predictions numbers.
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
    count, side = images.shape[:2]
    columns = min(whole_number(images_per_row, "images_per_row", 1), count)
    titles = _titles(count, labels, predictions)

    gap, band = max(1, side // 14), side // 2 if titles else 0  # above each image is its title
    rows, places = -(-count // columns), np.arange(count)
    tops = places // columns * (side + gap + band) + band
    lefts = places % columns * (side + gap)
    size = rows * (side + gap + band) - gap, columns * (side + gap) - gap
    mosaic = np.full(size, np.nan)  # which is drawn in no colour at all, whatever the colour map
    for image, top, left in zip(images, tops, lefts, strict=True):
        mosaic[top : top + side, left : left + side] = image

    inches = min(0.75, 8 / columns)
    ax = picture_axes(ax, (inches * columns, inches * columns * size[0] / size[1]))
    look = {"cmap": "binary"}
    is_known = np.isfinite(images)
    if (images[is_known] < 0).any():
        sizes = np.abs(images[is_known])
        darkest = np.quantile(sizes, 0.98) or sizes.max()
        look = {"cmap": SIGNED, "vmin": -darkest, "vmax": darkest}
    ax.imshow(mosaic, **({"interpolation": "nearest"} | look | options))
    corners = np.stack([lefts, tops], axis=1)[:, np.newaxis] - 0.5
    frames = corners + side * np.array([[0, 0], [0, 1], [1, 1], [1, 0]])
    look = {"facecolor": "none", "edgecolor": EDGE, "linewidth": 0.6, "clip_on": False}
    ax.add_collection(PolyCollection(frames, **look))
    for k in np.flatnonzero(~is_known.all(axis=(1, 2))):
        look = {"fontsize": 8, "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.5}}
        write(ax, lefts[k] + side / 2, tops[k] + side / 2, "nan\nor inf", **look)
    for (text, color, weight), top, left in zip(titles, tops, lefts, strict=False):
        look = {"color": color, "weight": weight, "fontsize": max(8, 17 * inches)}
        write(ax, left + side / 2, top - band / 2, text, **look)
    return ax


def _titles(count, labels, predictions):
    """For each image its title, and in which colour and weight; none without both lists."""
    hint = _("Take the class, not its one-hot row, for instance with argmax(axis=1).")
    given = [
        one_each(values, count, name, _("image"), hint)
        for name, values in (("labels", labels), ("predictions", predictions))
        if values is not None
    ]
    kinds = [{type(_class(value)) for value in values} for values in given]
    if len(given) == 2 and kinds[0].isdisjoint(kinds[1]):
        raise ValueError(
            _(
                "labels holds {label}, predictions {prediction}; expected numbers in both, or "
                "names in both. Turn the one into the other."
            ).format(label=given[0][0], prediction=given[1][0])
        )
    return [
        (str(pair[-1]), BLACK, "normal")
        if len(set(map(_class, pair))) == 1
        else (f"{pair[1]}≠{pair[0]}", ORANGE, "bold")
        for pair in zip(*given, strict=True)
    ]


def _class(value):
    """A class as it is compared with another: "5", 5 and 5.0 are the same."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def as_images(instances):
    """`instances` as an array `(n, side, side)`, or an error that says what is wrong with them."""
    images = given = real_numbers(instances, "instances", _("numbers, one grey value per pixel"))
    if images.ndim == 4 and images.shape[3] == 1:
        images = images[..., 0]
    if images.ndim == 2 and images.size and math.isqrt(images.shape[1]) ** 2 == images.shape[1]:
        images = images.reshape(len(images), math.isqrt(images.shape[1]), -1)
    if images.ndim != 3 or images.shape[1] != images.shape[2] or images.size == 0:
        raise ValueError(
            _(
                "instances has shape {shape}; expected at least one image, all square: "
                "(n, 28, 28), (n, 784) or (n, 28, 28, 1). Of a single image make "
                "image[np.newaxis]; crop one that is not square; draw one channel at a time."
            ).format(shape=given.shape)
        )
    return images
