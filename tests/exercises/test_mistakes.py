"""Small mistakes in each solution, an operator, a constant, an axis, a comparison: none passes."""

import ast
import copy
from dataclasses import replace

import pytest

from exercises._exercise import exercises
from exercises._verdict import RIGHT, verdict

# Where there is no one right answer, a small change of a solution may be as good.
EXERCISES = [e for e in exercises().values() if e.inputs or not e.judge]
OTHERS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
OTHERS |= {ast.FloorDiv: ast.Div, ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.Mod: ast.FloorDiv}
OTHERS |= {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OTHERS |= {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And}

# What a mistake leaves as it was, and why.
EQUIVALENT = {
    "3.2": {"1.0 -> 2.0": "the open window may count for more than the cold"},
    "3.5": {
        "0 -> 1": "wherever it starts, it ends with the right answers",
        "0 -> -1": "wherever it starts, it ends with the right answers",
    },
    "4.3": {"sizes <= 1 -> sizes < 1": "at size 1 the two costs meet"},
    "5.3": {
        "abs(measured - gradient[i]) > 0.001 -> abs(measured - gradient[i]) >= 0.001": (
            "nothing measured is exactly 0.001 off"
        ),
    },
    "5.4": {"d_output @ w2.T -> d_output * w2.T": "with one output it is the same product"},
    "6.5": {"1 -> 2": "the third unit may outvote the second by more"},
    "9.2": {
        "np.mean(values) > np.mean(scores[best]) -> np.mean(values) >= np.mean(scores[best])": (
            "of two equal means either is the best"
        ),
    },
}


def changed(node):
    """The nodes that a small mistake would make of this one."""
    found = []
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in OTHERS:
        found.append({"op": OTHERS[type(node.op)]()})
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHERS:
        found.append({"ops": [OTHERS[type(node.ops[0])](), *node.ops[1:]]})
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        found.append({"value": not node.value})
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        found += [{"value": node.value + 1}, {"value": node.value - 1}]
    for fields in found:
        other = copy.copy(node)
        vars(other).update(fields)
        yield other


class Swap(ast.NodeTransformer):
    """Puts another node in the place of the one with this number, counted as `ast.walk` does."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def mistakes(code):
    """Each small mistake in some code: in words, and the code with it."""
    for number, node in enumerate(ast.walk(ast.parse(code))):
        for other in changed(node):
            tree = ast.parse(code)
            old = list(ast.walk(tree))[number]
            line = ast.unparse(node), ast.unparse(other)
            yield " -> ".join(line), ast.unparse(Swap(old, other).visit(tree))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_small_mistake_does_not_pass(exercise):
    passed = set()
    for words, code in mistakes(exercise.code):
        try:
            answer = exercise.answer(code)
        except Exception:  # noqa: S112  the learner's own cell would raise
            continue
        if verdict(replace(exercise, seconds=1), answer).state == RIGHT:
            passed.add(words)
    assert passed == set(EQUIVALENT.get(exercise.id, {}))


def test_mistakes_are_made_of_operators_constants_and_comparisons():
    code = "a = x.sum(axis=0) > 2 and -y"
    assert dict(mistakes(code)) == {
        "x.sum(axis=0) > 2 and -y -> x.sum(axis=0) > 2 or -y": "a = x.sum(axis=0) > 2 or -y",
        "x.sum(axis=0) > 2 -> x.sum(axis=0) >= 2": "a = x.sum(axis=0) >= 2 and -y",
        "0 -> 1": "a = x.sum(axis=1) > 2 and -y",
        "0 -> -1": "a = x.sum(axis=-1) > 2 and -y",
        "2 -> 3": "a = x.sum(axis=0) > 3 and -y",
        "2 -> 1": "a = x.sum(axis=0) > 1 and -y",
    }
