"""Exercises that answer: `check` says what was wrong, `hint` nudges, `solution` shows one."""

import re
from itertools import groupby

from exercises._block import Block
from exercises._exercise import Exercise, exercises
from exercises._progress import note, noted
from exercises._verdict import ASLEEP, OPEN, RIGHT, WRONG, verdict
from helpers.language import _

__all__ = ["Exercise", "check", "hint", "passed", "progress", "solution"]

_TITLES = {
    OPEN: _("Exercise {id}: not attempted yet"),
    ASLEEP: _("Exercise {id}: the cells above have not run"),
    RIGHT: _("Exercise {id}: right"),
    WRONG: _("Exercise {id}: not yet"),
}


def check(id, answer=..., *, seed=None):
    """Check an answer and say, in a sentence or two, how it stands.

    Parameters
    ----------
    id : str
        The exercise, such as "1.1".
    answer : object
        The learner's answer. Whatever it is, nothing raises and nothing of it is changed; a
        function is tried on inputs of the exercise's own, for five seconds at most.
    seed : int, optional
        For the inputs that are made by chance: without it they are new each time.

    Returns
    -------
    None
        What there is to say is displayed: in a notebook as a small block, elsewhere printed.

    Examples
    --------
    >>> check("1.1", ...)
    Exercise 1.1: not attempted yet
    Put your answer where the `...` stands. Stuck? Run `hint("1.1")`.
    """
    if swapped := _are_swapped(id, answer):
        id, answer = answer, id
    exercise = _find(id)
    if exercise is None:
        return
    result = verdict(exercise, answer, seed)
    mood, words = {RIGHT: "right", WRONG: "wrong"}.get(result.state, "plain"), [result.text]
    if result.state == OPEN:
        words.append(_('Stuck? Run `hint("{id}")`.').format(id=exercise.id))
    if mood != "plain":
        problem = note(exercise.id, mood)
        words.append(problem if result.state == RIGHT else "")
    if swapped:
        order = _('(The number comes first: `check("{id}", {name})`.)')
        words.append(order.format(id=exercise.id, name=exercise.name))
    title = _TITLES[result.state].format(id=exercise.id)
    Block(title, " ".join(filter(None, words)), mood, result.printed).show()
    for message in result.shown:  # such as a picture; where there is one, is IPython
        from IPython.display import publish_display_data

        publish_display_data(message["data"], message["metadata"])


def passed(id, answer):
    """Whether an answer is right: for an assertion, as nothing is shown and nothing noted.

    Raises
    ------
    ValueError
        If there is no such exercise.
    """
    exercise = _named(id)
    if exercise is None:
        raise ValueError(". ".join(_no_exercise(id)))
    return verdict(exercise, answer).state == RIGHT


def hint(id=None):
    """Show the next hint of an exercise, such as "1.1"; after the last, again the first."""
    exercise = _find(id)
    if exercise is None:
        return
    given = noted()[0][exercise.id, "hint"]
    note(exercise.id, "hint")
    rounds, index = divmod(given, len(exercise.hints))
    words = exercise.hints[index]
    if rounds and index == 0:
        all_seen = _(
            'That was the last hint. `solution("{id}")` shows one way to do it. Or begin again:'
        )
        words = f"{all_seen.format(id=exercise.id)}\n{words}"
    title = _("Exercise {id}: hint {number} of {count}")
    title = title.format(id=exercise.id, number=index + 1, count=len(exercise.hints))
    Block(title, words).show()


def solution(id=None):
    """Show one way to solve an exercise, such as "1.1"."""
    exercise = _find(id)
    if exercise is not None:
        title = _("Exercise {id}: one solution").format(id=exercise.id)
        Block(title, code=exercise.code).show()


def progress():
    """Show which exercises are solved, lesson by lesson, and how often others were tried.

    The list is kept in a file of the learner's own, in `helpers.storage.data_folder()`; nothing
    is sent anywhere.
    """
    (events, problem), signs, rows = noted(), {}, []
    for id in exercises():
        times = events[id, "wrong"]
        tried = _("· (tried {times}×)").format(times=times) if times else "·"
        signs[id] = "✓" if events[id, "right"] else tried
    for lesson, ids in groupby(signs, lambda id: exercises()[id].lesson):
        ids = list(ids)
        solved = [signs[id] for id in ids].count("✓")
        standing = "  ".join(f"{id} {signs[id]}" for id in ids)
        rows.append(
            (
                _("Lesson {number}").format(number=lesson),
                _("{solved} of {count}").format(solved=solved, count=len(ids)),
                standing,
            )
        )
    title = _("{solved} of {count} exercises solved")
    title = title.format(solved=list(signs.values()).count("✓"), count=len(signs))
    Block(title, problem, rows=tuple(rows)).show()


def _named(id):
    """The exercise of this id, or None. "Exercise 1.1", blanks and 1.1 as a number will do."""
    if not isinstance(id, str | float):
        return None
    return exercises().get(str(id).strip().lower().removeprefix("exercise").strip())


def _are_swapped(id, answer):
    """Whether the answer was handed in first: the other one names an exercise, this cannot."""
    is_text = isinstance(id, str) and re.search(r"\d\.\d", id)
    is_number = isinstance(id, float | int) and not isinstance(answer, str)
    return not (is_text or is_number) and _named(answer) is not None


def _find(id):
    """The exercise of this id; where there is none, that is said, and None returned."""
    exercise = _named(id)
    if exercise is None:
        Block(*_no_exercise(id)).show()
    return exercise


def _no_exercise(id):
    """That there is no exercise of this id, and which ones there are."""
    none = _("There is no exercise of this name")
    if isinstance(id, str | int | float):
        none = _("There is no exercise `{id}`").format(id=id)
    ids = list(exercises())
    how = _('An exercise is named by its number in quotes, from "{first}" to "{last}".')
    return none, how.format(first=ids[0], last=ids[-1])
