"""Run the lessons with other seeds, and say how far their claims are from failing.

python -m tools.seeds                            # ten other seeds, all lessons
python -m tools.seeds 06 08 --count 20           # twenty, these lessons alone

Each seed that a lesson or a claim hands to `default_rng` or `set_random_seed` is moved by the same
amount. Claims, and the assertions in lessons, are evaluated and noted, and stop nothing. The margin
of a comparison is how much room its sides leave, 0.01 in `0.98 > 0.97`. Seeds spread margins; where
the mean margin is less than `ENOUGH` standard deviations, more than one seed in a hundred would
fail, if the spread is normal.
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

import nbformat
import numpy as np

from tools import claims, lessons

ENOUGH = 2.33  # a hundredth of a normal distribution lies further below its mean
APART = 1000  # between two shifts: no lesson has seeds that differ by so much
SEEDED = {"default_rng", "set_random_seed"}
OPERATORS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
# A false comparison in one of these may be as good as a true one, and has no margin.
EITHER_WAY = {"any", "sum", "count_nonzero", "mean"}


class Notes:
    """What the assertions of a lesson and its claims came to; lives in the lesson's kernel.

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
    """Move the seeds of a piece of code by `shift`, and turn its assertions into notes."""

    def __init__(self, cell, source, shift):
        self.cell, self.source, self.shift = cell, source, shift
        self.margins = False  # within an assertion, but not where either way is good

    def key(self, node):
        return ast.Constant(f"{self.cell}: {ast.get_source_segment(self.source, node)}")

    def within(self, node, margins):
        before, self.margins = self.margins, margins
        node = self.generic_visit(node)
        self.margins = before
        return node

    def visit_Assert(self, node):
        key = self.key(node.test)
        return ast.Expr(_call("asserted", key, self.within(node, margins=True).test))

    def visit_Compare(self, node):
        signs = [SIGNS.get(type(sign)) for sign in node.ops]
        if not self.margins or None in signs:
            return self.generic_visit(node)
        key, node = self.key(node), self.within(node, margins=False)
        signs = ast.Tuple([ast.Constant(sign) for sign in signs], ast.Load())
        return _call("compared", key, signs, node.left, *node.comparators)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        node = self.within(node, self.margins and name not in EITHER_WAY)
        if name in SEEDED and node.args:
            node.args[0] = ast.BinOp(node.args[0], ast.Add(), ast.Constant(self.shift))
        return node

    def visit_UnaryOp(self, node):
        return self.within(node, self.margins and not isinstance(node.op, ast.Not))


def _call(method, *arguments):
    function = ast.Attribute(ast.Name("notes_of_seeds", ast.Load()), method, ast.Load())
    return ast.Call(function, list(arguments), [])


def noting(cell, source, shift):
    """The source of a cell, or of the claims on it, with moved seeds, and notes for assertions.

    `cell` is the cell's id, which begins the name of each note; `shift` is added to each seed.
    `notes_of_seeds` in what is returned is a `Notes`.
    """
    tree = _Noting(cell, source, shift).visit(ast.parse(source))
    return ast.unparse(ast.fix_missing_locations(tree))


def run(path, shift):
    """Run a lesson and its claims, exercises apart, with moved seeds; a dict like `Notes`."""
    notebook, held = lessons.read(path), claims.path_for(path)
    blocks = claims.blocks(held)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notes.json"
        begin = "from tools.seeds import Notes\nnotes_of_seeds = Notes()\n"
        cells = [nbformat.v4.new_code_cell(begin + claims.call("begin", held))]
        for cell in notebook.cells:
            if cell.cell_type != "code" or cell.id.startswith("exercise-"):
                continue
            cell.source = noting(cell.id, cell.source, shift)
            cells.append(cell)
            if cell.id in blocks:
                block = noting(cell.id, blocks[cell.id], shift)
                cells.append(nbformat.v4.new_code_cell(claims.call("run", block, str(held))))
        cells.append(nbformat.v4.new_code_cell(f"notes_of_seeds.write({str(file)!r})"))
        notebook.cells = cells
        lessons.run(notebook)
        return json.loads(file.read_text())


def table(notes):
    """A Markdown table of a lesson's claims: how often each failed, and its margins.

    `notes` has the notes of each seed, as `run` gives them. Failures stand first, then comparisons
    from the narrowest to the widest; those whose margin no seed changes are counted in one line.
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
        else:
            spread.append((margins.mean() / deviation, key, margins, deviation))
    for ratio, key, margins, deviation in sorted(spread, key=lambda row: row[0]):
        mark = " **narrow**" if ratio < ENOUGH else ""
        figures = f"{margins.min():.3g} | {margins.mean():.3g} | {deviation:.2g} | {ratio:.1f}"
        rows.append(f"| `{_cell(key)}` | | {figures}{mark} |")
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
    for path, found in notes.items():
        print(f"## {path.stem}\n\n{table(found)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
