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
    in_lists = [wrong[0], "relu"], [expected[0], "relu"]  # text between arrays: nothing is said
    assert fact([in_lists[0]], [in_lists[1]]) == ""
    if sentence and wrong[0].shape == (2, 2):  # what holds in one test alone is no fact
        assert fact([wrong[0], np.zeros((2, 2))], expected) == ""


@pytest.mark.parametrize(
    ("given", "expected", "sentence"),
    [
        ([True, False], [False, True], "True and False are the wrong way round."),
        (["True", "False"], [True, False], ""),
        ([2, 2], [1, 1], ""),  # of one number alone a factor is chance
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
