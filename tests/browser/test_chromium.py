"""Which browser the tests take, what they do without one, and what a page may complain of."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Error

from tests.browser import chromium
from tests.browser.conftest import complaint_in


@pytest.fixture
def install(monkeypatch, tmp_path):
    """A machine with an empty PATH; call it with the name of a browser to put one there."""
    monkeypatch.delenv("COURSE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(name):
        path = tmp_path / (f"{name}.exe" if sys.platform == "win32" else name)
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o755)
        return path

    return install


def test_the_browser_that_is_named_is_taken_then_chromium_then_chrome(install, monkeypatch):
    assert chromium.launch_args()["channel"] == "chrome"
    for name in reversed(chromium.NAMES):
        browser = install(name)
        assert Path(chromium.launch_args()["executable_path"]) == browser
    mine = install("mine/my-browser")
    monkeypatch.setenv("COURSE_BROWSER", str(mine))
    assert Path(chromium.launch_args()["executable_path"]) == mine
    mine.unlink()
    with pytest.raises(FileNotFoundError, match="no program is; expected the path"):
        chromium.launch_args()


def test_without_a_browser_the_tests_are_left_out_unless_one_is_required(install, monkeypatch):
    def launch():
        raise Error("chrome is not found\nLog: ...")

    with pytest.raises(pytest.skip.Exception, match="No Chromium or Chrome was found"):
        chromium.started(launch)
    monkeypatch.setenv("COURSE_BROWSER", "required")
    with pytest.raises(pytest.fail.Exception, match="but there is none: chrome is not found$"):
        chromium.started(launch)
    install("chromium")
    with pytest.raises(Error):
        chromium.started(launch)


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
