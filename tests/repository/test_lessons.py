"""The stored lessons keep to the course's rules, and the rules notice who does not."""

import base64
import copy
import json
import re
import subprocess
from collections import Counter
from io import BytesIO

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest

from tests.repository import rules
from tools import claims, lessons

PATHS = lessons.paths()


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_lesson(path, rule):
    faults = list(rule(rules.Lesson.written(path)))
    assert not faults, "\n".join(faults)


def test_the_course_is_all_there():
    names = [path.name for path in PATHS]
    for name in [
        "00_start_here.ipynb",
        "01_tensors.ipynb",
        "02_broadcasting_and_dot_products.ipynb",
        "03_perceptron_and_gate.ipynb",
        "04_gradient_descent.ipynb",
        "05_backpropagation.ipynb",
        "06_xor_net.ipynb",
        "07_mnist_dense_net.ipynb",
        "08_training_history.ipynb",
        "09_regularization.ipynb",
        "10_convolutional_net.ipynb",
        "11_your_own_handwriting.ipynb",
        "99_glossary.ipynb",
    ]:
        assert name in names


def test_a_term_is_set_in_bold_italic_once_where_it_is_introduced():
    terms = Counter()
    for path in PATHS:
        for cell in rules.Lesson.written(path).prose:
            terms.update(t.lower() for t in re.findall(r"\*\*\*([^*]+)\*\*\*", cell.source))
    assert len(terms) > 50
    assert {term: count for term, count in terms.items() if count > 1} == {}


# A lesson that keeps to every rule, and for each rule ways to break it.


def png(draw=True):
    figure, ax = plt.subplots()
    if draw:
        ax.plot(np.arange(9), np.arange(9) ** 2)
    else:
        ax.set_axis_off()
    buffer = BytesIO()
    figure.savefig(buffer)
    return base64.b64encode(buffer.getvalue()).decode()


def good_notebook():
    """A short lesson that keeps to every rule."""
    v4 = nbformat.v4
    stream = v4.new_output("stream", name="stdout", text="3\n")
    picture = v4.new_output("display_data", data={"image/png": png(), "text/plain": "<Figure>"})
    error = v4.new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"])

    def code(source, id, output, tags=()):
        metadata = {"tags": list(tags)} if tags else {}
        outputs = [output] if output else []
        return v4.new_code_cell(source, id=id, outputs=outputs, metadata=metadata)

    cells = [
        v4.new_markdown_cell(
            "# 1. Tensors\n\nA promise.\n\n**You will**\n\n- see\n- do\n- say\n\n"
            "**You need**: NumPy\n\n**Time**: 0 minutes\n\n"
            "[← Start](00_start_here.ipynb) · "
            "[Next →](02_broadcasting_and_dot_products.ipynb)",
            id="title",
        ),
        code("import numpy as np\n\nshorten_tracebacks()", "imports", None),
        v4.new_markdown_cell("## Counting\n\nThree comes out.", id="counting"),
        code("print(3)", "three", stream),
        v4.new_markdown_cell("A picture of it.", id="picture-comes"),
        code("plt.show()", "picture", picture),
        v4.new_markdown_cell(
            "*Figure 1.1. A curve that rises.* See [Counting](#Counting).", id="caption"
        ),
        code("raise ValueError('no')", "mistake", error, ["raises-exception"]),
        v4.new_markdown_cell("## What you can do now\n\n- count", id="can-do"),
        v4.new_markdown_cell(
            "## Further reading\n\n- [A](https://example.org), why\n- B, why\n\n"
            "Next: [x](02_broadcasting_and_dot_products.ipynb)",
            id="reading",
        ),
    ]
    notebook = v4.new_notebook(cells=cells, metadata=lessons.METADATA)
    notebook.nbformat_minor = 5
    return lessons.normalise(notebook)


def stored(notebook, tmp_path, write=nbformat.writes):
    """`notebook` as lesson 01 of a course in `tmp_path`."""
    file = tmp_path / "01_tensors.ipynb"
    file.write_text(write(notebook) + "\n", encoding="utf-8")
    for name in ("00_start_here.ipynb", "02_broadcasting_and_dot_products.ipynb"):
        (tmp_path / name).touch()
    return rules.Lesson.read(file)


@pytest.fixture
def good(tmp_path, monkeypatch):
    """The notebook of a lesson that keeps to every rule; the course is where its file is."""
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(claims, "FOLDER", tmp_path)
    return good_notebook()


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_good_lesson_passes(rule, good, tmp_path):
    assert list(rule(stored(good, tmp_path))) == []


def cell_of(notebook, id):
    return next(cell for cell in notebook.cells if cell.id == id)


def replace(id, old, new):
    """A breakage: in one cell, other words."""

    def breakage(notebook):
        cell = cell_of(notebook, id)
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return breakage


def says(text, name="stdout"):
    """A breakage: one cell's output says something else."""

    def breakage(notebook):
        cell_of(notebook, "three").outputs[0].update(text=text, name=name)

    return breakage


def change(id, /, **attributes):
    """A breakage: a cell's attributes are others."""

    def breakage(notebook):
        cell_of(notebook, id).update(copy.deepcopy(attributes))

    return breakage


def drop(id):
    """A breakage: a cell is missing."""

    def breakage(notebook):
        notebook.cells.remove(cell_of(notebook, id))

    return breakage


def blank_picture(notebook):
    """A breakage: the picture shows nothing."""
    cell_of(notebook, "picture").outputs[0].data["image/png"] = png(draw=False)


def two_pictures(notebook):
    """A breakage: a cell draws twice."""
    cell = cell_of(notebook, "picture")
    cell.outputs.append(copy.deepcopy(cell.outputs[0]))


def foreign_metadata(notebook):
    """A breakage: the editor left its traces."""
    notebook.metadata["toc"] = {}


def same_id(notebook):
    """A breakage: an id twice."""
    cell_of(notebook, "three").id = "picture"


def no_error(notebook):
    """A breakage: the mistake made on purpose was not made."""
    cell_of(notebook, "mistake").outputs = []


def claimed(cell_id, claim="assert True"):
    """A breakage: claims on a cell."""

    def breakage(notebook):
        claims.path_for("01_tensors.ipynb").write_text(f"# %% {cell_id}\n{claim}\n")

    return breakage


def after_keras(notebook):
    """A breakage: a picture is drawn after Keras was imported, so it is not compared."""
    cell_of(notebook, "imports").source = "import keras"


def three_detours(notebook):
    """A breakage: more to pass by than to read."""
    for id in ("counting", "caption", "can-do"):
        cell_of(notebook, id).update(source=f"## Detour: {id}\n\nx", metadata=lessons.COLLAPSED)


def large(notebook):
    """A breakage: a megabyte of output."""
    cell_of(notebook, "three").outputs[0].text = "3" * 1_000_000


form, end = rules.RULES[0], rules.RULES[1]
BREAKAGES = [
    (form, replace("title", "A promise.\n\n", "")),
    (form, replace("title", "- say\n", "")),
    (form, replace("title", "- do\n- say\n", "")),
    (form, replace("title", "**Time**: 0 minutes", "**Time**: short")),
    (form, replace("title", "**Time**: 0 minutes", "**Time**: 5 minutes")),
    (form, change("caption", source="*Figure 1.1. x*\n" + "word " * 13_000)),
    (form, replace("title", "**You need**", "You need")),
    (form, replace("title", "00_start_here", "01_start_here")),
    (form, replace("title", "# 1. ", "# ")),
    (end, replace("can-do", "What you can do now", "Summary")),
    (end, replace("reading", "\n- B, why", "")),
    (end, replace("reading", "Next: [x](02_broadcasting_and_dot_products.ipynb)", "")),
    (rules.headings_go_down_one_level_at_a_time, replace("counting", "## ", "### ")),
    (rules.headings_go_down_one_level_at_a_time, replace("counting", "## ", "# ")),
    (rules.headings_go_down_one_level_at_a_time, replace("counting", "\n\nThree comes out.", "")),
    (rules.no_line_begins_a_list_by_chance, replace("counting", "Three", "661. Three")),
    (rules.every_step_is_said_before_it_is_shown, drop("counting")),
    (rules.every_step_is_said_before_it_is_shown, drop("title")),
    (rules.every_step_is_said_before_it_is_shown, change("three", source="print(3)\n" * 16)),
    (rules.every_step_is_said_before_it_is_shown, change("three", source="")),
    (rules.every_step_is_said_before_it_is_shown, change("caption", source="word " * 121)),
    (rules.links_resolve, replace("title", "02_broad", "03_broad")),
    (rules.links_resolve, replace("caption", "#Counting", "#Sums")),
    (rules.pictures_are_real_and_have_captions, blank_picture),
    (rules.pictures_are_real_and_have_captions, two_pictures),
    (rules.pictures_are_real_and_have_captions, replace("caption", "Figure 1.1", "Figure 1.2")),
    (rules.pictures_are_real_and_have_captions, drop("caption")),
    (rules.outputs_are_stored_in_order, change("three", execution_count=7)),
    (rules.outputs_are_stored_in_order, change("three", execution_count=None)),
    (rules.outputs_are_stored_in_order, change("three", outputs=[])),
    (rules.outputs_are_stored_in_order, change("picture", outputs=[])),
    (rules.errors_are_meant, no_error),
    (rules.errors_are_meant, change("mistake", metadata={})),
    (rules.errors_are_short, change("imports", source="import numpy as np")),
    (
        rules.coming_back_is_told,
        replace("can-do", "What you can do now", "Your turn"),
    ),
    (rules.outputs_hold_nothing_of_this_machine, says("/home/me/course\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("C:\\Users\\me\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("<object at 0x7f9ab8ce3750>\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("UserWarning: take care\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("━━━━━ 2s\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("took 1.3 s\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("took 12 ms\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("<Axes: title='x'>\n")),
    (rules.outputs_hold_nothing_of_this_machine, says("fine\n", name="stderr")),
    (rules.most_outputs_are_compared, change("three", metadata={"tags": ["nbval-ignore-output"]})),
    (rules.most_outputs_are_compared, replace("three", "print", "# NBVAL_IGNORE_OUTPUT\nprint")),
    (rules.no_output_goes_unheld, change("three", metadata={"tags": ["nbval-ignore-output"]})),
    (rules.no_output_goes_unheld, after_keras),
    (rules.no_output_goes_unheld, claimed("four")),
    (rules.no_output_goes_unheld, claimed("counting")),
    (rules.no_output_goes_unheld, claimed("three", "three = 3")),
    (rules.assertions_teach, change("three", source="assert a == b\n" * 6)),
    (rules.assertions_teach, change("three", source="assert a < b")),
    (rules.assertions_teach, change("three", source="if a:\n    assert a == b")),
    (rules.detours_are_few_and_collapsed, replace("counting", "## ", "## Detour: ")),
    (rules.detours_are_few_and_collapsed, change("counting", metadata=lessons.COLLAPSED)),
    (rules.detours_are_few_and_collapsed, three_detours),
    (rules.metadata_is_bare, foreign_metadata),
    (rules.metadata_is_bare, same_id),
    (rules.metadata_is_bare, change("three", id="0badcafe")),
    (rules.metadata_is_bare, change("three", id="Cell_1")),
    (rules.metadata_is_bare, change("three", metadata={"collapsed": True})),
    (rules.metadata_is_bare, change("three", metadata={"tags": ["hide-input"]})),
    (rules.metadata_is_bare, change("three", metadata={"tags": ["timing"]})),
    (rules.the_file_is_small, large),
    (rules.code_is_plain_python, change("three", source="%timeit 3")),
    (rules.code_is_plain_python, change("three", source="!ls")),
    (rules.code_is_plain_python, change("three", source="import keras")),
]


@pytest.mark.parametrize(
    ("rule", "breakage"), BREAKAGES, ids=lambda part: getattr(part, "__name__", None)
)
def test_each_rule_notices_what_breaks_it(rule, breakage, good, tmp_path):
    breakage(good)
    # json, because nbformat would mend some of it in writing
    assert list(rule(stored(good, tmp_path, write=json.dumps))) != []


def test_the_form_rule_notices_an_edit_by_hand(good, tmp_path):
    lesson = stored(good, tmp_path)
    edited = rules.Lesson(lesson.path, lesson.text.replace(" ", "  ", 1))
    assert list(rules.the_form_is_that_of_make_refresh(edited)) != []


def test_a_lesson_that_was_only_run_is_judged_as_committed(good, tmp_path):
    file = stored(good, tmp_path).path
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(tmp_path)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "a lesson"]):
        subprocess.run([*git, *command], check=True)
    good.metadata["language_info"]["version"] = "3.11.7"  # as JupyterLab saves it
    cell_of(good, "three").outputs[0].text = "/home/me\n"
    file.write_text(nbformat.writes(good), encoding="utf-8")
    assert "/home/me" not in rules.Lesson.written(file).text

    cell_of(good, "three").source = "print(3 * 1)"
    file.write_text(nbformat.writes(good), encoding="utf-8")
    assert "/home/me" in rules.Lesson.written(file).text

    good.metadata["language_info"].pop("version")  # as make refresh stores it
    cell_of(good, "three").source = "print(3)"
    file.write_text(nbformat.writes(good), encoding="utf-8")
    assert "/home/me" in rules.Lesson.written(file).text


def test_what_is_not_compared_may_be_claimed(good, tmp_path):
    change("three", metadata={"tags": ["nbval-ignore-output"]})(good)
    claimed("three")(good)
    assert list(rules.no_output_goes_unheld(stored(good, tmp_path))) == []


def test_keras_may_show_its_own_progress(good, tmp_path):
    says(
        "Epoch 1/5\n469/469 - 2s - 4ms/step - accuracy: 0.9 - loss: 0.2\n469/469 ━━━━ 2s 4ms/step\n"
    )(good)
    assert list(rules.outputs_hold_nothing_of_this_machine(stored(good, tmp_path))) == []


def judged(*sources, number=8):
    """The faults of a lesson of these cells in its use of the test set."""
    cells = [nbformat.v4.new_code_cell(source, id=f"c{k}") for k, source in enumerate(sources)]
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    lesson = rules.Lesson(lessons.NOTEBOOKS / f"{number:02}_x.ipynb", text)
    return list(rules.the_test_set_judges_once_and_nothing_is_trained_after_it(lesson))


JUDGE = "model.evaluate(x_test, y_test)"


@pytest.mark.parametrize(
    "more",
    ["np.mean(answers == test_labels)", "model.fit(x, y)", "accuracy(w, test_labels[:1000])"],
)
def test_the_test_set_may_not_judge_twice_nor_before_a_training(more):
    (fault,) = judged(JUDGE, more)
    assert fault.startswith("c1: ") and fault.endswith("in c0")


def test_one_judgement_at_the_end_and_pictures_of_a_few_are_no_fault():
    pictures = "y_test = to_categorical(test_labels)\nprint(y_test.shape, test_labels[0])"
    few = "plot_digits(x_test[:10], labels=test_labels[:10])"
    assert judged(pictures, few, "model.fit(x, y, validation_data=(x_val, y_val))", JUDGE) == []
    assert judged(JUDGE, "model.fit(x, y)", number=7) == []
    assert judged("model.fit(x, y, validation_data=(x_test, y_test))", JUDGE) != []


def test_every_rule_is_shown_to_notice_something():
    shown = {rule for rule, _ in BREAKAGES} | {
        rules.the_form_is_that_of_make_refresh,
        rules.the_test_set_judges_once_and_nothing_is_trained_after_it,
    }
    assert shown == set(rules.RULES)
