"""What plot_confusion draws, and what it says of what it cannot draw."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_confusion

TRUTH = np.array([0, 0, 0, 1, 1, 2])
PREDICTIONS = np.array([0, 0, 1, 1, 1, 0])
COUNTS = [["2", "1", "·"], ["·", "2", "·"], ["1", "·", "0"]]


def cell_texts(ax):
    """The texts in the cells, row by row."""
    by_place = {(int(t.get_position()[1]), int(t.get_position()[0])): t for t in ax.texts}
    side = round(len(by_place) ** 0.5)
    return [[by_place[row, column] for column in range(side)] for row in range(side)]


def test_every_cell_holds_its_count():
    ax = plot_confusion(TRUTH, PREDICTIONS)
    assert [[text.get_text() for text in row] for row in cell_texts(ax)] == COUNTS


def test_rows_are_the_truth_and_start_at_the_top():
    ax = plot_confusion(TRUTH, PREDICTIONS)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted", "truth")
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["0", "1", "2"]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["0", "1", "2"]
    assert ax.yaxis_inverted()


def test_the_diagonal_is_left_out_of_the_colours_and_bold_besides():
    ax = plot_confusion([0] * 1000 + [1], [0] * 999 + [1, 1])
    drawn = ax.images[0].get_array()
    assert drawn.mask.tolist() == [[True, False], [False, True]]
    assert drawn.max() == 1  # the one mistake sets the scale, not the 999 right answers
    assert ax.images[0].get_clim()[1] < 2
    weights = [[text.get_weight() for text in row] for row in cell_texts(ax)]
    assert weights == [["bold", "normal"], ["normal", "bold"]]


@pytest.mark.parametrize("truth", [[0, 1, 2], [0, 0], [0]])
def test_it_draws_a_matrix_without_mistakes(truth):
    ax = plot_confusion(truth, truth)
    assert len(ax.texts) == (max(truth) + 1) ** 2
    ax.figure.canvas.draw()


def test_classes_are_names_and_may_be_more_than_occur():
    ax = plot_confusion([0, 1], [1, 1], classes=["cat", "dog", "hen"])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["cat", "dog", "hen"]
    assert len(ax.texts) == 9


def test_it_draws_where_it_is_told_and_hands_options_on():
    _, mine = plt.subplots()
    ax = plot_confusion(TRUTH, PREDICTIONS, ax=mine, cmap="Blues", vmax=50)
    assert ax is mine
    assert ax.images[0].get_cmap().name == "Blues"
    assert ax.images[0].get_clim() == (0, 50)


def test_a_new_figure_is_legible_and_fits_a_page():
    ax = plot_confusion(np.arange(10), np.arange(10))
    assert max(ax.figure.get_size_inches()) <= 8
    assert all(text.get_fontsize() >= 9 for text in ax.texts)


def test_lists_columns_and_small_integers_do_too():
    expected = [text.get_text() for text in plot_confusion(TRUTH, PREDICTIONS).texts]
    for truth, predictions in [
        (TRUTH.tolist(), PREDICTIONS.tolist()),
        (TRUTH[:, np.newaxis], PREDICTIONS[:, np.newaxis]),
        (TRUTH.astype(np.uint8), PREDICTIONS.astype(np.int64)),
    ]:
        assert [text.get_text() for text in plot_confusion(truth, predictions).texts] == expected


def test_what_is_handed_in_stays_as_it_is():
    truth, predictions, classes = TRUTH.copy(), PREDICTIONS.copy(), ["a", "b", "c"]
    plot_confusion(truth, predictions, classes=classes)
    assert np.array_equal(truth, TRUTH) and np.array_equal(predictions, PREDICTIONS)
    assert classes == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("truth", "predictions", "options", "error", "words"),
    [
        ([0, 1, 2], [0, 1], {}, ValueError, "3 samples and predictions 2"),
        ([0, 1], np.eye(2), {}, ValueError, r"predictions has shape \(2, 2\).*argmax"),
        (np.eye(2), [0, 1], {}, ValueError, r"truth has shape \(2, 2\).*argmax"),
        ([], [], {}, ValueError, "truth is empty"),
        ([0, -1], [0, 1], {}, ValueError, "truth holds -1"),
        ([0.0, 1.0], [0, 1], {}, TypeError, "truth has dtype float64"),
        (["cat"], ["dog"], {}, TypeError, "truth has dtype <U3"),
        ([0, 2], [0, 1], {"classes": ["a", "b"]}, ValueError, "2 names, but class 2"),
    ],
)
def test_what_cannot_be_drawn_is_named(truth, predictions, options, error, words):
    with pytest.raises(error, match=words):
        plot_confusion(truth, predictions, **options)
    assert not plt.get_fignums()  # nothing half drawn is left behind
