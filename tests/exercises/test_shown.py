"""What an answer prints and displays while it is checked is shown once, with the verdict."""

import nbformat
import numpy as np
from nbclient import NotebookClient

from exercises._exercise import exercises
from exercises._verdict import MOST_LINES, RIGHT, WRONG, verdict

UNBATCHED = """
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown, display

from exercises import check

def relu6(x):
    print("the input:", x)
    display(Markdown("*now* the picture"))
    plt.plot(x.ravel())
    plt.show()
    return np.minimum(np.maximum(x, 0), {limit})

check("2.2", relu6)
"""


def outputs_of(source):
    """The outputs of a notebook's only cell, run in a kernel of its own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, timeout=60).execute()
    return [output.get("data", output) for output in notebook.cells[0].outputs]


def test_a_display_in_a_right_answer_appears_once():
    block, words, picture = outputs_of(UNBATCHED.format(limit=6))
    assert block["text/plain"].startswith("✓ Exercise 2.2: right")
    assert words["text/markdown"] == "*now* the picture" and "image/png" in picture


def test_of_a_wrong_answer_that_of_the_failing_input_and_what_it_printed():
    block, words, picture = outputs_of(UNBATCHED.format(limit=7))
    assert block["text/plain"].startswith("✗ Exercise 2.2: not yet")
    assert "On the way your code printed:\nthe input: [" in block["text/plain"]
    assert "<pre>the input: [" in block["text/html"]
    assert "text/markdown" in words and "image/png" in picture


def test_long_prints_are_cut():
    def relu6(x):
        for line in range(50):
            print("line", line)
        return x

    result = verdict(exercises()["2.2"], relu6)
    lines = result.printed.splitlines()
    assert result.state == WRONG and len(lines) == MOST_LINES + 1
    assert (lines[0], lines[-1]) == ("line 0", "…")


def test_of_a_right_answer_the_prints_are_not_shown():
    result = verdict(exercises()["2.2"], lambda x: print(x) or np.clip(x, 0, 6))
    assert result.state == RIGHT and not result.printed and "What it prints" in result.text
