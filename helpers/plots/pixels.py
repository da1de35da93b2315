"""Pictures of an image as what it is for a computer: numbers in rows and columns."""

import numpy as np

from helpers.arrays import real_numbers
from helpers.plots._style import BLACK, GREY, axes_or_new

__all__ = ["plot_pixels"]

_LARGEST_SIDE = 40  # beyond it, numbers on a page are too small to read
_POINTS_PER_INCH = 72
_EM_PER_CHARACTER = 0.64  # how wide a digit is in the default font


def plot_pixels(image, *, ax=None, **options):
    """Draw an image with the number of every pixel written in it.

    The ticks count rows and columns from 0, as indices do: row `i`, column `j` is `image[i, j]`.

    Parameters
    ----------
    image : array, shape (height, width)
        One image of at most 40 by 40 pixels, any real dtype. Whole numbers are written as they
        are, others with one decimal. It is not changed.
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
        If `image` is not one image of two axes, is empty, or is too large to write numbers in.
    TypeError
        If `image` does not hold real numbers.

    Examples
    --------
    >>> ax = plot_pixels(np.array([[0, 255], [17, 128]], dtype="uint8"))
    >>> [text.get_text() for text in ax.texts]
    ['0', '255', '17', '128']
    """
    image = _as_image(image)
    height, width = image.shape
    inches = min(0.5, 7.4 / max(height, width))  # a cell; the rest of 8 inches is for the ticks
    is_new = ax is None
    ax = axes_or_new(ax, (inches * width + 0.6, inches * height + 0.6))
    picture = ax.imshow(image, **({"cmap": "binary", "interpolation": "nearest"} | options))

    if not is_new:
        place, figure = ax.get_position(), ax.get_figure(root=True)
        inches = min(
            place.width * figure.get_figwidth() / width,
            place.height * figure.get_figheight() / height,
        )
    points = _POINTS_PER_INCH * inches
    texts = _texts(image)
    longest = max(len(text) for text in texts.flat)
    size = min(12, 0.85 * points / max(1.7, longest * _EM_PER_CHARACTER))
    colors = _text_colors(picture.cmap(picture.norm(image)))
    for (row, column), text in np.ndenumerate(texts):
        ax.text(
            column,
            row,
            text,
            color=colors[row, column],
            ha="center",
            va="center",
            fontsize=size,
            in_layout=False,  # it lies inside the Axes: measuring 784 of them takes seconds
        )

    step = 1 if points > 16 else 5
    ax.set(xticks=range(0, width, step), yticks=range(0, height, step))
    ax.set(xlabel="column", ylabel="row")
    ax.xaxis.set_label_position("top")
    ax.tick_params(length=0, labelsize=9, top=True, labeltop=True, bottom=False, labelbottom=False)
    ax.spines[:].set_visible(True)
    return ax


def _texts(image):
    """Write each pixel as text: an array of str of the image's shape."""
    if np.issubdtype(image.dtype, np.floating):
        written = [f"{value:.1f}" for value in image.flat]
    else:
        written = [str(int(value)) for value in image.flat]
    return np.array(written, dtype=object).reshape(image.shape)


def _text_colors(rgba):
    """Choose text colours `(...)` for grounds `(..., 4)`: grey on white, else what stands out.

    The luminance is WCAG's; black and white are equally legible at 0.179.
    """
    seen = rgba[..., :3] * rgba[..., 3:] + (1 - rgba[..., 3:])  # what is clear shows white
    linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    luminance = linear @ [0.2126, 0.7152, 0.0722]
    return np.select([luminance > 0.995, luminance > 0.179], [GREY, BLACK], "#FFFFFF")


def _as_image(image):
    """Make `image` an array `(height, width)`, or say in an error what is wrong with it."""
    image = real_numbers(image, "image", "numbers, one grey value a pixel")
    if image.ndim != 2:
        raise ValueError(
            f"image has shape {image.shape}; expected one image (height, width). Take one of "
            "several with images[0], one channel with image[:, :, 0], and give a row of pixels "
            "its two axes back with row.reshape(28, 28)."
        )
    if image.size == 0:
        raise ValueError(f"image is empty (shape {image.shape}); expected at least one pixel.")
    if max(image.shape) > _LARGEST_SIDE:
        raise ValueError(
            f"image is {image.shape[0]} by {image.shape[1]} pixels; expected at most "
            f"{_LARGEST_SIDE} by {_LARGEST_SIDE}, or the numbers cannot be read. Crop it first, "
            "for instance image[:28, :28]."
        )
    return image
