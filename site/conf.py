"""How Sphinx makes the web edition out of the pages that tools/editions.py writes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import handwriting  # noqa: E402

project = html_title = "A first course on neural networks"
language = "en"
copyright = "its authors. Texts: CC BY 4.0, code: MIT"

extensions = ["myst_nb", "pages"]
nb_execution_mode = "off"  # the outputs are those that are stored
myst_enable_extensions = []  # the lessons are plain Markdown
myst_heading_anchors = 3
myst_heading_slug_func = "pages.slug"
highlight_language = "text"  # of a block that names none

html_theme = "furo"
html_static_path = ["_static"]
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


def setup(app):
    """Put the parts of the pad that the course has already among the static files."""
    app.connect("build-finished", lambda app, error: handwriting.build(app.outdir / "_static"))
