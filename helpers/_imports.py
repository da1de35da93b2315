"""Do something around the import of a package, whoever imports it and whenever."""

import importlib.abc
import sys


def around_the_import_of(package, context):
    """From now on, `package` is imported within what `context()` gives, a context manager."""
    sys.meta_path.insert(0, _Finder(package, context))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one package where Python would, and loads it within a context."""

    def __init__(self, package, context):
        self.package, self.context = package, context

    def find_spec(self, name, path=None, target=None):
        """The place of that package; None for all others, and where there is none."""
        if name != self.package:
            return None
        spec = self._found_by_the_others(name, path, target)
        if spec is not None:
            spec.loader.exec_module = self._within(spec.loader.exec_module)
        return spec

    def _found_by_the_others(self, name, path, target):
        """What the finders after this one say, another of this kind perhaps among them."""
        others = sys.meta_path[sys.meta_path.index(self) + 1 :]
        specs = (finder.find_spec(name, path, target) for finder in others)
        return next((spec for spec in specs if spec is not None), None)

    def _within(self, load):
        def load_within(module):
            with self.context():
                load(module)

        return load_within
