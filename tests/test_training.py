"""The calm progress display."""

import pytest

from helpers.training import calm_progress


def test_it_prints_one_line_an_epoch(capsys):
    progress = calm_progress()
    progress.on_epoch_end(0, {"accuracy": 0.92431, "loss": 0.26478})
    progress.on_epoch_end(11, {"accuracy": 1.0, "loss": 0.0})
    assert capsys.readouterr().out == (
        "epoch  1   accuracy 0.92   loss 0.26\nepoch 12   accuracy 1.00   loss 0.00\n"
    )


def test_it_prints_the_first_and_each_nth_epoch(capsys):
    progress = calm_progress(every=5)
    for epoch in range(11):
        progress.on_epoch_end(epoch, {"loss": 1.0})
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[1]) for line in lines] == [1, 5, 10]


@pytest.mark.parametrize("every", [0, -1, 1.5, "2", None])
def test_a_wrong_interval_is_named(every):
    with pytest.raises(ValueError, match=r"every is .*whole number"):
        calm_progress(every)
