# %% capacity
assert few > 0.995 and abs(val - 0.9) < 0.03 and few - val > 0.08  # the widest, last of the three
assert baseline is net and round(baseline.count_params() / len(x_few)) == 204
others = [build(units) for units in (2, 16)]
for other in others:
    train(other, x_few, y_few)
tiny, middle = [(accuracy(n, x_few, y_few), accuracy(n, x_val, y_val)) for n in others]
assert tiny[0] < 0.6 and tiny[1] < 0.55  # underfitting
assert 0.9 < middle[0] < few and middle[0] - middle[1] > 0.05 and middle[1] < val - 0.01

# %% turn
outputs = [net.predict(x_val, verbose=0) for net in (baseline, longer)]
losses = [-np.log(output[range(10_000), y_val]).mean() for output in outputs]
assert losses[1] - losses[0] > 0.03  # past the turn
wrong = [output.argmax(axis=1) != y_val for output in outputs]
assert abs(wrong[0].mean() - wrong[1].mean()) < 0.015
sure = [output.max(axis=1)[each].mean() for output, each in zip(outputs, wrong, strict=True)]
assert sure[1] - sure[0] > 0.02

# %% shuffled
assert accuracy(parrot, x_few, nonsense) > 0.98
assert 0.04 < accuracy(parrot, x_val, y_val) < 0.17

# %% penalties-by-hand
assert abs(W[0, 1] ** 2 / (W**2).sum() - 3 / 4) < 0.02
assert 0.5 < abs(W[0, 1]) / np.abs(W).sum() < 0.6

# %% strengths
baseline_few, baseline_val = accuracy(baseline, x_few, y_few), accuracy(baseline, x_val, y_val)
for scores, nets in ((l1_scores, l1_nets), (l2_scores, l2_nets)):
    assert scores[0] == max(scores)  # the weakest is best,
    assert scores[0] - scores[2] > 0.005  # the strongest costs points
    assert all(abs(score - baseline_val) < 0.01 for score in scores[:2])
    assert accuracy(nets[2], x_few, y_few) < 0.98 < baseline_few

# %% histograms
edges = np.linspace(-0.25, 0.25, 101)
arrays = [net.get_weights()[0] for net in first_layers.values()]
assert [array.size for array in arrays] == [200_704] * 3
for panel, name, array in zip(figures[0].axes, first_layers, arrays, strict=True):
    assert panel.get_title() == name and panel.get_yscale() == "log"
    heights = [bar.get_height() for bar in panel.patches]
    assert np.array_equal(heights, np.histogram(array, edges)[0])
tallest = [np.histogram(array, edges)[0].max() / array.size for array in arrays]
assert tallest[0] < 0.12 and min(tallest[1:]) > 0.3  # a hill and two peaks at zero
furthest = [np.abs(array).max() for array in arrays]
assert furthest[2] < 0.7 * furthest[1] and furthest[2] < 0.15

near = [np.mean(np.abs(array) < 0.001) for array in arrays]
assert max(np.mean(array == 0) for array in arrays) < 0.001  # no step lands at zero
assert near[0] < 0.03 and near[1] > 0.6 and near[1] > near[2] > 0.3

# %% dropout-layer
rows = np.array(layer(np.ones((4, 1000), dtype="float32"), training=True))
assert len(np.unique(rows, axis=0)) == 4  # each sample has a draw of its own

# %% sweep-plot
for panel, few, val in zip(
    figures[0].axes, (few_loss, few_accuracy), (val_loss, val_accuracy), strict=True
):
    drawn = [line.get_ydata() for line in panel.lines]
    assert np.array_equal(drawn[0], few) and np.array_equal(drawn[1], val)
assert list(few_loss) == sorted(few_loss) and few_accuracy[0] > 0.995
assert rates[val_loss.argmin()] == 0.5 and val_loss[0] - val_loss.min() > 0.01
gaps = few_accuracy - val_accuracy
assert gaps[0] > 0.08 and gaps[-1] < 0.06 and few_accuracy[-1] < 0.92 and val_accuracy[-1] < 0.86
assert np.ptp(val_accuracy[:4]) < 0.03

# %% compare-set-up
assert best_l1 == min(l1_strengths) and best_l2 == min(l2_strengths)
assert best_rate == rates[1 + val_accuracy[1:4].argmax()]

# %% compare-second
mean = {name: np.mean(scores) for name, scores in compared.items()}
assert all(0.87 < value < 0.92 for value in mean.values())
gain = {name: value - mean["baseline"] for name, value in mean.items()}
assert max(mean, key=mean.get) == "dropout" and 0.001 < gain["dropout"] < 0.015
assert abs(gain["L1"]) < 0.008 and abs(gain["L2"]) < 0.008
wider = build(1024, seed=1)
train(wider, x_few, y_few)
assert accuracy(wider, x_val, y_val) > compared["baseline"][0]
assert accuracy(longer, x_val, y_val) > val_accuracy[0] - 0.003  # stopping early gains nothing

# %% more-data-second
assert fixed_budget[2] == fixed_epochs[2]
gained = np.mean(compared["dropout"]) - np.mean(compared["baseline"])
assert fixed_budget[1] - fixed_budget[0] > 0.015 > gained
assert fixed_budget[0] - fixed_epochs[0] > 0.008 and fixed_budget[1] > fixed_epochs[1] + 0.005
assert abs(fixed_epochs[3] - fixed_budget[3] - 0.015) < 0.006

# %% more-data-plot
for line, values in zip(figures[0].axes[0].lines, (fixed_budget, fixed_epochs), strict=True):
    assert line.get_xydata().tolist() == [list(point) for point in zip(sizes, values, strict=True)]
    assert list(values) == sorted(values)

# %% schedule
for update in range(0, 1001, 50):
    assert np.isclose(schedule(update), 0.001 * (1 + np.cos(np.pi * update / 1000)))

# %% shift
assert moved.shape == (10, 28, 28, 1)
images = np.array(moved)[..., 0]
across, down = images.sum(axis=1) @ np.arange(28), images.sum(axis=2) @ np.arange(28)
ink = images.sum(axis=(1, 2))
centre = x_train[0].sum(axis=0) @ np.arange(28) / x_train[0].sum()
assert np.abs(across / ink - centre).max() < 3.01 and np.ptp(across / ink) > 2
assert np.ptp(down / ink) > 2  # each image by its own amount

# %% alone-second
gain_of = {name: value - worth["plain"] for name, value in worth.items()}
assert 0.008 < gain_of["width 512"] < 0.025 and 0.008 < gain_of["shifts"] < 0.035
assert abs(gain_of["both"] - 0.03) < 0.012 and abs(gain_of["all four"] - gain_of["both"]) < 0.012

# %% best-test
assert int(best.optimizer.iterations) == epochs * updates_per_epoch
assert best_val >= 0.983 and best_test >= 0.986 and abs(best_test - 0.988) < 0.003
