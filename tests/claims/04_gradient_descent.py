# %% step-nudged
assert step(z).tolist() == [0, 0, 0, 1, 1]

# %% sigmoid-nudged
assert (np.diff(sigmoid(z)) > 0.01).all() and sigmoid(0) == 0.5

# %% activations-figure
assert np.allclose(np.tanh(z), 2 * sigmoid(2 * z) - 1)
assert np.isclose((sigmoid(nudge) - sigmoid(-nudge)) / (2 * nudge), 0.25)

# %% l1-l2-numpy
assert np.isclose(l1, 2.5 / 3) and np.isclose(mse, 4.25 / 3)

# %% rmse-biased
assert np.std(scale_errors) == 0 and scale_rmse == 2
assert np.isclose(rmse**2, np.std(errors) ** 2 + np.mean(errors) ** 2)

# %% outlier-shares
assert round(times_l1) == 8 and round(times_l2) == 94

# %% bce-numpy
assert np.allclose(costs, [0.105, 0.223, 0.916], atol=0.001)

# %% bce-against-l2
assert -np.log(0.0001) > 9

# %% cce-numpy
assert np.isclose(cce, -np.log(0.7)) and round(cce, 3) == 0.357

# %% secants
assert abs((f(1 + 0.001) - f(1)) / 0.001 - 2) < 0.002

# %% measured-gradient
slope_w, slope_b = line_gradient(start)
assert slope_w < 0 < slope_b

# %% contour-figure
assert np.allclose(line_gradient(best), 0)

# %% descend
assert np.allclose(path[-1], best)

# %% rates-figure
for rate in (0.02, 0.3, 0.7):
    places = descend(line_gradient, start, rate, steps=12)
    assert (line_loss(places[-1]) < line_loss(places[0])) == (rate < 0.7)

# %% rates-border
assert max(final_loss[0.5], final_loss[0.6]) < 0.04 and final_loss[0.62] > 1e4

# %% fit-outlier-code
assert abs(best[0] - 0.57) < 0.01
assert l2_fit[0] > 3 * best[0] and abs(l1_fit[0] - best[0]) < 0.2

# %% momentum-figure
assert abs(plain[-1] - 1.9) < 0.05 and abs(rolling[-1] + 2.09) < 0.05
assert valleys(rolling[-1]) < valleys(plain[-1]) - 0.5

# %% momentum-too-slow
assert abs(roll(momentum=0.9, w=2.5)[-1] - 1.9) < 0.05

# %% descend-rolling
assert np.allclose(plain, descend(line_gradient, start, learning_rate=0.3, steps=12))

# %% rolling-figure
for rate, momentum in ((0.02, 0), (0.02, 0.9), (0.7, 0.5)):
    end = descend_rolling(line_gradient, start, rate, momentum, steps=20)[-1]
    assert (line_loss(end) < 0.05) == (rate == 0.7)

# %% descent-playground
assert np.allclose(playground.path, descend_rolling(line_gradient, start, 0.02, 0, steps=20))

# %% batches-run
singles = [line_gradient(start, *sample) for sample in zip(x_many, y_many, strict=True)]
assert np.allclose(np.mean(singles, axis=0), line_gradient(start, x_many, y_many))

# %% batches-figure
distances = {name: np.hypot(*(places - best_many).T) for name, places in paths.items()}
assert distances["mini-batch of 16"][-1] < 0.15 < distances["one sample"][-128:].mean() < 0.5
assert distances["full batch"][-1] > 1

# %% updates-mnist
assert math.ceil(60_000 / 128) == 469 and 5 * 469 == 2345
assert math.ceil(60_000 / 32) == 1875

# %% perceptron-run-code
assert np.allclose(w, [0.1, 0.2]) and np.isclose(b, -0.2)

# %% chain-rule-numbers
assert np.isclose(link_1 * link_2, whole_chain)

# %% sigmoid-and-code
assert np.abs(answers - and_targets).max() < 0.05
assert np.isclose(w1, w2) and -1.6 < b / w1 < -1.4

# %% column-mistake-code
assert (output - flat_y).shape == (4, 4)

# %% net-check
assert len(computed) == 9 and np.abs(measured - computed).max() < 1e-5

# %% net-one-step
for rate in (0.01, 0.1, 1, 100):
    moved = [p - rate * g for p, g in zip(params, gradients, strict=True)]
    assert (net_loss(moved, x, y) < loss_before) == (rate < 100)

# %% softmax-naive
assert np.isclose(ten.sum(), 1) and np.isclose(ten[3] / ten[6], np.e)

# %% softmax-figure
assert logits.argmax() == ten.argmax() == 3 and 0.5 < ten[3] < 0.6

# %% softmax-overflow-code
with np.errstate(over="ignore", invalid="ignore"):
    assert np.isnan(naive_softmax(large)).all()

# %% softmax-safe-code
two = np.stack([logits, logits + 1000])  # a batch: a row of scores for each sample
assert np.allclose(softmax(two), naive_softmax(np.stack([logits, logits])))
assert np.allclose(softmax(large), naive_softmax(large - 998))
assert softmax(logits).argmax() == logits.argmax()

# %% softmax-sigmoid
assert np.isclose(softmax(np.array([z, 0.0]))[0], sigmoid(z))

# %% softmax-slope
assert np.allclose(slopes, softmax(logits) - target)

# %% keras-losses-code
for ours, theirs in both.values():
    assert abs(ours - float(theirs)) < 1e-6

# %% tape-check
for ours, theirs in zip(gradients, taped, strict=True):
    assert np.abs(ours - theirs.numpy()).max() < 1e-5

# %% tf-function
assert len(traces) == 1
assert all(np.allclose(a, b, atol=1e-12) for r in results for a, b in zip(r, taped, strict=True))
