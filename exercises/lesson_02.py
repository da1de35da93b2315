"""Exercises on element-wise operations, broadcasting and dot products."""

import numpy as np

from exercises._exercise import Exercise, slip
from exercises._values import plain
from helpers.language import _

PRELUDE = """
def relu(tensor):
    return np.maximum(tensor, 0)
"""

sum_shape = Exercise(
    _("predict the shape of a sum"),
    hints=[
        _(
            "Write the two shapes one above the other, aligned at the right. The shorter one gets "
            "an axis of length 1 on its left."
        ),
        _("`(5, 1, 3)` above `(1, 4, 1)`: in each column the 1 is repeated to match its partner."),
    ],
    solution="shape = (5, 4, 3)",
    slips={
        slip("5, 4", "4"): _(
            "The sum has as many axes as the longer shape: hand in three numbers, like (1, 2, 3)."
        ),
        slip("5", "1"): _("In the left column 5 meets nothing, which counts as a 1: the 5 stays."),
        slip("4", "1"): _("In the middle column 1 meets 4: the 1 is repeated, so it becomes 4."),
        slip("4, 3", "3, 4"): _("Column by column: 5 meets nothing, 1 meets 4, 3 meets 1."),
        slip("3", "1"): _("In the right column 3 meets 1: the 1 is repeated, the 3 stays."),
    },
    # Which of its lengths are right, if there are three?
    look=lambda shape: len(plain(shape)) == 3 and list(plain(shape) == (5, 4, 3)),
    remark=_("Neither tensor had this shape before: both were repeated."),
)

relu6 = Exercise(
    _("take the loops out of ReLU6"),
    hints=[
        _(
            "Two choices are made in each place: the larger of the number and 0, then the smaller "
            "of that and 6. NumPy makes each of them for a whole tensor."
        ),
        _(
            "`np.maximum(tensor, 0)` makes the first choice, in a new tensor; `np.minimum` the "
            "second."
        ),
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
    return np.minimum(relu(tensor), 6)
""",
    slips={
        slip("np.minimum(relu(tensor), 6)", "min(max(tensor, 0), 6)"): _(
            "Python's `max`, `if` and `and` want one yes or no, and a tensor has many. Take "
            "NumPy's functions, which choose separately in each place."
        ),
        slip("np.minimum(relu(tensor), 6)", "np.min(np.max(tensor, 0), 6)"): _(
            "`np.max` and `np.min` look for one number along an axis. To choose between two "
            "numbers in every place, NumPy has another pair."
        ),
        slip("np.minimum(relu(tensor), 6)", "naive_relu6(tensor)"): _(
            "Two loops fit a matrix and nothing else. Without loops of your own, NumPy takes "
            "tensors of any rank."
        ),
        slip("np.minimum(relu(tensor), 6)", "relu(tensor)"): _(
            "That is ReLU. What is above 6 has to become 6 as well."
        ),
        slip("relu(tensor)", "tensor"): _("What is below 0 has to become 0 as well."),
        slip("np.minimum(relu(tensor), 6)", "np.maximum(np.minimum(tensor, 0), 6)"): _(
            "Everything has become 6. Take the larger of the number and 0 first, then the smaller "
            "of that and 6."
        ),
        slip("np.minimum(relu(tensor), 6)", "relu(tensor) - relu(tensor - 6)"): _(
            "Subtract 6 from a very large number, and rounding loses the 6. Choose in each place "
            "instead."
        ),
        slip("np.minimum(relu(tensor), 6)", "np.clip(tensor, 0, 6, out=tensor)"): _(
            "`tensor` is the caller's own array, not a copy: the caller's numbers are gone."
        ),
    },
    inputs=lambda rng: [
        (np.array([[-1.0, 2.5, 7.0], [6.0, 0.0, 9.5]]),),
        (np.array([-2.0, 5.5, 1e20]),),
        (np.array([[-3, 4, 12]]),),
        (rng.normal(scale=6, size=(4, 5, 3)),),
    ],
    keeps_input=True,
    remark=_("It takes tensors of any rank, where the loops were made for matrices alone."),
)

full_ink = Exercise(
    _("scale each row by its own maximum"),
    hints=[
        _(
            "`digits.max(axis=1)` holds the largest number of each row, in the shape `(samples,)`. "
            "Does that fit `(samples, pixels)`, aligned at the right?"
        ),
        _("One number for each row is a column: it needs the shape `(samples, 1)`."),
        _("`[:, np.newaxis]` turns `(samples,)` into `(samples, 1)`; after that you can divide."),
    ],
    solution="""
def full_ink(digits):
    darkest = digits.max(axis=1)
    return digits / darkest[:, np.newaxis]
""",
    slips={
        slip("max(axis=1)", "sum(axis=1)"): _("That is the sum of each row, not its maximum."),
        slip("[:, np.newaxis]", ""): _(
            "Maximum number j meets pixel j, not sample j. With as many pixels as samples that "
            "gives no error, only wrong numbers. Make a column of the maxima."
        ),
        slip("/ darkest", "- darkest"): _("The maximum is subtracted. Divide by it."),
        slip("digits / darkest[:, np.newaxis]", "darkest[:, np.newaxis] / digits"): _(
            "The fraction is upside down: divide the digits by the maximum."
        ),
        slip("darkest[:, np.newaxis]", "digits.max()"): _(
            "That is one maximum for the whole batch. Each row has its own: `max` takes an `axis`."
        ),
        slip("darkest[:, np.newaxis]", "digits.max(axis=0)"): _(
            "Those are the maxima of the columns. Each digit is a row: take the maximum of each "
            "row, with `axis=1`."
        ),
    },
    inputs=lambda rng: [
        (np.array([[0.1, 0.2], [0.4, 0.8]]),),
        (np.array([[0, 51], [100, 200]], dtype=np.uint8),),
        (np.array([[0.0, 0.5, 0.4, 0.3]]),),
        *[(rng.uniform(0.1, 0.9, shape),) for shape in [(6, 20), (3, 3), (4, 4)]],
    ],
    remark=_("`digits.max(axis=1, keepdims=True)` gives the column in one go."),
)

vector_times_matrix = Exercise(
    _("multiply a vector by a matrix"),
    hints=[
        _("The result has one number for each column of the matrix. How often does each loop run?"),
        _(
            "Number `j` of the result is the dot product of the vector with the column `matrix[:, "
            "j]`."
        ),
        _(
            "Begin with `result = np.zeros(matrix.shape[1])`. For each `j`, and in it for each "
            "`i`, add `vector[i] * matrix[i, j]` to `result[j]`."
        ),
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
        slip("    result = ", "    matrix = matrix.T\n    result = "): _(
            "These are the dot products with the rows of the matrix. Here the vector stands on the "
            "left, and meets the columns."
        ),
        slip("vector[i]", "vector[j]"): _(
            "In each column the vector's first number meets the first row, its second the second."
        ),
        slip("j] += vector[i]", "i] += vector[i]"): _(
            "Each row of the products is added up. Add up each column: that gives one number for "
            "each column of the matrix."
        ),
        slip("vector[i] * matrix[i, j]", "vector[i] * matrix[i, 0]"): _(
            "Every number comes from the first column of the matrix."
        ),
        slip("+=", "="): _(
            "Only the last product of each column is left: `=` puts it in the place of the ones "
            "before. They have to be added up."
        ),
        slip("in range(matrix.shape[0])", "in range(1, matrix.shape[0])"): _(
            "The first product of each column is left out."
        ),
        slip("vector[i] * matrix", "vector[i] + matrix"): _(
            "The numbers are added where they should be multiplied."
        ),
        slip("return result", "return (vector[:, np.newaxis] * matrix).sum(axis=1)"): _(
            "Each row of the products is added up. Add up each column."
        ),
        slip("return result", "return np.cumsum(result)"): _(
            "The first number is right; each of the others has those before it added in. Start "
            "again at 0 for every column."
        ),
        slip("    return", "        return"): _(
            "Only the first column is there. If a `return` ends the loop: how far is it indented?"
        ),
        slip(
            ("np.zeros(matrix.shape[1])", "in range(matrix.shape[1])"),
            ("np.zeros(matrix.shape[0])", "in range(matrix.shape[0])"),
        ): _("The result has a number for each column of the matrix, not for each row."),
        slip("return result", "return result.sum()"): _(
            "That is one sum over all columns. Each column has a sum of its own."
        ),
        slip("return result", "return vector * matrix.T"): _(
            "The products are there. Those of each column still have to be added up."
        ),
    },
    inputs=lambda rng: [
        (np.array([1, 10]), np.array([[1, 2], [3, 4]])),
        (np.array([0.5, 2.0]), np.array([[1, 2], [3, 5]])),
        (np.array([3]), np.array([[0.5, 0.0, -2.0, 5.0]])),
        (np.array([2, 1, -1]), np.array([[0.5], [7.0], [3.0]])),
        *[(rng.normal(size=a), rng.normal(size=(a, b))) for a, b in [(8, 5), (3, 3), (4, 4)]],
    ],
    remark=_("One sample, as a row, times the weights of a layer is `vector @ matrix`."),
)

column_layer = Exercise(
    _("a layer with weights from Keras"),
    hints=[
        _(
            "Ask of each axis what it counts. In the product, the axes that count inputs have to "
            "meet in the middle."
        ),
        _(
            "`x` begins with the inputs, so the other matrix stands on its left and has to end "
            "with them: which way must `W` lie? And a bias for columns is a column."
        ),
        _(
            "`W.T` has the shape `(outputs, inputs)`, `b[:, np.newaxis]` the shape `(outputs, 1)`. "
            "ReLU is last."
        ),
    ],
    solution="""
def column_layer(x, W, b):
    return relu(W.T @ x + b[:, np.newaxis])
""",
    slips={
        slip("W.T @ x + b[:, np.newaxis]", "W @ x + b"): _(
            "That fits this lesson's own `W` and `b`. Keras's `W` is the other way round, and its "
            "`b` is a vector."
        ),
        slip("W.T", "W"): _(
            "`W` is the wrong way round: its outputs meet the inputs of `x`. Transpose it."
        ),
        slip("W.T @ x", "W.T * x"): _("`*` multiplies place by place: the dot product is `@`."),
        slip("@ x + b", "@ x - b"): _("The bias is added, not subtracted."),
        slip("b[:, np.newaxis]", "b"): _(
            "Each sample gets a bias of its own, but each *output* should. Print the shapes of the "
            "product and of `b`."
        ),
        slip("W.T @ x + b[:, np.newaxis]", "x @ W + b"): _(
            "That is Keras's own formula, for samples that are rows. In this batch they are "
            "columns."
        ),
        slip("W.T @ x + b[:, np.newaxis]", "x.T @ W + b"): _(
            "The numbers are right, but each sample is a row now. It should be a column, as in `x`."
        ),
        slip("W.T @ x + b[:, np.newaxis])", "W.T @ x) + b[:, np.newaxis]"): _(
            "All the pieces are there. But ReLU comes last, applied to the product plus the bias."
        ),
        slip("b[:, np.newaxis]", "b[0]"): _("Every output gets the first bias. Each has its own."),
        slip("relu(W.T @ x + b", "W.T @ x + relu(b"): _(
            "ReLU reaches the bias alone. It comes last, applied to the product plus the bias."
        ),
        slip("relu(W.T @ x", "(W.T @ relu(x)"): _(
            "ReLU is applied to `x`. It comes last, applied to the product plus the bias."
        ),
        slip("relu", ""): _("The affine map is right. What is missing is the activation, ReLU."),
        slip(" + b[:, np.newaxis]", ""): _("The bias is missing."),
    },
    inputs=lambda rng: [
        (np.array([[1, 3], [2, -1]]), np.array([[1, 2], [-1, 0]]), np.array([3, -3])),
        (np.array([[2], [1]]), np.array([[0.2, 1.0, -1.0], [1.0, 0.0, 0.5]]), np.array([1, 0, 0])),
        *[
            (
                rng.normal(size=(inputs, n)),
                rng.normal(size=(inputs, outputs)),
                rng.normal(size=outputs),
            )
            for n, inputs, outputs in [(5, 4, 3), (2, 2, 2), (3, 3, 3)]
        ],
    ],
    remark=_("Weights from elsewhere are often the other way round: the shapes usually tell you."),
)
