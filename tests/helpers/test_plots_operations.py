"""What plot_broadcast, plot_matmul and plot_convolution draw."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from helpers.plots import plot_broadcast, plot_convolution, plot_matmul
from helpers.plots._style import PALE, PALE_BLUE, PALE_ORANGE

LEFT = np.array([[1, 0, 2], [3, -1, 1]])
RIGHT = np.array([[1, 2, 0, 1], [0, 1, -1, 2], [2, 0, 3, 1]])
IMAGE = np.array([[0, 0, 9, 9], [0, 5, 9, 9], [0, 0, 9, 9]])
KERNEL = np.array([[-1, 1]])


def words(ax):
    """Return all texts of a picture, in the order in which they were drawn."""
    return [text.get_text() for text in ax.texts]


def numbers(ax):
    """Those that are numbers, with a hyphen for a minus."""
    plain = [word.replace("−", "-") for word in words(ax)]
    return [float(word) for word in plain if word.strip("-").replace(".", "").isdigit()]


def cells(ax):
    """The cells: hatches and thick frames lie on top of them in patches of their own."""
    return [p for p in ax.patches if not p.get_hatch() and p.get_facecolor()[3] > 0]


def frames(ax):
    """The thick frames as (x, y, width, height)."""
    marked = [p for p in ax.patches if not p.get_hatch() and p.get_facecolor()[3] == 0]
    assert all(p.get_linewidth() > 2 for p in marked)
    return [(*p.get_xy(), p.get_width(), p.get_height()) for p in marked]


def fills(ax):
    return [to_hex(cell.get_facecolor()).upper() for cell in cells(ax)]


# plot_broadcast


def test_every_stage_is_named_and_labelled_with_its_shape():
    written = words(plot_broadcast((3, 1), (4,)))
    assert written[:4] == ["given", "1. add axes", "2. repeat", "add"]
    shapes = [word for word in written if word.startswith("(")]
    assert shapes == ["(3, 1)", "(3, 1)", "(3, 4)", "(4,)", "(1, 4)", "(3, 4)", "(3, 4)"]


@pytest.mark.parametrize(
    ("left", "right"),
    [((2, 1), (1,)), ((2, 3), (3,)), ((3,), (3, 1)), ((), (2, 2)), ((4,), (4,)), (3, (2, 3))],
)
def test_the_sum_is_that_of_numpy(left, right):
    ax = plot_broadcast(left, right)
    tens = 10 * np.arange(1, np.prod(left, dtype=int) + 1).reshape(left)
    total = tens + np.arange(1, np.prod(right, dtype=int) + 1).reshape(right)
    assert numbers(ax)[-total.size :] == total.ravel().tolist()


def test_copies_differ_by_their_edge_and_not_by_colour_alone():
    copies = [p for p in cells(plot_broadcast((3, 1), (4,))) if p.get_linestyle() == "--"]
    assert len(copies) == 3 * 3 + 2 * 4
    assert {to_hex(copy.get_facecolor()) for copy in copies} == {"#ffffff"}


def test_equal_shapes_need_no_copies():
    drawn = cells(plot_broadcast((2, 2), (2, 2)))
    assert len(drawn) == 7 * 4 and "--" not in {patch.get_linestyle() for patch in drawn}


# plot_matmul


def test_all_three_matrices_their_shapes_and_the_sum_are_written():
    ax = plot_matmul(LEFT, RIGHT, row=1, column=2)
    assert numbers(ax) == [*LEFT.ravel(), *RIGHT.ravel(), *(LEFT @ RIGHT).ravel()]
    assert words(ax)[-4:] == [
        "left (2, 3)",
        "right (3, 4)",
        "left @ right (2, 4)",
        "row 1 with column 2:   3·0 + (−1)·(−1) + 1·3 = 4",
    ]


def test_row_column_and_entry_are_marked_by_more_than_colour():
    ax = plot_matmul(LEFT, RIGHT, row=1, column=2)
    marked = [patch for patch in ax.patches if patch.get_hatch()]
    assert [patch.get_hatch() for patch in marked] == ["//"] * 3 + ["\\\\"] * 3
    bold = [text.get_text() for text in ax.texts if text.get_weight() == "bold"]
    assert bold == ["3", "−1", "1", "0", "−1", "3", "4"]
    # The entry stands where row and column cross.
    (entry,) = frames(ax)
    assert {patch.get_y() for patch in marked[:3]} == {entry[1]}
    assert {patch.get_x() for patch in marked[3:]} == {entry[0]}


def test_negative_places_count_from_the_end():
    last = plot_matmul(LEFT, RIGHT, row=-1, column=-1)
    assert words(last)[-1].startswith("row 1 with column 3:")
    last = plot_convolution(IMAGE, KERNEL, row=-1, column=-1)
    assert frames(last) == frames(plot_convolution(IMAGE, KERNEL, row=2, column=2))


def test_lists_and_fractions_and_a_sum_too_long_for_one_line():
    assert words(plot_matmul([[0.5]], [[0.25]]))[-1].endswith("0.5·0.25 = 0.125")
    long = words(plot_matmul(np.full((1, 6), 1.25), np.full((6, 1), -1.125)))[-1]
    assert long.count("\n") == 1 and long.count("1.25·(−1.12)") == 6 and long.endswith("= −8.44")


# plot_convolution


def test_three_grids_with_all_their_numbers():
    ax = plot_convolution(IMAGE, KERNEL)
    assert [w for w in words(ax) if w.replace(" ", "").isalpha()] == [
        "image",
        "filter",
        "feature map",
    ]
    assert numbers(ax) == [*IMAGE.ravel(), -1, 1, 0, 9, 0, 5, 4, 0, 0, 9, 0]


def test_heads_of_ones_own():
    heads = ["channel 0", "slice 0", "sums 0"]
    assert [w for w in words(plot_convolution(IMAGE, KERNEL, heads=heads)) if w in heads] == heads


def test_patch_and_result_are_framed_where_they_are():
    ax = plot_convolution(IMAGE, KERNEL, row=1, column=1)
    patch, result = frames(ax)
    assert patch == (1, 1, 2, 1) and result[2:] == (1, 1)
    assert words(ax)[-1] == "5·(−1) + 9·1 = 4"
    framed = next(t for t in ax.texts if t.get_position() == (result[0] + 0.5, result[1] + 0.5))
    assert framed.get_text() == "4"


def test_a_stride_leaves_places_out():
    ax = plot_convolution(IMAGE, KERNEL, row=1, column=1, stride=2)
    assert numbers(ax)[-4:] == [0, 0, 0, 0] and frames(ax)[0] == (2, 2, 2, 1)


def test_small_unsigned_numbers_do_not_overflow_and_truths_count_as_numbers():
    image = np.full((3, 3), 200, dtype=np.uint8)
    assert numbers(plot_convolution(image, np.ones((3, 3), dtype=np.uint8)))[-1] == 1800
    assert numbers(plot_matmul(image[:1], image[:, :1]))[-1] == 120_000
    assert numbers(plot_convolution(image > 0, np.ones((3, 3), dtype=bool)))[-1] == 9


def test_positive_is_blue_and_negative_orange_but_the_image_has_no_signs():
    ax = plot_convolution(np.array([[9, 0, 9]]), KERNEL)
    white = "#FFFFFF"
    assert fills(ax) == [PALE, white, PALE, PALE_ORANGE, PALE_BLUE, PALE_ORANGE, PALE_BLUE]
    assert numbers(ax)[-2:] == [-9, 9]


def test_zeros_of_the_filter_are_left_out_of_the_sum():
    ax = plot_convolution(IMAGE[:1, :3], np.array([[1, 0, 2]]))
    assert words(ax)[-1] == "0·1 + 9·2 = 18"
    assert words(plot_convolution(IMAGE, np.zeros((3, 3))))[-1] == "0 = 0"
