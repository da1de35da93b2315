# %% dense-train
assert dense_accuracy > 0.96

# %% shift
drawn = figures[0].axes[0].images[0].get_array()
for place, pixels in enumerate(shifts):
    tile = drawn[:, 30 * place : 30 * place + 28]
    assert np.array_equal(tile[:, pixels:], test_images[0, :, : 28 - pixels] / 255)
    assert not tile[:, :pixels].any()

# %% dense-shifted
assert 1 - dense_shifted > 2.5 * (1 - dense_accuracy)
assert 1 - shift_right(test_images, 4).sum() / test_images.sum() < 1 / 100  # of the ink

# %% scramble
assert np.allclose(x @ W + b, scrambled @ W[order] + b)
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[30 * r : 30 * r + 28, 30 * c : 30 * c + 28] for r in range(2) for c in range(10)]
assert np.array_equal(np.reshape(tiles, (20, 784)), np.concatenate([x, scrambled]))

# %% tiny-picture
said = [text.get_text() for text in figures[0].axes[0].texts]
assert said.count("3") == said.count("−3") == 6 and said[-1].endswith("= 3")

# %% naive
assert np.array_equal(convolve_naive(stroke, vertical_edges), [[3, 3, -3, -3]] * 3)

# %% digit
assert upright.shape == level.shape == (26, 26)

# %% digit-picture
for panel, drawn in zip(figures[0].axes, [digit, upright, level], strict=True):
    assert np.array_equal(panel.images[0].get_array(), drawn)
assert all(panel.images[0].get_clim() == (-3, 3) for panel in figures[0].axes[1:])

# %% vectorised
assert np.allclose(convolve_plane(digit, vertical_edges), upright)
assert np.allclose(convolve_plane(digit, horizontal_edges), level)

# %% equivariance
assert np.allclose(moved_first, moved_after)

# %% sizes
for side, padding, stride in [(3, 0, 1), (3, 1, 1), (5, 0, 1), (5, 2, 1), (3, 0, 2), (5, 0, 2)]:
    places = range(0, 28 + 2 * padding - side + 1, stride)  # where the filter can begin
    assert len(places) == (28 + 2 * padding - side) // stride + 1

# %% channels-by-hand
assert layer.count_params() == 3 * 3 * 2 * 4 + 4 == 76

# %% field
assert field == 11

# %% prepare
assert np.shares_memory(x_train, train_images)

# %% build
assert model.layers[5].rate == 0.4

# %% shapes
assert model.layers[4].output.shape[1:] == (5 * 5 * 32,)

# %% count
assert first + second + hidden + last == model.count_params() == 56_970
assert abs(model.count_params() / 407_050 - 1 / 7) < 0.005

# %% work
assert first + second == 5_056 and 5_056 / model.count_params() < 1 / 10
assert convolutions > 0.9 * (convolutions + dense_layers) > lesson_6

# %% compile
assert updates == 2814

# %% train
assert len(history.history["accuracy"]) == 6
assert history.history["accuracy"][0] > 0.9 and history.history["accuracy"][-1] > 0.985
assert history.history["loss"][-1] < 0.5 * history.history["loss"][0]

# %% cost
assert model.count_params() < dense_net.count_params()
assert convolutions + dense_layers > 5 * (784 * 128 + 128 * 10)

# %% evaluate
assert test_accuracy >= 0.99
assert history.history["accuracy"][-1] < test_accuracy + 0.002

# %% precision
assert stray < 0.0011

# %% shifted-again
dense, conv = np.array(accuracies["dense"]), np.array(accuracies["convolutional"])
assert np.all(conv > dense) and conv[2] > dense[2] + 0.05
assert conv[0] - conv[2] < 0.04 and dense[0] - dense[2] > 0.1
assert conv[4] < conv[0] - 0.1 and dense[4] < 0.5

# %% shifted-picture
for line, (name, values) in zip(figures[0].axes[0].lines, accuracies.items(), strict=True):
    assert line.get_label() == name and list(line.get_ydata()) == values

# %% filters
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[6 * r : 6 * r + 5, 6 * c : 6 * c + 5] for r in range(2) for c in range(8)]
assert np.array_equal(tiles, filters)

# %% maps
assert np.allclose(first_maps[0], by_hand, atol=1e-5)
assert np.mean(second_maps == 0) > max(0.5, np.mean(first_maps == 0))

# %% field-check
assert np.allclose(pooled_at_2_2(image), wiped, atol=1e-5)
assert not np.allclose(pooled_at_2_2(image), inverted, atol=1e-5)
window = np.copy(image)
window[:, 8] = 255 - window[:, 8]  # the uppermost row within the field
assert not np.allclose(pooled_at_2_2(image), pooled_at_2_2(window), atol=1e-5)

# %% first-maps
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[13 * r : 13 * r + 12, 13 * c : 13 * c + 12] for r in range(2) for c in range(8)]
assert np.array_equal(tiles, np.moveaxis(first_maps[0], -1, 0))

# %% second-maps
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[11 * r : 11 * r + 10, 11 * c : 11 * c + 10] for r in range(4) for c in range(8)]
assert np.array_equal(tiles, np.moveaxis(second_maps[0], -1, 0))

# %% mistakes
assert len(surest) == 25 and len(mistakes) <= 100
assert sureness[surest].mean() >= sureness[mistakes].mean()

# %% mistakes-picture
ax = figures[0].axes[0]
drawn = ax.images[0].get_array()
tiles = [drawn[44 * r + 14 :, 30 * c :][:28, :28] for r in range(5) for c in range(5)]
assert np.array_equal(tiles, test_images[surest])
assert [text.get_text() for text in ax.texts] == [
    f"{predictions[i]}≠{test_labels[i]}" for i in surest
]

# %% save
assert same and 0.6 < megabytes < 0.9
