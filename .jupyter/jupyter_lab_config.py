"""JupyterLab as a learner of this course should meet it."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  (Jupyter hands it in)
course = Path(__file__).resolve().parent.parent


def put_first(name, path):
    """Name a folder first in one of the variables that hold lists of them."""
    os.environ[name] = os.pathsep.join(filter(None, [str(path), os.environ.get(name)]))


# The packages are those of the course whose lessons these are, wherever others are installed, and
# the settings in labconfig/, beside this file, count, wherever Jupyter was started.
put_first("PYTHONPATH", course)
put_first("JUPYTER_CONFIG_PATH", course / ".jupyter")

# The learner works in copies without outputs. Where there can be none, in the lessons as stored.
sys.path.insert(0, str(course))
from tools.editions import ALL_LANGUAGES, folder_of, make_my_lessons  # noqa: E402

# Here COURSE_LANGUAGE says what opens; a kernel goes by the folder that its lesson lies in.
language = os.environ.pop("COURSE_LANGUAGE", "") or "en"
if language not in ALL_LANGUAGES:
    print(f"There are no lessons in {language!r}. Choose one of {', '.join(ALL_LANGUAGES)}.")
    language = "en"
folder = folder_of(language).name
if hasattr(sys.stdout, "reconfigure"):  # not every console can show every language
    sys.stdout.reconfigure(errors="replace")
try:
    for sentence in make_my_lessons():
        print(sentence)
except OSError as error:
    where, reason = Path(error.filename).absolute(), error.strerror or error
    print(f"No lesson can be copied to {where} ({reason}). Mend that, and start again.")
    if not Path(folder, "00_start_here.ipynb").exists():
        folder, c.ServerApp.root_dir = "notebooks", str(course)
c.LabApp.default_url = f"/lab/tree/{folder}/00_start_here.ipynb"

# In a container one is often root, and then Jupyter wants to be told that this is meant.
if hasattr(os, "geteuid") and os.geteuid() == 0:
    c.ServerApp.allow_root = True
