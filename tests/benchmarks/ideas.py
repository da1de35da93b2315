"""What the speed-ups in the lessons are worth: each against what a learner would do instead.

python -m tests.benchmarks.ideas            # all of them, a few minutes
python -m tests.benchmarks.ideas xor plot   # those whose names begin so

What stands in a lesson is taken from the lesson, by its cells' ids, and is never copied here. Both
sides of a comparison run in turn, in one process, so that a machine that is busy for a while is
busy for both; the table has the median of the ratios, and the lowest and the highest.
"""

import contextlib
import importlib.util
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from playwright.sync_api import sync_playwright

from helpers.plots import plot_digits
from tests.browser import chromium
from tests.browser.hands import draw_with_mouse
from tests.conftest import make_site
from tools import lessons
from widgets import stored_drawings

# The cells that are played of each lesson, in their order.
CELLS = {
    "xor": (
        "06",
        "setup activations slope random-start forward loss backward train thousand-starts",
    ),
    "dense": ("07", "setup load import-keras prepare-images prepare-labels new-net softmax"),
    "scratch": (
        "07",
        "scratch-start scratch-forward scratch-backward scratch-update scratch-train-function",
    ),
    "recipe": ("09", "imports data import-keras train two-layers best-compile"),
    "recipe trained": ("09", "best-first best-second"),
    "conv": ("10", "imports load import-keras build compile"),
    "conv trained": ("10", "train train-more"),
}


def played(what, **names):
    """What some cells of a lesson define, after they have run; `names` are there before them."""
    number, ids = CELLS[what]
    path = next(path for path in lessons.paths() if path.name.startswith(number))
    sources = {cell.id: cell.source for cell in lessons.read(path).cells}
    with contextlib.redirect_stdout(io.StringIO()):  # what it prints is no part of the table
        for id in ids.split():
            exec(compile(sources[id], f"{path.name}: {id}", "exec"), names)
    plt.close("all")
    return names


def seconds(function):
    """How long a call takes, in seconds."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def in_turn(ours, theirs, rounds):
    """The seconds of both sides, measured in turn, as an array of shape (rounds, 2)."""
    return np.array([[seconds(ours), seconds(theirs)] for _ in range(rounds)])


def row(what, goal, values, times=()):
    """A row of the table: the values' median and ends, and the median seconds of each side."""
    if goal:
        kind, bound = goal.rsplit(maxsplit=1)
        above = np.median(values) > float(bound)
        goal += " (missed)" if above == (kind == "at most") else ""
    figures = " | ".join(f"{value:.3g}" for value in (np.median(values), min(values), max(values)))
    medians = np.atleast_1d(np.median(times, axis=0)) if len(times) else []
    sides = " and ".join(f"{side:.3g}" for side in medians)
    print(f"| {what} | {goal} | {figures} | {sides} |", flush=True)


def plot():
    """`plot_digits` of 2,500 digits, against `imshow` of one array as large."""
    digits = np.random.default_rng(7).integers(0, 256, (2500, 28, 28), dtype=np.uint8)
    page = digits.reshape(50, 50, 28, 28).swapaxes(1, 2).reshape(1400, 1400)

    def drawn_by(draw):
        figure, ax = plt.subplots(figsize=(8, 8))  # axes of the same size for both
        draw(ax)
        ax.set_axis_off()
        figure.savefig(io.BytesIO(), format="png")  # as a notebook does
        plt.close(figure)

    times = in_turn(
        lambda: drawn_by(lambda ax: plot_digits(digits, images_per_row=50, ax=ax)),
        lambda: drawn_by(lambda ax: ax.imshow(page, cmap="binary")),
        rounds=9,
    )
    row("plot_digits of 2,500 / imshow of one", "at most 1.2", times[:, 0] / times[:, 1], times)


TORCH = "the same, loop in PyTorch / at once, s a net"


def xor():
    """Lesson 6's thousand nets at once, against a loop over nets, by NumPy and by PyTorch."""
    x, y = np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([[0], [1], [1], [0]])
    lesson = played("xor", x=x, y=y)
    train, starts = lesson["train"], lesson["starts"]
    few, epochs = 10, 200

    def at_once():
        train(starts, x, y, learning_rate=0.1, epochs=epochs)

    def loop():
        for net in range(few):
            train([p[net] for p in starts], x, y, learning_rate=0.1, epochs=epochs)

    def row_of(name, goal, times):
        times = times[:, ::-1] / (few, 1000)  # the loop's and ours, for each net
        row(name, goal, times[:, 0] / times[:, 1], times)

    row_of("1000 XOR nets, loop / at once, s a net", "at least 50", in_turn(at_once, loop, 15))
    if importlib.util.find_spec("torch"):
        times = in_turn(at_once, lambda: torch_loop(x, y, few, epochs), 5)
        row_of(TORCH, "at least 300", times)
    else:
        print(f"| {TORCH} | at least 300 | not measured: no torch here | | | |")


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


def dense():
    """Lesson 7's net in NumPy, against the same net in Keras: an epoch of each."""
    lesson = played("scratch", **played("dense"))
    x, y, net = lesson["x_train"], lesson["y_train"], lesson["new_net"](seed=7)
    net.fit(x, y, batch_size=128, verbose=0)  # the first call compiles
    times = in_turn(
        lambda: lesson["train"](x, y, 1, 128, rng=np.random.default_rng(7)),
        lambda: net.fit(x, y, batch_size=128, verbose=0),
        rounds=5,
    )
    row("NumPy net / Keras, an epoch", "at most 1.0", times[:, 0] / times[:, 1], times)


def conv():
    """Lesson 10's convolutional net: seconds of its training, and its accuracy."""
    lesson = played("conv")
    times = [seconds(lambda: played("conv trained", **lesson))]
    row("convolutional net of lesson 10, s", "at most 60", times, times)
    x_test = lesson["test_images"][:, :, :, np.newaxis]
    found = lesson["model"].evaluate(x_test, lesson["test_labels"], verbose=0)[1]
    row("its test accuracy", "at least 0.99", [found])


def recipe():
    """Lesson 9's dense net with all that helps: seconds of its training, and its accuracy."""
    lesson = played("recipe")
    times = [seconds(lambda: played("recipe trained", **lesson))]
    row("best dense net of lesson 9, s", "at most 60", times, times)
    found = lesson["accuracy"](lesson["best"], lesson["test_images"], lesson["test_labels"])
    row("its test accuracy", "at least 0.986", [found])


# A net of lesson 7's size in a process of its own: the seconds of its second epoch.
EPOCH = """
import time, keras, numpy as np
x, y = np.random.rand(60_000, 784).astype("float32"), np.random.randint(10, size=60_000)
layers = [keras.layers.Dense(512, activation="relu"), keras.layers.Dense(10, activation="softmax")]
net = keras.Sequential([keras.Input((784,)), *layers])
net.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy")
net.fit(x, y, batch_size=128, verbose=0)
start = time.perf_counter()
net.fit(x, y, batch_size=128, verbose=0)
print(time.perf_counter() - start)
"""


def jax():
    """An epoch of lesson 7's net with Keras on JAX, against the same on TensorFlow."""
    if not importlib.util.find_spec("jax"):
        print("| an epoch of lesson 7, JAX / TensorFlow | | not measured: no jax here | | | |")
        return

    def epoch_on(backend):
        environment = os.environ | {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
        command = [sys.executable, "-c", EPOCH]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return float(done.stdout)

    times = np.array([[epoch_on("jax"), epoch_on("tensorflow")] for _ in range(3)])
    row("an epoch of lesson 7, JAX / TensorFlow", "", times[:, 0] / times[:, 1], times)


# Notes how long it takes from the end of a stroke until the page has been painted anew.
PAINTED = """paper => {
  window.waited = [];
  paper.addEventListener("pointerup", ({ timeStamp }) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => waited.push(performance.now() - timeStamp);
    channel.port2.postMessage("behind the paint");
  }));
}"""


def page():
    """The start page's pad: milliseconds from the end of a stroke until its bars are drawn."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_args())
        tab = browser.new_page()
        tab.goto((make_site(Path(folder)) / "index.html").as_uri())
        paper = tab.get_by_role("application")
        paper.evaluate(PAINTED)
        for _, strokes in stored_drawings():
            draw_with_mouse(tab, paper, strokes)
            paper.press("Delete")
        times = tab.evaluate("waited")
        browser.close()
    row("from a stroke to its bars on the start page, ms", "at most 50", times)


IDEAS = (plot, xor, dense, conv, recipe, jax, page)


def main(wanted):
    """Print the Markdown table, row by row."""
    plt.switch_backend("agg")
    print("| what | goal | median | lowest | highest | seconds |\n|---|---|---:|---:|---:|---:|")
    for idea in IDEAS:
        if not wanted or idea.__name__.startswith(tuple(wanted)):
            idea()


if __name__ == "__main__":
    main(sys.argv[1:])
