"""From an answer to a verdict: run it, compare it, and find the sentence that helps."""

import ast
import inspect
import re
import textwrap
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

import numpy as np

from exercises._facts import fact
from exercises._lesson import names_in_lesson
from exercises._nets import PARTS, UnfitError, in_float32, no_net
from exercises._run import OutOfTimeError, error_in_words, hidden_builtin, own_line, run
from exercises._trials import made, tried, tried_code
from exercises._values import Unusable, difference, has_nan, in_words, kind_in_words, plain, same
from helpers.language import _

OPEN, RIGHT, WRONG = "not attempted yet", "right", "not yet"
ASLEEP = "the cells above have not run"
MOST_LINES = 10  # of what an answer printed
HINTS = {  # words of an error that a beginner meets, and what is behind them
    "bitwise_xor": _("A power is `**` in Python, not `^`."),
    "bitwise_and": _("`&` comes before `<` and `==`: put each comparison in brackets."),
    "object is not callable": _(
        "Round brackets call a function. Is a `*` missing, or are square brackets meant?"
    ),
    "object is not subscriptable": _(
        "Square brackets take an element out. Are round ones meant, which call a function?"
    ),
    "builtin_function_or_method": _("Are the brackets missing that call a function?"),
    "truth value of an array": _(
        "`if`, `and`, `or`, `min` and `max` want a single True or False, not an array of them."
    ),
    "Cannot cast ufunc": _("An array of whole numbers cannot hold fractions: make a new array."),
    "only integer scalar arrays": _(
        "An array stands where one whole number is wanted, such as an index, an axis or a length."
    ),
    "either both or neither of x and y": _(
        "`np.where` needs three things: a condition, and a value for either case."
    ),
    "must be of ArrayType": _(
        "NumPy's `maximum` and `minimum` compare two things at a time, not three."
    ),
    "object has no attribute 'append'": _(
        "`append` changes the list itself and gives nothing back: `numbers.append(x)` is enough."
    ),
    "out of bounds for array of dimension": _(
        "That number is taken for an axis, and there is none."
    ),
    "ellipsis": _("A `...` is still in your function."),
    "AssertionError": _("An `assert` found something else than it expects."),
    "invalid index to scalar": _("Here a single number is taken for an array."),
    "inhomogeneous shape": _("NumPy cannot make one array of arrays that differ in shape."),
    "cannot access local variable": _(
        "It needs a value before it is used, such as before the loop."
    ),
    "is not defined": _("A function knows its arguments, its own names, and the cells above."),
    "could not be broadcast": _(
        "Print both shapes: aligned at the right, two lengths must be the same, or one of them 1."
    ),
    "could not broadcast": _("What stands right of `=` does not fit the place on its left."),
    "in its core dimension": _("A row left of `@` must be as long as a column right of it."),
    "not aligned": _("A row of the first must be as long as a column of the second."),
    "cannot reshape": _(
        "`reshape` keeps all values: the lengths, multiplied, must be their number."
    ),
    "is out of bounds": _(
        "The last index is the length minus 1. Is this the axis you mean, and is the array whole?"
    ),
    "too many indices": _("The array has fewer axes than there are indices in the brackets."),
    "boolean index did not match": _("A mask must be as long as the axis that it selects from."),
    "to unpack": _("There must be as many names on the left as values on the right."),
    "slice indices must be integers": _("`//` divides to a whole number, `/` does not."),
    "cannot be interpreted as an integer": _("`//` divides to a whole number, `/` does not."),
    "zero-size array": _("An empty array has no largest or smallest number."),
}
LONGEST = 140  # letters: a case with its numbers


@dataclass(frozen=True)
class Verdict:
    """How an answer stands, `OPEN`, `ASLEEP`, `RIGHT` or `WRONG`, and the sentences that say why.

    `printed` is what it printed where it went wrong, at most `MOST_LINES`; `shown` what it
    displayed there, or for the first input where it is right: contents of messages, as in `Ran`.
    """

    state: str
    text: str
    printed: str = ""
    shown: tuple = ()


def verdict(exercise, answer, seed=None):
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : object
        Anything. It is tried on copies of the exercise's inputs; nothing is changed.
    seed : int, optional
        For the inputs that are made by chance: without it they are new each time.

    Returns
    -------
    Verdict
    """
    if answer is Ellipsis:
        return Verdict(OPEN, _("Put your answer where the `...` stands."))
    if (refused := _refused(exercise, answer)) is not None:
        return refused
    if exercise.parts:
        answer = in_float32(answer)
    if exercise.judge and not exercise.inputs:
        return Verdict(RIGHT, exercise.remark)
    seed = int(np.random.default_rng().integers(10_000)) if seed is None else seed
    inputs, chance = exercise.arguments(), exercise.chance(seed)
    attempt = Attempt(exercise, answer, inputs + chance)
    if (unfinished := _unfinished(attempt)) is not None:
        return unfinished
    missing = {trial.error.name for trial in attempt.trials if type(trial.error) is NameError}
    if missing and (of_lesson := missing & names_in_lesson(exercise.lesson)):
        return Verdict(
            ASLEEP,
            _(
                "`{name}` is not there, since the kernel is a new one. Choose *Run → Run All Above "
                "Selected Cell*, then run this cell again."
            ).format(name=min(of_lesson)),
        )
    if attempt.failed is None:
        return _right(attempt)
    if exercise.is_function and (line := _line_with_dots(answer)):
        return Verdict(OPEN, _("A `...` is still in the line `{line}`.").format(line=line))
    sentences = [_joined(_wrong(attempt), _how_many(attempt)), _foreseen(attempt)]
    if exercise.parts and not sentences[1] and not attempt.wanted[attempt.failed].error:
        sentences[1] = PARTS[attempt.inputs[attempt.failed][-1]][1]
    if attempt.failed >= len(inputs):
        sentences.append(
            _(
                'This input was made by chance, and `check("{id}", {name}, seed={seed})` makes it '
                "again."
            ).format(id=exercise.id, name=exercise.name, seed=seed)
        )
    trial = attempt.trials[attempt.failed]
    lines = trial.printed.strip("\n").splitlines()
    if lines:
        sentences.append(_("On the way your code printed:"))
    printed = "\n".join(lines[:MOST_LINES] + ["…"] * (len(lines) > MOST_LINES))
    return Verdict(WRONG, "\n".join(filter(None, sentences)), printed, trial.shown)


class Attempt:
    """An answer, tried on inputs, and what the solution gives for them.

    Attributes
    ----------
    trials, wanted : list of Trial
        The answer's, up to one that took too long, and the solution's for the same inputs.
    failed : int or None
        The number of the first input for which they differ.
    """

    def __init__(self, exercise, answer, inputs):
        """Try the answer, and the solution after it."""
        self.exercise, self.answer = exercise, answer
        self.trials = list(tried(exercise, lambda: answer, exercise.seconds, inputs))
        self.inputs = inputs[: len(self.trials)]
        self.wanted = list(self.trials_of(exercise.code))
        self.right = [t.is_right(w) for t, w in zip(self.trials, self.wanted, strict=True)]
        self.failed = self.right.index(False) if False in self.right else None

    def trials_of(self, code):
        """The trials of the solution's or a slip's code, for the same inputs, one by one."""
        return tried_code(self.exercise, code, self.inputs, self.answer)

    def like(self, code):
        """For each input, whether this code does the same as the answer; one by one."""
        others = self.trials_of(code) if code else ()
        for mine, other in zip_longest(self.trials, others):
            yield other is not None and mine.is_like(other)


def _joined(*sentences):
    return " ".join(filter(None, sentences))


def _refused(exercise, answer):
    """The verdict on an answer that cannot be tried, or that its judge turns down; else None."""
    if exercise.is_function:
        if callable(answer):
            return None
        said = _(
            'Hand in the function itself, by its name without brackets or quotes: `check("{id}", '
            "{name})`. You handed in {came}."
        )
        came = in_words(_plain(answer))
        return Verdict(WRONG, said.format(id=exercise.id, name=exercise.name, came=came))
    if _plain(answer) is Ellipsis:
        return Verdict(OPEN, _("A `...` is still in it."))
    judge = partial(no_net, x=exercise.arguments()[0][0]) if exercise.parts else exercise.judge
    if not judge:
        return None
    ran = run(lambda: judge(answer), exercise.seconds)
    if ran.error is None:
        return Verdict(WRONG, ran.value) if ran.value else None
    if _is_its_own(ran.error):
        return Verdict(WRONG, _error(exercise, ran.error, _("Your answer")))
    said = _("What you handed in is {came}: that is not what is asked for.")
    return Verdict(WRONG, said.format(came=in_words(_plain(answer))))


def _plain(answer):
    """What somebody handed in, made comparable; whatever it is."""
    ran = run(lambda: plain(answer), 1)
    kind = _("an object of the type {kind}").format(kind=type(answer).__name__)
    return Unusable(kind) if ran.error else ran.value


def _unfinished(attempt):
    """The verdict on an answer that is still a sketch, or hands nothing back; else None."""
    exercise, answer, trials = attempt.exercise, attempt.answer, attempt.trials
    if not all(t.error is None and (t.value is None or t.value is Ellipsis) for t in trials):
        return None
    if trials[0].value is Ellipsis:
        return Verdict(OPEN, _("A `...` is still in what your function returns."))
    if trials[0].printed:
        return Verdict(
            WRONG,
            _(
                "Your function prints its answer and returns nothing: `print` shows a value, "
                "`return` hands it back."
            ),
        )
    if any(t.changed for t in trials):
        return Verdict(
            WRONG,
            _("Your function changes what it was given and returns nothing: end it with `return`."),
        )
    if exercise.is_function and _is_written(answer) and not _line_with_dots(answer):
        return Verdict(WRONG, _("Your function returns nothing: end it with `return`."))
    if exercise.is_function:
        return Verdict(OPEN, _("It returns nothing so far: write it, and end with `return`."))
    nothing = _("`{name}` is None: nothing came out of your code.").format(name=exercise.name)
    return Verdict(WRONG, _joined(nothing, _note(None, None)))


def _source(function):
    """The code of a function; '' where there is none to be had, as for a built-in."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        ast.parse(source)
    except (OSError, TypeError, SyntaxError):
        return ""
    return source


def _is_written(function):
    """Whether there is more in a function than its docstring, `...` and `pass`."""
    body = next((n.body for n in ast.parse(_source(function)).body if hasattr(n, "body")), [])
    empty = [
        isinstance(n, ast.Pass) or isinstance(getattr(n, "value", 0), ast.Constant) for n in body
    ]
    return not all(empty)


def _line_with_dots(function):
    """The first line of a function in which a `...` still stands for something; '' if none does."""
    source = _source(function)
    nodes = list(ast.walk(ast.parse(source)))
    indices = {id(n) for s in nodes if isinstance(s, ast.Subscript) for n in ast.walk(s.slice)}
    bodies = [n.body for n in nodes if isinstance(getattr(n, "body", None), list)]
    alone = [n for body in bodies if len(body) > 1 for n in body if isinstance(n, ast.Expr)]
    passed_by = indices | {id(n.value) for n in alone}  # what stands there beside other lines
    lines = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Constant) and node.value is Ellipsis and id(node) not in passed_by
    ]
    return source.splitlines()[min(lines) - 1].strip() if lines else ""


def _wrong(attempt):
    """What is wrong with an answer, by the first trial that is not as it should be."""
    exercise, index = attempt.exercise, attempt.failed
    trial, expected = attempt.trials[index], attempt.wanted[index]
    if isinstance(expected.error, UnfitError):
        return str(expected.error)
    if expected.error:
        return _error(exercise, expected.error, _("The solution"))
    if exercise.is_function or exercise.parts or (exercise.inputs and not trial.error):
        return _wrong_for(exercise, attempt.inputs[index], trial, expected.value)
    if trial.error and _is_its_own(trial.error):
        return _error(exercise, trial.error, _("`{name}`").format(name=exercise.name))
    return _wrong_value(exercise, attempt.answer)


def _how_many(attempt):
    """In how many tests a function is right, if in some; those by chance are not counted."""
    marks = attempt.right[: len(attempt.exercise.arguments())]
    if not any(marks) or all(marks) or attempt.exercise.parts:
        return ""
    said = _("(It is right in {right} of {count} tests.)")
    return said.format(right=sum(marks), count=len(marks))


def _foreseen(attempt):
    """The sentence of the slip that this answer is, or one that is true of it anyway; or ''.

    A slip is what does the same in all tests. One that differs only where the answer raises an
    error is likely: an error's words tell little of its cause.
    """
    exercise, likely = attempt.exercise, set()
    if exercise.is_function and (said := _in_another_order(attempt.answer, exercise.parameters)):
        return said
    for slip, sentence in exercise.slips.items():
        like = list(attempt.like(exercise.edited(slip)))
        if all(like):
            return sentence
        differs = any(not (same or t.error) for same, t in zip(like, attempt.trials, strict=True))
        if attempt.failed is not None and like[attempt.failed] and not differs:
            likely.add(sentence)
    if attempt.failed is not None and not exercise.inputs and (near := _how_near(attempt)):
        return near
    if attempt.failed is None or not (exercise.inputs or exercise.look):
        return ""  # of two single values, likeness may be chance
    if name := _unchanged(attempt):
        said = _("`{name}` comes back as it was: what you compute has to be kept, and returned.")
        return said.format(name=name)
    first, *others = values = [trial.value for trial in attempt.trials]
    if others and first is not None and all(same(first, other) for other in others):
        return _("It gives {came} in every test.").format(came=in_words(first))
    if exercise.is_function and not any(t.error for t in attempt.trials + attempt.wanted):
        return fact(
            values, [w.value for w in attempt.wanted], _source(attempt.answer), exercise.code
        )
    return _joined(_("This may be why."), likely.pop()) if len(likely) == 1 else ""


def _how_near(attempt):
    """Which of several numbers are right, or on which side of the right one a number lies."""
    exercise, given = attempt.exercise, _plain(attempt.answer)
    expected, looked = plain(made(exercise, exercise.code)), attempt.wanted[0].value
    if not all(isinstance(v, np.ndarray) and v.dtype.kind in "iuf" for v in (given, expected)):
        return ""
    if given.shape != expected.shape or given.ndim > 1 or not np.isfinite(given).all():
        return ""
    if not given.ndim and given * expected < 0:
        return _("Its sign is wrong.")
    if not given.ndim:
        return _("It is too large.") if given > expected else _("It is too small.")
    if exercise.look and looked.dtype.kind != "b":  # it may be the order that does not count
        return ""
    pairs = zip(given, expected, strict=True)
    right = [str(place) for place, pair in enumerate(pairs, start=1) if same(*pair)]
    if len(right) == 1:
        return _("Only number {number} is right.").format(number=right[0])
    if right:
        return _("Numbers {numbers} are right.").format(numbers=_(" and ").join(right))
    return _("None of the numbers is right.")


def _in_another_order(function, parameters):
    """What is wrong where a function takes what it is given in another order; or ''."""
    try:
        names = list(inspect.signature(function).parameters)
    except Exception:  # as of some built-ins, and of whatever else can be called
        return ""
    if names == parameters or sorted(names) != sorted(parameters):
        return ""
    mine, given = ", ".join(names), ", ".join(parameters)
    said = _("Your function takes `({mine})`, but is given `({given})`, in this order.")
    return said.format(mine=mine, given=given)


def _unchanged(attempt):
    """The name of the argument that a function simply gives back; None where it does more."""
    names = attempt.exercise.parameters if attempt.exercise.is_function else []
    for place, name in enumerate(names):
        given = [plain(arguments[place]) for arguments in attempt.inputs]
        trials = zip(attempt.trials, given, strict=True)
        if all(not trial.error and same(trial.value, value) for trial, value in trials):
            return name
    return None


def _wrong_for(exercise, arguments, trial, expected):
    """What came out wrong for these arguments."""
    case = _case(exercise, arguments)
    given = trial.value
    who, gives = _("your function"), exercise.gives
    if exercise.parts:
        who, gives = _("your net"), PARTS[arguments[-1]][0]
    if trial.error and exercise.look and not _is_its_own(trial.error):
        said = _("{case} {who} returns what does not fit: {error}.")
        return said.format(case=case, who=who, error=error_in_words(trial.error))
    if trial.error:
        return _error(exercise, trial.error, f"{case} {who}")
    if given is None or given is Ellipsis or isinstance(given, Unusable):
        came = _("nothing") if given is None else _("the `...` that is still in it")
        came = given.what if isinstance(given, Unusable) else came
        said = _("{case} {who} returns {came}; it should give {wanted}.")
        return said.format(case=case, who=who, came=came, wanted=in_words(expected))
    differs = difference(given, expected, gives, exercise.result_names)
    said = _("{case} {difference}.").format(case=case, difference=differs)
    return _joined(said, _note(given, expected))


def _case(exercise, arguments):
    """The arguments in words, to begin a sentence with."""
    pairs = list(zip(exercise.parameters, map(plain, arguments), strict=False))
    for most in (16, 1):  # the numbers themselves, if that is not too long
        *first, last = [f"`{n}` = {in_words(a, 6, most)}" for n, a in pairs] or [_("no arguments")]
        case = _("For {first} and {last},") if first else _("For {last},")
        case = case.format(first=_(", ").join(first), last=last)
        if len(case) <= LONGEST:
            return case
    return case


def _is_its_own(error):
    """Whether the answer's own code has raised this, or the time or the learner has ended it."""
    return isinstance(error, OutOfTimeError | KeyboardInterrupt) or bool(own_line(error))


def _error(exercise, error, who):
    if isinstance(error, OutOfTimeError):
        said = _(
            "{who} was still running after {seconds:g} seconds and could not be stopped: restart "
            "the kernel. Is there a loop that never ends?"
        )
        if error.ended:
            said = _(
                "{who} was still running after {seconds:g} seconds and was stopped. Is there a "
                "loop that never ends?"
            )
        return said.format(who=who, seconds=exercise.seconds)
    if isinstance(error, KeyboardInterrupt):
        return _("You stopped the check before it was done.")
    said = error_in_words(error)
    more = next((words for part, words in HINTS.items() if part in said), "")
    if "is not callable" in said and (name := hidden_builtin(error)):
        more = _(
            "`{name}` is a function of Python's own, and here something else has that name: give "
            "it another one, and restart the kernel."
        ).format(name=name)
    return _joined(_("{who} raises {error}.").format(who=who, error=said), more)


def _wrong_value(exercise, answer):
    """What is wrong with a value: its kind, if it is that, but never the answer."""
    given, expected = _plain(answer), plain(made(exercise, exercise.code))
    words = in_words(given)
    if type(answer) is tuple and np.ndim(given) == 1:
        words = re.sub(r"^\[(.*)\]$", r"(\1)", words)
    kinds = [(type(value), getattr(value, "shape", ())) for value in (given, expected)]
    if kinds[0] != kinds[1]:
        said = _("`{name}` is {came}; it should be {wanted}.")
        said = said.format(name=exercise.name, came=words, wanted=kind_in_words(expected))
    else:
        said = _("`{name}` is {came}: that is not it.").format(name=exercise.name, came=words)
    return _joined(said, _note(given, expected))


def _note(given, expected):
    """A sentence on a kind of wrong number that has a reason of its own, or ''."""
    if given is None:
        return _("(`print` shows a value, and hands nothing back.)")
    if isinstance(given, str) and isinstance(expected, np.ndarray) and re.search(r"\d", given):
        return _("That is text: leave out the quotes, `str` or the f-string.")
    if isinstance(given, list) and isinstance(expected, list):
        pairs = zip(given, expected, strict=False)
        return next((_note(*pair) for pair in pairs if not same(*pair)), "")  # of what is shown
    if getattr(given, "shape", ()) != getattr(expected, "shape", ()):
        return ""
    if has_nan(given) and not has_nan(expected):
        return _(
            "`nan` means *not a number*: it comes from 0/0, from the mean of no numbers, from the "
            "logarithm of a negative one, or from a number that grew beyond all bounds."
        )
    if not all(isinstance(value, np.ndarray) for value in (given, expected)):
        return ""
    if given.dtype.kind == "f" and np.isinf(given).any() and np.isfinite(expected).all():
        return _(
            "`inf` means *infinite*: it comes from a division by 0, from the logarithm of 0, or "
            "from a number that grew beyond all bounds."
        )
    whole = given.dtype.kind in "iu" and given.size > 1
    if whole and (expected % 1).any() and (given == np.trunc(expected)).all():
        return _("What stands after the decimal point has been cut off.")
    return ""


def _right(attempt):
    exercise, trials = attempt.exercise, attempt.trials
    changed = sorted({name for trial in trials for name in trial.changed})
    if changed and exercise.keeps_input:
        note = _("The result is right, but the function changes `{name}`, which it was given.")
        note = note.format(name=changed[0])
        return Verdict(WRONG, f"{note}\n{_foreseen(attempt)}".strip())
    notes = [exercise.remark]
    if changed:
        notes.append(
            _(
                "One thing: your function changes `{name}`, which it was given. Work on a copy: "
                "others may still need it as it was."
            ).format(name=changed[0])
        )
    if any(trial.printed for trial in trials):
        notes.append(_("What it prints is not needed: only what it returns counts."))
    return Verdict(RIGHT, _joined(*notes), shown=trials[0].shown)
