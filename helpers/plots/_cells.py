"""What pictures of small matrices share: fills, figures, and what may be drawn."""

import operator

import numpy as np

# The fills are pale, so that black figures on them stay legible.
PALE_BLUE, PALE_ORANGE, PALE_GREEN = "#CFE3F2", "#F7D9C4", "#C5E8DC"


def figure(value):
    """A number as short as it can be written, with a true minus sign."""
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def factor(value):
    """As `figure`, in brackets where it would otherwise stand beside another sign."""
    return f"({figure(value)})" if value < 0 else figure(value)


def real(values, name):
    """`values` as an array of real numbers."""
    array = np.asarray(values)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} has dtype {array.dtype}; expected real numbers.")
    return array


def whole(value, name):
    """`value` as an int."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} is {value!r}; expected a whole number, such as 1.") from None
