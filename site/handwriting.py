"""What the start page's pad is made of, beside `_static/handwriting.js`: its front, and the net."""

import ast
import base64
import json
from pathlib import Path

import numpy as np

from helpers.data import SMALL_NET
from helpers.language import _

WIDGETS = Path(__file__).resolve().parent.parent / "widgets"
FRONT = WIDGETS / "front"
NAMES = ("_LABELS", "labels")  # what all fronts say, and what one does


def build(out_dir):
    """Write the parts of the pad that the course has already, for a page to load.

    They are plain scripts: a browser loads no module from a file of this machine.

    Parameters
    ----------
    out_dir : str or pathlib.Path
        The folder for them: that of the page's other static files.
    """
    out_dir = Path(out_dir)
    out_dir.mkdir(parents=True, exist_ok=True)
    common, pad, styles = (
        (FRONT / name).read_text(encoding="utf-8") for name in ("common.js", "pad.js", "course.css")
    )
    parts = {
        "drawing_pad.js": f"const padWords = {json.dumps(_words())};\n"
        + _as_script("drawingPad", common + pad),
        "small_net.js": f"const smallNet = {json.dumps(_small_net())};\n",
        "widgets.css": styles,
    }
    for name, text in parts.items():
        (out_dir / name).write_text(text, encoding="utf-8", newline="\n")


def _as_script(name, module):
    """A module as a plain script: what it exports gets a name."""
    body, _, exported = module.partition("export default ")
    return f"const {name} = (() => {{\n{body}return {exported}}})();\n"


def _words():
    """What the pad says: its labels as its module has them, which only Jupyter can import."""
    labels = {}
    for file in (WIDGETS / "_base.py", WIDGETS / "_pad.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in NAMES:
                labels |= eval(ast.unparse(node.value), {"_": _})  # noqa: S307  (the course's)
    return {
        "labels": labels,
        "empty": _("Nothing to read yet: draw a digit."),
        "an 8": _("I read an 8, {percent}."),
        "digit": _("I read a {digit}, {percent}."),
    }


def _small_net():
    """The weights as they are stored, and W as lesson 2 writes it: a row for each unit."""
    with np.load(SMALL_NET) as stored:

        def part(k):
            text = base64.b64encode(stored[f"arr_{k}"].T.tobytes()).decode("ascii")
            return {"step": float(stored["steps"][k]), "base64": text}

        layers = [{"W": part(k), "b": part(k + 1)} for k in (0, 2, 4)]
        return {"testAccuracy": float(stored["test_accuracy"]), "layers": layers}
