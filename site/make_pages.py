"""The pages of the site, as Sphinx reads them, made out of the stored lessons.

What `pages.py` is to fold is marked here, in words of no language: by a tag on a cell, or a
comment, which in MyST's Markdown begins with a percent sign. What a cell is shows in its English.
"""

import json
import re
import shutil
from itertools import pairwise

from exercises import exercises
from helpers.language import LANGUAGE, _
from helpers.storage import write_whole
from tools import editions, translations
from tools.translations import NOTEBOOKS, ROOT, SITE

YOUR_TURN = _(
    "Hints and a solution are folded beneath each exercise. To have your answers checked, run the "
    "lesson."
)
BELOW = {  # cells of these ids
    "first-words": _("Only reading? Go straight to [lesson 1](01_tensors.ipynb)."),
    "pad": _("The [home page](index.md) has a pad that works in your browser."),
}
PREDICT = "|".join(map(re.escape, ("*Predict:*", _("*Predict:*"))))  # English where it is stale


def _pieces(path):
    """What a lesson or a page says, piece by piece."""
    return translations.translated(path, translations.english(path), LANGUAGE)


def glossary():
    """The terms of the glossary, and the English of each."""
    path, terms = NOTEBOOKS / f"{translations.GLOSSARY}.ipynb", {}
    here = _pieces(path)
    for id, words in translations.english(path).items():
        pairs = zip(*map(translations.entries, (here[id], words)), strict=True)
        terms |= {term: english for (term, *__), (english, *__) in pairs}
    return terms


TERMS = glossary()


def _term(words):
    """The anchor of a term in the glossary: *Layers*, in a lesson, is *layer* there."""
    return "term-" + re.sub(r"\W+", "-", TERMS.get(words, words).casefold().removesuffix("s"))


def _unbroken(words):
    """A match whose parts stay on one line."""
    return words[0].replace(" ", "&nbsp;")


def _on_the_web(words):
    """Markdown whose links lead to pages of the site."""
    words = re.sub(r"\]\((\w+)\.ipynb#cell-id=([\w-]+)\)", r"](#\1.\2)", words)
    words = re.sub(r"(?i)(\[lesson|\[第) (\d+)( 课)?(?=\])", _unbroken, words)
    words = re.sub(r"\]\((?:\.\./)*(?:notebooks/)?(?=\w)", "](", words)
    return words.replace("](README.md)", "](run.md)")


def _with_numbers_linked(words):
    """Markdown in which *see 4*, or a 4 in the last column, leads to the section of that number."""
    words = re.sub(r"(?m)^(?=## (\d+)\. )", r"(fault-\1)=\n", words)
    number = r"(?<=see )(\d+)|(?<=见 )(\d+)|(?<=见第 )(\d+)|(?<=\| )(\d+)(?= \|$)"
    return re.sub(number, r"[\g<0>](#fault-\g<0>)", words, flags=re.M)


def _words_for_the_web(name, cell, english):
    """A markdown cell's words, with an anchor, and each term linked to the glossary and back."""
    words = _on_the_web("".join(cell["source"]))
    words = re.sub(rf"(?m)^(?={PREDICT})", "% predict\n\n", words)
    words = re.sub(r"\*{3}([^*]+)\*{3}", lambda m: f"[{m[0]}](#{_term(m[1])})", words)
    if name == translations.GLOSSARY:
        words = re.sub(r"(?m)^\*\*([^*]+)\*\*", lambda m: f"({_term(m[1])})=\n{m[0]}", words)
        see = r"(?<=: see )\*([^*]+)\*|(?<=：见)\*([^*]+)\*|(?<=：见 )\*([^*]+)\*"
        words = re.sub(see, lambda m: f"[{m[0]}](#{_term(m[0][1:-1])})", words)
    if cell["metadata"]:  # a detour: it is stored collapsed
        words = words.replace("\n", "\n\n% detour\n", 1)
    if english.startswith("## Your turn\n"):
        words = f"{words.splitlines()[0]}\n\n{YOUR_TURN}"
    return f"({name}.{cell['id']})=\n{words}"


def _fold(summary, words):
    return f"<details><summary>{summary}</summary>\n\n{words}\n\n</details>"


def _help(exercise):
    """The hints and one solution of an exercise, in Markdown, each folded."""
    hints = [words.replace("\n", "\n\n") for words in exercise.hints]
    folds = [
        _fold(_("Hint {n} of {count}").format(n=n, count=len(hints)), words)
        for n, words in enumerate(hints, start=1)
    ]
    return "\n\n".join([*folds, _fold(_("One solution"), f"```python\n{exercise.code}\n```")])


def _course(repository):
    return f"[{_('the course')}]({repository})" if repository else _("the course")


def _how_to_run(path, repository):
    """How to run a lesson, in one line; a repository on GitHub can be opened on Binder."""
    words = _(
        "To run this page, clone {course}, type `{command}` and open `{name}`: [how](run.md)."
    )
    command = "make lab" if LANGUAGE == "en" else f"make lab LANGUAGE={LANGUAGE}"
    words = words.format(course=_course(repository), command=command, name=path.name)
    if hub := re.fullmatch(r"https://github\.com/([^/]+/[^/]+)", repository):
        page = f"{editions.folder_of(LANGUAGE)}/{path.name}"
        address = f"https://mybinder.org/v2/gh/{hub[1]}/HEAD?urlpath=lab/tree/{page}"
        more = _(" Or [open it on Binder]({address}), with nothing to install.")
        words += more.format(address=address)
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
    english = {cell["id"]: "".join(cell["source"]) for cell in lesson["cells"]}
    lesson = translations.lesson_in(LANGUAGE, path, lesson)
    cells, asked = [], False
    for cell, below in pairwise([*lesson["cells"], {"id": None}]):
        number = cell["id"].removeprefix("exercise-").replace("-", ".")
        if cell["cell_type"] == "markdown":
            words = _words_for_the_web(path.stem, cell, english.get(cell["id"], ""))
            cell = cell | {"source": words}
            asked = asked or "% predict" in words
        elif number in exercises:
            cell = cell | {"outputs": []}
        elif "JupyterLab" in str(cell["outputs"]):  # the sentence that stands for a widget
            (output,) = cell["outputs"]
            words = "".join(output["data"]["text/plain"])
            output = output | {"data": {"text/plain": _(words)}}
            cell = cell | {"metadata": {"tags": ["widget"]}, "outputs": [output]}
        # The first output answers; if *Decide* stands below, it is still part of the question.
        elif asked and cell["outputs"] and "\nDecide, " not in english.get(below["id"], ""):
            cell, asked = cell | {"metadata": {"tags": ["answer"]}}, False
        cells.append(cell)
        help = BELOW.get(cell["id"], "")
        if number in exercises:
            help = _help(exercises[number])
        if help:
            more = {"cell_type": "markdown", "id": f"{cell['id']}-help", "metadata": {}}
            cells.append(more | {"source": help})
    if any(cell["cell_type"] == "code" for cell in cells):
        title, rest = cells[0]["source"].split("\n\n", 1)
        words = f"{title}\n\n% run\n\n{_how_to_run(path, repository)}\n\n{rest}"
        cells[0] = cells[0] | {"source": words}
    return lesson | {"cells": cells}


def make_pages(folder, repository=""):
    """Write the pages of the site: the lessons, and what stands around them.

    Parameters
    ----------
    folder : pathlib.Path
        Where they belong.
    repository : str
        The address of the course, where it is known.
    """
    for path in NOTEBOOKS.glob("*.ipynb"):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        page = for_the_web(path, lesson, exercises(), repository)
        write_whole(folder / path.name, json.dumps(page).encode())
    shared = {
        "git clone ADDRESS": f"git clone {repository or 'ADDRESS'}",
        "<!-- course -->": _course(repository)
        if repository
        else _("the course: whoever gave you these pages knows its address"),
    }
    readme = _pieces(ROOT / "README.md")
    for mark, piece in {"Start": "start", "The map": "the-map"}.items():
        shared[f"<!-- {mark} -->"] = readme[piece].split("\n", 1)[1]
    for path in SITE.glob("*.html"):
        shared[f"<!-- {path.stem} -->"] = f"```{{raw}} html\n{_pieces(path)['top']}\n```"
    for path in [*NOTEBOOKS.glob("*.md"), *SITE.glob("*.md")]:
        words = "\n\n".join(_pieces(path).values()) + "\n"
        for mark, text in shared.items():
            words = words.replace(mark, text)
        words = _with_numbers_linked(_on_the_web(words))
        write_whole(folder / path.name, words.encode())
    shutil.copy(ROOT / "picture.webp", folder)
