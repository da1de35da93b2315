"""Each lesson with the solutions put in: it runs from top to bottom, and every exercise passes."""

import json

import numpy as np
import pytest

from helpers.data import _small_mnist
from helpers.exercises._exercise import exercises
from tools import lessons

PATHS = [path for path in lessons.paths() if 0 < int(path.name[:2]) < 10]


@pytest.fixture(scope="module")
def small_mnist(tmp_path_factory):
    """The 5,000 digits as a file: the exercises do not depend on how many there are."""
    (x_train, y_train), (x_test, y_test) = _small_mnist()
    path = tmp_path_factory.mktemp("mnist") / "mnist.npz"
    np.savez(path, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    return path


def solve(notebook, mine):
    """Put the solutions of these exercises into a notebook, where a learner would."""
    cells = {cell.id: cell for cell in notebook.cells}
    for exercise in mine:
        cell = cells[f"exercise-{exercise.id.replace('.', '-')}"]
        *_, check = cell.source.splitlines()
        cell.source = f"{exercise.given}\n{exercise.code}\n\n\n{check}"
        yield cell


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_exercise_passes(path, small_mnist, monkeypatch, tmp_path):
    monkeypatch.setenv("MNIST_PATH", str(small_mnist))
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    mine = [e for e in exercises().values() if e.lesson == int(path.name[:2])]
    notebook = lessons.read(path)
    cells = list(solve(notebook, mine))
    lessons.run(notebook)
    for exercise, cell in zip(mine, cells, strict=True):
        (output,) = cell.outputs
        assert output.data["text/plain"].startswith(f"✓ Exercise {exercise.id}: right")
    solved = json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))
    assert solved == {"solved": [exercise.id for exercise in mine]}
