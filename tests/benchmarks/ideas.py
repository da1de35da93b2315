"""What the ideas of speed in the lessons are worth: each against what a learner would do instead.

python -m tests.benchmarks.ideas            # all of them, a few minutes
python -m tests.benchmarks.ideas xor plot   # those whose names begin so

What stands in a lesson is taken from the lesson, by its cells' ids, and is never copied here. Both
sides of a comparison run in turn, in one process, so that a machine that is busy for a while is
busy for both; the table has the median of the ratios, and the lowest and the highest.
"""

import contextlib
import importlib.util
import io
import sys
import time

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

from helpers.plots import plot_digits  # noqa: E402
from tools import lessons  # noqa: E402

HEADINGS = ("what", "goal", "median", "lowest", "highest", "seconds")
SCRATCH = (
    *("scratch-start", "scratch-forward", "scratch-backward"),
    *("scratch-update", "scratch-pieces", "scratch-train-function"),
)


def played(number, *ids, **names):
    """What the cells of a lesson with these ids define, after they have run in this order."""
    path = next(path for path in lessons.paths() if path.name.startswith(number))
    sources = {cell.id: cell.source for cell in lessons.read(path).cells}
    with contextlib.redirect_stdout(io.StringIO()):  # what it prints is no part of the table
        for id in ids:
            exec(compile(sources[id], f"{path.name}: {id}", "exec"), names)
    return names


def seconds(function):
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def in_turn(ours, theirs, rounds):
    """The seconds of both sides, measured in turn, as an array of shape (rounds, 2)."""
    return np.array([[seconds(ours), seconds(theirs)] for _ in range(rounds)])


def row(what, goal, values, times):
    """A row of the table: the values' median and ends, and the median seconds of each side."""
    figures = " | ".join(f"{value:.3g}" for value in (np.median(values), min(values), max(values)))
    medians = np.atleast_1d(np.median(times, axis=0)) if len(times) else []
    sides = " and ".join(f"{side:.3g}" for side in medians)
    print(f"| {what} | {goal} | {figures} | {sides} |", flush=True)


def dense():
    """Lesson 7's net in NumPy, against the same net in Keras."""
    lesson = played("07", "setup", "load", "import-keras")
    names = ("prepare-images", "prepare-labels", "new-net", "softmax")
    lesson = played("07", *names, *SCRATCH, **lesson)
    net, x, y = lesson["new_net"](seed=7), lesson["x_train"], lesson["y_train"]
    net.fit(x, y, batch_size=128, verbose=0)  # the first call compiles

    def numpy_epoch():
        lesson["train"](x, y, 1, 128, rng=np.random.default_rng(7))

    times = in_turn(numpy_epoch, lambda: net.fit(x, y, batch_size=128, verbose=0), rounds=5)
    row("NumPy net / Keras, an epoch", "at most 1.0", times[:, 0] / times[:, 1], times)
    times = in_turn(lambda: products(x, lesson["start"]), numpy_epoch, rounds=5)
    row("its matrix products / all of it", "at least 0.6", times[:, 0] / times[:, 1], times)


@contextlib.contextmanager
def as_tensorflow_has_it():
    """Within it, datasets are tuned, as they are without the course's helpers."""
    from tensorflow.data import Dataset

    untuned = Dataset.__iter__
    Dataset.__iter__ = untuned.__wrapped__
    try:
        yield
    finally:
        Dataset.__iter__ = untuned


def waiting():
    """Calls of `fit` as the course has them, against TensorFlow's own, with a tuner to wait for."""
    lesson = played("07", "setup", "load", "import-keras")
    lesson = played("07", "prepare-images", "prepare-labels", "new-net", **lesson)
    net, x, y = lesson["new_net"](seed=7), lesson["x_train"][:5000], lesson["y_train"][:5000]

    def ten_calls():
        for _ in range(10):
            net.fit(x, y, batch_size=128, verbose=0)

    ten_calls()  # the first call compiles
    times = in_turn(ten_calls, as_tensorflow_has_it()(ten_calls), rounds=9)
    row("ten short calls of fit, untuned / tuned", "below 1", times[:, 0] / times[:, 1], times)


def products(x, start):
    """The matrix products of an epoch of lesson 7's net, back to back, and nothing else."""
    first_weights, _, last_weights, _ = start(np.random.default_rng(7))
    hidden, output = np.ones((128, 512), "float32"), np.ones((128, 10), "float32")
    for first in range(0, len(x), 128):
        batch = x[first : first + 128]
        n = len(batch)
        batch @ first_weights
        hidden[:n] @ last_weights
        output[:n] @ last_weights.T
        batch.T @ hidden[:n]
        hidden[:n].T @ output[:n]


def xor():
    """Lesson 5's thousand nets at once, against a loop over nets, by NumPy and by PyTorch."""
    names = ("setup", "activations", "random-start", "forward", "loss", "backward", "train")
    x, y = np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([[0], [1], [1], [0]])
    lesson = played("05", *names, "thousand-starts", x=x, y=y)
    train, starts = lesson["train"], lesson["starts"]
    few, epochs = 10, 200

    def at_once():
        train(starts, x, y, learning_rate=0.1, epochs=epochs)

    def loop():
        for net in range(few):
            train([p[net] for p in starts], x, y, learning_rate=0.1, epochs=epochs)

    def row_of(name, goal, times):
        times /= 1000, few  # for each net
        row(name, goal, times[:, 1] / times[:, 0], times)

    row_of("1000 XOR nets, loop over nets / at once", "at least 100", in_turn(at_once, loop, 15))
    if importlib.util.find_spec("torch"):
        times = in_turn(at_once, lambda: torch_loop(x, y, few, epochs), 5)
        row_of("the same, loop in PyTorch / at once", "at least 300", times)
    else:
        print("| the same, loop in PyTorch | at least 300 | not measured: no torch here | | | |")


def torch_loop(x, y, nets, epochs):
    """XOR nets one after the other, as PyTorch's tutorials write it."""
    import torch

    inputs, targets = (torch.tensor(array, dtype=torch.float32) for array in (x, y))
    for _ in range(nets):
        net = torch.nn.Sequential(
            torch.nn.Linear(2, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1), torch.nn.Sigmoid()
        )
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        loss_function = torch.nn.BCELoss()
        for _ in range(epochs):
            optimizer.zero_grad()
            loss_function(net(inputs), targets).backward()
            optimizer.step()


def plot():
    """`plot_digits` of 2,500 digits, against `imshow` of one array as large."""
    digits = np.random.default_rng(7).integers(0, 256, (2500, 28, 28), dtype=np.uint8)
    page = digits.reshape(50, 50, 28, 28).swapaxes(1, 2).reshape(1400, 1400)

    def drawn_by(function, images, **options):
        figure, ax = plt.subplots(figsize=(8, 8))  # axes of the same size for both
        function(images, ax=ax, **options)
        figure.savefig(io.BytesIO(), format="png")  # as a notebook does
        plt.close(figure)

    def one_array(page, ax):
        ax.imshow(page, cmap="binary")
        ax.set_axis_off()

    times = in_turn(
        lambda: drawn_by(plot_digits, digits, images_per_row=50),
        lambda: drawn_by(one_array, page),
        rounds=9,
    )
    row("plot_digits of 2,500 / imshow of one", "at most 1.2", times[:, 0] / times[:, 1], times)


def conv():
    """Lesson 9's convolutional net: seconds of its training, and its accuracy."""
    cells = ("imports", "load", "prepare", "build", "compile")
    lesson = played("09", *cells, loss="sparse_categorical_crossentropy")
    times = [seconds(lambda: played("09", "train", **lesson))]
    row("convolutional net of lesson 9, s", "at most 60", times, times)
    found = lesson["model"].evaluate(lesson["x_test"], lesson["test_labels"], verbose=0)[1]
    row("its test accuracy", "at least 0.99", [found], [])


def recipe():
    """Lesson 8's dense net with all that helps: seconds of its training, and its accuracy."""
    lesson = played("08", "imports", "data", "build", "compile", "restart", "train")
    lesson = played("08", "shift", "two-layers", "best-compile", **lesson)
    plt.close("all")
    cells = ("best-first", "best-second", "best-third")
    times = [seconds(lambda: played("08", *cells, **lesson))]
    row("dense net without convolutions of lesson 8, s", "at most 60", times, times)
    found = lesson["accuracy"](lesson["best"], lesson["test_images"], lesson["test_labels"])
    row("its test accuracy", "at least 0.986", [found], [])


IDEAS = (plot, xor, dense, waiting, conv, recipe)


def main(wanted):
    """Print the Markdown table, row by row."""
    print("| " + " | ".join(HEADINGS) + " |")
    print("|---|---|---:|---:|---:|---:|")
    for idea in IDEAS:
        if not wanted or idea.__name__.startswith(tuple(wanted)):
            idea()


if __name__ == "__main__":
    main(sys.argv[1:])
