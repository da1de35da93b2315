"""Corrections reach learners: nbgitpuller pulls them, and at a server's start copies follow."""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.repository.files import copy_of_the_course
from tools import lessons
from tools.editions import for_a_learner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no server for a class runs there")
v4 = nbformat.v4


def untouched(cells):
    """As it was made."""


def run(cells):
    code = next(cell for cell in cells if cell.cell_type == "code")
    code.update(outputs=[v4.new_output("stream", name="stdout", text="7\n")], execution_count=1)


def answered(cells):
    run(cells)
    cell = next(cell for cell in cells if cell.id.startswith("exercise-") and "..." in cell.source)
    cell.update(source=cell.source.replace("...", "7"), execution_count=2)


def half_answered(cells):
    cell = next(cell for cell in cells if cell.id.startswith("exercise-") and "..." in cell.source)
    cell.source = cell.source.replace("...", "len(")


def saved(cells):
    """As JupyterLab saves what is only looked at: nbformat's JSON, and metadata of its own."""


def cleared(cells):
    for cell in cells:
        if cell.cell_type == "code":
            cell.metadata.update(execution={"iopub.execute_input": "2026-01-01T00:00:00Z"})


def with_cells_added(cells):
    cells.insert(3, v4.new_code_cell("1 + 1"))
    cells.append(v4.new_markdown_cell("My own note."))


# A lesson for each state, and whether somebody has worked in it.
STATES = {
    "01_tensors": (untouched, False),
    "02_broadcasting_and_dot_products": (run, True),
    "03_perceptron_and_gate": (answered, True),
    "04_gradient_descent": (half_answered, True),
    "05_backpropagation": (saved, False),
    "06_xor_net": (cleared, False),
    "07_mnist_dense_net": (with_cells_added, True),
}


# The corrections: what each does to the folder of the course; those of one lesson do it to all.


def each(change):
    """A correction that changes the cells of every lesson."""

    def correct(course):
        for path in sorted((course / "notebooks").glob("0[1-7]*.ipynb")):
            notebook = lessons.read(path)
            change(notebook.cells)
            nbformat.write(notebook, path)

    correct.__name__ = change.__name__
    correct.of_lessons = True
    return correct


@each
def word_changed(cells):
    cells[1].source += " And one word more."


@each
def code_changed(cells):
    next(cell for cell in cells if cell.cell_type == "code").source += "\n# corrected"


@each
def cell_added(cells):
    cells.insert(2, v4.new_markdown_cell("A cell more.", id="one-more"))


@each
def cell_removed(cells):
    del cells[2]


@each
def cell_moved(cells):
    cells.insert(1, cells.pop(4))


@each
def cell_renamed(cells):
    cells[2].id = "another-name"


@each
def exercise_changed(cells):
    cell = next(cell for cell in cells if cell.id.startswith("exercise-") and "..." in cell.source)
    cell.source += "  # corrected"


def outputs_refreshed(course):
    for path in (course / "notebooks").glob("*.ipynb"):
        notebook = lessons.read(path)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [v4.new_output("stream", name="stdout", text="8\n")]
        nbformat.write(notebook, path)


def lesson_added(course):
    shutil.copy(course / "notebooks" / "01_tensors.ipynb", course / "notebooks" / "12_new.ipynb")


def lesson_renamed(course):
    folder = course / "notebooks"
    for name in ("01_tensors", "02_broadcasting_and_dot_products"):
        (folder / f"{name}.ipynb").rename(folder / f"{name}_anew.ipynb")


def lesson_removed(course):
    for name in ("01_tensors", "02_broadcasting_and_dot_products"):
        (course / "notebooks" / f"{name}.ipynb").unlink()


def page_changed(course):
    with (course / "notebooks" / "when_something_goes_wrong.md").open("a") as page:
        page.write("\n## 99. Corrected\n")


def packages_changed(course):
    for path in (course / "exercises" / "lesson_03.py", course / "helpers" / "course.mplstyle"):
        with path.open("a") as file:
            file.write("# corrected\n")
    (course / "picture.webp").write_bytes(b"another picture")


CORRECTIONS = [
    word_changed, code_changed, cell_added, cell_removed, cell_moved, cell_renamed,
    exercise_changed, outputs_refreshed, lesson_added, lesson_renamed, lesson_removed,
    page_changed, packages_changed,
]  # fmt: skip


def call(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def git(folder, *command):
    return call("git", "-c", "user.name=a", "-c", "user.email=a@b", *command, cwd=folder)


class Class:
    """A teacher's folder, the repository it is published in, and a learner's home with a clone."""

    def __init__(self, folder, where):
        """Take the folder of all this, and where in the home the clone lies."""
        self.teacher, self.published = folder / "teacher", folder / "published.git"
        self.home = folder / "home"
        self.clone = self.home / where
        # The server shows the home, but of a clone that is not hidden the clone itself.
        self.shown = self.home if where.startswith(".") else self.clone
        self.mine = self.shown / "my_lessons"

    def publish(self):
        """Commit and push all that has changed in the teacher's folder."""
        git(self.teacher, "add", "--all")
        git(self.teacher, "commit", "--quiet", "--message=correction")
        git(self.teacher, "push", "--quiet", str(self.published), "HEAD:main")

    def start(self):
        """Pull, and start the learner's server, as far as it makes copies; gives what is said."""
        address = f"file://{self.published}"
        call(sys.executable, "-m", "nbgitpuller.pull", address, "main", self.clone)
        environment = os.environ | {"PYTHONPATH": str(self.clone)}
        return call(sys.executable, "-m", "tools.editions", cwd=self.shown, env=environment)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A class that has begun: for each place of the clone, a learner with lessons in all states."""
    classes = {}
    for where in (".course", "neural-networks"):
        course = Class(tmp_path_factory.mktemp("class"), where)
        copy_of_the_course(course.teacher)
        (course.teacher / "helpers" / "data" / "mnist.npz").unlink()  # 11 MB to clone every time
        git(course.teacher, "init", "--quiet")
        git(course.teacher, "init", "--quiet", "--bare", "--initial-branch=main", course.published)
        course.publish()
        course.home.mkdir()
        assert course.start().strip() == ""
        for name, (work, _) in STATES.items():
            path = course.mine / f"{name}.ipynb"
            if work is untouched:
                continue
            notebook = lessons.read(path)
            work(notebook.cells)
            notebook.metadata.kernelspec["display_name"] = "Python 3"
            notebook.metadata.language_info = {"name": "python", "version": "3.12.1"}
            nbformat.write(notebook, path)
        classes[where] = course
    return classes


@pytest.mark.parametrize(
    ("correct", "where"),
    [(correct, ".course") for correct in CORRECTIONS]
    + [(correct, "neural-networks") for correct in (word_changed, lesson_renamed, page_changed)],
)
def test_every_correction_arrives_and_no_work_is_lost(begun, correct, where, tmp_path):
    shutil.copytree(begun[where].teacher.parent, tmp_path, dirs_exist_ok=True, symlinks=True)
    course = Class(tmp_path, where)
    git(course.clone, "remote", "set-url", "origin", f"file://{course.published}")
    before = {path.name: path.read_bytes() for path in course.mine.glob("*.ipynb")}
    correct(course.teacher)
    course.publish()
    said = course.start()

    stored = {p.stem: p for p in (course.teacher / "notebooks").glob("*.ipynb")}
    way = "course" if where == ".course" else ".."
    for name, path in stored.items():
        first, new = course.mine / path.name, course.mine / f"{name}_version_2.ipynb"
        made = for_a_learner(path, course=way)["cells"]
        _, worked = STATES.get(name, (None, False))
        if not worked:
            assert cells_of(first) == simple(made) and not new.exists()
            continue
        assert first.read_bytes() == before[first.name]
        if hasattr(correct, "of_lessons"):
            words, *cells = cells_of(new)
            assert words[1] == "newer-version" and f"[{first.name}]({first.name})" in words[2]
            assert cells == simple(made)
            assert f"{first.name} stays as you left it; the corrected lesson is {new.name}" in said
        else:
            assert not new.exists() and first.name not in said
    for name in {*before} - {path.name for path in stored.values()}:  # no longer in the course
        assert (course.mine / name).read_bytes() == before[name]

    assert git(course.clone, "status", "--porcelain") == ""
    assert git(course.clone, "ls-tree", "HEAD") == git(course.teacher, "ls-tree", "HEAD")
    pages = (course.mine / way / "notebooks").glob("*.md")
    assert {p.name: p.read_bytes() for p in pages} == {
        p.name: p.read_bytes() for p in (course.teacher / "notebooks").glob("*.md")
    }
    assert course.start().strip() == ""  # said once


def cells_of(path):
    return simple(json.loads(path.read_text(encoding="utf-8"))["cells"])


def simple(cells):
    """What a learner sees of cells, and what links to them need."""
    return [
        (c["cell_type"], c["id"], "".join(c["source"]), c.get("outputs"), c.get("execution_count"))
        for c in cells
    ]
