"""Keep back the log lines that TensorFlow writes while it is imported.

Its C++ code writes them to file descriptor 2, before any setting of its own could stop it, and a
notebook shows them as an error of the cell. Nothing else of TensorFlow is touched.
"""

import contextlib
import importlib.abc
import importlib.util
import os
import sys
import tempfile


def keep_back_tensorflows_log():
    """From now on, what goes to file descriptor 2 while TensorFlow is imported is dropped.

    Where the import fails, all of it is shown, followed by the error. Python's own warnings go
    through `sys.stderr`, which in a notebook is not file descriptor 2: they are seen as ever.
    Whoever has set `TF_CPP_MIN_LOG_LEVEL`, TensorFlow's own setting, to less than 3 sees the log.
    """
    if os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3") == "3":
        sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Finds TensorFlow where Python would, once, and loads it with file descriptor 2 put aside."""

    def find_spec(self, name, path=None, target=None):
        """The place of TensorFlow; None for all else, and where it is not installed."""
        if name != "tensorflow":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None:
            spec.loader.exec_module = _quiet(spec.loader)
        return spec


def _quiet(loader):
    def exec_module(module):
        del loader.exec_module  # the loader's own comes forth again, and is called
        with _file_descriptor_2_put_aside():
            loader.exec_module(module)

    return exec_module


@contextlib.contextmanager
def _file_descriptor_2_put_aside():
    try:
        kept = os.dup(2)
    except OSError:  # there is none, as under pythonw on Windows: nothing to put aside
        yield
        return
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            yield
        except BaseException:
            log.seek(0)
            os.write(kept, log.read())
            raise
        finally:
            os.dup2(kept, 2)
            os.close(kept)
