"""Lessons and glossary hold together: each term of one is in the other, both ways."""

import re
from typing import NamedTuple

import pytest

from tests.repository import rules
from tools import lessons

GLOSSARY = lessons.NOTEBOOKS / "99_glossary.ipynb"
MOST_WORDS = 40
ENTRY = re.compile(
    r"\*\*(?P<term>[^*]+)\*\*\. (?P<sentence>.+) \[Lesson (?P<number>\d+)\]\((?P<place>[^)]+)\)"
)
SEE = re.compile(r"\*\*(?P<term>[^*]+)\*\*: see \*(?P<other>[^*]+)\*\.")


class Entry(NamedTuple):
    """One entry: the term, what it means, the cell it leads to, and the letter it stands under.

    One that says *see* leads to another term; its number is 0, and it means nothing.
    """

    term: str
    sentence: str
    number: int
    place: str
    letter: str


def key(term):
    """A term as the glossary looks it up: *Layers*, in a lesson, is *layer*."""
    return " ".join(term.split()).casefold().removesuffix("s")


def terms_of_lessons():
    """Each term that a lesson sets in bold italic, with that cell as JupyterLab links to it."""
    found = {}
    for path in lessons.paths():
        lesson = rules.Lesson.written(path)
        if lesson.is_lesson:
            for cell in lesson.prose:
                for term in re.findall(r"\*\*\*([^*]+)\*\*\*", cell.source):
                    found[key(term)] = f"{path.name}#cell-id={cell.id}"
    return found


def entries_in(text, letter):
    """The entries of a markdown cell; everything else in it but its heading is a fault."""
    for paragraph in text.split("\n\n"):
        if paragraph == f"## {letter}":
            continue
        if see := SEE.fullmatch(paragraph):
            yield Entry(see["term"], "", 0, see["other"], letter)
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
    if len({key(entry.term) for entry in entries}) < len(entries):
        yield "a term stands in the glossary twice"
    looked_up = {key(entry.term): entry for entry in entries if entry.number}
    for entry in entries:
        if not entry.number and key(entry.place) not in looked_up:
            yield f"{entry.term}: see {entry.place}, which is not there"
    for term in sorted(terms.keys() - looked_up.keys()):
        yield f"{term}, of {terms[term]}, is not in the glossary"
    for term in sorted(looked_up.keys() - terms.keys()):
        yield f"{term} is in the glossary, but no lesson sets it in bold italic"
    for term in sorted(looked_up.keys() & terms.keys()):
        entry = looked_up[term]
        if entry.place != terms[term] or not entry.place.startswith(f"{entry.number:02}_"):
            yield f"{term} leads to lesson {entry.number}, {entry.place}; it is from {terms[term]}"
    for entry in looked_up.values():
        if not entry.sentence.endswith(".") or re.search(r"[.!?] [A-Z]", entry.sentence):
            yield f"{entry.term}: not one sentence"
        if len(entry.sentence.split()) > MOST_WORDS:
            yield f"{entry.term}: {len(entry.sentence.split())} words"
    for entry in entries:
        if entry.term[0].upper() != entry.letter:
            yield f"{entry.term} stands under {entry.letter}"
    order = [entry.term.casefold() for entry in entries]
    if order != sorted(order):
        yield "the terms are not in alphabetical order"


def test_every_term_is_in_the_glossary_and_no_other():
    found = list(faults(entries(), terms_of_lessons()))
    assert not found, "\n".join(found)


def test_it_holds_what_the_whole_course_introduces():
    assert {entry.number for entry in entries()} - {0} == set(range(1, 12))
    assert len(entries()) > 100


GOOD = [
    Entry("axis", "One direction of a tensor.", 1, "01_tensors.ipynb#cell-id=axes", "A"),
    Entry("layer", "A function of tensors.", 2, "02_operations.ipynb#cell-id=layer", "L"),
]
TERMS = {"axi": GOOD[0].place, "layer": GOOD[1].place}


def test_good_entries_have_no_faults():
    assert {key("Axis"), key("layers")} == TERMS.keys()
    assert list(faults(GOOD, TERMS)) == []
    assert [*faults([*GOOD, *entries_in("**map**: see *layer*.", "M")], TERMS)] == []


AXIS, LAYER = GOOD


@pytest.mark.parametrize(
    ("entries", "terms", "words"),
    [
        ([AXIS], TERMS, "is not in the glossary"),
        (GOOD, {"axi": AXIS.place}, "no lesson sets it"),
        (GOOD, TERMS | {"axi": LAYER.place}, "it is from 02"),
        ([LAYER, AXIS], TERMS, "alphabetical"),
        ([AXIS, *GOOD], TERMS, "twice"),
        ([AXIS._replace(sentence="One. Two."), LAYER], TERMS, "not one"),
        ([AXIS._replace(sentence="No stop"), LAYER], TERMS, "not one"),
        ([AXIS._replace(sentence="w " * 41 + "."), LAYER], TERMS, "42 words"),
        ([AXIS._replace(letter="B"), LAYER], TERMS, "stands under B"),
        ([AXIS._replace(number=3), LAYER], TERMS, "leads to"),
        ([*GOOD, Entry("unit", "", 0, "neuron", "U")], TERMS, "see neuron, which is not there"),
    ],
)
def test_each_fault_is_noticed(entries, terms, words):
    assert any(words in fault for fault in faults(entries, terms))


def test_what_is_no_entry_is_noticed():
    with pytest.raises(AssertionError, match="not an entry"):
        list(entries_in("## A\n\naxis: a direction", "A"))
