"""`python -m tools.seeds`: the lessons with other seeds, and the margins of their claims."""

import nbformat
import numpy as np
import pytest

from tools import claims, seeds


def notes_of(source, **names):
    """The notes of a cell that is run here."""
    notes = seeds.Notes()
    exec(seeds.noting("cell", source, 1000), {"notes_of_seeds": notes, "np": np, **names})
    return notes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rng = np.random.default_rng(7)", "rng = np.random.default_rng(7 + 1000)"),
        ("keras.utils.set_random_seed(seed)", "keras.utils.set_random_seed(seed + 1000)"),
        ("np.random.default_rng()", "np.random.default_rng()"),
        ("net = new_net(seed=7)", "net = new_net(seed=7)"),
        ("ok = a < b", "ok = a < b"),
    ],
)
def test_seeds_are_moved_and_nothing_else(before, after):
    assert seeds.noting("cell", before, 1000) == after


def test_an_assertion_that_fails_is_noted_and_stops_nothing():
    notes = notes_of("for n in (3, 1):\n    assert n > 2\nassert n == 1\nlast = 1")
    assert notes.held == {"cell: n > 2": False, "cell: n == 1": True}
    assert notes.margins == {"cell: n > 2": -1}


@pytest.mark.parametrize(
    ("assertion", "margins"),
    [
        ("0.9 < a", [0.05]),
        ("0.9 < a < 0.96", [0.01]),
        ("a >= 0.9 and b <= 7", [0.05, 4]),
        ("all(0 < n < 2 for n in (0.5, 1, 1.5))", [0.5]),
        ("np.all(np.array([1, 4, 3]) > 0.5)", [0.5]),
        ("np.any(np.array([1, 4, 3]) > 3)", []),
        ("not a < 0.9", []),
        ("a != b", []),
        ("np.mean(np.array([1, 4]) > 3) > 0.2", [0.3]),
    ],
)
def test_each_comparison_of_an_assertion_has_its_margin(assertion, margins):
    notes = notes_of(f"assert {assertion}", a=0.95, b=3)
    assert list(notes.held.values()) == [True]
    assert list(notes.margins.values()) == pytest.approx(margins)


def test_table_puts_failures_first_and_the_narrowest_next():
    rng = np.random.default_rng(7)
    wide, narrow = 10 + rng.normal(size=10), 1 + rng.normal(size=10)
    notes = [
        {"held": {"c: a < b": n > 0}, "margins": {"c: wide": w, "c: narrow": n, "c: 1 < 2": 1}}
        for w, n in zip(wide, narrow, strict=True)
    ]
    failures = int(np.sum(narrow <= 0))
    assert failures > 0
    rows = seeds.table(notes).splitlines()
    assert rows[2].startswith(f"| `c: a < b` | {failures} of 10 |")
    assert rows[3].startswith("| `c: narrow`") and "narrow**" in rows[3]
    assert rows[4].startswith("| `c: wide`") and f"{wide.min():.3g}" in rows[4]
    assert rows[-1].startswith("0 of 1 assertions held with all 10 seeds; 1 comparisons")


def test_a_lesson_and_its_claims_are_run_with_another_seed(tmp_path, monkeypatch):
    monkeypatch.setattr(claims, "FOLDER", tmp_path)
    cells = {
        "draw": "import numpy as np\nfirst = np.random.default_rng(7).random()",
        "picture": "import matplotlib.pyplot as plt\nplt.plot([first])\nplt.show()",
        "error": "raise ValueError",
        "exercise-1-1": "assert False",
    }
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source, id=id, metadata={"tags": ["raises-exception"]})
            for id, source in cells.items()
        ]
    )
    nbformat.write(notebook, tmp_path / "lesson.ipynb")
    drawn = np.random.default_rng(7).random()
    (tmp_path / "lesson.py").write_text(
        f"# %% draw\nroom = 1e-9\nassert first < {drawn} + room\n\n"
        "# %% picture\n(figure,) = figures\nassert figure.axes[0].lines[0].get_ydata() == [first]\n"
    )
    notes = [seeds.run(tmp_path / "lesson.ipynb", shift) for shift in (0, 1)]
    assert all("picture: " in str(note) and len(note["held"]) == 2 for note in notes)
    rooms = [note["margins"].popitem()[1] for note in notes]
    assert rooms[0] == pytest.approx(1e-9) and abs(rooms[1]) > 1e-3


def test_a_wrong_place_is_said():
    with pytest.raises(SystemExit, match="No lesson begins with 77"):
        seeds.main(["77"])
