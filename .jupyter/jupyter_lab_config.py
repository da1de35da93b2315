"""JupyterLab as a learner of this course should meet it."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  (Jupyter hands it in)

# The learner works in copies without outputs. Where none can be made, in the lessons as stored.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.editions import MY_LESSONS, make_my_lessons  # noqa: E402

try:
    for sentence in make_my_lessons():
        print(sentence)
    folder = MY_LESSONS.name
except OSError as error:
    print(f"No copies of the lessons can be made in {MY_LESSONS} ({error.strerror or error}).")
    folder = "notebooks"
c.LabApp.default_url = f"/lab/tree/{folder}/00_start_here.ipynb"

# The settings in labconfig/, beside this file, count too, wherever Jupyter was started.
here = str(Path(__file__).resolve().parent)
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
    filter(None, [here, os.environ.get("JUPYTER_CONFIG_PATH")])
)

# In a container one is often root, and then Jupyter wants to be told that this is meant.
if hasattr(os, "geteuid") and os.geteuid() == 0:
    c.ServerApp.allow_root = True
