"""Bring the words that learners meet in code into the catalogues of `translations/`.

python -m tools.messages         # of every language that has one
python -m tools.messages fr      # begins one

A message stays beside the Chinese of old where its English changed a little; it is marked `fuzzy`,
with the old English above it, until somebody has looked at it and taken the mark away.
"""

import re
import sys
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, unescape, write_po

from helpers.language import languages
from helpers.storage import write_whole
from tools.lessons import ROOT
from tools.translations import check

PACKAGES = "exercises", "widgets", "helpers", "site", "tools"


def marked():
    """All that stands within `_()` or `N_()` in the packages, in the order of the source."""
    catalogue = Catalog()
    files = (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))
    for path in files:
        with path.open("rb") as file:
            for line, message, _, _ in extract("python", file, keywords={"_": None, "N_": None}):
                where = path.relative_to(ROOT).as_posix()
                catalogue.add(message, locations=[(where, line)])
    return catalogue


def stored(language):
    """The catalogue of a language, empty where there is none."""
    try:
        with _path(language).open("rb") as file:
            return read_po(file, locale=language)
    except FileNotFoundError:
        return Catalog(locale=language)


def update(language):
    """Give a catalogue the messages that the code has now; returns how many lack words."""
    catalogue, said = stored(language), marked()
    kept = {message.id: message.string for message in catalogue if message.id in said}
    for id in kept:  # out of sight: what changed is like a message that went, not like a neighbour
        catalogue[id].string = ""
    catalogue.update(said)
    for id, words in kept.items():
        catalogue[id].string = words
    for message in catalogue:  # Babel reads the old English as a comment
        old = " ".join(line[1:] for line in message.user_comments if line.startswith("|"))
        message.user_comments = [line for line in message.user_comments if line[:1] != "|"]
        if message.fuzzy and old and not message.previous_id:
            message.previous_id = ["".join(map(unescape, re.findall(r'"(?:[^"\\]|\\.)*"', old)))]
    text = BytesIO()
    # Without a date, line numbers and what is no longer said: a diff shows words alone.
    layout = {"omit_header": True, "include_lineno": False, "ignore_obsolete": True}
    write_po(text, catalogue, width=100, include_previous=True, **layout)
    _path(language).parent.mkdir(parents=True, exist_ok=True)
    write_whole(_path(language), text.getvalue())
    return sum(not message.string or message.fuzzy for message in catalogue if message.id)


def _path(language):
    return ROOT / "translations" / language / "messages.po"


if __name__ == "__main__":
    for name in sys.argv[1:] or languages():
        check(name)
        print(f"{_path(name).relative_to(ROOT)}: {update(name)} messages without words")
