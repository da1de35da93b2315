"""Run some imports, and print as JSON what an import could have changed behind a learner's back."""

import gc
import json
import os
import sys
import types
import warnings

LIBRARIES = ("tensorflow", "keras", "numpy", "matplotlib")


def facts():
    """All that is compared: under a name each, entries by their names."""
    environment = {k: v for k, v in os.environ.items() if k != "TF_CPP_MIN_LOG_LEVEL"}
    hooks = (__import__, print, open, sys.excepthook, sys.displayhook, *sys.path_hooks)
    finders = [f if isinstance(f, type) else type(f) for f in sys.meta_path]
    collector = {"is on": gc.isenabled(), "thresholds": gc.get_threshold()}
    return {
        "modules": {name: module is not None for name, module in sys.modules.items()},
        "finders": {f"{kind.__module__}.{kind.__name__}": i for i, kind in enumerate(finders)},
        "environment": environment,
        "garbage collector": collector | {"frozen": gc.get_freeze_count()},
        "hooks": {origin(hook): i for i, hook in enumerate(hooks)},
        "warnings": {str(entry): i for i, entry in enumerate(warnings.filters)},
        "matplotlib": matplotlibs_settings(),
        "functions": dict(functions()),
    }


def matplotlibs_settings():
    """Its settings, and what it knows by name; nothing where it is not imported."""
    if "matplotlib.pyplot" not in sys.modules:
        return {}
    pyplot = sys.modules["matplotlib.pyplot"]
    known = {"colormaps": pyplot.colormaps(), "styles": sorted(pyplot.style.library)}
    return known | {name: str(pyplot.rcParams[name]) for name in pyplot.rcParams}


def functions():
    """Each function, class and method of the libraries, and where its code stands."""
    for name, module in sorted(sys.modules.items()):
        if isinstance(module, types.ModuleType) and name.partition(".")[0] in LIBRARIES:
            for key, value in list(vars(module).items()):
                yield f"{name}.{key}", origin(value)
                if isinstance(value, type) and value.__module__ == name:
                    for attribute, method in list(vars(value).items()):
                        yield f"{name}.{key}.{attribute}", origin(method)


def origin(value):
    """Where code stands, and what it is called: a wrapper in its place shows."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    if isinstance(value, types.FunctionType):
        code, is_wrapper = value.__code__, "__wrapped__" in vars(value)
        return f"{value.__qualname__} {code.co_filename}:{code.co_firstlineno} {is_wrapper}"
    named = isinstance(value, (type, types.BuiltinFunctionType, types.MethodType))
    return f"{type(value)} {value.__qualname__ if named else ''}"


if __name__ == "__main__":
    exec(sys.argv[1])
    json.dump(facts(), sys.stdout)
