"""The small net that comes along reads digits, in NumPy alone, as well as it is said to."""

import numpy as np
import pytest

from helpers import data, load_mnist
from tools import refresh


def test_it_reads_as_many_of_the_test_digits_as_its_file_says():
    _, (images, labels) = load_mnist()
    w1, b1, w2, b2, w3, b3 = data.load_small_net()
    x = images.reshape(-1, 784).astype("float32") / 255
    hidden = np.maximum(np.maximum(x @ w1 + b1, 0) @ w2 + b2, 0)
    accuracy = np.mean((hidden @ w3 + b3).argmax(axis=1) == labels)
    with np.load(data.SMALL_NET) as stored:
        assert accuracy == pytest.approx(stored["test_accuracy"], abs=0.001)
    assert accuracy > 0.97
    assert data.SMALL_NET.stat().st_size <= 250_000


def test_it_is_stored_anew_only_where_it_has_changed(tmp_path):
    file = tmp_path / "net.npz"
    weights = [np.ones((2, 3)), np.zeros(3)]
    refresh.keep_small_net(weights, 0.97, file)
    before = file.read_bytes()
    refresh.keep_small_net(weights, 0.98, file)
    assert file.read_bytes() == before
    refresh.keep_small_net([weights[0], np.array([-1, 0, 0.25])], 0.98, file)
    with np.load(file) as stored:
        assert stored["test_accuracy"] == 0.98 and stored["arr_0"].dtype == np.int8
        assert stored["arr_1"].tolist() == [-127, 0, 32]
        assert stored["steps"] == pytest.approx(1 / 127)
