"""plot_course_map draws every lesson once, numbered, with an arrow to the next."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex

from helpers.plots import plot_course_map
from helpers.plots._style import PALE

PARTS = {"first": ["one", "two\nlines"], "second": ["three"], "third": ["four", "five", "six"]}


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def boxes(ax):
    return [box.get_bbox() for box in ax.patches]


def test_a_numbered_box_for_each_lesson_and_a_name_for_each_part():
    ax = plot_course_map(PARTS)
    assert len(ax.patches) == 6
    assert [text for text in texts(ax) if text.isdigit()] == list("123456")
    for titles in PARTS.values():
        assert set(titles) <= set(texts(ax))
    assert set(PARTS) <= set(texts(ax))


def test_the_name_of_a_part_stands_over_its_row():
    ax = plot_course_map(PARTS)
    names = {text.get_text(): text.get_position()[1] for text in ax.texts}
    first, _, second, third, *_ = boxes(ax)
    assert first.y1 < names["first"]
    assert second.y1 < names["second"] < first.y0
    assert third.y1 < names["third"] < second.y0


def test_parts_are_rows_and_lessons_follow_from_left_to_right():
    first, second, third, fourth, *_ = boxes(plot_course_map(PARTS))
    assert first.y0 == second.y0 > third.y0 > fourth.y0
    assert first.x1 < second.x0
    assert first.x0 == third.x0 == fourth.x0


def test_arrows_lead_from_each_lesson_to_the_next():
    ax = plot_course_map(PARTS)
    tips = [note.xy for note in ax.texts if getattr(note, "arrow_patch", None)]
    assert len(tips) == 5
    for (x, y), box in zip(tips, boxes(ax)[1:], strict=True):
        assert x == pytest.approx(box.x0)
        assert y == pytest.approx((box.y0 + box.y1) / 2)
    assert len(ax.lines) == 2  # the ways around into a new row


def test_titles_stay_in_their_boxes_and_clear_of_the_numbers():
    ax = plot_course_map(
        {"Keras": ["Convolu-\ntional net", "Broadcasting,\ndot products", "x", "y"]}
    )
    ax.figure.canvas.draw()
    drawn = {t.get_text(): t.get_window_extent() for t in ax.texts if t.get_text()}
    for number, title in (("1", "Convolu-\ntional net"), ("2", "Broadcasting,\ndot products")):
        box = ax.patches[int(number) - 1].get_window_extent()
        assert box.x0 < drawn[number].x0 < drawn[number].x1 < drawn[title].x0
        assert drawn[title].x1 < box.x1
        assert box.y0 < drawn[title].y0 < drawn[title].y1 < box.y1


def test_it_draws_into_given_axes_and_hands_options_on():
    _, ax = plt.subplots()
    assert plot_course_map(PARTS, ax=ax, facecolor="white") is ax
    assert to_hex(ax.patches[0].get_facecolor()) == "#ffffff"
    assert to_hex(plot_course_map(PARTS).patches[0].get_facecolor()) == PALE.lower()


def test_the_input_is_not_changed():
    parts = {name: list(titles) for name, titles in PARTS.items()}
    plot_course_map(parts)
    assert parts == PARTS


@pytest.mark.parametrize(
    ("parts", "error", "words"),
    [
        ({}, ValueError, "parts is empty"),
        ({"NumPy": []}, ValueError, r"parts\['NumPy'\] has no lesson"),
        ([["Tensors"]], TypeError, "parts is a list; expected a dict"),
        ({"NumPy": "Tensors"}, TypeError, "expected a list of titles"),
        ({"NumPy": [1]}, TypeError, "expected a list of titles"),
    ],
)
def test_bad_input_is_named(parts, error, words):
    with pytest.raises(error, match=words):
        plot_course_map(parts)
