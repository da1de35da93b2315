"""When something goes wrong: the messages on that page are those that people really see."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import IPython  # noqa: F401, so that it is there as in a notebook
import pytest
from pip._internal.commands import install

from helpers import data
from helpers.plots import _style
from tests.repository import rules
from tools import lessons

TEXT = (lessons.NOTEBOOKS / "when_something_goes_wrong.md").read_text(encoding="utf-8")
LESSON = "my_lessons/07_mnist_dense_net.ipynb"
not_on_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sh")


def shown(heading):
    """The message that the page shows under a heading."""
    return re.search(rf"^## \d+\. {heading}\n\n```\n(.+?)\n```$", TEXT, re.M | re.S)[1]


def test_each_fault_has_its_message_and_a_cure():
    parts = re.findall(r"^## (\d+)\. .+\n\n```\n.+\n(?:.+\n)*```\n\n((?:.+\n?)+)", TEXT, re.M)
    assert [int(number) for number, _ in parts] == list(range(1, 24))
    assert all(len(cure.split()) > 25 for _, cure in parts)
    listed = re.findall(r"^\| (.+) \| (\d+) \|$", TEXT, re.M)
    assert [int(number) for _, number in listed] == list(range(1, 24))


def last_lines(*command, lines=1, **options):
    """The last lines that a command says to have gone wrong."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode != 0
    return "\n".join(done.stderr.rstrip().splitlines()[-lines:])


def test_what_a_python_without_the_course_says_is_the_real_message(tmp_path):
    bare = [sys.executable, "-I", "-S", "-c"]
    said = last_lines(*bare, "from helpers.data import load_mnist", cwd=tmp_path)
    assert said == shown("No module named 'helpers'")
    both = shown("A name is not defined").splitlines()
    assert [last_lines(*bare, f"print({name})") for name in ("x_train", "check")] == both


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


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_what_the_message_about_the_digits_says_brings_them_back(tmp_path):
    def git(*words):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)

    file = tmp_path / "helpers" / "data" / "mnist.npz"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"digits")
    git("init")
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-m", "the digits")
    file.unlink()
    git(*re.search("`git (checkout .+?)`", shown("The digits are missing or damaged"))[1].split())
    assert file.read_bytes() == b"digits"


def test_what_a_file_with_a_packages_name_leads_to_is_the_real_message(tmp_path):
    folder = tmp_path / "my_lessons"
    folder.mkdir()
    (folder / "helpers.py").touch()
    real = []
    for code in ("from helpers.data import load_mnist", "from helpers import load_mnist"):
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        real.append(done.stderr.splitlines()[-1].replace(str(tmp_path), "..."))
    assert real == shown("A file of yours has the name of a package").splitlines()
    (folder / "helpers.py").rename(folder / "mine.py")
    environment = os.environ | {"PYTHONPATH": str(lessons.ROOT)}
    subprocess.run(command, cwd=folder, env=environment, check=True)


def test_the_check_of_the_set_up_names_each_file_that_is_in_the_way(tmp_path):
    cells = rules.Lesson.read(lessons.paths()[0]).cells
    (check,) = [cell.source for cell in cells if cell.id == "packages"]

    def says():
        command = [sys.executable, "-c", check]
        environment = os.environ | {"PYTHONPATH": str(lessons.ROOT)}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    assert says() == ["All packages are here."]
    names = ["keras", "helpers", "exercises", "widgets"]
    for name in names:
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this must not be run')")
    assert says() == [
        f"{tmp_path / name}.py has the name of the package {name}: rename it." for name in names
    ]


def test_what_is_said_of_keras_settings_is_the_real_message(tmp_path):
    (tmp_path / "keras.json").write_text('{"backend": "theano"}', encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "KERAS_BACKEND"}
    environment |= {"KERAS_HOME": str(tmp_path), "PYTHONPATH": str(lessons.ROOT)}
    command = [sys.executable, "-c", "import helpers, keras"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    real = done.stderr.splitlines()[-1].replace(str(tmp_path), ".../.keras")
    assert real.replace("\\", "/") == shown("Keras has another course's settings")
    chosen = environment | {"KERAS_BACKEND": "theano"}
    said = last_lines(sys.executable, "-c", "import keras", env=chosen)
    assert "Unable to import backend" in said and "`Unable to import backend`" in TEXT


def test_what_is_said_where_no_picture_is_seen_is_the_real_message(monkeypatch, capsys):
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=None))
    monkeypatch.setattr("matplotlib.get_backend", lambda: "Agg")
    _style.say_why_no_picture_is_seen()
    assert capsys.readouterr().out.strip() == shown("No picture is seen")


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


def test_what_pip_says_where_it_finds_nothing_is_the_real_message(tmp_path):
    message = shown("TensorFlow cannot be installed")
    (wanted,) = set(re.findall(r"tensorflow-cpu==\S+", message))
    lock = lessons.ROOT / "requirements.txt"
    assert f"\n{wanted} " in lock.read_text(encoding="utf-8")

    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    own["PIP_CONFIG_FILE"] = os.devnull

    def says(*what):  # as where there is none for this machine, or no index can be reached
        pip = [sys.executable, "-m", "pip", "download", "--no-index", "--no-deps"]
        return last_lines(*pip, "--dest", tmp_path, *what, lines=2, env=own)

    assert says(wanted) == message
    first = re.search(r"distribution found for ([\w-]+)==", says("--requirement", lock))[1]
    assert f"a package such as `{first}`, the package index cannot be reached" in TEXT


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk here is full")
def test_what_pip_says_where_the_disk_is_full_is_the_real_message():
    with pytest.raises(OSError) as full, open("/dev/full", "w") as file:
        file.write("what is being installed")
    said = install.create_os_error_message(full.value, False, False)
    assert f"ERROR: {said.rstrip()}" == shown("The disk is full")


def test_what_pip_says_of_a_long_path_is_the_real_message(monkeypatch):
    monkeypatch.setattr(install, "WINDOWS", True)
    error = FileNotFoundError(2, "No such file or directory", "C:/course/" + 300 * "x")
    said = install.create_os_error_message(error, False, False)
    assert said.splitlines()[-1] == shown("Windows cannot hold so long a path")


def test_the_words_of_jupyterlab_are_its_own():
    lab = Path(sys.prefix) / "share" / "jupyter"
    scripts = [*lab.glob("lab/static/*.js"), *lab.glob("labextensions/@jupyter-widgets/**/*.js")]
    everything = "\n".join(file.read_text(encoding="utf-8") for file in scripts)
    died = shown("The kernel died")
    assert (
        died == shown("The kernel died, on Binder") == shown("The kernel died, on a shared server")
    )
    assert died.replace(LESSON, "%1") in everything
    assert shown("A widget stays blank") in everything
    for words in ("File Save Error", "Server Connection Error", "Directory not found"):
        assert words in everything and words in TEXT
    ended = shown("The server has ended, and all kernels with it").replace("/user/ada/", "%1")
    title, words = ended.split("\n", 1)
    assert f'"{title}"' in everything and words.replace("\n", r"\n") in everything
    read_only = shown("The lesson is read-only")
    assert f"'%1 is{read_only.partition(' is')[2]}'" in everything
    full = shown("Your home on the server is full")
    for what in re.findall(r"^File .+ Error for ", full, re.M):
        assert f'"{what}%1"' in everything
    start = "\n".join(cell.source for cell in rules.Lesson.read(lessons.paths()[0]).prose)
    for words in set(re.findall(r"→ ([^*→]+?)…?\*", " ".join((TEXT + start).split()))):
        assert words in everything, words
