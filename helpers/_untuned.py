"""Let TensorFlow's datasets end at once, without the thread that tunes them.

Keras makes a dataset of the arrays that `fit`, `evaluate` and `predict` are given, and TensorFlow
tunes each in a thread that looks at it after 10 milliseconds, 20, 40 and so on. At the end this
thread is woken before it is told that it may go (`CancellationManager` runs its callbacks first,
and only then counts as cancelled). About every third time it has gone back to sleep by then, and
all wait until it wakes: a `fit` of 1.3 seconds takes 2.6. Arrays in memory leave it nothing to
tune.
"""

import contextlib
import functools

from helpers._imports import around_the_import_of


def leave_datasets_untuned():
    """From now on, TensorFlow is imported so that its datasets are iterated over untuned.

    A dataset whose options say that it shall be tuned, or shall not, is left as it is.
    """
    around_the_import_of("tensorflow", _then_changed)


@contextlib.contextmanager
def _then_changed():
    yield
    import tensorflow

    tuned = tensorflow.data.Dataset.__iter__

    @functools.wraps(tuned)
    def untuned(dataset):
        return tuned(_untuned(dataset))

    tensorflow.data.Dataset.__iter__ = untuned


def _untuned(dataset):
    import tensorflow

    if dataset.options().autotune.enabled is not None:
        return dataset
    options = tensorflow.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
