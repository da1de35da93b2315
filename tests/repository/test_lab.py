"""JupyterLab as a learner meets it: it opens at the start page, and nothing pops up."""

import json
import re
import urllib.error
import urllib.request

import pytest

from tests.repository.lab import MAKE_LAB, START_PAGE, get, running
from tools import lessons


@pytest.fixture(scope="module")
def address():
    """The address that the command of `make lab` prints where there is no browser."""
    with running(MAKE_LAB, cwd=lessons.ROOT) as printed:
        yield printed


def test_it_opens_at_the_start_page(address):
    assert START_PAGE in address
    assert "<title>" in get(address)


def test_it_listens_on_this_machine_alone_and_keeps_its_token(address):
    server = re.match(r"http://[^/]+", address)[0]
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{server}/api/contents", timeout=30)
    assert re.search(r"token=\w{32,}", address)


def test_no_news_pop_up_and_markdown_opens_rendered(address):
    path = "/lab/api/settings/@jupyterlab/apputils-extension:notification"
    news = json.loads(get(address, path))["schema"]["properties"]
    assert news["fetchNews"]["default"] == "false"
    assert news["checkForUpdates"]["default"] is False
    path = "/lab/api/settings/@jupyterlab/docmanager-extension:plugin"
    viewers = json.loads(get(address, path))["schema"]["properties"]["defaultViewers"]
    assert viewers["default"] == {"markdown": "Markdown Preview"}


def test_the_lessons_are_served(address):
    listed = json.loads(get(address, "/api/contents/notebooks"))["content"]
    assert {path.name for path in lessons.paths()} <= {entry["name"] for entry in listed}
