"""Exercises on losses and descent."""

import numpy as np

from exercises._exercise import Exercise, slip
from helpers.language import _

one_step = Exercise(
    _("take one step downhill"),
    hints=[
        _("Begin with the slope where you stand: put 7 in place of w."),
        _(
            "At w = 7 the slope is 2 · (7 − 3) = 8. The step goes against it, and its length is "
            "the learning rate times the slope."
        ),
    ],
    solution="w_next = 7 - 0.1 * 2 * (7 - 3)",
    slips={
        slip("7 - 0.1", "7 + 0.1"): _("That is a step uphill. Go *against* the slope."),
        slip("0.1", "0.01"): _("The learning rate is 0.1, not 0.01."),
        slip(" * 2", ""): _(
            "A factor 2 is missing: the slope of a square is twice what is squared."
        ),
        slip("0.1 * ", ""): _("That is a step with the rate 1. Multiply the slope by the rate."),
        slip("(7 - 3)", "7"): _("2w is the slope of w². Here w − 3 is squared: take twice *that*."),
        slip("2 * (7 - 3)", "(7 - 3) ** 2"): _(
            "That step is 1.6 long, as if the slope were 16. The loss is 16 here, the slope is 8."
        ),
        slip("(7 - 3)", "7 - 3"): _("Brackets are missing: the slope is 2 · (w − 3)."),
        slip("7 - 0.1 * ", ""): _("That is the slope at w = 7. Now take the step."),
        slip("2 * (7 - 3)", "(2 * 7 - 3)"): _("The brackets come first: twice what w − 3 is."),
        slip("7 - 0.1", "0.1"): _("That is the step. Where does it lead, from 7?"),
        slip("7 - 0.1", "-0.1"): _("That is the step. Where does it lead, from 7?"),
        slip("7 - 0.1 * 2 * (7 - 3)", "7"): _("That is where you begin. Take a step from there."),
        slip("7 - 0.1 * 2 * (7 - 3)", "5.56"): _("Those are two steps: one is asked for."),
        slip("7 - 0.1 * 2 * (7 - 3)", "10.24"): _(
            "That is the loss after the step: where are you?"
        ),
        slip("7 - 0.1 * 2 * (7 - 3)", "3"): _(
            "That is the bottom, where many steps lead. One step is only the learning rate times "
            "the slope."
        ),
    },
    remark=_("The loss falls from 16 to about 10.2: a step of the right length, downhill."),
)

count_updates = Exercise(
    _("count the updates of a training run"),
    hints=[
        _(
            "Take one epoch first: how many batches of 4 do 10 samples make? A short one counts "
            "too."
        ),
        _("`np.ceil` and `math.ceil` round up. Round for one epoch, then multiply by the epochs."),
    ],
    solution="""
def count_updates(samples, batch_size, epochs):
    return int(np.ceil(samples / batch_size)) * epochs
""",
    slips={
        slip("int(np.ceil(samples / batch_size))", "samples // batch_size"): _(
            "The short batch at the end of an epoch is left out. It counts too: round up."
        ),
        slip("int(np.ceil(samples / batch_size))", "round(samples / batch_size)"): _(
            "`round` may go down, as it does from 2.5 to 2. A short batch counts too: always round "
            "up."
        ),
        slip("int(np.ceil(samples / batch_size))", "(samples // batch_size + 1)"): _(
            "One more is right only where a short batch is left over. Here the last batch is full."
        ),
        slip("samples / batch_size)) * epochs", "samples * epochs / batch_size))"): _(
            "Each epoch ends with a short batch of its own: round up for one epoch, then multiply."
        ),
        slip(
            "int(np.ceil(samples / batch_size)) * epochs",
            "samples // batch_size * epochs + (samples % batch_size > 0)",
        ): _(
            "Each epoch ends with a short batch of its own: round up for one epoch, then multiply."
        ),
        slip("int(np.ceil(samples / batch_size))", "samples / batch_size"): _(
            "There is no half update: a short batch makes a whole one. Round up for one epoch, "
            "then multiply."
        ),
        slip("int(np.ceil(samples / batch_size))", "((samples - 1) // batch_size)"): _(
            "One update is missing in every epoch, even where all batches are full."
        ),
        slip("int(np.ceil(samples / batch_size))", "sum(divmod(samples, batch_size))"): _(
            "What is left over is a number of samples. Together they make one batch."
        ),
        slip(" * epochs", " + epochs"): _("Every epoch makes that many: multiply."),
        slip(" * epochs", ""): _("That is one epoch. Each of the others makes that many again."),
    },
    inputs=lambda rng: [
        (10, 4, 2),
        (12, 4, 3),
        (5, 8, 1),
        (129, 128, 5),
        (300, 1, 300),
        (60_001, 10_000, 1),
        *rng.integers([100, 9, 2], [999, 33, 9], (2, 3)).tolist(),
    ],
)

huber = Exercise(
    _("write a loss between L1 and L2"),
    hints=[
        _("Three lines will do: the errors, their sizes by `np.abs`, and the cost of each."),
        _(
            "`np.where(condition, a, b)` takes from `a` where the condition holds, else from `b`. "
            "Then take the mean."
        ),
        _("The condition is `sizes <= 1`; the two costs are `errors**2 / 2` and `sizes - 0.5`."),
    ],
    solution="""
def huber(targets, predictions):
    errors = predictions - targets
    sizes = np.abs(errors)
    return np.mean(np.where(sizes <= 1, errors**2 / 2, sizes - 0.5))
""",
    slips={
        slip("<= 1", "<= 0.5"): _("An error is small up to size 1."),
        slip("sizes <= 1", "errors <= 1"): _(
            "Which cost an error gets depends on its size. −3 is below 1, and still a large error."
        ),
        slip("sizes - 0.5", "errors - 0.5"): _(
            "A large negative error makes your loss smaller. What counts is the error's size."
        ),
        slip(" / 2", ""): _(
            "A small error costs *half* its square: so the two costs meet at size 1."
        ),
        slip(" - 0.5", ""): _("A large error costs its size *minus one half*."),
        slip("<=", ">"): _(
            "The two costs have changed places: the square is for the small errors."
        ),
        slip("sizes - 0.5)", "sizes - 0.5).astype(targets.dtype)"): _(
            "Where the targets are whole numbers, your costs are cut to whole numbers too. Put "
            "them into a new array that holds fractions, such as `np.zeros(n)`."
        ),
        slip("- 0.5", "/ 2"): _(
            "A large error costs its size *minus* one half, not half its size."
        ),
        slip("np.mean", ""): _("These are the samples' costs. The loss is one number, their mean."),
        slip("np.mean", "np.sum"): _("A sum would grow with the number of samples. Take the mean."),
        slip("np.where(sizes <= 1, errors**2 / 2, sizes - 0.5)", "errors**2"): _(
            "That is the mean squared error. Here only small errors are squared, and halved."
        ),
        slip("np.where(sizes <= 1, errors**2 / 2, sizes - 0.5)", "sizes"): _(
            "That is the mean absolute error, without the other cost for small errors."
        ),
        slip("sizes = np.abs(errors)", "errors = sizes = np.mean(np.abs(errors))"): _(
            "Each sample has a cost of its own; the mean comes last."
        ),
        slip(
            "np.where(sizes <= 1, errors**2 / 2, sizes - 0.5)",
            "errors**2 / 2 if sizes <= 1 else sizes - 0.5",
        ): _(
            "Each error needs a decision of its own: give `np.where` the condition `np.abs(errors) "
            "<= 1`."
        ),
    },
    inputs=lambda rng: [
        (np.array([3.0]), np.array([2.2])),
        (np.array([4.0]), np.array([6.0])),
        (np.array([3.0, 5.0]), np.array([0.0, 6.2])),
        (np.array([3.0, 5.0]), np.array([4.0, 4.0])),
        (np.array([1, -1, 3, 4, 5]), np.array([1, 1, 3, 4, 5])),
        *[(rng.normal(size=n), rng.normal(size=n) * 3) for n in [50, 5]],
    ],
    remark=_("It is the Huber loss, `keras.losses.Huber()`: smooth at 0, and calm about outliers."),
)

ROWS = _(
    "One index alone takes whole rows, and a row is a sample. A label names a *column*: what its "
    "class got is `probabilities[i, labels[i]]`."
)

cross_entropy = Exercise(
    _("the cross-entropy of a batch"),
    hints=[
        _(
            "What did the true class of the first sample get? It stands in row 0, in the column "
            "that `labels[0]` names."
        ),
        _(
            "Go through the samples with `for i in range(len(labels))`. The cost of each is minus "
            "`np.log` of `probabilities[i, labels[i]]`; the loss is the mean of the costs."
        ),
    ],
    solution="""
def cross_entropy(probabilities, labels):
    total = 0
    for i in range(len(labels)):
        total = total - np.log(probabilities[i, labels[i]])
    return total / len(labels)
""",
    slips={
        slip("np.log(", "np.log10("): _(
            "That is the logarithm to base 10. The lesson's is `np.log`."
        ),
        slip("np.log(", "np.log2("): _(
            "That is the logarithm to base 2. The lesson's is `np.log`."
        ),
        slip("np.log(", "np.log(1 - "): _("That is what the other classes got. Take the true one."),
        slip("total - np", "-np"): _("Only the last cost is left: they have to be added up."),
        slip("/ len(labels)", "/ len(probabilities[0])"): _(
            "Divide by how many samples there are."
        ),
        slip("labels[i]]", "labels[i] - 1]"): _(
            "The column is `labels[i]` as it stands: labels count from 0, as indices do."
        ),
        slip("np.log(probabilities[i, labels[i]])", "np.log(probabilities[i, labels]).mean()"): _(
            "From every row you take the columns of *all* labels. Row i has one label, "
            "`labels[i]`; without a loop, name the rows too, 0 to n − 1."
        ),
        slip("return total", "return -(labels * np.log(probabilities)).sum()"): _(
            "That formula takes one-hot rows. These labels are numbers: each names the column that "
            "counts."
        ),
        slip("    return", "        return"): _(
            "Only the first sample's cost is there. If a `return` ends the loop: how far is it "
            "indented?"
        ),
        slip("total - np", "total + np"): _(
            "The size is right, the sign is not. The logarithm of a probability is negative: it "
            "takes exactly one minus."
        ),
        slip(" / len(labels)", ""): _(
            "That is the sum of the costs. It would grow with the number of samples: take the mean."
        ),
        slip("/ len(labels)", "/ probabilities.size"): _(
            "Each *sample* has one cost. Divide by the number of samples, not of probabilities."
        ),
        slip("[i, labels[i]]", "[labels[i], i]"): _(
            "Row and column are swapped: the sample is the row, its label the column."
        ),
        slip("return total", "return -np.log(probabilities[labels]).mean() * len(labels)"): ROWS,
        slip(
            "return total", "return -np.log(probabilities[labels - 1]).mean() * len(labels)"
        ): ROWS,
        slip("[i, labels[i]]", "[i].max()"): _(
            "That is what the likeliest class got. The loss asks what the *right* class got, "
            "however little that is."
        ),
        slip("np.log(probabilities[i, labels[i]])", "probabilities[i, labels[i]]"): _(
            "The logarithm is missing."
        ),
        slip(
            "return total / len(labels)",
            "return -np.log(probabilities[range(len(labels)), labels])",
        ): _("Those are the samples' costs. The loss is one number, their mean."),
        slip(
            ("total - np.log(", "total / len(labels)"),
            ("total + (", "-np.log(total / len(labels))"),
        ): _(
            "That is the logarithm of the mean probability. Each sample has a cost of its own; the "
            "mean comes last."
        ),
    },
    inputs=lambda rng: [
        (np.array([[0.2, 0.7, 0.1]]), np.array([1])),
        (np.array([[0.95, 0.05], [0.6, 0.4], [0.3, 0.7]]), np.array([1, 0, 1])),
        *[(rng.dirichlet(np.ones(k), n), rng.integers(0, k, n)) for n, k in [(6, 4), (8, 3)]],
    ],
    remark=_("Lesson 7 meets it again as `keras.losses.sparse_categorical_crossentropy`."),
)

best_rate = Exercise(
    _("the best rate for a parabola"),
    hints=[
        _(
            "Write w for a place and work out where one step leads: w minus the rate times the "
            "slope. How far is that from the bottom, which lies at 1?"
        ),
        _("The distance w − 1 becomes (1 − 8 · rate) · (w − 1). Which rate makes that 0?"),
    ],
    solution="best_rate = 1 / 8",
    slips={
        slip("1 / 8", "1 / 4"): _(
            "That is the border: the walk swings between two places for ever. The bottom lies "
            "halfway between them."
        ),
        slip("1 / 8", "1 / 16"): _("Too small: each step leaves part of the way. Go all the way."),
        slip("1 / 8", "1 / 6"): _("Too large: each step goes past the bottom, to the other side."),
        slip("1 / 8", "1 / 2"): _(
            "Far too large: each step leads further away. 1/2 is the best rate for w², and this "
            "valley bends four times as much."
        ),
        slip("1 / 8", "0"): _("A rate is above 0: with less it leads uphill, with 0 nowhere."),
    },
    # Does it lead nowhere, not far enough, to the bottom, past it, to and fro, or away?
    look=lambda rate: sum(
        np.asarray(rate).item() > edge for edge in (0, 0.12499, 0.12501, 0.249999, 0.250001)
    ),
    remark=_("At twice this rate lies the border. The more a valley bends, the lower both are."),
)
