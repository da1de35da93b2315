"""Run a lesson, and from each cell on once more with every mutant of that cell.

A process of its own, which `judge` starts. Before each cell it forks for every mutant of that
cell, so that a mutant runs from there to the end or to where it is caught, and nothing runs twice.
A fork has one thread alone: from where a lesson has more, or TensorFlow, which is about to, its
mutants are forked from the last cell before. The cells run in IPython without a kernel, with the
outputs that a kernel would have sent; nbval's own functions compare them.
"""

import contextlib
import io
import sys
import tempfile
import time
from types import SimpleNamespace

import nbformat
import psutil
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbval import plugin as nbval
from traitlets import Type
from traitlets.config import Config

from tools import lessons, pictures
from tools.mutants.forks import (
    CAUGHT,
    GRACE,
    OUT_OF_TIME,
    PATIENCE,
    SURVIVED,
    WITHOUT_EFFECT,
    in_fork,
    serve,
    verdicts,
)

WIDGET = "application/vnd.jupyter.widget-view+json"
# As nbval's IPyNbFile has it where outputs are compared without nbdime; a test holds them together.
NOT_COMPARED = (
    *("metadata", "traceback", "prompt_number", "output_type", "name", "execution_count"),
    *(WIDGET, "image/png", "image/jpeg"),
)


def judge(path, mutants, full, grace=GRACE):
    """Say of each mutant of a lesson what became of it.

    Parameters
    ----------
    path : Path
        The lesson's notebook.
    mutants : list of (str, str)
        The id of a cell, and its source with the mistake in it, in the order of the cells.
    full : bool
        Whether the digits are the full MNIST, on which the cells tagged `full-mnist` are compared.
    grace : float
        Seconds; a mutant that takes so much longer than it should has been caught.

    Yields
    ------
    (str, str)
        The verdict, and the cell in which it was caught, with how, or in which it shows first.

    Raises
    ------
    RuntimeError
        If the lesson fails without a mutant.
    """
    job = {"path": str(path), "mutants": mutants, "full": full, "grace": grace}
    backend = "module://matplotlib_inline.backend_inline"
    with tempfile.TemporaryDirectory() as data:
        yield from verdicts(__name__, job, path.parent, MPLBACKEND=backend, COURSE_DATA=data)


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, *, update=False, **_):
        if not update:  # nbval looks at the first version alone
            self.shell.outputs.append(nbformat.v4.new_output("display_data", data=data))

    def clear_output(self, wait=False):
        """Nothing: nbval passes it over."""


class _Hook(DisplayHook):
    def write_output_prompt(self):
        """Nothing: there is no prompt."""

    def write_format_data(self, format_dict, md_dict=None):
        self.shell.outputs.append(nbformat.v4.new_output("execute_result", data=format_dict))


class ZMQInteractiveShell(InteractiveShell):
    """IPython as a kernel has it; `run` returns what a cell puts out, as nbformat has it.

    It has the name of the kernel's own: by that name rich tells a notebook from a terminal.
    """

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)

    def run(self, source):
        """Run a cell and return its outputs; an error is one of them."""
        self.outputs = []
        streams = {"stdout": io.StringIO(), "stderr": io.StringIO()}
        with (
            contextlib.redirect_stdout(streams["stdout"]),
            contextlib.redirect_stderr(streams["stderr"]),
        ):
            self.run_cell(source, store_history=True)
        for name, stream in streams.items():
            if text := stream.getvalue():
                self.outputs.append(nbformat.v4.new_output("stream", name=name, text=text))
        return nbval.coalesce_streams(self.outputs)

    def _showtraceback(self, etype, evalue, stb):
        self.outputs.append(
            nbformat.v4.new_output("error", ename=etype.__name__, evalue=str(evalue))
        )


def fault(cell, outputs, full, with_pictures):
    """What the suite finds wrong with these outputs of a cell, in a few words; or None.

    `with_pictures` says whether it compares pictures here, which nbval does not.
    """
    options = dict(nbval.find_metadata_tags(cell.metadata))
    errors = [output.ename for output in outputs if output.output_type == "error"]
    if errors and not options.get("check_exception"):
        return errors[0]
    if not options.get("check", True) or ("full-mnist" in lessons.tags(cell) and not full):
        return None
    comparison = object.__new__(_Comparison)
    if not comparison.compare_outputs(outputs, nbval.coalesce_streams(cell.outputs)):
        return "another output"
    if with_pictures and pictures.difference(cell.outputs, outputs):
        return "another picture"
    return None


class _Comparison(nbval.IPyNbCell):
    """What compares a cell's outputs in nbval, without pytest, which alone can make one."""

    parent = SimpleNamespace(skip_compare=NOT_COMPARED, sanitize_patterns={})
    colors = nbval.nocolors

    def format_output_compare(self, *_):
        """Nothing: whether they differ is enough."""


def seen(cell, outputs):
    """What a learner sees of these outputs, pictures and all, to be compared."""
    if "timing" in lessons.tags(cell):  # differs from run to run
        return []
    return [
        [
            output.get("text"),
            output.get("evalue"),
            {kind: data for kind, data in output.get("data", {}).items() if kind != WIDGET},
        ]
        for output in outputs
    ]


class Stage:
    """A lesson that is played from its top, and can be played on with a mutant from any cell."""

    def __init__(self, path, full, grace):
        notebook = nbformat.read(path, as_version=4)
        self.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.full, self.grace = full, grace
        compared = full and pictures.COMPARED_HERE
        self.with_pictures = pictures.comparable(self.cells) if compared else set()
        self.at = 0  # the cell that comes next
        self.shell = ZMQInteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
        self.seen, self.seconds, self.forkable = zip(*in_fork(self.rehearse), strict=True)

    def rehearse(self):
        """Play the lesson as it is: for each cell what is seen, its seconds, and may it fork."""
        played = []
        for cell in self.cells:
            start = time.perf_counter()
            outputs = self.shell.run(cell.source)
            seconds = time.perf_counter() - start
            if found := self.fault(cell, outputs):
                raise RuntimeError(f"{cell.id}, with no mutant in it: {found}, {outputs}")
            alone = psutil.Process().num_threads() == 1 and "tensorflow" not in sys.modules
            played.append((seen(cell, outputs), seconds, alone))
        return played

    def fault(self, cell, outputs):
        """What the suite finds wrong with these outputs, as the function `fault` says it."""
        return fault(cell, outputs, self.full, cell.id in self.with_pictures)

    def play_to(self, index):
        """Play up to this cell, or as far as can still be forked."""
        while self.at < index and self.forkable[self.at]:
            self.shell.run(self.cells[self.at].source)
            self.at += 1

    def verdict(self, id, source):
        """What becomes of the lesson with this source in the cell `id`, and what tells so."""
        index = [cell.id for cell in self.cells].index(id)
        self.play_to(index)
        limit = PATIENCE * sum(self.seconds[self.at :]) + self.grace
        return in_fork(lambda: self.play_on(index, source), limit) or (CAUGHT, OUT_OF_TIME)

    def play_on(self, mutated, source):
        """Play the rest with the mutant in it, until it is caught."""
        different = None
        for index in range(self.at, len(self.cells)):
            cell = self.cells[index]
            outputs = self.shell.run(source if index == mutated else cell.source)
            if found := self.fault(cell, outputs):
                return CAUGHT, f"{cell.id}: {found}"
            if different is None and seen(cell, outputs) != self.seen[index]:
                different = cell.id
        return (WITHOUT_EFFECT, "") if different is None else (SURVIVED, different)


def judge_here(path, mutants, full, grace):
    """Judge the mutants in this process, which `judge` has started."""
    stage = Stage(path, full, grace)
    for id, source in mutants:
        yield stage.verdict(id, source)


if __name__ == "__main__":
    serve(judge_here)
