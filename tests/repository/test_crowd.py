"""Lessons pass where several learners share few processors, with as many threads as they like."""

import os
import subprocess
import sys

import pytest

from tools import lessons

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS")


@pytest.mark.crowd
@pytest.mark.parametrize(("number", "learners"), [(2, 6), (7, 2)])
def test_a_lesson_passes_for_several_learners_at_once(number, learners):
    command = [sys.executable, "-m", "pytest", lessons.paths()[number], "-q", "-m", "not crowd"]
    command += ["-p", "no:cacheprovider", "-p", "no:xdist"]
    own = (*THREADS, "PYTEST")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    several = [
        subprocess.Popen(
            command,
            cwd=lessons.ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(learners)
    ]
    try:
        said = [process.communicate()[0] for process in several]
    finally:
        for process in several:
            process.kill()
    for process, words in zip(several, said, strict=True):
        assert process.returncode == 0, words
