"""Exercises on tensors, their axes, slices and batches."""

import numpy as np

from exercises._exercise import Exercise, slip

videos = Exercise(
    "count the axes of a batch of videos",
    hints=[
        "A single grey picture has two axes. What do colour, time and a batch each add?",
        "A colour picture has three axes, a video of them four.",
    ],
    solution="rank = 5",
    slips={
        slip("5", "4"): "A single video has four axes; a batch of them has one more, in front.",
        slip("5", "3"): "Three axes are one colour picture. A video is many of them in a row.",
    },
    remark="Samples, frames, height, width, channels.",
)

weather = Exercise(
    "the shape of a month of weather",
    hints=[
        "Which axis always comes first? And which last, when each moment has several values?",
        "The samples are days, the time steps minutes of a day, the features two measurements.",
    ],
    solution="shape = (30, 1440, 2)",
    slips={
        slip("1440, 2", "2, 1440"): "The features come last: each minute holds two values.",
        slip("30, 1440", "1440, 30"): "The samples axis comes first, and a sample is a day here.",
        slip(", 2", ""): "Where do the two measurements of each minute go?",
        slip("1440", "24"): "A day is measured every minute, not every hour.",
    },
)

centre = Exercise(
    "cut out the centre of each image",
    hints=[
        "The first axis counts the images: leave it whole, with `:`.",
        "Negative indices count from the end: `7:-7` leaves out seven on each side.",
    ],
    solution="""
def centre(images):
    return images[:, 7:-7, 7:-7]
""",
    slips={
        slip(":, 7:-7", "7:-7"): (
            "Your first slice cuts the samples axis. Leave that one whole, and cut the two after "
            "it."
        ),
        slip("7:-7, 7:-7", "7:-7"): "That cuts the rows. The columns need a slice too.",
        slip("7:-7, 7:-7", ":14, :14"): (
            "That is the top left corner. Leave out seven on each side."
        ),
        slip("7:-7, 7:-7", "14:, 14:"): (
            "That is the bottom right corner. Leave out seven on each side."
        ),
    },
    inputs=lambda rng: [
        (rng.integers(0, 256, (3, 28, 28), dtype=np.uint8),),
        (rng.random((1, 28, 28)),),
        (rng.random((20, 28, 28)),),
    ],
)

nth_batch = Exercise(
    "find the n-th batch",
    hints=[
        "Batch 0 begins at sample 0, batch 1 at sample `size`, batch 2 at `2 * size`.",
        "A slice may reach beyond the end: NumPy gives what is there.",
    ],
    solution="""
def nth_batch(samples, n, size):
    return samples[n * size : (n + 1) * size]
""",
    slips={
        slip("n * size : (n + 1) * size", "n : n + size"): (
            "That begins at sample n. Before the n-th batch lie n others, each of `size` samples."
        ),
        slip("n * size : (n + 1)", "(n - 1) * size : n"): "Count batches from 0, as Python does.",
        slip("size]", "size - 1]"): "The end of a slice is left out already: do not take one off.",
    },
    inputs=lambda rng: [
        (np.arange(10), 1, 4),
        (np.arange(10), 2, 4),
        (rng.random((300, 28, 28)), 0, 128),
        (rng.random((300, 28, 28)), 2, 128),
    ],
)

photos = Exercise(
    "bring photos into Keras's order",
    hints=[
        "Moving an axis keeps each pixel with its neighbours: `transpose`, not `reshape`.",
        "In `photos.transpose(0, 2, 3, 1)` the channels, axis 1, come last.",
        "`astype` makes float32 of them, and a division by 255 brings them to 0..1.",
    ],
    solution="""
def prepare(photos):
    return photos.transpose(0, 2, 3, 1).astype("float32") / 255
""",
    slips={
        slip("transpose(0, 2, 3, 1)", "reshape(len(photos), *photos.shape[2:], photos.shape[1])"): (
            "The shape is right, but `reshape` only cuts the same row of numbers elsewhere: a "
            "pixel's three colours do not come together. Move the axis with `transpose`."
        ),
        slip(" / 255", ""): "The order is right. Now the values: from 0..255 to 0..1.",
        slip("2, 3", "3, 2"): "Height and width have changed places: every photo lies on its side.",
        slip("/ 255", "// 255"): (
            "`//` cuts off what follows the decimal point and leaves 0 and 1. Divide with `/`."
        ),
    },
    inputs=lambda rng: [
        (np.array([0, 51, 102, 153, 204, 255] * 2, dtype=np.uint8).reshape(1, 3, 2, 2),),
        (rng.integers(0, 256, (2, 3, 2, 4), dtype=np.uint8),),
        (rng.integers(0, 256, (4, 1, 3, 2), dtype=np.uint8),),
    ],
)
