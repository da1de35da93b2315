"""Exercises of lesson 3: a neuron's weights by hand, its mistakes, and how it learns."""

import itertools

import numpy as np

from exercises._exercise import Exercise
from exercises._values import plain

PAIRS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
AND = np.array([1, 0, 0, 0])

# 3.1: what is said of a bias that makes no OR gate of the weights 1 and 1.
STILL_AND = (
    "That is still AND: a single 1 does not lift z above 0. Raise the bias until one input is "
    "enough."
)
ON_THE_BORDER = (
    "Very close: for `[1, 0]` z is now exactly 0, and the step answers 0 to that. A little more."
)
ALWAYS = (
    "Now the neuron answers 1 to `[0, 0]` as well. With no input on, z is the bias alone, and must "
    "not be above 0."
)
NEVER = "Now the neuron never answers 1: not even two ones lift z above 0."

# 3.2: what is said of a neuron that heats with nothing on, or by its answers to the rows of PAIRS.
HEATER = (0, 1, 0, 0)
HEATS_WITH_NOTHING_ON = (
    "It heats for `[0, 0]`, when it is not cold. There z is the bias alone, which has to be 0 or "
    "below."
)
NO_HEATER = {
    (1, 0, 0, 0): (
        "That is AND: it heats when it is cold and the window is open. The open window has to "
        "count against heating."
    ),
    (1, 1, 0, 0): (
        "It heats whenever it is cold, window open or not. The open window has to bring z down to "
        "0 or below."
    ),
    (0, 0, 1, 0): "It heats when it is warm and the window is open: the inputs have changed roles.",
    (0, 0, 0, 0): (
        "It never heats. For `[1, 0]` z is the first weight plus the bias, and has to be above 0."
    ),
}


def _numbers(answer, count):
    """The numbers that were handed in, as one array; None where they are not so many numbers."""
    value = plain(answer)
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, np.ndarray) and part.dtype.kind in "biuf" for part in parts):
        return None
    numbers = np.concatenate([np.ravel(part) for part in parts]).astype(float)
    return numbers if len(numbers) == count and np.isfinite(numbers).all() else None


def _judge_or_bias(answer):
    """What is wrong with a bias for the weights 1 and 1; None if they make an OR gate."""
    numbers = _numbers(answer, 1)
    if numbers is None:
        return "The bias is one number, such as the -1.5 of the AND gate."
    bias = numbers[0]
    if bias > 0:
        return ALWAYS
    if bias > -1:
        return None
    if bias == -1:
        return ON_THE_BORDER
    return STILL_AND if bias > -2 else NEVER


def _judge_heater(answer):
    """What is wrong with [w1, w2, bias]; None where the neuron is 1 for [1, 0] alone."""
    numbers = _numbers(answer, 3)
    if numbers is None:
        return "Hand in three numbers in one list, `[w1, w2, bias]`."
    z = PAIRS @ numbers[:2] + numbers[2]
    answers = tuple((z > 0).astype(int).tolist())
    if answers == HEATER:
        return None
    if answers[3] == 1:
        return HEATS_WITH_NOTHING_ON
    if answers in NO_HEATER:
        return NO_HEATER[answers]
    row = next(row for row in range(4) if answers[row] != HEATER[row])
    return (
        f"To `{PAIRS[row].tolist()}` your neuron answers {answers[row]}, because z is "
        f"{z[row]:.4g}; it should answer {HEATER[row]}."
    )


def _bits(count):
    """All rows of so many bits, from all ones to all zeros."""
    return np.array(list(itertools.product([1, 0], repeat=count)))


def _answers_after(train, samples, targets):
    """What a neuron answers to the samples after `train` has found its weights and its bias."""
    trained = train(samples, targets)
    if trained is None or trained is Ellipsis:
        return trained
    if hasattr(trained, "predict"):
        return trained.predict(samples)
    weights, bias = trained if isinstance(trained, tuple | list) and len(trained) == 2 else ([], [])
    weights = np.ravel(weights)
    if len(weights) != samples.shape[1] or np.size(bias) != 1:
        raise TypeError("one weight for each input is expected, and one bias: `weights, bias`")
    return np.array([np.where(np.dot(x, weights) + np.ravel(bias)[0] > 0, 1, 0) for x in samples])


EXERCISES = [
    Exercise(
        "3.1",
        "from AND to OR by the bias alone",
        hints=[
            "Write down z for the four rows: the number of ones, plus the bias. Which rows should "
            "come out above 0?",
            "One input alone brings 1 + bias, which has to be above 0. None at all brings the "
            "bias, which must not be.",
        ],
        given="weights = np.array([1.0, 1.0])",
        solution="bias = -0.5",
        slips={
            "bias = -1.5": STILL_AND,
            "bias = -1": ON_THE_BORDER,
            "bias = 0.5": ALWAYS,
            "bias = -2.5": NEVER,
        },
        judge=_judge_or_bias,
        remark=(
            "The weights say which way the line runs, the bias where it lies: OR's line is AND's, "
            "moved towards `[0, 0]`."
        ),
    ),
    Exercise(
        "3.2",
        "a neuron that heats",
        hints=[
            "Being cold speaks for heating, an open window against it. Which sign has each weight?",
            "Only the row `[1, 0]` may lift z above 0. There z is the first weight plus the bias; "
            "for `[0, 0]` it is the bias alone.",
            "Take 1 and -1 as weights. z without the bias is then 0, 1, -1 and 0 for the four "
            "rows: choose a bias that leaves only the 1 above 0.",
        ],
        solution="neuron = [1.0, -1.0, -0.5]",
        slips={
            "neuron = [1.0, 1.0, -1.5]": NO_HEATER[1, 0, 0, 0],
            "neuron = [1.0, 0.0, -0.5]": NO_HEATER[1, 1, 0, 0],
            "neuron = [-1.0, 1.0, -0.5]": NO_HEATER[0, 0, 1, 0],
            "neuron = [1.0, -1.0, 0.5]": HEATS_WITH_NOTHING_ON,
            "neuron = [1.0, -1.0, -1.0]": NO_HEATER[0, 0, 0, 0],
        },
        judge=_judge_heater,
        remark="A negative weight, if it is large enough, gives an input a veto.",
    ),
    Exercise(
        "3.3",
        "count a neuron's mistakes",
        hints=[
            "First the neuron's answers to all samples at once: the formula, then the step.",
            "`answers != targets` is True where an answer is wrong, and `np.count_nonzero` counts "
            "the places that are True.",
        ],
        solution="""
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) + bias > 0, 1, 0)
    return np.count_nonzero(answers != targets)
""",
        slips={
            """
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) + bias > 0, 1, 0)
    return np.count_nonzero(answers == targets)
""": "Those are the right answers. The wrong ones are asked for.",
            """
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) + bias > 0, 1, 0)
    return np.sum(targets - answers)
""": "A mistake of 1 and a mistake of -1 cancel out in a sum. Count them, whatever their sign.",
            """
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) + bias > 0, 1, 0)
    return np.mean(answers != targets)
""": "That is the share of mistakes, between 0 and 1. Their number is asked for.",
            """
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) > 0, 1, 0)
    return np.count_nonzero(answers != targets)
""": "The bias is missing: z is the dot product plus the bias.",
            """
def count_mistakes(weights, bias, samples, targets):
    answers = np.where(np.dot(samples, weights) + bias >= 0, 1, 0)
    return np.count_nonzero(answers != targets)
""": "On the border, where z is 0, this lesson's step answers 0: `z > 0`.",
            """
def count_mistakes(weights, bias, samples, targets):
    z = np.dot(samples, weights) + bias
    return np.count_nonzero(z != targets)
""": "You compare z itself with the targets. The step has to make 0 or 1 of it first.",
        },
        inputs=lambda rng: [
            (np.array([0.0, -1.0]), 0.5, PAIRS.copy(), AND.copy()),
            (np.array([1.0, 1.0]), -1.0, PAIRS.copy(), AND.copy()),
            (np.array([1.0, 1.0]), -1.5, PAIRS.copy(), AND.copy()),
            (np.array([2.0, -1.0, 0.5]), 1.0, np.array([[-1.0, 0.5, 2.0]]), np.array([1])),
            (rng.normal(size=3), 0.2, rng.normal(size=(50, 3)), rng.integers(0, 2, 50)),
        ],
    ),
    Exercise(
        "3.4",
        "one epoch of learning",
        hints=[
            "Go through samples and targets together, as in `fit`. For each: the output, then "
            "delta, then the two lines of the update rule.",
            "The output of each sample needs the newest weights, so compute it inside the loop.",
            "In the loop: `output = step(np.dot(x, weights) + bias)`, `delta = target - output`, "
            "then `weights` and `bias` by the rule. After the loop: `return weights, bias`.",
        ],
        solution="""
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        output = np.where(np.dot(x, weights) + bias > 0, 1, 0)
        delta = target - output
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
    return weights, bias
""",
        slips={
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = np.where(np.dot(x, weights) + bias > 0, 1, 0) - target
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
    return weights, bias
""": "Every correction goes the wrong way: delta is the target minus the output.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    deltas = targets - np.where(np.dot(samples, weights) + bias > 0, 1, 0)
    for x, delta in zip(samples, deltas, strict=True):
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
    return weights, bias
""": "All outputs come from the first weights. A perceptron learns after each sample, and answers "
            "the next one with its new weights.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights = weights + learning_rate * delta * x
    return weights, bias
""": "The weights learn, but the bias stays where it was. The update rule has two lines.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights = weights + delta * x
        bias = bias + delta
    return weights, bias
""": "The corrections are made at the rate 1, whatever `learning_rate` is.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    weights, bias = np.zeros(samples.shape[1]), 0.0
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
    return weights, bias
""": "It begins at zero. What the neuron had learned before, the `weights` and the `bias` you are "
            "given, is lost.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        new_weights = weights + learning_rate * delta * x
        new_bias = bias + learning_rate * delta
    return weights, bias
""": "What comes out is what went in: the new weights and the new bias have to take the place of "
            "the old ones.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights = weights + learning_rate * delta
        bias = bias + learning_rate * delta
    return weights, bias
""": "All weights are moved alike. An input that was 0 had no part in the mistake: each weight "
            "moves by its own input.",
            """
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
        return weights, bias
""": "Only the first sample was shown: `return` ends the function. Look how far it is indented.",
        },
        inputs=lambda rng: [
            (np.zeros(2), 0.0, PAIRS.copy(), AND.copy(), 0.5),
            (np.array([0.5, -1.0]), 0.25, PAIRS[::-1].copy(), np.array([0, 1, 1, 1]), 0.5),
            (np.array([1.0, 1.0]), -1.5, PAIRS.copy(), AND.copy(), 1.0),
            (np.array([1.0]), 0.5, np.array([[-2.0]]), np.array([1]), 2.0),
            (
                np.zeros(3),
                0.0,
                rng.integers(-4, 5, (20, 3)) / 2,
                rng.integers(0, 2, 20),
                0.25,
            ),
        ],
        remark="Repeat it, and you have written `fit`.",
    ),
    Exercise(
        "3.5",
        "train until it is right",
        hints=[
            "You need a loop around the epoch. How many epochs it takes is not known beforehand, "
            "so let it run `while` there were mistakes.",
            "Begin with zeros, one weight for each input: `np.zeros(samples.shape[1])`. In each "
            "epoch count the samples whose delta is not 0, beginning again at 0.",
            "With 3.3 and 3.4 it is short: while `count_mistakes` with your weights is above 0, "
            "let `one_epoch` make better ones. In the end, `return weights, bias`.",
        ],
        solution="""
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    mistakes = len(samples)
    while mistakes > 0:
        mistakes = 0
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
            mistakes += abs(delta)
    return weights, bias
""",
        slips={
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    for x, target in zip(samples, targets, strict=True):
        delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
        weights, bias = weights + delta * x, bias + delta
    return weights, bias
""": "That is one epoch. Mending one answer may break another, so go through the samples again, "
            "until all are right.",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    mistakes = 0
    while mistakes > 0:
        mistakes = 0
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
            mistakes += abs(delta)
    return weights, bias
""": "It has learned nothing: it answers 0 to everything, as zero weights do. Is the condition of "
            "your loop true at the start?",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    delta = 1
    while delta != 0:
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
    return weights, bias
""": "It stops as soon as the last sample of an epoch is right. An epoch is clean when no sample "
            "in it was wrong.",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    for _ in range(10):
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
    return weights, bias
""": "Ten epochs are enough for many gates, but not for this one. Go on until an epoch passes "
            "without a mistake.",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    mistakes = len(samples)
    while mistakes != 0:
        mistakes = 0
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
            mistakes += delta
    return weights, bias
""": "It stops too early: a delta of 1 and one of -1 cancel out, and a bad epoch looks clean. "
            "Count mistakes, whatever their sign.",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    for _ in range(100):
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias >= 0, 1, 0)
            weights, bias = weights + delta * x, bias + delta
    return weights, bias
""": "It trains with another step than the one that answers: at z = 0 this lesson's step says 0.",
            """
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    for _ in range(100):
        for x, target in zip(samples, targets, strict=True):
            delta = target - np.where(np.dot(x, weights) + bias > 0, 1, 0)
            weights = weights + delta * x
    return weights, bias
""": "Its bias stays 0, so `[0, 0]` can only be answered 0, and no bar can be set for the others. "
            "The bias learns too.",
        },
        inputs=lambda rng: [
            (PAIRS.copy(), AND.copy()),
            (PAIRS.copy(), np.array([1, 1, 1, 0])),  # or
            (_bits(3), np.array([1, 1, 1, 0, 1, 0, 0, 0])),  # at least two
            (_bits(3), np.array([1, 0, 0, 0, 0, 0, 0, 0])),  # all three: takes 17 epochs
            (_bits(1), np.array([0, 1])),  # not
            (_bits(4), (_bits(4).sum(axis=1) >= 2).astype(int)),
        ],
        look=_answers_after,
        gives="your trained neuron answers",
        remark=(
            "XOR would keep it running for ever: whoever trains until all is right needs to know "
            "that it can be, or a limit."
        ),
    ),
]
