"""The last lesson: digits drawn on its pad, read by the net that the lesson before it saved."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import draw_with_finger, draw_with_mouse
from tools import lessons
from widgets import stored_drawings

pytestmark = pytest.mark.clock

LESSON = lessons.NOTEBOOKS / "10_your_own_handwriting.ipynb"
DRAWINGS = stored_drawings()

# Note in the page when a stroke ended last, and when the bars changed last.
_WATCH = """widget => {
  const paper = widget.querySelector('[role="application"]');
  paper.addEventListener('pointerup', () => { widget.lifted = performance.now(); });
  new MutationObserver(() => { widget.changed = performance.now(); })
    .observe(widget.querySelector('.pad-bars'), { childList: true, subtree: true });
}"""

# Whether the bars have followed the last stroke, and stood still since: strokes that came before
# may be answered later than it ends.
_IS_READ = "w => w.changed > w.lifted && performance.now() - w.changed > 500"


@pytest.fixture
def pad(notebook, lab):
    """The pad in the lesson, once its cells have run."""
    lab.begin(all_digits=True)
    notebook.open(f"notebooks/{LESSON.name}")
    notebook.run_all(seconds=900)
    widget = notebook.panel.locator(".course-widget", has=notebook.page.get_by_role("application"))
    widget.evaluate(_WATCH)
    return widget


def read(pad):
    """The digit that the pad says it reads, and the seconds from the last stroke to its bars."""
    pad.page.wait_for_function(_IS_READ, arg=pad.element_handle())
    words = pad.get_by_text(re.compile(r"I read an? \d")).first.text_content()
    seconds = pad.evaluate("widget => (widget.changed - widget.lifted) / 1000")
    return int(re.search(r"\d", words)[0]), seconds


def clean(pad):
    """Take a new sheet of paper."""
    pad.get_by_role("button", name="Clear").click()
    expect(pad).to_contain_text("Nothing to read yet")


def test_twenty_drawings_are_read(pad, notebook):
    paper = pad.get_by_role("application")
    wrong, slow = [], []
    for digit, strokes in DRAWINGS:
        draw_with_mouse(notebook.page, paper, strokes)
        answer, seconds = read(pad)
        if answer != digit:
            wrong.append(f"a {digit} is read as {answer}")
        if seconds > 1:
            slow.append(f"a {digit} is read after {seconds:.1f} seconds")
        clean(pad)
    assert len(wrong) <= 2, ", ".join(wrong)
    assert not slow, ", ".join(slow)

    digit, strokes = DRAWINGS[8]
    draw_with_finger(notebook.page, paper, strokes)
    assert read(pad)[0] == digit
    clean(pad)

    paper.focus()
    up, down = ["ArrowUp"] * 18, ["ArrowDown"] * 36
    for key in [*up, "Space", *down, "Space"]:
        notebook.page.keyboard.press(key)
    expect(pad).to_contain_text("I read a 1")
