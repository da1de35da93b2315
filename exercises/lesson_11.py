"""Exercises on preparing an image: cropping and centring."""

import numpy as np

from exercises._exercise import Exercise, slip
from helpers.language import _

crop_with_margin = Exercise(
    _("crop with a margin"),
    hints=[
        _(
            "Begin with the lesson's `crop`. The rim changes only where its two slices begin and "
            "end."
        ),
        _(
            "Below and to the right the slice ends `margin` later: an end beyond the edge does no "
            "harm. Above and to the left it begins `margin` earlier. What if that is less than 0?"
        ),
        _("`max(rows[0] - margin, 0)` is the first row to keep."),
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
        ): _(
            "Near the upper or left edge too little is left: a slice that begins below 0 counts "
            "from the far end. Begin at 0 at the earliest."
        ),
        slip(
            ("rows[-1] + margin + 1", "columns[-1] + margin + 1"),
            ("rows[-1] + margin", "columns[-1] + margin"),
        ): _("The last row and the last column are missing: a slice leaves out its end."),
        slip(("rows[-1] + margin", "columns[-1] + margin"), ("rows[-1]", "columns[-1]")): _(
            "There is a rim above and to the left, but none below and to the right."
        ),
        slip(("rows[0] - margin", "columns[0] - margin"), ("rows[0]", "columns[0]")): _(
            "There is a rim below and to the right, but none above and to the left."
        ),
        slip(("max(rows", "max(columns"), ("min(rows", "min(columns")): _(
            "Above and to the left it begins too early: of 0 and the first row or column of the "
            "rim, take the larger."
        ),
        slip(
            ("rows[-1] + margin + 1", "columns[-1] + margin + 1"),
            (
                "min(rows[-1] + margin + 1, paper.shape[0] - 1)",
                "min(columns[-1] + margin + 1, paper.shape[1] - 1)",
            ),
        ): _(
            "Where the rim reaches the last row or column, that is missing: a slice leaves out its "
            "end."
        ),
        slip(
            "    top, left =",
            "    box = paper[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]\n"
            "    return np.pad(box, margin)\n    top, left =",
        ): _(
            "Your rim is always there in full. Where the paper ends earlier, it should end there."
        ),
        slip("    top, left =", "    rows, columns = columns, rows\n    top, left ="): _(
            "Rows and columns are swapped: `any(axis=1)` tells which rows have ink."
        ),
    },
    inputs=lambda rng: [
        (np.pad([[5]], ((2, 1), (1, 2))), 1),
        (np.pad([[5, 0, 1], [0, 0, 0], [2, 0, 0]], ((1, 3), (2, 2))), 2),
        (np.pad(rng.integers(1, 256, (4, 6)), ((9, 5), (260, 12))), 0),
        (np.pad(rng.integers(1, 256, (4, 6)), ((9, 5), (7, 12))), 3),
        (np.pad(rng.integers(1, 256, (30, 20)), ((19, 9), (1, 1))), 5),
    ],
)

LEFT_OVER = _(
    "A row left over goes below, a column to the right: round down what goes above or left."
)

centre_box = Exercise(
    _("centre by the middle of the box"),
    hints=[
        _("How many empty rows are there in all? Half of them go above the image."),
        _("Begin with the lesson's `centre`. Only `top` and `left` are found in another way."),
        _("`(28 - height) // 2` rounds down, so a row left over goes below."),
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
        slip("(28 - height) // 2, (28 - width) // 2", "0, 0"): _(
            "The image lies in the upper left corner, with no empty row above it."
        ),
        slip("(28 - height) // 2, (28 - width) // 2", "4, 4"): _(
            "A rim of 4 centres an image of 20 by 20 only. How many rows and columns are empty?"
        ),
        slip("(28 - height) // 2, (28 - width) // 2", "(28 - width) // 2, (28 - height) // 2"): _(
            "Height and width are swapped: the empty rows above depend on the height."
        ),
        slip(
            "(28 - height) // 2, (28 - width) // 2",
            "round((28 - height) / 2), round((28 - width) / 2)",
        ): _("A half is rounded now up, now down, as `round` does. Round down: `//` does."),
        slip("28 - height", "29 - height"): LEFT_OVER,
        slip("28 - width", "29 - width"): LEFT_OVER,
        slip(("28 - height", "28 - width"), ("29 - height", "29 - width")): LEFT_OVER,
        slip("zeros((28, 28))", "zeros((28, 28), dtype=int)"): _(
            "The place is right, but fractions are lost: `np.zeros` without a `dtype` keeps them."
        ),
    },
    inputs=lambda rng: [
        (np.array([[255.0, 0.0, 127.5], [0.5, 255.0, 0.0]]),),
        (255 * rng.random((20, 13)),),
        (255 * rng.random((9, 20)),),
        (255 * rng.random((20, 20)),),
        (255 * rng.random((28, 27)),),
    ],
    remark=_(
        "Put it into `prepare` in the place of `centre`: how many of the twenty are still read?"
    ),
)
