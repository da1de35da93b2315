"""The lessons' tests solve every exercise, and would notice a solution that is not right."""

import os
import re
import subprocess
import sys
from collections import Counter

import nbformat
import pytest

from helpers.exercises._exercise import exercises
from tools import lessons

# In a folder of its own: one lesson, with one exercise that is given this solution.
CONFTEST = """
import dataclasses
from helpers.exercises._exercise import exercises
from tests import solved

given = dataclasses.replace(exercises()["1.1"], solution={solution!r})
solved.exercises = lambda: {{"1.1": given}}

def pytest_collection_modifyitems(items):
    items[:] = solved.with_solutions(items)
"""


def pytest_says(folder, *options):
    """What pytest prints when it is run on a folder or a file with nbval."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", *options]
    environment = {**os.environ, "PYTHONPATH": str(lessons.ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout


def test_every_exercise_is_solved_in_its_lesson():
    said = pytest_says(lessons.ROOT, "--collect-only", "-q", "notebooks")
    solved = Counter(re.findall(r"notebooks/(\d\d)\w+\.ipynb::Cell \d+ solved", said))
    assert solved == Counter(f"{exercise.lesson:02}" for exercise in exercises().values())


SOLUTION = exercises()["1.1"].solution
SLIP = next(iter(exercises()["1.1"].slips))


@pytest.mark.parametrize(
    ("solution", "closing_line"),
    [(SOLUTION, "3 passed"), (SLIP, "1 failed, 2 passed"), ("1 / 0", "1 failed, 2 passed")],
)
def test_a_solution_that_is_not_right_fails(solution, closing_line, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    (tmp_path / "conftest.py").write_text(CONFTEST.format(solution=solution), encoding="utf-8")
    name = exercises()["1.1"].name
    cells = [
        nbformat.v4.new_code_cell("from helpers.exercises import check", id="exercise-imports"),
        nbformat.v4.new_code_cell(f'{name} = ...\ncheck("1.1", {name})', id="exercise-1-1"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "lesson.ipynb")
    assert closing_line in pytest_says(tmp_path)
