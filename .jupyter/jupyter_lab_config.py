"""JupyterLab as a learner of this course should meet it."""

import os
from pathlib import Path

c = get_config()  # noqa: F821  (Jupyter hands it in)

c.LabApp.default_url = "/lab/tree/notebooks/00_start_here.ipynb"

# The settings in labconfig/, beside this file, count too, wherever Jupyter was started.
here = str(Path(__file__).resolve().parent)
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
    filter(None, [here, os.environ.get("JUPYTER_CONFIG_PATH")])
)

# In a container one is often root, and then Jupyter wants to be told that this is meant.
if hasattr(os, "geteuid") and os.geteuid() == 0:
    c.ServerApp.allow_root = True
