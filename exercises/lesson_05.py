"""Exercises on the way back through a net."""

import numpy as np

from exercises._exercise import Exercise, slip

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
OLD_NUMBER = "One of the five numbers seems to be that of the figure. Go forwards again: z2 is 0."

one_slope = Exercise(
    "find the slope of one weight on paper",
    hints=[
        "Forwards first: A puts out 3 and B puts out 1, so z2 is 0 and the output 0.5.",
        "Then backwards: the slope at z2 is output minus target, the slope at B its weight times "
        "that, and ReLU lets it pass, since B is on.",
        "The last step is *what came in times what came back*: x1 times the slope at z1 of B.",
    ],
    solution=f"slope = {PAPER}",
    slips={
        slip(PAPER, wrong): sentence
        for wrong, sentence in {
            "2 * 3 * (1 - 0.5)": "Right but for the sign: output *minus* target, which is now 1.",
            "3 * (0.5 - 1)": "That is the slope at B. For the weight, multiply by what came in.",
            "2 * (0.5 - 1)": "On its way back to B, the slope crosses a weight: multiply by it.",
            "0.5 - 1": "−0.5 is the slope at z2. Send it back to B, and from there to the weight.",
            "2 * 3 * -2": "The slope at the output is −2. It passes the sigmoid first: times 0.25.",
            "2 * 3 * -0.125": "Output minus target is the slope at z2: it includes the sigmoid.",
            "0": "B is on: with its new bias it puts out 1.",
            # with x1, B's output weight or b2 as in the figure
            **dict.fromkeys(("-0.227575", "3.973229", "-0.024421"), OLD_NUMBER),
        }.items()
    },
    remark="One step against it makes this weight larger, so that B pulls the output up towards 1.",
)

tanh_slope = Exercise(
    "multiply the links of another neuron",
    hints=[
        "The chain is w → z → p → loss. Write down the slope of each link, then multiply.",
        "The slope of a square is twice what is squared, here 2 · (p − y).",
        "The middle link is `1 - p**2`, and the first, from w to z, is `x`.",
    ],
    solution="""
def slope_of_w(w, b, x, y):
    p = np.tanh(w * x + b)
    return 2 * (p - y) * (1 - p**2) * x
""",
    slips={
        slip("2 * (p - y)", "(p - y)"): "The slope of a square is *twice* what is squared.",
        slip(" * (1 - p**2)", ""): "The link from z to p is missing: tanh has a slope, too.",
        slip("1 - p**2", "p * (1 - p)"): "`p * (1 - p)` is the slope of the sigmoid, not of tanh.",
        slip("(1 - p**2) * x", "(1 - p**2)"): (
            "That is the slope at z, and of the bias. From w to z there is one more link."
        ),
        slip("p**2) * x", "p**2) * w"): "The link from w to z has the slope x: what came in.",
        slip("p - y", "y - p"): "Every sign is turned: take output minus target.",
        slip("np.tanh(", "sigmoid("): "This neuron has tanh in place of the sigmoid.",
    },
    inputs=lambda rng: [
        (0.5, -1.0, 2.0, 1.0),
        (0.3, 0.2, 2.0, 0.0),
        *[(*rng.normal(size=3).tolist(), y) for y in (-2.0, 2.0)],
    ],
    remark="With tanh and the squared error nothing cancels: where tanh is flat, w learns slowly.",
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


gradient_agrees = Exercise(
    "check somebody else's gradient",
    hints=[
        "Loop over the numbers in w. For each, make an array of zeros with h in that one place.",
        "`f(w + nudge)` and `f(w - nudge)` differ by the slope times 2h. Compare the size of the "
        "difference, `abs(...)`, with 0.001.",
        "Return False as soon as one of them is off, and True after the loop.",
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
        slip("abs(measured - gradient[i])", "measured - gradient[i]"): (
            "A slope that is given too large passes: the difference is negative. Compare its size."
        ),
        slip("    return True", "        return True"): (
            "A gradient whose first slope is right and a later one wrong gets True. `return True` "
            "belongs after the loop."
        ),
        slip(
            ("if abs(measured - gradient[i]) > 0.001:", "return False", "return True"),
            ("if True:", "right = abs(measured - gradient[i]) < 0.001", "return right"),
        ): (
            "A gradient whose first slope is wrong gets True. Check every slope: one miss is "
            "enough for False."
        ),
        slip("nudge[i] = 1e-5", "nudge[:] = 1e-5"): (
            "You nudge all numbers at once, which measures the sum of the slopes. Nudge one."
        ),
        slip("(2 * 1e-5)", "1e-5"): "From one side to the other it is twice h.",
        slip("abs(measured - gradient[i]) > 0.001", "measured != gradient[i]"): (
            "It returns False for a correct gradient. Print what it measures: that should be near "
            "the gradient, though hardly ever equal to it."
        ),
        slip(("return True", "return False"), ("return 1 == 0", "return True")): (
            "True and False have changed places."
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
    remark="That is how a library tests the slopes of each new operation.",
)


def _net(rng, inputs, units, samples):
    """Parameters of a net with one output, a batch, and its targets."""
    shapes = [(inputs, units), (1, units), (units, 1), (1, 1)]
    params = [rng.normal(size=shape) for shape in shapes]
    return params, rng.normal(size=(samples, inputs)), rng.normal(size=(samples, 1))


backward_numbers = Exercise(
    "send an error back through a ReLU net",
    hints=[
        "Copy the lesson's `backward`. This net differs in two places: the forward pass and the "
        "first slope.",
        "There is no sigmoid at the end, and the slope of a squared error is twice the error; the "
        "loss is still a mean over the samples.",
        "So it begins with `2 * (output - y) / len(x)`. All other lines stay.",
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
        slip("2 * ", ""): (
            "`output - y` was the slope for sigmoid and cross-entropy. That of a squared error is "
            "twice the error."
        ),
        slip("(output - y)", "(output - y) * output * (1 - output)"): (
            "You multiply by the slope of a sigmoid, but the output of this net has no activation: "
            "leave that link out of the chain."
        ),
        slip("output - y", "y - output"): (
            "Every sign is turned: the error is output minus target, since the gradient points to "
            "where the loss *rises*."
        ),
        slip("forward_numbers(", "forward("): (
            "Your backward pass uses the lesson's `forward`, a net with a sigmoid at its end. The "
            "forward pass of this net is `forward_numbers`."
        ),
        slip(" / len(x)", ""): "Those are the slopes of a sum over the samples. Take the mean.",
        slip(" * (hidden > 0)", ""): (
            "The error passes as if there were no ReLU. Where ReLU is flat, nothing comes back: "
            "`hidden` is 0 there, not below."
        ),
        slip("(hidden > 0)", "hidden"): "Going back, multiply by ReLU's *slope*, not its output.",
        slip(("output.sum(", "z1.sum("), ("output.mean(", "z1.mean(")): (
            "The first slope is divided by the number of samples already: for the biases, only add."
        ),
        slip(
            ("d_output.sum(axis=0, keepdims=True)", "d_z1.sum(axis=0, keepdims=True)"),
            ("d_output.sum(axis=0)", "d_z1.sum(axis=0)"),
        ): (
            "The slopes are right, but those of the biases have lost an axis: each has the shape "
            "of its bias, `(1, units)`. `keepdims=True` keeps it."
        ),
    },
    inputs=lambda rng: [
        (
            [
                np.array([[1.0, -1.0], [0.0, 2.0]]),
                np.array([[0.5, 0.5]]),
                np.array([[1.0], [2.0]]),
                np.array([[0.0]]),
            ],
            np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 2.0]]),
            np.array([[3.0], [8.0], [7.0]]),
        ),
        _net(rng, 3, 2, 4),
        _net(rng, 1, 4, 1),
    ],
    remark="Measured slopes agree. The loss and the output are new; the rules are the same.",
)

slope_through = Exercise(
    "multiply the slopes of a whole stack",
    hints=[
        "Go through the weights in a loop. Keep two things: the value so far, and the slope so "
        "far, which begins at 1.",
        "A layer has two links: from its input to z the slope is `w`, from z to its output that of "
        "the sigmoid, output times 1 minus output.",
        "In the loop: `x = sigmoid(w * x)`, then multiply the slope by `w * x * (1 - x)`.",
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
        slip(" * w * x * (1 - x)", " * x * (1 - x)"): (
            "From a layer's input to its z there is a link, too: its slope is the weight."
        ),
        slip(" * x * (1 - x)", ""): "The link through the sigmoid is missing: it has a slope, too.",
        slip("x * (1 - x)", "0.25"): (
            "0.25 is the sigmoid's *largest* slope, at 0. Elsewhere it is output times 1 minus "
            "output."
        ),
        slip(
            ("        x = sigmoid(w * x)\n", "(1 - x)"),
            ("", "(1 - x)\n        x = sigmoid(w * x)"),
        ): "The sigmoid's slope is taken from what comes into a layer: it needs what comes *out*.",
        slip(("x = s", "x * (1 - x)"), ("p = s", "p * (1 - p)")): (
            "Every layer gets the first `x`. What one puts out must become the `x` of the next."
        ),
        slip("slope * w", "w"): "That is the last layer: each slope multiplies those before it.",
        slip("    return", "        return"): "That is the first layer: return after the loop.",
    },
    inputs=lambda rng: [
        (1.0, [2.0]),
        (0.5, [1.0, -3.0]),
        (0.5, []),
        (rng.normal(), rng.uniform(1, 3, 3).tolist()),
        (rng.normal(), rng.uniform(-4, -1, 4).tolist()),
    ],
    remark="From 0.5, through twenty layers of weight 1, about 10⁻¹³ is left: it has vanished.",
)
