"""Exercises on a dense net in five steps, from the images to the accuracy."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._nets import no_net, seen
from helpers.language import _

PRELUDE = """
import keras

def naive_softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)

def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
"""

first_loss = Exercise(
    _("the loss of a net that knows nothing"),
    hints=[
        _("Such a net gives each class the same probability. How large is it for 26 classes?"),
        _("The loss is minus the logarithm of the true class's probability: `-np.log(...)`."),
    ],
    solution="loss = -np.log(1 / 26)",
    slips={
        slip("26", "10"): _("That is the loss for ten classes; here there are 26."),
        slip("-np.log(1 / 26)", "1 / 26"): _("That is a probability. Take minus its logarithm."),
        slip("-", ""): _("The size is right, the sign is not: this loss is never negative."),
        slip("-np.log(1 / 26)", "3.3"): _(
            "That is right to one decimal; at least two are asked for."
        ),
        slip("log", "log10"): _("That has the base 10: the loss takes the natural one, `np.log`."),
        slip("log(1", "log2(1"): _(
            "That has the base 2: the loss takes the natural one, `np.log`."
        ),
        slip("26", "25"): _("That is the loss for 25 classes; here there are 26."),
        slip("-np.log(1 / 26)", "26 * np.log(26)"): _(
            "Only the true class counts: do not add up all 26."
        ),
        slip("-np.log(1 / 26)", "-np.log(1 / 26) / 26"): _(
            "Only the true class counts: do not divide by 26."
        ),
    },
    look=lambda loss: np.log(26) if abs(loss - np.log(26)) < 0.005 else loss,
    remark=_("A first loss far above this says that something is wrong before training begins."),
)

count_parameters = Exercise(
    _("count the parameters of any dense net"),
    hints=[
        _("Take the widths two at a time: what goes into a layer, and how many units it has."),
        _(
            "`for i in range(len(widths) - 1)` counts the layers: `widths[i]` numbers go into "
            "layer `i`, and it has `widths[i + 1]` units."
        ),
        _("Each pair adds `inputs * units` weights and `units` biases."),
    ],
    solution="""
def count_parameters(widths):
    total = 0
    for i in range(len(widths) - 1):
        inputs, units = widths[i], widths[i + 1]
        total += inputs * units + units
    return total
""",
    slips={
        slip("units + units", "units"): _(
            "Those are the weights alone. Each unit has a bias, too."
        ),
        slip("units + units", "units + inputs"): _(
            "A layer has a bias for each of its units, not for each number that comes *in*."
        ),
        slip("units + units", "units + 1"): _("Each unit has a bias of its own, not each layer."),
        slip("range(len(widths) - 1)", "range(len(widths))"): _(
            "That asks for a width after the last. There is one layer fewer than there are widths."
        ),
        slip("(widths) - 1)", "(widths) - 2)"): _("The last layer is missing."),
        slip("total +=", "total ="): _("That is the last layer alone: add up all layers."),
        slip("total = 0", "total = widths[0]"): _("The first width is data, which has no biases."),
        slip("total = 0", "total = np.float32(0)"): _(
            "float32 has about seven digits, too few for a large net. Count in whole numbers."
        ),
    },
    inputs=lambda rng: [
        ([3, 4, 2],),
        ([5, 1],),
        ([784, 512, 10],),
        ([4, 4, 4, 2],),
        ([4096, 4097],),
        (rng.integers(2, 50, 5).tolist(),),
    ],
    keeps_input=True,
)

accuracy = Exercise(
    _("the accuracy from probabilities and targets"),
    hints=[
        _(
            "A row of probabilities answers with the class of its largest number. What does the "
            "same search find in a one-hot row?"
        ),
        _("`argmax(axis=1)` looks along each row. Do it to both arrays."),
        _("`np.mean` of a comparison is the share that is True."),
    ],
    solution="""
def accuracy(probabilities, targets):
    return np.mean(probabilities.argmax(axis=1) == targets.argmax(axis=1))
""",
    slips={
        slip(
            "argmax(axis=1) == targets.argmax(axis=1)", "argmax(axis=0) == targets.argmax(axis=0)"
        ): _("Find the class of each sample, along its row: along axis 0 you find samples."),
        slip("argmax(axis=1) == targets.argmax(axis=1)", "argmax() == targets.argmax()"): _(
            "You want a place in each row; without an axis, `argmax` finds one in the whole array."
        ),
        slip(
            "probabilities.argmax(axis=1) == targets.argmax(axis=1)",
            "np.round(probabilities) == targets",
        ): _(
            "Compare one class for each sample, not number by number: there, zeros count as well, "
            "and a class may win with less than a half."
        ),
        slip("targets.argmax(axis=1)", "targets"): _(
            "Compare a class with a class: the one-hot rows need `argmax` as well."
        ),
        slip(
            "probabilities.argmax(axis=1) == targets.argmax(axis=1)",
            "probabilities[targets == 1] > 0.5",
        ): _("A class may win with less than a half. Ask which one has the most in its row."),
        slip("np.mean", "np.sum"): _(
            "That is the number of right answers; accuracy is their share."
        ),
        slip("== targets", "!= targets"): _("That is the share of mistakes."),
        slip("argmax(axis=1) == targets.argmax(axis=1)", "max(axis=1) == targets.max(axis=1)"): _(
            "A probability hardly ever equals a target. Compare the *places* of the largest: "
            "`argmax`."
        ),
        slip(
            "probabilities.argmax(axis=1) == targets.argmax(axis=1)",
            "np.sum(probabilities * targets, axis=1)",
        ): _(
            "That is the true class's mean probability. Accuracy asks only whether that class won."
        ),
    },
    inputs=lambda rng: [
        (
            np.array([[1.0, 0.0, 0.0], [0.4, 0.35, 0.25], [0.25, 0.3, 0.45], [0.2, 0.1, 0.7]]),
            np.eye(3, dtype=int)[[0, 0, 2, 1]],
        ),
        (np.array([[0.3, 0.45, 0.25]]), np.eye(3)[[1]]),
        (np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]), np.eye(2, dtype=np.uint8)[[1, 0, 1]]),
        (rng.dirichlet(np.ones(10), 40), np.eye(10)[rng.integers(0, 10, 40)]),
        (rng.dirichlet(np.ones(2), 600), np.eye(2)[rng.integers(0, 2, 600)]),
    ],
)

STROKES = """
rng = np.random.default_rng(7)
labels = rng.integers(0, 3, 600)  # 0: the stroke lies, 1: it stands, 2: it slants
images = rng.integers(0, 50, (600, 8, 8), dtype=np.uint8)  # a faint grey noise
places, every = rng.integers(0, 8, 600), np.arange(8)
for i in range(600):
    slanted = (every + places[i]) % 8
    rows, columns = [(places[i], every), (every, places[i]), (every, slanted)][labels[i]]
    images[i, rows, columns] += 200
"""
NO_PROBABILITIES = _(
    "The three outputs do not add up to 1, so they are no probabilities. Look at the activation of "
    "the last layer."
)
SAME_TO_ALL = _(
    "Your net answers the same to every picture: its hidden units may be dead. Is the learning "
    "rate far too large, do pixels run up to 255, or do all weights start at zero?"
)
NO_HIDDEN_LAYER = _(
    "Your net only weighs single pixels, as one without a hidden layer and its activation does; "
    "but any pixel may belong to each kind of stroke."
)
UNSURE = _(
    "The net is right on new pictures, but hardly surer than a guess. Has it learnt from rows of "
    "numbers from 0 to 1? The pictures go up to 255."
)
NOT_TRAINED = _(
    "On new pictures the net is hardly better than a guess. Has it been through `fit`, with each "
    "picture as a row from 0 to 1 and its own label, and did the loss fall?"
)


def _judge_strokes(net):
    """What is wrong with a net that tells lying, standing and slanted strokes apart."""
    new = {"np": np}
    exec(STROKES.replace("default_rng(7)", "default_rng(8)"), new)
    x = new["images"].reshape(-1, 64).astype("float32") / 255
    if wrong := no_net(net, x, (3,)):
        return wrong
    probabilities = seen(net, x)
    if not np.allclose(probabilities.sum(axis=1), 1, atol=1e-3) or probabilities.min() < 0:
        return NO_PROBABILITIES
    accuracy = np.mean(probabilities.argmax(axis=1) == new["labels"])
    if accuracy >= 0.9:  # a net that has learnt from pixels up to 255 is right, but never sure
        return UNSURE if probabilities.max(axis=1).mean() < 0.42 else None
    if np.ptp(probabilities, axis=0).max() < 0.001:
        return SAME_TO_ALL
    if _is_linear(net, x):
        return NO_HIDDEN_LAYER
    if accuracy < 0.5:
        return NOT_TRAINED
    return _(
        "The net is right on {accuracy:.0%} of 600 new pictures; 90% is asked for. Give it all "
        "pictures, with pixels from 0 to 1, and more epochs or more hidden units."
    ).format(accuracy=accuracy)


def _is_linear(net, x):
    """Whether a net with softmax is one layer in effect: halfway in gives halfway out."""
    a, b = x[:100], x[100:200]
    logits = (np.log(seen(net, rows)) for rows in (a, b, (a + b) / 2))
    a, b, halfway = (rows - rows.mean(axis=1, keepdims=True) for rows in logits)
    return np.allclose((a + b) / 2, halfway, atol=1e-3)


stroke_net = Exercise(
    _("train a net on other pictures"),
    hints=[
        _(
            "Prepare as in step 1: `images.reshape(-1, 64)` makes rows. What brings the greys to "
            "0..1?"
        ),
        _("Build 64 inputs, a hidden layer of some 64 ReLU units, and 3 units with softmax."),
        _(
            "The labels are plain numbers: compile with the loss "
            "`sparse_categorical_crossentropy`, then call `fit` for ten epochs or more, with a "
            "batch size of 32."
        ),
    ],
    given=STROKES,
    solution="""
x = images.reshape(-1, 64) / 255
keras.utils.set_random_seed(7)
net = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ]
)
net.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
net.fit(x, labels, epochs=10, batch_size=32, verbose=0)
""",
    slips={
        slip("net.fit(x, labels, epochs=10, batch_size=32, verbose=0)", ""): NOT_TRAINED,
        slip('        keras.layers.Dense(64, activation="relu"),\n', ""): NO_HIDDEN_LAYER,
        slip('(64, activation="relu"', '(64, "relu", kernel_initializer="zeros"'): SAME_TO_ALL,
        slip("softmax", "relu"): NO_PROBABILITIES,
        slip("images.reshape(-1, 64) / 255", "images.reshape(-1, 64)"): UNSURE,
    },
    judge=_judge_strokes,
    remark=_(
        "At least 90% of 600 pictures it had never seen: all five steps, on data of your own."
    ),
)

ONLY_NUMBERS = _(
    "Subtract the one-hot form of the labels: they are only the numbers of the classes."
)

slope_at_logits = Exercise(
    _("find the slopes at the logits of a batch"),
    hints=[
        _(
            "For one sample the lesson measured it: probabilities minus target. In the mean over a "
            "batch of n, each sample counts 1/n."
        ),
        _("The lesson's `softmax` works on batches too: its sums run along the last axis alone."),
        _("`np.eye(classes)[labels]` gives one row for each label: the one-hot targets."),
    ],
    solution="""
def slope_at_logits(logits, labels):
    targets = np.eye(logits.shape[1])[labels]
    return (softmax(logits) - targets) / len(logits)
""",
    slips={
        slip("softmax(", "naive_softmax("): _(
            "The powers of scores around 1000 are infinite, those around −1000 are 0. Subtract the "
            "largest score of each row first."
        ),
        slip("softmax(logits)", "naive_softmax(logits - logits.max())"): _(
            "Subtract from each row its own largest score: with that of the whole batch, a row far "
            "below it becomes 0/0."
        ),
        slip(
            "    return (softmax(logits)",
            """    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (powers / powers.sum()""",
        ): _("The probabilities of each *sample* add up to 1, not those of the whole batch."),
        slip("softmax(logits)", "softmax(logits.T).T"): _(
            "The scores that compete lie side by side, in a row: take softmax along each row."
        ),
        slip(" / len(logits)", ""): _(
            "Those are the slopes of the sum of the losses. The loss is their mean over the batch."
        ),
        slip("len(logits)", "logits.shape[1]"): _(
            "Divide by the number of samples, not of classes."
        ),
        slip(" / len(logits)", ".mean(axis=0)"): _(
            "That is one number for each class. Every logit has a slope of its own; that the loss "
            "is a mean only makes each of them smaller."
        ),
        slip("softmax(logits)", "logits"): _(
            "Scores are no probabilities yet: softmax is missing."
        ),
        slip("np.eye(logits.shape[1])[labels]", "labels"): ONLY_NUMBERS,
        slip("np.eye(logits.shape[1])[labels]", "labels[:, None]"): ONLY_NUMBERS,
        slip("[labels]", "[labels].max(axis=0)"): _(
            "Only one number of each row loses 1, that of its true class, not a whole column."
        ),
    },
    inputs=lambda rng: [
        (np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), np.array([1, 2])),
        (np.array([[1000.0, 1001.0], [-1000.0, -1001.0], [1000.0, 0.0]]), np.array([0, 1, 1])),
        (rng.normal(size=(1, 10)), np.array([6])),
        (rng.normal(size=(7, 4)) * 3, rng.integers(0, 4, 7)),
    ],
    remark=_("In each row the slopes add up to 0: what one class gains, the others lose."),
)
