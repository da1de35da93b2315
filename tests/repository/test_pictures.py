"""A picture that has changed is noticed, by the function and in a run of the lesson."""

import base64
import io
import subprocess
import sys

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest

from tools import lessons, pictures

v4 = nbformat.v4


def drawn(change=lambda ax: None, **options):
    """The outputs of a cell that draws two curves, and then changes something."""
    figure, ax = plt.subplots(**options)
    x = np.linspace(0, 1, 50)
    ax.plot(x, x**2, label="squares")
    ax.plot(x, x**3, label="cubes")
    ax.set(xlabel="number", ylabel="power")
    ax.legend()
    change(ax)
    buffer = io.BytesIO()
    figure.savefig(buffer)
    png = base64.encodebytes(buffer.getvalue()).decode()
    return [v4.new_output("display_data", {"image/png": png})]


def test_what_looks_the_same_is_no_difference():
    same = drawn(lambda ax: ax.lines[0].set_color("#1f79b6"))  # was #1f77b4
    assert pictures.difference(drawn(), drawn()) is None
    assert pictures.difference(drawn(), same) is None
    assert pictures.difference([v4.new_output("stream", text="3")], []) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda ax: ax.set_xlabel("numbers"),
        lambda ax: ax.set_xlabel(""),
        lambda ax: ax.get_legend().remove(),
        lambda ax: ax.lines[1].remove(),
        lambda ax: ax.lines[1].set_linestyle("--"),
        lambda ax: ax.lines[1].set_color("C2"),
        lambda ax: ax.set_xlim(0, 1.2),
        lambda ax: ax.plot(0.5, 0.5, "s"),
    ],
)
def test_what_looks_different_is_one(change):
    assert pictures.difference(drawn(), drawn(change)).endswith("pixels differ")


def test_another_size_or_number_is_one():
    found = pictures.difference(drawn(figsize=(4, 3)), drawn(figsize=(5, 3)))
    assert found == "500 by 300 pixels instead of 400 by 300"
    assert pictures.difference(drawn(), []) == "0 pictures instead of 1"


def test_after_keras_no_pictures_are_compared():
    ids = pictures.comparable(lessons.read(lessons.NOTEBOOKS / "04_gradient_descent.ipynb").cells)
    assert "batches-figure" in ids and "keras-losses" not in ids
    for path in lessons.paths()[:4]:
        cells = lessons.read(path).cells
        assert pictures.comparable(cells) == {c.id for c in cells if c.cell_type == "code"}


@pytest.mark.skipif(not pictures.COMPARED_HERE, reason="they are not compared here")
def test_a_run_of_a_lesson_compares_its_pictures(tmp_path):
    source = "import matplotlib.pyplot as plt\n\nplt.plot([1, 4, 2])\nplt.show()"
    same, changed, ignored = cells = [
        v4.new_code_cell(source, id=id) for id in ("same", "changed", "ignored")
    ]
    ignored.metadata["tags"] = ["nbval-ignore-output"]
    notebook = v4.new_notebook(cells=cells)
    lessons.run(notebook, cwd=tmp_path)
    changed.source = ignored.source = source.replace("2])", "2], marker='s')")
    path = tmp_path / "lesson.ipynb"
    nbformat.write(lessons.normalise(notebook), path)
    root = str(lessons.ROOT)
    command = [sys.executable, "-m", "pytest", "--rootdir", root, "-c", f"{root}/pyproject.toml"]
    command += ["-p", "conftest", "--tb=short", path]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert "1 failed, 2 passed" in done.stdout, done.stdout
    assert "Cell 1: Picture differs from the stored one: " in done.stdout
