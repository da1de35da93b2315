"""The net playground: a lesson's own net, learning before one's eyes."""

from array import array
from contextlib import suppress
from contextvars import copy_context
from threading import RLock, Thread
from time import perf_counter, sleep

import numpy as np
import traitlets

from helpers.language import _, in_print
from widgets._base import Widget, front, shows_errors
from widgets._numbers import Number, not_as, plain

_FINE, _COARSE = 60, 36  # points along each side of the plane: in its picture, in a unit's
_STEP = 10  # epochs at a press of the button
_EPOCHS_A_SECOND = 400  # while it plays: the first thousand epochs take a breath or two
_LONGEST = 0.04  # seconds of training between two pictures, however slow the computer
_PICTURE = 0.05  # seconds from one picture to the next
_AHEAD = 20  # pictures that may be on their way to a front
_CURVE = 300  # points of the loss curve that are sent to the front


def net_playground(random_start, forward, loss, train, activations, **settings):
    """Watch a net of your own learn: its regions, its hidden units, its loss.

    The net has two inputs, one hidden layer, and one output between 0 and 1. All that it is and
    does comes from the functions handed in; those of lesson 6 fit as they are. The playground
    brings the data sets, none of more than 160 samples, and draws.

    Parameters
    ----------
    random_start : callable
        `random_start(rng, units)` returns the params of an untrained net, `[w1, b1, w2, b2]`;
        the third, `w2`, has shape `(units, 1)`. `rng` is a `numpy.random.Generator`.
    forward : callable
        `forward(params, x, activation)` returns what the hidden layer and the output layer put
        out, `(n, units)` and `(n, 1)`, for samples `x` of shape `(n, 2)`, float64.
    loss : callable
        `loss(params, x, y, activation)` returns one number; `y` has shape `(n, 1)`, float64.
    train : callable
        `train(params, x, y, learning_rate, epochs, activation)` returns new params.
    activations : dict
        A name for each activation, and the function that is handed on: `{"ReLU": relu}`. The
        first is chosen at the beginning.
    **settings
        Where to begin: any of `data`, `units`, `activation`, `learning_rate` and `seed`.

    Returns
    -------
    NetPlayground
        A widget. As the last line of a cell it stands under it; its methods drive it from code.

    Raises
    ------
    TypeError
        If a function cannot be called or does not return what is said here, or a setting is of
        the wrong kind.
    ValueError
        If a setting is out of its range, or the shapes are not those said here.
    """
    functions = {"random_start": random_start, "forward": forward, "loss": loss, "train": train}
    if not isinstance(activations, dict) or not activations:
        raise TypeError(
            _(
                "activations is {given!r}; expected a dict of names and functions, such as "
                "{example}."
            ).format(given=activations, example='{"ReLU": relu, "tanh": np.tanh}')
        )
    for name, function in {**functions, **activations}.items():
        if not callable(function):
            raise TypeError(
                _("{name} is a {kind}; expected a function.").format(
                    name=name, kind=type(function).__name__
                )
            )
    known = ("data", "units", "activation", "learning_rate", "seed")
    for name in settings:
        if name not in known:
            raise TypeError(
                _("{name} is no setting of the playground; expected {names}.").format(
                    name=name, names=_listed(known)
                )
            )
    return NetPlayground(functions, activations, **settings)


class NetPlayground(Widget):
    """The widget that `net_playground` returns.

    While it plays, a thread trains and sends a picture twenty times a second, and rests in
    between, so that cells run and sliders act. It is never more than a second ahead of what a
    browser has drawn: it cannot flood a slow one, and where nobody looks it ends. (The other way
    round, a request for each picture, costs JupyterLab three times the work: it shows with each
    that the kernel is busy, and idle again.) Without a browser, `step` trains.
    """

    _esm = front("net")
    words = _("The net playground: run this cell in JupyterLab, and press Play.")
    labels = {
        "data": _("data"),
        "XOR": _("XOR"),
        "noisy XOR": _("noisy XOR"),
        "rings": _("rings"),
        "moons": _("moons"),
        "units": _("hidden units"),
        "activation": _("activation"),
        "seed": _("seed of the start"),
        "no seed": _("Not taken: a seed is a whole number from 0 to 9999. It is still {seed}."),
        "play": _("Play"),
        "pause": _("Pause"),
        "step": _("Step: 10 epochs"),
        "reset": _("Start again"),
        "epoch": _("epoch"),
        "coin toss": _("coin toss"),
        "summary": _("Epoch {epoch}: loss {loss}, {right} of {count} right"),
        "parts": _("The hidden units (blue, striped: above 0), each with its output weight"),
        "dead": _("dead"),
        "dead part": _("Hidden unit {unit}: dead, 0 for every sample."),
        "part": _("Hidden unit {unit}, output weight {weight}: above 0 in {share} of the plane."),
        "plane": _(
            "The plane for {data} after epoch {epoch}: {share} of it is answered 1 (blue, "
            "striped), the rest 0 (orange). Of {count} samples {right} are answered right."
        ),
        "curve": _("Loss curve: from {first} at epoch 0 to {last} at epoch {epoch}."),
    }

    data = traitlets.Unicode("XOR", help="the name of the data set").tag(sync=True)
    units = Number(1, 8, 2, whole=True, help="hidden units").tag(sync=True)
    activation = traitlets.Unicode(help="the name of the hidden layer's activation").tag(sync=True)
    learning_rate = Number(1e-6, 100, 0.1).tag(sync=True)
    seed = Number(0, 2**32 - 1, 2, whole=True, help="of the random start").tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)

    # What came of it. `epoch`, `loss`, `accuracy` and `note` are for everybody to read.
    epoch = traitlets.Int(read_only=True).tag(sync=True)
    loss = traitlets.Float(read_only=True).tag(sync=True)
    accuracy = traitlets.Float(read_only=True, help="the share of right answers").tag(sync=True)
    note = traitlets.Unicode(read_only=True, help="why training stopped by itself").tag(sync=True)

    # What the front draws.
    _choices = traitlets.Dict(help="the names in the two menus").tag(sync=True)
    _points = traitlets.List(help="the samples: x1, x2 and the class").tag(sync=True)
    _limits = traitlets.List(help="the range of both axes").tag(sync=True)
    _weights = traitlets.List(help="each hidden unit's output weight").tag(sync=True)
    _dead = traitlets.List(help="whether each hidden unit is 0 for every sample").tag(sync=True)
    _plane = traitlets.Bytes(help="the output over the plane, as _as_bytes").tag(sync=True)
    _parts = traitlets.Bytes(help="what each hidden unit puts out, likewise").tag(sync=True)
    _curve = traitlets.Bytes(help="epochs and losses in turn, float32").tag(sync=True)
    _frame = traitlets.Int(help="the number of this picture").tag(sync=True)

    def __init__(self, functions, activations, **settings):
        # A cell, the thread that plays, and messages of the front (which may come in a thread of
        # their own as well) take turns.
        self._lock = RLock()
        self._thread, self._allowed = None, 0
        self._functions, self._activations = functions, dict(activations)
        choices = {"data": list(_DATA), "activation": list(self._activations)}
        first = {"activation": choices["activation"][0], "_choices": choices}
        super().__init__(**{**first, **settings})
        self.on_msg(self._heard)

    def open(self):
        """Begin with an untrained net; only then tell the front of it."""
        if self.comm is None and not self._frame:
            self._begin()
        super().open()

    @property
    def losses(self):
        """The loss after each epoch, from epoch 0, the start, on: an array `(epoch + 1,)`."""
        with self._lock:
            return np.array(self._losses)

    @property
    def params(self):
        """The net as it is now: copies of its arrays."""
        with self._lock:
            return [p.copy() for p in self._params]

    def step(self, epochs=_STEP):
        """Train for so many epochs and show the net; it ends sooner if the loss grows too large."""
        if isinstance(epochs, bool) or not isinstance(epochs, (int, np.integer)) or epochs < 1:
            raise ValueError(not_as(_("a whole number of at least 1"), "epochs", epochs))
        with self._lock:
            self._advance(int(epochs))
            self._show()

    def play(self):
        """Train on and on, for as long as a browser shows the playground, or until `pause`."""
        self.playing = True

    def pause(self):
        """Stop playing; the net stays as it is."""
        self.playing = False

    def reset(self):
        """Pause, and begin afresh: the untrained net that belongs to the seed."""
        with self._lock:
            self.pause()
            self._begin()

    def set_state(self, sync_data):
        """Take over what a person chose, but never in the middle of a step."""
        with self._lock:
            super().set_state(sync_data)

    @traitlets.validate("data", "activation")
    def _known(self, proposal):
        name, names = proposal["trait"].name, self._choices[proposal["trait"].name]
        if proposal["value"] not in names:
            raise ValueError(not_as(_listed(names), name, proposal["value"]))
        return proposal["value"]

    @traitlets.observe("data", "units", "activation", "seed")
    @shows_errors
    def _chosen(self, change):
        with self._lock:
            self._begin()

    @traitlets.observe("learning_rate")
    def _rate_chosen(self, change):
        self.set_trait("note", "")

    @traitlets.observe("playing")
    def _turned(self, change):
        if self.playing:
            self._last = perf_counter()
            self._frame += 1  # a new number, at which the front asks for more

    @shows_errors
    def _heard(self, widget, content, buffers):
        with self._lock:
            if content["do"] == "more":
                self._allowed = max(self._allowed, content["frame"] + _AHEAD)
                if self.playing and not self._thread:
                    # In the context of this message, so that answers take the same way as it.
                    self._thread = Thread(target=copy_context().run, args=[self._roll], daemon=True)
                    self._thread.start()
            elif content["do"] == "step":
                self.pause()
                self.step()
            elif content["do"] == "reset":
                self.reset()

    def _roll(self):
        """Train and show, as long as it plays and a front keeps up."""
        while True:
            began = perf_counter()
            with self._lock:
                if not self.playing or self._frame >= self._allowed:
                    self._thread = None
                    return
                with suppress(Exception):  # the widget shows it
                    self._play_on()
            sleep(max(0.005, began + _PICTURE - perf_counter()))

    @shows_errors
    def _play_on(self):
        """Train for as many epochs as belong to the time since the last picture."""
        now = perf_counter()
        epochs = min(now - self._last, 0.1) * _EPOCHS_A_SECOND
        self._last = now
        try:
            self._advance(max(1, round(epochs)), until=now + _LONGEST)
            self._show()
        except Exception:
            self.pause()
            raise

    def _begin(self):
        """Take the data set and an untrained net, and show them."""
        points, labels, limits = _DATA[self.data]()
        self._x, self._y = points.astype(float), labels.reshape(-1, 1).astype(float)
        self._params = self._functions["random_start"](np.random.default_rng(self.seed), self.units)
        self._check()
        self._losses = array("d", [self._loss_of(self._params)])
        with self.hold_sync():
            self.set_trait("note", "")
            self._points = np.hstack([self._x, self._y]).tolist()
            self._limits = list(limits)
            self._show()

    def _check(self):
        """Say so if the functions handed in do not fit together as the playground needs it."""
        activation = self._activations[self.activation]
        answer = self._functions["forward"](self._params, self._x, activation)
        shapes = [np.shape(part) for part in answer]
        expected = [(len(self._x), self.units), (len(self._x), 1)]
        if shapes != expected:
            raise ValueError(
                _(
                    "forward returned shapes {shapes}; expected {hidden} from the hidden layer "
                    "and {output} from the output."
                ).format(
                    shapes=_(" and ").join(map(str, shapes)), hidden=expected[0], output=expected[1]
                )
            )

    def _advance(self, epochs, until=np.inf):
        """Train epoch by epoch; stop before one after which the loss would be no number."""
        activation = self._activations[self.activation]
        for _epoch in range(epochs):
            with np.errstate(all="ignore"):
                params = self._functions["train"](
                    self._params, self._x, self._y, self.learning_rate, 1, activation
                )
            loss = self._loss_of(params)
            if not np.isfinite(loss):
                self.pause()
                self.set_trait(
                    "note",
                    in_print(_TOO_LARGE.format(epoch=self._epochs, rate=plain(self.learning_rate))),
                )
                return
            self._params = params
            self._losses.append(loss)
            if perf_counter() > until:
                return

    @property
    def _epochs(self):
        return len(self._losses) - 1

    def _loss_of(self, params):
        """The loss; infinite where the net is so sure of a wrong answer that it is no number."""
        activation = self._activations[self.activation]
        with np.errstate(all="ignore"):
            loss = float(self._functions["loss"](params, self._x, self._y, activation))
            if np.isfinite(loss):
                return loss
            _hidden, output = self._functions["forward"](params, self._x, activation)
        # Right and perfectly sure: there the formula gives 0 * log(0), whose limit is 0.
        right = np.isfinite(output).all() and ((output > 0.5) == (self._y == 1)).all()
        return 0.0 if right else np.inf

    def _show(self):
        """Hand all that the front draws over to it, in one message."""
        forward, activation = self._functions["forward"], self._activations[self.activation]
        with np.errstate(all="ignore"):
            hidden, output = forward(self._params, self._x, activation)
            _hidden, plane = forward(self._params, _grid(self._limits, _FINE), activation)
            parts, _output = forward(self._params, _grid(self._limits, _COARSE), activation)
        largest = np.abs(parts).max() or 1.0
        with self.hold_sync():
            self.set_trait("epoch", self._epochs)
            self.set_trait("loss", self._losses[-1])
            self.set_trait("accuracy", float(((output > 0.5) == (self._y == 1)).mean()))
            self._weights = self._params[2].ravel().tolist()
            self._dead = (hidden == 0).all(axis=0).tolist()
            self._plane = _as_bytes(2 * plane - 1)
            self._parts = _as_bytes(parts.T / largest)
            self._curve = _thinned(np.array(self._losses)).astype("<f4").tobytes()
            self._frame += 1


_TOO_LARGE = _(
    "Stopped after epoch {epoch}: learning rate {rate} is too large here. After one more step the "
    "loss would be too large for a number. Take a smaller rate and play on, or start again."
)


def _listed(names):
    """Names as in a sentence: 'a', 'b' or 'c'."""
    *most, last = [repr(name) for name in names]
    return _("{names} or {last}").format(names=_(", ").join(most), last=last) if most else last


def _grid(limits, side):
    """The points of a square grid `(side * side, 2)`, row by row from the bottom."""
    ticks = np.linspace(*limits, side)
    return np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)


def _as_bytes(values):
    """Values from -1 to 1 as bytes from 0 to 254, so that 0 has one of its own: 127."""
    return np.round(127 + 127 * np.nan_to_num(values)).astype(np.uint8).tobytes()


def _thinned(losses):
    """A curve of few points `(n, 2)`: of each stretch of epochs the lowest loss and the highest.

    So no spike is lost: when the rate is too large, they are the message.
    """
    epochs = np.arange(len(losses))
    if len(losses) > _CURVE:
        stretch = -(-len(losses) // (_CURVE // 2))
        rows = np.pad(losses, (0, -len(losses) % stretch), mode="edge").reshape(-1, stretch)
        firsts = epochs[::stretch]
        ends = [[0, epochs[-1]], firsts + rows.argmin(axis=1), firsts + rows.argmax(axis=1)]
        epochs = np.unique(np.concatenate(ends))
    return np.column_stack([epochs, losses[epochs]])


def _xor():
    """The four samples of the lessons."""
    return np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), np.array([0, 1, 1, 0]), (-0.5, 1.5)


def _noisy_xor():
    """Each of the four as a cloud of 30."""
    corners, labels, limits = _xor()
    noise = np.random.default_rng(7).normal(0, 0.14, (120, 2))
    return np.repeat(corners, 30, axis=0) + noise, np.repeat(labels, 30), limits


def _rings():
    """A disc of 60 samples, and 80 in a ring around it."""
    rng = np.random.default_rng(7)
    angles = rng.uniform(0, 2 * np.pi, 140)
    radii = np.concatenate([0.9 * np.sqrt(rng.uniform(0, 1, 60)), rng.uniform(1.5, 2.1, 80)])
    points = radii[:, np.newaxis] * np.column_stack([np.cos(angles), np.sin(angles)])
    return points, np.repeat([1, 0], [60, 80]), (-2.5, 2.5)


def _moons():
    """Two half rings of 60 samples each, one reaching into the other."""
    rng = np.random.default_rng(7)
    angles = np.linspace(0, np.pi, 60)
    upper = np.column_stack([np.cos(angles), np.sin(angles)])
    points = 1.2 * np.concatenate([upper - [0.5, 0.25], [0.5, 0.25] - upper])
    return points + rng.normal(0, 0.12, points.shape), np.repeat([0, 1], 60), (-2.5, 2.5)


_DATA = {"XOR": _xor, "noisy XOR": _noisy_xor, "rings": _rings, "moons": _moons}
