"""One JupyterLab on a copy of the course, and one browser, for all tests in this folder."""

import contextlib
import json
import os
import re
import shutil

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.notebook import PATIENCE, Notebook
from tests.repository.files import copy_of_the_course
from tests.repository.lab import MAKE_LAB, ask, running
from tools import lessons

# jupyter-server answers so when it is asked for its kernels at the moment in which it starts one
# (https://github.com/jupyter-server/enterprise_gateway/issues/1395). JupyterLab asks every few
# seconds, asks again, and shows nothing of it.
ASKED_TOO_EARLY = re.compile(r"status of 500 .*/api/kernels\?\d+$")

expect.set_options(timeout=PATIENCE)


class Lab:
    """A running JupyterLab: its address, and what the tests set in it."""

    def __init__(self, address, folder):
        """Take the address it printed, and the folder with its settings and data."""
        self.address, self.folder, self.course = address, folder, folder / "course"
        self.log = folder / "log.txt"
        self.server, self.token = re.match(r"(http://[^/]+).*token=(\w+)", address).groups()

    def address_of(self, path):
        """The address that opens a file of the course, and nothing else, in JupyterLab."""
        return f"{self.server}/lab/tree/{path}?token={self.token}&reset"

    def is_asked(self, url):
        """Whether an address is this server's own, or stands for data within the page."""
        own = (self.server + "/", self.server.replace("http", "ws") + "/", "data:", "blob:")
        return url.startswith(own)

    def begin(self):
        """Begin as a new learner, with no tabs and no progress."""
        shutil.rmtree(self.folder / "settings" / "lab" / "workspaces", ignore_errors=True)
        (self.folder / "data" / "progress.jsonl").unlink(missing_ok=True)

    def write(self, *sources):
        """Write a notebook of code cells into the course, as a learner may; gives its path."""
        cells = [nbformat.v4.new_code_cell(source.strip()) for source in sources]
        path = "my_lessons/mine.ipynb"
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=lessons.METADATA)
        nbformat.write(notebook, self.course / path)
        return path

    @contextlib.contextmanager
    def setting(self, plugin, **values):
        """Have these settings of one of JupyterLab's plugins in pages that are opened meanwhile."""
        for each in values, {}:
            raw = json.dumps({"raw": json.dumps(each)}).encode()
            ask(self.address, f"/lab/api/settings/{plugin}", method="PUT", data=raw)
            if each:
                yield

    def end_kernels(self):
        """Give back the memory of all notebooks that were open."""
        for session in json.loads(ask(self.address, "/api/sessions")):
            ask(self.address, f"/api/sessions/{session['id']}", method="DELETE")


def pytest_collection_modifyitems(items):
    """These tests last: playwright runs an event loop in this thread, and others have their own."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """A Chromium or Chrome of this machine."""
    return browser_type_launch_args | chromium.launch_args()


@pytest.fixture(scope="session")
def browser(launch_browser):
    """The browser, with no window; where there is none, the tests are left out."""
    browser = chromium.started(launch_browser)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def base_url():
    """None, as addresses are named in full; the plugin's own fixture is one pytest 9 warns of."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A window as large as a small laptop's."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}}


@contextlib.contextmanager
def started_lab(folder):
    """JupyterLab as `make lab` starts it, on a copy, the one that is there from before if any is.

    It saves by itself what is run in it.
    """
    course = folder / "course"
    if not course.exists():
        copy_of_the_course(course)
    (folder / "log.txt").unlink(missing_ok=True)
    environment = os.environ | {
        "PYTHONPATH": str(course),  # the packages of the copy, before those that are installed
        "JUPYTER_CONFIG_DIR": str(folder / "settings"),  # not those of whoever runs the tests
        "COURSE_DATA": str(folder / "data"),
    }
    with running(MAKE_LAB, folder / "log.txt", cwd=course, env=environment) as address:
        yield Lab(address, folder)


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    """One JupyterLab for all tests that a process runs."""
    with started_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def notebook(page, lab):
    """A page of the browser, ready to open a notebook in; it must not complain, nor ask others."""
    lab.begin()
    page.set_default_timeout(PATIENCE)
    faults, asked = [], []
    page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
    page.on("console", lambda said: faults.extend(complaint_in(said)))
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield Notebook(page, lab)
    faults += [f"asked another machine: {url}" for url in asked if not lab.is_asked(url)]
    lab.end_kernels()
    if faults:
        faults.append("the server's last words:\n" + lab.log.read_text(encoding="utf-8")[-5000:])
    assert not faults, "\n".join(faults)


def complaint_in(said):
    """What a line on the page's console complains of, and the address it names, if it does."""
    complaint = f"on the console: {said.text} {said.location['url']}"
    if said.type == "error" and not ASKED_TOO_EARLY.search(complaint):
        yield complaint


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark"], ids=["light", "dark"])
def theme(request, lab):
    """Each of JupyterLab's two themes."""
    with lab.setting("@jupyterlab/apputils-extension:themes", theme=request.param):
        yield request.param
