"""Homes as they are on real machines, with settings of other courses."""

import sys
from pathlib import Path

import matplotlib
import pytest

DARK = Path(matplotlib.get_data_path()) / "stylelib" / "dark_background.mplstyle"
# Sets a style whenever a notebook is started, as a learner of another course was told to.
STARTUP = """
import matplotlib.pyplot as plt
plt.style.use("ggplot")
plt.rcParams.update({"figure.figsize": (12, 8), "font.size": 20, "lines.marker": "x"})
"""
INLINE = 'c.InlineBackend.rc = {"figure.figsize": (12, 8), "figure.dpi": 72}\n'
# What is written into which files of a home; ~/.config is where Linux looks, ~/.matplotlib others.
SORTS = {
    "dark": {
        ".config/matplotlib/matplotlibrc": DARK.read_text(encoding="utf-8"),
        ".matplotlib/matplotlibrc": DARK.read_text(encoding="utf-8"),
    },
    "another style at the start": {".ipython/profile_default/startup/00-style.py": STARTUP},
    "figures of another size": {".ipython/profile_default/ipython_config.py": INLINE},
    "fewer decimals": {
        ".ipython/profile_default/startup/10-numbers.py": (
            "import numpy as np\n\nnp.set_printoptions(precision=2)\n"
        )
    },
    "figures that stay": {
        ".ipython/profile_default/ipython_config.py": "c.InlineBackend.close_figures = False\n"
    },
    "theano": {".keras/keras.json": '{"backend": "theano"}'},
    "channels first": {".keras/keras.json": '{"image_data_format": "channels_first"}'},
    "float16": {".keras/keras.json": '{"floatx": "float16"}'},
    "no settings": {".keras/keras.json": "[]"},
    "cut": {".keras/keras.json": '{"backend": "the'},
    "curly quotes": {".keras/keras.json": '{"backend": “theano”}'},
    "an older Keras's": {".keras/keras.json": '{"image_dim_ordering": "th"}'},
    "flax": {".keras/keras.json": '{"backend": "tensorflow", "nnx_enabled": true}'},
    "widgets' pictures": {".ipython/profile_default/startup/00-x.ipy": "%matplotlib notebook\n"},
    "Keras's own": {
        ".keras/keras.json": '{"floatx": "float32", "epsilon": 1e-07, "backend": "tensorflow"}'
    },
}


@pytest.fixture
def unclean_home(tmp_path, monkeypatch):
    """Call it with a sort of home, several at a time, or none: from then on it is everyone's."""
    fonts = Path(matplotlib.get_cachedir()).parent

    def make(*sorts):
        for name in ("MPLCONFIGDIR", "XDG_CONFIG_HOME", "IPYTHONDIR", "KERAS_HOME", "MPLBACKEND"):
            monkeypatch.delenv(name, raising=False)
        if sys.platform == "linux":  # matplotlib need not look at all fonts of the machine anew
            monkeypatch.setenv("XDG_CACHE_HOME", str(fonts))
        for name in ("HOME", "USERPROFILE"):
            monkeypatch.setenv(name, str(tmp_path))
        for sort in sorts:
            for path, text in SORTS[sort].items():
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        return tmp_path

    return make
