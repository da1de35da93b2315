"""What plot_neuron and plot_net draw."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, FancyArrowPatch

from helpers.plots import plot_net, plot_neuron
from helpers.plots._style import BLUE, ORANGE
from tests.helpers.drawn import corners, of_kind

XOR = [[[1, -1], [1, -1]], [-0.5, 1.5], [[1], [1]], [-1.5]]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def all_are_inside(ax):
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    return all(
        left < c.center[0] - c.radius
        and c.center[0] + c.radius < right
        and low < c.center[1] - c.radius
        and c.center[1] + c.radius < high
        for c in of_kind(ax.patches, Circle)
    )


# plot_neuron


def test_neuron_without_numbers_is_drawn_by_its_names():
    written = set(texts(plot_neuron()))
    assert {"$x_1$", "$x_2$", "$w_1$", "$w_2$", "$b$", r"$\Sigma$", "$z$", "0 / 1"} <= written
    assert {"inputs", "weights", "sum", "step", "output", "bias"} <= written


def test_neuron_with_weights_shows_them_and_computes_nothing():
    assert {"0.1", "0.2", "−0.2", "$x_1$", "$z$"} <= set(texts(plot_neuron([0.1, 0.2], -0.2)))


@pytest.mark.parametrize(
    ("inputs", "z", "output"),
    [([1, 1], "$z$ = 0.1", "1"), ([0, 1], "$z$ = 0", "0"), ([0, 0], "$z$ = −0.2", "0")],
)
def test_neuron_computes_z_and_steps_above_zero(inputs, z, output):
    ax = plot_neuron([0.1, 0.2], [-0.2], inputs=inputs)
    assert z in texts(ax)
    assert {t.get_text() for t in ax.texts if t.get_position()[0] > 6} == {"output", output}


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_circle_for_each_part_apart_from_the_others(count):
    ax = plot_neuron(np.ones(count), 0)
    circles = of_kind(ax.patches, Circle)
    assert len(circles) == count + 4 and all_are_inside(ax)  # bias, sum, step, output
    for i, one in enumerate(circles):
        for other in circles[:i]:
            gap = np.hypot(*np.subtract(one.center, other.center))
            assert gap > one.radius + other.radius


def test_arrows_end_at_the_edges_and_the_bias_comes_on_a_dashed_one():
    ax = plot_neuron([1, 2], 3)
    arrows, circles = of_kind(ax.patches, FancyArrowPatch), of_kind(ax.patches, Circle)
    assert [arrow.get_linestyle() for arrow in arrows] == ["-", "-", "--", "-", "-"]
    sum_of_all = next(c for c in circles if c.center == (3.1, 0))
    for arrow in arrows[:3]:
        start, *others = corners(arrow)
        tip = min(np.hypot(*(corner - sum_of_all.center)) for corner in others)
        assert tip / sum_of_all.radius == pytest.approx(1, abs=0.1)
        starts = [np.hypot(*(start - c.center)) / c.radius for c in circles]
        assert min(starts) == pytest.approx(1, abs=0.1)


def colors(ax):
    return [to_hex(arrow.get_edgecolor()).upper() for arrow in of_kind(ax.patches, FancyArrowPatch)]


def test_positive_is_blue_and_negative_orange_and_a_name_neither():
    first, second, third, bias, *_ = colors(plot_neuron([2, -2, 0], -1))
    assert (first, second, bias) == (BLUE, ORANGE, ORANGE) and third not in (BLUE, ORANGE)
    assert set(colors(plot_neuron())) == {"#000000"}


# plot_net


def random_params(*sizes):
    rng = np.random.default_rng(7)
    shapes = [s for pair in zip(sizes, sizes[1:], strict=False) for s in (pair, pair[1:])]
    return [rng.normal(size=shape) for shape in shapes]


def test_a_line_for_each_weight_and_a_circle_for_each_unit():
    ax = plot_net(XOR)
    assert len(ax.lines) == 6 and len(of_kind(ax.patches, Circle)) == 5
    assert texts(ax).count("1") == 4  # the positive weights are written on their lines
    assert texts(ax).count("−1") == 2
    units = {"$x_{1}$", "$x_{2}$", "$h_{1}$", "$h_{2}$", "$y$"}
    assert units | {"bias −0.5", "bias 1.5", "bias −1.5"} <= set(texts(ax))


def test_lines_join_the_units_they_belong_to():
    ax = plot_net([[[2.0], [3.0]], [0.5]])
    centres = [patch.center for patch in ax.patches]
    for line, start in zip(ax.lines, centres[:2], strict=True):
        assert list(zip(*line.get_data(), strict=True)) == [start, centres[2]]


def test_the_sign_is_told_by_style_and_colour_and_the_size_by_width():
    large, negative, zero = plot_net([[[4.0], [-1.0], [0.0]], [0]]).lines
    assert [line.get_linestyle() for line in (large, negative, zero)] == ["-", "--", ":"]
    assert (large.get_color(), negative.get_color()) == (BLUE, ORANGE)
    assert large.get_linewidth() > negative.get_linewidth() > zero.get_linewidth() > 0
    assert [line.get_linestyle() for line in plot_net([[[0, 0]], [0, 0]]).lines] == [":", ":"]


def test_names_are_written_into_the_units():
    ax = plot_net(XOR, names=[["a", "b"], ["OR", "NAND"], ("AND",)])
    assert {"a", "b", "OR", "NAND", "AND"} <= set(texts(ax))


def test_several_outputs_and_layers_and_biases_as_rows():
    ax = plot_net(random_params(3, 4, 5, 2))
    assert len(of_kind(ax.patches, Circle)) == 14 and len(ax.lines) == 12 + 20 + 10
    assert "$y_{2}$" in texts(ax)
    rows = [np.reshape(p, (1, -1)) if i % 2 else p for i, p in enumerate(XOR)]
    assert texts(plot_net(rows)) == texts(plot_net(XOR))


def test_weights_between_large_layers_are_drawn_but_not_written():
    ax = plot_net(random_params(8, 8, 1))
    assert len(ax.lines) == 72
    assert len(ax.texts) == 17 + 9 + 8  # names, biases, and the eight weights of the output


def test_numbers_are_short_and_zero_has_no_sign():
    ax = plot_net([[[-0.001]], [1.23456]])
    assert "0" in texts(ax) and "bias 1.23" in texts(ax)


def test_every_unit_is_inside_the_picture():
    assert all_are_inside(plot_net(random_params(2, 8, 1)))
