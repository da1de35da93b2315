"""Exercises of lesson 8: penalties, dropout, validation without leaks, outputs and losses."""

import numpy as np

from exercises._exercise import Exercise
from exercises._models import all_layers, layers_in_words, no_model

NO_PENALTY = (
    "A dense layer has no penalty on its kernel. `kernel_regularizer` asks the price, and the last "
    "layer pays as well."
)
L1_FOR_L2 = (
    "That is the L1 penalty, a price on the absolute values. Asked for is the one on the squares."
)
NO_DROPOUT = (
    "A hidden layer has no dropout behind it. There are two of them, and each gets a `Dropout` "
    "layer of its own."
)
DROPOUT_AT_THE_END = (
    "Dropout behind the last layer throws away answers, not clues. It belongs behind the hidden "
    "layers only."
)
KEPT_FOR_DROPPED = "The rate is the share that is dropped, not the share that is kept."
BENT_OUTPUT = (
    "Something bends the output: some temperatures can never come out. Which activation does a "
    "regression end with?"
)

_NET = """
l2 = keras.regularizers.L2(0.001)
weather_net = keras.Sequential(
    [
        keras.Input((24,)),
        keras.layers.Dense(32, activation="relu", kernel_regularizer=l2),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(32, activation="relu", kernel_regularizer=l2),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(2, kernel_regularizer=l2),
    ]
)
"""

_NAMES = {
    "bce": "binary_crossentropy",
    "binarycrossentropy": "binary_crossentropy",
    "categoricalcrossentropy": "categorical_crossentropy",
    "sparsecategoricalcrossentropy": "sparse_categorical_crossentropy",
    "mse": "mean_squared_error",
    "meansquarederror": "mean_squared_error",
}


def _in_order(values):
    flat = isinstance(values, list | tuple | set) or (
        isinstance(values, np.ndarray) and values.ndim == 1
    )
    return sorted(values) if flat else values


def _in_one_spelling(last):
    """Units, activation and loss, the names written as in the lesson."""
    if not isinstance(last, list | tuple):
        return last
    return [_name(item) for item in last]


def _name(item):
    """A name as the lesson writes it: "BCE", a function or an object of Keras give one too."""
    item = getattr(item, "__name__", getattr(item, "name", item))
    if not isinstance(item, str):
        return item
    letters = item.lower().replace("_", "")
    return _NAMES.get(letters, item)


def _judge_weather_net(model):
    if sentence := no_model(model, (24,), (2,)):
        return sentence
    before, *blocks = _blocks(model)
    found = f"Your net's layers are {', '.join(layers_in_words(model))}."
    if [dense.units for dense, _ in blocks] != [32, 32, 2]:
        return f"{found} Asked for are two hidden layers of 32 units each, and the output."
    *hidden, last = blocks
    if not _is(last, lambda x: x):
        return BENT_OUTPUT
    if not all(_is(block, lambda x: np.maximum(x, 0)) for block in hidden):
        return f"{found} Both hidden layers should end with ReLU."
    penalties = (_wrong_penalty(dense) for dense, _ in blocks)
    return next(filter(None, penalties), None) or _wrong_dropout(before, hidden, last)


def _blocks(model):
    """What comes before the first dense layer; then each dense layer and what follows it."""
    import keras

    blocks = [(None, [])]
    for layer in all_layers(model):
        if isinstance(layer, keras.layers.Dense):
            blocks.append((layer, []))
        else:
            blocks[-1][1].append(layer)
    return blocks


def _is(block, function):
    """Whether a dense layer's sums go through this function, with all that follows the layer."""
    import keras

    dense, behind = block
    sums = np.linspace(-3, 3, dense.units, dtype="float32")[np.newaxis]
    values = dense.activation(keras.ops.convert_to_tensor(sums))
    for layer in behind:
        if isinstance(layer, keras.layers.Dropout):
            continue
        try:
            values = layer(values)
        except ValueError:  # it wants another shape: something else than an activation
            return False
    given = keras.ops.convert_to_numpy(values)
    return given.shape == sums.shape and np.allclose(given, function(sums), rtol=0.01, atol=1e-4)


def _wrong_penalty(dense):
    """What is wrong with the price on a layer's kernel; None where it is right."""
    if dense.kernel_regularizer is None:
        return NO_PENALTY
    kernel = np.array(dense.kernel, dtype=float)
    given = float(dense.kernel_regularizer(dense.kernel))
    if np.isclose(given, 0.001 * np.sum(np.abs(kernel)), rtol=1e-3):
        return L1_FOR_L2
    if not np.isclose(given, 0.001 * np.sum(kernel**2), rtol=1e-3):
        return (
            f"For the kernel of the layer `{dense.name}` the penalty is {given:.4f}; 0.001 times "
            f"the sum of the squares is {0.001 * np.sum(kernel**2):.4f}."
        )
    if dense.bias_regularizer is not None or dense.activity_regularizer is not None:
        return "Only the kernels pay: biases and outputs go free here."
    return None


def _wrong_dropout(before, hidden, last):
    """What is wrong with the dropout layers; None where they are right."""
    if _rates(last):
        return DROPOUT_AT_THE_END
    if _rates(before):
        return "There is dropout on the input too. Asked for is dropout behind the hidden layers."
    rates = [_rates(block) for block in hidden]
    if not all(rates):
        return NO_DROPOUT
    if any(len(several) > 1 for several in rates):
        return "One dropout behind each hidden layer is enough."
    if [0.7] in rates:
        return KEPT_FOR_DROPPED
    if rates != [[0.3], [0.3]]:
        found = " and ".join(f"{rate:g}" for (rate,) in rates)
        return f"The dropout rates are {found}; asked for is 0.3."
    return None


def _rates(block):
    """The dropout rates among the layers of a block."""
    import keras

    return [layer.rate for layer in block[1] if isinstance(layer, keras.layers.Dropout)]


EXERCISES = [
    Exercise(
        "8.1",
        "what dropout makes of a row of sixes",
        hints=[
            "One of the two is what dropout is known for. The other is what survives.",
            "What survives is divided by `1 - rate`, to make up for what is missing.",
        ],
        solution="values = [0, 8]",
        slips={
            "values = [0, 6]": (
                "What survives does not stay as it is. On average the sum should be what it was, "
                "though a quarter is gone."
            ),
            "values = [0, 24]": (
                "You divided by the rate, the share that goes. Divide by the share that stays."
            ),
            "values = [0, 4.5]": (
                "What survives has to grow, to make up for what is missing: divide, where you "
                "multiplied."
            ),
            "values = [0, 7.5]": (
                "Three quarters of the values are left, and three quarters of 7.5 are less than 6."
            ),
            "values = [6, 8]": "A dropped value does not stay as it is. What becomes of it?",
        },
        look=_in_order,
        remark="In inference all of them stay 6: about the mean of what comes out in training.",
    ),
    Exercise(
        "8.2",
        "an output and a loss for a new task",
        hints=[
            "How many questions does the net answer about one recording, and does the answer to "
            "one rule out another?",
            "It is twelve times yes or no, in one layer. In the table that is the row `many labels "
            "at once`.",
        ],
        solution='last = (12, "sigmoid", "binary_crossentropy")',
        slips={
            'last = (12, "softmax", "categorical_crossentropy")': (
                "Softmax makes the twelve outputs add up to 1, so a second instrument could only "
                "win what the first one loses. Here several may be sure at once."
            ),
            'last = (12, "softmax", "sparse_categorical_crossentropy")': (
                "That chooses one instrument out of twelve, with its number as label. A duo has "
                "two of them."
            ),
            'last = (12, "softmax", "binary_crossentropy")': (
                "The loss is right. With softmax, though, the outputs compete for a sum of 1."
            ),
            'last = (12, "sigmoid", "categorical_crossentropy")': (
                "The layer is right. This loss, though, expects one right class a sample, and "
                "looks at the outputs as shares of one whole."
            ),
            'last = (12, "sigmoid", "mean_squared_error")': (
                "The layer is right. Squared errors are for a regression; here each output is the "
                "probability of a yes."
            ),
            'last = (1, "sigmoid", "binary_crossentropy")': (
                "One unit answers one question, such as `is there a violin?` How many questions "
                "are asked here?"
            ),
        },
        look=_in_one_spelling,
        remark="The targets are rows of twelve zeros and ones, as many ones as there are "
        "instruments.",
    ),
    Exercise(
        "8.3",
        "the price of all weights of a net",
        hints=[
            "One array at a time: its L1 penalty, its L2 penalty, and on to the next. Their sum is "
            "the penalty.",
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
            """
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.sum(W) + l2 * np.sum(W**2)
    return total
""": "In your L1 part negative weights pay for positive ones. What counts is how far a weight is "
            "from zero, on either side.",
            """
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.sum(np.abs(W)) + l2 * np.sqrt(np.sum(W**2))
    return total
""": "Your L1 part is right. The L2 penalty takes no root: it is the factor times the sum of the "
            "squares.",
            """
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.sum(np.abs(W)) + l2 * np.sum(W) ** 2
    return total
""": "You square the sum. It is the other way round: first each weight, then add up.",
            """
def penalty(weights, l1, l2):
    total = 0.0
    for W in weights:
        total += l1 * np.mean(np.abs(W)) + l2 * np.mean(W**2)
    return total
""": "That is the mean: each weight would pay less, the more there are. The penalties are sums.",
            """
def penalty(weights, l1, l2):
    for W in weights:
        total = l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)
    return total
""": "Only the last array has paid: each turn of the loop replaces what was there before.",
            """
def penalty(weights, l1, l2):
    return l1 * np.sum(np.abs(weights)) + l2 * np.sum(np.square(weights))
""": "NumPy tries to make one tensor of the whole list, and the shapes differ. Take one array "
            "after the other.",
            """
def penalty(weights, l1, l2):
    for W in weights:
        return l1 * np.sum(np.abs(W)) + l2 * np.sum(W**2)
""": "Only the first array has paid: `return` within the loop ends it in its first turn.",
        },
        inputs=lambda rng: [
            ([np.array([[1.0, -2.0], [0.0, 4.0]]), np.array([[-3.0], [5.0]])], 0.1, 0.01),
            ([np.array([[-0.5, 0.25]]), np.zeros((2, 1)), np.array([-2.0])], 1.0, 2.0),
            ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.01, 0.0),
            ([rng.normal(size=s) for s in [(20, 8), (8, 4), (4, 3)]], 0.0, 0.02),
        ],
        remark="Both together are known as elastic net; in Keras it is "
        "`keras.regularizers.L1L2(l1, l2)`.",
    ),
    Exercise(
        "8.4",
        "a fold without a leak",
        hints=[
            "Three steps: cut `x` into parts, put all but part `i` together again, standardise. "
            "`np.array_split(x, k)` does the first.",
            "`rest = np.concatenate(parts[:i] + parts[i + 1 :])` does the second.",
            "`rest.mean(axis=0)` and `rest.std(axis=0)` are one number for each feature. Both "
            "arrays are shifted and scaled by these two.",
        ],
        solution="""
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(axis=0), rest.std(axis=0)
    return (rest - mean) / spread, (parts[i] - mean) / spread
""",
        slips={
            """
def split_fold(x, k, i):
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    parts = np.array_split(x, k)
    return np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]
""": "A leak: you standardise before you cut, so the part held out has had a say in mean and "
            "spread. Cut first.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest, part = np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]
    rest = (rest - rest.mean(axis=0)) / rest.std(axis=0)
    part = (part - part.mean(axis=0)) / part.std(axis=0)
    return rest, part
""": "You standardise the part held out by itself, as the basketball players were. Use the mean "
            "and spread of the rest for both.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(), rest.std()
    return (rest - mean) / spread, (parts[i] - mean) / spread
""": "You use one mean and one spread for everything. Each feature, that is each column, has its "
            "own.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i:])
    mean, spread = rest.mean(axis=0), rest.std(axis=0)
    return (rest - mean) / spread, (parts[i] - mean) / spread
""": "Part `i` is still among the rest. The second slice begins one part too early.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(axis=1), rest.std(axis=1)
    return (rest - mean) / spread, (parts[i] - mean) / spread
""": "`axis=1` adds up along a row, and gives one mean for each sample. What is needed is one for "
            "each feature.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    return rest, parts[i]
""": "The cut is right. Now standardise both.",
            """
def split_fold(x, k, i):
    parts = np.array_split(x, k)
    rest = np.concatenate(parts[:i] + parts[i + 1 :])
    mean, spread = rest.mean(axis=0), rest.std(axis=0)
    return (parts[i] - mean) / spread, (rest - mean) / spread
""": "Both are right, but in the other order: first what the net learns from, then the part held "
            "out.",
        },
        inputs=lambda rng: [
            (np.array([[1.0, 10.0], [3.0, 40.0], [5.0, 20.0], [9.0, 30.0]]), 2, 0),
            (rng.normal([170, 70, 30], [10, 15, 8], (20, 3)), 5, 0),
            (rng.normal([170, 70, 30], [10, 15, 8], (6, 3)), 6, 1),
            (rng.normal([5, -5000], [0.1, 1000], (12, 2)), 3, 2),
        ],
        remark="Before the cut comes a shuffle, unless the samples are in random order already.",
    ),
    Exercise(
        "8.5",
        "a regularised net for the weather",
        hints=[
            "How many numbers come out, and may they be negative? That settles the last layer: its "
            "units and its activation.",
            "Let the list begin with `keras.Input((24,))`. A penalty is an option of a dense "
            "layer, `kernel_regularizer=keras.regularizers.L2(0.001)`, and dropout a layer of its "
            "own.",
            "In order: input, dense, dropout, dense, dropout, dense. The last one has 2 units and "
            "no activation, and pays the penalty too.",
        ],
        solution=_NET,
        slips={
            _NET.replace("Dense(2,", 'Dense(2, activation="relu",'): BENT_OUTPUT,
            _NET.replace("Dense(2, kernel_regularizer=l2)", "Dense(2)"): NO_PENALTY,
            _NET.replace("regularizers.L2", "regularizers.L1"): L1_FOR_L2,
            _NET.replace("        keras.layers.Dropout(0.3),\n", "", 1): NO_DROPOUT,
            _NET.replace("0.3", "0.7"): KEPT_FOR_DROPPED,
            _NET.replace(
                "(2, kernel_regularizer=l2),",
                "(2, kernel_regularizer=l2),\n        keras.layers.Dropout(0.3),",
            ): DROPOUT_AT_THE_END,
        },
        judge=_judge_weather_net,
        remark="To train it, you would compile it with `mean_squared_error`.",
    ),
]
