# %% best-of-a-thousand-guessers
assert scores.max() > 0.15 and 0.09 < new_score < 0.11
assert scores.max() / new_score > 1.5

# %% split
assert len(x_train) + len(x_val) == len(train_images)
assert x_train.dtype == np.uint8 and (x_train.min(), x_train.max()) == (0, 255)

# %% count-parameters
assert sum(counts) == model.count_params() == 109_386
assert abs(sum(counts) / 407_050 - 1 / 4) < 0.02

# %% train-net
assert model.optimizer.iterations.numpy() == 10 * 391
assert history.history["accuracy"][0] < history.history["val_accuracy"][0]

# %% history-keys
assert sum(len(values) for values in history.history.values()) == 40
assert set(history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}

# %% history-plot
for panel, name in zip(figures[0].axes, ("loss", "accuracy"), strict=True):
    training, validation = panel.lines
    assert panel.get_title() == name.capitalize()
    assert np.array_equal(training.get_xdata(), range(1, 11))
    assert np.array_equal(training.get_ydata(), history.history[name])
    assert np.array_equal(validation.get_ydata(), history.history[f"val_{name}"])
assert np.all(np.diff(history.history["loss"]) < 0)
assert np.all(np.diff(history.history["val_loss"][:3]) < 0)
assert history.history["val_loss"][-1] > min(history.history["val_loss"])
assert max(history.history["val_accuracy"]) < 0.985 < history.history["accuracy"][-1]

# %% read-numbers
assert gap > 0.01
assert best_epoch < 10

# %% small-multiples
for panel, (name, values) in zip(figures[0].axes, shapes.items(), strict=True):
    training, validation = panel.lines
    assert panel.get_title() == name and panel.get_ylim() == (0, 2.6)
    assert np.array_equal(training.get_ydata(), values["loss"])
    assert np.array_equal(validation.get_ydata(), values["val_loss"])

# %% shapes-table
learning, overfitting, too_high, not_enough = shapes.values()

assert learning["loss"][-1] < 0.3 * learning["loss"][0]
assert learning["val_loss"][-1] < 1.05 * min(learning["val_loss"])

assert overfitting["accuracy"][-1] > 0.99
assert overfitting["accuracy"][-1] - overfitting["val_accuracy"][-1] > 0.08
assert overfitting["val_loss"][-1] > 1.1 * min(overfitting["val_loss"])

assert too_high["loss"][0] > 2.6  # above the chart
assert not np.all(np.diff(too_high["val_loss"]) < 0)  # not every epoch makes it smaller
assert min(too_high["val_loss"]) > 1.2 * min(learning["val_loss"])

assert np.all(np.diff(not_enough["loss"]) < 0)  # it falls in every epoch,
assert np.all(np.diff(not_enough["val_loss"]) < 0)  # on both sets,
assert not_enough["loss"][-1] > 2 * learning["loss"][-1]  # and is still high

# %% sorted-split
assert np.array_equal(np.unique(y_sorted[:2400]), range(8))
assert np.array_equal(np.unique(y_sorted[2400:]), [7, 8, 9])
assert sorted_run.history["accuracy"][-1] > 0.8
assert sorted_run.history["val_accuracy"][-1] < 0.25

# %% early-stopping-run
assert len(val_losses) == best + 1 + 3  # three more epochs of patience

# %% restored-weights
assert same(restored, weights_after[best])
assert not same(restored, weights_after[-1])
assert np.isclose(val_loss, min(val_losses), atol=1e-4)

# %% stopped-plot
for panel, name in zip(figures[0].axes, ("loss", "accuracy"), strict=True):
    training, validation, line = panel.lines
    assert np.array_equal(training.get_ydata(), stopped.history[name])
    assert np.array_equal(validation.get_ydata(), stopped.history[f"val_{name}"])
    assert list(line.get_xdata()) == [best + 1, best + 1]
assert np.all(np.diff(stopped.history["loss"][best:]) < 0)
assert min(val_losses[best + 1 :]) >= val_losses[best]

# %% evaluate-test
assert test_accuracy >= 0.97
assert abs(val_accuracy - 0.975) < 0.01
assert abs(test_accuracy - val_accuracy) < 0.01

# %% predict-ten
assert np.allclose(probabilities.sum(axis=1), 1, atol=1e-5)
assert np.mean(answers == test_labels[:10]) >= 0.8

# %% ten-digits-plot
grid = np.reshape(figures[0].axes, (4, 5))
pictures, charts = grid[0::2].ravel(), grid[1::2].ravel()
for i, (picture, chart) in enumerate(zip(pictures, charts, strict=True)):
    assert picture.get_title() == f"says {answers[i]}, is {test_labels[i]}"
    assert np.array_equal(picture.images[0].get_array(), test_images[i])
    assert np.allclose([bar.get_height() for bar in chart.patches], probabilities[i])
    assert [text.get_text() for text in chart.texts] == [f"{probabilities[i].max():.0%}"]
assert np.mean(probabilities.max(axis=1) > 0.9) > 0.5  # in most, one bar takes nearly everything
assert test_labels[8] == 5 and set(np.argsort(probabilities[8])[-2:]) == {5, 6}

# %% csv-read
assert from_file == history.history

# %% csv-plot
training, validation = figures[0].axes[0].lines
assert np.array_equal(training.get_ydata(), history.history["accuracy"])
assert np.array_equal(validation.get_ydata(), history.history["val_accuracy"])
