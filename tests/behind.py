"""What the suite runs behind the cells of a lesson, in its kernel: claims, and solutions."""

import json
import os
from collections import defaultdict
from itertools import groupby
from pathlib import Path

import nbformat
from nbval.plugin import IPyNbCell

from exercises._exercise import exercises
from tools import claims

EXERCISE = "exercise-{}"  # the id of the cell for exercise 2.3: exercise-2-3


def with_what_is_behind(items):
    """The tests of the lessons' cells, and behind each its claims, and its exercise solved."""
    solutions = {EXERCISE.format(id.replace(".", "-")): e for id, e in exercises().items()}
    for file, group in groupby(items, key=lambda item: item.path):
        group = list(group)
        blocks = claims.blocks(claims.path_for(file)) if file.suffix == ".ipynb" else {}
        if blocks:
            yield BehindCell.of(group[0], "claims begin", claims.call("begin", file))
        for item in group:
            yield item
            cell_id = item.cell.id if isinstance(item, IPyNbCell) else None
            if cell_id in blocks:
                yield Claims.of(item, cell_id)
            if cell_id in solutions:
                yield SolvedExercise.of(item, solutions[cell_id])


class BehindCell(IPyNbCell):
    """Code that runs behind a cell of a lesson; there is no stored output to compare with."""

    @classmethod
    def of(cls, item, name, source):
        """Make it from the test of the cell that it stands behind."""
        return cls.from_parent(
            item.parent,
            name=f"{item.name} {name}",
            cell_num=item.cell_num,
            cell=nbformat.v4.new_code_cell(source, id=item.cell.id),
            options=defaultdict(bool),
        )


class Claims(BehindCell):
    """The block of claims on a cell."""

    @classmethod
    def of(cls, item, cell_id):
        """Make it from the test of the cell whose claims they are."""
        source = claims.call("hold", claims.path_for(item.path), cell_id)
        return super().of(item, "claims", source)

    def repr_failure(self, exc, *arguments):
        """A failed claim in its own words; the frames of the kernel say nothing more."""
        for output in getattr(self, "test_outputs", ()):
            if output.output_type == "error" and output.ename == "AssertionError":
                return f"{self.path.name}: a claim does not hold.\n{output.evalue}"
        return super().repr_failure(exc, *arguments)


class SolvedExercise(BehindCell):
    """An exercise's cell once more, with the solution put in where the dots were."""

    @classmethod
    def of(cls, item, exercise):
        """Make it from the test of the cell as it stands in the lesson."""
        made = super().of(item, "solved", solved(item.cell, exercise))
        made.exercise = exercise
        return made

    def runtest(self):
        """Run it: the check calls the answer right, and the progress has it."""
        super().runtest()
        shown = [output.get("data", output).get("text/plain") for output in self.test_outputs]
        if len(shown) != 1 or not shown[0].startswith(f"✓ Exercise {self.exercise.id}: right"):
            self.raise_cell_error(f"The solution is not called right, but gives {shown}")
        log = (Path(os.environ["COURSE_DATA"]) / "progress.jsonl").read_bytes().splitlines()[1:]
        noted = [(entry["exercise"], entry["event"]) for entry in map(json.loads, log)]
        if (self.exercise.id, "right") not in noted:
            self.raise_cell_error(f"Exercise {self.exercise.id} is not in the progress as solved")


def solved(cell, exercise):
    """The source of an exercise's cell with the solution put in, where a learner would."""
    *_, check = cell.source.splitlines()
    return f"{exercise.given}\n{exercise.code}\n\n\n{check}"
