"""The forms in which the lessons are read, all of them made out of the stored notebooks.

python -m tools.editions                     # the learner's own copies, in my_lessons/
python -m tools.editions --web build/pages   # the pages of the site, as Sphinx reads them

The stored notebooks have their outputs: these are tested, and read on the web. A learner works in
copies without outputs, so that no answer stands there before its question is asked, and what has
been run shows it. The copies lie in the folder that JupyterLab shows: the course's own, or the
learner's home on a hub, where one course serves all.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path

from helpers.storage import write_whole

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS, MY_LESSONS, SITE = ROOT / "notebooks", Path("my_lessons"), ROOT / "site"
MADE_OF = "made_of"  # in a copy's metadata: the digest of what it was when it was made
NEWER = "newer-version"  # the id of the cell that says so
# What a kernel of this Python says of its language, and JupyterLab writes into a lesson that it
# opens: where it stands already, nothing has changed, and an untouched lesson need not be saved.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": sys.version.split()[0],
}


def digest(lesson):
    """What tells two versions of a lesson apart: its cells' ids, words and code, hashed."""
    cells = [cell for cell in lesson["cells"] if cell["id"] != NEWER]
    words = [[cell["cell_type"], cell["id"], "".join(cell["source"])] for cell in cells]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def for_a_learner(lesson, course=".."):
    """A lesson as a learner begins it: without outputs and counts, its links right in my_lessons/.

    Parameters
    ----------
    lesson : dict
        A notebook of format 4, as JSON has it. It is not changed.
    course : str
        The way there from my_lessons/, for links to what is no lesson and is not copied.

    Returns
    -------
    dict
    """
    cells = []
    for cell in lesson["cells"]:
        if cell["cell_type"] == "code":
            cell = cell | {"outputs": [], "execution_count": None}
        else:
            words = "".join(cell["source"]).replace("](../", f"]({course}/")
            words = re.sub(r"\]\((?=\w+\.md)", f"]({course}/notebooks/", words)
            cell = cell | {"source": words}
        cells.append(cell)
    metadata = lesson["metadata"] | {"language_info": LANGUAGE}
    copy = lesson | {"cells": cells}
    return copy | {"metadata": metadata | {MADE_OF: digest(copy)}}


def is_untouched(copy):
    """Whether nobody has worked in a learner's copy: no cell changed, none with an output."""
    has_run = any(cell.get("outputs") or cell.get("execution_count") for cell in copy["cells"])
    return not has_run and digest(copy) == copy["metadata"].get(MADE_OF)


def _versions(path):
    """Where the copies of a lesson may lie: the first, and newer ones beside it."""
    yield path
    number = 1
    while True:
        number += 1
        yield path.with_name(f"{path.stem}_version_{number}.ipynb")


def _read(path):
    """A learner's copy; None where it is no notebook that can be read."""
    try:
        copy = json.loads(path.read_text(encoding="utf-8"))
        digest(copy), copy["metadata"].get(MADE_OF)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return copy


def place(new, first):
    """Put a learner's copy of a lesson where it belongs, and never over one they have worked in.

    Parameters
    ----------
    new : dict
        The lesson, as `for_a_learner` gives it.
    first : pathlib.Path
        The copy, or where it should be.

    Returns
    -------
    str
        What the learner has to know: '' but where a newer version is laid beside the copy.
    """
    kept = None
    for path in _versions(first):
        if not path.exists():
            break
        there = _read(path)
        if there and there["metadata"].get(MADE_OF) == new["metadata"][MADE_OF]:
            return ""
        if there and is_untouched(there):
            break
        kept = path.name
    if kept:
        words = f"This lesson has been corrected. Yours is as you left it: [{kept}]({kept})"
        cell = {"cell_type": "markdown", "id": NEWER, "metadata": {}, "source": words}
        new = new | {"cells": [cell, *new["cells"]]}
    write_whole(path, json.dumps(new, ensure_ascii=False, indent=1).encode() + b"\n")
    return f"{kept} stays as you left it; the corrected lesson is {path.name}" if kept else ""


def _way_to_the_course(folder):
    """How links in a folder lead to the course: it lies around it, or a link is made in there."""
    if folder.resolve().parent == ROOT:
        return ".."
    link = folder / "course"
    if not link.exists() or link.is_symlink() and link.resolve() != ROOT:
        with contextlib.suppress(OSError):  # some disks have no links: the lessons run without it
            link.unlink(missing_ok=True)
            link.symlink_to(ROOT, target_is_directory=True)
    return link.name


def make_my_lessons(folder=MY_LESSONS):
    """Make the learner's copies of all lessons, or bring those up to date that are untouched.

    Parameters
    ----------
    folder : pathlib.Path
        Where they belong; made if it is not there.

    Returns
    -------
    list of str
        Sentences for the learner.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    folder.mkdir(exist_ok=True)
    course, said = _way_to_the_course(folder), []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        lesson = for_a_learner(json.loads(path.read_text(encoding="utf-8")), course)
        said.append(place(lesson, folder / path.name))
    return list(filter(None, said))


# The site. What its extension, site/pages.py, is to fold is marked here, in words of no language:
# by a tag on a cell, or a comment, which in MyST's Markdown begins with a percent sign.

YOUR_TURN = """Hints and a solution are folded beneath each exercise. To have your answers
checked, run the lesson."""
BELOW = {  # cells of these ids
    "first-words": "Only reading? Go straight to [lesson 1](01_tensors.ipynb).",
    "pad": "On the [start page](index.md) there is such a pad, which works here.",
}


def _term(words):
    """The anchor of a term in the glossary: *Layers*, in a lesson, is *layer* there."""
    return "term-" + re.sub(r"\W+", "-", words.casefold().removesuffix("s"))


def _on_the_web(words):
    """Markdown whose links lead to pages of the site."""
    words = re.sub(r"\]\((\w+)\.ipynb#cell-id=([\w-]+)\)", r"](#\1.\2)", words)
    words = re.sub(r"(?i)(\[lesson) (\d+\])", r"\1&nbsp;\2", words)
    return words.replace("](../README.md)", "](run.md)").replace("](notebooks/", "](")


def _with_numbers_linked(words):
    """Markdown in which *see 4*, or a 4 in the last column, leads to the section of that number."""
    words = re.sub(r"(?m)^(?=## (\d+)\. )", r"(fault-\1)=\n", words)
    return re.sub(
        r"(?<=see )(\d+)|(?<=\| )(\d+)(?= \|$)", r"[\g<0>](#fault-\g<0>)", words, flags=re.M
    )


def _words_for_the_web(name, cell):
    """A markdown cell's words, with an anchor, and each term linked to the glossary and back."""
    words = _on_the_web("".join(cell["source"]))
    words = re.sub(r"(?m)^(?=\*Predict:\*)", "% predict\n\n", words)
    words = re.sub(r"\*{3}([^*]+)\*{3}", lambda m: f"[{m[0]}](#{_term(m[1])})", words)
    if name.startswith("99_"):
        entry = r"(?m)^\*\*([^*]+)\*\*(?=[.:])"
        words = re.sub(entry, lambda m: f"({_term(m[1])})=\n{m[0]}", words)
        words = re.sub(r"(?<=: see )\*([^*]+)\*", lambda m: f"[{m[0]}](#{_term(m[1])})", words)
    if cell["metadata"]:  # a detour: it is stored collapsed
        words = words.replace("\n", "\n\n% detour\n", 1)
    if words.startswith("## Your turn\n"):
        words = f"{words.splitlines()[0]}\n\n{YOUR_TURN}"
    return f"({name}.{cell['id']})=\n{words}"


def _fold(summary, words):
    return f"<details><summary>{summary}</summary>\n\n{words}\n\n</details>"


def _help(exercise):
    """The hints and one solution of an exercise, in Markdown, each folded."""
    hints = [words.replace("\n", "\n\n") for words in exercise.hints]
    folds = [_fold(f"Hint {n} of {len(hints)}", words) for n, words in enumerate(hints, start=1)]
    return "\n\n".join([*folds, _fold("One solution", f"```python\n{exercise.code}\n```")])


def _course(repository):
    return f"[the course]({repository})" if repository else "the course"


def _how_to_run(path, repository):
    """How to run a lesson, in one line; a repository on GitHub can be opened on Binder."""
    words = f"To run this page, clone {_course(repository)}, type `make lab` and open "
    words += f"`{path.name}`: [how](run.md)."
    if hub := re.fullmatch(r"https://github\.com/([^/]+/[^/]+)", repository):
        address = (
            f"https://mybinder.org/v2/gh/{hub[1]}/HEAD?urlpath=lab/tree/my_lessons/{path.name}"
        )
        words += f" Or [open it on Binder]({address}), with nothing to install."
    return words


def for_the_web(path, lesson, exercises, repository=""):
    """A lesson as a page of the site: how to run it, anchors, and help beneath each exercise.

    Parameters
    ----------
    path : pathlib.Path
        Where it is stored.
    lesson : dict
        A notebook of format 4, as JSON has it. It is not changed.
    exercises : mapping of str to Exercise
    repository : str
        The address of the course, where it is known.

    Returns
    -------
    dict
    """
    cells, asked = [], False
    for cell, below in pairwise([*lesson["cells"], {"source": ""}]):
        number = cell["id"].removeprefix("exercise-").replace("-", ".")
        if cell["cell_type"] == "markdown":
            cell = cell | {"source": _words_for_the_web(path.stem, cell)}
            asked = asked or "% predict" in cell["source"]
        elif number in exercises:
            cell = cell | {"outputs": []}
        elif "JupyterLab" in str(cell["outputs"]):  # the sentence that stands for a widget
            cell = cell | {"metadata": {"tags": ["widget"]}}
        # The first output answers; if *Decide* stands below, it is still part of the question.
        elif asked and cell["outputs"] and "\nDecide, " not in "".join(below["source"]):
            cell, asked = cell | {"metadata": {"tags": ["answer"]}}, False
        cells.append(cell)
        help = BELOW.get(cell["id"], "")
        if number in exercises:
            help = _help(exercises[number])
        if help:
            more = {"cell_type": "markdown", "id": f"{cell['id']}-help", "metadata": {}}
            cells.append(more | {"source": help})
    if any(cell["cell_type"] == "code" for cell in cells):
        title, _, rest = cells[0]["source"].partition("\n\n")
        words = f"{title}\n\n% run\n\n{_how_to_run(path, repository)}\n\n{rest}"
        cells[0] = cells[0] | {"source": words}
    return lesson | {"cells": cells}


def make_pages(folder, repository=""):
    """Write the pages of the site: the lessons, and what stands around them.

    Parameters
    ----------
    folder : pathlib.Path
        Where they belong; made if it is not there.
    repository : str
        The address of the course, where it is known.
    """
    from exercises import exercises  # make lab needs none of it

    folder.mkdir(parents=True, exist_ok=True)
    for path in NOTEBOOKS.glob("*.ipynb"):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        page = for_the_web(path, lesson, exercises(), repository)
        write_whole(folder / path.name, json.dumps(page).encode())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shared = {"git clone ADDRESS": f"git clone {repository or 'ADDRESS'}"}
    shared |= {
        f"<!-- {title} -->": re.search(rf"(?ms)^## {title}\n(.+?)(?=^## )", readme)[1]
        for title in ("Start", "The map")
    }
    lost = "the course: whoever gave you these pages knows its address"
    shared["<!-- course -->"] = _course(repository) if repository else lost
    for path in SITE.glob("*.html"):
        shared[f"<!-- {path.stem} -->"] = f"```{{raw}} html\n{path.read_text(encoding='utf-8')}```"
    for path in [*NOTEBOOKS.glob("*.md"), *SITE.glob("*.md")]:
        words = path.read_text(encoding="utf-8")
        for mark, of_the_readme in shared.items():
            words = words.replace(mark, of_the_readme)
        words = _with_numbers_linked(_on_the_web(words))
        write_whole(folder / path.name, words.encode())
    shutil.copy(ROOT / "picture.webp", folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--web"]:
        make_pages(Path(sys.argv[2]), os.environ.get("COURSE_REPOSITORY", ""))
    else:
        print("\n".join(make_my_lessons(*map(Path, sys.argv[1:]))))
