"""What a Keras net computes, however it was written: nets are compared by lending weights."""

import math
import sys

import numpy as np

from exercises._run import error_in_words
from exercises._values import in_words, plain
from helpers.language import _

# What there is to see of a net: how a sentence about it begins, and where to look if it is wrong.
PARTS = {
    "outputs": (
        _("your net gives"),
        _(
            "The layers have the right sizes. Look at what happens before, between and after them, "
            "such as rescaling and activations."
        ),
    ),
    "penalty": (_("your net pays the penalty"), _("Look at the regularizers of its layers.")),
    "training": (
        _("in training your net gives"),
        _("Look at its dropout: where it is, and its rate."),
    ),
}


class UnfitError(Exception):
    """The weights of one net do not fit another; the message names the shapes of both."""


def seen(model, x, part=None, lender=None):
    """What a part of a model shows for a batch; nothing of the model changes.

    Parameters
    ----------
    model : keras.Model
        With weights.
    x : numpy.ndarray
        A batch of samples.
    part : str, optional
        One of `PARTS`, to compare it with another net's; without it, the outputs as they are.
    lender : keras.Model, optional
        Another model, whose weights and random numbers this one takes for its own.

    Returns
    -------
    numpy.ndarray or float
        In float16 where a layer of the model or of its lender computes in half precision.

    Raises
    ------
    UnfitError
        Where the lender has other weights than the model.
    """
    import keras  # here: importing the exercises never waits for TensorFlow

    lender = lender or model
    weights, seeds = _weights(model, lender), _seeds(model, lender)
    if part:  # a bias that is still 0 would pay no penalty, and hide where a rescaling is
        weights = [
            (variable, value if np.any(value) else value + 0.1) for variable, value in weights
        ]

    def answer(weights):
        with keras.StatelessScope(weights + seeds, collect_losses=True):
            outputs = model(x, training=part == "training")
            if part == "penalty":
                return float(sum(model.losses))
        return keras.ops.convert_to_numpy(outputs)

    outputs = answer(weights)
    if part == "penalty":
        return outputs
    if part:  # the weights turned round as well: positive outputs alone would hide a ReLU
        turned = answer([(variable, -value) for variable, value in weights])
        outputs = np.concatenate([outputs, turned])
    return outputs.astype("float16") if _is_half(model) or _is_half(lender) else outputs


def in_float32(model):
    """The model, or where a layer computes in half precision, one that computes in float32.

    A class of the learner's own stays as it is.
    """
    if not _is_half(model):
        return model
    import keras

    def single(layer):
        return type(layer).from_config(layer.get_config() | {"dtype": "float32"})

    try:
        copy = keras.models.clone_model(model, clone_function=single)
        copy.set_weights(model.get_weights())
    except Exception:  # a learner's layer or class may raise anything
        return model
    return copy


def _is_half(model):
    return any(x.compute_dtype in ("float16", "bfloat16") for x in model._flatten_layers())


def _weights(model, lender):
    """The model's weights, each with the value lent to it.

    Whoever writes a class may define its layers in any order, and may convolve where others
    flatten and multiply: so the number of values decides, and the shape where several fit.
    """
    import keras

    left = [keras.ops.convert_to_numpy(weight) for weight in lender.weights]
    pairs = []
    for weight in model.weights:
        shape = tuple(weight.shape)
        fitting = [n for n, value in enumerate(left) if value.size == math.prod(shape)]
        if not fitting:
            break
        best = min(fitting, key=lambda n: left[n].shape != shape)
        pairs.append((weight, left.pop(best).reshape(shape)))
    if left or len(pairs) < len(model.weights):
        raise UnfitError(
            _("The weights of your net have the shapes {came}; they should have {wanted}.").format(
                came=_shapes(lender), wanted=_shapes(model)
            )
        )
    return pairs


def _shapes(model):
    shapes = [str(tuple(weight.shape)) for weight in model.weights]
    return ", ".join(shapes[:12] + ["…"] * (len(shapes) > 12)) or _("of none")


def _seeds(model, lender):
    """The states from which the model draws at random, set alike for each that draws.

    A lender that has one such state may use it in several places, one after the other.
    """
    model, lender = (
        [v for v in net.variables if v.name == "seed_generator_state"] for net in (model, lender)
    )
    return [(state, [7, n if len(lender) == 1 else 0]) for n, state in enumerate(model)]


def no_net(answer, x, shape=None):
    """Why an answer is no model that takes a batch; None where it is one.

    Parameters
    ----------
    answer : object
    x : numpy.ndarray
        The batch.
    shape : tuple of int, optional
        What the model should give for one sample.

    Returns
    -------
    str or None
    """
    if any(kind.__module__.startswith("tf_keras") for kind in type(answer).__mro__):
        return _(
            "This model is made with `tf_keras`, which is Keras 2. Begin with `import keras`, "
            "which is Keras 3, and make it with that."
        )
    keras = sys.modules.get("keras")  # it takes long to import, and whoever has a model has it
    if not keras or not isinstance(answer, keras.Model):
        said = _("Hand in the model itself, as `keras.Sequential([...])` makes it; this is {came}.")
        return said.format(came=in_words(plain(answer)))
    if not answer.built:
        return _(
            "The model has no weights yet, because it does not know what comes in: let its list of "
            "layers begin with `keras.Input({shape})`."
        ).format(shape=x.shape[1:])
    takes = getattr(answer, "input_shape", None)
    if isinstance(takes, tuple) and (None, *x.shape[1:]) != takes:
        return _(
            "The model takes samples of shape {takes}; here they have the shape {shape}."
        ).format(takes=takes[1:], shape=x.shape[1:])
    try:
        outputs = seen(answer, x)
    except Exception as error:  # a net may raise anything
        return _("For samples of shape {shape} your net raises {error}.").format(
            shape=x.shape[1:], error=error_in_words(error)
        )
    if np.isnan(outputs).any():
        return _("The model gives `nan`, which means *not a number*: build it anew.")
    if shape and outputs.shape[1:] != shape:
        return _(
            "For each sample the model gives an output of shape {came}; it should be {shape}."
        ).format(came=outputs.shape[1:], shape=shape)
    return None


def operations(model, x):
    """The kinds of TensorFlow's operations in which a model works on a batch, in their order.

    Parameters
    ----------
    model : keras.Model
    x : numpy.ndarray

    Returns
    -------
    list of str
        Such as "Conv2D", "BiasAdd", "Relu".
    """
    import keras
    import tensorflow as tf

    @tf.function
    def work(batch):
        with keras.StatelessScope():  # it keeps what the layers would note down
            return model(batch, training=False)

    graph = work.get_concrete_function(x).graph
    return [operation.type for operation in graph.get_operations()]
