"""Which browser the tests take, and that they say so plainly where there is none."""

import sys
from pathlib import Path

import pytest

from tests.browser import chromium
from tools import lessons


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine without a browser: its PATH is an empty folder, and no other place is usual."""
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "usual_places", list)
    return tmp_path


def install(folder, name):
    path = folder / (f"{name}.exe" if sys.platform == "win32" else name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


@pytest.mark.parametrize("name", chromium.NAMES)
def test_a_browser_on_the_path_is_found(machine, name):
    browser = install(machine, name)
    assert Path(chromium.find_or_leave_out()) == browser


def test_chromium_is_taken_before_chrome(machine):
    install(machine, "google-chrome")
    browser = install(machine, "chromium")
    assert Path(chromium.find()) == browser


def test_the_usual_places_of_macos_and_windows_are_looked_at(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert tmp_path / chromium.MACOS[0] in chromium.usual_places()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert tmp_path / chromium.WINDOWS[0] in chromium.usual_places()


def test_a_browser_in_a_usual_place_is_found(machine, monkeypatch):
    browser = install(machine / "Applications", "chromium")
    monkeypatch.setattr(chromium, "usual_places", lambda: [machine / "none", browser])
    assert Path(chromium.find()) == browser


def test_the_one_that_is_named_is_taken_before_all_others(machine, monkeypatch):
    install(machine, "chromium")
    mine = install(machine / "elsewhere", "my-browser")
    monkeypatch.setenv("COURSE_BROWSER", str(mine))
    assert Path(chromium.find()) == mine
    mine.unlink()
    with pytest.raises(FileNotFoundError, match="no program is; expected the path"):
        chromium.find()


def test_without_a_browser_the_tests_say_that_they_are_left_out(machine):
    with pytest.raises(pytest.skip.Exception, match="No Chromium or Chrome was found"):
        chromium.find_or_leave_out()


def test_where_one_is_required_the_lack_is_a_failure(machine, monkeypatch):
    monkeypatch.setenv("COURSE_BROWSER", "required")
    with pytest.raises(pytest.fail.Exception, match="required"):
        chromium.find_or_leave_out()


def test_ci_installs_a_browser_and_insists_on_it():
    script = (lessons.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = [
        "if ! .venv/bin/python -m tests.browser.chromium; then\n",
        " apt-get install -y chromium ",
        'COURSE_BROWSER="${COURSE_BROWSER:-required}" make test\n',
        "make test TESTS=notebooks\n",
    ]
    places = [script.index(step) for step in steps]
    assert places == sorted(places)
