"""Which browser the tests take, what they do without one, and what a page may complain of."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser import chromium
from tests.browser.conftest import complaint_in


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine without a browser; call it with the name of one, or a path, to install it."""
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "usual_places", lambda: [tmp_path / "Apps" / "Chrome"])

    def install(name):
        path = tmp_path / (f"{name}.exe" if sys.platform == "win32" else name)
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o755)
        return path

    return install


def found():
    return Path(chromium.find_or_leave_out())


@pytest.mark.parametrize("name", [*chromium.NAMES, "Apps/Chrome"])
def test_a_browser_on_the_path_or_in_a_usual_place_is_found(machine, monkeypatch, name):
    browser = machine(name)
    monkeypatch.setattr(chromium, "usual_places", lambda: [browser])
    assert found() == browser


def test_chromium_is_taken_before_chrome_and_the_one_that_is_named_before_both(
    machine, monkeypatch
):
    machine("google-chrome")
    browser = machine("chromium")
    assert found() == browser
    mine = machine("mine/my-browser")
    monkeypatch.setenv("COURSE_BROWSER", str(mine))
    assert found() == mine
    mine.unlink()
    with pytest.raises(FileNotFoundError, match="no program is; expected the path"):
        found()


def test_the_usual_places_of_macos_and_windows_are_looked_at(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert tmp_path / chromium.MACOS[0] in chromium.usual_places()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert tmp_path / chromium.WINDOWS[0] in chromium.usual_places()


def test_without_a_browser_the_tests_are_left_out_unless_one_is_required(machine, monkeypatch):
    with pytest.raises(pytest.skip.Exception, match="No Chromium or Chrome was found"):
        found()
    monkeypatch.setenv("COURSE_BROWSER", "required")
    with pytest.raises(pytest.fail.Exception, match="required"):
        found()


FAILED = "Failed to load resource: the server responded with a status of 500 (Server Error)"


@pytest.mark.parametrize(
    ("kind", "text", "path", "complaints"),
    [
        ("error", "ReferenceError: x is not defined", "/lab", 1),
        ("error", FAILED, "/api/contents/notebooks/mine.ipynb?1", 1),
        ("error", FAILED, "/api/kernels/3f2a?1763851000000", 1),
        ("error", FAILED.replace("500", "404"), "/api/kernels?1763851000000", 1),
        ("error", FAILED, "/api/kernels?1763851000000", 0),
        ("warning", "slow", "/lab", 0),
    ],
)
def test_errors_are_complaints_but_for_the_list_of_kernels_asked_too_early(
    kind, text, path, complaints
):
    said = SimpleNamespace(type=kind, text=text, location={"url": f"http://localhost:8888{path}"})
    assert len(list(complaint_in(said))) == complaints
