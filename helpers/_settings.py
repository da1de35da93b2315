"""Look for settings of another course's with which the lessons would not run as they are stored.

Nothing is changed: what is in the way is named, and what to do about it.
"""

import importlib.abc
import json
import os
import sys

# What Keras itself writes into its file of settings.
_EXPECTED = {
    "floatx": "float32",
    "epsilon": 1e-07,
    "backend": "tensorflow",
    "image_data_format": "channels_last",
}


def look_at_keras_settings():
    """From now on, importing Keras fails in a sentence where its file says what no lesson expects.

    A backend chosen by `KERAS_BACKEND`, Keras's own setting, is respected.
    """
    sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Looks before Keras is found, until that has gone well once; finds nothing itself."""

    def find_spec(self, name, path=None, target=None):
        if name == "keras":
            _look()
            sys.meta_path.remove(self)


def _look():
    home = os.path.expanduser("~")  # from here on as Keras finds and reads it
    home = os.path.join(home if os.access(home, os.W_OK) else "/tmp", ".keras")  # noqa: S108
    file = os.path.expanduser(os.path.join(os.environ.get("KERAS_HOME", home), "keras.json"))
    try:
        with open(file) as text:
            settings = json.load(text)
    except (OSError, ValueError):  # there is none, or none that can be read
        return
    for name, expected in _EXPECTED.items():
        found = settings.get(name, expected) if isinstance(settings, dict) else settings
        is_chosen = name == "backend" and os.environ.get("KERAS_BACKEND")
        if found != expected and not is_chosen:
            raise ValueError(
                f"{file}, a file of settings for Keras, sets {name} to {found!r}; the lessons "
                f"expect {expected!r}. Rename that file, and run this cell again: Keras writes a "
                "new one."
            )
