"""Exercises on dropout, strengths, penalties, and validation without leaks."""

import numpy as np

from exercises._exercise import Exercise, slip
from helpers.language import _

PRELUDE = "import keras"

sixes = Exercise(
    _("what dropout makes of a row of sixes"),
    hints=[
        _("One of the two is what dropout is known for. The other is what survives."),
        _("What survives is divided by `1 - rate`, to make up for what is missing."),
    ],
    solution="values = [0, 8]",
    slips={
        slip("8", "6"): _(
            "What survives does not stay 6: the sum should stay about the same, though a quarter "
            "of the values is lost."
        ),
        slip("8", "24"): _(
            "24 is 6 divided by the share that goes. Divide by the share that stays."
        ),
        slip("8", "4.5"): _("What survives has to grow, to make up for what is missing."),
        slip("8", "7.5"): _(
            "Three quarters of the values are left, and 3/4 of 7.5 is less than 6."
        ),
        slip("8", "12"): _("That is for a rate of 0.5. Here three quarters of the values stay."),
        slip("0", "6"): _("A dropped value does not stay as it is. What becomes of it?"),
    },
    look=lambda values: len(values) and sorted(values),
    remark=_("In inference all of them stay 6: about the mean of what comes out in training."),
)

choose = Exercise(
    _("the strength to choose"),
    hints=[
        _("One run may be lucky. What do several seeds say together?"),
        _("Go through `scores.items()`, and keep the best strength so far in a variable."),
        _(
            "`np.mean(values)` is the mean of one list; compare it with the mean of the best so "
            "far."
        ),
    ],
    solution="""
def choose(scores):
    best = None
    for strength, values in scores.items():
        if best is None or np.mean(values) > np.mean(scores[best]):
            best = strength
    return best
""",
    slips={
        slip("np.mean(values) > np.mean(scores[best])", "max(values) > max(scores[best])"): _(
            "That goes by the best single run, which may just be lucky. Take the mean of all seeds."
        ),
        slip("np.mean(values) > np.mean(scores[best])", "values[0] > scores[best][0]"): _(
            "That goes by the first seed alone. What do the others say?"
        ),
        slip(
            "np.mean(values) > np.mean(scores[best])", "np.mean(values) < np.mean(scores[best])"
        ): _("That is the strength with the lowest mean. An accuracy should be high."),
        slip("np.mean(values) > np.mean(scores[best])", "min(values) > min(scores[best])"): _(
            "That goes by the worst run. Take the mean of all seeds."
        ),
        slip("np.mean(values) > np.mean(scores[best])", "values[-1] > scores[best][-1]"): _(
            "That goes by the last seed alone. What do the others say?"
        ),
        slip(
            "np.mean(values) > np.mean(scores[best])", "np.median(values) > np.median(scores[best])"
        ): _("That goes by the median. Take the mean of all seeds."),
        slip("np.mean(values) > np.mean(scores[best])", "np.std(values) < np.std(scores[best])"): _(
            "That goes by the least spread. What counts is the highest mean."
        ),
        slip("return best", "return np.mean(scores[best])"): _(
            "That is the best mean. Return its strength, the key in the dictionary."
        ),
        slip("return best", "return list(scores).index(best)"): _(
            "That is the place of the best strength, counted from 0. Return the strength itself."
        ),
        slip("return best", "return max(scores)"): _(
            "In every test that is the largest strength. Compare the means of the accuracies."
        ),
        slip("    return", "        return"): _(
            "In every test that is the first strength. Does a `return` end the loop too early?"
        ),
        slip("best is None or np.mean(values) > np.mean(scores[best])", "True"): _(
            "In every test that is the last strength. Compare each mean with the best so far, and "
            "keep the better one, with its strength, for the next comparison."
        ),
    },
    inputs=lambda rng: [
        ({1: [0.89, 0.90, 0.88], 2: [0.80, 0.81, 0.79], 3: [0.91, 0.86, 0.84]},),
        ({0.5: [0.897, 0.899], 0.8: [0.896, 0.904], 0.2: [0.893, 0.895]},),
        ({0.1: [0.80, 0.81], 0.2: [0.90, 0.75], 0.3: [0.81, 0.81]},),
        ({0.3: [0.5]},),
        ({0: [0.94, 0.9, 0.9, 0.9], 0.1: [0.92, 0.92, 0.92, 0.8], 1: [0.8, 0.8, 0.89, 0.99]},),
        ({strength: rng.random(5).tolist() for strength in (0.1, 0.2, 0.3, 0.4)},),
        ({strength: rng.random(3).tolist() for strength in range(6)},),
    ],
    remark=_("Where two means differ by less than the seeds do, either strength will do."),
)

SUM_OF_SIZES = _(
    "In your L1 penalty negative weights cancel positive ones. What counts is how far each weight "
    "is from zero, on either side."
)

penalty = Exercise(
    _("the price of all weights of a net"),
    hints=[
        _("One array at a time: add its L1 penalty and its L2 penalty, and go on to the next."),
        _("For one array `W` it is `l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)`."),
    ],
    solution="""
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)
    return total
""",
    slips={
        slip("np.abs(W)", "W"): SUM_OF_SIZES,
        slip("np.sum(np.abs(W))", "np.abs(np.sum(W))"): SUM_OF_SIZES,
        slip(("l1 * np", "l2 * np.sum(W"), ("l2 * np", "l1 * np.sum(W")): _(
            "The two strengths are swapped: `l1` belongs to the absolute values."
        ),
        slip("np.sum(W**2)", "np.sqrt(np.sum(W**2))"): _(
            "The L2 penalty takes no root: it is the strength times the sum of the squares."
        ),
        slip("np.sum(W**2)", "np.sum(W) ** 2"): _(
            "Your L2 penalty is the square of a sum. Square each weight first, then add up."
        ),
        slip(("sum(np.abs(W))", "sum(W**2)"), ("mean(np.abs(W))", "mean(W**2)")): _(
            "Those are means: the more weights, the less each would pay. The penalties are sums."
        ),
        slip("+=", "="): _("Only the last array has paid. Add up the penalties of all of them."),
        slip(
            "total = 0.0", "return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))"
        ): _("Take one array after the other, in a loop, and add up their penalties."),
    },
    inputs=lambda rng: [
        ([np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([[-3.0], [5.0]])], 0.1, 0.01),
        ([np.array([[-0.5, 0.25]]), np.zeros((2, 1)), np.array([-2.0])], 1.0, 2.0),
        ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.01, 0.0),
        ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.0, 0.02),
    ],
    remark=_(
        "Together they are known as elastic net; in Keras, `keras.regularizers.L1L2(l1, l2)`."
    ),
)

split_fold = Exercise(
    _("a part held out, without a leak"),
    hints=[
        _(
            "Three steps: cut `x` into parts, put all but part `i` together again, standardise. "
            "`np.array_split(x, k)` does the first."
        ),
        _("`rest = np.concatenate(parts[:i] + parts[i + 1 :])` does the second."),
        _(
            "`rest.mean(axis=0)` and `rest.std(axis=0)` are one number for each feature. Both "
            "arrays are shifted and scaled by these two."
        ),
    ],
    solution="""
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    held_out, rest = parts[i], np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(axis=0), rest.std(axis=0)
    rest, held_out = (rest - mean) / spread, (held_out - mean) / spread
    return rest, held_out
""",
    slips={
        slip("rest.mean(axis=0), rest.std(axis=0)", "x.mean(axis=0), x.std(axis=0)"): _(
            "A leak: the mean and the standard deviation are those of all rows, so the part held "
            "out has had a say in them. Take those of the rest."
        ),
        slip(
            "(held_out - mean) / spread",
            "(held_out - held_out.mean(axis=0)) / held_out.std(axis=0)",
        ): _(
            "The part held out is standardised by its own mean and standard deviation. Use those "
            "of the rest for both."
        ),
        slip("(held_out - mean) / spread", "held_out"): _(
            "The part held out comes out as it was. It needs the mean and the standard deviation "
            "that the rest had before it was standardised."
        ),
        slip(
            "rest.mean(axis=0), rest.std(axis=0)", "held_out.mean(axis=0), held_out.std(axis=0)"
        ): _(
            "The mean and the standard deviation are those of the part held out. It must have no "
            "say in them: take those of the rest."
        ),
        slip("rest.mean(axis=0), rest.std(axis=0)", "rest.mean(), rest.std()"): _(
            "One mean and one standard deviation serve all columns. Each feature has its own."
        ),
        slip("i + 1", "i"): _("Part `i` is still in the rest: leave it out."),
        slip(
            "np.concatenate(parts[:i] + parts[i + 1 :])",
            "x[: i * len(parts[i])] + x[(i + 1) * len(parts[i]) :]",
        ): _(
            "`+` joins lists, but adds arrays number by number. `np.concatenate([a, b])` puts the "
            "rows of one below those of the other."
        ),
        slip("np.concatenate(", "np.array("): _(
            "The other parts still lie one behind the other. Put their rows together with "
            "`np.concatenate` before you take the mean and the standard deviation."
        ),
        slip("rest.mean(axis=0), rest.std(axis=0)", "rest.mean(axis=1), rest.std(axis=1)"): _(
            "`axis=1` gives one mean for each row, a sample. Each column, a feature, needs one: "
            "`axis=0` gives that."
        ),
        slip("rest.std", "rest.var"): _(
            "That divides by the variance. The standard deviation is its root."
        ),
        slip(
            "(rest - mean) / spread, (held_out - mean) / spread",
            "rest - mean / spread, held_out - mean / spread",
        ): _("Only the mean is divided: put brackets around the difference."),
        slip("(rest - mean) / spread, (held_out - mean) / spread", "rest, held_out"): _(
            "The cut is right. Now standardise both."
        ),
        slip("return rest, held_out", "return held_out, rest"): _(
            "Both are right, but their order is not: the part held out comes last."
        ),
        slip(
            ", (held_out - mean) / spread",
            ", held_out\n    held_out -= mean\n    held_out /= spread",
        ): _(
            "`x` is the caller's own array, and a slice of it is a view: `-=` and `/=` write into "
            "it, and spoil the next part."
        ),
    },
    inputs=lambda rng: [
        (np.array([[1.0, 10], [3, 50], [5, 20], [9, 20], [5, 40], [9, 40]]), 3, 0),
        (rng.normal([5, -20, 0.3], [2, 10, 0.1], (20, 3)), 5, 0),
        (rng.normal([5, -20, 0.3], [2, 10, 0.1], (6, 3)), 6, 1),
        (rng.normal([-20, 0.3], [10, 0.1], (12, 2)), 3, 2),
    ],
    keeps_input=True,
    remark=_("Before the cut comes a shuffle, unless the samples are in random order already."),
)

NO_PENALTY = _(
    "Not every dense layer has a penalty on its kernel. Give each its `kernel_regularizer`, the "
    "last one too."
)
NO_DROPOUT = _(
    "A hidden layer has no dropout behind it. There are two of them, and each gets a `Dropout` "
    "layer of its own."
)
BENT_OUTPUT = _(
    "Something bends the output: some temperatures can never come out. Should the last layer have "
    "an activation here? See the table at the end of lesson 7."
)

weather_net = Exercise(
    _("a regularised net for the weather"),
    hints=[
        _(
            "How many numbers come out, and may they be negative? That settles the last layer: its "
            "units and its activation."
        ),
        _(
            "Let the list begin with `keras.Input((24,))`. A penalty is an option of a dense "
            "layer, `kernel_regularizer=keras.regularizers.L2(0.001)`, and dropout a layer of its "
            "own."
        ),
        _(
            "In order: input, dense, dropout, dense, dropout, dense. The last one has 2 units and "
            "no activation, and pays the penalty too."
        ),
    ],
    solution="""
rate, l2 = 0.3, keras.regularizers.L2(0.001)
weather_net = keras.Sequential(
    [
        keras.Input((24,)),
        keras.layers.Dense(32, activation="relu", kernel_regularizer=l2),
        keras.layers.Dropout(rate),
        keras.layers.Dense(32, activation="relu", kernel_regularizer=l2),
        keras.layers.Dropout(rate),
        keras.layers.Dense(2, kernel_regularizer=l2),
    ]
)
""",
    slips={
        slip("Dense(2,", 'Dense(2, activation="relu",'): BENT_OUTPUT,
        slip("Dense(2,", 'Dense(2, activation="sigmoid",'): BENT_OUTPUT,
        slip("Dense(2,", 'Dense(2, activation="softmax",'): BENT_OUTPUT,
        slip("(2, kernel_regularizer=l2)", "(2)"): NO_PENALTY,
        slip("keras.regularizers.L2(0.001)", "None"): NO_PENALTY,
        slip("L2(0", "L1(0"): _("That is the L1 penalty. Take the one on the squares, L2."),
        slip("Dropout(rate),\n        keras.layers.Dense(32", "Dense(32"): NO_DROPOUT,
        slip("Dropout(rate),\n        keras.layers.Dense(2,", "Dense(2,"): NO_DROPOUT,
        slip("keras.Input((24,)),", "keras.Input((24,)),\n        keras.layers.Dropout(rate),"): _(
            "There is dropout on the input too. Keep it to the hidden layers."
        ),
        slip(
            "(2, kernel_regularizer=l2),",
            "(2, kernel_regularizer=l2),\n        keras.layers.Dropout(rate),",
        ): _(
            "Dropout behind the last layer throws away answers, not clues. It belongs behind the "
            "hidden layers only."
        ),
        slip("0.3", "0.7"): _("The rate is the share that is dropped, not the share that is kept."),
    },
    inputs=lambda rng: [(rng.normal(0, 3, (20, 24)),)],
    parts=["outputs", "penalty", "training"],
    remark=_("To train it, you would compile it with `mean_squared_error`."),
)
