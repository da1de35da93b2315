"""The web edition, made once for all tests of a process that ask for it."""

import subprocess
import sys

import pytest

from tools.lessons import ROOT


def make_site(folder):
    """Make the site as `make site` does, with warnings as errors; gives its folder in `folder`."""
    pages, site = folder / "pages", folder / "site"
    make_pages = ["tools.editions", "--web", pages]
    make_site = ["sphinx", "-q", "-W", "-c", "site", "-d", folder / "doctrees", pages, site]
    for command in make_pages, make_site:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site."""
    return make_site(tmp_path_factory.mktemp("web"))
