"""A calm display for training: one line an epoch, no timings."""

__all__ = ["calm_progress"]


def calm_progress(every=1):
    """A Keras callback that prints one line an epoch: its number and its measures.

    Keras's own display counts milliseconds, so it never prints the same text twice.

    Parameters
    ----------
    every : int
        Print only each `every`-th epoch, and the first.

    Returns
    -------
    keras.callbacks.Callback
        To be handed to `model.fit(..., verbose=0, callbacks=[calm_progress()])`.

    Raises
    ------
    ValueError
        If `every` is not a whole number of at least 1.

    Examples
    --------
    >>> progress = calm_progress()
    >>> progress.on_epoch_end(0, {"accuracy": 0.92431, "loss": 0.26478})
    epoch  1   accuracy 0.92   loss 0.26
    """
    if not isinstance(every, int) or every < 1:
        raise ValueError(f"every is {every!r}; expected a whole number of at least 1.")
    import keras  # here, so that importing this module never waits for TensorFlow

    def print_epoch(epoch, logs):
        if epoch == 0 or (epoch + 1) % every == 0:
            measures = "   ".join(f"{name} {value:.2f}" for name, value in logs.items())
            print(f"epoch {epoch + 1:2}   {measures}")

    return keras.callbacks.LambdaCallback(on_epoch_end=print_epoch)
