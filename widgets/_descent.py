"""Gradient descent on a map of a loss, with its settings on sliders."""

import base64
import io

import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.language import _, in_print
from helpers.plots import plot_loss_contours
from widgets._base import Widget, front, shows_errors
from widgets._numbers import Number, Pair, not_as, plain

_WIDTH = 340  # of the map, in the units of the front's drawing
_RATES = [round(m * 10.0**e, 4) for e in (-3, -2, -1) for m in (1, 1.2, 1.5, 2, 2.5, *range(3, 10))]
_RATES += [1.0, 1.2, 1.5, 2.0]
_MOST_STEPS = 200
_BEYOND = 1e100  # a walk ends here: soon after, its numbers would overflow
_MANY_TIMES = 100  # from here on the losses are drawn on a log scale


class DescentPlayground(Widget):
    """What `descent_playground` returns; described there."""

    _esm = front("descent")
    words = _("The descent playground. In JupyterLab, run this cell and move its sliders.")
    labels = {
        "momentum": _("momentum"),
        "start": _("start {name}"),
        "steps": _("steps"),
        "step": _("step"),
        "log loss": _("loss (log scale)"),
        "ring": _("Ring: start, click or drag to move it."),
        "star": _("Star: the bottom."),
    }

    learning_rate = Number(1e-6, 1e3, 0.1).tag(sync=True)
    momentum = Number(0, 0.999, 0.0).tag(sync=True)
    start = Pair(lambda widget: widget._limits).tag(sync=True)
    steps = Number(1, _MOST_STEPS, 20, whole=True).tag(sync=True)
    rates = traitlets.List(_RATES, read_only=True, help="the slider's places").tag(sync=True)
    ground = traitlets.Dict(read_only=True, help="what does not change").tag(sync=True)
    sentence = traitlets.Unicode(read_only=True).tag(sync=True)
    view = traitlets.Dict(read_only=True, help="what the front draws").tag(sync=True)

    def __init__(self, loss, gradient, xlim, ylim, names, best, start, **traits):
        self._loss, self._gradient, self._names = loss, gradient, names
        ground = _map_of(loss, gradient, xlim, ylim, names)
        self._limits = tuple((float(low), float(high)) for low, high in (xlim, ylim))
        if start is None:
            start = [high - 0.1 * (high - low) for low, high in self._limits]
        if best is not None:
            if np.shape(best) != (2,) or not self._inside(np.array([best])).all():
                raise ValueError(not_as(_("a place on the map, two numbers"), "best", best))
            ground["best"] = self._on_map(best)[0]
        super().__init__(start=start, **traits)
        self.set_trait("ground", ground)
        self._walk()

    @property
    def path(self):
        """All places on the way, the start first: shape (n, 2), float64, read-only.

        It has `steps` + 1 rows; fewer if it went so far that its numbers would have overflowed.
        """
        return self._path

    @property
    def losses(self):
        """The loss at each place of `path`: shape (n,), float64, read-only."""
        return self._losses

    @property
    def diverged(self):
        """Whether the walk ends outside of the map, higher than it began."""
        ended_outside = not self._inside(self._path)[-1]
        return bool(self._stopped or (ended_outside and self._losses[-1] > self._losses[0]))

    @traitlets.observe("learning_rate", "momentum", "start", "steps")
    @shows_errors
    def _walk(self, _change=None):
        """Walk anew, and tell the front."""
        with np.errstate(all="ignore"):  # what overflows is looked for, and said in words
            path, losses, beyond = self._descend()
            segments, exits = _within(np.array(path + beyond), self._limits)
        self._path, self._losses, self._stopped = _frozen(path), _frozen(losses), bool(beyond)
        inside = self._inside(self._path)
        left = exits[0] + 1 if self.diverged and len(exits) else len(segments)
        with self.hold_sync():
            self.set_trait("sentence", self._in_words(inside))
            self.set_trait(
                "view",
                {
                    "segments": self._on_map(segments[:left]),
                    "lost": self._on_map(segments[left:]),  # wild swings, drawn faintly
                    "places": self._on_map(self._path[inside]),
                    "exit": self._on_map(segments[exits[0]]) if len(exits) else [],
                    "losses": _curve(self._losses) | {"steps": self.steps},
                    "description": self._described(inside),
                },
            )

    def _descend(self):
        """The path, its losses, and the place beyond all bounds where it was stopped, if it was."""
        place, velocity = np.array(self.start), np.zeros(2)
        path, losses = [place], [_asked(self._loss, "loss", place, ())]
        for _step in range(self.steps):
            slope = _asked(self._gradient, "gradient", place, (2,))
            if not np.isfinite(slope).all() and self._inside(place[np.newaxis]).all():
                raise ValueError(
                    _(
                        "gradient is {slope} for the parameters {params}; expected two finite "
                        "numbers everywhere on the map."
                    ).format(slope=slope.tolist(), params=place.tolist())
                )
            velocity = self.momentum * velocity - self.learning_rate * slope
            place = place + velocity
            loss = _asked(self._loss, "loss", place, ())
            if not (np.abs([*place, loss]) < _BEYOND).all():  # true of nan as well
                return path, losses, [np.nan_to_num(place, nan=0).clip(-_BEYOND, _BEYOND)]
            path.append(place)
            losses.append(loss)
        return path, losses, []

    def _inside(self, places):
        low, high = np.transpose(self._limits)
        return ((places >= low) & (places <= high)).all(axis=1)

    def _on_map(self, places):
        """Places in the units of the front's drawing: to the right, and down from the top."""
        (left, right), (bottom, top) = self._limits
        width, height = _WIDTH, _height(self._limits)
        x, y = np.reshape(places, (-1, 2)).T
        there = np.stack([(x - left) / (right - left) * width, (top - y) / (top - bottom) * height])
        return there.T.round(2).tolist()

    def _in_words(self, inside):
        first, last = (plain(loss, 3) for loss in self._losses[[0, -1]])
        if self._stopped:
            last = _("over {number}").format(number=plain(_BEYOND))
        if self.diverged:
            text = _(
                "Step {step} left the map; the loss grew from {first} to {last}: the learning "
                "rate is too large."
            )
            step = _first_false(inside, len(self._path))
            return in_print(text.format(step=step, first=first, last=last))
        after = _("After {steps} steps").format(steps=self.steps)
        if self.steps == 1:
            after = _("After 1 step")
        if first == last:
            text = _("{after} the loss is still {last}.")
        elif self._losses[-1] > self._losses[0]:
            text = _("{after} the loss has grown from {first} to {last}: the steps are too long.")
        else:
            text = _("{after} the loss has fallen from {first} to {last}.")
            if not inside.all():
                text += " " + _("On the way the walk left the map.")
        return in_print(text.format(after=after, first=first, last=last))

    def _described(self, inside):
        """The map in words, for those who do not see it."""
        start, end = (
            f"({', '.join(plain(number, 3) for number in place)})"
            for place in (self._path[0], self._path[-1])
        )
        across, up = (
            _("{name} from {low} to {high}").format(name=name, low=plain(low), high=plain(high))
            for name, (low, high) in zip(self._names, self._limits, strict=True)
        )
        text = _(
            "Map of the loss over {across} and {up}. The walk starts at {start} and leaves the "
            "map at step {step}."
        )
        if inside.all() and not self._stopped:
            text = _(
                "Map of the loss over {across} and {up}. The walk starts at {start} and ends at "
                "{end}."
            )
        step = _first_false(inside, len(self._path))
        return in_print(text.format(across=across, up=up, start=start, end=end, step=step))


def descent_playground(
    loss,
    gradient,
    xlim,
    ylim,
    *,
    names=("w", "b"),
    best=None,
    start=None,
    learning_rate=0.1,
    momentum=0.0,
    steps=20,
):
    """Show gradient descent on a map of a loss, with its settings on sliders.

    Each step is `velocity = momentum * velocity - learning_rate * gradient`, then
    `params = params + velocity`, from a velocity of 0. In JupyterLab there is a slider for each
    setting, and the start is set in the map as well, by a click or by dragging. From code the same
    is done by setting the traits `learning_rate`, `momentum`, `start` and `steps`.

    Parameters
    ----------
    loss : callable
        Takes an array of the two parameters, shape (2,), float64, and returns one number.
    gradient : callable
        Takes the same array and returns the gradient there, shape (2,).
    xlim, ylim : (float, float)
        The range of the first and of the second parameter on the map.
    names : (str, str)
        What the two parameters are called.
    best : (float, float), optional
        A place that is marked with a star, such as the bottom.
    start : (float, float), optional
        Where the walk begins, a place on the map; without it, near the upper right corner.
    learning_rate : float
        From 0.000001 to 1000; the slider has 0.001 to 2.
    momentum : float
        From 0 to 0.999.
    steps : int
        How many steps are walked, from 1 to 200.

    Returns
    -------
    DescentPlayground
        A widget. It has `path`, all places on the way, shape (steps + 1, 2), and `losses`, the
        loss at each, shape (steps + 1,), both float64; a walk that goes beyond 1e100 ends there,
        and has fewer rows. `diverged` says whether it ended outside of the map, higher than it
        began.

    Raises
    ------
    TypeError
        If `loss` or `gradient` cannot be called, or a setting is no number.
    ValueError
        If a setting or a range is impossible, or what `loss` or `gradient` return on the map is
        not finite, or of another shape.

    Examples
    --------
    >>> def bowl(params):
    ...     return (params**2).sum()
    >>> def slope_of_bowl(params):
    ...     return 2 * params
    >>> playground = descent_playground(
    ...     bowl, slope_of_bowl, (-2, 2), (-2, 2), start=(1, 1), learning_rate=0.25, steps=2)
    >>> playground.path.tolist(), playground.diverged
    ([[1.0, 1.0], [0.5, 0.5], [0.25, 0.25]], False)
    >>> playground.learning_rate = 1.5
    >>> playground.path.tolist(), playground.diverged
    ([[1.0, 1.0], [-2.0, -2.0], [4.0, 4.0]], True)
    """
    settings = {"learning_rate": learning_rate, "momentum": momentum, "steps": steps}
    return DescentPlayground(loss, gradient, xlim, ylim, names, best, start, **settings)


def _map_of(loss, gradient, xlim, ylim, names):
    """What the front draws the path upon: the map as a picture, its size, its ticks, its names."""
    names = list(map(str, names))
    if len(names) != 2:
        raise ValueError(not_as(_("two, one for each parameter"), "names", names))
    if not callable(gradient):
        raise TypeError(
            _("{name} is a {kind}; expected a function of an array of the two parameters.").format(
                name="gradient", kind=type(gradient).__name__
            )
        )
    figure = Figure(dpi=200, facecolor="white", layout="none")
    canvas = FigureCanvasAgg(figure)
    ax = figure.add_axes([0, 0, 1, 1])
    # It says what is wrong with the functions and the ranges, if anything is.
    with np.errstate(all="ignore"):
        plot_loss_contours(loss, xlim, ylim, gradient=gradient, ax=ax)
    for arrows in [child for child in ax.collections if hasattr(child, "U")]:
        arrows.remove()  # asked for to have the gradient checked; on this map they would distract
    limits = ax.get_xlim(), ax.get_ylim()
    height = _height(limits)
    figure.set_size_inches(_WIDTH / 100, height / 100)
    ax.set(aspect="auto", xlim=limits[0], ylim=limits[1])
    ax.set_axis_off()
    png = io.BytesIO()
    canvas.print_png(png)
    ticks = [
        [
            [(tick - low) / (high - low), plain(tick)]
            for tick in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high)
            if low <= tick <= high
        ]
        for low, high in limits
    ]
    return {
        "picture": "data:image/png;base64," + base64.b64encode(png.getvalue()).decode(),
        "width": _WIDTH,
        "height": height,
        "ticks": ticks,
        "names": names,
        "limits": [list(map(float, pair)) for pair in limits],
        "slides": [10.0 ** np.floor(np.log10((high - low) / 30)) for low, high in limits],
    }


def _height(limits):
    """How high the map is drawn: one scale for both axes, unless it would be a mere strip."""
    (left, right), (bottom, top) = limits
    return round(_WIDTH * float(np.clip((top - bottom) / (right - left), 0.5, 1.25)))


def _asked(function, name, place, shape):
    """What a function says of a place, as floats; inf where it says that it overflowed."""
    try:
        answer = np.asarray(function(place.copy()), dtype=float)
    except OverflowError:  # what Python's own numbers raise where NumPy's become inf
        return np.full(shape, np.inf)
    if answer.shape != shape:
        wanted = _("two numbers, shape (2,)") if shape else _("a single number, shape ()")
        raise ValueError(
            _(
                "{name} returned shape {shape} for the parameters {params}; expected {wanted}."
            ).format(name=name, shape=answer.shape, params=place.tolist(), wanted=wanted)
        )
    return answer


def _frozen(rows):
    array = np.array(rows, dtype=float)
    array.flags.writeable = False
    return array


def _first_false(flags, otherwise):
    """The place of the first False in a row of flags."""
    return int(np.argmin(flags)) if not flags.all() else otherwise


def _within(path, limits):
    """What of a path lies on the map: pieces (n, 2, 2), and which of them end at its edge.

    Each step is cut where it crosses an edge (Liang and Barsky's way): of the shares of the step
    at which it crosses the four edges, the last way in and the first way out are taken.
    """
    starts, ends = path[:-1], path[1:]
    shift = ends - starts
    low, high = np.transpose(limits)
    with np.errstate(all="ignore"):
        crossings = np.stack([(low - starts) / shift, (high - starts) / shift])
    still = shift == 0  # such a step crosses no edge of this axis: all of it is within, or nothing
    within = (starts >= low) & (starts <= high)
    enter = np.where(still, np.where(within, 0, 2), crossings.min(axis=0)).max(axis=1)
    leave = np.where(still, np.where(within, 1, -1), crossings.max(axis=0)).min(axis=1)
    enter, leave = np.maximum(enter, 0), np.minimum(leave, 1)
    seen = enter < leave
    enter, leave = enter[seen, np.newaxis], leave[seen, np.newaxis]
    starts, shift = starts[seen], shift[seen]
    pieces = np.stack([starts + enter * shift, starts + leave * shift], axis=1)
    # Clipped, as a step may be so long that a place on it is no longer exact.
    return pieces.clip(low, high), np.flatnonzero(leave[:, 0] < 1)


def _curve(losses):
    """The losses as a curve in a square from 0 to 1, y upwards, with what to write at its axis."""
    low, high = losses.min(), losses.max()
    is_log = bool(low > 0 and high / low >= _MANY_TIMES)
    if is_log:
        first, last = np.floor(np.log10(low)), np.ceil(np.log10(high))
        powers = np.arange(first, last + 1)
        ticks = 10.0 ** powers[:: max(1, int(np.ceil((len(powers) - 1) / 4)))]
        heights, tick_heights = np.log10(losses), np.log10(ticks)
    else:
        ticks = MaxNLocator(4, steps=[1, 2, 5, 10]).tick_values(
            min(low, 0), high if low or high else 1
        )
        heights, tick_heights = losses, ticks
        first, last = ticks[0], ticks[-1]
    span = last - first
    first_loss, last_loss = (plain(loss, 3) for loss in losses[[0, -1]])
    text = _("The loss over the steps, from {first} to {last}.")
    if is_log:
        text = _("The loss over the steps, from {first} to {last}, on a log scale.")
    return {
        "log": is_log,
        "description": text.format(first=first_loss, last=last_loss),
        "heights": ((heights - first) / span).round(4).tolist(),
        "ticks": [
            [float(height), plain(tick)]
            for height, tick in zip((tick_heights - first) / span, ticks, strict=True)
        ],
    }
