"""The course in other languages: each piece says what its English says, in the same places."""

import json
import re
from collections import Counter

import nbformat
import pytest
from markdown_it import MarkdownIt

from helpers.language import languages
from tests.repository.rules import slug
from tools import lessons, translations
from tools.editions import for_a_learner

PIECES = [
    pytest.param(path, language, name, id=f"{language}-{path.stem}-{name}")
    for language in languages()
    for path in translations.sources()
    for name in translations.english(path)
]
MARKDOWN = MarkdownIt().enable("table")
CJK = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def code(words):
    """The code in a text: fenced, then in the line."""
    words = re.sub(r"(?m)^:alt: .*\n", "", words)  # what is said of a picture is no code
    fences = re.findall(r"(?ms)^ *```.*?^ *```", words)
    spans = re.findall(r"`([^`]+)`", _prose(words))
    return Counter(fences), Counter(" ".join(span.split()) for span in spans)


def _prose(words):
    return re.sub(r"(?ms)^ *```.*?^ *```", "", words)


def links(words):
    """The targets of links; of a page, however it is reached; of a place on the same page, none."""
    found = re.findall(r"\]\(([^)\s]+)\)|href=\"([^\"]+)\"", words)
    return Counter(
        re.sub(r"^(\.\./)*(notebooks/)?", "", "".join(target))
        for target in found
        if not target[0].startswith("#")
    )


def numbers(words):
    """The numbers in a text, but for code, links, and the months, which English spells."""
    words = re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\d+ 月", " ", _prose(words))
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", words))


def headings(words):
    return [level for level, _ in lessons.headings(words)]


def terms(words):
    return len(re.findall(r"\*{3}[^*]+\*{3}", words))


def of_its_language(words):
    """A text in which the learner's folder and the command are those of the English."""
    return re.sub(r"(my_lessons)_\w+| LANGUAGE=\w+", r"\1", words)


def faults(english, here):
    """In which ways a translated piece does not fit its English."""
    here = of_its_language(here)
    for of in (code, links, numbers, headings, terms):
        if of(english) != of(here):
            yield f"{of.__name__}: {of(english)} in English, here {of(here)}"
    shown = MARKDOWN.render(re.sub(r"```.*?```|`[^`\n]*`", "", here, flags=re.S))
    if "*" in re.sub(r"<[^>]*>", "", shown):
        yield "an asterisk is shown"
    if re.search("(?m)^([<=>])\\1{6}", here):
        yield "a merge has left its marks"
    if re.search(rf"{CJK}\n(?=[\u4e00-\u9fff])", _prose(here)):
        yield "a line ends within a sentence: that would show as a blank"


@pytest.mark.parametrize(("path", "language", "name"), PIECES)
def test_a_piece_fits_its_english(path, language, name):
    here = translations.stored(path, language).get(name)
    assert here, "it is missing"
    found = list(faults(translations.english(path)[name], here[1]))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", languages())
def test_nothing_is_stale_missing_left_over_or_still_english(language):
    assert [(f, path.name, name) for f, path, name in translations.faults(language)] == []
    files = {translations.file_of(path, language).name for path in translations.sources()}
    there = {path.name for path in (translations.TRANSLATIONS / language).iterdir()}
    assert there - {"terms.md"} == files | {"messages.po"}


ENGLISH = "## Two\n\nA ***net*** of 3 *layers* `x`, [here](01_a.ipynb#cell-id=b).\n\n```\nx\n```"
CHINESE = "## 二\n\n有 3 *层* 的***网络***（net）`x`，[这里](01_a.ipynb#cell-id=b)。\n\n```\nx\n```"


def test_a_piece_that_fits_has_no_faults():
    assert list(faults(ENGLISH, CHINESE)) == []
    assert list(faults("`my_lessons`", "`my_lessons_zh`")) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("`x`", "`y`", "code"),
        ("x\n```", "y\n```", "code"),
        ("b)", "c)", "links"),
        ("3", "4", "numbers"),
        ("##", "###", "headings"),
        ("***", "**", "terms"),
        ("*层*", "*层", "asterisk"),
        ("（net）", "**（net）**网", "asterisk"),
        ("3 *层* 的", "3\n*层*\n的", None),
        ("二\n\n有", "二\n\n有的\n有", "line"),
        ("有 3", "<<<<<<< HEAD\n有 3", "merge"),
    ],
)
def test_each_fault_of_a_piece_is_found(old, new, words):
    found = "\n".join(faults(ENGLISH, CHINESE.replace(old, new)))
    assert (words or "") in found and bool(found) == bool(words)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", lessons.paths(), ids=lambda path: path.stem[:2])
def test_a_translated_lesson_has_the_same_code_and_its_places(path, language):
    lesson = json.loads(path.read_text(encoding="utf-8"))
    here = translations.lesson_in(language, path, lesson)
    if path.stem != translations.GLOSSARY:  # which is in another order
        words = [cell | {"source": ""} for cell in here["cells"] if cell["cell_type"] != "code"]
        assert words == [c | {"source": ""} for c in lesson["cells"] if c["cell_type"] != "code"]
    assert [c for c in here["cells"] if c["cell_type"] == "code"] == [
        c for c in lesson["cells"] if c["cell_type"] == "code"
    ]
    nbformat.validate(nbformat.from_dict(for_a_learner(path, language)))
    prose = "\n".join("".join(c["source"]) for c in here["cells"] if c["cell_type"] != "code")
    places = {slug(title) for _, title in lessons.headings(prose)}
    assert set(re.findall(r"\]\(#([^)]+)\)", prose)) <= places


@pytest.mark.parametrize("language", languages())
def test_links_of_the_pages_resolve_where_they_lie(language):
    for path in (lessons.ROOT / "README.md", *lessons.NOTEBOOKS.glob("*.md")):
        page = translations.file_of(path, language)
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), target


def test_the_glossary_is_in_the_order_of_pinyin_with_the_english_beside():
    path = lessons.NOTEBOOKS / f"{translations.GLOSSARY}.ipynb"
    lesson = json.loads(path.read_text(encoding="utf-8"))
    _, *letters = translations.lesson_in("zh", path, lesson)["cells"]
    assert [cell["id"][-1] for cell in letters] == sorted({cell["id"][-1] for cell in letters})
    found = [entry for cell in letters for entry in translations.entries(cell["source"])]
    assert len(found) == sum(
        len(translations.entries("".join(cell["source"]))) for cell in lesson["cells"]
    )
    order = [term for term, _ in found]
    sure = [
        "Adam",
        "标签",
        "参数",
        "层",
        "激活函数",
        "卷积",
        "批量",
        "梯度",
        "张量",
        "轴",
        "准确率",
    ]
    assert sorted(sure, key=order.index) == sure  # as a dictionary has them
    letters[1]["source"] = letters[1]["source"].replace("\n\n", "\n\n题外话。\n\n", 1)
    first, *_ = translations.by_pinyin([{"source": "# 术语表"}, *letters])
    assert first["source"] == "# 术语表\n\n题外话。"
    for term, words in found:
        assert term[0].isascii() or term[0].encode("gb2312") < "亍".encode("gb2312")  # in use
        assert re.search("[A-Za-z]", words.partition("。")[0].partition("：")[0]), term


# The tool.


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A language that has just been begun, with one page; gives its file."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path / "translations")
    page = tmp_path / "page.md"
    page.write_text("# One\n\nWords.\n\n## Two\n\nMore.\n")
    monkeypatch.setattr(translations, "sources", lambda: [page])
    assert "2 pieces" in translations.begin(page, "xx")
    return tmp_path / "translations" / "xx" / "page.md"


def kinds():
    return [(fault, name) for fault, _, name in translations.faults("xx")]


def test_a_language_is_begun_and_what_is_to_do_is_said(begun):
    assert kinds() == [("English", "top"), ("English", "two")]
    assert "is there already" in translations.begin(begun.parents[2] / "page.md", "xx")
    text = begun.read_text().replace("Words", "Mots").replace("More", "Plus")
    begun.write_text(text)
    assert kinds() == []
    begun.write_text(re.sub(r"two \w{8}", "two 00000000", text))
    assert kinds() == [("stale", "two")]
    begun.write_text(re.sub(r"two (\w{7})\w", r"two \1", text), encoding="utf-8-sig")
    assert kinds() == [("stale", "two")]
    begun.write_text(text + text.partition("\n\n<!--")[0])
    assert kinds() == [("twice", "top")]
    begun.write_text(f"Égaré.\n\n{text}", encoding="utf-8")
    assert kinds() == [("orphan", "above-all-marks")]
    begun.write_text(text.replace("two ", "three "))
    assert kinds() == [("missing", "two"), ("orphan", "three")]
    begun.write_text(text.replace("## Two\n\nPlus.", ""))  # nothing is no translation
    assert kinds() == [("missing", "two")]
    begun.write_bytes("é".encode("latin-1") + text.encode())
    assert kinds() == [("missing", "top"), ("missing", "two")]


def test_what_is_stale_or_missing_is_shown_in_english(begun):
    page = begun.parents[2] / "page.md"
    begun.write_text(begun.read_text().replace("Words", "Mots"))
    page.write_text(page.read_text().replace("More", "Less"))
    shown = translations.translated(page, translations.english(page), "xx")
    assert "Mots" in shown["top"] and "Less" in shown["two"]


def test_a_stale_piece_is_shown_beside_its_old_english(begun, capsys, monkeypatch):
    import subprocess

    def git(*command):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *command]
        subprocess.run(command, cwd=begun.parents[2], check=True, capture_output=True)

    page = begun.parents[2] / "page.md"
    for words in ("More", "Less"):
        page.write_text(page.read_text().replace("More", words))
        if words == "Less":  # in the history of the page, it was not there for a while
            git("rm", "--quiet", "--cached", "page.md")
            git("commit", "--quiet", "--message=gone")
        git("init", "--quiet")
        git("add", "--all")
        git("commit", "--quiet", "--message=words")
    translations.main("xx")
    said = capsys.readouterr().out
    assert "stale: translations/xx/page.md two" in said and "-More." in said and "+Less." in said
    (begun.parents[2] / ".git").rename(begun.parents[2] / "elsewhere")  # as in a zip
    translations.main("xx")
    assert "not in git's history" in capsys.readouterr().out
    monkeypatch.setenv("PATH", "")  # there is no git
    translations.main("xx", "--new", "3")
    translations.main("xx")
    said = capsys.readouterr().out
    assert "No file's name begins with 3" in said and "not in git's history" in said
