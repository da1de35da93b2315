"""Run a learner's code so that nothing it does can harm the check."""

import builtins
import ctypes
import io
import linecache
import re
import sys
import threading
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass

from helpers.language import _

MOST_PRINTED = 2_000
# What an error's message has beside its words: colours, Keras's first line, NumPy's poor advice.
NOISE = r"\x1b\[\d*m|Exception encountered when calling .*|\. Use a\.any\(\) or a\.all\(\)"


class OutOfTimeError(Exception):
    """The code was still running when its time was up; `ended` says whether it could be ended."""

    ended = True


class _Stop(BaseException):
    """Thrown into code that will not end by itself."""


@dataclass(frozen=True)
class Ran:
    """How a run ended, with a `value` or with an `error`; what it printed, and what it displayed.

    Each of `shown` is the content of a message to the notebook, with `data` and `metadata`.
    """

    value: object = None
    error: BaseException | None = None
    printed: str = ""
    shown: tuple = ()


class _Notepad(io.StringIO):
    """Takes what is printed, the beginning of it."""

    def write(self, text):
        if self.tell() < MOST_PRINTED:
            super().write(text[:MOST_PRINTED])
        return len(text)


def run(function, seconds):
    """Call `function()` in a thread of its own, for at most so many seconds.

    Returns
    -------
    Ran
        Every exception is in `Ran.error`, `SystemExit` too; `OutOfTimeError` where the time was up,
        and `KeyboardInterrupt` where the learner pressed *stop*. What it prints and displays is
        kept from the notebook, and so are its warnings.
    """
    outcome, shown = {}, []
    throwing, ended = threading.Lock(), threading.Event()

    def work():
        with suppress(_Stop):  # one that was thrown when the code had just ended
            _keep_displays(shown)
            try:
                outcome["value"] = function()
            except BaseException as error:  # a learner's code may raise anything
                outcome["error"] = error
            with throwing:
                ended.set()  # from here on none is thrown, ...
            for _round in range(10):
                pass  # ... and at a jump back Python delivers one that is still on its way

    thread = threading.Thread(target=work, daemon=True)
    printed = _Notepad()
    with warnings.catch_warnings(), redirect_stdout(printed), redirect_stderr(printed):
        warnings.simplefilter("ignore")
        thread.start()
        try:
            thread.join(seconds)
        except KeyboardInterrupt as stop:
            outcome["error"] = stop
        if thread.is_alive():
            outcome.setdefault("error", OutOfTimeError(f"still running after {seconds} seconds"))
            still = Ran(None, outcome["error"], printed.getvalue(), tuple(shown))
            still.error.ended = _stop(thread, throwing, ended)
            return still
    return Ran(outcome.get("value"), outcome.get("error"), printed.getvalue(), tuple(shown))


def _keep_displays(shown):
    """From here on, put what this thread displays into `shown`, where a notebook would show it."""
    ipython = sys.modules.get("IPython")
    publisher = getattr(ipython and ipython.get_ipython(), "display_pub", None)
    if hasattr(publisher, "register_hook"):  # the hooks of ipykernel are a thread's own
        publisher.register_hook(lambda message: shown.append(message["content"]))


def _stop(thread, throwing, ended):
    """End a thread, if the Python code in it lets itself be ended; whether it did."""
    for _attempt in range(3):
        with throwing:
            if not ended.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread.ident), ctypes.py_object(_Stop)
                )
        thread.join(1)
        if not thread.is_alive():
            return True
    return False


def error_in_words(error, line=True):
    """An exception in one line: its type, its message, and the learner's line that raised it."""
    try:
        message = re.sub(NOISE, "", str(error))
    except Exception:  # a message that cannot be made
        message = ""
    first = message.strip().partition("\n")[0].rstrip(" .")
    text = f"{type(error).__name__}: {first[:200]}" if first else type(error).__name__
    line = line and own_line(error)
    return _("{error} (in the line `{line}`)").format(error=text, line=line) if line else text


def own_line(error):
    """The last line of the learner's own code on the way to an error; '' where there is none."""
    lines = [
        linecache.getline(frame.filename, frame.lineno).strip()
        for frame in traceback.extract_tb(error.__traceback__)
        if "ipykernel" in frame.filename or frame.filename.startswith("<")
    ]
    return next((line for line in reversed(lines) if line), "")


def hidden_builtin(error):
    """A function of Python's own that the code around an error cannot reach: its name is taken."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        code, names = frame.f_code, {**frame.f_globals, **frame.f_locals}
        for name in (*code.co_names, *code.co_varnames):
            if callable(vars(builtins).get(name)) and not callable(names.get(name, len)):
                return name
    return ""
