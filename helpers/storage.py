"""Where the course keeps what is the learner's own, such as a trained net."""

import contextlib
import itertools
import os
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from helpers.language import _

__all__ = ["data_folder", "load_saved", "whole", "write_whole"]

_NAME = "neural-networks-first-course"


def data_folder():
    """The learner's own folder for this course; it is made if it is not there.

    It lies where the system keeps such things (`~/.local/share` on Linux, `~/Library/Application
    Support` on macOS, `%LOCALAPPDATA%` on Windows), or where the environment variable
    `COURSE_DATA` says. Where that cannot be written, it is a temporary folder, the same until the
    kernel ends, and one printed line says so.

    Returns
    -------
    pathlib.Path

    Examples
    --------
    >>> data_folder().is_dir()
    True
    """
    folder = os.environ.get("COURSE_DATA")
    try:
        folder = Path(folder or _users_own()).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except (OSError, RuntimeError) as error:  # the second where no home is known
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        print(
            _(
                "Nothing can be kept in {folder} ({reason}): what this lesson saves lasts until "
                "its kernel ends. To keep it, set COURSE_DATA to a folder of yours."
            ).format(folder=folder or _("your home"), reason=reason)
        )
        return Path(_temporary().name)


@contextlib.contextmanager
def whole(path):
    """Replace a file as a whole, so that it is never half written, or leave all as it was.

    `with whole(file) as part:` gives a path beside it, with the same ending, to write to.
    """
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}.", suffix=path.suffix)
    os.close(handle)
    try:
        yield Path(part)
        os.replace(part, path)
    finally:
        Path(part).unlink(missing_ok=True)


def write_whole(path, content):
    """Replace a file by these bytes, as `whole` does; an OSError says where that fails."""
    with whole(path) as part:
        part.write_bytes(content)


def load_saved(path, load):
    """What `load(path)` gives, or None where there is no such file, or none that can be loaded.

    A file that is cut, or that another version has written, or a folder in its place gets another
    name, and one printed line says so: it is kept, but not in the way.
    """
    if not path.exists():
        return None
    try:
        return load(path)
    except MemoryError:  # which says nothing about the file
        raise
    except Exception as error:
        kind = type(error).__name__
    try:
        aside = path.rename(_free_name(path))
        said = _("{path} cannot be loaded ({kind}); it is called {name} now.")
        print(said.format(path=path, kind=kind, name=aside.name))
    except OSError as error:
        said = _("{path} cannot be loaded ({kind}), nor be renamed ({reason}).")
        print(said.format(path=path, kind=kind, reason=error.strerror or error))


def _free_name(path):
    """A name beside a path that nothing has yet."""
    ends = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
    names = (path.with_name(f"{path.stem}-unreadable{end}{path.suffix}") for end in ends)
    return next(name for name in names if not os.path.lexists(name))


def _users_own():
    return platformdirs.user_data_path(_NAME, appauthor=False)


@cache
def _temporary():
    return tempfile.TemporaryDirectory(prefix=f"{_NAME}-")
