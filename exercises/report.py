"""Who has solved what: a table of the verdicts that are stored in collected notebooks.

python -m exercises.report FOLDER                    # learner by exercise, on the screen
python -m exercises.report FOLDER --csv class.csv    # and for a spreadsheet
python -m exercises.report FOLDER --again            # of the answers, run once more

A learner is named by the first folder below FOLDER, or by what a file there is called beside its
lesson, as in `03_perceptron_and_gate_ada.ipynb`; so two learners of one name share a row. Where an
exercise was checked more than once, in one notebook or in several, its best verdict counts.
Notebooks in which no exercise has been tried, such as a learner's fresh copies, are passed over.

Without `--again` nothing is run. A verdict is text in a file that its owner can edit, and an answer
may have been changed after it: neither can be seen there. With it, learners' code is run, as
`_again` says: under an account that has nothing to lose, and never as root.
"""

import argparse
import csv
import json
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path

from exercises._again import judged_again
from exercises._exercise import exercises
from exercises._lesson import NOTEBOOKS
from exercises._verdict import OPEN, RIGHT, WRONG

SIGNS = {"": " ", WRONG: "·", RIGHT: "✓"}
# How a verdict begins in every language, whatever its words: a sign, the number, and a colon.
VERDICT = re.compile(r"([✓✗]?)[^\d\n]+(\d+\.\d+)\s?[:：]")
STATES = {"✓": RIGHT, "✗": WRONG, "": OPEN}
PACKED = (".zip", ".7z", ".rar", ".gz", ".tgz")
STORED = NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")
LESSONS = [path.stem + r"(?:_version_\d+)?" for path in STORED]  # a corrected one, beside mine
CHECK = re.compile(r"\bcheck\(")
NOT_SAVED = "no verdict is stored in it: was it saved after running?"
COPY = re.compile(r"^copy of |([ _-]+copy[ \d]*)?(\s*\(\d+\))?\.ipynb.*", re.I)
# What is no part of a name: the lesson, nbgrader's folder, what Moodle adds (but its number may be
# all that tells participants apart).
MOODLE = [r"(?<!participant)_\d+_assignsubmission_.*", "_assignsubmission_.*"]
BESIDE = re.compile("|".join([*LESSONS, "^submitted$", *MOODLE]), re.I)


def cells(path):
    """The code cells of a notebook, as (source, texts of outputs); a `ValueError` says why not."""
    if path.name.lower().endswith(PACKED):
        raise ValueError("it is packed: unpack it, and run the report again")
    content = path.read_bytes().strip()
    try:
        notebook = json.loads(content)
        sheets = notebook.get("worksheets", [notebook])  # before nbformat 4, cells were on sheets
        code = [c for sheet in sheets for c in sheet["cells"] if c["cell_type"] == "code"]
        return [(_text(cell, "source", "input"), list(_texts(cell))) for cell in code]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        what = "it is no notebook, or a damaged one" if content else "it is empty"
        raise ValueError(what) from None


def stored(notebook):
    """The verdicts in the outputs of cells that check, as a list of (exercise, state)."""
    said = [text for source, texts in notebook if CHECK.search(source) for text in texts]
    return [(match[2], STATES[match[1]]) for match in map(VERDICT.match, said) if match]


def answered(notebook):
    """Whether a cell that checks is no longer as the course gave it."""
    return any(CHECK.search(source) and source not in _given() for source, _ in notebook)


@cache
def _given():
    """The cells of the course's lessons, as a learner finds them."""
    return {source for path in NOTEBOOKS.glob("*.ipynb") for source, _ in cells(path)}


def _texts(cell):
    """What the outputs of a cell show; what is printed is the learner's own, and no verdict."""
    for output in cell.get("outputs", []):
        if output.get("output_type") != "stream":
            yield _text(output.get("data", output), "text/plain", "text")


def _text(part, key, older_key):
    """A text in a notebook, which may be a list of lines."""
    return "".join(part.get(key, part.get(older_key, "")))


def learner(path, folder):
    """Whose notebook it is, by the folders between `folder` and it, or else by its own name."""
    *folders, file = path.relative_to(folder).parts
    for part in (*folders, COPY.sub("", file)):
        name = " ".join(BESIDE.sub("", unicodedata.normalize("NFC", part)).split())
        if name := name.strip(" _-=+@"):  # a spreadsheet would run what begins with =
            return name
    return folder.resolve().name


def collect(folder, again=False):
    """The table as `{learner: {exercise: state}}`, two counts of files, and two lists of sentences.

    The counts are of the files with verdicts, by learner and lesson, and of those passed over, by
    their kind. The first list names the files that were not read. With `again` the answers are run
    once more, and the second names those that were stored as right and are not.
    """
    table, notebooks, files, passed_over = defaultdict(dict), {}, Counter(), Counter()
    unread, fallen = [], []
    for path in sorted(folder.rglob("*")):
        below, packed = path.relative_to(folder), path.name.lower().endswith(PACKED)
        hidden = any(part.startswith((".", "__MACOSX")) for part in below.parts)
        if hidden or path.is_dir() or not (packed or ".ipynb" in path.name.lower()):
            continue
        try:
            if not packed:
                table[learner(path, folder)] = {}
            notebooks[path] = cells(path)  # all of them, before any answer is run
        except (OSError, ValueError) as error:
            unread.append(f"{below}: {getattr(error, 'strerror', None) or error}")
    for path, notebook in notebooks.items():
        below, name, said = path.relative_to(folder), learner(path, folder), stored(notebook)
        if not any(CHECK.search(source) for source, _ in notebook):
            passed_over["without exercises"] += 1
            continue
        if not (said or answered(notebook)):
            passed_over["in which no exercise has been tried"] += 1
            continue
        if again:
            print(f"Running the answers in {below}", file=sys.stderr, flush=True)
        found = judged_again([source for source, _ in notebook]) if again else said
        if not found:
            unread.append(f"{below}: {'its cells cannot be run' if again else NOT_SAVED}")
        found = [(id, state) for id, state in found if id in exercises()]
        for id, state in found:
            if state == RIGHT or (state == WRONG and id not in table[name]):
                table[name][id] = state
        files.update({f"{name}, lesson {id.partition('.')[0]}" for id, _ in found})
        if lost := _right(said) - _right(found):
            fallen.append(f"{below}: {', '.join(sorted(lost))}")
    table = {name: table[name] for name in sorted(table, key=str.casefold)}
    return table, files, passed_over, sorted(unread), fallen


def _right(found):
    return {id for id, state in found if state == RIGHT}


def _columns(text):
    """How many columns a text takes on the screen: a Chinese character is two wide."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def on_screen(table):
    """The table in lines of at most 100 characters, with a column for each exercise."""
    lessons = [list(ids) for _, ids in groupby(exercises(), lambda id: id.partition(".")[0])]
    width = min(28, max(map(_columns, [*table, "learner"])))

    def line(name, cells, right=""):
        shown = name
        while _columns(shown) > width:
            name = name[:-1]
            shown = f"{name}…"
        shown += " " * (width - _columns(shown))
        return f"{shown} │{'│'.join(cells)}│ {right:>5}".rstrip()

    yield line("learner", [f"{ids[0].partition('.')[0]:{len(ids)}}" for ids in lessons], "right")
    yield line("", ["".join(id[-1] for id in ids) for ids in lessons])
    for name, row in table.items():
        cells = ["".join(SIGNS[row.get(id, "")] for id in ids) for ids in lessons]
        yield line(name, cells, [*row.values()].count(RIGHT))
    yield "✓ right   · not yet   blank: not attempted"
    states = Counter((id, state) for row in table.values() for id, state in row.items())
    open_for = Counter({id: n for (id, state), n in states.items() if state == WRONG})
    most = [f"{id} ({n} of {n + states[id, RIGHT]})" for id, n in open_for.most_common(3)]
    if most:
        yield f"Tried and not right yet, most often: {', '.join(most)}"


def write_csv(table, path):
    """Write the table for a spreadsheet, which knows UTF-8 by the mark in front."""
    with open(path, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["learner", *exercises(), "right"])
        for name, row in table.items():
            rows.writerow(
                [name, *(row.get(id, "") for id in exercises()), [*row.values()].count(RIGHT)]
            )


def main(arguments=None):
    """Print the table, and write it where asked; returns 0, or 1 where nothing could be read."""
    about = __doc__.splitlines()[0]
    parser = argparse.ArgumentParser("python -m exercises.report", description=about)
    parser.add_argument("folder", type=Path, help="where the notebooks are, in folders or not")
    parser.add_argument("--csv", metavar="FILE", help="write the table there as well")
    parser.add_argument("--again", action="store_true", help="run the answers; it takes a while")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder: name the one with the unpacked notebooks.")
    if options.again and getattr(os, "geteuid", lambda: 1)() == 0:
        parser.error(
            "--again runs the learners' code, and not as root, who may do anything: type it as a "
            "user with nothing to lose, as teaching/README.md shows."
        )
    table, files, passed_over, unread, fallen = collect(options.folder, options.again)
    print(*on_screen(table) if files else ["There is no verdict in this folder."], sep="\n")
    if twice := [f"{what}: {count} files" for what, count in files.items() if count > 1]:
        print("Handed in more than once; the best verdict of an exercise counts:", *twice, sep="\n")
    if fallen:
        print("Stored as right, and not right when run again:", *fallen, sep="\n")
    if unread:
        print("Not read:", *unread, sep="\n")
    for kind, count in passed_over.items():
        print(
            f"{count} file{'s' * (count > 1)} {kind} {'were' if count > 1 else 'was'} passed over"
        )
    if files and options.csv:
        try:
            write_csv(table, options.csv)
        except OSError as error:
            parser.error(
                f"{options.csv} cannot be written ({error.strerror}): is it open elsewhere, or may "
                "you not write there?"
            )
    return 0 if files else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # into a file on Windows, too
    sys.exit(main())
