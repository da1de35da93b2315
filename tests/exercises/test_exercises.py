"""Every solution passes its check, every slip gets its own sentence, and nothing ever raises."""

import ast
import copy
import doctest
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from exercises._exercise import Exercise, exercises, slip
from exercises._run import OutOfTimeError
from exercises._trials import tried_code
from exercises._values import plain, same
from exercises._verdict import ASLEEP, OPEN, RIGHT, WRONG, verdict
from tools import lessons

EXERCISES = list(exercises().values())
SLIPS = [
    pytest.param(exercise, each, id=f"{exercise.id}-slip-{number}")
    for exercise in EXERCISES
    for number, each in enumerate(exercise.slips, start=1)
]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@every_exercise
def test_the_solution_is_right(exercise):
    result = verdict(exercise, exercise.answer(exercise.code))
    assert result.state == RIGHT, result.text
    assert result.text == exercise.remark  # it changes nothing, prints nothing


def fault(exercise, each):
    """What is wrong with a slip of an exercise; None where its own sentence is shown."""
    code = exercise.edited(each)
    if code is None or any(exercise.code.count(old) != 1 for old, _ in each.edits):
        return ONCE
    result = verdict(exercise, exercise.answer(code))
    if result.state != WRONG:
        return SAME
    shown = {sentence for sentence in exercise.slips.values() if sentence in result.text}
    return None if shown == {exercise.slips[each]} else f"shown is {shown}"


@pytest.mark.parametrize(("exercise", "each"), SLIPS)
def test_a_slip_gets_its_own_sentence(exercise, each):
    assert fault(exercise, each) is None


@every_exercise
def test_two_slips_at_once_come_to_an_end(exercise):
    codes = [exercise.edited(*pair) for pair in combinations(exercise.slips, 2)]
    for code in filter(None, codes if exercise.inputs and not exercise.parts else []):
        last = list(tried_code(exercise, code, exercise.arguments()))[-1]
        assert not isinstance(last.error, OutOfTimeError), code


ONCE, SAME = "an old text does not occur once", "it gives what the solution gives"
FAULTS = [(slip("(1 +", "(5 +"), None), (slip("1", "2"), ONCE), (slip("4", "2"), ONCE)]
FAULTS += [(slip(("(1", "(1"), ("(2", "(3")), ONCE), (slip("1 + 2", "2 + 1"), SAME)]


@pytest.mark.parametrize(("each", "found"), [*FAULTS, (slip("+ 2", "+ 3"), "shown is {'High.'}")])
def test_a_slip_can_have_faults(each, found):
    slips = {slip("1)", "2)"): "High.", each: "Odd."}
    assert fault(Exercise("add", [], "total = (1 + 2) + (0 + 1)", slips), each) == found


@every_exercise
def test_it_is_complete(exercise):
    assert len(exercise.hints) >= 2 and len(set(exercise.slips.values())) >= 2
    for sentence in [*exercise.hints, *exercise.slips.values(), exercise.remark]:
        assert not sentence or re.search(r"[.?!:`]$", sentence), sentence
    assert not exercise.is_function or len(exercise.arguments()) >= 2
    first, second = exercise.arguments(), exercise.arguments()
    assert same(*(list(map(plain, each)) for each in (first, second)))


def test_the_example_in_the_docstring_is_an_exercise():
    code = "".join(e.source for e in doctest.DocTestParser().get_examples(Exercise.__doc__)[:1])
    exec(code, {"Exercise": Exercise, "slip": slip}, found := {})
    test_it_is_complete(found["song"])
    test_the_solution_is_right(found["song"])
    assert [fault(found["song"], each) for each in found["song"].slips] == [None, None]


# What a lesson shows of them.


def cells_of(exercise):
    """The cells of the lesson of an exercise."""
    path = next(p for p in lessons.paths() if p.name.startswith(f"{exercise.lesson:02}_"))
    return lessons.read(path).cells


@every_exercise
def test_the_lesson_has_it(exercise):
    cells = cells_of(exercise)
    index = [cell.id for cell in cells].index(f"exercise-{exercise.id.replace('.', '-')}")
    words, code = cells[index - 1], cells[index]
    assert words.cell_type == "markdown" and f"### Exercise {exercise.id}" in words.source
    assert code.source.startswith(exercise.given.strip())
    assert code.source.endswith(f'check("{exercise.id}", {exercise.name})')
    assert re.search(rf"^(def )?{exercise.name}( = |\()", code.source, re.MULTILINE)
    assert OPEN in code.outputs[0].data["text/plain"]


def test_each_lesson_has_two_to_five_and_with_keras_a_net():
    assert set(Counter(exercise.lesson for exercise in EXERCISES).values()) <= {2, 3, 4, 5}
    assert 2 * sum("def " in e.code or "\n" in e.code for e in EXERCISES) >= len(EXERCISES) >= 52
    nets = {exercise.lesson for exercise in EXERCISES if "keras.Sequential" in exercise.code}
    assert nets == {exercise.lesson for exercise in EXERCISES if "keras" in exercise.prelude}


def definitions(source):
    """The functions and imports at the top of some code, by name."""
    kinds = ast.FunctionDef | ast.Import | ast.ImportFrom
    nodes = [node for node in ast.parse(source).body if isinstance(node, kinds)]
    return {getattr(node, "name", None) or ast.unparse(node): node for node in nodes}


def results(nodes):
    """What some functions give for the same random numbers."""
    exec(ast.unparse(ast.Module(nodes, [])), namespace := {"np": np})
    rng = np.random.default_rng(7)
    params, x = [rng.normal(size=s) for s in [(3, 4), (1, 4), (4, 2), (1, 2)]], rng.random((5, 3))
    functions = [namespace[node.name] for node in nodes if isinstance(node, ast.FunctionDef)]
    return [f(params, x) if f.__name__ == "forward" else f(x - 0.5) for f in functions]


@pytest.mark.parametrize("exercise", {e.lesson: e for e in EXERCISES}.values(), ids=lambda e: e.id)
def test_the_prelude_is_what_the_lesson_defines(exercise):
    lesson = "\n".join(cell.source for cell in cells_of(exercise) if cell.cell_type == "code")
    ours, theirs = definitions(exercise.prelude), definitions(lesson)
    assert set(ours) <= set(theirs)
    both = (results([nodes[name] for name in ours]) for nodes in (ours, theirs))
    assert same(*map(plain, both))


# Odd objects.


class Hostile:
    """Raises at everything that a check might do with it."""

    def _refuse(self, *_, **__):
        raise RuntimeError("no")

    __eq__ = __ne__ = __len__ = __iter__ = __bool__ = __float__ = __index__ = __call__ = _refuse
    __str__ = __repr__ = __array__ = __hash__ = __getitem__ = __deepcopy__ = __copy__ = _refuse


def endless():
    while True:
        yield 1


def gives(value):
    return lambda *_, **__: value


def raises(error):
    def function(*_, **__):
        raise error

    return function


def spoil(*arguments):
    """Put hostile things into every list that is handed in."""
    for argument in arguments:
        if isinstance(argument, list):
            argument.append(Hostile())


selves, deep, huge = [], [1], np.broadcast_to(np.float32(1), (10**6, 10**6))
selves.append(selves)
for _ in range(12):
    deep = [deep]
ODD = [None, True, 10**400, np.nan, np.inf, 1j, "five", "", "x" * 10**6, b"\x00", selves, deep]
ODD += [[], [[1, 2], [3]], ["a", "b"], [None, {}, print], list(range(10**5)), range(5), {"a": 1}]
ODD += [{1, 2}, endless(), int, np, print, Hostile(), Hostile, huge, np.full((3, 3), np.nan)]
ODD += [np.zeros((0, 3)), np.array([{}, None]), np.array(["a", "b"]), np.zeros(2, [("x", "f4")])]
ODD += [np.array(["2020-01-01"], "datetime64[D]"), np.ma.masked_array([1, 2], [True, False])]
ODD += [lambda: 1, lambda *a, **__: a, lambda *_, **__: print("x" * 10**5), spoil]
ODD += [gives(value) for value in (1, None, print, Hostile(), huge, np.nan, endless(), "five")]
ODD += [raises(e) for e in (ValueError("no"), SystemExit(1), KeyboardInterrupt(), MemoryError())]
ODD += [raises(type("Odd", (Exception,), {"__str__": raises(OSError)})())]
ODD += [(lambda f: f(f))(lambda f: lambda *a, **__: f(f)(*a))]  # without end


@every_exercise
def test_no_odd_object_raises_or_passes(exercise):
    for number, odd in enumerate(ODD):
        result = verdict(exercise, odd)
        assert 10 < len(result.text) < 1000, number
        if result.state == RIGHT:  # an odd object, but the right answer
            assert not exercise.is_function and not exercise.judge, number
            assert same(*map(plain, (odd, exercise.answer(exercise.code))))


@every_exercise
def test_the_dots_are_not_attempted_yet(exercise):
    for dots in [..., gives(None), gives(...)] if exercise.is_function else [..., [..., 1]]:
        assert verdict(exercise, dots).state == OPEN


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if e.is_function and not e.look])
def test_a_function_never_gets_the_checks_own_arguments(exercise):
    before = copy.deepcopy(exercise.arguments())
    solution = exercise.answer(exercise.code)

    def greedy(*arguments):
        result = copy.deepcopy(solution(*arguments))
        for argument in arguments:
            if isinstance(argument, np.ndarray) and argument.flags.writeable:
                argument[...] = 0
        return result

    changes = any(isinstance(a, np.ndarray) and a.any() for args in before for a in args)
    result = verdict(exercise, greedy)
    assert result.state == (WRONG if exercise.keeps_input and changes else RIGHT), result.text
    assert ("changes" in result.text) == changes


# Single sentences.

NETS = {"`w1` has the shape (2, 3)": [(2, 3), (3,), (3, 1), (1,)]}
NETS["`b1` the shape (2,)"] = [(3, 3), (2,), (3, 1), (1,)]
NETS["`w2` has the shape (2, 1)"] = [(3, 3), (3,), (2, 1), (1,)]
NETS["`b2` has the shape (2,)"] = [(3, 3), (3,), (3, 1), (2,)]


@pytest.mark.parametrize("wrong", NETS)
def test_a_net_for_parity_is_told_which_shape_is_wrong(wrong):
    parity = next(exercise for exercise in EXERCISES if exercise.name == "params")
    assert wrong in verdict(parity, [np.zeros(shape) for shape in NETS[wrong]]).text


@pytest.mark.parametrize("word", ["underfitting", "not enough training", "Underfitting "])
def test_a_training_that_has_hardly_begun_has_two_names(word):
    answer = ["overfitting", word, "rate too high", "learning"]
    assert verdict(exercises()["8.1"], answer).state == RIGHT
    answer = [word, "learning", "rate too high", "learning"]
    assert "training loss falls nearly to zero" in verdict(exercises()["8.1"], answer).text


def test_whose_cells_above_have_not_run_is_told_to_run_them():
    def relu6(tensor):
        return np_of_the_lesson.minimum(tensor, 6)  # noqa: F821

    code = relu6.__code__.replace(co_names=("np", "minimum"))
    asleep = type(relu6)(code, {"__builtins__": __builtins__})
    result = verdict(exercises()["2.2"], asleep)
    assert result.state == ASLEEP and "`np` is not there" in result.text
    assert "*Run → Run All Above Selected Cell*" in result.text
    mistyped = type(relu6)(code.replace(co_names=("tensr", "minimum")), {})
    assert verdict(exercises()["2.2"], mistyped).state == WRONG


def test_whoever_stops_a_check_or_waits_too_long_is_not_told_of_a_wrong_kind():
    for error, said in (KeyboardInterrupt(), "stopped the check"), (OutOfTimeError(), "still run"):
        looked = replace(EXERCISES[0], look=lambda value, e=error: value == 7 and raises(e)())
        assert said in verdict(looked, 7).text
        assert said in verdict(replace(looked, look=raises(error)), 7).text
