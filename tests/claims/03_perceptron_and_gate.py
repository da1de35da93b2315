"""Claims on lesson 3."""

# %% weights-found-by-hand
assert np.array_equal(answers, and_targets)

# %% three-neurons
for *weights, bias in [(1, 1, 0), (1, 1, -1.5), (0.5, 1.2, -1.5)]:
    wrong = np.sum(step(inputs @ weights + bias) != and_targets)
    assert wrong == (2 if bias == 0 else 0)

# %% one-update
assert z_before == 0 and np.isclose(z_after, 0.3)

# %% train-and
assert np.allclose(and_gate.weights, [0.1, 0.2]) and np.isclose(and_gate.bias, -0.2)

# %% and-answers
assert np.array_equal(answers, and_targets)

# %% errors-per-epoch
assert first_clean_epoch(and_gate) == 6 and errors_per_epoch(and_gate).sum() == 12

# %% update-table
assert all(delta == 0 for _, _, delta, _, _ in and_gate.log[20:])

# %% on-the-line
assert z[2] == 0  # exactly

# %% all-orders
assert right == len(gates) == 24
assert endings == {(0.1, 0.2, -0.2): 12, (0.2, 0.1, -0.2): 12}

# %% clean-epochs
assert clean_epochs == {5: 4, 6: 16, 7: 4}

# %% all-rates
for rate in (0.001, 0.1, 0.3, 1, 7):
    trained = [train_in_order(order, rate) for order in orders]
    assert all(np.array_equal(gate.predict(inputs), and_targets) for gate in trained)
    assert Counter(map(first_clean_epoch, trained)) == {5: 4, 6: 16, 7: 4}
    found = {(*gate.weights.tolist(), float(gate.bias)) for gate in trained}
    assert found == {(rate, 2 * rate, -2 * rate), (2 * rate, rate, -2 * rate)}

# %% with-equals
assert np.isclose(equals_gate.bias, -0.2) and equals_gate.bias != -0.2

# %% exact-run
assert (first_clean_epoch(gate), gate.weights.tolist(), gate.bias) == (8, [1, 2], -3)

# %% no-rounding
assert exact_rows == rows == 4 * 24 * 40
assert largest == 2

# %% three-gates
for name, targets in targets_of.items():
    assert np.array_equal(gate_of[name].predict(inputs), targets)

# %% nand-by-rounding
assert np.array_equal(nand_gate.weights, -equals_gate.weights)
assert nand_gate.bias == -equals_gate.bias and first_clean_epoch(nand_gate) == 7

# %% train-xor
assert first_clean_epoch(xor_gate) is None
assert (errors_per_epoch(xor_gate)[1:] == 4).all()

# %% xor-circle
for epoch in range(1, 31):
    *_, w, b = xor_gate.log[4 * epoch - 1]
    assert np.array_equal(w, [1, 0]) and b == 0

# %% random-search
assert right.max() == 3
