"""Claims on lesson 2. What depends on the clock is held only in what it was measured on."""

# %% first-layer
assert W.shape == (2, 3) and x.shape == (3, 1) and b.shape == products.shape == (2, 1)

# %% naive-relu
assert np.array_equal(z, [[1.5, -2.0, 0.5], [-0.5, 3.0, -4.0]])  # not one number was touched

# %% naive-add
whole, halves = np.array([[1, 2]]), np.array([[0.5, 0.5]])
for left, right in ((whole, whole), (whole, halves), (halves, whole)):
    assert np.array_equal(naive_add(left, right), left + right)
    assert naive_add(left, right).dtype == (left + right).dtype
cut = whole.copy()
cut[0, 0] = 1.5
assert cut[0, 0] == 1

# %% vectorised
for tensor in (z, np.array([[1, -2]]), np.array([[1.5, -2]], dtype="float32")):
    assert naive_relu(tensor).dtype == relu(tensor).dtype
    assert np.array_equal(naive_relu(tensor), relu(tensor))
assert max(np.array([3.0]), 0) == 3

# %% speed
assert big.size == 1_000_000

# %% broadcasting-met
assert batch.shape == (3, 4) and np.array_equal(batch[:, :1], x)
assert np.array_equal(batch_products + b - batch_products, [[1] * 4, [-1] * 4])

# %% by-hand
assert np.array_equal(naive_add(batch_products, b_repeated), batch_products + b)

# %% broadcast-cure
assert np.array_equal(batch_products + b_vector[:, np.newaxis], batch_products + b)

# %% silent-mistake
assert (products + b_vector).shape == (2, 2) and b_vector.shape == (2,)

# %% naive-vector-dot
assert naive_vector_dot(prices, amounts) == np.dot(prices, amounts) == 7
try:
    naive_vector_dot(prices, amounts[:2])
except AssertionError:
    pass
else:
    raise AssertionError("two lengths, and no error")

# %% matrix-vector
assert np.array_equal(naive_matrix_vector_dot(shops, amounts), np.dot(shops, amounts))

# %% naive-matmul
assert np.array_equal(bills, np.dot(shops, customers))
assert np.array_equal(bills, shops @ customers) and bills.dtype == customers.dtype
deep, other = np.ones((2, 3, 4)), np.ones((2, 4, 6))  # from rank 3 on, `@` is not `np.dot`
assert (deep @ other).shape == (2, 3, 6) and np.dot(deep, other).shape == (2, 3, 2, 6)
assert np.array_equal(customers[:, 0], amounts) and np.array_equal(shops[0], prices)

# %% shape-mistake
assert (np.ones((2, 3)).T @ np.ones((2, 3))).shape == (3, 3)  # either transpose would do
assert (np.ones((2, 3)) @ np.ones((2, 3)).T).shape == (2, 2)

# %% dot-or-star
assert np.array_equal(numbers @ scaling, numbers * [10, 1])
assert np.count_nonzero(numbers * scaling == 0) == 2

# %% digit-scores
assert np.allclose(scores[3, 7], templates[3] @ new_digits[:, 7])
assert scores[:, 1].argmax() == 0 and scores[:, 1].argmin() == 1 and train_labels[1] == 0

# %% template-picture
(ax,) = figures[0].axes
words = [text.get_text() for text in ax.texts]
assert words[:3] == ["the digit", "0:  32.4", "1:  -18.6"] and len(words) == 11
assert round(scores[0, 1], 1) == 32.4 and round(scores[1, 1], 1) == -18.6
assert np.allclose(ax.images[0].get_clim(), (-0.42, 0.42), atol=0.005)
ink = new_digits[:, 1] / new_digits[:, 1].sum()  # most of it lies on the orange of 1
assert ink[templates[1] < 0].sum() > 0.85 and ink[templates[1] < -0.1].sum() > 0.6
# The ring of 0 is blue around an orange middle; the bar of 1 blue, with orange on both sides.
assert templates[0].reshape(28, 28)[14, 14] < -0.3 and templates[1].reshape(28, 28)[14, 14] > 0.3
assert templates[1].reshape(28, 28)[14, [8, 20]].max() < -0.2 < 0.2 < templates[0].max()
orange = -np.minimum(templates, 0)  # that of 8 has the least of it, and the palest
assert orange.sum(axis=1).argmin() == orange.max(axis=1).argmin() == 8
assert (orange @ new_digits).mean(axis=1).argmin() == 8

# %% template-answers
assert 90 < np.bincount(train_labels[:1000]).mean() < 110
assert np.array_equal(truth, train_labels[:1000])
assert (truth == 1).sum() == 116 and ((truth == 1) & (answers == 8)).sum() == 79
others = new_digits[:, truth != 8]  # what the digits that are no 8 gain and lose by each template
gain, loss = (np.maximum(sign * templates, 0) @ others for sign in (1, -1))
assert gain.mean(axis=1).argsort()[-2:].tolist() == [8, 0] and loss.mean(axis=1).argmin() == 8
assert templates[8].reshape(28, 28)[12:16, 12:16].mean() > 0.15

# %% template-bias
assert (truth == 5).sum() == 92 and ((truth == 5) & (answers != 5)).sum() == 90

# %% columns
assert np.allclose(rotation @ rotation.T, np.eye(2))
assert np.allclose(rotation @ [2, 3], 2 * rotation[:, 0] + 3 * rotation[:, 1])

# %% turn-picture
before, after = figures[0].axes
assert np.isclose(np.linalg.det(rotation), 1)
assert [text.get_text() for text in before.texts if text.get_text()] == ["(1, 0)", "(0, 1)"]
assert [text.get_text() for text in after.texts if text.get_text()] == ["(0.8, 0.6)", "(−0.6, 0.8)"]

# %% three-moves-picture
words = [text.get_text() for text in figures[0].axes[2].texts if text.get_text()]
assert words == ["(1.6, 0.4)", "(0.6, 1.4)"]
assert np.allclose(shift(np.eye(2)).T, ((1.6, 0.4), (0.6, 1.4)))

# %% affine-picture
left, right = figures[0].axes
words = [text.get_text() for text in left.texts if text.get_text()]
assert words == ["(1.25, 0.85)", "(−0.15, 1.05)"] and not right.texts
assert np.allclose(affine(np.eye(2)), [[1.25, -0.15], [0.85, 1.05]])
ticks = np.linspace(-1, 1, 5)
grid = np.array(np.meshgrid(ticks, ticks)).reshape(2, 25)
positive = (affine(grid) > 0).sum(axis=0)
assert np.bincount(positive).tolist() == [2, 12, 11]
assert np.array_equal((layer(grid) == affine(grid)).all(axis=0), positive == 2)
square = np.array(np.meshgrid(np.linspace(-1, 1, 201), np.linspace(-1, 1, 201))).reshape(2, -1)
both = (affine(square) < 0).all(axis=0)  # many points, and all of them end at the origin
assert both.sum() > 1000 and not layer(square[:, both]).any()
fallen = grid[:, positive == 0]  # the dot is from an axis, the triangle from the lower left
assert sorted(fallen.T.tolist()) == [[-1, -0.5], [-1, 0]]

# %% collapse
assert W_one.shape == (3, 2) and b_one.shape == (3, 1)

# %% conventions
assert np.array_equal(rows, columns.T)

# %% random-weights
assert W_digits.size + b_digits.size == 784 * 512 + 512 == 401_920
assert x_digits.min() == 0 and x_digits.max() == 1
assert (np.abs(W_digits) < 0.1).mean() > 0.9

# %% whole-layer
assert digits_output.shape == (512, 128) and digits_output.min() == 0
assert 0.46 < (digits_output == 0).mean() < 0.54
assert 0.45 < (W_digits < 0).mean() < 0.55
