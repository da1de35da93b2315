# %% papers
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[300 * r :, 300 * c :][:280, :280] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, papers) and digits.tolist() == sorted(2 * [*range(10)])

# %% build
net = build_net()
assert net.input_shape == (None, 28, 28, 1) and net.count_params() == 56_970

# %% net
assert model.input_shape == (None, 28, 28, 1) and model.count_params() == 56_970
if file.exists():
    assert float(model.optimizer.learning_rate) < 1e-9  # the saved rate has fallen to zero

# %% ask
assert 0.975 < np.mean(answers == y_val[:1000]) < 0.9985
assert np.allclose(probabilities_of(x_val[:10]).sum(axis=1), 1, atol=1e-5)
assert np.allclose(
    probabilities_of(x_val[:10]), model.predict(x_val[:10, :, :, np.newaxis], verbose=0), atol=1e-5
)
accuracy = np.mean(probabilities_of(x_val).argmax(axis=1) == y_val)
assert 0.975 < accuracy < 0.995  # about 99 of 100

# %% straight
right = np.sum(straight == digits)
assert 8 <= right < 18
assert np.all(straight[::2] == digits[::2])  # the large ones
for k in np.flatnonzero(straight != digits):
    middle = [np.flatnonzero(papers[k].any(axis=axis))[[0, -1]].mean() for axis in (0, 1)]
    assert not file.exists() or np.abs(np.array(middle) - 139.5).max() > 40  # off the middle
assert np.allclose(shrunk[3, 5, 7], papers[3, 50:60, 70:80].mean())

# %% straight-picture
ax = figures[0].axes[0]
drawn = ax.images[0].get_array()
tiles = [drawn[44 * r + 14 :, 30 * c :][:28, :28] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, shrunk)
said = [text.get_text() for text in ax.texts]
assert [int(text[0]) for text in said] == straight.tolist()
assert ["≠" in text for text in said] == (straight != digits).tolist()

# %% crop
assert box.sum() == paper.sum()  # no ink was lost
assert all(side.any() for side in (box[0], box[-1], box[:, 0], box[:, -1]))

# %% longer
assert len(longer_sides) == 10_000 and longer_sides.max() == 20 and len(others) == 3

# %% shrink
rng = np.random.default_rng(7)
image = rng.random((12, 5))
assert np.allclose(shrink_rows(image, 4), image.reshape(4, 3, 5).mean(axis=1))
assert np.array_equal(shrink_rows(image, 12), image)
assert shrink_rows(image, 20).shape == (20, 5)

# %% scale
assert max(small.shape) == 20 and small.min() >= 0 and small.max() <= 255
assert 138 / 20 == 6.9 and abs(87 / 13 - 6.9) < 0.25
assert scale(np.full((280, 4), 255)).shape == (20, 1)
assert abs(small.mean() / box.mean() - 1) < 0.02  # the greys are kept

# %% scale-picture
left, right = figures[0].axes
assert np.array_equal(left.images[0].get_array(), box)
assert np.array_equal(right.images[0].get_array(), small)
assert len(left.lines) == 19 + 12

# %% mass
assert np.arange(27 + 1).mean() == 13.5
assert np.abs(centres - 14).max() <= 1 / 2

# %% centre
assert np.isclose(centre(small).sum(), small.sum())
assert np.allclose(centre_of_mass(centre(small)), 14, atol=0.51)
lopsided = np.zeros((20, 20))
lopsided[0] = 255
assert centre(lopsided)[8].sum() == 20 * 255

# %% prepare
assert sum(same) == 1000 and x_val[0].size == 784
for image in x_val[:1000]:
    assert np.array_equal(scale(crop(image)), crop(image))  # `scale` is not tested by them
    assert np.array_equal(centre(crop(image)), image)
assert not prepare(np.zeros((280, 280))).any()

# %% steps
*pictures, bars = figures[0].axes
for ax, image in zip(pictures, [paper, box, small, prepare(paper)], strict=True):
    assert np.array_equal(ax.images[-1].get_array(), image)
    assert ax.get_title() == f"{image.shape[0]} by {image.shape[1]}"
heights = [bar.get_height() for bar in bars.patches]
assert np.allclose(heights, read(paper)) and np.argmax(heights) == 9 and heights[9] > 0.5
canvas = prepare(paper)
assert not canvas[:3].any() and not canvas[-3:].any() and not canvas[:, :3].any()
rims = x_val.copy()
rims[:, 1:-1, 1:-1] = 0
assert 0.9 < np.mean(~rims.any(axis=(1, 2))) < 1 and rims[:, 0].mean() < 1  # or nearly so

# %% with
steps_right = np.sum(with_steps == digits)
assert np.sum(straight == digits) < 18 and steps_right >= 19

# %% with-picture
ax = figures[0].axes[0]
drawn = ax.images[0].get_array()
tiles = [drawn[44 * r + 14 :, 30 * c :][:28, :28] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, prepared)
said = [text.get_text() for text in ax.texts]
assert [int(text[0]) for text in said] == with_steps.tolist()
assert ["≠" in text for text in said] == (with_steps != digits).tolist()

# %% corner
assert [sizes[k] for k in (1, 2, 3, 5)] == [0.8, 0.6, 0.4, 0.2] and len(right) == 6
all_steps, placed, neither = np.transpose(right)
assert min(all_steps[:3]) >= 17 and all_steps[3] >= 14 and 4 <= all_steps[5] < 20 / 2
assert placed[0] >= 18 and max(placed[3:]) <= 7 and placed[2] < all_steps[2]
assert neither[0] >= 8 and neither[1] < 20 * 1 / 2 and max(neither[2:]) <= 5

# %% corner-picture
lines = figures[0].axes[0].lines
assert np.array_equal([line.get_ydata() for line in lines], table.T)

# %% pad-from-code
with_strokes = drawing_pad(read)
with_strokes.strokes = drawings[5][1]
assert with_strokes.answer == drawings[5][0] == 2
assert pad.answer is None  # clean again

# %% your-digit
*pictures, bars = figures[0].axes
first, field = pictures[0].images[-1].get_array(), pictures[-1].images[-1].get_array()
assert np.array_equal(first, papers[8]) and np.array_equal(field, prepare(papers[8]))
heights = [bar.get_height() for bar in bars.patches]
assert np.allclose(heights, read(papers[8])) and heights[4] > 0.5
# The box must hold a dot too, so the digit comes out smaller.
for _, strokes in drawings:
    whole = strokes_to_pixels(strokes).copy()
    dotted = strokes_to_pixels([*strokes, [[0.04, 0.96]]])
    assert max(crop(dotted).shape) > max(crop(whole).shape)

# %% seven
p = probabilities_of(ones)
assert p[0].argmax() == 1 and p[0, 1] > 0.9 and p[-1].argmax() == 7 and p[-1, 7] > 0.5
assert np.all(np.diff(p[:, 7]) > -0.05)
for picture, bars, image, row in zip(*np.reshape(figures[0].axes, (2, 5)), ones, p, strict=True):
    assert np.array_equal(picture.images[0].get_array(), image)
    assert np.allclose([bar.get_height() for bar in bars.patches], row)

# %% ones
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[30 * r :, 30 * c :][:28, :28] for r in range(4) for c in range(10)]
assert np.array_equal(tiles, train_images[train_labels == 1][:40])

# %% sure-picture
pictures, bars = np.reshape(figures[0].axes, (2, 5))
for picture, ax, image, row in zip(pictures, bars, strange, p_strange, strict=True):
    assert np.array_equal(picture.images[0].get_array(), image)
    assert np.allclose([bar.get_height() for bar in ax.patches], row)
surest = p_strange.max(axis=1)
assert np.allclose(p_strange.sum(axis=1), 1, atol=1e-5)
assert p_strange[:3].argmax(axis=1).tolist() == [4, 0, 0]
assert np.all(surest[:2] > 0.9) and surest[2] > 0.4 and surest[3] < 0.95 and surest[4] < 0.3
assert surest[1] >= 0.95  # the house

# %% threshold
assert np.mean(surest < 0.95) > 0.01
assert np.sum(p_strange.max(axis=1) >= 0.95) >= 2 and p_strange[4].max() < 0.95
