"""The start page's pad: it reads as the course's own Python does, opened from a file."""

import ast
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from helpers import load_mnist
from helpers.data import load_small_net
from tests.browser.conftest import complaint_in
from tests.browser.hands import draw_with_finger, draw_with_mouse, draw_with_pen
from tests.browser.notebook import axe
from tests.repository import rules
from tools import lessons
from widgets import drawing_pad, stored_drawings

pytestmark = pytest.mark.xdist_group("site")
DRAWINGS = stored_drawings()
W1, B1, W2, B2, W3, B3 = load_small_net()


@pytest.fixture
def pad(page, site):
    """The pad in the page; the page must not complain, nor ask for anything but its own files."""
    faults, asked = [], []
    page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
    page.on("console", lambda said: faults.extend(complaint_in(said)))
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.as_uri()}/index.html")
    yield page.locator(".course-widget")
    own = site.as_uri() + "/"
    assert f"{own}index.html" in asked
    assert not faults + [url for url in asked if not url.startswith((own, "data:"))]


def lesson_11():
    """The functions that lesson 11 defines, by their names."""
    path = next(path for path in lessons.paths() if path.name.startswith("11"))
    names = {"np": np}
    for cell in lessons.read(path).cells:
        body = ast.parse(cell.source).body if cell.cell_type == "code" else []
        functions = [node for node in body if isinstance(node, ast.FunctionDef)]
        exec(compile(ast.Module(functions, []), path.name, "exec"), names)
    return names


prepare = lesson_11()["prepare"]


def probabilities_of(images):
    """What the small net says in Python: ten probabilities for each image."""
    x = np.reshape(images, (-1, 784)) / 255
    hidden = np.maximum(np.maximum(x @ W1 + B1, 0) @ W2 + B2, 0)
    powers = np.exp(hidden @ W3 + B3)
    return powers / powers.sum(axis=1, keepdims=True)


# It reads as Python does.


@pytest.mark.parametrize("height, width", [(1, 1), (2, 1)])
def test_page_and_python_agree_on_200_test_digits(pad, height, width):
    _, (images, labels) = load_mnist()
    papers = images[:200].repeat(height, axis=1).repeat(width, axis=2)
    read = "papers => JSON.parse(papers).map(paper => probabilitiesOf(prepare(paper)))"
    in_page = np.array(pad.page.evaluate(read, json.dumps(papers.tolist())))
    in_python = probabilities_of([prepare(paper) for paper in papers])
    assert np.abs(in_page - in_python).max() < 0.001
    if height == width:
        assert np.mean(in_page.argmax(axis=1) == labels[:200]) >= 0.97


@pytest.mark.parametrize("pen", [20, 37.5])
def test_page_and_python_read_the_stored_drawings_alike(pad, pen):
    ours = drawing_pad(lambda paper: probabilities_of(prepare(paper)), prepare=prepare, pen=pen)
    draw = """([strokes, pen_width]) => {
      pad.set("pen", pen_width);
      pad.set("strokes", strokes);
      pad.save_changes();
      return [[...new Uint8Array(pad.get("seen").buffer)], pad.get("probabilities")];
    }"""
    right = 0
    for digit, strokes in DRAWINGS:
        ours.strokes = strokes
        seen, probabilities = pad.page.evaluate(draw, [strokes, pen])
        assert np.allclose(seen, list(ours.seen), rtol=0, atol=1)  # greys, rounded to be shown
        assert np.allclose(probabilities, ours.probabilities, rtol=0, atol=0.001)
        expect(pad.locator(".course-sentence")).to_have_text(ours.sentence)
        right += ours.answer == digit
    assert right >= 18


@pytest.mark.parametrize(("start", "answer"), [((0.25, 0.55), 4), ((0.3, 0.25), 7)])
def test_it_takes_a_1_with_a_long_upstroke_for_a_4_or_a_7_as_the_page_says(pad, start, answer):
    upstroke = np.linspace(start, (0.55, 0.15), 15).tolist()
    stem = np.linspace((0.55, 0.15), (0.55, 0.85), 15).tolist()
    draw_with_mouse(pad.page, pad.get_by_role("application"), [upstroke + stem])
    expect(pad.locator(".course-sentence")).to_contain_text(f"I read a {answer}, ")


def test_its_net_is_small_and_named_with_its_accuracy(pad, site):
    assert (site / "_static" / "small_net.js").stat().st_size <= 250_000
    _, (images, labels) = load_mnist()
    accuracy = np.mean(probabilities_of(images).argmax(axis=1) == labels)
    shown = pad.page.locator("#handwriting-accuracy").text_content()
    assert float(shown.rstrip("%")) == pytest.approx(100 * accuracy, abs=0.1)


# It is drawn on.


@pytest.mark.parametrize(
    ("draw", "hand"),
    [(draw_with_mouse, "mouse"), (draw_with_pen, "pen"), (draw_with_finger, "touch")],
)
def test_mouse_pen_and_finger(pad, draw, hand):
    digit, strokes = DRAWINGS[15]
    paper = pad.get_by_role("application")
    paper.evaluate(
        "paper => { paper.onpointerdown = event => { paper.title = event.pointerType } }"
    )
    draw(pad.page, paper, strokes)
    expect(paper).to_have_attribute("title", hand)
    expect(pad.locator(".course-sentence")).to_contain_text(f"I read a {digit}, ")
    bars = [bar.bounding_box()["width"] for bar in pad.locator(".pad-bar").all()]
    assert np.argmax(bars) == digit
    pad.get_by_role("button", name="Undo").click()
    expect(paper).to_have_attribute("aria-label", re.compile(": 1 stroke$"))
    pad.get_by_role("button", name="Clear").click()
    expect(pad.locator(".course-sentence")).to_contain_text("Nothing to read yet")


def test_keys(pad):
    keyboard = pad.page.keyboard
    while not pad.get_by_role("application").evaluate("paper => paper === document.activeElement"):
        keyboard.press("Tab")
    for key in [*["ArrowUp"] * 18, "Space", *["ArrowDown"] * 36, "Space"]:
        keyboard.press(key)
    expect(pad.locator(".course-sentence")).to_contain_text("I read a 1")
    keyboard.press("Backspace")
    expect(pad.locator(".course-sentence")).to_contain_text("Nothing to read yet")
    for key in ["Space", "ArrowDown", "Space", "Delete"]:
        keyboard.press(key)
    expect(pad).to_contain_text("Clean paper")
    expect(pad.locator(".course-sentence")).to_contain_text("Nothing to read yet")


# It is seen.


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_there_are_no_barriers_and_nothing_overflows(pad, theme, width):
    pad.page.emulate_media(color_scheme=theme)
    pad.page.set_viewport_size({"width": width, "height": 900})
    draw_with_mouse(pad.page, pad.get_by_role("application"), DRAWINGS[5][1])
    expect(pad.locator(".course-sentence")).to_contain_text("I read a 2")
    found = axe.run(pad.page, context=".handwriting", options={"preload": False})
    assert not found.violations_count, found.generate_report()
    assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}
    assert pad.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_the_bars_stay_in_their_place_in_a_narrow_window(pad):
    pad.page.set_viewport_size({"width": 400, "height": 900})
    below = "bars => bars.offsetTop"
    bars = pad.locator(".pad-bars")
    before = bars.evaluate(below)
    draw_with_mouse(pad.page, pad.get_by_role("application"), DRAWINGS[5][1])
    expect(pad.locator(".course-sentence")).to_contain_text("I read a 2")
    assert bars.evaluate(below) == before


def test_paper_and_bars_are_seen_together_on_a_telephone(pad):
    pad.page.set_viewport_size({"width": 400, "height": 700})  # a browser's own bars take the rest
    top, bottom = (pad.locator(part).bounding_box() for part in (".pad-paper", ".pad-bars"))
    header = pad.page.locator(".mobile-header").bounding_box()["height"]
    assert bottom["y"] + bottom["height"] - top["y"] < 700 - header


# It leads to the lessons.


def test_every_lesson_that_the_script_names_has_that_place():
    script = (lessons.ROOT / "site" / "_static" / "handwriting.js").read_text(encoding="utf-8")
    links = re.findall(r"\b(\d\d\w+)\.ipynb#?(\S*)", script)
    assert len(links) >= 8
    for name, anchor in links:
        cells = lessons.read(lessons.NOTEBOOKS / f"{name}.ipynb").cells
        titles = [title for cell in cells for _, title in lessons.headings(cell.source)]
        assert not anchor or anchor in map(rules.slug, titles), (name, anchor)
