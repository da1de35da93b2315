"""The web edition, opened from the disk, as its zip is: there is no server that could be asked."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import pdf
from tools import lessons

pytestmark = pytest.mark.xdist_group("site")
NAMES = ["index", *(path.stem for path in lessons.paths()), "when_something_goes_wrong"]
START = NAMES[1]
OPEN = "for (const fold of document.querySelectorAll('details')) fold.open = true"
SMALL = {"width": 400, "height": 800}


@pytest.fixture
def visit(page, site):
    """Call it with the name of a page to open it. No page may complain, or ask for more."""
    faults = []
    page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
    page.on("console", lambda said: faults.extend([said.text] * (said.type == "error")))
    page.on("requestfailed", lambda request: faults.append(f"not there: {request.url}"))

    def asks(request):
        if not request.url.startswith((site.as_uri(), "data:", "blob:")):
            faults.append(f"asked for {request.url}")

    page.on("request", asks)

    def visit(name):
        page.goto(f"{(site / name).as_uri()}.html")
        return page

    yield visit
    assert not faults, "\n".join(faults)


def test_every_page_opens_and_fits_a_small_screen(visit, page):
    page.set_viewport_size(SMALL)
    for name in [*NAMES, *(f"zh/{name}" for name in NAMES)]:
        visit(name).evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], name
        panels = page.locator("img.wide")
        for width in panels.evaluate_all("all => all.map(image => image.clientWidth)"):
            assert width > SMALL["width"], name  # it is scrolled, not shrunk
    buttons = page.locator(".mobile-header :is(label, button)")
    for box in [button.bounding_box() for button in buttons.all() if button.is_visible()]:
        assert min(box["width"], box["height"]) >= 40


@pytest.mark.parametrize("width", [1280, 1366])
def test_no_code_is_wider_than_a_small_laptops_screen(visit, page, width):
    page.set_viewport_size({"width": width, "height": 768})
    for name in NAMES:
        visit(name).evaluate(OPEN)
        code = page.locator(".cell_input pre, details .highlight-python pre")
        wide = "all => all.filter(c => c.scrollWidth > c.clientWidth).map(c => c.innerText)"
        assert not code.evaluate_all(wide), name


def test_what_is_wider_than_the_screen_fades_and_is_scrolled_by_keyboard(visit, page):
    page.set_viewport_size(SMALL)
    visit("03_perceptron_and_gate")
    code = page.locator("pre", has_text="plot_decision_regions, plot_neuron")
    code.focus()
    page.keyboard.press("ArrowRight")
    expect(code).to_be_focused()
    page.wait_for_function("code => code.scrollLeft > 0", arg=code.element_handle())
    edge = "code => parseFloat(getComputedStyle(code).getPropertyValue('--edge'))"
    assert code.evaluate(edge) > 0
    code.evaluate("code => code.scrollTo({ left: 1000, behavior: 'instant' })")
    page.wait_for_function(f"code => ({edge})(code) === 0", arg=code.element_handle())
    narrow = page.locator("pre", has_text=re.compile(r"^plot_neuron\(\)"))
    assert narrow.get_attribute("tabindex") is None


def test_an_answer_is_opened_by_a_click_and_what_is_linked_opens_itself(visit, page):
    visit("03_perceptron_and_gate")
    answer = page.get_by_text("[0 0 0 1 1]")
    expect(answer).not_to_be_visible()
    page.get_by_text("See the answer").first.click()
    expect(answer).to_be_visible()
    folded = page.locator("details.detour p").first
    expect(folded).not_to_be_visible()
    folded.evaluate("p => { p.id = 'here'; location.hash = 'here'; }")
    expect(folded).to_be_in_viewport()


@pytest.mark.parametrize("sought", ["perceptron", "broadcast_shapes"])
def test_the_search_finds(visit, page, sought):
    visit("index")
    page.get_by_role("textbox", name="Search").fill(sought)
    page.keyboard.press("Enter")
    found = page.locator("#search-results .search a")
    title = {"perceptron": "The perceptron learns", "broadcast_shapes": "Tensor operations"}[sought]
    found.filter(has_text=title).first.click()
    expect(page.locator("h1")).to_contain_text(title)


def test_the_search_in_chinese_finds_a_term(visit, page):
    visit("zh/index")
    page.get_by_role("textbox").first.fill("感知机")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results")).to_contain_text(re.compile(r"找到 \d+ 页"))
    page.locator("#search-results .search a").filter(has_text="感知机学会").first.click()
    expect(page.locator("h1")).to_contain_text("3.")


def test_from_a_page_to_itself_in_the_other_language_and_back(visit, page):
    visit("03_perceptron_and_gate")
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("h1")).to_contain_text("3. 感知机")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("h1")).to_contain_text("3. The perceptron")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_barriers(visit, page, theme):
    page.emulate_media(color_scheme=theme)
    colourful = {"include": [[".traceback"], [".text_html"], [".stream"], ["details"]]}
    pages = {"index": None, START: None, "07_mnist_dense_net": colourful}
    for name, context in (pages | {"zh/index": None, f"zh/{START}": None}).items():
        visit(name).evaluate(OPEN)
        # No preload, for which axe would fetch the styles.
        found = Axe().run(page, context=context, options={"preload": False})
        serious = [
            v for v in found.response["violations"] if v["impact"] in ("serious", "critical")
        ]
        assert not serious, found.generate_report()
        assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}


def test_it_is_printed_whole_with_all_that_is_folded(visit, site, tmp_path):
    page = visit("index")
    pdf.gather(page, site)
    assert page.locator("h1").count() == len(NAMES) + 1  # and how to run it
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    lost = page.locator("article a[href^='#']").evaluate_all(
        "all => all.map((a) => a.hash.slice(1)).filter((place) => !document.getElementById(place))"
    )
    assert not lost
