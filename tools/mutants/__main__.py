"""Make small mistakes in the lessons and the helpers, and see whether the suite notices.

python -m tools.mutants                                # 300 in the lessons, 100 in the helpers
python -m tools.mutants 02 06 helpers.plots --count 60 # in these alone
python -m tools.mutants --seed 8 --report mutants.md   # others, and the report as a file

A mutant is a piece of code with one mistake in it. It is caught where a cell fails or an output
differs that is compared, or a test of the module fails. Where nothing that a learner sees differs,
pictures included, it is without effect and leaves the count; of a module's this cannot be told.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from helpers.data import load_mnist
from tools import lessons
from tools.mutants import modules, stage
from tools.mutants.changes import Change, changes
from tools.mutants.forks import CAUGHT, OUT_OF_TIME, SURVIVED, WITHOUT_EFFECT

VERDICTS = (CAUGHT, SURVIVED, WITHOUT_EFFECT)


@dataclass
class Mutant:
    """A change in one place, and what became of it: one of `VERDICTS`, and where it showed."""

    path: Path  # of the lesson or the module
    cell: str  # its id; empty in a module
    source: str
    change: Change
    verdict: str = ""
    shown: str = ""

    def in_words(self):
        """A line of the report: where it stands, its kind, and its line before and after."""
        before, after = self.change.in_words(self.source)
        place = f"{self.path.stem}, {self.cell}" if self.cell else str(self.path)
        where = f"- {place}, line {self.change.line(self.source)}, {self.change.kind}"
        shown = f"; shows in {self.shown}" if self.shown else ""
        return f"{where}: `{before}` → `{after}`{shown}"


def of_lesson(path):
    """The mutants of a lesson: those of its cells but exercises and measured speeds."""
    return [
        Mutant(path, cell.id, cell.source, change)
        for cell in lessons.read(path).cells
        if cell.cell_type == "code"
        and not cell.id.startswith("exercise-")
        and "timing" not in lessons.tags(cell)
        for change in changes(cell.source)
    ]


def of_module(path):
    """The mutants of a module."""
    source = (lessons.ROOT / path).read_text(encoding="utf-8")
    return [Mutant(path, "", source, change) for change in changes(source)]


def choose(mutants, count, seed):
    """At most `count` of them, in their order; the same `seed` chooses the same.

    The kinds of change have equal shares, as far as there are so many; within a kind all mutants
    have the same chance, so that each lesson has a share in proportion to its length.
    """
    rng = random.Random(seed)
    kinds = {}
    for index in rng.sample(range(len(mutants)), len(mutants)):
        kinds.setdefault(mutants[index].change.kind, []).append(index)
    chosen = []
    while kinds and len(chosen) < count:
        for kind in sorted(kinds):
            if len(chosen) < count:
                chosen.append(kinds[kind].pop())
        kinds = {kind: left for kind, left in kinds.items() if left}
    return [mutants[index] for index in sorted(chosen)]


def judge(mutants, full):
    """Judge mutants that stand in the order of their paths, and say so as it goes."""
    for path in dict.fromkeys(mutant.path for mutant in mutants):
        here = [mutant for mutant in mutants if mutant.path == path]
        made = [mutant.change.made_in(mutant.source) for mutant in here]
        if path.suffix == ".ipynb":
            cells = [mutant.cell for mutant in here]
            results = stage.judge(path, list(zip(cells, made, strict=True)), full)
        else:
            results = modules.judge(path, made)
        for mutant, result in zip(here, results, strict=True):
            mutant.verdict, mutant.shown = result
            print(f"{path.name:40} {mutant.verdict:15} {mutant.shown}", file=sys.stderr)


def table(mutants, by):
    """A Markdown table: the mutants of each place or kind, as `by` says, and of all."""
    groups = {}
    for mutant in mutants:
        groups.setdefault(by(mutant), []).append(mutant)
    rows = ["| | mutants | caught | survived | without effect | caught, of those with effect |"]
    rows += ["|---|---:|---:|---:|---:|---:|"]
    for name, group in [*groups.items(), ("all", mutants)]:
        counts = Counter(mutant.verdict for mutant in group)
        effective = counts[CAUGHT] + counts[SURVIVED]
        share = f"{counts[CAUGHT] / effective:.0%}" if effective else "-"
        numbers = [str(len(group)), *(str(counts[verdict]) for verdict in VERDICTS), share]
        rows.append(f"| {name} | {' | '.join(numbers)} |")
    return "\n".join(rows)


def report(mutants):
    """What became of them, as Markdown: tables, and every survivor to be judged."""
    parts = []
    lessons_too = [mutant for mutant in mutants if mutant.cell]
    helpers_too = [mutant for mutant in mutants if not mutant.cell]
    for title, group in (("Lessons", lessons_too), ("Helpers", helpers_too)):
        if not group:
            continue
        parts += [f"## {title}", table(group, by=lambda m: m.path.stem if m.cell else m.path)]
        parts += [table(group, by=lambda m: m.change.kind)]
        sections = {verdict: [m for m in group if m.verdict == verdict] for verdict in VERDICTS[1:]}
        # A computer that slept or was paused ends a mutant as well.
        sections["caught by the time limit alone"] = [m for m in group if m.shown == OUT_OF_TIME]
        for title, listed in sections.items():
            lines = "\n".join(mutant.in_words() for mutant in listed)
            parts += [f"### {title.capitalize()}", lines or "None."]
    return "\n\n".join(parts) + "\n"


def main(arguments):
    """Choose mutants, judge them, and print the report."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("places", nargs="*", help="how lessons or modules begin: 02, helpers.plots")
    parser.add_argument("--count", type=int, default=300, help="how many in the lessons")
    parser.add_argument("--helpers", type=int, default=100, help="how many in the helpers")
    parser.add_argument("--seed", type=int, default=7, help="another seed chooses others")
    parser.add_argument("--report", type=Path, help="where to write the report as well")
    options = parser.parse_args(arguments)

    wanted = tuple(options.places) or ("",)
    paths = [path for path in lessons.paths() if path.name.startswith(wanted)]
    files = [file.relative_to(lessons.ROOT) for file in lessons.ROOT.glob("helpers/**/*.py")]
    files = sorted(file for file in files if modules.dotted(file).startswith(wanted))
    if not paths + files:
        sys.exit(f"No lesson and no module begins with {' or '.join(wanted)}.")
    in_lessons = [mutant for path in paths for mutant in of_lesson(path)]
    in_helpers = [mutant for path in files for mutant in of_module(path)]
    mutants = choose(in_lessons, options.count, options.seed)
    mutants += choose(in_helpers, options.helpers, options.seed)
    judge(mutants, full=len(load_mnist()[0][0]) == 60_000)
    text = report(mutants)
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
