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

# %% error-rule-measured
z = np.linspace(-4, 4, 9)
assert np.allclose(measured_slope(loss_if_1, z), sigmoid(z) - 1)
assert np.allclose(measured_slope(loss_if_0, z), sigmoid(z))

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

# %% measured-one
found = [slopes["input 1", "z1 A"], slopes["input 1", "z1 B"]]
found += [slopes["input 2", "z1 A"], slopes["input 2", "z1 B"], slopes["b1 A"], slopes["b1 B"]]
found += [slopes["hidden A", "z2"], slopes["hidden B", "z2"], slopes["b2"]]
assert np.allclose(found, np.concatenate([d_p.ravel() for d_p in measured]))
assert all(np.array_equal(p, q) for p, q in zip(params, [w1, b1, w2, b2], strict=True))
assert slopes["output"] == 1 / (1 - 0.5) and slopes["z2"] == slopes["output"] * 0.25
assert links["output", "loss"] == slopes["output"] and links["z2", "output"] == 0.5 * (1 - 0.5)
sizes = np.abs([slopes[place] for place in slopes if place not in ("loss", "output")])
assert sizes.max() == 1

# %% one-step
assert loss(stepped, one_x, one_y) < loss(params, one_x, one_y)

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

# %% backward-second
assert sum([(d_p == 0).sum() for d_p in backward(params, x[1:2], y[1:2])]) == 5

# %% nudge-figure
assert nudges[np.argmin(errors)] == 1e-5 and 1e-12 < min(errors) < 1e-10
for k in range(3):
    assert 90 < errors[k] / errors[k + 1] < 110
assert errors[3] / errors[4] < 50
assert errors[-1] > 1e-4 and 2 * 407_050 == 814_100

# %% fading-figure
assert round(min(relu_sizes)) == 1 and round(max(relu_sizes)) == 5
ratios = np.divide(sigmoid_sizes[1:], sigmoid_sizes[:-1])
assert np.allclose(ratios, 1 / 4, atol=0.05)
assert 1e-13 < sigmoid_sizes[-1] < 1e-12
assert 1e-13 < sigmoid_sizes[-1] / sigmoid_sizes[0] < 2e-12
larger = [sizes_of_slopes(sigmoid, sigmoid_slope, spread)[-1] for spread in (0.2, 0.4, 0.8)]
assert sigmoid_sizes[-1] < larger[0] < larger[1] < larger[2] < 0.1
assert 5e-11 < sizes_of_slopes(sigmoid, sigmoid_slope, 0.14)[-1] < 2e-10
assert round(sizes_of_slopes(relu, relu_slope, 0.1)[-1], 3) == 0.005
exploding = sizes_of_slopes(relu, relu_slope, spread=0.3)
assert exploding[-1] / exploding[0] > 1_000_000

# %% saddle-losses
assert loss(one_way, x, y) < loss(zeros, x, y) < loss(other_way, x, y)
assert all((d_p == 0).all() for d_p in backward(zeros, x, y))
on = forward(one_way, x)[0] > 0
assert on.tolist() == [[False, False], [True, False], [False, True], [False, False]]
alike = [np.full(p.shape, start) for p, start in zip(params, (0.5, 0.1, 0.5, 0), strict=True)]
for _ in range(3000):
    alike = [p - 0.1 * d_p for p, d_p in zip(alike, backward(alike, x, y), strict=True)]
assert np.array_equal(alike[0][:, 0], alike[0][:, 1]) and loss(alike, x, y) > 0.69

# %% graph-figure
assert len([name for name in needed if "used" in needed[name]]) == 5

# %% tape-check
assert largest_difference(gradient, taped) < 1e-10

# %% tf-function
assert len(traces) == 2
