"""What counts as a complaint on a page's console."""

from types import SimpleNamespace

import pytest

from tests.browser.conftest import complaint_in

FAILED = (
    "Failed to load resource: the server responded with a status of 500 (Internal Server Error)"
)


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
