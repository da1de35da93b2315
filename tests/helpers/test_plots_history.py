"""What plot_history draws."""

from collections import UserDict
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_history

# Three epochs as Keras hands them out: the accuracy first.
HISTORY = {
    "accuracy": [0.7, 0.8, 0.9],
    "loss": [0.9, 0.5, 0.3],
    "val_accuracy": [0.7, 0.75, 0.8],
    "val_loss": [0.8, 0.6, 0.5],
}


@pytest.mark.parametrize("history", [HISTORY, SimpleNamespace(history=HISTORY)])
def test_one_panel_for_each_measure_the_loss_first(history):
    axes = plot_history(history)
    assert axes.shape == (2,)
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    assert [panel.get_ylabel() for panel in axes] == ["loss", "accuracy"]
    assert [panel.get_xlabel() for panel in axes] == ["epoch", "epoch"]


def test_training_and_validation_are_drawn_over_the_epochs_from_1():
    for panel, name in zip(plot_history(HISTORY), ["loss", "accuracy"], strict=True):
        training, validation = panel.lines
        assert training.get_xdata().tolist() == validation.get_xdata().tolist() == [1, 2, 3]
        assert training.get_ydata().tolist() == HISTORY[name]
        assert validation.get_ydata().tolist() == HISTORY[f"val_{name}"]
        legend = [text.get_text() for text in panel.get_legend().get_texts()]
        assert legend == ["training", "validation"]


def test_lines_differ_by_more_than_colour():
    training, validation = plot_history(HISTORY)[0].lines
    for look in ("color", "linestyle", "marker"):
        assert plt.getp(training, look) != plt.getp(validation, look)


@pytest.mark.parametrize("epochs", [1, 2, 3, 10, 40])
def test_epochs_are_ticked_by_whole_numbers(epochs):
    panel = plot_history({"loss": np.linspace(1, 0, epochs)})[0]
    panel.figure.canvas.draw()
    assert all(tick == round(tick) for tick in panel.get_xticks())


def test_without_validation_there_is_one_line():
    panel = plot_history({"loss": [0.9, 0.5]})[0]
    assert [line.get_label() for line in panel.lines] == ["training"]


def test_metrics_choose_the_panels_and_their_order():
    for metrics in (["accuracy", "loss"], ["accuracy"], "accuracy"):
        titles = [panel.get_title() for panel in plot_history(HISTORY, metrics)]
        assert titles == ["Accuracy", "Loss"][: len(titles)]
    assert len(titles) == 1


def test_validation_alone_is_called_validation():
    panel = plot_history(HISTORY, "val_loss")[0]
    (line,) = panel.lines
    assert (line.get_label(), line.get_linestyle()) == ("validation", "--")
    assert line.get_ydata().tolist() == HISTORY["val_loss"] and panel.get_title() == "Loss"


def test_the_learning_rate_is_no_measure_and_names_are_written_as_words():
    (panel,) = plot_history({"mean_squared_error": [0.9], "learning_rate": [0.1]})
    assert (panel.get_title(), panel.get_ylabel()) == ("Mean squared error", "mean squared error")


def test_losses_that_blew_up_do_not_stop_it():
    line = plot_history({"loss": [1.0, float("nan"), float("inf")]})[0].lines[0]
    assert len(line.get_ydata()) == 3


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1, np.nan, np.inf], "training (2 of 3 nan or inf)"),
        ([np.nan] * 3, "training (3 of 3 nan or inf)"),
        ([1, 2, 3], "training"),
    ],
)
def test_what_is_not_finite_is_said_in_the_picture(values, words):
    panel = plot_history({"loss": values, "val_loss": [1, 2, 3]})[0]
    legend = [text.get_text() for text in panel.get_legend().get_texts()]
    assert legend == [words, "validation"]


F1 = [np.array([0.1, 0.2]), np.array([0.3, 0.4]), np.array([0.5, 0.6])]  # Keras's F1Score


@pytest.mark.parametrize("scores", [F1, [str(score) for score in F1], [None, 0.5, 0.6]])
def test_what_is_no_number_per_epoch_is_left_out_and_named(scores, capsys):
    values = np.array(scores, dtype=object) if isinstance(scores[0], str) else scores
    axes = plot_history(HISTORY | {"f1_score": values, "val_f1_score": values})
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    said = "Not drawn, because it is not a number per epoch: f1_score.\n"
    assert capsys.readouterr().out == said
    with pytest.raises((TypeError, ValueError), match="history.'f1_score'.* expected"):
        plot_history({"f1_score": values})


def test_nothing_is_named_where_all_is_drawn(capsys):
    plot_history(HISTORY)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("rate", ["learning_rate", "lr"])
@pytest.mark.parametrize("form", [dict, UserDict, lambda d: {k: np.array(v) for k, v in d.items()}])
def test_tables_are_drawn_and_the_callbacks_own_columns_are_no_panels(form, rate):
    # A UserDict shows as much of itself as a DataFrame of pandas: its keys, and a column for each.
    table = form({"epoch": [0, 1, 2], **HISTORY, rate: [0.1, 0.01, 0.001]})
    axes = plot_history(table)
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    assert axes[0].lines[1].get_ydata().tolist() == HISTORY["val_loss"]
    assert plot_history(table, rate)[0].lines[0].get_ydata().tolist() == [0.1, 0.01, 0.001]


@pytest.mark.parametrize("epochs", [1, 3])
def test_a_file_of_keras_csvlogger_read_back_is_drawn(epochs, tmp_path):
    names = ["epoch", "accuracy", "learning_rate", "loss", "val_loss"]
    rows = [[k, 0.5 + k / 10, 0.001, 1 - k / 10, 0.9] for k in range(epochs)]
    lines = [",".join(map(str, row)) for row in [names, *rows]]
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n")
    table = np.genfromtxt(tmp_path / "log.csv", delimiter=",", names=True)
    axes = plot_history(table)
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    assert len(axes[0].lines) == 2 and len(axes[0].lines[0].get_ydata()) == epochs


def test_a_history_that_numpy_has_kept_is_drawn(tmp_path):
    np.save(tmp_path / "history.npy", HISTORY)
    axes = plot_history(np.load(tmp_path / "history.npy", allow_pickle=True))
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    np.savez(tmp_path / "history.npz", **HISTORY)
    with np.load(tmp_path / "history.npz") as kept:
        assert plot_history(kept)[0].lines[1].get_ydata().tolist() == HISTORY["val_loss"]


@pytest.mark.parametrize("index", ["Unnamed: 0", "index", ""])  # what pandas calls it, or to_csv
def test_a_column_that_counts_the_rows_is_no_panel(index):
    (panel,) = plot_history({index: [0, 1], "loss": [0.9, 0.5]})
    assert panel.get_title() == "Loss"


def test_columns_without_names_are_named_by_their_numbers():
    titles = [panel.get_title() for panel in plot_history({0: [1, 2], 1: [3, 4]})]
    assert titles == ["0", "1"]


# A training that was taken up again by one that wrote its header anew; Keras's word for no value.
HEADER_TWICE = "epoch,loss,val_loss\n0,0.9,0.8\nepoch,loss,val_loss\n0,0.5,0.6\n"
NO_VALUE = "epoch,loss,val_loss\n0,0.9,NA\n1,0.5,0.6\n2,0.4,NA\n"


@pytest.mark.parametrize(
    ("text", "said"), [(HEADER_TWICE, "1 of 3 nan or inf"), (NO_VALUE, "2 of 3 nan or inf")]
)
def test_lines_of_a_log_without_numbers_are_said_in_the_picture(text, said, tmp_path):
    (tmp_path / "log.csv").write_text(text)
    table = np.genfromtxt(tmp_path / "log.csv", delimiter=",", names=True)
    (panel,) = plot_history(table)
    assert panel.lines[1].get_label() == f"validation ({said})"


def test_one_panel_may_stand_alone_in_axes_of_ones_own():
    ax = plt.subplots()[1]
    assert plot_history(HISTORY, "loss", ax=ax).tolist() == [ax]
