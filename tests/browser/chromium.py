"""Find a Chromium or Chrome of this machine; as a command, say whether one starts.

The environment variable `COURSE_BROWSER` names one by its path. The word `required` in its place
makes the lack of one a failure, so that CI does not pass because nothing was tested.
"""

import os
import shutil
import sys

import pytest
from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The browser resolves no name but this machine's: whatever a page may ask for, nothing gets out.
OPTIONS = [
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--no-sandbox")  # as root, as in a container, Chromium has none


def launch_args():
    """What playwright is to launch: the one that is named, one on the PATH, or Chrome at home.

    Where Chrome is at home on each system, playwright knows.
    """
    named = os.environ.get("COURSE_BROWSER", "required")
    found = filter(None, map(shutil.which, NAMES if named == "required" else [named]))
    path = next(found, None)
    if path is None and named != "required":
        raise FileNotFoundError(
            f"COURSE_BROWSER is {named!r}, where no program is; expected the path of a Chromium or "
            "Chrome, or the word required."
        )
    return {"args": OPTIONS} | ({"executable_path": path} if path else {"channel": "chrome"})


def started(launch):
    """The browser that `launch` gives; without one, the test that asks is left out, or fails."""
    try:
        return launch()
    except Error as error:
        if "executable_path" in launch_args():
            raise  # there is one, and it does not start
        if "COURSE_BROWSER" in os.environ:
            pytest.fail(f"COURSE_BROWSER is 'required', but there is none: {first_line(error)}")
        pytest.skip(
            "No Chromium or Chrome was found, so the tests in the browser are left out. Install "
            "one, or set COURSE_BROWSER to its path."
        )


def first_line(error):
    """What is wrong; below it playwright says how it tried."""
    return error.message.partition("\n")[0]


if __name__ == "__main__":
    with sync_playwright() as playwright:
        try:
            print("Chromium or Chrome", playwright.chromium.launch(**launch_args()).version)
        except Error as error:
            sys.exit(f"No Chromium or Chrome starts here: {first_line(error)}")
