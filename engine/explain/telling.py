"""Values, cells, names and registers in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..diagnostics import Diagnostic, Lang, told_day
from ..source import Cell
from ..values import EPOCH, FieldType, Number
from . import words_en, words_vi
from .nodes import Amount, Coverage, Fact, Gap, Paper, Row, Told, Wanted

_WORDS: Mapping[Lang, Mapping[str, str]] = {Lang.VI: words_vi.WORDS, Lang.EN: words_en.WORDS}
#: Numbers of so many digits have a sign between thousands.
_GROUPED = 5
#: So many names are given, then how many there are besides.
NAMED = 10
#: Bounds so far apart say nothing: the value is empty, and the range of its column is all that is known.
_WIDE = 10**6
#: With no limit: every row is named, also those that do not decide.
ALL = 10**6


def grouped(text: str, lang: Lang) -> str:
    """Return a plain decimal as people write it: 48.600,5 in Vietnamese, 48,600.5 in English, 4860 in both."""
    whole, dot, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-")
    if len(digits) >= _GROUPED:
        digits = f"{int(digits):,}"
    if lang is Lang.VI:
        digits, dot = digits.replace(",", "."), dot.replace(".", ",")
    return sign + digits + dot + rest


@dataclass(frozen=True, slots=True)
class Teller:
    """Says things in one language; `cells`: with the place of every value."""

    lang: Lang = Lang.VI
    cells: bool = True

    def say(self, word: str, /, **parts: object) -> str:
        """Return a phrase with its parts filled in."""
        return _WORDS[self.lang][word].format(**parts)

    def many(self, word: str, count: int | Fraction, /, **parts: object) -> str:
        """Return a phrase that has a form of its own for one."""
        told = self.fraction(count) if isinstance(count, Fraction) else self.fraction(Fraction(count))
        return self.say(f"{word}-one" if count == 1 else word, n=told, **parts)

    # --- values ----------------------------------------------------------------------------------------------

    def day(self, day: dt.date | None) -> str:
        """Return a day as dd/mm/yyyy, in English as yyyy-mm-dd."""
        if day is None:
            return self.say("unknown-number")
        return told_day(day, self.lang)

    def decimal(self, value: Decimal) -> str:
        """Return an exact decimal without needless zeros, from five digits on with a sign between thousands."""
        return grouped(f"{value.normalize():f}", self.lang)

    def fraction(self, value: Fraction) -> str:
        """Return a number exactly, or marked as rounded with the fraction it stands for."""
        rest = value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        if rest == 1 and -exact.normalize().as_tuple().exponent <= 6:  # type: ignore[operator]  # it is finite
            return self.decimal(exact)
        rounded = self.decimal(round(exact, 2))
        return self.say("about", number=rounded)

    def amount(self, amount: Amount) -> str:
        """Return a number with its unit, or its bounds."""
        if amount.exact:
            return self._one(amount.low, amount)
        if amount.kind == "date" or self.boundless(amount):
            if amount.low > 0 and amount.kind not in {"date", "percent"}:
                return self.say("from-up", x=self._one(amount.low, amount))
            return self.say("not-computable" if amount.kind == "score" else "unknown-number")
        low = self.fraction(amount.low) if amount.kind in {"score", "days"} else self._one(amount.low, amount)
        return self.say("between", low=low, high=self._one(amount.high, amount))

    def boundless(self, amount: Amount) -> bool:
        """Tell whether the bounds of a number say nothing."""
        wide = amount.high - amount.low
        return wide >= _WIDE or (amount.kind == "percent" and wide == 100)

    def answer(self, value: Told, kind: FieldType | None = None) -> str:
        """Return an answer or a value: yes or no, a number with its word, a day, a choice."""
        match value:
            case None:
                return self.say("blank")
            case bool():
                return self.say("yes" if value else "no")
            case dt.date():
                return self.day(value)
            case Decimal():
                if not isinstance(kind, Number):
                    return self.decimal(value)
                word = "%" if kind.kind == "percent" else f" {kind.unit}" if kind.unit else ""
                return self.decimal(value) + word
            case _:
                return value

    def _one(self, value: Fraction, amount: Amount) -> str:
        if amount.kind == "date":
            return self.day(EPOCH + dt.timedelta(days=int(value)))
        if amount.kind == "grade":
            return self.grade(amount.names[int(value)] if 0 <= value < len(amount.names) else "")
        text = self.fraction(value)
        if amount.kind == "percent":
            return f"{text}%"
        if amount.kind in {"score", "days"}:
            return self.many(amount.kind, value)
        return f"{text} {amount.unit}" if amount.unit else text

    def distance(self, gap: Amount) -> str:
        """Return how far apart two numbers are, in words of their kind."""
        far = abs(gap.low)
        match gap.kind:
            case "date" | "days":
                return self.many("days", far)
            case "percent":
                return self.many("points", far)
            case "score":
                return self.many("score", far)
            case _:
                return f"{self.fraction(far)} {gap.unit}".strip()

    def value(self, fact: Fact) -> str:
        """Return what stands in a field."""
        return self.answer(fact.value, fact.type)

    def grade(self, label: str) -> str:
        """Return a grade by its label; no label is no grade."""
        return self.say("quoted", text=label) if label else self.say("no-grade")

    def number_of(self, count: int, noun: str) -> str:
        """Return how many there are, with the word for them where there is one."""
        return (
            self.say("persons", n=self.fraction(Fraction(count)), noun=noun.lower())
            if noun
            else self.many("entries", count)
        )

    # --- places ----------------------------------------------------------------------------------------------

    def at(self, cell: Cell | None) -> str:
        """Return a place in brackets, empty where places are left out."""
        return f" [{self.place(cell)}]" if self.cells and cell is not None and cell.file else ""

    def place(self, cell: Cell) -> str:
        """Return a place in words, with what is written there where something else was read."""
        kind = "row" if cell.cell.isdigit() else "cell"
        place = self.say(kind if cell.sheet else f"{kind}-file", cell=cell.cell, sheet=cell.sheet, file=cell.file)
        return self.say("written", place=place, text=cell.written) if cell.written else place

    def who(self, row: Row) -> str:
        """Return whom or what a row is: its name and key, or else whose it is."""
        if row.name and row.key:
            return f"{row.name} ({row.key})"
        if row.name or row.key:
            return row.name or row.key
        return self.who(row.owner) if row.owner is not None else self.say("someone")

    def several(self, parts: Iterable[str], limit: int = NAMED) -> str:
        """Return the first few, and how many more there are."""
        told = list(parts)
        more = len(told) - limit if len(told) > limit + 1 else 0  # one alone is named
        limit = len(told) - more
        return "; ".join(told[:limit]) + (f"; {self.say('and-more', n=more)}" if more > 0 else "")

    def either(self, parts: tuple[str, ...]) -> str:
        """Return alternatives."""
        quoted = [self.say("quoted", text=p) for p in parts]
        return quoted[0] if len(quoted) == 1 else self.say("or", first=", ".join(quoted[:-1]), last=quoted[-1])

    # --- registers -------------------------------------------------------------------------------------------

    def rejected(self, found: tuple[Diagnostic, ...]) -> str:
        """Return why rows were rejected, with their places."""
        return self.several(
            (
                d.message(self.lang).replace("`", "") + self.at(d.place if isinstance(d.place, Cell) else None)
                for d in found
            ),
            5,
        )

    def coverage(self, found: Coverage, subject: Row | None = None) -> str:
        """Return whether a register holds everything, what says so, or what is lacking."""
        register = self.say("quoted", text=found.label)
        paper = self._paper(found.paper) if found.paper is not None else ""
        if found.complete:
            if found.paper is not None:
                return self.say("complete-paper", register=register, paper=paper) + self.at(found.paper.cell)
            if found.rows is not None:
                rows = self.many("rows", found.rows)
                return self.say("complete-count", register=register, rows=rows) + self.at(found.stated_cell)
            return self.say("complete", register=register)
        if found.gap is None:
            raise AssertionError(found)
        shown = f": {self.rejected(found.rejected)}" if found.rejected else ""
        if found.gap is Gap.COUNT:
            shown = self.many("rows", found.rows or 0)
        why = self._unfit(found) if found.gap is Gap.ATTESTED_OTHERWISE else ""
        text = self.say(
            f"gap-{found.gap.value}", register=register, rows=shown, stated=found.stated, paper=paper, why=why
        )
        place = (
            found.stated_cell
            if found.gap in {Gap.COUNT, Gap.COUNT_MISSING}
            else found.paper.cell
            if found.paper
            else None
        )
        text += self.at(place)
        if found.lacking:
            return self.say("for", text=text, who=self.several((self.who(r) for r in found.lacking), 3))
        if (
            found.owner is not None
            and found.owner != subject
            and found.gap in {Gap.COUNT, Gap.COUNT_MISSING, Gap.REJECTED, Gap.UNATTESTED}
        ):
            return self.say("for", text=text, who=self.who(found.owner))
        return text

    def _unfit(self, found: Coverage) -> str:
        """Return what about the attestation sent does not fit: days, count, or a first day that nobody gave."""
        wanted = found.wanted if found.wanted is not None else Wanted(None, None, 0, ())
        paper = found.paper
        told = []
        if paper is not None:
            parts = {
                "first": self.day(paper.first), "last": self.day(paper.last),
                "since": self.day(wanted.first), "until": self.day(wanted.last),
                "stated": self.many("rows", paper.count), "rows": self.many("rows", wanted.count),
            }  # fmt: skip
            told = [self.say(f"unfit-{one.value}", **parts) for one in wanted.unfit]
        if found.since is not None:
            told.append(self.say("unfit-since", ask=self.say("quoted", text=found.since.ask)))
        return "; ".join(told)

    def _paper(self, paper: Paper) -> str:
        return self.say(
            "paper",
            office=self.say("paper-office", office=paper.office) if paper.office else "",
            document=self.say("paper-document", document=paper.document) if paper.document else "",
            day=self.say("paper-day", day=self.day(paper.day)),
            count=self.many("rows", paper.count), first=self.day(paper.first), last=self.day(paper.last),
        ).strip()  # fmt: skip
