"""What each lesson takes, run alone in a fresh kernel: `make bench`.

python -m tests.benchmarks.lessons         # all of them
python -m tests.benchmarks.lessons 02 07   # those whose file names begin so
"""

import sys

from tools import lessons

HEADINGS = ("lesson", "cells, s", "slowest cell", "s", "first output, s", "peak memory, GB")


def main(wanted):
    """Print a Markdown table, a row a lesson."""
    print("| " + " | ".join(HEADINGS) + " |")
    print("|---|---:|---|---:|---:|---:|")
    total = 0.0
    for path in lessons.paths():
        if wanted and not path.name.startswith(tuple(wanted)):
            continue
        run = lessons.run(lessons.read(path))
        seconds = sum(run.seconds.values())
        total += seconds
        slowest, longest = run.slowest
        print(
            f"| {path.stem} | {seconds:.1f} | {slowest} | {longest:.1f} "
            f"| {run.first_output:.1f} | {run.peak_memory / 1e9:.2f} |",
            flush=True,
        )
    print(f"| all | {total:.1f} | | | | |")


if __name__ == "__main__":
    main(sys.argv[1:])
