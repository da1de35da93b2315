"""Exercises on nets by hand, many nets at once, and what a layer is good for."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._values import in_words, plain
from helpers.language import _

PRELUDE = """
def step(z):
    return (z > 0).astype(float)

def relu(z):
    return np.maximum(z, 0)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))
"""

xnor = Exercise(
    _("turn XOR into XNOR with one number"),
    hints=[
        _(
            "Two of the samples make both hidden units say 1, the other two only one of them. What "
            "does each case add up to with the weights −1 and −1?"
        ),
        _(
            "The sums are −2 for the samples that want a 0 and −1 for those that want a 1. With "
            "the bias, one of them must come out above zero, and the other must not."
        ),
    ],
    solution="b2 = 1.5",
    slips={
        slip("1.5", "0.5"): _(
            "Your net answers 0 to everything. The bias has to win against one hidden unit that "
            "says 1, whose weight is −1, and step answers 1 only *above* zero."
        ),
        slip("1.5", "2.5"): _(
            "Your net answers 1 to everything: the bias is so large that it even wins against both "
            "hidden units. It should lose against two."
        ),
    },
    inputs=lambda rng: [(np.array(x),) for x in [(1, 1), (1, 0), (0, 1), (0, 0)]],
    look=lambda b2, x: int(np.asarray(b2).item() - (x.sum() > 0.5) - (x.sum() < 1.5) > 0),
    gives=_("your net answers"),
    remark=_("With every sign turned, AND has become NAND. Any bias above 1, up to 2, does it."),
)

FOR_SAMPLES = _("That counts for each *sample*. The nets are on axis 0: sum over the other two.")

count_right = Exercise(
    _("count the right answers of many nets"),
    hints=[
        _(
            "Compare first, count after: `outputs > 0.5` is what the nets say, `y == 1` what is "
            "right. Where do the two agree?"
        ),
        _(
            "True counts as 1 in a sum. Of the three axes the first, that of the nets, must "
            "remain: sum over the other two."
        ),
    ],
    solution="""
def count_right(outputs, y):
    right = (outputs > 0.5) == (y == 1)
    return right.sum(axis=(1, 2))
""",
    slips={
        slip("(1, 2)", "0"): FOR_SAMPLES,
        slip("(1, 2)", "(0, 2)"): FOR_SAMPLES,
        slip("axis=(1, 2)", ""): _("That is one number for all nets: sum over two axes only."),
        slip("sum", "all"): _("That says whether *all* answers of a net are right. How many are?"),
        slip("sum", "mean"): _(
            "That is the share of right answers, the accuracy. Give their number."
        ),
        slip("== (y", "!= (y"): _("That counts the wrong answers."),
        slip("== (y", "& (y"): _(
            "That counts the ones that are answered 1. A zero that is answered 0 is right as well."
        ),
        slip("> 0.5", ">= 0.5"): _("An output of exactly 0.5 counts as 0: it is not above 0.5."),
        slip("(outputs > 0.5) == (y == 1)", "outputs == y"): _(
            "No answer counts as right. An output is hardly ever exactly 0 or 1: ask first whether "
            "it is above 0.5."
        ),
        slip("(outputs > 0.5) == (y == 1)", "outputs.astype(int) == y"): _(
            "As if every output counted as 0. (`int` and `astype(int)` make a 0 of 0.9, too.) Ask "
            "which are above 0.5."
        ),
        slip("(outputs > 0.5) == (y == 1)", "outputs > 0.5 == y"): _(
            "If you compare two comparisons, put each in brackets."
        ),
        slip("y ==", "y.ravel() =="): _(
            "As if every output were compared with every target: broadcasting does that with a "
            "column and a row. Leave `y` a column."
        ),
    },
    inputs=lambda rng: [
        (
            np.array([[[0.1], [0.9], [0.8], [0.7]], [[0.6], [0.7], [0.4], [0.2]]]),
            np.array([[0], [1], [1], [0]]),
        ),
        (np.array([[[0.5], [0.5], [0.5], [0.8]]]), np.array([[0], [0], [1], [1]])),
        (rng.random((100, 3, 1)), np.array([[1], [1], [0]])),
        (rng.random((2, 600, 1)), rng.integers(0, 2, (600, 1))),
    ],
)


def _layers(rng, *sizes):
    """Weights and biases, a pair for each layer of a net with these numbers of units."""
    return [
        (rng.normal(size=(before, after)), rng.normal(size=(1, after)))
        for before, after in zip(sizes, sizes[1:], strict=False)
    ]


forward_layers = Exercise(
    _("a forward pass for any number of layers"),
    hints=[
        _(
            "What a layer puts out is what the next one takes: a loop over the layers, in which "
            "`x` is replaced each time."
        ),
        _("`params[:-1]` are the layers with ReLU; `params[-1]` is the last, with the sigmoid."),
        _("In the loop stands `x = relu(x @ w + b)`, with `for w, b in params[:-1]`."),
    ],
    solution="""
def forward_layers(params, x):
    for w, b in params[:-1]:
        x = relu(x @ w + b)
    w, b = params[-1]
    return sigmoid(x @ w + b)
""",
    slips={
        slip("relu", ""): _(
            "Each layer but the last has ReLU. Without it they are no more than one layer."
        ),
        slip("relu", "np.abs"): _("A negative number becomes 0 in ReLU, and keeps no size."),
        slip("[:-1]", "[1:-1]"): _("The first layer is left out."),
        slip("sigmoid(x @ w + b)", "sigmoid(-x @ w - b)"): _(
            "Each output is 1 minus what it should be, as with a wrong sign in the sigmoid."
        ),
        slip("relu", "sigmoid"): _(
            "Only the last layer has the sigmoid: those before it have ReLU."
        ),
        slip("sigmoid(x @ w + b)", "sigmoid(relu(x @ w + b))"): _(
            "The last layer has the sigmoid alone: with ReLU before it, no answer is below 0.5."
        ),
        slip("sigmoid", ""): _("The last layer lacks its sigmoid: answers lie between 0 and 1."),
        slip("sigmoid", "relu"): _("The last layer has the sigmoid in place of ReLU."),
        slip(
            ("    for", "x = relu", "sigmoid(x @"),
            ("    hidden = x\n    for", "hidden = relu", "sigmoid(hidden @"),
        ): _("Each layer takes what the one before it puts out; only the first takes `x` itself."),
        slip("relu(x @ w + b)", "relu(x @ w)"): _("The layers with ReLU have biases, too."),
        slip("relu(x @ w + b)", "relu(x @ w) + b"): _(
            "The bias is added before ReLU, not after it."
        ),
        slip("sigmoid(x @ w + b)", "sigmoid(x @ w)"): _("The last layer has a bias, too."),
        slip(("relu(x @ w", "sigmoid(x @ w"), ("relu(w @ x", "sigmoid(w @ x")): _(
            "A layer is the matrix product `x @ w`: `x` stands in front, as samples are rows."
        ),
    },
    inputs=lambda rng: [
        (
            [
                (np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([[-1.0, 1.0]])),
                (np.array([[-4.0], [-4.0]]), np.array([[2.0]])),
            ],
            np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]),
        ),
        (2 * _layers(rng, 3, 3), rng.normal(size=(2, 3))),
        (_layers(rng, 3, 3, 3, 1), rng.normal(size=(5, 3))),
        (_layers(rng, 2, 1), np.array([[1.0, 0.0]])),
        (_layers(rng, 3, 6, 7, 1), rng.normal(size=(5, 3))),
        (_layers(rng, 5, 4, 4, 1, 2), rng.normal(size=(9, 5))),
    ],
    keeps_input=True,
    remark=_("With `@` it runs a thousand nets as well: give each array one more axis in front."),
)

ENTRIES = _("A layer takes a matrix product, `@`: `*` multiplies entry by entry.")

merge = Exercise(
    _("two layers without an activation"),
    hints=[
        _("Multiply it out as you would with numbers: (x·w1 + b1)·w2 + b2 = x·(…) + (…)."),
        _("What stands behind `x` is `w1 @ w2`. And `b1` has to go through the second layer too."),
    ],
    solution="""
def merge(w1, b1, w2, b2):
    w = w1 @ w2
    b = b1 @ w2 + b2
    return w, b
""",
    slips={
        slip("w1 @ w2", "w1 + w2"): _(
            "The weights are added here. What stands behind `x` is a product."
        ),
        slip("w1 @ w2", "w1.T @ w2"): _("`w1` is the wrong way round: it needs no `.T`."),
        slip("b1 @ w2 + b2", "b1 + b2"): _(
            "The second layer multiplies all that the first puts out, its bias too, and only then "
            "adds its own bias."
        ),
        slip("b1 @ w2 + b2", "(b1 + b2) @ w2"): _(
            "`b2` does not go through `w2`: it is added after that product."
        ),
        slip("w1 @ w2", "w2 @ w1"): _("The order counts: `x` meets `w1` first, and then `w2`."),
        slip("w1 @ w2", "w1 * w2"): ENTRIES,
        slip("b1 @ w2", "b1 * w2"): ENTRIES,
        slip(("w1 @ w2", "b1 @ w2"), ("w1 * w2", "b1 * w2")): ENTRIES,
        slip(("w1 @ w2", "b1 @ w2"), ("w1 + w2", "b1")): _(
            "The weights of two layers in a row *multiply*: multiply out the brackets."
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
    remark=_(
        "So without an activation a hidden layer adds nothing: two layers, or a hundred, draw one "
        "line. It is the bend of ReLU or of tanh that makes a net more than a neuron."
    ),
)


def _no_parity_net(answer):
    """Why the answer is no net with three inputs and one output; None where it is one."""
    if not isinstance(answer, list | tuple) or len(answer) != 4:
        return _("Hand in a list of four: `[w1, b1, w2, b2]`. You handed in {came}.").format(
            came=in_words(plain(answer))
        )
    params = dict(zip(("w1", "b1", "w2", "b2"), map(plain, answer), strict=True))
    for name, array in params.items():
        real = isinstance(array, np.ndarray) and array.dtype.kind in "biuf" and array.size
        if not real or np.isnan(array).any():
            return _("`{name}` holds no numbers yet, or not only numbers.").format(name=name)
    w1, b1, w2, b2 = (np.shape(array) for array in params.values())
    if len(w1) != 2 or w1[0] != 3:
        return _(
            "`w1` has the shape {w1}; it should be (3, units), with one row for each input and one "
            "column for each hidden unit."
        ).format(w1=w1)
    units = w1[1]
    if b1 not in ((units,), (1, units)):
        return _(
            "`w1` has {units} columns, one for each hidden unit, and `b1` the shape {b1}: each "
            "hidden unit needs one bias, so the shape (1, {units})."
        ).format(units=units, b1=b1)
    if w2 not in ((units, 1), (units,)):
        return _(
            "`w2` has the shape {w2}; for the hidden units of your `w1` it should be ({units}, 1), "
            "with one row for each of them."
        ).format(w2=w2, units=units)
    if params["b2"].size != 1:
        return _("`b2` has the shape {b2}; the single output neuron has a single bias.").format(
            b2=b2
        )
    return None


def _parity_answer(params, x):
    w1, b1, w2, b2 = map(np.asarray, params)
    hidden = x @ w1 + b1.ravel() > 0
    return int(hidden @ w2.ravel() + b2.item() > 0)


parity_net = Exercise(
    _("a net that tells odd from even"),
    hints=[
        _(
            "All inputs are alike here, so every hidden unit may simply add them up. Only the "
            "number of ones counts. What your net answers, to compare with `parity`: "
            "`step(step(bits @ w1 + b1) @ w2 + b2).ravel()`."
        ),
        _(
            "Take three hidden units: at least one 1, at least two, all three. All their weights "
            "are 1; only the biases differ."
        ),
        _(
            "Let the first unit vote for 1, the second against it and the third for it again. With "
            "the weights 1, −1 and 1 the sums are 0, 1, 0 and 1 for none to three ones."
        ),
    ],
    solution="""
w1, b1 = np.ones((3, 3)), np.array([[-0.5, -1.5, -2.5]])
w2, b2 = np.array([[1], [-1], [1]]), np.array([[-0.5]])
params = [w1, b1, w2, b2]
""",
    slips={
        slip("[-1], [1]]", "[0], [-1]]"): _(
            "Your net answers 1 where the inputs differ: at least one is 1, but not all. With two "
            "ones they differ as well, but two is even."
        ),
        slip("[-1], [1]]", "[-1], [0]]"): _(
            "Your net answers 1 only to exactly one 1, as XOR does. With three ones the answer has "
            "to turn to 1 again: that takes a hidden unit that notices the third."
        ),
        slip("[-1]", "[1]"): _(
            "Your net answers OR: 1 as soon as there is a single 1. A hidden unit that notices the "
            "second 1 must vote against it."
        ),
        slip("[1], [-1], [1]", "[0], [0], [1]"): _(
            "Your net answers 1 only to three ones. A single 1 is an odd number too: does the unit "
            "that notices it bring the sum above zero?"
        ),
        slip("[[-0.5]]", "[[-1]]"): _(
            "Your net answers 0 to everything. Step answers 1 only *above* zero: does the sum of "
            "the output neuron get there?"
        ),
        slip("[[-0.5]]", "[[0.5]]"): _("Your net answers 1 to everything, even to three zeros."),
        slip("np.ones((3, 3))", "np.array([[1, 1, 1], [1, 1, 1], [0, 0, 0]])"): _(
            "Your net ignores the third input. Let each hidden unit add up all three."
        ),
        slip("[-0.5, -1.5, -2.5]", "[-1, -2, -3]"): _(
            "Your net answers 1 only to two ones. Are your biases whole numbers? Step answers 1 "
            "only *above* zero: put each bias between two whole numbers."
        ),
        slip("[1], [-1], [1]]), np.array([[-", "[-1], [1], [-1]]), np.array([["): _(
            "Every answer is turned: your net says 1 where the number of ones is *even*. Turn the "
            "signs of the output neuron, its bias too."
        ),
    },
    inputs=lambda rng: [(x,) for x in np.array(list(np.ndindex(2, 2, 2)))],
    look=_parity_answer,
    judge=_no_parity_net,
    gives=_("your net answers"),
    remark=_(
        "XOR asks this of two inputs. A hidden unit for each input answers it for any number."
    ),
)
