"""Stretches of numbers with open and closed ends, in exact arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A place between numbers: right before `at`, or right after it."""

    at: Fraction
    after: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The numbers between two cuts."""

    low: Cut
    high: Cut

    def words(self) -> dict[str, str]:
        """Return how people say it, in both languages."""
        low, high = shown(self.low.at), shown(self.high.at)
        if self.low.at == self.high.at:
            return {"range": f"giá trị {low}", "range_en": f"the value {low}"}
        begin, begin_en = ("trên", "above") if self.low.after else ("từ", "from")
        end, end_en = ("đến", "to") if self.high.after else ("đến dưới", "to below")
        return {
            "range": f"khoảng {begin} {low} {end} {high}",
            "range_en": f"what lies {begin_en} {low} {end_en} {high}",
        }


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers that a measure can be: from one end to the other, in steps of `unit` (None: every number)."""

    low: Fraction
    high: Fraction
    unit: Fraction | None

    def snapped(self, cut: Cut) -> Cut:
        """Return the same cut at the next number that the measure can be, so that equal cuts are equal."""
        if self.unit is None:
            return cut
        steps = cut.at / self.unit
        return Cut(self.unit * (math.floor(steps) + 1 if cut.after else math.ceil(steps)), after=False)

    def whole(self) -> Stretch:
        """Return all of it."""
        return Stretch(Cut(self.low, after=False), Cut(self.high, after=True))

    def empty(self, stretch: Stretch) -> bool:
        """Tell whether the measure can be none of these numbers."""
        return self.snapped(stretch.low) >= self.snapped(stretch.high)

    def both(self, one: Stretch, other: Stretch) -> Stretch:
        """Return what two stretches share, which may be empty."""
        return Stretch(max(one.low, other.low), min(one.high, other.high))

    def left(self, whole: Stretch, taken: list[Stretch]) -> list[Stretch]:
        """Return the parts of a stretch that none of the others takes, from low to high."""
        out, begin = [], whole.low
        for stretch in sorted(taken, key=lambda s: self.snapped(s.low)):
            gap = Stretch(begin, min(stretch.low, whole.high))
            if not self.empty(gap):
                out.append(gap)
            begin = max(begin, stretch.high)
        rest = Stretch(begin, whole.high)
        return out if self.empty(rest) else [*out, rest]


def shown(number: Fraction) -> str:
    """Return a number as rules write it; one without an end in decimals as a fraction."""
    if number.denominator == 1:
        return str(number.numerator)
    places = 1
    while (number * 10**places).denominator != 1 and places < 20:
        places += 1
    if places == 20:
        return str(number)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
