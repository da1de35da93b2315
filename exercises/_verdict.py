"""From an answer to a verdict: run it, compare it, and find the sentence that helps."""

import ast
import inspect
import textwrap
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations

from exercises._nets import PARTS, UnfitError, no_net
from exercises._run import OutOfTimeError, error_in_words, own_line, run
from exercises._trials import agreement, made, tried, tried_code
from exercises._values import (
    Unusable,
    difference,
    has_nan,
    in_words,
    kind_in_words,
    plain,
    same,
)

OPEN, RIGHT, WRONG = "not attempted yet", "right", "not yet"


@dataclass(frozen=True)
class Verdict:
    """How an answer stands, `OPEN`, `RIGHT` or `WRONG`, and the sentences that say why."""

    state: str
    text: str


def verdict(exercise, answer):
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : object
        Anything. It is tried on copies of the exercise's inputs; nothing is changed.

    Returns
    -------
    Verdict
    """
    if answer is Ellipsis:
        return Verdict(OPEN, "Put your answer where the `...` stands.")
    if (refused := _refused(exercise, answer)) is not None:
        return refused
    if exercise.judge and not exercise.inputs:
        return Verdict(RIGHT, exercise.remark)
    trials = list(tried(exercise, lambda: answer, exercise.seconds))
    if (unfinished := _unfinished(exercise, answer, trials)) is not None:
        return unfinished
    wanted = tried_code(exercise, exercise.code, answer)
    for index, (trial, expected) in enumerate(zip(trials, wanted, strict=False)):
        if trial.error or expected.error or not same(trial.value, expected.value):
            sentence = _wrong(exercise, answer, index, trial, expected)
            more = _foreseen(exercise, answer, trials, index)
            if exercise.parts and not more and not expected.error:
                _, more = PARTS[exercise.arguments()[index][-1]]
            return Verdict(WRONG, f"{sentence}\n{more}".strip())
    return _right(exercise, answer, trials)


def _refused(exercise, answer):
    """The verdict on an answer that cannot be tried, or that its judge turns down; else None."""
    if exercise.is_function:
        if callable(answer):
            return None
        how = f'by its name without brackets: `check("{exercise.id}", {exercise.name})`'
        came = f"What came is {in_words(_plain(answer))}."
        return Verdict(WRONG, f"Hand in the function itself, {how}. {came}")
    if _plain(answer) is Ellipsis:
        return Verdict(OPEN, "A `...` is still in it.")
    judge = partial(no_net, x=exercise.arguments()[0][0]) if exercise.parts else exercise.judge
    if not judge:
        return None
    ran = run(lambda: judge(answer), exercise.seconds)
    if ran.error is None:
        return Verdict(WRONG, ran.value) if ran.value else None
    if _is_its_own(ran.error):
        return Verdict(WRONG, _error(exercise, ran.error, "Your answer"))
    came = in_words(_plain(answer))
    return Verdict(WRONG, f"What you handed in is {came}: that is not what is asked for.")


def _plain(answer):
    """What somebody handed in, made comparable; whatever it is."""
    ran = run(lambda: plain(answer), 1)
    return Unusable(f"an object of the type {type(answer).__name__}") if ran.error else ran.value


def _unfinished(exercise, answer, trials):
    """The verdict on an answer that is still a sketch, or hands nothing back; else None."""
    if not all(t.error is None and (t.value is None or t.value is Ellipsis) for t in trials):
        failed = any(t.error for t in trials)
        if failed and (line := _line_with_dots(answer)):
            return Verdict(OPEN, f"A `...` is still in the line `{line}`.")
        return None
    if trials[0].value is Ellipsis:
        return Verdict(OPEN, "A `...` is still in what your function returns.")
    if trials[0].printed:
        return Verdict(
            WRONG,
            "Your function prints its answer and returns nothing: `print` shows a value, `return` "
            "hands it back.",
        )
    if any(t.changed for t in trials):
        return Verdict(
            WRONG,
            "Your function changes what it was given and returns nothing: end it with `return`.",
        )
    if exercise.is_function:
        return Verdict(OPEN, "It returns nothing so far: write it, and end with `return`.")
    return Verdict(WRONG, f"`{exercise.name}` is None: nothing came out of your code.")


def _line_with_dots(function):
    """The first line of a function in which a `...` still stands for something; '' if none does."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        nodes = list(ast.walk(ast.parse(source)))
    except (OSError, TypeError, SyntaxError):  # no source to be had, as for a built-in
        return ""
    indices = {id(n) for s in nodes if isinstance(s, ast.Subscript) for n in ast.walk(s.slice)}
    lines = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Constant) and node.value is Ellipsis and id(node) not in indices
    ]
    return source.splitlines()[min(lines) - 1].strip() if lines else ""


def _wrong(exercise, answer, index, trial, expected):
    """What is wrong with an answer, by the first trial that is not as it should be."""
    if isinstance(expected.error, UnfitError):
        return str(expected.error)
    if expected.error:
        return _error(exercise, expected.error, "The solution")
    if exercise.is_function or exercise.parts or (exercise.inputs and not trial.error):
        return _wrong_for(exercise, exercise.arguments()[index], trial, expected.value)
    if trial.error and _is_its_own(trial.error):
        return _error(exercise, trial.error, f"`{exercise.name}`")
    return _wrong_value(exercise, answer)


def _foreseen(exercise, answer, trials, failed):
    """The sentences of the slip, or of the two slips, that this answer is; or ''.

    It is what does the same on all inputs. Where nothing does, something unforeseen may have come
    to a slip: then it is the one that does the same as far as the input that `failed`, if only one.
    """
    pairs = () if any(trial.error for trial in trials) else combinations(exercise.slips, 2)
    partly = set()
    for slips in chain(zip(exercise.slips, strict=True), pairs):
        sentences = "\n".join(dict.fromkeys(exercise.slips[each] for each in slips))
        alike = agreement(exercise, answer, trials, exercise.edited(*slips))
        if alike == len(trials):
            return sentences
        if len(slips) == 1 and alike > failed and not trials[failed].error:
            partly.add(sentences)
    return partly.pop() if len(partly) == 1 else ""


def _wrong_for(exercise, arguments, trial, expected):
    """What came out wrong for these arguments."""
    case = _case(exercise, arguments)
    given = trial.value
    who, gives = "your function", exercise.gives
    if exercise.parts:
        who, (gives, _) = "your net", PARTS[arguments[-1]]
    if trial.error:
        return _error(exercise, trial.error, f"{case} {who}")
    wanted = f"it should give {in_words(expected)}"
    if given is None or given is Ellipsis:
        return f"{case} {who} returns nothing; {wanted}."
    if isinstance(given, Unusable):
        return f"{case} {who} returns {given.what}; {wanted}."
    if in_words(given) == in_words(expected):
        return f"{case} {gives} {in_words(given)} with {difference(given, expected)}."
    return f"{case} {gives} {in_words(given)}; {wanted}.{_nan(given, expected)}"


def _case(exercise, arguments):
    """The arguments in words, to begin a sentence with."""
    names = exercise.parameters
    values = [f"`{n}` = {in_words(plain(a))}" for n, a in zip(names, arguments, strict=False)]
    *first, last = values or ["no arguments"]
    return f"For {', '.join(first)} and {last}" if first else f"For {last}"


def _is_its_own(error):
    """Whether the answer's own code has raised this, or the time or the learner has ended it."""
    return isinstance(error, OutOfTimeError | KeyboardInterrupt) or bool(own_line(error))


def _error(exercise, error, who):
    if isinstance(error, OutOfTimeError):
        end = "was stopped" if error.ended else "could not be stopped: restart the kernel"
        return (
            f"{who} was still running after {exercise.seconds:g} seconds and {end}. Is there a "
            "loop that never ends?"
        )
    if isinstance(error, KeyboardInterrupt):
        return "You stopped the check before it was done."
    return f"{who} raises {error_in_words(error)}."


def _wrong_value(exercise, answer):
    """What is wrong with a value: its kind, if it is that, but never the answer."""
    given, expected = _plain(answer), plain(made(exercise, exercise.code))
    name = f"`{exercise.name}`"
    kinds = [(type(value), getattr(value, "shape", ())) for value in (given, expected)]
    if kinds[0] != kinds[1]:
        return f"{name} is {in_words(given)}; expected is {kind_in_words(expected)}."
    return f"{name} is {in_words(given)}: that is not it.{_nan(given, expected)}"


def _nan(given, expected):
    if has_nan(given) and not has_nan(expected):
        return (
            " `nan` means *not a number*: it comes of 0/0, of the logarithm of a negative number "
            "or of a number that grew beyond all bounds."
        )
    return ""


def _right(exercise, answer, trials):
    changed = sorted({name for trial in trials for name in trial.changed})
    if changed and exercise.keeps_input:
        note = (
            f"The result is right, but the function changes `{changed[0]}`, which is not its own."
        )
        return Verdict(
            WRONG, f"{note}\n{_foreseen(exercise, answer, trials, len(trials) - 1)}".strip()
        )
    notes = [exercise.remark]
    if changed:
        notes.append(
            f"One thing: your function changes `{changed[0]}`, which it was given. Work on a copy, "
            "and nobody is surprised."
        )
    if any(trial.printed for trial in trials):
        notes.append("What it prints is not needed: only what it returns counts.")
    return Verdict(RIGHT, " ".join(filter(None, notes)))
