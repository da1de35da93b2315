"""Exercises of lesson 4: losses, descent, softmax and the way back through a net."""

import numpy as np

from exercises._exercise import Exercise

_FORWARD = '''
def forward_numbers(params, x):
    """Return what the ReLU layer and the output layer put out."""
    w1, b1, w2, b2 = params
    hidden = np.maximum(x @ w1 + b1, 0)
    return hidden, hidden @ w2 + b2
'''

_BACKWARD = """
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
"""

_LESSONS_FORWARD = "np.tanh(x @ w1 + b1), 1 / (1 + np.exp(-(np.tanh(x @ w1 + b1) @ w2 + b2)))"

_SLOPES = """
def slope_at_logits(logits, labels):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    targets = np.eye(logits.shape[1])[labels]
    return (probabilities - targets) / len(logits)
"""


def _net(rng, inputs, units, samples):
    """Parameters of a net with one output, a batch, and its targets."""
    shapes = [(inputs, units), (1, units), (units, 1), (1, 1)]
    params = [rng.normal(size=shape) for shape in shapes]
    return params, rng.normal(size=(samples, inputs)), rng.normal(size=(samples, 1))


_SMALL_NET = (
    [
        np.array([[1.0, -1.0], [0.0, 2.0]]),
        np.array([[0.5, 0.5]]),
        np.array([[1.0], [2.0]]),
        np.array([[0.0]]),
    ],
    np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 2.0]]),
    np.array([[3.0], [8.0], [7.0]]),
)


EXERCISES = [
    Exercise(
        "4.1",
        "take one step downhill",
        hints=[
            "Begin with the slope. It is 2w for w²; for (w − 3)² it is twice what is squared.",
            "At w = 7 the slope is 2 · (7 − 3) = 8. The step goes against it, and its length is "
            "the learning rate times the slope.",
        ],
        solution="w_next = 7 - 0.1 * 2 * (7 - 3)",
        slips={
            "w_next = 7.8": ("That is a step uphill: the loss has grown. Go *against* the slope."),
            "w_next = 6.6": (
                "A factor 2 is missing: the slope of a square is twice what is squared."
            ),
            "w_next = -1": (
                "That is a step with a learning rate of 1. Multiply the slope by the rate."
            ),
            "w_next = 5.6": (
                "2w is the slope of w². Here w − 3 is squared, so twice *that* is the slope."
            ),
            "w_next = 5.4": "You took the loss for the slope. Only a slope says which way is down.",
            "w_next = 8": "That is the slope at w = 7. Now take the step.",
            "w_next = 0.8": "That is the length of the step. Where does it lead, from 7?",
            "w_next = 3": (
                "That is the bottom, where many steps lead. One step goes the learning rate times "
                "the slope, and no further."
            ),
        },
        remark="The loss falls from 16 to about 10.2: a step of the right length, downhill.",
    ),
    Exercise(
        "4.2",
        "count the updates of a training",
        hints=[
            "Take a single epoch first: how many batches are 10 samples in batches of 4? A short "
            "batch counts too.",
            "`np.ceil` and `math.ceil` round up. Round for one epoch, then multiply by the epochs.",
        ],
        solution="""
def count_updates(samples, batch_size, epochs):
    return int(np.ceil(samples / batch_size)) * epochs
""",
        slips={
            "def count_updates(samples, batch_size, epochs):\n"
            "    return samples // batch_size * epochs": (
                "`//` rounds down and forgets the short batch at the end of each epoch. It makes "
                "an update too."
            ),
            "def count_updates(samples, batch_size, epochs):\n"
            "    return (samples // batch_size + 1) * epochs": (
                "One more is right only where a short batch is left over. Here the last batch is "
                "full."
            ),
            "def count_updates(samples, batch_size, epochs):\n"
            "    return int(np.ceil(samples * epochs / batch_size))": (
                "A batch does not reach into the next epoch: round up for one epoch, and multiply "
                "after that."
            ),
            "def count_updates(samples, batch_size, epochs):\n"
            "    return samples / batch_size * epochs": (
                "There is no such thing as a fraction of an update: a short batch makes a whole "
                "one."
            ),
            "def count_updates(samples, batch_size, epochs):\n"
            "    return int(np.ceil(samples / batch_size))": (
                "That is one epoch. Each of the others makes as many again."
            ),
        },
        inputs=lambda rng: [
            (10, 4, 2),
            (8, 4, 3),
            (5, 8, 1),
            (60_000, 128, 5),
        ],
    ),
    Exercise(
        "4.3",
        "write a loss between L1 and L2",
        hints=[
            "Three lines will do: the errors, their sizes by `np.abs`, and for each the cost of "
            "its own kind.",
            "`np.where(condition, a, b)` takes from `a` where the condition holds, else from `b`. "
            "Then take the mean.",
            "The condition is `sizes <= 1`; the two costs are `errors**2 / 2` and `sizes - 0.5`.",
        ],
        solution="""
def huber(targets, predictions):
    errors = predictions - targets
    sizes = np.abs(errors)
    return np.mean(np.where(sizes <= 1, errors**2 / 2, sizes - 0.5))
""",
        slips={
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.mean(np.where(errors <= 1, errors**2 / 2, np.abs(errors) - 0.5))
""": "Which cost an error gets depends on its size. −3 is below 1, and still a large error.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.mean(np.where(np.abs(errors) <= 1, errors**2 / 2, errors - 0.5))
""": "A large negative error makes your loss smaller. A cost is taken of its size.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.mean(np.where(np.abs(errors) <= 1, errors**2, np.abs(errors) - 0.5))
""": "A small error costs *half* its square: only then do both pieces meet at size 1.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.mean(np.where(np.abs(errors) <= 1, errors**2 / 2, np.abs(errors)))
""": "A large error costs its size *minus one half*: only then do both pieces meet at size 1.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.mean(np.where(np.abs(errors) > 1, errors**2 / 2, np.abs(errors) - 0.5))
""": "The two costs have changed places: the square is for the small errors.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.where(np.abs(errors) <= 1, errors**2 / 2, np.abs(errors) - 0.5)
""": "These are the costs of the single samples. The loss is their mean, one number.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    return np.sum(np.where(np.abs(errors) <= 1, errors**2 / 2, np.abs(errors) - 0.5))
""": "The loss is the mean of the costs: their sum would grow with the number of samples.",
            """
def huber(targets, predictions):
    error = np.mean(np.abs(predictions - targets))
    return error**2 / 2 if error <= 1 else error - 0.5
""": "You took the mean of the errors first. Each sample gets its own cost; the mean comes last.",
            """
def huber(targets, predictions):
    errors = predictions - targets
    if np.abs(errors) <= 1:
        return np.mean(errors**2 / 2)
    return np.mean(np.abs(errors) - 0.5)
""": "`if` decides once, for all errors together; here each needs its own. `np.where` decides one "
            "by one.",
        },
        inputs=lambda rng: [
            (np.array([3.0, 5.0, 4.0]), np.array([2.5, 5.0, 6.0])),
            (np.array([3.0, 5.0]), np.array([0.0, 5.5])),
            (np.array([1, 2]), np.array([1, 8])),
            (rng.normal(size=50), rng.normal(size=50) * 3),
        ],
        remark=(
            "It is the Huber loss, in Keras `keras.losses.Huber()`: smooth at 0 like L2, and calm "
            "about outliers like L1."
        ),
    ),
    Exercise(
        "4.4",
        "find the slopes at the logits of a batch",
        hints=[
            "For one sample the lesson measured it: probabilities minus target. For the mean over "
            "a batch each sample counts one n-th.",
            "The lesson's `softmax` works on batches too: its sums run along the last axis alone.",
            "`np.eye(classes)[labels]` gives one row for each label: the one-hot targets.",
        ],
        solution=_SLOPES,
        slips={
            _SLOPES.replace(" - logits.max(axis=1, keepdims=True)", ""): (
                "The powers overflow to infinity, or all of them underflow to 0. Subtract the "
                "largest score of each row first."
            ),
            _SLOPES.replace("logits.max(axis=1, keepdims=True)", "logits.max()"): (
                "You subtract the largest score of the whole batch: a row far below it becomes "
                "0/0. Each row has a largest score of its own."
            ),
            _SLOPES.replace("powers.sum(axis=1, keepdims=True)", "powers.sum()"): (
                "You divide by the sum over the whole batch. The probabilities of each *sample* "
                "add up to 1."
            ),
            _SLOPES.replace("axis=1", "axis=0"): (
                "`axis=0` runs down the samples. The scores that compete for the 1 lie side by "
                "side, in a row."
            ),
            _SLOPES.replace(" / len(logits)", ""): (
                "These are the slopes of the sum of the losses. The loss is their mean over the "
                "batch."
            ),
            _SLOPES.replace(" / len(logits)", ".mean(axis=0)"): (
                "A mean over the samples leaves one number for each class. Every logit has a slope "
                "of its own; that the loss is a mean only makes each of them smaller."
            ),
            _SLOPES.replace("probabilities - targets", "targets - probabilities"): (
                "Every sign is turned: raising the score of the true class lowers the loss, so its "
                "slope is negative."
            ),
            _SLOPES.replace("np.eye(logits.shape[1])[labels]", "labels"): (
                "The labels are the numbers of the classes. What is subtracted from the "
                "probabilities is one-hot."
            ),
        },
        inputs=lambda rng: [
            (np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), np.array([1, 2])),
            (np.array([[1000.0, 1001.0], [-1000.0, -1001.0]]), np.array([0, 1])),
            (rng.normal(size=(1, 10)), np.array([6])),
            (rng.normal(size=(7, 4)) * 3, rng.integers(0, 4, 7)),
        ],
        remark="In each row the slopes add up to 0: what one class wins, the others lose.",
    ),
    Exercise(
        "4.5",
        "send an error back through a ReLU net",
        hints=[
            "Copy the lesson's `backward`. The net is another one in three places: the forward "
            "pass, the first slope and the slope of the hidden layer's activation.",
            "There is no sigmoid at the end, and the slope of a squared error is twice the error; "
            "the loss is still a mean over the samples.",
            "ReLU's slope is 1 where its output is above 0, else 0: multiply `d_hidden` by "
            "`(hidden > 0)`.",
        ],
        given=_FORWARD,
        solution=_BACKWARD,
        slips={
            _BACKWARD.replace("(hidden > 0)", "(1 - hidden**2)"): (
                "`1 - hidden**2` is the slope of tanh. What is the slope of ReLU, left and right "
                "of 0?"
            ),
            _BACKWARD.replace("2 * (output", "(output"): (
                "`output - y` was the slope for sigmoid and cross-entropy. That of a squared error "
                "is twice the error."
            ),
            _BACKWARD.replace("2 * (output", "(output").replace(
                "(hidden > 0)", "(1 - hidden**2)"
            ): (
                "These are the slopes of the lesson's loss and of tanh. Both have to be exchanged: "
                "the first slope, and that of the hidden layer."
            ),
            _BACKWARD.replace("2 * (output - y)", "2 * (output - y) * output * (1 - output)"): (
                "Here stands the slope of a sigmoid, but the output of this net has no activation: "
                "leave that link out of the chain."
            ),
            _BACKWARD.replace("output - y", "y - output"): (
                "Every sign is turned: the error is output minus target, since the gradient points "
                "to where the loss *rises*."
            ),
            _BACKWARD.replace("2 * (output - y) / len(x)", "output - y"): (
                "`output - y` is the error of each sample. The slope of its square is twice that, "
                "and the loss is a mean over the samples."
            ),
            _BACKWARD.replace("forward_numbers(params, x)", _LESSONS_FORWARD): (
                "Your way back starts from the lesson's `forward`, a net with tanh and sigmoid. "
                "The forward pass of this net is `forward_numbers`."
            ),
            _BACKWARD.replace("forward_numbers(params, x)", _LESSONS_FORWARD)
            .replace("2 * (output", "(output")
            .replace("(hidden > 0)", "(1 - hidden**2)"): (
                "That is the lesson's `backward`, for the lesson's net. Here three things are "
                "different: the forward pass, the loss and the activation of the hidden layer."
            ),
            _BACKWARD.replace(" / len(x)", ""): (
                "Your slopes are those of the sum over the samples. The loss is a mean."
            ),
            _BACKWARD.replace(" * (hidden > 0)", ""): (
                "The error passes the ReLU as if it were not there. Where ReLU is flat, nothing "
                "comes back."
            ),
            _BACKWARD.replace("(hidden > 0)", "hidden"): (
                "On the way back the error meets the *slope* of ReLU, not its output."
            ),
            _BACKWARD.replace(", keepdims=True", ""): (
                "The slopes are right, but those of the biases have lost an axis: each has the "
                "shape of its bias, `(1, units)`. `keepdims=True` keeps it."
            ),
        },
        inputs=lambda rng: [
            _SMALL_NET,
            _net(rng, 3, 2, 4),
            _net(rng, 1, 4, 1),
        ],
        remark=(
            "Finite differences agree with every one of these slopes. You have changed the loss "
            "and an activation, and the rules stayed the same."
        ),
    ),
]
