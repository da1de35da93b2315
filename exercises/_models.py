"""What there is to see of a Keras model, without changing it."""

from exercises._values import in_words, plain


def no_model(answer, input_shape, output_shape):
    """Why an answer is no built model that takes and gives these shapes; None where it is one.

    Parameters
    ----------
    answer : object
    input_shape, output_shape : tuple of int
        Of one sample: (28, 28) in, (10,) out.

    Returns
    -------
    str or None
    """
    import keras  # here: importing the exercises never waits for TensorFlow

    if not isinstance(answer, keras.Model):
        came = in_words(plain(answer))
        return f"Hand in the model itself, as `keras.Sequential([...])` makes it; this is {came}."
    if not answer.built:
        return (
            "The model has no weights yet, because it does not know what comes in: let its list of "
            f"layers begin with `keras.Input({_shape(input_shape)})`."
        )
    if tuple(answer.input_shape[1:]) != input_shape:
        return (
            f"The model takes samples of shape {answer.input_shape[1:]}; here they have the shape "
            f"{input_shape}."
        )
    if tuple(answer.output_shape[1:]) != output_shape:
        return (
            f"For each sample the model gives an output of shape {answer.output_shape[1:]}; it "
            f"should be {output_shape}."
        )
    return None


def all_layers(model):
    """The layers of a model in order, those of a model within it too."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from all_layers(layer)
        else:
            yield layer


def layers_in_words(model):
    """The layers of a model as a list of texts, such as `["Flatten", "Dense(10, softmax)"]`."""
    return [_layer(layer) for layer in all_layers(model)]


def outputs(model, x):
    """What a model gives for the batch `x` in inference, as an array; nothing of it is changed."""
    import keras

    return keras.ops.convert_to_numpy(model(x, training=False))


def _layer(layer):
    """A layer's class and what a lesson sets of it: units or filters, kernel, activation, rate."""
    config = layer.get_config()
    kept = ("units", "filters", "kernel_size", "pool_size", "rate", "activation")
    values = [config[key] for key in kept if config.get(key) is not None]
    words = [" by ".join(map(str, v)) if isinstance(v, list | tuple) else str(v) for v in values]
    return type(layer).__name__ + (f"({', '.join(words)})" if words else "")


def _shape(shape):
    return f"({shape[0]},)" if len(shape) == 1 else str(shape)
