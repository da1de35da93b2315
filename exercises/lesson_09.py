"""Exercises on dropout, strengths, penalties, and validation without leaks."""

import numpy as np

from exercises._exercise import Exercise, slip

PRELUDE = "import keras"

sixes = Exercise(
    "what dropout makes of a row of sixes",
    hints=[
        "One of the two is what dropout is known for. The other is what survives.",
        "What survives is divided by `1 - rate`, to make up for what is missing.",
    ],
    solution="values = [0, 8]",
    slips={
        slip("8", "6"): (
            "What survives does not stay as it is. On average the sum should be what it was, "
            "though a quarter is gone."
        ),
        slip("8", "24"): "You divided by the share that goes. Divide by the share that stays.",
        slip("8", "4.5"): "What survives has to grow: divide where you multiplied.",
        slip("8", "7.5"): "Three quarters of the values are left, and 3/4 of 7.5 is less than 6.",
        slip("0", "6"): "A dropped value does not stay as it is. What becomes of it?",
    },
    look=lambda values: len(values) and sorted(values),
    remark="In inference all of them stay 6: about the mean of what comes out in training.",
)

choose = Exercise(
    "the strength to choose",
    hints=[
        "One run may be lucky. What do several seeds say together?",
        "Go through `scores.items()`, and keep the best strength so far in a variable.",
        "`np.mean(values)` is the mean of one list; compare it with the mean of the best so far.",
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
        slip("np.mean(values) > np.mean(scores[best])", "max(values) > max(scores[best])"): (
            "You choose by the best single run, and that is the luckiest one. Take the mean of all "
            "seeds."
        ),
        slip("np.mean(values) > np.mean(scores[best])", "sum(values) > sum(scores[best])"): (
            "You add up, so a strength that was tried with more seeds has an advantage. Take means."
        ),
        slip("np.mean(values) > np.mean(scores[best])", "values[0] > scores[best][0]"): (
            "You look at the first seed alone. What do the others say?"
        ),
        slip(
            "np.mean(values) > np.mean(scores[best])", "np.mean(values) < np.mean(scores[best])"
        ): ("That is the worst strength. An accuracy should be high."),
        slip("np.mean(values) > np.mean(scores[best])", "min(values) > min(scores[best])"): (
            "You choose by the worst single run, which is bad luck as much as a bad strength. Take "
            "the mean of all seeds."
        ),
        slip("return best", "return np.mean(scores[best])"): (
            "That is how good it is. Return the strength itself, the key in the dictionary."
        ),
        slip("    return", "        return"): (
            "You return within the loop, so only the first strength has been looked at."
        ),
    },
    inputs=lambda rng: [
        ({0.001: [0.89, 0.90, 0.88], 0.01: [0.91, 0.86, 0.84], 0.1: [0.80, 0.81, 0.79]},),
        ({0.2: [0.897, 0.899], 0.5: [0.896, 0.904], 0.8: [0.895, 0.893]},),
        ({0.5: [0.90, 0.92], 0.8: [0.70, 0.72, 0.74]},),
        ({1: [0.80, 0.81], 2: [0.81, 0.81], 3: [0.90, 0.75]},),
        ({0.3: [0.5]},),
    ],
    remark="Where two means are as close as the seeds are apart, either strength will do.",
)

penalty = Exercise(
    "the price of all weights of a net",
    hints=[
        "One array at a time: add its L1 penalty and its L2 penalty, and go on to the next.",
        "For one array `W` it is `l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)`.",
    ],
    solution="""
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)
    return total
""",
    slips={
        slip("np.abs(W)", "W"): (
            "In your L1 part negative weights pay for positive ones. What counts is how far a "
            "weight is from zero, on either side."
        ),
        slip("np.sum(W**2)", "np.sqrt(np.sum(W**2))"): (
            "Your L1 part is right. The L2 penalty takes no root: it is the strength times the sum "
            "of the squares."
        ),
        slip("np.sum(W**2)", "np.sum(W) ** 2"): (
            "You square the sum. It is the other way round: first each weight, then add up."
        ),
        slip(("sum(np.abs(W))", "sum(W**2)"), ("mean(np.abs(W))", "mean(W**2)")): (
            "That is a mean: the more weights, the less each would pay. The penalties are sums."
        ),
        slip("+=", "="): "Only the last array has paid: each turn replaces what was before.",
        slip(
            "total = 0.0", "return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))"
        ): (
            "NumPy tries to make one tensor of the whole list, and the shapes differ. Take one "
            "array after the other."
        ),
        slip("    return", "        return"): (
            "Only the first array has paid: `return` within the loop ends it in its first turn."
        ),
    },
    inputs=lambda rng: [
        ([np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([[-3.0], [5.0]])], 0.1, 0.01),
        ([np.array([[-0.5, 0.25]]), np.zeros((2, 1)), np.array([-2.0])], 1.0, 2.0),
        ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.01, 0.0),
        ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.0, 0.02),
    ],
    remark="Together they are known as elastic net; in Keras, `keras.regularizers.L1L2(l1, l2)`.",
)

split_fold = Exercise(
    "a part held out, without a leak",
    hints=[
        "Three steps: cut `x` into parts, put all but part `i` together again, standardise. "
        "`np.array_split(x, k)` does the first.",
        "`rest = np.concatenate(parts[:i] + parts[i + 1 :])` does the second.",
        "`rest.mean(axis=0)` and `rest.std(axis=0)` are one number for each feature. Both arrays "
        "are shifted and scaled by these two.",
    ],
    solution="""
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(axis=0), rest.std(axis=0)
    return (rest - mean) / spread, (parts[i] - mean) / spread
""",
    slips={
        slip("rest.mean(axis=0), rest.std(axis=0)", "x.mean(axis=0), x.std(axis=0)"): (
            "A leak: you standardise before you cut, so the part held out has had a say in the "
            "mean and the standard deviation. Cut first."
        ),
        slip(
            "(parts[i] - mean) / spread",
            "(parts[i] - parts[i].mean(axis=0)) / parts[i].std(axis=0)",
        ): (
            "You standardise the part held out by itself. Use the mean and the standard deviation "
            "of the rest for both."
        ),
        slip("rest.mean(axis=0), rest.std(axis=0)", "rest.mean(), rest.std()"): (
            "You use one mean and one spread for all. Each feature, a column, has its own."
        ),
        slip("i + 1", "i"): "Part `i` is still in the rest: the second slice begins too early.",
        slip("rest.mean(axis=0), rest.std(axis=0)", "rest.mean(axis=1), rest.std(axis=1)"): (
            "`axis=1` adds up along a row, and gives one mean for each sample. What is needed is "
            "one for each feature."
        ),
        slip("(rest - mean) / spread, (parts[i] - mean) / spread", "rest, parts[i]"): (
            "The cut is right. Now standardise both."
        ),
        slip(
            "(rest - mean) / spread, (parts[i] - mean) / spread",
            "(parts[i] - mean) / spread, (rest - mean) / spread",
        ): "Both are right, but their order is not: the part held out comes last.",
    },
    inputs=lambda rng: [
        (np.array([[1.0, 10.0], [3.0, 40.0], [5.0, 20.0], [9.0, 30.0]]), 2, 0),
        (rng.normal([170, 70, 30], [10, 15, 8], (20, 3)), 5, 0),
        (rng.normal([170, 70, 30], [10, 15, 8], (6, 3)), 6, 1),
        (rng.normal([5, -5000], [0.1, 1000], (12, 2)), 3, 2),
    ],
    remark="Before the cut comes a shuffle, unless the samples are in random order already.",
)

NO_PENALTY = (
    "A dense layer has no penalty on its kernel. `kernel_regularizer` asks the price, and the last "
    "layer pays as well."
)
NO_DROPOUT = (
    "A hidden layer has no dropout behind it. There are two of them, and each gets a `Dropout` "
    "layer of its own."
)
BENT_OUTPUT = (
    "Something bends the output: some temperatures can never come out. Which activation has a net "
    "that puts out numbers? See the table at the end of lesson 7."
)

weather_net = Exercise(
    "a regularised net for the weather",
    hints=[
        "How many numbers come out, and may they be negative? That settles the last layer: its "
        "units and its activation.",
        "Let the list begin with `keras.Input((24,))`. A penalty is an option of a dense layer, "
        "`kernel_regularizer=keras.regularizers.L2(0.001)`, and dropout a layer of its own.",
        "In order: input, dense, dropout, dense, dropout, dense. The last one has 2 units and no "
        "activation, and pays the penalty too.",
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
        slip("L2(0", "L1(0"): "That is the L1 penalty. Take the one on the squares, L2.",
        slip("0.3", "0"): NO_DROPOUT,
        slip("Dropout(rate),\n        keras.layers.Dense(32", "Dense(32"): NO_DROPOUT,
        slip("Dropout(rate),\n        keras.layers.Dense(2,", "Dense(2,"): NO_DROPOUT,
        slip("keras.Input((24,)),", "keras.Input((24,)),\n        keras.layers.Dropout(rate),"): (
            "There is dropout on the input too. Keep it to the hidden layers."
        ),
        slip(
            "(2, kernel_regularizer=l2),",
            "(2, kernel_regularizer=l2),\n        keras.layers.Dropout(rate),",
        ): (
            "Dropout behind the last layer throws away answers, not clues. It belongs behind the "
            "hidden layers only."
        ),
        slip("0.3", "0.7"): "The rate is the share that is dropped, not the share that is kept.",
    },
    inputs=lambda rng: [(rng.normal(0, 3, (20, 24)),)],
    parts=["outputs", "penalty", "training"],
    remark="To train it, you would compile it with `mean_squared_error`.",
)
