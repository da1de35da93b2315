"""Exercises on a neuron's weights by hand, its mistakes, and how it learns."""

import itertools

import numpy as np

from exercises._exercise import Exercise, slip
from helpers.language import _

PRELUDE = """
def step(z):
    return np.where(z > 0, 1, 0)
"""


def _bits(count):
    """All rows of so many bits, from all ones to all zeros."""
    return np.array(list(itertools.product([1, 0], repeat=count)))


PAIRS = _bits(2)
AND = np.array([1, 0, 0, 0])

or_bias = Exercise(
    _("from AND to OR by the bias alone"),
    hints=[
        _("Write down z for each row: the number of ones, plus the bias. Which should be above 0?"),
        _(
            "One input alone brings 1 + bias, which has to be above 0. None at all brings the "
            "bias, which must not be."
        ),
    ],
    solution="or_bias = -0.5",
    slips={
        slip("-0.5", "-1.5"): _(
            "That is still AND: a single 1 does not lift z above 0. Raise the bias until it does."
        ),
        slip("-0.5", "-1"): _(
            "Very close: for `[1, 0]` z is exactly 0, and of that `step` makes a 0."
        ),
        slip("-", ""): _(
            "Now the neuron answers 1 to `[0, 0]` as well. With no input on, z is the bias alone, "
            "and must not be above 0."
        ),
        slip("-0.5", "-2.5"): _(
            "Now the neuron never answers 1: not even two ones lift z above 0."
        ),
    },
    # Which of these is it: never 1, AND, on the border of that, OR, always 1?
    look=lambda bias: sum(np.asarray(bias).item() > edge for edge in (-2, -1 - 1e-9, -1, 0)),
    remark=_("With the same weights the line keeps its direction and moves nearer to `[0, 0]`."),
)


def _heats(neuron, x):
    w1, w2, bias = neuron
    return int(w1 * x[0] + w2 * x[1] + bias > 0)


heater = Exercise(
    _("a neuron that heats"),
    hints=[
        _("Being cold speaks for heating, an open window against it. Which sign has each weight?"),
        _(
            "Only the row `[1, 0]` may lift z above 0. There z is the first weight plus the bias; "
            "for `[0, 0]` it is the bias alone."
        ),
        _(
            "Take 1 and -1 as weights. z without the bias is then 0, 1, -1 and 0 for the four "
            "rows: choose a bias that leaves only the 1 above 0."
        ),
    ],
    solution="neuron = [1.0, -1.0, -0.5]",
    slips={
        slip("-1.0, -0.5", "1.0, -1.5"): _(
            "That is AND: it heats when it is cold and the window is open. The open window has to "
            "count against heating."
        ),
        slip("-1.0", "1.0"): _("That is OR. The open window has to count against heating."),
        slip("-1.0", "0.0"): _(
            "It heats whenever it is cold, window open or not. The open window has to bring z down "
            "to 0 or below."
        ),
        slip("1.0, -1.0", "-1.0, 1.0"): _(
            "It heats when it is warm and the window is open, as if the inputs had changed roles."
        ),
        slip("-0.5", "0.5"): _(
            "It heats for `[0, 0]`, when it is not cold. There z is the bias: make it 0 or less."
        ),
        slip("-0.5", "-1.0"): _(
            "It never heats. For `[1, 0]` z is the first weight plus the bias, and has to be above "
            "0."
        ),
    },
    inputs=lambda rng: [(x,) for x in PAIRS[::-1]],
    look=_heats,
    gives=_("your neuron answers"),
    remark=_("A negative weight, if it is large enough, gives an input a veto."),
)

count_mistakes = Exercise(
    _("count a neuron's mistakes"),
    hints=[
        _("First the neuron's answers to all samples at once: the formula, then the step."),
        _(
            "`answers != targets` is True where an answer is wrong, and `np.count_nonzero` counts "
            "the places that are True."
        ),
    ],
    solution="""
def count_mistakes(weights, bias, samples, targets):
    answers = step(np.dot(samples, weights) + bias)
    return np.count_nonzero(answers != targets)
""",
    slips={
        slip("!=", "=="): _("Those are the right answers. Count the wrong ones."),
        slip("np.count_nonzero(answers != targets)", "np.sum(targets - answers)"): _(
            "In a sum, mistakes of 1 and -1 cancel out. Count them, whatever their sign."
        ),
        slip("np.count_nonzero(answers != targets)", "abs(np.sum(targets - answers))"): _(
            "In a sum, mistakes of 1 and -1 cancel out. Count them, whatever their sign."
        ),
        slip("(answers != targets)", "((answers != targets)[:1])"): _(
            "Only the first sample is counted: does a `return` end your loop?"
        ),
        slip("!=", "<"): _("A 1 where the target is 0 is a mistake too: count both kinds."),
        slip("np.count_nonzero", "np.any"): _(
            "That says whether there are mistakes, not how many."
        ),
        slip("np.count_nonzero", "np.mean"): _("That is the share of mistakes. Give their number."),
        slip(" + bias", ""): _("The bias is missing: z is the dot product plus the bias."),
        slip(" + bias", " - bias"): _("The bias is added, not subtracted."),
        slip("step(np.dot(samples, weights) + bias)", "np.dot(samples, weights) + bias >= 0"): _(
            "On the border, where z is 0, this lesson's step answers 0: `z > 0`."
        ),
        slip("step(np", "(np"): _(
            "Every sample counts as a mistake. `step` has to make a 0 or a 1 of z before you "
            "compare, and `len` counts what is False too."
        ),
    },
    inputs=lambda rng: [
        (np.array([-1.0, -1.0]), 0.8, PAIRS.copy(), AND.copy()),
        (np.array([2.0, 2.0]), -2.0, PAIRS.copy(), AND.copy()),
        (np.array([2, -1, 0.5]), 1, np.array([[-1, 0.5, 4], [-1, 0.5, 2]]), np.array([0, 1])),
        *[
            (rng.normal(size=n), -1.5, rng.normal(size=(50, n)), rng.integers(0, 2, 50))
            for n in [4, 2]
        ],
    ],
)


def _halves(rng, *shape):
    """Random numbers with which sums are exact: on the border of a step, rounding would decide."""
    return rng.integers(-4, 5, shape) / 2


one_epoch = Exercise(
    _("one epoch of learning"),
    hints=[
        _(
            "Go through samples and targets together, as in `fit`. For each: the output, then "
            "delta, then the two lines of the update rule."
        ),
        _("The output of each sample needs the newest weights, so compute it inside the loop."),
        _(
            "In the loop: `output = step(np.dot(x, weights) + bias)`, `delta = target - output`, "
            "then `weights` and `bias` by the rule. After the loop: `return weights, bias`."
        ),
    ],
    solution="""
def one_epoch(weights, bias, samples, targets, learning_rate):
    for x, target in zip(samples, targets):
        output = step(np.dot(x, weights) + bias)
        delta = target - output
        weights = weights + learning_rate * delta * x
        bias = bias + learning_rate * delta
    return weights, bias
""",
    slips={
        slip("target - output", "output - target"): _(
            "Every correction goes the wrong way: delta is the target minus the output."
        ),
        slip(
            ("    for", "weights) + bias)"),
            ("    first = weights, bias\n    for", "first[0]) + first[1])"),
        ): _(
            "All outputs come from the first weights. A perceptron learns after each sample, and "
            "answers the next one with its new weights."
        ),
        slip("step(np.dot(x, weights) + bias)", "(np.dot(x, weights) + bias >= 0)"): _(
            "Its outputs are those of another step: at z = 0 this lesson's step answers 0."
        ),
        slip(" + bias)", ")"): _("These are the outputs without the bias: z includes it."),
        slip("bias + learning_rate *", "bias +"): _("The bias moves without the learning rate."),
        slip("        bias = bias + learning_rate * delta\n", ""): _(
            "The weights learn, but the bias stays where it was. The update rule has two lines."
        ),
        slip("weights + learning_rate *", "weights +"): _("The weights move without the rate."),
        slip("step(np", "(np"): _("The step is missing: an output is 0 or 1, not z itself."),
        slip("target - output", "abs(target - output)"): _("Delta has lost its sign."),
        slip("target - output", "max(target - output, 0)"): _("A wrong 1 has a delta of -1."),
        slip("(samples, targets):", "(samples[1:], targets[1:]):"): _(
            "The first sample is left out."
        ),
        slip("(samples, targets):", "(samples[:-1], targets[:-1]):"): _(
            "The last one is left out."
        ),
        slip("(samples, targets):", "(samples[::-1], targets[::-1]):"): _(
            "The last sample comes first here. Take them in the order in which they are given."
        ),
        slip("(samples, targets):", "([*samples] * 2, [*targets] * 2):"): _(
            "It goes through the samples twice. One epoch goes through them once."
        ),
        slip(
            "bias + learning_rate * delta",
            "bias + learning_rate * (target - step(np.dot(x, weights) + bias))",
        ): _("The bias moves by another delta, from the new weights. One delta serves both."),
        slip("    for", "    learning_rate = 0.1\n    for"): _(
            "The corrections are made at the rate 0.1, whatever `learning_rate` is."
        ),
        slip("    for", "    weights, bias = np.zeros(samples.shape[1]), 0.0\n    for"): _(
            "It begins at zero. What the neuron had learnt before, the `weights` and the `bias` "
            "you are given, is lost."
        ),
        slip(("weights = weights", "bias = bias"), ("new_weights = weights", "new_bias = bias")): _(
            "What comes out is what went in: the new weights and the new bias have to take the "
            "place of the old ones."
        ),
        slip(" * x", ""): _(
            "All weights move alike. An input that was 0 had no part in the mistake: each weight "
            "moves by its own input."
        ),
        slip("    return", "        return"): _(
            "It stops after the first sample. A `return` or `break` ends the loop that it stands "
            "in: how far is yours indented?"
        ),
    },
    inputs=lambda rng: [
        (np.zeros(2), 0.0, PAIRS[:3].copy(), AND[:3].copy(), 1.0),
        (np.array([0.5, -1.0]), 0.25, PAIRS[2::-1].copy(), np.array([1, 1, 1]), 0.5),
        (np.array([1.0, 0.0, -1.0]), 0.5, np.array([[-2.0, 3.0, 0.0]]), np.array([1]), 2.0),
        *[
            (_halves(rng, n), 0.5, _halves(rng, 12, n), rng.integers(0, 2, 12), 0.25)
            for n in [3, 2]
        ],
    ],
    remark=_("Repeat it, and you have written `fit`."),
)


def _answers_after(train, samples, targets):
    """What a neuron answers to the samples after `train` has found its weights and its bias."""
    trained = train(samples, targets)
    if trained is None or trained is Ellipsis:
        return trained
    if hasattr(trained, "predict"):
        return trained.predict(samples)
    pair = isinstance(trained, tuple | list) and len(trained) == 2
    if not pair or (np.size(trained[0]), np.size(trained[1])) != (samples.shape[1], 1):
        raise TypeError(_("one weight for each input is expected, and one bias: `weights, bias`"))
    return np.where(samples @ np.ravel(trained[0]) + np.ravel(trained[1]) > 0, 1, 0)


train = Exercise(
    _("train until it is right"),
    hints=[
        _(
            "You need a loop around the epoch. How many epochs it takes is not known beforehand, "
            "so let it run `while` there were mistakes."
        ),
        _(
            "Begin with zeros, one weight for each input: `np.zeros(samples.shape[1])`. In each "
            "epoch count the samples whose delta is not 0, beginning again at 0."
        ),
        _(
            "With the last two exercises it is short: while `count_mistakes` with your weights is "
            "above 0, let `one_epoch` make better ones. At the end, `return weights, bias`."
        ),
    ],
    solution="""
def train(samples, targets):
    weights, bias = np.zeros(samples.shape[1]), 0
    mistakes = len(samples)
    while mistakes > 0:
        mistakes = 0
        for x, target in zip(samples, targets):
            delta = target - step(np.dot(x, weights) + bias)
            weights, bias = weights + delta * x, bias + delta
            mistakes += abs(delta)
    return weights, bias
""",
    slips={
        slip("while mistakes > 0", "for _ in range(1)"): _(
            "It stops too early. Mending one answer may break another, so go through the samples "
            "again, until all are right."
        ),
        slip("len(samples)", "0"): _(
            "It answers 0 to everything, as zero weights do. Is the condition of your loop true at "
            "the start? And is delta the target minus the output?"
        ),
        slip("mistakes += abs", "mistakes = abs"): _(
            "It stops as soon as the last sample of an epoch is right. An epoch is clean when no "
            "sample in it was wrong."
        ),
        slip("while mistakes > 0", "for _ in range(10)"): _(
            "So few epochs are enough for many gates, but not for this one. Go on until an epoch "
            "passes without a mistake."
        ),
        slip(("mistakes > 0", "abs(delta)"), ("mistakes != 0", "delta")): _(
            "It stops too early: a delta of 1 and one of -1 cancel out, and a bad epoch looks "
            "clean. Count mistakes, whatever their sign."
        ),
        slip("step(np.dot(x, weights) + bias)", "(np.dot(x, weights) + bias >= 0)"): _(
            "It trains with a different step: at z = 0 this lesson's step answers 0."
        ),
        slip(("while mistakes > 0", "bias + delta"), ("for _ in range(100)", "bias")): _(
            "Its bias stays 0, so the answer to `[0, 0]` can only be 0. The bias learns too."
        ),
    },
    inputs=lambda rng: [
        (PAIRS.copy(), AND.copy()),
        (PAIRS.copy(), np.array([1, 1, 1, 0])),  # or
        (_bits(3), np.array([1, 1, 1, 0, 1, 0, 0, 0])),  # at least two
        (_bits(3), np.array([1, 0, 0, 0, 0, 0, 0, 0])),  # all three: takes 17 epochs
        (_bits(1), np.array([0, 1])),  # not
        (_bits(4), (_bits(4) @ rng.integers(-2, 3, 4) >= 1).astype(int)),
        (_bits(4), (_bits(4) @ rng.integers(-2, 3, 4) >= 0).astype(int)),
    ],
    look=_answers_after,
    gives=_("your trained neuron answers"),
    remark=_(
        "No weights are right for XOR: a loop that ends only when all is right needs a limit."
    ),
)
