"""What every lesson keeps to. A rule takes a `Lesson` and yields a sentence for each fault."""

import ast
import base64
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np

from tests.repository import minutes
from tools import claims, lessons, pictures

MOST_CODE_LINES = 15
MOST_WORDS = 120
MOST_IGNORED = 0.25
MOST_ASSERTIONS = 5
MOST_MINUTES = 60
MOST_DETOURS = 2
MOST_IN_A_LIST = 12
MOST_BYTES = 1_000_000
MOST_PIXELS_WIDE = 900
TAGS = {"nbval-ignore-output", "raises-exception", "timing"}


@dataclass
class Lesson:
    """The text of a notebook's file, and the place it has in the course."""

    path: Path
    text: str

    @classmethod
    def read(cls, path):
        """The lesson stored at `path`."""
        return cls(path, path.read_text(encoding="utf-8"))

    @classmethod
    def written(cls, path):
        """The lesson at `path`; where a learner has only run it there, as git has it.

        JupyterLab saves by itself what a learner runs, with outputs and metadata of its own.
        That is no fault of the lesson's: whoever changes its source, or refreshes it, is held to
        the rules.
        """
        lesson = cls.read(path)
        if lesson.notebook.metadata == lessons.METADATA:
            return lesson
        command = ["git", "show", f"HEAD:./{path.name}"]
        done = subprocess.run(command, cwd=path.parent, capture_output=True, check=False)
        if done.returncode:
            return lesson
        committed = cls(path, done.stdout.decode("utf-8"))
        return committed if committed.sources == lesson.sources else lesson

    @cached_property
    def notebook(self):
        """The notebook as it is: `nbformat.reads` would mend some faults in reading."""
        return nbformat.v4.reads(self.text)

    @property
    def sources(self):
        """What its cells say, in order."""
        return [(cell.cell_type, cell.source) for cell in self.cells]

    @property
    def number(self):
        """Its number in the course, as in its file's name."""
        return int(self.path.name[:2])

    @property
    def is_lesson(self):
        """Whether it teaches; the start page and the glossary, 00 and 99, do not."""
        return 0 < self.number < 99

    @cached_property
    def cells(self):
        """All cells."""
        return self.notebook.cells

    @cached_property
    def code(self):
        """The code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def prose(self):
        """The markdown cells."""
        return [cell for cell in self.cells if cell.cell_type == "markdown"]

    @cached_property
    def claims(self):
        """The claims on its cells, by the cells' ids."""
        return claims.blocks(claims.path_for(self.path))


def pngs(cell):
    """The pictures in a code cell's outputs, as PNG bytes."""
    return [
        base64.b64decode(output.data["image/png"])
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]


def slug(title):
    """The anchor that JupyterLab gives a heading."""
    return title.replace(" ", "-")


def links(markdown):
    """The targets of all links and pictures in a markdown text."""
    return re.findall(r"\]\(([^)\s]+)\)", markdown)


def neighbours(path):
    """The lessons before and after this one, as paths or None."""
    course = lessons.paths()
    here = course.index(path)
    return course[here - 1] if here else None, course[here + 1] if here + 1 < len(course) else None


def starts_with_promise_objectives_needs_time_and_links(lesson):
    """One H1, a sentence of promise, *You will* (3 to 5), *You need*, *Time*, the neighbours."""
    if not lesson.is_lesson:
        return
    form = (
        rf"# {lesson.number}\. (?P<title>[^\n]+)\n\n"
        r"(?P<promise>[^\n*#-][^\n]*(?:\n[^\n*#-][^\n]*)*[.!])\n\n"
        r"\*\*You will\*\*\n\n(?P<objectives>(?:- [^\n]+\n(?:  [^\n]+\n)*){3,5})\n"
        r"\*\*You need\*\*: [^\n]+(?:\n[^\n]+)*\n\n"
        r"(?P<time>\*\*Time\*\*: [^\n]+)\n\n"
        r"(?P<links>\[[^\n]+)"
    )
    match = re.fullmatch(form, lesson.cells[0].source)
    if not match:
        yield "the first cell is not: # N. title, promise, You will, You need, Time, links"
        return
    core, exercises = minutes.of(lesson.path.stem, lesson.cells)
    if match["time"] != minutes.line(core, exercises):
        yield f"it says {match['time']!r}; by the formula it is {minutes.line(core, exercises)!r}"
    if core > MOST_MINUTES:
        yield f"the core takes {core} minutes"
    for neighbour in neighbours(lesson.path):
        if neighbour and f"({neighbour.name})" not in match["links"]:
            yield f"the first cell has no link to {neighbour.name}"


def ends_with_what_was_learnt_reading_and_the_next_lesson(lesson):
    """*What you can do now*, *Further reading* with two or three sources, and the way on."""
    if not lesson.is_lesson:
        return
    titles = [
        title
        for cell in lesson.prose
        for level, title in lessons.headings(cell.source)
        if level == 2
    ]
    closing = [t for t in titles if t in ("What you can do now", "Your turn", "Further reading")]
    if closing not in (
        ["What you can do now", "Further reading"],
        ["What you can do now", "Your turn", "Further reading"],
    ):
        yield f"the closing sections are {closing}"
        return
    reading = next(c.source for c in lesson.prose if "## Further reading" in c.source)
    reading = reading.partition("## Further reading")[2]
    sources = re.findall(r"^- ", reading, re.MULTILINE)
    if not 2 <= len(sources) <= 3:
        yield f"Further reading has {len(sources)} sources"
    _, following = neighbours(lesson.path)
    last = lesson.cells[-1].source.strip().splitlines()[-1]
    if following and f"({following.name})" not in last:
        yield f"the last line does not lead on to {following.name}"


def headings_go_down_one_level_at_a_time(lesson):
    """One H1, none skipped, and none without words under it."""
    levels = [level for cell in lesson.prose for level, _ in lessons.headings(cell.source)]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield "there is not exactly one H1, at the top"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}"
    for cell in lesson.prose:
        if re.fullmatch(r"#+ [^\n]*\s*", cell.source):
            yield f"{cell.id}: a heading with no words under it"


def no_line_begins_a_list_by_chance(lesson):
    """A number and a full stop make a list of a line; a real list counts from 1."""
    for cell in lesson.prose:
        prose = re.sub(r"^```.*?^```", "", cell.source, flags=re.M | re.S)
        for number in re.findall(r"^ {0,3}(\d+)[.)] ", prose, re.MULTILINE):
            if int(number) > MOST_IN_A_LIST:
                yield f"{cell.id}: a line begins with {number}."


def every_step_is_said_before_it_is_shown(lesson):
    """A code cell is at most 15 lines and stands after a markdown cell of at most 120 words.

    The glossary is looked up, not read: its cells may be longer.
    """
    if lesson.cells[0].cell_type != "markdown":
        yield "the first cell is code"
    for before, cell in pairwise(lesson.cells):
        if cell.cell_type == "code" and before.cell_type == "code":
            yield f"{cell.id}: code follows code without a word between"
    for cell in lesson.code:
        if len(cell.source.splitlines()) > MOST_CODE_LINES:
            yield f"{cell.id}: {len(cell.source.splitlines())} lines of code"
        if not cell.source.strip():
            yield f"{cell.id}: an empty cell"
    for cell in lesson.prose[1:] if lesson.number != 99 else []:
        prose = re.sub(r"^```.*?^```|^\|.*?$|\$\$.*?\$\$", "", cell.source, flags=re.M | re.S)
        if len(prose.split()) > MOST_WORDS:
            yield f"{cell.id}: {len(prose.split())} words in one cell"


def links_resolve(lesson):
    """A link to a file leads to one that is there, one with an anchor to a heading or a cell."""
    for cell in lesson.prose:
        for target in links(cell.source):
            if re.match(r"https?://", target):
                continue
            name, _, anchor = target.partition("#")
            file = lesson.path.parent / name if name else lesson.path
            if not file.exists():
                yield f"{cell.id}: a link leads to {target}, which is not there"
            elif anchor and file.suffix == ".ipynb":
                cells = lessons.read(file).cells
                known = {slug(title) for c in cells for _, title in lessons.headings(c.source)}
                if anchor not in known | {f"cell-id={c.id}" for c in cells}:
                    yield f"{cell.id}: a link leads to {target}, but there is no such place"


def pictures_are_real_and_have_captions(lesson):
    """One picture a cell, not blank, not too wide, and after it a numbered caption in words."""
    expected = 1
    for index, cell in enumerate(lesson.cells):
        if cell.cell_type != "code":
            continue
        pictures = pngs(cell)
        if len(pictures) > 1:
            yield f"{cell.id}: {len(pictures)} pictures in one cell"
        for png in pictures:
            pixels = np.round(255 * matplotlib.image.imread(BytesIO(png))[..., :3]).astype(int)
            if pixels.std() < 3 or len(np.unique(pixels @ [65536, 256, 1])) < 8:
                yield f"{cell.id}: the picture is blank"
            if pixels.shape[1] > MOST_PIXELS_WIDE:
                yield f"{cell.id}: the picture is {pixels.shape[1]} pixels wide"
        if pictures:
            after = lesson.cells[index + 1] if index + 1 < len(lesson.cells) else None
            caption = rf"\*Figure {lesson.number}\.{expected}\. [^*]+"
            if after is None or not re.match(caption, after.source):
                yield f"{cell.id}: no caption Figure {lesson.number}.{expected} after its picture"
            expected += 1


def errors_are_short(lesson):
    """Live as stored, because the first code cell sees to it."""
    if lesson.is_lesson and not lesson.code[0].source.endswith("\nshorten_tracebacks()"):
        yield f"{lesson.code[0].id}: it does not end with shorten_tracebacks()"


def coming_back_is_told(lesson):
    """Another day a kernel knows nothing, not even `check`: that is said at *Your turn*."""
    told = "another day, or meet a `NameError`, choose *Run → Run All Above Selected Cell*."
    for cell in lesson.prose:
        if cell.source.startswith("## Your turn") and told not in " ".join(cell.source.split()):
            yield f"{cell.id}: it does not say: {told}"


def outputs_are_stored_in_order(lesson):
    """Every code cell was run, from 1 to n, and what prints or draws has something to show."""
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the execution counts are {counts}"
    for cell in lesson.code:
        if re.search(r"^(print\(|plt\.show\(\))", cell.source, re.MULTILINE) and not cell.outputs:
            yield f"{cell.id}: it prints or draws, but no output is stored"


def errors_are_meant(lesson):
    """An error stands where the tag announces one, and nowhere else."""
    for cell in lesson.code:
        failed = any(output.output_type == "error" for output in cell.outputs)
        if failed != ("raises-exception" in lessons.tags(cell)):
            yield f"{cell.id}: {'an error without' if failed else 'no error in spite of'} the tag"


_UNWANTED = {
    "a path": r"(?<![\w.:/])/(?:home|root|tmp|Users|usr|work|opt|var|mnt)/\w|[A-Z]:\\\\?\w",
    "an address in memory": r"\b0x[0-9a-fA-F]{6,}",
    "a warning": r"Warning\b|\bwarnings?\.warn|\bWARNING\b",
    "a bare object": r"<(?:\w+\.)+\w+(?: object)? at |^<(?:keras|Axes|matplotlib)",
    "a progress bar": r"━+ *\d*s|\r|\d+/\d+ \[?=|\bETA\b|\d+it/s",
}
# Keras's own display of a training: its bar, and the line that it writes for each epoch.
_KERAS = r"^Epoch \d+/\d+$|^.*\d+/\d+.* \d+[mu]?s/step.*$"


def outputs_hold_nothing_of_this_machine(lesson):
    """No path, address, warning, object or timing but Keras's own: a speed is said as a ratio."""
    for cell in lesson.code:
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                yield f"{cell.id}: something was written to stderr"
            text = re.sub(_KERAS, "", lessons.text_of(output), flags=re.MULTILINE)
            for what, pattern in _UNWANTED.items():
                if found := re.search(pattern, text, re.MULTILINE):
                    yield f"{cell.id}: {what} in its output: {found[0]!r}"
            if found := re.search(lessons.TIME, text):
                yield f"{cell.id}: a timing in its output: {found[0]!r}"


def most_outputs_are_compared(lesson):
    """At most a quarter of the cells with outputs keep them from being compared."""
    with_outputs = [cell for cell in lesson.code if cell.outputs]
    ignored = [
        cell
        for cell in with_outputs
        if "nbval-ignore-output" in lessons.tags(cell) or "NBVAL" in cell.source
    ]
    if len(ignored) > MOST_IGNORED * len(with_outputs):
        yield f"{len(ignored)} of {len(with_outputs)} outputs are ignored"


def no_output_goes_unheld(lesson):
    """A claim stands behind each output and each picture that is not compared, and no orphan."""
    blocks = lesson.claims
    ids = {cell.id for cell in lesson.code}
    for orphan in blocks.keys() - ids:
        yield f"{orphan}: claims on a cell that is not there"
    for id, source in blocks.items():
        if not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(source))):
            yield f"{id}: a block that claims nothing"
    compared = pictures.comparable(lesson.cells)
    for cell in lesson.code:
        ignored = "nbval-ignore-output" in lessons.tags(cell)
        if (ignored or (pngs(cell) and cell.id not in compared)) and cell.id not in blocks:
            yield f"{cell.id}: its output is not compared, and no claim stands behind it"


def assertions_teach(lesson):
    """At most five, each an equality that stands by itself: other proof is a claim."""
    found = 0
    for cell in lesson.code:
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Assert):
                continue
            found += 1
            signs = {type(op) for n in ast.walk(node) if isinstance(n, ast.Compare) for op in n.ops}
            if signs & {ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.NotEq}:
                yield f"{cell.id}: an assertion that is no equality: {ast.unparse(node)}"
        for branch in (n for n in ast.walk(tree) if isinstance(n, ast.If)):
            if any(isinstance(n, ast.Assert) for n in ast.walk(branch)):
                yield f"{cell.id}: an assertion in a branch"
    if found > MOST_ASSERTIONS:
        yield f"{found} assertions"


_TEST_LABELS = {"y_test", "test_labels"}
_PREPARING = {"len", "print", "to_categorical"}


def _judges(source):
    """Whether code compares answers with the test labels: more of them than a picture shows."""
    tree = ast.parse(source)
    seen = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) or (isinstance(node, ast.Subscript) and _few(node.slice))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in _PREPARING:
            seen |= set(node.args)
    return any(
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _TEST_LABELS
        for node in ast.walk(tree)
        if node not in seen
    )


def _few(place):
    """Whether a place is one sample, or a slice of at most ten, in plain numbers."""
    if not isinstance(place, ast.Slice):
        return isinstance(place, ast.Constant)
    ends = (place.lower or ast.Constant(0), place.upper)
    return all(isinstance(e, ast.Constant) for e in ends) and ends[1].value - ends[0].value <= 10


def _called(call):
    return getattr(call.func, "attr", getattr(call.func, "id", None))


def the_test_set_judges_once_and_nothing_is_trained_after_it(lesson):
    """From lesson 7 on: what is chosen is chosen by digits that were held back.

    Lesson 7 follows a recipe that was fixed beforehand, so it may go on when it has judged it.
    """
    judging = [cell for cell in lesson.code if _judges(cell.source)]
    judging = [c for c in judging if not c.id.startswith("exercise-")] * (lesson.number >= 7)
    for cell in judging[1:]:
        yield f"{cell.id}: the test set has judged already, in {judging[0].id}"
    for cell in lesson.code[lesson.code.index(judging[0]) + 1 :] if judging else []:
        if ".fit(" in cell.source and lesson.number > 7 and not cell.id.startswith("exercise-"):
            yield f"{cell.id}: it trains after the test set has judged, in {judging[0].id}"


def detours_are_few_and_collapsed(lesson):
    """At most two, and JupyterLab shows them closed: who steps through passes them by."""
    detours = [cell for cell in lesson.prose if lessons.is_detour(cell)]
    if len(detours) > MOST_DETOURS:
        yield f"{len(detours)} detours"
    for cell in lesson.cells:
        collapsed = {k: v for k, v in cell.metadata.items() if k != "tags"}
        if collapsed != (lessons.COLLAPSED if cell in detours else {}):
            yield f"{cell.id}: only a detour is collapsed, and each is; metadata {collapsed}"


def metadata_is_bare(lesson):
    """Ids are words and unique, tags are known, and nothing else clings to a cell."""
    if lesson.notebook.metadata != lessons.METADATA:
        yield f"the notebook's metadata is {lesson.notebook.metadata}"
    if (lesson.notebook.nbformat, lesson.notebook.nbformat_minor) != (4, 5):
        yield "the notebook's format is not 4.5"
    ids = [cell.id for cell in lesson.cells]
    for cell in lesson.cells:
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", cell.id) or re.fullmatch(
            r"[0-9a-f]{8}", cell.id
        ):
            yield f"{cell.id}: not an id in words"
        if ids.count(cell.id) > 1:
            yield f"{cell.id}: an id used twice"
        if set(cell.metadata) - {"tags", *lessons.COLLAPSED} or not lessons.tags(cell) <= TAGS:
            yield f"{cell.id}: metadata {dict(cell.metadata)}"
        if "timing" in lessons.tags(cell) and "nbval-ignore-output" not in lessons.tags(cell):
            yield f"{cell.id}: a timing that would be compared"
        for output in cell.get("outputs", []):
            if output.get("metadata"):
                yield f"{cell.id}: metadata on an output"


def the_file_is_small(lesson):
    """Under a megabyte."""
    size = len(lesson.text.encode())
    if size >= MOST_BYTES:
        yield f"{size / 1e6:.1f} MB"


def the_form_is_that_of_make_refresh(lesson):
    """Byte for byte what nbformat writes: nobody edited the JSON by hand."""
    if lesson.text != nbformat.writes(lesson.notebook) + "\n":
        yield "the file is not as nbformat writes it: run make refresh"


def code_is_plain_python(lesson):
    """No magics, and helpers before Keras, which it silences."""
    for cell in lesson.code:
        if re.search(r"^\s*[%!]", cell.source, re.MULTILINE):
            yield f"{cell.id}: a magic or a shell command"
    source = "\n".join(cell.source for cell in lesson.code)
    keras = re.search(r"^(import|from) (keras|tensorflow)", source, re.MULTILINE)
    helpers = re.search(r"^(import|from) helpers", source, re.MULTILINE)
    if keras and (helpers is None or helpers.start() > keras.start()):
        yield "Keras is imported before helpers"
    if keras and lesson.number in (1, 2, 3):
        yield "lessons 1 to 3 do without Keras"


RULES = [
    starts_with_promise_objectives_needs_time_and_links,
    ends_with_what_was_learnt_reading_and_the_next_lesson,
    headings_go_down_one_level_at_a_time,
    no_line_begins_a_list_by_chance,
    every_step_is_said_before_it_is_shown,
    links_resolve,
    pictures_are_real_and_have_captions,
    outputs_are_stored_in_order,
    errors_are_meant,
    errors_are_short,
    coming_back_is_told,
    outputs_hold_nothing_of_this_machine,
    most_outputs_are_compared,
    no_output_goes_unheld,
    assertions_teach,
    the_test_set_judges_once_and_nothing_is_trained_after_it,
    detours_are_few_and_collapsed,
    metadata_is_bare,
    the_file_is_small,
    the_form_is_that_of_make_refresh,
    code_is_plain_python,
]
