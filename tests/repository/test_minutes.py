"""The formula for a lesson's time, and what of a lesson is its core."""

import nbformat
import pytest

from tests.repository import minutes
from tools import lessons, refresh

v4 = nbformat.v4


@pytest.fixture(autouse=True)
def _seconds(tmp_path, monkeypatch):
    monkeypatch.setattr(refresh, "SECONDS", tmp_path / "seconds.toml")
    refresh.SECONDS.write_text("# Seconds.\nslow = 1200\n")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (v4.new_markdown_cell("word " * 2000), 10),
        (v4.new_markdown_cell("— " * 2000), 0),
        (v4.new_markdown_cell("[word](a-link.ipynb#Of-words) " * 1000), 5),
        (v4.new_markdown_cell("*Predict:* it " * 30), 10),
        (v4.new_code_cell("x = 1\n\n" * 100), 10),
        (v4.new_code_cell("import numpy as np\nfrom a import b\n" * 100), 0),
        (v4.new_markdown_cell("### Exercise 1.1: words\n\n" + "word " * 2000), 0),
        (v4.new_code_cell("x = 1\n" * 100, id="exercise-1-1"), 0),
    ],
)
def test_each_part_of_a_lesson_takes_its_time(cell, expected):
    assert minutes.of("quick", [cell])[0] == expected


def test_the_time_a_lesson_runs_is_part_of_it():
    assert minutes.of("slow", []) == (20, 0)


def test_exercises_have_a_time_of_their_own():
    ids = ["exercise-imports", "exercise-1-1", "exercise-1-2", "exercise-1-3"]
    cells = [v4.new_code_cell("check", id=id) for id in ids]
    assert minutes.of("quick", cells) == (0, 25)
    assert minutes.line(50, 25) == "**Time**: 50 minutes, and 25 for the exercises"
    assert minutes.line(50, 0) == "**Time**: 50 minutes"


def test_a_detour_ends_at_the_next_section_of_its_level_and_is_no_part_of_the_core():
    texts = [
        "# A",
        "## B",
        "### Detour: C",
        "d",
        "#### E",
        "### F",
        "## Detour: G",
        "### H",
        "## I",
    ]
    cells = [v4.new_markdown_cell(text) for text in texts]
    assert [cell.source for cell in lessons.core(cells)] == ["# A", "## B", "### F", "## I"]


@pytest.mark.parametrize(("seconds", "noted"), [(1210, 1200), (1179, 1179), (3, 3)])
def test_seconds_are_noted_where_they_are_new_or_far_off(seconds, noted):
    name = "quick" if seconds < 20 else "slow"
    refresh._note_seconds(name, seconds)
    lines = refresh.SECONDS.read_text().splitlines()
    assert f"{name} = {noted}" in lines and lines[0] == "# Seconds."
