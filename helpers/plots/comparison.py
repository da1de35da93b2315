"""Pictures that compare ways to train, each repeated."""

import numpy as np
from matplotlib import cbook
from matplotlib.lines import Line2D

from helpers.plots._style import COLORS, MARKERS, axes_or_new

__all__ = ["plot_comparison"]

_STYLES = ("-", "--", "-.", ":")


def plot_comparison(runs, *, ax=None, **options):
    """Draw for each way its mean over repeated runs, and a band from the lowest to the highest.

    Each way has a colour, a line style and a marker of its own. Steps are counted from 1.

    Parameters
    ----------
    runs : dict of str to array of float, shape (repeats, steps)
        Under the name of each way one row a run, such as the validation losses of five seeds.
        Ways may differ in their repeats and steps. It is not changed.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made.
    **options
        Handed on to `Axes.plot` for every line, such as `linewidth=1`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    TypeError
        If `runs` is not a dict, or holds something else than numbers.
    ValueError
        If there is nothing to draw, more than seven ways, or runs that are not a table of
        equally many steps each.

    Examples
    --------
    >>> ax = plot_comparison({"plain": [[0.9, 0.5], [0.7, 0.3]], "dropout": [[0.8, 0.2]]})
    >>> ax.lines[0].get_ydata().tolist(), ax.lines[1].get_label()
    ([0.8, 0.4], 'dropout')
    """
    if not isinstance(runs, dict):
        raise TypeError(
            f"runs is a {type(runs).__name__}; expected a dict such as "
            '{"dropout": [[0.9, 0.5], [0.8, 0.4]]}, one row a run.'
        )
    if not 1 <= len(runs) <= len(COLORS):
        raise ValueError(
            f"runs holds {len(runs)} ways; expected 1 to {len(COLORS)}, so that they can be told "
            "apart. Draw the rest into a second picture."
        )
    tables = {name: _table(name, rows) for name, rows in runs.items()}
    options = cbook.normalize_kwargs(options, Line2D)
    ax = axes_or_new(ax, (7, 4))
    for index, (name, table) in enumerate(tables.items()):
        steps = np.arange(1, table.shape[1] + 1)
        style = {
            "color": COLORS[index],
            "linestyle": _STYLES[index % len(_STYLES)],
            "marker": MARKERS[index],
            "markersize": 6,
            "label": name,
        }
        (line,) = ax.plot(steps, table.mean(axis=0), **(style | options))
        lowest, highest = table.min(axis=0), table.max(axis=0)
        ax.fill_between(steps, lowest, highest, color=line.get_color(), alpha=0.15, linewidth=0)
    ax.grid(alpha=0.3)
    ax.legend(handlelength=4)
    return ax


def _table(name, rows):
    try:
        table = np.asarray(rows, dtype=float)
    except TypeError:
        raise TypeError(f"runs[{name!r}] is {rows!r}; expected numbers, one row a run.") from None
    except ValueError:
        raise ValueError(
            f"runs[{name!r}] is no table of numbers; expected equally many steps in every run. "
            "Cut the longer ones."
        ) from None
    if table.ndim != 2 or table.size == 0:
        raise ValueError(
            f"runs[{name!r}] has shape {table.shape}; expected (repeats, steps). Hand in one row "
            "a run, a single run as [[...]]."
        )
    return table
