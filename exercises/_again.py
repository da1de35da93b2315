"""Judge the answers in a notebook anew, in a process of its own: what `report --again` does.

The process is started anew without the cell that ended it. It works in an empty folder, from which
Python lets it write nowhere else, start no program and reach no network. That holds back slips, not
malice: whoever runs learners' code does so where there is nothing to lose.
"""

import ast
import builtins
import faulthandler
import json
import linecache
import os
import re
import subprocess  # noqa: TID251  (a teacher runs this, not a learner)
import symtable
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import exercises
from exercises._lesson import code_of_lesson
from exercises._verdict import OPEN, RIGHT, WRONG

SECONDS = 60  # for an answer's cell and its check; the exercises ask for five
SECONDS_FOR_CELLS_ABOVE = 600  # where it needs what those have worked out
BYTES = {"RLIMIT_DATA": 4 * 10**9, "RLIMIT_FSIZE": 10**8}  # in memory, and in a file
CHECK = re.compile(r'\bcheck\(\s*["\'](\d+\.\d+)["\']')
KEPT = ("PATH", "SYSTEMROOT", "LANG", "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")


def judged_again(cells):
    """Run the code cells of a notebook that check an answer, each within `SECONDS`.

    Before an answer come the definitions above it, the course's and the notebook's, and where it
    needs a name that they do not give, all cells above it.

    Returns
    -------
    list of (exercise, state)
        A state is `RIGHT`, `WRONG` or `OPEN`; wrong is also what ends the process.
    """
    numbers = sorted({int(id.partition(".")[0]) for cell in cells for id in CHECK.findall(cell)})
    lesson = [source for number in numbers for source in code_of_lesson(number)]
    ended_by = []
    while True:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            scratch = os.path.realpath(scratch)
            own = dict.fromkeys(("HOME", "USERPROFILE", "COURSE_DATA", "TMPDIR", "TEMP"), scratch)
            own |= {name: os.environ[name] for name in KEPT if name in os.environ}
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-B", "-m", __name__],
                input=json.dumps([lesson, cells, ended_by, SECONDS]).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=scratch,
                env=own | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        try:
            said = [json.loads(line) for line in done.stdout.splitlines()]
        except ValueError:  # something else than `_main` has written there
            return []
        cell = [line for line in said if isinstance(line, int)][-1:]
        if not cell or said[-1] == "end":
            break
        ended_by += cell
    found = [tuple(pair) for line in said if isinstance(line, list) for pair in line]
    return found + [(id, WRONG) for cell in ended_by for id in CHECK.findall(cells[cell])]


def _main():
    """Read from stdin what to run, and write to what was stdout how it stands, a line a cell."""
    lesson, cells, passed_over, seconds = json.load(sys.stdin)
    out, nowhere = os.fdopen(os.dup(1), "w"), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what an answer prints is no verdict
    found, judge = [], exercises.verdict

    def judge_and_note(exercise, answer, seed=None):
        result = judge(exercise, answer)
        found.append((exercise.id, result.state if result.state in (OPEN, RIGHT) else WRONG))
        return result

    def say(what):
        print(json.dumps(what), file=out, flush=True)

    def end_after(seconds):
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)

    exercises.verdict = judge_and_note
    _hold_back(os.getcwd())
    names, run = {"__name__": "__main__"}, 0  # so many cells have run whole
    bound = {name for cell in cells for name in _names(cell)[1]}
    for source in lesson:
        _run(_definitions(source), names)
    for number, source in enumerate(cells):
        if number in passed_over:
            continue
        ids = CHECK.findall(source)
        say(number)
        if ids and (_names(source)[0] - names.keys()) & bound:
            end_after(SECONDS_FOR_CELLS_ABOVE)
            for above in cells[run:number]:
                _run("" if CHECK.search(above) else above, names)
            run = number
        end_after(seconds)
        _run(source if ids else _definitions(source), names)
        say(found or [(id, WRONG) for id in ids])
        found.clear()
    say("end")
    out.close()
    os._exit(0)  # whatever threads an answer has left


def _python(source):
    """A cell as Python alone knows it, without the lines that only a notebook does."""
    with suppress(SyntaxError):
        return ast.parse(source) and source
    return re.sub(r"^\s*[%!].*", "", source, flags=re.M)


def _run(source, names):
    """Run a cell, whatever comes of it; an error can be traced to its lines, as in a notebook."""
    source, file = _python(source), f"<cell {len(linecache.cache)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    with suppress(BaseException):
        exec(compile(source, file, "exec"), names)


def _definitions(source):
    """What of a cell imports or defines something, and so takes no time."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    with suppress(SyntaxError):
        return "\n".join(
            ast.unparse(node) for node in ast.parse(_python(source)).body if isinstance(node, kinds)
        )
    return ""


def _names(source):
    """The names that a cell takes from elsewhere, and those that it binds itself."""
    with suppress(SyntaxError):
        top = symtable.symtable(_python(source), "<cell>", "exec")
        taken = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
        bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
        tables = top.get_children()
        while tables:
            table = tables.pop()
            tables += table.get_children()
            taken |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
        return taken - bound - vars(builtins).keys(), bound
    return set(), set()


_CHANGES = {"os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
_CHANGES |= {"os.symlink", "os.truncate", "os.utime", "shutil.rmtree", "shutil.move"}
_REACHES = {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg"}
_REACHES |= {"os.posix_spawn", "os.spawn", "os.startfile", "os.system", "socket.bind"}
_REACHES |= {"socket.connect", "socket.sendto"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _hold_back(folder):
    """From here on, let Python change files in this folder alone, and take so much and no more."""
    if sys.platform == "linux":
        import resource

        for name, most in BYTES.items():
            resource.setrlimit(getattr(resource, name), (most, most))

    def is_outside(path):
        path = os.fsdecode(path)
        return path != os.devnull and not Path(os.path.realpath(path)).is_relative_to(folder)

    def hook(event, arguments):
        if event in _REACHES:
            raise PermissionError(f"an answer may not do this: {event}")
        paths = arguments[:1] if event == "open" and arguments[2] & _WRITES else ()
        for path in arguments if event in _CHANGES else paths:
            if isinstance(path, str | bytes | os.PathLike) and is_outside(path):
                raise PermissionError(f"an answer may not change this: {os.fsdecode(path)}")

    sys.addaudithook(hook)


if __name__ == "__main__":
    _main()
