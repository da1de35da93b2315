"""The whole course on paper: the pages of the site, one after the other, printed by Chromium.

python -m tests.browser.pdf build/site build/neural-networks.pdf
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium

# Behind the first page come the others, each under its name, and links lead to places among them.
APPEND = """([name, html]) => {
  const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
  article.id = name;
  document.querySelector("article").after(article);
  for (const link of article.querySelectorAll("a.image-reference")) {
    link.replaceWith(...link.children);
  }
  for (const link of article.querySelectorAll("a[href]")) {
    const [, page, place] = link.getAttribute("href").match(/^(\\w+\\.html)?(?:#(.*))?$/) ?? [];
    if (place || page) link.href = "#" + (place || page);
  }
}"""
LOAD = """() => {
  for (const image of document.images) image.loading = "eager";
  return Promise.all([...document.images].map((image) => image.decode()));
}"""
NUMBER = '<div class="pageNumber" style="width: 100%; font: 8pt serif; text-align: center"></div>'
PAPER = {
    "format": "A4",
    "scale": 0.8,
    "margin": dict.fromkeys(["top", "bottom", "left", "right"], "18mm"),
    "outline": True,
    "tagged": True,
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": NUMBER,
}


def gather(page, site):
    """Put the pages of the site behind each other, in the order of its table of contents."""
    first = (site / "index.html").read_text(encoding="utf-8")
    contents = first.partition('class="sidebar-tree"')[2].partition("</ul>")[0]
    for name in reversed(["index.html", *re.findall(r'href="(\w+\.html)"', contents)]):
        page.evaluate(APPEND, [name, (site / name).read_text(encoding="utf-8")])
    page.evaluate("document.querySelector('article').remove()")


def main(site, path):
    """Open the start page from the disk, put the others behind it, and print."""
    site = Path(site).resolve()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_args())
        page = browser.new_page(color_scheme="light")
        page.goto((site / "index.html").as_uri())
        gather(page, site)
        page.evaluate(LOAD)
        page.pdf(path=path, **PAPER)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
