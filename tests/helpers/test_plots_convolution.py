"""What `plot_convolution` draws, and what it says when it cannot."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from helpers.plots import plot_convolution
from helpers.plots._style import ORANGE, PALE

IMAGE = np.array([[0, 0, 9, 9], [0, 5, 9, 9], [0, 0, 9, 9]])
KERNEL = np.array([[-1, 1]])


def cells(ax):
    """All cells of all grids; the thick edges are not among them."""
    return [patch for patch in ax.patches if to_hex(patch.get_edgecolor()) != ORANGE.lower()]


def edges(ax):
    """The thick edges as (x, y, width, height)."""
    return [
        (*patch.get_xy(), patch.get_width(), patch.get_height())
        for patch in ax.patches
        if to_hex(patch.get_edgecolor()) == ORANGE.lower()
    ]


def figures(ax, count):
    """The numbers of the feature map: they stand last before the signs and the sum."""
    texts = [text.get_text().replace("−", "-") for text in ax.texts[:-3]]
    return [float(text) for text in texts[-count:]]


def test_three_grids_with_all_their_numbers():
    ax = plot_convolution(IMAGE, KERNEL)
    assert len(cells(ax)) == IMAGE.size + KERNEL.size + 9
    texts = [text.get_text() for text in ax.texts]
    assert [t for t in texts if t.isalpha() or " m" in t] == ["image", "filter", "feature map"]
    assert texts[1:13] == [str(value) for value in IMAGE.ravel()]
    assert figures(ax, 9) == [0, 9, 0, 5, 4, 0, 0, 9, 0]


def test_patch_and_result_are_marked_where_they_are():
    ax = plot_convolution(IMAGE, KERNEL, row=1, column=1)
    patch, result = edges(ax)
    assert patch == (1, 1, 2, 1)
    assert result[2:] == (1, 1)
    assert ax.texts[-1].get_text() == "5 × (−1) + 9 × 1 = 4"
    marked = next(t for t in ax.texts if t.get_position() == (result[0] + 0.5, result[1] + 0.5))
    assert marked.get_text() == "4"


def test_negative_places_count_from_the_end():
    last = plot_convolution(IMAGE, KERNEL, row=-1, column=-1)
    assert edges(last) == edges(plot_convolution(IMAGE, KERNEL, row=2, column=2))


def test_a_stride_leaves_places_out():
    ax = plot_convolution(IMAGE, KERNEL, row=1, column=1, stride=2)
    assert figures(ax, 4) == [0, 0, 0, 0]
    assert edges(ax)[0] == (2, 2, 2, 1)


def test_small_unsigned_numbers_do_not_overflow():
    image = np.full((3, 3), 200, dtype=np.uint8)
    ax = plot_convolution(image, np.ones((3, 3), dtype=np.uint8))
    assert figures(ax, 1) == [1800]


def test_the_sign_is_written_and_not_told_by_colour_alone():
    ax = plot_convolution(np.array([[9, 0]]), KERNEL)
    assert figures(ax, 1) == [-9]
    fills = [to_hex(cell.get_facecolor()) for cell in cells(ax)]
    assert len(set(fills[2:])) == 2  # filter and feature map
    assert PALE.lower() in fills[:2] and PALE.lower() not in fills[2:]  # the image has no signs


def test_zeros_of_the_filter_are_left_out_of_the_sum():
    ax = plot_convolution(IMAGE[:1, :3], np.array([[1, 0, 2]]))
    assert ax.texts[-1].get_text() == "0 × 1 + 9 × 2 = 18"
    assert plot_convolution(IMAGE, np.zeros((3, 3))).texts[-1].get_text() == "0 = 0"


def test_all_is_legible_and_inside():
    ax = plot_convolution(np.arange(100).reshape(10, 10), np.ones((3, 3)))
    figure = ax.get_figure()
    assert figure.get_figwidth() <= 8.2
    figure.canvas.draw()
    frame = figure.bbox
    for text in ax.texts[:-1]:
        assert text.get_fontsize() >= 9
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1
        assert frame.y0 <= box.y0 and box.y1 <= frame.y1


def test_it_draws_into_the_axes_handed_in_and_passes_options_on():
    _, ax = plt.subplots()
    assert plot_convolution(IMAGE, KERNEL, ax=ax, linewidth=2) is ax
    assert {cell.get_linewidth() for cell in cells(ax)} == {2}


def test_nothing_of_the_callers_is_changed():
    image, kernel = IMAGE.astype(float), KERNEL.astype(float)
    image.flags.writeable = kernel.flags.writeable = False  # writing to them would raise
    plot_convolution(image, kernel, 1, 1)
    np.testing.assert_array_equal(image, IMAGE)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ((IMAGE[..., None], KERNEL), ValueError, r"image has shape \(3, 4, 1\).*image\[:, :, 0\]"),
        ((IMAGE, KERNEL[0]), ValueError, r"kernel has shape \(2,\); expected a matrix"),
        ((np.zeros((28, 28)), KERNEL), ValueError, r"\(28, 28\); expected 1 to 10.*crop"),
        ((np.zeros((0, 3)), KERNEL), ValueError, r"\(0, 3\); expected 1 to 10"),
        ((KERNEL, IMAGE), ValueError, r"no larger than the image.*np\.pad"),
        ((IMAGE.astype(str), KERNEL), TypeError, r"image has dtype <U\d+; expected real numbers"),
        ((IMAGE, KERNEL > 0), TypeError, r"kernel has dtype bool"),
        ((IMAGE, KERNEL, 3), ValueError, r"row is 3, but the feature map has 3.*-3 to 2"),
        ((IMAGE, KERNEL, 0, -4), ValueError, r"column is -4.*-3 to 2"),
        ((IMAGE, KERNEL, 0.5), TypeError, r"row is 0\.5; expected a whole number"),
    ],
)
def test_what_cannot_be_drawn_is_named(arguments, error, says):
    with pytest.raises(error, match=says):
        plot_convolution(*arguments)
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("stride", "error", "says"),
    [(0, ValueError, "stride is 0; expected at least 1"), ("2", TypeError, "stride is '2'")],
)
def test_a_wrong_stride_is_named(stride, error, says):
    with pytest.raises(error, match=says):
        plot_convolution(IMAGE, KERNEL, stride=stride)
