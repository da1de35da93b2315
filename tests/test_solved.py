"""Each lesson's exercises with the solutions put in: every one passes, and is recorded.

Of the lesson itself only the imports are run, so this shows as well that an exercise needs nothing
else of it: whoever comes back on another day need not run the whole lesson first.
"""

import json
import re

import pytest

from helpers.exercises._exercise import exercises
from tools import lessons

PATHS = [path for path in lessons.paths() if 0 < int(path.name[:2]) < 10]


def is_needed(cell):
    """Whether it is an exercise's cell, or imports what exercises use."""
    return cell.id.startswith("exercise-") or (
        cell.cell_type == "code"
        and re.search(r"^import (numpy|keras)\b", cell.source, re.MULTILINE)
    )


def solve(notebook, mine):
    """Put the solutions of these exercises into a notebook, where a learner would."""
    cells = {cell.id: cell for cell in notebook.cells}
    for exercise in mine:
        cell = cells[f"exercise-{exercise.id.replace('.', '-')}"]
        *_, check = cell.source.splitlines()
        cell.source = f"{exercise.given}\n{exercise.code}\n\n\n{check}"
        yield cell


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_exercise_passes(path, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    mine = [e for e in exercises().values() if e.lesson == int(path.name[:2])]
    notebook = lessons.read(path)
    cells = list(solve(notebook, mine))
    notebook.cells = [cell for cell in notebook.cells if is_needed(cell)]
    lessons.run(notebook)
    for exercise, cell in zip(mine, cells, strict=True):
        (output,) = cell.outputs
        assert output.data["text/plain"].startswith(f"✓ Exercise {exercise.id}: right")
    solved = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))
    assert solved == {"solved": [exercise.id for exercise in mine]}
