"""Exercises on element-wise operations, broadcasting and dot products."""

import numpy as np

from exercises._exercise import Exercise, slip

PRELUDE = """
def relu(tensor):
    return np.maximum(tensor, 0)
"""

sum_shape = Exercise(
    "predict the shape of a sum",
    hints=[
        "Write the two shapes one above the other, aligned at the right. The shorter one gets an "
        "axis of length 1 on its left.",
        "`(5, 1, 3)` above `(1, 4, 1)`: in each column the 1 is repeated to match its partner.",
    ],
    solution="shape = (5, 4, 3)",
    slips={
        slip("5, 4", "4"): (
            "The last two axes are right. But the sum keeps the axes of the longer shape, the one "
            "on the left too."
        ),
        slip("4, 3", "4, 1"): "In the last column 3 meets 1: the 1 is repeated, the 3 stays.",
        slip("5, 4", "5, 1"): (
            "In the middle column 1 meets 4. A 1 is repeated, on the left side of the `+` as much "
            "as on the right."
        ),
        slip("5, 4", "5, 5"): (
            "Lengths in a column are not added: they are equal, or a 1 is repeated to match."
        ),
    },
    remark="Neither tensor had this shape before: both were repeated.",
)

relu6 = Exercise(
    "take the loops out of ReLU6",
    hints=[
        "Two choices are made in each place: the larger of the number and 0, then the smaller of "
        "that and 6. NumPy makes each of them for a whole tensor.",
        "`np.maximum(tensor, 0)` makes the first choice, in a new tensor; `np.minimum` the second.",
    ],
    given="""
def naive_relu6(tensor):
    result = tensor.copy()
    for i in range(tensor.shape[0]):
        for j in range(tensor.shape[1]):
            result[i, j] = min(max(tensor[i, j], 0), 6)
    return result
""",
    solution="""
def relu6(tensor):
    return np.minimum(np.maximum(tensor, 0), 6)
""",
    slips={
        slip("np.minimum(np.maximum(tensor, 0), 6)", "min(max(tensor, 0), 6)"): (
            "Python's `max`, `min` and `if` want one yes or no, and a tensor has many. Take "
            "NumPy's functions, which choose in every place."
        ),
        slip("np.minimum(np.maximum(tensor, 0), 6)", "np.min(np.max(tensor, 0), 6)"): (
            "`np.max` and `np.min` look for one number along an axis. To choose between two "
            "numbers in every place, NumPy has another pair."
        ),
        slip("np.minimum(np.maximum(tensor, 0), 6)", "naive_relu6(tensor)"): (
            "Two loops fit a matrix and nothing else. Without loops of your own, NumPy takes "
            "tensors of any rank."
        ),
        slip("np.minimum(np.maximum(tensor, 0), 6)", "relu(tensor)"): (
            "That is ReLU. What is above 6 has to become 6 as well."
        ),
        slip("np.maximum(tensor, 0)", "tensor"): (
            "The top is right. What is below 0 has to become 0."
        ),
        slip("np.minimum(np.maximum", "np.maximum(np.minimum"): (
            "Everything has become 6. To keep a number from falling below 0 you need the larger of "
            "the two, not the smaller."
        ),
        slip("np.minimum(np.maximum(tensor, 0), 6)", "np.clip(tensor, 0, 6, out=tensor)"): (
            "`tensor` is the caller's own array, not a copy: the caller's numbers are gone."
        ),
    },
    inputs=lambda rng: [
        (np.array([[-1.0, 3.0, 7.0], [6.0, 0.0, 9.5]]),),
        (np.array([-2.0, 5.0, 8.0]),),
        (np.array([[-3, 4, 12]]),),
        (rng.normal(scale=6, size=(4, 5, 3)),),
    ],
    keeps_input=True,
    remark="It takes tensors of any rank, where the loops were made for matrices alone.",
)

full_ink = Exercise(
    "scale each row by its own maximum",
    hints=[
        "`digits.max(axis=1)` holds the largest number of each row, in the shape `(samples,)`. "
        "Does that fit `(samples, pixels)`, aligned at the right?",
        "One number for each row is a column: it needs the shape `(samples, 1)`.",
        "`[:, np.newaxis]` turns `(samples,)` into `(samples, 1)`; after that you can divide.",
    ],
    solution="""
def full_ink(digits):
    darkest = digits.max(axis=1)
    return digits / darkest[:, np.newaxis]
""",
    slips={
        slip("[:, np.newaxis]", ""): (
            "Aligned at the right, your maxima meet the pixels, not the samples. With as many "
            "pixels as samples that gives no error, only wrong numbers. Make a column of them."
        ),
        slip("darkest[:, np.newaxis]", "digits.max()"): (
            "That is one maximum for the whole batch. Each row has its own: `max` takes an `axis`."
        ),
        slip("darkest[:, np.newaxis]", "digits.max(axis=0)"): (
            "`axis=0` gives the maximum of each column. The axis that you name is the one that "
            "disappears, and here that is the pixels."
        ),
        slip("axis=1", "axis=0"): (
            "The column is right, but what stands in it are the maxima over the samples. The axis "
            "that you name is the one that disappears."
        ),
    },
    inputs=lambda rng: [
        (np.array([[0.1, 0.2], [0.4, 0.8]]),),
        (np.array([[0.1, 0.2, 0.4], [0.5, 0.0, 0.25]]),),
        (np.array([[0.0, 0.5, 0.4, 0.3]]),),
        (rng.uniform(0.1, 0.9, (6, 20)),),
    ],
    remark="`digits.max(axis=1, keepdims=True)` gives the column in one go.",
)

vector_times_matrix = Exercise(
    "multiply a vector by a matrix, in loops",
    hints=[
        "The result has one number for each column of the matrix. How long are the two loops?",
        "Number `j` of the result is the dot product of the vector with the column `matrix[:, j]`.",
        "Begin with `result = np.zeros(matrix.shape[1])`. For each `j`, and in it for each `i`, "
        "add `vector[i] * matrix[i, j]` to `result[j]`.",
    ],
    solution="""
def naive_vector_matrix_dot(vector, matrix):
    result = np.zeros(matrix.shape[1])
    for j in range(matrix.shape[1]):
        for i in range(matrix.shape[0]):
            result[j] += vector[i] * matrix[i, j]
    return result
""",
    slips={
        slip("    result = ", "    matrix = matrix.T\n    result = "): (
            "Those are the rows of the matrix, as in matrix times vector. Here the vector stands "
            "on the left, and meets the columns."
        ),
        slip("+=", "="): (
            "Only the last product of each column is left: `=` puts it in the place of the ones "
            "before. They have to be added up."
        ),
        slip("return result", "return np.cumsum(result)"): (
            "The first number is right; after it, each column is added to the sum of the ones "
            "before. Every column begins again at 0."
        ),
        slip("    return", "        return"): (
            "It stops after the first column: `return` ends the function. How far is it indented?"
        ),
        slip("np.zeros(matrix.shape[1])", "np.zeros(matrix.shape[0])"): (
            "Your result is as long as the vector. It needs a place for each column of the matrix."
        ),
        slip("result = np.zeros(matrix.shape[1])", "return vector * matrix"): (
            "`*` multiplies place by place. In a dot product the products are then added up."
        ),
    },
    inputs=lambda rng: [
        (np.array([1, 10]), np.array([[1, 2], [3, 4]])),
        (np.array([2.0, 0.0, -1.0]), np.array([[1.0, 0.5], [7.0, 9.0], [3.0, -2.0]])),
        (np.array([3]), np.array([[1, 0, -2, 5]])),
        (rng.normal(size=8), rng.normal(size=(8, 5))),
    ],
    remark="One sample, as a row, times the weights of a layer: `vector @ matrix`.",
)

column_layer = Exercise(
    "a layer with weights from Keras",
    hints=[
        "Ask of each axis what it counts. In the product, the axes that count inputs have to meet "
        "in the middle.",
        "`x` begins with the inputs, so the other matrix stands on its left and has to end with "
        "them: which way must `W` lie? And a bias for columns is a column.",
        "`W.T` has the shape `(outputs, inputs)`, `b[:, np.newaxis]` the shape `(outputs, 1)`. "
        "ReLU is last.",
    ],
    solution="""
def column_layer(x, W, b):
    return relu(W.T @ x + b[:, np.newaxis])
""",
    slips={
        slip("W.T @ x + b[:, np.newaxis]", "W @ x + b"): (
            "That fits weights that lie as in this lesson. Keras's `W` and `b` lie the other way."
        ),
        slip("W.T", "W"): (
            "The bias is right. In the product the outputs of `W` meet the inputs of `x`: `W` lies "
            "the wrong way."
        ),
        slip("b[:, np.newaxis]", "b"): (
            "The product is right. But `b` is still a vector, and a vector is added along the "
            "samples, not down the outputs."
        ),
        slip("W.T @ x + b[:, np.newaxis]", "x @ W + b"): (
            "That is Keras's own formula: it wants each sample as a row. In your batch the samples "
            "are columns."
        ),
        slip("W.T @ x + b[:, np.newaxis]", "x.T @ W + b"): (
            "The numbers are right, but the samples have become rows. Bring them back into columns."
        ),
        slip("b[:, np.newaxis]", "b[0]"): (
            "The product is right. But `b[0]` is the bias of the first output alone, and every "
            "output has its own."
        ),
        slip("W.T @ x + b[:, np.newaxis])", "W.T @ x) + b[:, np.newaxis]"): (
            "All the pieces are there. But ReLU comes last, applied to the product plus the bias."
        ),
        slip("relu", ""): "The affine map is right. What is missing is the activation, ReLU.",
        slip(" + b[:, np.newaxis]", ""): (
            "The product and ReLU are right. Between them the bias is missing."
        ),
    },
    inputs=lambda rng: [
        (np.array([[1, 3], [2, -1]]), np.array([[1, 2], [-1, 0]]), np.array([1, -3])),
        *[
            (
                rng.normal(size=(inputs, n)),
                rng.normal(size=(inputs, outputs)),
                rng.normal(size=outputs),
            )
            for n, inputs, outputs in [(3, 3, 3), (5, 4, 3), (1, 2, 6)]
        ],
    ],
    remark="Weights from elsewhere often lie the other way: the shapes tell you.",
)
