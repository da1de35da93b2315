"""Keras is imported without scikit-learn, which stays there for everybody else."""

import os
import subprocess
import sys

import pytest

from tools import lessons

# Packages of these names; Keras asks for scikit-learn as the real one does.
KERAS = "try:\n    import sklearn\nexcept ImportError:\n    sklearn = None\n"


@pytest.fixture
def run(tmp_path):
    """Call it with code to run where those packages are found first: what it prints."""
    (tmp_path / "keras.py").write_text(KERAS, encoding="utf-8")
    (tmp_path / "sklearn.py").write_text("", encoding="utf-8")

    def say(code):
        path = f"{tmp_path}{os.pathsep}{lessons.ROOT}"
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True
        )
        return done.stdout or done.stderr

    return say


def test_keras_finds_no_scikit_learn(run):
    assert run("import helpers, keras; print(keras.sklearn)") == "None\n"


def test_without_the_helpers_it_does(run):
    assert run("import keras; print(keras.sklearn.__name__)") == "sklearn\n"


def test_afterwards_scikit_learn_can_be_imported(run):
    assert run("import helpers, keras, sklearn; print(sklearn.__name__)") == "sklearn\n"


def test_where_it_is_imported_already_keras_takes_it(run):
    assert run("import helpers, sklearn, keras; print(keras.sklearn is sklearn)") == "True\n"


def test_a_failing_import_hides_it_no_longer(run, tmp_path):
    (tmp_path / "keras.py").write_text("raise OSError('broken')", encoding="utf-8")
    code = "import helpers\ntry:\n    import keras\nexcept OSError:\n    import sklearn\n"
    assert run(code + "print(sklearn.__name__)") == "sklearn\n"


def test_the_real_keras_is_whole_without_it():
    code = "import helpers, keras, sys; print('sklearn' in sys.modules, keras.wrappers.__name__)"
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=lessons.ROOT, capture_output=True, text=True)
    assert said.stdout == "False keras.wrappers\n", said.stderr
