"""The command that asks the pages outside the course whether they are still there."""

import re

import pytest

from tools import lessons, links

TEXT = """
See [one](https://one.test/a), <https://two.test>, [a lesson](01_tensors.ipynb) and
[one again](https://one.test/a); `https://code.test` is no link.
"""


@pytest.fixture
def site(serve):
    """A server on which a page is there, moved, refused, gone or broken, as its name says."""

    def answer(handler):
        code = int(handler.path.strip("/"))
        handler.send_response(code)
        if code == 301:
            handler.send_header("Location", "/200")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return serve(answer)


def test_each_link_is_listed_once_with_where_it_stands():
    found = links.listed([("b.md", TEXT), ("a.md", "[one](https://one.test/a)")])
    assert found == {"https://one.test/a": ["a.md", "b.md"], "https://two.test": ["b.md"]}


def test_the_blank_for_the_repositorys_own_address_is_left_out():
    assert links.listed([("README.md", "[Binder](https://b.test/OWNER/COURSE)")]) == {}


def test_every_address_in_the_lessons_is_asked():
    asked = links.listed(links.texts())
    for path in lessons.paths():
        prose = [c.source for c in lessons.read(path).cells if c.cell_type == "markdown"]
        written = re.findall(r"https?://[^\s)>\]`\"]+", "\n".join(prose))
        assert set(written) <= set(asked), path.name
    assert len(asked) > 20


@pytest.mark.parametrize("code", [200, 301, 401, 403, 429])
def test_a_page_that_is_there_is_no_fault(site, code):
    assert links.fault(f"{site}/{code}") is None


@pytest.mark.parametrize("code", [404, 410, 500])
def test_a_page_that_is_gone_is_one(site, code):
    assert links.fault(f"{site}/{code}") == f"answers {code}"


def test_a_site_that_does_not_answer_is_one():
    assert links.fault("http://127.0.0.1:9/", timeout=5).startswith("cannot be reached")


def test_a_broken_link_is_named_and_makes_the_command_fail(site, monkeypatch, capsys):
    text = f"[there]({site}/200) [gone]({site}/404)"
    monkeypatch.setattr(links, "texts", lambda: [("a.md", text)])
    with pytest.raises(SystemExit, match="1 of 2 links are broken"):
        links.main()
    said = capsys.readouterr().out
    assert f"ok           {site}/200 in a.md" in said
    assert f"answers 404  {site}/404 in a.md" in said


def test_where_all_are_there_the_command_succeeds(site, monkeypatch):
    monkeypatch.setattr(links, "texts", lambda: [("a.md", f"[there]({site}/200)")])
    with pytest.raises(SystemExit) as ended:
        links.main()
    assert ended.value.code is None


def test_a_workflow_does_it_every_week():
    weekly = (lessons.ROOT / ".github" / "workflows" / "weekly.yml").read_text(encoding="utf-8")
    assert "python -m tools.links\n" in weekly and "cron:" in weekly
