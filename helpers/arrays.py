"""Arrays of numbers out of what a caller hands in, or an error that says what is wrong with it."""

import numpy as np


def real_numbers(values, name, expected="numbers"):
    """`values` as an array of real numbers; what was handed in is not changed.

    Parameters
    ----------
    values : array_like
        Of any shape; True and False count as numbers.
    name : str
        What the caller calls them, for the error.
    expected : str
        What should have come, for the error: "numbers, one grey value a pixel".

    Returns
    -------
    numpy.ndarray
        Of the same shape, and of their own dtype: bool, integers or floats.

    Raises
    ------
    ValueError
        If the rows of a list differ in length.
    TypeError
        If they are words or other objects, or complex.
    """
    try:
        array = np.asarray(values)
    except ValueError:  # NumPy's word for a ragged list
        raise ValueError(
            f"{name} has rows of different lengths; expected {expected}. Give every row as many."
        ) from None
    if not (np.issubdtype(array.dtype, np.number) or array.dtype == bool):
        raise TypeError(f"{name} has dtype {array.dtype}; expected {expected}.")
    if np.iscomplexobj(array):
        raise TypeError(f"{name} holds complex numbers; expected real ones. Take their .real.")
    return array


def finite_numbers(values, name):
    """The same as float64; inf and nan raise a ValueError as well."""
    array = real_numbers(values, name).astype(float)
    if not np.isfinite(array).all():
        raise ValueError(
            f"{name} holds inf or nan; expected finite numbers. Look where they come from, a "
            "learning rate that is too high for instance."
        )
    return array
