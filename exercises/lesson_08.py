"""Exercises on reading a history, validation data, early stopping and Flatten."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._nets import no_net, seen
from exercises._values import plain
from helpers.language import _

PRELUDE = "import keras"

SHAPES = ["overfitting", "underfitting", "rate too high", "learning"]  # of A, B, C and D
ALSO = {_("not enough training"): "underfitting"}  # another word for it
LOOK_AGAIN = [
    _(
        "Look at A again: its training loss falls nearly to zero. Where does its validation loss "
        "turn?"
    ),
    _("Look at B again: both losses fall in every epoch. How far have they come after five?"),
    _("Look at C again: does its validation loss ever settle, or does it jump up and down?"),
    _(
        "Look at D again: how far has its training loss fallen, and does its validation loss fall "
        "with it to the end?"
    ),
]


def _judge_shapes(answer):
    """Which history is taken for something else, if any."""
    words = plain(answer)
    if not isinstance(words, list) or len(words) != len(SHAPES):
        return _('Hand in a list of four texts, such as `["learning", ...]`: one for each history.')
    for letter, given, shape, sentence in zip("ABCD", words, SHAPES, LOOK_AGAIN, strict=True):
        word = given.strip().lower() if isinstance(given, str) else ""
        word = ALSO.get(word, word)
        if word not in SHAPES:
            names = ", ".join(f"`{name}`" for name in sorted(SHAPES))
            return _(
                "What you wrote for {letter} is not one of the four shapes: they are {names}."
            ).format(letter=letter, names=names)
        if word != shape:
            return sentence
    return None


histories = Exercise(
    _("tell the four shapes by their numbers"),
    hints=[
        _(
            "Take the training loss first: does it fall, and how far? Then ask whether the "
            "validation loss falls with it. `plot_history(histories['A'])` draws one of them."
        ),
        _(
            "In one the validation loss jumps up and down, in one it turns while the training loss "
            "falls to zero, one has hardly begun, and one is as it should be."
        ),
    ],
    solution='names = ["overfitting", "underfitting", "rate too high", "learning"]',
    slips={
        slip("overfitting", "learning"): LOOK_AGAIN[0],
        slip("underfitting", "learning"): LOOK_AGAIN[1],
        slip("rate too high", "overfitting"): LOOK_AGAIN[2],
        slip("learning", "overfitting"): LOOK_AGAIN[3],
    },
    judge=_judge_shapes,
)

split = Exercise(
    _("shuffle, then split"),
    hints=[
        _(
            "`samples[order]` is a shuffled copy. What else must come in the same order, so that "
            "each sample keeps its label?"
        ),
        _(
            "After that it is this lesson's split: `[:-size]` to learn from, `[-size:]` to "
            "validate."
        ),
    ],
    solution="""
def split(samples, labels, order, size):
    x, y = samples[order], labels[order]
    x_train, y_train = x[:-size], y[:-size]
    x_val, y_val = x[-size:], y[-size:]
    return x_train, y_train, x_val, y_val
""",
    slips={
        slip("labels[order]", "labels"): _(
            "The samples are shuffled but the labels are not: they no longer belong together."
        ),
        slip("samples[order], labels[order]", "samples, labels"): _(
            "The cut is right, but nothing is shuffled yet: use `order` on both before you cut."
        ),
        slip(
            ("samples[order], labels[order]", "return x_train"),
            ("samples, labels", "x_train = x_train[order]\n    return x_train"),
        ): _(
            "`order` numbers all samples, and a part that is cut off has fewer: use it on the "
            "whole, then cut."
        ),
        slip("x, y = samples", "order = np.argsort(order)\n    x, y = samples"): _(
            "That undoes the order instead of applying it: `samples[order]` is the shuffled copy."
        ),
        slip("x[:-size], y[:-size]", "x, y"): _(
            "The validation samples are among those to learn from: no sample may be in both parts."
        ),
        slip("x_train, y_train, x_val, y_val", "x_val, y_val, x_train, y_train"): _(
            "The two parts are the wrong way round: those to learn from come first."
        ),
        slip(
            ("x[:-size], y[:-size]", "x[-size:], y[-size:]"),
            ("x[size:], y[size:]", "x[:size], y[:size]"),
        ): _("The validation samples come from the front. They should be the last ones."),
        slip(
            ("x[:-size], y[:-size]", "x[-size:], y[-size:]"),
            ("x[:size], y[:size]", "x[size:], y[size:]"),
        ): _("There are `size` samples to learn from. `size` is the number for validation."),
        slip("x_train, y_train, x_val, y_val", "x_train, x_val, y_train, y_val"): _(
            "The four parts are right, but their order is not: the labels follow their samples."
        ),
        slip("x_train, y_train, x_val, y_val", "(x_train, y_train), (x_val, y_val)"): _(
            "The four arrays are right, but they come in two pairs. Return all four side by side."
        ),
    },
    inputs=lambda rng: [
        (np.array([10, 11, 12, 13, 14]), np.arange(5), np.array([3, 0, 4, 1, 2]), 2),
        (rng.random((7, 4, 4)), rng.integers(0, 10, 7), rng.permutation(7), 1),
        (rng.random((30, 8, 8)), rng.integers(0, 10, 30), rng.permutation(30), 5),
    ],
    remark=_("With one order, each sample keeps its label; with one cut, none is in both parts."),
)

epochs_run = Exercise(
    _("when early stopping ends a training run"),
    hints=[
        _(
            "Go through the epochs in a loop and keep two things in mind: the best loss so far, "
            "and how many epochs have passed since."
        ),
        _("A new best loss sets the waiting back to 0; any other epoch adds 1 to it."),
        _(
            "As soon as the waiting equals `patience`, return the number of the epoch. After the "
            "loop, return the number of all epochs."
        ),
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
        slip(
            "best, waited = val_losses[0], 0",
            "return min(int(np.argmin(val_losses)) + 1 + patience, len(val_losses))",
        ): _(
            "That waits for the lowest loss of the whole list. A training run cannot look ahead: "
            "it may stop before that epoch comes."
        ),
        slip("range(1,", "range("): _(
            "The first epoch counts as one without a new lowest loss. Nothing came before it, so "
            "its loss is the lowest so far."
        ),
        slip("< best", "< val_losses[epoch - 1]"): _(
            "It seems to compare each loss with the one before. What counts is the lowest so far."
        ),
        slip("best, waited = val_losses[epoch], 0", "best = val_losses[epoch]"): _(
            "Only epochs in a row count: each new lowest loss sets the count back to 0."
        ),
        slip("waited == patience", "waited > patience"): _(
            "It stops too late: `patience` epochs in a row without a new lowest loss end the run."
        ),
        slip("waited == patience", "waited"): _(
            "It stops at the first epoch without a new lowest loss, whatever `patience` says."
        ),
        slip(("val_losses[0], 0", "range(1,"), ("0, 0", "range(")): _(
            "It stops after `patience` epochs, as if there were never a new lowest loss. What is "
            "each loss compared with?"
        ),
        slip("epoch + 1", "epoch"): _("One too few where it stops early: count the epochs from 1."),
        slip("epoch + 1", "epoch + 1 - patience"): _(
            "Where it stops early, that is the epoch with the lowest loss. How many have run?"
        ),
        slip("< best", "<= best"): _("A loss that only equals the lowest is no new lowest loss."),
        slip("< best", "> best"): _(
            "It works as if a higher loss were better. Look for the lowest."
        ),
        slip(("range(1,", "    return len"), ("range(", "        return len")): _(
            "That is the number of all epochs, every time. Does the waiting ever reach `patience`, "
            "or does a `return` end the loop in its first round?"
        ),
    },
    inputs=lambda rng: [
        ([0.9, 0.6, 0.7, 0.8, 0.5], 2),
        ([0.9, 0.6, 0.7, 0.5, 0.6, 0.7, 0.8], 2),
        ([0.9, 0.5, 0.8, 0.7, 0.6, 0.55], 3),
        ([0.4, 0.4, 0.4, 0.4], 2),
        ([0.9, 0.7, 0.5], 2),
        ([0.7], 1),
        ([2.3, 1.403, 1.402, 1.401, 0.0, 0.1, 0.2, 0.3, 0.4], 2),
        ([40.0, 30.0, 20.0, 25.0, 26.0, 27.0], 2),
        (rng.random(12).tolist(), 3),
        ((rng.integers(1, 9, 12) / 4).tolist(), 2),
    ],
)

NO_SOFTMAX = _(
    "The five outputs are not probabilities: they do not add up to 1. Look at the last activation."
)
NO_RESCALING = _("A value of 255 should become 1, and 0 stay 0. Which layer does that, and how?")
NO_RELU = _(
    "The layers have the right sizes, but not every hidden one has ReLU: without an activation two "
    "layers in a row can do no more than one."
)

photo_net = Exercise(
    _("build a net for colour photos"),
    hints=[
        _(
            "It is this lesson's net with another input shape, other widths and another number of "
            "classes. What does `keras.Input` want to know?"
        ),
        _(
            "In order: `keras.Input((16, 12, 3))`, `Rescaling`, `Flatten`, and three `Dense` "
            "layers of 64, 32 and 5 units."
        ),
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
        slip("        keras.layers.Flatten(),\n", ""): _(
            "For one photo the net gives a whole grid of answers: a dense layer works along the "
            "last axis alone. Which layer joins all axes of a photo into one?"
        ),
        slip("        keras.layers.Rescaling(1 / 255),\n", ""): NO_RESCALING,
        slip("1 / 255", "255"): NO_RESCALING,
        slip("1 / 255", "1 // 255"): NO_RESCALING,
        slip("1 / 255", "1 / 127.5, offset=-1"): NO_RESCALING,
        slip('        keras.layers.Dense(32, activation="relu"),\n', ""): _(
            "There is only one hidden layer. Build two, of 64 and 32 units."
        ),
        slip(', activation="softmax"', ""): NO_SOFTMAX,
        slip("softmax", "sigmoid"): NO_SOFTMAX,
        slip('64, activation="relu"', "64"): NO_RELU,
        slip('32, activation="relu"', "32"): NO_RELU,
        slip(('64, activation="relu"', '32, activation="relu"'), ("64", "32")): NO_RELU,
    },
    inputs=lambda rng: [  # dark photos among them
        (rng.integers(0, np.logspace(0.5, 2, 20)[:, None, None, None], (20, 16, 12, 3)) * 1.0,)
    ],
    parts=["outputs"],
    remark=_(
        "The first dense layer, with 576 numbers coming in, has most of the 39,173 parameters."
    ),
)

DATA = """
rng = np.random.default_rng(8)
x = rng.normal(size=(160, 20)).astype("float32")  # 20 measurements of 160 patients
y = (x[:, 0] + x[:, 1] + rng.normal(0, 0.7, 160) > 0).astype("int32")  # 0: well, 1: ill
"""
PATIENCE = 3
STEPS = 5  # batches of 16 in an epoch
TOO_GOOD = 0.25  # of patients it has not met no net can know so much: the diagnoses are uncertain
TOO_BAD = 0.65  # a blind guess has 0.69
HAND_IN_THE_HISTORY = _(
    "Hand in what `fit` returns, the History object: write `run = net.fit(...)`."
)
NO_VALIDATION = _(
    "There is no `val_loss` in this history: `fit` was given no `validation_data`, so nothing "
    "could be watched."
)
OTHER_VALIDATION = _(
    "None of the validation losses is the loss that the net now has on the last 80 patients. Give "
    "`fit` their `x` and `y` as its `validation_data`, and do not train the net again afterwards."
)
LEARNT_FROM_ALL = _(
    "The loss on the last 80 patients is too good to be true: the net has learnt from them. Let it "
    "learn from the first 80 alone."
)
NOT_STOPPED = _(
    "Nothing ended this run before its last epoch. Is the callback in the list `callbacks`, does "
    "it watch `val_loss`, and are there enough epochs? Is the net compiled as above?"
)
OTHER_PATIENCE = _(
    "It did stop early, but not three epochs after the lowest validation loss. Let the callback "
    "watch `val_loss`, give it `patience=3` and `restore_best_weights` by name, and nothing else."
)
OTHER_SAMPLES = _(
    "An epoch should have five updates, for the first 80 patients in batches of 16; yours had {}. "
    "How many patients do `x` and `y` hand over, and what is `batch_size`?"
)
SECOND_FIT = _(
    "The net has not had five updates for each epoch of this history. Train it once, in batches of "
    "16: run the whole cell, with a single `fit` in it."
)
NOT_LEARNT = _(
    "It stopped at the right moment, but its best validation loss is higher than it should be. Do "
    "the first 80 patients have their own labels?"
)
NOT_RESTORED = _(
    "It stopped at the right moment, but the net still has the weights of its last epoch. One "
    "argument of the callback takes it back to the best."
)


def _judge_early_stopping(run):
    """What is wrong with a History of the net above, stopped early and taken back to its best."""
    import keras

    if not isinstance(run, keras.callbacks.History) or not getattr(run, "history", None):
        return HAND_IN_THE_HISTORY
    data = {"np": np}
    exec(DATA, data)
    x, y = data["x"][80:], data["y"][80:]
    if wrong := no_net(run.model, x, (2,)):
        return _("This is not a history of the net in this cell. {wrong}").format(wrong=wrong)
    if "val_loss" not in run.history:
        return NO_VALIDATION
    val_losses = run.history["val_loss"]
    now = -np.log(seen(run.model, x)[np.arange(80), y]).mean()
    if now < TOO_GOOD:
        return LEARNT_FROM_ALL
    steps = run.params["steps"]  # None for a generator; its end is counted as a step more
    if steps not in (STEPS, None):
        return OTHER_SAMPLES.format(steps)
    if int(run.model.optimizer.iterations) / len(run.epoch) not in (STEPS, steps or STEPS + 1):
        return SECOND_FIT
    if run.params.get("epochs", 0) > 100:
        return _("Let it run for 100 epochs at most.")
    best = int(np.argmin(val_losses))
    from_epochs = np.isclose(now, val_losses, rtol=1e-3)  # the net as it was after which?
    if not from_epochs.any():
        return OTHER_VALIDATION
    if len(val_losses) != best + 1 + PATIENCE:
        to_the_end = len(val_losses) == run.params.get("epochs")
        return NOT_STOPPED if to_the_end else OTHER_PATIENCE
    if val_losses[best] > TOO_BAD:
        return NOT_LEARNT
    return None if from_epochs[best] else NOT_RESTORED


early_stopping = Exercise(
    _("a training run that stops by itself"),
    hints=[
        _(
            "The callback is `keras.callbacks.EarlyStopping`. What should it watch, how long wait, "
            "and what do when it has stopped?"
        ),
        _(
            "`fit` takes `x[:80]` and `y[:80]` to learn from, `validation_data=(x[80:], y[80:])`, "
            "`batch_size=16`, `epochs=100` and the list `callbacks=[...]`."
        ),
        _('The callback needs `monitor="val_loss"`, `patience=3` and `restore_best_weights=True`.'),
    ],
    given=f"""{DATA}
keras.utils.set_random_seed(7)
hidden = keras.layers.Dense(64, activation="relu")
output = keras.layers.Dense(2, activation="softmax")
net = keras.Sequential([keras.Input((20,)), hidden, output])
net.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
""",
    solution="""
stop_early = keras.callbacks.EarlyStopping(
    monitor="val_loss", patience=3, restore_best_weights=True
)
run = net.fit(
    x[:80],
    y[:80],
    validation_data=(x[80:], y[80:]),
    batch_size=16,
    epochs=100,
    callbacks=[stop_early],
    verbose=0,
)
""",
    slips={
        slip(
            ("    validation_data=(x[80:], y[80:]),\n", "100,\n    callbacks=[stop_early]"),
            ("", "10"),
        ): NO_VALIDATION,
        slip("epochs=100,\n    callbacks=[stop_early]", "epochs=15"): NOT_STOPPED,
        slip(", restore_best_weights=True", ""): NOT_RESTORED,
        slip("patience=3", "patience=1"): OTHER_PATIENCE,
        slip(("(x[80:], y[80:])", "100"), ("(x, y)", "3")): OTHER_VALIDATION,
        slip(("x[:80],\n    y[:80]", "100"), ("x,\n    y", "15")): LEARNT_FROM_ALL,
        slip("    y[:80]", "    y[80:]"): NOT_LEARNT,
        slip(("x[:80]", "y[:80]"), ("x[:81]", "y[:81]")): OTHER_SAMPLES.format(6),
        slip("run = ", "net.fit(x[:80], y[:80], verbose=0)\nrun = "): SECOND_FIT,
        slip("run = ", "run = net\n"): HAND_IN_THE_HISTORY,
    },
    judge=_judge_early_stopping,
    remark=_("The net is now as it was when it did best on patients it did not learn from."),
)
