"""The start page's pad in a page of its own: Sphinx and the theme of the site, and nothing else."""

import runpy
import shutil

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tools.lessons import ROOT

SITE = ROOT / "site"
CONF = """
html_theme = "furo"
extensions = ["myst_nb"]
html_static_path = ["_static"]
html_theme_options = {"dark_css_variables": {"pictures": "brightness(0.8)"}}
"""
INDEX = "# A course\n\n```{raw} html\n:file: handwriting.html\n```\n"


def written(folder):
    """Write the page into a folder; gives its path."""
    source, out = folder / "source", folder / "page"
    shutil.copytree(SITE / "_static", source / "_static")
    shutil.copy(SITE / "handwriting.html", source)
    runpy.run_path(str(SITE / "handwriting.py"))["build"](source / "_static")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text(INDEX, encoding="utf-8")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source, source, out, folder / "doctrees", "html", status=None, warningiserror=True
        )
        app.build()
    return out / "index.html"
