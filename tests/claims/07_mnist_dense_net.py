# %% count-classes
assert 0.09 < always_one < 0.12

# %% prepare-images
assert x_train.dtype == np.float32 and x_test.shape == (10000, 784)

# %% prepare-labels
assert np.array_equal(y_train.argmax(axis=1), train_labels)

# %% overflow
assert np.isnan(naive_softmax(large_scores)).all()

# %% softmax-cured
assert np.allclose(softmax(scores), naive_softmax(scores))
assert np.allclose(softmax(large_scores), softmax(large_scores - 990))
assert round(np.exp(1), 1) == 2.7 and np.allclose(softmax(scores)[0] / softmax(scores)[1], np.e)

# %% baseline-fit
assert 0.915 <= baseline_accuracy < 0.925

# %% count-parameters
assert hidden_parameters + output_parameters == model.count_params() == 407_050

# %% untrained
assert abs(before.sum() - 1) < 1e-5 and before.max() < 0.3

# %% count-updates
assert (updates_per_epoch, 5 * updates_per_epoch) == (469, 2345)

# %% fit
losses, accuracies = history.history["loss"], history.history["accuracy"]
assert model.optimizer.iterations.numpy() == 5 * updates_per_epoch
assert len(losses) == 5 and np.all(np.diff(losses) < 0) and np.all(np.diff(accuracies) > 0)
assert accuracies[0] - 0.1 > accuracies[-1] - accuracies[0]  # most of it in the first epoch

# %% evaluate
assert test_accuracy > 0.975

# %% gap
assert train_accuracy - test_accuracy > 0.003 and train_accuracy > 0.985

# %% before-and-after
assert after.argmax() == test_labels[0] == 7 and after.max() > 0.99
heights = [[bar.get_height() for bar in ax.patches] for ax in figures[0].axes if len(ax.patches)]
assert np.allclose(heights, [before[0], after[0]])

# %% first-seed
assert short_net.optimizer.iterations.numpy() == 5 * 391 and short_accuracy > 0.972

# %% second-seed
assert min(accuracies) > 0.972 and 0.0005 < np.ptp(accuracies) < 0.007
assert all(np.round(accuracies, 2) == 0.98) and round(baseline_accuracy, 2) == 0.92
assert round(100 * np.sqrt(0.98 * (1 - 0.98) / 10_000), 2) == 0.14  # the luck of the test set

# %% take-out
assert sum(array.size for array in (w1, b1, w2, b2)) == 407_050

# %% three-lines
assert np.abs(by_hand - by_keras).max() < 4e-6

# %% logit-slopes
nudges = 1e-5 * np.eye(3)
measured = [(loss_of(scores + n) - loss_of(scores - n)) / 2e-5 for n in nudges]
assert np.allclose(measured, softmax(scores) - [0, 1, 0], atol=1e-9)

# %% rmsprop-toy
assert np.allclose(steps[:4], 0.001, rtol=1e-3) and steps[4] < 0.00005
assert round(np.sqrt(1e-7), 4) == 0.0003
assert np.isclose(steps[4], 0.001 * slopes[4] / 0.0003, rtol=0.1)

# %% one-batch
assert 2.1 < loss_before < 2.7 and loss_after < loss_before - 0.3
assert round(-np.log(0.1), 1) == 2.3

# %% oracle
assert max(differences) < 5e-6

# %% scratch-train-function
import inspect  # noqa: E402

whole_net = [softmax, random_layer, start, forward, backward, update, train]
assert sum(len(inspect.getsource(function).splitlines()) for function in whole_net) < 40

# %% scratch-run
assert 0.97 < scratch_accuracy < 0.98
assert all(p.dtype == np.float32 for p in params)

# %% confusion-matrix
assert confusion.sum() == 10_000 and abs(confusion.trace() / 10_000 - short_accuracy) < 1e-4
assert confusion[4, 9] > 2 * confusion[9, 4]

# %% confusion-picture
(drawn,) = figures[0].axes
assert np.array_equal(drawn.images[0].get_array(), mistakes)
assert mistakes.max() == confusion[4, 9]
assert np.array_equal(mistakes, confusion - np.diag(confusion.diagonal()))
counts = {text.get_position()[::-1]: text.get_text() for text in drawn.texts}
assert counts == {place: str(n) for place, n in np.ndenumerate(confusion)}
assert (drawn.get_ylabel(), drawn.get_xlabel()) == ("truth", "predicted")

# %% per-digit
assert all(per_digit[k] == np.mean(predictions[labels_val == k] == k) for k in range(10))
assert 1 - per_digit.min() > 1.5 * (1 - per_digit.max())

# %% surest
assert len(surest) == 25 and np.all(predictions[surest] != labels_val[surest])
assert probabilities[surest].max(axis=1).min() > 0.9

# %% surest-picture
drawn = figures[0].axes[0].images[0].get_array()
places = [(row, column) for row in range(14, 220, 44) for column in range(0, 150, 30)]
tiles = [drawn[row : row + 28, column : column + 28] for row, column in places]
assert np.array_equal(tiles, x_val[surest].reshape(25, 28, 28))
titles = [text.get_text() for text in figures[0].axes[0].texts]
assert titles == [f"{predictions[i]}≠{labels_val[i]}" for i in surest]

# %% weights-picture
drawn = figures[0].axes[0].images[0].get_array()
places = [(row, column) for row in range(0, 120, 30) for column in range(0, 150, 30)]
tiles = [drawn[row : row + 28, column : column + 28] for row, column in places]
assert np.array_equal(tiles, w1.T[strongest].reshape(20, 28, 28))
assert not x_train[:, 0].any()  # the corner pixel's weights have no gradient

# %% recipe-run
assert (-(-60_000 // 32), -(-60_000 // 128)) == (1875, 469)
assert (-(-50_000 // 32), -(-50_000 // 128)) == (1563, 391) and round(2 * 1563 / 391) == 8
assert long_net.optimizer.iterations.numpy() == 10 * 1563
assert long_net.history.history["accuracy"][-1] > 0.995

# %% recipe-compare
(short_on_part, long_on_part) = (
    net.evaluate(x_part[:10000], y_part[:10000], verbose=0)[1] for net in (short_net, long_net)
)
assert long_on_part > short_on_part + 0.002
assert abs(accuracy_val - short_accuracy) < 0.007 and loss_val > short_loss
assert long_on_part - accuracy_val > short_on_part - short_accuracy

# %% save-and-load
assert difference == 0
