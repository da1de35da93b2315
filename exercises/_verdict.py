"""From an answer to a verdict: run it, compare it, and find the sentence that helps."""

import ast
import copy
import inspect
import textwrap
import time
from dataclasses import dataclass
from functools import cache

from exercises._run import OutOfTimeError, error_in_words, own_line, run
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


@dataclass(frozen=True)
class Trial:
    """What an answer gave for one of an exercise's inputs, and which of its arguments changed."""

    value: object
    error: BaseException | None
    printed: str
    changed: tuple

    def is_like(self, other):
        """Whether two answers gave the same here, or raised the same kind of error."""
        if self.error or other.error:
            return type(self.error) is type(other.error)
        return same(self.value, other.value) and self.changed == other.changed


def verdict(exercise, answer):
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : object
        Anything. Functions are tried on copies of the exercise's inputs; nothing is changed.

    Returns
    -------
    Verdict
    """
    if answer is Ellipsis:
        return Verdict(OPEN, "Put your answer where the `...` stands.")
    if exercise.judge:
        return _by_its_judge(exercise, answer)
    if exercise.is_function and not callable(answer):
        return Verdict(WRONG, _no_function(exercise, answer))
    trials = _trials(exercise, answer, exercise.seconds)
    if (unfinished := _unfinished(exercise, answer, trials)) is not None:
        return unfinished
    expected = _trials_of(exercise, exercise.solution)
    for index, (trial, wanted) in enumerate(zip(trials, expected, strict=False)):
        if trial.error or not same(trial.value, wanted.value):
            return _wrong(exercise, trials, index, wanted.value)
    return _right(exercise, trials)


def _by_its_judge(exercise, answer):
    if run(lambda: plain(answer), 1).value is Ellipsis:
        return Verdict(OPEN, "A `...` is still in it.")
    ran = run(lambda: exercise.judge(answer), exercise.seconds)
    if ran.error is None:
        return Verdict(WRONG, ran.value) if ran.value else Verdict(RIGHT, exercise.remark)
    if isinstance(ran.error, OutOfTimeError | KeyboardInterrupt) or own_line(ran.error):
        return Verdict(WRONG, _error(exercise, ran.error, "Your answer"))
    return Verdict(WRONG, f"What you handed in is {_kind(answer)}: that is not what is asked for.")


def _no_function(exercise, answer):
    return (
        f"Hand in the function itself, by its name without brackets: "
        f'`check("{exercise.id}", {exercise.name})`. What came is {_kind(answer)}.'
    )


def _kind(answer):
    """What somebody handed in, in a few words; whatever it is."""
    ran = run(lambda: in_words(plain(answer)), 1)
    return ran.value if ran.error is None else f"an object of the type {type(answer).__name__}"


def _trials(exercise, answer, seconds):
    """The answer's trials on all inputs, up to one that takes too long."""
    trials = []
    deadline = time.monotonic() + seconds
    for arguments in exercise.arguments():
        trials.append(_trial(exercise, answer, arguments, deadline))
        if isinstance(trials[-1].error, OutOfTimeError | KeyboardInterrupt):
            break
    return trials


def _trial(exercise, answer, arguments, deadline):
    copies = copy.deepcopy(arguments)

    def try_it():
        value = plain(exercise.result(answer, copies))
        pairs = zip(exercise.parameters, arguments, copies, strict=False)
        return value, tuple(
            n for n, before, after in pairs if not same(plain(after), plain(before))
        )

    ran = run(try_it, max(deadline - time.monotonic(), 0.1))
    value, changed = ran.value or (None, ())
    return Trial(value, ran.error, ran.printed, changed)


@cache
def _trials_of(exercise, code):
    """The trials of a solution or a slip: made once, and with time enough on any machine."""
    return _trials(exercise, exercise.answer(code), seconds=60)


def _unfinished(exercise, answer, trials):
    """The verdict on an answer that is still a sketch, or hands nothing back; else None."""
    if not all(t.error is None and (t.value is None or t.value is Ellipsis) for t in trials):
        failed = any(t.error for t in trials)
        if failed and (line := _line_with_dots(answer)):
            return Verdict(OPEN, f"A `...` is still in the line `{line}`.")
        return None
    if trials[0].value is Ellipsis:
        return Verdict(OPEN, f"A `...` is still in {_what(exercise)}.")
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


def _what(exercise):
    return "what your function returns" if exercise.is_function else "it"


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


def _wrong(exercise, trials, index, expected):
    arguments = exercise.arguments()[index]
    trial = trials[index]
    if exercise.is_function:
        sentence = _wrong_for(exercise, arguments, trial, expected)
    elif trial.error:
        sentence = _wrong_kind(exercise, trial.error)
    else:
        sentence = _wrong_value(exercise, trial.value, expected)
    return Verdict(WRONG, f"{sentence}\n{_foreseen(exercise, trials, index)}".strip())


def _foreseen(exercise, trials, failed):
    """The sentence of the slip that this answer is, or ''.

    A slip that does the same on all inputs is meant. Where there is none, two slips may have come
    together: then the one that gives the same for the input that `failed` first, if only one does.
    """
    same_here = []
    for code, sentence in exercise.slips.items():
        alike = list(map(Trial.is_like, trials, _trials_of(exercise, code)))
        if len(alike) == len(trials) and all(alike):
            return sentence
        if not trials[failed].error and all(alike[: failed + 1]):
            same_here.append(sentence)
    return same_here[0] if len(same_here) == 1 else ""


def _wrong_for(exercise, arguments, trial, expected):
    """What a function did wrong with these arguments."""
    case = _case(exercise, arguments)
    given = trial.value
    if trial.error:
        return _error(exercise, trial.error, f"{case} your function")
    if given is None or given is Ellipsis:
        return f"{case} your function returns nothing; it should give {in_words(expected)}."
    if isinstance(given, Unusable):
        return f"{case} your function returns {given.what}; it should give {in_words(expected)}."
    if in_words(given) == in_words(expected):
        return f"{case} {exercise.gives} {in_words(given)} with {difference(given, expected)}."
    text = f"{case} {exercise.gives} {in_words(given)}; it should give {in_words(expected)}."
    return text + _nan(given, expected)


def _case(exercise, arguments):
    """The arguments in words, to begin a sentence with."""
    names = exercise.parameters
    values = [f"`{n}` = {in_words(plain(a))}" for n, a in zip(names, arguments, strict=False)]
    *first, last = values or ["no arguments"]
    return f"For {', '.join(first)} and {last}" if first else f"For {last}"


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


def _wrong_kind(exercise, error):
    if isinstance(error, OutOfTimeError | KeyboardInterrupt) or own_line(error):
        return _error(exercise, error, f"`{exercise.name}`")
    return f"`{exercise.name}` is not of the kind that is asked for."


def _wrong_value(exercise, given, expected):
    """What is wrong with a value: its kind, if it is that, but never the answer."""
    name = f"`{exercise.name}`"
    if not _same_kind(given, expected):
        return f"{name} is {in_words(given)}; expected is {kind_in_words(expected)}."
    return f"{name} is {in_words(given)}: that is not it.{_nan(given, expected)}"


def _same_kind(given, expected):
    if type(given) is not type(expected):
        return False
    return getattr(given, "shape", ()) == getattr(expected, "shape", ())


def _nan(given, expected):
    if has_nan(given) and not has_nan(expected):
        return (
            " `nan` means *not a number*: it comes of 0/0, of the logarithm of a negative number "
            "or of a number that grew beyond all bounds."
        )
    return ""


def _right(exercise, trials):
    changed = sorted({name for trial in trials for name in trial.changed})
    if changed and exercise.keeps_input:
        note = (
            f"The result is right, but the function changes `{changed[0]}`, which is not its own."
        )
        return Verdict(WRONG, f"{note}\n{_foreseen(exercise, trials, len(trials) - 1)}".strip())
    notes = [exercise.remark]
    if changed:
        notes.append(
            f"One thing: your function changes `{changed[0]}`, which it was given. Work on a copy, "
            "and nobody is surprised."
        )
    if any(trial.printed for trial in trials):
        notes.append("What it prints is not needed: only what it returns counts.")
    return Verdict(RIGHT, " ".join(filter(None, notes)))
