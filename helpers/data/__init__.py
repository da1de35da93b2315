"""The MNIST digits and a small net that reads them, which come along with the course."""

import zipfile
import zlib
from pathlib import Path

import numpy as np

from helpers.language import _

__all__ = ["load_mnist", "load_small_net"]

_FILE = Path(__file__).with_name("mnist.npz")
SMALL_NET = Path(__file__).with_name("small_net.npz")


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
    keys = ("x_train", "y_train", "x_test", "y_test")
    x_train, y_train, x_test, y_test = _arrays(_FILE, keys, _("the MNIST digits"))
    return (x_train, y_train), (x_test, y_test)


def load_small_net():
    """Load the weights of a small net that reads digits, as lesson 8 has trained it.

    Returns
    -------
    list of numpy.ndarray
        `float32`, the weights and biases of three dense layers in turn, of the shapes
        `(784, 128)`, `(128,)`, `(128, 64)`, `(64,)`, `(64, 10)` and `(10,)`. The net takes pixels
        divided by 255; the hidden layers have ReLU, the last one softmax.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_mnist`.

    Examples
    --------
    >>> [array.shape for array in load_small_net()]
    [(784, 128), (128,), (128, 64), (64,), (64, 10), (10,)]
    """
    keys = ["steps", *[f"arr_{k}" for k in range(6)]]
    steps, *weights = _arrays(SMALL_NET, keys, _("the small net's weights"))
    return [step * array for step, array in zip(steps, weights, strict=True)]


def _arrays(path, keys, what):
    """The arrays of these names in a file of the course's; where they are not, how to get it."""
    restore = _(
        "In the course's folder, `git checkout -- helpers/data/{file}` restores it; or download "
        "the course again."
    ).format(file=path.name)
    try:
        with open(path, "rb") as file, np.load(file) as arrays:
            return [arrays[key] for key in keys]
    except FileNotFoundError:
        missing = _(
            "{what}, which come with the course, are missing: {path} is not there. {restore}"
        )
        what = what[0].upper() + what[1:]
        raise FileNotFoundError(missing.format(what=what, path=path, restore=restore)) from None
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        content = path.read_bytes()
        said = _(
            "{path} does not hold {what}, but {size:,} bytes of something else or of a damaged "
            "copy. {restore}"
        )
        if content.startswith(b"version https://git-lfs"):
            said = _(
                "{path} does not hold {what}, but a pointer of Git LFS to them: fetch the file "
                "itself with `git lfs pull`."
            )
        said = said.format(path=path, what=what, size=len(content), restore=restore)
        raise ValueError(said) from None
