"""What would get in a lesson's way: the digits, the pictures, the learner's folder.

What a learner should understand is never in here: it stands in a cell of a lesson.
"""

import sys

from helpers._quiet import keep_back_tensorflows_log
from helpers._settings import SettingsOfKeras
from helpers.data import load_mnist

__all__ = ["load_mnist", "plot_digits"]

keep_back_tensorflows_log()
sys.meta_path.insert(0, SettingsOfKeras())


def __getattr__(name):
    """Import the pictures, and with them matplotlib, when they are first asked for."""
    if name == "plot_digits":
        from helpers.plots import plot_digits

        return plot_digits
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
