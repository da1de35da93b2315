"""Import Keras without what it need not do: load scikit-learn, and look for garbage meanwhile."""

import contextlib
import gc
import sys

from helpers._imports import around_the_import_of


def import_keras_lightly():
    """From now on, Keras is imported without scikit-learn and without garbage collection.

    Keras takes scikit-learn along for its wrappers wherever it finds it. No lesson uses them, and
    it is there only because the package with the 5,000 digits needs it. Without it a kernel takes
    about 60 MB less, and the import half a second. The wrappers say so when called; before and
    after the import scikit-learn is there as ever, and whoever wants the wrappers imports it first.

    Python's garbage collector looks again and again through all that the import creates, and finds
    nothing: a fifth of the time. Nor would it later, since modules stay: it never looks there
    again, so each search is 0.2 seconds shorter.
    """
    around_the_import_of("keras", _sklearn_hidden)
    around_the_import_of("keras", _garbage_left_alone)


@contextlib.contextmanager
def _sklearn_hidden():
    if "sklearn" in sys.modules:
        yield
        return
    sys.modules["sklearn"] = None  # Python's own sign for "not to be imported"
    try:
        yield
    finally:
        del sys.modules["sklearn"]


@contextlib.contextmanager
def _garbage_left_alone():
    if not gc.isenabled():  # whoever has switched it off has reasons of their own
        yield
        return
    gc.collect()  # so that no garbage is kept for ever
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
