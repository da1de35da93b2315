"""The widgets, used as a person uses them: by mouse, by keys, by finger, in narrow windows."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.hands import draw_with_finger, draw_with_mouse, slide
from widgets import strokes_to_pixels

PERCEPTRON = "from widgets import perceptron_playground\n\nperceptron_playground()"
DESCENT = """
import numpy as np

from widgets import descent_playground


def loss(params):
    return params @ params


def gradient(params):
    return 2 * params


descent_playground(loss, gradient, (-2, 2), (-2, 2), best=(0, 0))
"""
NET = "from tests.widgets.net import play\n\nplay(units=4, learning_rate=1)"
# Not a net: what is read is where the ink lies, in which tenth of the paper from left to right.
PAD = """
import numpy as np

from widgets import drawing_pad


def read(pixels):
    tenths = pixels.reshape(280, 10, 28).sum(axis=(0, 2), dtype=float)
    return tenths / tenths.sum()


drawing_pad(read)
"""
# What the net sees here is every tenth pixel; on the paper lies one stroke, set from code.
SEEING_PAD = PAD.replace(
    "drawing_pad(read)",
    """\
pad = drawing_pad(read, prepare=lambda pixels: pixels[::10, ::10])
pad.strokes = [[[0.15, 0.1], [0.15, 0.9]]]
pad
""",
)
ALL = [PERCEPTRON, DESCENT, NET, SEEING_PAD]


@pytest.fixture
def show(notebook, lab):
    """Run cells, a widget in each, in a notebook of their own; get the widgets beneath them."""

    def show(*sources):
        notebook.open(lab.write(*sources, "'an answer'"))
        notebook.run_all(seconds=60)
        widgets = notebook.panel.locator(".course-widget")
        expect(widgets).to_have_count(len(sources))
        return widgets

    return show


def press(slider, key, times=1):
    """Put the focus on a slider, and press a key."""
    slider.focus()
    for _ in range(times):
        slider.press(key)


# The perceptron.


def test_perceptron_by_mouse(show):
    widget = show(PERCEPTRON)
    expect(widget).to_contain_text("2 of 4 answers are right for AND")
    region = widget.locator(".perceptron-region")
    before = region.get_attribute("points")
    slide(widget.get_by_role("slider", name="bias b"), to=0.25)
    expect(widget).to_contain_text("Right: all four answers are as AND wants them.")
    expect(region).not_to_have_attribute("points", before)
    widget.get_by_role("combobox", name="gate").select_option("OR")
    expect(widget).to_contain_text("for OR; wrong: [1, 0], [0, 1].")
    expect(widget.get_by_role("row").nth(2)).to_contain_text("✕ wrong")


def test_perceptron_by_keys(show, notebook):
    widget = show(PERCEPTRON)
    press(widget.get_by_role("slider", name="bias b"), "ArrowLeft", times=15)
    expect(widget).to_contain_text("Right: all four answers are as AND wants them.")
    cells = notebook.cells.count()
    # Commands to JupyterLab, were the focus not in the widget.
    for key in "b", "d", "d", "a", "ArrowDown":
        notebook.page.keyboard.press(key)
    expect(notebook.cells).to_have_count(cells)
    bias = widget.get_by_role("slider", name="bias b")
    expect(bias).to_be_focused()
    # Notebook 7 looks for commands before a widget hears of the key, and leaves out what says this.
    expect(bias).to_have_attribute("data-lm-suppress-shortcuts", "true")


def test_two_perceptrons_in_one_notebook_are_two(show):
    widgets = show(PERCEPTRON, PERCEPTRON)
    press(widgets.nth(1).get_by_role("slider", name="bias b"), "ArrowLeft", times=15)
    expect(widgets.nth(1)).to_contain_text("Right: all four")
    expect(widgets.nth(0)).to_contain_text("2 of 4 answers are right")


# Gradient descent.


def test_descent_by_keys(show):
    widget = show(DESCENT)
    expect(widget).to_contain_text("After 20 steps the loss has fallen from")
    press(widget.get_by_role("slider", name="learning rate"), "End")
    expect(widget).to_contain_text("left the map; the loss grew")
    expect(widget.locator(".descent-exit")).to_have_count(1)
    press(widget.get_by_role("slider", name="learning rate"), "Home")
    press(widget.get_by_role("slider", name="momentum"), "End")
    press(widget.get_by_role("slider", name="steps"), "Home")
    expect(widget).to_contain_text("After 1 step the loss has fallen from")


def test_descent_by_mouse(show, notebook):
    widget = show(DESCENT)
    path, ring = widget.locator(".descent-path"), widget.locator(".descent-start")
    way = path.get_attribute("d")
    slide(widget.get_by_role("slider", name="learning rate"), to=0.2)
    expect(path).not_to_have_attribute("d", way)
    map = widget.get_by_role("img", name="Map of the loss")
    expect(map).to_have_attribute("aria-label", re.compile(r"starts at \(1\.6, 1\.6\)"))
    box = map.locator("image").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.click(middle[0], box["y"] + box["height"] / 4)
    expect(map).to_have_attribute("aria-label", re.compile(r"starts at \(0, 1\)"))
    ring.hover()
    notebook.page.mouse.down()
    notebook.page.mouse.move(*middle, steps=8)
    notebook.page.mouse.up()
    expect(map).to_have_attribute("aria-label", re.compile(r"starts at \(0, 0\)"))


# The net.


def epoch(widget):
    """The number of the epoch that is shown."""
    return int(re.search(r"Epoch (\d+)", widget.inner_text())[1])


def test_net_plays_pauses_and_steps(show, notebook):
    widget = show(NET)
    assert epoch(widget) == 0
    widget.get_by_role("button", name="Play").click()
    expect(widget).to_contain_text(re.compile(r"Epoch \d{3,}: .* 4 of 4 right"))
    widget.get_by_role("button", name="Pause").click()
    notebook.let_the_kernel_answer(1)
    expect(widget.get_by_role("button", name="Play")).to_be_visible()
    stood = epoch(widget)
    notebook.let_the_kernel_answer(1)
    assert epoch(widget) == stood
    curve = widget.get_by_role("img", name="Loss curve")
    expect(curve).to_have_attribute("aria-label", re.compile(f"at epoch {stood}"))
    widget.get_by_role("button", name="Step").click()
    expect(widget).to_contain_text(f"Epoch {stood + 10}:")
    widget.get_by_role("button", name="Start again").click()
    expect(widget).to_contain_text("Epoch 0:")


def test_net_by_keys(show, notebook):
    widget = show(NET)
    units = widget.get_by_role("img", name="Hidden unit")
    expect(units).to_have_count(4)
    press(widget.get_by_role("slider", name="hidden units"), "ArrowRight")
    expect(units).to_have_count(5)
    plane = widget.get_by_role("img", name="The plane for XOR")
    before = plane.get_attribute("aria-label")
    press(widget.get_by_role("spinbutton", name="seed of the start"), "ArrowUp")
    expect(plane).not_to_have_attribute("aria-label", before)
    widget.get_by_role("combobox", name="data").select_option("rings")
    expect(widget.get_by_role("img", name="The plane for rings")).to_be_visible()
    press(widget.get_by_role("button", name="Play"), "Space")
    expect(widget).to_contain_text(re.compile(r"Epoch [1-9]\d+"))
    press(widget.get_by_role("button", name="Pause"), "Enter")
    expect(widget.get_by_role("button", name="Play")).to_be_visible()


def test_net_says_that_a_seed_is_not_taken(show):
    widget = show(NET)
    seed, words = widget.get_by_role("spinbutton"), "Not taken: a seed is a whole number from 0"
    for typed in "1.5", "-1", "12345", "":
        seed.fill("3")
        expect(widget).not_to_contain_text("Not taken")
        seed.fill(typed)
        expect(widget.get_by_role("status").filter(has_text=words)).to_contain_text("still 3.")


def test_net_shows_its_plane_beside_its_sliders_in_a_small_window(show, notebook):
    widget = show(NET)
    notebook.page.set_viewport_size({"width": 800, "height": 720})
    expect(notebook.page.locator("#jp-left-stack")).to_be_visible()
    widget.evaluate("widget => widget.scrollIntoView()")
    sliders = widget.get_by_role("slider")
    expect(sliders).to_have_count(2)
    for part in *sliders.all(), widget.get_by_role("img", name="The plane for XOR"):
        expect(part).to_be_in_viewport(ratio=0.99)


def test_the_planes_say_what_their_colours_mean(show):
    keys = show(NET, PERCEPTRON).locator(".course-key")
    answers = " answered 0 answered 1"
    targets = "● target 0■ target 1"
    expect(keys).to_have_text([f"{targets}{answers}", f"{targets}✕ wrong answer{answers}"])


# The drawing pad.

LINE = [[0.15, 0.1], [0.15, 0.5], [0.15, 0.9]]  # in the second tenth from the left
FURTHER = [[0.75, 0.1], [0.75, 0.5], [0.75, 0.99]]  # in the eighth, and a little longer


def read_as(digit):
    """The words of the pad for a digit."""
    return re.compile(f"I read an? {digit},")


@pytest.mark.parametrize("draw", [draw_with_mouse, draw_with_finger])
def test_pad_by_mouse_and_by_finger(show, notebook, draw):
    widget = show(PAD)
    paper = widget.get_by_role("application")
    expect(widget.locator(".course-sentence")).to_contain_text("Nothing to read yet")
    draw(notebook.page, paper, [LINE])
    expect(widget.locator(".course-sentence")).to_contain_text(read_as(1))
    expect(widget.get_by_role("listitem").nth(1)).to_contain_text("100%")
    draw(notebook.page, paper, [FURTHER])
    expect(widget.locator(".course-sentence")).to_contain_text(read_as(7))
    expect(paper).to_have_attribute("aria-label", re.compile("2 strokes"))
    widget.get_by_role("button", name="Undo").click()
    expect(widget.locator(".course-sentence")).to_contain_text(read_as(1))
    widget.get_by_role("button", name="Clear").click()
    expect(widget.locator(".course-sentence")).to_contain_text("Nothing to read yet")
    expect(paper).to_have_attribute("aria-label", re.compile("0 strokes"))
    paper.click()  # a dot
    inked = """canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
        .data.filter((value, i) => i % 4 == 0 && value < 128).length"""
    assert paper.evaluate(inked) > 200


def test_pad_by_keys(show, notebook):
    widget = show(PAD)
    paper = widget.get_by_role("application")
    keyboard = notebook.page.keyboard
    paper.focus()
    for key in ["ArrowLeft"] * 16 + ["Space"] + ["ArrowDown"] * 10 + ["Space"]:
        keyboard.press(key)
    expect(widget.locator(".course-sentence")).to_contain_text(read_as(1))
    expect(widget).to_contain_text("The pen is up.")
    keyboard.press("Backspace")
    expect(widget.locator(".course-sentence")).to_contain_text("Nothing to read yet")
    for key in ["Space", "ArrowDown", "Space", "Delete"]:
        keyboard.press(key)
    expect(widget).to_contain_text("Clean paper")
    expect(widget.locator(".course-sentence")).to_contain_text("Nothing to read yet")


def test_pad_shows_what_the_net_sees(show, notebook):
    widget = show(SEEING_PAD)
    image = widget.get_by_role("img", name="28 by 28 pixels, ink in rows 2 to 26, columns 4 to 5")
    expect(image).to_have_css("image-rendering", "pixelated")
    greys = "canvas => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data]"
    shown = np.array(image.evaluate(greys)).reshape(28, 28, 4)
    assert np.array_equal(shown[:, :, 0], 255 - strokes_to_pixels([LINE])[::10, ::10])
    assert image.bounding_box()["width"] >= 4 * 28
    expect(widget.get_by_role("figure")).to_have_text("What the net sees: 28 by 28 pixels")
    widget.get_by_role("button", name="Clear").click()
    expect(widget.get_by_role("img", name="28 by 28 pixels, no ink")).to_be_visible()


def test_a_fault_in_what_is_handed_in_is_seen_in_the_widget(show, notebook):
    widget = show(PAD.replace("return", "raise ValueError('no net here')  #"))
    expect(widget.get_by_role("alert")).to_be_hidden()
    draw_with_mouse(notebook.page, widget.get_by_role("application"), [LINE])
    expect(widget.get_by_role("alert")).to_have_text("ValueError: no net here")


# All of them.


@pytest.mark.parametrize(
    ("source", "role"),
    [(PERCEPTRON, "slider"), (DESCENT, "slider"), (NET, "button"), (NET, "spinbutton"),
     (PERCEPTRON, "combobox"), (PAD, "application")],
)  # fmt: skip
def test_the_notebooks_keys_are_the_notebooks(show, notebook, source, role):
    control = show(source).get_by_role(role).first
    cell, other = notebook.cells.all()
    active = re.compile("jp-mod-active")
    control.press("ControlOrMeta+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[3]:")
    expect(cell).to_have_class(active)
    control.press("Shift+Enter")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[4]:")
    expect(other).to_have_class(active)
    control.focus()
    notebook.save()
    expect(control).to_be_focused()
    control.press("Escape")
    expect(cell).to_be_focused()
    expect(cell).to_have_class(active)


GONE = "The kernel was restarted: run this cell again."


# What of a widget can still have the focus, or is reached by a click on its middle.
_USABLE = """widget => {
  const parts = [...widget.querySelectorAll('input, select, button, canvas')];
  return parts.filter(part => {
    part.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = part.getBoundingClientRect();
    part.focus();
    const reached = document.elementFromPoint(left + width / 2, top + height / 2);
    return document.activeElement === part || part.contains(reached);
  }).map(part => part.localName);
}"""


def are_dead(widgets, seconds=60):
    """Each of them says so, and there is nothing left in it that could be used."""
    for widget in widgets.all():
        words = widget.get_by_role("status").filter(has_text=GONE)
        expect(words).to_be_attached(timeout=1000 * seconds)
        assert widget.evaluate(_USABLE) == []


@pytest.mark.parametrize("ending", ["Restart Kernel…", "Shut Down Kernel"])
def test_a_widget_says_that_its_kernel_is_gone(show, notebook, ending):
    widgets = show(*ALL)
    expect(notebook.panel.get_by_text(GONE)).to_have_count(0)
    assert [len(widget.evaluate(_USABLE)) for widget in widgets.all()] == [4, 5, 12, 5]
    notebook.choose("Kernel", ending)
    if "Restart" in ending:
        notebook.page.locator(".jp-Dialog .jp-mod-accept").click()
    else:
        expect(notebook.panel.locator(".jp-KernelName")).to_have_text("No Kernel")
    are_dead(widgets, seconds=1)
    notebook.see_no_barriers(widgets)


def test_a_widget_says_that_its_kernel_has_died(show, notebook):
    widgets = show(*ALL)
    notebook.write(len(ALL), "import os\n\nos._exit(1)")
    notebook.page.keyboard.press("Shift+Enter")
    notebook.page.locator(".jp-Dialog .jp-mod-accept").click()  # JupyterLab says so
    are_dead(widgets, seconds=1)


def test_a_stored_widget_says_that_it_has_no_kernel(show, notebook, lab):
    show(*ALL)  # the course's settings let JupyterLab store what a widget shows
    notebook.save()
    lab.end_kernels()
    notebook.open("my_lessons/mine.ipynb")
    widgets = notebook.panel.locator(".course-widget")
    expect(widgets).to_have_count(len(ALL))
    are_dead(widgets)


# The words in a drawing that reach beyond its edge.
_CUT = """widget => [...widget.querySelectorAll('svg text')].filter(text => {
  const [inner, outer] = [text, text.ownerSVGElement].map(part => part.getBoundingClientRect());
  return inner.left < outer.left || inner.right > outer.right || inner.bottom > outer.bottom;
}).map(text => text.textContent)"""


def test_no_word_in_a_drawing_is_cut_off(show):
    widgets = show(*ALL)
    press(widgets.nth(1).get_by_role("slider", name="steps"), "End")
    expect(widgets.nth(1)).to_contain_text("After 200 steps")
    assert [widget.evaluate(_CUT) for widget in widgets.all()] == [[]] * len(ALL)


# What of a widget, but for the insides of its drawings, reaches beyond the right edge, how far.
_BEYOND = """widget => {
  const output = widget.closest('.jp-OutputArea-output');
  const edge = Math.min(output.getBoundingClientRect().right, innerWidth);
  const beyond = part => Math.round(part.getBoundingClientRect().right - edge);
  const isFirst = part => beyond(part) > 1 && beyond(part.parentElement) <= 1;
  const parts = [...widget.querySelectorAll('*')].filter(part => !part.ownerSVGElement);
  return parts.filter(isFirst).map(part =>
    `<${part.localName} class="${part.className}"> by ${beyond(part)} pixels: ${part.textContent}`);
}"""


def test_they_fit_a_narrow_window(show, notebook):
    widgets = show(*ALL)
    notebook.hide_side_bar()
    faults = []
    for width in 800, 400:
        notebook.page.set_viewport_size({"width": width, "height": 900})
        for widget in widgets.all():
            widget.scroll_into_view_if_needed()
            faults += [f"at {width} pixels, {fault}" for fault in widget.evaluate(_BEYOND)]
    assert not faults, "\n".join(faults)


def test_axe_finds_no_barriers(show, notebook, theme):
    notebook.see_no_barriers(show(*ALL))


# In another language.

IN_CHINESE = "import os\n\nos.environ['COURSE_LANGUAGE'] = 'zh'\n"
# What stays: names of gates and functions, of keys, and of the step in Python.
AS_IT_IS = {"AND", "OR", "NAND", "NOR", "XOR", "if", "else", "ReLU", "tanh", "sigmoid"}
AS_IT_IS |= {"Shift", "Backspace", "Delete"}


def test_in_chinese_no_english_word_is_left(show):
    first, *others = ALL
    for widget in show(IN_CHINESE + first, *others).all():
        said = [widget.inner_text()]
        for name in ("aria-label", "aria-description", "aria-roledescription"):
            parts = widget.locator(f"[{name}]").all()
            said += [part.get_attribute(name) for part in parts]
        left = set(re.findall("[A-Za-z]{2,}", " ".join(said))) - AS_IT_IS
        assert left == set() and re.search("[\u4e00-\u9fff]", said[0])
