"""`make bench`: measure all lessons and all ideas, and put the figures into the page SPEED.md."""

import contextlib
import io
import os
import platform
import re
from importlib.metadata import packages_distributions, version

from tests.benchmarks import ideas, lessons
from tools.lessons import ROOT

PAGE = ROOT / "SPEED.md"


def put_in(text, table):
    """The page's text, with a new table in the place of the one that has the same heading."""
    heading = table.partition("\n")[0]
    return re.sub(rf"^{re.escape(heading)}\n(?:\|.*\n)*", lambda _: table, text, flags=re.MULTILINE)


def main():
    """Measure for about ten minutes; print the tables at their end."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    (tensorflow,) = set(packages_distributions()["tensorflow"])  # by one of two names
    versions = f"TensorFlow {version(tensorflow)}, Keras {version('keras')}"
    text = PAGE.read_text(encoding="utf-8")
    text = re.sub(r"^Measured with .*$", f"Measured with {machine}, {versions}.", text, flags=re.M)
    for measure in (lessons.main, ideas.main):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            measure([])
        print(printed.getvalue())
        text = put_in(text, printed.getvalue())
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
