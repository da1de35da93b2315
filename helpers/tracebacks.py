"""Errors as a learner reads them: without the lines inside the libraries."""

import re
import sys

_FRAME_OF_A_FILE = re.compile(r"(\x1b\[[\d;]*m)*File ")  # that of a cell begins: Cell In[3]
_FILE_IN_A_MESSAGE = re.compile(r'(?<=\n)  File ".+\n+')  # TensorFlow's hold up to 80 of them


def shorten_tracebacks():
    """From now on, an error in this notebook shows the lines of its cells, and what it says.

    What happened inside the libraries is left out; `%tb plain`, in a cell, shows all of the last
    error. The errors themselves stay as they are. Outside of a notebook nothing changes.
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return
    formatter = shell.InteractiveTB
    whole = type(formatter).structured_traceback  # IPython's own, however often this is called

    def of_cells(*error, **options):
        parts = whole(formatter, *error, **options)
        own = [part for part in parts if not _FRAME_OF_A_FILE.match(part)]
        return [_FILE_IN_A_MESSAGE.sub("", part) for part in own]

    formatter.structured_traceback = of_cells
