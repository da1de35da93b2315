"""Who passes the detours by misses nothing that a later cell needs."""

import nbformat
import pytest

from tools import lessons

WITH_DETOURS = [p for p in lessons.paths() if any(map(lessons.is_detour, lessons.read(p).cells))]


def without_detours(notebook):
    """A notebook's core, exercises left out."""
    core = (cell for cell in lessons.core(notebook.cells) if not cell.id.startswith("exercise-"))
    return nbformat.v4.new_notebook(cells=list(core), metadata=lessons.METADATA)


@pytest.mark.parametrize("path", WITH_DETOURS, ids=lambda path: path.stem)
def test_a_lesson_runs_without_its_detours(path):
    lessons.run(without_detours(lessons.read(path)))


def test_a_core_that_needs_a_detour_is_noticed():
    cells = [
        nbformat.v4.new_markdown_cell("## Detour: a name"),
        nbformat.v4.new_code_cell("name = 1"),
        nbformat.v4.new_markdown_cell("## On"),
        nbformat.v4.new_code_cell("name"),
    ]
    with pytest.raises(Exception, match="NameError"):
        lessons.run(without_detours(nbformat.v4.new_notebook(cells=cells)))
