"""What a page does with a lesson that a notebook does not: captions, alternative texts, folds.

The generator marks what is concerned, in no language: a tag on a cell, a comment before words.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

from helpers.language import _

ANSWER, DETOUR = _("See the answer"), _("Open this detour")  # what a fold says
QUESTION = re.compile(r"[^.。]+[?？]")  # a sentence that asks, and one that others precede
LATER_QUESTION = re.compile(rf"(?:(?<=[.)] )|(?<=[。）])(?!）)){QUESTION.pattern}")
WIDE = 680  # pixels: if a picture is wider, and flat, it has several panels side by side


def slug(title):
    """The anchor of a heading, as JupyterLab has it."""
    return title.replace(" ", "-")


def is_cell(node):
    """Whether a node is a code cell, with its output."""
    return isinstance(node, nodes.container) and "cell" in node["classes"]


def is_mark(node, words):
    """Whether a node is a comment of the generator's."""
    return isinstance(node, nodes.comment) and node.astext() == words


def leads_on(paragraph):
    """Whether it is no mere comment on an output: it has a new term, or leads to what follows."""
    words = paragraph.astext()
    return bool(words.endswith((":", "：")) or QUESTION.match(words)) or any(
        isinstance(strong.parent, nodes.emphasis) for strong in paragraph.findall(nodes.strong)
    )


def part_at_question(paragraph):
    """Make what a paragraph asks at its end, and how it goes on, a paragraph of its own."""
    for place, text in enumerate(paragraph):
        asked = isinstance(text, nodes.Text) and LATER_QUESTION.search(text)
        if asked:
            start, rest = asked.start(), nodes.paragraph()
            rest += [nodes.Text(text[start:]), *paragraph[place + 1 :]]
            paragraph[place:] = [nodes.Text(text[:start])]
            paragraph.parent.insert(paragraph.parent.index(paragraph) + 1, rest)
            return


def fold(parent, start, stop, summary, kind):
    """Fold what stands in a node from one place up to another."""
    head = f'<details class="{kind}"><summary>{summary}</summary>'
    parent.insert(stop, nodes.raw("", "</details>", format="html"))
    parent.insert(start, nodes.raw("", head, format="html"))


class Pages(SphinxTransform):
    """Captions and alternative texts, answers and detours folded."""

    default_priority = 700

    def apply(self):
        """Change the document in place."""
        for cell in list(self.document.findall(is_cell)):
            self.describe(cell)
        for cell in list(self.document.findall(is_cell)):
            if "tag_answer" in cell["classes"]:
                self.fold_answer(cell)
        for mark in list(self.document.findall(nodes.comment)):
            section = mark.parent
            if is_mark(mark, "detour"):
                fold(section, section.index(mark), len(section), DETOUR, "detour")
            elif mark.astext() in ("predict", "run", "caption"):
                section[section.index(mark) + 1]["classes"].append(mark.astext())

    def describe(self, cell):
        """Make a caption of the words below a picture, and its alternative text."""
        below = cell.next_node(nodes.paragraph, descend=False, siblings=True)
        for image in cell.findall(nodes.image):
            image["alt"] = " ".join(below.astext().split())
            png = Path(self.env.relfn2path(image["uri"])[1]).read_bytes()
            width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
            image["width"] = f"{width}px"  # where it is said, Sphinx links a picture to its file
            # On a small screen panels are scrolled, not shrunk.
            image["classes"] += ["wide"] * (width > max(WIDE, 1.5 * height))
            below["classes"].append("caption")
            (emphasis,) = below.children  # all of it; "Figure 3.2." comes first
            number, words = re.match(r"(\w+ [\d.]+)(.*)", emphasis.pop(0), re.DOTALL).groups()
            below.clear()
            below += [nodes.strong("", number), nodes.Text(words), *emphasis.children]

    def fold_answer(self, cell):
        """Fold a cell's output, its caption, and the paragraph below that comments on it."""
        parent, output = cell.parent, cell.children[1]
        start = parent.index(cell) + 1
        cell.remove(output)
        parent.insert(start, nodes.container("", output, classes=["cell"]))
        stop = start + 1
        for node in parent[stop:]:
            caption = "caption" in node["classes"]
            comment = isinstance(node, nodes.paragraph) and not leads_on(node)
            if not (caption or comment or isinstance(node, nodes.target)):
                break
            stop += 1
            if comment and not caption:
                # What it asks is answered by the next cell, where there is one.
                if stop < len(parent) and is_cell(parent[stop]):
                    part_at_question(node)
                break
        fold(parent, start, stop, ANSWER, "answer")


def setup(app):
    """Say to Sphinx what there is."""
    app.add_transform(Pages)
    return {"parallel_read_safe": True, "version": "1"}
