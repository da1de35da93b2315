"""What a learner has done: a log of events in a file of their own, sent nowhere."""

import json
from collections import Counter
from contextlib import redirect_stdout, suppress
from datetime import datetime
from io import StringIO

from helpers.language import _
from helpers.storage import data_folder

FILE = "progress.jsonl"
OLDER = "progress.json"  # as it was before there was a log: {"solved": ["1.1"]}

_DAMAGED = (ValueError, KeyError, TypeError, RecursionError)
_unkept = []  # lines that no file could take so far: this kernel alone knows them


def noted():
    """How often each (exercise, event) was noted, and what went wrong in reading, or ''."""
    folder, said = _folder()
    path, kept = folder / FILE, []
    try:
        kept = path.read_bytes().splitlines()
    except FileNotFoundError:
        pass
    except OSError as error:
        said = _("Your progress cannot be read ({reason}): {path}").format(
            reason=error.strerror or error, path=path
        )
    events = Counter(_event(line) for line in [*kept, *_unkept])
    with suppress(OSError, *_DAMAGED):
        events.update((id, "right") for id in json.loads((folder / OLDER).read_bytes())["solved"])
    return events, said


def note(id, event):
    """Note "right", "wrong" or "hint" of an exercise; returns what went wrong, or ''."""
    folder, said = _folder()
    path, now = folder / FILE, datetime.now().astimezone().isoformat(timespec="seconds")
    _unkept.append(b"\n" + json.dumps({"exercise": id, "event": event, "at": now}).encode())
    try:
        # One small write at the end of the file: kernels lose nothing of each other (but on
        # Windows, where finding the end is a step of its own, in the same microsecond). A line
        # begins with its break, so that one which was cut off spoils none after it.
        with path.open("ab") as file:
            file.write(b"".join(_unkept))
        _unkept.clear()
    except OSError as error:
        said = _("Your progress is not kept beyond this session ({reason}): {path}").format(
            reason=error.strerror or error, path=path
        )
    return said


def _event(line):
    """The exercise and the event in a line of the log; None where it is damaged."""
    try:
        entry = json.loads(line)
        return str(entry["exercise"]), str(entry["event"])
    except _DAMAGED:
        return None


def _folder():
    said = StringIO()
    with redirect_stdout(said):  # data_folder says it where it is; here it belongs into the block
        folder = data_folder()
    return folder, said.getvalue().strip()
