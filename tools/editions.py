"""The learner's own copies of the lessons, in English and in every other language there is.

python -m tools.editions   # in my_lessons/, my_lessons_zh/, …

The stored notebooks have their outputs: these are tested, and read on the web. A learner works in
copies without outputs, so that no answer stands there before its question is asked, and what has
been run shows it. The copies lie in the folder that JupyterLab shows: the course's own, or the
learner's home on a hub, where one course serves all.
"""

import contextlib
import hashlib
import json
import re
import sys
from pathlib import Path

from helpers.language import languages, translator
from helpers.storage import write_whole
from tools.translations import NOTEBOOKS, ROOT, TRANSLATIONS, lesson_in, name_of

MY_LESSONS = Path("my_lessons")
START = "00_start_here.ipynb"
# English, and each that has said its own name: one that is only begun is not yet for learners.
ALL_LANGUAGES = ["en", *(each for each in languages() if name_of(each) != name_of("en"))]
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


def folder_of(language, folder=MY_LESSONS):
    """Where the copies in a language belong: beside those in English."""
    return folder if language == "en" else folder.with_name(f"{folder.name}_{language}")


def for_a_learner(path, language="en", course=".."):
    """A lesson as a learner begins it: without outputs and counts, its links right in my_lessons/.

    Parameters
    ----------
    path : pathlib.Path
        Where it is stored.
    language : str
        That of its words; what is not translated is English.
    course : str
        The way there from my_lessons/, for links to what is no lesson and is not copied.

    Returns
    -------
    dict
        A notebook of format 4, as JSON has it.
    """
    lesson = json.loads(path.read_text(encoding="utf-8"))
    above, pages = course, f"{course}/notebooks"
    if language != "en":
        lesson = lesson_in(language, path, lesson)
        above = pages = f"{course}/{TRANSLATIONS.name}/{language}"
    cells = []
    for cell in lesson["cells"]:
        if cell["cell_type"] == "code":
            cell = cell | {"outputs": [], "execution_count": None}
        else:
            words = "".join(cell["source"]).replace("](../", f"]({above}/")
            words = re.sub(r"\]\((?=\w+\.md)", f"]({pages}/", words)
            cell = cell | {"source": words}
        cells.append(cell)
    if path.name == START:
        title, _, words = cells[0]["source"].partition("\n\n")
        cells[0] = cells[0] | {"source": f"{title}\n\n{_other_languages(language)}\n\n{words}"}
    metadata = lesson["metadata"] | {"language_info": LANGUAGE}
    copy = lesson | {"cells": cells}
    return copy | {"metadata": metadata | {MADE_OF: digest(copy)}}


def _other_languages(language):
    """Links to *Start here* in each other language, by the name that it has for itself."""
    return " · ".join(
        f"[{name_of(other)}](../{folder_of(other)}/{START})"
        for other in ALL_LANGUAGES
        if other != language
    )


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


def place(new, first, _=str):
    """Put a learner's copy of a lesson where it belongs, and never over one they have worked in.

    Parameters
    ----------
    new : dict
        The lesson, as `for_a_learner` gives it.
    first : pathlib.Path
        The copy, or where it should be.
    _ : callable
        What says a sentence in the language of the copy.

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
        words = _("This lesson has been corrected. Yours is as you left it: [{name}]({name})")
        words = words.format(name=kept)
        cell = {"cell_type": "markdown", "id": NEWER, "metadata": {}, "source": words}
        new = new | {"cells": [cell, *new["cells"]]}
    write_whole(path, json.dumps(new, ensure_ascii=False, indent=1).encode() + b"\n")
    said = _("{old} stays as you left it; the corrected lesson is {new}") if kept else ""
    return said.format(old=kept, new=path.name)


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
        Where they belong in English, made if it is not there; those in other languages lie beside.

    Returns
    -------
    list of str
        Sentences for the learner.

    Raises
    ------
    OSError
        If they cannot be written; its `filename` is the folder.
    """
    said = []
    for language in ALL_LANGUAGES:
        mine = folder_of(language, folder)
        try:
            mine.mkdir(exist_ok=True)
            course, say = _way_to_the_course(mine), translator(language)
            for path in sorted(NOTEBOOKS.glob("*.ipynb")):
                lesson = for_a_learner(path, language, course)
                said.append(place(lesson, mine / path.name, say))
        except OSError as error:
            error.filename = str(mine)
            raise
    return list(filter(None, said))


if __name__ == "__main__":
    print("\n".join(make_my_lessons()))
