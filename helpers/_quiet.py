"""Import TensorFlow without the log lines that it writes at that moment.

Its C++ code writes them to file descriptor 2, before any setting of its own could stop it, and a
notebook shows them as an error of the cell.
"""

import contextlib
import os
import tempfile

from helpers._imports import around_the_import_of


def import_tensorflow_quietly():
    """From now on, what is written to file descriptor 2 while TensorFlow is imported is dropped.

    Where the import fails, all of it is shown, followed by the error. Python's own warnings go
    through `sys.stderr`, which in a notebook is not file descriptor 2: they are seen as ever.
    """
    around_the_import_of("tensorflow", _file_descriptor_2_put_aside)


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
