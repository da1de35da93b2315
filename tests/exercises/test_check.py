"""What a learner meets: check, hint, solution and progress, on one made-up exercise."""

import dataclasses
import html
import json
import re
import threading
import time
from fractions import Fraction

import numpy as np
import pytest

import exercises
from exercises import Exercise, _block, _progress, check, hint, progress, solution
from exercises._run import OutOfTimeError, run
from exercises._values import MOST_VALUES, Unusable, difference, in_words, plain, same
from exercises._verdict import OPEN, RIGHT, WRONG, verdict

DOUBLE = Exercise(
    "1.1",
    "double a tensor",
    hints=["Think of two.", "Multiply by 2."],
    solution="""
def double(x):
    return 2 * x
""",
    slips={
        "def double(x):\n    return x + 2": "That adds 2 <once>.",
        "def double(x):\n    x *= 2": "Unreachable: it changes its argument and returns nothing.",
    },
    inputs=lambda rng: [(np.array([1.0, -3.0]),), (np.arange(100.0),), (rng.random((2, 2)),)],
    remark="Well doubled.",
)
AXES = Exercise(
    "1.2",
    "count",
    hints=["Count.", "Count again."],
    solution="axes = 3",
    slips={"axes = 2": "Too few.", "axes = 4": "Too many."},
)
SHORT = dataclasses.replace(DOUBLE, seconds=0.3)


@pytest.fixture(autouse=True)
def _made_up(monkeypatch, tmp_path):
    """The two exercises above are all there are, and progress is kept in a folder of the test's."""
    monkeypatch.setattr(exercises, "exercises", lambda: {"1.1": DOUBLE, "1.2": AXES})
    monkeypatch.setattr(exercises, "_hints_given", {})
    monkeypatch.setattr(_progress, "_solved", set())
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))


# Right answers pass, however they are written.


def double_in_place(x):
    x *= 2
    return x


def double_by_loop(x):
    return [double_by_loop(v) if np.ndim(v) else v + v for v in x]


@pytest.mark.parametrize(
    "answer",
    [
        lambda x: x + x,
        lambda values: (2 * np.asarray(values)).astype("float32"),
        lambda x: tuple((2 * x).tolist()),
        lambda x, factor=2: factor * x,
        lambda *x: x[0] * 2,
        double_by_loop,
        double_in_place,
        np.vectorize(lambda v: 2 * v),
        type("Doubler", (), {"__call__": lambda self, x: 2 * x})(),
    ],
)
def test_right_functions_pass(answer):
    assert verdict(DOUBLE, answer).state == RIGHT


@pytest.mark.parametrize(
    "answer", [3, 3.0, np.int8(3), np.float32(3), np.array(3), 3 + 0j, np.uint64(3)]
)
def test_right_values_pass(answer):
    assert verdict(AXES, answer).state == RIGHT


def test_tensors_of_keras_are_values():
    import keras

    assert verdict(AXES, keras.ops.convert_to_tensor(3)).state == RIGHT
    assert verdict(DOUBLE, lambda x: keras.ops.convert_to_tensor(x) * 2).state == RIGHT


def test_of_two_slips_at_once_the_first_to_show_is_named():
    def adds_and_breaks(x):
        return x + 2 if x.ndim == 1 and x.size < 9 else x.oops

    assert verdict(DOUBLE, adds_and_breaks).text.endswith("That adds 2 <once>.")
    assert "<once>" not in verdict(DOUBLE, lambda x: x.oops).text


def test_who_changes_an_argument_is_told_so_and_passes():
    result = verdict(DOUBLE, double_in_place)
    assert result.text.startswith("Well doubled. One thing: your function changes `x`")


def test_where_the_exercise_is_about_that_it_does_not_pass():
    strict = dataclasses.replace(DOUBLE, keeps_input=True)
    assert verdict(strict, double_in_place).state == WRONG
    assert "changes `x`" in verdict(strict, double_in_place).text


def test_printing_does_no_harm(capsys):
    def answer(x):
        print("here")
        return 2 * x

    result = verdict(DOUBLE, answer)
    assert result.state == RIGHT and "What it prints is not needed" in result.text
    assert capsys.readouterr().out == ""


# Wrong answers get a sentence.


def wait(*_):
    released.wait(60)


def spin(*_):
    while True:
        pass


released = threading.Event()


def cling(*_):
    while not released.is_set():
        try:
            while not released.is_set():
                time.sleep(0.01)  # Python 3.13 would deliver a stop at the jump back: not in `try`
        except BaseException:  # noqa: S110
            pass


def change_alone(x):
    x *= 2


def right_for_few(x):
    return 2 * x if x.size < 9 else x


def nothing_for_few(x):
    return None if x.size < 9 else 2 * x


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda x: x + 2, "[3, -1]; it should give [2, -6].\nThat adds 2 <once>."),
        (lambda x: x[:1], "your function gives [1]; it should give [2, -6]"),
        (right_for_few, "a tensor of shape (100,) with 1 at index [1] instead of 2."),
        (lambda x: x / 0, "gives [inf, -inf]"),
        (lambda x: x * np.nan, "`nan` means *not a number*"),
        (lambda x: "six", "gives 'six'; it should give"),
        (lambda x: {1: 2}, "returns a dictionary; it should give"),
        (lambda x: print, "returns a function"),
        (lambda x: (v for v in x), "wrap it in list(...)"),
        (lambda x: np.broadcast_to(1.0, (10**5, 10**5)), "far too large: 10,000,000,000 values"),
        (nothing_for_few, "For `x` = [1, -3] your function returns nothing; it should give"),
        (lambda x: undefined, "raises NameError: name 'undefined' is not defined"),  # noqa: F821
        (lambda: 1, "takes 0 positional arguments but 1 was given"),
        (print, "prints its answer and returns nothing"),
        (change_alone, "changes what it was given and returns nothing"),
        (2, 'itself, by its name without brackets: `check("1.1", double)`. What came is 2.'),
        (None, "What came is None."),
    ],
)
def test_wrong_functions(answer, sentence):
    result = verdict(DOUBLE, answer)
    assert result.state == WRONG
    assert sentence in result.text


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (2, "`axes` is 2: that is not it.\nToo few."),
        (7, "`axes` is 7: that is not it."),
        ([3], "`axes` is [3]; expected is a whole number."),
        ("three", "`axes` is 'three'; expected is a whole number."),
        (None, "`axes` is None: nothing came out of your code."),
        (np.nan, "`nan` means *not a number*"),
        (Fraction(3), "an object of the type Fraction"),
        (len, "`axes` is a function; expected is a whole number."),
    ],
)
def test_wrong_values(answer, sentence):
    result = verdict(AXES, answer)
    assert result.state == WRONG
    assert sentence in result.text
    assert "3" not in result.text.replace("[3]", "")  # the answer is not given away


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (spin, "was stopped."),
        (wait, "could not be stopped: restart the kernel."),
        (cling, "could not be stopped: restart the kernel."),
    ],
)
def test_what_does_not_end_does_not_keep_the_learner_waiting(answer, end):
    released.clear()
    result = verdict(SHORT, answer)
    released.set()
    assert result.state == WRONG
    assert f"still running after 0.3 seconds and {end}" in result.text


def test_a_loop_that_was_stopped_runs_no_more():
    error = run(spin, 0.1).error
    assert isinstance(error, OutOfTimeError) and error.ended


def sketch(x):
    y = ...
    return y @ x[..., 0]


def finished(x):
    return x[..., 0] @ x


def two_of_three(x):
    return [x, ..., x]


def test_dots_inside_a_sketch():
    assert verdict(DOUBLE, sketch).state == OPEN
    assert verdict(DOUBLE, sketch).text == "A `...` is still in the line `y = ...`."
    assert verdict(DOUBLE, finished).state == WRONG  # these dots are NumPy's
    assert verdict(DOUBLE, two_of_three).text == "A `...` is still in what your function returns."
    assert verdict(AXES, [..., 2]).state == OPEN
    judged = dataclasses.replace(AXES, judge=lambda answer: "Wrong.")
    assert verdict(judged, (3, ...)).state == OPEN


def test_where_two_values_that_look_alike_differ():
    zeros, other = np.zeros((5, 5)), np.eye(5)
    assert difference(zeros, other) == "0 at index [0, 0] instead of 1"
    assert difference([zeros, zeros], [zeros, other]) == (
        "0 at index [0, 0] instead of 1 of the value at place 1"
    )
    assert difference(["a"] * 7, ["a"] * 6 + ["b"]) == "'a' at place 6 instead of 'b'"
    assert difference(np.array(1.0001), np.array(1.0003)) == "1.0001 instead of 1.0003"


def test_the_line_that_raised_is_named(monkeypatch):
    import linecache

    code = "def double(x):\n    return x @ x.oops\n"
    linecache.cache["<cell 1>"] = (len(code), None, code.splitlines(True), "<cell 1>")
    namespace = {}
    exec(compile(code, "<cell 1>", "exec"), namespace)
    text = verdict(DOUBLE, namespace["double"]).text
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'oops'" in text
    assert "(in the line `return x @ x.oops`)" in text


def test_a_judge_decides_where_there_is_one():
    judged = dataclasses.replace(
        AXES, judge=lambda answer: None if answer > 2 else f"{answer} is too few."
    )
    assert verdict(judged, 5).state == RIGHT
    assert verdict(judged, 1).text == "1 is too few."
    assert verdict(judged, "a").text == "What you handed in is 'a': that is not what is asked for."


# Values.


def test_plain_keeps_what_it_was_given():
    ragged = [[1, 2], [3]]
    assert same(plain(ragged), [np.array([1, 2]), np.array([3])])
    assert ragged == [[1, 2], [3]]
    assert isinstance(plain({}), Unusable) and isinstance(plain(range(3)), np.ndarray)
    assert isinstance(plain([0] * (MOST_VALUES + 1)), Unusable)


@pytest.mark.parametrize(
    ("given", "expected", "alike"),
    [
        (1.00001, 1, True),
        (1.001, 1, False),
        (0, 1e-9, True),
        ([1, 2], (1.0, 2.0), True),
        ([1, 2], [[1, 2]], False),
        (True, 1, True),
        ("Sigmoid ", "sigmoid", True),
        ("relu", "sigmoid", False),
        ([[1], [2, 3]], ([1], (2, 3)), True),
        ([[1], [2, 3]], [[1], [2, 4]], False),
        ([[1], [2, 3]], [[1]], False),
        (np.nan, np.nan, True),
        (np.nan, 0, False),
        ("1", 1, False),
        (None, 0, False),
    ],
)
def test_same(given, expected, alike):
    assert same(plain(given), plain(expected)) is alike


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, "5"),
        (True, "True"),
        (0.123456, "0.1235"),
        ([[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
        (np.eye(5), "a tensor of shape (5, 5)"),
        ("a", "'a'"),
        (["relu", 3], "['relu', 3]"),
        (["a"] * 7, "a list of 7"),
        ([], "a tensor of shape (0,)"),
    ],
)
def test_in_words(value, words):
    assert in_words(plain(value)) == words


# What is shown.


def test_check_hint_and_solution_print_where_there_is_no_notebook(capsys):
    check("1.1", ...)
    check(1.1, lambda x: 2 * x)
    for _ in range(3):
        hint("1.1")
    solution("1.1")
    assert capsys.readouterr().out.splitlines() == [
        "Exercise 1.1: not attempted yet",
        'Put your answer where the `...` stands. Stuck? Run `hint("1.1")`.',
        "✓ Exercise 1.1: right",
        "Well doubled.",
        "Exercise 1.1: hint 1 of 2",
        "Think of two.",
        "Exercise 1.1: hint 2 of 2",
        "Multiply by 2.",
        "Exercise 1.1: no more hints",
        'These were all. `solution("1.1")` shows one way to do it.',
        "Exercise 1.1: one solution",
        "def double(x):",
        "    return 2 * x",
    ]


@pytest.mark.parametrize("id", ["9.9", "", None, 7, [], {}, "<b>"])
def test_an_unknown_id_is_answered(id, capsys):
    for ask in (check, hint, solution):
        ask(id)
    printed = capsys.readouterr().out
    assert printed.count("There is no exercise") == 3
    assert 'from "1.1" to "1.2"' in printed


def shown(monkeypatch, act):
    """What a notebook would be handed to display."""
    bundles = []
    monkeypatch.setattr("IPython.get_ipython", object)
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: bundles.append(bundle))
    act()
    return bundles


def in_the_browser(markup):
    """The words of an HTML text."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def test_a_notebook_gets_the_same_words_as_html_and_as_text(monkeypatch):
    def act():
        check("1.1", lambda x: x + 2)
        check("1.1", lambda x: 2 * x)
        hint("1.1")
        solution("1.1")
        progress()

    bundles = shown(monkeypatch, act)
    assert len(bundles) == 5
    for bundle in bundles:
        plain_words = re.findall(r"\w+", bundle["text/plain"])
        assert re.findall(r"\w+", in_the_browser(bundle["text/html"])) == plain_words
        assert 'role="status"' in bundle["text/html"]
        assert "<once>" not in bundle["text/html"]  # escaped


def test_the_state_is_told_by_words_and_a_sign_and_not_by_colour_alone():
    for mood, sign in (("right", "✓"), ("wrong", "✗")):
        block = _block.Block("A title", "Words.", mood)
        assert sign in block.text and sign in block.html
        assert "background" not in block.html  # the theme's own, dark or light
        assert not re.search(r"[; \"]color:", block.html)


def test_words_are_marked_and_products_are_not():
    block = _block.Block("A title", "Not `a * b` *before* `c`, since 2 * 3 * 4 < 5.")
    assert "<code>a * b</code> <em>before</em> <code>c</code>, since 2 * 3 * 4 &lt; 5" in block.html
    assert "*before*" in block.text


# Progress.


def test_progress_counts_and_lasts(capsys, monkeypatch):
    progress()
    assert "0 of 2 exercises solved" in capsys.readouterr().out
    check("1.2", 2)
    check("1.2", 3)
    monkeypatch.setattr(_progress, "_solved", set())  # another kernel
    capsys.readouterr()
    progress()
    assert capsys.readouterr().out.splitlines() == [
        "1 of 2 exercises solved",
        "Lesson 1   1 of 2   1.1 ·  1.2 ✓",
    ]


def test_two_kernels_lose_nothing_of_each_other(tmp_path, monkeypatch):
    check("1.1", lambda x: 2 * x)
    monkeypatch.setattr(_progress, "_solved", set())
    check("1.2", 3)
    file = tmp_path / "data" / "progress.json"
    assert json.loads(file.read_text()) == {"solved": ["1.1", "1.2"]}
    assert [path.name for path in file.parent.iterdir()] == ["progress.json"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"solved": 3}', '{"solved": [3]}', "\x00\xff"])
def test_a_damaged_file_is_set_aside_and_named(damage, tmp_path, capsys):
    file = tmp_path / "data" / "progress.json"
    file.parent.mkdir()
    file.write_bytes(damage.encode("latin-1"))
    check("1.2", 3)
    assert "was damaged" in capsys.readouterr().out
    assert json.loads(file.read_text()) == {"solved": ["1.2"]}
    aside = file.with_name("progress-damaged.json")
    assert aside.read_bytes() == damage.encode("latin-1")


@pytest.mark.parametrize("blocked", ["the file", "the folder"])
def test_where_nothing_can_be_kept_the_session_knows_it_and_says_so(
    blocked, tmp_path, monkeypatch, capsys
):
    if blocked == "the file":
        (tmp_path / "data" / "progress.json").mkdir(parents=True)  # a folder in its place
    else:
        (tmp_path / "data").write_text("mine")
    check("1.2", 3)
    said = capsys.readouterr().out
    assert "right" in said
    assert ("cannot be read" in said or "not kept" in said) == (blocked == "the file")
    assert ("set COURSE_DATA" in said) == (blocked == "the folder")
    progress()
    assert "1 of 2 exercises solved" in capsys.readouterr().out
