"""Exercises that answer: `check` says what was wrong, `hint` nudges, `solution` shows one."""

from exercises._block import Block
from exercises._exercise import Exercise, exercises
from exercises._progress import record, solved
from exercises._verdict import OPEN, RIGHT, WRONG, verdict

__all__ = ["Exercise", "check", "hint", "progress", "solution"]

_hints_given = {}


def check(id, answer=...):
    """Check an answer and say, in a sentence or two, how it stands.

    Parameters
    ----------
    id : str
        The exercise, such as "1.1".
    answer : object
        The learner's answer. Whatever it is, nothing raises and nothing of it is changed; a
        function is tried on inputs of the exercise's own, for five seconds at most.

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
    exercise = _find(id)
    if exercise is None:
        return
    result = verdict(exercise, answer)
    words = result.text
    if result.state == OPEN:
        words += f' Stuck? Run `hint("{exercise.id}")`.'
    if result.state == RIGHT:
        words = f"{words} {record(exercise.id)}".strip()
    mood = {OPEN: "plain", RIGHT: "right", WRONG: "wrong"}[result.state]
    Block(f"Exercise {exercise.id}: {result.state}", words, mood).show()


def hint(id):
    """Show the next hint of an exercise, such as "1.1"; after the last, where the solution is."""
    exercise = _find(id)
    if exercise is None:
        return
    given = _hints_given.get(exercise.id, 0)
    _hints_given[exercise.id] = given + 1
    if given >= len(exercise.hints):
        more = f'These were all. `solution("{exercise.id}")` shows one way to do it.'
        Block(f"Exercise {exercise.id}: no more hints", more).show()
        return
    title = f"Exercise {exercise.id}: hint {given + 1} of {len(exercise.hints)}"
    Block(title, exercise.hints[given]).show()


def solution(id):
    """Show one way to solve an exercise, such as "1.1"."""
    exercise = _find(id)
    if exercise is not None:
        Block(f"Exercise {exercise.id}: one solution", code=exercise.code).show()


def progress():
    """Show which exercises are solved, lesson by lesson.

    The list is kept in a file of the learner's own, in `helpers.storage.data_folder()`; nothing
    is sent anywhere.
    """
    done, note = solved()
    by_lesson = {}
    for exercise in exercises().values():
        by_lesson.setdefault(exercise.lesson, []).append(exercise.id)
    rows = tuple(
        (
            f"Lesson {lesson}",
            f"{sum(i in done for i in ids)} of {len(ids)}",
            "  ".join(f"{i} {'✓' if i in done else '·'}" for i in ids),
        )
        for lesson, ids in by_lesson.items()
    )
    total = sum(id in done for id in exercises())
    Block(f"{total} of {len(exercises())} exercises solved", note, rows=rows).show()


def _find(id):
    """The exercise with this id; where there is none, that is said, and None returned."""
    known = exercises()
    wanted = id if isinstance(id, str) else str(id) if isinstance(id, float) else None
    if wanted in known:
        return known[wanted]
    given = f"`{id}`" if isinstance(id, str | int | float) else f"a {type(id).__name__}"
    Block(
        f"There is no exercise {given}",
        f'An exercise is named by its number in quotes, from "{min(known)}" to "{max(known)}".',
    ).show()
    return None
