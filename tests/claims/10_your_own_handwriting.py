# %% net
assert net.input_shape == (None, 28, 28, 1) and net.count_params() == 56_970

# %% ask
assert ten.shape == (10, 10) and np.allclose(ten.sum(axis=1), 1, atol=1e-5)

# %% which
assert test_accuracy > 0.98

# %% papers
assert papers.shape == (20, 10 * 28, 10 * 28)
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[300 * r :, 300 * c :][:280, :280] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, papers / 255)

# %% straight
assert 8 <= right < 18
assert np.sum(straight[::2] == digits[::2]) == 10  # the large ones

# %% straight-picture
ax = figures[0].axes[0]
drawn = ax.images[0].get_array()
tiles = [drawn[44 * r + 14 :, 30 * c :][:28, :28] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, shrunk)
said = [text.get_text() for text in ax.texts]
assert [int(text[0]) for text in said] == straight.tolist()
assert ["≠" in text for text in said] == (straight != digits).tolist()

# %% box
assert np.mean(longer == 20) > 0.99 and longer.max() == 20

# %% mass
assert centres.min() >= 14 - 0.5 and centres.max() <= 14 + 0.5

# %% crop
assert box.sum() == paper.sum()  # no ink was lost
assert all(side.any() for side in (box[0], box[-1], box[:, 0], box[:, -1]))

# %% shares
assert np.allclose(shares(61, 20).sum(axis=1), 1)

# %% scale
assert max(scaled.shape) == 20
assert np.allclose(shrink(papers[0], 28, 28), shrunk[0])  # as by the reshape above

# %% centre
assert np.isclose(centre(scaled).sum(), scaled.sum())
assert np.allclose(centre_of_mass(centre(scaled)), 14, atol=0.51)

# %% prepare
assert np.mean(unchanged) > 0.99

# %% steps
*pictures, bars = figures[0].axes
for ax, image in zip(pictures, [paper, box, scaled, prepare(paper)], strict=True):
    assert np.array_equal(ax.images[-1].get_array(), image)
heights = [bar.get_height() for bar in bars.patches]
assert np.allclose(heights, read(paper)) and np.argmax(heights) == 9 and heights[9] > 0.5

# %% with
assert without == right and without < steps_right <= 20
assert steps_right >= 18

# %% with-picture
ax = figures[0].axes[0]
drawn = ax.images[0].get_array()
tiles = [drawn[44 * r + 14 :, 30 * c :][:28, :28] for r in range(2) for c in range(10)]
assert np.array_equal(tiles, prepared)
said = [text.get_text() for text in ax.texts]
assert [int(text[0]) for text in said] == with_steps.tolist()
assert ["≠" in text for text in said] == (with_steps != digits).tolist()

# %% corner-picture
prepared_line, shrunk_line = figures[0].axes[0].lines
assert prepared_line.get_ydata().tolist() == with_preparation.tolist()
assert shrunk_line.get_ydata().tolist() == only_shrunk.tolist()
assert only_shrunk[1] <= 12 and with_preparation[2] >= 16 and with_preparation[3] >= 14
assert np.all(with_preparation[:4] > only_shrunk[:4]) and with_preparation[-1] <= 12

# %% pad-from-code
with_strokes = drawing_pad(read)
with_strokes.strokes = drawings[5][1]
assert with_strokes.answer == drawings[5][0] == 2
assert pad.answer is None  # clean again

# %% pad-picture
*pictures, bars = figures[0].axes
paper, field = pictures[0].images[-1].get_array(), pictures[-1].images[-1].get_array()
assert np.array_equal(paper, papers[5]) and np.array_equal(field, prepare(papers[5]))
heights = [bar.get_height() for bar in bars.patches]
assert np.allclose(heights, read(papers[5])) and heights[2] > 0.5

# %% your-digit
*pictures, bars = figures[0].axes
paper, field = pictures[0].images[-1].get_array(), pictures[-1].images[-1].get_array()
assert np.array_equal(paper, papers[8]) and np.array_equal(field, prepare(papers[8]))
heights = [bar.get_height() for bar in bars.patches]
assert np.allclose(heights, read(papers[8])) and heights[4] > 0.5

# %% seven
assert p[0].argmax() == 1 and p[0, 1] > 0.9 and p[-1].argmax() == 7
for picture, bars, image, row in zip(*np.reshape(figures[0].axes, (2, 5)), images, p, strict=True):
    assert np.array_equal(picture.images[0].get_array(), image)
    assert np.allclose([bar.get_height() for bar in bars.patches], row)

# %% ones
drawn = figures[0].axes[0].images[0].get_array()
tiles = [drawn[30 * r :, 30 * c :][:28, :28] for r in range(2) for c in range(20)]
assert np.array_equal(tiles, train_images[train_labels == 1][:40])

# %% sure
assert np.all(p[:3].max(axis=1) > 0.5) and p[:3].max() > 0.9
assert p[4].max() < 0.5

# %% sure-picture
pictures, bars = np.reshape(figures[0].axes, (2, 5))
for picture, ax, image, row in zip(pictures, bars, strange, p, strict=True):
    assert np.array_equal(picture.images[0].get_array(), image)
    assert np.allclose([bar.get_height() for bar in ax.patches], row)

# %% thousand
assert counts.max() > 500 and p_noise.max(axis=1).mean() > 0.3

# %% threshold
assert lost > 0.01 and not passed[4]  # the empty paper
