"""Run the lessons in fresh kernels and store them with their outputs: `make refresh`.

python -m tools.refresh                 # all of them
python -m tools.refresh 02 06           # those whose file names begin so
"""

import copy
import os
import sys
import tempfile
import tomllib
from pathlib import Path

import nbformat
import numpy as np
from nbclient.exceptions import CellExecutionError

from helpers import data
from tools import lessons

# Whole seconds that each lesson ran, for the minutes it promises; renewed when they are far off.
SECONDS = lessons.ROOT / "tests" / "repository" / "seconds.toml"
FAR_OFF = 20

# The small net that comes with the course is trained by this lesson, under this name.
SMALL_NET_FROM = ("08_training_history.ipynb", "best_model")


def main(wanted):
    """Refresh the lessons whose file names begin with one of `wanted`; all where it is empty."""
    os.environ.pop("COURSE_LANGUAGE", None)  # what is stored is English
    chosen = [p for p in lessons.paths() if not wanted or p.name.startswith(tuple(wanted))]
    if not chosen:
        sys.exit(f"No lesson in notebooks/ begins with {' or '.join(wanted)}.")
    for path in chosen:
        print(f"{path.name:40}", end=" ", flush=True)
        print(refresh(path))


def refresh(path):
    """Run one lesson and store it; returns a line on what it took. A failure changes nothing."""
    before = lessons.read(path)
    notebook = copy.deepcopy(before)
    try:
        run = lessons.run(notebook, then=_keep_small_net(path))
    except CellExecutionError as error:
        sys.exit(f"\n{path.name} is unchanged, because a cell failed:\n{error}")
    lessons.normalise(notebook, before)
    changed = _write(path, nbformat.writes(notebook) + "\n")
    total = sum(run.seconds.values())
    _note_seconds(path.stem, round(total))
    slowest, seconds = run.slowest
    return (
        f"{total:6.1f} s, slowest {slowest} {seconds:.1f} s, "
        f"peak {run.peak_memory / 1e9:.2f} GB, {'changed' if changed else 'unchanged'}"
    )


def _keep_small_net(path):
    """Code for the lesson that trains the small net: it keeps the net; for others ''."""
    lesson, name = SMALL_NET_FROM
    if path.name != lesson:
        return ""
    return f"from tools import refresh\nrefresh.keep_small_net({name}.get_weights(), test_accuracy)"


def keep_small_net(weights, test_accuracy, file=data.SMALL_NET):
    """Store a net's weights as whole numbers, if they are not what is stored already.

    Parameters
    ----------
    weights : list of array
        As `model.get_weights()` gives them.
    test_accuracy : float
        Stored beside them.
    file : pathlib.Path
        An `.npz`: for each of the weights in their order an array of whole numbers from -127 to
        127, a byte each; `steps`, what one counts in each of them; and the accuracy.
    """
    steps = np.array([(np.abs(array).max() or 1) / 127 for array in weights], "float32")
    stored = {f"arr_{k}": np.round(w / steps[k]).astype("int8") for k, w in enumerate(weights)}
    stored["steps"] = steps
    if file.exists():
        with np.load(file) as before:
            if all(np.array_equal(before.get(name), stored[name]) for name in stored):
                return
    np.savez_compressed(file, **stored, test_accuracy=round(test_accuracy, 4))


def _note_seconds(name, seconds):
    text = SECONDS.read_text(encoding="utf-8")
    noted = tomllib.loads(text)
    if abs(noted.get(name, -FAR_OFF) - seconds) >= FAR_OFF:
        lines = [f"{key} = {value}" for key, value in sorted((noted | {name: seconds}).items())]
        comment = text.splitlines()[0]
        _write(SECONDS, "\n".join([comment, *lines]) + "\n")


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
