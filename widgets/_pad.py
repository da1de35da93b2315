"""A pad to draw digits on, read by the learner's own net."""

import numpy as np
import traitlets

from helpers.arrays import finite_numbers
from helpers.language import _, in_print
from helpers.plots.probabilities import percent
from widgets._base import Widget, front, shows_errors
from widgets._drawings import PEN, SIDE, as_pen, as_pixels, as_strokes, strokes_to_pixels
from widgets._numbers import not_as

CLASSES = 10
SEEN = 28  # pixels along the side of the image that a net sees
_EMPTY = _("Nothing to read yet: draw a digit.")


class DrawingPad(Widget):
    """Paper, a pen, and ten bars that say what is read; made by `drawing_pad`.

    Attributes
    ----------
    strokes : list of strokes
        What has been drawn. A stroke is a list of points `[x, y]`, where `[0, 0]` is the upper
        left corner of the paper and `[1, 1]` the lower right. Set it to draw from code: arrays
        `(points, 2)` will do as well. It is changed by setting it anew, not in place.
    pen : float
        The width of the pen in pixels, for all strokes.
    pixels : numpy.ndarray, shape (280, 280), dtype uint8
        What lies on the paper: 255 is ink, 0 is paper. Set it to lay a picture of your own on the
        paper, a square one of any size, in place of all strokes. The array one gets cannot be
        written into.
    probabilities : list of float
        What `read` said last: ten numbers, or none where the paper is empty or `read` failed.
    seen : bytes
        What `prepare` made of the pixels, 28 * 28 grey values; empty without it.
    answer : int or None
        The most probable digit.
    sentence : str
        The answer in words: "I read a 7, 93%."
    error : str
        What went wrong in `read`, as it is shown under the pad; empty while all is well.
    """

    _esm = front("pad")
    words = _("The drawing pad. In JupyterLab, run this cell and draw a digit: your net reads it.")
    labels = {
        "pad": _("drawing pad"),
        "keys": _(
            "Keys, on the paper: arrows move the pen (with Shift a little), Space puts it down "
            "and lifts it, Backspace undoes a stroke, Delete clears."
        ),
        "up": _("The pen is up."),
        "down": _("The pen is down."),
        "undone": _("Undone; the pen is up."),
        "clean": _("Clean paper; the pen is up."),
        "paper": _("Paper to draw a digit on; on it: {what}"),
        "stroke": _("{count} stroke"),
        "strokes": _("{count} strokes"),
        "picture": _("a picture, {strokes}"),
        "undo": _("Undo"),
        "clear": _("Clear"),
        "pen": _("Pen width"),
        "seen": _("What the net sees: {size}"),
        "size": _("{side} by {side} pixels"),
        "ink": _("{size}, ink in rows {top} to {bottom}, columns {left} to {right}"),
        "no ink": _("{size}, no ink"),
        "bars": _("Probability of each digit"),
    }

    strokes = traitlets.List().tag(sync=True)
    pen = traitlets.Any(float(PEN)).tag(sync=True)
    # The picture that was set from code, below the strokes; empty for clean paper.
    ground = traitlets.Bytes().tag(sync=True, from_json=lambda value, widget: bytes(value))
    seen = traitlets.Bytes(read_only=True).tag(sync=True)
    probabilities = traitlets.List(traitlets.Float(), read_only=True).tag(sync=True)
    answer = traitlets.Int(None, allow_none=True, read_only=True).tag(sync=True)
    sentence = traitlets.Unicode(_EMPTY, read_only=True).tag(sync=True)

    def __init__(self, read, prepare=None, **traits):
        self._read, self._prepare = read, prepare
        super().__init__(**traits)
        self.set_trait("seen", self._seen_in(self.pixels))

    @property
    def pixels(self):
        """What lies on the paper, as an array that cannot be written into."""
        pixels = strokes_to_pixels(self.strokes, pen=self.pen)
        if self.ground:
            ground = np.frombuffer(self.ground, dtype=np.uint8).reshape(SIDE, SIDE)
            pixels = np.maximum(pixels, ground)
        pixels.setflags(write=False)
        return pixels

    @pixels.setter
    def pixels(self, image):
        ground = as_pixels(image).tobytes()
        with self.hold_trait_notifications():
            self.strokes = []
            self.ground = ground

    @traitlets.validate("strokes")
    def _check_strokes(self, proposal):
        return as_strokes(proposal["value"])

    @traitlets.validate("pen")
    def _check_pen(self, proposal):
        return as_pen(proposal["value"])

    def _seen_in(self, pixels):
        """What `prepare` makes of the pixels, as bytes; it is not asked for clean paper."""
        if not self._prepare:
            return b""
        image = self._prepare(pixels.copy()) if pixels.any() else np.zeros((SEEN, SEEN))
        image = finite_numbers(image, _("what prepare returned"), shape=(SEEN, SEEN))
        return np.round(image.clip(0, 255)).astype(np.uint8).tobytes()

    @traitlets.observe("strokes", "pen", "ground")
    @shows_errors
    def _read_again(self, _change):
        # Held, so that the front gets the answer in one message, and never an old one with a fault.
        with self.hold_sync():
            self.set_trait("seen", b"")
            self.set_trait("probabilities", [])
            self.set_trait("answer", None)
            self.set_trait("sentence", _("This could not be read."))
            pixels = self.pixels
            self.set_trait("seen", self._seen_in(pixels))
            if not pixels.any():
                self.set_trait("sentence", _EMPTY)
                return
            probabilities = _as_probabilities(self._read(pixels.copy()))
            answer = int(probabilities.argmax())
            self.set_trait("probabilities", probabilities.tolist())
            self.set_trait("answer", answer)
            words = (
                _("I read an 8, {percent}.") if answer == 8 else _("I read a {digit}, {percent}.")
            )
            words = words.format(digit=answer, percent=percent(probabilities[answer]))
            self.set_trait("sentence", in_print(words))


def drawing_pad(read, *, prepare=None, pen=PEN):
    """Make a pad to draw digits on, by mouse, pen, finger or keys, and have them read.

    Whenever a stroke ends, `read` is asked, and its ten probabilities are drawn as bars. While
    the paper is empty it is not asked.

    Parameters
    ----------
    read : callable
        Takes the pad's pixels, an array `(280, 280)`, uint8, where 255 is ink and 0 is paper.
        Returns ten probabilities, `(10,)` or `(1, 10)`: from 0 to 1, adding up to 1. If it raises
        an error or returns something else, the pad says so. To feel immediate it should take
        less than 0.2 seconds.
    prepare : callable, optional
        Takes the same pixels and returns the image that the net is given, `(28, 28)`, from 0 to
        255: it is shown beside the paper.
    pen : float
        The width of the pen in pixels at the start; there is a slider for it.

    Returns
    -------
    DrawingPad
        As the last line of a cell it shows itself. From code, set `pad.strokes` or `pad.pixels`
        and look at `pad.answer` and `pad.probabilities`.

    Raises
    ------
    TypeError
        If `read` or `prepare` cannot be called, or `pen` is not a number.
    ValueError
        If `pen` is no width.

    Examples
    --------
    >>> pad = drawing_pad(lambda pixels: np.full(10, 0.1))
    >>> pad.answer is None
    True
    >>> pad.strokes = [[[0.5, 0.2], [0.5, 0.8]]]
    >>> pad.answer, pad.probabilities[:3]
    (0, [0.1, 0.1, 0.1])
    """
    if not callable(read):
        raise TypeError(
            _(
                "read is {read!r}; expected a function that takes the pad's pixels and returns "
                "ten probabilities. Hand in its name without parentheses."
            ).format(read=read)
        )
    if prepare is not None and not callable(prepare):
        raise TypeError(not_as(_("a function that takes the pad's pixels"), "prepare", prepare))
    return DrawingPad(read, prepare, pen=as_pen(pen))


def _as_probabilities(answer):
    """What `read` returned as an array `(10,)`, or an error that says what is wrong with it."""
    wanted = _("{count} probabilities, one for each digit").format(count=CLASSES)
    try:
        numbers = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(
            _("read returned a {kind}; expected {wanted}.").format(
                kind=type(answer).__name__, wanted=wanted
            )
        ) from None
    if numbers.shape not in [(CLASSES,), (1, CLASSES)]:
        raise ValueError(
            _("read returned shape {shape}; expected {wanted}, shape ({count},).").format(
                shape=numbers.shape, wanted=wanted, count=CLASSES
            )
        )
    numbers = numbers.reshape(CLASSES)
    if not (np.all(numbers >= 0) and np.isclose(numbers.sum(), 1, atol=1e-3)):
        raise ValueError(
            _(
                "read returned numbers from {low:g} to {high:g} that add up to {sum:g}; expected "
                "{wanted}: from 0 to 1, adding up to 1. Send a net's scores through softmax first."
            ).format(low=numbers.min(), high=numbers.max(), sum=numbers.sum(), wanted=wanted)
        )
    return numbers
