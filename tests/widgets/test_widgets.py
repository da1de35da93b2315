"""What holds of every widget: it says what it cannot use, and shares nothing with another one."""

import gc
import re
import weakref

import numpy as np
import pytest
import traitlets

from tests.widgets.net import play
from widgets import descent_playground, drawing_pad, perceptron_playground

NUMBERS = "expected two numbers"
GATES = "expected any of ['AND', 'OR', 'NAND', 'NOR', 'XOR']"
LINE = [[0.25, 0.5], [0.75, 0.5]]
FORWARD = "forward returned shapes (4, 2) and (4, 2)"


def bowl(params):
    return (params**2).sum()


def slope(params):
    return 2 * params


def descent(**changes):
    given = {"loss": bowl, "gradient": slope, "xlim": (-2, 2), "ylim": (-2, 2)}
    return descent_playground(**(given | changes))


def pad(read=lambda pixels: np.eye(10)[7], **changes):
    return drawing_pad(read, **changes)


MAKE = {"descent": descent, "net": play, "pad": pad, "perceptron": perceptron_playground}
each = pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)


@each
def test_words_stand_in_its_place_where_there_is_no_browser(make):
    bundle, _ = make()._repr_mimebundle_()
    assert bundle["text/plain"] == repr(make())
    assert "JupyterLab, " in repr(make()) and " at 0x" not in repr(make())


@each
def test_its_front_is_one_module_with_no_name_twice(make):
    module = str(make()._esm)
    assert module.count("export default") == 1
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", module, re.MULTILINE)
    assert {"element", "slider", "errorLine"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (descent, {"start": [-1, -1], "learning_rate": 0.5}),
        (play, {"units": 4, "data": "moons"}),
        (pad, {"strokes": [LINE]}),
        (perceptron_playground, {"weights": [1, 0.5], "bias": -1.2, "gate": "NAND"}),
    ],
)
def test_what_the_browser_sends_arrives_here_and_nowhere_else(make, change):
    one, other = make(), make()
    before, untouched = one.get_state(), other.get_state()
    one.set_state(change)
    assert one.get_state() != before and other.get_state() == untouched
    code = make()
    for name, value in change.items():
        setattr(code, name, value)
        assert getattr(one, name) == getattr(code, name)


@pytest.mark.parametrize(
    ("make", "trait", "value", "fault", "words"),
    [
        (descent, "learning_rate", 0, ValueError, "expected a number from 1e−06 to"),
        (descent, "learning_rate", "fast", TypeError, "is 'fast'; expected a number"),
        (descent, "momentum", 1, ValueError, "is 1; expected a number from 0 to 0.999."),
        (descent, "momentum", -0.1, ValueError, "is -0.1"),
        (descent, "steps", 2.5, ValueError, "is 2.5; expected a whole number from 1 to 200."),
        (descent, "steps", 0, ValueError, "is 0"),
        (descent, "start", (3, 0), ValueError, f"is (3, 0); {NUMBERS}, both from −2 to 2."),
        (descent, "start", None, TypeError, f"is None; {NUMBERS}"),
        (descent, "rates", [1], traitlets.TraitError, "read-only"),
        (perceptron_playground, "weights", (3, 0), ValueError, f"is (3, 0); {NUMBERS}, both from"),
        (perceptron_playground, "weights", [1], ValueError, f"is [1]; {NUMBERS}"),
        (perceptron_playground, "weights", "12", TypeError, f"is '12'; {NUMBERS}"),
        (perceptron_playground, "weights", 1, TypeError, f"is 1; {NUMBERS}"),
        (perceptron_playground, "weights", [True, 1], TypeError, NUMBERS),
        (perceptron_playground, "weights", [np.nan, 1], ValueError, NUMBERS),
        (perceptron_playground, "bias", 4, ValueError, "is 4; expected a number from −3 to 3."),
        (perceptron_playground, "bias", "0", TypeError, "is '0'; expected a number"),
        (perceptron_playground, "bias", np.inf, ValueError, "is inf; expected a number"),
        (perceptron_playground, "gate", "and", traitlets.TraitError, GATES),
        (perceptron_playground, "view", {}, traitlets.TraitError, "read-only"),
        (play, "data", "and", ValueError, "is 'and'; expected 'XOR', "),
        (play, "activation", "elu", ValueError, "is 'elu'; expected 'tanh' or 'ReLU'"),
        (play, "units", 9, ValueError, "is 9; expected a whole number from 1 to 8"),
        (play, "seed", -1, ValueError, "is -1; expected a whole number"),
        (play, "learning_rate", 0, ValueError, "is 0; expected"),
        (pad, "pen", 0, ValueError, "is 0; expected its width in pixels"),
        (pad, "pen", -3, ValueError, "expected its width in pixels"),
        (pad, "pen", 281, ValueError, "expected its width in pixels"),
        (pad, "pen", np.nan, ValueError, "expected its width in pixels"),
        (pad, "pen", "20", TypeError, "is '20'; expected its width in pixels"),
        (pad, "answer", 3, traitlets.TraitError, "read-only"),
        (pad, "strokes", LINE, ValueError, "a list of strokes, even if it has only one"),
        (pad, "strokes", [[]], ValueError, "strokes[0] has shape (0,)"),
        (pad, "strokes", [LINE, [[0.5, 1.2]]], ValueError, "strokes[1] has coordinates from 0.5"),
        (pad, "strokes", [[[0.5, -0.1]]], ValueError, "from -0.1 to 0.5"),
        (pad, "strokes", [[[0.5, np.nan]]], ValueError, "each from 0 to 1"),
        (pad, "strokes", [[[0.1, 0.2], [0.3]]], TypeError, "more than numbers"),
        (pad, "strokes", ["ab"], TypeError, "more than numbers"),
        (pad, "pixels", np.zeros((28, 27)), ValueError, "shape (28, 27); expected a square"),
        (pad, "pixels", np.zeros((2, 28, 28)), ValueError, "images[0]"),
        (pad, "pixels", np.zeros((0, 0)), ValueError, "square"),
        (pad, "pixels", np.full((28, 28), 256), ValueError, "from 256 to 256; expected grey"),
        (pad, "pixels", np.full((28, 28), -1.0), ValueError, "grey values"),
        (pad, "pixels", np.full((28, 28), np.nan), ValueError, "grey values"),
        (pad, "pixels", np.full((28, 28), 0.7), ValueError, "Multiply by 255"),
        (pad, "pixels", np.full((28, 28), 1j), TypeError, "complex"),
        (pad, "pixels", np.full((28, 28), "a"), TypeError, "expected numbers"),
        (pad, "pixels", [[1, 2], [3]], ValueError, "rows of different lengths"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(make, trait, value, fault, words):
    widget = make()
    before = widget.get_state()
    with pytest.raises(fault) as caught:
        setattr(widget, trait, value)
    assert trait in str(caught.value) and words in str(caught.value)
    assert widget.get_state() == before


@pytest.mark.parametrize(
    ("make", "changes", "fault", "words"),
    [
        (descent, {"loss": 1}, TypeError, "loss is a int; expected a function"),
        (descent, {"gradient": None, "start": (0, 0)}, TypeError, "gradient"),
        (descent, {"gradient": bowl}, ValueError, "gradient returned shape ()"),
        (descent, {"loss": slope}, ValueError, "loss returned shape (2,)"),
        (descent, {"loss": lambda params: np.log(params[0] - 5)}, ValueError, "inf or nan"),
        (descent, {"xlim": (2, 2)}, ValueError, "xlim is [2.0, 2.0]"),
        (descent, {"names": "w"}, ValueError, "names is ['w']; expected two"),
        (descent, {"best": (9, 9)}, ValueError, "best is (9, 9); expected a place on the map"),
        (descent, {"start": (9, 9)}, ValueError, "start is (9, 9)"),
        (play, {"train": None}, TypeError, "train is a NoneType; expected a function"),
        (play, {"activations": {"ReLU": 1}}, TypeError, "ReLU is a int; expected a function"),
        (play, {"activations": [max]}, TypeError, "expected a dict of names and functions"),
        (play, {"activations": {}}, TypeError, "expected a dict of names and functions"),
        (play, {"rate": 1}, TypeError, "rate is no setting of the playground; expected 'data', "),
        (play, {"forward": lambda params, x, activation: (x, x)}, ValueError, FORWARD),
        (pad, {"read": np.eye(10)[7]}, TypeError, "without parentheses"),
        (pad, {"prepare": 1}, TypeError, "prepare is 1; expected a function"),
        (pad, {"pen": 0}, ValueError, "expected its width in pixels"),
        (perceptron_playground, {"step": 1}, TypeError, "step is a int; expected a function"),
        (perceptron_playground, {"step": np.sign}, ValueError, "returned [-1.0, 0.0, 1.0]"),
        (perceptron_playground, {"step": lambda z: 0}, ValueError, "step returned 0"),
        (perceptron_playground, {"step": lambda z: z < 0}, ValueError, "an array of 0 below zero"),
    ],
)
def test_what_it_cannot_use_is_refused(make, changes, fault, words):
    with pytest.raises(fault) as caught:
        make(**changes)
    assert words in str(caught.value)


@each
def test_closed_widgets_are_freed(make):
    widgets = [make() for _ in range(20)]
    alive = weakref.WeakSet(widgets)
    for widget in widgets:
        widget.close()
    del widget, widgets
    gc.collect()
    assert len(alive) == 0


def wrong_at(place):
    """A gradient that fails at one place, and is no number at another."""
    if place[0] == 0.125:
        raise RuntimeError("lost the way")
    return np.array([np.nan, 0]) if place[0] == 0.25 else 2 * place


def narrow(rng, units):
    """A start that has two units at the most."""
    if units > 2:
        raise RuntimeError("no more than two units")
    return [rng.normal(size=(2, units)), np.zeros(units), rng.normal(size=(units, 1)), np.zeros(1)]


def read(pixels):
    """A reader that fails on much ink."""
    if pixels.mean() > 100:
        raise KeyError("no net")
    return np.eye(10)[7]


def step(z):
    """A step that fails on a large z."""
    if (z > 4).any():
        raise RuntimeError("no answer today")
    return np.where(z > 0, 1, 0)


@pytest.mark.parametrize(
    ("make", "trait", "bad", "good", "words"),
    [
        (lambda: descent(gradient=wrong_at), "start", (0.125, 1), (1, 1), "RuntimeError: lost"),
        (lambda: descent(gradient=wrong_at), "start", (0.25, 1), (1, 1), "ValueError: gradient is"),
        (lambda: play(random_start=narrow), "units", 3, 1, "RuntimeError: no more than two units"),
        (lambda: perceptron_playground(step), "bias", 3, 0.5, "RuntimeError: no answer today"),
        (lambda: pad(read), "pixels", np.full((28, 28), 200), np.eye(28), "KeyError: 'no net'"),
    ],
)
def test_a_fault_is_shown_and_raised_and_goes_away(make, trait, bad, good, words):
    widget = make()
    with pytest.raises((RuntimeError, ValueError, KeyError)):
        setattr(widget, trait, bad)
    assert widget.error.startswith(words)
    setattr(widget, trait, 255 * good if trait == "pixels" else good)
    assert widget.error == ""
