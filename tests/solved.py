"""Each exercise solved in its lesson: its cell once more, with the solution where the dots were."""

import json
import os
from collections import defaultdict
from pathlib import Path

import nbformat
from nbval.plugin import IPyNbCell

from helpers.exercises._exercise import exercises

ID = "exercise-{}"  # of the cell that asks for the answer to exercise 2.3: exercise-2-3


def with_solutions(items):
    """The tests of the lessons' cells, and behind each exercise's cell the one that solves it."""
    cell_ids = {ID.format(id.replace(".", "-")): exercise for id, exercise in exercises().items()}
    for item in items:
        yield item
        cell = getattr(item, "cell", None)
        if cell is not None and cell.id in cell_ids:
            yield SolvedExercise.of(item, cell_ids[cell.id])


def solved(cell, exercise):
    """A copy of an exercise's cell with the solution put in, where a learner would."""
    *_, check = cell.source.splitlines()
    source = f"{exercise.given}\n{exercise.code}\n\n\n{check}"
    return nbformat.v4.new_code_cell(source, id=cell.id)


class SolvedExercise(IPyNbCell):
    """An exercise's cell with the solution put in, run behind the cell itself in the lesson."""

    @classmethod
    def of(cls, item, exercise):
        """Make it from the test of the cell as it stands in the lesson."""
        cell = solved(item.cell, exercise)
        options = defaultdict(bool)  # nothing is stored to compare with
        name = f"{item.name} solved"
        made = cls.from_parent(
            item.parent, name=name, cell_num=item.cell_num, cell=cell, options=options
        )
        made.exercise = exercise
        return made

    def runtest(self):
        """Run it: the check calls the answer right, and the progress has it."""
        super().runtest()
        shown = [output.get("data", output).get("text/plain") for output in self.test_outputs]
        if len(shown) != 1 or not shown[0].startswith(f"✓ Exercise {self.exercise.id}: right"):
            self.raise_cell_error(f"The solution is not called right, but gives {shown}")
        progress = Path(os.environ["COURSE_DATA"]) / "progress.json"
        if self.exercise.id not in json.loads(progress.read_text(encoding="utf-8"))["solved"]:
            self.raise_cell_error(f"Exercise {self.exercise.id} is not in the progress as solved")
