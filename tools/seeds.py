"""Run the lessons with other seeds, and say how far their assertions are from failing.

python -m tools.seeds                            # ten other seeds, all lessons
python -m tools.seeds 06 08 --count 20           # twenty, these lessons alone
python -m tools.seeds --report seeds.md          # the report as a file too

Each seed a lesson hands to `default_rng` or `set_random_seed` is moved by the same amount. Its
assertions are evaluated and noted, and stop nothing. The margin of a comparison is how much room
its sides leave, 0.01 in `0.98 > 0.97`. Seeds spread margins; where the mean margin is less than
`ENOUGH` standard deviations, more than one seed in a hundred would fail, if the spread is normal.
"""

import argparse
import ast
import json
import operator
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from tools import lessons

ENOUGH = 2.33  # a hundredth of a normal distribution lies further below its mean
APART = 1000  # between two shifts: no lesson has seeds that differ by so much
SEEDED = {"default_rng", "set_random_seed"}
OPERATORS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
# A false comparison in one of these may be as good as a true one, and has no margin.
EITHER_WAY = {"any", "sum", "count_nonzero", "mean"}


class Notes:
    """What the assertions of a lesson came to; lives in the lesson's kernel.

    `held` has for each assertion whether it held every time, `margins` for each comparison in one
    the smallest margin it had.
    """

    def __init__(self):
        """Begin with nothing noted."""
        self.held, self.margins = {}, {}

    def asserted(self, key, value):
        """Note whether an assertion holds, and go on either way."""
        self.held[key] = self.held.get(key, True) and bool(value)

    def compared(self, key, signs, *values):
        """Note the margins of a comparison, of a chain the smallest; its truth is returned."""
        truth = True
        for sign, left, right in zip(signs, values[:-1], values[1:], strict=True):
            truth = truth & OPERATORS[sign](left, right)
            room = np.asarray(right, float) - np.asarray(left, float)
            room = room if sign.startswith("<") else -room
            least = float(room.min(initial=np.inf))
            self.margins[key] = min(self.margins.get(key, np.inf), least)
        return truth

    def write(self, path):
        """Write all notes to a file, as JSON."""
        Path(path).write_text(json.dumps({"held": self.held, "margins": self.margins}))


class _Noting(ast.NodeTransformer):
    """Move the seeds of a cell by `shift`, and turn its assertions into notes."""

    def __init__(self, cell, source, shift):
        self.cell, self.source, self.shift = cell, source, shift
        self.with_margins = False  # within an assertion, but not where either way is good

    def key(self, node):
        return f"{self.cell}: {ast.get_source_segment(self.source, node)}"

    def visit_Assert(self, node):
        key = self.key(node.test)
        self.with_margins = True
        test = self.visit(node.test)
        self.with_margins = False
        return ast.Expr(_call("asserted", ast.Constant(key), test))

    def visit_Compare(self, node):
        signs = [SIGNS.get(type(sign)) for sign in node.ops]
        if not self.with_margins or None in signs:
            return self.generic_visit(node)
        key = self.key(node)
        self.with_margins = False
        node = self.generic_visit(node)
        self.with_margins = True
        chain = ast.Tuple([ast.Constant(sign) for sign in signs], ast.Load())
        return _call("compared", ast.Constant(key), chain, node.left, *node.comparators)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        before = self.with_margins
        self.with_margins = before and name not in EITHER_WAY
        node = self.generic_visit(node)
        self.with_margins = before
        if name in SEEDED and node.args:
            node.args[0] = ast.BinOp(node.args[0], ast.Add(), ast.Constant(self.shift))
        return node

    def visit_UnaryOp(self, node):
        before = self.with_margins
        self.with_margins = before and not isinstance(node.op, ast.Not)
        node = self.generic_visit(node)
        self.with_margins = before
        return node


def _call(method, *arguments):
    function = ast.Attribute(ast.Name("notes_of_seeds", ast.Load()), method, ast.Load())
    return ast.Call(function, list(arguments), [])


def noting(cell, source, shift):
    """The source of a cell with its seeds moved by `shift`, and notes in place of assertions.

    Parameters
    ----------
    cell : str
        The cell's id, which begins the name of each note.
    source : str
        Python without magics.
    shift : int
        What is added to each seed.

    Returns
    -------
    str
        Python; `notes_of_seeds` in it is a `Notes`.
    """
    tree = _Noting(cell, source, shift).visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


def run(path, shift):
    """Run a lesson, exercises apart, with its seeds moved by `shift`; a dict like `Notes`."""
    notebook = lessons.read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    notebook.cells = [cell for cell in code if not cell.id.startswith("exercise-")]
    if not notebook.cells:
        return {"held": {}, "margins": {}}
    for cell in notebook.cells:
        cell.source = noting(cell.id, cell.source, shift)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notes.json"
        first, last = notebook.cells[0], notebook.cells[-1]
        begin = "from tools.seeds import Notes\nnotes_of_seeds = Notes()\n"
        first.source = begin + first.source
        last.source += f"\nnotes_of_seeds.write({str(file)!r})"
        lessons.run(notebook)
        return json.loads(file.read_text())


def table(notes):
    """A Markdown table of a lesson's assertions: how often each failed, and its margins.

    Parameters
    ----------
    notes : list of dict
        The notes of each seed, as `run` gives them.

    Returns
    -------
    str
        Failures first, then from the narrowest comparison to the widest. Comparisons whose margin
        no seed changes are counted in one line.
    """
    failed = {
        key: sum(not note["held"].get(key, True) for note in notes) for key in _keys(notes, "held")
    }
    rows = ["| | failed | least margin | mean margin | spread | margin in spreads |"]
    rows += ["|---|---:|---:|---:|---:|---:|"]
    rows += [f"| `{_cell(key)}` | {n} of {len(notes)} | | | | |" for key, n in failed.items() if n]
    steady, spread = 0, []
    for key in _keys(notes, "margins"):
        margins = np.array([note["margins"][key] for note in notes if key in note["margins"]])
        deviation = margins.std(ddof=1) if len(margins) > 1 else 0.0
        if deviation < 1e-12 or not np.isfinite(margins).all():
            steady += 1
            continue
        spread.append((margins.mean() / deviation, key, margins, deviation))
    for ratio, key, margins, deviation in sorted(spread, key=lambda row: row[0]):
        mark = " **narrow**" if ratio < ENOUGH else ""
        figures = (
            f"{margins.min():.3g} | {margins.mean():.3g} | {deviation:.2g} | {ratio:.1f}{mark}"
        )
        rows.append(f"| `{_cell(key)}` | | {figures} |")
    held = sum(n == 0 for n in failed.values())
    all_held = f"{held} of {len(failed)} assertions held with all {len(notes)} seeds"
    rows.append(f"\n{all_held}; {steady} comparisons do not depend on the seed.")
    return "\n".join(rows)


def _keys(notes, kind):
    return dict.fromkeys(key for note in notes for key in note[kind])


def _cell(text):
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments):
    """Run the lessons with each seed in turn, and print the report."""
    parser = argparse.ArgumentParser(prog="python -m tools.seeds", description=__doc__)
    parser.add_argument("places", nargs="*", help="how lessons begin: 02 06")
    parser.add_argument("--count", type=int, default=10, help="how many other seeds")
    parser.add_argument("--report", type=Path, help="where to write the report as well")
    options = parser.parse_args(arguments)

    paths = [path for path in lessons.paths() if path.name.startswith(tuple(options.places) or "")]
    if not paths:
        sys.exit(f"No lesson begins with {' or '.join(options.places)}.")
    os.environ["PYTHONPATH"] = str(lessons.ROOT)
    notes = defaultdict(list)
    for k in range(1, options.count + 1):
        with tempfile.TemporaryDirectory() as data:
            os.environ["COURSE_DATA"] = data  # lesson 10 takes the net of lesson 9, of this seed
            for path in paths:
                notes[path].append(run(path, k * APART))
                print(f"seed {k} of {options.count}: {path.stem}", file=sys.stderr)
    text = "\n\n".join(f"## {path.stem}\n\n{table(found)}" for path, found in notes.items()) + "\n"
    print(text)
    if options.report:
        options.report.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
