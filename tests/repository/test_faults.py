"""When something goes wrong: the messages on that page are those that people really see."""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pip
import pytest

from helpers import data
from tests.repository import rules
from tools import lessons

TEXT = (lessons.NOTEBOOKS / "when_something_goes_wrong.md").read_text(encoding="utf-8")
LESSON = "notebooks/07_mnist_dense_net.ipynb"
not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sh")


def shown(heading):
    """The message that the page shows under a heading."""
    return re.search(rf"^## \d+\. {heading}\n\n```\n(.+?)\n```$", TEXT, re.M | re.S)[1]


def test_each_fault_has_its_message_and_a_cure():
    parts = re.findall(r"^## (\d+)\. .+\n\n```\n.+\n(?:.+\n)*```\n\n((?:.+\n?)+)", TEXT, re.M)
    assert [int(number) for number, _ in parts] == list(range(1, 15))
    assert all(len(cure.split()) > 25 for _, cure in parts)
    listed = re.findall(r"^\| (.+) \| (\d+) \|$", TEXT, re.M)
    assert [int(number) for _, number in listed] == list(range(1, 15))


def test_the_messages_about_the_digits_are_the_real_ones(tmp_path, monkeypatch):
    file = tmp_path / "mnist.npz"
    monkeypatch.setattr(data, "_FILE", file)
    real = []
    for content in (None, bytes(1000), b"version https://git-lfs.github.com/spec/v1\n"):
        if content:
            file.write_bytes(content)
        with pytest.raises((FileNotFoundError, ValueError)) as raised:
            data.load_mnist()
        message = str(raised.value).replace(str(file), ".../helpers/data/mnist.npz")
        real.append(f"{raised.typename}: {message}")
    assert real == shown("The digits are missing or damaged").splitlines()


@not_on_windows
def test_what_a_bare_machine_says_is_the_real_message(tmp_path):
    def says(*command):
        program = shutil.which(command[0])
        environment = {"PATH": str(tmp_path)}
        done = subprocess.run(
            [program, *command[1:]], env=environment, capture_output=True, text=True
        )
        return re.sub(r"^\S*bash: line \d+", "bash", done.stderr.strip())

    assert says("bash", "-c", "make") == shown("There is no make")
    set_up = lessons.ROOT / "tools" / "make_venv.sh"
    assert says("sh", set_up) == shown("Python is missing or does not fit")


def test_the_tensorflow_that_is_not_found_is_the_one_of_the_lock():
    (wanted,) = set(re.findall(r"tensorflow-cpu==\S+", shown("TensorFlow cannot be installed")))
    assert f"\n{wanted} " in (lessons.ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_what_pip_says_is_its_own():
    said = shown("Windows cannot hold so long a path").removeprefix("HINT: ")
    install = Path(pip.__file__).with_name("_internal") / "commands" / "install.py"
    text = re.sub(r'"\s+"', "", install.read_text(encoding="utf-8"))
    assert said in text and "Could not install packages due to an OSError" in text
    assert shown("The disk is full").endswith(f"[Errno 28] {os.strerror(errno.ENOSPC)}")


def test_the_words_of_jupyterlab_are_its_own():
    lab = Path(sys.prefix) / "share" / "jupyter"
    scripts = [*lab.glob("lab/static/*.js"), *lab.glob("labextensions/@jupyter-widgets/**/*.js")]
    everything = "\n".join(file.read_text(encoding="utf-8") for file in scripts)
    died = shown("The kernel died")
    assert died == shown("The kernel died, on Binder")
    assert died.replace(LESSON, "%1") in everything
    assert shown("A widget stays blank") in everything
    start = "\n".join(cell.source for cell in rules.Lesson.read(lessons.paths()[0]).prose)
    for words in set(re.findall(r"→ ([^*→]+?)…?\*", " ".join((TEXT + start).split()))):
        assert words in everything, words
