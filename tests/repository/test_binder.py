"""Binder: the build that repo2docker would run is rendered, and then replayed without Docker."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.repository.files import copy_of_the_course
from tests.repository.lab import START_PAGE, ask, is_as_a_learner_should_meet_it, running
from tools import lessons

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what it builds is a Linux")
BINDER, DEV = lessons.ROOT / "binder", "requirements-dev.txt"
ENTRYPOINT = Path(find_spec("repo2docker").origin).parent / "buildpacks" / "repo2docker-entrypoint"


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
    learners, of_the_tests, *more = [line for line in lines if not line.startswith("#")]
    assert (learners, of_the_tests) == ("-r ../requirements.txt", "-c ../requirements-dev.txt")
    assert more == ["nbgitpuller"] and "\nnbgitpuller==" in (BINDER.parent / DEV).read_text()


def test_the_scripts_can_be_run():
    for name in ("postBuild", "start"):
        assert os.access(BINDER / name, os.X_OK)
        assert (BINDER / name).read_text().startswith("#!/bin/bash\n")


@pytest.mark.parametrize(
    ("limit", "threads"), [(None, "1"), ("1.0", "1"), ("0.5", "1"), ("4", "4"), ("", "1")]
)
def test_start_uses_one_thread_or_as_many_as_the_container_may(limit, threads, started):
    more = {"CPU_LIMIT": limit} if limit is not None else {}
    done = started("echo $OMP_NUM_THREADS $TF_NUM_INTRAOP_THREADS", **more)
    assert done.stdout.split() == [threads, threads]


def test_start_hands_over_to_the_command_and_its_exit_code(started):
    done = started('echo "a  b"; exit 7')
    assert (done.stdout, done.returncode) == ("a  b\n", 7)


def test_start_shows_the_home_and_keeps_out_of_it_what_is_of_the_session_alone(started, tmp_path):
    words = "$PWD $JUPYTER_CONFIG_PATH $JUPYTER_RUNTIME_DIR $JUPYTERHUB_DEFAULT_URL"
    home, settings, runtime, page = started(f"echo {words}").stdout.split()
    assert (home, settings) == (str(tmp_path / "home"), f"{lessons.ROOT}/.jupyter")
    assert Path(runtime).parent == tmp_path and page == START_PAGE
    assert started("pwd", cwd=tmp_path / "home" / "course").stdout.strip().endswith("home/course")
    assert started(f"echo {words}", JUPYTERHUB_DEFAULT_URL="/lab").stdout.split()[-1] == "/lab"


def test_start_pulls_what_a_teacher_publishes_and_where_it_cannot_what_was_there_counts(
    started, tmp_path
):
    def git(*command, cwd):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *command]
        subprocess.run(command, cwd=cwd, check=True, capture_output=True)

    def course(of=f"file://{tmp_path}/published"):
        done = started("echo; echo $JUPYTER_CONFIG_PATH", COURSE_REPOSITORY=of)
        return Path(done.stdout.splitlines()[-1]).parent

    published, pulled = tmp_path / "published", tmp_path / "home" / ".course"
    assert course() == lessons.ROOT  # nothing is there
    (published / ".jupyter").mkdir(parents=True)
    for words in ("first", "corrected"):
        (published / ".jupyter" / "jupyter_lab_config.py").write_text(f"# {words}")
        git("init", "--quiet", "--initial-branch=main", cwd=published)
        git("add", "--all", cwd=published)
        git("commit", "--quiet", "--message=words", cwd=published)
        assert course() == pulled
        assert (pulled / ".jupyter" / "jupyter_lab_config.py").read_text() == f"# {words}"
    shutil.rmtree(published)
    assert course() == pulled
    (pulled / ".jupyter" / "jupyter_lab_config.py").unlink()  # as where the home was full
    assert course() == lessons.ROOT


def test_outside_of_the_home_the_build_lets_nobody_write_what_would_be_lost(tmp_path):
    (tmp_path / "python").symlink_to(shutil.which("true"))
    (tmp_path / "notebooks").mkdir()
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    for home, mode in ((tmp_path, 0o755), (tmp_path / "home", 0o555)):
        (tmp_path / "notebooks").chmod(0o755)
        environment["HOME"] = str(home)
        subprocess.run([BINDER / "postBuild"], cwd=tmp_path, env=environment, check=True)
        assert (tmp_path / "notebooks").stat().st_mode & 0o777 == mode
    (tmp_path / "notebooks").chmod(0o755)


CONFIG = """
import os, subprocess, sys
from traitlets.config.loader import PyFileConfigLoader

config = PyFileConfigLoader(sys.argv[1]).load_config()
print(config.LabApp.default_url)
code = "import exercises, helpers, widgets; print(exercises.__file__, helpers.__file__)"
subprocess.run([sys.executable, "-c", code], check=True, cwd="my_lessons")
"""


def test_the_packages_are_those_of_the_course_that_is_taught(tmp_path):
    taught, stale = copy_of_the_course(tmp_path / "taught"), tmp_path / "stale"
    for name in ("exercises", "helpers", "widgets"):
        (stale / name).mkdir(parents=True)
        (stale / name / "__init__.py").touch()
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CONFIG, taught / ".jupyter" / "jupyter_lab_config.py"],
        cwd=tmp_path / "home",
        env=os.environ | {"PYTHONPATH": str(stale)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    packages = [str(taught / name / "__init__.py") for name in ("exercises", "helpers")]
    assert done.stdout.split() == [START_PAGE, *packages]


@pytest.fixture
def started(tmp_path):
    """Call it with a line for the shell: what comes of it behind binder/start.

    It is called in the course, which lies outside of the home, as in an image for a hub.
    """
    (tmp_path / "home" / "course").mkdir(parents=True)

    def started(line, cwd=lessons.ROOT, **more):
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path / "home"),
            "TMPDIR": str(tmp_path),
        }
        command = [BINDER / "start", "sh", "-c", line]
        return subprocess.run(
            command, cwd=cwd, env=environment | more, capture_output=True, text=True
        )

    return started


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


FILL = "; head --bytes=1M /dev/zero > {}/mine 2> /dev/null || true"


def server(image, home, before="", log=None):
    """JupyterLab as the image starts it with this home; `before` is shell to run first."""
    repository, environment = image
    entrypoint = f"exec {sys.executable} {ENTRYPOINT} jupyter lab --no-browser --port=0"
    is_root = os.geteuid() == 0 or before != ""  # in the image one is jovyan
    entrypoint += " --allow-root" * is_root
    script = f"set -e\n{before}\ncd {repository}\n{entrypoint}"
    environment = environment | {
        "HOME": str(home),
        "R2D_ENTRYPOINT": str(repository / "binder" / "start"),
        "TMPDIR": str(repository.parent),
        "PYTHONUNBUFFERED": "1",
    }
    command = ["bash", "-c", script]
    if before:  # what it mounts is nobody else's, and gone with it
        command = ["unshare", "--mount", "--map-root-user", *command]
    return running(command, log, env=environment)


def test_where_the_home_is_the_course_the_server_is_as_a_learner_should_meet_it(image):
    repository, _ = image
    with server(image, repository) as address:
        is_as_a_learner_should_meet_it(address)
    assert (repository / "my_lessons").is_dir()
    assert not (repository / ".local" / "share" / "jupyter" / "runtime").exists()


def test_where_the_home_lies_elsewhere_the_copies_lie_in_it(image, tmp_path):
    with server(image, tmp_path) as address:
        is_as_a_learner_should_meet_it(address)
        page = "/api/contents/my_lessons/course/notebooks/when_something_goes_wrong.md"
        assert json.loads(ask(address, page))["content"].startswith("# When something goes wrong")
    assert (tmp_path / "my_lessons" / "00_start_here.ipynb").exists()


def can_mount():
    line = ["unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "none", "/mnt"]
    return shutil.which(line[0]) and subprocess.run(line, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="no disk of a test's own can be mounted here")
@pytest.mark.parametrize("sort", ["full", "full, with lessons", "read-only"])
def test_where_nothing_can_be_written_in_the_home_the_server_starts_and_says_so(
    sort, image, tmp_path
):
    home, begun, log = tmp_path / "home", tmp_path / "begun" / "my_lessons", tmp_path / "log"
    home.mkdir()
    begun.mkdir(parents=True)
    (begun / "00_start_here.ipynb").write_text("{}")  # whatever it is, it is the learner's
    before = f"mount -t tmpfs -o size=256k none {home}"
    if "lessons" in sort:
        before += f"; cp -r {begun} {home}"
    before += f"; mount -o remount,ro {home}" if sort == "read-only" else FILL.format(home)
    with server(image, home, before, log) as address:
        folder = "my_lessons" if "lessons" in sort else "notebooks"
        assert f"/lab/tree/{folder}/00_start_here.ipynb" in address
        listed = json.loads(ask(address, f"/api/contents/{folder}"))["content"]
        assert "00_start_here.ipynb" in {entry["name"] for entry in listed}
    said = f"No lesson can be copied to {home}/my_lessons ("
    assert said in log.read_text()
