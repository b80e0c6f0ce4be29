"""Number formats: whether a number is shown as a hundred times itself with a percent sign."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

#: A text in quotes, a sign that is shown as it is, a colour or condition, or one character.
_TOKEN = re.compile(r'"[^"]*"?|[\\_*].|\[[^\]]*\]?|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]*)?)\]")
_COMPARE: dict[str, Callable[[Decimal | float, Decimal], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format between semicolons: the sign it shows, and for which numbers it is meant."""

    percent: bool
    empty: bool
    meant: str = ""
    limit: Decimal = Decimal(0)

    def holds(self, value: Decimal | float) -> bool:
        """Tell whether the section's own condition holds; one without a condition takes what is left."""
        return not self.meant or _COMPARE[self.meant](value, self.limit)


def is_percent(number_format: str, value: Decimal | float) -> bool:
    """Tell whether a number in a format is shown in percent; a percent sign in quotes is only a text."""
    if "%" not in number_format:
        return False
    sections = _sections(number_format)
    if any(s.meant for s in sections):
        return next((s for s in sections if s.holds(value)), sections[-1]).percent
    at = 1 if value < 0 else 2 if value == 0 else 0
    own = sections[at] if at < len(sections) else sections[0]
    return (sections[0] if own.empty else own).percent


@lru_cache(maxsize=1024)
def hides_day(number_format: str) -> bool:
    """Tell whether a format shows the year of a day and not the day: what was typed there is a month."""
    plain = "".join(sign for sign in _TOKEN.findall(number_format) if len(sign) == 1).lower()
    shown = plain.partition(";")[0]
    return "y" in shown and "d" not in shown


def month_of(day: dt.date, number_format: str) -> str | None:
    """Return the month that a cell shows, None where it shows a day or holds one other than the first."""
    return f"{day.month:02}/{day.year}" if day.day == 1 and hides_day(number_format) else None


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    """Return the sections for numbers: at most three, the one for texts left out."""
    parts: list[list[str]] = [[]]
    for sign in _TOKEN.findall(number_format):
        if sign == ";":
            parts.append([])
        else:
            parts[-1].append(sign)
    numeric = [part for part in parts[:3] if "@" not in part] or parts[:1]
    return tuple(_section(part) for part in numeric)


def _section(signs: list[str]) -> _Section:
    meant = next((found for sign in signs if (found := _CONDITION.fullmatch(sign))), None)
    empty = all(sign[0] in '["\\_*' for sign in signs) and not meant
    if meant:
        return _Section("%" in signs, empty, meant[1], Decimal(meant[2]))
    return _Section("%" in signs, empty)
