"""The numbers in a lesson's prose: find them, and find in the lesson's code what holds them.

Prose never contradicts output. So a number that a run may have produced must be *held*: an
`assert` has it, an output that the suite compares shows it, or the code sets it. Words and code
are only compared number by number: whether an assertion says the same as the sentence is for the
author to see. What no lesson computes stands in `prose_numbers.toml`, each with its reason.
"""

import ast
import math
import re
from dataclasses import dataclass, field
from itertools import pairwise

from tools import lessons

# How numbers are written in prose.

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {"a": 1} | {word: n for n, word in enumerate(_ONES.split(), start=1)}
_SMALL |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_PARTS |= {"ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}


def _any(words):
    """A pattern for one of some words."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e-?\d+)?"
_WORDS = (
    rf"(?:{_any(_SMALL)} )?{_any(_LARGE)}(?: {_any(_LARGE)})*"
    rf"|{_any(_TENS.split())}(?:-{_any(_ONES.split()[:9])})?|{_any(_ONES.split())}"
)
_NUMBER = rf"(?<![\w.,-])(?:{_DIGITS}|{_WORDS})(?!\w|[.,-]?\d)"
_PART = rf"\b(?:{_any(_SMALL)} {_any(_PARTS)}s?|the last {_any(_PARTS)}|half)\b"

# What is certainly no result, and why.
_LEFT_OUT = {
    "code is run, or quoted": r"`[^`]*`",
    "a link says what another page says": r"\[[^\]]*\]\([^)]*\)",
    "a reference; the figures' are tested by the rules": (
        r"\b(?:figure|lesson|exercise|step|chapter)s? \d[\d.]*(?:(?:,| to| and) \d[\d.]*)*"
    ),
    "a year": r"(?:(?<=\bin )|(?<=\bof )|(?<=\())(?:1[89]|20)\d\d\b|\b(?:1[89]|20)\d0s",
    "a time, which depends on the machine: make bench measures it": (
        rf"(?:{_NUMBER} to )?(?:{_NUMBER}|half an?) (?:more )?(?:milli)?(?:second|minute|hour)s?\b"
    ),
    "a half that is a side": r"\b(?:first|second|other|left|right|upper|lower) half\b",
}

# Whole numbers up to ten are counts, places and names (three rows, axis 0, a 7). They may be
# results where one of these words goes with them.
_RESULTS = "mistakes corrections right wrong"
_MEASURES = f"{_RESULTS} epochs updates parameters bytes degrees"
# Points may be dots in a plane; after one of these words they are hundredths.
_BEFORE_POINTS = "about by than least worth gains loses"
_TIMES = r"times(?= (?:as|the|that|lower|higher|more|less|faster)\b)"

_FOUND = re.compile(
    rf"(?P<share>{_NUMBER})(?: [a-z]+){{0,2}} (?:in|(?<!one )of) "
    r"(?P<whole>ten|a hundred|a thousand|10|100|1000)\b"
    rf"|(?P<percent>{_NUMBER})(?:%| per cent\b)"
    rf"|(?P<part>{_PART})(?:(?P<of_percent> (?:of )?a (?:point|per cent)\b)"
    r"|(?= (?:of|off|to|as|an?|at)\b|[^\w\s-]))"
    r"|\b(?P<twice>twice)(?= (?:as|the|that|what)\b)"
    rf"|\b{_any(_BEFORE_POINTS.split())} (?P<points>a|{_NUMBER}) points?\b"
    rf"|(?P<number>{_NUMBER})(?: (?P<measure>{_TIMES}|{_any(_MEASURES.split())})\b)?",
    re.IGNORECASE,
)
_SUM = re.compile(rf"(?<![\w.])(\(?\d[\d,. ()+−×·/]*[+−×·/][\d,. ()+−×·/]*) (?:=|is) ({_NUMBER})")


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
    is_result: bool = False

    @property
    def decimals(self):
        """How many digits stand after its point."""
        return len(re.match(r"\d*", self.words.partition(".")[2])[0])

    @property
    def is_precise(self):
        """Whether it has three digits or more, so that it is hardly met by chance."""
        return len(re.sub(r"\D", "", self.words).strip("0")) >= 3


def worth(words):
    """What a number is worth: "60,000" is 60000, "four hundred thousand" 400000.

    >>> worth("60,000"), worth("twenty-five"), worth("four hundred thousand"), worth("1e-5")
    (60000.0, 25, 400000, 1e-05)
    """
    if words[0].isdigit():
        return float(words.replace(",", ""))
    words = re.split("[ -]", words.lower())
    small = sum(_SMALL.get(word, 0) for word in words) or 1
    return small * math.prod(_LARGE.get(word, 1) for word in words)


def part_worth(words):
    """What a part is worth.

    >>> part_worth("half"), part_worth("three quarters"), part_worth("the last fifth")
    (0.5, 0.75, 0.2)
    """
    first, *_, last = ["a", *words.lower().split()][-2:]
    parts = _PARTS.get(last) or _PARTS[last.removesuffix("s")]
    return _SMALL.get(first, 1) / parts


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
    for pattern in _LEFT_OUT.values():
        text = re.sub(pattern, lambda m: "~" * len(m[0]), text, flags=re.IGNORECASE)
    return text


def numbers(sentence):
    """The numbers in a sentence that something must hold. A sum that is right holds its own."""
    text = masked(sentence)
    sums = [m.span() for m in _SUM.finditer(text) if _is_right(m[1], m[2])]
    for match in _FOUND.finditer(text):
        number = _number(match)
        if number and not any(a <= number.start and number.end <= z for a, z in sums):
            yield number


def _number(match):
    """The number that a match of `_FOUND` is, or None where it is only a count."""
    place = (match[0], *match.span())
    if match["twice"]:
        return Number(*place, (2,), is_result=True)
    if match["percent"]:
        return Number(*place, (worth(match["percent"]) / 100,), is_result=True)
    if match["part"]:
        part = part_worth(match["part"])
        return Number(*place, (part / 100 if match["of_percent"] else part,), is_result=True)
    if match["share"]:
        count, whole = worth(match["share"]), worth(match["whole"])
        if count <= whole:  # unlike "18,750 in ten epochs"
            return Number(*place, (count / whole, 1 - count / whole), is_result=True)
        return Number(*place, (count,))
    if match["points"]:
        return Number(*place, (worth(match["points"]) / 100,), is_result=True)
    value, measure = worth(match["number"]), match["measure"]
    if value == 1 or (value <= 10 and value % 1 == 0 and not measure):
        return None
    return Number(*place, (value,), is_result=measure in ("times", *_RESULTS.split()))


def _is_right(left, right):
    """Whether a sum as written in prose comes out as it says."""
    python = left.translate(str.maketrans("−×·", "-**", ",")).strip()
    try:
        return math.isclose(eval(python, {}), worth(right), rel_tol=1e-9, abs_tol=1e-9)
    except (SyntaxError, TypeError, ZeroDivisionError):  # no sum after all
        return False


# What the code has to show for it.


@dataclass
class Evidence:
    """The numbers that some code cells assert, show in outputs that are compared, and contain."""

    asserted: set = field(default_factory=set)
    shown: set = field(default_factory=set)
    written: set = field(default_factory=set)

    @classmethod
    def of(cls, cells):
        """Gather it from cells; those of exercises are for the learner to change."""
        evidence = cls()
        for cell in cells:
            if cell.cell_type != "code" or cell.id.startswith("exercise-"):
                continue
            tree = ast.parse(cell.source)
            evidence.written.update(_literals(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.Assert):
                    evidence.asserted.update(_literals(node, asserted=True))
            if "nbval-ignore-output" not in lessons.tags(cell):
                for output in cell.outputs:
                    evidence.shown.update(_shown(output))
        return evidence

    def holds(self, number):
        """Say what holds a number: "assert", "output", "code", or None.

        A result must be met exactly, and is not held by code that merely contains its number.
        Of others the prose may say less than the code: 47 for 47.04.
        """
        known = {"assert": self.asserted, "output": self.shown, "code": self.written}
        if number.is_result:
            del known["code"]
        for by, values in known.items():
            if not number.is_result:
                values = values | {round(value, number.decimals) for value in values}
            if any(math.isclose(a, b, rel_tol=1e-9) for a in values for b in number.values):
                return by
        return None


def _literals(node, asserted=False):
    """The numbers in a piece of code, without signs.

    `28 * 28` is 784, and a division by 6 makes a sixth. In an assertion a place, as in `x[:100]`,
    and an option, as in `atol=0.1`, do not count: they say nothing of what comes out.
    """
    if asserted and isinstance(node, ast.keyword):
        return
    value = _constant(node)
    if value is not None:
        yield abs(value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv):
        divisor = _constant(node.right)
        if divisor:
            yield 1 / abs(divisor)
    in_place = asserted and isinstance(node, ast.Subscript)
    for child in [node.value] if in_place else ast.iter_child_nodes(node):
        yield from _literals(child, asserted)


def _constant(node):
    """The value of code that is numbers alone, such as `28 * 28`; None of any other."""
    plain = (ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop)
    if not isinstance(node, ast.expr) or not all(isinstance(n, plain) for n in ast.walk(node)):
        return None
    try:
        value = eval(ast.unparse(node), {})
    except (TypeError, ZeroDivisionError):
        return None
    return value if type(value) in (int, float) else None


def _shown(output):
    """The numbers in an output's text, those with a percent sign as shares too."""
    if output.output_type == "error":
        text = output.evalue
    elif output.output_type == "stream":
        text = output.text
    else:
        text = output.data.get("text/plain", "") if output.output_type == "execute_result" else ""
    for match in re.finditer(rf"(?<![\w.])(?:{_DIGITS})(?:e\+\d+)?(?!\w)(%?)", text):
        value = float(match[0].rstrip("%").replace(",", ""))
        yield value
        if match[1]:
            yield value / 100


# A lesson as a whole.

# Exercises are tested with their solutions; further reading is what others say.
_ASIDE = re.compile(r"## (?:Your turn|Further reading)|### Exercise")


def sections(lesson):
    """A lesson from one H2 to the next: lists of pairs, a cell and the text of it that is here."""
    parts = [[]]
    for cell in lesson.cells:
        if cell.cell_type == "code":
            parts[-1].append((cell, ""))
            continue
        before, *titled = re.split(r"^(?=## )", cell.source, flags=re.MULTILINE)
        parts[-1].append((cell, before))
        parts.extend([(cell, text)] for text in titled)
    return parts


def unheld(lesson, course):
    """Each number of a lesson that nothing holds, as its cell, its sentence and the number.

    A result, or a number with a decimal point, is held in its own section, so that it is not held
    by chance: there are many 2s in a lesson. What the first and the last section say of the whole,
    and a number of three digits and more, may be held anywhere in the lesson; so may the sizes of
    which a lesson speaks all along. Where a sentence names other lessons, they may hold its
    numbers too: `course` has the evidence of each by its number.
    """
    for section in sections(lesson):
        here = Evidence.of(cell for cell, _ in section)
        opening = section[0][1]
        frame = opening.startswith(("# ", "## What you can do now"))
        for cell, text in section:
            if _ASIDE.match(text):
                continue
            for sentence in sentences(text):
                named = re.findall(r"\blessons? (\d+)", sentence, re.IGNORECASE)
                others = [course[int(n)] for n in named if int(n) in course]
                for number in numbers(sentence):
                    near = (number.is_result or number.decimals) and not number.is_precise
                    own = here if near and not frame else course[lesson.number]
                    if not any(evidence.holds(number) for evidence in [own, *others]):
                        yield cell, sentence, number
