"""Run the tests of a module of `helpers` with each of its mutants, on a copy of the repository."""

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import matplotlib.pyplot  # noqa: F401  (loaded here, so that no fork has to)
import pytest

from tools.lessons import ROOT
from tools.mutants.forks import (
    CAUGHT,
    GRACE,
    OUT_OF_TIME,
    PATIENCE,
    SURVIVED,
    in_fork,
    serve,
    verdicts,
)

# Large, or made by the tools themselves.
NOT_COPIED = (".git", ".venv", "__pycache__", ".*_cache", ".ipynb_checkpoints")


def dotted(module):
    """A module's name, from its path in the repository: helpers/data.py is `helpers.data`."""
    return ".".join(module.with_suffix("").parts).removesuffix(".__init__")


def tests_of(module, root=ROOT):
    """The tests that are to notice a mistake in a module, as paths from `root`.

    These are its own examples, the files that are named after it or its package
    (helpers/plots/digits.py has tests/test_plots_digits.py), and those that import it by its full
    name. Where there is no such file, the tests of the modules that import it. Files that run
    whole lessons are left out: they take too long.
    """
    return [module, *sorted(_test_files(module, root, set()))]


def _test_files(module, root, asked):
    name = dotted(module)
    asked.add(module)
    words = [part.lstrip("_") for part in name.split(".")[1:]]
    names = {f"test_{'_'.join(words[: end + 1])}.py" for end in range(len(words))}
    imports = re.compile(rf"^\s*from {re.escape(name)} import", re.M)
    texts = {path: path.read_text(encoding="utf-8") for path in root.glob("tests/test_*.py")}
    found = {
        path.relative_to(root)
        for path, text in texts.items()
        if (path.name in names or imports.search(text)) and "lessons.run(" not in text
    }
    if found:
        return found
    modules = [path.relative_to(root) for path in root.glob("helpers/**/*.py")]
    users = [m for m in modules if imports.search((root / m).read_text(encoding="utf-8"))]
    return set().union(*(_test_files(user, root, asked) for user in users if user not in asked))


def judge(module, mutants, root=ROOT, grace=GRACE):
    """Say of each mutant of a module what became of it.

    Parameters
    ----------
    module : Path
        Its path from `root`, where nothing is changed.
    mutants : list of str
        The module's source with the mistake in it.
    root : Path
        The repository.
    grace : float
        Seconds; a mutant that takes so much longer than it should has been caught.

    Yields
    ------
    (str, str)
        The verdict, and the test that caught it.

    Raises
    ------
    RuntimeError
        If the tests fail without a mutant.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        ignored = shutil.ignore_patterns(*NOT_COPIED)
        shutil.copytree(root, copy, ignore=ignored, dirs_exist_ok=True)
        paths = os.pathsep.join([folder, str(ROOT)])
        # Python goes by time and size to see whether a module has changed: a mutant may keep both.
        environment = {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
        job = {
            "module": str(module),
            "tests": [str(path) for path in tests_of(module, copy)],
            "mutants": mutants,
            "grace": grace,
        }
        yield from verdicts(__name__, job, copy, **environment)


class _FirstFailure:
    """What pytest tells while it runs: the name of the first test that fails."""

    name = None

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.name = self.name or report.nodeid

    pytest_collectreport = pytest_runtest_logreport


def first_failure(tests):
    """Run these tests, and name the first that fails; an empty text where none does."""
    plugin = _FirstFailure()
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests], plugins=[plugin])
    return plugin.name or (f"pytest ended with {code}" if code else "")


def judge_here(module, tests, mutants, grace):
    """Judge the mutants in this process, which `judge` has started in the copy."""
    start = time.perf_counter()
    if failed := in_fork(lambda: first_failure(tests)):
        sys.exit(f"{module}, with no mutant in it: {failed}")
    limit = PATIENCE * (time.perf_counter() - start) + grace
    for source in mutants:
        Path(module).write_text(source, encoding="utf-8")
        failed = in_fork(lambda: first_failure(tests), limit)
        failed = OUT_OF_TIME if failed is None else failed
        yield (CAUGHT, failed) if failed else (SURVIVED, "")


if __name__ == "__main__":
    serve(judge_here)
