"""What a learner hands in: made comparable, compared, and put into a few words."""

import re
from dataclasses import dataclass

import numpy as np

MOST_VALUES = 10_000_000
MOST_ITEMS = 1_000_000
DEEPEST = 8
RELATIVE, ABSOLUTE = 1e-4, 1e-6  # float32 and another order of the same sums stay within these


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
        tuples of them become arrays; lists that are no tensor stay lists.

    Returns
    -------
    numpy.ndarray, str, list, None, Ellipsis or Unusable
    """
    if value is None or value is Ellipsis or isinstance(value, str):
        return value
    if isinstance(value, list | tuple | range):
        return _sequence(value, depth)
    size = _size(value)
    if size > MOST_VALUES:
        return Unusable(f"far too large: {size:,} values")
    if isinstance(value, bool | int | float | complex | np.generic | np.ndarray) or hasattr(
        value, "__array__"
    ):
        return _array(np.asarray(value))
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
    if callable(value):
        return "a function"
    if hasattr(value, "__next__"):
        return "a generator, which gives its values only once: wrap it in list(...)"
    names = {dict: "a dictionary", set: "a set", bytes: "bytes"}
    return names.get(type(value), f"an object of the type {type(value).__name__}")


def same(given, expected):
    """Whether two plain values agree: text but for case, numbers within rounding.

    Shapes must agree, types need not: True and 1.0 are the same answer.
    """
    if isinstance(expected, np.ndarray):
        return (
            isinstance(given, np.ndarray)
            and given.shape == expected.shape
            and bool(np.allclose(given, expected, RELATIVE, ABSOLUTE, equal_nan=True))
        )
    if isinstance(expected, list):
        return (
            isinstance(given, list)
            and len(given) == len(expected)
            and all(same(a, b) for a, b in zip(given, expected, strict=True))
        )
    if isinstance(expected, str):
        return isinstance(given, str) and given.strip().lower() == expected.strip().lower()
    return type(given) is type(expected) and given == expected


def in_words(value):
    """A plain value in a few words: small ones as they are, large ones by their shape.

    Examples
    --------
    >>> in_words(plain([[1, 2], [3, 0.123456]])), in_words(plain([True, "relu"]))
    ('[[1, 2], [3, 0.1235]]', "[True, 'relu']")
    >>> in_words(plain(np.eye(5))), in_words(plain([])), in_words(["a"] * 7)
    ('a tensor of shape (5, 5)', 'a tensor of shape (0,)', 'a list of 7')
    """
    if isinstance(value, Unusable):
        return value.what
    if isinstance(value, np.ndarray):
        return _array_in_words(value)
    if isinstance(value, list):
        return f"[{', '.join(map(in_words, value))}]" if len(value) <= 6 else _many(value)
    if isinstance(value, str):
        return repr(value if len(value) <= 60 else value[:57] + "...")
    return str(value)


def _array_in_words(array):
    if array.ndim == 0:
        return str(array) if array.dtype.kind in "biu" else f"{array.item():.4g}"
    if 0 < array.size <= 16:
        four_digits = {"float_kind": lambda number: f"{number:.4g}"}
        text = np.array2string(array, separator=", ", formatter=four_digits)
        return re.sub(r"\s+", " ", text).replace("[ ", "[")
    return f"a tensor of shape {array.shape}"


def _many(values):
    return f"a list of {len(values)}"


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


def difference(given, expected):
    """Where the first difference of two values lies that look alike in a few words.

    Examples
    --------
    >>> difference([np.zeros((5, 5)), np.zeros((5, 5))], [np.zeros((5, 5)), np.eye(5)])
    '0 at index [0, 0] instead of 1 of the value at place 1'
    >>> difference(["a"] * 7, ["a"] * 6 + ["b"]), difference(np.array(1.0001), np.array(1.0003))
    ("'a' at place 6 instead of 'b'", '1.0001 instead of 1.0003')
    """
    if isinstance(expected, list):
        pairs = zip(given, expected, strict=True)
        which, one, other = next((i, a, b) for i, (a, b) in enumerate(pairs) if not same(a, b))
        if in_words(one) != in_words(other):
            return f"{in_words(one)} at place {which} instead of {in_words(other)}"
        return f"{difference(one, other)} of the value at place {which}"
    if expected.ndim == 0:
        return f"{given.item()!r} instead of {expected.item()!r}"
    apart = ~np.isclose(given, expected, RELATIVE, ABSOLUTE, equal_nan=True)
    first = tuple(int(i) for i in np.argwhere(apart)[0])
    one, other = in_words(np.asarray(given[first])), in_words(np.asarray(expected[first]))
    return f"{one} at index [{', '.join(map(str, first))}] instead of {other}"


def has_nan(value):
    """Whether a plain value holds a NaN."""
    return (
        isinstance(value, np.ndarray) and value.dtype.kind in "fc" and bool(np.isnan(value).any())
    )
