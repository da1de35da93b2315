"""What plot_digits draws, of whatever a learner has in hand."""

from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from helpers import plot_digits
from helpers.plots import SIGNED
from helpers.plots._style import BLUE, ORANGE


def digits(count, side=28, dtype=np.uint8):
    """Images of which each pixel tells its image: image k holds only the value k + 1."""
    return np.full((count, side, side), np.arange(1, count + 1)[:, None, None], dtype=dtype)


def drawn(ax):
    """The mosaic that stands in the Axes; what is drawn in no colour is nan."""
    (image,) = ax.images
    return np.ma.filled(image.get_array().astype(float), np.nan)


def tensor(array):
    """What another library's tensor shows of itself: a way to become an array."""
    return SimpleNamespace(__array_interface__=array.__array_interface__, kept=array)


def tensor_with_gradient(array):
    """As PyTorch's: it becomes an array only apart from its gradient, on the processor."""
    return SimpleNamespace(detach=lambda: SimpleNamespace(cpu=lambda: tensor(array)))


def test_images_stand_in_rows_in_reading_order():
    mosaic = drawn(plot_digits(digits(25), images_per_row=10))
    height, width = mosaic.shape
    for index in range(25):
        row, column = divmod(index, 10)
        # A point in the middle of where image `index` must be.
        y, x = int((row + 0.45) * height / 3), int((column + 0.45) * width / 10)
        assert mosaic[y, x] == index + 1


def test_every_pixel_of_an_image_is_drawn_once():
    image = np.random.default_rng(1).random((1, 28, 28))
    np.testing.assert_array_equal(drawn(plot_digits(image)), image[0])


@pytest.mark.parametrize("dtype", [float, np.uint8, bool])
def test_the_last_row_may_be_short_and_what_is_no_image_has_no_colour(dtype):
    mosaic = drawn(plot_digits(digits(11, dtype=dtype), images_per_row=10))
    below_right = mosaic[mosaic.shape[0] // 2 + 2 :, mosaic.shape[1] // 2 :]
    assert np.isnan(below_right).all()
    assert np.isfinite(mosaic).sum() == 11 * 28 * 28


def test_fewer_images_than_a_row_make_a_narrow_picture():
    assert drawn(plot_digits(digits(3), images_per_row=10)).shape[1] < 4 * 28


@pytest.mark.parametrize(
    "form",
    [
        lambda images: images.reshape(6, 784),
        lambda images: images.reshape(6, 28, 28, 1),
        list,
        lambda images: [image.ravel().tolist() for image in images],
        tensor,
        tensor_with_gradient,
    ],
)
def test_all_forms_of_the_same_images_give_the_same_picture(form):
    images = digits(6)
    images.flags.writeable = False
    np.testing.assert_array_equal(drawn(plot_digits(form(images))), drawn(plot_digits(images)))


@pytest.mark.parametrize("side", [1, 2, 8, 64])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, bool])
def test_any_square_size_and_number_type(side, dtype):
    assert drawn(plot_digits(np.ones((4, side, side), dtype=dtype), 2)).shape[0] > side


def test_each_image_has_a_frame_around_its_pixels():
    ax = plot_digits(digits(3, side=4), images_per_row=2)
    (frames,) = ax.collections
    corners = [path.get_extents().get_points().tolist() for path in frames.get_paths()]
    assert corners == [
        [[x, y], [x + 4, y + 4]] for x, y in ((-0.5, -0.5), (4.5, -0.5), (-0.5, 4.5))
    ]


def test_labels_or_predictions_stand_above_their_images():
    ax = plot_digits(digits(3), labels=["seven", "two", "one"])
    assert [text.get_text() for text in ax.texts] == ["seven", "two", "one"]
    lefts, heights = zip(*(text.get_position() for text in ax.texts), strict=True)
    tops = [path.get_extents().y0 for path in ax.collections[0].get_paths()]
    assert sorted(lefts) == list(lefts) and max(heights) < min(tops)
    ax = plot_digits(digits(2), predictions=np.array([[4], [5]]))
    assert [text.get_text() for text in ax.texts] == ["4", "5"]


def test_a_wrong_prediction_is_told_by_sign_and_weight_not_by_colour_alone():
    ax = plot_digits(digits(2), labels=[9, 3], predictions=[4, 3])
    assert [text.get_text() for text in ax.texts] == ["4≠9", "3"]
    assert [text.get_weight() for text in ax.texts] == ["bold", "normal"]


@pytest.mark.parametrize(
    ("labels", "predictions"),
    [
        (np.array(["5", "0"]), np.array([5, 0])),
        (np.array(["5", "0"], dtype=object), [5.0, 0.0]),
        ([5, 0], ["5.0", "0"]),
        (np.array([5, 0], dtype=np.uint8), np.array([5, 0], dtype="int64")),
        ([b"5", b"0"], [5, 0]),
        (["cat", "dog"], ["cat", "dog"]),
        ([5, 0], ["5", "?"]),
    ],
)
def test_labels_that_mean_the_same_are_the_same(labels, predictions):
    ax = plot_digits(digits(2), labels=labels, predictions=predictions)
    first, second = ax.texts
    assert "≠" not in first.get_text() and first.get_weight() == "normal"
    assert ("≠" in second.get_text()) == (predictions[1] == "?")


@pytest.mark.parametrize(("labels", "predictions"), [(["cat", "dog"], [3, 5]), ([3], ["cat"])])
def test_names_and_numbers_are_not_compared(labels, predictions):
    with pytest.raises(ValueError, match="labels holds .*; expected numbers in both, or names"):
        plot_digits(digits(len(labels)), labels=labels, predictions=predictions)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_an_image_that_is_not_finite_says_so(value):
    images = np.random.default_rng(7).normal(size=(3, 8, 8))
    images[1, 2] = value
    ax = plot_digits(images)
    assert [text.get_text() for text in ax.texts] == ["nan\nor inf"]
    assert 8 < ax.texts[0].get_position()[0] < 17  # the second image
    assert np.isfinite(ax.images[0].get_clim()).all()
    plot_digits(np.full((2, 8, 8), value)).figure.draw_without_rendering()


def test_by_default_ink_is_dark_on_white_and_nothing_is_blurred():
    (image,) = plot_digits(digits(2)).images
    assert (image.get_cmap().name, image.get_interpolation()) == ("binary", "nearest")
    assert plot_digits(digits(2), vmin=0, vmax=9).images[0].get_clim() == (0, 9)


def test_positive_numbers_are_blue_and_negative_ones_orange_zero_white():
    images = np.random.default_rng(7).normal(size=(8, 5, 5))
    images[0, 0, 0] = 100  # one that is far out does not make all others pale
    image = plot_digits(images).images[0]
    low, high = image.get_clim()
    assert low == -high and 1.5 < high < 4
    colors = [to_hex(image.cmap(image.norm(value))).upper() for value in (high, 0, low)]
    assert colors == [BLUE, "#FFFFFF", ORANGE] and image.get_cmap() is SIGNED
    mostly_zero = np.zeros((3, 9, 9))
    mostly_zero[0, 0, 0] = -2
    assert plot_digits(mostly_zero, cmap="PuOr").images[0].get_clim() == (-2, 2)


def test_many_small_images_still_have_legible_titles():
    ax = plot_digits(digits(40, side=8), images_per_row=20, labels=np.arange(40))
    assert min(text.get_fontsize() for text in ax.texts) >= 8
    assert ax.figure.get_figwidth() <= 8 and len(plt.get_fignums()) == 1
