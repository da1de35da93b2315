"""What a learner hands in: made comparable, compared, and put into a few words."""

import re
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

MOST_VALUES = 10_000_000
MOST_ITEMS = 1_000_000
DEEPEST = 8
RELATIVE, ABSOLUTE = 1e-4, 1e-6  # float32 and another order of the same sums stay within these
EXACT = 1e-9  # what is added and taken away again may differ by less
HALF = 0.02  # what half precision may be off, by either
SHORT = 48  # letters: what may stand in the middle of a sentence


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
        return Unusable(f"far too large: {size:,} values")
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
    return Unusable("a whole number too large for a tensor" if not array.ndim else "no numbers")


def _sequence(values, depth):
    if depth > DEEPEST:
        return Unusable(f"a list nested more than {DEEPEST} deep")
    if len(values) > MOST_ITEMS:
        return Unusable(f"far too large: {len(values):,} values")
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
        return "a class"
    if hasattr(value, "layers"):
        return "a model"
    if hasattr(value, "compute_output_shape"):
        return "a Keras layer"
    if isinstance(value, dict) and len(repr(value)) <= 2 * SHORT:
        return f"the dictionary {value}"
    if callable(value):
        ours = str(getattr(value, "__module__", "")).startswith("exercises.")
        return f"the function {value.__doc__}" if ours else "a function"
    if hasattr(value, "__next__"):
        return "a generator, which gives its values only once: wrap it in list(...)"
    names = {dict: "a dictionary", set: "a set", bytes: "bytes"}
    return names.get(type(value), f"an object of the type {type(value).__name__}")


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
    elif expected.dtype.kind in "iu":  # float32 would give these exactly
        relative = ABSOLUTE
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
        if most == 1:
            return f"a list of {len(value)}"
        text = f"[{', '.join(in_words(item, digits) for item in value[:7])}]"
        return text if len(value) <= 6 and len(text) <= 120 else f"a list of {len(value)}"
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...")
    return str(value)


def _array_in_words(array, digits, most):
    if array.ndim == 0:
        return str(array) if array.dtype.kind in "biu" else f"{array.item() + 0:.{digits}g}"
    if array.shape == (0,):
        return "[]"
    if 0 < array.size <= most:
        short = {"float_kind": lambda number: f"{number + 0:.{digits}g}"}
        text = np.array2string(array, separator=", ", formatter=short)
        return re.sub(r"\s+", " ", text).replace("[ ", "[")
    return f"a tensor of shape {array.shape}"


def kind_in_words(value):
    """What kind of value is expected, without giving it away."""
    if isinstance(value, str):
        return "a text"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if value.ndim:
        return f"{len(value)} numbers" if value.ndim == 1 else f"a tensor of shape {value.shape}"
    return {"b": "True or False", "i": "a whole number", "u": "a whole number"}.get(
        value.dtype.kind, "a number"
    )


def difference(given, expected, gives, names=()):
    """How two plain values differ, where they do so first: what is given, what it should be.

    Parameters
    ----------
    given, expected : as `plain` returns them
        Two values that are not the same.
    gives : str
        How the sentence begins, such as "your function gives".
    names : sequence of str
        What the items of a list are called.

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
        subject = gives.removesuffix(" is") if gives.endswith(" is") else f"what {gives}"
        return f"{subject} has shape {shapes[0]}; it should have {shapes[1]}"
    verb = "be" if gives.endswith(" is") else "give"
    digits = next((d for d in (4, 7, 17) if in_words(given, d) != in_words(expected, d)), None)
    if digits and max(len(in_words(v, digits)) for v in (given, expected)) <= SHORT:
        return f"{gives} {in_words(given, digits)}; it should {verb} {in_words(expected, digits)}"
    if isinstance(expected, list) and isinstance(given, list) and len(given) == len(expected):
        which = [same(a, b) for a, b in zip(given, expected, strict=True)].index(False)
        name = f"number {which + 1} of the list" + (f", `{names[which]}`," if names else "")
        return difference(given[which], expected[which], f"{name} is")
    if isinstance(expected, list) and isinstance(given, list):
        return f"{gives} a list of {len(given)}; it should {verb} a list of {len(expected)}"
    if None in shapes or shapes[0] != shapes[1]:
        return f"{gives} {in_words(given)}; it should {verb} {in_words(expected)}"
    first = tuple(int(i) for i in np.argwhere(~_close(given, expected))[0])
    pair = np.asarray(given[first]), np.asarray(expected[first])
    came, _, wanted = difference(*pair, gives).partition(";")
    return f"{came} at index [{', '.join(map(str, first))}];{wanted}"


def has_nan(value):
    """Whether a plain value holds a NaN."""
    return (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc" and bool(np.isnan(value).any())
    )
