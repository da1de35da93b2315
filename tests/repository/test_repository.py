"""The house: the lock, the set-up, the commands, and what must not be in it."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from helpers.data import load_mnist
from tests.repository import rules
from tools import lessons, refresh

ROOT = lessons.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK_LINES = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
LOCK = [Requirement(line) for line in LOCK_LINES if line and not line.startswith("#")]
not_on_windows = pytest.mark.skipif(
    sys.platform == "win32", reason="make and sh are not on Windows"
)

DIRECT = [
    Requirement(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
]
PLATFORMS = [
    {"sys_platform": "linux", "platform_machine": "x86_64", "os_name": "posix"},
    {"sys_platform": "linux", "platform_machine": "aarch64", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_machine": "arm64", "os_name": "posix"},
    {"sys_platform": "win32", "platform_machine": "AMD64", "os_name": "nt"},
]


def applies(requirement, platform):
    return requirement.marker is None or requirement.marker.evaluate(platform)


# The lock.


def test_every_line_of_the_lock_is_one_exact_pin():
    for requirement in LOCK:
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), requirement
        assert requirement.url is None
    assert not re.search(r"index|https?:|--", "\n".join(LOCK_LINES))


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: " ".join(p.values()))
def test_the_lock_holds_each_direct_dependency_within_its_bounds(platform):
    pins = {pin.name: pin for pin in LOCK if applies(pin, platform)}
    for wanted in DIRECT:
        if applies(wanted, platform):
            (pin,) = pins[wanted.name].specifier
            assert wanted.specifier.contains(pin.version), wanted
    assert ("tensorflow" in pins) != ("tensorflow-cpu" in pins)


def test_this_environment_is_the_lock():
    here = {pin.name: pin.specifier for pin in LOCK if applies(pin, None)}
    assert len(here) > 100
    assert {n: version(n) for n, s in here.items() if not s.contains(version(n))} == {}


def test_each_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for wanted in DIRECT:
        lines = text.splitlines()
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(f'"{wanted.name}'))
        reasons = [lines[at], *lines[max(0, at - 2) : at]]
        assert any("# " in line for line in reasons), wanted.name


# The set-up.


def fake_python(folder, name, answer):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{answer}\n")
    path.chmod(0o755)


def set_up(path, *arguments):
    return subprocess.run(
        ["sh", ROOT / "tools" / "make_venv.sh", *arguments],
        cwd=path,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def bare(tmp_path):
    """A folder whose PATH has a shell and nothing else."""
    (tmp_path / "sh").symlink_to(shutil.which("sh"))
    return tmp_path


@not_on_windows
def test_without_python_the_set_up_says_so_in_one_sentence(bare):
    done = set_up(bare)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11, 3.12 or 3.13, but found none" in done.stderr
    assert not (bare / ".venv").exists()


@not_on_windows
def test_a_python_that_is_too_old_is_named(bare):
    answer = 'case "$1" in --version) echo Python 3.8.2;; *) exit 1;; esac'
    fake_python(bare, "python3", answer)
    done = set_up(bare)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "but found python3 is Python 3.8.2" in done.stderr.replace("only ", "")
    assert not (bare / ".venv").exists()


@not_on_windows
def test_a_python_without_venv_is_told_how_to_get_it(bare):
    answer = (
        'case "$2" in *ensurepip*) exit 1;; esac; [ "$1" = --version ] && echo Python 3.11.2; :'
    )
    fake_python(bare, "python3", answer)
    done = set_up(bare)
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr


@not_on_windows
def test_a_python_of_ones_own_is_taken(bare):
    fake_python(bare, "mine", '[ "$1" = -m ] && echo "$@" && exit 3; echo Python 3.12.0')
    done = set_up(bare, str(bare / "mine"))
    assert "Setting up .venv with Python 3.12.0" in done.stdout
    assert "-m venv .venv" in done.stdout


@not_on_windows
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_make_installs_once_and_not_again(tmp_path):
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "make_venv.sh").write_text("mkdir -p .venv; echo installing")

    def make(*arguments):
        command = ["make", *arguments, "BIN=echo"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout

    assert "installing" in make("--silent", ".venv/.ready")
    assert "installing" not in make("--dry-run", "lab").replace("echo installing", "installing")
    assert "make_venv" not in make("--dry-run", "test")
    (tmp_path / "requirements.txt").write_text("numpy==2.4.6\n")
    os.utime(tmp_path / "requirements.txt", (2**31, 2**31))
    assert "make_venv" in make("--dry-run", "test")


@not_on_windows
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
@pytest.mark.parametrize(
    "target", ["lab", "test", "refresh", "bench", "mutants", "seeds", "lint", "format", "lock"]
)
def test_each_command_of_the_makefile_is_described_in_it(target):
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"make {target} " in text
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout


# The code.


def test_the_style_is_kept():
    for command in (["check"], ["format", "--check"]):  # no cache: the checkout may be read-only
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_importing_helpers_is_quick_and_brings_no_tensorflow():
    code = (
        "import sys; import helpers, helpers.data, helpers.plots, helpers.training;"
        "print(*(name for name in ('tensorflow', 'keras', 'pandas') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_helpers_silence_tensorflow_but_keep_what_the_user_has_set():
    code = "import os, helpers; print(os.environ['TF_ENABLE_ONEDNN_OPTS'])"
    for given, expected in (({}, "1"), ({"TF_ENABLE_ONEDNN_OPTS": "0"}, "0")):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TF_")} | given
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_importing_keras_after_helpers_says_nothing():
    code = "import helpers, keras; keras.ops.ones(1)"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TF_")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout + done.stderr == ""


def test_the_plots_know_numpy_and_matplotlib_alone():
    for file in (ROOT / "helpers" / "plots").glob("*.py"):
        for module in re.findall(r"^(?:import|from) (\w+)", file.read_text("utf-8"), re.MULTILINE):
            if module not in sys.stdlib_module_names:
                assert module in {"numpy", "matplotlib", "helpers"}, file.name


# The texts.


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_in_the_texts_resolve(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in rules.links(text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        assert (ROOT / file).exists(), target
        if anchor:
            known = lessons.headings((ROOT / (file or name)).read_text(encoding="utf-8"))
            assert anchor in {title.lower().replace(" ", "-") for _, title in known}, target


def test_the_repositorys_address_is_written_once():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    others = [p for p in tracked() if p.suffix in {".md", ".yml", ".toml", ".ipynb", ".py"}]
    placeholder = "OWNER/" + "REPOSITORY"
    uses = [p.name for p in others if placeholder in p.read_text(encoding="utf-8")]
    assert uses == ["README.md"]
    assert readme.count(placeholder) == 1


def test_the_readmes_picture_is_the_lessons():
    assert refresh.PICTURE.read_bytes() == refresh.readme_picture()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"!\[[^\]]{40,}\]\(picture\.png\)", readme)


def test_every_lesson_is_on_the_map():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start = "\n".join(c.source for c in rules.Lesson.read(lessons.paths()[0]).prose)
    for path in lessons.paths()[1:]:
        assert f"(notebooks/{path.name})" in readme
        assert f"({path.name})" in start


def tracked():
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def test_nothing_large_or_generated_is_in_the_repository():
    for path in tracked():
        assert path.stat().st_size < rules.MOST_BYTES, path
        assert path.suffix not in {".npz", ".keras", ".csv", ".pyc", ".gz"}, path


def test_the_python_versions_agree_everywhere():
    allowed = SpecifierSet(PROJECT["requires-python"])
    assert [minor for minor in range(8, 20) if allowed.contains(f"3.{minor}")] == [11, 12, 13]
    binder = (ROOT / "binder" / "runtime.txt").read_text().strip()
    assert allowed.contains(binder.removeprefix("python-"))
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert '["3.11", "3.12", "3.13"]' in workflow
    assert "3.11, 3.12 or 3.13" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_lesson_runs_from_any_folder(number, tmp_path):
    path = next(p for p in lessons.paths() if p.name.startswith(f"{number:02}_"))
    lessons.run(lessons.read(path), cwd=tmp_path)
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_lesson_runs_where_neither_the_folder_nor_the_locale_is_plain(number, tmp_path):
    course = tmp_path / "Kurs für Anfänger, 2. Auflage"
    shutil.copytree(ROOT / "helpers", course / "helpers")
    shutil.copytree(ROOT / "notebooks", course / "notebooks")
    name = next(p.name for p in lessons.paths() if p.name.startswith(f"{number:02}_"))
    code = (
        "import sys; from pathlib import Path; import helpers; from tools import lessons;"
        "notebooks = Path(sys.argv[1]) / 'notebooks';"
        "lessons.run(lessons.read(notebooks / sys.argv[2]), cwd=notebooks);"
        "print(ascii(helpers.__file__), ascii(sys.getfilesystemencoding()))"
    )
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(course), str(ROOT)]),
        "COURSE_DATA": str(tmp_path / "Daten"),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",  # or Python would make the best of LC_ALL=C
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(course), name],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Anf" in done.stdout
    if sys.platform == "linux":
        assert "ascii" in done.stdout


# When something goes wrong: the messages on that page are those that people really see.

FAULTS = lessons.NOTEBOOKS / "when_something_goes_wrong.md"


def shown(heading):
    """The message that the page shows under a heading."""
    text = FAULTS.read_text(encoding="utf-8")
    return re.search(rf"^## \d+\. {heading}\n\n```\n(.+?)\n```$", text, re.M | re.S)[1]


def test_ten_faults_each_with_its_message_and_a_cure():
    text = FAULTS.read_text(encoding="utf-8")
    parts = re.findall(r"^## (\d+)\. .+\n\n```\n.+\n(?:.+\n)*```\n\n((?:.+\n?)+)", text, re.M)
    assert [int(number) for number, _ in parts] == list(range(1, 11))
    assert all(len(cure.split()) > 25 for _, cure in parts)


def test_the_message_of_a_blocked_download_is_the_real_one(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("MNIST_PATH", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    for variable in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")  # nothing listens there
    load_mnist()
    assert capsys.readouterr().out.strip() == shown("The download is blocked")


def test_the_message_of_a_damaged_file_is_the_real_one(tmp_path, monkeypatch):
    monkeypatch.delenv("MNIST_PATH", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "mnist.npz").touch()
    with pytest.raises(ValueError, match="damaged") as raised:
        load_mnist()
    real = f"ValueError: {raised.value}".replace(str(tmp_path), ".../.keras")
    assert real == shown("The file with MNIST is damaged")


@not_on_windows
def test_the_message_of_a_missing_python_is_the_real_one(bare):
    assert set_up(bare).stderr.strip() == shown("Python is missing or does not fit")


def test_the_words_of_jupyterlab_are_its_own():
    lab = Path(sys.prefix) / "share" / "jupyter"
    scripts = [*lab.glob("lab/static/*.js"), *lab.glob("labextensions/@jupyter-widgets/**/*.js")]
    everything = "\n".join(file.read_text(encoding="utf-8") for file in scripts)
    died = shown("The kernel died").replace("notebooks/06_mnist_dense_net.ipynb", "%1")
    assert died == shown("The kernel died, on Binder").replace(
        "notebooks/06_mnist_dense_net.ipynb", "%1"
    )
    assert died in everything
    assert shown("A widget stays blank") in everything
    menus = FAULTS.read_text(encoding="utf-8") + "\n".join(
        cell.source for cell in rules.Lesson.read(lessons.paths()[0]).prose
    )
    for words in set(re.findall(r"→ ([^*→]+?)…?\*", " ".join(menus.split()))):
        assert words in everything, words
