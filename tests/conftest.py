"""The web edition, made once for all tests of a process that ask for it."""

import os
import subprocess
import sys

import pytest

from helpers.language import languages
from tools.lessons import ROOT


def make_site(folder):
    """Make the site as `make site` does, with warnings as errors; gives its folder in `folder`."""
    made = []
    for language, place in [("en", "site"), *((each, f"site/{each}") for each in languages())]:
        pages = folder / "pages" / language
        pages.mkdir(parents=True)
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-c", "site", "-d", pages, pages]
        made.append(
            subprocess.Popen(
                [*command, folder / place],
                cwd=ROOT,
                env=os.environ | {"COURSE_LANGUAGE": language},
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    said = [process.communicate()[1] for process in made]
    assert not any(process.returncode for process in made), "\n".join(said)
    return folder / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site."""
    return make_site(tmp_path_factory.mktemp("web"))
