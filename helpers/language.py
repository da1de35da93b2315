"""The language in which the course's code speaks: English, or another whose words it has."""

import os
import re
from functools import cache
from pathlib import Path

_TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
# One of the marks or letters with which Chinese is printed: no blank is beside the first, and none
# between two of the second.
_MARK, _LETTER = "[\u3001-\u3011\uff01-\uff1f]", "[\u4e00-\u9fff“”]"
_NO_BLANK = re.compile(f" (?={_MARK})|(?<={_MARK}) |(?<={_LETTER}) (?={_LETTER})")


@cache
def translator(language):
    """A function that says an English message in a language; in English where it lacks words."""
    try:
        words = (_TRANSLATIONS / language / "messages.po").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return str
    # Here: English needs none of it.
    from gettext import GNUTranslations
    from io import BytesIO, StringIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(StringIO(words))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled).gettext


def languages():
    """The languages that the code has words of, beside English."""
    return sorted(file.parent.name for file in _TRANSLATIONS.glob("*/messages.po"))


def in_print(text):
    """A text that was put together, without the blanks that this leaves where Chinese has none."""
    return _NO_BLANK.sub("", text) if LANGUAGE != "en" else text


def _chosen():
    """What `COURSE_LANGUAGE` says; else "zh" in `my_lessons_zh` and below; else English."""
    try:
        folder = Path.cwd()
    except OSError:  # it has been removed
        folder = ""
    of_folder = re.search(r".*[\\/]my_lessons_(\w+)(?![^\\/])", str(folder))
    return os.environ.get("COURSE_LANGUAGE") or (of_folder[1] if of_folder else "en")


LANGUAGE = _chosen()
_ = str if LANGUAGE == "en" else translator(LANGUAGE)
