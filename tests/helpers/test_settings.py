"""Settings for Keras that another course has left: the import says which file is in the way."""

import os
import subprocess
import sys

import pytest

from tools import lessons

# A package that is found in Keras's place, and is there as soon as it is imported.
KERAS = "print('imported')\n"


@pytest.fixture
def import_keras(tmp_path):
    """Import helpers and then Keras, or what stands in its place: the last line of the error."""
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "keras.py").write_text(KERAS, encoding="utf-8")

    def run(code="import helpers, keras", **given):
        paths = os.pathsep.join([str(tmp_path / "packages"), str(lessons.ROOT)])
        environment = os.environ | {"PYTHONPATH": paths} | given
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return (done.stdout + done.stderr).strip().splitlines()

    return run


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        ("theano", "sets backend to 'theano'; the lessons expect 'tensorflow'."),
        ("channels first", "sets image_data_format to 'channels_first'; the lessons expect"),
        ("float16", "sets floatx to 'float16'; the lessons expect 'float32'."),
        ("no settings", "sets floatx to []; the lessons expect 'float32'."),
        ("flax", "sets nnx_enabled to True; the lessons expect False."),
    ],
)
def test_the_file_in_the_way_is_named_and_what_to_do(sort, words, unclean_home, import_keras):
    home = unclean_home(sort)
    *_, said = import_keras()
    file = home / ".keras" / "keras.json"
    assert said.startswith(f"ValueError: {file}, which Keras reads, sets ")
    assert words in said and said.endswith(
        "Rename that file, and run this cell again: Keras writes a new one."
    )
    assert file.read_text(encoding="utf-8")  # which is left as it was


UNREAD = ["cut", "curly quotes", "an older Keras's"]


@pytest.mark.parametrize("sort", [None, *UNREAD, "Keras's own"])
def test_settings_that_change_nothing_are_not_in_the_way(sort, unclean_home, import_keras):
    unclean_home(*([sort] if sort else []))
    assert import_keras() == ["imported"]


def test_a_backend_that_was_chosen_for_this_run_is_respected(unclean_home, import_keras):
    unclean_home("theano")
    assert import_keras(KERAS_BACKEND="jax") == ["imported"]
    assert "sets backend" in import_keras(KERAS_BACKEND="")[-1]


def test_the_file_is_where_keras_looks_for_it(unclean_home, import_keras, tmp_path):
    unclean_home("float16")
    assert import_keras(KERAS_HOME=str(tmp_path / "elsewhere")) == ["imported"]
    assert "float16" in import_keras(KERAS_HOME=str(tmp_path / ".keras"))[-1]


def test_who_cannot_rename_the_file_is_told_another_way(unclean_home, import_keras):
    home = unclean_home("theano")
    others = "import os; os.access = lambda *_: False; import helpers, keras"  # as in /tmp/.keras
    *_, said = import_keras(others, KERAS_HOME=str(home / ".keras"))
    assert "sets backend to 'theano'" in said and "Rename" not in said
    assert said.endswith("set KERAS_HOME to a folder of yours, and start anew.")


def test_once_the_file_is_renamed_the_cell_can_be_run_again(unclean_home, import_keras):
    home = unclean_home("float16")
    assert import_keras(
        "import helpers, contextlib, pathlib\n"
        "with contextlib.suppress(ValueError):\n"
        "    import keras\n"
        f"file = pathlib.Path({str(home / '.keras' / 'keras.json')!r})\n"
        "file.rename(file.with_name('old.json'))\n"
        "import keras"
    ) == ["imported"]
