"""What is true of a wrong answer, whatever mistake is behind it: of its results and of its code."""

import ast
from itertools import permutations, product

import numpy as np

from exercises._values import same
from helpers.language import _


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
    tests = list(zip(given, expected, strict=True))
    if any(isinstance(e, list) for e in expected) and (said := _of_lists(tests)):
        return said
    pairs = [pair for g, e in tests for pair in _items(g, e)]
    arrays = [(g, e) for g, e in pairs if isinstance(g, np.ndarray) and isinstance(e, np.ndarray)]
    if not pairs or len(arrays) < len(pairs):
        return ""
    wrong = [(g, e) for g, e in pairs if not same(g, e)]
    if said := _of_axes(wrong):
        return said
    if any(g.shape != e.shape for g, e in wrong):
        return _of_shapes(wrong)
    if any(array.dtype.kind == "c" for pair in pairs for array in pair):
        return ""
    numbers = [np.concatenate([np.ravel(a) for a in each]) for each in zip(*pairs, strict=True)]
    if all(e.dtype.kind == "b" for _given, e in pairs):
        return _of_truths(*numbers)
    numbers = [each.astype(float) for each in numbers]
    if not np.isfinite(numbers[0]).all():
        return ""
    return _of_numbers(*numbers) or _of_arrays(wrong) or _of_the_wrong(*numbers)


def _items(given, expected):
    """The pairs of arrays in two results; lists of one length are taken apart."""
    if isinstance(given, list) and isinstance(expected, list) and len(given) == len(expected):
        for pair in zip(given, expected, strict=True):
            yield from _items(*pair)
    else:
        yield given, expected


def _of_lists(tests):
    """What holds where several results are wanted, such as weights and a bias."""
    number = len(tests[0][1])
    if number > 4 or any(len(e) != number for _given, e in tests):
        return ""
    for place in range(number):
        if all(same(g, e[place]) for g, e in tests):
            said = _("That is result number {number} alone: return all of them.")
            return said.format(number=place + 1)
    arrays = [g for g, _wanted in tests if isinstance(g, list) or getattr(g, "ndim", 0)]
    if len(arrays) < len(tests) or any(len(g) != number for g in arrays):
        return ""
    for order in permutations(range(number)):
        if all(same(g[i], each) for g, e in tests for i, each in zip(order, e, strict=True)):
            return _("The results are right, but they come in another order.")
    right = [str(i + 1) for i in range(number) if all(same(g[i], e[i]) for g, e in tests)]
    if len(right) == 1:
        said = _("Of the {count} results, only number {number} is right in every test.")
        return said.format(count=number, number=right[0])
    if not right:
        return ""
    said = _("Numbers {numbers} and {last} of the results are right in every test.")
    return said.format(numbers=_(", ").join(right[:-1]), last=right[-1])


def _of_shapes(wrong):
    """What holds of the arrays that came out wrong, some of them in another shape."""
    if all(g.size == e.size and same(g.ravel(), e.ravel()) for g, e in wrong):
        return _("The numbers are right, only the shape is not.")
    if not any(g.size for g, _ in wrong):
        return _("Where it is wrong, nothing is in it.")
    if all(g.ndim == e.ndim for g, e in wrong):
        return _of_lengths(wrong)
    ranks = {(g.ndim, e.ndim) for g, e in wrong}
    rank, wanted = ranks.pop()
    if ranks or rank < wanted:
        return ""
    for axis, (name, said) in product(range(rank), _ALONG_AN_AXIS.items()):
        if all(g.size and same(getattr(g, name)(axis), e) for g, e in wrong):
            return said.format(axis=axis)
    several = not wanted and all(g.size > 1 for g, _ in wrong)
    return _("One number should come out, and here are several.") if several else ""


_ALONG_AN_AXIS = {
    "sum": _("What should come out is the sum of your numbers along axis {axis}."),
    "mean": _("What should come out is the mean of your numbers along axis {axis}."),
    "max": _("What should come out is the max of your numbers along axis {axis}."),
}


def _of_axes(wrong):
    """Whether the arrays that came out wrong have their axes in another order."""
    rank, *others = {array.ndim for pair in wrong for array in pair}
    for order in permutations(range(rank)) if not others and 1 < rank < 5 else ():
        if all(same(g.transpose(order), e) for g, e in wrong):
            if rank == 2:
                return _("The numbers are right, but rows and columns are swapped.")
            return _("The numbers are right, but the axes are in another order.")
    return ""


_LENGTHS = (
    _("What should come out is there, with more behind it."),
    _("What should come out is there, with more before it."),
    _("What is there is right, but the end is missing."),
    _("What is there is right, but the beginning is missing."),
)
_LENGTHS_ALONG = (
    _("What should come out is there, with more behind it along axis {axis}."),
    _("What should come out is there, with more before it along axis {axis}."),
    _("What is there is right, but the end is missing along axis {axis}."),
    _("What is there is right, but the beginning is missing along axis {axis}."),
)


def _of_lengths(wrong):
    """What holds of arrays with the right number of axes, but of the wrong lengths."""
    rank = min(g.ndim for g, _ in wrong)
    for axis in range(rank):
        cuts = [(np.moveaxis(g, axis, 0), np.moveaxis(e, axis, 0)) for g, e in wrong]
        behind, before, end, beginning = _LENGTHS if rank == 1 else _LENGTHS_ALONG
        if all(same(g[: len(e)], e) for g, e in cuts):
            return behind.format(axis=axis)
        if all(same(g[::-1][: len(e)], e[::-1]) for g, e in cuts):
            return before.format(axis=axis)
        if all(same(g, e[: len(g)]) for g, e in cuts):
            return end.format(axis=axis)
        if all(same(g[::-1], e[::-1][: len(g)]) for g, e in cuts):
            return beginning.format(axis=axis)
    if all(_is_part(g, e) for g, e in wrong):
        return _("What is there is part of what should come out, but not all of it.")
    if all(_is_part(e, g) for g, e in wrong):
        return _("What should come out is there, with more around it.")
    return ""


def _is_part(small, large):
    """Whether an array stands somewhere in another one of as many axes, in one piece."""
    if any(a > b for a, b in zip(small.shape, large.shape, strict=True)):
        return False
    places = np.lib.stride_tricks.sliding_window_view(large, small.shape)
    return bool(np.isclose(places, small).all(axis=tuple(range(-small.ndim, 0))).any())


def _of_truths(given, expected):
    """What holds between all the answers of yes or no."""
    if same(given, ~expected):
        return _("True and False are the wrong way round.")
    for value in True, False:
        if (given[given != expected] == value).all():
            return _("Where it is wrong, it always says {value}.").format(value=value)
    return ""


def _of_numbers(given, expected):
    """What holds between all the numbers of an answer and those of the solution."""
    telling = expected != 0
    if len(np.unique(expected[telling])) < 2:
        return ""
    factor, shift = given[telling][0] / expected[telling][0], given[0] - expected[0]
    if same(given, -expected):
        return _("Every sign is turned.")
    if (times := _times(factor)) and same(given, factor * expected):
        return times
    if shift and same(given, expected + shift):
        said = _("Each number is {shift:.4g} too large.")
        if shift < 0:
            said = _("Each number is {shift:.4g} too small.")
        return said.format(shift=abs(shift))
    if same(np.abs(given), np.abs(expected)):
        return _("The numbers are right but for their signs.")
    if any(same(given, np.round(expected, places)) for places in range(5)):
        return _("That is rounded: return all the digits.")
    return ""


def _of_arrays(wrong):
    """What holds in each of the arrays that came out wrong, in the right shape."""
    if all(same(np.sort(g, None), np.sort(e, None)) for g, e in wrong):
        return _("The numbers are right, but they stand in other places.")
    whole = [(_rows(g.ravel()), _rows(e.ravel())) for g, e in wrong]
    if _are_in_proportion(whole):
        return _("Within each array the numbers are right in proportion, but not in size.")
    if _are_in_proportion([(_rows(g), _rows(e)) for g, e in wrong if g.ndim]):
        return _("Within each row the numbers are right in proportion, but not in size.")
    return ""


def _rows(array):
    return array.reshape(-1, array.shape[-1]).astype(float)


def _are_in_proportion(tables):
    """Whether each row of one table is the row of the other one, times some number."""
    rows = [row for pair in tables for row in zip(*pair, strict=True)]
    rows = [(g, e) for g, e in rows if g.any() or e.any()]
    return all(map(_in_proportion, rows)) and any(np.count_nonzero(e) > 1 for _, e in rows)


def _in_proportion(row):
    given, expected = row
    largest = np.argmax(np.abs(expected))
    factor = given[largest] / expected[largest] if expected[largest] else 0
    return factor > 0 and same(given / factor, expected)


def _of_the_wrong(given, expected):
    """What holds of all the numbers that came out wrong."""
    wrong = ~np.isclose(given, expected, 1e-4, 1e-6)
    came, wanted, others = given[wrong], expected[wrong], expected[~wrong]
    if len(came) < 2:  # of one number this would be chance
        return ""
    if np.ptp(came) == 0:
        return _("Wherever it is wrong, it gives {number:.4g}.").format(number=came[0])
    if (came % 1 == 0).all() and (wanted % 1 != 0).all():
        return _("Where it is wrong, it gives whole numbers, and others should come out.")
    if np.ptp(wanted) == 0 and others.size and wanted[0] not in others:
        said = _("It is wrong only where {number:.4g} should come out, and always there.")
        return said.format(number=wanted[0])
    if (wanted < 0).all() and others.size:
        return _("It is wrong only where a number below 0 should come out.")
    if (came > wanted).all():
        return _("Wherever it is wrong, the number is too large.")
    return _("Wherever it is wrong, the number is too small.") if (came < wanted).all() else ""


def _times(factor):
    """A sentence about a factor, if it or its inverse is a whole number; else ''."""
    sentences = {
        factor: _("Each number is {number} times what it should be."),
        1 / (factor or 1): _("Each number is 1/{number} of what it should be."),
    }
    for number, said in sentences.items():
        if np.isclose(number, round(number)) and round(number) > 1:
            return said.format(number=round(number))
    return ""


def _of_code(code, solution):
    mine, ours = _function(code), _function(solution)
    if not mine or not ours:
        return ""
    for argument, own in zip(mine.args.args, ours.args.args, strict=False):
        if own.arg in _used(ours) and argument.arg not in _used(mine):
            return _("Your function does not use `{name}`.").format(name=argument.arg)
    for loop in ast.walk(mine):
        if not isinstance(loop, ast.For | ast.While) or not isinstance(loop.body[-1], ast.Return):
            continue
        if not any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
            return _("The loop ends in its first round: there is a `return` in it.")
    return ""


def _function(code):
    """The last function in some code; None where there is none."""
    found = [n for n in ast.parse(code).body if isinstance(n, ast.FunctionDef)]
    return found[-1] if found else None


def _used(function):
    names = (n for n in ast.walk(function) if isinstance(n, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}
