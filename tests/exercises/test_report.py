"""The teacher's table, of folders as they are handed in: the course's notebooks, with verdicts."""

import csv
import json
import os
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest

from exercises import _again
from exercises._exercise import exercises
from exercises.report import main
from tools import lessons
from tools.editions import for_a_learner, place

STATES = {
    "✓": "✓ Exercise {}: right",
    "·": "✗ Exercise {}: not yet",
    " ": "Exercise {}: not attempted yet",
}


def lesson(number, signs=None):
    """A lesson's file name, and its notebook with a verdict for each of the signs: ✓, · or blank.

    Without signs, it is saved without outputs.
    """
    path = next(path for path in lessons.paths() if path.name.startswith(f"{number:02}_"))
    notebook = nbformat.read(path, as_version=4)
    checks = [cell for cell in notebook.cells if re.search(r'^check\("', cell.source, re.M)]
    for nth, cell in enumerate(checks):
        if signs is None:
            cell.outputs = []
        elif nth < len(signs):
            said = STATES[signs[nth]].format(f"{number}.{nth + 1}")
            cell.outputs[0].data["text/plain"] = f"{said}\nAnd a sentence or two."
    return path.name, notebook


def hand_in(folder, number, signs=None, name="{}", version=4):
    """Write a lesson with verdicts into a folder, under a name made of its own; gives its path."""
    file, notebook = lesson(number, signs)
    path = folder / name.format(file.removesuffix(".ipynb"))
    path = path if ".ipynb" in path.name else path.with_name(f"{path.name}.ipynb")
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.convert(notebook, version)
    path.write_text(nbformat.writes(notebook, version=version), encoding="utf-8")
    return path


@pytest.fixture
def report(tmp_path, capsys):
    """Run it on the folder `in`: its exit code, `{learner: row of the CSV}`, and its words."""

    def run(folder=tmp_path / "in", *options):
        file = tmp_path / "class.csv"
        file.unlink(missing_ok=True)
        code = main([str(folder), "--csv", str(file), *options])
        rows = []
        if file.exists():
            rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        return code, {row["learner"]: row for row in rows}, capsys.readouterr().out

    return run


def signs(row, number):
    """A lesson's part of a row in the signs of the screen."""
    ids = [id for id in exercises() if id.startswith(f"{number}.")]
    return "".join({"right": "✓", "not yet": "·", "": " "}[row[id]] for id in ids)


def test_a_row_has_the_verdicts_and_how_many_are_right(report, tmp_path):
    hand_in(tmp_path / "in" / "ada", 3, "✓·✓ ·")
    hand_in(tmp_path / "in" / "ada", 11, "✓✓")
    hand_in(tmp_path / "in" / "bob", 3, " ··")
    code, table, said = report()
    assert code == 0 and list(table) == ["ada", "bob"]
    assert list(table["ada"]) == ["learner", *exercises(), "right"]
    assert signs(table["ada"], 3) == "✓·✓ ·" and signs(table["ada"], 11) == "✓✓"
    assert signs(table["bob"], 3) == " ··  " and signs(table["ada"], 4) == "     "
    assert table["ada"]["right"] == "4" and table["bob"]["right"] == "0"
    lines = said.splitlines()
    assert re.findall(r"\w+", lines[0]) == ["learner", *map(str, range(1, 12)), "right"]
    assert lines[1].split("│")[1:6] == [*["12345"] * 5]
    assert lines[2].split("│")[3] == "✓·✓ ·" and lines[2].endswith("  4")
    assert (
        lines[-1] == "Tried and not right yet, most often: 3.2 (2 of 2), 3.5 (1 of 1), 3.3 (1 of 2)"
    )
    assert "Not read" not in said and "more than once" not in said


def test_a_verdict_in_chinese_counts_as_well(report, tmp_path):
    path = hand_in(tmp_path / "in" / "li", 3, "✓·")
    said = path.read_text(encoding="utf-8").replace("Exercise 3.1: right", "练习 3.1：正确")
    said = said.replace("Exercise 3.2: not yet", "题目 3.2：错了")  # in words of an older edition
    path.write_text(said, encoding="utf-8")
    _, table, _ = report()
    assert signs(table["li"], 3) == "✓·   "


def test_thirty_learners_fit_a_hundred_columns(report, tmp_path):
    for n in range(30):
        hand_in(tmp_path / "in" / f"{n:02} Johannes Chrysostomus Wolfgang Theophilus", 1, "✓·")
    _, table, said = report()
    assert len(table) == 30 and max(map(len, said.splitlines())) <= 100
    assert "29 Johannes Chrysostomus Wo… │✓·   │     │" in said


def test_the_columns_line_up_beside_names_in_characters_of_twice_the_width(report, tmp_path):
    for name in ("ada", "李雷", "约翰·克里索斯托穆斯·沃尔夫冈格"):
        hand_in(tmp_path / "in" / name, 1, "✓·")
    _, _, said = report()
    rows = [line.partition("│")[0] for line in said.splitlines()[:5]]
    assert rows[0] == "learner" + " " * 22 and rows[2] == "ada" + " " * 26
    assert rows[3:] == ["李雷" + " " * 25, "约翰·克里索斯托穆斯·沃尔夫…  "]


NAMES = [
    ("{}_version_2_ada", "ada"),
    ("ada/{}", "ada"),
    ("ada/homework/{} (1)", "ada"),
    ("student_07/{}", "student_07"),
    ("submitted/ada/ps1/{}", "ada"),
    ("{}_ada", "ada"),
    ("ada-{}", "ada"),
    ("{}_ada (2)", "ada"),
    ("{}_ada-Copy1", "ada"),
    ("Copy of {} - Zoë - Copy (2)", "Zoë"),
    ("{}_ada.ipynb.txt", "ada"),
    ("03/{}", "03"),
    ("Ada Lovelace_12345_assignsubmission_file_/{}", "Ada Lovelace"),
    ("Ada Lovelace_12345_assignsubmission_file/x/{}", "Ada Lovelace"),
    ("Ada Lovelace_12345_assignsubmission_file_{}", "Ada Lovelace"),
    ("Participant_12345_assignsubmission_file_/{}", "Participant_12345"),
    ("Zoe\N{COMBINING DIAERESIS}/{}", "Zoë"),  # as a Mac writes it
    ("=1+1/{}", "1+1"),
    ("{}", "in"),  # the folder of one learner
    ("{}-Copy1", "in"),
]


@pytest.mark.parametrize(("name", "learner"), NAMES)
def test_a_learner_is_named_by_a_folder_or_a_file(name, learner, report, tmp_path):
    hand_in(tmp_path / "in", 3, "✓", name)
    assert list(report()[1]) == [learner]


def test_of_several_copies_the_best_verdicts_count_and_it_is_said(report, tmp_path):
    hand_in(tmp_path / "in" / "ada", 3, "✓· ·")
    hand_in(tmp_path / "in" / "ada", 3, "·✓  ", "{}-Copy1")
    hand_in(tmp_path / "in" / "ada", 3, "  ··", "old/{}")
    hand_in(tmp_path / "in" / "ada", 3, "✓✓✓✓✓", ".ipynb_checkpoints/{}-checkpoint")
    hand_in(tmp_path / "in" / "ada", 3, "✓✓✓✓✓", "__MACOSX/._{}")
    _, table, said = report()
    assert signs(table["ada"], 3) == "✓✓·· "
    assert "best verdict of an exercise counts:\nada, lesson 3: 3 files\n" in said


def test_an_older_format_is_read(report, tmp_path):
    hand_in(tmp_path / "in" / "ada", 3, "✓· ", version=3)
    assert signs(report()[1]["ada"], 3) == "✓·   "


def test_what_cannot_be_read_is_named_and_stops_nothing(report, tmp_path):
    folder = tmp_path / "in"
    good = hand_in(folder / "ada", 3, "✓")
    answered(folder / "bob", 3, solved(3), None)
    text = good.read_text(encoding="utf-8")
    damaged = {
        "cut.ipynb": text[:-300],
        "page.ipynb": "<!doctype html>",
        "list.ipynb": "[]",
        "other.ipynb": "{}",
        "nest.ipynb": "[" * 10**5,
        "source.ipynb": text.replace('"source": [', '"source": 3, "x": ['),
        "outputs.ipynb": text.replace('"data": {', '"data": 3, "x": {'),
    }
    for name, content in damaged.items():
        (folder / "bob" / name).write_text(content, encoding="utf-8")
    (folder / "bob" / "empty.ipynb").write_bytes(b" \n")
    (folder / "bob" / "gone.ipynb").symlink_to("nowhere")
    (folder / "bob" / "bytes.ipynb").write_bytes(b"\xff\xfe\xfa")
    (folder / "timestamp.txt").write_text("2026-11-26")
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.write(good)
    code, table, said = report()
    assert code == 0 and signs(table["ada"], 3) == "✓    "
    assert list(table) == ["ada", "bob"] and table["bob"]["right"] == "0"
    why = dict(
        line.replace("\\", "/").split(": ", 1) for line in said.split("Not read:\n")[1].splitlines()
    )
    for name in [*damaged, "bytes.ipynb"]:
        assert why.pop(f"bob/{name}") == "it is no notebook, or a damaged one", name
    assert why.pop("bob/gone.ipynb")  # in the system's words
    assert why == {
        "all.zip": "it is packed: unpack it, and run the report again",
        "bob/03_perceptron_and_gate.ipynb": (
            "no verdict is stored in it: was it saved after running?"
        ),
        "bob/empty.ipynb": "it is empty",
    }


def test_a_learners_copies_in_which_nothing_was_tried_are_passed_over(report, again, tmp_path):
    ada, bob = tmp_path / "in" / "ada", tmp_path / "in" / "bob"
    for folder in (ada, bob):
        folder.mkdir(parents=True)
        for path in lessons.paths():
            place(for_a_learner(path), folder / path.name)
    hand_in(ada, 3, "✓·✓✓✓")
    hand_in(ada, 4)  # its cells were run, and no exercise
    foreign = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(foreign, tmp_path / "in" / "mine.ipynb")
    for run in (report, again):
        _, table, said = run()
        assert list(table) == ["ada", "bob", "mine"] and table["bob"]["right"] == "0"
        assert "Not read" not in said
        assert said.endswith(
            "\n5 files without exercises were passed over"
            "\n21 files in which no exercise has been tried were passed over\n"
        )


def test_one_file_without_exercises_is_named_as_one(report, tmp_path):
    hand_in(tmp_path / "in" / "ada", 3, "✓")
    hand_in(tmp_path / "in" / "ada", 99)
    assert report()[2].endswith("\n1 file without exercises was passed over\n")


def test_only_a_verdict_of_the_courses_in_a_cell_that_checks_is_one(report, tmp_path):
    path = hand_in(tmp_path / "in" / "ada", 3, "·")
    notebook = json.loads(path.read_text(encoding="utf-8"))

    def cell(source, said):
        printed = {"output_type": "stream", "name": "stdout", "text": "✓ My 3.5: all gates"}
        output = {"output_type": "display_data", "data": {"text/plain": [said]}, "metadata": {}}
        outputs = [printed, output]
        return {"cell_type": "code", "source": [source], "outputs": outputs, "metadata": {}}

    notebook["cells"] += [
        cell("print('x')", "✓ Exercise 3.1: right"),
        cell('check("3.9", 1)', "✓ Exercise 3.9: right"),
        cell('check("3.2", 1)', "You say: ✓ Exercise 3.2: right"),
        cell('check("3.3", 1)', "✓ My loss is 3.3, or so it seems"),
        cell('check("3.4", 1)', "✓ Exercise 3.4: right\nWell done."),
    ]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    _, table, _ = report()
    assert signs(table["ada"], 3) == "·  ✓ " and table["ada"]["right"] == "1"


def test_where_nothing_can_be_read_it_fails(report, tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert report()[::2] == (1, "There is no verdict in this folder.\n")
    answered(tmp_path / "in" / "ada", 3, {"3.1": "or_bias = -0.5"}, None)
    code, _, said = report()
    assert code == 1 and "was it saved after running?" in said
    for wrong in ("nowhere", "in/ada/03_perceptron_and_gate.ipynb"):
        with pytest.raises(SystemExit) as error:
            report(tmp_path / wrong)
        assert error.value.code == 2
        assert "is no folder: name the one with" in capsys.readouterr().err


def test_as_a_teacher_runs_it(tmp_path):
    hand_in(tmp_path / "in" / "Zoë", 3, "✓")
    bea = "b\udce9a" if sys.platform == "linux" else "béa"  # as an older zip is unpacked
    hand_in(tmp_path / "in" / bea, 3, "·")

    def run(file):
        command = [sys.executable, "-m", "exercises.report", "in", "--csv", file]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")

    done = run("class.csv")
    assert done.returncode == 0 and done.stderr == ""
    assert "Zoë     │     │     │✓    │" in done.stdout and re.search("b[?é]a     │", done.stdout)
    assert (tmp_path / "class.csv").read_bytes().startswith("\ufefflearner,1.1,".encode())
    wrong = run("in")
    assert wrong.returncode == 2 and "in cannot be written" in wrong.stderr
    assert "is it open elsewhere, or may you not write there?" in " ".join(wrong.stderr.split())


# With --again: the answers themselves.


def answered(folder, number, answers, stored=""):
    """Hand in a lesson with these answers, by id, in place of the dots; gives its path."""
    path = hand_in(folder, number, stored)
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        id = cell.id.removeprefix("exercise-").replace("-", ".")
        if id in answers:
            cell.source = f"{answers[id]}\n\n\n{cell.source.splitlines()[-1]}"
    nbformat.write(notebook, path)
    return path


def solved(number):
    """The solutions of a lesson's exercises, by id."""
    return {id: f"{e.given}\n{e.code}" for id, e in exercises().items() if e.lesson == number}


@pytest.fixture
def again(report, tmp_path, monkeypatch):
    """Run it with --again, as somebody who is not root."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    return lambda: report(tmp_path / "in", "--again")


def test_right_answers_are_right_again_with_all_that_their_lesson_defines(again, tmp_path):
    for number in (3, 7):
        answered(tmp_path / "in" / "ada", number, solved(number))
    hand_in(tmp_path / "in" / "bob", 7)
    code, table, said = again()
    assert code == 0 and table["ada"]["right"] == "10"
    assert signs(table["ada"], 7) == "✓✓✓✓✓" and signs(table["bob"], 7) == "     "
    assert "Stored as right" not in said and "Not read" not in said


def test_a_verdict_that_is_stored_and_not_true_is_found_out(again, tmp_path):
    answers = solved(3) | {"3.1": "or_bias = -7", "3.4": "print('✓ Exercise 3.4: right')\n1 / 0"}
    path = answered(tmp_path / "in" / "ada", 3, answers, "✓✓✓✓✓")
    before = path.read_bytes()
    _, table, said = again()
    assert signs(table["ada"], 3) == "·✓✓·✓"
    file = str(path.relative_to(tmp_path / "in"))
    assert f"Stored as right, and not right when run again:\n{file}: 3.1, 3.4\n" in said
    assert path.read_bytes() == before


def test_an_answer_may_need_the_learners_cells_and_what_the_lesson_has_worked_out(again, tmp_path):
    answers = solved(3) | {
        "3.1": "%%time\nor_bias = bias_of_mine + 0 * len(epochs)",
        "3.3": "def count_mistakes(w, b, x, y):\n    return (np.array(wrong(w, b, x, y))).sum()",
    }
    path = answered(tmp_path / "in" / "ada", 3, answers)
    notebook = nbformat.read(path, as_version=4)
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == "exercise-3-1")
    mine = ["!echo\nbias_of_mine = -0.5\nepochs = list(zip(*[range(3)]))", "def wrong(w, b, x, y):"]
    mine[1] += "\n    return step(x @ np.array(w) + b) != y"
    notebook.cells[place:place] = [nbformat.v4.new_code_cell(source) for source in mine]
    nbformat.write(notebook, path)
    assert signs(again()[1]["ada"], 3) == "✓✓✓✓✓"


ENDS = {
    "a loop without an end": "while True:\n    pass",
    "a loop in a function": "def count_mistakes(*all):\n    while True:\n        pass",
    "exit": "exit()",
    "an end at once": "import os\nos._exit(0)",
    "a crash": "import ctypes\nctypes.string_at(0)",
    "a verdict of its own": 'print(\'[["3.3", "right"]]\', flush=True)',
    "no Python": "def count_mistakes(",
}
if sys.platform == "linux":
    ENDS["too much memory"] = f"np.zeros((10**5, 10**6))\n{exercises()['3.3'].code}"


@pytest.mark.parametrize("code", ENDS.values(), ids=ENDS)
def test_an_answer_that_ends_the_process_is_wrong_and_the_others_count(
    code, again, tmp_path, monkeypatch
):
    monkeypatch.setattr(_again, "SECONDS", 6 if code == ENDS["a loop without an end"] else 60)
    answered(tmp_path / "in" / "ada", 3, solved(3) | {"3.3": code})
    _, table, _ = again()
    assert signs(table["ada"], 3) == "✓✓·✓✓"


DOES = {
    "deletes the notebooks": "shutil.rmtree(IN)",
    "deletes one": "next(IN.rglob('*.ipynb')).unlink()",
    "writes elsewhere": "(IN / 'new').write_text('x')",
    "writes above its folder": "Path('../above').write_text('x')",
    "moves something": "(IN / 'kept').rename('mine')",
    "starts a program": "subprocess.run(['touch', IN / 'new'])",
    "starts a shell": "os.system(f'touch {IN}/new')",
}


@pytest.mark.parametrize("what", DOES.values(), ids=DOES)
def test_an_answer_changes_nothing_outside(what, again, tmp_path):
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "kept").write_text("as it is")
    imports = "import os, shutil, subprocess\nfrom pathlib import Path\n"
    imports += f"IN = Path({str(tmp_path / 'in')!r})"
    answer = f"{imports}\nPath('here').write_text('x')\nPath('here').unlink()\n"
    answers = {"3.1": f"{answer}or_bias = -0.5", "3.2": f"{imports}\n{what}\nneuron = [1, 1, 0]"}
    answered(tmp_path / "in" / "ada", 3, solved(3) | answers)
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    _, table, _ = again()
    (tmp_path / "class.csv").unlink()
    assert signs(table["ada"], 3) == "✓·✓✓✓"
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


def test_as_root_nothing_is_run(report, tmp_path, monkeypatch, capsys):
    hand_in(tmp_path / "in" / "ada", 3)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr("exercises.report.judged_again", None)
    with pytest.raises(SystemExit) as error:
        report(tmp_path / "in", "--again")
    assert error.value.code == 2
    assert "type it as a user with nothing to lose" in capsys.readouterr().err


def test_notebook_by_notebook_as_a_user_with_few_rights(tmp_path):
    for n in range(4):
        answered(tmp_path / "in" / f"{n:02}", 3, solved(3) if n % 2 else {})
    command = [sys.executable, "-m", "exercises.report", "in", "--again"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Nobody, but that the Python of root's, and pytest's folder, may be read.
        rights = [f"--{kind}-caps=+dac_override" for kind in ("inh", "ambient")]
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *rights]
        command = [*drop, *command]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()[2:6]
    assert [row.rpartition("│")[2].strip() for row in rows] == ["0", "5"] * 2
    assert len(done.stderr.splitlines()) == 4 and "Not read" not in done.stdout
