"""A lesson in Chinese, whole: its link in *Start here*, its cells, an exercise, its widget."""

import re

from tests.browser.notebook import PATIENCE, SHOWN
from tests.browser.test_lessons import SECONDS
from tools import lessons

FOLDER, NAME = "my_lessons_zh", "03_perceptron_and_gate.ipynb"
ENGLISH = re.compile(r"\b[A-Za-z]+(?: [a-z]+){2,}")  # three words
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_a_lesson_in_chinese_is_run_answered_and_used(notebook, lab):
    notebook.open("my_lessons/00_start_here.ipynb")
    notebook.cells.first.get_by_role("link", name="中文", exact=True).click()
    title = notebook.page.locator(f".jp-NotebookPanel{SHOWN} h1", has_text="从这里开始")
    title.wait_for(timeout=PATIENCE)
    notebook.open(f"{FOLDER}/{NAME}")
    ids = [cell.id for cell in lessons.read(lab.course / FOLDER / NAME).cells]
    notebook.run_all(SECONDS)
    assert all(shown.number for shown in notebook.look() if shown.code)

    exercise = ids.index("exercise-3-1")
    for answer, mark in {"-1.5": "✗", "-0.5": "✓"}.items():
        notebook.write(exercise, f'or_bias = {answer}\ncheck("3.1", or_bias)')
        notebook.run_cell(exercise)
        said = notebook.look()[exercise].words
        assert mark in said and CHINESE.search(said) and not ENGLISH.search(said), said

    widget = notebook.cells.nth(ids.index("perceptron-playground")).locator(".course-widget")
    widget.scroll_into_view_if_needed(timeout=PATIENCE)
    before = widget.text_content()
    widget.locator("input[type=range]").first.press("ArrowRight")
    notebook.let_the_kernel_answer(exercise)
    after = widget.text_content()
    assert before != after
    labels = widget.locator("[aria-label]").evaluate_all("all => all.map(a => a.ariaLabel)")
    for words in (after, *labels):
        assert CHINESE.search(words) and not ENGLISH.search(words), words
