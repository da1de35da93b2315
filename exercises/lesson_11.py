"""Exercises on preparing an image: cropping, centring, and photos of ink on paper."""

import numpy as np

from exercises._exercise import Exercise, slip

crop_with_margin = Exercise(
    "crop with a margin",
    hints=[
        "Begin with the lesson's `crop`. The rim changes only where its two slices begin and end.",
        "Below and to the right the slice ends `margin` later: an end beyond the edge does no "
        "harm. Above and to the left it begins `margin` earlier. What if that is less than 0?",
        "`max(rows[0] - margin, 0)` is the first row to keep.",
    ],
    solution="""
def crop_with_margin(paper, margin):
    rows = np.arange(paper.shape[0])[paper.any(axis=1)]
    columns = np.arange(paper.shape[1])[paper.any(axis=0)]
    top, left = max(rows[0] - margin, 0), max(columns[0] - margin, 0)
    return paper[top : rows[-1] + margin + 1, left : columns[-1] + margin + 1]
""",
    slips={
        slip(
            ("max(rows[0] - margin, 0)", "max(columns[0] - margin, 0)"),
            ("rows[0] - margin", "columns[0] - margin"),
        ): (
            "Where the ink is near the upper or left edge, your slice begins with a negative "
            "number, and NumPy counts that from the far end. Begin at 0 at the earliest."
        ),
        slip(
            ("rows[-1] + margin + 1", "columns[-1] + margin + 1"),
            ("rows[-1] + margin", "columns[-1] + margin"),
        ): (
            "The last row and the last column of the rim are missing: the end of a slice is left "
            "out."
        ),
        slip(("rows[-1] + margin", "columns[-1] + margin"), ("rows[-1]", "columns[-1]")): (
            "There is a rim above and to the left, but none below and to the right."
        ),
        slip(("rows[0] - margin", "columns[0] - margin"), ("rows[0]", "columns[0]")): (
            "There is a rim below and to the right, but none above and to the left."
        ),
        slip(
            (
                "top, left = max(rows[0] - margin, 0), max(columns[0] - margin, 0)",
                "paper[top : rows[-1] + margin + 1, left : columns[-1] + margin + 1]",
            ),
            (
                "box = paper[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]",
                "np.pad(box, margin)",
            ),
        ): ("Your rim is always there in full. Where the paper ends earlier, it should end there."),
        slip(
            "rows = np.arange(paper.shape[0])[paper.any(axis=1)]\n"
            "    columns = np.arange(paper.shape[1])[paper.any(axis=0)]",
            "columns = np.arange(paper.shape[0])[paper.any(axis=1)]\n"
            "    rows = np.arange(paper.shape[1])[paper.any(axis=0)]",
        ): ("Rows and columns have changed places: `any(axis=1)` looks along each row."),
    },
    inputs=lambda rng: [
        (np.pad([[5, 0], [7, 9]], ((2, 1), (1, 3))), 1),
        (np.pad([[5, 2, 1]], ((1, 3), (2, 2))), 2),
        (np.pad(rng.integers(1, 256, (4, 6)), ((9, 5), (7, 12))), 3),
        (np.pad(rng.integers(1, 256, (4, 6)), ((9, 5), (7, 12))), 0),
        (np.pad(rng.integers(1, 256, (30, 20)), ((1, 9), (19, 1))), 5),
    ],
)

centre_box = Exercise(
    "centre by the middle of the box",
    hints=[
        "How many empty rows are there in all? Half of them go above the image.",
        "Begin with the lesson's `centre`. Only `top` and `left` are found in another way.",
        "`(28 - height) // 2` rounds down, so a row left over goes below.",
    ],
    solution="""
def centre_box(image):
    height, width = image.shape
    top, left = (28 - height) // 2, (28 - width) // 2
    canvas = np.zeros((28, 28))
    canvas[top : top + height, left : left + width] = image
    return canvas
""",
    slips={
        slip("(28 - height) // 2, (28 - width) // 2", "0, 0"): (
            "The image lies in the upper left corner: no row is left empty above it."
        ),
        slip("(28 - height) // 2, (28 - width) // 2", "28 - height, 28 - width"): (
            "All empty rows are above the image, and all empty columns to its left. Half of them "
            "belong there."
        ),
        slip("(28 - height) // 2, (28 - width) // 2", "4, 4"): (
            "A rim of 4 fits an image of 20 by 20. Others are smaller, or less wide than high."
        ),
        slip("(28 - height) // 2, (28 - width) // 2", "(28 - width) // 2, (28 - height) // 2"): (
            "Height and width have changed places: `top` depends on the height."
        ),
        slip(("28 - height", "28 - width"), ("29 - height", "29 - width")): (
            "Where a row or a column is left over, it should be below, or at the right. `//` "
            "rounds down."
        ),
        slip("zeros((28, 28))", "zeros((28, 28), dtype=int)"): (
            "The place is right, but a canvas of whole numbers cuts off what follows the decimal "
            "point: leave out the `dtype`."
        ),
    },
    inputs=lambda rng: [
        (np.array([[255.0, 0.0, 127.5], [0.5, 255.0, 0.0]]),),
        (255 * rng.random((20, 13)),),
        (255 * rng.random((8, 20)),),
        (255 * rng.random((20, 20)),),
        (255 * rng.random((27, 27)),),
    ],
    remark="Put it into `prepare` in the place of `centre`: how many of the twenty are still read?",
)

ink_of = Exercise(
    "turn a photo into ink",
    hints=[
        "White, 255, must become 0, and black, 0, must become 255: one subtraction does it.",
        "A mask picks the pixels with too little ink, and one can assign to it: `x[x < 3] = 0`.",
        "`ink = 255 - photo` is a new array, so it may be changed.",
    ],
    solution="""
def ink_of(photo, threshold):
    ink = 255 - photo
    ink[ink < threshold] = 0
    return ink
""",
    slips={
        slip("255 - photo", "photo.copy()"): (
            "Light is still 255. For the net, paper is 0 and black ink 255: turn it round."
        ),
        slip("    ink[ink < threshold] = 0\n", ""): (
            "The faint greys of the paper are still there: make them 0."
        ),
        slip("ink < threshold", "photo < threshold"): (
            "The threshold is about ink, and `photo` says how light a pixel is: your mask takes "
            "the darkest pixels away."
        ),
        slip("ink < threshold", "ink > threshold"): (
            "What has more ink than `threshold` should stay. Take away what has less."
        ),
        slip("ink[ink < threshold] = 0", "ink = 255 * (ink >= threshold)"): (
            "Your ink is all or nothing. Keep the greys above the threshold: MNIST has them."
        ),
        slip("255 - photo", "-photo"): (
            "With dtype `uint8` there are no negative numbers: `-photo` is 256 less the photo, one "
            "too many."
        ),
    },
    inputs=lambda rng: [
        (np.array([[250, 235, 30], [240, 180, 0]], dtype=np.uint8), 50),
        (rng.integers(0, 256, (6, 8), dtype=np.uint8), 100),
        (rng.integers(0, 256, (30, 40), dtype=np.uint8), 128),
        (rng.integers(200, 256, (3, 4), dtype=np.uint8), 60),
    ],
    remark="`prepare(ink_of(photo, 100))` is a good beginning for a photo of your own.",
)
