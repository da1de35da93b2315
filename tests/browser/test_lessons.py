"""Every lesson, opened in JupyterLab and run from top to bottom."""

import pytest

from tests.repository import rules
from tools import lessons

SECONDS = 900  # the longest takes two minutes; a busy machine may take a while


def as_parameter(path):
    """A lesson to test. Where two run at a time, the tenth follows the ninth, whose net it uses."""
    marks = [pytest.mark.xdist_group("own net")] if path.name[:2] in {"09", "10"} else []
    return pytest.param(path, marks=marks, id=path.stem)


@pytest.mark.parametrize("path", [as_parameter(path) for path in lessons.paths()])
def test_run_all(path, notebook, lab):
    lesson = rules.Lesson.read(lab.course / "notebooks" / path.name)
    notebook.open(f"my_lessons/{path.name}")
    notebook.run_all(SECONDS)
    notebook.save()
    seen = notebook.look()
    assert len(seen) == len(lesson.cells)
    pairs = zip(lesson.cells, seen, strict=True)
    faults = [f"{cell.id}: {fault}" for cell, shown in pairs for fault in faults_of(cell, shown)]
    assert not faults, "\n".join(faults)
    numbers = [shown.number for shown in seen if shown.code]
    assert numbers == list(range(1, len(numbers) + 1))
    mine = lessons.read(lab.course / "my_lessons" / path.name)  # the learner's, with all outputs
    assert len(numbers) == sum(bool(cell.get("execution_count")) for cell in mine.cells)
    assert (lab.course / "notebooks" / path.name).read_bytes() == path.read_bytes()


def faults_of(cell, shown):
    """What is wrong with a cell that has been run, as it is shown, in a sentence each."""
    if shown.code and shown.number is None:
        yield f"has no number, but {shown.prompt!r}"
    fails_on_purpose = "raises-exception" in lessons.tags(cell)
    if fails_on_purpose and not any("Traceback" in error for error in shown.errors):
        yield "does not fail as it is meant to"
    if not fails_on_purpose:
        yield from (f"has an error or a warning: ...{error[-500:]}" for error in shown.errors)
    wanted = len(rules.pngs(cell))
    if len(shown.pictures) < wanted:
        yield f"shows {len(shown.pictures)} pictures of {wanted}"
    if not all(shown.pictures):
        yield "has a picture that did not load"
