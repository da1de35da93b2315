"""The language in which the code speaks, in processes of their own: it is chosen at import."""

import json
import os
import subprocess
import sys

import pytest

from helpers.language import in_print, translator
from tools.lessons import ROOT

CHINESE = """
import json
from contextlib import redirect_stdout
from io import StringIO

import numpy as np

from exercises import check, hint, progress
from helpers.plots import plot_digits
from widgets import drawing_pad, perceptron_playground


def said(function, *arguments):
    with redirect_stdout(StringIO()) as text:
        function(*arguments)
    return text.getvalue()


def refused(function, *arguments, **options):
    try:
        function(*arguments, **options)
    except ValueError as error:
        return str(error)


playground = perceptron_playground(bias=-1.5, gate="OR")
print(json.dumps({
    "open": said(check, "1.1"),
    "wrong": said(check, "1.1", 5),
    "wrong kind": said(check, "1.1", "four"),
    "wrong function": said(check, "1.3", lambda images: images[:, 4:-4]),
    "raises": said(check, "1.3", lambda images: images.no_such_thing),
    "right": said(check, "1.1", 4),
    "hint": said(hint, "1.1"),
    "progress": said(progress),
    "sentence": playground.sentence,
    "label": playground._labels["answered 1"],
    "front": drawing_pad(lambda pixels: pixels)._labels["clear"],
    "refused": refused(plot_digits, np.zeros((2, 4)), labels=[1]),
}))
"""


def spoken(program, folder, **environment):
    """What a program prints as JSON, in a process of its own."""
    known = {name: value for name, value in os.environ.items() if name != "COURSE_LANGUAGE"}
    own = {"PYTHONPATH": str(ROOT), "COURSE_DATA": str(folder / "data"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=known | own | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_a_learner_is_spoken_to_in_chinese(tmp_path):
    said = spoken(CHINESE, tmp_path, COURSE_LANGUAGE="zh")
    assert said["open"] == (
        '练习 1.1：还没有作答\n把你的答案写在 `...` 的位置。卡住了？运行 `hint("1.1")`。\n'
    )
    assert said["wrong"].startswith(
        "✗ 练习 1.1：还不对\n`rank` 是 5：不是这个。\n五个轴是彩色视频。"
    )
    assert said["wrong kind"].endswith("`rank` 是 'four'；应该是一个整数。\n")
    assert said["wrong function"].endswith(
        "对于 `images` = 形状为 (2, 28, 28) 的张量，你的函数给出的形状是 (2, 20, 28)；"
        "应该是 (2, 20, 20)。\n这样只切了行。列也需要一个切片。\n"
    )
    assert "的张量，你的函数引发了 AttributeError: 'numpy.ndarray' object" in said["raises"]
    assert said["right"] == "✓ 练习 1.1：正确\n样本、帧、高、宽。\n"
    assert said["hint"].startswith("练习 1.1：提示 1（共 2 条）\n一张灰度图像有两个轴。")
    assert said["progress"].startswith("52 道练习，已做对 1 道\n第 1 课   1 / 5   1.1 ✓  1.2 ·  ")
    assert said["sentence"] == "对 OR 门来说，4 个回答里对了 2 个；答错的是 [1, 0]、[0, 1]。"
    assert (said["label"], said["front"]) == ("回答 1", "清空")
    assert said["refused"].startswith("labels 的形状是 (1,)；应为：(2,)，每张图像一个。")


LANGUAGE = "import json; from helpers.language import *; from helpers.language import _, LANGUAGE;"
LANGUAGE += 'print(json.dumps([LANGUAGE, _("loss"), _("no such message")]))'


@pytest.mark.parametrize(
    ("folder", "environment", "said"),
    [
        ("my_lessons", {}, ["en", "loss"]),
        ("my_lessons_zh", {}, ["zh", "损失"]),
        ("my_lessons_zh/week 1/ada", {}, ["zh", "损失"]),
        ("my_lessons_zh.old", {}, ["en", "loss"]),
        ("my_lessons_2024/my_lessons_zh", {}, ["zh", "损失"]),
        ("my_lessons_zh", {"COURSE_LANGUAGE": "en"}, ["en", "loss"]),
        ("my_lessons", {"COURSE_LANGUAGE": "zh"}, ["zh", "损失"]),
        ("my_lessons_xx", {}, ["xx", "loss"]),  # there is no such catalogue
    ],
)
def test_it_is_that_of_the_environment_or_of_the_folder_and_else_english(
    folder, environment, said, tmp_path
):
    (tmp_path / folder).mkdir(parents=True)
    assert spoken(LANGUAGE, tmp_path / folder, **environment) == [*said, "no such message"]


def test_english_loads_neither_babel_nor_gettext(tmp_path):
    program = "import json, sys; before = set(sys.modules); import helpers.language;"
    program += (
        "print(json.dumps([n for n in set(sys.modules) - before if n != 'helpers.language']))"
    )
    loaded = spoken(program, tmp_path)
    assert not {"babel", "gettext"} & {name.partition(".")[0] for name in loaded}


def test_a_text_put_together_is_set_as_chinese_is(monkeypatch):
    monkeypatch.setattr("helpers.language.LANGUAGE", "zh")
    assert in_print("你的函数 给出 5 ； 应该是 一个数。 再试 `x` 。") == (
        "你的函数给出 5；应该是一个数。再试 `x`。"
    )
    monkeypatch.setattr("helpers.language.LANGUAGE", "en")
    assert in_print("`x` is '你 好' 。") == "`x` is '你 好' 。"


def test_a_translator_gives_english_where_a_language_lacks_words():
    assert translator("zh")("right") == "正确" and translator("xx")("right") == "right"


def test_a_catalogue_that_cannot_be_read_leaves_english(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.language._TRANSLATIONS", tmp_path)
    (tmp_path / "yy").mkdir()
    words = 'msgid "right"\nmsgstr "正确"\n'
    (tmp_path / "yy" / "messages.po").write_bytes(words.encode("gb18030"))
    assert translator("yy")("right") == "right"
