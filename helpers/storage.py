"""Where the course keeps what is the learner's own, such as a trained net."""

import os
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

__all__ = ["data_folder", "write_whole"]

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
    named = os.environ.get("COURSE_DATA")
    folder = Path(named).expanduser() if named else _users_own()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        print(
            f"Nothing can be kept in {folder} ({error.strerror or error}): what this lesson saves "
            "lasts until its kernel ends. To keep it, set COURSE_DATA to a folder of yours."
        )
        return Path(_temporary().name)


def write_whole(path, content):
    """Replace a file as a whole, so that it is never half written, or leave all as it was.

    Parameters
    ----------
    path : pathlib.Path
        The file, in a folder that is there.
    content : bytes
        What is to be in it.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(part, path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def _users_own():
    return platformdirs.user_data_path(_NAME, appauthor=False)


@cache
def _temporary():
    return tempfile.TemporaryDirectory(prefix=f"{_NAME}-")
