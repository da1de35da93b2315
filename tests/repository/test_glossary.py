"""Lessons and glossary hold together: each term of one is in the other, both ways."""

import re
from typing import NamedTuple

import pytest

from tests.repository import rules
from tools import lessons

GLOSSARY = lessons.NOTEBOOKS / "99_glossary.ipynb"
MOST_WORDS = 40
ENTRY = re.compile(
    r"\*\*(?P<term>[^*]+)\*\*\. (?P<sentence>.+) \[Lesson (?P<number>\d+)\]\((?P<file>[^)]+)\)"
)


class Entry(NamedTuple):
    """One entry: the term, what it means, where it leads, and the letter it stands under."""

    term: str
    sentence: str
    number: int
    file: str
    letter: str


def key(term):
    """A term as the glossary looks it up: *Layers*, in a lesson, is *layer*."""
    return " ".join(term.split()).casefold().removesuffix("s")


def terms_of_lessons():
    """Each term that a lesson sets in bold italic, with the file of that lesson."""
    found = {}
    for path in lessons.paths():
        lesson = rules.Lesson.written(path)
        if lesson.is_lesson:
            for cell in lesson.prose:
                for term in re.findall(r"\*\*\*([^*]+)\*\*\*", cell.source):
                    found[key(term)] = path.name
    return found


def entries_in(text, letter):
    """The entries of a markdown cell; everything else in it but its heading is a fault."""
    for paragraph in text.split("\n\n"):
        if paragraph == f"## {letter}":
            continue
        match = ENTRY.fullmatch(paragraph)
        assert match, f"not an entry: {paragraph!r}"
        yield Entry(**(match.groupdict() | {"number": int(match["number"]), "letter": letter}))


def entries():
    """All entries of the glossary, in its order."""
    found = []
    for cell in rules.Lesson.written(GLOSSARY).prose:
        if heading := re.match(r"## (\w)\n", cell.source):
            found += entries_in(cell.source, heading[1])
    return found


def faults(entries, terms):
    """Say in which ways the glossary's entries and the lessons' terms do not fit each other."""
    looked_up = {key(entry.term): entry for entry in entries}
    if len(looked_up) < len(entries):
        yield "a term stands in the glossary twice"
    for term in sorted(terms.keys() - looked_up.keys()):
        yield f"{term}, of {terms[term]}, is not in the glossary"
    for term in sorted(looked_up.keys() - terms.keys()):
        yield f"{term} is in the glossary, but no lesson sets it in bold italic"
    for term in sorted(looked_up.keys() & terms.keys()):
        entry = looked_up[term]
        if entry.file != terms[term] or not entry.file.startswith(f"{entry.number:02}_"):
            yield f"{term} leads to lesson {entry.number}, {entry.file}; it is from {terms[term]}"
    for entry in entries:
        if not entry.sentence.endswith(".") or re.search(r"[.!?] [A-Z]", entry.sentence):
            yield f"{entry.term}: not one sentence"
        if len(entry.sentence.split()) > MOST_WORDS:
            yield f"{entry.term}: {len(entry.sentence.split())} words"
        if entry.term[0].upper() != entry.letter:
            yield f"{entry.term} stands under {entry.letter}"
    order = [entry.term.casefold() for entry in entries]
    if order != sorted(order):
        yield "the terms are not in alphabetical order"


def test_every_term_is_in_the_glossary_and_no_other():
    found = list(faults(entries(), terms_of_lessons()))
    assert not found, "\n".join(found)


def test_it_holds_what_the_whole_course_introduces():
    assert {entry.number for entry in entries()} == set(range(1, 12))
    assert len(entries()) > 100


GOOD = [
    Entry("axis", "One direction of a tensor.", 1, "01_tensors.ipynb", "A"),
    Entry("layer", "A function of tensors.", 2, "02_operations.ipynb", "L"),
]
TERMS = {"axi": "01_tensors.ipynb", "layer": "02_operations.ipynb"}


def test_good_entries_have_no_faults():
    assert {key("Axis"), key("layers")} == TERMS.keys()
    assert list(faults(GOOD, TERMS)) == []


AXIS, LAYER = GOOD


@pytest.mark.parametrize(
    ("entries", "terms", "words"),
    [
        ([AXIS], TERMS, "is not in the glossary"),
        (GOOD, {"axi": AXIS.file}, "no lesson sets it"),
        (GOOD, TERMS | {"axi": LAYER.file}, "it is from 02"),
        ([LAYER, AXIS], TERMS, "alphabetical"),
        ([AXIS, *GOOD], TERMS, "twice"),
        ([AXIS._replace(sentence="One. Two."), LAYER], TERMS, "not one"),
        ([AXIS._replace(sentence="No stop"), LAYER], TERMS, "not one"),
        ([AXIS._replace(sentence="w " * 41 + "."), LAYER], TERMS, "42 words"),
        ([AXIS._replace(letter="B"), LAYER], TERMS, "stands under B"),
        ([AXIS._replace(number=3), LAYER], TERMS, "leads to"),
    ],
)
def test_each_fault_is_noticed(entries, terms, words):
    assert any(words in fault for fault in faults(entries, terms))


def test_what_is_no_entry_is_noticed():
    with pytest.raises(AssertionError, match="not an entry"):
        list(entries_in("## A\n\naxis: a direction", "A"))
