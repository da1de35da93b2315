"""What an exercise is, and where to find them."""

import ast
import importlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import numpy as np

from exercises import _nets
from exercises._values import plain, same
from helpers.language import _

SEED = 7


class Slip(NamedTuple):
    """An edit of the solution that makes a foreseen mistake of it.

    Attributes
    ----------
    old, new : str, or tuple of str for several edits
        What is replaced, which occurs in the solution once and may span lines, and by what.
    """

    old: str | tuple
    new: str | tuple

    @property
    def edits(self):
        """Pairs of an old and a new text."""
        if isinstance(self.old, str):
            return [(self.old, self.new)]
        return list(zip(self.old, self.new, strict=True))


slip = Slip


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. Its solution is code, and its slips edit it, so that the tests can run them.

    Attributes
    ----------
    title : str
        What it asks for, in a few words.
    hints : sequence of str
        From a nudge to nearly the answer.
    solution : str
        Code whose last definition gives the answer its name, such as `rank = 5` or a function. It
        may use `np` and what the prelude and `given` define.
    slips : mapping of Slip to str
        Foreseen mistakes, and for each the sentence that helps. What a learner hands in is taken
        for a slip where both give the same results.
    inputs : callable, optional
        Takes a seeded `numpy.random.Generator` and returns a list of tuples of arguments to try the
        answer on, the edge cases among them: a function, a net, or a value that `look` makes one.
    look : callable, optional
        What of the answer counts: takes the answer (and the arguments of one of the `inputs`) and
        returns a number, text, tensor or list of these. By default the answer itself, or what the
        function returns.
    parts : sequence of str
        For a Keras net: which of `_nets.PARTS` are compared, with its weights lent to the
        solution's net and to each slip's.
    judge : callable, optional
        Takes the answer, before it is tried on the `inputs`, and returns the sentence that says
        what is wrong, or None. Without `inputs` it decides alone: for answers without one form.
    gives : str
        How to begin a sentence about a result.
    given : str
        Code of the lesson's cell above the answer that the solution works on.
    remark : str
        A sentence to take along, shown once the answer is right.
    keeps_input : bool
        Whether it is about leaving the arguments as they are. Elsewhere a function that changes
        them is told so, and passes.
    seconds : float
        How long the answer may take.
    id, prelude : str
        Lesson and number, such as "2.3", and code of the lesson's that the solution may use:
        `exercises` fills them in, the second where the exercise has none of its own.

    Examples
    --------
    >>> song = Exercise(
    ...     "the shape of a song",
    ...     hints=["What are its samples in time?", "A second has 44,100 values."],
    ...     solution="shape = (180 * 44_100, 2)",
    ...     slips={
    ...         slip("180 * 44_100, 2", "2, 180 * 44_100"): "Time comes first, the channels last.",
    ...         slip(", 2", ","): "Stereo has two channels: they have an axis of their own.",
    ...     },
    ... )
    >>> song.answer(song.edited(slip(", 2", ",")))
    (7938000,)
    """

    title: str
    hints: Sequence[str]
    solution: str
    slips: Mapping[Slip, str]
    inputs: Callable | None = None
    look: Callable | None = None
    parts: Sequence[str] = ()
    judge: Callable | None = None
    gives: str = _("your function gives")
    given: str = ""
    remark: str = ""
    keeps_input: bool = False
    seconds: float = 5
    id: str = ""
    prelude: str = ""

    @property
    def lesson(self):
        """The number of its lesson."""
        return int(self.id.partition(".")[0])

    @property
    def code(self):
        """The solution, as the learner sees it."""
        return dedent(self.solution).strip()

    def edited(self, *slips):
        """The solution with these slips in it; None where an edit finds no place, or several."""
        code = self.code
        for old, new in (edit for each in slips for edit in each.edits):
            if code.count(old) != 1:
                return None
            code = code.replace(old, new)
        return code

    @property
    def is_function(self):
        """Whether the answer is a function."""
        return isinstance(self._last_definition, ast.FunctionDef)

    @property
    def name(self):
        """The name that the solution gives to the answer: that of its last definition."""
        last = self._last_definition
        return last.name if self.is_function else last.targets[0].id

    @property
    def parameters(self):
        """The names of the arguments in `inputs`."""
        if self.is_function:
            return [p.arg for p in self._last_definition.args.args]
        return list(inspect.signature(self.look).parameters)[1:] if self.look else ["x"]

    @cached_property
    def _last_definition(self):
        kinds = (ast.Assign, ast.FunctionDef)
        return next(n for n in reversed(ast.parse(self.code).body) if isinstance(n, kinds))

    def answer(self, code):
        """What somebody hands in whose code is this: the solution's, or an edited one."""
        source = "\n".join([dedent(self.prelude), dedent(self.given), code])
        namespace = {"np": np}
        exec(compile(source, f"<exercise {self.id}>", "exec"), namespace)
        return namespace[self.name]

    @property
    def result_names(self):
        """The names of what the solution returns, where it returns a list of names; else []."""
        last = self._last_definition.body[-1] if self.is_function else None
        items = getattr(getattr(last, "value", None), "elts", [])
        return [i.id for i in items] if all(isinstance(i, ast.Name) for i in items) else []

    def arguments(self, seed=SEED):
        """The arguments to try the answer on, made anew and always the same; `[()]` for a value."""
        inputs = self.inputs(np.random.default_rng(seed)) if self.inputs else [()]
        if self.parts:
            return [(*arguments, part) for part in self.parts for arguments in inputs]
        return inputs

    def chance(self, seed):
        """Two more at most, which depend on the seed; a net has none, as its weights are chance."""
        pairs = [] if self.parts else zip(self.arguments(), self.arguments(seed), strict=True)
        return [new for old, new in pairs if not same(*map(plain, (list(old), list(new))))][-2:]

    def result(self, answer, arguments, lender=None):
        """What counts of the answer, for one of the inputs; a net has the weights of `lender`."""
        if self.parts:
            return _nets.seen(answer, *arguments, lender)
        if self.look:
            number = isinstance(answer, Decimal | Fraction)
            return self.look(float(answer) if number else answer, *arguments)
        return answer(*arguments) if self.inputs else answer


@cache
def exercises():
    """All exercises by their ids, in the order of the course.

    Each module `lesson_NN` defines those of its lesson in order, and perhaps a `PRELUDE`.
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("lesson_*.py")):
        module = importlib.import_module(f"{__package__}.{path.stem}")
        defined = [value for value in vars(module).values() if isinstance(value, Exercise)]
        for number, exercise in enumerate(defined, start=1):
            id = f"{int(path.stem.removeprefix('lesson_'))}.{number}"
            prelude = exercise.prelude or getattr(module, "PRELUDE", "")
            found[id] = replace(exercise, id=id, prelude=prelude)
    return found
