"""How long a lesson takes, by a formula: `python -m tests.repository.minutes 02 06`."""

import math
import re
import sys
import tomllib

from tools import lessons, refresh

WORDS_PER_MINUTE = 200
SECONDS_PER_LINE = 6
SECONDS_PER_PREDICT = 20
MINUTES_PER_EXERCISE = 8


def of(name, cells):
    """The minutes of a lesson's core and of its exercises, each rounded to five.

    The core is read at 200 words a minute; a line of code takes 6 seconds (blank lines and imports
    apart), a *Predict* 20; the cells' run time is what the last refresh has noted. Detours and
    *Your turn* are no part of it.
    """
    core = [c for c in lessons.core(cells) if not c.id.startswith("exercise-")]
    prose = [cell.source for cell in core if cell.cell_type == "markdown"]
    prose = [source for source in prose if not re.match(r"### Exercise|## Your turn", source)]
    text = re.sub(r"\]\([^)]*\)", "]", "\n".join(prose))
    words = [word for word in text.split() if re.search(r"\w", word)]
    code = "\n".join(cell.source for cell in core if cell.cell_type == "code")
    lines = [line for line in code.splitlines() if line.strip() and not _IMPORT.match(line)]
    seconds = (
        60 * len(words) / WORDS_PER_MINUTE
        + SECONDS_PER_LINE * len(lines)
        + SECONDS_PER_PREDICT * text.count("*Predict")
        + tomllib.loads(refresh.SECONDS.read_text(encoding="utf-8")).get(name, 0)
    )
    exercises = sum(bool(re.fullmatch(r"exercise-\d+-\d+", cell.id)) for cell in cells)
    return _rounded(seconds / 60), _rounded(MINUTES_PER_EXERCISE * exercises)


_IMPORT = re.compile(r"(?:import|from) \w|plt\.style\.use")


def _rounded(minutes):
    return 5 * math.floor(minutes / 5 + 0.5)


def main(wanted):
    """Print the line that a lesson's first cell should have."""
    for path in lessons.paths():
        if path.name.startswith(tuple(wanted) or ""):
            print(f"{path.stem:36} {line(*of(path.stem, lessons.read(path).cells))}")


def line(core, exercises):
    """The line in a lesson's first cell."""
    return f"**Time**: {core} minutes" + (f", and {exercises} for the exercises" * bool(exercises))


if __name__ == "__main__":
    main(sys.argv[1:])
