"""The web edition, made once for all tests of a process that ask for it."""

import subprocess
import sys

import pytest

from tools.lessons import ROOT


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site, made as `make site` makes it; a warning is a failure."""
    folder = tmp_path_factory.mktemp("web")
    pages, site = folder / "pages", folder / "site"
    make_pages = ["tools.editions", "--web", pages]
    make_site = ["sphinx", "-q", "-W", "-c", "site", "-d", folder / "doctrees", pages, site]
    for command in make_pages, make_site:
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    return site
