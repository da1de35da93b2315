"""Exercises of lesson 7: reading a history, validation data, early stopping, Flatten."""

import numpy as np

from exercises._by_hand import activations, widths
from exercises._exercise import Exercise
from exercises._models import layers_in_words, no_model, outputs
from exercises._values import plain

# Exercise 7.1: four histories.

SHAPES = {
    "A": "overfitting",
    "B": "not enough training",
    "C": "rate too high",
    "D": "learning",
}
LOOK_AGAIN = {
    "A": "Look at A again: its training loss runs to zero. Where does its validation loss turn?",
    "B": "Look at B again: both losses fall in every epoch. How far have they come after five?",
    "C": "Look at C again: where does its training loss begin, and does its validation loss ever "
    "settle?",
    "D": "Look at D again: how far has its training loss fallen, and does its validation loss come "
    "with it to the end?",
}


def judge_shapes(answer):
    """Which history is taken for something else, if any."""
    words = plain(answer)
    if words is Ellipsis:
        return "A `...` is still in your list: each of the four histories has a shape."
    if not isinstance(words, list) or len(words) != len(SHAPES):
        return 'Hand in a list of four texts, such as `["learning", ...]`: one for each history.'
    for letter, given in zip(SHAPES, words, strict=True):
        word = given.strip().lower() if isinstance(given, str) else ""
        if word not in SHAPES.values():
            return (
                f"For {letter} none of the four shapes is named. They are "
                f"{', '.join(f'`{name}`' for name in sorted(SHAPES.values()))}."
            )
        if word != SHAPES[letter]:
            return LOOK_AGAIN[letter]
    return None


# Exercise 7.4: a net for photos.

NO_FLATTEN = (
    "For one photo the net gives a whole grid of answers: a dense layer works along the last axis "
    "alone. Which layer lays all axes of a photo out as one?"
)
NO_RESCALING = (
    "The values go into the dense layers as they come, up to 255. Which layer brings them to 0..1?"
)
ONE_HIDDEN_LAYER = "Only one hidden layer is in it; asked for are two, of 64 and 32 units."
NO_SOFTMAX = (
    "The five outputs are no probabilities: they do not add up to 1. Look at the last activation."
)
NO_RELU = (
    "The layers have the right sizes, but not every hidden one has ReLU: without an activation "
    "two layers in a row can do no more than one."
)


def judge_photo_net(net):
    """What is wrong with a net for colour photos of 16 by 12, with hidden layers of 64 and 32."""
    wrong = no_model(net, (16, 12, 3), (5,))
    if wrong:
        grid = getattr(net, "built", False) and net.output_shape[1:] == (16, 12, 5)
        return NO_FLATTEN if grid else wrong
    weights = net.get_weights()
    found = widths(weights)
    if found and len(found) == 3:
        return ONE_HIDDEN_LAYER
    names = None
    if found == [576, 64, 32, 5]:
        photos = np.random.default_rng(7).integers(0, 256, (20, 16, 12, 3)).astype("float32")
        small = photos / 255
        names = activations(weights, small.reshape(20, 576), outputs(net, photos))
        if names is None and activations(weights, small.reshape(20, 576), outputs(net, small)):
            return NO_RESCALING
    if names is None:
        return (
            f"Your net has the layers {', '.join(layers_in_words(net))}. Asked for is a net that "
            "divides by 255 and flattens, then has 64 and 32 units with ReLU and 5 with softmax."
        )
    if names[-1] != "softmax":
        return NO_SOFTMAX
    return None if names[:-1] == ("relu", "relu") else NO_RELU


# Exercise 7.5: a training that stops by itself.

DATA = """
rng = np.random.default_rng(8)
x = rng.normal(size=(160, 20)).astype("float32")  # 20 measurements of 160 patients
y = (x[:, 0] + x[:, 1] + rng.normal(0, 0.7, 160) > 0).astype("int32")  # 0: well, 1: ill
"""
NET = """
keras.utils.set_random_seed(7)
hidden, output = keras.layers.Dense(64, "relu"), keras.layers.Dense(2, "softmax")
net = keras.Sequential([keras.Input((20,)), hidden, output])
net.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
"""
PATIENCE = 3
TOO_GOOD = 0.25  # of patients it has not met no net can know so much: the diagnoses are uncertain
HAND_IN_THE_HISTORY = (
    "Hand in what `fit` returns, the History object: `run = net.fit(...)`, then "
    '`check("7.5", run)`.'
)
NO_VALIDATION = (
    "There is no `val_loss` in this history: `fit` was given no `validation_data`, so nothing "
    "could be watched."
)
OTHER_VALIDATION = (
    "The validation loss was not measured on the last 80 patients alone. Give `fit` these, and no "
    "others, as its `validation_data`."
)
LEARNT_FROM_ALL = (
    "The loss on the last 80 patients is too good to be true: the net has learnt from them, too. "
    "Let it learn from the first 80 alone."
)
NOT_STOPPED = (
    "Nothing ended this training before its last epoch. Is the callback in the list `callbacks`, "
    "does it watch `val_loss`, and are there epochs enough?"
)
OTHER_PATIENCE = (
    "It did stop early, but not three epochs after the lowest validation loss. Set the `patience` "
    "to 3, and let it watch `val_loss`."
)
NOT_RESTORED = (
    "It stopped at the right moment, but the net still has the weights of its last epoch. One "
    "argument of the callback takes it back to the best."
)


def judge_early_stopping(run):
    """What is wrong with a History of the net above, stopped early and taken back to its best."""
    import keras

    if not isinstance(run, keras.callbacks.History) or not getattr(run, "history", None):
        return HAND_IN_THE_HISTORY
    if wrong := no_model(run.model, (20,), (2,)):
        return f"This is not a history of the net in this cell. {wrong}"
    if "val_loss" not in run.history:
        return NO_VALIDATION
    val_losses = run.history["val_loss"]
    now = _validation_loss(run.model)
    if now < TOO_GOOD:
        return LEARNT_FROM_ALL
    best = int(np.argmin(val_losses))
    from_epochs = np.isclose(now, val_losses, rtol=1e-3)  # the net as it was after which?
    if not from_epochs.any():
        return OTHER_VALIDATION
    if len(val_losses) != best + 1 + PATIENCE:
        to_the_end = len(val_losses) == run.params.get("epochs")
        return NOT_STOPPED if to_the_end else OTHER_PATIENCE
    return None if from_epochs[best] else NOT_RESTORED


def _validation_loss(net):
    """The loss of the net as it is now, on the last 80 patients."""
    namespace = {"np": np}
    exec(DATA, namespace)
    x, y = namespace["x"][80:], namespace["y"][80:]
    return -np.log(outputs(net, x)[np.arange(80), y]).mean()


EXERCISES = [
    Exercise(
        "7.1",
        "tell the four shapes by their numbers",
        hints=[
            "Take the training loss first: does it fall, and how far? Then ask whether the "
            "validation loss falls with it. `plot_history(histories['A'])` draws one of them.",
            "One begins far too high, one runs to zero while the other loss rises, one has hardly "
            "begun, and one is as it should be.",
        ],
        given="""
histories = {
    "A": {"loss": [1.2, 0.5, 0.2, 0.06, 0.01], "val_loss": [1.1, 0.8, 0.7, 0.8, 1.0]},
    "B": {"loss": [2.3, 2.2, 2.1, 2.0, 1.9], "val_loss": [2.3, 2.2, 2.1, 2.0, 1.9]},
    "C": {"loss": [8.0, 2.1, 1.9, 2.2, 2.0], "val_loss": [2.2, 1.8, 2.4, 1.9, 2.3]},
    "D": {"loss": [1.2, 0.6, 0.4, 0.3, 0.25], "val_loss": [0.8, 0.5, 0.4, 0.36, 0.34]},
}
""",
        solution="""
names = ["overfitting", "not enough training", "rate too high", "learning"]
""",
        slips={
            'names = ["learning", "not enough training", "rate too high", "overfitting"]': (
                LOOK_AGAIN["A"]
            ),
            'names = ["overfitting", "learning", "rate too high", "not enough training"]': (
                LOOK_AGAIN["B"]
            ),
            'names = ["overfitting", "not enough training", "overfitting", "learning"]': (
                LOOK_AGAIN["C"]
            ),
            'names = ["overfitting", "not enough training", "rate too high", "overfitting"]': (
                LOOK_AGAIN["D"]
            ),
        },
        judge=judge_shapes,
    ),
    Exercise(
        "7.2",
        "shuffle, then split",
        hints=[
            "`samples[order]` is a shuffled copy. What else must come in the same order, so that "
            "each sample keeps its label?",
            "Behind the shuffling it is the split of this lesson: `[:-size]` to learn from, "
            "`[-size:]` to validate.",
        ],
        solution="""
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return samples[:-size], labels[:-size], samples[-size:], labels[-size:]
""",
        slips={
            """
def split(samples, labels, order, size):
    samples = samples[order]
    return samples[:-size], labels[:-size], samples[-size:], labels[-size:]
""": "The samples are shuffled and the labels are not: now they no longer belong together.",
            """
def split(samples, labels, order, size):
    return samples[:-size], labels[:-size], samples[-size:], labels[-size:]
""": "The cut is right. But nothing is shuffled yet: use `order` on both before you cut.",
            """
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return samples, labels, samples[-size:], labels[-size:]
""": "The net would learn from all samples, those for validation too. No sample may be in both "
            "parts.",
            """
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return samples[-size:], labels[-size:], samples[:-size], labels[:-size]
""": "The two parts have changed places: first what the net learns from, then the `size` samples "
            "for validation.",
            """
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return samples[size:], labels[size:], samples[:size], labels[:size]
""": "You take the validation samples from the front; asked for are the last ones.",
            """
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return samples[:-size], samples[-size:], labels[:-size], labels[-size:]
""": "The four parts are right, but their order is not: samples and labels to learn from come "
            "first.",
            """
def split(samples, labels, order, size):
    samples, labels = samples[order], labels[order]
    return (samples[:-size], labels[:-size]), (samples[-size:], labels[-size:])
""": "The four arrays are right. Return them side by side, without brackets around the pairs.",
        },
        inputs=lambda rng: [
            (np.array([10, 11, 12, 13, 14]), np.arange(5), np.array([3, 0, 4, 1, 2]), 2),
            (rng.random((7, 4, 4)), rng.integers(0, 10, 7), rng.permutation(7), 1),
            (rng.random((30, 8, 8)), rng.integers(0, 10, 30), rng.permutation(30), 5),
        ],
        remark="With one order for both, each sample keeps its label; with one cut, no sample is "
        "in both parts.",
    ),
    Exercise(
        "7.3",
        "when early stopping ends a training",
        hints=[
            "Go through the epochs in a loop and keep two things in mind: the best loss so far, "
            "and how many epochs have passed since.",
            "A new best loss sets the waiting back to 0; any other epoch adds 1 to it.",
            "As soon as the waiting equals `patience`, return the number of the epoch. Behind the "
            "loop, return the number of all epochs.",
        ],
        solution="""
def epochs_run(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < best:
            best, waited = val_losses[epoch], 0
        else:
            waited += 1
        if waited == patience:
            return epoch + 1
    return len(val_losses)
""",
        slips={
            """
def epochs_run(val_losses, patience):
    return min(int(np.argmin(val_losses)) + 1 + patience, len(val_losses))
""": "That knows the lowest loss of the whole list. A training cannot look ahead: it may stop "
            "before that epoch ever comes.",
            """
def epochs_run(val_losses, patience):
    return int(np.argmin(val_losses)) + 1 + patience
""": "The lowest loss of all is known only at the end, when it is too late to stop. Go through the "
            "epochs one by one.",
            """
def epochs_run(val_losses, patience):
    waited = 0
    for epoch in range(1, len(val_losses)):
        waited = 0 if val_losses[epoch] < val_losses[epoch - 1] else waited + 1
        if waited == patience:
            return epoch + 1
    return len(val_losses)
""": "You compare each epoch with the one before it. What counts is the best so far.",
            """
def epochs_run(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < best:
            best = val_losses[epoch]
        else:
            waited += 1
        if waited == patience:
            return epoch + 1
    return len(val_losses)
""": "A new best loss must set the waiting back to 0.",
            """
def epochs_run(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < best:
            best, waited = val_losses[epoch], 0
        else:
            waited += 1
        if waited > patience:
            return epoch + 1
    return len(val_losses)
""": "You wait one epoch longer than `patience` allows.",
            """
def epochs_run(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < best:
            best, waited = val_losses[epoch], 0
        else:
            waited += 1
        if waited == patience:
            return epoch
    return len(val_losses)
""": "Count the epochs from 1: how many have run when it stops?",
            """
def epochs_run(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] <= best:
            best, waited = val_losses[epoch], 0
        else:
            waited += 1
        if waited == patience:
            return epoch + 1
    return len(val_losses)
""": "A loss that only equals the best is no improvement.",
        },
        inputs=lambda rng: [
            ([0.9, 0.6, 0.7, 0.8, 0.5], 2),
            ([0.9, 0.6, 0.7, 0.5, 0.6, 0.7, 0.8], 2),
            ([0.9, 0.5, 0.8, 0.7, 0.6, 0.55], 3),
            ([0.4, 0.4, 0.4, 0.4], 2),
            ([0.9, 0.7, 0.5], 2),
            ([0.7], 1),
        ],
    ),
    Exercise(
        "7.4",
        "build a net for colour photos",
        hints=[
            "It is this lesson's net with another input shape, other widths and another number of "
            "classes. What does `keras.Input` want to know?",
            "In order: `keras.Input((16, 12, 3))`, `Rescaling`, `Flatten`, and three `Dense` "
            "layers of 64, 32 and 5 units.",
        ],
        solution="""
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
""",
        slips={
            """
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
""": NO_FLATTEN,
            """
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
""": NO_RESCALING,
            """
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
""": ONE_HIDDEN_LAYER,
            """
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(5),
    ]
)
""": NO_SOFTMAX,
            """
photo_net = keras.Sequential(
    [
        keras.Input((16, 12, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(64),
        keras.layers.Dense(32),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
""": NO_RELU,
        },
        judge=judge_photo_net,
        remark="`Flatten` makes 16 * 12 * 3 = 576 numbers of each photo, and the first dense layer "
        "has most of the 39,173 parameters.",
    ),
    Exercise(
        "7.5",
        "a training that stops by itself",
        hints=[
            "The callback is `keras.callbacks.EarlyStopping`. What should it watch, how long wait, "
            "and what do when it has stopped?",
            "`fit` takes `x[:80]` and `y[:80]` to learn from, `validation_data=(x[80:], y[80:])`, "
            "`epochs=100` and the list `callbacks=[...]`.",
            'The callback needs `monitor="val_loss"`, `patience=3` and '
            "`restore_best_weights=True`.",
        ],
        given=DATA + NET,
        solution="""
stop_early = keras.callbacks.EarlyStopping(
    monitor="val_loss", patience=3, restore_best_weights=True
)
run = net.fit(
    x[:80],
    y[:80],
    epochs=100,
    validation_data=(x[80:], y[80:]),
    verbose=0,
    callbacks=[stop_early],
)
""",
        slips={
            "run = net.fit(x[:80], y[:80], epochs=2, verbose=0)": NO_VALIDATION,
            """
run = net.fit(x[:80], y[:80], epochs=15, validation_data=(x[80:], y[80:]), verbose=0)
""": NOT_STOPPED,
            """
stop_early = keras.callbacks.EarlyStopping(patience=3)
run = net.fit(
    x[:80],
    y[:80],
    epochs=100,
    validation_data=(x[80:], y[80:]),
    verbose=0,
    callbacks=[stop_early],
)
""": NOT_RESTORED,
            """
stop_early = keras.callbacks.EarlyStopping(patience=1, restore_best_weights=True)
run = net.fit(
    x[:80],
    y[:80],
    epochs=100,
    validation_data=(x[80:], y[80:]),
    verbose=0,
    callbacks=[stop_early],
)
""": OTHER_PATIENCE,
            "run = net.fit(x[:80], y[:80], epochs=3, validation_data=(x, y), verbose=0)": (
                OTHER_VALIDATION
            ),
            "run = net.fit(x, y, epochs=15, validation_data=(x[80:], y[80:]), verbose=0)": (
                LEARNT_FROM_ALL
            ),
            "net.fit(x[:80], y[:80], epochs=1, verbose=0)\nrun = net": HAND_IN_THE_HISTORY,
        },
        judge=judge_early_stopping,
        remark="The net is now as it was when it did best on patients it did not learn from.",
    ),
]
