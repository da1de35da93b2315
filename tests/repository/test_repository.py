"""The house: its packages, its texts, its workflows, and what must not be in it."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from PIL import Image

import exercises
from tests.repository import rules
from tests.repository.files import tracked
from tools import lessons

ROOT = lessons.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    for path in (ROOT / ".github" / "workflows").glob("*.yml")
}


def ruff(*command, **options):
    """Run ruff, without a cache, as the checkout may be read-only."""
    command = [sys.executable, "-m", "ruff", *command, "--no-cache"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **options)


# The packages.


def test_the_style_is_kept():
    for command in (["check"], ["format", "--check"]):
        done = ruff(*command)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("place", ["helpers/data/x.py", "exercises/x.py", "notebooks/x.py"])
@pytest.mark.parametrize("code", ["import pickle", "from urllib.request import urlopen"])
def test_what_learners_run_neither_reaches_out_nor_opens_code(place, code):
    done = ruff("check", "--select=TID", "--stdin-filename", place, "-", input=code)
    assert "is banned" in done.stdout
    # np.load and Keras open no code unless they are told to
    assert not [path for path in tracked() if _opens_code(path)]


def _opens_code(path):
    told = r"allow_pickle\s*=\s*(?!False)|safe_mode\s*=\s*(?!True)"
    is_ours = path.suffix in {".py", ".ipynb"} and "tests" not in path.parts
    return is_ours and re.search(told, path.read_text(encoding="utf-8"))


# What each package may import when it is imported, beside Python's own modules.
IMPORTS = {
    "helpers/plots": {"numpy", "matplotlib", "helpers"},
    "helpers": {"numpy", "matplotlib", "platformdirs", "helpers"},
    "exercises": {"numpy", "helpers", "exercises"},
    "widgets": {"numpy", "matplotlib", "anywidget", "traitlets", "helpers", "widgets"},
}


def imported(module):
    """The packages that a module imports when it is imported itself."""
    for node in module.body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", IMPORTS)
def test_imports_run_one_way_and_none_waits_for_tensorflow(package):
    for file in (ROOT / package).rglob("*.py"):
        found = set(imported(ast.parse(file.read_text(encoding="utf-8"))))
        assert found - sys.stdlib_module_names <= IMPORTS[package], file.name
    code = (
        f"import sys, {package.replace('/', '.')};"
        "print({'tensorflow', 'keras', 'pandas', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# The texts.


TEXTS = ["README.md", "CONTRIBUTING.md", "teaching/README.md", "teaching/grading.md"]


@pytest.mark.parametrize("name", TEXTS)
def test_links_in_the_texts_resolve(name):
    text = ROOT / name
    for target in rules.links(text.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        assert (text.parent / file).exists(), target
        if anchor:
            known = lessons.headings((text.parent / file if file else text).read_text("utf-8"))
            assert anchor in {title.lower().replace(" ", "-") for _, title in known}, target


def test_no_text_has_the_address_of_a_repository_that_is_not_there():
    placeholder = "OWNER/" + "REPOSITORY"
    texts = [p for p in tracked() if p.suffix in {".md", ".yml", ".toml", ".ipynb", ".py"}]
    assert [p.name for p in texts if placeholder in p.read_text(encoding="utf-8")] == []


def test_the_readmes_film_moves_and_is_described():
    with Image.open(ROOT / "picture.webp") as film:
        assert film.n_frames > 20
    assert re.search(r"!\[[^\]]{40,}\]\(picture\.webp\)", README)


def test_the_readmes_exercise_answers_so(capsys):
    code, answer = re.search(r"```python\n(.+?)```\n\n```\n(.+?)```", README, re.S).groups()
    exec(code, {"check": exercises.check})
    assert capsys.readouterr().out == answer


def test_every_lesson_is_on_the_map():
    start = "\n".join(c.source for c in rules.Lesson.read(lessons.paths()[0]).prose)
    for path in lessons.paths()[1:]:
        assert f"(notebooks/{path.name})" in README
        assert f"({path.name})" in start


def test_nothing_large_or_generated_is_in_the_repository():
    carried = {ROOT / "helpers" / "data" / name for name in ("mnist.npz", "small_net.npz")}
    for path in set(tracked()) - carried:
        assert path.stat().st_size < rules.MOST_BYTES, path
        assert path.suffix not in {".npz", ".keras", ".csv", ".pyc", ".gz"}, path


# The workflows.


def test_the_python_versions_agree_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    allowed = SpecifierSet(project["requires-python"])
    versions = [f"3.{n}" for n in range(8, 20) if allowed.contains(f"3.{n}")]
    assert versions == ["3.11", "3.12", "3.13"]
    binder = (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert binder.removeprefix("python-") in versions
    assert WORKFLOWS["tests"]["test"]["strategy"]["matrix"]["python"] == versions
    assert "3.11, 3.12 or 3.13" in README


def test_every_test_that_a_workflow_leaves_out_is_there():
    steps = [step for jobs in WORKFLOWS.values() for job in jobs.values() for step in job["steps"]]
    left_out = re.findall(r"--deselect (\S+)::(\w+)", str(steps))
    assert left_out
    for file, name in left_out:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the workflow runs on Linux")
def test_every_address_in_the_lessons_is_asked_each_week(tmp_path):
    steps = {step.get("name"): step.get("run") for step in WORKFLOWS["weekly"]["links"]["steps"]}
    tools = str(Path(sys.executable).parent)  # where jupyter is, on the path or not
    path = os.pathsep.join([tools, os.environ["PATH"]])
    environment = os.environ | {"RUNNER_TEMP": str(tmp_path), "PATH": path}
    command = ["bash", "-c", steps["The lessons as Markdown, which lychee reads"]]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    for path in lessons.paths():
        prose = "\n".join(c.source for c in lessons.read(path).cells if c.cell_type == "markdown")
        asked = (tmp_path / "lessons" / f"{path.stem}.md").read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[^\s)>\]`\"]+", prose)) <= set(
            re.findall(r"https?://[^\s)>\]`\"]+", asked)
        )


# A lesson elsewhere.


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_lesson_runs_from_any_folder(number, tmp_path):
    path = next(p for p in lessons.paths() if p.name.startswith(f"{number:02}_"))
    lessons.run(lessons.read(path), cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_lesson_runs_where_neither_the_folder_nor_the_locale_is_plain(number, tmp_path):
    course = tmp_path / "Kurs für Anfänger, 2. Auflage"
    for name in ("helpers", "exercises", "widgets", "notebooks"):
        shutil.copytree(ROOT / name, course / name)
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
    command = [sys.executable, "-c", code, str(course), name]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Anf" in done.stdout
    if sys.platform == "linux":
        assert "ascii" in done.stdout
