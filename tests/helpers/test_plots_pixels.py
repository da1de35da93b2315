"""The picture of an image as numbers: what is written where, and whether it can be read."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.plots import plot_pixels


def luminance(color):
    """Return the relative luminance of a colour, as WCAG has it."""
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [
        0.2126,
        0.7152,
        0.0722,
    ]


def contrast(first, second):
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted([luminance(first), luminance(second)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def digit():
    """Return an image in which every grey value from 0 to 255 occurs."""
    return (np.arange(784) % 256).astype("uint8").reshape(28, 28)


def test_writes_every_number_in_its_pixel():
    """Row i, column j shows image[i, j], centred."""
    image = digit()
    ax = plot_pixels(image)
    assert len(ax.texts) == 784
    for text in ax.texts:
        column, row = text.get_position()
        assert text.get_text() == str(image[row, column])
        assert text.get_horizontalalignment() == text.get_verticalalignment() == "center"


def test_draws_the_image_itself():
    """Beneath the numbers lies the picture."""
    ax = plot_pixels(digit())
    assert len(ax.images) == 1
    np.testing.assert_array_equal(ax.images[0].get_array(), digit())


def test_counts_rows_and_columns_from_zero():
    """The ticks are indices, and row 0 is on top."""
    ax = plot_pixels(digit()[:, :20])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("column", "row")
    assert [t.get_text() for t in ax.get_xticklabels()] == [str(i) for i in range(20)]
    assert [t.get_text() for t in ax.get_yticklabels()] == [str(i) for i in range(28)]
    assert ax.get_ylim() == (27.5, -0.5)  # row 0 is on top


@pytest.mark.parametrize("cmap", ["binary", "gray", "viridis", "Blues"])
def test_every_number_stands_out_from_its_ground(cmap):
    """WCAG asks for a contrast of 4.5."""
    image = digit()
    ax = plot_pixels(image, cmap=cmap)
    picture = ax.images[0]
    for text in ax.texts:
        column, row = text.get_position()
        ground = picture.cmap(picture.norm(image[row, column]))[:3]
        assert contrast(text.get_color(), ground) >= 4.5


def test_numbers_are_legible_and_stay_in_their_pixels():
    """A whole digit fits in 8 inches at 7 points or more."""
    ax = plot_pixels(np.full((28, 28), 255, dtype="uint8"))
    figure = ax.get_figure()
    figure.canvas.draw()
    assert figure.get_figwidth() <= 8
    assert ax.texts[0].get_fontsize() >= 7
    pixel = ax.transData.transform((1, 0))[0] - ax.transData.transform((0, 0))[0]
    assert ax.texts[0].get_window_extent().width < pixel


def test_tick_labels_do_not_overlap():
    """Each label of the columns has room."""
    ax = plot_pixels(digit())
    ax.get_figure().canvas.draw()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    assert all(a.x1 < b.x0 for a, b in zip(boxes, boxes[1:], strict=False))


@pytest.mark.parametrize(
    ("image", "written"),
    [
        ([[True, False]], ["1", "0"]),
        ([[-3, 12]], ["-3", "12"]),
        ([[0.25, 1.0]], ["0.2", "1.0"]),
        (np.array([[0.5, np.nan]], dtype="float32"), ["0.5", "nan"]),
        ([[7]], ["7"]),
    ],
)
def test_takes_any_real_numbers(image, written):
    """Truth values, negative numbers, fractions, gaps, and a single pixel."""
    assert [text.get_text() for text in plot_pixels(image).texts] == written


def test_draws_into_given_axes_with_a_font_that_fits():
    """A small panel gets small numbers and fewer ticks."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 4))
    assert plot_pixels(digit(), ax=axes[1]) is axes[1]
    assert not axes[0].texts
    figure.canvas.draw()
    pixel = np.ptp(axes[1].transData.transform([(0, 0), (1, 0)])[:, 0])
    assert max(text.get_window_extent().width for text in axes[1].texts) < pixel
    assert len(axes[1].get_xticks()) == 6  # every fifth


def test_hands_options_on_to_imshow():
    """What matplotlib can do, the caller can have."""
    picture = plot_pixels(digit(), cmap="gray", vmax=100).images[0]
    assert picture.get_cmap().name == "gray"
    assert picture.norm.vmax == 100


def test_changes_nothing_of_the_callers():
    """A locked image is drawn, and the style is as before."""
    image = digit()
    image.flags.writeable = False
    style = dict(plt.rcParams)
    plot_pixels(image)
    np.testing.assert_array_equal(image, digit())
    assert dict(plt.rcParams) == style


@pytest.mark.parametrize(
    ("image", "error", "says"),
    [
        (np.zeros((2, 28, 28)), ValueError, r"shape \(2, 28, 28\).*images\[0\]"),
        (np.zeros(784), ValueError, r"shape \(784,\).*reshape\(28, 28\)"),
        (np.zeros((0, 28)), ValueError, "empty"),
        (np.zeros((28, 41)), ValueError, "28 by 41.*at most 40 by 40.*Crop"),
        ([[1, 2], [3]], ValueError, "rows of different lengths"),
        ([["a", "b"]], TypeError, "dtype <U1.*expected numbers"),
        ([[1j]], TypeError, "complex"),
        (None, TypeError, "dtype object"),
    ],
)
def test_says_what_is_wrong_with_an_image(image, error, says):
    """The error names what came and what is expected; no figure is left."""
    with pytest.raises(error, match=says):
        plot_pixels(image)
    assert not plt.get_fignums()
