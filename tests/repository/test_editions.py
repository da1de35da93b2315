"""The learner's own copies: without outputs, following corrections, and never written over."""

import re
import subprocess
import sys

import nbformat
import pytest

from tests.repository.files import copy_of_the_course
from tools import editions, lessons

v4 = nbformat.v4


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one lesson; call it with cells to store, or correct, the lesson."""
    notebooks, mine = tmp_path / "notebooks", tmp_path / "my_lessons"
    notebooks.mkdir()
    monkeypatch.setattr(editions, "NOTEBOOKS", notebooks)
    monkeypatch.setattr(editions, "ROOT", tmp_path.resolve())

    def store(*sources):
        words = "# One\n\nSee [that](when_wrong.md), [two](02_two.ipynb), [more](../README.md)."
        cells = [v4.new_markdown_cell(words)]
        cells += [v4.new_code_cell(source, execution_count=1) for source in sources]
        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"
        cells[-1].outputs = [v4.new_output("stream", name="stdout", text="42\n")]
        nbformat.write(v4.new_notebook(cells=cells), notebooks / "01_one.ipynb")
        return editions.make_my_lessons(store.mine)

    store.mine = mine
    return store


def names(course):
    return sorted(path.name for path in course.mine.iterdir())


def work_in(path, change):
    """Open a copy as JupyterLab does, change it, and save it."""
    notebook = nbformat.read(path, 4)
    change(notebook)
    notebook.metadata.language_info = {"name": "python", "version": "3.12.1"}
    nbformat.write(notebook, path)
    return path.read_bytes()


def test_a_copy_has_no_outputs_and_its_links_lead_on(course):
    assert course("print(42)") == []
    words, code = nbformat.read(course.mine / "01_one.ipynb", 4).cells
    assert (code.source, code.outputs, code.execution_count) == ("print(42)", [], None)
    assert "(../notebooks/when_wrong.md)" in words.source and "(02_two.ipynb)" in words.source
    assert "(../README.md)" in words.source


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right that few have there")
def test_in_a_home_apart_the_links_lead_to_the_course_wherever_it_lies(
    course, tmp_path, monkeypatch
):
    (tmp_path / "home").mkdir()
    course.mine = tmp_path / "home" / "my_lessons"
    course("print(42)")
    words = nbformat.read(course.mine / "01_one.ipynb", 4).cells[0].source
    assert "(course/notebooks/when_wrong.md)" in words and "(course/README.md)" in words
    assert (course.mine / "course").samefile(tmp_path)

    monkeypatch.setattr(editions, "ROOT", tmp_path.resolve() / "notebooks")  # a newer course
    course("print(42)")
    assert (course.mine / "course").samefile(tmp_path / "notebooks")
    (course.mine / "course").unlink()
    (course.mine / "course").mkdir()  # the learner's own
    course("print(42)")
    assert not (course.mine / "course").is_symlink()


def run(notebook):
    notebook.cells[1].update(
        outputs=[v4.new_output("stream", name="stdout", text="1")], execution_count=1
    )


def answer(notebook):
    notebook.cells[1].source = "rank = 4"


def add_a_cell(notebook):
    notebook.cells.append(v4.new_code_cell("1 + 1"))


def write_beside(notebook):
    notebook.cells[0].source += "\n\nMy own note."


def only_open(notebook):
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}


def run_and_clear(notebook):
    notebook.cells[1].metadata["collapsed"] = True


@pytest.mark.parametrize("nothing", [only_open, run_and_clear])
def test_an_untouched_copy_follows_the_lesson(course, nothing):
    course("print(42)")
    work_in(course.mine / "01_one.ipynb", nothing)
    assert course("print(43)") == []
    assert names(course) == ["01_one.ipynb"]
    assert nbformat.read(course.mine / "01_one.ipynb", 4).cells[1].source == "print(43)"


@pytest.mark.parametrize("change", [run, answer, add_a_cell, write_beside])
def test_a_copy_that_was_worked_in_stays_and_the_newer_lies_beside_it(course, change):
    course("print(42)")
    mine = work_in(course.mine / "01_one.ipynb", change)
    assert course("print(42)") == []  # the lesson is what it was
    assert names(course) == ["01_one.ipynb"]

    (said,) = course("print(43)")
    assert "01_one.ipynb stays" in said and "01_one_version_2.ipynb" in said
    assert (course.mine / "01_one.ipynb").read_bytes() == mine
    newer = nbformat.read(course.mine / "01_one_version_2.ipynb", 4)
    assert "[01_one.ipynb](01_one.ipynb)" in newer.cells[0].source
    assert newer.cells[-1].source == "print(43)"

    assert course("print(43)") == []  # said once
    course("print(44)")  # the newer one is untouched, and follows
    assert names(course) == ["01_one.ipynb", "01_one_version_2.ipynb"]
    assert nbformat.read(course.mine / "01_one_version_2.ipynb", 4).cells[-1].source == "print(44)"

    second = work_in(course.mine / "01_one_version_2.ipynb", add_a_cell)
    course("print(45)")
    assert (course.mine / "01_one_version_2.ipynb").read_bytes() == second
    assert (course.mine / "01_one.ipynb").read_bytes() == mine
    assert names(course)[-1] == "01_one_version_3.ipynb"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": 7}', b"{}"])
def test_a_file_that_cannot_be_read_stays(course, content):
    course.mine.mkdir()
    (course.mine / "01_one.ipynb").write_bytes(content)
    (said,) = course("print(42)")
    assert "01_one.ipynb stays" in said
    assert (course.mine / "01_one.ipynb").read_bytes() == content
    assert course("print(42)") == []


def test_where_there_can_be_no_links_the_lessons_are_copied_all_the_same(course, monkeypatch):
    def no_links(*_, **__):
        raise PermissionError

    monkeypatch.setattr(editions, "ROOT", editions.ROOT / "elsewhere")
    monkeypatch.setattr("pathlib.Path.symlink_to", no_links)
    assert course("print(42)") == [] and names(course) == ["01_one.ipynb"]


def test_where_one_of_the_folders_cannot_be_made_it_is_named(course):
    (course.mine.parent / "my_lessons_zh").touch()
    with pytest.raises(FileExistsError) as raised:
        course("print(42)")
    assert raised.value.filename.endswith("my_lessons_zh") and names(course) == ["01_one.ipynb"]


def test_what_else_lies_there_stays(course):
    course("print(42)")
    (course.mine / "notes.txt").write_text("mine")
    (course.mine / "01_one.ipynb").unlink()
    course("print(42)")
    assert names(course) == ["01_one.ipynb", "notes.txt"]


def test_the_real_lessons_in_a_clone_and_nothing_tracked_changes(tmp_path):
    clone = copy_of_the_course(tmp_path / "course")

    def git(*command):
        done = subprocess.run(["git", *command], cwd=clone, capture_output=True, text=True)
        return done.stdout

    git("init", "--quiet")
    git("add", "--all")
    subprocess.run([sys.executable, "-m", "tools.editions"], cwd=clone, check=True)
    for folder in ("my_lessons", "my_lessons_zh"):
        path = clone / folder / "03_perceptron_and_gate.ipynb"
        notebook = lessons.read(path)
        lessons.run(notebook, cwd=path.parent)
        nbformat.write(notebook, path)
    assert git("diff", "--stat") == "" and git("ls-files", "--others", "--exclude-standard") == ""
    for stored in lessons.paths():
        cells = [
            lessons.read(clone / folder / stored.name).cells
            for folder in ("my_lessons", "my_lessons_zh")
        ]
        code, in_chinese = ([c for c in those if c.cell_type == "code"] for those in cells)
        if "03" not in stored.name:  # which has been run
            assert code == in_chinese
        assert len(cells[0]) == len(lessons.read(stored).cells)
    for here, there in (("my_lessons", "my_lessons_zh"), ("my_lessons_zh", "my_lessons")):
        title = lessons.read(clone / here / "00_start_here.ipynb").cells[0].source
        assert f"](../{there}/00_start_here.ipynb)" in title
    text = (clone / "my_lessons_zh" / "00_start_here.ipynb").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s#]+\.md)\)", text):
        assert (clone / "my_lessons_zh" / target).exists(), target
