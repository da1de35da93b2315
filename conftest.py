"""What all tests share: no window opens, no figure stays, the learner's own folder is left."""
# ruff: noqa: E402  (the course speaks the language that is set when it is imported)

import os
import tempfile

os.environ.pop("COURSE_LANGUAGE", None)  # the tests are in English

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from nbval.plugin import IPyNbCell

from tests.behind import with_what_is_behind
from tools import lessons, pictures

matplotlib.use("Agg")  # in this process alone: the kernels that run the lessons keep theirs
collect_ignore_glob = ["tests/claims/*"]  # they run behind the lessons' cells


def pytest_configure(config):
    """What the lessons save goes into a folder of the tests' own; their kernels find the claims.

    Where several files are tested at a time, each keeps to one thread: more would wait for each
    other.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
            os.environ.setdefault(name, "1")
    config.course_data = tempfile.TemporaryDirectory()
    os.environ["COURSE_DATA"] = config.course_data.name
    paths = filter(None, [str(lessons.ROOT), os.environ.get("PYTHONPATH")])
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)


def pytest_unconfigure(config):
    """Remove what the lessons saved."""
    config.course_data.cleanup()


def pytest_collection_modifyitems(items):
    """Behind the cells of the lessons, their claims are held and their exercises solved."""
    items[:] = with_what_is_behind(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Compare what nbval does not: what an error shows; and pictures, drawn as they were stored."""
    result = yield
    if not isinstance(item, IPyNbCell) or not item.options["check"]:
        return result
    stored, shown = map(lessons.errors_in, (item.cell.outputs, item.test_outputs))
    if stored != shown:
        item.raise_cell_error(f"An error is shown otherwise than it is stored: {shown}")
    if pictures.COMPARED_HERE and item.cell.id in pictures.comparable(item.parent.nb.cells):
        found = pictures.difference(item.cell.outputs, item.test_outputs)
        if found:
            item.raise_cell_error(f"Picture differs from the stored one: {found}")
    return result


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.fixture(autouse=True)
def _names_of_the_examples(doctest_namespace):
    doctest_namespace["np"] = np
