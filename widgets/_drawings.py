"""Drawings as strokes: twenty stored ones, and the pen that turns strokes into pixels."""

import json
from pathlib import Path

import numpy as np

from helpers.arrays import real_numbers
from helpers.language import _
from widgets._numbers import as_float, not_as

SIDE = 280  # pixels along each side of the pad: ten times the side of an MNIST image
PEN = 20  # the usual width of the pen, in those pixels

_DRAWINGS = Path(__file__).parent / "drawings.json"


def stored_drawings():
    """Get twenty digits that were drawn for this course, two of each, in varied hands.

    They are what a hand does on the drawing pad, so they do in its place where there is no
    browser. No net was trained on them.

    Returns
    -------
    list of (int, list)
        Twenty pairs: the digit that was meant, and its strokes in the order they were drawn. A
        stroke is a list of points `[x, y]`, where `[0, 0]` is the upper left corner of the pad
        and `[1, 1]` the lower right. The lists are the caller's own.

    Examples
    --------
    >>> digit, strokes = stored_drawings()[-1]
    >>> digit, len(strokes)
    (9, 1)
    """
    stored = json.loads(_DRAWINGS.read_text(encoding="utf-8"))
    return [(drawing["digit"], drawing["strokes"]) for drawing in stored]


def strokes_to_pixels(strokes, *, pen=PEN):
    """Draw strokes with a round pen, as the drawing pad does.

    Parameters
    ----------
    strokes : list of strokes
        A stroke is a list of points `[x, y]`, or an array `(points, 2)`, where `[0, 0]` is the
        upper left corner of the paper and `[1, 1]` the lower right. A single point makes a dot.
        They are not changed.
    pen : float
        The width of the pen in pixels, above 0.

    Returns
    -------
    numpy.ndarray, shape (280, 280), dtype uint8
        255 is ink, 0 is paper; the rim of a stroke is grey.

    Raises
    ------
    ValueError
        If a point lies outside the paper, a stroke has no points, or `pen` is not above 0.
    TypeError
        If strokes or `pen` are not numbers.

    Examples
    --------
    >>> pixels = strokes_to_pixels([[[0.5, 0.1], [0.5, 0.9]]])
    >>> pixels.shape, int(pixels[140, 140]), int(pixels[140, 20])
    ((280, 280), 255, 0)
    """
    radius = as_pen(pen) / 2
    ink = np.zeros((SIDE, SIDE))
    for stroke in as_strokes(strokes):
        points = SIDE * np.array(stroke)
        ends = points[1:] if len(points) > 1 else points
        for start, end in zip(points, ends, strict=False):
            _draw_line(ink, start, end, radius)
    return np.round(255 * ink).astype(np.uint8)


def _draw_line(ink, start, end, radius):
    """Darken in place the pixels within `radius` of the line from `start` to `end`."""
    # Only the pixels near the line are looked at: a long stroke takes milliseconds.
    left, top = np.clip(np.minimum(start, end) - radius - 1, 0, SIDE).astype(int)
    right, bottom = np.clip(np.maximum(start, end) + radius + 2, 0, SIDE).astype(int)
    x = np.arange(left, right) + 0.5 - start[0]  # a pixel is where its middle is
    y = np.arange(top, bottom)[:, np.newaxis] + 0.5 - start[1]
    along = end - start
    # How far along the line its nearest point lies: 0 is its start, 1 its end.
    nearest = np.clip((x * along[0] + y * along[1]) / max(along @ along, 1e-12), 0, 1)
    distance = np.hypot(x - nearest * along[0], y - nearest * along[1])
    window = ink[top:bottom, left:right]
    np.maximum(window, np.clip(radius + 0.5 - distance, 0, 1), out=window)


def as_strokes(strokes):
    """Strokes as plain lists of floats, or an error that says what is wrong with them."""
    return [_as_stroke(index, stroke) for index, stroke in enumerate(strokes)]


def _as_stroke(index, stroke):
    wanted = _("a list of points [x, y], each from 0 to 1")
    try:
        points = np.asarray(stroke, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(
            _("strokes[{index}] holds more than numbers; expected {wanted}.").format(
                index=index, wanted=wanted
            )
        ) from None
    if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
        raise ValueError(
            _(
                "strokes[{index}] has shape {shape}; expected {wanted}. A drawing is a list of "
                "strokes, even if it has only one."
            ).format(index=index, shape=points.shape, wanted=wanted)
        )
    if not (np.all(points >= 0) and np.all(points <= 1)):
        raise ValueError(
            _(
                "strokes[{index}] has coordinates from {low:g} to {high:g}; expected {wanted}: "
                "[0, 0] is the upper left corner. Move or shrink it onto the paper."
            ).format(index=index, low=points.min(), high=points.max(), wanted=wanted)
        )
    return points.tolist()


def as_pen(pen):
    """The width of a pen as a float, or an error."""
    wanted = _("its width in pixels, above 0 and at most {most}. The usual pen is {usual} wide")
    wanted = wanted.format(most=SIDE, usual=PEN)
    width = as_float(pen, pen, "pen", wanted)
    if not 0 < width <= SIDE:
        raise ValueError(not_as(wanted, "pen", pen))
    return width


def as_pixels(image):
    """A square image of any size as the pad's own pixels, or an error that says what is wrong.

    Returns an array `(280, 280)`, uint8; the caller's is not changed.
    """
    image = real_numbers(image, "pixels", _("numbers, one grey value a pixel"))
    if image.ndim != 2 or image.shape[0] != image.shape[1] or image.size == 0:
        raise ValueError(
            _(
                "pixels has shape {shape}; expected a square image of two axes, such as (28, "
                "28) or (280, 280). Take one of several with images[0], and drop an axis of one "
                "channel with image[..., 0]."
            ).format(shape=image.shape)
        )
    if image.dtype == bool:
        image = 255 * image.astype(np.uint8)
    low, high = image.min(), image.max()
    if not (low >= 0 and high <= 255):
        raise ValueError(
            _(
                "pixels holds values from {low:g} to {high:g}; expected grey values from 0, "
                "paper, to 255, ink."
            ).format(low=low, high=high)
        )
    if 0 < high <= 1 and np.issubdtype(image.dtype, np.floating):
        raise ValueError(
            _(
                "pixels holds fractions, at most {high:g}; expected grey values from 0, paper, "
                "to 255, ink. Multiply by 255."
            ).format(high=high)
        )
    shares = _shares(len(image))
    return np.round(shares @ image @ shares.T).astype(np.uint8)


def _shares(side):
    """How much of each of `side` pixels goes into each of the pad's: shape (280, side)."""
    scale = SIDE / side
    first, old = np.arange(SIDE)[:, np.newaxis], np.arange(side)
    overlap = np.minimum(first + 1, (old + 1) * scale) - np.maximum(first, old * scale)
    return np.clip(overlap, 0, None)
