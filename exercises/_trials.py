"""An answer tried on the inputs of its exercise, and the solution and the slips tried with it."""

import copy
import random
import re
import sys
import time
from dataclasses import dataclass
from functools import cache

from exercises._run import OutOfTimeError, error_in_words, run
from exercises._values import plain, same

LONG = 20  # seconds: enough for our own code on any machine


@dataclass(frozen=True)
class Trial:
    """What an answer gave for one of an exercise's inputs, and which of its arguments changed.

    What it printed and displayed meanwhile is there as in `Ran`.
    """

    value: object
    error: BaseException | None
    printed: str
    shown: tuple
    changed: tuple

    def is_right(self, wanted):
        """Whether it gave what the solution gave."""
        return not self.error and not wanted.error and same(self.value, wanted.value)

    def is_like(self, other):
        """Whether two answers gave the same here, or raised the same error."""
        if self.error and other.error:
            return _message(self.error) == _message(other.error)
        return self.is_right(other) and self.changed == other.changed


def _message(error):
    """The type and the words of an error, without the numbers that Keras counts its layers by."""
    return re.sub(r"_\d+", "", error_in_words(error, line=False))


def tried(exercise, make, seconds, inputs, lender=None):
    """The trials on these inputs of what `make` hands in, up to one that takes too long."""
    deadline = time.monotonic() + seconds
    for arguments in inputs:
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
            n for n, before, after in pairs if not same(plain(after), plain(before), exact=True)
        )

    ran = run(try_it, max(deadline - time.monotonic(), 0.1))
    value, changed = ran.value or (None, ())
    return Trial(value, ran.error, ran.printed, ran.shown, changed)


def tried_code(exercise, code, inputs, answer=None):
    """The trials of a solution or a slip; its net has the weights of the answer."""
    lender = answer if exercise.parts else None
    return tried(exercise, lambda: made(exercise, code), LONG, inputs, lender)


@cache
def made(exercise, code):
    """What the code of a solution or a slip hands in; Python's own random numbers go on as before.

    Keras draws from them to make a net, and makes it in float32 whatever the learner has set.
    """
    state, keras = random.getstate(), sys.modules.get("keras")
    policy = keras and keras.config.dtype_policy()
    try:
        if policy:
            keras.config.set_dtype_policy("float32")
        return exercise.answer(code)
    finally:
        random.setstate(state)
        if policy:
            keras.config.set_dtype_policy(policy)
