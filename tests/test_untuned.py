"""TensorFlow's datasets are iterated over untuned, unless they say what they want."""

import numpy as np
import pytest

from helpers import _untuned

import keras  # isort: skip  (after helpers, which change the import of TensorFlow)
import tensorflow as tf  # isort: skip


@pytest.fixture
def seen(monkeypatch):
    """The datasets that were iterated over since, as they were when it came to that."""
    datasets = []
    untuned = _untuned._untuned

    def noted(dataset):
        datasets.append(untuned(dataset))
        return datasets[-1]

    monkeypatch.setattr(_untuned, "_untuned", noted)
    return datasets


def wishing(tuned):
    options = tf.data.Options()
    options.autotune.enabled = tuned
    return tf.data.Dataset.range(3).with_options(options)


def test_a_dataset_without_a_wish_is_not_tuned(seen):
    assert [int(number) for number in tf.data.Dataset.range(3)] == [0, 1, 2]
    assert [dataset.options().autotune.enabled for dataset in seen] == [False]


@pytest.mark.parametrize("tuned", [True, False])
def test_one_with_a_wish_has_it(seen, tuned):
    dataset = wishing(tuned)
    assert [int(number) for number in dataset] == [0, 1, 2]
    assert len(seen) == 1 and seen[0] is dataset


def test_its_other_options_stay(seen):
    options = tf.data.Options()
    options.deterministic = False
    dataset = tf.data.Dataset.range(3).with_options(options)
    assert sorted(int(number) for number in dataset) == [0, 1, 2]
    assert seen[0].options().deterministic is False
    assert dataset.options().autotune.enabled is None  # what was handed in is as it was


def test_so_are_those_that_keras_makes_of_arrays(seen):
    net = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    net.compile("sgd", "mean_squared_error")
    x, y = np.ones((8, 2)), np.ones(8)
    net.fit(x, y, epochs=2, validation_data=(x, y), verbose=0)
    net.evaluate(x, y, verbose=0)
    net.predict(x, verbose=0)
    assert len(seen) >= 6  # an epoch and its validation, twice; the other two
    assert not any(dataset.options().autotune.enabled for dataset in seen)
