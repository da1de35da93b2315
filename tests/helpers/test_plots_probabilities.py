"""What `plot_probabilities` draws, and what it says when it cannot."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from helpers.plots import plot_probabilities
from helpers.plots._style import BLUE, ORANGE


@pytest.fixture
def images():
    """Seven small pictures, all different."""
    return np.random.default_rng(7).integers(0, 256, (7, 4, 4), dtype=np.uint8)


@pytest.fixture
def probabilities():
    """For each of seven images one of ten classes with 82 in a hundred: 0, 1, 2 and so on."""
    return np.full((7, 10), 0.02) + 0.8 * np.eye(10)[:7]


def test_each_image_has_its_picture_and_its_bars(images, probabilities):
    axes = plot_probabilities(images, probabilities)
    assert axes.shape == (7, 2)
    for (picture, bars), image, row in zip(axes, images, probabilities, strict=True):
        assert np.array_equal(picture.images[0].get_array(), image)
        assert [patch.get_height() for patch in bars.patches] == row.tolist()
        assert [text.get_text() for text in bars.get_xticklabels()] == list("0123456789")
        assert [text.get_text() for text in bars.texts] == ["82%"]


def test_the_title_says_choice_and_truth(images, probabilities):
    titles = [ax.get_title() for ax in plot_probabilities(images, probabilities)[:, 0]]
    assert titles == [f"says {n}" for n in range(7)]
    labels = [0, 1, 2, 3, 4, 5, 9]
    titles = [
        ax.get_title() for ax in plot_probabilities(images, probabilities, labels=labels)[:, 0]
    ]
    assert titles == [f"says {n}, is {n}" for n in range(6)] + ["says 6, is 9"]


def test_a_wrong_choice_shows_by_more_than_colour(images, probabilities):
    axes = plot_probabilities(images, probabilities, labels=[0, 1, 2, 3, 4, 5, 9])
    right, wrong = axes[0], axes[6]
    assert (right[0].title.get_weight(), wrong[0].title.get_weight()) == ("normal", "bold")
    assert [patch.get_hatch() for patch in wrong[1].patches] == [""] * 6 + ["////"] + [""] * 3
    assert to_hex(wrong[1].patches[6].get_facecolor()).upper() == ORANGE
    assert {to_hex(patch.get_facecolor()).upper() for patch in right[1].patches} == {BLUE}


def test_the_true_class_is_bold_under_its_bar(images, probabilities):
    bars = plot_probabilities(images, probabilities, labels=[9] * 7)[0, 1]
    weights = [text.get_weight() for text in bars.get_xticklabels()]
    assert weights == ["normal"] * 9 + ["bold"]


def test_rows_and_labels_of_the_axes(images, probabilities):
    axes = plot_probabilities(images, probabilities, images_per_row=3)
    assert [bool(bars.get_ylabel()) for bars in axes[:, 1]] == [1, 0, 0, 1, 0, 0, 1]
    assert [bool(bars.get_xlabel()) for bars in axes[:, 1]] == [0, 0, 0, 0, 1, 1, 1]
    assert len(axes[0, 0].figure.axes) == 14  # the last row's empty places are taken out
    assert axes[0, 0].figure.get_size_inches()[0] <= 8


def test_images_may_be_rows_of_pixels_and_few(images, probabilities):
    assert plot_probabilities(images.reshape(7, 16), probabilities).shape == (7, 2)
    assert plot_probabilities(images[:1], probabilities[:1]).shape == (1, 2)


@pytest.mark.parametrize(("count", "inches"), [(1, 2.4), (3, 4.8), (7, 8)])
def test_few_images_make_a_narrow_picture_and_many_none_that_is_too_wide(
    count, inches, images, probabilities
):
    axes = plot_probabilities(images[:count], probabilities[:count], images_per_row=7)
    assert axes[0, 0].figure.get_figwidth() == pytest.approx(inches)


def test_any_number_of_classes(images):
    bars = plot_probabilities(images[:1], [[0.25, 0.5, 0.25]])[0, 1]
    assert len(bars.patches) == 3


def test_it_draws_into_given_axes(images, probabilities):
    _, given = plt.subplots(1, 2)
    axes = plot_probabilities(images[:1], probabilities[:1], ax=given)
    assert axes[0].tolist() == given.tolist()
    assert len(plt.get_fignums()) == 1


def test_options_reach_the_bars(images, probabilities):
    options = {"width": 0.5, "fc": "0.5"}
    patch = plot_probabilities(images, probabilities, **options)[0, 1].patches[0]
    assert patch.get_width() == 0.5
    assert to_hex(patch.get_facecolor()) == "#808080"
    assert options == {"width": 0.5, "fc": "0.5"}


def test_nothing_of_the_callers_is_changed(images, probabilities):
    labels = np.arange(7)
    copies = images.copy(), probabilities.copy(), labels.copy()
    plot_probabilities(images, probabilities, labels=labels)
    for now, before in zip((images, probabilities, labels), copies, strict=True):
        assert np.array_equal(now, before)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"instances": np.zeros((0, 4, 4))}, ValueError, "empty"),
        ({"probabilities": np.full((6, 10), 0.1)}, ValueError, r"\(6, 10\); expected \(7, classes"),
        ({"probabilities": np.full(10, 0.1)}, ValueError, r"\(10,\); expected \(7, classes"),
        ({"probabilities": np.ones((7, 10))}, ValueError, "softmax"),
        ({"probabilities": np.full((7, 2), [1.5, -0.5])}, ValueError, "softmax"),
        ({"probabilities": np.full((7, 2), np.nan)}, ValueError, "softmax"),
        ({"labels": np.eye(10)[:7]}, ValueError, "one-hot"),
        ({"labels": [10] * 7}, ValueError, "from 0 to 9"),
        ({"labels": [-1] * 7}, ValueError, "from 0 to 9"),
        ({"labels": [0.5] * 7}, ValueError, "whole numbers"),
        ({"images_per_row": 0}, ValueError, "images_per_row"),
    ],
)
def test_bad_input_is_named(images, probabilities, changes, error, words):
    with pytest.raises(error, match=words):
        plot_probabilities(**({"instances": images, "probabilities": probabilities} | changes))
    assert plt.get_fignums() == []  # no empty figure is left behind


def test_axes_that_are_too_few_are_named(images, probabilities):
    _, given = plt.subplots(1, 2)
    with pytest.raises(ValueError, match="ax holds 2 Axes; expected 14"):
        plot_probabilities(images, probabilities, ax=given)
