"""How numbers read, and what comes back of an array (its errors: test_plots_contract)."""

import numpy as np
import pytest

from helpers.arrays import plain, real_numbers


@pytest.mark.parametrize(
    ("number", "digits", "written"),
    [
        (0.1 + 0.2, 4, "0.3"),
        (-0.0, 4, "0"),
        (-1.5, 4, "−1.5"),
        (0.00012345, 3, "0.000123"),
        (1e-17, 4, "1e−17"),
        (999.7, 3, "1000"),
        (1800, 3, "1800"),
        (-26890.4, 3, "−26890"),
        (1.2345e45, 4, "1.2e+45"),
        (np.uint8(200), 4, "200"),
        (np.inf, 3, "inf"),
    ],
)
def test_numbers_read_as_a_person_writes_them(number, digits, written):
    assert plain(number, digits) == written


def test_an_array_comes_back_in_its_own_type():
    for values in ([True, False], np.arange(3, dtype=np.uint8), [0.5]):
        assert real_numbers(values, "values").dtype == np.asarray(values).dtype
