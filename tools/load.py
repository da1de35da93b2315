"""What a lesson takes when several learners run it at once on one machine (Linux).

python -m tools.load 07 4                # lesson 7, four learners, one thread each
python -m tools.load 07 4 --threads 2

Each learner has a kernel of their own, as on a hub, but no server (124 MB more). Memory is counted
as PSS: what kernels share, such as TensorFlow's library, is divided among them.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from contextlib import suppress

import psutil
from nbclient import NotebookClient

from tools import lessons

MOST_LEARNERS, MOST_SECONDS = 32, 1800
HEADINGS = ("lesson", "learners", "threads", "seconds", "longest", "peak PSS, MB", "CPU, s")
THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "TF_NUM_INTEROP_THREADS",
)


async def learner(path):
    """Run a lesson in a kernel of its own; gives seconds, bytes at the peak, and CPU seconds."""
    client = NotebookClient(
        lessons.read(path),
        timeout=MOST_SECONDS,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(lessons.NOTEBOOKS)}},
    )
    async with client.async_setup_kernel():
        kernel, peaks = psutil.Process(client.km.provisioner.pid), [0]
        watching = asyncio.create_task(watch(kernel, peaks))
        begin = time.perf_counter()
        for index, cell in enumerate(client.nb.cells):
            await client.async_execute_cell(cell, index)
        seconds, cpu = time.perf_counter() - begin, kernel.cpu_times()
        watching.cancel()
        return seconds, max(peaks), cpu.user + cpu.system


async def watch(kernel, peaks):
    """Note what memory a kernel has, twice a second."""
    with suppress(psutil.NoSuchProcess):
        while True:
            peaks.append(kernel.memory_full_info().pss)
            await asyncio.sleep(0.5)


async def together(path, learners):
    """Run the lesson for so many learners, who all begin at once."""
    runs = (learner(path) for _ in range(learners))
    return await asyncio.wait_for(asyncio.gather(*runs), MOST_SECONDS)


def main(arguments=None):
    """Print a Markdown table: the medians over all learners, and the seconds of the slowest."""
    parser = argparse.ArgumentParser("python -m tools.load", description=__doc__.splitlines()[0])
    numbers = [path.name[:2] for path in lessons.paths()]
    parser.add_argument("lesson", choices=numbers, type=lambda number: number.zfill(2))
    parser.add_argument("learners", type=int, help=f"at most {MOST_LEARNERS}")
    parser.add_argument("--threads", type=int, default=1, help="for each learner")
    options = parser.parse_args(arguments)
    if not 1 <= options.learners <= MOST_LEARNERS:
        parser.error(f"{options.learners} learners are not 1 to {MOST_LEARNERS}")
    path = next(path for path in lessons.paths() if path.name.startswith(options.lesson))
    os.environ.update(dict.fromkeys(THREADS, str(options.threads)))
    with tempfile.TemporaryDirectory() as own:
        os.environ["COURSE_DATA"] = own
        runs = asyncio.run(together(path, options.learners))
    seconds, memory, cpu = zip(*runs, strict=True)
    row = (options.lesson, options.learners, options.threads)
    row += (f"{statistics.median(seconds):.1f}", f"{max(seconds):.1f}")
    row += (f"{statistics.median(memory) / 1e6:.0f}", f"{statistics.median(cpu):.1f}")
    for line in (HEADINGS, ["---:"] * len(HEADINGS), row):
        print("|", " | ".join(map(str, line)), "|")


if __name__ == "__main__":
    main()
