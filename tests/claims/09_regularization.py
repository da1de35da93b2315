# %% capacity
(tiny, tiny_val), (middle, middle_val), (wide, wide_val) = capacity.values()
assert tiny < 0.6 and tiny_val < 0.55  # underfitting
assert 0.9 < middle < wide and wide > 0.995
assert middle_val < wide_val - 0.01 and abs(wide_val - 0.9) < 0.03  # one in ten wrong
assert wide - wide_val > 0.08 and middle - middle_val > 0.05

# %% shuffled
assert accuracy(parrot, x_few, nonsense) > 0.98
assert 0.04 < accuracy(parrot, x_val, y_val) < 0.17

# %% strengths
for scores, nets in ((l1_scores, l1_nets), (l2_scores, l2_nets)):
    assert scores[0] == max(scores)  # the weakest is best,
    assert scores[0] - scores[2] > 0.005  # the strongest costs points
    assert all(abs(score - capacity[256][1]) < 0.015 for score in scores[:2])
    assert accuracy(nets[2], x_few, y_few) < 0.98 < capacity[256][0]

# %% histograms
edges = np.linspace(-0.4, 0.4, 81)
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

# %% zeros
arrays = [net.get_weights()[0] for net in first_layers.values()]
near = [np.mean(np.abs(array) < 0.001) for array in arrays]
assert max(np.mean(array == 0) for array in arrays) < 0.001
assert near[0] < 0.03 and near[1] > 0.6 and near[1] > near[2] > 0.3
assert np.array_equal(arrays[0][0], build().get_weights()[0][0])  # the corner, untouched
assert np.abs(arrays[0][0]).mean() > 0.03
assert max(np.abs(array[0]).mean() for array in arrays[1:]) < 0.001

# %% sweep-plot
for panel, few, val in zip(
    figures[0].axes, (few_loss, few_accuracy), (val_loss, val_accuracy), strict=True
):
    drawn = [line.get_ydata() for line in panel.lines]
    assert np.array_equal(drawn[0], few) and np.array_equal(drawn[1], val)
assert list(few_loss) == sorted(few_loss) and few_accuracy[0] > 0.995
assert 0 < val_loss.argmin() < 4 and val_loss[0] - val_loss.min() > 0.01
gaps = few_accuracy - val_accuracy
assert gaps[0] > 0.08 and gaps[-1] < 0.06 and few_accuracy[-1] < 0.92 and val_accuracy[-1] < 0.86
assert np.ptp(val_accuracy[:4]) < 0.03

# %% compare-second
mean = {name: np.mean(scores) for name, scores in compared.items()}
assert all(0.87 < value < 0.92 for value in mean.values())
gain = {name: value - mean["baseline"] for name, value in mean.items()}
assert max(mean, key=mean.get) == "dropout" and 0.001 < gain["dropout"] < 0.015
assert abs(gain["L1"]) < 0.008 and abs(gain["L2"]) < 0.008

# %% more-data-second
assert fixed_budget[2] == fixed_passes[2]
gained = np.mean(compared["dropout"]) - np.mean(compared["baseline"])
assert fixed_budget[1] - fixed_budget[0] > 0.015 > gained
assert fixed_budget[0] - fixed_passes[0] > 0.008 and fixed_budget[1] > fixed_passes[1] + 0.005
assert fixed_passes[3] - fixed_budget[3] > 0.01

# %% more-data-plot
for line, values in zip(figures[0].axes[0].lines, (fixed_budget, fixed_passes), strict=True):
    assert line.get_xydata().tolist() == [list(point) for point in zip(sizes, values, strict=True)]
    assert list(values) == sorted(values)

# %% schedule
(line,) = figures[0].axes[0].lines
assert np.allclose(line.get_ydata(), 0.001 * (1 + np.cos(np.pi * line.get_xdata() / 1000)))

# %% shift
assert moved.shape == (10, 28, 28, 1)
images = np.array(moved)[..., 0]
across, down = images.sum(axis=1) @ np.arange(28), images.sum(axis=2) @ np.arange(28)
ink = images.sum(axis=(1, 2))
centre = x_train[0].sum(axis=0) @ np.arange(28) / x_train[0].sum()
assert np.abs(across / ink - centre).max() < 3.01 and np.ptp(across / ink) > 2
assert np.ptp(down / ink) > 2

# %% alone-second
gain_of = {name: value - worth["plain"] for name, value in worth.items()}
assert 0.003 < gain_of["width 512"] < 0.03 and 0.008 < gain_of["shifts"] < 0.035
assert abs(gain_of["dropout 0.2"]) < 0.01 and abs(gain_of["schedule"]) < 0.01
assert abs(gain_of["all four"] - 0.03) < 0.015

# %% best-test
assert int(best.optimizer.iterations) == epochs * updates_per_epoch
assert best_val >= 0.983 and best_test >= 0.986
