"""Choosing the sheets and columns of the templates: what the rule set needs, under words that are read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import plan
from ...called import name_on, with_names
from ...diagnostics import Diagnostic, ReportedError, run_codes
from ...records.binding import (
    KEY,
    NAME,
    SUBJECT_COLUMN,
    Words,
    field_target,
    is_ordinal,
    owner_target,
    plain_fold,
    registers_of,
    words_of,
)
from ...values import Choice, FieldType, YesNo
from . import kinds
from .model import Book, Column, Sheet, Shown
from .needed import attested, needed
from .telling import Teller
from .uses import uses_of
from .words import EXAMPLES

GUIDE, CHOICES = "Hướng dẫn", "Danh mục"
#: Names that are taken: the sheets beside the lists, and the one that Excel keeps to itself.
_TAKEN = (GUIDE, CHOICES, "Lỗi cần sửa", "History")
_LONGEST_NAME = 31
_LIST = re.compile(r"^(?:danh sách|bảng tổng hợp)\s+", re.IGNORECASE)
#: A longer header is no header to the import.
_LONGEST_HEAD = 140


def books_of(ready: plan.Plan, readings: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[Book, Book]:
    """Return the book for the units and the one for the council's office.

    `readings` are the readings that a (register, field) of the rule set rests on. Raises ReportedError for columns
    that have no word of their own, so that they would be asked for when the book comes back.
    """
    ready = with_names(ready, lambda values: name_on(values, values[0].since - 1))
    registers = registers_of(ready)
    wanted = needed(ready)
    units = [*ready.registers, *(n for n in ("nomination",) if n in wanted and n not in ready.registers)]
    office = ("attestation", "judgement", "appraisal", "council", "grant", "parameter", "successor")
    lost: list[Diagnostic] = []
    chooser = _Chooser(ready, registers, Teller(ready, registers, uses_of(ready), readings), lost)
    first = Book(f"{ready.id}-don-vi.xlsx", ready, chooser.sheets(units), council=False)
    council = chooser.sheets([n for n in office if n in wanted and n not in ready.registers])
    if lost:
        raise ReportedError(lost)
    return first, Book(f"{ready.id}-hoi-dong.xlsx", ready, council, council=True)


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses the sheets of one plan; findings about columns that cannot be told apart go to `lost`."""

    ready: plan.Plan
    registers: Mapping[str, plan.Register]
    teller: Teller
    lost: list[Diagnostic]

    def sheets(self, names: Sequence[str]) -> tuple[Sheet, ...]:
        """Return the sheets of some registers, every one under a name of its own."""
        titles = {name: words_of(self.registers, name).titles for name in self.registers}
        used = {plain_fold(t) for t in _TAKEN}
        out = []
        for name in names:
            others = {t for n, told in titles.items() if n != name for t in told} - set(titles[name])
            shown = sheet_name(self.registers[name].label, used | others)
            used.add(plain_fold(shown))
            given = tuple(self.ready.parameters.values()) if name == "parameter" else ()
            out.append(Sheet(self.registers[name], shown, tuple(self._columns(name)), given))
        return tuple(out)

    def _columns(self, name: str) -> Iterator[Column]:
        """Yield the columns of a register: its key, its name, whose the row is, its fields."""
        own = self.registers[name]
        words = words_of(self.registers, name)
        chosen: list[tuple[str, plan.Field]] = [(KEY, own.key)] if own.keyed else []
        chosen += [(NAME, own.name)] if own.name else []
        if own.owners and own.owner_key:
            chosen.append((SUBJECT_COLUMN, own.owner_key))
        else:
            chosen += [(owner_target(o), self.registers[o].key) for o in own.owners]
        chosen += [(field_target(f.id), f) for f in own.fields.values()]
        there = {target for target, _ in chosen}
        for target, field in chosen:
            heading = heading_of(words, target, field)
            if heading is None:
                args = {"column": field.label, "register": own.label}
                self.lost.append(Diagnostic(run_codes.TEMPLATE_COLUMN, None, args))
                continue
            kind = self._type(name, field)
            options = self._options(name, field, kind)
            yield Column(
                target,
                heading,
                field,
                kind,
                options,
                _mark(words, target, there),
                self.teller.means(own, target, field, several=_mark(words, target, there) == "**"),
                self.teller.law(name, target, field),
                self._example(own, target, field, kind, options),
            )

    def _type(self, register: str, field: plan.Field) -> FieldType | None:
        """Return the type of a column, None where each row has its own: the answers to questions, the parameters."""
        match register, field.id:
            case "judgement", "answer":
                plainly = all(isinstance(j.answer, YesNo) for j in self.ready.judgements.values())
                return field.type if plainly else None
            case "parameter", "value":
                return None
        return field.type

    def _options(self, register: str, field: plan.Field, kind: FieldType | None) -> tuple[str, ...]:
        """Return what a drop-down offers; of lists to be confirmed only those that have to be."""
        if isinstance(kind, Choice) and (register, field.id) == ("attestation", "register"):
            return tuple(o.label for o in kind.options if o.key in attested(self.ready))
        return kinds.labels(kind)

    def _example(
        self, own: plan.Register, target: str, field: plan.Field, kind: FieldType | None, options: tuple[str, ...]
    ) -> Shown:
        day = kinds.example_day(self.ready)
        if target == SUBJECT_COLUMN:
            return kinds.example_key(self.registers[own.owners[0]].key.label)
        if target == KEY or target.startswith("owner:"):
            several = target != KEY and target != owner_target(own.owners[0])
            return None if several else kinds.example_key(field.label)
        if target == NAME:
            return kinds.example_name(field.label)
        if (own.id, field.id) in EXAMPLES:
            return EXAMPLES[own.id, field.id]
        if (own.id, field.id) == ("attestation", "covers_from"):
            return day.replace(day=1, month=1)
        return kinds.example(kind, field.label, options, day)


def heading_of(words: Words, target: str, field: plan.Field) -> str | None:
    """Return the first of a field's words that is read back as this field and nothing else, also with a mark."""
    for text in (field.label, *field.also, field.id):
        fits = 0 < len(text) <= _LONGEST_HEAD and text == " ".join(text.split()) and not is_ordinal(text)
        if fits and all(words.target([form]) == target for form in (text, f"{text} (*)", f"{text} (**)")):
            return text
    return None


def _mark(words: Words, target: str, there: set[str]) -> str:
    """Return `*` for what every row needs, `**` for what is one of several ways to say whose a row is."""
    for choice in words.need:
        if target in choice and target != field_target("value"):
            return "*" if len(there.intersection(choice)) == 1 else "**"
    return ""


def sheet_name(label: str, taken: set[str]) -> str:
    """Return a label as Excel takes it for a sheet: 31 characters, none of its signs, unlike those that are taken."""
    plainly = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", label).split()).strip("'") or "Danh sách"
    if len(plainly) > _LONGEST_NAME and (short := _LIST.sub("", plainly)):
        plainly = short[0].upper() + short[1:]
    for number in range(1, 1000):
        end = f" {number}" if number > 1 else ""
        name = _cut(plainly, _LONGEST_NAME - len(end)) + end
        if plain_fold(name) not in taken:
            return name
    raise AssertionError(label)  # INVARIANT: no plan has a thousand registers of one name


def _cut(text: str, most: int) -> str:
    """Return the words of a text that fit."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text
    return words[:most].rstrip(" ,;.-'")
