"""What is handed in, as arrays and numbers, or one sentence that says what is wrong with it.

And numbers that are handed out, as a person writes them.
"""

import operator

import numpy as np


def real_numbers(values, name, expected="numbers", *, shape=None, most=None, hint=""):
    """`values` as an array of real numbers; what was handed in is not changed.

    Parameters
    ----------
    values : array_like
        Numbers, also as a tensor of another library; True and False count as numbers.
    name : str
        What the caller calls them, for the error.
    expected : str
        What should have come, for the error: "numbers, one grey value per pixel".
    shape : tuple of int and str, optional
        The shape they must have; a word in it, as in `("n", 2)`, stands for any length from 1 on.
    most : int, optional
        How long such an axis may be at most.
    hint : str
        What to do where the shape is another.

    Returns
    -------
    numpy.ndarray
        Of their own dtype: bool, integers or floats.

    Raises
    ------
    ValueError
        If the rows of a list differ in length, or the shape is another.
    TypeError
        If they are words or other objects, or complex.
    """
    array = _as_array(values, name, expected)
    if not (np.issubdtype(array.dtype, np.number) or array.dtype == bool):
        raise TypeError(f"{name} has dtype {array.dtype}; expected {expected}.")
    if np.iscomplexobj(array):
        raise TypeError(f"{name} holds complex numbers; expected real ones. Take their .real.")
    if shape is not None and not _fits(array.shape, shape, most):
        wanted = str(shape).replace("'", "") + (f", at most {most} along an axis" if most else "")
        raise ValueError(f"{name} has shape {array.shape}; expected {wanted}. {hint}".rstrip())
    return array


def finite_numbers(values, name, **options):
    """The same as float64; inf and nan raise a ValueError as well."""
    array = real_numbers(values, name, **options).astype(float)
    if not np.isfinite(array).all():
        raise ValueError(
            f"{name} holds inf or nan; expected finite numbers. Look where they come from, a "
            "learning rate that is too high for instance."
        )
    return array


def one_each(values, count, name, each, hint=""):
    """`values`, of any kind, as an array `(count,)`; a row or a column of as many is taken too."""
    array = _as_array(values, name, f"one for each {each}")
    if array.size != count or max(array.shape, default=1) != count:
        wanted = f"expected ({count},), one for each {each}. {hint}".rstrip()
        raise ValueError(f"{name} has shape {array.shape}; {wanted}")
    return array.reshape(count)


def whole_number(value, name, low, high=None):
    """`value` as an int from `low` to `high`, both included, or without an upper end."""
    wanted = f"of at least {low}" if high is None else f"from {low} to {high}"
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; expected a whole number {wanted}.") from None
    if number < low or (high is not None and number > high):
        raise ValueError(f"{name} is {value!r}; expected a whole number {wanted}.")
    return number


def limits_of(values, name):
    """The two ends of a range, as floats."""
    wanted = "two numbers, the lower first, such as (-1, 2)"
    ends = real_numbers(values, name, wanted).astype(float)
    if ends.shape != (2,) or not np.isfinite(ends).all() or ends[0] >= ends[1]:
        raise ValueError(f"{name} is {ends.tolist()}; expected {wanted}.")
    return tuple(ends.tolist())


def named(values, name, example):
    """`values` as a dict of the caller's own entries; `example` shows one in the error."""
    if not isinstance(values, dict):
        raise TypeError(f"{name} is a {type(values).__name__}; expected a dict such as {example}.")
    return dict(values)


def lists(values, name, expected):
    """`values`, lists or tuples of anything, as a list of lists."""
    try:
        return [list(entries) for entries in values]
    except TypeError:
        raise TypeError(f"{name} is {values!r}; expected {expected}.") from None


def plain(number, digits=4):
    """A number as a person writes it: "0.5", "−2", "26890", and only where it must be "1.2e+45"."""
    size = abs(number)
    form = f".{digits}g" if size < 10**digits - 0.5 else ".0f" if size < 1e6 else ".2g"
    return f"{number + 0.0:{form}}".replace("-", "−")  # + 0.0 takes the sign from −0


def _as_array(values, name, expected):
    if hasattr(values, "detach"):  # PyTorch's; NumPy takes it only apart from its gradient
        values = values.detach().cpu()
    try:
        return np.asarray(values)
    except ValueError:  # NumPy's word for a ragged list
        raise ValueError(
            f"{name} has rows of different lengths; expected {expected}. Make them equally long."
        ) from None


def _fits(shape, wanted, most):
    return len(shape) == len(wanted) and all(
        1 <= length <= (most or length) if isinstance(want, str) else length == want
        for length, want in zip(shape, wanted, strict=True)
    )
