"""Exercises on convolution, pooling, shapes and parameters, and a small net for photos."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._nets import no_net, operations, seen
from helpers.language import _

maps_shape = Exercise(
    _("the shape of a layer's feature maps"),
    hints=[
        _("The rule of sizes, for the height and for the width: `(n + 2 * p - k) // s + 1`."),
        _(
            "There is no padding, so for the height it is `(64 - 5) // 2 + 1`. The last number is "
            "how many maps there are."
        ),
    ],
    solution="shape = (30, 22, 16)",
    slips={
        slip("16", "3"): _("Three colours come in. What comes out has a map for each filter."),
        slip("16", "48"): _(
            "A filter reaches through all three colours and makes one map of them."
        ),
        slip("30, 22", "60, 44"): _("Those are the sizes for stride 1. Here it moves on by two."),
        slip("30, 22", "32, 24"): _(
            "That is with padding. Here the filter stays within the photo."
        ),
        slip("30, 22", "29, 21"): _("Those are the steps. The place where it begins counts too."),
        slip("30, 22", "31, 23"): _("Round down, and take 5 for the side of the filter."),
        slip("30, 22", "30.5, 22.5"): _(
            "A step that would leave the photo is not made: round down."
        ),
        slip("30, 22", "22, 30"): _("In Keras the height comes before the width."),
        slip("30, 22, 16", "16, 30, 22"): _("In Keras the channels come last."),
    },
)

parameters = Exercise(
    _("count the parameters of a convolutional layer"),
    hints=[
        _(
            "How many weights has a single filter? It reaches through all the channels that come "
            "in."
        ),
        _(
            "A filter has `side * side * channels` weights and one bias. How many filters are "
            "there?"
        ),
    ],
    solution="""
def parameters(side, channels, filters):
    return (side * side * channels + 1) * filters
""",
    slips={
        slip(" + 1", ""): _("Those are the weights. Each filter has a bias as well."),
        slip(" * channels", ""): _(
            "Your filters see one channel. Each reaches through all of them."
        ),
        slip("side * side", "side"): _(
            "A filter is `side` pixels high and also `side` pixels wide."
        ),
        slip("side * side", "side * 2"): _(
            "A square has `side` rows of `side` pixels, not two rows."
        ),
        slip("side * side", "(side ^ 2)"): _(
            "A power is `**` in Python, not `^`: write `side**2`."
        ),
        slip("+ 1) * filters", ") * filters + 1"): _(
            "There is one bias, but each filter has its own."
        ),
        slip("+ 1", "+ channels"): _(
            "A filter adds up all its channels: one bias does for the sum."
        ),
        slip("+ 1) * filters", ") * filters + channels"): _(
            "That is a bias for each channel that comes in, where each filter should have one. Are "
            "your arguments in the order of the exercise?"
        ),
    },
    inputs=lambda rng: [
        (5, 3, 8),
        (3, 256, 512),
        (1, 4, 2),
        (7, 1, 10),
        tuple(rng.integers(2, [12, 90, 90]).tolist()),
    ],
    remark=_("Height and width of the photo do not occur: the same filters do for any size."),
)

NO_SQUARES = _(
    "The shape is right, but the numbers you compare are not neighbours. To `reshape`, split the "
    "height into two axes, first which square, then which row in it, and then the width likewise."
)

max_pool = Exercise(
    _("pool a whole batch"),
    hints=[
        _(
            "The short form of the lesson pooled the maps of one image. In a batch the samples "
            "axis stands in front and stays whole."
        ),
        _(
            "`maps.reshape(n, height // side, side, width // side, side, channels)` gives the rows "
            "and the columns within a square two axes of their own."
        ),
        _("Counted from 0, these two axes are 2 and 4: the maximum goes along both."),
    ],
    solution="""
def max_pool(maps, side):
    n, height, width, channels = maps.shape
    squares = maps.reshape(n, height // side, side, width // side, side, channels)
    return squares.max(axis=(2, 4))
""",
    slips={
        slip("(2, 4)", "(1, 3)"): _(
            "In a batch the samples axis stands in front, so each axis comes one place later than "
            "in the lesson, which pooled a single image."
        ),
        slip(
            ("height // side, side, width // side, side", "(2, 4)"),
            ("side, height // side, side, width // side", "(1, 3)"),
        ): NO_SQUARES,
        slip(
            ("height // side, side, width // side, side", "(2, 4)"),
            ("height // side, width // side, side, side", "(3, 4)"),
        ): NO_SQUARES,
        slip("squares.max(axis=(2, 4))", "np.maximum(squares.max(axis=(2, 4)), 0)"): _(
            "Where all numbers of a square are negative, you give 0, not the largest of them. Does "
            "a comparison begin with 0?"
        ),
        slip("squares.max", "squares.mean"): _(
            "That is the mean of each square, average pooling. Max pooling keeps the largest."
        ),
        slip("(2, 4))", "(0, 2, 4, 5))[..., None] + np.zeros((n, 1, 1, channels))"): _(
            "That is the largest of all samples and channels. Pool each map by itself."
        ),
        slip("squares.max(axis=(2, 4))", "maps[:, ::side, ::side]"): _(
            "That keeps the top left number of each square, as a stride does. Keep the largest."
        ),
        slip("(2, 4)", "(2, 4, 5)"): _(
            "The channels are gone as well. Each map is pooled by itself."
        ),
        slip("height // side, side, width // side, side", "height // 2, 2, width // 2, 2"): _(
            "Your squares are 2 by 2, whatever `side` says."
        ),
    },
    inputs=lambda rng: [
        (np.array([[1.0, 5, -3, -2], [3, 2, -4, -1]]).reshape(1, 2, 4, 1), 2),
        (rng.normal(size=(3, 6, 12, 2)), 3),
        (rng.normal(size=(2, 4, 8, 5)), 4),
        (rng.normal(size=(2, 3, 2, 1)), 1),
    ],
)

NOT_SQUARE = _(
    "A filter is `kernel.shape[0]` high and `kernel.shape[1]` wide: it need not be square."
)
LAST_PLACE = _(
    "The last place of a row or column of the map is missing. In the rule of sizes the `+ 1` comes "
    "last; and `range` leaves out its end."
)

convolve_strided = Exercise(
    _("convolve in larger steps"),
    hints=[
        _(
            "Begin with `convolve_plane` of the lesson. Which of its lines take it that the filter "
            "is square, and which that it moves on by one pixel?"
        ),
        _(
            "The rule of sizes gives the rows of the map: `(image.shape[0] - kernel.shape[0]) // "
            "stride + 1`; the columns likewise."
        ),
        _(
            "The patch for the place `row, column` of the map begins at the pixel `row * stride, "
            "column * stride`."
        ),
    ],
    solution="""
def convolve_strided(image, kernel, stride):
    height, width = kernel.shape
    rows = (image.shape[0] - height) // stride + 1
    columns = (image.shape[1] - width) // stride + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = image[top : top + height, left : left + width]
            feature_map[row, column] = np.sum(patch * kernel)
    return feature_map
""",
    slips={
        slip(("width) // stride", "column * stride"), ("width)", "column")): _(
            "The filter moves down in steps of `stride`, but to the right one by one."
        ),
        slip("* kernel", "* kernel[::-1, ::-1]"): _(
            "The filter is turned round, as in mathematics. Deep learning lays it on as it is."
        ),
        slip("* kernel", "@ kernel"): _(
            "A filter is laid on and multiplied element by element, with `*`: `@` and `np.dot` are "
            "matrix products."
        ),
        slip(
            ("range(rows)", "range(columns)", "row * stride, column * stride"),
            (
                "range(0, stride * rows, stride)",
                "range(0, stride * columns, stride)",
                "row, column",
            ),
        ): _(
            "The map has a place for each step of the filter, not for each pixel: count the steps, "
            "and multiply by `stride` for the pixel."
        ),
        slip(
            "height, width =",
            "image, stride = image[::stride, ::stride], 1\n    height, width =",
        ): _(
            "The filter misses pixels, as if the image had been thinned out first. A stride skips "
            "places; at each place the filter sees every pixel under it."
        ),
        slip(
            ("height) // stride + 1", "width) // stride + 1"),
            ("height) // stride", "width) // stride"),
        ): LAST_PLACE,
        slip(
            ("height) // stride + 1", "width) // stride + 1"),
            ("height + 1) // stride", "width + 1) // stride"),
        ): LAST_PLACE,
        slip(
            ("height) // stride + 1", "width) // stride + 1"),
            ("height + stride - 1) // stride", "width + stride - 1) // stride"),
        ): LAST_PLACE,
        slip("= kernel.shape", "= len(kernel), len(kernel)"): NOT_SQUARE,
        slip("height, width =", "width, height ="): NOT_SQUARE,
        slip("image.shape[1]", "image.shape[0]"): _(
            "The number of columns depends on the width of the image, `image.shape[1]`."
        ),
        slip("row * stride, column * stride", "row, column"): _(
            "The size is right, but the filter still moves on by one pixel, not by `stride`."
        ),
    },
    inputs=lambda rng: [
        (
            np.array([[1, 2, 0, 1], [0, 3, 1, 2], [2, 1, 0, 0], [1, 0, 2, 3]]),
            np.array([[1, 0], [2, -1]]),
            2,
        ),
        (rng.integers(-3, 4, (5, 9)), np.array([[1, 0, -0.5], [3, 0, -2]]), 3),
        (rng.normal(size=(6, 7)), np.array([[1.0, 2.0, -4.0]]), 1),
        (rng.normal(size=(3, 4)), rng.normal(size=(3, 4)), 2),
        (rng.normal(size=(28, 28)), rng.normal(size=(5, 4)), 2),
    ],
)

MOST_PARAMETERS = 20_000
TOO_MANY = _(
    "Take fewer filters or units, or make the maps before a dense layer smaller, by a stride or by "
    "pooling larger squares: it has a weight for each number that comes in and each unit."
)
NO_CONVOLUTION = _("Build at least two convolutional layers, so that parts can be made of edges.")
NO_POOLING = _("There is no pooling layer in it yet.")
NO_ACTIVATION = _(
    "One of your convolutional layers has no activation. Give each one ReLU, as in the lesson's "
    "net: without something that bends the sums, layers add little."
)
NO_PROBABILITIES = _(
    "The five outputs do not add up to 1. Each photo shows one kind of flower: which activation "
    "makes probabilities of five numbers?"
)
TOO_DARK = _(
    "The values of the photos lie between 0 and 1 already. Your `Rescaling` layer leaves them "
    "nearly black."
)
POOLING = {"MaxPool", "AvgPool", "Max", "Mean"}
BENDING = ("elu", "Elu", "Tanh", "Sigmoid", "Soft", "Erf", "Maximum", "Select")  # in their names


def _judge_flower_net(net):
    """What is wrong with a net for flowers: many are right, so its operations are looked at."""
    photos = 20 * np.random.default_rng(7).random((3, 48, 64, 3), dtype="float32")
    if wrong := no_net(net, photos, (5,)):
        return wrong
    if any(
        type(layer).__name__ == "Rescaling" and np.max(layer.scale) < 0.1 for layer in net.layers
    ):
        return TOO_DARK
    done = operations(net, photos)
    if sum(map(_convolves, done)) < 2:
        return NO_CONVOLUTION
    if not POOLING & set(done):
        return NO_POOLING
    if _bent(done) < 2:
        return NO_ACTIVATION
    probabilities = seen(net, photos)
    if not np.allclose(probabilities.sum(axis=1), 1, atol=1e-3) or probabilities.min() < 0:
        return NO_PROBABILITIES
    if (count := net.count_params()) > MOST_PARAMETERS:
        most = max(net.layers, key=lambda layer: layer.count_params())
        said = _(
            "Your net has {count:,} parameters, more than {limit:,}. The layer `{name}` has "
            "{largest:,} of them."
        ).format(count=count, limit=MOST_PARAMETERS, name=most.name, largest=most.count_params())
        return f"{said} {TOO_MANY}"
    return None


def _convolves(operation):
    return operation.startswith("Conv2D")


def _bent(done):
    """How many convolutions go through something that bends, before the next weights."""
    bent, straight = 0, False
    for operation in done:
        straight = _convolves(operation) or (straight and operation != "MatMul")
        if straight and any(part in operation for part in BENDING):
            bent, straight = bent + 1, False
    return bent


flower_net = Exercise(
    _("a small net for colour photos"),
    hints=[
        _(
            "Begin with the lesson's net: its two convolutional layers and its pooling, without "
            "the hidden dense layer. Then let `flower_net.summary()` show where the parameters are."
        ),
        _(
            "One colour photo has the shape `(48, 64, 3)`, and there are five kinds. The last "
            "layer has a weight for each number laid out by the flattening, five times."
        ),
        _(
            'After `Conv2D(16, 5, strides=2, activation="relu")` and `Conv2D(32, 3, '
            'activation="relu")` the maps are 20 by 28. `MaxPooling2D(4)` makes them 5 by 7, and '
            "then the flattening lays out only 1,120 numbers."
        ),
    ],
    solution="""
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
""",
    slips={
        slip("3)),", "3)),\n        keras.layers.Rescaling(1 / 255),"): TOO_DARK,
        slip("Pooling2D(4)", "Pooling2D(2)"): TOO_MANY,
        slip('        keras.layers.Conv2D(32, 3, activation="relu"),\n', ""): NO_CONVOLUTION,
        slip("MaxPooling2D(4)", 'Conv2D(8, 3, strides=4, activation="relu")'): NO_POOLING,
        slip('3, activation="relu"', "3"): NO_ACTIVATION,
        slip("softmax", "sigmoid"): NO_PROBABILITIES,
    },
    judge=_judge_flower_net,
    prelude="import keras",
    remark=_(
        "Another way to save: in place of `Flatten()`, `GlobalAveragePooling2D()` keeps one number "
        "of each map, its mean. With 32 maps the last layer then has 165 parameters."
    ),
)
