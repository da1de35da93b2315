"""The drawing pad, driven from code: what it hands over, what it says, what it refuses."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import widgets
from widgets import drawing_pad, stored_drawings, strokes_to_pixels

LINE = [[0.25, 0.5], [0.75, 0.5]]
SEVEN = np.eye(10)[7]


def says_seven(pixels):
    return SEVEN


class Reader:
    """A `read` that keeps what it is asked, and answers as it is told."""

    def __init__(self, answer=SEVEN):
        """Keep the answer."""
        self.answer = answer
        self.asked = []

    def __call__(self, pixels):
        """Answer, or raise what is to be raised."""
        self.asked.append(pixels)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def from_browser(pad, **state):
    """Do what a message from the browser does."""
    pad.set_state(state)


# Strokes become pixels.


def test_a_line_is_as_wide_as_the_pen_and_has_round_ends():
    pixels = strokes_to_pixels([LINE], pen=20)
    assert pixels.shape == (280, 280)
    assert pixels.dtype == np.uint8
    ink = pixels / 255
    assert ink[:, 140].sum() == pytest.approx(20, abs=0.1)  # its width
    assert ink[140].sum() == pytest.approx(140 + 20, abs=0.2)  # its length, and half a pen each end
    assert ink.sum() == pytest.approx(140 * 20 + np.pi * 10**2, rel=0.005)
    assert ink[131, 61] == 0  # the corner that square ends would have


def test_x_goes_to_the_right_and_y_goes_down():
    pixels = strokes_to_pixels([[[0.75, 0.25]]])
    assert pixels[70, 210] == 255
    assert pixels[210, 70] == 0


def test_a_single_point_makes_a_dot():
    assert strokes_to_pixels([[[0.5, 0.5]]], pen=30).sum() / 255 == pytest.approx(
        np.pi * 15**2, rel=0.005
    )


def test_the_rim_of_a_slanted_line_is_grey():
    pixels = strokes_to_pixels([[[0.2, 0.3], [0.8, 0.7]]])
    assert ((pixels > 0) & (pixels < 255)).sum() > 300


def test_strokes_that_cross_are_no_darker_than_ink():
    twice = strokes_to_pixels([LINE, LINE])
    assert np.array_equal(twice, strokes_to_pixels([LINE]))


def test_the_order_and_the_direction_of_strokes_make_no_difference():
    cross = [LINE, [[0.5, 0.2], [0.6, 0.8]]]
    back = [stroke[::-1] for stroke in cross[::-1]]
    difference = strokes_to_pixels(cross).astype(int) - strokes_to_pixels(back)
    assert np.abs(difference).max() <= 1


def test_a_stroke_may_touch_the_edges():
    pixels = strokes_to_pixels([[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]], pen=20)
    assert (pixels[0] == 255).all()
    assert pixels[:, :10].mean() > 250
    assert (pixels[20:-20, 20:-20] == 0).all()


def test_no_strokes_are_clean_paper():
    assert not strokes_to_pixels([]).any()


def test_arrays_and_tuples_do_as_well_and_stay_as_they_are():
    strokes = [np.array(LINE), tuple(map(tuple, LINE))]
    before = [np.array(stroke) for stroke in strokes]
    assert np.array_equal(strokes_to_pixels(strokes), strokes_to_pixels([LINE]))
    assert all(np.array_equal(old, new) for old, new in zip(before, strokes, strict=True))


BAD_STROKES = [
    (LINE, ValueError, "a list of strokes, even if it has only one"),
    ([[]], ValueError, r"strokes\[0\] has shape \(0,\)"),
    ([LINE, [[0.5, 1.2]]], ValueError, r"strokes\[1\] .* from 0.5 to 1.2"),
    ([[[0.5, -0.1]]], ValueError, "from -0.1 to 0.5"),
    ([[[0.5, np.nan]]], ValueError, "each from 0 to 1"),
    ([[[0.1, 0.2], [0.3]]], TypeError, "more than numbers"),
    (["ab"], TypeError, "more than numbers"),
]


@pytest.mark.parametrize(("strokes", "error", "words"), BAD_STROKES)
def test_bad_strokes_are_named(strokes, error, words):
    with pytest.raises(error, match=words):
        strokes_to_pixels(strokes)
    pad = drawing_pad(says_seven)
    pad.strokes = [LINE]
    with pytest.raises(error, match=words):
        pad.strokes = strokes
    assert pad.strokes == [LINE]


@pytest.mark.parametrize(
    ("pen", "error"),
    [(0, ValueError), (-3, ValueError), (281, ValueError), (np.nan, ValueError), ("20", TypeError)],
)
def test_a_bad_pen_is_named(pen, error):
    with pytest.raises(error, match="expected its width in pixels"):
        strokes_to_pixels([LINE], pen=pen)
    with pytest.raises(error, match="expected its width in pixels"):
        drawing_pad(says_seven, pen=pen)


# The stored drawings.


def test_there_are_two_drawings_of_each_digit_and_no_two_are_alike():
    drawings = stored_drawings()
    assert Counter(digit for digit, _ in drawings) == dict.fromkeys(range(10), 2)
    papers = {strokes_to_pixels(strokes).tobytes() for _, strokes in drawings}
    assert len(papers) == 20


def test_the_drawings_differ_in_size_and_place():
    ends = [np.concatenate([np.array(s) for s in strokes]) for _, strokes in stored_drawings()]
    heights = [points[:, 1].max() - points[:, 1].min() for points in ends]
    middles = np.array([(points.max(axis=0) + points.min(axis=0)) / 2 for points in ends])
    assert max(heights) > 1.7 * min(heights)
    assert np.all(np.ptp(middles, axis=0) > 0.3)


def test_the_drawings_are_the_callers_own_and_small():
    stored_drawings()[0][1].clear()
    assert stored_drawings()[0][1]
    file = Path(widgets.__file__).parent / "drawings.json"
    assert file.stat().st_size < 40_000


# The pad.


def test_empty_paper_is_not_read():
    read = Reader()
    pad = drawing_pad(read)
    pad.strokes = []
    pad.pixels = np.zeros((28, 28))
    assert read.asked == []
    assert (pad.answer, pad.probabilities, pad.error) == (None, [], "")
    assert pad.sentence == "Nothing to read yet: draw a digit."


def test_a_drawing_is_read():
    read = Reader([0.01, 0, 0, 0, 0, 0, 0.06, 0.93, 0, 0])
    pad = drawing_pad(read)
    pad.strokes = [LINE]
    assert len(read.asked) == 1
    assert read.asked[0].shape == (280, 280)
    assert np.array_equal(read.asked[0], strokes_to_pixels([LINE]))
    assert pad.answer == 7
    assert pad.probabilities == read.answer
    assert pad.sentence == "I read a 7, 93%."
    pad.strokes = []
    assert (pad.answer, pad.probabilities) == (None, [])


def test_an_eight_has_its_article():
    pad = drawing_pad(Reader(np.eye(10)[[8]].astype("float32")))
    pad.strokes = [LINE]
    assert pad.sentence == "I read an 8, 100%."


def test_a_drawing_from_the_browser_is_read_as_one_from_code():
    read = Reader()
    pad = drawing_pad(read)
    from_browser(pad, strokes=[[[0, 1], [0.5, 0.5]]])  # JSON knows no difference of 1 and 1.0
    assert pad.answer == 7
    assert np.array_equal(read.asked[0], strokes_to_pixels([[[0, 1], [0.5, 0.5]]]))
    assert pad.strokes == [[[0.0, 1.0], [0.5, 0.5]]]


def test_the_browser_takes_a_picture_away():
    pad = drawing_pad(says_seven)
    pad.pixels = np.full((28, 28), 200)
    from_browser(pad, ground=memoryview(b""))
    assert not pad.pixels.any()
    assert pad.answer is None


def test_a_drawing_is_told_to_the_browser_in_one_message(monkeypatch):
    pad = drawing_pad(Reader())
    sent = []
    monkeypatch.setattr(pad, "send_state", lambda key=None: sent.append(set(key)))
    pad.strokes = [LINE]
    assert {"probabilities", "answer", "sentence"} in sent
    assert sum("answer" in keys for keys in sent) == 1


def test_the_pen_redraws_and_reads_again():
    read = Reader()
    pad = drawing_pad(read, pen=10)
    pad.strokes = [LINE]
    from_browser(pad, pen=40)
    thin, thick = read.asked
    assert thick.sum() > 3 * thin.sum()
    assert np.array_equal(thick, strokes_to_pixels([LINE], pen=40))


def test_what_read_does_to_its_pixels_stays_with_it():
    def read(pixels):
        pixels[:] = 0
        return SEVEN

    pad = drawing_pad(read)
    pad.strokes = [LINE]
    assert np.array_equal(pad.pixels, strokes_to_pixels([LINE]))


def test_its_pixels_cannot_be_written_into_unnoticed():
    pad = drawing_pad(says_seven)
    with pytest.raises(ValueError, match="read-only"):
        pad.pixels[0, 0] = 255


@pytest.mark.parametrize("side", [1, 7, 28, 100, 280, 300, 560])
def test_pixels_of_any_size_are_laid_on_the_paper(side):
    image = np.zeros((side, side), dtype=np.uint8)
    image[: (side + 1) // 2] = 200
    before = image.copy()
    read = Reader()
    pad = drawing_pad(read)
    pad.strokes = [LINE]
    pad.pixels = image
    assert pad.strokes == []
    assert pad.pixels.shape == (280, 280)
    assert pad.pixels.mean() == pytest.approx(image.mean(), abs=0.5)
    assert (pad.pixels[:130] == 200).all()
    assert pad.answer == 7
    assert np.array_equal(read.asked[-1], pad.pixels)
    assert np.array_equal(image, before)


def test_pixels_of_the_pads_own_size_stay_as_they_are():
    image = np.random.default_rng(0).integers(0, 256, (280, 280), dtype=np.uint8)
    pad = drawing_pad(says_seven)
    pad.pixels = image
    assert np.array_equal(pad.pixels, image)
    assert pad.ground == image.tobytes()  # what the browser draws


def test_an_mnist_image_grows_tenfold():
    image = np.random.default_rng(0).integers(0, 256, (28, 28))
    pad = drawing_pad(says_seven)
    pad.pixels = image
    assert np.array_equal(pad.pixels, image.repeat(10, axis=0).repeat(10, axis=1))
    pad.pixels = image > 100
    assert np.array_equal(np.unique(pad.pixels), [0, 255])


def test_strokes_are_drawn_on_top_of_a_picture():
    pad = drawing_pad(says_seven)
    pad.pixels = np.full((28, 28), 100)
    pad.strokes = [LINE]
    assert set(np.unique(pad.pixels[140])) >= {100, 255}
    assert pad.pixels.min() == 100


@pytest.mark.parametrize(
    ("image", "error", "words"),
    [
        (np.zeros((28, 27)), ValueError, r"shape \(28, 27\); expected a square"),
        (np.zeros((2, 28, 28)), ValueError, r"images\[0\]"),
        (np.zeros((0, 0)), ValueError, "square"),
        (np.full((28, 28), 256), ValueError, "from 256 to 256; expected grey values from 0"),
        (np.full((28, 28), -1.0), ValueError, "grey values"),
        (np.full((28, 28), np.nan), ValueError, "grey values"),
        (np.full((28, 28), 0.7), ValueError, "Multiply by 255"),
        (np.full((28, 28), 1j), TypeError, "complex"),
        (np.full((28, 28), "a"), TypeError, "expected numbers"),
        ([[1, 2], [3]], ValueError, "rows of different lengths"),
    ],
)
def test_bad_pixels_are_named_and_change_nothing(image, error, words):
    pad = drawing_pad(says_seven)
    pad.strokes = [LINE]
    with pytest.raises(error, match=words):
        pad.pixels = image
    assert pad.strokes == [LINE]
    assert pad.answer == 7


def test_an_error_in_read_is_shown_and_raised_and_goes_away():
    read = Reader(KeyError("no net"))
    pad = drawing_pad(read)
    with pytest.raises(KeyError, match="no net"):
        pad.strokes = [LINE]
    assert pad.error == "KeyError: 'no net'"
    assert pad.sentence == "This could not be read."
    read.answer = SEVEN
    pad.strokes = [LINE, LINE]
    assert (pad.error, pad.answer) == ("", 7)


def test_after_an_error_no_old_answer_is_left():
    read = Reader()
    pad = drawing_pad(read)
    pad.strokes = [LINE]
    read.answer = RuntimeError("gone")
    with pytest.raises(RuntimeError):
        pad.strokes = [LINE, LINE]
    assert (pad.answer, pad.probabilities) == (None, [])
    pad.strokes = []
    assert pad.error == ""


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (None, ValueError, r"shape \(\)"),
        (7, ValueError, r"shape \(\); expected 10 probabilities"),
        (np.full(9, 1 / 9), ValueError, r"shape \(9,\)"),
        (np.full((28, 10), 0.1), ValueError, r"shape \(28, 10\)"),
        (np.arange(10.0), ValueError, "add up to 45; .* softmax"),
        (np.array([2.0, -1.0] + 8 * [0.0]), ValueError, "from -1 to 2"),
        (np.full(10, np.nan), ValueError, "add up to nan"),
        ("seven", TypeError, "read returned a str"),
        ([[1], [2, 3]], TypeError, "read returned a list"),
    ],
)
def test_what_is_not_ten_probabilities_is_said(answer, error, words):
    pad = drawing_pad(Reader(answer))
    with pytest.raises(error, match=words):
        pad.strokes = [LINE]
    assert re.search(words, pad.error)
    assert pad.answer is None


def test_what_cannot_be_called_is_refused():
    with pytest.raises(TypeError, match="without parentheses"):
        drawing_pad(SEVEN)


def test_answers_are_not_set_from_outside():
    pad = drawing_pad(Reader())
    with pytest.raises(Exception, match="read-only"):
        pad.answer = 3


def test_two_pads_know_nothing_of_each_other():
    one, other = drawing_pad(Reader()), drawing_pad(Reader(np.eye(10)[3]))
    one.strokes = [LINE]
    assert (other.strokes, other.answer) == ([], None)
    other.strokes = [LINE]
    assert (one.answer, other.answer) == (7, 3)


def test_its_words_stand_where_there_is_no_browser():
    pad = drawing_pad(Reader())
    pad.strokes = [LINE]
    assert repr(pad).startswith("The drawing pad. In JupyterLab, run this cell")


def test_its_front_is_one_module_with_no_name_twice():
    module = drawing_pad(Reader())._esm
    assert str(module).count("export default") == 1
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", str(module), re.MULTILINE)
    assert {"element", "paper", "bars"} <= set(names)
    assert len(names) == len(set(names))
