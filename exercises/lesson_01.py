"""Exercises on tensors, their axes, slices and batches."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._values import plain
from helpers.language import _

# A pixel's number tells its place: 4.05 is in row 4, column 5.
PLACES = np.arange(28)[:, np.newaxis] + np.arange(28) / 100
MONTH = (30, 1440, 2)

videos = Exercise(
    _("count the axes of a batch of grey videos"),
    hints=[
        _("A single grey image has two axes. What do time and a batch each add?"),
        _("A grey video has three axes: frames, height, width."),
    ],
    solution="rank = 4",
    slips={
        slip("4", "5"): _(
            "Five would be colour videos. Grey ones have no axis for a channel here."
        ),
        slip("4", "3"): _("A single grey video has three axes; a batch has one more, in front."),
        slip("4", "2"): _("Two axes are one grey image. A video is a sequence of them."),
        slip("4", "6"): _("Count the axes: each counts once, however long it is."),
    },
    look=lambda rank: np.clip(np.asarray(rank).item(), 2, 6),
    remark=_("Samples, frames, height, width."),
)

weather = Exercise(
    _("the shape of a month of weather"),
    hints=[
        _("Which axis always comes first? And which last, when each moment has several values?"),
        _("The samples are days, the timesteps minutes of a day, the features two measurements."),
    ],
    solution="shape = (30, 1440, 2)",
    slips={
        slip("1440, 2", "2, 1440"): _("The features come last: each minute holds two values."),
        slip("30, 1440, 2", "2, 30, 1440"): _(
            "The features come last: each minute holds two values."
        ),
        slip("30, 1440", "1440, 30"): _(
            "The samples axis comes first, and a sample is a day here."
        ),
        slip(", 2", ""): _("Where do the two measurements of each minute go?"),
        slip("2", "3"): _(
            "Each minute holds two values. Time is no third one: it has its own axis."
        ),
        slip("1440", "24"): _("The timesteps are minutes: how many does a day have?"),
        slip("1440", "24, 60"): _(
            "Hours and minutes are one axis: how many minutes does a day have?"
        ),
        slip("30", "7"): _("Each day is one sample: how many days are there?"),
        slip("30, 1440", "43200"): _("Each day is one sample, and its minutes are the timesteps."),
        slip("30, 1440", "1, 43200"): _(
            "Each day is one sample, and its minutes are the timesteps."
        ),
    },
    look=lambda shape: [MONTH.index(n) if n in MONTH else 3 for n in plain(shape).tolist()],
)

centre = Exercise(
    _("cut out the centre of each image"),
    hints=[
        _("The first axis counts the images: leave it whole, with `:`."),
        _("28 − 20 = 8: leave out four on each side. Negative indices count from the end."),
    ],
    solution="""
def centre(images):
    return images[:, 4:-4, 4:-4]
""",
    slips={
        slip(":, 4:-4", "4:-4"): _("Your first slice cuts the samples axis: leave that one whole."),
        slip("4:-4, 4:-4", "4:-4"): _("That cuts the rows. The columns need a slice too."),
        slip("4:-4, 4:-4", ":20, :20"): _("That is the top left corner: four go on each side."),
        slip("4:-4, 4:-4", "5:25, 5:25"): _("It begins a row and a column too late."),
        slip("4:-4, 4:-4", "3:23, 3:23"): _("It begins a row and a column too early."),
        slip("4:-4, 4:-4", "4:20, 4:20"): _(
            "A slice's second number is the place where it ends, not a length: `4:20` is 16 long."
        ),
        slip("4:-4, 4:-4", "8:-8, 8:-8"): _("Eight go in all: half of them on each side."),
        slip("4:-4, 4:-4", "6:-6, 6:-6"): _(
            "That is the lesson's crop, 16 by 16. To keep 20 of 28, how many go on each side?"
        ),
    },
    inputs=lambda rng: [
        (np.stack([PLACES, PLACES + 100]),),
        (rng.random((1, 28, 28)),),
        (rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),),
    ],
)

nth_batch = Exercise(
    _("find the n-th batch"),
    hints=[
        _(
            "Batch 0 begins at sample 0, batch 1 at sample `batch_size`, batch 2 at `2 * "
            "batch_size`."
        ),
        _("A slice may reach beyond the end: NumPy gives what is there."),
    ],
    solution="""
def nth_batch(samples, n, batch_size):
    return samples[n * batch_size : (n + 1) * batch_size]
""",
    slips={
        slip("n * batch_size : (n + 1) * batch_size", "n : n + batch_size"): _(
            "That begins at sample n. Before the n-th batch lie n whole batches of samples."
        ),
        slip("n * batch_size : (n + 1)", "(n - 1) * batch_size : n"): _(
            "Count batches from 0, as Python does."
        ),
        slip("batch_size]", "batch_size - 1]"): _(
            "The end of a slice is left out already: do not take one off."
        ),
    },
    inputs=lambda rng: [
        (np.arange(10), 1, 4),
        (np.arange(9), 2, 4),
        (rng.random((300, 2, 3)), 0, 128),
        (rng.random((300, 2, 3)), 2, 128),
    ],
)

photos = Exercise(
    _("bring photos into Keras's order"),
    hints=[
        _("Moving an axis keeps each pixel with its neighbours; `reshape` does not."),
        _(
            "Axis 1, the channels, must become axis 3. `np.moveaxis` takes both numbers; "
            "`transpose` takes the four axes in their new order, 0 first."
        ),
        _("`astype` makes float32 of them, and a division by 255 brings them to 0..1."),
    ],
    solution="""
def prepare(photos):
    return np.moveaxis(photos, 1, 3).astype("float32") / 255
""",
    slips={
        slip(
            "np.moveaxis(photos, 1, 3)",
            "photos.reshape(len(photos), *photos.shape[2:], photos.shape[1])",
        ): _(
            "The shape is right, but `reshape` only cuts the same row of numbers elsewhere: a "
            "pixel's three colours do not come together. Move the axis with `np.moveaxis`."
        ),
        slip("photos, 1, 3", "photos, 3, 1"): _(
            "That is the lesson's way, from the last place to place 1. Here the channels stand in "
            "place 1 and move to the last."
        ),
        slip("np.moveaxis(photos, 1, 3)", "photos"): _(
            "The values are right, but no axis has moved: `moveaxis` and `transpose` return the "
            "new tensor and leave the old one as it was."
        ),
        slip("/ 255", "/ 256"): _("There are 256 values, but the largest is 255: it becomes 1."),
        slip(" / 255", ""): _("The order is right. Now the values: from 0..255 to 0..1."),
        slip(" / 255", " / photos.max()"): _(
            "Divide by 255, the largest value that there can be: by its own maximum a dark photo "
            "would become bright."
        ),
        slip("np.moveaxis(photos, 1, 3)", "photos.transpose(0, 3, 2, 1)"): _(
            "Height and width have changed places: every photo lies on its side."
        ),
        slip("/ 255", "// 255"): _(
            "What follows the decimal point is cut off: by `//`, where `/` divides, or by a type "
            "for whole numbers, such as `uint8`."
        ),
    },
    inputs=lambda rng: [
        (np.array([[[[204, 153]], [[102, 51]], [[0, 51]]]], dtype=np.uint8),),
        (np.array([[[[0, 1], [1, 1]]]], dtype=np.uint8),),
        (rng.integers(0, 256, (2, 3, 2, 4), dtype=np.uint8),),
        (rng.integers(0, 256, (4, 1, 3, 2), dtype=np.uint8),),
    ],
)
