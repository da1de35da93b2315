"""What all widgets share: the files of their front, faults that show, words for static pages."""

from functools import wraps
from pathlib import Path

import anywidget
import traitlets

from helpers.language import _

_FRONT = Path(__file__).parent / "front"
# What the fronts share; each widget adds its own.
_LABELS = {
    "kernel gone": _("The kernel was restarted: run this cell again."),
    "learning rate": _("learning rate"),
    "target 0": _("target 0"),
    "target 1": _("target 1"),
    "answered 0": _("answered 0"),
    "answered 1": _("answered 1"),
    "loss": _("loss"),
}


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
    _labels = traitlets.Dict(help="the front's words, by short names").tag(sync=True)
    words = _("A widget: run this cell in JupyterLab to use it.")
    labels = {}

    @traitlets.default("_labels")
    def _all_labels(self):
        return _LABELS | self.labels

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
