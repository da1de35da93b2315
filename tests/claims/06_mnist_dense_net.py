# %% load
assert train_images.shape[1:] == test_images.shape[1:] == (28, 28)

# %% count-classes
assert 0.09 < always_one < 0.12

# %% prepare-images
assert tuple(x_train.shape) == (len(train_images), 784)

# %% prepare-labels
assert np.array_equal(y_train.argmax(axis=1), train_labels)

# %% sparse
assert np.allclose(loss_one_hot, loss_sparse)
assert np.allclose(loss_sparse, -np.log(0.55))

# %% count-parameters
assert hidden_parameters + output_parameters == model.count_params() == 407_050

# %% untrained
assert untrained.shape == (len(test_labels), 10) and 0.02 < share_right < 0.25
assert abs(untrained.sum(axis=1) - 1).max() < 1e-5
assert np.abs(untrained.mean(axis=0) - 1 / 10).max() < 0.3

# %% count-updates
assert (updates_per_epoch, 5 * updates_per_epoch) == (469, 2345)

# %% one-batch
assert 2.1 < loss_before < 2.7 and loss_after < loss_before - 0.3
assert abs(-np.log(0.1) - 2.3) < 0.01

# %% fit
losses, accuracies = model.history.history["loss"], model.history.history["accuracy"]
assert model.optimizer.iterations.numpy() == 5 * updates_per_epoch
assert len(losses) == 5 and np.all(np.diff(losses) < 0) and np.all(np.diff(accuracies) > 0)
assert accuracies[0] - 0.1 > accuracies[-1] - accuracies[0]  # most of it in the first epoch

# %% evaluate
assert test_accuracy > 0.975

# %% gap
assert gap > 0.003 and train_accuracy > 0.985

# %% third-seed
assert len(accuracies) == 3 and min(accuracies) > 0.972
assert np.ptp(accuracies) < 0.007

# %% luck
assert 0.001 < stray < 0.002

# %% take-out
assert sum(array.size for array in (W1, b1, W2, b2)) == 407_050

# %% three-lines
assert difference < 1e-5

# %% oracle
assert difference < 1e-5

# %% pieces-time
assert round(W1.nbytes / 1e6, 1) == 1.6
gradients = backward(ours, np.asarray(x_batch), y_batch)
whole, in_pieces = ([[a.copy() for a in each] for each in (ours, averages)] for _ in range(2))
update(whole[0], gradients, whole[1])
update(pieces(in_pieces[0]), pieces(gradients), pieces(in_pieces[1]))
for one, other in zip(sum(whole, []), sum(in_pieces, []), strict=True):
    assert np.array_equal(one, other)  # the same, to the last bit

# %% scratch-lines
assert lines < 40

# %% scratch-run
assert scratch_accuracy > 0.97

# %% race
# Both ran the same race: as many parameters, as many updates.
assert sum(array.size for array in parameters) == model.count_params()
assert model.optimizer.iterations.numpy() == 5 * len(range(0, len(x_train), 128))

# %% weights-picture
assert np.array_equal(W1[0], weights_before[0][0])  # the corner pixel's weights never moved
drawn = figures[0].axes[0].images[0].get_array()
places = [(row, column) for row in range(0, 120, 30) for column in range(0, 300, 30)]
tiles = [drawn[row : row + 28, column : column + 28] for row, column in places]
assert np.array_equal(tiles, W1.T[strongest].reshape(40, 28, 28))
assert say[strongest].min() >= np.delete(say, strongest).max()

# %% confusion-matrix
assert confusion.sum() == len(test_labels) and abs(share_on_diagonal - test_accuracy) < 1e-4
alike = sum(confusion[a, b] + confusion[b, a] for a, b in [(3, 5), (4, 9), (2, 7)])
assert alike > 0.12 * (confusion.sum() - confusion.trace())

# %% confusion-picture
(drawn,) = figures[0].axes
shades = drawn.images[0].get_array()
assert np.array_equal(shades.mask, np.eye(10)) and np.array_equal(shades.data, confusion)
counts = {text.get_position()[::-1]: text.get_text() for text in drawn.texts}
assert counts == {place: str(n) if n else "·" for place, n in np.ndenumerate(confusion)}
assert (drawn.get_ylabel(), drawn.get_xlabel()) == ("truth", "predicted")

# %% per-digit
assert per_digit.max() <= 1
assert 1 - per_digit.min() > 1.5 * (1 - per_digit.max())
heights = [bar.get_height() for bar in figures[0].axes[0].patches]
wrong = [np.mean(predictions[test_labels == digit] != digit) for digit in range(10)]
assert np.allclose(heights, 100 * np.array(wrong))

# %% surest
assert len(surest) == 25 and np.all(predictions[surest] != test_labels[surest])
assert probabilities[surest].max(axis=1).min() > 0.9

# %% surest-picture
drawn = figures[0].axes[0].images[0].get_array()
places = [(row, column) for row in range(14, 220, 44) for column in range(0, 150, 30)]
tiles = [drawn[row : row + 28, column : column + 28] for row, column in places]
assert np.array_equal(tiles, test_images[surest])
titles = [text.get_text() for text in figures[0].axes[0].texts]
assert titles == [f"{predictions[i]}≠{test_labels[i]}" for i in surest]

# %% recipe-updates
assert round(10 * small_batch_updates / (5 * updates_per_epoch)) == 8
assert (small_batch_updates, 10 * small_batch_updates) == (1875, 18_750)

# %% recipe-graph
assert eager.run_eagerly and not graph.run_eagerly and not graph.jit_compile
assert compiled.jit_compile and not compiled.run_eagerly
for net in (eager, compiled):  # as many updates, and the same ones
    assert net.optimizer.iterations == graph.optimizer.iterations == 31
    for ours, theirs in zip(net.get_weights(), graph.get_weights(), strict=True):
        assert np.allclose(ours, theirs, atol=1e-3)

# %% recipe-four
assert longer.optimizer.iterations.numpy() == 4 * small_batch_updates
assert np.all(np.diff(longer.history.history["loss"]) < 0)
assert longer.history.history["accuracy"][-1] > 0.98

# %% recipe-seven
assert longer.optimizer.iterations.numpy() == 7 * small_batch_updates
assert longer.history.history["accuracy"][-1] > 0.99

# %% recipe-ten
assert longer.optimizer.iterations.numpy() == 10 * small_batch_updates
assert longer.history.history["accuracy"][-1] > 0.995

# %% recipe-compare
assert long_train_accuracy > train_accuracy + 0.002
assert long_test_accuracy > 0.972
assert abs(long_test_accuracy - test_accuracy) < 0.007
assert long_train_accuracy - long_test_accuracy > gap and long_test_loss > test_loss

# %% save-and-load
assert same and 3 < megabytes < 3.5
