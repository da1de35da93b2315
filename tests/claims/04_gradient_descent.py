# %% step-nudged
assert step(z).tolist() == [0, 0, 0, 1, 1]

# %% sigmoid-nudged
assert (np.diff(sigmoid(z)) > 0.01).all() and sigmoid(0) == 0.5
assert 2.7 < np.exp(1) < 2.72

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

# %% bce-numpy
assert np.log(1) == 0 and round(np.log(0.5), 2) == -0.69 and round(np.log(0.1), 1) == -2.3
assert np.isclose(bce, -np.mean(yes_no * np.log(p) + (1 - yes_no) * np.log(1 - p)))

# %% loss-curves
cross_entropy, squared = (line.get_ydata() for line in figures[0].axes[1].lines)
assert (np.diff(cross_entropy, 2) > 0).all() and squared.max() < 1
l1_curve, l2_curve = (line.get_ydata() for line in figures[0].axes[0].lines)
assert ((l2_curve < l1_curve) == ((abs(error) < 1 - 1e-9) & (abs(error) > 1e-9))).all()
assert np.isclose(measured_slope(lambda p: -np.log(p), 0.01), -100)
assert np.isclose(measured_slope(lambda p: (1 - p) ** 2, 0.01), -1.98)
z_of_001 = np.log(0.01 / 0.99)  # behind the sigmoid: pushed hard by the one, hardly by the other
assert np.isclose(measured_slope(sigmoid, z_of_001), 0.01 * 0.99)
assert round(measured_slope(lambda z: -np.log(sigmoid(z)), z_of_001), 2) == -0.99
assert round(measured_slope(lambda z: (1 - sigmoid(z)) ** 2, z_of_001), 2) == -0.02

# %% cce-numpy
assert np.allclose(costs_of_rows, [-np.log(0.7), -np.log(0.3)])

# %% line-gradient
assert np.isclose(start[0] * x_line[0] + start[1] - y_line[0], 3.8)
assert np.allclose(line_gradient(start, x_line[:1], y_line[:1]), [-7.6, 7.6])

# %% gradient-step
change = line_loss(start + move) - line_loss(start)
assert abs(np.dot(gradient_at_start, move) - change) < 0.01 * abs(change)

# %% directions-figure
dots, real = np.array(dot_products), np.array(real_changes)
assert np.abs(dots - real).max() < 0.005 * np.abs(dots).max()
assert angles[dots.argmax()] == angles[real.argmax()] == 0
assert set(angles[np.abs(dots) < 1e-9]) == {-90, 90}
assert abs(angles[real.argmin()]) == 180

# %% contour-figure
assert np.allclose(line_gradient(best), 0)
lines = [drawn for drawn in figures[0].axes[0].collections if hasattr(drawn, "levels")]
assert len(lines) == 2 and all((np.diff(drawn.levels, 2) > 0).all() for drawn in lines)

# %% descend
assert np.allclose(path[-1], best)

# %% rates-figure
for rate in (0.02, 0.3, 0.7):
    places = descend(line_gradient, start, rate, steps=12)
    assert (line_loss(places[-1]) < line_loss(places[0])) == (rate < 0.7)
swings = np.linalg.norm(places - best, axis=1)[1:]
assert (np.diff(swings) > 0).all()
good = np.linalg.norm(descend(line_gradient, start, 0.3, steps=12) - best, axis=1)
assert good[6] < 0.2 and good[12] < 0.02
assert np.linalg.norm(descend(line_gradient, start, 0.02, 12)[-1] - best) > 1.5

# %% rates-border
for rate in (0.1, 0.5, 0.9, 1.0, 1.1):
    places = descend(slope_of_square, 1, rate, steps=5)
    assert np.allclose(places, (1 - 2 * rate) ** np.arange(6))

# %% fit-outlier-code
assert l2_fit[0] > 3 * best[0]
assert abs(l1_fit[0] - fit_by_l1(y_line)[0] - 0.1) < 0.01
for y in (y_line, y_typo):  # no line through two of the samples, as the best by L1 is, is better
    pairs = [(i, j) for i in range(7) for j in range(i)]
    lines = [np.polyfit(x_line[list(pair)], y[list(pair)], 1) for pair in pairs]
    costs = [np.mean(np.abs(w * x_line + b - y)) for w, b in lines]
    assert np.allclose(fit_by_l1(y), lines[np.argmin(costs)], atol=0.01)

# %% momentum-run
for rate in (0.03, 0.039, 0.041):
    places = descend(ravine_gradient, [-4, 1], rate, steps=2000)
    assert (ravine(places[-1]) < 1e-6) == (rate < 0.04)
assert ravine([-4, 1]) == 33
plain, rolling = (
    descend_with_momentum(ravine_gradient, [-4, 1], 0.03, m, steps=200) for m in (0, 0.8)
)
high = [[ravine(p) >= 0.01 for p in places] for places in (plain, rolling)]
assert [201 - places[::-1].index(True) for places in high] == [110, 36]  # from there on for good
assert len(plain) == 201 and round(110 / 36) == 3
assert np.allclose(ravine_gradient([3, 2]), measured_gradient(ravine, np.array([3.0, 2.0])))
velocities = [0]
for _ in range(100):
    velocities.append(0.8 * velocities[-1] + 1)
assert np.allclose(velocities[1:3], [1, 1.8]) and np.isclose(velocities[-1], 5)
along = np.diff(rolling[:31, 0])
assert round(along.max() / along[0], 1) == 3 and along[-1] < along[0]
# Along, the walk passes the star; across, the swings are wider and take longer to die down.
assert np.diff(rolling[:6, 0]).argmax() == 4 and rolling[:31, 0].max() > 0.3
assert np.abs(plain[5:, 1]).max() < 0.04 < 0.58 < np.abs(rolling[5:, 1]).max() < 0.6
assert np.abs(rolling[2, 1]) > 0.9 and np.abs(rolling[20:, 1]).max() > 0.1
assert np.allclose(np.abs(np.roots([1, -(1.8 - 1.5), 0.8])), 0.8**0.5)  # 0.89 a step, not 0.5

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

# %% escapes
for w_start, end in ((2.0, 1.9), (2.9, 1.9), (3.0, -2.09), (3.5, -2.09), (4.5, 1.9), (5.0, -2.09)):
    places = [descend_with_momentum(slope_of_valleys, w_start, 0.1, m, 150) for m in (0, 0.9)]
    assert np.allclose([path[-1] for path in places], [1.9, end], atol=0.02)
    assert (places[1].min() < 0) == (w_start >= 3)
    crossings = np.sum(np.diff(np.sign(places[1])) != 0)
    assert crossings == {2.9: 0, 4.5: 2}.get(w_start, crossings)
assert valleys(-2.09) < valleys(1.9) - 0.5
w_axis = np.linspace(-3, 3, 6001)
for low, high, bottom in ((-3, 0, -2.1), (0.5, 3, 1.9)):
    part = w_axis[(w_axis > low) & (w_axis < high)]
    assert round(part[valleys(part).argmin()], 1) == bottom

# %% batches-run
singles = [line_gradient(start, x_many[i : i + 1], y_many[i : i + 1]) for i in range(128)]
assert np.allclose(np.mean(singles, axis=0), line_gradient(start, x_many, y_many))

# %% batches-figure
far = {name: np.linalg.norm(path - best_many, axis=1) for name, path in batch_paths.items()}
assert far["batch size 16"][-1] < 0.05 and far["batch size 128"][-1] > 1
assert 0.1 < far["batch size 1"][-128:].mean() < 0.5
faster = np.array([-1.0, 3.0])
for _ in range(5):
    faster = faster - 0.5 * line_gradient(faster, x_many, y_many)
assert np.linalg.norm(faster - best_many) < 0.1

# %% updates-mnist
assert math.ceil(60_000 / 128) == 469 and 5 * 469 == 2345
assert 60_000 / 128 == 468.75

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
of_a_net = keras.losses.mean_squared_error(targets.reshape(3, 1), predictions.reshape(3, 1))
assert np.allclose(of_a_net, errors**2) and keras_cce.shape == (2,)

# %% perceptron-measured
assert round(np.dot([-0.5, 0.4, -0.1], [0, 1, 1]), 9) == 0.3
neuron = np.array([-0.5, 0.4, -0.1])
for with_one, target in (([1, 1, 1], 1), ([1, 0, 1], 0), ([0, 1, 1], 0), ([0, 0, 1], 0)):
    s_and_x = (2 * target - 1) * np.array(with_one)
    slopes = measured_gradient(lambda params, sx=s_and_x: max(0, -np.dot(params, sx)), neuron)
    delta = target - step(np.dot(neuron, with_one))
    assert np.allclose(slopes, -delta * np.array(with_one))
for with_one in ([1, 1, 1], [1, 0, 1]):  # the kink, z = 0: rate · s · x, as after a mistake, or 0
    for target in (0, 1):
        s_and_x = (2 * target - 1) * np.array(with_one)
        taken = -(target - step(0)) * np.array(with_one)
        assert np.array_equal(taken, -s_and_x * target)
