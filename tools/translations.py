"""The course in other languages: words alone, each piece of them beside the English it is made of.

python -m tools.translations zh            # what is stale, missing, left over, or still English
python -m tools.translations zh --new 03   # begin lesson 3: a file of its English, to be translated

A piece is a Markdown cell of a lesson, or what stands in a page up to its next heading. In the
file translations/zh/NAME.md it stands under its name and the mark of its English, as in
`<!-- story 3f9a1c2b -->`. Pages are read there as they are, too, so their links are right there.
"""

import difflib
import hashlib
import json
import re
import sys
from bisect import bisect
from collections import Counter
from pathlib import Path

from helpers.language import translator

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS, SITE, TRANSLATIONS = ROOT / "notebooks", ROOT / "site", ROOT / "translations"
OF_README = ("start", "the-map")  # what the site shows of it
GLOSSARY = "99_glossary"
# The characters in common use stand in GB 2312 in the order of pinyin; these begin a letter each.
LETTERS, FIRSTS = "ABCDEFGHJKLMNOPQRSTWXYZ", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"


def name_of(language):
    """What a language calls itself."""
    _ = translator(language)
    return _("English")


def sources():
    """The files that are translated: the lessons, then the pages."""
    pages = [ROOT / "README.md", *sorted(NOTEBOOKS.glob("*.md"))]
    pages += [*sorted(SITE.glob("*.md")), *sorted(SITE.glob("*.html"))]
    return [*sorted(NOTEBOOKS.glob("*.ipynb")), *pages]


def mark(english):
    """What tells whether the English has changed since it was translated."""
    return hashlib.sha256(english.encode()).hexdigest()[:8]


def english(path, text=None):
    """The pieces of a lesson or a page, by their names; `text` is that of another version of it."""
    text = path.read_text(encoding="utf-8") if text is None else text
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        return {c["id"]: "".join(c["source"]) for c in cells if c["cell_type"] == "markdown"}
    pieces = {}
    for piece in re.split(r"(?m)^(?=## )", text):
        heading = piece.partition("\n")[0].lower() if piece.startswith("## ") else "top"
        pieces[re.sub(r"[\W_]+", "-", heading).strip("-")] = piece.strip("\n")
    if path.name == "README.md":
        return {name: pieces[name] for name in OF_README if name in pieces}
    return pieces


def file_of(path, language):
    """Where the translation of a lesson or a page lies."""
    return TRANSLATIONS / language / f"{path.stem}.md"


def pieces_of(file):
    """What a translation has, in its order: the name, the mark of its English, and the words."""
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    except UnicodeDecodeError:  # learners read English, and a test says that all of it is missing
        text = ""
    # A mark with a slip in its digits is one, too: what stands below it is stale.
    parts = re.split(r"(?m)^ *<!-- *([a-z0-9-]+) +(\w{6,10}) *--> *$", text)
    names, marks = ["above-all-marks", *parts[1::3]], ["", *parts[2::3]]
    pieces = zip(names, marks, parts[::3], strict=True)
    return [(name, mark, words.strip("\n")) for name, mark, words in pieces if words.strip()]


def stored(path, language):
    """The translated pieces by their names: the mark of its English, and the words, of each."""
    pieces = pieces_of(file_of(path, language))
    return {name: (made_of, said) for name, made_of, said in pieces}


def translated(path, pieces, language):
    """The pieces of a lesson or a page in a language; in English what is missing or stale."""
    known = stored(path, language)
    return {
        name: known[name][1] if known.get(name, [""])[0] == mark(words) else words
        for name, words in pieces.items()
    }


def lesson_in(language, path, lesson):
    """A lesson, as JSON has it, with its words in a language; code and outputs are the same."""
    words = translated(path, english(path, json.dumps(lesson)), language)
    cells = [cell | {"source": words.get(cell["id"], cell["source"])} for cell in lesson["cells"]]
    if path.stem == GLOSSARY and language == "zh":
        cells = by_pinyin(cells)
    return lesson | {"cells": cells}


def entries(words):
    """The entries in a cell of the glossary, each with its term."""
    return [(found[1], found[0]) for found in re.finditer(r"(?m)^\*\*([^*]+)\*\*.+$", words)]


def pinyin(term):
    """Where a term stands in the glossary: its letter, and its place there."""
    place = term.casefold().encode("gb18030")
    firsts = [first.encode("gb18030") for first in FIRSTS]
    letter = term[0].upper() if term[0].isascii() else LETTERS[bisect(firsts, place) - 1]
    return letter, place


def by_pinyin(cells):
    """The glossary's cells, with its entries in the order of a Chinese dictionary."""
    first, *letters = cells
    found, opening, under = [], [first["source"]], {}
    for cell in letters:
        found += entries(cell["source"])
        _, *paragraphs = cell["source"].split("\n\n")
        opening += [words for words in paragraphs if not entries(words)]  # they have no letter
    for term, entry in sorted(found, key=lambda entry: pinyin(entry[0])):
        under.setdefault(pinyin(term)[0], []).append(entry)
    return [first | {"source": "\n\n".join(opening)}] + [
        letters[0]
        | {"id": f"letter-{letter.lower()}", "source": "\n\n".join([f"## {letter}", *those])}
        for letter, those in under.items()
    ]


def faults(language):
    """What is to be done in a language: triples of the fault, the English file, and the piece."""
    for path in sources():
        pieces, known = english(path), stored(path, language)
        for name, words in pieces.items():
            if name not in known:
                yield "missing", path, name
            elif known[name][0] != mark(words):
                yield "stale", path, name
            elif known[name][1] == words:
                yield "English", path, name
        yield from (("orphan", path, name) for name in known if name not in pieces)
        names = Counter(name for name, *_ in pieces_of(file_of(path, language)))
        yield from (("twice", path, name) for name, times in names.items() if times > 1)


def _changed(path, name, language):
    """How the English of a stale piece has changed since it was translated, as a diff."""
    import subprocess  # noqa: TID251  (maintainers run this, and no learner)

    def git(*command):
        try:
            done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True)  # noqa: S603, S607
        except OSError:  # there is no git
            return ""
        return done.stdout.decode("utf-8")  # nothing, where there is no history or no such file

    now, file = english(path)[name], path.relative_to(ROOT).as_posix()
    for commit in git("log", "--format=%H", "--", file).split():
        text = git("show", f"{commit}:{file}")
        then = english(path, text).get(name, "") if text else ""
        if mark(then) == stored(path, language)[name][0]:
            return "\n".join(difflib.unified_diff(then.split("\n"), now.split("\n"), lineterm=""))
    return "The English it was made of is not in git's history."


def begin(path, language):
    """Write the file to be translated, its words still English; never over one that is there."""
    file = file_of(path, language)
    if file.exists():
        return f"{file.relative_to(ROOT)} is there already."
    pieces = [f"<!-- {name} {mark(words)} -->\n{words}\n" for name, words in english(path).items()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(pieces), encoding="utf-8", newline="\n")
    return f"{file.relative_to(ROOT)}: {len(pieces)} pieces to translate"


def check(language):
    """End with a sentence where a name is not one of a language to translate into."""
    if language == "en" or not re.fullmatch("[a-z]{2,3}(_[A-Za-z]+)?", language):
        sys.exit(f"{language!r} names no language to translate into; write it as in fr or pt_BR.")


def main(language, new=None, *names):
    """Say what there is to do in a language, or begin the files whose names begin so."""
    check(language)
    if new == "--new":
        begun = [begin(path, language) for path in sources() if path.name.startswith(names or "")]
        print(*begun or [f"No file's name begins with {' or '.join(names)}; try 03."], sep="\n")
        return
    for fault, path, name in faults(language):
        print(f"{fault}: {file_of(path, language).relative_to(ROOT)} {name}")
        if fault == "stale":
            print(
                _changed(path, name, language),
                end=f"\nThe mark is now {mark(english(path)[name])}.\n\n",
            )


if __name__ == "__main__":
    main(*sys.argv[1:] or ["zh"])
