"""What plot_probabilities draws."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from helpers.plots import plot_probabilities
from helpers.plots._style import BLUE, ORANGE

IMAGES = np.random.default_rng(7).integers(0, 256, (7, 4, 4), dtype=np.uint8)
# For each of seven images one of ten classes with 82 in a hundred: 0, 1, 2 and so on.
PROBABILITIES = np.full((7, 10), 0.02) + 0.8 * np.eye(10)[:7]
LABELS = [0, 1, 2, 3, 4, 5, 9]


def test_each_image_has_its_picture_in_a_frame_and_its_bars():
    axes = plot_probabilities(IMAGES, PROBABILITIES)
    assert axes.shape == (7, 2)
    for (picture, bars), image, row in zip(axes, IMAGES, PROBABILITIES, strict=True):
        assert np.array_equal(picture.images[0].get_array(), image)
        assert picture.axison and all(spine.get_visible() for spine in picture.spines.values())
        assert not [*picture.get_xticks(), *picture.get_yticks()]
        assert [patch.get_height() for patch in bars.patches] == row.tolist()
        assert [text.get_text() for text in bars.get_xticklabels()] == list("0123456789")
        assert [text.get_text() for text in bars.texts] == ["82%"]


def test_the_title_says_choice_and_truth():
    titles = [ax.get_title() for ax in plot_probabilities(IMAGES, PROBABILITIES)[:, 0]]
    assert titles == [f"says {n}" for n in range(7)]
    axes = plot_probabilities(IMAGES, PROBABILITIES, labels=LABELS)
    titles = [f"says {n}, is {n}" for n in range(6)] + ["says 6, is 9"]
    assert [ax.get_title() for ax in axes[:, 0]] == titles


def test_a_wrong_choice_shows_by_more_than_colour():
    axes = plot_probabilities(IMAGES, PROBABILITIES, labels=LABELS)
    right, wrong = axes[0], axes[6]
    assert (right[0].title.get_weight(), wrong[0].title.get_weight()) == ("normal", "bold")
    assert [patch.get_hatch() for patch in wrong[1].patches] == [""] * 6 + ["////"] + [""] * 3
    assert to_hex(wrong[1].patches[6].get_facecolor()).upper() == ORANGE
    assert {to_hex(patch.get_facecolor()).upper() for patch in right[1].patches} == {BLUE}
    patch = plot_probabilities(IMAGES, PROBABILITIES, fc="0.5")[0, 1].patches[0]
    assert to_hex(patch.get_facecolor()) == "#808080"


def test_the_true_class_is_bold_under_its_bar():
    bars = plot_probabilities(IMAGES, PROBABILITIES, labels=[9] * 7)[0, 1]
    weights = [text.get_weight() for text in bars.get_xticklabels()]
    assert weights == ["normal"] * 9 + ["bold"]


def test_rows_and_labels_of_the_axes():
    axes = plot_probabilities(IMAGES, PROBABILITIES, images_per_row=3)
    assert [bool(bars.get_ylabel()) for bars in axes[:, 1]] == [1, 0, 0, 1, 0, 0, 1]
    assert [bool(bars.get_xlabel()) for bars in axes[:, 1]] == [0, 0, 0, 0, 1, 1, 1]
    assert len(axes[0, 0].figure.axes) == 14  # the last row's empty places are taken out


def test_rows_of_pixels_and_any_number_of_classes():
    axes = plot_probabilities(IMAGES.reshape(7, 16)[:1], [[0.25, 0.5, 0.25]])
    assert axes.shape == (1, 2) and len(axes[0, 1].patches) == 3


@pytest.mark.parametrize(("share", "said"), [(0.994, "99%"), (0.9996, ">99%"), (1, "100%")])
def test_only_the_whole_is_a_hundred_per_cent(share, said):
    bars = plot_probabilities(IMAGES[:1], [[share, 1 - share]])[0, 1]
    assert [text.get_text() for text in bars.texts] == [said]


@pytest.mark.parametrize(("count", "inches"), [(1, 2.4), (3, 4.8), (7, 8)])
def test_few_images_make_a_narrow_picture_and_many_none_that_is_too_wide(count, inches):
    axes = plot_probabilities(IMAGES[:count], PROBABILITIES[:count], images_per_row=7)
    assert axes[0, 0].figure.get_figwidth() == pytest.approx(inches)


def test_an_image_that_is_not_finite_says_so():
    images = IMAGES.astype(float)
    images[2, 1, 1] = np.nan
    axes = plot_probabilities(images, PROBABILITIES)
    said = ["", "", "nan or inf", "", "", "", ""]
    assert [picture.get_xlabel() for picture in axes[:, 0]] == said
