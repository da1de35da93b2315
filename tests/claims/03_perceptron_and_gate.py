"""Claims on lesson 3."""

# %% weights-found-by-hand
assert np.array_equal(step(z_of(inputs)), and_targets)

# %% four-neurons
directions = all_weights / np.linalg.norm(all_weights, axis=1, keepdims=True)
assert np.allclose(directions[:3], directions[0]) and not np.allclose(directions[3], directions[0])
wrong = np.sum(step(inputs @ all_weights.T + all_biases) != and_targets[:, np.newaxis], axis=0)
assert wrong.tolist() == [0, 2, 2, 0]
points = np.random.default_rng(0).normal(size=(999, 2))
doubled = step(points @ (2 * all_weights.T) + 2 * all_biases)  # all three numbers of each
assert np.array_equal(doubled, step(points @ all_weights.T + all_biases))

# %% perceptron-playground
for gate, numbers in {"OR": (1, 1, -0.5), "NAND": (-1, -1, 1.5), "NOR": (-1, -1, 0.5)}.items():
    *w, b = numbers
    assert perceptron_playground(step, weights=w, bias=b, gate=gate).right
assert "3 of 4" in perceptron_playground(step, bias=-0.5, gate="XOR").sentence

# %% one-update
assert np.isclose(z_of(x), 0.3)

# %% weight-vector
assert np.dot([1, 1], weights) == 0

# %% update-adds-sample
assert np.array_equal(new_weights - weights, 0.5 * x)
assert np.dot(x, new_weights) + new_bias - z_of(x) == 0.5 * np.dot(x, x) + 0.5 == 3

# %% update-picture
before, after = figures[-1].axes
for ax, w, b in ((before, old_weights, 0.0), (after, weights, bias)):
    (line,) = [c for c in ax.collections if getattr(c, "filled", None) is False]
    places = line.get_paths()[0].vertices
    assert np.abs(places @ w + b).max() < 1e-6  # the line is drawn where z is 0
    assert abs(np.dot(places[-1] - places[0], w)) < 1e-6  # and is at a right angle to w

# %% train-and
assert np.allclose(and_gate.weights, [0.1, 0.2]) and np.isclose(and_gate.bias, -0.2)
assert sum(and_gate.mistakes) == 12 and and_gate.mistakes.index(0) == 5
assert np.array_equal(and_gate.predict(inputs), and_targets)

# %% on-the-line
assert z[2] == 0  # exactly

# %% all-orders
assert len(endings) == 24 and found.tolist() == [[1, 2, -2, 0], [2, 1, -2, 0]]
assert counts.tolist() == [12, 12]

# %% all-rates
for rate in (0.001, 0.1, 0.3, 1, 7):
    for order in map(list, permutations(range(4))):
        exact, gate = Perceptron(), Perceptron()
        exact.fit(inputs[order], and_targets[order], 1)
        gate.fit(inputs[order], and_targets[order], rate)
        assert np.array_equal(gate.weights, rate * exact.weights)  # to the last bit
        assert gate.bias == rate * exact.bias and gate.mistakes == exact.mistakes
        assert np.array_equal(gate.predict(inputs), and_targets)

# %% three-gates
for targets, epochs_with_mistakes in zip(all_targets, (5, 7, 1), strict=True):
    gate = Perceptron()
    gate.fit(inputs, targets, learning_rate=1)
    assert np.array_equal(gate.predict(inputs), targets)
    assert gate.mistakes.index(0) == epochs_with_mistakes

# %% almost-zero
assert gate.mistakes == [1, 3, 2, 2, 3, 1, 0, 0, 0, 0]  # at the rate 0.1
assert 2.7e-17 < gate.z([0, 1]) < 2.8e-17 and 0.2 < gate.bias < 0.2 + 1e-15
assert np.array_equal(gate.predict(inputs), 1 - and_targets)

# %% train-xor
assert xor_gate.mistakes == [2] + 29 * [4]

# %% xor-answers
assert np.sum(xor_gate.predict(inputs) == xor_targets) == 2

# %% xor-circle
assert np.array_equal(weights, xor_gate.weights) and bias == xor_gate.bias
for epochs in range(1, 31):
    gate = Perceptron()
    gate.fit(inputs, xor_targets, learning_rate=1, epochs=epochs)
    assert gate.weights.tolist() == [1, 0] and gate.bias == 0

# %% random-search
assert (right_answers.max(), right_answers.min()) == (3, 1)

# %% train-digits
assert digit_gate.mistakes == [42]
assert np.mean(answers == y_val) > 0.999
assert 0.5 < np.mean(y_val == 1) < 0.53

# %% digit-weights
assert np.dot(average_1, digit_gate.weights) > 0.4 > -0.4 > np.dot(average_0, digit_gate.weights)
assert not digit_gate.weights[x_train.max(axis=0) == 0].any()
collected, ink = np.zeros(784), np.zeros(784)
learner = Perceptron()
learner.weights, learner.bias = np.zeros(784), 0.0
for x, target in zip(x_train, y_train, strict=True):
    delta = target - learner.predict(x)
    learner.weights, learner.bias = update(learner.weights, learner.bias, x, delta, 0.1)
    if delta:
        collected += 0.1 * delta * x
        ink = np.maximum(ink, x)
assert np.allclose(digit_gate.weights, collected)
edge = np.ones((28, 28), dtype=bool)
edge[2:-2, 2:-2] = False
assert not ink[edge.ravel()].any() and not digit_gate.weights[edge.ravel()].any()
assert np.abs(digit_gate.weights).max() < 0.75  # the colours reach that far

# %% digits-separable
assert patient_gate.mistakes.index(0) == 10
assert np.array_equal(patient_gate.predict(x_train), y_train)
assert np.count_nonzero(answers != y_val) == 2
