"""One JupyterLab on a copy of the course, and one browser, for all tests in this folder."""

import contextlib
import json
import os
import re
import shutil

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Error, expect, sync_playwright

from helpers.data import _small_mnist, load_mnist
from tests.browser import chromium
from tests.browser.notebook import PATIENCE, Notebook
from tests.repository.files import tracked
from tests.repository.lab import MAKE_LAB, ask, running
from tools import lessons

# The browser resolves no name but this machine's: whatever a page may ask for, nothing gets out.
OPTIONS = [
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--no-sandbox")  # as root, as in a container, Chromium has none

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

    def count_cells(self, path):
        """How many cells a notebook of the course has."""
        return len(lessons.read(self.course / path).cells)

    def is_asked(self, url):
        """Whether an address is this server's own, or stands for data within the page."""
        own = (self.server + "/", self.server.replace("http", "ws") + "/", "data:", "blob:")
        return url.startswith(own)

    def begin(self, all_digits=False):
        """Begin as a new learner: no tabs, no progress, the 5,000 digits or all there are."""
        shutil.rmtree(self.folder / "settings" / "lab" / "workspaces", ignore_errors=True)
        (self.folder / "data" / "progress.json").unlink(missing_ok=True)
        digits = self.folder / ("all.npz" if all_digits else "small.npz")
        shutil.copyfile(digits, self.folder / "mnist.npz")

    def write(self, *sources):
        """Write a notebook of code cells into the course, as a learner may; gives its path."""
        cells = [nbformat.v4.new_code_cell(source.strip()) for source in sources]
        path = "notebooks/mine.ipynb"
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=lessons.METADATA)
        nbformat.write(notebook, self.course / path)
        return path

    def use_theme(self, name):
        """Show pages that are opened from now on in this theme."""
        raw = json.dumps({"raw": json.dumps({"theme": name})}).encode()
        path = "/lab/api/settings/@jupyterlab/apputils-extension:themes"
        ask(self.address, path, method="PUT", data=raw)

    def end_kernels(self):
        """Give back the memory of all notebooks that were open."""
        for session in json.loads(ask(self.address, "/api/sessions")):
            ask(self.address, f"/api/sessions/{session['id']}", method="DELETE")


def pytest_runtest_setup(item):
    """Leave out what needs a browser where there is none: here, so that one line says it of all."""
    if "browser" in item.fixturenames:
        chromium.find_or_leave_out()


@pytest.fixture(scope="package")
def browser():
    """A Chromium or Chrome of this machine, with no window.

    It is closed when the last test of this folder has ended: playwright runs an event loop in this
    thread, and the tests after it have loops of their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def lab(browser, tmp_path_factory):
    """JupyterLab as `make lab` starts it, on a copy: it saves by itself what is run in it."""
    folder = tmp_path_factory.mktemp("lab")
    course = copy_of_the_course(folder / "course")
    (folder / "data").mkdir()
    for name, digits in (("small", _small_mnist()), ("all", load_mnist())):
        store(folder / f"{name}.npz", *digits)
    environment = os.environ | {
        "PYTHONPATH": str(course),  # the helpers of the copy, before those that are installed
        "JUPYTER_CONFIG_DIR": str(folder / "settings"),  # not those of whoever runs the tests
        "COURSE_DATA": str(folder / "data"),
        "MNIST_PATH": str(folder / "mnist.npz"),
    }
    with running(MAKE_LAB, folder / "log.txt", cwd=course, env=environment) as address:
        yield Lab(address, folder)


def copy_of_the_course(folder):
    """Copy all that is, or could be, in git; gives the folder."""
    for path in tracked():
        copy = folder / path.relative_to(lessons.ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def store(path, train, test):
    """Write digits to a file like Keras's."""
    (x_train, y_train), (x_test, y_test) = train, test
    np.savez(path, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)


@pytest.fixture
def notebook(browser, lab, tmp_path):
    """A page of the browser, ready to open a notebook in; it must not complain, nor ask others.

    `tmp_path` is asked for so that it is there for a screenshot, should the test fail.
    """
    lab.begin()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = []
    page.on("pageerror", lambda error: faults.append(f"error in the page: {error}"))
    page.on("console", lambda said: faults.extend(complaint_in(said)))
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield Notebook(page, lab)
    faults += [f"asked another machine: {url}" for url in asked if not lab.is_asked(url)]
    context.close()
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
    lab.use_theme(request.param)
    yield request.param
    lab.use_theme("JupyterLab Light")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where a test fails, leave a picture of the page, and say in the report where it is."""
    report = yield
    notebook = item.funcargs.get("notebook")
    if call.when != "teardown" and report.failed and notebook:
        picture = item.funcargs["tmp_path"] / "page.png"
        with contextlib.suppress(Error):
            notebook.page.screenshot(path=picture)
            report.sections.append(("the page as it was", str(picture)))
    return report
