"""Claims on lesson 1."""

# %% load-mnist
assert train_images.shape == (60_000, 28, 28)
assert train_images.shape == (len(train_labels), 28, 28)

# %% view
assert np.shares_memory(numbers, window)

# %% copy
assert not np.shares_memory(numbers, part)

# %% last-batch
assert len(last) == len(train_images) - (batch_count - 1) * batch_size == 96

# %% samples-first
assert np.shares_memory(batch, train_images)

# %% sentence-back
assert " ".join(decoded) == sentence

# %% wave
assert 440 * len(start) / rate == 4.4

# %% bytes
assert name == "a video, one minute" and 11_000 < megabytes < 11_300
assert megabytes > 200 * 60_000 * 28 * 28 / 1e6

# %% memory
assert train_images.astype("float32").nbytes == 4 * train_images.nbytes
assert train_images.astype("float64").nbytes == 8 * train_images.nbytes

# %% overflow
assert np.array_equal(bright + more, (bright.astype(int) + more) % 256)

# %% scale
assert x.min() == 0 and x.max() == 1

# %% flatten
assert train_images.reshape(-1, 784).shape == flat.shape
assert np.array_equal(flat.reshape(-1, 28, 28), train_images)

# %% transpose
assert turned[3, 7] == 1

# %% not-the-same-digit
assert pictures["transposed"].shape == pictures["reshaped"].shape
