"""The catalogues of translations: complete, and true to what the code says."""

import ast
import re
import string
from textwrap import dedent

import pytest

from helpers.language import languages
from tests.repository.test_translations import of_its_language
from tools import lessons, messages
from tools.lessons import ROOT
from tools.messages import marked, stored
from tools.translations import file_of

EXERCISES = sorted((ROOT / "exercises").glob("lesson_*.py"))


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_has_every_message_in_the_order_of_the_code_and_its_words(language):
    kept = [message for message in stored(language) if message.id]
    assert [message.id for message in kept] == [message.id for message in marked() if message.id]
    assert [m.id for m in kept if not m.string or m.fuzzy] == [], "python -m tools.messages"


def _kept_in_translation(text):
    """What a translation has as its original does: places, code, numbers, stressed words."""
    places = [f"{p}!{c}:{s}" for _, p, s, c in string.Formatter().parse(text) if p is not None]
    code = re.findall("`[^`]+`", text)
    words = re.sub("`[^`]+`|{[^}]*}", "", text)
    numbers = re.findall(r"\d+(?:[.,/]\d+)*", words)
    return sorted(places), sorted(code), sorted(numbers), words.count("*")


def test_what_the_chinese_page_of_faults_quotes_is_what_a_learner_reads():
    page = file_of(lessons.NOTEBOOKS / "when_something_goes_wrong.md", "zh")
    quoted = re.findall("“([^”]+)”开头", page.read_text(encoding="utf-8"))
    said = [message.string for message in stored("zh") if message.id]
    assert quoted and all(any(text.startswith(words) for text in said) for words in quoted)


@pytest.mark.parametrize("language", languages())
def test_a_translation_keeps_places_code_numbers_and_stress(language):
    other = {
        message.id: message.string
        for message in stored(language)
        if message.id
        and _kept_in_translation(message.id)
        != _kept_in_translation(of_its_language(message.string))
    }
    assert other == {}


def test_chinese_is_set_as_it_is_printed():
    letter = "[\u4e00-\u9fff]"
    odd = re.compile(
        rf"{letter}[,.;:?!()]|[,;:?!]{letter}"  # a mark of half the width
        rf"|{letter}[A-Za-z0-9`]|[A-Za-z0-9`]{letter}"  # no blank beside what is not Chinese
        rf"|[，。；：？！、（）] | [，。；：？！、（）]|{letter} {letter}"  # one where none is
    )
    found = {m.string: odd.findall(m.string) for m in stored("zh") if m.id and odd.search(m.string)}
    assert found == {}


def test_a_changed_message_keeps_its_words_and_a_new_one_takes_no_neighbours(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "ROOT", tmp_path)

    def update(*said):
        catalogue = messages.Catalog()
        for message in said:
            catalogue.add(message)
        monkeypatch.setattr(messages, "marked", lambda: catalogue)
        lacking = messages.update("fr")
        return lacking, (tmp_path / "translations/fr/messages.po").read_text()

    lacking, begun = update("Column 1 is empty.", "The row is too long.")
    assert lacking == 2
    begun = begun.replace('""', '"Vide."', 1).replace('""', '"Longue."', 1)
    (tmp_path / "translations/fr/messages.po").write_text(begun)
    lacking, now = update("Column 1 is empty.", "Column 2 is empty.", "The row is far too long.")
    assert lacking == 2 and now.count("Vide.") == 1
    said = "Column 1 is empty.", "Column 2 is empty.", "The row is far too long."
    for text in now, update(*said)[1]:
        assert '\n#| msgid "The row is too long."' in text and text.count("fuzzy") == 1
    (tmp_path / "translations/fr/messages.po").write_text(now.replace("#, fuzzy\n", ""))
    assert 'too long."' in now and "The row is too long" not in update(*said)[1]


def _unmarked(source):
    """The texts of a module of exercises that a learner reads, and that `_` does not see."""
    tree = ast.parse(source)
    passed_by, code = set(), ""  # what `_` sees, docstrings, and code, which all languages share
    for node in ast.walk(tree):
        called = isinstance(node, ast.Call) and getattr(node.func, "id", "")
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_code = isinstance(node, ast.keyword) and node.arg in ("solution", "given")
        if called in ("_", "slip") or is_docstring or is_code:
            passed_by.update(map(id, ast.walk(node)))
            code += ast.unparse(node) if is_code else ""
    for node in ast.walk(tree):
        text = getattr(node, "value", None)
        if isinstance(text, str) and " " in text.strip() and id(node) not in passed_by:
            try:
                ast.parse(dedent(text))
            except SyntaxError:
                if text not in code:
                    yield text


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_what_an_exercise_says_is_marked(path):
    assert list(_unmarked(path.read_text(encoding="utf-8"))) == []


def test_a_sentence_that_is_not_marked_is_found():
    source = 'Exercise("a title", [_("a hint")], "a = 1", {slip("= 1", "= 2"): _("No, 1.")})'
    assert list(_unmarked(source)) == ["a title"]
