"""A learner works, the course is corrected, and the learner comes back: nothing is lost."""

import contextlib
import json
import re

from playwright.sync_api import expect

from tests.browser.conftest import started_lab
from tests.browser.notebook import PATIENCE, Notebook
from tools import lessons

START, WORKED_IN, LEFT_ALONE = (lessons.paths()[number].name for number in (0, 3, 4))
CORRECTION = "A sentence that was not there yesterday."
ANSWER = 'or_bias = -0.5\ncheck("3.1", or_bias)'


def correct(path):
    """Put a sentence behind the first words of a stored lesson, as a maintainer would."""
    lesson = json.loads(path.read_text(encoding="utf-8"))
    lesson["cells"][0]["source"] += ["\n\n" + CORRECTION]
    path.write_text(json.dumps(lesson), encoding="utf-8")


@contextlib.contextmanager
def a_day(page, folder):
    """JupyterLab, started in the morning and ended in the evening, where the course lies."""
    page.set_default_timeout(PATIENCE)
    with started_lab(folder) as lab:
        yield Notebook(page, lab)


def test_two_days(page, tmp_path):
    with a_day(page, tmp_path) as day:
        the_first(day)
    with a_day(page, tmp_path) as day:
        the_second(day)


def the_first(day):
    day.open(f"my_lessons/{START}")
    assert not any(cell.words or cell.number for cell in day.look())  # nothing is given away
    assert not day.is_unsaved  # whoever closes it now is not asked whether to save
    day.run_all(60)
    day.save()

    day.open(f"my_lessons/{WORKED_IN}")
    day.run_all(120)
    exercise = [cell.id for cell in lessons.read(lessons.paths()[3]).cells].index("exercise-3-1")
    for answer, verdict in (ANSWER.replace("-0.5", "-1.5"), "not yet"), (ANSWER, "right"):
        day.write(exercise, answer)
        day.run_cell(exercise)
        expect(day.cells.nth(exercise)).to_contain_text(f"Exercise 3.1: {verdict}")
    day.save()
    mine = day.lab.course / "my_lessons"
    for name, words in (START, "The net reads a 7"), (WORKED_IN, "Exercise 3.1: right"):
        assert words in (mine / name).read_text(encoding="utf-8")
    for name in START, WORKED_IN, LEFT_ALONE:
        correct(day.lab.course / "notebooks" / name)


def the_second(day):
    mine = day.lab.course / "my_lessons"
    newer = {name: f"{name.removesuffix('.ipynb')}_version_2.ipynb" for name in (START, WORKED_IN)}
    said = day.lab.log.read_text(encoding="utf-8")
    for name, new in newer.items():
        assert f"{name} stays as you left it; the corrected lesson is {new}" in said
    assert {path.name for path in mine.glob("*_version_*")} == set(newer.values())
    assert CORRECTION in (mine / LEFT_ALONE).read_text(encoding="utf-8")
    for name, new in newer.items():
        day.open(f"my_lessons/{name}")
        left = " ".join(cell.words for cell in day.look())
        assert ("Exercise 3.1: right" if name == WORKED_IN else "The net reads a 7") in left
        assert CORRECTION not in day.panel.inner_text()

        day.open(f"my_lessons/{new}")
        expect(day.panel).to_contain_text("This lesson has been corrected.")
        expect(day.panel).to_contain_text(CORRECTION)
        day.follow(0, name)
        assert day.tab.inner_text() == name

    day.run_all(60)
    exercise = next(n for n, cell in enumerate(day.look()) if "Exercise 3.1" in cell.words)
    assert re.search(r"or_bias = -0\.5", day.cells.nth(exercise).inner_text())
    expect(day.cells.nth(exercise)).to_contain_text("Exercise 3.1: right")
