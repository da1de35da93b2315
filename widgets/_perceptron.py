"""A neuron with two inputs, its weights and bias on sliders, its line in the plane."""

from itertools import pairwise

import numpy as np
import traitlets

from helpers.language import _, in_print
from widgets._base import Widget, front, shows_errors
from widgets._numbers import Number, Pair

_INPUTS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
_GATES = {
    "AND": [1, 0, 0, 0],
    "OR": [1, 1, 1, 0],
    "NAND": [0, 1, 1, 1],
    "NOR": [0, 0, 0, 1],
    "XOR": [0, 1, 1, 0],
}
_CORNERS = np.array([[-0.5, -0.5], [1.5, -0.5], [1.5, 1.5], [-0.5, 1.5]])  # of the picture
_NEARLY_NOTHING = 1e-9  # a z closer to 0 than this comes from rounding


class PerceptronPlayground(Widget):
    """What `perceptron_playground` returns; described there."""

    _esm = front("perceptron")
    words = _("The perceptron playground. In JupyterLab, run this cell and move its sliders.")
    labels = {
        "gate": _("gate"),
        "weight": _("weight {name}"),
        "bias": _("bias {name}"),
        "output": _("output"),
        "target": _("target"),
        "right": _("right"),
        "wrong": _("wrong"),
        "wrong answer": _("wrong answer"),
        "table": _("Truth table"),
    }

    weights = Pair([(-2, 2)] * 2, (1.0, 1.0)).tag(sync=True)
    bias = Number(-3, 3, 0.0).tag(sync=True)
    gate = traitlets.Enum(list(_GATES), "AND").tag(sync=True)
    gates = traitlets.List(list(_GATES), read_only=True).tag(sync=True)
    sentence = traitlets.Unicode(read_only=True).tag(sync=True)
    view = traitlets.Dict(read_only=True, help="what the front draws").tag(sync=True)

    def __init__(self, step=None, **traits):
        self._step = _above_zero if step is None else _checked_step(step)
        self._rule = "1 if z > 0 else 0" if step is None else "step(z)"
        super().__init__(**traits)
        self._answer()

    @property
    def z(self):
        """The sum for each of the four inputs, a list of floats."""
        return (np.dot(_INPUTS, self.weights) + self.bias).tolist()

    @property
    def outputs(self):
        """The answer to each of the four inputs, a list of 0 and 1."""
        return [int(answer) for answer in self._step(np.array(self.z))]

    @property
    def targets(self):
        """What the gate wants for each of the four inputs, a list of 0 and 1."""
        return list(_GATES[self.gate])

    @property
    def right(self):
        """Whether all four answers are as the gate wants them."""
        return self.outputs == self.targets

    @traitlets.observe("weights", "bias", "gate")
    @shows_errors
    def _answer(self, _change=None):
        """Tell the front what the neuron says now."""
        z, outputs, targets = self.z, self.outputs, self.targets
        region, line = self._region()
        wrong = [
            str(list(map(int, x)))
            for x, output, target in zip(_INPUTS, outputs, targets, strict=True)
            if output != target
        ]
        rounded = next((value for value in z if 0 < abs(value) < _NEARLY_NOTHING), None)
        with self.hold_sync():
            self.set_trait("sentence", self._in_words(wrong, line, rounded))
            self.set_trait(
                "view",
                {
                    "inputs": _INPUTS.tolist(),
                    "z": [_figures(value) for value in z],
                    "outputs": outputs,
                    "targets": targets,
                    "formula": [
                        f"z = {self._sum('·')}",
                        _("output = {rule}").format(rule=self._rule),
                    ],
                    "region": region,
                    "line": line,
                    "description": self._described(wrong, line),
                },
            )

    def _region(self):
        """The corners of what is answered 1, and the two ends of the line, as far as it is seen."""
        heights = _CORNERS @ self.weights + self.bias
        if not any(self.weights):
            everywhere = self._step(heights)[0]
            return (_CORNERS.tolist() if everywhere else []), []
        region, ends = [], []
        around = list(zip(_CORNERS, heights, strict=True))
        for (corner, height), (following, next_height) in pairwise([*around, around[0]]):
            if height > 0:
                region.append(corner.tolist())
            if (height > 0) != (next_height > 0):
                end = corner + (following - corner) * height / (height - next_height)
                region.append(end.tolist())
                ends.append(end.tolist())
        return region, ends

    def _sum(self, times):
        """The neuron's sum with its numbers: "1.0·x₁ − 0.5·x₂ + 0.2"."""
        (w1, w2), b = self.weights, self.bias
        w2, b = (("− " if value < 0 else "+ ") + _figures(abs(value)) for value in (w2, b))
        return f"{_figures(w1)}{times}x₁ {w2}{times}x₂ {b}"

    def _in_words(self, wrong, line, rounded):
        said = [_("Right: all four answers are as {gate} wants them.")]
        if wrong:
            said = [_("{count} of 4 answers are right for {gate}; wrong: {wrong}.")]
        if not any(self.weights):
            said.append(
                _("Both weights are 0: there is no line, and every input gets the same answer.")
            )
        elif not line:
            said.append(_("The line lies outside of the picture."))
        if rounded is not None:
            said.append(_("A z of {z} comes from rounding; on paper it is 0."))
        places = {"gate": self.gate, "count": 4 - len(wrong), "wrong": _(", ").join(wrong)}
        z = rounded if rounded is None else _figures(rounded)
        return in_print(" ".join(said).format(**places, z=z))

    def _described(self, wrong, line):
        """The picture in words, for those who do not see it."""
        text = _("The plane of the two inputs, without a line.")
        ends = [f"({_figures(x)}, {_figures(y)})" for x, y in np.round(line, 2)]
        if line:
            text = _(
                "The plane of the two inputs. The line {sum} = 0 runs from {start} to {end}."
            ).format(sum=self._sum(" "), start=ends[0], end=ends[1])
        ones = [str(x) for x, output in zip(_INPUTS.tolist(), self.outputs, strict=True) if output]
        ones = _(", ").join(ones) or _("none of the four samples")
        wrong = _(", ").join(wrong) or _("none")
        answered = _("Answered 1: {ones}. Marked as wrong: {wrong}.").format(ones=ones, wrong=wrong)
        return in_print(f"{text} {answered}")


def perceptron_playground(step=None, *, weights=(1.0, 1.0), bias=0.0, gate="AND"):
    """Show a neuron with two inputs: turn its line by sliders until it answers as a gate does.

    In JupyterLab it has a slider for each weight and for the bias, and a menu of gates; the line,
    the regions and the truth table follow. From code the same is done by setting its traits
    `weights`, `bias` and `gate`.

    Parameters
    ----------
    step : callable, optional
        The activation function: takes an array of z, shape (n,), float64, and returns n answers,
        0 or 1. It must say 0 below zero and 1 above it; what it says at zero is its own affair.
        Without it, 1 where z > 0, else 0.
    weights : (float, float)
        The two weights at the start, from −2 to 2.
    bias : float
        The bias at the start, from −3 to 3.
    gate : str
        The gate at the start: "AND", "OR", "NAND", "NOR" or "XOR".

    Returns
    -------
    PerceptronPlayground
        A widget. It has `z`, `outputs` and `targets`, lists of four, for the inputs [1, 1],
        [1, 0], [0, 1] and [0, 0] in this order, and `right`: whether all four outputs are the
        targets.

    Raises
    ------
    TypeError
        If `step` cannot be called, or weights or bias are no numbers.
    ValueError
        If `step` is no step at zero, or weights or bias lie outside of their ranges.
    traitlets.TraitError
        If there is no such gate.

    Examples
    --------
    >>> playground = perceptron_playground()
    >>> playground.outputs, playground.right
    ([1, 1, 1, 0], False)
    >>> playground.bias = -1.5
    >>> playground.outputs, playground.right
    ([1, 0, 0, 0], True)
    """
    return PerceptronPlayground(step, weights=weights, bias=bias, gate=gate)


def _above_zero(z):
    return np.where(z > 0, 1, 0)


def _checked_step(step):
    """The step handed in, if it is one."""
    if not callable(step):
        raise TypeError(
            _(
                "step is a {kind}; expected a function of an array of z, such as step without its "
                "brackets."
            ).format(kind=type(step).__name__)
        )
    answers = np.asarray(step(np.array([-1.0, 0.0, 1.0])))
    if answers.shape != (3,) or answers.tolist() not in ([0, 0, 1], [0, 1, 1]):
        raise ValueError(
            _(
                "step returned {answers} for z = [−1, 0, 1]; expected an array of 0 below zero "
                "and 1 above it, such as np.where(z > 0, 1, 0)."
            ).format(answers=answers.tolist())
        )
    return step


def _figures(value):
    """A number with at least one decimal and at most four; "5.6e-17" if that would hide it."""
    if 0 < abs(value) < 5e-5:
        return f"{value:.1e}".replace("-", "−", int(value < 0))
    return np.format_float_positional(value + 0.0, precision=4, trim="0").replace("-", "−")
