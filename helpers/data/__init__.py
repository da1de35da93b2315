"""The MNIST digits, which come along with the course."""

import zipfile
import zlib
from pathlib import Path

import numpy as np

__all__ = ["load_mnist", "load_small_net"]

_FILE = Path(__file__).with_name("mnist.npz")
SMALL_NET = Path(__file__).with_name("small_net.npz")
_RESTORE = (
    "In the course's folder, `git checkout -- helpers/data/mnist.npz` restores it; or download the "
    "course again."
)
_KEYS = ("x_train", "y_train", "x_test", "y_test")


def load_mnist():
    """Load the MNIST handwritten digits, from the file beside this module.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        Images: `uint8`, shapes `(60000, 28, 28)` and `(10000, 28, 28)`, 0 is paper and 255 is
        ink. Labels: `uint8`, shapes `(60000,)` and `(10000,)`, the digits 0 to 9. The same four
        arrays as `keras.datasets.mnist.load_data()` gives, and the caller's own at each call.

    Raises
    ------
    FileNotFoundError
        If the file is missing.
    ValueError
        If it is damaged, or a pointer of Git LFS stands in its place.

    Examples
    --------
    >>> (train_images, train_labels), (test_images, test_labels) = load_mnist()
    >>> train_images.shape, train_images.dtype, test_labels.shape
    ((60000, 28, 28), dtype('uint8'), (10000,))
    """
    try:
        with open(_FILE, "rb") as file, np.load(file) as arrays:
            x_train, y_train, x_test, y_test = (arrays[key] for key in _KEYS)
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The MNIST digits, which come with the course, are missing: {_FILE} is not there. "
            f"{_RESTORE}"
        ) from None
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        is_there = _what_is_there()
        raise ValueError(f"{_FILE} does not hold the MNIST digits, but {is_there}") from None
    return (x_train, y_train), (x_test, y_test)


def _what_is_there():
    content = _FILE.read_bytes()
    if content.startswith(b"version https://git-lfs"):
        return "a pointer of Git LFS to them: fetch the file itself with `git lfs pull`."
    return f"{len(content):,} bytes of something else or of a damaged copy. {_RESTORE}"


def load_small_net():
    """Load the weights of a small net that reads digits, as lesson 8 has trained it.

    Returns
    -------
    list of numpy.ndarray
        `float32`, the weights and biases of three dense layers in turn, of the shapes
        `(784, 128)`, `(128,)`, `(128, 64)`, `(64,)`, `(64, 10)` and `(10,)`. The net takes pixels
        divided by 255; the hidden layers have ReLU, the last one softmax.

    Examples
    --------
    >>> [array.shape for array in load_small_net()]
    [(784, 128), (128,), (128, 64), (64,), (64, 10), (10,)]
    """
    with np.load(SMALL_NET) as stored:
        return [step * stored[f"arr_{k}"] for k, step in enumerate(stored["steps"])]
