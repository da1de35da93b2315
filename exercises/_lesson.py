"""What the lesson that an exercise belongs to defines in its cells."""

import ast
import json
from functools import cache
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


@cache
def names_in_lesson(number):
    """The names that a lesson's own cells, its exercises apart, import or define, as a set."""
    names = set()
    for path in NOTEBOOKS.glob(f"{number:02}_*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code" and not cell["id"].startswith("exercise-"):
                names |= set(_defined("".join(cell["source"])))
    return names


def _defined(source):
    """The names that a piece of code binds for the cells after it: none of a function's own."""
    left = ast.parse(source).body
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif not isinstance(node, ast.Lambda | ast.comprehension):
            left += ast.iter_child_nodes(node)
