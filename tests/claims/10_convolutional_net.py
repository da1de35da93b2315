# %% load
assert x_train.shape == (50_000, 28, 28, 1) and x_val.shape == (10_000, 28, 28, 1)
assert np.array_equal(x_val[:, :, :, 0], train_images[50_000:])

# %% dense
assert 0.96 < dense_accuracy < 0.975

# %% shift
drawn = figures[0].axes[0].images[0].get_array()
for place, pixels in enumerate(shifts):
    tile = drawn[14:42, 30 * place : 30 * place + 28]
    assert np.array_equal(tile[:, pixels:], x_val[0, :, : 28 - pixels, 0])
    assert not tile[:, :pixels].any()
assert [text.get_text() for text in figures[0].axes[0].texts] == ["0", "1", "2", "3", "4"]

# %% dense-shifted
assert abs((1 - dense_shifted) / (1 - dense_accuracy) - 8) < 1.5  # about eight times as many
assert dense_shifted > 0.5  # of little use, not of none
assert 1 - shift_right(x_val, 4).sum() / x_val.sum() < 1 / 100  # of the ink

# %% scramble
assert np.allclose(x @ w1 + b1, scrambled @ w1[order] + b1)
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[30 * r : 30 * r + 28, 30 * c : 30 * c + 28] for r in range(2) for c in range(10)]
assert np.array_equal(np.reshape(tiles, (20, 784)), np.concatenate([x, scrambled]))

# %% tiny-picture
said = [text.get_text() for text in figures[0].axes[0].texts]
assert said.count("3") == said.count("−3") == 6 and said[-1].endswith("= 3")

# %% naive
assert np.array_equal(convolve_plane(stroke, vertical_filter), [[3, 3, -3, -3]] * 3)

# %% digit
assert vertical_map.shape == horizontal_map.shape == (26, 26)
assert np.array_equal(digit, train_images[train_labels == 7][0] / 255)

# %% digit-picture
for panel, drawn in zip(figures[0].axes[:3], [digit, vertical_map, horizontal_map], strict=True):
    assert np.array_equal(panel.images[0].get_array(), drawn)
assert all(panel.images[0].get_clim() == (-3, 3) for panel in figures[0].axes[1:3])
assert horizontal_map[:8, 10:18].max() > 2 > horizontal_map[9:, 10:18].max()  # the bar, blue above
assert vertical_map[9:].max() > 2  # the stem
assert np.abs(horizontal_map[9:]).max() > 1.5  # which is slanted

# %% equivariance
assert np.allclose(moved_first, moved_after)

# %% stride
assert np.allclose(by_keras[0, :, :, 0], stride_map, atol=1e-5)
assert stride_map.size / vertical_map.size == 1 / 4

# %% sizes
for side, padding, stride in [(3, 0, 1), (3, 1, 1), (5, 2, 1), (3, 0, 2), (5, 0, 2)]:
    places = range(0, 28 + 2 * padding - side + 1, stride)  # where the filter can begin
    assert len(places) == (28 + 2 * padding - side) // stride + 1

# %% stride-shift
for pixels in range(1, 7):
    moved = convolve_plane(shift_right(batch, pixels)[0], vertical_filter)[::2, ::2]
    old = [shift_right(stride_map[np.newaxis], places)[0] for places in range(5)]
    fits = [places for places in range(5) if np.allclose(moved, old[places])]
    assert fits == ([pixels // 2] if pixels % 2 == 0 else [])

# %% corner-picture
for panel in figures[0].axes:
    said = [text.get_text() for text in panel.texts]
    assert said.count("2") == 2 and said[-1] == "1·1 + 1·1 = 2"
heads = [text.get_text() for panel in figures[0].axes for text in panel.texts]
heads = [head for head in heads if head[-1:].isdigit() and " " in head and "=" not in head]
assert heads == ["channel 0", "slice 0", "sums 0", "channel 1", "slice 1", "sums 1"]

# %% channels-loops
assert np.array_equal(corner_map[:, :, 0], [[0, 1, 0], [1, 4, 2], [0, 2, 0]])

# %% channels
assert layer.count_params() == 3 * 3 * 2 * 4 + 4 == 76

# %% pooling-picture
for panel, grid in zip(figures[0].axes, [small_map, pooled], strict=True):
    assert np.array_equal(panel.images[0].get_array(), grid)
    bold = [text.get_text() for text in panel.texts if text.get_weight() == "bold"]
    assert bold == ["5", "4", "6", "8"]

# %% learn-check
assert np.allclose(backward(kernel), measured)

# %% learn-run
assert np.allclose(kernel, vertical_filter, atol=0.001)

# %% build
assert [layer.name for layer in model.layers[1:4]] == ["conv_1", "conv_2", "pool"]
assert model.layers[5].rate == 0.4 == 40 / 100

# %% boxes
ax = figures[0].axes[0]
assert len(ax.patches) == 1 + 16 + 32 + 32 + 4
shapes = [str(layer.output.shape[1:]) for layer in model.layers]
assert [text.get_text().split("\n")[1] for text in ax.texts] == shapes
assert shapes[4] == "(800,)"

# %% count
assert first + second + hidden + last == model.count_params() == 56_970
assert abs(model.count_params() / 407_050 - 1 / 7) < 0.005
assert abs(hidden / model.count_params() - 9 / 10) < 0.005

# %% field
before = np.zeros((1, 28, 28, 1), dtype="float32")
seen = np.zeros((28, 28), dtype=bool)
rng = np.random.default_rng(7)


def pooled_at_2_2(images):
    for layer in model.layers[:4]:
        images = layer(images)
    return np.array(images)[0, 2, 2]


noise = 255 * rng.random(before.shape)
at_rest = pooled_at_2_2(noise)
inside = noise.copy()
inside[:, 8:19, 8:19] = 0
outside = noise - inside
assert np.allclose(pooled_at_2_2(outside), at_rest, atol=1e-4) and field == 11
for row, column in [(8, 8), (18, 8), (8, 18), (18, 18)]:  # the corners of the field
    bent = noise.copy()
    bent[:, row, column] += 5000
    assert not np.allclose(pooled_at_2_2(bent), at_rest, atol=1e-4)

# %% field-picture
ax = figures[0].axes[0]
assert np.array_equal(ax.images[0].get_array(), digit)
assert [frame.get_width() for frame in ax.patches] == [11, 9, 5]

# %% compile
assert updates == 2346

# %% train
assert [len(values) for values in first_half.history.values()] == [3] * 4
assert first_half.history["accuracy"][0] > 0.9

# %% train-more
assert second_half.epoch == [0, 1, 2] and int(model.optimizer.iterations) == updates
assert second_half.history["val_accuracy"][-1] > 0.989

# %% history
for panel, name in zip(figures[0].axes, ["loss", "accuracy"], strict=True):
    drawn = [list(line.get_ydata()) for line in panel.lines]
    assert drawn == [curves[name], curves[f"val_{name}"]]
assert curves["val_accuracy"][0] - curves["accuracy"][0] > 0.03
assert curves["val_loss"][0] < curves["loss"][0] / 2
assert abs(curves["val_accuracy"][-1] - curves["accuracy"][-1]) < 0.005
assert abs(curves["val_loss"][-1] - curves["loss"][-1]) < 0.005  # caught up
assert 0.985 < curves["accuracy"][-1] < 0.995 and 0.985 < curves["val_accuracy"][-1] < 0.995
assert curves["val_loss"][-1] < 1.1 * min(curves["val_loss"])  # no turn

# %% filters
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[6 * r : 6 * r + 5, 6 * c : 6 * c + 5] for r in range(2) for c in range(8)]
assert np.array_equal(tiles, filters) and len(figures[0].axes) == 2
beyond = np.mean(np.abs(filters) > figures[0].axes[0].images[0].get_clim()[1])
assert 0 < beyond < 0.03  # the few largest

# %% maps
assert np.allclose(maps["conv_1"], by_hand, atol=1e-4)
assert not digit[:5, :5].any() and np.allclose(maps["conv_1"][0, 0], np.maximum(b, 0), atol=1e-6)
assert np.max(b) > 0.03  # the even grey ground
flat, dropped = [maps[layer.name] for layer in model.layers[4:6]]
assert np.array_equal(flat, dropped) and dropped.shape == (800,)
assert np.mean(maps["conv_2"] == 0) > max(0.5, np.mean(maps["conv_1"] == 0))
assert np.allclose(maps["pool"], maps["conv_2"].reshape(5, 2, 5, 2, 32).max(axis=(1, 3)))

# %% first-maps
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[13 * r : 13 * r + 12, 13 * c : 13 * c + 12] for r in range(2) for c in range(8)]
assert np.array_equal(tiles, np.moveaxis(maps["conv_1"], -1, 0))

# %% second-maps
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[11 * r : 11 * r + 10, 11 * c : 11 * c + 10] for r in range(4) for c in range(8)]
assert np.array_equal(tiles, np.moveaxis(maps["conv_2"], -1, 0))

# %% shifted-again
dense, conv = np.array(dense_accuracies), np.array(conv_accuracies)
assert np.all(conv > dense) and conv[2] > dense[2] + 0.1
assert conv[0] > 0.989 and conv[0] - conv[2] < 0.04 and dense[0] - dense[2] > 0.1
assert 2.3 < (1 - conv[2]) / (1 - conv[0]) < 4.2  # its mistakes triple
assert 6.5 < (1 - dense[2]) / (1 - dense[0]) < 9.5  # and grow eightfold
assert conv[4] < conv[0] - 0.1 and dense[4] < 0.5

# %% shifted-picture
drawn = [list(line.get_ydata()) for line in figures[0].axes[0].lines]
assert drawn == [conv_accuracies, dense_accuracies]

# %% evaluate
assert test_accuracy > 0.99 and test_accuracy - 0.988 > 0.1 / 100  # lesson 9's is 98.8%
assert round(100 * np.sqrt(test_accuracy * (1 - test_accuracy) / 10_000), 1) == 0.1

# %% save
loaded = keras.models.load_model(file)
assert np.array_equal(loaded.predict(x_val, verbose=0), model.predict(x_val, verbose=0))
