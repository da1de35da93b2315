"""What a learner hands in: made comparable, compared, and put into a few words."""

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from helpers.language import _

MOST_VALUES = 10_000_000
MOST_ITEMS = 1_000_000
DEEPEST = 8
RELATIVE, ABSOLUTE = 1e-4, 1e-6  # float32 and another order of the same sums stay within these
EXACT = 1e-9  # what is added and taken away again may differ by less
HALF = 0.02  # what half precision may be off, by either
SHORT = 48  # letters: what may stand in the middle of a sentence
_TOO_LARGE = _("far too large: {count:,} values")
# How two values differ, said of a result ("your function gives"), and of an item in it.
_OF_A_RESULT = {
    "shape": _("what {subject} has shape {came}; it should have {wanted}"),
    "value": _("{subject} {came}; it should give {wanted}"),
    "place": _("{subject} {came} at index {place}; it should give {wanted}"),
}
_OF_AN_ITEM = {
    "shape": _("{subject} has shape {came}; it should have {wanted}"),
    "value": _("{subject} is {came}; it should be {wanted}"),
    "place": _("{subject} is {came} at index {place}; it should be {wanted}"),
}


@dataclass(frozen=True)
class Unusable:
    """Something that is no number, text or tensor; `what` says in a few words what it is."""

    what: str


def plain(value, depth=0):
    """`value` in a form that can be compared, without changing it.

    Parameters
    ----------
    value : object
        Anything a learner may hand in. Numbers, tensors of any library, and nested lists and
        tuples of them become arrays; lists that are no tensor stay lists; a shape is a list.

    Returns
    -------
    numpy.ndarray, str, list, None, Ellipsis or Unusable
    """
    if value is None or value is Ellipsis or isinstance(value, str):
        return value
    if hasattr(value, "as_list"):  # a shape of TensorFlow's
        value = value.as_list()
    if isinstance(value, list | tuple | range):
        return _sequence(value, depth)
    if isinstance(value, Decimal | Fraction):
        value = float(value)
    size = _size(value)
    if size > MOST_VALUES:
        return Unusable(_TOO_LARGE.format(count=size))
    if isinstance(value, bool | int | float | complex | np.generic | np.ndarray) or hasattr(
        value, "__array__"
    ):
        with suppress(Exception):  # a tensor of another library may refuse
            return _array(np.array(value))  # a copy: whoever made it may change it later
    return Unusable(_kind(value))


def _size(value):
    """How many values an array or tensor has; 1 for whatever has no shape."""
    shape = getattr(value, "shape", ())
    return int(np.prod([int(length) for length in shape], dtype=float)) if len(shape) else 1


def _array(array):
    if array.dtype.kind in "biufc":
        return array
    if array.dtype.kind in "UO" and array.ndim:
        return _sequence(array.tolist(), 0)
    if array.dtype.kind == "U":
        return str(array)
    return Unusable(_("no numbers") if array.ndim else _("a whole number too large for a tensor"))


def _sequence(values, depth):
    if depth > DEEPEST:
        return Unusable(_("a list nested more than {most} deep").format(most=DEEPEST))
    if len(values) > MOST_ITEMS:
        return Unusable(_TOO_LARGE.format(count=len(values)))
    if isinstance(values, range):
        return np.asarray(values)
    items = [plain(value, depth + 1) for value in values]
    if Ellipsis in [item for item in items if not isinstance(item, np.ndarray)]:
        return Ellipsis
    shapes = {item.shape if isinstance(item, np.ndarray) else None for item in items}
    if len(shapes) == 1 and None not in shapes:
        return np.stack(items)
    return items if items else np.zeros(0)


def _kind(value):
    if isinstance(value, type):
        return _("a class")
    if hasattr(value, "layers"):
        return _("a model")
    if hasattr(value, "compute_output_shape"):
        return _("a Keras layer")
    if isinstance(value, dict) and len(repr(value)) <= 2 * SHORT:
        return _("the dictionary {value}").format(value=value)
    if callable(value):
        ours = str(getattr(value, "__module__", "")).startswith("exercises.")
        return _("the function {name}").format(name=value.__doc__) if ours else _("a function")
    if hasattr(value, "__next__"):
        return _("a generator, which gives its values only once: wrap it in list(...)")
    names = {dict: _("a dictionary"), set: _("a set"), bytes: _("bytes")}
    return names.get(
        type(value), _("an object of the type {kind}").format(kind=type(value).__name__)
    )


def same(given, expected, exact=False):
    """Whether two plain values agree: text but for case, numbers within rounding.

    Shapes must agree, types need not: True and 1.0 are the same answer. Where a number is meant, an
    array with one element will do. If `exact`, only the last digits may differ.
    """
    if isinstance(expected, np.ndarray):
        if not isinstance(given, np.ndarray):
            return False
        if expected.ndim == 0 and given.size == 1:
            given = given.reshape(())
        if given.shape != expected.shape:
            return False
        if exact:
            return np.allclose(given, expected, EXACT, EXACT, equal_nan=True)
        return bool(_close(given, expected).all())
    if isinstance(expected, list):
        return (
            isinstance(given, list)
            and len(given) == len(expected)
            and all(same(a, b, exact) for a, b in zip(given, expected, strict=True))
        )
    if isinstance(expected, str):
        return isinstance(given, str) and given.strip().lower() == expected.strip().lower()
    return type(given) is type(expected) and given == expected


def _close(given, expected):
    """Where two arrays of one shape agree within rounding, as an array of booleans."""
    relative, absolute = RELATIVE, ABSOLUTE
    if np.float16 in (given.dtype, expected.dtype):
        relative, absolute = HALF, HALF
    elif expected.dtype.kind in "iu":  # one more or less is wrong, however large the number
        relative = np.minimum(ABSOLUTE, 0.5 / np.maximum(np.abs(expected), 1))
    return np.isclose(given, expected, relative, absolute, equal_nan=True)


def in_words(value, digits=4, most=16):
    """A plain value in a few words: small ones as they are, large ones by their shape.

    Of an array at most so many numbers are shown; with `most=1`, of a list none either.

    Examples
    --------
    >>> in_words(plain([[1, 2], [3, 0.123456]])), in_words(plain([True, "relu"]))
    ('[[1, 2], [3, 0.1235]]', "[True, 'relu']")
    >>> in_words(plain(np.eye(5))), in_words(plain([])), in_words(["a"] * 7)
    ('a tensor of shape (5, 5)', '[]', 'a list of 7')
    """
    if isinstance(value, Unusable):
        return value.what
    if isinstance(value, np.ndarray):
        return _array_in_words(value, digits, most)
    if isinstance(value, list):
        text = f"[{', '.join(in_words(item, digits) for item in value[:7])}]"
        if most > 1 and len(value) <= 6 and len(text) <= 120:
            return text
        return _list_in_words(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...")
    return str(value)


def _list_in_words(values):
    return _("a list of {count}").format(count=len(values))


def _array_in_words(array, digits, most):
    if array.ndim == 0:
        return str(array) if array.dtype.kind in "biu" else f"{array.item() + 0:.{digits}g}"
    if array.shape == (0,):
        return "[]"
    if 0 < array.size <= most:
        short = {"float_kind": lambda number: f"{number + 0:.{digits}g}"}
        text = np.array2string(array, separator=", ", formatter=short)
        return re.sub(r"\s+", " ", text).replace("[ ", "[")
    return _("a tensor of shape {shape}").format(shape=array.shape)


def kind_in_words(value):
    """What kind of value is expected, without giving it away."""
    if isinstance(value, str):
        return _("a text")
    if isinstance(value, list):
        return _list_in_words(value)
    if value.ndim == 1:
        return _("{count} numbers").format(count=len(value))
    if value.ndim:
        return _("a tensor of shape {shape}").format(shape=value.shape)
    if value.dtype.kind == "b":
        return _("True or False")
    return _("a whole number") if value.dtype.kind in "iu" else _("a number")


def difference(given, expected, subject, names=(), forms=_OF_A_RESULT):
    """How two plain values differ, where they do so first: what is given, what it should be.

    Parameters
    ----------
    given, expected : as `plain` returns them
        Two values that are not the same.
    subject : str
        How the sentence begins, such as "your function gives".
    names : sequence of str
        What the items of a list are called.
    forms : dict
        How it goes on.

    Examples
    --------
    >>> difference(plain(3), plain(4), "it gives"), difference(plain(1), plain(1.001), "it gives")
    ('it gives 3; it should give 4', 'it gives 1; it should give 1.001')
    >>> difference(np.zeros((3, 1)), np.zeros((1, 2)), "it gives")
    'what it gives has shape (3, 1); it should have (1, 2)'
    >>> difference(np.zeros((5, 5)), np.eye(5), "it gives")
    'it gives 0 at index [0, 0]; it should give 1'
    >>> difference([np.eye(4), np.zeros(20)], [np.eye(4), np.ones(20)], "it gives", ["w", "b"])
    'number 2 of the list, `b`, is 0 at index [0]; it should be 1'
    """
    if isinstance(expected, list) and isinstance(given, np.ndarray) and given.ndim:
        given = list(given)  # several arrays of one shape
    shapes = [getattr(value, "shape", None) for value in (given, expected)]
    if None not in shapes and shapes[0] != shapes[1] and max(map(len, shapes)) > 1:
        return forms["shape"].format(subject=subject, came=shapes[0], wanted=shapes[1])
    words = _told_apart(given, expected)
    if max(map(len, words)) <= SHORT and words[0] != words[1]:
        return forms["value"].format(subject=subject, came=words[0], wanted=words[1])
    if isinstance(expected, list) and isinstance(given, list) and len(given) == len(expected):
        which = [same(a, b) for a, b in zip(given, expected, strict=True)].index(False)
        item = _("number {number} of the list").format(number=which + 1)
        if names:
            item = _("{item}, `{name}`,").format(item=item, name=names[which])
        return difference(given[which], expected[which], item, forms=_OF_AN_ITEM)
    if isinstance(expected, list) and isinstance(given, list):
        came, wanted = _list_in_words(given), _list_in_words(expected)
        return forms["value"].format(subject=subject, came=came, wanted=wanted)
    if None in shapes or shapes[0] != shapes[1]:
        came, wanted = in_words(given), in_words(expected)
        return forms["value"].format(subject=subject, came=came, wanted=wanted)
    first = tuple(int(i) for i in np.argwhere(~_close(given, expected))[0])
    came, wanted = _told_apart(np.asarray(given[first]), np.asarray(expected[first]))
    return forms["place"].format(subject=subject, came=came, wanted=wanted, place=list(first))


def _told_apart(given, expected):
    """Both in words, with as many digits as it takes for the two to differ."""
    pairs = [[in_words(value, digits) for value in (given, expected)] for digits in (4, 7, 17)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])


def has_nan(value):
    """Whether a plain value holds a NaN."""
    return (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc" and bool(np.isnan(value).any())
    )
