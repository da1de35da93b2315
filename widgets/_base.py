"""What all widgets share: the files of their front, faults that show, words for static pages."""

from functools import wraps
from pathlib import Path

import anywidget
import traitlets

_FRONT = Path(__file__).parent / "front"


def front(name):
    """The JavaScript of a widget as one module: what all of them share, then its own file."""
    files = [_FRONT / "common.js", _FRONT / f"{name}.js"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


class Widget(anywidget.AnyWidget):
    """A widget of the course.

    Everything it does is done in Python and can be done from code by setting its traits; the
    front in `front/` hands over what a person did, and draws.
    """

    # The text: a path would be watched, and keep all widgets alive that have been closed.
    _css = (_FRONT / "course.css").read_text(encoding="utf-8")
    error = traitlets.Unicode(help="what went wrong last, shown under the widget").tag(sync=True)
    words = "A widget: run this cell in JupyterLab to use it."

    def __repr__(self):
        """The words that stand in its place where there is no browser."""
        return self.words


def shows_errors(callback):
    """Let a fault in a widget's callback be seen in the widget: no cell shows it.

    It is raised as well, so that whoever drives the widget from code meets it there.
    """

    @wraps(callback)
    def guarded(widget, *arguments):
        try:
            result = callback(widget, *arguments)
        except Exception as fault:
            widget.error = f"{type(fault).__name__}: {fault}"
            raise
        widget.error = ""
        return result

    return guarded
