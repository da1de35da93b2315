"""The course's style: a picture looks the same whatever the learner's own settings are."""

import re

import matplotlib.pyplot as plt
import pytest
from matplotlib import rc_params_from_file, rcParamsDefault

from tools import lessons

SHEET = lessons.ROOT / "helpers" / "course.mplstyle"
# What no picture in a notebook depends on, or no style may set, or is deprecated.
APART = re.compile(
    r"(keymap|animation|pgf|ps|pdf|svg|webagg|tk|macosx|docstring|text\.latex)\."
    r"|(toolbar|backend|backend_fallback|interactive|timezone|savefig\.directory|date\.epoch)$"
    r"|(figure\.(max_open_warning|raise_window)|text\.(hinting|kerning)_factor)$"
)
SETTINGS = [name for name in rcParamsDefault if not APART.match(name)]
OTHERS = ["dark_background", "classic", "ggplot", "Solarize_Light2", "fivethirtyeight", "grayscale"]


def settings():
    return {name: plt.rcParams[name] for name in SETTINGS}


@pytest.fixture
def as_stored():
    with plt.style.context(["default", "helpers.course"]):
        return settings()


@pytest.mark.parametrize("other", OTHERS)
def test_nothing_of_another_style_is_left(other, as_stored):
    with plt.style.context([other, "helpers.course"]):
        assert settings() == as_stored


def test_nothing_of_a_learners_own_settings_is_left(as_stored):
    own = {"savefig.pad_inches": 2, "font.family": "serif", "lines.marker": "x"}
    own |= {"figure.autolayout": True, "text.usetex": True, "axes.formatter.use_locale": True}
    with plt.xkcd(), plt.rc_context(own):
        plt.style.use("helpers.course")
        assert settings() == as_stored


def test_it_names_all_that_a_picture_depends_on_as_matplotlib_has_it_by_itself(caplog):
    """Where matplotlib has got a new setting, or another default: write what is said here in."""
    sheet = rc_params_from_file(SHEET, use_default_template=False)
    _, rest = SHEET.read_text(encoding="utf-8").split("# All else")
    rest = re.findall(r"^([\w.-]+):", rest, re.M)
    assert [name for name in SETTINGS if name not in sheet] == []
    assert [name for name in sheet if name not in SETTINGS] == []
    defaults = {name: rcParamsDefault[name] for name in rest}
    assert {name: sheet[name] for name in defaults} == defaults
    assert caplog.messages == []  # no bad key, no bad value
