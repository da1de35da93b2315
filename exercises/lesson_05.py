"""Exercises of lesson 5: nets by hand, many nets at once, and what a layer is good for."""

import numpy as np

from exercises._exercise import Exercise
from exercises._values import in_words, plain

_BIAS_NEGATIVE = (
    "Your net answers 0 to everything. Both weights of the output neuron are negative now, so with "
    "such a bias its sum never gets above zero."
)
_BIAS_SMALL = (
    "Your net answers 0 to everything: the bias is positive, but too small. It must win against "
    "one hidden unit that says 1, and step answers 1 only *above* zero."
)
_BIAS_LARGE = (
    "Your net answers 1 to everything: the bias is so large that it even wins against both hidden "
    "units. It should lose against two."
)

_PARITY_ALIKE = (
    "Your net asks whether the inputs differ: at least one is 1, but not all. Two ones differ as "
    "well, but their number is even."
)
_PARITY_ONE = (
    "Your net recognises exactly one 1, as XOR does. With three ones the answer has to turn to 1 "
    "again: that takes a further hidden unit."
)
_PARITY_OR = (
    "Your net answers OR: 1 as soon as there is a single 1. A hidden unit that notices the second "
    "1 must vote against it."
)
_PARITY_ALL = (
    "Your net answers 1 only to three ones. A single 1 is an odd number too: does the unit that "
    "notices it bring the sum above zero?"
)
_PARITY_LATE = (
    "Your net answers 1 only to two ones. Are your biases whole numbers? Step answers 1 only "
    "*above* zero: put each bias between two of them."
)
_PARITY_TURNED = (
    "Every answer is turned: your net says 1 where the number of ones is *even*. Turn the signs of "
    "the output neuron, its bias too."
)

_BITS = np.array(list(np.ndindex(2, 2, 2)))
_PARITY = _BITS.sum(axis=1) % 2
_PARITY_SLIPS = {  # what a net answers to 0, 1, 2 and 3 ones
    (0, 1, 1, 0): _PARITY_ALIKE,
    (0, 1, 0, 0): _PARITY_ONE,
    (0, 1, 1, 1): _PARITY_OR,
    (0, 0, 0, 1): _PARITY_ALL,
    (0, 0, 1, 0): _PARITY_LATE,
    (1, 0, 1, 0): _PARITY_TURNED,
}


def _real(value):
    """`value` as an array of real numbers; None where it is no such thing."""
    array = plain(value)
    real = isinstance(array, np.ndarray) and array.dtype.kind in "biuf" and array.size > 0
    return array.astype(float) if real and not np.isnan(array).any() else None


def _judge_xnor(answer):
    b2 = _real(answer)
    if b2 is None or b2.size != 1:
        return f"The bias is a single number; what came is {in_words(plain(answer))}."
    b2 = b2.item()
    if b2 > 2:
        return _BIAS_LARGE
    if b2 > 1:  # one hidden unit takes 1 off, both take 2
        return None
    return _BIAS_SMALL if b2 > 0 else _BIAS_NEGATIVE


def _judge_parity(answer):
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        return (
            f"Hand in a list of four: `[W1, b1, W2, b2]`. What came is {in_words(plain(answer))}."
        )
    params = dict(zip(("W1", "b1", "W2", "b2"), map(_real, answer), strict=True))
    for name, array in params.items():
        if array is None:
            return f"`{name}` holds no numbers yet, or not only numbers."
    if (sentence := _wrong_shape(**params)) is not None:
        return sentence
    W1, b1, W2, b2 = params.values()  # noqa: N806, the lesson's own names
    hidden = _BITS @ W1 + b1.ravel() > 0
    answers = (hidden @ W2.ravel() + b2.item() > 0).astype(int)
    if np.array_equal(answers, _PARITY):
        return None
    for by_ones, sentence in _PARITY_SLIPS.items():
        if np.array_equal(answers, np.array(by_ones)[_BITS.sum(axis=1)]):
            return sentence
    wrong = np.flatnonzero(answers != _PARITY)
    return (
        f"Your net answers {8 - len(wrong)} of the eight samples right. To "
        f"{_BITS[wrong[0]].tolist()}, for one, it says {answers[wrong[0]]}; it should say "
        f"{_PARITY[wrong[0]]}."
    )


def _wrong_shape(W1, b1, W2, b2):  # noqa: N803, the lesson's own names
    """Why these four do not make a net with three inputs and one output; None where they do."""
    if W1.ndim != 2 or len(W1) != 3:
        return (
            f"`W1` has the shape {W1.shape}; it should be (3, units), with one row for each input "
            "and one column for each hidden unit."
        )
    units = W1.shape[1]
    if b1.size != units or b1.shape[-1:] != (units,):
        return (
            f"`W1` has {units} columns, one for each hidden unit, and `b1` the shape {b1.shape}: "
            f"each hidden unit needs one bias, so the shape ({units},)."
        )
    if W2.shape not in ((units, 1), (units,)):
        return (
            f"`W2` has the shape {W2.shape}; for the hidden units of your `W1` it should be "
            f"({units}, 1), with one row for each of them."
        )
    if b2.size != 1:
        return f"`b2` has the shape {b2.shape}; the single output neuron has a single bias."
    return None


def _layers(rng, *sizes):
    """Weights and biases, a pair for each layer of a net with these numbers of units."""
    return [
        (rng.normal(size=(before, after)), rng.normal(size=(1, after)))
        for before, after in zip(sizes, sizes[1:], strict=False)
    ]


_ALARMS = [
    (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([[-1.0, 1.0]])),
    (np.array([[-4.0], [-4.0]]), np.array([[2.0]])),
]

_FORWARD = """
def forward_layers(params, x):
    for w, b in params[:-1]:
        x = np.maximum(x @ w + b, 0)
    w, b = params[-1]
    return 1 / (1 + np.exp(-(x @ w + b)))
"""


EXERCISES = [
    Exercise(
        "5.1",
        "turn XOR into XNOR with one number",
        hints=[
            "Two of the samples make both hidden units say 1, the other two only one of them. "
            "What does each case add up to with the weights −1 and −1?",
            "The sums are −2 for the samples that want a 0 and −1 for those that want a 1. With "
            "the bias, one of them must come out above zero, and the other must not.",
        ],
        given="""
W1, b1 = np.array([[1, -1], [1, -1]]), np.array([-0.5, 1.5])
W2 = np.array([[-1], [-1]])
""",
        solution="b2 = 1.5",
        slips={
            "b2 = -1.5": _BIAS_NEGATIVE,
            "b2 = 0.5": _BIAS_SMALL,
            "b2 = 2.5": _BIAS_LARGE,
        },
        judge=_judge_xnor,
        remark=(
            "With every sign turned, AND has become NAND. Any bias above 1, and not above 2, gives "
            "the same answers."
        ),
    ),
    Exercise(
        "5.2",
        "count the right answers of many nets",
        hints=[
            "Compare first, count after: `outputs > 0.5` is what the nets say, `y == 1` what is "
            "right. Where do the two agree?",
            "True counts as 1 in a sum. Of the three axes the first, that of the nets, must be "
            "left: sum over the other two.",
        ],
        solution="""
def count_right(outputs, y):
    right = (outputs > 0.5) == (y == 1)
    return right.sum(axis=(1, 2))
""",
        slips={
            "def count_right(outputs, y):\n    return ((outputs > 0.5) == (y == 1)).sum(axis=0)": (
                "That counts for each *sample* how many nets answer it right. The nets are on axis "
                "0: sum over the others."
            ),
            "def count_right(outputs, y):\n    return ((outputs > 0.5) == (y == 1)).sum()": (
                "That is one number for all nets together. Tell `sum` which axes to sum over."
            ),
            "def count_right(outputs, y):\n    return ((outputs > 0.5) == (y == 1)).sum(axis=1)": (
                "The counts are right, but an axis of length 1 is left over. Sum over the last "
                "axis as well."
            ),
            "def count_right(outputs, y):\n"
            "    return ((outputs > 0.5) == (y == 1)).all(axis=(1, 2))": (
                "That says whether *all* answers of a net are right. How many are?"
            ),
            "def count_right(outputs, y):\n"
            "    return ((outputs > 0.5) == (y == 1)).mean(axis=(1, 2))": (
                "That is the share of right answers, the accuracy. Here their number is asked for."
            ),
            "def count_right(outputs, y):\n    return (outputs > 0.5).sum(axis=(1, 2))": (
                "That counts how often a net says 1. A 0 is right too, where `y` is 0."
            ),
            "def count_right(outputs, y):\n"
            "    return ((outputs > 0.5) & (y == 1)).sum(axis=(1, 2))": (
                "`&` counts the ones that are answered 1. A zero that is answered 0 is right as "
                "well: ask where the two are equal."
            ),
            "def count_right(outputs, y):\n    return (outputs == y).sum(axis=(1, 2))": (
                "The sigmoid never gives exactly 0 or 1. First decide which of the two each output "
                "counts as."
            ),
            "def count_right(outputs, y):\n"
            "    return ((outputs > 0.5) == (y.ravel() == 1)).sum(axis=(1, 2))": (
                "Without its second axis `y` is a row, and broadcasting compares every output with "
                "every target. Leave `y` a column."
            ),
        },
        inputs=lambda rng: [
            (
                np.array([[[0.1], [0.9], [0.8], [0.3]], [[0.6], [0.7], [0.4], [0.2]]]),
                np.array([[0], [1], [1], [0]]),
            ),
            (rng.random((1, 4, 1)), np.array([[1], [0], [0], [0]])),
            (rng.random((100, 3, 1)), np.array([[1], [1], [0]])),
        ],
    ),
    Exercise(
        "5.3",
        "a forward pass for any number of layers",
        hints=[
            "What a layer puts out is what the next one takes: a loop over the layers, in which "
            "`x` is replaced each time.",
            "`params[:-1]` are the layers with ReLU; `params[-1]` is the last, with the sigmoid.",
            "In the loop stands `x = relu(x @ w + b)`, with `for w, b in params[:-1]`.",
        ],
        solution=_FORWARD,
        slips={
            _FORWARD.replace("np.maximum(x @ w + b, 0)", "x @ w + b"): (
                "No ReLU stands between the layers. Without it all of them together are no more "
                "than a single one."
            ),
            _FORWARD.replace("np.maximum(x @ w + b, 0)", "1 / (1 + np.exp(-(x @ w + b)))"): (
                "The sigmoid belongs to the last layer alone. Those before it have ReLU."
            ),
            _FORWARD.replace("-(x @ w + b)", "-np.maximum(x @ w + b, 0)"): (
                "ReLU stands before the sigmoid as well, and so no answer gets below 0.5. The last "
                "layer has the sigmoid alone."
            ),
            _FORWARD.replace("1 / (1 + np.exp(-(x @ w + b)))", "x @ w + b"): (
                "The last layer lacks its sigmoid: an answer is a number between 0 and 1."
            ),
            _FORWARD.replace("1 / (1 + np.exp(-(x @ w + b)))", "np.maximum(x @ w + b, 0)"): (
                "Your last layer has ReLU too. An answer between 0 and 1 comes from the sigmoid."
            ),
            _FORWARD.replace("    x = np.maximum", "    hidden = np.maximum"): (
                "Every layer gets the first `x` here. What one layer puts out must become the `x` "
                "of the next."
            ),
            _FORWARD.replace(" + b", ""): "The biases are missing: each layer adds its own.",
        },
        inputs=lambda rng: [
            (_ALARMS, np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])),
            (_layers(rng, 2, 1), np.array([[1.0, 0.0]])),
            (_layers(rng, 3, 6, 7, 1), rng.normal(size=(5, 3))),
            (_layers(rng, 5, 4, 4, 4, 2), rng.normal(size=(9, 5))),
        ],
        remark=(
            "Written with `@`, it runs a thousand nets as well: give each array in `params` one "
            "more axis in front."
        ),
    ),
    Exercise(
        "5.4",
        "two layers without an activation",
        hints=[
            "Multiply it out as you would with numbers: (x·w1 + b1)·w2 + b2 = x·(…) + (…).",
            "What stands behind `x` is `w1 @ w2`. And `b1` has to go through the second layer too.",
        ],
        solution="""
def merge(w1, b1, w2, b2):
    return w1 @ w2, b1 @ w2 + b2
""",
        slips={
            "def merge(w1, b1, w2, b2):\n    return w1 @ w2, b1 + b2": (
                "The weights are right. But the second layer multiplies all that the first puts "
                "out, its bias too, and only then adds its own."
            ),
            "def merge(w1, b1, w2, b2):\n    return w1 @ w2, b2": (
                "The weights are right. What becomes of `b1` on its way through the second layer?"
            ),
            "def merge(w1, b1, w2, b2):\n    return w1 @ w2, b1 @ w2": (
                "The weights are right, and `b1` goes through the second layer. That layer adds a "
                "bias as well."
            ),
            "def merge(w1, b1, w2, b2):\n    return w2 @ w1, b1 @ w2 + b2": (
                "In a product of matrices the order counts: `x` meets `w1` first, then `w2`."
            ),
            "def merge(w1, b1, w2, b2):\n    return w1 * w2, b1 * w2 + b2": (
                "`*` multiplies entry by entry. A layer is a matrix product, `@`."
            ),
            "def merge(w1, b1, w2, b2):\n    return w1 + w2, b1 + b2": (
                "One layer after the other *multiplies*: write the net as one line, and multiply "
                "it out."
            ),
        },
        inputs=lambda rng: [
            (
                np.array([[1.0, 2.0], [3.0, 4.0]]),
                np.array([[1.0, -1.0]]),
                np.array([[2.0], [1.0]]),
                np.array([[5.0]]),
            ),
            tuple(rng.normal(size=shape) for shape in [(3, 4), (1, 4), (4, 2), (1, 2)]),
            tuple(rng.normal(size=shape) for shape in [(2, 8), (1, 8), (8, 1), (1, 1)]),
        ],
        remark=(
            "So without an activation a hidden layer adds nothing: two layers, or a hundred, draw "
            "one line. It is ReLU's fold, or the bend of tanh, that makes a net more than a neuron."
        ),
    ),
    Exercise(
        "5.5",
        "a net that tells odd from even",
        hints=[
            "All inputs are alike here, so every hidden unit may simply add them up. Only the "
            "number of ones counts. What your net answers, to compare with `parity`: "
            "`step(step(bits @ W1 + b1) @ W2 + b2).ravel()`.",
            "Take three hidden units: at least one 1, at least two, all three. All their weights "
            "are 1; only the biases differ.",
            "Let the first unit vote for 1, the second against it and the third for it again. With "
            "the weights 1, −1 and 1 the sums are 0, 1, 0 and 1 for none to three ones.",
        ],
        given="""
bits = np.array(list(np.ndindex(2, 2, 2)))  # all eight samples, one in each row
parity = bits.sum(axis=1) % 2  # 1 where the number of ones is odd
""",
        solution="""
W1, b1 = np.ones((3, 3)), np.array([-0.5, -1.5, -2.5])
W2, b2 = np.array([[1], [-1], [1]]), np.array([-0.5])
params = [W1, b1, W2, b2]
""",
        slips={
            """
W1, b1 = np.array([[1, -1]] * 3), np.array([-0.5, 2.5])
params = [W1, b1, np.array([[1], [1]]), np.array([-1.5])]
""": _PARITY_ALIKE,
            """
W1, b1 = np.array([[1, -1]] * 3), np.array([-0.5, 1.5])
params = [W1, b1, np.array([[1], [1]]), np.array([-1.5])]
""": _PARITY_ONE,
            """
W1, b1 = np.ones((3, 3)), np.array([-0.5, -1.5, -2.5])
params = [W1, b1, np.array([[1], [1], [1]]), np.array([-0.5])]
""": _PARITY_OR,
            """
W1, b1 = np.ones((3, 3)), np.array([-0.5, -1.5, -2.5])
params = [W1, b1, np.array([[1], [1], [1]]), np.array([-2.5])]
""": _PARITY_ALL,
            """
W1, b1 = np.ones((3, 3)), np.array([-1, -2, -3])
params = [W1, b1, np.array([[1], [-1], [1]]), np.array([-0.5])]
""": _PARITY_LATE,
            """
W1, b1 = np.ones((3, 3)), np.array([-0.5, -1.5, -2.5])
params = [W1, b1, np.array([[-1], [1], [-1]]), np.array([0.5])]
""": _PARITY_TURNED,
        },
        judge=_judge_parity,
        remark=(
            "XOR is this question for two inputs. With a hidden unit for each input the same idea "
            "goes on to any number of them."
        ),
    ),
]
