"""Import Keras without scikit-learn, which it takes along for its wrappers wherever it finds it.

No lesson uses them, and scikit-learn is there only because the package with the 5,000 digits needs
it. Without it a kernel takes about 60 MB less, and its import half a second.
"""

import contextlib
import sys

from helpers._imports import around_the_import_of


def import_keras_lightly():
    """From now on, the import of Keras finds no scikit-learn, and its wrappers say so when called.

    Before and after that import, scikit-learn is there as ever; whoever wants the wrappers imports
    it first, and Keras then takes it.
    """
    around_the_import_of("keras", _sklearn_hidden)


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
