"""What is true of a wrong answer, whatever mistake is behind it: of its results and of its code."""

import ast

import numpy as np

from exercises._values import same


def fact(given, expected, code="", solution=""):
    """A sentence about a wrong answer that holds in every test; '' where there is none to say.

    Parameters
    ----------
    given, expected : list
        What the answer and the solution gave in each test, as `plain` returns it.
    code, solution : str
        The source of both, where they are functions.

    Examples
    --------
    >>> fact([np.array(2.0), np.array(6.0)], [np.array(1.0), np.array(3.0)])
    'Each number is 2 times what it should be.'
    >>> fact([], [], "def f(x, y): return x", "def f(x, y): return x + y")
    'Your function does not use `y`.'
    """
    return _of_results(given, expected) or _of_code(code, solution)


def _of_results(given, expected):
    pairs = [pair for g, e in zip(given, expected, strict=True) for pair in _items(g, e)]
    arrays = [(g, e) for g, e in pairs if isinstance(g, np.ndarray) and isinstance(e, np.ndarray)]
    if not pairs or len(arrays) < len(pairs):
        return ""
    if all(e.ndim == 2 and same(g.T, e) for g, e in pairs):
        return "The numbers are right, but rows and columns are swapped."
    if any(g.shape != e.shape for g, e in pairs):
        if all(g.size == e.size and same(g.ravel(), e.ravel()) for g, e in pairs):
            return "The numbers are right, only the shape is not."
        return ""
    if any(array.dtype.kind == "c" for pair in pairs for array in pair):
        return ""
    if all(e.dtype.kind == "b" for _, e in pairs):
        turned = all(same(g, np.asarray(~e)) for g, e in pairs)
        return "True and False are the wrong way round." if turned else ""
    numbers = (
        np.concatenate([np.ravel(array) for array in each]) for each in zip(*pairs, strict=True)
    )
    return _of_numbers(*(n.astype(float) for n in numbers))


def _items(given, expected):
    """The pairs of arrays in two results; lists of one length are taken apart."""
    if isinstance(given, list) and isinstance(expected, list) and len(given) == len(expected):
        for pair in zip(given, expected, strict=True):
            yield from _items(*pair)
    else:
        yield given, expected


def _of_numbers(given, expected):
    """What holds between all the numbers of an answer and those of the solution."""
    telling = expected != 0
    if len(np.unique(expected[telling])) < 2 or not np.isfinite(given).all():
        return ""
    factor, shift = given[telling][0] / expected[telling][0], given[0] - expected[0]
    if same(given, -expected):
        return "Every sign is turned."
    if (times := _times(factor)) and same(given, factor * expected):
        return f"Each number is {times} what it should be."
    if shift and same(given, expected + shift):
        return f"Each number is {abs(shift):.4g} too {'large' if shift > 0 else 'small'}."
    if same(np.abs(given), np.abs(expected)):
        return "The numbers are right but for their signs."
    if any(same(given, np.round(expected, places)) for places in range(5)):
        return "That is rounded: return all the digits."
    return ""


def _times(factor):
    """A factor in words, if it or its inverse is a whole number; else ''."""
    for number, words in (factor, "{} times"), (1 / (factor or 1), "1/{} of"):
        if np.isclose(number, round(number)) and round(number) > 1:
            return words.format(round(number))
    return ""


def _of_code(code, solution):
    mine, ours = _function(code), _function(solution)
    if not mine or not ours:
        return ""
    for argument, own in zip(mine.args.args, ours.args.args, strict=False):
        if own.arg in _used(ours) and argument.arg not in _used(mine):
            return f"Your function does not use `{argument.arg}`."
    for loop in ast.walk(mine):
        if not isinstance(loop, ast.For | ast.While) or not isinstance(loop.body[-1], ast.Return):
            continue
        if not any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
            return "The loop ends in its first round: there is a `return` in it."
    return ""


def _function(code):
    """The last function in some code; None where there is none."""
    found = [n for n in ast.parse(code).body if isinstance(n, ast.FunctionDef)]
    return found[-1] if found else None


def _used(function):
    names = (n for n in ast.walk(function) if isinstance(n, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}
