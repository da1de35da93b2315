"""The lessons as files: find them, run them in a fresh kernel, bring them into one form.

The tests, `make refresh` and `make bench` all stand on this module, so that they mean the same
by "run a lesson".
"""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"

METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
COLLAPSED = {"jp-MarkdownHeadingCollapsed": True}  # of the cell with a detour's heading
NUMBER = r"[\d.]+"
TIME = r"\b\d+(?:\.\d+)?\s?(?:ms|µs|us|ns|s|sec|seconds?|minutes?)(?:/step)?\b"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def paths():
    """All lessons, in the order of the course."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def read(path):
    """The notebook at `path`, as nbformat has it."""
    return nbformat.read(path, as_version=4)


def tags(cell):
    """The tags of a cell, as a set."""
    return set(cell.metadata.get("tags", []))


def text_of(output):
    """What an output says in words, pictures left out."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return "\n".join([output.evalue, *output.traceback])
    return "\n".join(str(v) for kind, v in output.data.items() if not kind.startswith("image/"))


def errors_in(outputs):
    """What the errors among outputs show, whatever their colours and the counts of their cells."""
    errors = [output for output in outputs if output.output_type == "error"]
    return [re.sub(r"In\[\d+\]", "In[ ]", _ANSI.sub("", text_of(error))) for error in errors]


def headings(markdown):
    """The headings of a markdown text as pairs of level and title; code blocks are passed over."""
    prose = re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return [(len(m[1]), m[2]) for m in re.finditer(r"^(#+) +(.+?)\s*$", prose, re.MULTILINE)]


def is_detour(cell):
    """Whether a detour begins with this cell: a section that no later one leans on."""
    return cell.cell_type == "markdown" and bool(re.match(r"#+ Detour: ", cell.source))


def core(cells):
    """The cells that every learner needs: all but the detours, each up to the next section."""
    detour = None  # the level of its heading, within a detour
    for cell in cells:
        for level, _ in headings(cell.source)[:1] if cell.cell_type == "markdown" else []:
            if detour is None or level <= detour:
                detour = level if is_detour(cell) else None
        if detour is None:
            yield cell


@dataclass
class Run:
    """What running a lesson took: seconds of each code cell by its id, and bytes at the peak.

    `first_output` is in seconds from the start of the kernel; 0 where there is no output.
    """

    seconds: dict = field(default_factory=dict)
    first_output: float = 0.0
    peak_memory: int = 0

    @property
    def slowest(self):
        """The slowest cell's id and its seconds; a dash and 0 where there is no code."""
        return max(self.seconds.items(), key=lambda item: item[1], default=("-", 0.0))


def run(notebook, cwd=NOTEBOOKS, then=""):
    """Run a notebook's cells in a fresh kernel, in place, and say what it took.

    `then` is code to run in the same kernel behind the last cell; the notebook does not keep it.
    A cell that fails stops the run with nbclient's `CellExecutionError`, unless it is tagged
    `raises-exception`.
    """
    result = Run()
    starts = {}
    begin = time.perf_counter()

    class Client(NotebookClient):
        def output(self, outs, msg, display_id, cell_index):
            result.first_output = result.first_output or time.perf_counter() - begin
            return super().output(outs, msg, display_id, cell_index)

    client = Client(
        notebook,
        timeout=600,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],  # not that its ports are open to this machine
        resources={"metadata": {"path": str(cwd)}},
        coalesce_streams=True,
        on_cell_execute=lambda cell, cell_index: starts.update({cell.id: time.perf_counter()}),
        on_cell_executed=lambda cell, cell_index, execute_reply: result.seconds.update(
            {cell.id: time.perf_counter() - starts[cell.id]}
        ),
    )
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        result.peak_memory = _peak_memory(client.km.provisioner.pid)
        if then:
            notebook.cells.append(nbformat.v4.new_code_cell(then))
            client.execute_cell(notebook.cells[-1], len(notebook.cells) - 1)
            notebook.cells.pop()
    return result


def _peak_memory(pid):
    """The most resident memory a process has had: on Linux and Windows; elsewhere, what it has."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) * 1024
    info = psutil.Process(pid).memory_info()
    return getattr(info, "peak_wset", info.rss)


def normalise(notebook, before=None):
    """Bring a notebook that has been run into the one form that is stored, in place.

    Bare metadata, counts from 1 to n, nothing of this machine. A cell keeps the output it had in
    `before` if only the times in it have changed, and one tagged `timing` if only its numbers have:
    these differ from run to run, and a file that changes without a reason hides the changes that
    have one.
    """
    notebook.metadata = nbformat.from_dict(METADATA)
    stored = {} if before is None else {cell.id: cell for cell in before.cells}
    count = 0
    for cell in notebook.cells:
        kept = {"tags": sorted(tags(cell))} if tags(cell) else {}
        cell.metadata = nbformat.from_dict(kept | (COLLAPSED if is_detour(cell) else {}))
        if cell.cell_type != "code":
            continue
        count += 1
        earlier = stored.get(cell.id)
        measured = NUMBER if "timing" in tags(cell) else TIME
        if earlier and _wording(earlier, measured) == _wording(cell, measured):
            cell.outputs = earlier.outputs
        cell.execution_count = count
        for output in cell.outputs:
            _normalise_output(output, count)
    return notebook


def _wording(cell, measured):
    """What the outputs of a cell say and draw, whatever the measured numbers are."""
    return [
        re.sub(measured, "0", _ANSI.sub("", text_of(output)))
        + output.get("data", {}).get("image/png", "")
        for output in cell.outputs
    ]


def _normalise_output(output, count):
    if "metadata" in output:
        output.metadata = nbformat.NotebookNode()
    if "data" in output:
        # A widget is alive only in the kernel that made it: stored, it would show as broken.
        output.data.pop("application/vnd.jupyter.widget-view+json", None)
    if output.output_type == "execute_result":
        output.execution_count = count
