"""A net of one hidden layer as a learner writes it: what the tests give the net playground."""

import numpy as np

from widgets import net_playground

X, Y = np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([[0, 1, 1, 0]]).T


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def random_start(rng, units):
    return [rng.normal(size=(2, units)), np.zeros(units), rng.normal(size=(units, 1)), np.zeros(1)]


def forward(params, x, activation):
    w1, b1, w2, b2 = params
    hidden = activation(x @ w1 + b1)
    return hidden, sigmoid(hidden @ w2 + b2)


def loss(params, x, y, activation):
    _, output = forward(params, x, activation)
    return -np.mean(y * np.log(output) + (1 - y) * np.log(1 - output))


def train(params, x, y, learning_rate, epochs, activation):
    for _ in range(epochs):
        _, _, w2, _ = params
        hidden, output = forward(params, x, activation)
        slope = hidden > 0 if activation is relu else 1 - hidden**2
        d2 = (output - y) / len(x)
        d1 = d2 @ w2.T * slope
        steps = [x.T @ d1, d1.sum(axis=0), hidden.T @ d2, d2.sum(axis=0)]
        params = [p - learning_rate * step for p, step in zip(params, steps, strict=True)]
    return params


def play(**changes):
    """The playground with this net; a function or a setting may be another one."""
    given = {"random_start": random_start, "forward": forward, "loss": loss, "train": train}
    return net_playground(**{**given, "activations": {"tanh": np.tanh, "ReLU": relu}, **changes})
