"""What all tests share: no window opens, no figure stays, and the lessons know their data."""

import contextlib
import http.server
import os
import tempfile
import threading

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.data import load_mnist
from tests.solved import with_solutions
from tools import lessons, pictures

matplotlib.use("Agg")  # in this process alone: the kernels that run the lessons keep theirs


def pytest_configure(config):
    """Load MNIST once, so that a download happens here and never inside a lesson.

    What the lessons save goes into a folder of the tests' own, never into the learner's. Where
    several files are tested at a time, each keeps to one thread: more would wait for each other.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
            os.environ.setdefault(name, "1")
    config.course_data = tempfile.TemporaryDirectory()
    os.environ["COURSE_DATA"] = config.course_data.name
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        config.mnist_is_full = len(load_mnist()[0][0]) == 60_000


def pytest_unconfigure(config):
    """Remove what the lessons saved."""
    config.course_data.cleanup()


def pytest_report_header(config):
    """Say which digits the lessons run on, and what that means for the comparison."""
    if config.mnist_is_full:
        return "MNIST: the full set; the outputs of all cells are compared"
    return (
        "MNIST: the 5,000 digits; cells tagged full-mnist are run and their assertions held, but "
        "their outputs, stored as the full set gives them, are not compared"
    )


def pytest_collection_modifyitems(config, items):
    """Each exercise is solved too; on the 5,000 digits, what depends on them is not compared."""
    items[:] = with_solutions(items)
    for item in items:
        cell = getattr(item, "cell", None)
        if cell is not None and "full-mnist" in lessons.tags(cell) and not config.mnist_is_full:
            item.options["check"] = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare pictures, which nbval does not: where they are drawn as they were stored."""
    result = yield
    cell = getattr(item, "cell", None)
    if cell is None or not item.options["check"] or not item.config.mnist_is_full:
        return result
    if pictures.COMPARED_HERE and cell.id in pictures.comparable(item.parent.nb.cells):
        found = pictures.difference(cell.outputs, item.test_outputs)
        if found:
            item.raise_cell_error(f"Picture differs from the stored one: {found}")
    return result


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture
def tiny_mnist(tmp_path):
    """The path of an .npz like Keras's, with 20 and 10 random images."""
    rng = np.random.default_rng(0)
    path = tmp_path / "mnist.npz"
    np.savez_compressed(
        path,
        x_train=rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        y_train=np.arange(20, dtype=np.uint8) % 10,
        x_test=rng.integers(0, 256, (10, 28, 28), dtype=np.uint8),
        y_test=np.arange(10, dtype=np.uint8),
    )
    return path


@pytest.fixture
def serve():
    """Call it with a function that answers a GET: it starts a server, and gives its address."""
    servers = []

    def start(answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802  (the name that http.server calls)
                answer(self)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def _examples_need_no_download(request, doctest_namespace, monkeypatch):
    """The examples in docstrings run on a tiny file: they show shapes, not digits."""
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch.setenv("MNIST_PATH", str(request.getfixturevalue("tiny_mnist")))
        doctest_namespace["np"] = np
