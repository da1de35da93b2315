"""Say which file is in the way where a machine has another course's settings for Keras."""

import importlib.abc
import json
import os
import sys

from helpers.language import _

# What Keras itself writes into its file of settings, or takes to stand there.
_KERAS = {"floatx": "float32", "epsilon": 1e-07, "backend": "tensorflow"}
_KERAS |= {"image_data_format": "channels_last", "nnx_enabled": False}


class SettingsOfKeras(importlib.abc.MetaPathFinder):
    """Looks at them whenever Keras is about to be imported, until all is well; finds nothing."""

    def find_spec(self, name, path=None, target=None):
        """None, so that Python looks on, or a ValueError that names the file."""
        if name == "keras":
            _look()
            sys.meta_path.remove(self)


def _look():
    home = os.path.expanduser("~")  # where Keras itself looks, and how
    home = os.path.join(home if os.access(home, os.W_OK) else "/tmp", ".keras")  # noqa: S108
    file = os.path.expanduser(os.path.join(os.environ.get("KERAS_HOME", home), "keras.json"))
    try:
        with open(file) as text:
            settings = json.load(text)
    except (OSError, ValueError):  # there is none, or none that Keras reads
        return
    for name, wanted in _KERAS.items():
        found = settings.get(name, wanted) if isinstance(settings, dict) else settings
        if found != wanted and not (name == "backend" and os.environ.get("KERAS_BACKEND")):
            raise ValueError(
                _(
                    "{file}, which Keras reads, sets {name} to {found!r}; the lessons expect "
                    "{wanted!r}. {way_out}"
                ).format(file=file, name=name, found=found, wanted=wanted, way_out=_way_out(file))
            )


def _way_out(file):
    if os.access(os.path.dirname(file), os.W_OK):
        return _("Rename that file, and run this cell again: Keras writes a new one.")
    return _("It is not yours to rename: set KERAS_HOME to a folder of yours, and start anew.")
