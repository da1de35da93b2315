"""The way through the course: the start page, the links between lessons, an exercise by hand."""

import re
from itertools import pairwise

import nbformat
from playwright.sync_api import expect

from tools import lessons

PATHS = lessons.paths()
START, FIRST = PATHS[:2]


def title_of(path):
    """The title of a lesson, or of another page of the course."""
    is_notebook = path.suffix == ".ipynb"
    text = lessons.read(path).cells[0].source if is_notebook else path.read_text(encoding="utf-8")
    return lessons.headings(text)[0][1].replace("`", "")


def links_in(path, index):
    """The links of a lesson's cell to other pages of the course: their words, and the pages."""
    source = lessons.read(path).cells[index].source
    links = re.findall(r"\[([^]]+)\]\(([^)\s]+)\)", source)
    return [
        (" ".join(words.split()), (path.parent / target).resolve())
        for words, target in links
        if not target.startswith(("http", "#"))
    ]


def go(notebook, here, index, there):
    """Click the link in a lesson's cell that leads there, and see that it does."""
    words = next(words for words, target in links_in(here, index) if target == there)
    notebook.follow(index, words)
    assert notebook.title == title_of(there)


def test_the_start_page_leads_everywhere(notebook, lab):
    notebook.page.goto(lab.address)  # as make lab does
    notebook.wait_until_ready()
    assert notebook.title == title_of(START)
    reached = set()
    for index in range(len(lessons.read(START).cells)):
        for _, target in links_in(START, index):
            go(notebook, START, index, target)
            notebook.turn_to(START.name)
            reached.add(target)
    assert reached >= {*PATHS[1:], lessons.NOTEBOOKS / "when_something_goes_wrong.md"}


def test_the_links_between_lessons(notebook):
    notebook.open(f"my_lessons/{START.name}")
    for here, there in pairwise(PATHS):
        go(notebook, here, len(lessons.read(here).cells) - 1, there)
    for here in PATHS[1:]:
        for _, there in links_in(here, 0):
            notebook.turn_to(here.name)
            go(notebook, here, 0, there)


def test_an_exercise_by_hand(notebook, theme):
    notebook.open(f"my_lessons/{FIRST.name}")
    is_light = str(theme == "JupyterLab Light").lower()
    expect(notebook.page.locator("body")).to_have_attribute("data-jp-theme-light", is_light)
    ids = [cell.id for cell in lessons.read(FIRST).cells]
    exercise = ids.index("exercise-1-1")

    def says(index, *words):
        """What stands beneath the cell begins so, and can be read on this theme."""
        shown = notebook.look()[index].words
        assert [word for word in words if word not in shown] == [], shown
        notebook.see_no_barriers(notebook.cells.nth(index).locator(".jp-OutputArea-output"))

    notebook.click_into(ids.index("exercise-imports"))
    notebook.run_cell(ids.index("exercise-imports"))
    notebook.write(exercise, 'rank = 3\ncheck("1.1", rank)')
    notebook.run_cell(exercise)
    says(exercise, "✗ Exercise 1.1: not yet", "a batch has one more, in front")

    notebook.add_cell_below(exercise)
    notebook.write(exercise + 1, 'hint("1.1")')
    notebook.run_cell(exercise + 1)
    says(exercise + 1, "What do time and a batch each add?")

    notebook.write(exercise, 'rank = 4\ncheck("1.1", rank)')
    notebook.run_cell(exercise)
    says(exercise, "✓ Exercise 1.1: right")

    notebook.write(exercise + 1, "progress()")
    notebook.run_cell(exercise + 1)
    says(exercise + 1, "1 of 5")


def test_after_an_error_met_on_purpose_the_stars_go_and_the_cells_still_run(notebook, lab):
    """As *Start here* says; once JupyterLab keeps the stars, the sentence there can go."""
    said = " ".join("\n".join(cell.source for cell in lessons.read(START).cells).split())
    assert "takes the stars away from the cells below it, but they still run" in said
    wait = "import pathlib, time\n\nwhile not pathlib.Path('seen').exists():\n    time.sleep(0.1)"
    path = lab.write("raise ValueError('met on purpose')", wait, "'an answer'")
    mine = lessons.read(lab.course / path)
    mine.cells[0].metadata["tags"] = ["raises-exception"]
    nbformat.write(mine, lab.course / path)
    notebook.open(path)
    notebook.choose("Run", "Run All Cells")
    prompts = notebook.panel.locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts).to_have_text(["[1]:", "[ ]:", "[ ]:"])
    (lab.course / path).with_name("seen").touch()
    expect(prompts).to_have_text(["[1]:", "[2]:", "[3]:"])
