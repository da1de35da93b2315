"""make refresh: what it stores, what it keeps, and that a failure changes nothing."""

import nbformat
import pytest

from tools import lessons, refresh

v4 = nbformat.v4


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course; call it with the cells of lesson 01 to get the path it is stored at."""
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path)

    def store(*cells):
        notebook = v4.new_notebook(cells=list(cells), metadata={"toc": {}})
        path = tmp_path / "01_tensors.ipynb"
        path.write_text(nbformat.writes(notebook), encoding="utf-8")
        return path

    return store


def code(source, id, tags=(), **rest):
    return v4.new_code_cell(source, id=id, metadata={"tags": list(tags), "collapsed": True}, **rest)


def test_it_runs_normalises_and_stores(course):
    path = course(
        v4.new_markdown_cell("# Title", id="title"),
        code("print('one')\nprint('two')", "words"),
        code("import os\nos.path.basename(os.getcwd()) != ''", "value"),
    )
    refresh.main([])
    notebook = lessons.read(path)
    assert notebook.metadata == lessons.METADATA
    assert [cell.id for cell in notebook.cells] == ["title", "words", "value"]
    words, value = notebook.cells[1:]
    assert (words.execution_count, value.execution_count) == (1, 2)
    assert words.metadata == value.metadata == {}
    assert words.outputs == [v4.new_output("stream", name="stdout", text="one\ntwo\n")]
    assert value.outputs[0].data["text/plain"] == "True"


def test_a_second_run_changes_no_byte(course, capsys):
    path = course(
        code("import matplotlib.pyplot as plt\nplt.plot([1, 4, 2])\nplt.show()", "picture"),
        code("{}['key']", "mistake", ["raises-exception"]),
    )
    refresh.main([])
    first = path.read_bytes()
    refresh.main(["01"])
    assert path.read_bytes() == first
    assert capsys.readouterr().out.splitlines()[-1].endswith("unchanged")
    assert {file.name for file in path.parent.iterdir()} == {path.name}


def test_a_lesson_without_code_is_brought_into_form(course, capsys):
    path = course(v4.new_markdown_cell("# Glossary", id="title"))
    refresh.main([])
    assert lessons.read(path).metadata == lessons.METADATA
    assert capsys.readouterr().out.endswith(" changed\n")


def test_a_failing_cell_leaves_the_file_alone(course, capfd):
    path = course(code("1 / 0", "division"))
    before = path.read_bytes()
    with pytest.raises(SystemExit, match="01_tensors.ipynb is unchanged, because a cell failed"):
        refresh.main([])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("stored", "kept"),
    [("about 300 times\n", True), ("about 3.5 times\n", True), ("took 3 ms\n", False)],
)
def test_a_measured_speed_is_kept_until_it_is_said_in_other_words(course, stored, kept):
    path = course(
        code(
            "print('about 200 times')",
            "speed",
            ["timing", "nbval-ignore-output"],
            execution_count=1,
            outputs=[v4.new_output("stream", name="stdout", text=stored)],
        )
    )
    refresh.main([])
    (output,) = lessons.read(path).cells[0].outputs
    assert output.text == (stored if kept else "about 200 times\n")


def test_it_says_when_there_is_no_such_lesson(course):
    course(code("print(1)", "one"))
    with pytest.raises(SystemExit, match="No lesson in notebooks/ begins with 42 or 43"):
        refresh.main(["42", "43"])


def test_a_run_says_how_long_each_cell_took_and_how_much_memory(course):
    path = course(
        code("import time\ntime.sleep(0.5)", "nap"),
        code("x = b'x' * 10**8; print(len(x)); del x", "fill"),
    )
    run = lessons.run(lessons.read(path))
    assert run.first_output > run.seconds["nap"] > 0.5
    assert set(run.seconds) == {"nap", "fill"}
    assert run.peak_memory > 10**8


def test_a_widget_is_stored_as_its_words_alone(course):
    source = "from widgets import perceptron_playground\nperceptron_playground()"
    path = course(code(source, "playground"))
    refresh.main([])
    (output,) = lessons.read(path).cells[0].outputs
    assert set(output.data) == {"text/plain"}
    assert output.data["text/plain"].startswith("The perceptron playground.")
