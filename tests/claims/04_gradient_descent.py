# %% step-nudged
assert step(z).tolist() == [0, 0, 0, 1, 1]

# %% sigmoid-nudged
assert (np.diff(sigmoid(z)) > 0.01).all() and sigmoid(0) == 0.5

# %% finite-differences
one_side, both_sides = (cube(1.1) - cube(1)) / 0.1, measured_slope(cube, 1, h=0.1)
assert one_side - 3 > 30 * abs(both_sides - 3)

# %% activations-figure
lower = [ax.lines[0].get_ydata() for ax in figures[0].axes[4:]]
assert not lower[0].any()
assert 0.2499 < lower[1].max() < 0.25 and 0.999 < lower[2].max() < 1
assert np.allclose(lower[3], z_axis > 0)

# %% l1-l2-numpy
assert np.isclose(l1, 2.5 / 3) and np.isclose(mse, 4.25 / 3)

# %% outlier-shares
assert round(times_l1) == 8 and round(times_l2) == 94

# %% bce-numpy
assert np.isclose(bce, -np.mean(yes_no * np.log(p) + (1 - yes_no) * np.log(1 - p)))

# %% bce-against-l2
assert (1 - p_one) ** 2 < 1 < 9 < -np.log(p_one)

# %% loss-curves
slopes = np.diff((1 - p_right) ** 2) / np.diff(p_right)
assert np.abs(slopes).max() < 2
cross_entropy, squared = (line.get_ydata() for line in figures[0].axes[1].lines)
assert (np.diff(cross_entropy, 2) > 0).all() and squared.max() < 1
l1_curve, l2_curve = (line.get_ydata() for line in figures[0].axes[0].lines)
assert ((l2_curve < l1_curve) == ((abs(error) < 1 - 1e-9) & (abs(error) > 1e-9))).all()

# %% cce-numpy
assert np.allclose(costs_of_rows, [-np.log(0.7), -np.log(0.3)])

# %% gradient-step
sizes = [np.linalg.norm(m) for m in ([0.004, -0.002], [0.001, 0.003], [0.0026, 0.0103])]
assert max(sizes) == sizes[2] and abs(np.dot(gradient, move)) < 1e-9 and 0 < real < 0.0002
for m in ([0.004, -0.002], [0.001, 0.003]):
    change = line_loss(start + m) - line_loss(start)
    assert abs(np.dot(gradient, m) - change) < 0.02 * abs(change) or abs(change) < 0.001

# %% directions
assert np.abs(changes[:, 0] - changes[:, 1]).max() < 0.005 * np.abs(changes).max()
assert angles[changes[:, 0].argmax()] == angles[changes[:, 1].argmax()] == 0
assert set(angles[np.abs(changes[:, 0]) < 1e-9]) == {-90, 90}
assert abs(angles[changes[:, 1].argmin()]) == 180

# %% contour-figure
assert np.allclose(line_gradient(best), 0)

# %% descend
assert np.allclose(path[-1], best)

# %% rates-figure
for rate in (0.02, 0.3, 0.7):
    places = descend(line_gradient, start, rate, steps=12)
    assert (line_loss(places[-1]) < line_loss(places[0])) == (rate < 0.7)
swings = np.linalg.norm(places - best, axis=1)[2:]
assert (np.diff(swings) > 0).all()

# %% rates-border
for rate in (0.1, 0.5, 0.9, 1.0, 1.1):
    places = descend(slope_of_square, 1, rate, steps=5)
    assert np.allclose(places, (1 - 2 * rate) ** np.arange(6))
bend = np.linalg.eigvalsh(2 * np.array([[np.mean(x_line**2), x_line.mean()], [x_line.mean(), 1]]))
assert bend[-1] > 2 and 0.6 < 2 / bend[-1] < 0.7

# %% fit-outlier-code
assert abs(best[0] - 0.57) < 0.01
assert l2_fit[0] > 3 * best[0] and abs(l1_fit[0] - best[0]) < 0.2

# %% momentum-run
for rate in (0.03, 0.039, 0.041):
    places = descend(ravine_gradient, [-4, 1], rate, steps=2000)
    assert (ravine(places[-1]) < 1e-6) == (rate < 0.04)
assert ravine([-4, 1]) == 33
plain, rolling = (
    np.sum(
        [ravine(p) >= 0.01 for p in descend_with_momentum(ravine_gradient, [-4, 1], 0.03, m, 200)]
    )
    for m in (0, 0.8)
)
assert 0.3 < rolling / plain < 1 / 3

# %% descent-playground
assert np.allclose(playground.path, descend_with_momentum(line_gradient, start, 0.02, 0, steps=20))
plain = descend_with_momentum(line_gradient, start, 0.3, 0, steps=12)
assert np.allclose(plain, descend(line_gradient, start, 0.3, steps=12))

# %% playground-answers
for momentum, below, above in ((0, 0.6, 0.7), (0.5, 0.9, 1.0), (0.9, 1.0, 1.2)):
    rates = playground.rates
    assert rates.index(above) == rates.index(below) + 1  # neighbours on the slider
    for place in ([-1.5, 2.5], [2.5, 3.0], [0, 0], [2.9, -1.4]):
        for rate in (below, above):
            places = descend_with_momentum(line_gradient, place, rate, momentum, steps=200)
            assert (line_loss(places[-1]) < 0.033) == (rate == below)

# %% valleys
for w_start in np.arange(2, 3.6, 0.1):
    ends = [
        descend_with_momentum(slope_of_valleys, w_start, 0.1, m, steps=150)[-1] for m in (0, 0.9)
    ]
    assert np.allclose(ends, [1.9, 1.9 if w_start < 2.95 else -2.09], atol=0.02)
assert valleys(-2.09) < valleys(1.9) - 0.5

# %% valleys-figure
assert plain[0] == rolling[0] == 3 and abs(plain[-1] - 1.9) < 0.02
assert rolling.min() < -2.09 < rolling[-1] < -1.9

# %% batches-run
singles = [line_gradient(start, x_many[i : i + 1], y_many[i : i + 1]) for i in range(128)]
assert np.allclose(np.mean(singles, axis=0), line_gradient(start, x_many, y_many))

# %% batches-figure
far = {name: np.linalg.norm(path - best_many, axis=1) for name, path in batch_paths.items()}
assert far["batch size 16"][-1] < 0.05 and far["batch size 128"][-1] > 1
assert 0.1 < far["batch size 1"][-128:].mean() < 0.5

# %% updates-mnist
assert math.ceil(60_000 / 128) == 469 and 5 * 469 == 2345
assert 60_000 / 32 == 1875 and 60_000 / 128 == 468.75

# %% perceptron-run-code
assert np.allclose(params, [0.1, 0.2, -0.2])

# %% keras-losses
pairs = (
    (l1, keras.losses.mean_absolute_error(targets, predictions)),
    (mse, keras.losses.mean_squared_error(targets, predictions)),
    (rmse, rmse_metric.result()),
    (bce, keras.losses.binary_crossentropy(yes_no, p)),
    (cce, np.mean(keras_cce)),
)
for ours, theirs in pairs:
    assert abs(ours - float(theirs)) < 1e-6

# %% keras-edge-code
assert abs(float(keras.losses.binary_crossentropy([1.0], [0.0])) + np.log(1e-7)) < 0.01
