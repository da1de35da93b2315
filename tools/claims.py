"""What must be true of a lesson's run: `tests/claims/NN_name.py`, a block for each cell.

A block begins with `# %% cell-id` and runs in the lesson's kernel right behind the cell of that id.
It sees the lesson's names, and `figures`, the matplotlib figures that the cell has shown; names of
its own are gone after it, so that no later cell can lean on them.
"""

import ast
import re
import reprlib
import traceback
import types
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "claims"
_HEAD = re.compile(r"^# %% (\S+)$", re.MULTILINE)

_short = reprlib.Repr()
_short.maxother = _short.maxstring = 300
_shown = []  # figures closed by the cell that runs
_figures = []  # and by the one before it


def path_for(lesson):
    """The file with the claims on the lesson at this path; it need not be there."""
    return FOLDER / f"{Path(lesson).stem}.py"


def blocks(path):
    """The blocks of a file of claims: the id of each cell, and the code that stands behind it.

    The code is padded with blank lines, so that an error names the line in the file. A file that
    is not there has no blocks; an id that is there twice raises a ValueError.
    """
    if not Path(path).exists():
        return {}
    text = Path(path).read_text(encoding="utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    found = {}
    for head, end in zip(heads, ends, strict=False):
        if head[1] in found:
            raise ValueError(f"{path} has two blocks for the cell {head[1]}; expected one.")
        found[head[1]] = "\n" * text.count("\n", 0, head.end()) + text[head.end() : end]
    return found


def call(function, path, *arguments):
    """Code for a lesson's kernel that calls a function of this module, and leaves no name there.

    The kernel finds this module where `PYTHONPATH` has the root of the repository.
    """
    values = ", ".join(map(repr, (str(path), *arguments)))
    return f'__import__("{__name__}", fromlist=["{function}"]).{function}({values}, globals())'


# What follows runs in the lesson's kernel.


def begin(path, names):
    """From now on, keep the figures that each cell shows: a notebook closes them behind it."""
    import matplotlib.pyplot as plt
    from IPython import get_ipython

    close = plt.close

    def keep_and_close(fig=None):
        if fig == "all":
            _shown.extend(plt.figure(number) for number in plt.get_fignums())
        close(fig)

    def turn_over(_):
        _figures[:] = _shown
        _shown.clear()

    plt.close = keep_and_close
    get_ipython().events.register("pre_run_cell", turn_over)


def hold(path, cell_id, names):
    """Run the block behind a cell; one that fails names the place and shows the values."""
    source = blocks(path)[cell_id]
    try:
        run(source, path, names)
    except Exception as error:
        line, claim, values = _failed(source, error.__traceback__, str(path))
        kind = "" if isinstance(error, AssertionError) else f"{type(error).__name__}: "
        said = "".join(f"\n    {line}" for line in [*filter(None, [f"{kind}{error}"]), *values])
        where = f"{Path(path).name}, line {line}, behind the cell {cell_id}"
        raise AssertionError(f"{where}:\n{claim}{said}") from None


def run(source, path, names):
    """Run the code of a block with the lesson's names and the figures, and nothing left behind."""
    exec(compile(source, str(path), "exec"), {**names, "figures": list(_figures)})


def _failed(source, trace, path):
    """The line of the assertion that failed, the assertion, and the values that it speaks of."""
    inside = [(f, n) for f, n in traceback.walk_tb(trace) if f.f_code.co_filename == path]
    frame, line = inside[-1]
    asserts = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Assert)]
    failed = next((n for n in asserts if n.lineno <= line <= n.end_lineno), None)
    if failed is None:  # a library's own assertion, called at this line
        return line, source.splitlines()[line - 1].strip(), []
    words = dict.fromkeys(ast.unparse(node) for node in _parts(failed.test))
    values = [f"{name} = {value}" for name in words for value in _value(name, frame)]
    return failed.lineno, ast.unparse(failed), values


def _parts(test):
    """What a claim speaks of: the sides of its comparisons, and its names."""
    for node in ast.walk(test):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            yield from (side for side in sides if not isinstance(side, ast.Constant))
        elif isinstance(node, ast.Name):
            yield node


def _value(words, frame):
    """The value of an expression where a claim failed, in a list; empty where there is none."""
    try:
        value = eval(words, frame.f_globals, frame.f_locals)
    except Exception:  # a name of a comprehension, for one
        return []
    is_tool = isinstance(value, types.ModuleType) or (callable(value) and words.isidentifier())
    return [] if is_tool else [_short.repr(value)]
