"""Traits for numbers that say what they expect, and numbers as a person writes them."""

import math

import traitlets

from helpers.language import _


class Number(traitlets.TraitType):
    """A finite number within a range, ends included; stored as a float, or as an int if `whole`."""

    def __init__(self, low, high, default_value, *, whole=False, **options):
        """Take the range, and where the trait begins."""
        self.low, self.high, self.whole = low, high, whole
        super().__init__(default_value, **options)

    def validate(self, widget, value):
        """The number, or an error that says what was given, and what is expected."""
        wanted = _("a number from {low} to {high}")
        if self.whole:
            wanted = _("a whole number from {low} to {high}")
        wanted = wanted.format(low=plain(self.low), high=plain(self.high))
        number = as_float(value, value, self.name, wanted)
        fits = self.low <= number <= self.high and (number == int(number) or not self.whole)
        if not fits:
            raise ValueError(not_as(wanted, self.name, value))
        return int(number) if self.whole else number


class Pair(traitlets.TraitType):
    """Two finite numbers, each within a range of its own, stored as a tuple of floats.

    A tuple, so that whoever tries to change one of the two in its place is told: a list would
    change, and the widget would not hear of it.
    """

    def __init__(self, ranges, default_value=(0.0, 0.0), **options):
        """Take the two ranges, (low, high) each, or a function that gives them for a widget."""
        self.ranges = ranges
        super().__init__(default_value, **options)

    def validate(self, widget, value):
        """The two numbers, or an error that says what was given, and what is expected."""
        ranges = self.ranges(widget) if callable(self.ranges) else self.ranges
        wanted = _("two numbers, from {low} to {high} and from {other_low} to {other_high}")
        if ranges[0] == ranges[1]:
            wanted = _("two numbers, both from {low} to {high}")
        names, ends = ("low", "high", "other_low", "other_high"), map(plain, sum(ranges, ()))
        wanted = wanted.format(**dict(zip(names, ends, strict=True)))
        try:
            pair = tuple(value)
        except TypeError:
            raise TypeError(not_as(wanted, self.name, value)) from None
        pair = tuple(as_float(number, value, self.name, wanted) for number in pair)
        fits = len(pair) == 2 and all(
            low <= number <= high for number, (low, high) in zip(pair, ranges, strict=True)
        )
        if not fits:
            raise ValueError(not_as(wanted, self.name, value))
        return pair


def not_as(wanted, name, given):
    """A sentence that says what was given, and what is expected."""
    return _("{name} is {given!r}; expected {wanted}.").format(
        name=name, given=given, wanted=wanted
    )


def plain(number, digits=4):
    """A number as a person writes it: "0.5", "−2", "26890", and only where it must be "1.2e+45"."""
    size = abs(number)
    form = f".{digits}g" if size < 10**digits else ".0f" if size < 1e6 else ".2g"
    return f"{number + 0.0:{form}}".replace("-", "−")  # + 0.0 takes the sign from −0


def as_float(value, given, name, wanted):
    """The value as a float, or an error about what was given: words are no numbers, nor is True."""
    try:
        if isinstance(value, (str, bytes, bool)):
            raise TypeError
        number = float(value)
    except (TypeError, ValueError):
        raise TypeError(not_as(wanted, name, given)) from None
    if not math.isfinite(number):
        raise ValueError(not_as(wanted, name, given))
    return number
