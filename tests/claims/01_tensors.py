"""Claims on lesson 1."""

# %% four-tensors
assert [text.get_text() for text in figures[0].axes[0].texts if "shape" in text.get_text()] == [
    f"shape {tensor.shape}" for tensor in (scalar, vector, days, towns)
]

# %% axes
assert warmest_per_reading.tolist() == [max(readings) for readings in zip(*days, strict=True)]
assert warmest_per_day.tolist() == [max(day) for day in days]

# %% axes-picture
drawn = {text.get_position(): text.get_text() for text in figures[0].axes[0].texts}
assert all(drawn[column, row] == str(days[row, column]) for row in range(3) for column in range(5))
assert np.array_equal(canvas[:3, :5], days) and np.isnan(canvas).sum() == 35 - 15 - 5 - 3

# %% load-mnist
assert train_images.shape == (60_000, 28, 28)
assert train_images.shape == (len(train_labels), 28, 28)
assert not train_labels.flags.writeable
assert np.iinfo("uint8").max == 255 and 2**8 == 256

# %% one-digit
assert train_labels[2] == 4

# %% crop-centre
assert np.shares_memory(centres, train_images)
assert np.array_equal(centres, train_images[:, 6:22, 6:22])
assert centres.sum() > 0.7 * train_images.sum() and 16**2 < 0.35 * 28**2

# %% mask
assert is_four[:10].nonzero()[0].tolist() == [2, 9]

# %% fours
assert len(fours) == (train_labels == 4).sum() == 5842
assert np.array_equal(fours[0], digit)

# %% view
assert np.shares_memory(numbers, window)

# %% copy
assert not np.shares_memory(numbers, part)

# %% read-only
# A view inherits the lock, a copy does not, and a view taken before the lock stays open.
assert np.shares_memory(digit, train_images)
assert not digit.flags.writeable and not centres.flags.writeable
assert fours.flags.writeable and not np.shares_memory(fours, train_images)
data = numbers.copy()
earlier = data[1:]
data.flags.writeable = False
earlier[0] = 99
assert data[1] == 99 and not data[1:].flags.writeable
assert not np.shares_memory(data[data > 0], data)
data = np.arange(3)
data[data > 0] = 7
assert data.tolist() == [0, 7, 7]  # what is assigned to a mask changes the data

# %% nth-batch
assert (start, stop) == (2 * 128, 3 * 128)

# %% last-batch
assert len(train_images) / batch_size == 468.75
assert len(last_batch) == len(train_images) - 468 * batch_size == 96
assert -(-len(train_images) // batch_size) == 469
assert len(train_images) // batch_size - 1 == 467

# %% samples-first
assert np.shares_memory(batch, train_images)
assert batch.mean(axis=(1, 2)).shape == (128,)

# %% series
for feature, low, high in [(0, 10, 25), (1, 40, 90)]:
    assert low <= week[:, :, feature].min() and week[:, :, feature].max() < high

# %% sentence
assert len(words) == 8 and len(vocabulary) == 6
assert np.array_equal(one_hot[[0, 0]], one_hot[[3, 6]])
assert len(np.unique(one_hot, axis=0)) == 6

# %% video-and-sound
assert np.arange(44_100)[-1] == 44_099
assert video.nbytes == 30 * 72 * 128 * 3 and sound.shape == (1, 44_100, 1)
assert np.argmax(np.abs(np.fft.rfft(wave))) == 440  # waves in its one second

# %% bytes
assert name == "a minute of video" and 11_000 < megabytes < 11_300
assert megabytes > 200 * 60_000 * 28 * 28 / 1e6
assert megabytes * 1e6 == 30 * 60 * 1080 * 1920 * 3
assert examples[2][1] == train_images.shape

# %% memory
assert train_images.astype("float32").nbytes == 4 * train_images.nbytes
assert train_images.astype("float64").nbytes == 8 * train_images.nbytes

# %% overflow
total = bright.astype(int) + more
assert total[0] == 300 and total[1] == 260 and np.array_equal(bright + more, total % 256)

# %% scale
assert all((train_images[:2] / by).dtype == np.float64 for by in (255, train_images[:2] + 1))
limit = np.sqrt(6 / (784 + 512))  # weights as a net of lesson 7 starts with
w = np.random.default_rng(0).uniform(-limit, limit, (784, 512))
first_sums = x.reshape(-1, 784) @ w
assert np.abs(first_sums).max() < 3 and np.abs(255 * first_sums).max() > 300
assert x.dtype == np.float32 and x.min() == 0 and x.max() == 1

# %% flatten
assert np.array_equal(train_images.reshape(60_000, -1), flat)
assert np.array_equal(flat.reshape(-1, 28, 28), train_images)
assert np.array_equal(flat[2], np.concatenate(list(digit)))
assert np.shares_memory(flat, train_images)
assert not np.shares_memory(digit.T.reshape(-1), digit)  # here no view is possible

# %% transpose
assert np.shares_memory(six.T, six)
assert train_images.T.shape == train_images.shape[::-1]

# %% not-the-same-digit
assert images[1].shape == images[2].shape == (22, 28)
assert trimmed.sum() == digit.sum()  # no ink was cut off
starts = [28 * row for row in range(22)]
assert {(start + 27) // 22 - start // 22 + 1 for start in starts} == {2, 3}  # rows of 22 in each

# %% moveaxis
assert np.array_equal(by_moveaxis[1, 2], two_flags[1, :, :, 2])
assert np.array_equal(by_moveaxis.transpose(0, 2, 3, 1), two_flags)
assert np.array_equal(np.moveaxis(by_moveaxis, 1, 3), two_flags)
assert two_flags.reshape(2, 3, 20, 30)[0, 0].ravel().tolist() == flag.ravel().tolist()[:600]
