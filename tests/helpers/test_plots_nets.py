"""plot_net draws every unit and every weight, and says what is wrong with its input."""

import copy

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_net

XOR = [[[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def random_params(*sizes):
    rng = np.random.default_rng(7)
    params = []
    for before, units in zip(sizes, sizes[1:], strict=False):
        params += [rng.normal(size=(before, units)), rng.normal(size=units)]
    return params


def test_a_line_for_each_weight_and_a_circle_for_each_unit():
    ax = plot_net(XOR)
    assert len(ax.lines) == 6
    assert len(ax.patches) == 5
    assert texts(ax).count("1") == 4  # the positive weights are written on their lines
    assert texts(ax).count("−1") == 2
    for text in ("$x_{1}$", "$x_{2}$", "$h_{1}$", "$h_{2}$", "$y$", "bias −0.5", "bias 1.5"):
        assert text in texts(ax)


def test_lines_join_the_units_they_belong_to():
    ax = plot_net([[[2.0], [3.0]], [0.5]])
    centres = [patch.center for patch in ax.patches]
    for line, start in zip(ax.lines, centres[:2], strict=True):
        assert list(zip(*line.get_data(), strict=True)) == [start, centres[2]]


def test_the_sign_is_told_by_style_and_colour_and_the_size_by_width():
    large, negative, zero = plot_net([[[4.0], [-1.0], [0.0]], [0]]).lines
    assert len({line.get_linestyle() for line in (large, negative, zero)}) == 3
    assert len({line.get_color() for line in (large, negative, zero)}) == 3
    assert large.get_linewidth() > negative.get_linewidth() > zero.get_linewidth() > 0


def test_names_and_values_are_written_into_the_units():
    names = [["a", "b"], ["OR", "NAND"], ["AND"]]
    ax = plot_net(XOR, names=names, values=[[1, 0], np.array([[1.0, 1.0]]), [0.98765]])
    for text in ("a\n1", "b\n0", "OR\n1", "NAND\n1", "AND\n0.99"):
        assert text in texts(ax)


def test_several_outputs_and_layers_and_keras_like_shapes():
    ax = plot_net(random_params(3, 4, 5, 2))
    assert len(ax.patches) == 14
    assert len(ax.lines) == 12 + 20 + 10
    assert "$y_{2}$" in texts(ax)
    row_biases = [np.reshape(p, (1, -1)) if i % 2 else p for i, p in enumerate(XOR)]
    assert texts(plot_net(row_biases)) == texts(plot_net(XOR))


def test_many_weights_are_drawn_but_not_written():
    ax = plot_net(random_params(8, 8, 1))
    assert len(ax.lines) == 72
    assert len(ax.texts) == 17 + 9 + 8  # names, biases, and the eight weights of the output


def test_numbers_are_short_and_zero_has_no_sign():
    ax = plot_net([[[-0.001]], [1.23456]])
    assert "0" in texts(ax)
    assert "bias 1.23" in texts(ax)


def test_all_weights_zero():
    assert [line.get_linestyle() for line in plot_net([[[0, 0]], [0, 0]]).lines] == [":", ":"]


def test_everything_is_inside_the_picture():
    ax = plot_net(random_params(2, 8, 1))
    for patch in ax.patches:
        (x, y), r = patch.center, patch.radius
        assert ax.get_xlim()[0] <= x - r and x + r <= ax.get_xlim()[1]
        assert ax.get_ylim()[0] <= y - r and y + r <= ax.get_ylim()[1]


def test_ax_and_options():
    _, mine = plt.subplots()
    assert plot_net(XOR, ax=mine, alpha=0.3) is mine
    assert {line.get_alpha() for line in mine.lines} == {0.3}
    assert {line.get_color() for line in plot_net(XOR, color="k").lines} == {"k"}


def test_input_is_unchanged():
    params, values = random_params(2, 3, 1), [np.ones(2), np.ones(3), np.ones(1)]
    before = copy.deepcopy((params, values))
    plot_net(params, values=values)
    for mine, theirs in zip(before[0] + before[1], params + values, strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ([], "0 arrays"),
        (XOR[:3], "3 arrays"),
        ([np.ones(2), [1, 1]], r"W1 has shape \(2,\)"),
        ([np.ones((2, 2)), [1, 1], np.ones((3, 1)), [1]], r"W2 has shape \(3, 1\); expected \(2,"),
        ([np.ones((2, 2)), [1, 1, 1]], r"b1 has shape \(3,\); expected \(2,\)"),
        ([np.ones((9, 2, 2)), np.ones((9, 1, 2))], "one net at a time"),
        ([np.ones((0, 2)), [1, 1]], r"W1 has shape \(0, 2\)"),
        ([np.ones((784, 2)), [1, 1]], "at most 16"),
        ([[[np.nan]], [1]], "inf or nan"),
        ([[[1, 2], [3]], [1, 1]], "rows of different lengths"),
    ],
)
def test_params_that_are_no_net(params, message):
    with pytest.raises(ValueError, match=message):
        plot_net(params)


@pytest.mark.parametrize("number", ["a", 1j])
def test_params_that_are_no_numbers(number):
    with pytest.raises(TypeError, match="W1"):
        plot_net([[[number]], [1]])


def test_names_and_values_that_do_not_fit():
    with pytest.raises(ValueError, match=r"expected \[2, 2, 1\]"):
        plot_net(XOR, names=[["a"], ["b", "c"], ["d"]])
    with pytest.raises(ValueError, match="values holds 2 arrays; expected 3"):
        plot_net(XOR, values=[[1, 0], [1, 1]])
    with pytest.raises(ValueError, match=r"values\[1\] has shape \(3,\); expected \(2,\)"):
        plot_net(XOR, values=[[1, 0], [1, 1, 1], [0]])
