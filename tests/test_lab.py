"""JupyterLab as a learner meets it: it opens at the start page, and nothing pops up."""

import contextlib
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tools import lessons

START_PAGE = "/lab/tree/notebooks/00_start_here.ipynb"


@contextlib.contextmanager
def running(command, **options):
    """Start a Jupyter server; gives the address it prints, and ends it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        with log.open("ab") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file, **options)
        try:
            yield _address_in(log, process)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _address_in(log, process):
    """The address a server printed, once it answers there: it prints before it listens."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.2)
        printed = log.read_text(encoding="utf-8")
        pattern = r"http://(localhost|127\.0\.0\.1):(\d+)/\S*token=\w+"
        if (address := re.search(pattern, printed)) and _listens(address[1], int(address[2])):
            return address[0]
    return pytest.fail("no address that answers:\n" + log.read_text(encoding="utf-8"))


def _listens(host, port):
    try:
        socket.create_connection((host, port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def get(address, path=None):
    """The text at an address, or at another path of the same server with the same token."""
    if path is not None:
        server, token = re.match(r"(http://[^/]+).*?(token=\w+)", address).groups()
        address = f"{server}{path}?{token}"
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


@pytest.fixture(scope="module")
def address():
    """The address that the command of `make lab` prints where there is no browser."""
    command = [
        sys.executable, "-m", "jupyter", "lab", "--config=.jupyter/jupyter_lab_config.py",
        "--no-browser", "--port=0",
    ]  # fmt: skip
    with running(command, cwd=lessons.ROOT) as printed:
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


def test_make_lab_runs_this_very_command():
    makefile = (lessons.ROOT / "Makefile").read_text(encoding="utf-8")
    assert "jupyter lab --config=.jupyter/jupyter_lab_config.py $(LAB_OPTIONS)" in makefile
