"""Which exercises a learner has solved: a small file of their own, sent nowhere."""

import json
import os
from contextlib import redirect_stdout
from io import StringIO

from helpers.storage import data_folder, write_whole

FILE = "progress.json"

_solved = set()  # what this kernel knows: it lasts where no file can be kept


def solved():
    """The ids of the solved exercises, and a sentence on what went wrong in reading, or ''."""
    path, note = _path()
    try:
        ids = json.loads(path.read_text(encoding="utf-8"))["solved"]
        if not all(isinstance(i, str) for i in ids):
            raise ValueError("not a list of ids")
        _solved.update(ids)
    except FileNotFoundError:
        pass
    except OSError as error:
        note = f"Your progress cannot be read ({error.strerror or error}): {path}"
    except (ValueError, KeyError, TypeError):
        note = _set_aside(path)
    return set(_solved), note


def record(id):
    """Note that an exercise is solved; returns a sentence on what went wrong, or ''."""
    known, note = solved()
    _solved.add(id)
    if id in known and not note:
        return ""
    path, _ = _path()
    try:
        text = json.dumps({"solved": sorted(_solved)}, indent=1) + "\n"
        write_whole(path, text.encode())
    except OSError as error:
        return f"Your progress is not kept beyond this session ({error.strerror or error}): {path}"
    return note


def _path():
    said = StringIO()
    with redirect_stdout(said):  # data_folder says it where it is; here it belongs into the block
        folder = data_folder()
    return folder / FILE, said.getvalue().strip()


def _set_aside(path):
    """Keep a damaged file under another name, and begin a new one."""
    aside = path.with_name("progress-damaged.json")
    try:
        os.replace(path, aside)
    except OSError as error:
        return f"Your progress cannot be read, and not be set aside ({error.strerror}): {path}"
    return f"The file with your progress was damaged. It is now {aside}, and a new one begins."
