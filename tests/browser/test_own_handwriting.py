"""The last lesson: digits drawn on its pad, read by the net that the lesson before it saved."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import draw_with_finger, draw_with_mouse
from tools import lessons
from widgets import stored_drawings

LESSON = lessons.NOTEBOOKS / "11_your_own_handwriting.ipynb"
DRAWINGS = stored_drawings()


@pytest.fixture
def pad(notebook, lab):
    """The pad in the lesson, once its cells have run."""
    notebook.open(f"my_lessons/{LESSON.name}")
    notebook.run_all(seconds=900)
    return notebook.panel.locator(".course-widget", has=notebook.page.get_by_role("application"))


def read(pad, draw, strokes):
    """Draw each stroke, and let it be read; gives the digit that the pad says it reads.

    A net may be as sure of a first stroke as of the whole digit, and the bars stay: what the net
    sees is described beside them. The sentence is no sign: it is announced half a second later.
    """
    parts = pad.locator(".pad-seen, .pad-bars").element_handles()
    shown = "parts => parts.map(part => part.innerHTML).join()"
    for stroke in strokes:
        before = pad.page.evaluate(shown, parts)
        draw(pad.page, pad.get_by_role("application"), [stroke])
        changed = f"([parts, before]) => ({shown})(parts) !== before"
        pad.page.wait_for_function(changed, arg=[parts, before])
    words = pad.get_by_text(re.compile(r"I read an? \d")).first.text_content()
    return int(re.search(r"\d", words)[0])


def clean(pad):
    """Take a new sheet of paper, and wait for what the net sees of it."""
    pad.get_by_role("button", name="Clear").click()
    expect(pad.get_by_role("img", name="no ink")).to_be_visible()


def test_twenty_drawings_are_read(pad):
    wrong, seen = [], []
    for digit, strokes in DRAWINGS:
        answer = read(pad, draw_with_mouse, strokes)
        if answer != digit:
            wrong.append(f"a {digit} is read as {answer}")
        seen.append(pad.get_by_role("img").get_attribute("aria-label"))
        clean(pad)
    assert len(wrong) <= 2, ", ".join(wrong)

    digit, strokes = DRAWINGS[8]
    read(pad, draw_with_finger, strokes)
    expect(pad.get_by_role("img", name=seen[8], exact=True)).to_be_visible()
    expect(pad.locator(".course-sentence")).to_contain_text(f"I read a {digit}")
    clean(pad)

    pad.get_by_role("application").focus()
    for key in [*["ArrowUp"] * 18, "Space", *["ArrowDown"] * 36, "Space"]:
        pad.page.keyboard.press(key)
    expect(pad.locator(".course-sentence")).to_contain_text("I read a 1")
