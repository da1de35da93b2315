"""Judge mutants in a process of their own, which forks for each: what is loaded is loaded once."""

import json
import os
import signal
import subprocess
import sys
import traceback

from tools.lessons import ROOT

CAUGHT, SURVIVED, WITHOUT_EFFECT = "caught", "survived", "without effect"
OUT_OF_TIME = "ended by the time limit, or died"
# A mutant may take so many times as long as the code without it, and so many seconds more.
PATIENCE, GRACE = 5, 20


def verdicts(program, job, cwd, **environment):
    """Start a module of this package as a program on a job, and yield its verdicts as they come.

    Each is a pair: `CAUGHT`, `SURVIVED` or `WITHOUT_EFFECT`, and what showed it. The program says
    on stderr why it fails, which is a RuntimeError here.
    """
    # A process with a second thread cannot be forked.
    always = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", program],
        cwd=cwd,
        env=os.environ | always | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        json.dump(job, process.stdin)
        process.stdin.close()
        for line in process.stdout:
            yield tuple(json.loads(line))
    if process.returncode:
        raise RuntimeError("The mutants could not be judged; the reason stands above.")


def serve(judge):
    """The program's side: call `judge` on the job, and hand on the verdicts that it yields."""
    job = json.load(sys.stdin)
    results = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what else is printed is no verdict
    for verdict in judge(**job):
        print(json.dumps(verdict), file=results, flush=True)


def in_fork(function, limit=0):
    """What `function` returns in a fork, as JSON has it; None where a signal ended the fork.

    `limit` is in seconds, 0 for none. Where the function raises, this process exits as well.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        code = 1
        try:
            signal.setitimer(signal.ITIMER_REAL, limit)  # by default, its signal ends the process
            with os.fdopen(write, "w") as pipe:
                json.dump(function(), pipe)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    if os.WEXITSTATUS(status):
        sys.exit("A fork ended with an error.")
    return json.loads(text)
