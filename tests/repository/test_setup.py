"""The set-up: the commands of the Makefile and of CI, as they are, with a Python that only notes.

They run in a folder whose name has blanks and an umlaut, as a learner's may.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.repository.lab import MAKE_LAB
from tools.lessons import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("make") is None, reason="make and sh are not here"
)

# Notes its arguments, and what the tests in the browser are told; makes an environment of its like;
# has no browser.
PYTHON = """#!/bin/sh
case "$1 $2" in
  "--version "*) echo Python 3.12.0; exit;;
  "-c "*) exit;;
  "-m venv")
    mkdir -p "$3/bin"
    for name in python jupyter ruff uv; do cp "$0" "$3/bin/$name"; done;;
esac
echo "${0##*/} $* $COURSE_BROWSER" >> notes
[ "${0##*/}" = jupyter ] && echo "$COURSE_LANGUAGE" >> language
[ "$2" != tests.browser.chromium ]
"""


def program(path, code):
    """Write a shell script that can be run."""
    path.write_text(code, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def course(tmp_path):
    """What `make` needs of the course, in a folder of its own."""
    folder = tmp_path / "Kurs für Anfänger, 2. Auflage"
    (folder / "tools").mkdir(parents=True)
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(ROOT / "tools" / "make_venv.sh", folder / "tools")
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    program(folder / "my python", PYTHON)
    program(folder / "apt-get", PYTHON)
    return folder


@pytest.fixture
def run(course):
    """Call it with a command: what the programs noted that it ran, the set-up's lines apart."""

    def run(*command, **more):
        own = ("MAKE", "COURSE_", "TESTS", "LESSONS", "IDEAS", "LAB_OPTIONS")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(own)}
        environment |= {"PATH": f"{course}{os.pathsep}{os.environ['PATH']}", **more}
        subprocess.run(command, cwd=course, env=environment, check=True, capture_output=True)
        lines = (course / "notes").read_text(encoding="utf-8").splitlines()
        (course / "notes").write_text("")
        return [" ".join(line.split()) for line in lines]

    return run


def test_make_installs_what_a_learner_needs_once_and_then_starts(course, run):
    make_lab = ["make", "lab", f"PYTHON={course / 'my python'}", "LAB_OPTIONS=" + MAKE_LAB[-1]]
    lab = " ".join(part for part in MAKE_LAB[2:] if part != "--no-browser")
    environment, lock, packages, first = run(*make_lab)
    assert environment == "my python -m venv .venv"
    assert lock.endswith("--requirement requirements.txt") and packages.endswith("--editable .")
    assert first == lab
    assert run(*make_lab) == run(*make_lab, LANGUAGE="de:en") == [lab]
    assert (course / "language").read_text() == "\n" * 3  # that of the system is not meant
    run(*make_lab, "LANGUAGE=zh")
    assert (course / "language").read_text().endswith("\nzh\n")
    os.utime(course / "requirements.txt", (2**31, 2**31))
    assert run(*make_lab)[0] == environment


def test_make_test_installs_the_second_lock_as_well(course, run):
    make = ["make", f"PYTHON={course / 'my python'}"]
    *_, lock, lessons, browser = run(*make, "test")
    assert lock.endswith("--requirement requirements-dev.txt")
    assert lessons.endswith("--ignore=tests/browser") and browser.endswith(" tests/browser")
    assert run(*make, "test", "TESTS=tests/helpers")[0].endswith(" tests/helpers")
    assert run(*make, "refresh", "LESSONS=02 06") == ["python -m tools.refresh 02 06"]
    assert run(*make, "bench") == ["python -m tests.benchmarks"]
    assert run(*make, "bench", "IDEAS=xor plot") == ["python -m tests.benchmarks.ideas xor plot"]
    learners, dev = run(*make, "lock")
    assert learners.endswith("--output-file requirements.txt") and "dev" not in learners
    assert "--group dev --constraint requirements.txt" in dev


def test_make_lint_needs_ruff_alone(course, run):
    make = ["make", f"PYTHON={course / 'my python'}"]
    environment, install, *ruff = run(*make, "lint")
    assert environment == "my python -m venv .venv/ruff"
    assert "ruff==" in install and "requirement" not in install
    assert ruff == ["ruff check", "ruff format --check"]
    assert run(*make, "format") == ["ruff check --fix", "ruff format"]


def test_ci_installs_a_browser_and_insists_on_it(course, run):
    (course / "python3").symlink_to(course / "my python")
    noted = run("bash", course / ".ci" / "run", CI="true")
    asked = noted.index("python -m tests.browser.chromium")
    assert noted[asked + 1 : asked + 3] == ["apt-get update", "apt-get install -y chromium"]
    tests = noted[asked + 3 :]
    assert len(tests) == 2 and all(line.endswith(" required") for line in tests)
    assert "tests/browser required" in tests[-1]


@pytest.fixture
def set_up(tmp_path):
    """Call it with what the only Python of a machine answers: what the set-up complains of."""

    def set_up(answer=None):
        if answer:
            program(tmp_path / "python3", f"#!/bin/sh\n{answer}\n")
        command = [shutil.which("sh"), ROOT / "tools" / "make_venv.sh"]
        environment = {"PATH": str(tmp_path)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 1 and done.stderr.count("\n") == 1
        assert not (tmp_path / ".venv").exists()
        return done.stderr

    return set_up


def test_a_machine_without_a_python_that_fits_is_told_in_one_sentence(set_up):
    assert "needs Python 3.11, 3.12 or 3.13, but found none: install one" in set_up()
    too_old = 'case "$1" in --version) echo Python 3.8.2;; *) exit 1;; esac'
    assert "but found only python3 (Python 3.8.2): install one" in set_up(too_old)


def test_a_python_without_venv_is_told_how_to_get_it(set_up):
    answer = (
        'case "$2" in *ensurepip*) exit 1;; esac; [ "$1" = --version ] && echo Python 3.11.2; :'
    )
    said = set_up(answer)
    assert "its venv module is not" in said and said.endswith("apt install python3.11-venv\n")
