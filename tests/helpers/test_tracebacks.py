"""In a notebook errors show the lines of its cells and what they say, and nothing is lost."""

import subprocess
import sys

import nbformat
import pytest

from tools import lessons

BEGIN = "from helpers.tracebacks import shorten_tracebacks\n\nshorten_tracebacks()"
CELLS = {
    "function": "def half(x):\n    return x / 0\n\n\nhalf(3)",
    "callback": "import json\n\njson.dumps({1}, default=lambda x: x.size)",
    "library": "import json\n\njson.loads('{')",
    "all": "%tb plain",
    "helpers": "from helpers.plots import plot_digits\n\nplot_digits([])",
    "interrupt": "import signal\n\nsignal.raise_signal(signal.SIGINT)",
    "cause": "try:\n    json.loads('{')\nexcept ValueError as e:\n    raise KeyError(1) from e",
    "context": "try:\n    json.loads('{')\nexcept ValueError:\n    raise KeyError(1)",
    "syntax": "x = (1,\n",
    "indentation": "if x:\nx",
    "layer": "import keras\n\nkeras.layers.Dense(3, activation='softmx')",
    "labels": """import numpy as np
net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation='softmax')])
net.compile(loss='sparse_categorical_crossentropy')
net.fit(np.ones((5, 4)), np.full(5, 7), verbose=0)""",
}


@pytest.fixture(scope="module")
def shown():
    """What each of the cells shows in a kernel, by its name; to shorten twice is as once."""
    cells = [nbformat.v4.new_code_cell(BEGIN, id=f"begin-{k}") for k in range(2)]
    for id, source in CELLS.items():
        cells.append(nbformat.v4.new_code_cell(source, id=id))
        cells[-1].metadata["tags"] = ["raises-exception"]
    lessons.run(nbformat.v4.new_notebook(cells=cells))
    return {cell.id: "\n".join(lessons.errors_in(cell.outputs)) for cell in cells}


def test_the_lines_of_a_learners_functions_are_shown(shown):
    assert "----> 5 half(3)" in shown["function"] and "--> 2     return x / 0" in shown["function"]
    assert shown["function"].endswith("\nZeroDivisionError: division by zero")
    assert shown["callback"].count("Cell In[ ], line 3") == 2  # the call, and the lambda


@pytest.mark.parametrize("name", ["library", "helpers", "interrupt", "layer"])
def test_the_lines_inside_a_library_are_not(name, shown):
    assert shown[name].count("Cell In[ ], line 3\n") == 1 and "File " not in shown[name]
    assert f"----> 3 {CELLS[name].splitlines()[2]}\n\n" in shown[name]


def test_all_lines_can_be_seen(shown):
    assert shown["library"].endswith("JSONDecodeError: " + shown["library"].splitlines()[0])
    assert shown["all"].count("  File ") == 3 and "json.loads('{')" in shown["all"]


@pytest.mark.parametrize(
    ("name", "joint"),
    [("cause", "the direct cause of the following"), ("context", "During handling of the above")],
)
def test_a_chain_of_errors_stays_whole(name, joint, shown):
    first, _, second = shown[name].partition(joint)
    assert "\nJSONDecodeError: Expecting" in first and second.endswith("\nKeyError: 1")
    assert "raise KeyError(1)" in second and "File " not in shown[name]


@pytest.mark.parametrize("name", ["syntax", "indentation"])
def test_what_python_cannot_read_is_shown_as_ever(name, shown):
    assert shown[name].splitlines()[1].strip().startswith("Cell In[ ], line ")
    assert "Error: " in shown[name].splitlines()[-1] and shown[name].count("\n") < 8


def test_tensorflows_own_list_of_lines_is_left_out_of_its_message(shown):
    *_, message = shown["labels"].partition("InvalidArgumentError: Graph execution error:")
    assert "Received a label value of 7 which is outside the valid range of [0, 3)" in message
    assert "  File " not in message and message.count("\n") < 8


def test_outside_of_a_notebook_nothing_changes():
    code = f"import IPython, json\n{BEGIN}\njson.loads('{{')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=lessons.ROOT, capture_output=True, text=True
    )
    assert "decoder.py" in done.stderr and "Expecting property name" in done.stderr
