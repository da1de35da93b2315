"""What the exercises say: a small block in JupyterLab, the same words in plain text elsewhere."""

import html
import re
from dataclasses import dataclass

from helpers.language import in_print

# JupyterLab's own colours, which follow its theme; elsewhere one that shows on light and dark.
_EDGES = {
    "right": "var(--jp-success-color1, #2e7d32)",
    "wrong": "var(--jp-warn-color1, #b26a00)",
    "plain": "var(--jp-border-color1, #767676)",
}
_SIGNS = {"right": "✓ ", "wrong": "✗ ", "plain": ""}


@dataclass(frozen=True)
class Block:
    """A title, words beneath it, and perhaps code or a table of rows.

    In `words`, backticks mark code, asterisks stress, and each line is a paragraph. The `mood`,
    one of right, wrong and plain, sets a colour and a sign; the words say the same without them.
    """

    title: str
    words: str = ""
    mood: str = "plain"
    code: str = ""
    rows: tuple = ()

    def show(self):
        """Display it as a notebook does, or print it where there is none."""
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            print(self.text)
            return
        if get_ipython() is None:
            print(self.text)
        else:
            display({"text/plain": self.text, "text/html": self.html}, raw=True)

    @property
    def text(self):
        """The block in plain text."""
        parts = [f"{_SIGNS[self.mood]}{in_print(self.title)}", in_print(self.words), self.code]
        parts += ["   ".join(row) for row in self.rows]
        return "\n".join(filter(None, parts))

    @property
    def html(self):
        """The block as HTML: no scripts, no colours beneath the words, an edge and a sign."""
        parts = [f"<strong>{_SIGNS[self.mood]}{_inline(in_print(self.title))}</strong>"]
        parts += [f"<div>{_inline(line)}</div>" for line in in_print(self.words).splitlines()]
        if self.code:
            parts.append(f"<pre>{html.escape(self.code)}</pre>")
        if self.rows:
            parts.append(_table(self.rows))
        style = f"border-left: 4px solid {_EDGES[self.mood]}; padding: 2px 12px; max-width: 72ch"
        return f'<div role="status" style="{style}">{"".join(parts)}</div>'


def _inline(words):
    """Words as HTML: `code` in backticks, *stress* between asterisks."""

    def mark(found):
        code, stressed = found.groups()
        return f"<code>{code}</code>" if code else f"<em>{stressed}</em>"

    return re.sub(r"`([^`]+)`|\*(\w[^*`]*)\*", mark, html.escape(words))


def _table(rows):
    lines = "".join(
        f'<tr><th scope="row" style="text-align: left">{_inline(first)}</th>'
        + "".join(f'<td style="text-align: left">{_inline(cell)}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return f"<table>{lines}</table>"
