"""What is handed in, as arrays and numbers, or one sentence that says what is wrong with it.

And numbers that are handed out, as a person writes them.
"""

import operator

import numpy as np

from helpers.language import _

_NUMBERS = _("numbers")
_OTHER_SHAPE = _("{name} has shape {shape}; expected {wanted}. {hint}")


def real_numbers(values, name, expected=_NUMBERS, *, shape=None, most=None, hint=""):
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
        raise TypeError(
            _("{name} has dtype {dtype}; expected {expected}.").format(
                name=name, dtype=array.dtype, expected=expected
            )
        )
    if np.iscomplexobj(array):
        raise TypeError(
            _("{name} holds complex numbers; expected real ones. Take their .real.").format(
                name=name
            )
        )
    if shape is not None and not _fits(array.shape, shape, most):
        wanted = str(shape).replace("'", "")
        if most:
            wanted = _("{shape}, at most {most} along an axis").format(shape=wanted, most=most)
        raise ValueError(
            _OTHER_SHAPE.format(name=name, shape=array.shape, wanted=wanted, hint=hint).rstrip()
        )
    return array


def finite_numbers(values, name, **options):
    """The same as float64; inf and nan raise a ValueError as well."""
    array = real_numbers(values, name, **options).astype(float)
    if not np.isfinite(array).all():
        raise ValueError(
            _(
                "{name} holds inf or nan; expected finite numbers. Look where they come from, a "
                "learning rate that is too high for instance."
            ).format(name=name)
        )
    return array


def one_each(values, count, name, each, hint=""):
    """`values`, of any kind, as an array `(count,)`; a row or a column of as many is taken too."""
    expected = _("one for each {each}").format(each=each)
    array = _as_array(values, name, expected)
    if array.size != count or max(array.shape, default=1) != count:
        wanted = _("({count},), {expected}").format(count=count, expected=expected)
        raise ValueError(
            _OTHER_SHAPE.format(name=name, shape=array.shape, wanted=wanted, hint=hint).rstrip()
        )
    return array.reshape(count)


def whole_number(value, name, low, high=None):
    """`value` as an int from `low` to `high`, both included, or without an upper end."""
    wanted = _("{name} is {value!r}; expected a whole number from {low} to {high}.")
    if high is None:
        wanted = _("{name} is {value!r}; expected a whole number of at least {low}.")
    wanted = wanted.format(name=name, value=value, low=low, high=high)
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(wanted) from None
    if number < low or (high is not None and number > high):
        raise ValueError(wanted)
    return number


def limits_of(values, name):
    """The two ends of a range, as floats."""
    wanted = _("two numbers, the lower first, such as (-1, 2)")
    ends = real_numbers(values, name, wanted).astype(float)
    if ends.shape != (2,) or not np.isfinite(ends).all() or ends[0] >= ends[1]:
        raise ValueError(
            _("{name} is {values}; expected {wanted}.").format(
                name=name, values=ends.tolist(), wanted=wanted
            )
        )
    return tuple(ends.tolist())


def named(values, name, example):
    """`values` as a dict of the caller's own entries; `example` shows one in the error."""
    if not isinstance(values, dict):
        raise TypeError(
            _("{name} is a {kind}; expected a dict such as {example}.").format(
                name=name, kind=type(values).__name__, example=example
            )
        )
    return dict(values)


def lists(values, name, expected):
    """`values`, lists or tuples of anything, as a list of lists."""
    try:
        return [list(entries) for entries in values]
    except TypeError:
        raise TypeError(
            _("{name} is {values!r}; expected {expected}.").format(
                name=name, values=values, expected=expected
            )
        ) from None


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
            _(
                "{name} has rows of different lengths; expected {expected}. Make them equally long."
            ).format(name=name, expected=expected)
        ) from None


def _fits(shape, wanted, most):
    return len(shape) == len(wanted) and all(
        1 <= length <= (most or length) if isinstance(want, str) else length == want
        for length, want in zip(shape, wanted, strict=True)
    )
