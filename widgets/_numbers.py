"""Traits for numbers that say what they expect, and numbers as a person writes them."""

import math

import traitlets


class Number(traitlets.TraitType):
    """A finite number within a range, ends included; stored as a float, or as an int if `whole`."""

    def __init__(self, low, high, default_value, *, whole=False, **options):
        """Take the range, and where the trait begins."""
        self.low, self.high, self.whole = low, high, whole
        super().__init__(default_value, **options)

    def validate(self, widget, value):
        """The number, or an error that says what was given, and what is expected."""
        kind = "a whole number" if self.whole else "a number"
        wanted = f"expected {kind} from {plain(self.low)} to {plain(self.high)}."
        number = as_float(value, value, self.name, wanted)
        fits = self.low <= number <= self.high and (number == int(number) or not self.whole)
        if not fits:
            raise ValueError(f"{self.name} is {value!r}; {wanted}")
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
        each = [f"from {plain(low)} to {plain(high)}" for low, high in ranges]
        where = f"both {each[0]}" if each[0] == each[1] else " and ".join(each)
        wanted = f"expected two numbers, {where}."
        try:
            pair = tuple(value)
        except TypeError:
            raise TypeError(f"{self.name} is {value!r}; {wanted}") from None
        pair = tuple(as_float(number, value, self.name, wanted) for number in pair)
        fits = len(pair) == 2 and all(
            low <= number <= high for number, (low, high) in zip(pair, ranges, strict=True)
        )
        if not fits:
            raise ValueError(f"{self.name} is {value!r}; {wanted}")
        return pair


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
        raise TypeError(f"{name} is {given!r}; {wanted}") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} is {given!r}; {wanted}")
    return number
