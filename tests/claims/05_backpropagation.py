# %% chain-rule-numbers
assert np.isclose(measured_slope(two_links, 2), 3 * 12) and 3 * 12 == 36

# %% two-paths-numbers
assert np.isclose(measured_slope(two_paths, 1), 3 + 6)

# %% log-slope-numbers
assert np.isclose(measured_slope(np.log, 0.3), 1 / 0.3)

# %% neuron-figure
assert links["p", "loss"] == -1 / 0.5 and links["z", "p"] == 0.5 * (1 - 0.5)

# %% neuron-measured
assert sigmoid(0.5 * 2 - 1) == 0.5 and np.isclose(loss_of_w(0.5), values["loss"], atol=0.005)
assert np.isclose(measured_slope(loss_of_w, 0.5), slopes["w"])
z = np.linspace(-4, 4, 9)
assert np.allclose(measured_slope(lambda z: -np.log(sigmoid(z)), z), sigmoid(z) - 1)
assert np.allclose(measured_slope(lambda z: -np.log(1 - sigmoid(z)), z), sigmoid(z) - 0)
p = np.linspace(0.1, 0.9, 9)
assert np.allclose(measured_slope(lambda p: -np.log(1 - p), p), 1 / (1 - p))

# %% forward
assert hidden.tolist() == [[2, 1]] and output.tolist() == [[0.5]]

# %% graph-forward
assert [values[f"hidden {unit}"] for unit in "AB"] == hidden[0].tolist()
assert [values[f"z1 {unit}"] for unit in "AB"] == (one_x @ w1 + b1)[0].tolist()
assert [values[f"b1 {unit}"] for unit in "AB"] == b1[0].tolist()
assert list(weighted.values()) == [1, -1, 0.5, 1.5, 0.5, -2]
assert [*w1.ravel().tolist(), *w2.ravel().tolist()] == list(weighted.values())
assert values["output"] == output and values["b2"] == b2 and values["y"] == one_y
assert np.isclose(values["loss"], -np.log(0.5), atol=0.005)

# %% graph-backward
assert [slopes[f"x{i}", f"z1 {unit}"] for unit in "AB" for i in (1, 2)] == [0.25, 0.25, -1, -1]
assert (2 * slopes["z1 A"], 2 * slopes["z1 B"]) == (0.5, -2)
assert all(
    slopes[start, end] == values[start] * slopes[end] for start, end in slopes.keys() & links.keys()
)

# %% measured-one
found = [slopes["x1", "z1 A"], slopes["x1", "z1 B"]]
found += [slopes["x2", "z1 A"], slopes["x2", "z1 B"], slopes["b1 A"], slopes["b1 B"]]
found += [slopes["hidden A", "z2"], slopes["hidden B", "z2"], slopes["b2"]]
assert np.allclose(found, np.concatenate([d_p.ravel() for d_p in measured]))
assert all(np.array_equal(p, q) for p, q in zip(params, [w1, b1, w2, b2], strict=True))
assert slopes["output"] == 1 / (1 - 0.5) and slopes["z2"] == slopes["output"] * 0.25
assert links["output", "loss"] == slopes["output"] and links["z2", "output"] == 0.5 * (1 - 0.5)
whole = [w1.astype(int), b1, w2, b2]  # integers make the nudged number whole
slope_if_cut = measured_gradient(whole, one_x, one_y)[0][0, 0]
slope_of_whole = measured_gradient([whole[0].astype(float), b1, w2, b2], one_x, one_y)[0][0, 0]
assert abs(slope_if_cut - slope_of_whole) > 0.1
sizes = np.abs([slopes[place] for place in slopes if place not in ("loss", "output")])
assert sizes.max() == 1

# %% one-step
assert loss(stepped, one_x, one_y) < loss(params, one_x, one_y)
for k in range(4):
    for place in np.ndindex(params[k].shape):
        changed = [array.copy() for array in params]
        changed[k][place] = stepped[k][place]
        assert forward(changed, one_x)[1].item() < output.item()

# %% xor-data
wrong = np.abs(output - y).ravel()
assert wrong[1] < 0.2 and (np.abs(output[[0, 3]] - 0.5) < 0.07).all()
assert loss(stepped, x, y) > loss(params, x, y)
assert wrong.argmax() == 2 and wrong[2] > 0.9 and (np.delete(wrong, 2) < 0.6).all()

# %% four-paths
assert np.isclose(total, (hidden.T @ d_z2)[0, 0])

# %% backward
d_hidden = (output - y) / 4 @ w2.T
d_z1 = d_hidden * (hidden > 0)
assert (d_z1.T @ x).shape == w1.shape and not np.allclose(d_z1.T @ x, x.T @ d_z1)
assert np.allclose(d_z1.T @ x, (x.T @ d_z1).T)  # rows and columns swapped

# A unit that feeds two others: the weight × what came back, added over both, as d_z @ w.T does.
two = np.array([[0.5, -2.0], [1.0, 3.0]])
targets = np.array([[0.0, 1.0]])


def loss_of_unit(value):
    p = sigmoid(np.array([[value, 1.0]]) @ two)
    return -(targets * np.log(p) + (1 - targets) * np.log(1 - p)).sum()


d_two = sigmoid(np.array([[2.0, 1.0]]) @ two) - targets
assert np.isclose(measured_slope(loss_of_unit, 2), 0.5 * d_two[0, 0] + -2 * d_two[0, 1])
assert np.isclose(measured_slope(loss_of_unit, 2), (d_two @ two.T)[0, 0])
assert not np.isclose(measured_slope(loss_of_unit, 2), 0.5 * d_two[0, 0], atol=0.1)

# %% backward-second
off = [d_p == 0 for d_p in backward(params, x[1:2], y[1:2])]
assert sum([d_p.sum() for d_p in off]) == 5
assert off[0][:, 1].all() and off[1][0, 1] and off[2][1, 0] and off[0][1, 0]

# %% check
assert loss(downhill, x, y) < loss(params, x, y)

# %% nudge-figure
assert nudges[np.argmin(errors)] == 1e-5 and 1e-12 < min(errors) < 1e-10
for k in range(3):
    assert 90 < errors[k] / errors[k + 1] < 110
assert errors[3] / errors[4] < 50
assert errors[-1] > 1e-4 and 2 * 407_050 == 814_100
# Forwards a product for each layer, backwards two, and one for the first layer.
products = [784 * 512, 512 * 10]  # the net of lesson 7
assert round((3 * sum(products) - products[0]) / sum(products), 1) == 2.0
assert 2.9 < (3 * 20 - 1) / 20 < 3 and gradient[0].dtype == np.float64

# %% fading-figure
assert min(relu_sizes) > 0.5 and max(relu_sizes) < 2.4 and 0.25**5 < 1 / 1000
ratios = np.divide(sigmoid_sizes[:-1], sigmoid_sizes[1:])
assert np.allclose(ratios, 1 / 4, atol=0.05)
assert 1e-13 < sigmoid_sizes[0] < 1e-12
assert 1e-12 < sigmoid_sizes[0] / sigmoid_sizes[-1] < 2e-12 and 9e-13 < 0.25**20 < 1e-12
small = sizes_of_slopes(relu, relu_slope, 0.1)
assert round(small[0], 3) == 0.003 and small[-1] > 0.5
large = sizes_of_slopes(sigmoid, sigmoid_slope, 0.4)
assert 1.5e-5 < large[0] < 2.5e-5
products = np.random.default_rng(0).normal(size=(10_000, 100))
assert 9.5 < np.abs(products.sum(axis=1)).mean() / np.abs(products).mean() < 10.5
assert round(1 / np.sqrt(50), 2) == 0.14
# The first size is the slope at z of the first layer, measured, unit by unit.
rng = np.random.default_rng(7)
weights = [rng.normal(0, 0.14, (100, 100)) for _ in range(20)]
first = rng.normal(size=(1, 100)) @ weights[0]
z, on = first, []
for w in weights[1:]:
    on.append((z > 0).mean())
    z = relu(z) @ w
assert 0.4 < np.mean(on) < 0.6  # about half the units are off


def sum_of_outputs(z):
    for w in weights[1:]:
        z = relu(z) @ w
    return relu(z).sum()


found = [
    (sum_of_outputs(first + nudge) - sum_of_outputs(first - nudge)) / 2e-7
    for nudge in 1e-7 * np.eye(100)
]
assert np.isclose(np.abs(found).mean(), relu_sizes[0], rtol=0.001)
lines = figures[0].axes[0].lines
assert [list(line.get_xdata()) for line in lines] == [list(range(1, 21))] * 2
assert np.allclose(lines[1].get_ydata(), sigmoid_sizes)

# %% saddle-losses
assert loss(one_way, x, y) < loss(zeros, x, y) < loss(another_way, x, y)
assert all((d_p == 0).all() for d_p in backward(zeros, x, y))
assert np.array_equal(one_way[0], another_way[0]) and np.array_equal(one_way[2], -another_way[2])
for net in (one_way, another_way):  # level at zero: half the way, much less than half the change
    change = loss(net, x, y) - loss(zeros, x, y)
    half = loss([p / 2 for p in net], x, y) - loss(zeros, x, y)
    assert 0.2 < half / change < 0.3
on = forward(one_way, x)[0] > 0
assert on.tolist() == [[False, False], [True, False], [False, True], [False, False]]
alike = [np.full(p.shape, start) for p, start in zip(params, (0.5, 0.1, 0.5, 0), strict=True)]
for _ in range(3000):
    alike = [p - 0.1 * d_p for p, d_p in zip(alike, backward(alike, x, y), strict=True)]
assert np.array_equal(alike[0][:, 0], alike[0][:, 1]) and loss(alike, x, y) > 0.69
rng = np.random.default_rng(0)  # random weights with biases of zero do move
random = [rng.normal(size=w1.shape), zeros[1], rng.normal(size=w2.shape), zeros[3]]
assert all((d_p != 0).any() for d_p in backward(random, x, y))
# A single neuron may start at zero, here for AND.
neuron, both_on = np.zeros((3, 1)), np.array([[1.0], [0.0], [0.0], [0.0]])
with_ones = np.hstack([x, np.ones((4, 1))])
for _ in range(1000):
    neuron -= 0.5 * with_ones.T @ (sigmoid(with_ones @ neuron) - both_on)
assert ((with_ones @ neuron > 0) == both_on).all()

# %% graph-figure
assert len([name for name in needed if "used" in needed[name]]) == 5


def backward_from_five(x, hidden, output, w2, y):
    d_z2 = (output - y) / len(x)
    d_z1 = d_z2 @ w2.T * (hidden > 0)
    sums = [d.sum(axis=0, keepdims=True) for d in (d_z1, d_z2)]
    return [x.T @ d_z1, sums[0], hidden.T @ d_z2, sums[1]]


from_five = backward_from_five(x, *forward(params, x), params[2], y)
assert all(np.array_equal(*pair) for pair in zip(from_five, gradient, strict=True))

# %% tape
assert largest_difference(gradient, taped) < 1e-10
corner = tf.Variable([0.0])
with tf.GradientTape() as tape:
    at_zero = tf.nn.relu(corner)
assert tape.gradient(at_zero, corner).numpy() == 0
