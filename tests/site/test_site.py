"""Each page holds its notebook's words and outputs, and more: folds, links, alternative texts."""

import re
import subprocess
import sys
from functools import cache
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from exercises import exercises
from helpers.language import languages
from tests.repository.test_glossary import key
from tools import lessons
from tools.translations import name_of

sys.path.append(str(lessons.ROOT / "site"))
import make_pages  # noqa: E402

PATHS = lessons.paths()
MOST_BYTES = 12_000_000  # in two languages
MARKDOWN = MarkdownIt().enable("table")


@cache
def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture
def pages(site):
    """All pages, by their names."""
    return {path.name: parsed(path) for path in site.glob("*.html")}


@pytest.fixture(params=languages())
def language(request):
    """A language other than English."""
    return request.param


@pytest.fixture
def other_pages(language, site):
    """All pages in it, by their names."""
    return {path.name: parsed(path) for path in (site / language).glob("*.html")}


@pytest.fixture(params=PATHS, ids=lambda path: path.stem[:2])
def lesson(request, site):
    """A lesson's cells, and the page made of it."""
    page = parsed(site / f"{request.param.stem}.html").article
    return lessons.read(request.param).cells, page


def words(text):
    """The words of a text, without its marks, quotes and colours."""
    return " ".join(re.findall(r"\w+", re.sub(r"\x1b\[[0-9;]*m", "", text)))


def said_by(cell):
    """What a page must say of a cell, in its order."""
    if cell.source.startswith("## Your turn"):  # how to get help is another thing here
        yield f"Your turn {make_pages.YOUR_TURN}"
    elif cell.cell_type == "markdown":
        yield BeautifulSoup(MARKDOWN.render(cell.source), "html.parser").get_text()
    if cell.cell_type == "markdown":
        return
    yield cell.source
    for output in cell.outputs if not cell.id.startswith("exercise-") else []:
        if output.output_type == "error":
            yield output.evalue
        elif "image/png" not in output.get("data", {}):
            html = output.get("data", {}).get("text/html")
            yield BeautifulSoup(html, "html.parser").get_text() if html else lessons.text_of(output)


def test_a_pages_words_are_the_notebooks_in_their_order(lesson):
    cells, page = lesson
    text = page.get_text()
    for added in page.select("p.run, summary"):
        text = text.replace(added.get_text(), " ", 1)
    text, place = f" {words(text)} ", 0
    for cell in cells:
        for said in filter(None, map(words, said_by(cell))):
            place = text.find(f" {said} ", place)
            assert place >= 0, f"{cell.id}: {said}"


def test_a_picture_has_the_words_of_its_caption(lesson):
    cells, page = lesson
    pictures = page.select(".cell_output img")
    captions = page.select("p.caption")
    assert len(pictures) == str(cells).count("'image/png'") == len(captions)
    for picture, caption in zip(pictures, captions, strict=True):
        assert words(picture["alt"]) == words(caption.get_text())
        assert re.fullmatch(r"Figure \d+\.\d+\.", caption.strong.get_text())
        assert caption.em is None


def test_what_answers_a_question_is_folded_and_the_question_is_not(lesson):
    cells, page = lesson
    questions = page.select("p.predict")
    assert len(questions) == len(
        re.findall(r"(?m)^\*Predict:\*", "\n".join(c.source for c in cells))
    )
    for question in questions:
        assert question.find_parent("details", class_="answer") is None
        answer = question.find_next("details", class_="answer")
        (output,) = answer.select(".cell_output")
        pictures = output.select("img")
        assert len(answer.select("p.caption")) == len(pictures)
        assert len(answer.select("p:not(.caption)")) <= 1  # the lesson goes on outside
    # Nobody should miss where a term is explained.
    assert not page.select("details.answer a:has(> em > strong), details.answer em > strong")


def test_a_question_that_the_next_cell_answers_stands_right_above_it(lesson):
    _, page = lesson
    for answer in page.select("details.answer"):
        below = answer.find_next_sibling()
        if below and below.name == "div":
            assert "?" not in answer.get_text(), answer.get_text()


def test_the_perceptrons_contradiction_is_asked_in_sight(pages):
    page = pages["03_perceptron_and_gate.html"]
    (asked,) = [p for p in page.select("p") if p.get_text().startswith("A contradiction?")]
    assert asked.find_parent("details") is None
    assert words(asked.find_previous("p").get_text()).endswith("times out of four while learning")
    assert asked.find_next_sibling()["class"][0] == "cell"


def test_a_picture_leads_to_its_file(lesson):
    _, page = lesson
    for picture in page.select(".cell_output img"):
        assert picture.find_parent("a")["href"] == picture["src"]


def test_what_a_page_cannot_run_is_said_in_other_words(pages):
    for path in PATHS:
        here = words(pages[f"{path.stem}.html"].article.get_text())
        exercised = any(c.source.startswith("## Your turn") for c in lessons.read(path).cells)
        assert exercised == path.name.startswith(tuple(f"{n:02}" for n in range(1, 12)))
        assert here.count(words(make_pages.YOUR_TURN)) == exercised
    assert pages["11_your_own_handwriting.html"].article.select('a[href="index.html"]')
    (reading,) = [p for p in pages["00_start_here.html"].select("p") if "reading?" in p.get_text()]
    assert reading.a["href"].startswith("01_")


def test_the_number_of_a_fault_leads_to_it(pages):
    page = pages["when_something_goes_wrong.html"]
    numbers = [row.select("td")[-1] for row in page.select("tbody tr")]
    assert len(numbers) > 20
    for number in numbers:
        section = page.find(id=number.a["href"][1:]).find_next("h2")
        assert section.get_text().startswith(f"{number.get_text()}. ")


def test_a_detour_is_folded_below_its_heading(lesson):
    cells, page = lesson
    detours = [
        title for c in filter(lessons.is_detour, cells) for _, title in lessons.headings(c.source)
    ]
    folds = page.select("details.detour")
    assert len(folds) == len(detours)
    for fold, title in zip(folds, detours, strict=True):
        assert words(fold.find_previous(["h2", "h3"]).get_text()) == words(title)
        assert fold.find_next_sibling() is None  # all of its section


def test_an_exercise_has_its_hints_and_its_solution_folded_beneath(pages):
    for id, exercise in exercises().items():
        page = next(p for name, p in pages.items() if name.startswith(f"{exercise.lesson:02}_"))
        heading = next(h for h in page.select("h3") if h.get_text().startswith(f"Exercise {id}:"))
        assert not heading.parent.select(".cell_output")
        *hints, solution = heading.parent.select("details")
        assert [h.summary.get_text() for h in hints] == [
            f"Hint {n} of {len(exercise.hints)}" for n in range(1, len(exercise.hints) + 1)
        ]
        for hint, said in zip(hints, exercise.hints, strict=True):
            assert words(said) in words(hint.get_text())
        assert solution.pre.get_text().strip() == exercise.code


def test_terms_and_glossary_lead_to_each_other(pages):
    glossary = pages["99_glossary.html"]
    places = {entry["href"] for entry in glossary.select("section section p > a:last-child")}
    assert len(places) > 90
    assert not re.search(r"Lesson \d", glossary.article.get_text())  # a no-break space is between
    for address in places:
        name, _, place = address.rpartition("#")
        if not name:  # *see* leads to another entry
            assert glossary.find(id=place)
            continue
        terms = pages[name].find(id=place).find_all_next("a", href=re.compile("#term-"))
        (back,) = {term["href"].partition("#")[2] for term in terms[:1]}
        assert glossary.find(id=back)
    for page in pages.values():  # each term of a lesson, at its place in the glossary
        for term in page.select("a:has(> em > strong)"):
            entry = glossary.find(id=term["href"].partition("#")[2]).find_next("strong")
            assert key(words(entry.get_text())) == key(words(term.get_text()))


@pytest.mark.parametrize("folder", [".", *languages()])
def test_links_lead_somewhere_and_nothing_is_fetched(folder, site):
    site = site / folder
    pages = {path.name: parsed(path) for path in site.glob("*.html")}
    for name, page in pages.items():
        for tag in page.select("[src], link[href]"):
            source = tag.get("src") or tag["href"]
            assert (site / unquote(source.partition("?")[0].partition("#")[0])).exists(), source
        for image in page.select("img"):
            assert image["alt"]
        for link in page.select("a[href]"):
            if re.match(r"https?://", link["href"]):
                continue
            target, _, place = unquote(link["href"]).partition("#")
            assert (site / target).exists(), f"{name}: {link['href']}"
            if "language" not in link.get("class", []):
                assert not place or pages[target or name].find(id=place), f"{name}: {link['href']}"
    for file in [*site.rglob("*.css"), *site.rglob("*.js")]:
        fetched = r"@import|url\(\s*[\"']?(?:https?:)?//|\bimport\(|\bsrc\s*=\s*[\"']https?:"
        assert not re.search(fetched, file.read_text(encoding="utf-8")), file.name
    assert "mathjax" not in str(pages)  # the lessons hold no formula that needs it


def test_it_is_small_and_holds_no_sources(site):
    files = [path for path in site.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
    assert not [path for path in files if path.suffix in {".ipynb", ".md"}]


def test_a_page_says_how_to_run_it_and_binder_is_named_where_it_can_open_it(pages):
    (words_here,) = pages["03_perceptron_and_gate.html"].select("p.run")
    assert "make lab" in words_here.get_text() and "03_perceptron" in words_here.get_text()
    assert not pages["99_glossary.html"].select("p.run")
    assert not words_here.select("a[href*=binder]")

    path = PATHS[3]
    lesson = lessons.read(path)
    before = str(lesson)
    known = make_pages.for_the_web(path, lesson, {}, "https://github.com/someone/nets")
    said = known["cells"][0]["source"]
    assert "[the course](https://github.com/someone/nets)" in said
    assert f"mybinder.org/v2/gh/someone/nets/HEAD?urlpath=lab/tree/my_lessons/{path.name}" in said
    elsewhere = make_pages.for_the_web(path, lesson, {}, "https://git.example.org/nets")
    assert "Binder" not in elsewhere["cells"][0]["source"]
    assert str(lesson) == before


def test_a_picture_that_is_part_of_the_question_is_not_folded(pages):
    page = pages["00_start_here.html"]
    assert "Figure 0.2." not in "".join(fold.get_text() for fold in page.select("details"))


def test_the_pages_are_written_without_tensorflow_or_matplotlib(tmp_path):
    code = (
        "import sys, pathlib; sys.path.append('site'); from make_pages import make_pages;"
        "make_pages(pathlib.Path(sys.argv[1]));"
        "print({'tensorflow', 'keras', 'matplotlib', 'IPython', 'nbformat'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=lessons.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_each_page_leads_to_itself_in_the_other_language(language, pages, other_pages):
    assert pages.keys() == other_pages.keys()
    tag = language.replace("_", "-")  # as HTML writes it
    for name, page in pages.items():
        (there,) = page.select(f"a.language[lang={tag}]")
        (back,) = other_pages[name].select("a.language[lang=en]")
        assert (there["href"], there.get_text()) == (f"./{language}/{name}", name_of(language))
        assert (back["href"], back.get_text()) == (f"../{name}", "English")
        assert page.html["lang"] == "en" and other_pages[name].html["lang"].startswith(tag)


def test_a_page_has_in_each_language_the_same_folds_pictures_and_terms(pages, other_pages):
    for of in (
        "p.predict", "p.run", "p.caption strong", "details.answer", "details.detour", "details",
        ".cell_output img.wide", ".cell_input", "a:has(> em > strong)", "a[href*='#fault-']",
        ".tag_widget", "h2", "h3", "th", "li",
    ):  # fmt: skip
        for name, page in pages.items():
            if (name, of) != ("99_glossary.html", "h2"):  # other letters
                here = other_pages[name].article.select(of)
                assert len(here) == len(page.article.select(of)), (name, of)


@pytest.mark.parametrize("language", ["zh"])
def test_what_stands_around_the_lessons_is_chinese(language, other_pages):
    name = re.compile(r"[A-Z]?[a-z]+(?: [a-z]+){3,}")  # four words of English
    for page in other_pages.values():
        for part in page.select("header, .sidebar-drawer, .toc-drawer, footer, summary, p.run"):
            assert not name.search(part.get_text()), part.get_text()
        said = [labelled["aria-label"] for labelled in page.select("[aria-label]")]
        said += [titled["title"] for titled in page.select("[title]")]
        said += [title.get_text() for title in page.select("svg title")]
        for words in said:
            assert re.search("[\u4e00-\u9fff]", words), words
