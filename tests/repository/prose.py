"""The numbers in a lesson's prose: find them, and find what holds them.

Prose never contradicts output. So a number that a run may have produced must be *held*: an output
that the suite compares shows it, or a claim has it. A size or a setting may also stand in the code.
Words and code are compared number by number alone: whether a claim says the same as the sentence is
for the author to see. What no run produces stands in `prose_numbers.toml`, each with its reason.
"""

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from tools import claims, lessons

_COUNTED = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
)
_WORTH = {"a": 1, **dict(zip(_COUNTED, [*range(1, 20), *range(20, 100, 10)], strict=True))}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}


def _any(words):
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e-?\d+)?"
_WORDS = (
    rf"(?:{_any(_WORTH)} )?{_any(_LARGE)}(?: {_any(_LARGE)})*"
    rf"|{_any(_COUNTED[19:])}(?:-{_any(_COUNTED[:9])})?|{_any(_COUNTED)}"
)
_NUMBER = rf"(?<![\w.,-])(?:{_DIGITS}|{_WORDS})(?!\w|[.,-]?\d)"

# What is certainly no result, and why.
LEFT_OUT = {
    "code is run, or quoted": r"`[^`]*`",
    "a link says what another page says": r"\[[^\]]*\]\([^)]*\)",
    "a reference; the figures' are tested by the rules": (
        r"\b(?:figure|lesson|exercise|step|chapter)s? \d[\d.]*(?:(?:,| to| and) \d[\d.]*)*"
    ),
    "a year": r"(?:(?<=\bin )|(?<=\bof )|(?<=\())(?:1[89]|20)\d\d\b|\b(?:1[89]|20)\d0s",
    "a time, which depends on the machine: make bench measures it": (
        rf"(?:{_NUMBER} to )?(?:{_NUMBER}|half an?) (?:more )?(?:milli)?(?:second|minute|hour)s?\b"
        r"(?:, and \d+ for the exercises)?"
    ),
    "the number of a lesson in its title": r"^# \d+\.",
    "a half that is a side": r"\b(?:first|second|other|left|right|upper|lower) half\b",
}

# Whole numbers up to ten are counts, places and names (three rows, axis 0, a 7). They may be
# results where one of these words goes with them.
_RESULTS = ("mistakes", "corrections", "right", "wrong")
_MEASURES = (*_RESULTS, "epochs", "updates", "parameters", "bytes", "degrees")
_FOUND = re.compile(
    rf"(?P<share>{_NUMBER})(?: [a-z]+){{0,2}} (?:in|(?<!one )of) "
    r"(?P<whole>ten|a hundred|a thousand|10|100|1000)\b"
    rf"|(?P<percent>{_NUMBER})(?:%| per cent\b)"
    rf"|\b(?P<part>(?:{_any(_WORTH)}|the last) {_any(_PARTS)}s?|half)"
    r"(?= (?:of|off|to|as|an?|at)\b|[^\w\s-])"
    r"|(?P<twice>\btwice)(?= (?:as|the|that|what)\b)"
    rf"|(?P<number>{_NUMBER})"
    rf"(?: (?P<times>times(?= (?:as|the|that|lower|higher|more|less|faster)\b))"
    rf"| (?P<measure>{_any(_MEASURES)})\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number in a sentence: its words, where they stand, and the values that would hold it.

    A result says how well or how much better something went, such as "98%" or "twice as many";
    other numbers are mostly sizes and settings.
    """

    words: str
    start: int
    end: int
    values: tuple
    decimals: int = 0
    is_result: bool = False


def worth(words):
    """What a number is worth: "60,000" is 60000, "four hundred thousand" 400000.

    >>> worth("60,000"), worth("twenty-five"), worth("four hundred thousand"), worth("1e-5")
    (60000.0, 25, 400000, 1e-05)
    """
    if words[0].isdigit():
        return float(words.replace(",", ""))
    words = re.split("[ -]", words.lower())
    small = sum(_WORTH.get(word, 0) for word in words) or 1
    return small * math.prod(_LARGE.get(word, 1) for word in words)


def sentences(markdown):
    """The sentences of a markdown text that say something; a question does not."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    for block in re.split(r"\n\s*\n|\n(?=\s*[-|]|\d+\. )", text):
        block = " ".join(block.split())
        ends = [m.end() for m in re.finditer(r"[.!?][*)\"]*(?= )", masked(block))]
        for start, end in pairwise([0, *ends, len(block)]):
            sentence = block[start:end].strip()
            if sentence and not re.search(r"\?[*)\"]*$", sentence):
                yield sentence


def masked(text):
    """The text with tildes in place of what is left out; all else keeps its place."""
    for pattern in LEFT_OUT.values():
        text = re.sub(pattern, lambda m: "~" * len(m[0]), text, flags=re.IGNORECASE)
    return text


def numbers(sentence):
    """The numbers in a sentence that something must hold."""
    for match in _FOUND.finditer(masked(sentence)):
        place = (match[0], *match.span())
        decimals = len(re.match(r"\d*", match[0].partition(".")[2])[0])
        if match["twice"]:
            yield Number(*place, (2,), is_result=True)
        elif match["percent"]:
            yield Number(*place, (worth(match["percent"]) / 100,), decimals + 2, is_result=True)
        elif match["part"]:
            first, *_, last = ["a", *match["part"].lower().split()][-2:]
            part = _WORTH.get(first, 1) / (_PARTS.get(last) or _PARTS[last.removesuffix("s")])
            yield Number(*place, (part,), 9, is_result=True)
        elif match["share"] and worth(match["share"]) <= worth(match["whole"]):
            share = worth(match["share"]) / worth(match["whole"])
            yield Number(*place, (share, 1 - share), 2, is_result=True)
        else:  # "18,750 in ten epochs" is no share
            value = worth(match["number"] or match["share"])
            measure = match["times"] or match["measure"]
            if value != 1 and (value > 10 or value % 1 or measure):
                is_result = measure in ("times", *_RESULTS)
                yield Number(*place, (value,), decimals, is_result)


@dataclass
class Evidence:
    """The numbers that some cells show and set, and those and the ranges that their claims name."""

    shown: set
    claimed: set
    ranges: list
    settings: set

    @classmethod
    def of(cls, cells, blocks):
        """Gather it from code cells and the claims on them; an exercise is the learner's."""
        code, held, shown = [], [], []
        for cell in cells:
            if cell.cell_type != "code" or cell.id.startswith("exercise-"):
                continue
            code.append(cell.source)
            held.append(blocks.get(cell.id, ""))
            held += re.findall(r"^ *assert .*", cell.source, re.MULTILINE)
            if "nbval-ignore-output" not in lessons.tags(cell):
                shown += map(_text, cell.outputs)
        # A place, as in `x[:100]`, and an option, as in `atol=0.1`, say nothing of what comes out.
        held = re.sub(r"\[[^\]]*\]|\b\w+=[\d.e-]+|#.*", "", "\n".join(held))
        texts = ("\n".join(shown), held, "\n".join(code))
        shown, claimed, settings = (set(_values(text)) for text in texts)
        return cls(shown, claimed, list(_ranges(held)), settings)

    def holds(self, number):
        """Whether a claim or an output has it, an output before it was rounded, or the code."""
        exactly = self.claimed if number.is_result else self.claimed | self.settings
        rounded = {round(value, number.decimals) for value in self.shown}
        return any(
            any(
                math.isclose(value, wanted, rel_tol=1e-9)
                for value in exactly | self.shown | rounded
            )
            or any(low <= wanted <= high <= low + wanted / 5 for low, high in self.ranges)
            for wanted in number.values
        )


_VALUE = rf"(?<![\w.])(?:{_DIGITS})(?:e\+\d+)?(?![\w])"


def _values(text):
    """The numbers in code or in an output, without signs; a share for a percentage too."""
    text = re.sub(r"(?<=\d)_(?=\d)", "", text)
    for match in re.finditer(rf"({_VALUE})(%| / {_VALUE})?", text):
        value = worth(match[1])
        yield value
        if match[2]:
            divisor = 100 if match[2] == "%" else worth(match[2][3:])
            yield value / divisor if divisor else value


def _ranges(claims):
    """The pairs of bounds in claims such as `0.975 < accuracy < 0.985`."""
    for low, high in re.findall(rf"({_VALUE}) <=? [^<>\n]+ <=? ({_VALUE})", claims):
        yield worth(low), worth(high)


def _text(output):
    """What an output says, the frames of an error and widgets apart."""
    return (
        output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
    )


def evidence_of(lesson):
    """The evidence of a whole lesson."""
    return Evidence.of(lesson.cells, claims.blocks(claims.path_for(lesson.path)))


def unheld(lesson, course):
    """Each number of a lesson that nothing holds, as its cell, its sentence and the number.

    A result is held in its own section, so that it is not held by chance: there are many 2s in a
    lesson. What the first section and *What you can do now* say of the whole, and other numbers,
    may be held anywhere in the lesson. Where a sentence names other lessons, they may hold its
    numbers too: `course` has the evidence of each by its number. Exercises are tested with their
    solutions, and further reading is what others say.
    """
    blocks = claims.blocks(claims.path_for(lesson.path))
    sections = [[]]
    for cell in lesson.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            sections.append([])
        sections[-1].append(cell)
    for cells in filter(None, sections):
        opening = cells[0].source
        if opening.startswith(("## Your turn", "## Further reading")):
            continue
        of_the_whole = opening.startswith(("# ", "## What you can do now"))
        here = Evidence.of(cells, blocks)
        for cell in (cell for cell in cells if cell.cell_type == "markdown"):
            for sentence in sentences(cell.source):
                named = re.findall(r"\blessons? (\d+)", sentence, re.IGNORECASE)
                others = [course[int(n)] for n in named if int(n) in course]
                for number in numbers(sentence):
                    near = number.is_result and not of_the_whole
                    own = here if near else course[lesson.number]
                    if not any(evidence.holds(number) for evidence in [own, *others]):
                        yield cell, sentence, number
