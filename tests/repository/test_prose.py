"""Prose is held to its numbers: what a run may have produced is asserted, shown, set or listed."""

import re
import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest

from tests.repository import prose, rules
from tools import lessons

LIST = Path(__file__).with_name("prose_numbers.toml")
PATHS = [path for path in lessons.paths() if rules.Lesson(path, "").is_lesson]


@cache
def course():
    """All lessons, the start page and the glossary left out: they compute nothing."""
    return [rules.Lesson.written(path) for path in PATHS]


@cache
def evidence():
    """What the code of each lesson holds, by its number."""
    return {lesson.number: prose.Evidence.of(lesson.cells) for lesson in course()}


@cache
def listed():
    """The list as it is stored: for each lesson, or everywhere, words and the reason."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def entry_for(sentence, number, entries):
    """The entry with this very number of the sentence in its words, or None."""
    for words in entries:
        for match in re.finditer(re.escape(words), sentence):
            if match.start() <= number.start and number.end <= match.end():
                return words
    return None


def check(lesson, evidence, listed):
    """The faults of a lesson, and the entries of the list that it needs, as (table, words)."""
    faults, needed = [], set()
    for cell, sentence, number in prose.unheld(lesson, evidence):
        for table in (lesson.path.stem, "everywhere"):
            words = entry_for(sentence, number, listed.get(table, {}))
            if words:
                needed.add((table, words))
                break
        else:
            faults.append(
                f"{lesson.path.name}, cell {cell.id}: nothing holds {number.words!r} in "
                f"{sentence!r}. If a run produces it, assert it in a code cell of this section; if "
                f"not, list it in {LIST.name}, and say why it is right."
            )
    return faults, needed


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_number_in_prose_is_held(path):
    faults, _ = check(rules.Lesson.written(path), evidence(), listed())
    assert not faults, "\n\n".join(faults)


def test_the_list_has_no_entry_that_holds_nothing():
    needed = set()
    for lesson in course():
        needed |= check(lesson, evidence(), listed())[1]
    entries = {(table, words) for table, entries in listed().items() for words in entries}
    assert not entries - needed, f"{LIST.name}: not in the prose, or held without it"


def test_every_entry_of_the_list_has_a_reason():
    reasons = [reason for entries in listed().values() for reason in entries.values()]
    assert all(len(reason.split()) >= 2 for reason in reasons)


# What is found in a sentence, and what is not.


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It is right for 98.6% of them.", {"98.6%": 0.986}),
        ("It falls by less than 0.7 per cent.", {"0.7 per cent": 0.007}),
        ("It reads 98 of 100 digits.", {"98 of 100": 0.98}),
        ("Guessing is right one time in ten.", {"one time in ten": 0.1}),
        ("At most 14 wrong in a thousand.", {"14 wrong in a thousand": 0.014}),
        ("It gains about half a point.", {"half a point": 0.005}),
        ("It loses more than a point.", {"than a point": 0.01}),
        ("They are worth 1.5 points.", {"worth 1.5 points": 0.015}),
        ("A fifth of a per cent either way.", {"A fifth of a per cent": 0.002}),
        ("It took a third off both.", {"a third": 1 / 3}),
        ("The rate is three quarters of that.", {"three quarters": 0.75}),
        ("We take the last sixth.", {"the last sixth": 1 / 6}),
        ("Nearly half of them are dead.", {"half": 0.5}),
        ("That is nearly twice the truth.", {"twice": 2}),
        ("It is seven times as large.", {"seven times": 7}),
        ("Twelve corrections were all it took.", {"Twelve corrections": 12}),
        ("The net has 407,050 parameters.", {"407,050 parameters": 407_050}),
        ("Eleven thousand megabytes.", {"Eleven thousand": 11_000}),
        ("A hundred thousand neurons.", {"A hundred thousand": 100_000}),
        ("All twenty-five are right.", {"twenty-five": 25}),
        ("The rate is 0.1, the bias −1.5.", {"0.1": 0.1, "1.5": 1.5}),
        ("Equal within 1e-5.", {"1e-5": 1e-5}),
        ("Four epochs, 3 mistakes.", {"Four epochs": 4, "3 mistakes": 3}),
        ("18,750 in ten epochs.", {"18,750 in ten": 18_750}),
        ("300 becomes 300 − 256 = 45.", {"300": 300, "256": 256, "45": 45}),
    ],
)
def test_a_number_that_may_be_a_result_is_found(sentence, found):
    (said,) = prose.sentences(sentence)
    numbers = list(prose.numbers(said))
    assert {number.words for number in numbers} == set(found)
    for number in numbers:
        assert number.values[0] == pytest.approx(found[number.words])


@pytest.mark.parametrize(
    "text",
    [
        "Three rows and 5 columns; axis 0 is the row.",
        "A 7 is taken for a 1.",
        "Write `x[10:100]` or `0.98`.",
        "So:\n\n```\nx = 0.98\n```",
        "See [99 reasons](99_glossary.ipynb).",
        "Figure 12.5 shows it, as lessons 11, 12 and 13 said.",
        "In 1958 it was built; the digits are of the 1990s (1998).",
        "It takes about twelve seconds, ten to fifteen minutes at most, half a minute here.",
        "It fires in the upper right half of the plane.",
        "Twice? Ten times? 98%?",
        "There are 28 × 28 = 784 of them, and 60,000 / 128 is 468.75.",
        "One of ten classes, the second third, a two-layer net, two points in a plane.",
        "We do it twice, five times, as often as you like.",
    ],
)
def test_what_is_no_result_is_left_out(text):
    assert [n.words for s in prose.sentences(text) for n in prose.numbers(s)] == []


def test_every_rule_that_leaves_out_has_a_reason_and_is_needed():
    text = "`1` [1](1) Figure 1.1, in 1958, 12 seconds, the right half."
    for reason, pattern in prose._LEFT_OUT.items():
        assert len(reason.split()) > 1
        assert re.search(pattern, text, re.IGNORECASE), reason


# What holds a number.


def code(source, printed="", *tags):
    """A code cell that has printed something."""
    outputs = [nbformat.v4.new_output("stream", text=printed)] if printed else []
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def words(text):
    """A cell of prose."""
    return nbformat.v4.new_markdown_cell(text)


def lesson(*cells, number=1):
    """A lesson of these cells, after its title."""
    notebook = nbformat.v4.new_notebook(cells=[words("# A title"), *cells])
    return rules.Lesson(Path(f"{number:02}_lesson.ipynb"), nbformat.writes(notebook))


def unheld(*lessons_):
    """The numbers that nothing holds in the first of some lessons."""
    known = {each.number: prose.Evidence.of(each.cells) for each in lessons_}
    return [number.words for _, _, number in prose.unheld(lessons_[0], known)]


@pytest.mark.parametrize(
    ("sentence", "source", "printed"),
    [
        ("At least 98.6% are right.", "assert accuracy >= 0.986", ""),
        ("At least 98.6% are right.", "assert accuracy >= (0.986 if full else 0.92)", ""),
        ("98 of 100 are right.", "print(accuracy)", "98%"),
        ("14 wrong in a thousand.", "assert accuracy >= 0.986", ""),
        ("It gains half a point.", "assert gain > 0.005", ""),
        ("It has a quarter of them.", "assert a / b < 1 / 4", ""),
        ("Five of 1,000 of them.", "rows = x[:1000]", ""),
        ("There are 407,050.", "assert 784 * 512 + 512 + 5130 == n == 407_050", ""),
        ("There are 401,920.", "n = 784 * 512 + 512", ""),
        ("It takes 47 MB.", "print(size)", "size 47.04 MB"),
        ("The bias is −1.5.", "bias = -1.5", ""),
    ],
)
def test_a_number_is_held_by_an_assertion_an_output_or_a_setting(sentence, source, printed):
    assert unheld(lesson(words(sentence))) != []
    assert unheld(lesson(words(f"## A section\n\n{sentence}"), code(source, printed))) == []


@pytest.mark.parametrize(
    ("sentence", "cell"),
    [
        ("98% are right.", code("threshold = 0.98")),  # a setting is no result
        ("98% are right.", code("print(accuracy)", "98%", "nbval-ignore-output")),
        ("98% are right.", code("print(accuracy)", "97.9%")),
        ("It gains three points.", code("assert np.isclose(a, b, atol=0.03)")),
        ("It is half of them.", code("assert x[1 / 2] > 0")),
    ],
)
def test_what_does_not_hold_a_result(sentence, cell):
    assert len(unheld(lesson(words(f"## A section\n\n{sentence}"), cell))) == 1


def test_a_result_is_held_in_its_own_section():
    there = code("assert a > 0.98 and b > 0.986 and c < 0.1 and n == 12")
    here = words("## Here\n\nMore than 98%. More than 98.6%. A loss of 0.1. It has 12 rows.")
    assert unheld(lesson(here, words("## There"), there)) == ["98%", "0.1"]
    assert unheld(lesson(words("The section before says 98%.\n\n## There"), there)) == []
    assert unheld(lesson(words("## What you can do now\n\nGet 98%."), words("## X"), there)) == []


def test_another_lesson_holds_a_number_where_the_sentence_names_it():
    first, sixth = lesson(words("## A\n\nLesson 6 got 98%.")), code("assert accuracy > 0.98")
    assert unheld(first, lesson(sixth, number=6)) == []
    assert unheld(first, lesson(sixth, number=7)) == ["98%"]


def test_exercises_neither_hold_nor_need_to_be_held():
    cell = code("limit = 0.75")
    cell.id = "exercise-1-1"
    assert unheld(lesson(words("The rate is 0.75."), cell)) == ["0.75"]
    assert unheld(lesson(words("### Exercise 1.1: reach 90%\n\n90% must be right."))) == []


def test_a_fault_names_the_place_and_says_what_to_do():
    made = lesson(words("## A\n\nIt works. It reads 98.6% of them."))
    (fault,), _ = check(made, {1: prose.Evidence()}, {})
    for part in (
        "01_lesson.ipynb",
        made.cells[1].id,
        "'98.6%'",
        "It reads",
        "assert it",
        LIST.name,
    ):
        assert part in fault


def test_the_list_holds_what_it_names_and_nothing_else():
    made = lesson(words("## A\n\nIt has 400 photocells and 512 knobs."))
    entries = {"01_lesson": {"400 photocells": "history", "no such words": "none"}}
    faults, needed = check(made, {1: prose.Evidence()}, entries)
    assert [fault.count("'512'") for fault in faults] == [1]
    assert needed == {("01_lesson", "400 photocells")}
    faults, needed = check(made, {1: prose.Evidence(written={400, 512})}, entries)
    assert (faults, needed) == ([], set())
