"""Behind the cells of a lesson its claims are held and its exercises solved: both can fail."""

import os
import re
import subprocess
import sys
from collections import Counter

import nbformat
import pytest

from exercises._exercise import exercises
from tools import claims, lessons

# In a folder of its own: one lesson, with one exercise that is given this solution.
CONFTEST = """
import dataclasses
from pathlib import Path
from exercises._exercise import exercises
from tests import behind

given = dataclasses.replace(exercises()["1.1"], solution={solution!r})
behind.exercises = lambda: {{"1.1": given}}
behind.claims.FOLDER = Path(__file__).parent

def pytest_collection_modifyitems(items):
    items[:] = behind.with_what_is_behind(items)
"""
FIRST = exercises()["1.1"]
SOLUTION, SLIP = FIRST.code, FIRST.edited(next(iter(FIRST.slips)))


def pytest_says(folder, *options):
    """What pytest prints when it is run on a folder or a file with nbval."""
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", *options]
    environment = {**os.environ, "PYTHONPATH": str(lessons.ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Call it with cells by their ids, and claims: what pytest says of that lesson."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))

    def say(cells, held="", solution=SOLUTION):
        (tmp_path / "conftest.py").write_text(CONFTEST.format(solution=solution), encoding="utf-8")
        (tmp_path / "lesson.py").write_text(held, encoding="utf-8")
        ignored = {"tags": ["nbval-ignore-output"]}
        cells = [
            nbformat.v4.new_code_cell(source, id=id, metadata=ignored)
            for id, source in cells.items()
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "lesson.ipynb")
        return pytest_says(tmp_path)

    return say


def test_every_exercise_is_solved_and_every_claim_held():
    said = pytest_says(lessons.ROOT, "--collect-only", "-q", "notebooks")
    solved = Counter(re.findall(r"notebooks/(\d\d)\w+\.ipynb::Cell \d+ solved", said))
    assert solved == Counter(f"{exercise.lesson:02}" for exercise in exercises().values())
    held = Counter(re.findall(r"notebooks/(\w+)\.ipynb::Cell \d+ claims\n", said))
    blocks = {path.stem: len(claims.blocks(claims.path_for(path))) for path in lessons.paths()}
    assert held == Counter(blocks)


@pytest.mark.parametrize(
    ("solution", "closing_line"),
    [
        (SOLUTION, "3 passed"),
        (SLIP, "1 failed, 2 passed"),
        ("1 / 0", "1 failed, 2 passed"),
    ],
)
def test_a_solution_that_is_not_right_fails(solution, closing_line, lesson):
    name = FIRST.name
    cells = {
        "exercise-imports": "from exercises import check",
        "exercise-1-1": f'{name} = ...\ncheck("1.1", {name})',
    }
    assert closing_line in lesson(cells, solution=solution)


def test_a_claim_that_does_not_hold_names_its_place_and_shows_its_values(lesson):
    cells = {"first": "a = 0.5", "second": "a = 0.7"}
    held = (
        "# Claims.\n\n# %% first\nb = 0.6\nassert a < b\n\n# %% second\nassert a < 1\n"
        "for limit in (0.8, 0.6):\n    assert (\n        a\n        < limit\n    )\n"
    )
    said = lesson(cells, held)
    assert "1 failed, 4 passed" in said
    assert "lesson.ipynb: a claim does not hold." in said
    assert "lesson.py, line 10, behind the cell second:\nassert a < limit" in said
    assert "    a = 0.7\n    limit = 0.6\n" in said


def test_an_error_in_a_claim_is_a_failure(lesson):
    said = lesson({"first": "a = 1"}, "# %% first\nassert a == b\n")
    assert "1 failed, 2 passed" in said and "name 'b' is not defined" in said
    assert "lesson.py, line 2, behind the cell first:\nassert a == b" in said


def test_a_claim_leaves_no_name_behind(lesson):
    said = lesson({"first": "a = 1", "second": "b"}, "# %% first\nb = 1\n\n# %% second\n")
    assert "NameError" in said and "1 failed" in said


@pytest.mark.parametrize("end", ["plt.show()", "line", "figure.suptitle('f')"])
def test_a_claim_sees_what_its_cell_has_drawn_and_nothing_else(end, lesson):
    drawing = "figure, ax = plt.subplots()\nline = ax.plot([{}])\n" + end
    cells = {
        "imports": "import matplotlib.pyplot as plt",
        "first": drawing.format(1),
        "second": drawing.format(2),
        "third": "c = 3",
    }
    held = "".join(
        f"# %% {id}\nassert [f.axes[0].lines[0].get_ydata()[0] for f in figures] == {drawn}\n"
        for id, drawn in [("first", [1]), ("second", [2]), ("third", [])]
    )
    assert " 8 passed" in lesson(cells, held)


def test_a_cell_has_one_block(tmp_path):
    (tmp_path / "twice.py").write_text("# %% a\n# %% b\n# %% a\n")
    with pytest.raises(ValueError, match="two blocks for the cell a; expected one"):
        claims.blocks(tmp_path / "twice.py")
