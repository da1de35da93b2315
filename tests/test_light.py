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


def test_meanwhile_no_garbage_is_looked_for_and_then_it_is_again(run, tmp_path):
    (tmp_path / "keras.py").write_text("import gc; then = gc.isenabled()", encoding="utf-8")
    code = "import helpers, keras, gc; print(keras.then, gc.isenabled(), gc.get_freeze_count() > 0)"
    assert run(code) == "False True True\n"


def test_a_collector_that_is_off_stays_off(run):
    code = "import gc; gc.disable(); import helpers, keras; print(gc.isenabled())"
    assert run(code + "; print(gc.get_freeze_count())") == "False\n0\n"


def test_after_a_failing_import_garbage_is_looked_for_again(run, tmp_path):
    (tmp_path / "keras.py").write_text("raise OSError('broken')", encoding="utf-8")
    code = "import helpers, gc\ntry:\n    import keras\nexcept OSError:\n    pass\n"
    assert run(code + "print(gc.isenabled())") == "True\n"


def test_garbage_from_before_the_import_is_collected(run):
    code = (
        "import gc, weakref, helpers\n"
        "class Thing: pass\n"
        "thing = Thing(); thing.itself = thing; seen = weakref.ref(thing); del thing\n"
        "import keras; print(seen())"
    )
    assert run(code) == "None\n"
