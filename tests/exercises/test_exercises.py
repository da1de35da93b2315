"""Every solution passes its check, every slip gets its own sentence, and nothing ever raises."""

import ast
import copy
import dataclasses
import re

import numpy as np
import pytest

from exercises import _verdict
from exercises._exercise import Exercise, exercises
from exercises._models import layers_in_words
from exercises._run import OutOfTimeError
from exercises._verdict import OPEN, RIGHT, WRONG, verdict
from tools import lessons

EXERCISES = list(exercises().values())
SLIPS = [
    pytest.param(exercise, code, id=f"{exercise.id}-slip-{number}")
    for exercise in EXERCISES
    for number, code in enumerate(exercise.slips, start=1)
]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@every_exercise
def test_the_solution_is_right(exercise):
    result = verdict(exercise, exercise.answer(exercise.solution))
    assert result.state == RIGHT, result.text
    assert result.text == exercise.remark  # it changes nothing, prints nothing


@pytest.mark.parametrize(("exercise", "code"), SLIPS)
def test_a_slip_gets_its_own_sentence(exercise, code):
    result = verdict(exercise, exercise.answer(code))
    assert result.state == WRONG
    others = set(exercise.slips.values()) - {exercise.slips[code]}
    assert exercise.slips[code] in result.text
    assert [other for other in others if other in result.text] == []


@every_exercise
def test_it_is_complete(exercise):
    assert re.fullmatch(r"[1-9]\.[1-5]", exercise.id)
    assert len(exercise.hints) >= 2
    assert len(set(exercise.slips.values())) == len(exercise.slips) >= 2
    for sentence in [*exercise.hints, *exercise.slips.values(), exercise.remark]:
        assert not sentence or re.search(r"[.?!:`]$", sentence), sentence
    assert not exercise.is_function or len(exercise.arguments()) >= 2


@every_exercise
def test_the_inputs_are_the_same_each_time(exercise):
    first, second = exercise.arguments(), exercise.arguments()
    for one, other in zip(first, second, strict=True):
        for a, b in zip(one, other, strict=True):
            assert np.array_equal(a, b) if isinstance(a, np.ndarray) else type(a) is type(b)


# What a lesson shows of them.


def cells_of(exercise):
    """The words and the code cell of an exercise, in its lesson."""
    path = next(p for p in lessons.paths() if p.name.startswith(f"{exercise.lesson:02}_"))
    cells = lessons.read(path).cells
    index = [cell.id for cell in cells].index(f"exercise-{exercise.id.replace('.', '-')}")
    return cells[index - 1], cells[index]


@every_exercise
def test_the_lesson_has_it(exercise):
    words, code = cells_of(exercise)
    assert words.cell_type == "markdown"
    assert f"### Exercise {exercise.id}" in words.source
    assert code.source.startswith(exercise.given.strip())
    assert code.source.endswith(f'check("{exercise.id}", {exercise.name})')
    defined = ast.parse(code.source).body[:-1]
    assert exercise.name in {getattr(n, "name", None) for n in defined} | {
        getattr(target, "id", None)
        for n in defined
        if isinstance(n, ast.Assign)
        for target in n.targets
    }
    assert OPEN in code.outputs[0].data["text/plain"]


def test_each_lesson_has_three_to_five_in_order():
    for lesson in range(1, 10):
        ids = [exercise.id for exercise in EXERCISES if exercise.lesson == lesson]
        assert ids == [f"{lesson}.{n + 1}" for n in range(len(ids))]
        assert 3 <= len(ids) <= 5
    assert len(EXERCISES) >= 40
    assert 2 * sum("def " in e.code or "\n" in e.code for e in EXERCISES) >= len(EXERCISES)


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


def raises(error):
    def function(*_, **__):
        raise error

    return function


def spoil(*arguments):
    """Put hostile things into every list that is handed in."""
    for argument in arguments:
        if isinstance(argument, list):
            argument.append(Hostile())


selves = []
selves.append(selves)
ODD = {
    "None": None,
    "True": True,
    "a text": "five",
    "nothing": "",
    "a long text": "x" * 10**6,
    "bytes": b"\x00",
    "a huge number": 10**400,
    "nan": float("nan"),
    "infinity": np.inf,
    "complex": 1j,
    "an empty list": [],
    "a ragged list": [[1, 2], [3]],
    "a list of texts": ["a", "b"],
    "a list in itself": selves,
    "a deep list": [[[[[[[[[[[[1]]]]]]]]]]]],
    "a list of odd things": [None, {}, print],
    "a long list": list(range(10**5)),
    "a dictionary": {"a": 1},
    "a set": {1, 2},
    "a range": range(5),
    "a generator": endless(),
    "a type": int,
    "a module": np,
    "a built-in": print,
    "hostile": Hostile(),
    "a class of hostiles": Hostile,
    "nans": np.full((3, 3), np.nan),
    "an empty array": np.zeros((0, 3)),
    "an array of objects": np.array([{}, None], dtype=object),
    "an array of texts": np.array(["a", "b"]),
    "dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
    "a masked array": np.ma.masked_array([1, 2], [True, False]),
    "a huge array": np.broadcast_to(np.float32(1), (10**6, 10**6)),
    "a record": np.zeros(2, dtype=[("x", "f4")]),
    "no arguments": lambda: 1,
    "any arguments": lambda *_, **__: 1,
    "spoils what it gets": spoil,
    "gives nothing": lambda *_, **__: None,
    "gives itself": lambda *a, **__: a,
    "gives a function": lambda *_, **__: print,
    "gives something hostile": lambda *_, **__: Hostile(),
    "gives something huge": lambda *_, **__: np.broadcast_to(np.float32(1), (10**6, 10**6)),
    "gives nan": lambda *_, **__: np.nan,
    "gives a generator": lambda *_, **__: endless(),
    "gives a text": lambda *_, **__: "five",
    "prints": lambda *_, **__: print("x" * 10**5),
    "raises": raises(ValueError("no")),
    "raises something hostile": raises(type("Odd", (Exception,), {"__str__": raises(OSError)})()),
    "exits": raises(SystemExit(1)),
    "interrupts": raises(KeyboardInterrupt()),
    "has no memory": raises(MemoryError()),
    "recurses": (lambda f: f(f))(lambda f: lambda *a, **__: f(f)(*a)),
}


@every_exercise
def test_no_odd_object_raises_or_passes(exercise):
    right = _verdict._trials_of(exercise, exercise.solution)[0].value
    for name, odd in ODD.items():
        result = verdict(exercise, odd)
        assert 10 < len(result.text) < 1000, name
        if result.state == RIGHT:  # an odd object, but the right answer
            assert not exercise.is_function and not exercise.judge, name
            assert _verdict.same(_verdict.plain(odd), right), name


@every_exercise
def test_the_dots_are_not_attempted_yet(exercise):
    assert verdict(exercise, ...).state == OPEN
    if exercise.is_function:
        assert verdict(exercise, lambda *_: None).state == OPEN
        assert verdict(exercise, lambda *_: ...).state == OPEN


@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES if e.is_function and not e.look], ids=lambda e: e.id
)
def test_a_function_never_gets_the_checks_own_arguments(exercise):
    before = copy.deepcopy(exercise.arguments())
    solution = exercise.answer(exercise.solution)

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


MODELS = [e for e in EXERCISES if "keras.Sequential" in f"{e.given}{e.code}"]


def state_of(answer):
    """All that a check could change of a net or its History, seeds of dropout layers included."""
    net = getattr(answer, "model", answer)
    values = [np.asarray(variable.value).tolist() for variable in net.variables]
    trained = getattr(net, "history", None)
    return values, net.get_config(), copy.deepcopy(trained.history) if trained else None


@pytest.mark.parametrize("exercise", MODELS, ids=lambda e: e.id)
def test_a_net_stays_as_it_was(exercise):
    answer = exercise.answer(exercise.solution)
    before = state_of(answer)
    assert verdict(exercise, answer).state == RIGHT
    assert state_of(answer) == before


def test_every_lesson_with_keras_from_6_on_hands_in_a_net():
    assert {exercise.lesson for exercise in MODELS} == {6, 7, 8, 9}


def test_the_example_in_contributing_is_an_exercise():
    text = (lessons.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = next(c for c in re.findall(r"```python\n(.*?)```", text, re.S) if "Exercise(" in c)
    example = eval(code, {"Exercise": Exercise, "np": np})
    test_it_is_complete(dataclasses.replace(example, id="1.5"))
    test_the_solution_is_right(example)
    for slip in example.slips:
        test_a_slip_gets_its_own_sentence(example, slip)
    assert len(code.splitlines()) <= 10


# Single sentences.


@pytest.mark.parametrize(
    ("wrong", "shapes"),
    [
        ("`w1` has the shape (2, 3)", [(2, 3), (3,), (3, 1), (1,)]),
        ("`b1` the shape (2,)", [(3, 3), (2,), (3, 1), (1,)]),
        ("`w2` has the shape (2, 1)", [(3, 3), (3,), (2, 1), (1,)]),
        ("`b2` has the shape (2,)", [(3, 3), (3,), (3, 1), (2,)]),
    ],
)
def test_a_net_for_parity_is_told_which_shape_is_wrong(wrong, shapes):
    result = verdict(exercises()["6.5"], [np.zeros(shape) for shape in shapes])
    assert result.state == WRONG and wrong in result.text


def test_whoever_stops_a_check_or_waits_too_long_is_not_told_of_a_wrong_kind():
    function = next(exercise for exercise in EXERCISES if exercise.is_function)
    assert "stopped the check" in _verdict._wrong_kind(function, KeyboardInterrupt())
    assert "still running" in _verdict._wrong_kind(function, OutOfTimeError())


def test_the_layers_of_a_net_in_words():
    import keras

    layers = [
        keras.layers.Conv2D(8, (3, 2), activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
    net = keras.Sequential([keras.Input((8, 8, 1)), *layers])
    assert layers_in_words(net) == [
        "Conv2D(8, 3 by 2, relu)",
        "MaxPooling2D(2 by 2)",
        "Flatten",
        "Dropout(0.5)",
        "Dense(10, softmax)",
    ]
