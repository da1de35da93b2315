"""Whether what a lesson draws still looks as it is stored: nbval compares no pictures."""

import base64
import io
import platform
import re
import sys

import matplotlib
import matplotlib.image
import numpy as np

from tools import lessons

# The lessons are stored as such a machine and the matplotlib of the lock draw them; others draw
# letters and edges by a shade differently.
_LOCK = (lessons.ROOT / "requirements.txt").read_text(encoding="utf-8")
COMPARED_HERE = (
    sys.platform == "linux"
    and platform.machine() == "x86_64"
    and f"\nmatplotlib=={matplotlib.__version__}\n" in _LOCK
)
SHADE = 32  # of 255: what an eye takes for the same colour
FEW = 20  # pixels that may differ by more: an edge that was rounded the other way


def comparable(cells):
    """The ids of the code cells whose pictures are the same on every processor.

    These are the cells above the first one that imports Keras: what is trained with it differs in
    the fourth digit from processor to processor.
    """
    ids = set()
    for cell in cells:
        if cell.cell_type == "code":
            if re.search(r"^(import|from) (keras|tensorflow)", cell.source, re.M):
                break
            ids.add(cell.id)
    return ids


def difference(stored, drawn):
    """How the pictures in two lists of outputs differ, in a few words; None where they do not."""
    before, after = _pngs(stored), _pngs(drawn)
    if len(before) != len(after):
        return f"{len(after)} pictures instead of {len(before)}"
    found = (_difference(*pair) for pair in zip(before, after, strict=True))
    return next(filter(None, found), None)


def _pngs(outputs):
    data = (output.get("data", {}).get("image/png") for output in outputs)
    return [base64.b64decode(png) for png in data if png]


def _difference(before, after):
    if before == after:
        return None
    before, after = (matplotlib.image.imread(io.BytesIO(png))[..., :3] for png in (before, after))
    if before.shape != after.shape:
        sizes = [f"{width} by {height}" for height, width, _ in (after.shape, before.shape)]
        return f"{sizes[0]} pixels instead of {sizes[1]}"
    count = np.count_nonzero((np.abs(after - before) > SHADE / 255).any(axis=-1))
    return f"{count} pixels differ" if count > FEW else None
