"""Exercises on the way back through a net."""

import numpy as np

from exercises._exercise import Exercise, slip
from helpers.language import _

PRELUDE = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def relu(z):
    return np.maximum(z, 0)

def forward(params, x):
    w1, b1, w2, b2 = params
    hidden = relu(x @ w1 + b1)
    output = sigmoid(hidden @ w2 + b2)
    return hidden, output
"""

PAPER = "2 * 3 * (0.5 - 1)"
OLD_NUMBER = _(
    "One of the five numbers may still be the figure's. Go forwards again: z2 should be 0."
)

one_slope = Exercise(
    _("find the slope of one weight on paper"),
    hints=[
        _("Forwards first: A puts out 3 and B puts out 1, so z2 is 0 and the output is 0.5."),
        _(
            "Then backwards: the slope at z2 is output minus target, the slope at B its weight "
            "times that, and ReLU lets it pass, since B is on."
        ),
        _("The last step is *what came in times what came back*: x1 times the slope at z1 of B."),
    ],
    solution=f"slope = {PAPER}",
    slips={
        slip(PAPER, wrong): sentence
        for wrong, sentence in {
            "2 * 3 * (1 - 0.5)": _(
                "Right but for the sign: output *minus* target, which is now 1."
            ),
            "3 * (0.5 - 1)": _("−1.5 is the slope at B. For the weight, multiply by what came in."),
            "2 * (0.5 - 1)": _(
                "−1 was the slope in figure 5.3. If you have worked it out anew, B's output weight "
                "is missing on the way back."
            ),
            "0.5 - 1": _(
                "−0.5 is the slope at z2. Send it back to B, and from there to the weight."
            ),
            "2 * 3 * -2": _(
                "The slope at the output is −2. It passes the sigmoid first: times 0.25."
            ),
            "2 * 3 * -0.125": _("Output minus target is the slope at z2: it includes the sigmoid."),
            "-1 - 0.1 * -3": _("−0.7 is the weight after a step. Asked for is the slope."),
            "-0.25": _("−0.25 is the slope of the weight from x2 to A."),
            "0": _("B is on: with its new bias it puts out 1."),
            # with x1, B's output weight or b2 as in the figure
            **dict.fromkeys(
                ("-0.227575", "3.973229", "-0.024421", "2 * -2 * (0.5 - 1)"), OLD_NUMBER
            ),
        }.items()
    },
    remark=_(
        "A step against it makes this weight larger, so that B pulls the output up towards 1."
    ),
)

tanh_slope = Exercise(
    _("multiply the links of another neuron"),
    hints=[
        _("The chain is w → z → p → loss. Write down the slope of each link, then multiply."),
        _("The slope of a square is twice what is squared, here 2 · (p − y)."),
        _("The middle link is `1 - p**2`, and the first, from w to z, is `x`."),
    ],
    solution="""
def slope_of_w(w, b, x, y):
    p = np.tanh(w * x + b)
    return 2 * (p - y) * (1 - p**2) * x
""",
    slips={
        slip("2 * (p - y) * (1 - p**2)", "(p - y)"): _(
            "Output minus target is the slope at z for sigmoid and cross-entropy. Tanh and the "
            "squared error have other slopes: multiply those of all three links."
        ),
        slip(" * (1 - p**2)", ""): _("The slope of tanh is missing: it is the link from z to p."),
        slip("1 - p**2", "(1 - p) ** 2"): _("The square is for `p` alone: `1 - p**2`."),
        slip("2 * (p - y) * (1 - p**2) * x", "(p - y) ** 2"): _("That is the loss, not its slope."),
        slip("w * x + b)", "w * x) + b"): _("The bias is added to `w * x`, before tanh is taken."),
        slip("1 - p**2", "p * (1 - p)"): _(
            "`p * (1 - p)` is the slope of the sigmoid, not of tanh."
        ),
        slip("(1 - p**2) * x", "(1 - p**2)"): _(
            "That is the slope at z, and of the bias. From w to z there is one more link."
        ),
        slip("p**2) * x", "p**2) * w"): _(
            "That is the slope for x. For w, multiply by x: what came in."
        ),
        slip("np.tanh(", "sigmoid("): _("This neuron has tanh in place of the sigmoid."),
    },
    inputs=lambda rng: [
        (0.5, -1.0, 2.0, 1.0),
        (0.3, 0.2, 2.0, 0.0),
        *[(*rng.normal(size=3).tolist(), y) for y in (-2.0, 2.0)],
    ],
    remark=_(
        "With tanh and the squared error nothing cancels: where tanh is flat, w learns slowly."
    ),
)


def _bowl(w):
    """(w**2).sum() + w[0] * w[-1]"""  # noqa: D400, D403, D415
    return (w**2).sum() + w[0] * w[-1]


def _bowl_gradient(w):
    gradient = 2 * w
    gradient[0] += w[-1]
    gradient[-1] += w[0]
    return gradient


def _steep(w):  # it shows whoever nudges to one side, too far, or without putting it back
    """500 * ((w**2 + w**3).sum() + w[0] * w[-1])"""  # noqa: D400, D403, D415
    return 500 * (_bowl(w) + (w**3).sum())


FAR, SIZE = "abs(measured - gradient[i]) > 0.001", "abs(measured - gradient[i])"
ONE_WAY = _("Any difference in one direction passes. Compare its size, `abs(...)`, with 0.001.")

gradient_agrees = Exercise(
    _("check somebody else's gradient"),
    hints=[
        _("Loop over the numbers in w. For each, make an array of zeros with h in that one place."),
        _(
            "`f(w + nudge)` and `f(w - nudge)` differ by the slope times 2h. Compare the size of "
            "the difference, `abs(...)`, with 0.001."
        ),
        _("Return False as soon as one of them is off, and True after the loop."),
    ],
    solution="""
def gradient_agrees(f, w, gradient):
    for i in range(len(w)):
        nudge = np.zeros(len(w))
        nudge[i] = 1e-5
        measured = (f(w + nudge) - f(w - nudge)) / (2 * 1e-5)
        if abs(measured - gradient[i]) > 0.001:
            return False
    return True
""",
    slips={
        slip(SIZE, "measured - gradient[i]"): ONE_WAY,
        slip(SIZE, "gradient[i] - measured"): ONE_WAY,
        slip("    return True", "        return True"): _(
            "Only the first slope counts here. Look at all of them before you return True."
        ),
        slip(
            (f"if {FAR}:", "return False", "return True"),
            ("if True:", f"right = {SIZE} < 0.001", "return right"),
        ): _("Only the last slope counts here. One miss anywhere is enough for False."),
        slip("nudge[i] = 1e-5", "nudge[:] = 1e-5"): _(
            "Nudge one number at a time: if all are nudged at once, that measures the sum of the "
            "slopes."
        ),
        slip("(2 * 1e-5)", "1e-5"): _(
            "Each slope is measured twice as large as it is: from one side to the other it is 2h."
        ),
        slip(("f(w - nudge)", "(2 * 1e-5)"), ("f(w)", "1e-5")): _(
            "Where `f` bends sharply, a correct gradient gets False. Nudge by 10⁻⁵ to *both* sides."
        ),
        slip(
            ("nudge = np.zeros(len(w))", "nudge[i] = 1e-5", "(f(w + nudge) - f(w - nudge))"),
            ("w[i] += 1e-5", "higher = f(w)\n        w[i] -= 2e-5", "(higher - f(w))"),
        ): _(
            "`w` is left changed, which spoils what is measured next. Put each number back at once."
        ),
        slip(FAR, "measured != gradient[i]"): _(
            "It returns False even for a correct gradient. Print what it measures: that should be "
            "near the gradient, though hardly ever equal to it."
        ),
        slip(FAR, "not np.isclose(measured, gradient[i], atol=0.001)"): _(
            "Where the slopes are large, differences above 0.001 pass. If you use `np.allclose` or "
            "`np.isclose`, give it `rtol=0`."
        ),
    },
    inputs=lambda rng: [
        (_bowl, np.array([1.0, -2.0]), np.array([0.0, -3.0])),
        (_bowl, np.array([1.0, -2.0]), np.array([0.0015, -3.0])),  # a mean would be near enough
        (_bowl, np.array([1.0, -2.0]), np.array([-0.0015, -3.0])),
        (_bowl, np.array([2.0, 2.0]), np.array([-6.0, -6.0])),
        (_bowl, np.array([1.0, -2.0]), np.array([0.0, -6.0])),
        (_bowl, np.array([1.0, -2.0]), np.array([-3.0, -3.0])),
        (_bowl, np.array([1.0, -2.0]), np.array([-6.0, -6.0])),
        (_bowl, np.array([3.0, 1.0, -2.0]), np.array([4.5, 2.0, -1.5])),  # right as a sum
        (_steep, np.array([1.0, -2.0]), np.array([1500.0, 4500.0])),
        (_steep, np.array([1.0, -2.0]), np.array([1499.99, 4499.99])),
        (_bowl, np.array([1.0, 2.0, 3.0, 4.0]), np.array([6.0, 4.0, 6.0, 8.0])),  # the last is 9
        (_bowl, np.array([1.0, -2.0]), np.array([0.0007, -2.9993])),  # each is near enough
        (_bowl, w := rng.normal(size=3), _bowl_gradient(w)),
        (_bowl, w, _bowl_gradient(w) + [0, 0.01, 0]),
    ],
    keeps_input=True,
    remark=_("That is how a library tests the slopes of each new operation."),
)


def _net(rng, inputs, units, samples):
    """Parameters of a net with one output, a batch, and its targets."""
    shapes = [(inputs, units), (1, units), (units, 1), (1, 1)]
    params = [rng.normal(size=shape) for shape in shapes]
    return params, rng.normal(size=(samples, inputs)), rng.normal(size=(samples, 1))


SIGMOID_AT_END = _(
    "There is no sigmoid at the end. Two lines of the lesson's `backward` do not fit this net: its "
    "forward pass and its first slope."
)

backward_numbers = Exercise(
    _("send an error back through a ReLU net"),
    hints=[
        _(
            "Copy the lesson's `backward`. This net differs in two places: the forward pass and "
            "the first slope."
        ),
        _(
            "There is no sigmoid at the end, and the slope of a squared error is twice the error; "
            "the loss is still a mean over the samples."
        ),
        _("So it begins with `2 * (output - y) / len(x)`. All other lines stay."),
    ],
    given='''
def forward_numbers(params, x):
    """Return what the ReLU layer and the output layer put out."""
    w1, b1, w2, b2 = params
    hidden = np.maximum(x @ w1 + b1, 0)
    return hidden, hidden @ w2 + b2
''',
    solution="""
def backward_numbers(params, x, y):
    w1, b1, w2, b2 = params
    hidden, output = forward_numbers(params, x)
    d_output = 2 * (output - y) / len(x)
    d_w2 = hidden.T @ d_output
    d_b2 = d_output.sum(axis=0, keepdims=True)
    d_hidden = d_output @ w2.T
    d_z1 = d_hidden * (hidden > 0)
    d_w1 = x.T @ d_z1
    d_b1 = d_z1.sum(axis=0, keepdims=True)
    return [d_w1, d_b1, d_w2, d_b2]
""",
    slips={
        slip("forward_numbers(", "forward("): SIGMOID_AT_END,
        slip(("forward_numbers(", "2 * "), ("forward(", "")): SIGMOID_AT_END,
        slip("(output - y)", "(output - y) * output * (1 - output)"): _(
            "That has a sigmoid's slope in it. The output has no activation: leave that link out."
        ),
        slip(" / len(x)", ""): _(
            "Those are the slopes of the sum over the samples. Take the mean."
        ),
        slip("len(x)", "4"): _(
            "The lesson's batch had 4 samples, and so it divided by 4. Here there are `len(x)`."
        ),
        slip(" * (hidden > 0)", ""): _(
            "Through ReLU nothing comes back where it is flat: that is where its output is 0."
        ),
        slip("(hidden > 0)", "(x @ w1 + b1 >= 0)"): _(
            "In ReLU's corner, where z1 is exactly 0, the slope is taken as 0: `>`, not `>=`."
        ),
        slip("(hidden > 0)", "hidden"): _(
            "Going back, multiply by ReLU's *slope*, not its output."
        ),
        slip(("output.sum(", "z1.sum("), ("output.mean(", "z1.mean(")): _(
            "The weights' slopes are right. Those of the biases are divided by the number of "
            "samples once too often."
        ),
    },
    inputs=lambda rng: [
        (
            [
                np.array([[1.0, -1.0], [0.0, 2.0]]),
                np.array([[0.5, 1.0]]),  # one z1 is exactly 0
                np.array([[1.0], [2.0]]),
                np.array([[0.0]]),
            ],
            np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 2.0]]),
            np.array([[3.0], [8.0], [7.0]]),
        ),
        _net(rng, 3, 2, 4),
        _net(rng, 1, 4, 1),
    ],
    remark=_("Measured slopes agree. The loss and the output are new; the rules are the same."),
)

slope_through = Exercise(
    _("multiply the slopes of a whole stack"),
    hints=[
        _(
            "Go through the weights in a loop. Keep two things: the value so far, and the slope so "
            "far, which begins at 1."
        ),
        _(
            "A layer has two links: from its input to z the slope is `w`, from z to its output "
            "that of the sigmoid, output times 1 minus output."
        ),
        _("In the loop: `x = sigmoid(w * x)`, then multiply the slope by `w * x * (1 - x)`."),
    ],
    solution="""
def slope_through(x, weights):
    slope = 1
    for w in weights:
        x = sigmoid(w * x)
        slope = slope * w * x * (1 - x)
    return slope
""",
    slips={
        slip(" * w * x * (1 - x)", " * x * (1 - x)"): _(
            "The weights are missing: each is the slope from a layer's input to its z."
        ),
        slip(" * x * (1 - x)", ""): _("The slopes of the sigmoids are missing."),
        slip("x * (1 - x)", "0.25"): _(
            "0.25 is the sigmoid's *largest* slope, at 0. Elsewhere it is output times 1 minus "
            "output."
        ),
        slip(
            ("        x = sigmoid(w * x)\n", "(1 - x)"),
            ("", "(1 - x)\n        x = sigmoid(w * x)"),
        ): _("The sigmoid's slope needs what a layer puts *out*, not what comes in."),
        slip(("x = s", "x * (1 - x)"), ("p = s", "p * (1 - p)")): _(
            "Each layer takes what the one before it puts out; only the first takes `x` itself."
        ),
        slip("slope * w", "w"): _("That is the last layer's slope alone: multiply all of them."),
    },
    inputs=lambda rng: [
        (1.0, [2.0]),
        (0.5, [1.0, -3.0]),
        (0.5, []),
        (rng.normal(), rng.uniform(1, 3, 3).tolist()),
        (rng.normal(), rng.uniform(-4, -1, 4).tolist()),
    ],
    remark=_("Twenty layers of weight 1 leave a slope of about 10⁻¹³ at 0.5: it has vanished."),
)
