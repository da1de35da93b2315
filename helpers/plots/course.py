"""The map of the course as a picture."""

from itertools import pairwise

from matplotlib.patches import FancyBboxPatch

from helpers.plots._style import BLACK, GREY, PALE, picture_axes

__all__ = ["plot_course_map"]

_WIDTH, _HEIGHT, _ACROSS, _DOWN = 2.1, 1.0, 2.6, 1.75  # of a box; from box to box


def plot_course_map(parts, *, ax=None, **options):
    """Draw the way through a course: a row of boxes for each part, and arrows in reading order.

    Parameters
    ----------
    parts : dict of str to list of str
        For each part its name and the short titles of its lessons, in order; a line break is kept.
        The lessons are numbered through, from 1.
    ax : matplotlib Axes, optional
        Where to draw; without it a new figure is made, in a size that fits.
    **options
        Handed on to each box, a `FancyBboxPatch`, such as `facecolor="white"`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no part, or a part has no lesson.
    TypeError
        If `parts` is not a dict of lists of titles.

    Examples
    --------
    >>> ax = plot_course_map({"NumPy": ["Tensors", "Products"], "Keras": ["Nets"]})
    >>> len(ax.patches)
    3
    """
    rows = _checked(parts)
    most = max(len(lessons) for _, lessons in rows)
    ax = picture_axes(ax, (min(8, 0.8 + 1.8 * most), 0.2 + 1.15 * len(rows)))
    centres = []
    for row, (part, lessons) in enumerate(rows):
        y = -row * _DOWN
        ax.text(-_WIDTH / 2, y + _HEIGHT / 2 + 0.14, part, fontsize=10, color=GREY, va="bottom")
        for column, title in enumerate(lessons):
            x = column * _ACROSS
            centres.append((x, y))
            number = str(len(centres))
            look = {
                "facecolor": PALE,
                "edgecolor": BLACK,
                "boxstyle": "round,pad=0,rounding_size=0.15",
            }
            corner = (x - _WIDTH / 2, y - _HEIGHT / 2)
            ax.add_patch(FancyBboxPatch(corner, _WIDTH, _HEIGHT, **(look | options)))
            ax.text(x - _WIDTH / 2 + 0.14, y, number, fontsize=15, weight="bold", va="center")
            ax.text(x + 0.26, y, title, fontsize=9.5, ha="center", va="center", linespacing=1.25)
    for start, end in pairwise(centres):
        _draw_arrow(ax, start, end)
    ax.set(
        xlim=(-_WIDTH / 2 - 0.5, (most - 1) * _ACROSS + _WIDTH / 2 + 0.1),
        ylim=(-(len(rows) - 1) * _DOWN - _HEIGHT / 2 - 0.1, _HEIGHT / 2 + 0.6),
        aspect="equal",
    )
    return ax


def _draw_arrow(ax, start, end):
    """Draw an arrow from box to box; into a new row it runs around the left of that row's name."""
    (x0, y0), (x1, y1) = start, end
    style = {"arrowstyle": "-|>", "color": BLACK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
    if y0 == y1:
        ends = (x1 - _WIDTH / 2, y1), (x0 + _WIDTH / 2, y0)
        ax.annotate("", *ends, arrowprops=style)
        return
    turn, left = y0 - _HEIGHT / 2 - 0.16, x1 - _WIDTH / 2 - 0.4
    path = [x0, x0, left, left], [y0 - _HEIGHT / 2, turn, turn, y1]
    ax.plot(*path, color=BLACK, linestyle="-", linewidth=1.4)
    ax.annotate("", (x1 - _WIDTH / 2, y1), (left, y1), arrowprops=style)


def _checked(parts):
    if not isinstance(parts, dict):
        raise TypeError(
            f"parts is a {type(parts).__name__}; expected a dict of lists, such as "
            '{"NumPy": ["Tensors"]}.'
        )
    if not parts:
        raise ValueError("parts is empty; expected at least one part with a lesson.")
    for part, lessons in parts.items():
        if not isinstance(lessons, (list, tuple)) or not all(isinstance(t, str) for t in lessons):
            raise TypeError(
                f'parts[{part!r}] is {lessons!r}; expected a list of titles, such as ["Tensors"].'
            )
        if not lessons:
            raise ValueError(f"parts[{part!r}] has no lesson; leave it out, or name one.")
    return [(str(part), list(lessons)) for part, lessons in parts.items()]
