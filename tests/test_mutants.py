"""make mutants: which mistakes are made, and that each verdict is right."""

import sys
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import IPyNbFile

from tools import lessons, pictures
from tools.mutants import __main__ as command
from tools.mutants import modules, stage
from tools.mutants.changes import changes

v4 = nbformat.v4
forks = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

# The mistakes.


def made(source, kind):
    return [change.made_in(source) for change in changes(source) if change.kind == kind]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("comparison", "x < 3", "x >= 3"),
        ("comparison", "x < 3", "x <= 3"),
        ("comparison", "0 < x < y", "0 < x >= y"),
        ("comparison", "a == b", "a != b"),
        ("comparison", "a is  not None", "a is None"),
        ("comparison", "a in names", "a not in names"),
        ("operator", "a + b", "a - b"),
        ("operator", "(a + b) * (c)", "(a + b) / (c)"),
        ("operator", "a @ b", "a * b"),
        ("operator", "a**b", "a*b"),
        ("operator", "a += b", "a -= b"),
        ("operator", "a and b or c", "a or b or c"),
        ("operator", "not a", "a"),
        ("operator", "a[-1]", "a[1]"),
        ("operator", "(\n    a  # + b\n    + b\n)", "(\n    a  # + b\n    - b\n)"),
        ("constant", "n = 3", "n = 4"),
        ("constant", "n = 0.5", "n = 1.0"),
        ("constant", "n = 0.0", "n = 1.0"),
        ("constant", "n = True", "n = False"),
        ("constant", 'label = "row"', "label = 'rowx'"),
        ("constant", "ü, n = 'ü', 1", "ü, n = 'ü', 2"),
        ("axis", "x.sum(axis=0)", "x.sum(axis=1)"),
        ("axis", "x.sum(axis=-1)", "x.sum(axis=0)"),
        ("axis", "x.sum(axis=(1, 2))", "x.sum(axis=1)"),
        ("function", "np.tanh(z)", "np.abs(z)"),
        ("function", "losses.mean_squared_error(y, p)", "losses.mean_absolute_error(y, p)"),
        ("function", "relu(z)", "np.tanh(z)"),
        ("function", 'Dense(1, "relu")', "Dense(1, 'tanh')"),
        ("function", 'net.compile("sgd", loss="mse")', "net.compile(\"sgd\", loss='mae')"),
        ("line", "a = 1\nb = a  # one", "a = 1\npass  # one"),
        ("line", "for a in b:\n    print(\n        a\n    )", "for a in b:\n    pass"),
    ],
)
def test_each_kind_of_mistake_is_made(kind, before, after):
    assert after in made(before, kind)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np",
        "from a import b",
        "assert a < b + 1",
        'if f"{a + 1}":\n    import b',
        'def f():\n    """Say a < b."""\n    ...',
        '__all__ = ["a"]',
        "# a < b",
        "%timeit 1 + 1",
    ],
)
def test_some_code_is_left_alone(source):
    assert changes(source) == []


def test_a_change_knows_its_line():
    source = "if a:\n    b = c + 1\n"
    (change,) = (change for change in changes(source) if change.kind == "operator")
    assert change.line(source) == 2
    assert change.in_words(source) == ("b = c + 1", "b = c - 1")


# Which of them.


def mutants_of(source):
    return [command.Mutant("a lesson", "a-cell", source, change) for change in changes(source)]


def test_the_same_seed_chooses_the_same():
    pool = mutants_of("\n".join(f"a{n} = {n} + b.sum(axis=0)" for n in range(20)))
    chosen = command.choose(pool, 30, seed=7)
    assert chosen == command.choose(pool, 30, seed=7)
    assert chosen != command.choose(pool, 30, seed=8)
    assert chosen == [mutant for mutant in pool if mutant in chosen]
    assert len(chosen) == 30


def test_a_rare_kind_has_its_share():
    pool = mutants_of("\n".join(["a < b", *(f"c = {n}" for n in range(50))]))
    kinds = [mutant.change.kind for mutant in command.choose(pool, 6, seed=7)]
    assert sorted(kinds) == ["comparison"] * 2 + ["constant"] * 2 + ["line"] * 2
    assert len(command.choose(pool, 1000, seed=7)) == len(pool)


# In a lesson.


def notebook(*cells):
    """A notebook of code cells, given as (source, id, tags), with the outputs of a kernel."""
    code = [v4.new_code_cell(s, id=id, metadata={"tags": list(tags)}) for s, id, tags in cells]
    made = v4.new_notebook(cells=code)
    lessons.run(made)
    return lessons.normalise(made)


CELLS = [
    ("import matplotlib.pyplot as plt", "imports", []),
    ("numbers = [3, 1, 2]", "numbers", []),
    ("count = len(numbers)\nassert count == 3", "count", []),
    ("print(sorted(numbers))", "show", []),
    ("sum(numbers)", "ignored", ["nbval-ignore-output"]),
    ("from rich.console import Console\nConsole().print(count)", "rich", []),  # as Keras prints
    ("{}[numbers[1]]", "mistake", ["raises-exception"]),
    ("print(len(numbers) > 2)", "digits", ["full-mnist"]),
    ("plt.plot(numbers)\nplt.show()", "picture", []),
    ("1 + 1", "last", []),
]
IDS = [id for _, id, _ in CELLS]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """The path of a lesson with a cell of each kind."""
    path = tmp_path_factory.mktemp("course") / "01_tensors.ipynb"
    nbformat.write(notebook(*CELLS), path)
    return path


@forks
def test_each_verdict_on_a_mutant_of_a_lesson(lesson):
    in_picture = (stage.SURVIVED, "picture")  # where another matplotlib draws, none is compared
    if pictures.COMPARED_HERE:
        in_picture = (stage.CAUGHT, "picture: another picture")
    expected = {
        ("numbers", "numbers = [2, 1, 3]"): in_picture,
        ("numbers", "numbers = [3, 1, 2][:]"): (stage.WITHOUT_EFFECT, ""),
        ("numbers", "numbers = [3, 1]"): (stage.CAUGHT, "count: AssertionError"),
        ("numbers", "while True: pass"): (stage.CAUGHT, stage.OUT_OF_TIME),
        ("numbers", "pass"): (stage.CAUGHT, "count: NameError"),
        ("show", "print(numbers)"): (stage.CAUGHT, "show: another output"),
        ("ignored", "sum(numbers) + 1"): (stage.SURVIVED, "ignored"),
        ("mistake", "{}[numbers[2]]"): (stage.CAUGHT, "mistake: another output"),
        ("mistake", "pass"): (stage.CAUGHT, "mistake: another output"),
        ("digits", "print(len(numbers) > 3)"): (stage.CAUGHT, "digits: another output"),
        ("picture", "plt.plot(numbers, marker='s')\nplt.show()"): in_picture,
        ("picture", "plt.plot(numbers)\npass"): (stage.WITHOUT_EFFECT, ""),
        ("last", "2 + 1"): (stage.CAUGHT, "last: another output"),
    }
    results = stage.judge(lesson, list(expected), full=True, grace=3)
    assert dict(zip(expected, results, strict=True)) == expected


def test_on_the_5000_digits_less_is_compared(lesson):
    cell = next(cell for cell in lessons.read(lesson).cells if cell.id == "digits")
    outputs = [v4.new_output("stream", name="stdout", text="False\n")]
    assert stage.fault(cell, outputs, full=True, with_pictures=False) == "another output"
    assert stage.fault(cell, outputs, full=False, with_pictures=False) is None


@forks
def test_a_lesson_that_fails_by_itself_is_not_judged(tmp_path, capfd):
    path = tmp_path / "01_tensors.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1 / 0", id="division")]), path)
    with pytest.raises(RuntimeError, match="could not be judged"):
        list(stage.judge(path, [("division", "1 / 1")], full=True))
    assert "division, with no mutant in it: ZeroDivisionError" in capfd.readouterr().err


def test_what_is_compared_is_what_nbval_compares(request, lesson):
    file = IPyNbFile.from_parent(request.session, path=lesson)
    assert set(stage.NOT_COMPARED) == set(file.skip_compare)


# In a module.


@pytest.mark.parametrize(
    ("module", "tests"),
    [
        ("helpers/data.py", {"test_data.py"}),
        ("helpers/plots/digits.py", {"test_plots_digits.py"}),
        ("helpers/widgets/_net.py", {"test_widgets_net.py"}),
        ("helpers/exercises/lesson_03.py", {"test_exercises.py"}),
        ("helpers/exercises/_run.py", {"test_check.py", "test_exercises.py"}),
        ("helpers/plots/_cells.py", {"test_plots_operations.py", "test_plots_convolution.py"}),
    ],
)
def test_a_modules_tests_are_found(module, tests):
    own, *others = modules.tests_of(lessons.ROOT.joinpath(module).relative_to(lessons.ROOT))
    assert own.as_posix() == module
    assert {path.name for path in others} == tests


def test_every_module_has_tests():
    for path in lessons.ROOT.glob("helpers/**/*.py"):
        assert len(modules.tests_of(path.relative_to(lessons.ROOT))) > 1, path


MODULE = """def double(n):
    while n == 1000:
        n = 1000
    return n + n if n else 0
"""


@pytest.fixture
def house(tmp_path):
    """A repository with one module and its test."""
    files = {
        "pyproject.toml": "[tool.pytest.ini_options]\n",  # pytest goes up to the nearest one
        "helpers/__init__.py": "",
        "helpers/double.py": MODULE,
        "tests/test_double.py": "from helpers.double import double\n\n\ndef test_three():\n"
        "    assert double(3) == 6\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@forks
def test_each_verdict_on_a_mutant_of_a_module(house):
    module = (house / "helpers" / "double.py").relative_to(house)
    mutants = [
        MODULE.replace("n + n", "n - n"),
        MODULE.replace("else 0", "else 1"),
        MODULE.replace("== 1000", "!= 1000").replace("n = 1000", "pass"),
    ]
    assert list(modules.judge(module, mutants, root=house, grace=3)) == [
        (stage.CAUGHT, "tests/test_double.py::test_three"),
        (stage.SURVIVED, ""),
        (stage.CAUGHT, stage.OUT_OF_TIME),
    ]
    assert (house / module).read_text(encoding="utf-8") == MODULE


@forks
def test_a_module_whose_tests_fail_by_themselves_is_not_judged(house, capfd):
    module = (house / "helpers" / "double.py").relative_to(house)
    (house / module).write_text("double = None\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="could not be judged"):
        list(modules.judge(module, [MODULE], root=house))
    assert "double.py, with no mutant in it: tests/test_double.py" in capfd.readouterr().err


@forks
def test_a_module_of_this_repository_can_be_judged():
    module = Path("helpers", "storage.py")
    broken = (lessons.ROOT / module).read_text(encoding="utf-8") + "\nraise OSError\n"
    assert [verdict for verdict, _ in modules.judge(module, [broken])] == [stage.CAUGHT]


# The command.


def test_the_command_reports_each_survivor(lesson, monkeypatch, tmp_path, capsys):
    def judge(path, mutants, full):
        assert path == lesson and not full
        assert [id for id, _ in mutants] == sorted((id for id, _ in mutants), key=IDS.index)
        verdicts = {
            "numbers": (stage.SURVIVED, "picture"),
            "picture": (stage.WITHOUT_EFFECT, ""),
            "show": (stage.CAUGHT, stage.OUT_OF_TIME),
        }
        return [verdicts.get(id, (stage.CAUGHT, "last")) for id, _ in mutants]

    monkeypatch.setattr(lessons, "NOTEBOOKS", lesson.parent)
    monkeypatch.setattr(command, "load_mnist", lambda: ((range(4000), None), (None, None)))
    monkeypatch.setattr(stage, "judge", judge)
    command.main(["01", "--count", "20", "--report", str(tmp_path / "report.md")])
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert text in capsys.readouterr().out
    rows = [line.split("|")[2:6] for line in text.splitlines() if line.startswith("| all")]
    assert rows[0] == rows[1]  # by lesson, and by kind
    total, caught, survived, without_effect = map(int, rows[0])
    assert total == 20 == caught + survived + without_effect
    assert text.count("\n- 01_tensors, numbers, line 1, ") == survived > 0
    assert text.count("\n- 01_tensors, picture, line ") == without_effect > 0
    assert "\n- 01_tensors, show, line 1, " in text.partition("time limit alone")[2]


def test_the_command_says_when_there_is_no_such_place():
    with pytest.raises(SystemExit, match="No lesson and no module begins with 42"):
        command.main(["42"])
