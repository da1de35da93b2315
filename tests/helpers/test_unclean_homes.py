"""In homes that are not clean the lessons begin as they are stored, or say what is in the way."""

import os
import re
import subprocess
import sys

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from tools import lessons, pictures


def first_cells(path):
    """The code cells of a lesson up to its first picture, if that comes before Keras."""
    cells = [cell for cell in lessons.read(path).cells if cell.cell_type == "code"]
    apart = pictures.comparable(cells)
    for k, cell in enumerate(cells):
        drawn = any("image/png" in output.get("data", {}) for output in cell.outputs)
        if drawn and cell.id in apart:
            return cells[: k + 1]
    return []


def run(cells, cwd=lessons.NOTEBOOKS):
    """Run copies of cells in a fresh kernel, and return the copies with their outputs."""
    copies = [nbformat.v4.new_code_cell(cell.source, id=f"c{k}") for k, cell in enumerate(cells)]
    lessons.run(nbformat.v4.new_notebook(cells=copies), cwd)
    return copies


def said(cell):
    return "".join(map(lessons.text_of, cell.outputs))


@pytest.mark.skipif(not pictures.COMPARED_HERE, reason="pictures are not compared here")
@pytest.mark.parametrize(
    "sorts", [["dark"], ["another style at the start", "figures of another size"]]
)
def test_the_first_picture_of_each_lesson_looks_as_stored(sorts, unclean_home):
    unclean_home(*sorts)
    firsts = {path.stem: first_cells(path) for path in lessons.paths()}
    assert sum(map(bool, firsts.values())) >= 9
    keep = nbformat.v4.new_code_cell("import matplotlib\nlearners_own = matplotlib.rcParams.copy()")
    again = nbformat.v4.new_code_cell("dict.update(matplotlib.rcParams, learners_own)")
    cells = [cell for first in firsts.values() for cell in [again, *first]]
    kept, *ran = run([keep, *cells])  # all in one kernel, which is quicker than one for each
    ran = iter(ran)
    for name, first in firsts.items():
        assert not next(ran).outputs and not kept.outputs
        for stored in first:
            found = pictures.difference(stored.outputs, next(ran).outputs)
            assert found is None, (name, stored.id, found)


def keras_cells():
    """Lesson 11 up to its net, which is built and not trained."""
    cells = [c for c in lessons.read(lessons.paths()[11]).cells if c.cell_type == "code"]
    ids = [cell.id for cell in cells]
    return [cells[ids.index(id)] for id in ("imports", "import-keras", "build")]


@pytest.mark.parametrize("sort", ["theano", "channels first", "float16"])
def test_the_cell_that_imports_keras_says_which_file_is_in_the_way(sort, unclean_home):
    home = unclean_home(sort)
    with pytest.raises(CellExecutionError) as raised:
        run(keras_cells())
    assert str(home / ".keras" / "keras.json") in raised.value.evalue
    assert "import keras" in str(raised.value) and "Rename that file" in raised.value.evalue


def test_with_a_backend_that_was_chosen_keras_is_imported(unclean_home, monkeypatch):
    unclean_home("theano")
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    *_, net = run([*keras_cells(), nbformat.v4.new_code_cell("print(build_net().count_params())")])
    assert said(net) == "56970\n"


# What draws into files, into windows, and a name that an older ipykernel handed down.
ELSEWHERE = ["Agg", "pdf", "module://ipykernel.pylab.backend_inline"]
ELSEWHERE += ["TkAgg"] if sys.platform == "linux" else []


@pytest.mark.parametrize("backend", [*ELSEWHERE, "notebook"])
def test_where_no_picture_can_be_seen_it_is_said_and_the_cure_is_right(
    backend, unclean_home, monkeypatch
):
    unclean_home(*(["widgets' pictures"] if backend == "notebook" else []))
    if backend in ELSEWHERE:
        monkeypatch.setenv("MPLBACKEND", backend)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):  # no window opens; matplotlib draws into files
        monkeypatch.delenv(name, raising=False)
    cells = first_cells(lessons.paths()[3])
    inline = nbformat.v4.new_code_cell("%matplotlib inline")
    *setup, unseen, _, seen = run([*cells, inline, cells[-1]])
    words = said(setup[0])
    drawn_with = backend.replace("TkAgg", "agg")
    assert words.startswith("No picture will be seen") and f"draw with {drawn_with}. " in words
    assert words.count("\n") == 1 and re.search("%matplotlib inline", words)
    assert not unseen.outputs or "image/png" not in unseen.outputs[0].get("data", {})
    assert "image/png" in seen.outputs[-1].data


def test_where_pictures_are_seen_nothing_is_said(unclean_home):
    unclean_home()
    setup, *_ = run(first_cells(lessons.paths()[3]))
    assert setup.outputs == []


# Python's own, and what Jupyter has imported before it looks beside the notebook.
NAMES = ("random", "email", "code", "tokenize", "types", "test", "data", "jedi")


def test_files_with_the_names_of_pythons_own_are_not_in_the_way(unclean_home, tmp_path):
    unclean_home()
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this must not be run')")
    setup, *_, picture = run(first_cells(lessons.paths()[3]), tmp_path)
    assert setup.outputs == [] and "image/png" in picture.outputs[-1].data


BROKEN_NETS = """
import io, zipfile
import keras
from helpers.storage import data_folder, load_saved, whole

file = data_folder() / "digits.keras"
net = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
with whole(file) as part:
    net.save(part)
assert load_saved(file, keras.models.load_model).count_params() == 3
saved, other = file.read_bytes(), io.BytesIO()
with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
    for name in old.namelist():  # as a Keras writes it that has other layers
        new.writestr(name, old.read(name).replace(b'"Dense"', b'"DenseOfTomorrow"'))
for content in (b"", saved[:-100], saved[: len(saved) // 2], b"<html>", other.getvalue()):
    file.write_bytes(content)
    assert load_saved(file, keras.models.load_model) is None, content
    assert not file.exists()
    assert file.with_name("digits-unreadable.keras").replace("aside").read_bytes() == content

class Own(keras.layers.Layer):
    def call(self, x):
        return x

others = [keras.layers.Lambda(lambda x: 2 * x), Own()]  # which Keras saves, and does not load
for net in (keras.Sequential([keras.Input((2,)), layer]) for layer in others):
    net.save(file)
    assert load_saved(file, keras.models.load_model) is None and not file.exists()
"""


def test_whatever_is_wrong_with_a_saved_net_it_is_not_in_the_way(unclean_home, monkeypatch):
    home = unclean_home("Keras's own")
    monkeypatch.setenv("COURSE_DATA", str(home))
    command = [sys.executable, "-c", BROKEN_NETS]
    environment = os.environ | {"PYTHONPATH": str(lessons.ROOT)}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("cannot be loaded") == 7


def test_settings_of_ipythons_own_change_what_is_shown_until_they_are_put_aside(unclean_home):
    page = (lessons.NOTEBOOKS / "when_something_goes_wrong.md").read_text(encoding="utf-8")
    _, _, fault = page.partition("## 18. Numbers or pictures look different")
    home = unclean_home("fewer decimals", "figures that stay")
    for file in (home / ".ipython").rglob("*.py"):
        assert file.read_text(encoding="utf-8").splitlines()[-1] in fault
    cells = [
        nbformat.v4.new_code_cell(source)
        for source in (
            "import matplotlib.pyplot as plt\nimport numpy as np\n\nprint(np.array([0.1234]))",
            "plt.plot([1, 2])\nplt.show()",
            "plt.figure()\nplt.show()",
        )
    ]
    numbers, _, following = run(cells)
    assert said(numbers) == "[0.12]\n" and len(following.outputs) == 2
    assert "Rename the folder, to `.ipython-old`" in fault
    (home / ".ipython").rename(home / ".ipython-old")
    numbers, _, following = run(cells)
    assert said(numbers) == "[0.1234]\n" and len(following.outputs) == 1
