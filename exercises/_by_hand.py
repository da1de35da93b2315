"""A dense net in NumPy: it shows what a Keras net does, however that was written."""

from itertools import product

import numpy as np


def _softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _sigmoid(scores):
    return 1 / (1 + np.exp(-np.clip(scores, -500, 500)))


ACTIVATIONS = {
    "relu": lambda scores: np.maximum(scores, 0),
    "softmax": _softmax,
    "linear": lambda scores: scores,
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
}


def widths(weights):
    """From the weights of a stack of dense layers its widths, such as [784, 512, 10].

    Parameters
    ----------
    weights : list of numpy.ndarray
        As `model.get_weights()` gives them: W and b of each layer in turn.

    Returns
    -------
    list of int or None
        None where these are not the weights of such a stack.
    """
    if not weights or len(weights) % 2:
        return None
    found = [len(weights[0])]
    for W, b in zip(weights[::2], weights[1::2], strict=True):  # noqa: N806
        if W.ndim != 2 or b.ndim != 1 or W.shape != (found[-1], len(b)):
            return None
        found.append(len(b))
    return found


def activations(weights, x, outputs):
    """The activations with which dense layers of these weights turn `x` into `outputs`.

    Parameters
    ----------
    weights : list of numpy.ndarray
        W and b of each dense layer in turn.
    x, outputs : numpy.ndarray
        A batch of samples, of shape (n, inputs), and what the net gives for it.

    Returns
    -------
    tuple of str or None
        One name for each layer, such as ("relu", "softmax"); None where nothing common fits.
    """
    pairs = list(zip(weights[::2], weights[1::2], strict=True))
    for names in product(ACTIVATIONS, repeat=len(pairs)):
        values = x
        for (W, b), name in zip(pairs, names, strict=True):  # noqa: N806
            values = ACTIVATIONS[name](values @ W + b)
        if np.allclose(values, outputs, rtol=1e-3, atol=1e-5):
            return names
    return None
