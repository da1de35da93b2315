"""The load script: a row for so many learners, and bounds."""

import os
import re
import sys

import pytest

from tools import load


@pytest.mark.skipif(sys.platform != "linux", reason="it counts memory as Linux does")
def test_it_gives_a_row_and_leaves_nothing_behind(capsys, monkeypatch):
    for name in ("COURSE_DATA", *load.THREADS):  # it sets them for its kernels
        monkeypatch.setenv(name, os.environ.get(name, ""))
    load.main(["0", "2"])
    headings, _, row = capsys.readouterr().out.splitlines()
    assert headings.count("|") == row.count("|")
    assert re.match(r"\| 00 \| 2 \| 1 \| [\d.]+ \| [\d.]+ \| [1-9]\d+ \| [\d.]+ \|$", row)
    assert not load.psutil.Process().children()


@pytest.mark.parametrize("learners", ["0", "33"])
def test_more_than_it_may_is_refused(learners, capsys):
    with pytest.raises(SystemExit):
        load.main(["00", learners])
    assert f"{learners} learners are not 1 to 32" in capsys.readouterr().err
