"""JupyterLab's server, as `make lab` starts it, for the tests that ask it or use it."""

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

START_PAGE = "/lab/tree/my_lessons/00_start_here.ipynb"

# The command of `make lab`, where there is no browser to open.
MAKE_LAB = [
    sys.executable, "-m", "jupyter", "lab", "--config=.jupyter/jupyter_lab_config.py",
    "--no-browser", "--port=0",
]  # fmt: skip


@contextlib.contextmanager
def running(command, log=None, **options):
    """Start a Jupyter server; gives the address it prints, and ends it afterwards.

    What it prints goes into the file `log`, if there is to be one afterwards.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = log or Path(folder) / "log.txt"
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


def is_as_a_learner_should_meet_it(address):
    """Assert that a server opens at the start page, has the course, and lets nothing pop up."""
    server, token = re.match(r"(http://[^/]+).*?token=(\w+)", address).groups()
    assert len(token) >= 32
    with pytest.raises(urllib.error.HTTPError, match="403"):  # whoever has no token
        urllib.request.urlopen(f"{server}/api/contents", timeout=30)

    assert START_PAGE in address and b"<title>" in ask(address)

    for folder in ("my_lessons", "my_lessons_zh"):
        listed = json.loads(ask(address, f"/api/contents/{folder}"))["content"]
        assert {path.name for path in lessons.paths()} <= {entry["name"] for entry in listed}

    def default(plugin, setting):
        answer = json.loads(ask(address, f"/lab/api/settings/@jupyterlab/{plugin}"))
        return answer["schema"]["properties"][setting]["default"]

    assert default("apputils-extension:notification", "fetchNews") == "false"
    assert default("apputils-extension:notification", "checkForUpdates") is False
    viewers = default("docmanager-extension:plugin", "defaultViewers")
    assert viewers == {"markdown": "Markdown Preview"}


def ask(address, path=None, method="GET", data=None):
    """The bytes that a server answers to a request, at an address or at another of its paths."""
    if path is not None:
        server, token = re.match(r"(http://[^/]+).*?(token=\w+)", address).groups()
        address = f"{server}{path}?{token}"
    request = urllib.request.Request(address, method=method, data=data)
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read()
