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


class Reader:
    """A `read` that keeps what it is asked, and answers as it is told; it may spoil its pixels."""

    def __init__(self, answer=SEVEN):
        """Keep the answer."""
        self.answer = answer
        self.asked = []

    def __call__(self, pixels):
        """Answer, or raise what is to be raised."""
        self.asked.append(pixels.copy())
        pixels[:] = 0
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def read():
    """A reader that says seven."""
    return Reader()


@pytest.fixture
def pad(read):
    """A pad that asks it."""
    return drawing_pad(read)


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


def test_a_single_point_makes_a_dot_and_none_clean_paper():
    dot = strokes_to_pixels([[[0.5, 0.5]]], pen=30)
    assert dot.sum() / 255 == pytest.approx(np.pi * 15**2, rel=0.005)
    assert not strokes_to_pixels([]).any()


def test_the_rim_of_a_slanted_line_is_grey():
    pixels = strokes_to_pixels([[[0.2, 0.3], [0.8, 0.7]]])
    assert ((pixels > 0) & (pixels < 255)).sum() > 300


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


def test_arrays_and_tuples_do_as_well_and_cross_without_getting_darker():
    strokes = [np.array(LINE), tuple(map(tuple, LINE))]
    assert np.array_equal(strokes_to_pixels(strokes), strokes_to_pixels([LINE]))
    assert np.array_equal(strokes[0], LINE)


def test_a_pen_has_a_width():
    with pytest.raises(ValueError, match="pen is 0; expected its width in pixels"):
        strokes_to_pixels([LINE], pen=0)


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


def test_what_the_net_sees_is_what_prepare_says(read):
    asked = []

    def prepare(pixels):
        asked.append(pixels.copy())
        pixels[:] = 0
        return asked[-1].reshape(28, 10, 28, 10).mean(axis=(1, 3)) * len(asked)

    pad = drawing_pad(read, prepare=prepare)
    assert pad.seen == bytes(28 * 28) and not asked
    pad.strokes = [LINE]
    assert np.array_equal(asked[0], pad.pixels) and np.array_equal(read.asked[0], pad.pixels)
    image = np.frombuffer(pad.seen, np.uint8).reshape(28, 28)
    assert np.array_equal(image, pad.pixels.reshape(28, 10, 28, 10).mean(axis=(1, 3)).round())
    pad.strokes = [LINE, LINE]  # twice as dark: what is beyond 255 is black
    assert np.frombuffer(pad.seen, np.uint8).max() == 255
    assert drawing_pad(read).seen == b""


@pytest.mark.parametrize(
    ("image", "words"),
    [(np.zeros((1, 28, 28)), r"shape \(1, 28, 28\); expected \(28, 28\)"),
     (np.full((28, 28), np.nan), "inf or nan")],
)  # fmt: skip
def test_what_is_no_image_that_a_net_sees_is_said(read, image, words):
    pad = drawing_pad(read, prepare=lambda pixels: image)
    with pytest.raises(ValueError, match=words):
        pad.strokes = [LINE]
    assert "what prepare returned" in pad.error and pad.seen == b"" and not read.asked


def test_empty_paper_is_not_read(pad, read):
    pad.strokes = []
    pad.pixels = np.zeros((28, 28))
    assert read.asked == []
    assert (pad.answer, pad.probabilities, pad.error) == (None, [], "")
    assert pad.sentence == "Nothing to read yet: draw a digit."


def test_a_drawing_is_read(pad, read):
    read.answer = [0.01, 0, 0, 0, 0, 0, 0.06, 0.93, 0, 0]
    pad.strokes = [LINE]
    (asked,) = read.asked
    assert np.array_equal(asked, strokes_to_pixels([LINE])) and np.array_equal(asked, pad.pixels)
    assert (pad.answer, pad.probabilities) == (7, read.answer)
    assert pad.sentence == "I read a 7, 93%."
    read.answer = np.eye(10)[[8]].astype("float32")
    pad.strokes = [LINE, LINE]
    assert pad.sentence == "I read an 8, 100%."
    read.answer = [0.001, 0, 0, 0, 0, 0, 0, 0.999, 0, 0]
    pad.strokes = [LINE]
    assert pad.sentence == "I read a 7, >99%."
    pad.strokes = []
    assert (pad.answer, pad.probabilities) == (None, [])


def test_a_drawing_from_the_browser_is_read_as_one_from_code(pad, read):
    pad.set_state({"strokes": [[[0, 1], [0.5, 0.5]]]})  # JSON knows no difference of 1 and 1.0
    assert pad.answer == 7
    assert np.array_equal(read.asked[0], strokes_to_pixels([[[0, 1], [0.5, 0.5]]]))
    assert pad.strokes == [[[0.0, 1.0], [0.5, 0.5]]]
    pad.strokes = []
    pad.pixels = np.full((28, 28), 200)
    pad.set_state({"ground": memoryview(b"")})
    assert not pad.pixels.any() and pad.answer is None


def test_a_drawing_is_told_to_the_browser_in_one_message(pad, monkeypatch):
    sent = []
    monkeypatch.setattr(pad, "send_state", lambda key=None: sent.append(set(key)))
    pad.strokes = [LINE]
    assert {"probabilities", "answer", "sentence"} in sent
    assert sum("answer" in keys for keys in sent) == 1


def test_the_pen_redraws_and_reads_again(read):
    pad = drawing_pad(read, pen=10)
    pad.strokes = [LINE]
    pad.set_state({"pen": 40})
    thin, thick = read.asked
    assert thick.sum() > 3 * thin.sum()
    assert np.array_equal(thick, strokes_to_pixels([LINE], pen=40))


def test_its_pixels_cannot_be_written_into_unnoticed(pad):
    with pytest.raises(ValueError, match="read-only"):
        pad.pixels[0, 0] = 255


@pytest.mark.parametrize("side", [1, 7, 28, 100, 280, 300, 560])
def test_pixels_of_any_size_are_laid_on_the_paper(pad, read, side):
    image = np.zeros((side, side), dtype=np.uint8)
    image[: (side + 1) // 2] = 200
    before = image.copy()
    pad.strokes = [LINE]
    pad.pixels = image
    assert pad.strokes == [] and pad.pixels.shape == (280, 280)
    assert pad.pixels.mean() == pytest.approx(image.mean(), abs=0.5)
    assert (pad.pixels[:130] == 200).all()
    assert pad.answer == 7 and np.array_equal(read.asked[-1], pad.pixels)
    assert np.array_equal(image, before)


def test_pixels_of_the_pads_own_size_stay_and_an_mnist_image_grows_tenfold(pad):
    image = np.random.default_rng(0).integers(0, 256, (280, 280), dtype=np.uint8)
    pad.pixels = image
    assert np.array_equal(pad.pixels, image)
    assert pad.ground == image.tobytes()  # what the browser draws
    pad.pixels = image[:28, :28]
    assert np.array_equal(pad.pixels, image[:28, :28].repeat(10, axis=0).repeat(10, axis=1))
    pad.pixels = image > 100
    assert np.array_equal(np.unique(pad.pixels), [0, 255])


def test_strokes_are_drawn_on_top_of_a_picture(pad):
    pad.pixels = np.full((28, 28), 100)
    pad.strokes = [LINE]
    assert set(np.unique(pad.pixels[140])) >= {100, 255}
    assert pad.pixels.min() == 100


def test_after_an_error_no_old_answer_is_left(pad, read):
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
