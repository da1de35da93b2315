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


def run(notebook, cwd=NOTEBOOKS):
    """Run a notebook's cells in a fresh kernel, in place, and say what it took.

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
        cell.metadata = nbformat.from_dict({"tags": sorted(tags(cell))} if tags(cell) else {})
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
    if output.output_type == "error":
        # The learner reads the frames of their own cells; those inside a library name paths of
        # the machine on which the lesson was run.
        output.traceback = [
            frame for frame in output.traceback if not _ANSI.sub("", frame).startswith("File ")
        ]
