"""A Keras net is judged by what it computes, however it was written, and stays as it was."""

import random

import keras
import numpy as np
import pytest
from keras.layers import Activation, Conv2D, Dense, Dropout, Flatten

from exercises._exercise import Exercise, exercises, slip
from exercises._trials import made
from exercises._verdict import RIGHT, WRONG, verdict

EXERCISES = list(exercises().values())
NETS = [exercise for exercise in EXERCISES if "keras.Sequential" in exercise.code]
WEATHER = next(exercise for exercise in NETS if "penalty" in exercise.parts)


# A small exercise of the tests' own.
FLOWERS = Exercise(
    "build a net for flowers",
    hints=["Four numbers go in, 16 units are hidden, and there are three classes."],
    solution="""
flower_net = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ]
)
""",
    slips={
        slip(', activation="softmax"', ""): "The three outputs are bare scores.",
        slip("softmax", "sigmoid"): "The three outputs do not add up to 1.",
        slip(', activation="relu"', ""): "The hidden layer has no activation: two such are one.",
        slip("relu", "tanh"): "The activation of the hidden layer is not ReLU.",
    },
    inputs=lambda rng: [(rng.normal(0, 3, (20, 4)),)],
    parts=["outputs"],
    id="7.4",
    prelude="import keras",
)
NETS.append(FLOWERS)


class Written(keras.Model):
    """A class of a learner's own, which defines its layers in another order than it calls them."""

    def __init__(self, layers):
        super().__init__()
        self.backwards = layers[::-1]

    def call(self, x):
        for layer in self.backwards[::-1]:
            x = layer(x)
        return x


def subclassed(net):
    own = Written(net.layers)
    own(np.zeros((1, *net.input_shape[1:])))
    return own


def functional(net):
    x = inputs = keras.Input(net.input_shape[1:])
    for layer in net.layers:
        x = layer(x)
    return keras.Model(inputs, x)


def of_other_layers(net):
    """The same with each activation a layer of its own, and a net within the net."""
    layers = []
    for layer in net.layers:
        config = layer.get_config()
        if isinstance(layer, Dense | Conv2D):
            layers.append(type(layer).from_config({**config, "activation": None, "name": None}))
            layers.append(Activation(config["activation"]))
        else:
            layers.append(keras.layers.Reshape((-1,)) if isinstance(layer, Flatten) else layer)
    inputs = keras.Input(net.input_shape[1:])
    other = keras.Sequential([inputs, layers[0], keras.Sequential(layers[1:])])
    other.set_weights(net.get_weights())
    return other


def state_of(net):
    """All that a check could change of a net, and of the random numbers that come next."""
    values = [np.asarray(variable.value).tolist() for variable in net.variables]
    return values, len(net.losses), random.getstate()


@pytest.mark.parametrize("form", [functional, subclassed, of_other_layers])
@pytest.mark.parametrize("exercise", NETS, ids=lambda e: e.id)
def test_nets_that_compute_the_same_are_judged_alike(exercise, form):
    for each in (None, *exercise.slips):
        net = form(made(exercise, exercise.edited(each) if each else exercise.code))
        before = state_of(net)
        result = verdict(exercise, net)
        assert result.state == (WRONG if each else RIGHT), (each, result.text)
        assert exercise.slips.get(each, exercise.remark) in result.text
        assert state_of(net) == before


def test_a_history_stays_as_it_was():
    exercise = next(exercise for exercise in EXERCISES if exercise.name == "run")
    run = exercise.answer(exercise.code)
    before = state_of(run.model), dict(run.history)
    assert verdict(exercise, run).state == RIGHT
    assert (state_of(run.model), run.history) == before


def net(*layers, shape=(4,)):
    return keras.Sequential([keras.Input(shape), *layers])


class Broken(Written):
    def call(self, x):
        return super().call(x) + keras.oops


END, NO_BIAS = Dense(3, "softmax"), Dense(16, "relu", use_bias=False)
BROKEN, DIVERGED = subclassed(net(Dense(16, "relu"), END)), net(Dense(16, "relu"), END)
BROKEN.__class__ = Broken
DIVERGED.set_weights([weight * np.nan for weight in DIVERGED.get_weights()])
MANY = ["the shapes (4, 4), (4,), (4, 4),", "(4, 4), (4,), …; they should have"]


@pytest.mark.parametrize(
    ("net", "said"),
    [
        (
            net(Dense(15, "relu"), Dense(3)),
            ["(4, 15), (15,), (15, 3), (3,); they", "have (4, 16)"],
        ),
        (net(NO_BIAS, Dense(3)), ["have the shapes (4, 16), (16, 3), (3,); they"]),
        (net(*[Dense(4) for _ in range(9)]), MANY),
        (net(Flatten()), ["have the shapes of none;"]),
        (
            net(Dense(16, "elu"), Dense(3, "softmax")),
            ["at index [0, 0]; it should give", "activations"],
        ),
        (net(Dense(16), Dense(3, "softmax")), ["no activation: two such"]),
        (net(Dense(16, "relu"), Dense(3)), ["bare scores"]),
        (net(Dense(3), shape=(5,)), ["takes samples of shape (5,); here they have the shape (4,)"]),
        (keras.Sequential([Dense(16), Dense(3)]), ["begin with `keras.Input((4,))`"]),
        (Written([Dense(3)]), ["begin with `keras.Input("]),
        (BROKEN, ["your net raises AttributeError", "oops"]),
        (DIVERGED, ["`nan`"]),
        (Dense(3), ["Hand in the model itself"]),
    ],
)
def test_wrong_nets_get_a_sentence(net, said):
    result = verdict(FLOWERS, net)
    assert result.state == WRONG
    assert [words for words in said if words not in result.text] == []


def weather(rate=0.3, dropouts=2, **options):
    """The net for the weather in a class of its own, which may use one dropout at two places."""
    l2 = keras.regularizers.L2(0.001)
    first, second = (Dense(32, "relu", kernel_regularizer=l2, **options) for _ in range(2))
    drops = [Dropout(rate) for _ in range(dropouts)]
    own = Written([first, drops[0], second, drops[-1], Dense(2, kernel_regularizer=l2)])
    own(np.zeros((1, 24)))
    return own


@pytest.mark.parametrize(
    ("net", "said"),
    [
        (weather(dropouts=1), WEATHER.remark),
        (weather(bias_regularizer="l2"), "Look at the regularizers of its layers."),
        (weather(rate=0.2), "in training your net gives "),
        (weather(rate=0.29, dropouts=1), "Look at its dropout: where it is, and its rate."),
    ],
)
def test_penalties_and_dropout_are_seen_in_what_a_net_does(net, said):
    assert said in verdict(WEATHER, net).text


BATCHES = """
import tensorflow as tf
def batches():
    yield from zip(x[:80].reshape(5, 16, 20), y[:80].reshape(5, 16))
kinds = tf.TensorSpec((16, 20)), tf.TensorSpec((16,), "int32")
untold = tf.data.Dataset.from_generator(batches, output_signature=kinds)
told = tf.data.Dataset.from_tensor_slices((x[:80], y[:80]))
"""


@pytest.mark.filterwarnings("ignore:Your input ran out of data")
@pytest.mark.parametrize(
    ("data", "before", "state"),
    [
        ("told.batch(16)", "", RIGHT),
        ("told.batch(32)", "", WRONG),
        ("untold", "", RIGHT),  # it does not tell its length
        ("untold", "net.fit(untold, shuffle=False)\n", WRONG),
    ],
)
def test_who_hands_over_batches_is_asked_for_the_same_updates(data, before, state):
    stops = exercises()["8.5"]
    code = stops.code.replace("x[:80],\n    y[:80]", data).replace("batch_size=16", "shuffle=False")
    assert verdict(stops, stops.answer(BATCHES + before + code)).state == state
