"""The perceptron playground, driven from code: what it answers, says and draws."""

import numpy as np
import pytest

from widgets import perceptron_playground

INPUTS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])


def above_zero(z):
    return np.where(z > 0, 1, 0)


def zero_and_above(z):
    return np.where(z >= 0, 1, 0)


def test_the_outputs_are_those_of_the_formula():
    playground = perceptron_playground()
    for w1, w2, b in np.random.default_rng(7).uniform(-2, 2, size=(50, 3)):
        playground.weights, playground.bias = (w1, w2), b
        z = INPUTS @ [w1, w2] + b
        assert np.array_equal(playground.z, z)
        assert playground.outputs == above_zero(z).tolist()
        assert playground.view["outputs"] == playground.outputs


def test_it_begins_with_an_and_that_is_not_right_yet():
    playground = perceptron_playground()
    assert (playground.weights, playground.bias, playground.gate) == ((1.0, 1.0), 0.0, "AND")
    assert playground.outputs == [1, 1, 1, 0] and not playground.right
    assert playground.sentence == ("2 of 4 answers are right for AND; wrong: [1, 0], [0, 1].")


@pytest.mark.parametrize(
    ("gate", "targets", "solution"),
    [
        ("AND", [1, 0, 0, 0], (1, 1, -1.5)),
        ("OR", [1, 1, 1, 0], (1, 1, -0.5)),
        ("NAND", [0, 1, 1, 1], (-1, -1, 1.5)),
        ("NOR", [0, 0, 0, 1], (-1, -1, 0.5)),
    ],
)
def test_the_gates_that_a_line_can_do(gate, targets, solution):
    *weights, bias = solution
    playground = perceptron_playground(gate=gate)
    assert playground.targets == targets and not perceptron_playground(gate="AND").right
    playground.weights, playground.bias = weights, bias
    assert playground.right
    assert playground.sentence == f"Right: all four answers are as {gate} wants them."


def test_xor_is_right_nowhere_on_the_sliders():
    weight, bias = np.linspace(-2, 2, 41), np.linspace(-3, 3, 61)
    w1, w2, b = np.meshgrid(weight, weight, bias)
    z = w1[..., None] * INPUTS[:, 0] + w2[..., None] * INPUTS[:, 1] + b[..., None]
    xor = perceptron_playground(gate="XOR")
    assert xor.targets == [0, 1, 1, 0]
    assert (above_zero(z) == xor.targets).sum(axis=-1).max() == 3
    assert "3 of 4" in perceptron_playground(gate="XOR", bias=-0.5).sentence


def test_z_at_zero_is_answered_by_the_step_handed_in():
    at_zero = {"weights": (1, 1), "bias": -1, "gate": "OR"}
    assert not perceptron_playground(**at_zero).right
    assert not perceptron_playground(above_zero, **at_zero).right
    assert perceptron_playground(zero_and_above, **at_zero).right
    assert "output = step(z)" in perceptron_playground(zero_and_above).view["formula"]
    assert "output = 1 if z > 0 else 0" in perceptron_playground().view["formula"]


def test_the_formula_shows_the_numbers():
    playground = perceptron_playground(weights=(-0.5, 2), bias=-0.25)
    assert playground.view["formula"][0] == "z = −0.5·x₁ + 2.0·x₂ − 0.25"
    assert playground.view["z"] == ["1.25", "−0.75", "1.75", "−0.25"]


def test_the_line_and_the_region_lie_where_z_says():
    for w1, w2, b in [(1, 1, -1.5), (-1, 0.5, 0.2), (0, 1, -0.5), (2, 0, -1)]:
        view = perceptron_playground(weights=(w1, w2), bias=b).view
        assert len(view["line"]) == 2
        assert np.allclose(np.array(view["line"]) @ [w1, w2] + b, 0)
        heights = np.array(view["region"]) @ [w1, w2] + b
        assert (heights > -1e-12).all() and (heights > 0.1).any()
        on_edge = np.isclose(np.abs(np.array(view["region"]) - 0.5), 1).any(axis=1)
        assert on_edge.all()


def test_the_region_is_as_large_as_what_is_answered_1():
    ticks = np.linspace(-0.5, 1.5, 402)[1:-1]
    plane = np.stack(np.meshgrid(ticks, ticks), axis=-1)
    for w1, w2, b in [(1, 1, -1.5), (-1, 0.5, 0.2), (-2, 1.3, -0.4), (1, 1, 0)]:
        x, y = np.transpose(perceptron_playground(weights=(w1, w2), bias=b).view["region"])
        area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
        assert abs(area / 4 - (plane @ [w1, w2] + b > 0).mean()) < 0.01


def test_without_weights_the_plane_is_one_region():
    corners = 4
    for bias, count in [(1, corners), (0, 0), (-1, 0)]:
        playground = perceptron_playground(weights=(0, 0), bias=bias)
        assert len(playground.view["region"]) == count and playground.view["line"] == []
        assert "there is no line" in playground.sentence
    touching = perceptron_playground(zero_and_above, weights=(0, 0), bias=0)
    assert len(touching.view["region"]) == corners and touching.outputs == [1, 1, 1, 1]


def test_a_line_outside_of_the_picture_is_said_to_be_there():
    playground = perceptron_playground(weights=(0.1, 0.1), bias=2)
    assert playground.view["line"] == [] and len(playground.view["region"]) == 4
    assert "outside of the picture" in playground.sentence


def test_a_hair_beside_zero_is_shown_and_named():
    playground = perceptron_playground(weights=(0.1, 0.2), bias=-0.3)
    assert playground.view["z"][0] == "5.6e-17" and playground.outputs[0] == 1
    assert "rounding" in playground.sentence
    playground.bias = -0.2
    assert "rounding" not in playground.sentence


def test_the_description_says_what_is_seen():
    described = perceptron_playground().view["description"]
    assert "Answered 1: [1, 1], [1, 0], [0, 1]." in described
    assert "Marked as wrong: [1, 0], [0, 1]." in described
    solved = perceptron_playground(bias=-1.5).view["description"]
    assert "Marked as wrong: none." in solved and "(1.5, 0.0) to (0.0, 1.5)" in solved


def test_weights_may_be_any_two_numbers_and_stay_the_callers():
    given = np.array([0.5, -0.5], dtype=np.float32)
    playground = perceptron_playground(weights=given)
    given[0] = 2
    assert playground.weights == (0.5, -0.5)
    with pytest.raises(TypeError):
        playground.weights[0] = 1.0
