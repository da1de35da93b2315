"""The two locks: what a learner needs, pinned, and what comes on top for the tests."""

import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lessons import ROOT

TOML = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TOML)
WANTED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
}
WANTED = {lock: list(map(Requirement, lines)) for lock, lines in WANTED.items()}
PLATFORMS = [
    {"sys_platform": "linux", "platform_machine": "x86_64", "os_name": "posix"},
    {"sys_platform": "linux", "platform_machine": "aarch64", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_machine": "arm64", "os_name": "posix"},
    {"sys_platform": "win32", "platform_machine": "AMD64", "os_name": "nt"},
]


def pins(lock):
    """The pins of a lock, hashes apart."""
    lines = re.findall(r"^([^\s#][^\\\n]*)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return list(map(Requirement, lines))


def versions(lock, platform=None):
    """What a lock installs on a platform, here if none is named: the version of each package."""
    found = {}
    for pin in pins(lock):
        if pin.marker is None or pin.marker.evaluate(platform):
            assert canonicalize_name(pin.name) not in found, f"{pin.name} is pinned twice"
            found[canonicalize_name(pin.name)] = str(pin.specifier).removeprefix("==")
    return found


@pytest.mark.parametrize("lock", WANTED)
def test_every_line_is_one_exact_pin(lock):
    for pin in pins(lock):
        assert re.fullmatch(r"==[^*,]+", str(pin.specifier)) and pin.url is None, pin


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: " ".join(p.values()))
@pytest.mark.parametrize("lock", WANTED)
def test_each_direct_dependency_is_within_its_bounds(lock, platform, python):
    platform = {**platform, "python_version": python, "python_full_version": f"{python}.0"}
    installed = versions(lock, platform)
    for wanted in WANTED[lock]:
        if wanted.marker is None or wanted.marker.evaluate(platform):
            assert wanted.specifier.contains(installed[canonicalize_name(wanted.name)]), wanted
    if lock == "requirements.txt":
        assert ("tensorflow" in installed) != ("tensorflow-cpu" in installed)
    shared = installed.keys() & (learners := versions("requirements.txt", platform)).keys()
    assert {name: installed[name] for name in shared} == {name: learners[name] for name in shared}


def test_a_learner_gets_no_tool_of_the_maintainers():
    also_jupyters = {"nbclient", "psutil", "pyyaml"}  # JupyterLab brings them
    tools = {canonicalize_name(wanted.name) for wanted in WANTED["requirements-dev.txt"]}
    tools = tools - also_jupyters | {"coverage", "pluggy", "execnet", "pip-tools"}
    assert not tools & {canonicalize_name(pin.name) for pin in pins("requirements.txt")}


def test_this_environment_is_the_two_locks():
    for lock in WANTED:
        pinned = versions(lock)
        assert len(pinned) > 50
        assert {name: version(name) for name in pinned} == pinned


def test_each_dependency_has_its_reason_beside_it():
    lines = TOML.splitlines()
    for wanted in WANTED["requirements.txt"] + WANTED["requirements-dev.txt"]:
        at = next(i for i, line in enumerate(lines) if re.match(rf' *"{wanted.name}\b(?!-)', line))
        assert "# " in lines[at] or any(" # " in line for line in lines[at - 2 : at]), wanted.name
