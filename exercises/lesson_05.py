"""Exercises on the way back through a net."""

import numpy as np

from exercises._exercise import Exercise, slip

PRELUDE = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def forward(params, x):
    w1, b1, w2, b2 = params
    hidden = np.tanh(x @ w1 + b1)
    return hidden, sigmoid(hidden @ w2 + b2)
"""


def _net(rng, inputs, units, samples):
    """Parameters of a net with one output, a batch, and its targets."""
    shapes = [(inputs, units), (1, units), (units, 1), (1, 1)]
    params = [rng.normal(size=shape) for shape in shapes]
    return params, rng.normal(size=(samples, inputs)), rng.normal(size=(samples, 1))


backward_numbers = Exercise(
    "send an error back through a ReLU net",
    hints=[
        "Copy the lesson's `backward`. The net is another one in three places: the forward pass, "
        "the first slope and the slope of the hidden layer's activation.",
        "There is no sigmoid at the end, and the slope of a squared error is twice the error; the "
        "loss is still a mean over the samples.",
        "ReLU's slope is 1 where its output is above 0, else 0: `d_hidden * (hidden > 0)`.",
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
        slip("(hidden > 0)", "(1 - hidden**2)"): (
            "`1 - hidden**2` is the slope of tanh. What is the slope of ReLU, left and right of 0?"
        ),
        slip("2 * ", ""): (
            "`output - y` was the slope for sigmoid and cross-entropy. That of a squared error is "
            "twice the error."
        ),
        slip(("2 * ", "(hidden > 0)"), ("", "(1 - hidden**2)")): (
            "These are the slopes of the lesson's loss and of tanh. Both have to be exchanged: the "
            "first slope, and that of the hidden layer."
        ),
        slip("(output - y)", "(output - y) * output * (1 - output)"): (
            "Here stands the slope of a sigmoid, but the output of this net has no activation: "
            "leave that link out of the chain."
        ),
        slip("output - y", "y - output"): (
            "Every sign is turned: the error is output minus target, since the gradient points to "
            "where the loss *rises*."
        ),
        slip("2 * (output - y) / len(x)", "output - y"): (
            "`output - y` is the error of each sample. The slope of its square is twice that, and "
            "the loss is a mean over the samples."
        ),
        slip("forward_numbers(", "forward("): (
            "Your way back starts from the lesson's `forward`, a net with tanh and sigmoid. The "
            "forward pass of this net is `forward_numbers`."
        ),
        slip(("forward_numbers(", "2 * ", "(hidden > 0)"), ("forward(", "", "(1 - hidden**2)")): (
            "That is the lesson's `backward`, for the lesson's net. Here three things are "
            "different: the forward pass, the loss and the activation of the hidden layer."
        ),
        slip(" / len(x)", ""): "Those are the slopes of a sum over the samples. Take the mean.",
        slip(" * (hidden > 0)", ""): (
            "The error passes as if there were no ReLU. Where ReLU is flat, nothing comes back."
        ),
        slip("(hidden > 0)", "hidden"): "Going back, multiply by ReLU's *slope*, not its output.",
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
    remark="Finite differences agree. The loss and an activation are new, the rules are the same.",
)
