"""After `import helpers` all is as without it, but that TensorFlow's log is kept back."""

import functools
import json
import os
import subprocess
import sys

import pytest

from tools import lessons

PARTS = ("helpers", "helpers._quiet", "helpers._settings", "helpers.data", "helpers.language")


@functools.cache
def after(imports):
    """What a fresh Python finds after these imports (tests/helpers/facts.py)."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TF_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.facts", imports],
        cwd=lessons.ROOT,
        env=environment | {"PYTHONHASHSEED": "0"},  # TensorFlow goes through sets of its functions
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def changed(fact, imports, without):
    """The entries of a fact that differ: what they are without helpers, and what with them."""
    before, now = after(without)[fact], after(imports)[fact]
    names = before.keys() | now.keys()
    return {n: (before.get(n), now.get(n)) for n in names if before.get(n) != now.get(n)}


@pytest.mark.parametrize(
    "fact",
    [
        "finders",
        "environment",
        "garbage collector",
        "hooks",
        "warnings",
        "matplotlib",
        "functions",
    ],
)
def test_keras_comes_as_it_would_without_helpers(fact):
    assert changed(fact, "import helpers, keras", "import numpy, keras") == {}


def test_the_functions_compared_are_those_a_learner_calls():
    compared = after("import helpers, keras")["functions"]
    known = "keras.src.backend.tensorflow.trainer.TensorFlowTrainer"
    assert {f"{known}.fit", f"{known}.evaluate", f"{known}.predict"} <= set(compared)
    assert "tensorflow.python.data.ops.dataset_ops.DatasetV2.__iter__" in compared
    assert "matplotlib.pyplot.show" in compared
    assert "numpy.zeros" in compared


def test_beside_keras_only_helpers_come_and_nothing_is_missing():
    modules = changed("modules", "import helpers, keras", "import numpy, keras")
    assert modules == dict.fromkeys(PARTS, (None, True))


@pytest.mark.parametrize("fact", ["environment", "garbage collector", "hooks", "warnings"])
def test_helpers_alone_change_nothing_of_python(fact):
    assert changed(fact, "import helpers", "import numpy") == {}


def test_helpers_alone_bring_the_standard_library_and_finders_for_tensorflow_and_keras():
    modules = changed("modules", "import helpers", "import numpy")
    assert {name.partition(".")[0] for name in modules} <= {"helpers", *sys.stdlib_module_names}
    assert {now for _, now in modules.values()} == {True}
    finders = after("import helpers")["finders"].keys() - after("import numpy")["finders"].keys()
    assert finders == {"helpers._quiet._Finder", "helpers._settings.SettingsOfKeras"}


@pytest.mark.parametrize("fact", ["matplotlib", "functions"])
def test_the_pictures_leave_matplotlib_as_it_is(fact):
    assert changed(fact, "import helpers.plots", "import numpy, matplotlib.pyplot") == {}


def test_no_package_brings_tensorflow_or_keras():
    modules = after("import helpers.plots, helpers.storage, exercises, widgets")["modules"]
    assert not {"tensorflow", "keras"} & set(modules)
