"""The numbers in a lesson's prose, and what holds them.

A number that a run may have produced is *held* by an output that the suite compares, or by a claim;
a size or a setting may also stand in the code. Whether a claim says the same as the sentence is for
the author to see. What no run produces stands in `prose_numbers.toml`, each with its reason.
"""

import math
import re
from itertools import pairwise
from typing import NamedTuple

from tools import lessons

_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_WORTH = dict(zip(_COUNTED.split(), [*range(1, 20), *range(20, 100, 10)], strict=True))
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "twice": 1 / 2}
_PARTS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e-?\d+)?"
_VALUE = rf"(?<![\w.])(?:{_DIGITS})(?:e\+\d+)?(?![\w])"  # in code and outputs
_WORD = "|".join([*_WORTH, *_LARGE])
_NUMBER = rf"(?<![\w.,-])(?:{_DIGITS}|(?:a )?(?:{_WORD})(?:[ -](?:{_WORD}))*)(?!\w|[.,-]?\d)"

# Whole numbers up to ten are counts, places and names (three rows, axis 0, a 7). They may be
# results where one of these words goes with them.
_SIZES = ("epochs", "updates", "parameters", "bytes", "degrees")
_TIMES = "times(?= (?:as|the|that|lower|higher|more|less|faster))"
_MEASURE = "|".join([*_SIZES, "mistakes", "corrections", "right", "wrong", _TIMES])
_FOUND = re.compile(
    rf"(?P<share>{_NUMBER})(?: [a-z]+){{0,2}} (?:in|(?<!one )of) "
    r"(?P<whole>ten|a hundred|a thousand|10|100|1000)\b"
    rf"|(?P<percent>{_NUMBER})(?:%| per cent\b)"
    rf"|\b(?P<part>(?:{_WORD}|a|the last) (?:{'|'.join(_PARTS)})s?|(?<!right )half|twice(?= ))"
    r"(?= (?:as|the|that|what|of|off|to|an?|at)\b|[^\w\s-])"
    rf"|(?P<number>{_NUMBER})(?: (?P<measure>{_MEASURE})\b)?",
    re.IGNORECASE,
)
# What is certainly no result: code, links, references, years, times (which `make bench` measures).
_LEFT_OUT = re.compile(
    r"`[^`]*`|\[[^\]]*\]\([^)]*\)|^# \d+\.|\*\*Time.*"
    r"|\b(?:figure|lesson|exercise|step|chapter)s? \d[\d.]*(?:(?:,| to| and) \d[\d.]*)*"
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=\())(?:1[89]|20)\d\d\b"
    rf"|(?:{_NUMBER} to )?(?:{_NUMBER}|half an?) (?:milli)?(?:second|minute|hour)s?\b",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number in a sentence, and what would hold it."""

    words: str
    values: tuple
    decimals: int = 9
    is_result: bool = True  # how well something went; other numbers are mostly sizes and settings


def worth(words):
    """What a number is worth: "60,000" is 60000, "four hundred thousand" 400000."""
    if words[0].isdigit():
        return float(words.replace(",", ""))
    words = re.split("[ -]", words.lower())
    small = sum(_WORTH.get(word, 0) for word in words)
    return (small or 1) * math.prod(_LARGE.get(word, 1) for word in words)


def _masked(text):
    return _LEFT_OUT.sub(lambda match: "~" * len(match[0]), text)


def sentences(markdown):
    """The sentences of a markdown text that say something; a question does not."""
    text = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    for block in re.split(r"\n\s*\n|\n(?=\s*[-|]|\d+\. )", text):
        block = " ".join(block.split())
        ends = [match.end() for match in re.finditer(r"[.!?][*)\"]*(?= )", _masked(block))]
        said = [block[start:end].strip() for start, end in pairwise([0, *ends, len(block)])]
        yield from (sentence for sentence in said if not re.search(r"\?[*)\"]*$", sentence))


def numbers(sentence):
    """The numbers in a sentence that something must hold."""
    for match in _FOUND.finditer(_masked(sentence)):
        decimals = len(re.match(r"\d*", match[0].partition(".")[2])[0])
        if match["percent"]:
            yield Number(match[0], (worth(match["percent"]) / 100,), decimals + 2)
        elif match["part"]:
            words = match["part"].lower().removesuffix("s").split()
            yield Number(match[0], (_WORTH.get(words[0], 1) / _PARTS[words[-1]],))
        elif match["share"] and worth(match["share"]) <= worth(match["whole"]):
            share = worth(match["share"]) / worth(match["whole"])
            yield Number(match[0], (share, 1 - share), 2)
        else:  # "18,750 in ten epochs" is no share
            value, measure = worth(match["number"] or match["share"]), match["measure"]
            if value != 1 and (value > 10 or value % 1 or measure):
                yield Number(match[0], (value,), decimals, measure not in (None, *_SIZES))


def _values(text):
    """The numbers in code or in an output, without signs; a share for a percentage too."""
    for match in re.finditer(rf"({_VALUE})(%| / {_VALUE})?", re.sub(r"(?<=\d)_(?=\d)", "", text)):
        yield worth(match[1])
        if match[2]:
            yield worth(match[1]) / (100 if match[2] == "%" else worth(match[2][3:]) or 1)


class Evidence:
    """What some code cells show and set, and what their claims name; exercises are no evidence."""

    def __init__(self, cells, blocks):
        code, held, shown = [], [], []
        for cell in cells:
            if cell.cell_type == "code" and not cell.id.startswith("exercise-"):
                code.append(cell.source)
                held += [blocks.get(cell.id, ""), *re.findall(r"(?m)^ *assert .*", cell.source)]
                if "nbval-ignore-output" not in lessons.tags(cell):
                    shown += [out.get("evalue") or lessons.text_of(out) for out in cell.outputs]
        # A place, as in `x[:100]`, and an option, as in `atol=0.1`, say nothing of what comes out.
        held = re.sub(r"\[[^\]]*\]|\b\w+=[\d.e-]+|#.*", "", "\n".join(held))
        texts = ("\n".join(shown), held, "\n".join(code))
        self.shown, self.claimed, self.settings = (set(_values(text)) for text in texts)
        bounds = re.findall(rf"({_VALUE}) <=? [^<>\n]+ <=? ({_VALUE})", held)
        self.ranges = [(worth(low), worth(high)) for low, high in bounds]

    def holds(self, number):
        """Whether an output, exact or rounded, or a claim has it; of a setting, the code too."""
        values = self.shown | self.claimed | (set() if number.is_result else self.settings)
        values |= {round(value, number.decimals) for value in self.shown}
        return any(
            any(math.isclose(value, wanted, rel_tol=1e-9) for value in values)
            or any(low <= wanted <= high <= low + wanted / 5 for low, high in self.ranges)
            for wanted in number.values
        )


def unheld(lesson, course):
    """Each number of a lesson that nothing holds, as its cell, its sentence and the number.

    A result is held in its own section, so that it is not held by chance; other numbers, and those
    of the first section and of *What you can do now*, anywhere in the lesson. The lessons that a
    sentence names may hold its numbers too: `course` has the evidence of each by its number.
    """
    whole = course[lesson.number]
    texts = [c.source if c.cell_type == "markdown" else "" for c in lesson.cells]
    starts = [i for i, text in enumerate(texts) if text.startswith(("# ", "## "))]
    for start, end in pairwise([*starts, len(texts)]):
        if texts[start].startswith(("## Your turn", "## Further reading")):
            continue
        of_all = texts[start].startswith(("# ", "## What you can do"))
        here = whole if of_all else Evidence(lesson.cells[start:end], lesson.claims)
        for cell, text in zip(lesson.cells[start:end], texts[start:end], strict=True):
            for sentence in sentences(text):
                named = re.findall(r"\blessons? (\d+)", sentence, re.IGNORECASE)
                others = [course[int(n)] for n in named if int(n) in course]
                for number in numbers(sentence):
                    own = here if number.is_result else whole
                    if not any(evidence.holds(number) for evidence in [own, *others]):
                        yield cell, sentence, number
