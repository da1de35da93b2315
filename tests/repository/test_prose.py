"""Prose is held to its numbers: what a run may have produced is shown, claimed, set or listed."""

import tomllib
from functools import cache
from pathlib import Path

import nbformat
import pytest

from tests.repository import prose, rules
from tools import claims, lessons

LIST = Path(__file__).with_name("prose_numbers.toml")
PATHS = [path for path in lessons.paths() if rules.Lesson(path, "").is_lesson]


@cache
def course():
    """All lessons and their evidence; the start page and the glossary compute nothing."""
    written = [rules.Lesson.written(path) for path in PATHS]
    return written, {
        lesson.number: prose.Evidence(lesson.cells, lesson.claims) for lesson in written
    }


def check(lesson, evidence, listed):
    """The faults of a lesson, and the words in `listed` that it needs."""
    faults, needed = [], set()
    for cell, sentence, number in prose.unheld(lesson, evidence):
        for words in listed:
            if number.words in words and number not in prose.numbers(sentence.replace(words, "~")):
                needed.add(words)
                break
        else:
            faults.append(
                f"{lesson.path.name}, cell {cell.id}: nothing holds {number.words!r} in "
                f"{sentence!r}. If a run produces it, print it or claim it behind a cell of this "
                f"section; if not, list it in {LIST.name}, and say why it is right."
            )
    return faults, needed


def listed(lesson):
    """What the list has for a lesson: words, and the reason."""
    return tomllib.loads(LIST.read_text(encoding="utf-8")).get(lesson.path.stem, {})


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_number_in_prose_is_held_and_no_entry_of_the_list_is_idle(path):
    written, evidence = course()
    lesson = written[PATHS.index(path)]
    faults, needed = check(lesson, evidence, listed(lesson))
    assert not faults, "\n\n".join(faults)
    assert set(listed(lesson)) == needed, "not in the prose, or held without it"
    assert all(len(reason.split()) >= 2 for reason in listed(lesson).values())


def test_the_list_is_of_lessons():
    assert set(tomllib.loads(LIST.read_text(encoding="utf-8"))) <= {path.stem for path in PATHS}


# What is found in a sentence, and what is not.


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It is right for 98.6% of them.", {"98.6%": 0.986}),
        ("It falls by less than 0.7 per cent.", {"0.7 per cent": 0.007}),
        ("It reads 98 of 100 digits.", {"98 of 100": 0.98}),
        ("Guessing is right one time in ten.", {"one time in ten": 0.1}),
        ("The rate is three quarters of that.", {"three quarters": 0.75}),
        ("We take the last sixth.", {"the last sixth": 1 / 6}),
        ("Nearly half of them are dead.", {"half": 0.5}),
        ("That is nearly twice the truth.", {"twice": 2}),
        ("It is seven times as large.", {"seven times": 7}),
        ("Twelve corrections were all it took.", {"Twelve corrections": 12}),
        ("The net has 407,050 parameters.", {"407,050 parameters": 407_050}),
        ("Eleven thousand megabytes.", {"Eleven thousand": 11_000}),
        ("All twenty-five are right.", {"twenty-five": 25}),
        ("The rate is 0.1, the bias −1.5.", {"0.1": 0.1, "1.5": 1.5}),
        ("Four epochs, 3 mistakes.", {"Four epochs": 4, "3 mistakes": 3}),
        ("18,750 in ten epochs.", {"18,750 in ten": 18_750}),
    ],
)
def test_a_number_that_may_be_a_result_is_found(sentence, found):
    numbers = [n for said in prose.sentences(sentence) for n in prose.numbers(said)]
    assert {n.words: n.values[0] for n in numbers} == pytest.approx(found)


@pytest.mark.parametrize(
    "text",
    [
        "Three rows and 5 columns; axis 0 is the row.",
        "Write `x[10:100]` or `0.98`.",
        "So:\n\n```\nx = 0.98\n```",
        "See [99 reasons](99_glossary.ipynb).",
        "Figure 12.5 shows it, as lessons 11, 12 and 13 said.",
        "In 1958 it was built; the digits are of the 1990s (1998).",
        "It takes about twelve seconds, ten to fifteen minutes at most, half a minute here.",
        "It fires in the upper right half of the plane.",
        "Twice? Ten times? 98%?",
        "One of ten classes, the second third, a two-layer net, two points in a plane.",
    ],
)
def test_what_is_no_result_is_left_out(text):
    assert [n.words for s in prose.sentences(text) for n in prose.numbers(s)] == []


# What holds a number.


def unheld(tmp_path, *sections):
    """The numbers that nothing holds in the first of some lessons.

    A section is its prose, and the source of a cell, the claim behind it and what it has printed.
    """
    claims.FOLDER = tmp_path
    found = []
    for number, (words, source, claim, printed, *tags) in enumerate(sections, start=1):
        outputs = [nbformat.v4.new_output("stream", text=printed)] if printed else []
        code = nbformat.v4.new_code_cell(
            source, id="code", outputs=outputs, metadata={"tags": tags}
        )
        cells = [nbformat.v4.new_markdown_cell(text) for text in ("# A title", *words)]
        notebook = nbformat.v4.new_notebook(cells=[*cells[:2], code, *cells[2:]])
        lesson = rules.Lesson(Path(f"{number:02}_lesson.ipynb"), nbformat.writes(notebook))
        claims.path_for(lesson.path).write_text(f"# %% code\n{claim}")
        found.append(lesson)
    evidence = {each.number: prose.Evidence(each.cells, each.claims) for each in found}
    return [number.words for _, _, number in prose.unheld(found[0], evidence)]


@pytest.fixture(autouse=True)
def _claims_elsewhere(monkeypatch):
    monkeypatch.setattr(claims, "FOLDER", claims.FOLDER)


@pytest.mark.parametrize(
    ("sentence", "source", "claim", "printed"),
    [
        ("At least 98.6% are right.", "", "assert accuracy >= 0.986", ""),
        ("About 98% are right.", "", "assert 0.975 < accuracy < 0.985", ""),
        ("About 98% are right.", "print(accuracy)", "", "0.9787"),
        ("98 of 100 are right.", "print(accuracy)", "", "98%"),
        ("14 wrong in a thousand.", "", "assert accuracy >= 0.986", ""),
        ("It has a quarter of them.", "", "assert a / b < 1 / 4", ""),
        ("Five of 1,000 of them.", "rows = x[:1000]", "", ""),
        ("There are 407,050.", "assert n == 407_050", "", ""),
        ("It takes 47 MB.", "print(size)", "", "size 47.04 MB"),
        ("The bias is −1.5.", "bias = -1.5", "", ""),
    ],
)
def test_a_number_is_held_by_an_output_a_claim_or_a_setting(
    sentence, source, claim, printed, tmp_path
):
    text = [f"## A section\n\n{sentence}"]
    assert unheld(tmp_path, (text, "", "", "")) != []
    assert unheld(tmp_path, (text, source, claim, printed)) == []


@pytest.mark.parametrize(
    ("sentence", "source", "claim", "printed"),
    [
        ("98% are right.", "threshold = 0.98", "", ""),  # a setting is no result
        ("98% are right.", "print(accuracy)", "", "97%"),
        ("98% are right.", "", "assert 0.5 < accuracy < 0.985", ""),  # too wide to say so
        ("It gains 3%.", "", "assert np.isclose(a, b, atol=0.03)", ""),
        ("It is half of them.", "", "assert x[1 / 2] > 0", ""),
    ],
)
def test_what_does_not_hold_a_result(sentence, source, claim, printed, tmp_path):
    assert len(unheld(tmp_path, ([f"## A\n\n{sentence}"], source, claim, printed))) == 1


def test_an_output_that_is_not_compared_holds_nothing(tmp_path):
    words = ["## A\n\n98% are right."]
    assert unheld(tmp_path, (words, "", "", "98%", "nbval-ignore-output")) == ["98%"]


def test_a_result_is_held_in_its_own_section(tmp_path):
    words = ["## Here\n\nMore than 98%.", "## There\n\nMore than 98%. It has 12 rows."]
    assert unheld(tmp_path, (words, "rows = 12", "assert a > 0.98", "")) == ["98%"]
    whole = ["## Here", "## What you can do now\n\nGet 98%."]
    assert unheld(tmp_path, (whole, "", "assert a > 0.98", "")) == []


def test_another_lesson_holds_a_number_where_the_sentence_names_it(tmp_path):
    second = (["## B"], "", "assert accuracy > 0.98", "")
    assert unheld(tmp_path, (["## A\n\nLesson 2 got 98%."], "", "", ""), second) == []
    assert unheld(tmp_path, (["## A\n\nLesson 3 got 98%."], "", "", ""), second) == ["98%"]


def test_what_an_exercise_asks_for_needs_nothing_to_hold_it(tmp_path):
    assert unheld(tmp_path, (["## Your turn\n\n90% must be right."], "", "", "")) == []


def test_a_fault_names_the_place_and_says_what_to_do():
    cell = nbformat.v4.new_markdown_cell("## A\n\nIt works. It has 400 photocells and 512 knobs.")
    text = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    lesson = rules.Lesson(Path("01_lesson.ipynb"), text)
    listed = {"400 photocells": "from history", "no such words": "none"}
    (fault,), needed = check(lesson, {1: prose.Evidence([], {})}, listed)
    for part in ("01_lesson.ipynb", cell.id, "'512'", "It has", "print it or claim it", LIST.name):
        assert part in fault
    assert needed == {"400 photocells"}
