"""The moving picture at the head of the README: a mouse writes on lesson 11's pad, the net reads.

python -m tests.browser.film    # runs the lesson, in a JupyterLab of its own; a minute or two
"""

import re
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import started_lab
from tests.browser.hands import points_on
from tests.browser.notebook import PATIENCE, Notebook
from tools import lessons
from widgets import stored_drawings

FILM = lessons.ROOT / "picture.webp"
LESSON = "my_lessons/11_your_own_handwriting.ipynb"
WRITTEN = (2, 5, 9)  # which of the stored drawings, the first of each digit
EVERY = 4  # a frame for so many points of a stroke
STEP, REST = 120, 2000  # milliseconds of a frame, and of the last one of a digit
WIDTH = 560  # pixels


def filmed(pad, digit, strokes):
    """Write a digit point by point; gives a picture of the pad for each, and how long it stays."""
    paper, mouse = pad.get_by_role("application"), pad.page.mouse
    pad.screenshot()  # which brings the pad into sight, before any point of it is looked up
    for stroke in strokes:
        first, *rest = points_on(paper, stroke)
        mouse.move(*first)
        mouse.down()
        for k, point in enumerate(rest):
            mouse.move(*point)
            if k % EVERY == 0:
                yield pad.screenshot(), STEP
        mouse.up()
    expect(pad.locator(".course-sentence")).to_contain_text(re.compile(rf"I read an? {digit}\b"))
    yield pad.screenshot(), REST


def film_of(pad):
    """All frames, as they are stored."""
    drawings = dict(reversed(stored_drawings()))
    for digit in WRITTEN:
        pad.get_by_role("button", name="Clear").click()
        expect(pad.locator(".course-sentence")).to_contain_text("Nothing to read yet")
        for png, duration in filmed(pad, digit, drawings[digit]):
            image = Image.open(BytesIO(png)).convert("RGB")
            yield image.resize((WIDTH, round(image.height * WIDTH / image.width))), duration


def main():
    """Start JupyterLab and a browser, run the lesson, and film its pad."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_args())
        with started_lab(Path(folder)) as lab:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(PATIENCE)
            notebook = Notebook(page, lab)
            notebook.open(LESSON)
            notebook.run_all(seconds=900)
            paper = page.get_by_role("application")
            frames = list(film_of(notebook.panel.locator(".course-widget", has=paper)))
        browser.close()
    frames = frames[-1:] + frames[:-1]  # where it stands still, as on paper, a digit has been read
    (first, *others), durations = zip(*frames, strict=True)
    first.save(FILM, save_all=True, append_images=others, duration=durations, loop=0, quality=60)
    print(f"{FILM.name}: {len(frames)} frames, {FILM.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
