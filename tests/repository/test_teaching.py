"""Teaching: the files for two kinds of hub, and what the page says of the lessons."""

import os
import re
import subprocess
import sys

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

from exercises.report import main
from tests.repository.lab import START_PAGE
from tools import lessons

TEACHING = lessons.ROOT / "teaching"
PAGE = (TEACHING / "README.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())
VALUES = yaml.safe_load((TEACHING / "z2jh-values.yaml").read_text(encoding="utf-8"))
# Of the chart's values.schema.yaml; the weekly workflow asks the chart itself.
KEYS = {
    "singleuser.image.name": str,
    "singleuser.image.tag": str,
    "singleuser.defaultUrl": str,
    "singleuser.extraEnv": dict,
    "singleuser.memory.guarantee": str,
    "singleuser.memory.limit": str,
    "singleuser.cpu.guarantee": float,
    "singleuser.cpu.limit": int,
    "singleuser.storage.capacity": str,
}


def leaves(values, path=""):
    """Each value by its dotted path, down to those that `KEYS` names."""
    for key, value in values.items():
        name = f"{path}{key}"
        if name not in KEYS and isinstance(value, dict):
            yield from leaves(value, f"{name}.")
        else:
            yield name, type(value)


def test_the_values_are_those_that_the_chart_knows():
    assert dict(leaves(VALUES)) == KEYS
    assert re.fullmatch(r"[\d.]+G", VALUES["singleuser"]["memory"]["limit"])


def test_the_littlest_hub_starts_a_learner_as_zero_to_jupyterhub_does(tmp_path, monkeypatch):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", "ADDRESS"], check=True)
    run = subprocess.run
    here = {"/srv/course": str(tmp_path)}
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **options: run([here.get(w, w) for w in command], **options),
    )
    spawner = PyFileConfigLoader("tljh.py", path=str(TEACHING)).load_config().Spawner
    single = VALUES["singleuser"]
    assert spawner.default_url == single["defaultUrl"] == START_PAGE
    chinese = START_PAGE.replace("my_lessons", "my_lessons_zh")
    assert (
        f"`{chinese}` as `c.Spawner.default_url`" in WORDS and f"?urlpath={chinese[1:]}`" in WORDS
    )
    assert spawner.environment == single["extraEnv"] == {"COURSE_REPOSITORY": "ADDRESS"}
    assert spawner.mem_limit == single["memory"]["limit"]
    assert spawner.cpu_limit == single["cpu"]["limit"]
    start, command = spawner.cmd
    assert (lessons.ROOT / start.removeprefix("/srv/course/")).exists()
    assert command == "jupyterhub-singleuser"
    assert spawner.start_timeout == 300


def test_the_plan_says_what_the_lessons_do_of_their_minutes():
    first = [lessons.read(path).cells[0].source for path in lessons.paths()]
    time = r"\*\*Time\*\*: (\d+) minutes, and (\d+) for the exercises"
    core, home = zip(
        *(map(int, m.groups()) for s in first if (m := re.search(time, s))), strict=True
    )
    assert len(core) == 11
    plan = re.search(
        r"take (\d+) to (\d+) minutes each, (\d+) in all.+?, (\d+) minutes in all", WORDS
    )
    assert [*map(int, plan.groups())] == [min(core), max(core), sum(core), sum(home)]


def test_the_page_and_the_values_say_the_same_of_memory():
    values = (TEACHING / "z2jh-values.yaml").read_text(encoding="utf-8")
    assert "a second open lesson may end all kernels" in values
    assert "A second open lesson may end all kernels" in WORDS
    memory = VALUES["singleuser"]["memory"]
    assert f"memory: {memory['guarantee'].replace('G', ' GB')} each" in WORDS
    assert f"a learner may take {memory['limit'].replace('G', ' GB')}" in WORDS


def test_what_the_page_asks_to_type_of_the_report_is_understood(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    commands = re.findall(r"-m exercises\.report \S+(.*)", PAGE)
    assert {option for options in commands for option in options.split()} > {"--again", "--csv"}
    for options in commands:
        options = options.replace("class.csv", str(tmp_path / "class.csv")).split()
        assert main([str(tmp_path), *options]) == 1
        assert "There is no verdict in this folder" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="it is for that hub, on Linux")
def test_collecting_takes_the_lesson_and_follows_no_link(tmp_path):
    (tmp_path / "secret").write_text("of root's")
    for name in ("ada", "bob b"):
        home = tmp_path / "home" / f"jupyter-{name}" / "my_lessons"
        home.mkdir(parents=True)
        for file in ("03_gate.ipynb", "03_gate_version_2.ipynb", "04_other.ipynb"):
            (home / file).write_text(name)
        (home / "03_link.ipynb").symlink_to(tmp_path / "secret")
    script = re.search(r"sudo sh -c '(.+?)'\n", PAGE, re.S)[1]
    script = script.replace("/home/j", f"{tmp_path}/home/j").replace("/srv", f"{tmp_path}/srv")
    script = script.replace("chgrp -R judge", "chgrp -R $(id -g)")
    subprocess.run(["sh", "-ec", script], check=True)
    collected = [path for path in (tmp_path / "srv").rglob("*") if path.is_file()]
    assert sorted(str(path.relative_to(tmp_path / "srv/collected")) for path in collected) == [
        f"{name}/03_gate{version}.ipynb"
        for name in ("ada", "bob b")
        for version in ("", "_version_2")
    ]
    assert {path.stat().st_mode & 0o777 for path in collected} == {0o640}
