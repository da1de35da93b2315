"""The files of the repository."""

import shutil
import subprocess

from tools.lessons import ROOT


def tracked():
    """The files that git tracks, and those it would if asked to add everything."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def copy_of_the_course(folder):
    """Copy all that is, or could be, in git; gives the folder."""
    for path in tracked():
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder
