"""The mistakes that can be made in a piece of code: found on its syntax tree, made in its text.

Not changed are imports, docstrings and asserts (an assert is the net, not the fish), and what
stands inside an f-string, of which Python 3.11 does not know the places.
"""

import ast
import re
from dataclasses import dataclass

COMPARISONS = {
    ast.Lt: ("<", [">=", "<="]),
    ast.LtE: ("<=", [">", "<"]),
    ast.Gt: (">", ["<=", ">="]),
    ast.GtE: (">=", ["<", ">"]),
    ast.Eq: ("==", ["!="]),
    ast.NotEq: ("!=", ["=="]),
    ast.Is: ("is", ["is not"]),
    ast.IsNot: ("is not", ["is"]),
    ast.In: ("in", ["not in"]),
    ast.NotIn: ("not in", ["in"]),
}
OPERATORS = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "//"),
    ast.Pow: ("**", "*"),
    ast.MatMult: ("@", "*"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
}
# A function, by its name, for one that could stand in its place; the first group as attributes
# (np.tanh, losses.mean_squared_error), the second as names of the lessons' own, the third as
# the words that Keras takes.
ATTRIBUTES = {
    "tanh": "abs",
    "sigmoid": "tanh",
    "softmax": "sigmoid",
    "maximum": "minimum",
    "minimum": "maximum",
    "mean_squared_error": "mean_absolute_error",
    "mean_absolute_error": "mean_squared_error",
    "binary_crossentropy": "mean_squared_error",
    "categorical_crossentropy": "mean_squared_error",
    "abs": "square",
    "square": "abs",
    "exp": "exp2",
    "log": "log2",
    "sqrt": "abs",
    "sin": "cos",
    "cos": "sin",
    "mean": "sum",
    "sum": "mean",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "any": "all",
    "all": "any",
    "ceil": "floor",
    "zeros": "ones",
    "ones": "zeros",
}
NAMES = {
    "relu": "np.tanh",
    "sigmoid": "np.tanh",
    "softmax": "sigmoid",
    "step": "np.sign",
    "max": "min",
    "min": "max",
    "sum": "max",
    "any": "all",
    "all": "any",
}
WORDS = {
    "relu": "tanh",
    "tanh": "relu",
    "sigmoid": "tanh",
    "softmax": "sigmoid",
    "mse": "mae",
    "mean_squared_error": "mean_absolute_error",
    "binary_crossentropy": "mean_squared_error",
    "categorical_crossentropy": "mean_squared_error",
    "sparse_categorical_crossentropy": "mean_squared_error",
    "adam": "sgd",
    "sgd": "adam",
    "rmsprop": "sgd",
}
DROPPED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return, ast.Raise, ast.Break, ast.Continue)
LEFT_ALONE = (ast.Import, ast.ImportFrom, ast.Assert, ast.JoinedStr)


@dataclass(frozen=True, order=True)
class Change:
    """One mistake: in place of the characters from `start` to `end`, the text `put`."""

    start: int
    end: int
    put: str
    kind: str

    def made_in(self, source):
        """The source with the mistake in it."""
        return source[: self.start] + self.put + source[self.end :]

    def line(self, source):
        """The number of the line in which it stands, from 1."""
        return source.count("\n", 0, self.start) + 1

    def in_words(self, source):
        """The line before and after, without their indentation."""
        index = self.line(source) - 1
        texts = source, self.made_in(source)
        return tuple(text.split("\n")[index].strip() for text in texts)


def changes(source):
    """All mistakes that can be made in `source`, as a sorted list of `Change`; code stays code.

    Text that is no Python has none.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    place = _places(source)
    original = ast.dump(tree)
    found = set()
    for node in _nodes(tree):
        for finder in (_comparison, _operator, _constant, _axis, _function, _line):
            for start, end, put in finder(node, source, place):
                found.add(Change(start, end, put, finder.__name__.strip("_")))
    return sorted(change for change in found if _differs(change.made_in(source), original))


def _differs(source, original):
    try:
        return ast.dump(ast.parse(source)) != original
    except SyntaxError:
        return False


def _places(source):
    """A function that gives a node's first character and the one behind its last."""
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def place(node):
        def offset(line, column):  # ast counts lines from 1, and columns in bytes of UTF-8
            return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

        return offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)

    return place


def _nodes(node):
    """The nodes under `node` that may be changed."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, LEFT_ALONE) or _is_docstring(child) or _is_all(child):
            continue
        yield child
        # The number of an axis has a kind of its own.
        if not (isinstance(child, ast.keyword) and child.arg == "axis"):
            yield from _nodes(child)


def _is_docstring(node):
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and (isinstance(value.value, str) or value.value is ...)


def _is_all(node):
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _between(source, left, right, place, old, new):
    """The change of the word or sign `old` between two nodes, if it is found there."""
    start, end = place(left)[1], place(right)[0]
    pattern = r"\s+".join(map(re.escape, old.split()))
    pattern = rf"\b{pattern}\b" if old[0].isalpha() else pattern
    match = re.search(pattern, re.sub(r"#.*", lambda m: " " * len(m[0]), source[start:end]))
    if match:
        yield start + match.start(), start + match.end(), new


def _comparison(node, source, place):
    if isinstance(node, ast.Compare):
        values = [node.left, *node.comparators]
        for left, sign, right in zip(values, node.ops, values[1:], strict=False):
            old, others = COMPARISONS[type(sign)]
            for new in others:
                yield from _between(source, left, right, place, old, new)


def _operator(node, source, place):
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        yield from _between(source, node.left, node.right, place, *OPERATORS[type(node.op)])
    if isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        old, new = OPERATORS[type(node.op)]
        yield from _between(source, node.target, node.value, place, f"{old}=", f"{new}=")
    if isinstance(node, ast.BoolOp):
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from _between(source, left, right, place, *OPERATORS[type(node.op)])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield place(node)[0], place(node.operand)[0], ""


def _constant(node, source, place):
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float, str)):
        yield *place(node), _other(node.value)


def _other(value):
    """Another constant of the same type, as text."""
    if isinstance(value, bool):
        return repr(not value)
    if isinstance(value, int):
        return repr(value + 1)
    if isinstance(value, float):
        return repr(2 * value or 1.0)
    return repr(value + "x")


def _axis(node, source, place):
    if isinstance(node, ast.keyword) and node.arg == "axis":
        try:
            axis = ast.literal_eval(node.value)
        except ValueError:
            return
        if isinstance(axis, tuple):
            yield *place(node.value), repr(axis[0])
        elif axis is not None:
            yield *place(node.value), "1" if axis == 0 else "0"


def _function(node, source, place):
    if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
        _, end = place(node)
        yield end - len(node.attr), end, ATTRIBUTES[node.attr]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        yield *place(node), NAMES[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in WORDS:
        yield *place(node), repr(WORDS[node.value])


def _line(node, source, place):
    if isinstance(node, DROPPED):
        yield *place(node), "pass"
