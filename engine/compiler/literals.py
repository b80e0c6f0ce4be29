"""The numbers and days written in rules, and the ways a clause may say them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..law import Citation, fold
from ..source import Span
from ..syntax import ast
from ..syntax.format import plain

#: A year; beside "năm" it is no part of a day.
_YEAR = re.compile(r"(?:19|20|21)\d\d")
#: Days, months and years as clauses write them.
DAYS = re.compile(r"(ngày \d+(?:[/.-]\d+)*|tháng \d+|năm \d{4}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{1,2}/\d{4}\b)")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or day in a rule: as shown, and the forms in which a clause may say it."""

    shown: str
    forms: frozenset[str]
    dated: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cited:
    """One rule with its citation: what it is, what it is called, and the literals it holds."""

    what: str
    id: str
    label: str
    cite: ast.CiteD
    readings: tuple[ast.Name, ...] = ()
    literals: tuple[Literal, ...] = ()


def citation(cite: ast.CiteD) -> Citation:
    """Return a citation as the plan keeps it."""
    quote = cite.quote.value if cite.quote else ""
    return Citation(cite.document.value, cite.clause.value, quote, cite.clause.span)


def numeral(value: Decimal, span: Span | None) -> Literal:
    """Return a number as a literal."""
    return Literal(plain(value), number_forms(value), dated=False, span=span)


def literals(expr: ast.Expr) -> Iterator[Literal]:
    """Yield the numbers and days written in an expression."""
    match expr:
        case ast.NumberLit(value, _, span):
            yield numeral(value, span)
        case ast.DateLit(value, span):
            yield Literal(value.isoformat(), date_forms(value), dated=True, span=span)
        case ast.DivideX(left, right, step, _, span):
            yield numeral(step, span)
            yield from literals(left)
            yield from literals(right)
        case ast.RoundX(item, step, _, span):
            yield numeral(step, span)
            yield from literals(item)
        case _:
            for part in ast.parts(expr):
                yield from literals(part)


def number_forms(value: Decimal) -> frozenset[str]:
    """Return the ways a clause may write a number: 97, 97,5 or 97.5, 1.000, two digits, in words up to ten.

    "không" and "năm" are left out: they mean "not" and "year" far more often than 0 and 5.
    """
    text = plain(value.normalize())
    words = ("", "một", "hai", "ba", "bốn", "", "sáu", "bảy", "tám", "chín", "mười")
    forms = {text, text.replace(".", ",")}
    if value == int(value) and value >= 1000:
        forms.add(f"{int(value):,}".replace(",", "."))
    if value == int(value) and 0 <= value < len(words):
        forms |= {text.zfill(2), words[int(value)]}
    return frozenset(forms - {""})


def date_forms(day: dt.date) -> frozenset[str]:
    """Return the ways a clause may write a day."""
    forms = {day.isoformat()}
    for d in {str(day.day), f"{day.day:02}"}:
        for m in {str(day.month), f"{day.month:02}"}:
            forms |= {
                f"{d} tháng {m} năm {day.year}",
                f"{d}/{m}/{day.year}",
                f"{d}-{m}-{day.year}",
                f"{d}.{m}.{day.year}",
            }
    return frozenset(forms)


#: A number word beside one of these is part of a greater number: "hai mươi", "mười hai".
_NUMBER_WORDS = "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|nghìn|ngàn|triệu|tỷ|linh|lẻ|phẩy|rưỡi"


def says(text: str, literal: Literal) -> bool:
    """Tell whether a text holds a literal, as a whole word or number; the numbers of a day are no other number."""
    years = (f for f in literal.forms if _YEAR.fullmatch(f))  # of a day there is no such form
    if any(re.search(rf"\bnăm {re.escape(year)}(?!\d)", fold(text).lower()) for year in years):
        return True
    return next(places(text, literal), None) is not None


def words_of(text: str, *, dated: bool) -> str:
    """Return a text as literals are sought in it: folded, in small letters, its days blanked out for numbers."""
    folded = fold(text).lower()
    return folded if dated else DAYS.sub(lambda day: "|" * len(day[0]), folded)


def places(text: str, literal: Literal) -> Iterator[tuple[int, int]]:
    """Yield where a text (as `words_of` gives it) holds a literal, from and to."""
    folded = words_of(text, dated=literal.dated)
    for form in sorted(literal.forms):
        for hit in re.finditer(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", folded):
            before, after = folded[: hit.start()], folded[hit.end() :]
            if form[0].isdigit() or not (
                re.search(rf"\b(?:{_NUMBER_WORDS}) $", before) or re.match(rf" (?:{_NUMBER_WORDS})\b", after)
            ):
                yield hit.span()
