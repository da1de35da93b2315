"""What a learner meets: check, hint, solution and progress, on two made-up exercises."""

import html
import json
import linecache
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import keras
import numpy as np
import pytest

import exercises
from exercises import Exercise, _block, _progress, check, hint, passed, progress, solution
from exercises._exercise import slip
from exercises._run import OutOfTimeError, error_in_words, run
from exercises._values import MOST_VALUES, Unusable, plain, same
from exercises._verdict import OPEN, RIGHT, WRONG, verdict

DOUBLE = Exercise(
    "double a tensor",
    hints=["Think of two.", "Multiply by 2."],
    solution="""
def double(x):
    return 2 * x
""",
    slips={
        slip("2 * x", "x + 2"): "That adds 2 <once>.",
        slip("return", "x[0] = 3\n    return"): "Leave `x` alone.",
    },
    inputs=lambda rng: [(np.array([1.0, -3.0]),), (np.arange(100.0),), (rng.random((2, 2)),)],
    remark="Well doubled.",
    id="1.1",
)
AXES = Exercise(
    "count",
    hints=["Count.", "Count again."],
    solution="axes = 3",
    slips={slip("3", "2"): "Too few.", slip("3", "4"): "Too many."},
    id="1.2",
)


@pytest.fixture(autouse=True)
def _made_up(monkeypatch, tmp_path):
    """The two exercises above are all there are, and progress is kept in a folder of the test's."""
    monkeypatch.setattr(exercises, "exercises", lambda: {"1.1": DOUBLE, "1.2": AXES})
    monkeypatch.setattr(_progress, "_unkept", [])
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))


# Right answers pass, however they are written.


def double_in_place(x):
    x *= 2
    return x


def double_by_loop(x):
    return [double_by_loop(v) if np.ndim(v) else v + v for v in x]


DOUBLES = [
    lambda values: (2 * np.asarray(values)).astype("float32"),
    lambda x: tuple((2 * x).tolist()),
    lambda x, factor=2: factor * x,
    lambda *x: x[0] * 2,
    lambda x: keras.ops.convert_to_tensor(x) * 2,
    double_by_loop,
    np.vectorize(lambda v: 2 * v),
    type("Doubler", (), {"__call__": lambda self, x: 2 * x})(),
]
THREES = [3, 3.0, np.int8(3), np.float32(3), np.array(3), 3 + 0j, keras.ops.convert_to_tensor(3)]
THREES += [Fraction(3), Decimal("3.0"), [3], np.array([[3]]), keras.ops.convert_to_tensor([3.0])]


@pytest.mark.parametrize("answer", DOUBLES + THREES)
def test_right_answers_pass(answer):
    assert verdict(DOUBLE if callable(answer) else AXES, answer).state == RIGHT


def test_who_changes_an_argument_or_prints_is_told_so_and_passes(capsys):
    changing = verdict(DOUBLE, double_in_place)
    assert changing.text.startswith("Well doubled. One thing: your function changes `x`")
    strict = verdict(replace(DOUBLE, keeps_input=True), double_in_place)
    assert strict.state == WRONG and strict.text.endswith("`x`, which it was given.")
    printing = verdict(DOUBLE, lambda x: print("here") or 2 * x)
    assert printing.state == RIGHT and "What it prints is not needed" in printing.text
    assert capsys.readouterr().out == ""


# Wrong answers get a sentence.


def change_alone(x):
    x *= 2


def sum_is_taken(x):
    sum = 0
    return sum(x)


TAKEN = {}  # a notebook's names, in which Python's own may be lost
exec("list = [1, 2]\ndef double(x):\n    return list(2 * x)", TAKEN)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda x: x + 2, "[3, -1]; it should give [2, -6].\nThat adds 2 <once>."),
        (lambda x: x[:1], "your function gives [1]; it should give [2, -6]"),
        (
            lambda x: 2 * x if x.size < 9 else x,
            "(100,), your function gives 1 at index [1]; it should give 2.",
        ),
        (lambda x: x / 0, "gives [inf, -inf]"),
        (lambda x: x * np.nan, "`nan` means *not a number*"),
        (lambda x: "six", "gives 'six'; it should give"),
        (lambda x: {1: 2}, "returns the dictionary {1: 2}; it should give"),
        (lambda x: print, "returns a function"),
        (lambda x: (v for v in x), "wrap it in list(...)"),
        (lambda x: np.broadcast_to(1.0, (10**5, 10**5)), "far too large: 10,000,000,000 values"),
        (
            lambda x: None if x.size < 9 else 2 * x,
            "For `x` = [1, -3], your function returns nothing; it should give",
        ),
        (lambda x: undefined, "raises NameError: name 'undefined' is not defined"),  # noqa: F821
        (lambda: 1, "takes 0 positional arguments but 1 was given"),
        (
            lambda x: x(2),
            "'numpy.ndarray' object is not callable. Round brackets call a function. Is a",
        ),
        (sum_is_taken, "not callable. `sum` is a function of Python's own, and here something"),
        (TAKEN["double"], "`list` is a function of Python's own, and here something else has that"),
        (print, "prints its answer and returns nothing"),
        (change_alone, "changes what it was given and returns nothing"),
        (
            2,
            'by its name without brackets or quotes: `check("1.1", double)`. You handed in 2.',
        ),
        (None, "You handed in None."),
    ],
)
def test_wrong_functions(answer, sentence):
    result = verdict(DOUBLE, answer)
    assert result.state == WRONG and sentence in result.text


THREE = "it should be a whole number."
WRONG_VALUES = [(2, "`axes` is 2: that is not it.\nToo few."), (7, "`axes` is 7: that is not it.")]
WRONG_VALUES += [([3, 3], f"`axes` is [3, 3]; {THREE}"), ("three", f"is 'three'; {THREE}")]
WRONG_VALUES += [(len, f"`axes` is a function; {THREE}"), (Fraction(7, 2), "is 3.5: that is not")]
WRONG_VALUES += [(str(2), "That is text: leave out"), (np.inf, "`inf` means *infinite*")]
WRONG_VALUES += [(None, "is None: nothing came out of your code."), (np.nan, "*not a number*")]


@pytest.mark.parametrize(("answer", "sentence"), WRONG_VALUES)
def test_wrong_values(answer, sentence):
    result = verdict(AXES, answer)
    assert result.state == WRONG and sentence in result.text
    given = result.text.partition(";")[0]
    assert "3" not in result.text.removeprefix(given)  # the answer is not given away


def test_a_slip_is_named_where_all_results_are_its_own_and_only_errors_differ():
    def adds_or_raises(x):
        return x + 2 if x.size < 9 else x.oops

    def adds(x):
        return x + 2 if x.size < 9 else 3 * x

    assert verdict(DOUBLE, adds_or_raises).text.endswith("This may be why. That adds 2 <once>.")
    for other in (adds, lambda x: x.oops):
        assert "<once>" not in verdict(DOUBLE, other).text


def test_who_takes_the_arguments_in_another_order_is_told_so():
    two = replace(
        DOUBLE,
        solution="def less(x, y):\n    return x - y",
        inputs=lambda rng: [(3, 1), (5, 9)],
        slips={},
    )
    assert verdict(two, lambda y, x: x - y).text.endswith(
        "Your function takes `(y, x)`, but is given `(x, y)`, in this order."
    )
    assert verdict(two, lambda y, x: y - x).state == RIGHT


def without_return(x):
    """Double it."""
    y = 2 * x
    y.sum()


def not_begun(x):
    """Double it."""
    ...  # noqa: PIE790


def test_who_forgets_to_return_has_attempted_it():
    assert verdict(DOUBLE, not_begun).state == OPEN
    result = verdict(DOUBLE, without_return)
    assert (result.state, result.text) == (
        WRONG,
        "Your function returns nothing: end it with `return`.",
    )


def test_who_throws_a_result_away_is_told_so():
    def double(x):
        2 * x  # noqa: B018
        return x

    assert (
        "`x` comes back as it was: what you compute has to be kept" in verdict(DOUBLE, double).text
    )


def test_a_tuple_is_shown_as_one():
    assert verdict(AXES, (5, 4)).text.startswith("`axes` is (5, 4);")
    assert verdict(AXES, [5, 4]).text.startswith("`axes` is [5, 4];")


released, ALIVE = threading.Event(), "could not be stopped: restart the kernel"


def wait(*_):
    released.wait(60)


def spin(*_):
    while True:
        pass


def cling(*_):
    while not released.is_set():
        try:
            while not released.is_set():
                time.sleep(0.01)  # Python 3.13 would deliver a stop at the jump back: not in `try`
        except BaseException:  # noqa: S110
            pass


@pytest.mark.parametrize(("answer", "end"), [(spin, "was stopped"), (wait, ALIVE), (cling, ALIVE)])
def test_what_does_not_end_does_not_keep_the_learner_waiting(answer, end):
    released.clear()
    result = verdict(replace(DOUBLE, seconds=0.3), answer)
    released.set()
    assert result.state == WRONG
    assert f"still running after 0.3 seconds and {end}." in result.text


def test_a_loop_that_was_stopped_runs_no_more():
    error = run(spin, 0.1).error
    assert isinstance(error, OutOfTimeError) and error.ended


def sketch(x):
    y = ...
    return y @ x[..., 0]


def left_over(x):
    ...  # noqa: PIE790
    return x + 2


def test_dots_inside_a_sketch():
    assert verdict(DOUBLE, left_over).text.endswith("That adds 2 <once>.")
    assert verdict(DOUBLE, sketch).state == OPEN
    assert verdict(DOUBLE, sketch).text == "A `...` is still in the line `y = ...`."
    assert verdict(DOUBLE, lambda x: x[..., 0] @ x).state == WRONG  # these dots are NumPy's
    open_list = verdict(DOUBLE, lambda x: [x, ..., x])
    assert open_list.text == "A `...` is still in what your function returns."
    assert verdict(AXES, [..., 2]).state == OPEN
    assert verdict(replace(AXES, judge=lambda answer: "Wrong."), (3, ...)).state == OPEN


def test_the_line_that_raised_is_named():
    code = "def double(x):\n    return x @ x.oops\n"
    linecache.cache["<cell 1>"] = (len(code), None, code.splitlines(True), "<cell 1>")
    namespace = {}
    exec(compile(code, "<cell 1>", "exec"), namespace)
    text = verdict(DOUBLE, namespace["double"]).text
    assert "AttributeError: 'numpy.ndarray' object has no attribute 'oops'" in text
    assert "(in the line `return x @ x.oops`)" in text
    keras_says = "Exception encountered when calling Sequential.call().\n\n\x1b[1mOdd.\x1b[0m"
    assert error_in_words(ValueError(keras_says)) == "ValueError: Odd"


def test_a_judge_decides_where_there_is_one():
    judged = replace(AXES, judge=lambda answer: None if answer > 2 else f"{answer} is too few.")
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


RAGGED = [[1], [2, 3]]
ALIKE = [
    (1.00001, 1.0),
    (1.0000001, 1),
    (0, 1e-9),
    ([1, 2], (1.0, 2.0)),
    (True, 1),
    ("Sigmoid ", "sigmoid"),
]
ALIKE += [(RAGGED, ([1], (2, 3))), (np.nan, np.nan)]
UNLIKE = [
    (1.001, 1.0),
    (407_040.0, 407_050),
    ([1, 2], [[1, 2]]),
    ("relu", "sigmoid"),
    (RAGGED, [[1], [2, 4]]),
]
UNLIKE += [(RAGGED, [[1], [2, 4]]), (RAGGED, [[1]]), (np.nan, 0), ("1", 1), (None, 0)]


@pytest.mark.parametrize(("pairs", "alike"), [(ALIKE, True), (UNLIKE, False)])
def test_same(pairs, alike):
    assert [pair for pair in pairs if same(*map(plain, pair)) is not alike] == []


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
        "Exercise 1.1: hint 1 of 2",
        'That was the last hint. `solution("1.1")` shows one way to do it. Or begin again:',
        "Think of two.",
        "Exercise 1.1: one solution",
        "def double(x):",
        "    return 2 * x",
    ]


@pytest.mark.parametrize("id", [" 1.2", "1.2\n", 1.2, "Exercise 1.2", " exercise 1.2 "])
def test_an_id_may_be_written_in_several_ways(id, capsys):
    check(id, 3)
    hint(id)
    solution(id)
    said = capsys.readouterr().out
    for title in ("right", "hint 1 of 2", "one solution"):
        assert f"Exercise 1.2: {title}" in said
    assert passed(id, 3)


@pytest.mark.parametrize("answer", [2, 2.5, [2], "sigmoid", lambda x: x, np.arange(3), ..., None])
def test_an_answer_handed_in_before_its_number_is_judged(answer, capsys):
    check("1.2", answer)
    straight = capsys.readouterr().out.strip()
    check(answer, " 1.2")
    assert capsys.readouterr().out.strip() == (
        f'{straight} (The number comes first: `check("1.2", axes)`.)'
    )


@pytest.mark.parametrize(("id", "answer"), [("9.9", "1.1"), (9.9, 1.1), ("9.9", 1.1), ("x", "y")])
def test_what_may_be_a_wrong_number_is_not_taken_for_an_answer(id, answer, capsys):
    check(id, answer)
    assert f"There is no exercise `{id}`" in capsys.readouterr().out


def test_passed_says_it_to_an_assertion_and_to_nobody_else(tmp_path, capsys):
    assert passed("1.2", 3) is True and passed("1.1", lambda x: print(x) or 2 * x) is True
    assert [passed("1.2", answer) for answer in (2, ..., None, "three")] == [False] * 4
    for unknown in ("9.9", None, 3):
        with pytest.raises(ValueError, match=r'no exercise .* from "1.1" to "1.2"'):
            passed(unknown, 3)
    assert capsys.readouterr().out == "" and not (tmp_path / "data").exists()


def test_inputs_by_chance_are_new_each_time_and_a_failing_one_names_its_seed(capsys):
    fixed = [x.sum() for (x,) in DOUBLE.arguments()]
    seen = set()

    def wrong_by_chance(x):
        seen.add(x.sum())
        return 2 * x if x.sum() in fixed else x

    check("1.1", wrong_by_chance)
    said = capsys.readouterr().out
    seed = int(re.search(r'check\("1.1", double, seed=(\d+)\)` makes it again', said)[1])
    first = seen.copy()
    check("1.1", wrong_by_chance, seed=seed)
    assert seen == first and f"seed={seed}" in capsys.readouterr().out
    check("1.1", wrong_by_chance, seed=seed + 1)
    assert len(seen) == len(first) + 1


@pytest.mark.parametrize("id", ["9.9", "", None, 7, [], {}, "<b>"])
def test_an_unknown_id_is_answered(id, capsys):
    for ask in (check, hint, solution):
        ask(id)
    printed = capsys.readouterr().out
    assert printed.count("There is no exercise") == 3
    assert 'from "1.1" to "1.2"' in printed


def test_a_notebook_gets_the_same_words_as_html_and_as_text(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.get_ipython", object)
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: shown.append(bundle))
    check("1.1", lambda x: x + 2)
    check("1.1", lambda x: 2 * x)
    hint("1.1")
    solution("1.1")
    progress()
    assert len(shown) == 5
    for bundle in shown:
        in_the_browser = html.unescape(re.sub(r"<[^>]+>", " ", bundle["text/html"]))
        assert re.findall(r"\w+", in_the_browser) == re.findall(r"\w+", bundle["text/plain"])
        assert 'role="status"' in bundle["text/html"]
        assert "<once>" not in bundle["text/html"]  # escaped


def test_the_state_is_told_by_words_and_a_sign_and_words_are_marked():
    words = "Not `a * b` *before* `c`, since 2 * 3 * 4 < 5."
    for mood, sign in (("right", "✓"), ("wrong", "✗")):
        block = _block.Block("A title", words, mood)
        assert sign in block.text and sign in block.html and "*before*" in block.text
        assert (
            "<code>a * b</code> <em>before</em> <code>c</code>, since 2 * 3 * 4 &lt;" in block.html
        )
        assert not re.search(r"background|[; \"]color:", block.html)  # the theme's, dark or light


# Progress.


def events(folder):
    """What the file holds."""
    lines = (folder / "data" / "progress.jsonl").read_text(encoding="utf-8").splitlines()
    return [(entry["exercise"], entry["event"]) for entry in map(json.loads, lines[1:])]


def test_the_log_has_each_attempt_and_hint_and_when(tmp_path):
    check("1.2", 2)
    check("1.2", 2)
    check("1.2", ...)
    check("1.1", lambda x: None)
    hint("1.2")
    check("1.2", 3)
    wrong = [("1.2", "wrong")] * 2
    assert events(tmp_path) == [*wrong, ("1.2", "hint"), ("1.2", "right")]
    entry = json.loads((tmp_path / "data" / "progress.jsonl").read_bytes().splitlines()[1])
    at = datetime.fromisoformat(entry["at"])
    assert entry["at"] == at.isoformat(timespec="seconds")
    assert at.utcoffset() is not None and abs(datetime.now(UTC) - at) < timedelta(minutes=1)


def test_progress_shows_what_is_solved_and_how_often_the_rest_was_tried(capsys):
    def shown():
        capsys.readouterr()
        progress()
        return capsys.readouterr().out.splitlines()

    assert shown() == ["0 of 2 exercises solved", "Lesson 1   0 of 2   1.1 ·  1.2 ·"]
    check("1.1", lambda x: x)
    check("1.1", ...)
    check("1.2", 2)
    check("1.2", 2)
    assert shown()[1] == "Lesson 1   0 of 2   1.1 · (tried 1×)  1.2 · (tried 2×)"
    check("1.2", 3)
    check("1.2", 2)  # once solved, it stays so
    assert shown() == ["1 of 2 exercises solved", "Lesson 1   1 of 2   1.1 · (tried 1×)  1.2 ✓"]


def python(code):
    """Another kernel of the same learner's, on the real exercises, without a notebook."""
    return subprocess.Popen(
        [sys.executable, "-c", f"from exercises import *; {code}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


def test_another_kernel_knows_the_hints_given_and_the_exercises_solved():
    for words in ("hint 1 of", "hint 2 of"):
        assert words in python('hint("1.1")').communicate()[0]
    assert "hint 1 of" in python('hint("1.2"); check("1.2", 3); check("1.1", 4)').communicate()[0]
    assert "1.1 ✓  1.2 · (tried 1×)  1.3 ·" in python("progress()").communicate()[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows seeks the end, and then writes")
def test_of_what_four_kernels_note_at_once_nothing_is_lost(tmp_path):
    kernels = [
        python(
            "from exercises._progress import note; print(flush=True); input();"
            f"[note(f'{n}.{{i}}', 'right') for i in range(50)]"
        )
        for n in range(4)
    ]
    for kernel in kernels:
        kernel.stdout.readline()  # it is ready
    for kernel in kernels:
        kernel.stdin.write("\n")
        kernel.stdin.flush()
    for kernel in kernels:
        kernel.communicate()
    assert sorted(events(tmp_path)) == sorted(
        (f"{n}.{i}", "right") for n in range(4) for i in range(50)
    )


def test_what_an_older_course_noted_counts(tmp_path, capsys):
    older = tmp_path / "data" / "progress.json"
    older.parent.mkdir()
    older.write_text('{"solved": ["1.2"]}')
    progress()
    assert "1.1 ·  1.2 ✓" in capsys.readouterr().out
    for damage in ("", "{", "[]", '{"solved": 3}', '{"solved": [[]]}', "\x00\xff", "[" * 10**5):
        older.write_bytes(damage.encode("latin-1"))
        progress()
        assert "0 of 2" in capsys.readouterr().out
        assert older.read_bytes() == damage.encode("latin-1")


GOOD = b'{"exercise": "1.2", "event": "right", "at": "2026-11-26T03:00:00+01:00"}'
DAMAGED = [b"", b"{", b"[]", b"3", b"\xff\xfe\x00", "Notiz für mich".encode("latin-1"), GOOD[:30]]
DAMAGED += [b'{"exercise": {}, "event": []}', b"[" * 10**5, GOOD.decode().encode("utf-16")]


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_line_is_passed_over_and_nothing_is_lost(damage, tmp_path, capsys):
    file = tmp_path / "data" / "progress.jsonl"
    file.parent.mkdir()
    before = b"\xef\xbb\xbf" + GOOD + b"\r\n" + damage  # saved by an editor, and cut off
    file.write_bytes(before)
    check("1.1", lambda x: 2 * x)
    progress()
    assert "2 of 2 exercises solved" in capsys.readouterr().out
    kept, _, added = file.read_bytes().rpartition(b"\n")
    assert kept == before and json.loads(added)["exercise"] == "1.1"


@pytest.mark.parametrize("blocked", ["the file", "the folder"])
def test_where_nothing_can_be_kept_the_session_knows_it_and_says_so(blocked, tmp_path, capsys):
    if blocked == "the file":
        (tmp_path / "data" / "progress.jsonl").mkdir(parents=True)  # a folder in its place
    else:
        (tmp_path / "data").write_text("mine")
    check("1.2", 3)
    said = capsys.readouterr().out
    assert "right" in said
    assert ("not kept" in said) == (blocked == "the file")
    assert ("set COURSE_DATA" in said) == (blocked == "the folder")
    hint("1.1")
    hint("1.1")
    assert "hint 2 of 2" in capsys.readouterr().out
    progress()
    said = capsys.readouterr().out
    assert "1 of 2 exercises solved" in said
    assert ("cannot be read" in said) == (blocked == "the file")


def test_what_could_not_be_kept_is_written_once_it_can_be(tmp_path, capsys):
    file = tmp_path / "data" / "progress.jsonl"
    file.mkdir(parents=True)
    check("1.2", 2)
    file.rmdir()
    check("1.2", 3)
    assert "not kept" not in capsys.readouterr().out
    assert events(tmp_path) == [("1.2", "wrong"), ("1.2", "right")]
