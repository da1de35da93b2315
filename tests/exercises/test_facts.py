"""What is said of a wrong answer that no slip foresees: only what is true of it in every test."""

import numpy as np
import pytest

from exercises._facts import fact
from exercises._values import plain

RIGHT = [[[1, 2.345], [3, -4]], [[0.25, 5], [-6, 7]]]
OF_RESULTS = {
    "Every sign is turned.": lambda r: -r,
    "Each number is 2 times what it should be.": lambda r: 2 * r,
    "Each number is 1/3 of what it should be.": lambda r: r / 3,
    "Each number is 0.5 too small.": lambda r: r - 0.5,
    "The numbers are right but for their signs.": np.abs,
    "That is rounded: return all the digits.": lambda r: np.round(r, 1),
    "The numbers are right, but rows and columns are swapped.": np.transpose,
    "The numbers are right, only the shape is not.": np.ravel,
    "": np.cumsum,
}


@pytest.mark.parametrize("sentence", OF_RESULTS)
def test_what_holds_for_all_results_is_said(sentence):
    wrong = [OF_RESULTS[sentence](np.array(each)) for each in RIGHT]
    expected = [np.array(each) for each in RIGHT]
    assert fact(wrong, expected) == sentence
    in_lists = [wrong[0], "relu"], [expected[0], "relu"]  # text between arrays
    only = "Of the 2 results, only number 2 is right in every test."
    assert fact([in_lists[0]], [in_lists[1]]) == only
    if sentence and wrong[0].shape == (2, 2):  # what holds in one test alone is no fact
        assert fact([wrong[0], np.eye(2)], expected) == ""


WHOLE = "Where it is wrong, it gives whole numbers, and others should come out."
LATE = "What is there is right, but the end is missing along axis 0."
SUM = "What should come out is the sum of your numbers along axis 0."
TWO = "Numbers 1 and 3 of the results are right in every test."


@pytest.mark.parametrize(
    ("given", "expected", "sentence"),
    [
        ([True, False], [False, True], "True and False are the wrong way round."),
        (["True", "False"], [True, False], ""),
        ([2, 3], [1, 4], ""),
        ([2], [1], ""),  # of one number alone a factor is chance, and so is the rest
        ([2, 2, 5], [1, 3, 5], "Wherever it is wrong, it gives 2."),
        ([7, 2, 5], [1, 1, 5], "It is wrong only where 1 should come out, and always there."),
        ([-7, 3, 1], [-8, -9, 1], "It is wrong only where a number below 0 should come out."),
        (
            [1, 2],
            [1.5, 0.5],
            WHOLE,
        ),
        ([2, 5, 3], [1, 3, 3], "Wherever it is wrong, the number is too large."),
        ([0, 3, 3], [1, 4, 3], "Wherever it is wrong, the number is too small."),
        ([True, True, False], [False, True, False], "Where it is wrong, it always says True."),
        ([[3, 1, 2]], [[1, 2, 3]], "The numbers are right, but they stand in other places."),
        (
            [[[3, 6], [2, 8]]],
            [[[1, 2], [1, 4]]],
            "Within each row the numbers are right in proportion, but not in size.",
        ),
        (
            [[[3, 6], [3, 12]]],
            [[[2, 4], [2, 8]]],
            "Within each array the numbers are right in proportion, but not in size.",
        ),
        ([[[-3, 6], [-3, 12]]], [[[2, -4], [2, -8]]], ""),
        ([[[0, 0], [1, 3]]], [[[-1, 1], [-2, 2]]], ""),
        ([[1, 2, 3]], [[1, 2]], "What should come out is there, with more behind it."),
        ([[0, 1, 2]], [[1, 2]], "What should come out is there, with more before it."),
        (
            [[[1, 2]]],
            [[[1, 2], [3, 4]]],
            LATE,
        ),
        ([[2]], [[1, 2]], "What is there is right, but the beginning is missing."),
        ([[0, 1, 2, 0]], [[1, 2]], "What should come out is there, with more around it."),
        ([[2]], [[1, 2, 3]], "What is there is part of what should come out, but not all of it."),
        ([[]], [[1]], "Where it is wrong, nothing is in it."),
        (
            [[[1, 2], [3, 4]]],
            [[4, 6]],
            SUM,
        ),
        ([[5, 2, 9]], [3], "One number should come out, and here are several."),
        ([[1, 2]], [[[1, 3], [4, 5]]], ""),
        (
            [np.arange(24).reshape(2, 3, 4)],
            [np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)],
            "The numbers are right, but the axes are in another order.",
        ),
        ([[0, [1, 2]]], [[[1, 2], 0]], "The results are right, but they come in another order."),
        ([[1, 2]], [[[1, 2], 0]], "That is result number 1 alone: return all of them."),
        (
            [[[1, 2], 0, 3]],
            [[[1, 2], 5, 3]],
            TWO,
        ),
        ([np.nan, 2], [1, 3], ""),
        ([1j, 2j], [1, 2], ""),
        ([], [], ""),
    ],
)
def test_little_is_said_of_little(given, expected, sentence):
    assert fact([plain(g) for g in given], [plain(e) for e in expected]) == sentence


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("def f(a, b):\n  return 2 * b", "Your function does not use `a`."),
        (
            "def f(a, b):\n  for x in a:\n    b += x\n    return b",
            "The loop ends in its first round: there is a `return` in it.",
        ),
        ("def f(a, b):\n  for x in a:\n    if x > b:\n      return x", ""),
        (
            "def f(a, b):\n  for x in a:\n    if x > b:\n      continue\n    return x",
            "",
        ),
        ("f = lambda a: 2 * a", ""),
        ("", ""),
    ],
)
def test_a_loop_left_at_once_and_an_argument_not_used_are_named(code, sentence):
    assert fact([], [], code, "def f(x, y):\n    return x + y") == sentence
    if "not use" in sentence:
        assert fact([], [], code, "def f(x, y):\n    return 2 * y") == ""
