# %% and-by-hand
assert np.array_equal(step(x @ [1, 1] - 1.5), [1, 0, 0, 0])

# %% more-gates
assert np.array_equal(either, [1, 1, 1, 0])
assert np.array_equal(not_both, [0, 1, 1, 1])

# %% compose-xor
assert np.array_equal(xor, [0, 1, 1, 0])

# %% xor-by-hand
assert np.array_equal(step(hidden_by_hand @ w2 + b2).ravel(), xor)

# %% hidden-points
assert len(np.unique(hidden_by_hand, axis=0)) == 3

# %% slope
for activation in (relu, np.tanh):
    for z in (-2.0, 0.5, 1.5):
        measured = (activation(z + 1e-6) - activation(z - 1e-6)) / 2e-6
        assert abs(slope(activation, activation(z)) - measured) < 1e-6

# %% one-neuron
assert np.abs(costs - np.log(2)).max() < 1e-6
assert np.abs(output - 0.5).max() < 1e-6 and np.abs(x.T @ d_z).max() < 1e-6
three_right = sigmoid(x @ np.array([[1.0], [1.0]]) - 0.5)  # but at a higher price
assert ((three_right > 0.5) == (y == 1)).sum() == 3
assert -np.log(np.where(y == 1, three_right, 1 - three_right)).mean() > np.log(2)

# %% backward
slopes_by_rules = backward(start, x, y)
assert sum(d_p.size for d_p in slopes_by_rules) == 9
for number, d_p in enumerate(slopes_by_rules):
    for place in np.ndindex(d_p.shape):
        nudged = [[p.copy() for p in start] for _ in range(2)]
        nudged[0][number][place] += 1e-6
        nudged[1][number][place] -= 1e-6
        measured = (loss(nudged[0], x, y) - loss(nudged[1], x, y)) / 2e-6
        assert abs(d_p[place] - measured) < 1e-8

# %% train-one
assert np.array_equal(output > 0.5, y == 1)
first_answers = [forward(net, x)[1][0, 0] for net in snapshots]
assert first_answers[0] < 0.4 and first_answers[1] > 0.55 and first_answers[2] > 0.5
every_50 = [start]
for _ in range(20):
    every_50.append(train(every_50[-1], x, y, 0.1, 50))
assert (np.diff([loss(net, x, y) for net in every_50]) < 0).all()
assert loss(first_net, x, y) < 0.06 and np.abs(output - y).max() < 0.07
assert all(np.allclose(p, q) for p, q in zip(first_net, train(start, x, y, 0.1, 1000), strict=True))

# %% epochs-regions
at_corners = [(forward(n, x)[1].ravel() > 0.5).astype(int).tolist() for n in snapshots]
assert at_corners == [[0, 0, 0, 0]] + [[1, 1, 1, 0]] * 2 + [[0, 1, 1, 0]] * 3

# %% watch-figure
# The band's edges lie inside the halves: h1 and h2 must be large before the answer turns.
assert (-first_net[3][0] / first_net[2][:, 0] > 0.7).all()
first_hidden, _ = forward(first_net, x)
assert np.allclose(first_hidden, [[1.9, 0], [0, 0], [0, 0], [0, 1.9]], atol=0.1)

# %% carried-figure
# The first step leaves a narrow strip: its matrix is all but of rank 1.
wide, narrow = np.linalg.svd(first_net[0])[1]
assert narrow < wide / 20

# %% thousand-trained
assert abs(solves(trained).mean() - 0.25) <= 0.05
glorot_rng = np.random.default_rng(7)
glorot = [
    glorot_rng.uniform(-1, 1, (1000, 2, 2)) * np.sqrt(6 / (2 + 2)),
    np.zeros((1000, 1, 2)),
    glorot_rng.uniform(-1, 1, (1000, 2, 1)) * np.sqrt(6 / (2 + 1)),
    np.zeros((1000, 1, 1)),
]
assert solves(train(glorot, x, y, 0.1, 1000)).sum() == 196
try:
    hidden + starts[1][:, 0]  # nets against samples
except ValueError:
    pass
else:
    raise AssertionError("shapes (1000, 4, 2) and (1000, 2) went together")

# %% speed
together = train([p[:10] for p in starts], x, y, 0.1, 200)
for i in range(10):
    alone = train([p[i] for p in starts], x, y, 0.1, 200)
    assert all(np.allclose(a, b[i]) for a, b in zip(alone, together, strict=True))

# %% longer
assert solves(longer).sum() - solves(trained).sum() == 7

# %% heaps
heaps = np.array([0, np.log(2) / 2, 0.477, np.log(2)])
beside = np.abs(losses[:, np.newaxis] - heaps).min(axis=1) >= 0.02
assert beside.sum() == 0 and counts[counts > 0].tolist() == [244, 75, 273, 408]

# %% kinds
assert samples_on[[3, 35, 33, 11]].tolist() == [[0, 0], [4, 4], [1, 1], [1, 2]]

# %% causes
coin_toss = np.abs(losses - np.log(2)) < 0.02
assert np.array_equal(coin_toss, bending == 0) and coin_toss.sum() == 408
assert (solves(longer) & (bending == 2)).sum() == 217
assert (solves(longer) & (bending == 1) & (always_on == 1)).sum() == 27
assert not (solves(longer) & (dead > 0)).any()
assert tuple((coin_toss & (dead == number)).sum() for number in (2, 1, 0)) == (118, 198, 92)
one_line = abs(losses - 0.48) < 0.02
assert (one_line & (bending == 2)).sum() == 36
assert ((np.abs(losses - np.log(2) / 2) < 0.02) == (bending == 2) & ~solves(longer)).sum() == 964
# Net 35, like all at 0.69, is one neuron that has stopped at one half.
assert all(np.abs(d_p).max() < 1e-4 for d_p in backward([p[35] for p in longer], x, y))
one_bend = (losses > 0.45) & (losses < 0.5) & (dead == 1)
assert (one_bend & (samples_on.max(axis=1) == 1)).sum() == 235 and one_bend.sum() == 237

# %% count-dead
assert dead_at_start.any(axis=1).sum() == 468 and not revived.any()
assert dead_at_start.sum() == 550 and not (solves(longer) & dead_at_start.any(axis=1)).any()

# %% local-minima
one_of_three = (np.log(3) + 2 * np.log(3 / 2)) / 4  # sure of one, one third for the other three
assert round(one_of_three, 3) == 0.477 and 0 < losses[33] - one_of_three < 0.001
assert 0 < losses[11] - np.log(2) / 2 < 0.001
hidden, _ = forward([p[11] for p in longer], x)
assert (hidden > 0).tolist() == [[False, True], [True, True], [False, False], [False, False]]
assert hidden[1, 1] < 0.05
_, output = forward([p[33] for p in longer], x)
assert np.abs(output[[0, 1, 3]] - 1 / 3).max() < 0.01

# %% push-net
assert (loss(copies, x, y) > losses[11]).sum() == 999  # only uphill, but for one of a thousand
assert solves(retrained).sum() == 0 and back.all()

# %% cure-tanh
assert [count for name, count in successes.items() if "ReLU" in name] == [237, 244, 128]
assert [count for name, count in successes.items() if "tanh" in name] == [449, 681, 686]
assert solves(longer).sum() == 244
assert successes["2 tanh units, rate 0.5"] - successes["2 tanh units, rate 0.1"] == 232
stuck = like_net_11 & ~solves(tanh_nets, np.tanh)
assert stuck.sum() == like_net_11.sum() == 312
undecided = np.abs(forward(tanh_nets, x, np.tanh)[1] - 0.5) < 0.1
assert (undecided[stuck].sum(axis=(1, 2)) == 2).all()
assert (~solves(tanh_nets, np.tanh)).sum() == 314
# At rate 2 more ReLUs are dead than at 0.1; at rate 0.5 no more than a few.
dead_units = (forward(relu_nets, x)[0] == 0).all(axis=1).sum()
half_nets = train(starts, x, y, 0.5, epochs=1000)
assert dead_units > 750 and (forward(half_nets, x)[0] == 0).all(axis=1).sum() < 680
# The pair in "Near 0": one always on, one that bends.
ones = x.sum(axis=1)
assert (relu(ones + 0.5) > 0).all()
pair = relu(ones + 0.5) - 2 * relu(ones - 1) - 1
assert pair.tolist() == [-0.5, 0.5, 0.5, -0.5]

# %% cure-units
assert successes["4 ReLU units"] > 620 and (~solves(wide)).sum() == 28
assert 0.25 < 1 - alive.mean() < 0.28
# Width helps against each of the three: after 5000 epochs few are left in any heap.
wide_losses = loss(train(wide, x, y, 0.1, 4000), x, y)
for place in (0.35, 0.48, 0.69):
    assert (np.abs(wide_losses - place) < 0.02).sum() < 20

# %% recipe
assert successes["8 tanh units"] == 1000
assert successes["8 tanh units, rate 2, 100 epochs"] == 1000 and of_the_right.min() > 0.95
for seed in (1, 2):  # other starts do as well
    others = random_start(np.random.default_rng(seed), 8, (1000,))
    assert solves(train(others, x, y, 2, 100, np.tanh), np.tanh).all()

# %% chart
assert max(count for name, count in successes.items() if "2 ReLU" in name) < 250

# %% cure-adam
assert 190 < solves(adam_relu).sum() < 300
assert (
    not (dead_at_start & on_after_adam).any()
    and solves(adam_tanh, np.tanh).sum() == 551
    and successes["2 tanh units, rate 0.1"] == 449
    and successes["2 tanh units, rate 0.5"] == 681
)
for rate in (0.005, 0.02):  # its best rate is near
    assert solves(train_adam(starts, x, y, rate, 1000, np.tanh), np.tanh).sum() < 551

# %% middle
assert len(say_0) + len(say_1) == 1000 and len(say_0) > 3 and len(say_1) > 3

# %% playground
# The answers below it: of a thousand starts, and of five for the rings.
fast = train(starts_8, x, y, 10, 500)
assert (forward(fast, x)[0] == 0).all(axis=(1, 2)).sum() == 1000
for units, least, most in [(1, 0.5, 0.7), (2, 0.8, 0.95), (3, 1, 1)]:
    settings = {"data": "rings", "activation": "tanh", "learning_rate": 0.5, "units": units}
    for seed in range(5):
        rings = net_playground(
            random_start, forward, loss, train, activations, **settings, seed=seed
        )
        rings.step(1000)
        assert least <= rings.accuracy <= most

# %% build
assert model.count_params() == 33

# %% same-start
assert np.abs(model.predict(x_train, verbose=0) - forward(recipe_start, x, np.tanh)[1]).max() < 1e-6

# %% keras-train
assert int(model.optimizer.iterations) == 100
assert losses_seen[0] > 0.5 and losses_seen[99] < 0.05
assert abs(losses_seen[0] - loss(recipe_start, x, y, np.tanh)) < 1e-6  # before the update

# %% keras-compare
assert np.abs(keras_output - our_output).max() < 1e-6

# %% evaluate
assert accuracy == 1 and abs(final_loss - loss(our_net, x, y, np.tanh)) < 1e-6
