"""Importing TensorFlow says nothing, unless it fails or its log is asked for."""

import os
import subprocess
import sys

import pytest

from tools import lessons

# A package of that name that writes where the real one's C++ code does.
NOISY = "import os; os.write(2, b'a line of the log')\n"


@pytest.fixture
def run(tmp_path):
    """Call it with the package's code and the code to run: what is written, and the exit code."""

    def say(package, code, **given):
        (tmp_path / "tensorflow.py").write_text(package, encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TF_")}
        environment |= {"PYTHONPATH": f"{tmp_path}{os.pathsep}{lessons.ROOT}", **given}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return done.stderr, done.returncode

    return say


def test_the_log_of_the_import_is_dropped_and_what_comes_later_is_not(run):
    code = "import helpers, tensorflow, os; os.write(2, b'later')"
    assert run(NOISY, code) == ("later", 0)


def test_where_the_import_fails_the_log_is_shown_and_the_error(run):
    said, code = run(NOISY + "raise ImportError('no such wheel')", "import helpers, tensorflow")
    assert said.startswith("a line of the log") and said.rstrip().endswith("no such wheel")
    assert code == 1


def test_whoever_asks_for_the_log_gets_it(run):
    said, _ = run(NOISY, "import helpers, tensorflow", TF_CPP_MIN_LOG_LEVEL="0")
    assert said == "a line of the log"


def test_it_works_where_there_is_no_such_file_descriptor(run):
    code = "import helpers, os; os.close(2); import tensorflow"
    assert run("", code) == ("", 0)


def test_other_modules_are_left_to_python(run):
    code = "import helpers, importlib.util as u; print(u.find_spec('no_such_module'))"
    assert run("", code) == ("", 0)
