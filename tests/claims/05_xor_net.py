# %% and-by-hand
assert np.array_equal(step(x @ [1, 1] - 1.5), [1, 0, 0, 0])

# %% more-gates
assert np.array_equal(answers["OR"], [1, 1, 1, 0])
assert np.array_equal(answers["NAND"], 1 - answers["AND"])

# %% compose-xor
assert np.array_equal(xor, [0, 1, 1, 0])

# %% xor-by-hand
assert np.array_equal(output, y)

# %% hidden-points
assert len(np.unique(hidden, axis=0)) == 3

# %% check-gradient
slopes_by_rules = backward(start, x, y)
assert sum(slope.size for slope in slopes_by_rules) == 9
for number, slope in enumerate(slopes_by_rules):
    for place in np.ndindex(slope.shape):
        assert abs(slope[place] - measured_slope(start, number, place)) < 1e-8

# %% train-one
assert np.array_equal(answers > 0.5, [False, True, True, False])
assert loss(first_net, x, y) < 0.06

# %% trained-net-drawing
first_hidden, first_output = forward(first_net, x)
assert np.abs(first_output - y).max() < 0.07
assert np.allclose(first_hidden, [[1.9, 0], [0, 0], [0, 0], [0, 1.9]], atol=0.1)

# %% thousand-trained
assert abs(solved.mean() - 0.25) <= 0.05

# %% glorot
assert abs(glorot_solved.mean() - 0.20) <= 0.04 and glorot_solved.sum() < solved.sum()

# %% speed
together = train([p[:10] for p in starts], x, y, **settings)
for i in range(10):
    alone = train([p[i] for p in starts], x, y, **settings)
    assert all(np.allclose(a, b[i]) for a, b in zip(alone, together, strict=True))

# %% longer
assert 0 <= solves(longer).sum() - solved.sum() < 30

# %% heaps
heaps = np.array([0, np.log(2) / 2, 0.477, np.log(2)])
beside = np.abs(losses[:, np.newaxis] - heaps).min(axis=1) >= 0.02
assert beside.mean() < 0.01

# %% dead-net
assert not hidden.any() and not any(g.any() for g in backward(net_3, x, y)[:3])

# %% count-dead
assert dead_at_start.sum() > 420 and not (solves(longer) & dead_at_end).any()
assert not (dead_at_start & ~dead_at_end).any()  # none of them came back to life

# %% push-net
assert solves(retrained).sum() == 0
floor = (np.log(3) + 2 * np.log(3 / 2)) / 4  # of a net that is sure of one, and says 1/3 to three
assert round(floor, 3) == 0.477 and loss(retrained, x, y).min() > floor

# %% cure-tanh
assert successes["2 tanh units"] > 360 and successes["2 tanh units, 5000 epochs"] > 580

# %% cure-adam
assert 190 < successes["2 ReLU units, Adam"] < 300
assert successes["2 tanh units, Adam"] > max(460, successes["2 tanh units"])

# %% cure-units
assert successes["4 ReLU units"] > 620 and successes["8 ReLU units"] > 940

# %% recipe
assert successes["8 tanh units, rate 0.1, 1000 epochs"] > 990
assert successes["8 tanh units, rate 0.5, 2000 epochs"] == 1000 and sureness.min() > 0.99

# %% table
assert max(count for name, count in successes.items() if "2 ReLU" in name) < 300

# %% watch-curve
assert np.isclose(curve[-1], loss(first_net, x, y))

# %% playground-answers
assert not solves(flat, unchanged).any() and all_dead.sum() > 990

# %% playground-rings
assert min(right) == 1

# %% build
assert model.count_params() == 9

# %% fit-speed
# With four samples an epoch is a single update: 3 times ten epochs, and 20 times ten batches.
assert int(model.optimizer.iterations) == 3 * 10 + 20 * 10

# %% same-start
assert difference < 1e-6

# %% keras-train
assert difference < 1e-6

# %% epochs-regions
axes = figures[0].axes
assert [ax.get_title() for ax in axes] == [f"epoch {n}" for n in (0, 200, 400, 450, 500, 1000)]
ticks = np.linspace(-0.5, 1.5, 201)
plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
for ax, weights in zip(axes, snapshots.values(), strict=True):
    is_one = forward(weights, plane)[1] > 0.5
    assert np.array_equal(ax.images[0].get_array().ravel(), is_one.ravel())
assert not axes[0].images[0].get_array().any()
at_corners = [(forward(w, x)[1].ravel() > 0.5).astype(int).tolist() for w in snapshots.values()]
assert at_corners[1:] == [[1, 1, 1, 0]] * 2 + [[0, 1, 1, 0]] * 3

# %% evaluate
assert accuracy == 1 and abs(final_loss - loss(first_net, x, y)) < 1e-6

# %% final-train
assert accuracy == 1 and np.abs(answers - y.ravel()).max() < 0.01
