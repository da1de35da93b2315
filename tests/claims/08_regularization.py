# %% capacity
(tiny, tiny_val), (middle, middle_val), (large, large_val) = scores.values()
assert tiny < 0.8 and tiny_val < 0.75  # underfitting
assert middle > 0.98 and large > 0.99  # as good as by heart,
assert middle - middle_val > 0.07 and large - large_val > 0.05  # with a gap
assert abs(middle_val - 0.9) < 0.05 and middle_val < large_val  # one in ten missed

# %% capacity-bars
heights = [bar.get_height() for bar in figures[0].axes[0].patches]
assert np.allclose(heights, np.transpose(list(scores.values())).ravel())

# %% shuffled
assert by_heart > 0.95 and 0.04 < on_test < 0.18

# %% penalty-steps
assert abs(w_l1[0] - (1 - 0.2)) < 1e-9 and abs(w_l2[0] - (1 - 1 / 3)) < 0.01
assert w_l1[1] == 0 and np.allclose(w_l2, np.array([1, 0.01]) * 0.998**200)

# %% penalty-in-keras
assert len(kernels) == 2

# %% penalty-train
assert all(weights.size == 200_704 for weights in first_weights.values())

# %% histograms
edges = np.linspace(-0.4, 0.4, 81)
for panel, (name, weights) in zip(figures[0].axes, first_weights.items(), strict=True):
    assert panel.get_title() == name and panel.get_yscale() == "log"
    heights = [bar.get_height() for bar in panel.patches]
    assert np.array_equal(heights, np.histogram(weights, edges)[0])
furthest = {name: np.abs(weights).max() for name, weights in first_weights.items()}
assert furthest["L2"] < furthest["L1"] < 0.4

# %% near-zeros
assert abs(np.mean(~inked) - 1 / 5) < 0.05
assert near_zero["baseline"] < 0.03 and near_zero["L1"] > 0.5
assert near_zero["L1"] > near_zero["L2"] + 0.2 and near_zero["L2"] < 0.5
assert first_weights["L2"].std() < 0.8 * first_weights["baseline"].std()

# %% dropout-by-hand
assert set(after) == {0, 2} and abs(after.mean() - 1) < 0.02

# %% dropout-layer
assert np.array_equal(in_inference, ones)
assert 0.4 < np.mean(in_training == 0) < 0.6

# %% compare-plot
ax = figures[0].axes[0]
for line, band, (name, runs) in zip(ax.lines, ax.collections, losses.items(), strict=True):
    assert line.get_label() == name and np.shape(runs) == (3, 6)
    assert np.allclose(line.get_ydata(), np.mean(runs, axis=0))
    drawn = band.get_paths()[0].get_extents()
    assert np.allclose([drawn.y0, drawn.y1], [np.min(runs), np.max(runs)])
    assert drawn.y0 > 0.25 and drawn.y1 < 0.6
means = {name: np.mean(runs, axis=0) for name, runs in losses.items()}
assert means["baseline"].argmin() < 3  # it turns in the first half
assert np.all(means["dropout"][1:] < means["baseline"][1:])
assert min(means["L1"][-1], means["smaller"][-1]) > max(means["L2"][-1], means["dropout"][-1])

# %% curves-check
last = {name: np.mean(runs, axis=0)[-1] for name, runs in losses.items()}
for remedy in (last["L2"], last["dropout"], np.mean(stopped_at)):
    assert remedy < last["baseline"]
assert last["L1"] > last["L2"] + 0.01

# %% test-table
mean = {name: np.mean(values) for name, values in test_accuracies.items()}
assert all(0.82 < value < 0.95 for value in mean.values())
points = {name: 100 * (value - mean["baseline"]) for name, value in mean.items()}
assert points["dropout"] > -0.2 and abs(points["dropout"] - 0.5) < 0.8
assert -1.5 < points["L2"] < 0.5 and -1.5 < points["early stopping"] < 0.5
assert abs(points["L1"] + 1) < 1.2
assert points["smaller"] < -1 and abs(points["smaller"] + 2) < 1.5

# %% more-data
assert grown[250] + 0.02 < grown[1000] and grown[1000] + 0.02 < grown[4000]
assert grown[2000] - grown[1000] > mean["dropout"] - mean["baseline"]
assert grown[4000] + 0.01 < grown[60_000] and grown[60_000] > 0.95

# %% more-data-plot
(line,) = figures[0].axes[0].lines
assert line.get_xydata().tolist() == [list(point) for point in grown.items()]
assert list(grown.values()) == sorted(grown.values())

# %% k-fold
assert np.array_equal(np.sort(np.concatenate(folds)), np.arange(1000))
for fold, rest in zip(folds, rests, strict=True):
    assert len(fold) == 200 and len(rest) == 800 and not set(fold) & set(rest)

# %% k-fold-train
assert np.ptp(fold_accuracies) > 0.01 and 0.8 < np.mean(fold_accuracies) < 0.95

# %% standardise
assert abs(x_learn.mean()) < 1e-6 and abs(x_learn.std() - 1) < 1e-6
assert 1e-4 < abs(x_new.mean()) < 0.1 and abs(x_new.std() - 1) < 0.1

# %% standardise-leak
assert right.min() > 3 and abs(wrong.mean()) < 1e-9

# %% schedule
(line,) = figures[0].axes[0].lines
assert np.allclose(line.get_ydata(), 0.0005 * (1 + np.cos(np.pi * line.get_xdata() / 1000)))

# %% shift
assert np.array_equal(shifted(x_few, np.random.default_rng(7), most=0), x_few)
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[:, 30 * i : 30 * i + 28] for i in range(10)]
assert np.array_equal(tiles[0], train_images[0])
padded = np.pad(train_images[0], 3)
windows = np.lib.stride_tricks.sliding_window_view(padded, (28, 28)).reshape(-1, 28, 28)
assert all((windows == tile).all(axis=(1, 2)).any() for tile in tiles)

# %% alone-second
gain = {name: value - alone["plain"] for name, value in alone.items()}
assert all(0 < gain[name] < 0.03 for name in ("width 512", "shifts"))
assert all(abs(gain[name]) < 0.015 for name in ("dropout 0.2", "schedule"))
assert gain["all four"] > 0 and abs(gain["all four"] - 0.02) < 0.015

# %% best-test
assert best_test >= 0.986 and best_train - best_test < 0.01

# %% tasks-check
assert np.isfinite(value) and value >= 0

# %% tasks-slip
assert np.all(outputs == 1)
