"""What is fetched is never executed, and nothing that is opened can bring code with it."""

import ast

import pytest

from tools import lessons

# What runs words as code; what unpickles; what reaches the network, or another program.
EXECUTES = {"exec", "eval", "compile", "__import__"}
UNPICKLES = {"pickle", "dill", "joblib", "shelve", "marshal"}
FETCHES = {"urllib", "http", "requests", "httpx", "socket", "ftplib", "subprocess"}
HELPERS = sorted((lessons.ROOT / "helpers").rglob("*.py"))


def imported(tree):
    """The packages that a piece of code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def calls(tree):
    """The calls in it, each with the last word of what is called: `load` of `np.load(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield getattr(node.func, "id", None) or node.func.attr, node


def built_in(tree):
    """The names of what it calls without a module before it: `compile`, but not `net.compile`."""
    return {name for name, call in calls(tree) if isinstance(call.func, ast.Name)}


def allows_pickle(call):
    """Whether a call of NumPy's `load` may unpickle: it does not if it is told so in words."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    value = given.get("allow_pickle")
    return value is not None and not (isinstance(value, ast.Constant) and value.value is False)


def sources():
    """All code that learners run: each helper, and each cell of each lesson, with its name."""
    for path in HELPERS:
        yield str(path.relative_to(lessons.ROOT)), path.read_text(encoding="utf-8")
    for path in lessons.paths():
        for cell in lessons.read(path).cells:
            if cell.cell_type == "code":
                yield f"{path.name}: {cell.id}", cell.source


def faults_in(code):
    """What is unsafe in a piece of code, in a few words each."""
    tree = ast.parse(code)
    yield from (f"imports {name}" for name in imported(tree) if name in UNPICKLES)
    loads = [call for name, call in calls(tree) if name == "load"]
    yield from (f"line {call.lineno} may unpickle" for call in loads if allows_pickle(call))
    turned_off = [
        call
        for _, call in calls(tree)
        for keyword in call.keywords
        if keyword.arg == "safe_mode" and getattr(keyword.value, "value", None) is not True
    ]
    yield from (f"line {call.lineno} lets a saved net bring code" for call in turned_off)
    if FETCHES & set(imported(tree)) and EXECUTES & built_in(tree):
        yield "both fetches and executes"


def test_nothing_that_is_opened_can_bring_code():
    faults = [f"{name} {fault}" for name, code in sources() for fault in faults_in(code)]
    assert not faults


def test_one_module_reaches_the_network_and_no_lesson_does():
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in HELPERS}
    assert [name for name, tree in trees.items() if FETCHES & set(imported(tree))] == ["data.py"]
    for name, code in sources():
        if ".ipynb" in name:
            assert not (FETCHES & set(imported(ast.parse(code)))), name
            assert not (EXECUTES & built_in(ast.parse(code))), name


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from joblib import load",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=trusted)",
        "keras.models.load_model(path, safe_mode=False)",
        "import urllib.request\nexec(urllib.request.urlopen(url).read())",
    ],
)
def test_what_is_unsafe_is_noticed(code):
    assert list(faults_in(code))


def test_what_is_safe_is_not():
    assert not list(faults_in("np.load(path, allow_pickle=False)\nnp.load(path)\nnet.compile()"))
