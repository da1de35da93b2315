# %% best-of-a-thousand-guessers
assert scores.max() > 0.15 and 0.09 < new_score < 0.11
assert 1.7 < scores.max() / new_score < 2  # nearly twice

# %% split
assert x_train.dtype == np.uint8 and (x_train.min(), x_train.max()) == (0, 255)
assert y_train.ndim == 1 and np.array_equal(np.unique(y_val), range(10))

table = np.random.default_rng(7).normal([170, 300_000], [10, 90_000], (1000, 2))  # two columns
scaled = (table - table.mean(axis=0)) / table.std(axis=0)
assert np.allclose(scaled.mean(axis=0), 0) and np.allclose(scaled.std(axis=0), 1)
mixed_up = (table - table.mean()) / table.std()  # one pair for the whole table erases the heights
assert mixed_up[:, 0].std() < 0.001

# %% dense-without-flatten
dense, image = no_flatten.layers[-1], x_val[0] / np.float32(255)
w = np.transpose(dense.kernel)
rows = [w @ row + np.array(dense.bias) for row in image]  # each row is such a vector
assert np.allclose(dense(image[np.newaxis])[0], rows, atol=1e-5)

# %% count-parameters
assert sum(counts) == model.count_params() == 109_386
assert 0.25 < sum(counts) / 407_050 < 0.28  # about a quarter

# %% train-net
assert model.optimizer.iterations.numpy() == 10 * 391
assert history.history["accuracy"][0] < history.history["val_accuracy"][0]
assert abs(history.history["accuracy"][-1] - history.history["val_accuracy"][-1]) < 0.025
assert abs(history.history["accuracy"][1] - history.history["val_accuracy"][1]) < 0.015  # later

# %% history-keys
assert sum(len(values) for values in history.history.values()) == 40
assert set(history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}

# %% history-by-hand
training, validation = figures[0].axes[0].lines
assert np.array_equal(training.get_xdata(), range(1, 11))
assert np.array_equal(training.get_ydata(), history.history["loss"])
assert np.array_equal(validation.get_ydata(), history.history["val_loss"])
assert (training.get_linestyle(), validation.get_linestyle()) == ("-", "--")
assert np.all(np.diff(history.history["loss"]) < 0)  # to the end
assert np.all(np.diff(history.history["val_loss"][:4]) < 0)
assert 1 < np.argmin(history.history["val_loss"]) < 9  # before the end
assert history.history["val_loss"][-1] > 1.02 * min(history.history["val_loss"])

# %% history-plot
for panel, name in zip(figures[0].axes, ("loss", "accuracy"), strict=True):
    training, validation = panel.lines
    assert panel.get_title() == name.capitalize()
    assert np.array_equal(training.get_ydata(), history.history[name])
    assert np.array_equal(validation.get_ydata(), history.history[f"val_{name}"])
assert max(history.history["val_accuracy"]) < 0.98 and history.history["accuracy"][-1] > 0.99
assert list(training.get_ydata() > validation.get_ydata())[::9] == [False, True]  # they cross

# %% read-numbers
assert 0.01 < gap < 0.025
assert np.argmin(val_loss) + 1 < 10 and val_loss[-1] > min(val_loss)
assert np.ptp(history.history["val_accuracy"][5:]) < 0.005  # it stays level

# %% train-function
assert np.isclose(keras.optimizers.Adam().learning_rate, 0.001)
far_too_low = train(digits=3000, learning_rate=1e-7, epochs=3).history
assert abs(far_too_low["loss"][0] - 2.3) < 0.2 and np.ptp(far_too_low["loss"]) < 0.02  # flat too

# %% small-multiples
for panel, name in zip(figures[0].axes, shapes, strict=True):
    training, validation = panel.lines
    assert panel.get_title() == name and panel.get_ylim() == (0, 2.4)
    assert np.array_equal(training.get_ydata(), shapes[name].history["loss"])
    assert np.array_equal(validation.get_ydata(), shapes[name].history["val_loss"])
    assert max(training.get_ydata()) < 2.4 > max(validation.get_ydata())
    assert list(training.get_xdata()) == list(range(1, 31 if name == "overfitting" else 11))
assert list(figures[0].axes[3].get_xticks()) == [1, 10, 20, 30]

# %% shapes-table
assert list(shapes) == ["learning", "underfitting", "rate too high", "overfitting"]
learning, under, too_high, over = (run.history for run in shapes.values())

assert learning["loss"][-1] < 0.2 * learning["loss"][0]
assert np.all(np.diff(learning["loss"]) < 0) and np.all(np.diff(learning["loss"], 2) > 0)  # slower
assert learning["val_loss"][-1] < 1.03 * min(learning["val_loss"])
assert 0.05 < learning["accuracy"][-1] - learning["val_accuracy"][-1] < 0.08  # about 6 points

assert np.all(np.diff(under["loss"]) < 0) and np.all(np.diff(under["val_loss"]) < 0)
assert under["loss"][-1] > 3 * learning["loss"][-1]  # still high,
assert under["loss"][0] - under["loss"][1] < 0.3 * (learning["loss"][0] - learning["loss"][1])
assert abs(under["accuracy"][-1] - under["val_accuracy"][-1]) < 0.06  # and close together

ups = np.diff(too_high["val_loss"]) > 0
assert 2 < ups.sum() < 9 and np.any(np.diff(ups.astype(int)) < 0)  # up, and down again
assert too_high["val_loss"][-1] > 1.2 * learning["val_loss"][-1]
assert np.any(np.diff(too_high["loss"]) > 0)  # the training loss wavers,
assert min(too_high["loss"]) > 0.15  # well above zero, and the validation loss
assert too_high["val_loss"][-1] > 1.1 * min(too_high["val_loss"])  # ends above its lowest, too

assert over["accuracy"][-1] == 1 and over["loss"][-1] < 0.02
assert np.argmin(over["val_loss"]) < 10  # it turns early
assert over["val_loss"][-1] > 1.15 * min(over["val_loss"])
assert np.all(np.diff(over["loss"][:15]) < 0)  # smoothly

# %% stuck
loss_panel, accuracy_panel = figures[0].axes
assert loss_panel.get_ylim() == (0, 4) and accuracy_panel.get_ylim() == (0, 1)
assert np.array_equal(loss_panel.lines[0].get_ydata(), stuck.history["loss"])
assert np.array_equal(accuracy_panel.lines[1].get_ydata(), stuck.history["val_accuracy"])
assert stuck.history["loss"][0] > 4 and abs(stuck.history["loss"][-1] - 2.3) < 0.1
assert abs(stuck.history["val_loss"][-1] - 2.3) < 0.1
assert stuck.history["accuracy"][-1] < 0.13 > stuck.history["val_accuracy"][-1]
assert abs(-np.log(0.1) - 2.3) < 0.01
first_hidden = keras.Sequential(stuck.model.layers[:-2])(x_val[:1000])
assert np.sum(np.any(first_hidden > 0, axis=0)) < 64  # of 128 units, and most are dead
second_hidden = keras.Sequential(stuck.model.layers[:-1])(x_val[:1000])
assert np.sum(np.any(second_hidden > 0, axis=0)) < 6  # of 64 units, the others dead

# %% sorted-split
assert np.array_equal(np.unique(y_train[sorted_order][2400:]), [7, 8, 9])
assert np.array_equal(np.unique(y_train[shuffled_order][2400:]), range(10))
assert np.mean(y_train[sorted_order][2400:] == 7) < 0.1
assert not np.isin([8, 9], y_train[sorted_order][:2400]).any()
assert values["accuracy"][-1] > 0.9 and values["val_accuracy"][-1] > 0.8  # the second, shuffled
unmet = build()
unmet.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
x_sorted, y_sorted = x_train[sorted_order], y_train[sorted_order]
unmet.fit(x_sorted, y_sorted, epochs=3, validation_split=0.2, verbose=0)
said = unmet.predict(x_sorted[2400:], verbose=0).argmax(axis=1)
right = said == y_sorted[2400:]
assert 0 < right.mean() < 0.1 and np.all(y_sorted[2400:][right] == 7)  # its sevens

# %% early-stopping-run
losses = stopped.history["val_loss"]
assert len(losses) == np.argmin(losses) + 1 + 2 < 15  # two more epochs of patience
again = np.array(history.history["val_loss"])[: len(losses)]
assert np.allclose(losses[: len(again)], again)  # the same training over again

# %% stopped-plot
for panel, name in zip(figures[0].axes, ("loss", "accuracy"), strict=True):
    training, validation, line = panel.lines
    assert np.array_equal(training.get_ydata(), stopped.history[name])
    assert np.array_equal(validation.get_ydata(), stopped.history[f"val_{name}"])
    assert list(line.get_xdata()) == [best_epoch, best_epoch]
assert np.all(np.diff(stopped.history["loss"]) < 0)
assert min(stopped.history["val_loss"][best_epoch:]) >= stopped.history["val_loss"][best_epoch - 1]

# %% restored
assert np.isclose(loss_now, min(stopped.history["val_loss"]), atol=1e-4)
assert loss_now < stopped.history["val_loss"][-1]
assert stopped.history["val_loss"][best_epoch] < 1.05 * loss_now  # the next, nearly as good
rise = max(stopped.history["val_accuracy"]) - stopped.history["val_accuracy"][best_epoch - 1]
assert 0 <= rise < 0.004  # a shade
sure = []  # how sure each net is where it is wrong, at the turn and after ten epochs
for one in (stopped_net, model):
    given = one.predict(x_val, verbose=0)
    sure.append(given.max(axis=1)[given.argmax(axis=1) != y_val].mean())
assert sure[0] + 0.02 < sure[1]

# %% retrained
assert best_model.optimizer.iterations.numpy() == best_epoch * 469
assert len(train_images) == 60_000

# %% evaluate-test
assert 0.97 < test_accuracy < 0.98  # a little below 98 in 100, with
assert 0.25 < best_model.count_params() / 407_050 < 0.28  # about a quarter of the parameters
assert abs(test_accuracy - max(history.history["val_accuracy"])) < 0.01

# %% predict-ten
assert np.mean(probabilities.argmax(axis=1) == y_test[:10]) >= 0.8

# %% ten-digits-plot
grid = np.reshape(figures[0].axes, (4, 5))
pictures, charts = grid[0::2].ravel(), grid[1::2].ravel()
said = probabilities.argmax(axis=1)
for i, (picture, chart) in enumerate(zip(pictures, charts, strict=True)):
    assert picture.get_title() == f"says {said[i]}, is {y_test[i]}"
    assert np.array_equal(picture.images[0].get_array(), x_test[i])
    assert np.allclose([bar.get_height() for bar in chart.patches], probabilities[i])
    assert chart.texts[0].get_text() in (f"{probabilities[i].max():.0%}", ">99%")
assert np.all(probabilities.max(axis=1) > 0.8)  # in each, one bar takes nearly everything
assert figures[0].axes and pictures[8].title.get_fontweight() == "bold"
assert y_test[8] == 5 and probabilities[8, 6] > 0.7  # wrong, and sure
