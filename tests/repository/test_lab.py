"""JupyterLab as `make lab` starts it."""

import json
import os

import pytest

from tests.repository.lab import MAKE_LAB, ask, is_as_a_learner_should_meet_it, running
from tools import lessons
from tools.editions import ALL_LANGUAGES


def test_it_is_as_a_learner_should_meet_it():
    with running(MAKE_LAB, cwd=lessons.ROOT) as address:
        is_as_a_learner_should_meet_it(address)


@pytest.mark.parametrize(("language", "folder"), [("zh", "my_lessons_zh"), ("xx", "my_lessons")])
def test_it_opens_in_a_language_that_is_there_and_says_which_are(language, folder, tmp_path):
    log, environment = tmp_path / "log", os.environ | {"COURSE_LANGUAGE": language}
    with running(MAKE_LAB, log, cwd=lessons.ROOT, env=environment) as address:
        assert f"/lab/tree/{folder}/00_start_here.ipynb" in address
        listed = json.loads(ask(address, f"/api/contents/{folder}"))["content"]
        assert {path.name for path in lessons.paths()} <= {entry["name"] for entry in listed}
    choice = f"Choose one of {', '.join(ALL_LANGUAGES)}."
    assert (choice in log.read_text(encoding="utf-8")) == (language == "xx")
