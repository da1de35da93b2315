"""Claims on lesson 2. What depends on the clock is held only in what it was measured on."""

# %% naive-relu-run
assert np.array_equal(z, [[1.5, -2.0, 0.5], [-0.5, 3.0, -4.0]])  # not one number was touched

# %% speed
assert big.size == 1_000_000

# %% speed-chart
assert add_times == round(add_ratio, -1) and relu_times == round(relu_ratio, -1)
(ax,) = figures[0].axes
assert [bar.get_width() for bar in ax.patches] == [add_times, relu_times, 1]
names = [label.get_text() for label in ax.get_yticklabels()]
assert names == ["NumPy: addition", "NumPy: ReLU", "loops"]

# %% by-hand
assert np.array_equal(naive_add(products, b_repeated), products + b)

# %% naive-broadcast
assert np.array_equal(naive_add_vector(z, vector), z + vector)

# %% no-copy
assert np.array_equal(stretched, copied)

# %% nbytes
assert np.shares_memory(row, stretched) and not np.shares_memory(row, copied)
assert not stretched.flags.writeable

# %% view-speed
tiled = np.tile(row, (1000, 1))
assert np.array_equal(tiled, stretched) and not np.shares_memory(row, tiled)

# %% naive-vector-dot
assert naive_vector_dot(v, v) == np.dot(v, v) == 5

# %% matrix-vector
assert np.array_equal(naive_matrix_vector_dot(bills, prices), np.dot(bills, prices))

# %% naive-matmul
assert np.array_equal(naive_matmul(bills, price_lists), np.dot(bills, price_lists))

# %% dot-or-star
assert np.array_equal(left @ right, np.dot(left, right))
assert not np.array_equal(left * right, left @ right)

# %% star-and-sum
assert (amounts * prices).sum() == amounts @ prices

# %% higher-rank
assert np.allclose((videos @ matrix)[2], videos[2] @ matrix)
assert np.allclose(videos @ matrix, np.dot(videos, matrix))

# %% three-moves-check
assert np.allclose(distances_before, distances_after)

# %% fold
middle = (p + q) / 2
assert np.allclose(without_relu(middle), (without_relu(p) + without_relu(q)) / 2)
assert not np.allclose(with_relu(middle), (with_relu(p) + with_relu(q)) / 2)

# %% conventions
assert np.allclose(columns, rows.T)

# %% random-weights
assert W.size + b.size == 784 * 512 + 512 == 401_920

# %% whole-layer
assert output.shape == (128, 512) and output.min() == 0

# %% share-of-zeros
assert 0.4 < share < 0.6 and share + np.mean(output > 0) == 1

# %% batch-speed
assert np.allclose([digit @ W for digit in x], x @ W, atol=1e-5)
assert x.astype("float64").nbytes == 2 * x.nbytes
