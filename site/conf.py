"""How Sphinx makes the web edition: in English, or in the language that COURSE_LANGUAGE names."""

import json
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import handwriting  # noqa: E402
from make_pages import TERMS, make_pages  # noqa: E402

from helpers.language import LANGUAGE, _  # noqa: E402
from tools.editions import ALL_LANGUAGES  # noqa: E402
from tools.translations import name_of  # noqa: E402

N_ = str  # marks words for the catalogue, to be translated where they are used

project = html_title = _("A first course on neural networks")
language = {"zh": "zh_CN"}.get(LANGUAGE, LANGUAGE)  # as Sphinx calls it
copyright = _("its authors. Texts: CC BY 4.0, code: MIT")

extensions = ["myst_nb", "pages"]
nb_execution_mode = "off"  # the outputs are those that are stored
myst_enable_extensions = []  # the lessons are plain Markdown
myst_heading_anchors = 3
myst_heading_slug_func = "pages.slug"
highlight_language = "text"  # of a block that names none

html_theme = "furo"
html_static_path, templates_path = ["_static"], ["_templates"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_copy_source = html_show_sourcelink = html_use_index = html_show_sphinx = False
html_show_search_summary = False  # it would be fetched, which no page on a disk may do
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {
    "light_css_variables": {"pictures": "none", "comments": "#515151", "errors": "#b3261e"},
    "dark_css_variables": {
        "pictures": "brightness(0.8)",
        "comments": "#a8adb3",
        "errors": "#ff8a80",
    },
}
# What the theme says in English only: pieces of a page, and whole elements; and each page's address
# in the other languages. Below it, what the script of the search says.
PIECES = [
    N_("Toggle site navigation sidebar"),
    N_("Toggle table of contents sidebar"),
    N_("Toggle Light / Dark / Auto color theme"),
    N_("Skip to content"),
    N_("Back to top"),
    N_("On this page"),
    N_("Link to this heading"),
    N_("Please activate JavaScript to enable the search functionality."),
    N_("Copyright &#169;"),
    N_("Made with"),
]
ELEMENTS = [
    N_("Home"),
    N_("Next"),
    N_("Previous"),
    N_("Contents"),
    N_("Menu"),
    N_("Expand"),
    N_("Light mode"),
    N_("Dark mode"),
    N_("Auto light/dark, in light mode"),
    N_("Auto light/dark, in dark mode"),
]
html_context = {
    "words": {english: _(english) for english in PIECES}
    | {f">{english}<": f">{_(english)}<" for english in ELEMENTS},
    "languages": [
        (code, name_of(code), "." if LANGUAGE == "en" else "..")
        for code in ALL_LANGUAGES
        if code != LANGUAGE
    ],
}
if LANGUAGE != "en":
    one = "Search finished, found one page matching the search query."  # stands for both sentences
    many = _("Search finished, found ${resultCount} pages matching the search query.")
    none = (
        "Your search did not match any documents. Please make sure that all words are spelled "
        "correctly and that you've selected enough categories."
    )
    found = {
        one: [many],
        none: _("No page has these words. Look at their spelling, or try others."),
    }
    catalogue = json.dumps({"messages": found, "plural_expr": "0"})
    html_js_files.append((None, {"body": f"Documentation.addTranslations({catalogue});"}))


def setup(app):
    """Write the pages before Sphinx reads them."""
    if LANGUAGE == "zh":  # what is looked for are terms: each is to be found as one word
        import jieba

        jieba.setLogLevel("WARNING")
        jieba.dt.tmp_dir = str(app.srcdir)
        for term in TERMS:
            jieba.add_word(term)
    address = os.environ.get("COURSE_REPOSITORY", "")
    app.connect("config-inited", lambda app, config: make_pages(app.srcdir, address))
    app.connect("builder-inited", keep_apart, priority=900)  # MyST-NB first
    app.connect("build-finished", finish)


def keep_apart(app):
    """Have MyST-NB write its pictures apart from those of a language made at the same time."""
    app.env.mystnb_config.output_folder = str(app.doctreedir / "pictures")


def finish(app, error):
    """Add what the pad is made of, and let all languages share the pictures."""
    handwriting.build(app.outdir / "_static")
    if LANGUAGE != "en" and not error:  # the pictures are the same: those of the English pages
        shutil.rmtree(app.outdir / "_images")
        for page in app.outdir.glob("*.html"):
            words = page.read_text(encoding="utf-8")
            page.write_text(words.replace('="_images/', '="../_images/'), encoding="utf-8")
