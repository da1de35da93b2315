"""Exercises on losses, descent, softmax and the way back through a net."""

import numpy as np

from exercises._exercise import Exercise, slip

PRELUDE = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def naive_softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)

def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

def forward(params, x):
    w1, b1, w2, b2 = params
    hidden = np.tanh(x @ w1 + b1)
    return hidden, sigmoid(hidden @ w2 + b2)
"""

one_step = Exercise(
    "take one step downhill",
    hints=[
        "Begin with the slope. It is 2w for w²; for (w − 3)² it is twice what is squared.",
        "At w = 7 the slope is 2 · (7 − 3) = 8. The step goes against it, and its length is the "
        "learning rate times the slope.",
    ],
    solution="w_next = 7 - 0.1 * 2 * (7 - 3)",
    slips={
        slip("7 - 0.1", "7 + 0.1"): "That is a step uphill. Go *against* the slope.",
        slip(" * 2", ""): "A factor 2 is missing: the slope of a square is twice what is squared.",
        slip("0.1 * ", ""): "That is a step with the rate 1. Multiply the slope by the rate.",
        slip("(7 - 3)", "7"): "2w is the slope of w². Here w − 3 is squared: take twice *that*.",
        slip("2 * (7 - 3)", "(7 - 3) ** 2"): "That takes the loss where the slope belongs.",
        slip("7 - 0.1 * ", ""): "That is the slope at w = 7. Now take the step.",
        slip("7 - 0.1", "0.1"): "That is the length of the step. Where does it lead, from 7?",
        slip("7 - 0.1 * 2 * (7 - 3)", "3"): (
            "That is the bottom, where many steps lead. One step goes the learning rate times the "
            "slope, and no further."
        ),
    },
    remark="The loss falls from 16 to about 10.2: a step of the right length, downhill.",
)

count_updates = Exercise(
    "count the updates of a training",
    hints=[
        "Take one epoch first: how many batches of 4 do 10 samples make? A short one counts too.",
        "`np.ceil` and `math.ceil` round up. Round for one epoch, then multiply by the epochs.",
    ],
    solution="""
def count_updates(samples, batch_size, epochs):
    return int(np.ceil(samples / batch_size)) * epochs
""",
    slips={
        slip("int(np.ceil(samples / batch_size))", "samples // batch_size"): (
            "`//` rounds down and forgets the short batch at the end of an epoch. It counts too."
        ),
        slip("int(np.ceil(samples / batch_size))", "(samples // batch_size + 1)"): (
            "One more is right only where a short batch is left over. Here the last batch is full."
        ),
        slip("samples / batch_size)) * epochs", "samples * epochs / batch_size))"): (
            "A batch does not reach into the next epoch: round up for one epoch, then multiply."
        ),
        slip("int(np.ceil(samples / batch_size))", "samples / batch_size"): (
            "There is no such thing as a fraction of an update: a short batch makes a whole one."
        ),
        slip(" * epochs", ""): "That is one epoch. Each of the others makes as many again.",
    },
    inputs=lambda rng: [(10, 4, 2), (8, 4, 3), (5, 8, 1), (60_000, 128, 5)],
)

huber = Exercise(
    "write a loss between L1 and L2",
    hints=[
        "Three lines will do: the errors, their sizes by `np.abs`, and the cost of each.",
        "`np.where(condition, a, b)` takes from `a` where the condition holds, else from `b`. Then "
        "take the mean.",
        "The condition is `sizes <= 1`; the two costs are `errors**2 / 2` and `sizes - 0.5`.",
    ],
    solution="""
def huber(targets, predictions):
    errors = predictions - targets
    sizes = np.abs(errors)
    return np.mean(np.where(sizes <= 1, errors**2 / 2, sizes - 0.5))
""",
    slips={
        slip("sizes <= 1", "errors <= 1"): (
            "Which cost an error gets depends on its size. −3 is below 1, and still a large error."
        ),
        slip("sizes - 0.5", "errors - 0.5"): (
            "A large negative error makes your loss smaller. A cost is taken of its size."
        ),
        slip(" / 2", ""): "A small error costs *half* its square, so that both meet at size 1.",
        slip(" - 0.5", ""): "A large error costs its size *minus one half*, to meet at size 1.",
        slip("<=", ">"): "The two costs have changed places: the square is for the small errors.",
        slip("np.mean", ""): "These are the samples' costs. The loss is one number, their mean.",
        slip("np.mean", "np.sum"): "A sum would grow with the number of samples. Take the mean.",
        slip("sizes = np.abs(errors)", "errors = sizes = np.mean(np.abs(errors))"): (
            "You took the mean first. Each sample has a cost of its own; the mean comes last."
        ),
        slip(
            "np.where(sizes <= 1, errors**2 / 2, sizes - 0.5)",
            "errors**2 / 2 if sizes <= 1 else sizes - 0.5",
        ): (
            "`if` decides once, for all errors together; here each needs its own. `np.where` "
            "decides one by one."
        ),
    },
    inputs=lambda rng: [
        (np.array([3.0, 5.0, 4.0]), np.array([2.5, 5.0, 6.0])),
        (np.array([3.0, 5.0]), np.array([0.0, 5.5])),
        (np.array([1, 2]), np.array([1, 8])),
        (rng.normal(size=50), rng.normal(size=50) * 3),
    ],
    remark="It is the Huber loss, `keras.losses.Huber()`: smooth at 0, and calm about outliers.",
)

slope_at_logits = Exercise(
    "find the slopes at the logits of a batch",
    hints=[
        "For one sample the lesson measured it: probabilities minus target. For the mean over a "
        "batch each sample counts one n-th.",
        "The lesson's `softmax` works on batches too: its sums run along the last axis alone.",
        "`np.eye(classes)[labels]` gives one row for each label: the one-hot targets.",
    ],
    solution="""
def slope_at_logits(logits, labels):
    targets = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - targets) / len(logits)
""",
    slips={
        slip("softmax(", "naive_softmax("): (
            "The powers overflow to infinity, or all of them underflow to 0. Subtract the largest "
            "score of each row first."
        ),
        slip("softmax(logits)", "naive_softmax(logits - logits.max())"): (
            "You subtract the largest score of the whole batch: a row far below it becomes 0/0. "
            "Each row has a largest score of its own."
        ),
        slip(
            "    return (softmax(logits)",
            """    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (powers / powers.sum()""",
        ): (
            "You divide by the sum over the batch. The probabilities of each *sample* add up to 1."
        ),
        slip("softmax(logits)", "softmax(logits.T).T"): (
            "`axis=0` runs down the samples. The scores that compete lie side by side, in a row."
        ),
        slip(" / len(logits)", ""): (
            "These are the slopes of the sum of the losses. The loss is their mean over the batch."
        ),
        slip(" / len(logits)", ".mean(axis=0)"): (
            "A mean over the samples leaves one number for each class. Every logit has a slope of "
            "its own; that the loss is a mean only makes each of them smaller."
        ),
        slip("softmax(logits) - targets", "targets - softmax(logits)"): (
            "Every sign is turned: raising the score of the true class lowers the loss, so its "
            "slope is negative."
        ),
        slip("np.eye(logits.shape[1])[labels]", "labels"): (
            "Labels are the numbers of classes. What is subtracted here is their one-hot form."
        ),
    },
    inputs=lambda rng: [
        (np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), np.array([1, 2])),
        (np.array([[1000.0, 1001.0], [-1000.0, -1001.0]]), np.array([0, 1])),
        (rng.normal(size=(1, 10)), np.array([6])),
        (rng.normal(size=(7, 4)) * 3, rng.integers(0, 4, 7)),
    ],
    remark="In each row the slopes add up to 0: what one class wins, the others lose.",
)


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
