"""Claims on lesson 3."""

# %% weights-found-by-hand
assert np.array_equal(step(z), and_targets)

# %% boundary-by-hand
assert np.array_equal(z_by_hand(inputs), z)

# %% four-neurons
directions = all_weights / np.linalg.norm(all_weights, axis=1, keepdims=True)
assert np.allclose(directions[:3], directions[0]) and not np.allclose(directions[3], directions[0])
wrong = np.sum(step(inputs @ all_weights.T + all_biases) != and_targets[:, np.newaxis], axis=0)
assert wrong.tolist() == [0, 2, 2, 0]
assert np.array_equal(all_weights[2] / 2, all_weights[0]) and all_biases[2] / -2 == 0.75

# %% perceptron-playground
for gate, numbers in {"OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5), "NOR": (-1, -1, 0.5)}.items():
    *w, b = numbers
    assert perceptron_playground(step, weights=w, bias=b, gate=gate).right
assert "3 of 4" in perceptron_playground(step, bias=-0.5, gate="XOR").sentence

# %% one-update
assert z == 0 and np.isclose(np.dot(x, weights) + bias, 0.3)

# %% weight-vector
assert np.dot([1, 1], weights) == 0

# %% update-adds-sample
assert np.array_equal(new_weights - weights, 0.5 * x)
change = np.dot(x, new_weights) + new_bias - z
assert change == 0.5 * delta * (np.dot(x, x) + 1) == 3

# %% update-picture
before, after = figures[-1].axes
for ax, w, b in ((before, weights, bias), (after, new_weights, new_bias)):
    places = ax.lines[0].get_xydata()
    assert np.abs(places @ w + b).max() < 1e-9  # the line is drawn where z is 0
    assert abs(np.dot(places[-1] - places[0], w)) < 1e-9  # and is at a right angle to w
assert bias == 0 != new_bias  # so the line leaves the origin

# %% update-table
assert np.allclose(weights, [0.1, 0.2]) and np.isclose(bias, -0.2)

# %% train-and
assert np.allclose(and_gate.weights, [0.1, 0.2]) and np.isclose(and_gate.bias, -0.2)
assert sum(and_gate.mistakes) == 12 and and_gate.mistakes.index(0) == 5
assert np.array_equal(and_gate.predict(inputs), and_targets)

# %% moving-line
for epochs, z_of_square in zip(range(1, 7), (-0.1, 0, -0.1, 0, 0.1, 0.1), strict=True):
    gate = Perceptron()
    gate.fit(inputs, and_targets, epochs=epochs)
    assert np.isclose(gate.z(inputs)[0], z_of_square, atol=1e-15)
    assert gate.predict(inputs)[0] == (z_of_square > 0)
    assert gate.weights.any() == (epochs > 1) and bool(gate.weights[0]) == (epochs > 3)

# %% on-the-line
assert z[2] == 0  # exactly

# %% two-orders
orders = [list(order) for order in np.ndindex(4, 4, 4, 4) if len(set(order)) == 4]
endings = set()
for order in orders:
    gate = Perceptron()
    gate.fit(inputs[order], and_targets[order])
    assert np.array_equal(gate.predict(inputs), and_targets) and gate.mistakes[-1] == 0
    endings.add((*gate.weights, gate.bias))
assert len(orders) == 24 and endings == {(0.1, 0.2, -0.2), (0.2, 0.1, -0.2)}

# %% all-rates
for rate in (0.001, 0.1, 0.3, 1, 7):
    for order in ([0, 1, 2, 3], [0, 2, 1, 3], [3, 2, 1, 0]):
        exact, gate = Perceptron(), Perceptron()
        exact.fit(inputs[order], and_targets[order], 1)
        gate.fit(inputs[order], and_targets[order], rate)
        assert np.array_equal(gate.weights, rate * exact.weights)  # to the last bit
        assert gate.bias == rate * exact.bias and gate.mistakes == exact.mistakes
        assert np.array_equal(gate.predict(inputs), and_targets)

# %% almost-zero
assert gate.mistakes == [1, 3, 2, 2, 3, 1, 0, 0, 0, 0]  # at the rate 0.1
assert 2.7e-17 < gate.z([0, 1]) < 2.8e-17 and 0.2 < gate.bias < 0.2 + 1e-15
assert np.array_equal(gate.predict(inputs), 1 - and_targets)
assert gate.weights.tolist() == [-0.1, -0.2]
assert gate.bias == 0.1 + 0.1 + 0.1 - 0.1  # a sum that is rounded
largest = []  # of the weights and the bias on the way, in rates: whole numbers
for targets in (and_targets, 1 - and_targets):
    w, b, seen = np.zeros(2), 0.0, []
    for x, target in 10 * list(zip(inputs, targets, strict=True)):
        w, b = update(w, b, x, target - step(np.dot(x, w) + b), 1)
        seen += [*np.abs(w), abs(b)]
    largest.append(max(seen))
assert largest == [2, 3]  # doubling is exact, adding a third time is not

# %% three-gates
for targets, epochs_with_mistakes in zip(all_targets, (5, 7, 1), strict=True):
    gate = Perceptron()
    gate.fit(inputs, targets, learning_rate=1)
    assert np.array_equal(gate.predict(inputs), targets)
    assert gate.mistakes.index(0) == epochs_with_mistakes

# %% train-xor
assert xor_gate.mistakes == [2] + 29 * [4]
assert np.array_equal(np.abs(np.dot(inputs, [1, -1])), xor_targets)  # no step, no proof

# %% xor-answers
assert np.sum(xor_gate.predict(inputs) == xor_targets) == 2

# %% xor-circle
assert np.array_equal(weights, xor_gate.weights) and bias == xor_gate.bias
for epochs in range(1, 31):
    gate = Perceptron()
    gate.fit(inputs, xor_targets, learning_rate=1, epochs=epochs)
    assert gate.weights.tolist() == [1, 0] and gate.bias == 0

# %% two-digits
assert len(digits) == 12_665 and set(labels) == {0, 1}

# %% train-digits
assert digit_gate.mistakes == [42]
assert np.mean(answers == y_val) > 0.999
assert 0.5 < np.mean(y_val == 1) < 0.53
by_chance = []
for seed in range(20):
    rows, other = np.random.default_rng(seed).permutation(len(digits)), Perceptron()
    other.fit(digits[rows[:10000]], labels[rows[:10000]], epochs=1)
    by_chance.append(np.sum(other.predict(digits[rows[10000:]]) != labels[rows[10000:]]))
assert min(by_chance) == 2 and max(by_chance) == 10

# %% digit-weights
assert np.dot(average_1, digit_gate.weights) > 0.4 > -0.4 > np.dot(average_0, digit_gate.weights)
assert not digit_gate.weights[x_train.max(axis=0) == 0].any()
collected = np.zeros((2, 784))  # of the zeros and of the ones that it got wrong
learner = Perceptron()
learner.weights, learner.bias = np.zeros(784), 0.0
for x, target in zip(x_train, y_train, strict=True):
    delta = target - learner.predict(x)
    learner.weights, learner.bias = update(learner.weights, learner.bias, x, delta, 0.1)
    if delta:
        collected[target] += x
assert np.allclose(digit_gate.weights, 0.1 * collected[1] - 0.1 * collected[0])
assert np.abs(digit_gate.weights).max() < 0.75  # the colours reach that far
picture = digit_gate.weights.reshape(28, 28)
row, column = np.unravel_index(picture.argmax(), picture.shape)
assert 10 <= row <= 17 and 10 <= column <= 17  # the deepest blue
assert picture[11:17, 5:11].mean() < -0.05 > picture[11:17, 18:22].mean()  # orange beside it
