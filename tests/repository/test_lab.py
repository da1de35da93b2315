"""JupyterLab as `make lab` starts it."""

from tests.repository.lab import MAKE_LAB, is_as_a_learner_should_meet_it, running
from tools import lessons


def test_it_is_as_a_learner_should_meet_it():
    with running(MAKE_LAB, cwd=lessons.ROOT) as address:
        is_as_a_learner_should_meet_it(address)
