"""What `plot_comparison` draws, and what it says when it cannot."""

import copy

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_comparison
from helpers.plots._style import COLORS


@pytest.fixture
def runs():
    """Two ways: three runs of four steps, and two runs of two."""
    return {
        "plain": [[0.9, 0.6, 0.5, 0.7], [0.8, 0.5, 0.4, 0.6], [1.0, 0.7, 0.6, 0.8]],
        "dropout": np.array([[0.9, 0.5], [0.7, 0.3]]),
    }


def test_each_way_is_the_mean_of_its_runs_over_the_steps_from_1(runs):
    plain, dropout = plot_comparison(runs).lines
    assert plain.get_xdata().tolist() == [1, 2, 3, 4]
    assert np.allclose(plain.get_ydata(), [0.9, 0.6, 0.5, 0.7])
    assert dropout.get_xdata().tolist() == [1, 2]
    assert np.allclose(dropout.get_ydata(), [0.8, 0.4])


def test_a_band_reaches_from_the_lowest_to_the_highest_run(runs):
    bands = plot_comparison(runs).collections
    assert len(bands) == 2
    corners = bands[0].get_paths()[0].vertices
    at_step_2 = corners[corners[:, 0] == 2][:, 1]
    assert (at_step_2.min(), at_step_2.max()) == (0.5, 0.7)
    assert bands[0].get_alpha() < 0.3


def test_the_legend_names_the_ways_in_order(runs):
    legend = plot_comparison(runs).get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["plain", "dropout"]


def test_seven_ways_differ_by_more_than_colour():
    ax = plot_comparison({f"way {n}": [[n, n + 1]] for n in range(7)})
    looks = [(line.get_linestyle(), line.get_marker()) for line in ax.lines]
    assert len(set(looks)) == 7
    assert len({line.get_color() for line in ax.lines}) == 7


def test_bands_have_the_colour_of_their_line(runs):
    ax = plot_comparison(runs, color="black")
    for line, band in zip(ax.lines, ax.collections, strict=True):
        assert line.get_color() == "black"
        assert band.get_facecolor()[0, :3].tolist() == [0, 0, 0]


def test_options_go_to_every_line_also_by_their_short_names(runs):
    for line in plot_comparison(runs, lw=1, ls=":").lines:
        assert (line.get_linewidth(), line.get_linestyle()) == (1, ":")


def test_it_draws_where_it_is_told(runs):
    _, ax = plt.subplots()
    assert plot_comparison(runs, ax=ax) is ax
    assert ax.lines[0].get_color() == COLORS[0]


def test_the_runs_are_not_changed(runs):
    before = copy.deepcopy(runs)
    plot_comparison(runs)
    assert runs["plain"] == before["plain"]
    assert np.array_equal(runs["dropout"], before["dropout"])


@pytest.mark.parametrize("wrong", [[[0.9, 0.5]], None, 3])
def test_what_is_no_dict_is_named(wrong):
    with pytest.raises(TypeError, match="runs is a .*; expected a dict"):
        plot_comparison(wrong)


@pytest.mark.parametrize("count", [0, 8])
def test_too_few_or_too_many_ways_are_counted(count):
    with pytest.raises(ValueError, match=f"runs holds {count} ways; expected 1 to 7"):
        plot_comparison({f"way {n}": [[1, 2]] for n in range(count)})


@pytest.mark.parametrize("wrong", [[0.9, 0.5], [], [[]], 0.5, np.zeros((2, 2, 2))])
def test_a_wrong_shape_is_named(wrong):
    with pytest.raises(ValueError, match=r"runs\['plain'\] has shape .*expected \(repeats, steps"):
        plot_comparison({"plain": wrong})


def test_runs_of_different_length_are_named():
    with pytest.raises(ValueError, match="equally many steps in every run"):
        plot_comparison({"plain": [[0.9, 0.5], [0.8]]})


def test_what_is_no_number_is_named():
    with pytest.raises(TypeError, match="expected numbers, one row a run"):
        plot_comparison({"plain": [[{}, {}]]})


def test_nothing_is_drawn_when_a_way_is_wrong(runs):
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="plain"):
        plot_comparison({"dropout": runs["dropout"], "plain": []}, ax=ax)
    assert not ax.lines
