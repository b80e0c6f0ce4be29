"""A criterion in three figures: what was found, what was wanted, how far apart they are; and the cells behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from ..source import Cell
from .amounts import limit_text, sides, taken
from .branches import every_leaf, sides_taken
from .nodes import (
    Asked,
    AtOwner,
    Both,
    Chosen,
    Compared,
    Counted,
    Dated,
    Depends,
    Edge,
    Either,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Holds,
    Literal,
    Member,
    Named,
    Negated,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Rounded,
    RunOf,
    Stands,
    Step,
    Unsaid,
)  # fmt: skip
from .telling import Teller

#: What a program reads is the same in every language.
_PLAIN: Mapping[str, str] = {
    "yes": "yes", "no": "no", "blank": "missing", "given": "given", "not-given": "missing",
    "not-one-of": "not {options}",
    "between": "{low} to {high}", "from-up": "at least {x}",
    "unknown-number": "unknown", "not-computable": "unknown", "days": "{n} days", "points": "{n} points",
    "days-one": "{n} days", "points-one": "{n} points",
    "or": "{first} or {last}", "quoted": "{text}", "score": "{n}", "score-one": "{n}", "no-grade": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plain(Teller):
    """Values for programs: ISO days, decimal points, exact fractions."""

    def say(self, word: str, /, **parts: object) -> str:
        """Return a phrase; thresholds are the sign and the number."""
        template = _PLAIN.get(word) or word.removesuffix("-date").removesuffix("-grade") + " {x}"
        return template.format(**parts)

    def day(self, day: dt.date | None) -> str:
        """Return a day as yyyy-mm-dd."""
        return day.isoformat() if day is not None else "unknown"

    def decimal(self, value: Decimal) -> str:
        """Return an exact decimal."""
        return f"{value.normalize():f}"

    def fraction(self, value: Fraction) -> str:
        """Return a number exactly: as a decimal where it ends, else as a fraction."""
        if set(prime_factors(value.denominator)) <= {2, 5}:
            return self.decimal(Decimal(value.numerator) / Decimal(value.denominator))
        return f"{value.numerator}/{value.denominator}"


def prime_factors(number: int) -> Iterator[int]:
    """Yield 2 and 5 as often as they divide a number, and then what is left of it."""
    for prime in (2, 5):
        while number % prime == 0:
            yield prime
            number //= prime
    if number > 1:
        yield number


Headline = tuple[str | None, str | None, str | None]


def headline(teller: Plain, step: Step) -> Headline:
    """Return value, threshold and gap as texts, None where there is none."""
    match step:
        case Holds() if step.given:
            return _given(teller, step.code), teller.say("given"), None
        case Holds(_, fact, options):
            value = None if fact.value is None else teller.value(fact)
            return value, teller.either(options) if options else teller.say("yes"), None
        case Opinion() if step.given:
            return _given(teller, step.code), teller.say("given"), None
        case Opinion():
            value = None if step.answer is None else teller.answer(step.answer, step.type)
            return value, teller.either(step.wanted) if step.wanted else teller.say("yes"), None
        case Depends(_, test, then, other):
            sides_ = sides_taken(test.code, then, other)
            return headline(teller, sides_[0]) if len(sides_) == 1 else (None, None, None)
        case Compared():
            number, op, threshold = sides(step)
            value = teller.amount(number.amount) if number.amount.exact else None
            gap = teller.distance(step.gap) if step.gap is not None and step.code == 0 else None
            return value, limit_text(teller, op, threshold), gap
        case Negated(_, item):
            if isinstance(item, Quantified) and not item.every:
                found = sum(min(m.passes, m.has) == 2 for m in item.tally.rows)
                return (str(found) if step.code != 1 else None), "0", str(found) if step.code == 0 else None
            told, wanted, far = headline(teller, item)
            return told, wanted and teller.say("not-one-of", options=wanted), far
        case Both(_, items) | Either(_, items):
            good = sum(i.code == 2 for i in items)
            wanted_count = len(items) if isinstance(step, Both) else 1
            gap = str(wanted_count - good) if step.code == 0 else None
            return f"{good}/{len(items)}", f"{wanted_count}/{len(items)}", gap
        case Quantified(code, every, tally):
            if every:
                value = None if code == 1 else f"{tally.good}/{tally.sure}"
                return (
                    value,
                    f"{tally.sure}/{tally.sure}" if tally.closed else None,
                    str(tally.bad) if code == 0 else None,
                )
            return str(tally.good) if code != 1 else None, teller.say(">=", x=1), "1" if code == 0 else None
        case OwnerHas(_, _, _, _, item):
            return headline(teller, item) if item is not None else (None, None, None)
        case Stands(code):
            return (None if code == 1 else teller.say("yes" if code else "no")), teller.say("yes"), None
        case _:
            assert_never(step)


def _given(teller: Plain, code: int) -> str | None:
    return None if code == 1 else teller.say("given" if code else "not-given")


def cells(step: Step) -> list[Cell]:
    """Return the cells that a step was read from, sorted, each once."""
    found = {c for leaf in every_leaf(step) for c in _cells(leaf) if c.file}
    return sorted(found, key=lambda c: (c.file, c.sheet, c.cell.rjust(12)))


def exceptions(step: Step) -> list[Member]:
    """Return the rows under the aggregates of a step that are worth naming."""
    return [m for leaf in every_leaf(step) for m in _members(leaf)]


def _members(step: Step) -> Iterator[Member]:
    match step:
        case Quantified(code, every, tally):
            if every:
                yield from (m for m in tally.rows if code != 2)
            else:
                yield from (m for m in tally.rows if code == 0 or min(m.passes, m.has) >= 1)
        case Compared(_, _, left, right):
            for side in (left, right):
                yield from _counted(side)
        case _:
            return


def _counted(number: Numeral) -> Iterator[Member]:
    match number:
        case Counted(_, tally) | Folded(_, _, _, tally):
            yield from tally.rows
        case AtOwner(_, _, _, _, item) if item is not None:
            yield from _counted(item)
        case Formula(_, _, _, parts) | Edge(_, _, parts):
            for part in parts:
                yield from _counted(part)
        case RunOf(_, _, _, tally):
            yield from tally.rows
        case Rounded(_, _, item) | Dated(_, _, _, _, _, item):
            yield from _counted(item)
        case Chosen():
            for side in _sides(number):
                yield from _counted(side)
        case _:
            return


def _cells(step: Step) -> Iterator[Cell]:
    match step:
        case Holds(_, fact):
            yield fact.cell
        case Opinion() if step.cell is not None:
            yield step.cell
        case Compared(_, _, left, right):
            yield from _number_cells(left)
            yield from _number_cells(right)
        case Quantified(_, _, tally):
            for cover in tally.coverage:
                if cover.paper is not None:
                    yield cover.paper.cell
                elif cover.stated_cell is not None:
                    yield cover.stated_cell
        case _:
            return


def _number_cells(number: Numeral) -> Iterator[Cell]:
    match number:
        case FieldNumber(_, fact):
            yield fact.cell
        case Parameter(_, _, _, cell) if cell is not None:
            yield cell
        case AtOwner(_, _, _, _, item) if item is not None:
            yield from _number_cells(item)
        case Formula(_, _, _, parts) | Edge(_, _, parts) | FirstGiven(_, parts):
            for part in parts:
                yield from _number_cells(part)
        case Asked(_, opinion):
            if opinion.cell is not None:
                yield opinion.cell
        case Chosen(_, test):
            for leaf in every_leaf(test):
                yield from _cells(leaf)
            for side in _sides(number):
                yield from _number_cells(side)
        case Rounded(_, _, item) | Dated(_, _, _, _, _, item) | Named(_, _, _, _, item):
            yield from _number_cells(item)
        case Counted(_, tally) | Folded(_, _, _, tally) | RunOf(_, _, _, tally):
            for cover in tally.coverage:
                if cover.paper is not None:
                    yield cover.paper.cell
        case Literal() | Parameter() | AtOwner() | Unsaid():
            return
        case _:
            assert_never(number)


def _sides(number: Chosen) -> tuple[Numeral, ...]:
    side = taken(number)
    return (number.then, number.other) if side is None else (side,)
