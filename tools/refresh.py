"""Run the lessons in fresh kernels and store them with their outputs: `make refresh`.

python -m tools.refresh                 # all of them
python -m tools.refresh 02 06           # those whose file names begin so
"""

import base64
import copy
import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError

from tools import lessons

# The README's picture is the one that this cell of this lesson draws.
PICTURE = lessons.ROOT / "picture.png"
PICTURE_FROM = ("07_training_history.ipynb", "ten-digits-plot")


def main(wanted):
    """Refresh the lessons whose file names begin with one of `wanted`; all where it is empty."""
    chosen = [p for p in lessons.paths() if not wanted or p.name.startswith(tuple(wanted))]
    if not chosen:
        sys.exit(f"No lesson in notebooks/ begins with {' or '.join(wanted)}.")
    for path in chosen:
        print(f"{path.name:40}", end=" ", flush=True)
        print(refresh(path))
        if path.name == PICTURE_FROM[0]:
            PICTURE.write_bytes(readme_picture())


def refresh(path):
    """Run one lesson and store it; returns a line on what it took. A failure changes nothing."""
    before = lessons.read(path)
    notebook = copy.deepcopy(before)
    try:
        run = lessons.run(notebook)
    except CellExecutionError as error:
        sys.exit(f"\n{path.name} is unchanged, because a cell failed:\n{error}")
    lessons.normalise(notebook, before)
    changed = _write(path, nbformat.writes(notebook) + "\n")
    slowest, seconds = run.slowest
    return (
        f"{sum(run.seconds.values()):6.1f} s, slowest {slowest} {seconds:.1f} s, "
        f"peak {run.peak_memory / 1e9:.2f} GB, {'changed' if changed else 'unchanged'}"
    )


def readme_picture():
    """The picture at the top of the README, as PNG bytes: one that a lesson has drawn."""
    name, cell_id = PICTURE_FROM
    cells = lessons.read(lessons.NOTEBOOKS / name).cells
    cell = next(cell for cell in cells if cell.id == cell_id)
    return base64.b64decode(cell.outputs[0].data["image/png"])


def _write(path, text):
    """Replace the file as a whole; says whether it changed."""
    if path.read_text(encoding="utf-8") == text:
        return False
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, suffix=".tmp", delete=False
    ) as file:
        file.write(text)
    Path(file.name).chmod(path.stat().st_mode)
    os.replace(file.name, path)
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
