"""plot_digits: what is drawn, and what is said when it cannot be."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_digits


def digits(count, side=28, dtype=np.uint8):
    """Images of which each pixel tells its image: image k holds only the value k + 1."""
    return np.full((count, side, side), np.arange(1, count + 1)[:, None, None], dtype=dtype)


def drawn(ax):
    """The mosaic that stands in the Axes; what is drawn in no colour is nan."""
    (image,) = ax.images
    return np.ma.filled(image.get_array().astype(float), np.nan)


def test_images_stand_in_rows_in_reading_order():
    mosaic = drawn(plot_digits(digits(25), images_per_row=10))
    height, width = mosaic.shape
    for index in range(25):
        row, column = divmod(index, 10)
        # A point in the middle of where image `index` must be.
        y, x = int((row + 0.45) * height / 3), int((column + 0.45) * width / 10)
        assert mosaic[y, x] == index + 1


def test_every_pixel_of_an_image_is_drawn_once():
    rng = np.random.default_rng(1)
    image = rng.random((1, 28, 28))
    np.testing.assert_array_equal(drawn(plot_digits(image)), image[0])


def test_the_last_row_may_be_short_and_its_rest_is_paper():
    mosaic = drawn(plot_digits(digits(11, dtype=float), images_per_row=10))
    below_right = mosaic[mosaic.shape[0] // 2 + 2 :, mosaic.shape[1] // 2 :]
    assert np.isnan(below_right).all()
    mosaic = drawn(plot_digits(digits(11), images_per_row=10))  # whole numbers: paper is the lowest
    assert (mosaic[mosaic.shape[0] // 2 + 2 :, mosaic.shape[1] // 2 :] == 1).all()


def test_fewer_images_than_a_row_make_a_narrow_picture():
    mosaic = drawn(plot_digits(digits(3), images_per_row=10))
    assert mosaic.shape[1] < 4 * 28


@pytest.mark.parametrize("shape", [(6, 784), (6, 28, 28, 1), (6, 28, 28)])
def test_all_forms_of_the_same_images_give_the_same_picture(shape):
    images = digits(6)
    np.testing.assert_array_equal(
        drawn(plot_digits(images.reshape(shape))), drawn(plot_digits(images))
    )


def test_a_list_is_taken_and_left_as_it_was():
    images = [image.reshape(-1) for image in digits(7)]
    copies = [image.copy() for image in images]
    plot_digits(images, images_per_row=3)
    assert len(images) == 7
    for image, copy in zip(images, copies, strict=True):
        np.testing.assert_array_equal(image, copy)


def test_an_array_is_left_as_it_was():
    images = digits(7)
    copy = images.copy()
    images.flags.writeable = False  # writing to it would raise
    plot_digits(images, images_per_row=3, labels=np.arange(7))
    np.testing.assert_array_equal(images, copy)


@pytest.mark.parametrize("side", [1, 2, 8, 64])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, bool])
def test_any_square_size_and_number_type(side, dtype):
    assert drawn(plot_digits(np.ones((4, side, side), dtype=dtype), 2)).shape[0] > side


def test_labels_and_predictions_stand_above_their_images():
    ax = plot_digits(digits(3), labels=[7, 2, 1])
    assert [text.get_text() for text in ax.texts] == ["7", "2", "1"]
    lefts = [text.get_position()[0] for text in ax.texts]
    assert lefts == sorted(lefts)
    ax = plot_digits(digits(2), predictions=np.array([4, 5]))
    assert [text.get_text() for text in ax.texts] == ["4", "5"]


def test_a_wrong_prediction_is_told_by_sign_and_weight_not_by_colour_alone():
    ax = plot_digits(digits(2), labels=[9, 3], predictions=[4, 3])
    assert [text.get_text() for text in ax.texts] == ["4≠9", "3"]
    assert [text.get_weight() for text in ax.texts] == ["bold", "normal"]


def test_it_draws_into_the_axes_handed_in_and_passes_options_on():
    _, ax = plt.subplots()
    assert plot_digits(digits(2), ax=ax, cmap="gray", vmin=0, vmax=9) is ax
    assert ax.images[0].get_cmap().name == "gray"
    assert ax.images[0].get_clim() == (0, 9)


def test_by_default_ink_is_dark_on_white_and_nothing_is_blurred():
    (image,) = plot_digits(digits(2)).images
    assert image.get_cmap().name == "binary"
    assert image.get_interpolation() == "nearest"


@pytest.mark.parametrize(
    ("instances", "error", "says"),
    [
        ([], ValueError, r"empty .*expected at least one image"),
        (np.zeros((0, 28, 28)), ValueError, r"empty \(shape \(0, 28, 28\)\)"),
        (np.zeros(784), ValueError, r"shape \(784,\).*image\[np.newaxis\]"),
        (np.zeros((28, 28)), ValueError, r"rows of 28 values, which is no square.*np.newaxis"),
        (np.zeros((5, 785)), ValueError, r"rows of 785 values, which is no square"),
        (np.zeros((5, 28, 27)), ValueError, r"28 by 27 pixels; expected square"),
        (np.zeros((5, 28, 28, 3)), ValueError, r"\(5, 28, 28, 3\).*one channel at a time"),
        ([np.zeros((28, 28)), np.zeros((8, 8))], ValueError, r"different shapes: \[\(8, 8\), \("),
        (["five", "zero"], TypeError, r"dtype <U4; expected numbers"),
        (np.zeros((2, 4, 4), dtype=complex), TypeError, r"complex numbers; expected real"),
        (None, TypeError, r"dtype object; expected numbers"),
    ],
)
def test_what_is_no_image_is_named_in_one_sentence(instances, error, says):
    with pytest.raises(error, match=says):
        plot_digits(instances)


@pytest.mark.parametrize("count", [0, -3, 2.5, "ten", None])
def test_a_wrong_number_of_images_per_row_is_named(count):
    with pytest.raises(ValueError, match=r"images_per_row is .*at least 1"):
        plot_digits(digits(2), count)


@pytest.mark.parametrize("name", ["labels", "predictions"])
def test_titles_must_be_one_for_each_image(name):
    with pytest.raises(ValueError, match=rf"{name} has shape \(3, 10\); expected \(3,\).*argmax"):
        plot_digits(digits(3), **{name: np.zeros((3, 10))})


def test_nothing_is_drawn_when_something_is_wrong():
    with pytest.raises(ValueError, match="labels"):
        plot_digits(digits(3), labels=[1])
    assert plt.get_fignums() == []
