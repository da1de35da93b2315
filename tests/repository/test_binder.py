"""Binder: the build that repo2docker would run is rendered, and then replayed without Docker."""

import os
import re
import subprocess
import sys

import pytest

from tests.repository.files import copy_of_the_course
from tests.repository.lab import is_as_a_learner_should_meet_it, running
from tools import lessons

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="repo2docker wants a Unix")
BINDER = lessons.ROOT / "binder"


@pytest.fixture(scope="module")
def dockerfile():
    """The build as repo2docker renders it."""
    command = [
        sys.executable, "-m", "repo2docker", "--no-build", "--debug",
        "--user-id=1000", "--user-name=jovyan", str(lessons.ROOT),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def steps(dockerfile):
    """The RUN lines that come from binder/, in their order."""
    return re.findall(r"^RUN (.*(?:binder/requirements|\./binder/).*)$", dockerfile, re.MULTILINE)


def test_the_build_has_the_python_that_is_asked_for(dockerfile):
    wanted = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")
    assert re.search(rf"environment\S*py-2d{wanted.replace('.', '-2e')}", dockerfile)


def test_the_build_installs_the_lock_then_runs_post_build_then_sets_the_start(dockerfile):
    install, post_build = steps(dockerfile)
    assert install.endswith('/bin/pip install --no-cache-dir -r "binder/requirements.txt"')
    assert post_build == "./binder/postBuild"
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    assert copied < dockerfile.index(install) < dockerfile.index("RUN ./binder/postBuild")
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile
    lines = (BINDER / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["-r ../requirements.txt"]


def test_the_scripts_can_be_run():
    for name in ("postBuild", "start"):
        assert os.access(BINDER / name, os.X_OK)
        assert (BINDER / name).read_text().startswith("#!/bin/bash\n")


@pytest.mark.parametrize(
    ("limit", "threads"), [(None, "2"), ("1.0", "1"), ("0.5", "1"), ("4", "4"), ("", "2")]
)
def test_start_uses_as_many_threads_as_the_container_may(limit, threads):
    environment = {"PATH": os.environ["PATH"]} | ({"CPU_LIMIT": limit} if limit is not None else {})
    command = [BINDER / "start", "sh", "-c", "echo $OMP_NUM_THREADS $TF_NUM_INTRAOP_THREADS"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [threads, threads]


def test_start_hands_over_to_the_command_and_its_exit_code():
    done = subprocess.run(
        [BINDER / "start", "sh", "-c", 'echo "a  b"; exit 7'], capture_output=True
    )
    assert (done.stdout, done.returncode) == (b"a  b\n", 7)


@pytest.fixture(scope="module")
def image(tmp_path_factory, dockerfile):
    """What the build leaves behind: the repository and its environment.

    uv stands in for pip (the same lock, minutes sooner), a venv for conda's environment, and the
    Python that Binder would use is taken where it is installed.
    """
    root = tmp_path_factory.mktemp("image")
    repository, prefix = copy_of_the_course(root / "home"), root / "env"
    uv = [sys.executable, "-m", "uv"]
    wanted = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")
    here = subprocess.run([*uv, "python", "find", wanted], capture_output=True, text=True)
    python = here.stdout.strip() if here.returncode == 0 else sys.executable
    subprocess.run([*uv, "venv", "--quiet", "--seed", f"--python={python}", prefix], check=True)

    cache = subprocess.run([*uv, "cache", "dir"], capture_output=True, text=True, check=True)
    foreign = ("PYTHON", "JUPYTER", "VIRTUAL")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(foreign)} | {
        "PATH": f"{prefix}/bin:{os.environ['PATH']}",
        "HOME": str(repository),
        "REPO_DIR": str(repository),
        "UV_CACHE_DIR": cache.stdout.strip(),
    }
    install, post_build = steps(dockerfile)
    install = install.replace(
        "${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir",
        f"{sys.executable} -m uv pip install --quiet --python={prefix}",
    )
    for step in (install, post_build):
        done = subprocess.run(
            ["bash", "-c", step], cwd=repository, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{step}\n{done.stdout}\n{done.stderr}"
    return repository, environment


def test_the_packages_are_found_from_any_folder_and_no_tool_of_the_tests_is(image):
    repository, environment = image
    code = (
        "import exercises, helpers, widgets, importlib.util as u;"
        "print(*(p.__file__ for p in (helpers, exercises, widgets)), u.find_spec('pytest'))"
    )
    done = subprocess.run(
        ["python", "-c", code], cwd="/", env=environment, capture_output=True, text=True, check=True
    )
    packages = [repository / name / "__init__.py" for name in ("helpers", "exercises", "widgets")]
    assert done.stdout.split() == [*map(str, packages), "None"]


def test_the_server_starts_and_is_as_a_learner_should_meet_it(image):
    repository, environment = image
    command = [repository / "binder" / "start", "jupyter", "lab", "--no-browser", "--port=0"]
    command += ["--allow-root"] * (os.geteuid() == 0)  # in the image one is jovyan
    with running(command, cwd=repository, env=environment) as address:
        is_as_a_learner_should_meet_it(address)
