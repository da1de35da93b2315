"""What `plot_history` draws, and what it says when it cannot."""

from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.plots import plot_history


@pytest.fixture
def history():
    """Three epochs as Keras hands them out: the accuracy first."""
    return {
        "accuracy": [0.7, 0.8, 0.9],
        "loss": [0.9, 0.5, 0.3],
        "val_accuracy": [0.7, 0.75, 0.8],
        "val_loss": [0.8, 0.6, 0.5],
    }


def test_one_panel_for_each_measure_the_loss_first(history):
    axes = plot_history(history)
    assert axes.shape == (2,)
    assert [panel.get_title() for panel in axes] == ["Loss", "Accuracy"]
    assert [panel.get_ylabel() for panel in axes] == ["loss", "accuracy"]
    assert [panel.get_xlabel() for panel in axes] == ["epoch", "epoch"]


def test_training_and_validation_are_drawn_over_the_epochs_from_1(history):
    for panel, name in zip(plot_history(history), ["loss", "accuracy"], strict=True):
        training, validation = panel.lines
        assert training.get_xdata().tolist() == validation.get_xdata().tolist() == [1, 2, 3]
        assert training.get_ydata().tolist() == history[name]
        assert validation.get_ydata().tolist() == history[f"val_{name}"]
        legend = [text.get_text() for text in panel.get_legend().get_texts()]
        assert legend == ["training", "validation"]


def test_lines_differ_by_more_than_colour(history):
    training, validation = plot_history(history)[0].lines
    for look in ("color", "linestyle", "marker"):
        assert plt.getp(training, look) != plt.getp(validation, look)


def test_epochs_are_ticked_by_whole_numbers(history):
    for epochs in (1, 2, 3, 10, 40):
        panel = plot_history({"loss": np.linspace(1, 0, epochs)})[0]
        panel.figure.canvas.draw()
        assert all(tick == round(tick) for tick in panel.get_xticks())


def test_a_history_object_and_its_dict_give_the_same(history):
    (a, _), (b, _) = plot_history(SimpleNamespace(history=history)), plot_history(history)
    assert a.lines[0].get_ydata().tolist() == b.lines[0].get_ydata().tolist()


def test_without_validation_there_is_one_line():
    panel = plot_history({"loss": [0.9, 0.5]})[0]
    assert [line.get_label() for line in panel.lines] == ["training"]


def test_metrics_choose_the_panels_and_their_order(history):
    assert [p.get_title() for p in plot_history(history, ["accuracy", "loss"])] == [
        "Accuracy",
        "Loss",
    ]
    assert [p.get_title() for p in plot_history(history, "accuracy")] == ["Accuracy"]


def test_validation_alone_is_called_validation(history):
    panel = plot_history(history, "val_loss")[0]
    (line,) = panel.lines
    assert (line.get_label(), line.get_linestyle()) == ("validation", "--")
    assert line.get_ydata().tolist() == history["val_loss"]
    assert panel.get_title() == "Loss"


def test_the_learning_rate_is_no_measure(history):
    assert len(plot_history(history | {"learning_rate": [0.1, 0.1, 0.01]})) == 2


def test_names_are_written_as_words():
    panel = plot_history({"mean_squared_error": [0.9]})[0]
    assert (panel.get_title(), panel.get_ylabel()) == ("Mean squared error", "mean squared error")


def test_it_draws_into_given_axes(history):
    _, given = plt.subplots(1, 2)
    assert plot_history(history, ax=given).tolist() == given.tolist()
    _, one = plt.subplots()
    assert plot_history(history, "loss", ax=one)[0] is one
    assert len(plt.get_fignums()) == 2


def test_options_reach_every_line_under_any_of_their_names(history):
    for panel in plot_history(history, ls=":", lw=0.5):
        for line in panel.lines:
            assert (line.get_linestyle(), line.get_linewidth()) == (":", 0.5)


def test_nothing_of_the_callers_is_changed(history):
    before = {name: list(values) for name, values in history.items()}
    metrics, options = ["loss"], {"lw": 1}
    plot_history(history, metrics, **options)
    assert (history, metrics, options) == (before, ["loss"], {"lw": 1})


def test_losses_that_blew_up_do_not_stop_it():
    line = plot_history({"loss": [1.0, float("nan"), float("inf")]})[0].lines[0]
    assert len(line.get_ydata()) == 3


def test_the_picture_fits_a_page(history):
    for count in (1, 2):
        measures = dict(list(history.items())[:count])
        width, _ = plot_history(measures)[0].figure.get_size_inches()
        assert width <= 8


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"history": [0.9, 0.5]}, TypeError, "is a list; expected what model.fit returned"),
        ({"history": None}, TypeError, "NoneType"),
        ({"history": {}}, ValueError, "empty"),
        ({"history": {"val_loss": [0.1]}}, ValueError, "empty"),
        ({"history": {"loss": []}}, ValueError, "at least one epoch"),
        ({"history": {"loss": 0.5}}, ValueError, "at least one epoch"),
        ({"history": {"loss": ["a"]}}, TypeError, "turned into float"),
        ({"history": {"loss": [1]}, "metrics": ["acc"]}, ValueError, r"no \['acc'\].*\['loss'\]"),
        ({"history": {"loss": [1]}, "metrics": []}, ValueError, "empty"),
        ({"history": {"loss": [1, 2], "val_loss": [1]}}, ValueError, "2 values of loss but 1"),
    ],
)
def test_bad_input_is_named(arguments, error, words):
    with pytest.raises(error, match=words):
        plot_history(**arguments)
    assert plt.get_fignums() == []  # no empty figure is left behind


def test_axes_that_are_too_few_are_named(history):
    _, one = plt.subplots()
    with pytest.raises(ValueError, match="ax holds 1 Axes; expected 2"):
        plot_history(history, ax=one)
