"""What an exercise is, and where to find them."""

import ast
import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent

import numpy as np

SEED = 7


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise. Its solution and its slips are code, so that the tests can run them.

    Attributes
    ----------
    id : str
        Lesson and number, such as "2.3".
    title : str
        What it asks for, in a few words.
    hints : sequence of str
        From a nudge to nearly the answer.
    solution : str
        Code whose last definition gives the answer its name, such as `rank = 5` or a function. It
        may use `np`, and `keras` where the lesson has it.
    slips : mapping of str to str
        Foreseen wrong answers: their code, and the sentence that helps. What a learner hands in is
        taken for a slip where both give the same results.
    inputs : callable, optional
        For a function: takes a seeded `numpy.random.Generator` and returns a list of tuples of
        arguments to try it on, the edge cases among them.
    look : callable, optional
        What of the answer counts: takes the answer (and the arguments of one of the `inputs`) and
        returns a number, text, tensor or list of these. By default the answer itself, or what the
        function returns.
    judge : callable, optional
        Instead of comparing: takes the answer and returns None where it is right, else the
        sentence that says what is wrong. For answers without one form, such as a trained net.
    gives : str
        How to begin a sentence about a function's result.
    given : str
        Code that stands in the lesson's cell above the answer: what there is to work on.
    remark : str
        A sentence to take along, shown once the answer is right.
    keeps_input : bool
        Whether it is about leaving the arguments as they are. Elsewhere a function that changes
        them is told so, and passes.
    seconds : float
        How long the answer may take.
    """

    id: str
    title: str
    hints: Sequence[str]
    solution: str
    slips: Mapping[str, str]
    inputs: Callable | None = None
    look: Callable | None = None
    judge: Callable | None = None
    gives: str = "your function gives"
    given: str = ""
    remark: str = ""
    keeps_input: bool = False
    seconds: float = 5

    @property
    def lesson(self):
        """The number of its lesson."""
        return int(self.id.partition(".")[0])

    @property
    def is_function(self):
        """Whether the answer is a function, to be tried on several inputs."""
        return self.inputs is not None

    @property
    def code(self):
        """The solution, as the learner sees it."""
        return dedent(self.solution).strip()

    @property
    def name(self):
        """The name that the solution gives to the answer: that of its last definition."""
        last = self._last_definition
        return last.targets[0].id if isinstance(last, ast.Assign) else last.name

    @property
    def parameters(self):
        """The names of the arguments, where the answer is a function."""
        last = self._last_definition
        return [p.arg for p in last.args.args] if isinstance(last, ast.FunctionDef) else []

    @cached_property
    def _last_definition(self):
        kinds = (ast.Assign, ast.FunctionDef, ast.ClassDef)
        return next(n for n in reversed(ast.parse(self.code).body) if isinstance(n, kinds))

    def answer(self, code):
        """What somebody hands in whose code is this: a solution's, or a slip's."""
        source = f"{dedent(self.given)}\n{dedent(code)}"
        namespace = {"np": np}
        if "keras" in source:
            namespace["keras"] = importlib.import_module("keras")
        exec(compile(source, f"<exercise {self.id}>", "exec"), namespace)
        return namespace[self.name]

    def arguments(self):
        """The arguments to try a function on, made anew and always the same; `[()]` for a value."""
        return self.inputs(np.random.default_rng(SEED)) if self.inputs else [()]

    def result(self, answer, arguments):
        """What counts of the answer, for one of the inputs."""
        if self.look:
            return self.look(answer, *arguments)
        return answer(*arguments) if self.inputs else answer


@cache
def exercises():
    """All exercises by their ids, in the order of the course."""
    modules = sorted(path.stem for path in Path(__file__).parent.glob("lesson_*.py"))
    return {
        exercise.id: exercise
        for module in modules
        for exercise in importlib.import_module(f"{__package__}.{module}").EXERCISES
    }
