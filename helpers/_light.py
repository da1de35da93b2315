"""Import Keras without scikit-learn, which it takes along for its wrappers wherever it finds it.

No lesson uses them, and scikit-learn is there only because the package with the 5,000 digits needs
it. Without it a kernel takes about 60 MB less, and its import half a second.
"""

import contextlib
import importlib.abc
import importlib.machinery
import sys


def import_keras_lightly():
    """From now on, the import of Keras finds no scikit-learn, and its wrappers say so when called.

    Before and after that import, scikit-learn is there as ever; whoever wants the wrappers imports
    it first, and Keras then takes it.
    """
    sys.meta_path.insert(0, _KerasFinder())


class _KerasFinder(importlib.abc.MetaPathFinder):
    """Finds Keras where Python would, and hides scikit-learn while it loads."""

    def find_spec(self, name, path=None, target=None):
        """The place of the package `keras`; None for all others, and where there is none."""
        if name != "keras":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None:
            spec.loader.exec_module = _without_sklearn(spec.loader.exec_module)
        return spec


def _without_sklearn(load):
    def load_lightly(module):
        with _hidden("sklearn"):
            load(module)

    return load_lightly


@contextlib.contextmanager
def _hidden(name):
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # Python's own sign for "not to be imported"
    try:
        yield
    finally:
        del sys.modules[name]
