"""JupyterLab in a page of the browser, and the notebook that is open in it, as page objects."""

import re
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tools import lessons

SECONDS = 1000  # playwright counts milliseconds
# How long to wait for what takes a moment, and for a JupyterLab that starts, on a busy machine.
PATIENCE, START = 60 * SECONDS, 120 * SECONDS
SHOWN = ":not(.lm-mod-hidden)"  # JupyterLab keeps what lies in other tabs, and hides it
axe = Axe()
TABS = "#jp-main-dock-panel .lm-DockPanel-tabBar"

# What can be seen of each cell: its prompt, its outputs in words, faults, and its pictures.
_LOOK = """panel => [...panel.querySelectorAll('.jp-Cell')].map(cell => {
  const outputs = [...cell.querySelectorAll('.jp-OutputArea-output')];
  const words = list => list.map(output => output.textContent);
  const isError = output => /stderr|error/.test(output.dataset.mimeType);
  const pictures = outputs.flatMap(output => [...output.querySelectorAll('img')]);
  return {
    code: cell.classList.contains('jp-CodeCell'),
    prompt: cell.querySelector('.jp-InputPrompt')?.textContent ?? '',
    words: words(outputs).join('\\n'),
    errors: words(outputs.filter(isError)),
    pictures: pictures.map(image => image.complete && image.naturalWidth > 0),
  };
})"""

# Whether all cells have run, or one has failed that is not meant to: then the rest never will.
_HAS_RUN = """([panel, meant]) => {
  const prompts = [...panel.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
  const errors = panel.querySelectorAll('.jp-OutputArea-output[data-mime-type$=".stderr"]');
  return errors.length > meant || prompts.every(prompt => /\\d/.test(prompt.textContent));
}"""
_IS_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Cell:
    """What a person sees of a cell: what is red, errors and warnings; whether a picture loaded."""

    code: bool
    prompt: str
    words: str
    errors: list
    pictures: list

    @property
    def number(self):
        """The number in brackets beside it; None before it has run, and while it runs."""
        found = re.fullmatch(r"\[(\d+)\]:?", self.prompt.strip())
        return int(found[1]) if found else None


class Notebook:
    """The notebook in front, in JupyterLab, used by menus, keys and the mouse."""

    def __init__(self, page, lab):
        """Take a page of the browser, and the `Lab` that serves it."""
        self.page, self.lab = page, lab
        self.panel = page.locator(f".jp-NotebookPanel{SHOWN}")
        self.cells = self.panel.locator(".jp-Cell")
        self.tab = page.locator(f"{TABS} .lm-TabBar-tab.lm-mod-current .lm-TabBar-tabLabel")

    def open(self, path):
        """Open a notebook of the course by its path, in a JupyterLab that has just started."""
        self.page.goto(self.lab.address_of(path))
        self.wait_until_ready()
        cells = lessons.read(self.lab.course / path).cells
        self.meant_to_fail = sum("raises-exception" in lessons.tags(cell) for cell in cells)
        # The cells appear one after the other, and those that are missing yet would not be run.
        expect(self.cells).to_have_count(len(cells), timeout=START)

    def wait_until_ready(self):
        """Wait until it is in front, and has a kernel that has nothing to do.

        JupyterLab calls a kernel idle even before there is one, and what is run then is lost.
        """
        expect(self.panel.locator(".jp-KernelName")).to_have_text(
            "Python 3 (ipykernel)", timeout=START
        )
        self._wait_until_idle(START)

    def _wait_until_idle(self, timeout=PATIENCE):
        indicator = self.panel.locator(".jp-Notebook-ExecutionIndicator")
        expect(indicator).to_have_attribute("data-status", "idle", timeout=timeout)

    @property
    def title(self):
        """The highest heading of what is in front, a notebook or another page, as it is shown."""
        front = self.page.locator(f"#jp-main-dock-panel .lm-DockPanel-widget{SHOWN}")
        return front.locator("h1").first.text_content().removesuffix("¶")

    def follow(self, index, words):
        """Click a link in a cell, by its words, and wait until what it leads to is in front."""
        before = self.tab.inner_text()
        self.cells.nth(index).get_by_role("link", name=words, exact=True).click()
        expect(self.tab).not_to_have_text(before)

    def turn_to(self, file):
        """Click the tab of a file that is open."""
        self.page.locator(f"{TABS} .lm-TabBar-tabLabel").get_by_text(file, exact=True).click()
        expect(self.tab).to_have_text(file)

    def look(self):
        """What is seen of all cells, as a list of `Cell`."""
        return [Cell(**seen) for seen in self.panel.evaluate(_LOOK)]

    def choose(self, menu, entry):
        """Choose an entry of a menu."""
        self.page.locator(".lm-MenuBar-itemLabel").get_by_text(menu, exact=True).click()
        # JupyterLab paints entries in grey while the notebook is not yet the one they are for: a
        # click on them does nothing.
        label = self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True)
        item = self.page.locator(".lm-Menu-item:not(.lm-mod-disabled)", has=label)
        item.click()

    def run_all(self, seconds):
        """Clear what is stored, run all cells by the menu, and wait until they have run."""
        self.choose("Edit", "Clear Outputs of All Cells")
        self.choose("Run", "Run All Cells")
        panel = self.panel.element_handle()
        arguments = [panel, self.meant_to_fail]
        self.page.wait_for_function(_HAS_RUN, arg=arguments, timeout=seconds * SECONDS)
        self._wait_until_idle()

    def save(self):
        """Save it, and wait until nothing in it is unsaved."""
        self.page.keyboard.press("ControlOrMeta+s")
        expect(self._unsaved_tab).to_have_count(0)

    @property
    def _unsaved_tab(self):
        return self.page.locator(f"{TABS} .lm-TabBar-tab.lm-mod-current.jp-mod-dirty")

    @property
    def is_unsaved(self):
        """Whether JupyterLab would ask to save it, were it closed now."""
        return bool(self._unsaved_tab.count())

    def hide_side_bar(self):
        """Hide the files at the left, as one does in a narrow window."""
        self.page.keyboard.press("ControlOrMeta+b")
        expect(self.page.locator("#jp-left-stack")).to_be_hidden()

    def click_into(self, index):
        """Put the cursor into a code cell."""
        self.cells.nth(index).locator(".cm-content").click()

    def write(self, index, code):
        """Type code into a cell, in place of what stands there."""
        self.click_into(index)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(code)

    def run_cell(self, index):
        """Run the cell that the cursor is in, the one of this index, with Shift and Enter."""
        cell = self.cells.nth(index)
        before = self.look()[index].prompt
        self.page.keyboard.press("Shift+Enter")
        expect(cell.locator(".jp-InputPrompt")).not_to_have_text(before)
        expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"))
        self._wait_until_idle()

    def let_the_kernel_answer(self, index):
        """Run a cell: then all that the kernel was asked before is answered, and drawn."""
        self.click_into(index)
        self.run_cell(index)
        self.page.evaluate(_IS_DRAWN)

    def add_cell_below(self, index):
        """Add an empty code cell: a click beside the cell, then the key B."""
        self.cells.nth(index).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")

    def see_no_barriers(self, places):
        """Let axe look at what is shown in some places, each of them in sight."""
        # JupyterLab's body has no height, and what lies outside of it axe takes for hidden.
        self.page.add_style_tag(content="body { height: 100vh }")
        for place in places.all():
            place.scroll_into_view_if_needed()
            place.evaluate("place => { place.dataset.axe = 'here'; }")
            found = axe.run(self.page, context="[data-axe=here]")
            assert not found.violations_count, found.generate_report()
            assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}
