"""An answer tried on the inputs of its exercise, and the solution and the slips tried with it."""

import copy
import random
import time
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from exercises._run import OutOfTimeError, run
from exercises._values import plain, same

LONG = 20  # seconds: enough for our own code on any machine

_known = {}  # the trials of our own code, by exercise and code


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


def tried(exercise, make, seconds, lender=None):
    """The trials on all inputs of what `make` hands in, up to one that takes too long."""
    deadline = time.monotonic() + seconds
    for arguments in exercise.arguments():
        trial = _trial(exercise, make, arguments, deadline, lender)
        yield trial
        if isinstance(trial.error, OutOfTimeError | KeyboardInterrupt):
            return


def _trial(exercise, make, arguments, deadline, lender):
    copies = copy.deepcopy(arguments)

    def try_it():
        value = plain(exercise.result(make(), copies, lender))
        pairs = zip(exercise.parameters, arguments, copies, strict=False)
        return value, tuple(
            n for n, before, after in pairs if not same(plain(after), plain(before))
        )

    ran = run(try_it, max(deadline - time.monotonic(), 0.1))
    value, changed = ran.value or (None, ())
    return Trial(value, ran.error, ran.printed, changed)


def tried_code(exercise, code, answer):
    """The trials of a solution or a slip; its net has the weights of the answer."""
    if exercise.parts:
        return tried(exercise, lambda: made(exercise, code), LONG, lender=answer)
    trials = _known.get((exercise, code)) or list(
        tried(exercise, lambda: made(exercise, code), LONG)
    )
    if not isinstance(trials[-1].error, KeyboardInterrupt):
        _known[exercise, code] = trials
    return trials


@cache
def made(exercise, code):
    """What the code of a solution or a slip hands in; Python's own random numbers go on as before.

    Keras draws from them to make a net.
    """
    state = random.getstate()
    try:
        return exercise.answer(code)
    finally:
        random.setstate(state)


def agreement(exercise, answer, trials, code):
    """How many of an answer's trials, from the first on, are like those of this code."""
    if code is None:
        return 0
    both = zip(trials, tried_code(exercise, code, answer), strict=False)
    return len(list(takewhile(lambda pair: pair[0].is_like(pair[1]), both)))
