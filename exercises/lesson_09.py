"""Exercises of lesson 9: convolution, pooling, shapes and parameters, a small net for photos."""

import numpy as np

from exercises._exercise import Exercise
from exercises._models import all_layers, layers_in_words, no_model, outputs

MOST_PARAMETERS = 20_000

TOO_MANY = (
    "Most of them are probably in the dense layer behind the flattening, which has a weight for "
    "every number laid out there and every unit. Make the maps smaller before: by a stride, "
    "or by pooling larger squares."
)
NO_CONVOLUTION = (
    "Asked for are two convolutional layers or more, so that parts can be made of edges."
)
NO_POOLING = "There is no pooling layer in it yet."
NO_ACTIVATION = (
    "A convolutional layer has no activation. With nothing in between that bends the sums, two "
    "layers in a row can do no more than one."
)
NO_PROBABILITIES = (
    "The five outputs do not add up to 1. Each photo shows one kind of flower: which activation "
    "makes probabilities of five numbers?"
)

_NET = """
flower_net = keras.Sequential(
    [
        keras.Input((48, 64, 3)),
        keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.MaxPooling2D(4),
        keras.layers.Flatten(),
        keras.layers.Dense(5, activation="softmax"),
    ]
)
"""


def _judge_flower_net(model):
    if sentence := no_model(model, (48, 64, 3), (5,)):
        return sentence
    layers = list(all_layers(model))
    convolutions = [n for n, layer in enumerate(layers) if "Conv" in type(layer).__name__]
    if len(convolutions) < 2:
        return f"{_found(model)} {NO_CONVOLUTION}"
    if not any("Pooling" in type(layer).__name__ for layer in layers):
        return f"{_found(model)} {NO_POOLING}"
    if sum(not _is_linear(layers[n:]) for n in convolutions) < 2:
        return NO_ACTIVATION
    if not _gives_probabilities(model):
        return NO_PROBABILITIES
    if (count := model.count_params()) > MOST_PARAMETERS:
        return f"Your net has {count:,} parameters, more than {MOST_PARAMETERS:,}. {TOO_MANY}"
    return None


def _found(model):
    return f"Your net's layers are {', '.join(layers_in_words(model))}."


def _is_linear(layers):
    """Whether nothing bends the maps of the first of these layers before the next weights."""
    import keras

    convolution, *behind = layers
    if getattr(convolution, "activation", None) not in (None, keras.activations.linear):
        return False
    for layer in behind:
        if isinstance(layer, keras.layers.Dense) or "Conv" in type(layer).__name__:
            return True
        if type(layer).__name__ in ("ReLU", "LeakyReLU", "PReLU", "ELU"):
            return False
        if getattr(layer, "activation", None) not in (None, keras.activations.linear):
            return False
    return False  # no more weights: what follows are the probabilities


def _gives_probabilities(model):
    photos = np.random.default_rng(7).random((3, 48, 64, 3), dtype="float32")
    given = outputs(model, 20 * photos)
    return np.allclose(given.sum(axis=1), 1, atol=1e-3) and bool(np.all(given >= 0))


EXERCISES = [
    Exercise(
        "9.1",
        "the shape of a layer's feature maps",
        hints=[
            "The rule of sizes, once for the height and once for the width: "
            "`(n + 2 * p - k) // s + 1`.",
            "There is no padding, so for the height it is `(64 - 5) // 2 + 1`. The last number is "
            "how many maps there are.",
        ],
        solution="shape = (30, 22, 16)",
        slips={
            "shape = (30, 22, 3)": (
                "The three colours are what comes in. What comes out has a map for each filter."
            ),
            "shape = (60, 44, 16)": "Those are the sizes for stride 1. Here it moves on by two.",
            "shape = (32, 24, 16)": (
                "That would be with padding. Here is none, and the filter stays within the photo."
            ),
            "shape = (29, 21, 16)": (
                "Almost: you counted the steps. The place where the filter begins counts too."
            ),
            "shape = (30.5, 22.5, 16)": (
                "There is no half place: a step that would leave the photo is not made."
            ),
            "shape = (22, 30, 16)": "In Keras the height comes before the width.",
            "shape = (16, 30, 22)": "In Keras the channels come last.",
        },
    ),
    Exercise(
        "9.2",
        "count the parameters of a convolutional layer",
        hints=[
            "How many weights has a single filter? It reaches through all the channels that come "
            "in.",
            "A filter has `side * side * channels` weights and one bias. How many filters are "
            "there?",
        ],
        solution="""
def parameters(side, channels, filters):
    return (side * side * channels + 1) * filters
""",
        slips={
            """
def parameters(side, channels, filters):
    return side * side * channels * filters
""": "Those are the weights. Each filter has a bias as well.",
            """
def parameters(side, channels, filters):
    return side * side * filters + filters
""": "Your filters see one channel. Each reaches through all of them, with weights for each.",
            """
def parameters(side, channels, filters):
    return side * channels * filters + filters
""": "A filter is a square: it is `side` pixels high and also `side` pixels wide.",
            """
def parameters(side, channels, filters):
    return side * side * channels * filters + 1
""": "There is not one bias for the whole layer, but one for each filter.",
            """
def parameters(side, channels, filters):
    return side * side * channels * filters + channels * filters
""": "A filter adds up over all its channels first; one bias then does for the sum.",
        },
        inputs=lambda rng: [(5, 3, 8), (3, 16, 24), (1, 4, 2), (7, 1, 10)],
        remark="Height and width of the photo do not occur: the same filters do for any size.",
    ),
    Exercise(
        "9.3",
        "pool a whole batch",
        hints=[
            "The lesson pooled one image. In a batch the samples axis stands in front and stays "
            "whole.",
            "`maps.reshape(n, height // side, side, width // side, side, channels)` gives the rows "
            "and the columns within a square two axes of their own.",
            "Counted from 0, these two axes are 2 and 4: the maximum goes along both.",
        ],
        solution="""
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // side, side, width // side, side, channels)
    return squares.max(axis=(2, 4))
""",
        slips={
            """
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // side, side, width // side, side, channels)
    return squares.max(axis=(1, 3))
""": "These are the axes of the squares themselves. In a batch each axis is one further back than "
            "in the lesson, which pooled a single image.",
            """
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, side, height // side, side, width // side, channels)
    return squares.max(axis=(1, 3))
""": "The shape is right, but that reshape does not keep neighbours together: first comes which "
            "square, then which row within it.",
            """
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // side, side, width // side, side, channels)
    return squares.mean(axis=(2, 4))
""": "That is the mean of each square, called average pooling. Max pooling keeps the largest.",
            """
def max_pool(maps, side):
    return maps[:, ::side, ::side]
""": "That keeps the corner at the top left of each square, as a stride does. Max pooling keeps "
            "the largest of all its pixels.",
            """
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // side, side, width // side, side, channels)
    return squares.max(axis=(2, 4, 5))
""": "The channels have gone as well. Each map is pooled by itself.",
            """
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // 2, 2, width // 2, 2, channels)
    return squares.max(axis=(2, 4))
""": "Your squares are 2 by 2, whatever `side` says.",
        },
        inputs=lambda rng: [
            (np.array([[1, 5, -3, -2], [3, 2, -4, -1]]).reshape(1, 2, 4, 1), 2),
            (rng.normal(size=(3, 6, 12, 2)), 3),
            (rng.normal(size=(2, 4, 8, 5)), 4),
            (rng.normal(size=(2, 3, 2, 1)), 1),
        ],
    ),
    Exercise(
        "9.4",
        "convolve in larger steps",
        hints=[
            "Without a stride, `convolve_plane` of the lesson does it, and it takes oblong filters "
            "too. Which of its places do you keep?",
            "`[::stride, ::stride]` keeps every place that the filter meets, of the patches or of "
            "the finished map.",
            "With loops: the patch for the place `row, column` of the map begins at the pixel "
            "`row * stride, column * stride`.",
        ],
        solution="""
def convolve_strided(image, kernel, stride):
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(patches[::stride, ::stride] * kernel, axis=(2, 3))
""",
        slips={
            """
def convolve_strided(image, kernel, stride):
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(patches * kernel, axis=(2, 3))
""": "The stride has no say in it yet: the filter still stops at every place.",
            """
def convolve_strided(image, kernel, stride):
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(patches[::stride] * kernel, axis=(2, 3))
""": "The filter moves down in steps of `stride`, but to the right one by one.",
            """
def convolve_strided(image, kernel, stride):
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(patches[::stride, ::stride] * kernel[::-1, ::-1], axis=(2, 3))
""": "You flip the filter, as mathematicians do. Deep learning lays it on as it is.",
            """
def convolve_strided(image, kernel, stride):
    patches = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.sum(patches[::stride, ::stride] @ kernel, axis=(2, 3))
""": "`@` is the matrix product: rows times columns. A filter is laid on, and multiplied "
            "element by element.",
            """
def convolve_strided(image, kernel, stride):
    rows, columns = kernel.shape
    height = (image.shape[0] - rows) // stride + 1
    width = (image.shape[1] - columns) // stride + 1
    feature_map = np.zeros((height, width))
    for row in range(0, image.shape[0] - rows + 1, stride):
        for column in range(0, image.shape[1] - columns + 1, stride):
            patch = image[row : row + rows, column : column + columns]
            feature_map[row, column] = np.sum(patch * kernel)
    return feature_map
""": "`row` and `column` count pixels there, in steps of `stride`. The map has a place for each "
            "step: count the steps.",
            """
def convolve_strided(image, kernel, stride):
    smaller = image[::stride, ::stride]
    patches = np.lib.stride_tricks.sliding_window_view(smaller, kernel.shape)
    return np.sum(patches * kernel, axis=(2, 3))
""": "You leave out pixels before the filter sees them. It is places that are left out; the filter "
            "still sees every pixel under it.",
            """
def convolve_strided(image, kernel, stride):
    rows, columns = kernel.shape
    height = (image.shape[0] - rows) // stride
    width = (image.shape[1] - columns) // stride
    feature_map = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            top, left = row * stride, column * stride
            patch = image[top : top + rows, left : left + columns]
            feature_map[row, column] = np.sum(patch * kernel)
    return feature_map
""": "The last place of each row and column is missing: a `+ 1` has got lost in the sizes.",
            """
def convolve_strided(image, kernel, stride):
    side = len(kernel)
    height = (image.shape[0] - side) // stride + 1
    width = (image.shape[1] - side) // stride + 1
    feature_map = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            top, left = row * stride, column * stride
            patch = image[top : top + side, left : left + side]
            feature_map[row, column] = np.sum(patch * kernel)
    return feature_map
""": "This filter is not square: its height is `kernel.shape[0]`, its width `kernel.shape[1]`.",
            """
def convolve_strided(image, kernel, stride):
    rows, columns = kernel.shape
    height = (image.shape[0] - rows) // stride + 1
    width = (image.shape[1] - columns) // stride + 1
    feature_map = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            patch = image[row : row + rows, column : column + columns]
            feature_map[row, column] = np.sum(patch * kernel)
    return feature_map
""": "The size is right, but your patches still begin one pixel apart. The next begins `stride` "
            "pixels on.",
        },
        inputs=lambda rng: [
            (
                np.array([[1, 2, 0, 1], [0, 3, 1, 2], [2, 1, 0, 0], [1, 0, 2, 3]]),
                np.array([[1, 0], [2, -1]]),
                2,
            ),
            (rng.integers(-3, 4, (5, 9)), np.array([[1, 0, -1], [3, 0, -2]]), 3),
            (rng.normal(size=(6, 7)), np.array([[1.0, 2.0, -4.0]]), 1),
            (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 2),
            (rng.normal(size=(28, 28)), rng.normal(size=(5, 4)), 2),
        ],
    ),
    Exercise(
        "9.5",
        "a small net for colour photos",
        hints=[
            "Begin with the lesson's net: its two convolutional layers and its pooling, without "
            "the hidden dense layer. Then let `flower_net.summary()` show where the "
            "parameters are.",
            "One colour photo has the shape `(48, 64, 3)`, and there are five kinds. The last "
            "layer has a weight for each number laid out by the flattening, five times.",
            'Behind `Conv2D(16, 5, strides=2, activation="relu")` and '
            '`Conv2D(32, 3, activation="relu")` the maps are 20 by 28. `MaxPooling2D(4)` makes '
            "them 5 by 7, and then the flattening lays out only 1,120 numbers.",
        ],
        solution=_NET,
        slips={
            _NET.replace("MaxPooling2D(4)", "MaxPooling2D(2)"): TOO_MANY,
            _NET.replace(
                '        keras.layers.Conv2D(32, 3, activation="relu"),\n', ""
            ): NO_CONVOLUTION,
            _NET.replace("MaxPooling2D(4)", 'Conv2D(8, 3, strides=4, activation="relu")'): (
                NO_POOLING
            ),
            _NET.replace('Conv2D(32, 3, activation="relu")', "Conv2D(32, 3)"): NO_ACTIVATION,
            _NET.replace("softmax", "sigmoid"): NO_PROBABILITIES,
        },
        judge=_judge_flower_net,
        remark="With `GlobalAveragePooling2D()` instead of the flattening, one number is left of "
        "each map; from 32 maps to five outputs that makes 165 parameters.",
    ),
]
