"""Find the Chromium or Chrome of this machine; as a command, say where it is.

The environment variable `COURSE_BROWSER` names one by its path. The word `required` in its place
makes the lack of one a failure, so that CI does not pass because nothing was tested.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MACOS = (
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
LEFT_OUT = (
    "No Chromium or Chrome was found, so the tests in the browser are left out. Install one, or "
    "set COURSE_BROWSER to its path."
)


def find():
    """The path of a browser, or None; if the one that is named is not there, an error says so."""
    named = os.environ.get("COURSE_BROWSER", "required")
    if named == "required":
        found = [shutil.which(name) for name in NAMES]
        found += [str(path) for path in usual_places() if path.exists()]
        return next(filter(None, found), None)
    if shutil.which(named) is None:
        raise FileNotFoundError(
            f"COURSE_BROWSER is {named!r}, where no program is; expected the path of a Chromium or "
            "Chrome, or the word required."
        )
    return shutil.which(named)


def usual_places():
    """Where browsers are that stand on no PATH, as on macOS and Windows."""
    if sys.platform == "darwin":
        return [root / place for place in MACOS for root in (Path("/"), Path.home())]
    roots = [os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")]
    return [Path(root) / place for place in WINDOWS for root in filter(None, roots)]


def find_or_leave_out():
    """The path of a browser; without one, the test that asks is left out, or fails."""
    path = find()
    if path is None and "COURSE_BROWSER" in os.environ:
        pytest.fail("COURSE_BROWSER is 'required', but no Chromium or Chrome was found.")
    if path is None:
        pytest.skip(LEFT_OUT)
    return path


if __name__ == "__main__":
    found = find()
    print(found or "No Chromium or Chrome was found.")
    sys.exit(found is None)
