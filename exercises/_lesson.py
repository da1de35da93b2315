"""What the lesson that an exercise belongs to defines in its cells."""

import ast
import json
from functools import cache
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


@cache
def code_of_lesson(number):
    """The code of the lesson's cells, but not of its exercises, cell by cell."""
    return [
        "".join(cell["source"])
        for path in NOTEBOOKS.glob(f"{number:02}_*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code" and not cell["id"].startswith("exercise-")
    ]


@cache
def names_in_lesson(number):
    """The modules and functions that the lesson's cells, but not its exercises, bring in."""
    return {name for source in code_of_lesson(number) for name in _defined(source)}


def _defined(source):
    """What a piece of code imports or defines; a variable of its name may be the learner's own."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
