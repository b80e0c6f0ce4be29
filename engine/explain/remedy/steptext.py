"""Steps in words: what somebody would do, by when, and what value would be enough."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from ...values import Choice, FieldType, YesNo
from ..nodes import Amount, Row, Told
from ..telling import Teller
from .model import Act, Group, Part, Remedy, Step
from .words import say

#: What the names of registers begin with, which is left out where one row of them is meant.
_LISTS = ("Danh sách ", "Bảng tổng hợp ")


def steps_of(teller: Teller, remedy: Remedy, subject: Row) -> list[str]:
    """Return a remedy as sentences, one for each step or group of steps that are alike."""
    return [text for group in remedy.groups for text in _group(teller, group, subject)]


def _group(teller: Teller, group: Group, subject: Row) -> list[str]:
    if len(group.choices) == group.many:
        return [step_text(teller, step, subject) for choice in group.choices for step in choice]
    texts = say(teller.lang, "and").join(step_text(teller, s, subject, named=False) for s in group.choices[0])
    names = teller.several(_name(teller, choice[0]) for choice in group.choices)
    return [say(teller.lang, "of", many=group.many, all=len(group.choices), text=texts, names=names)]


def _name(teller: Teller, step: Step) -> str:
    return teller.who(step.row) if step.row is not None else step.label


def step_text(teller: Teller, step: Step, subject: Row, *, named: bool = True) -> str:
    """Return one step; `named`: with whose it is where that is not the subject, and with the cell."""
    lang = teller.lang
    other = named and step.row is not None and step.row.cell != subject.cell
    row = step.row
    who = say(lang, "who", who=teller.who(row)) if other and row is not None else ""
    about = say(lang, "about", who=teller.who(row)) if other and row is not None else ""
    label = say(lang, "quoted", x=step.label)
    at = teller.at(step.cell) if named else ""
    if step.open:
        return _open(teller, step, about if step.act is Act.ANSWER else who, at)
    match step.act:
        case Act.FILL:
            word = "fill-free" if step.free else "fill"
            return say(lang, word, label=label, who=who, value=enough(teller, step), at=at)
        case Act.ALTER:
            return _altered(teller, step, label, who, at)
        case Act.ANSWER:
            word = "answer-free" if step.free else "answer"
            return say(lang, word, by=_asked(teller, step), who=about, label=step.label, value=_answer(teller, step))
        case Act.PARAMETER:
            word = "parameter-free" if step.free else "parameter"
            return say(lang, word, label=step.label, value=enough(teller, step))
        case Act.NOMINATE:
            if step.late:
                return say(lang, "nominate-late", label=label, who=who, due=step.due, day=teller.day(step.by))
            return say(lang, "nominate", label=label, who=who, by=by_text(teller, step))
        case Act.GRANT:
            return say(lang, "grant", label=label, who=who)
        case Act.DO:
            parts = parts_text(teller, step, "parts")
            by = "" if step.dated and step.by is not None else by_text(teller, step)
            return say(lang, "do", rows=step.count, noun=_noun(step), who=who, parts=parts, by=by)
        case Act.SUPPLY:
            return _supplied(teller, step, label, who)
        case Act.ATTEST | Act.SUBMIT | Act.MEND:
            return _open(teller, step, who, at)
        case _:
            assert_never(step.act)


def _open(teller: Teller, step: Step, who: str, at: str) -> str:
    """Return a step without what its content would be: what is true decides."""
    lang, label = teller.lang, say(teller.lang, "quoted", x=step.label)
    match step.act:
        case Act.ATTEST | Act.SUBMIT:
            days = {p.field: teller.answer(p.value, p.kind) for p in step.parts}
            text = say(
                lang, step.act.value, label=step.label,
                scope=say(lang, "scope", who=teller.who(step.row)) if step.row is not None else "",
                first=days.get("covers_from", ""), last=days.get("covers_to", ""),
                basis=say(lang, "basis", basis=step.due) if step.due else "",
            )  # fmt: skip
        case Act.MEND:
            text = say(lang, "mend", label=step.label, at=teller.at(step.cell))
        case Act.ANSWER:
            text = say(lang, "answer-open", by=_asked(teller, step), who=who, label=step.label)
        case Act.DO | Act.SUPPLY:
            text = say(lang, "supply-open", noun=_noun(step), who=who)
        case _:
            word = "fill-open" if step.listed else "fill-true"
            text = say(lang, word, label=label, who=who, at=at)
    return say(lang, "open", text=text)


def _asked(teller: Teller, step: Step) -> str:
    """Return who gives an answer: the council where it chooses, else whoever is entitled to."""
    return say(teller.lang, "council" if step.own else "authority-asked")


def _supplied(teller: Teller, step: Step, label: str, who: str) -> str:
    lang = teller.lang
    if step.slot[0] == "nomination":
        return say(lang, "supply-nomination", label=label, who=who)
    parts = parts_text(teller, step, "parts-if")
    if step.slot[0] == "listed":
        return say(lang, "supply-listed", rows=teller.many("rows", step.count), label=step.label, who=who, parts=parts)
    return say(lang, "supply", rows=step.count, noun=_noun(step), who=who, parts=parts)


def _noun(step: Step) -> str:
    for start in _LISTS:
        if step.label.startswith(start):
            return step.label.removeprefix(start)
    return f"“{step.label}”"


def _altered(teller: Teller, step: Step, label: str, who: str, at: str) -> str:
    by, lang = by_text(teller, step), teller.lang
    was, value = teller.answer(step.was, step.kind), teller.answer(step.value, step.kind)
    if isinstance(step.value, Decimal) and isinstance(step.was, Decimal):
        kind = step.kind
        far = Fraction(step.value) - Fraction(step.was)
        amount = Amount(far, far, getattr(kind, "kind", "number"), getattr(kind, "unit", ""))
        word = "alter-up" if far > 0 else "alter-down"
        return say(lang, word, gap=teller.distance(amount), label=label, who=who, was=was, value=value, by=by, at=at)
    return say(lang, "alter-flag", label=label, who=who, was=was, value=value, by=by, at=at)


def by_text(teller: Teller, step: Step) -> str:
    """Return by when a step has to be taken, empty where nothing says so."""
    if not step.due:
        return say(teller.lang, "by-day", day=teller.day(step.by)) if step.by is not None else ""
    if step.by is None:
        return say(teller.lang, "by-open", due=step.due)
    return say(teller.lang, "by", day=teller.day(step.by), due=step.due)


def _answer(teller: Teller, step: Step) -> str:
    if step.options:
        return _options(teller, step)
    if isinstance(step.value, bool) or isinstance(step.kind, YesNo | Choice):
        return say(teller.lang, "quoted", x=teller.answer(step.value, step.kind))
    return enough(teller, step)


def enough(teller: Teller, step: Step) -> str:
    """Return which values are enough."""
    if step.options:
        return say(teller.lang, "is", x=_options(teller, step))
    return _enough(teller, step.value, step.kind, step.first, step.last)


def _options(teller: Teller, step: Step) -> str:
    told = [say(teller.lang, "quoted", x=teller.answer(v, step.kind)) for v in step.options]
    return say(teller.lang, "or").join(told)


def _enough(teller: Teller, value: Told, kind: FieldType | None, first: Told, last: Told) -> str:
    lang = teller.lang
    if isinstance(value, bool) or isinstance(kind, Choice):
        return say(lang, "is", x=say(lang, "quoted", x=teller.answer(value, kind)))
    if not isinstance(value, Decimal | dt.date):
        return say(lang, "is", x=teller.answer(value, kind))
    day = "day-" if isinstance(value, dt.date) else ""
    x, y = teller.answer(first, kind), teller.answer(last, kind)
    if first is not None and last is not None and first != last:
        return say(lang, f"{day}between", x=x, y=y)
    if first is not None and last is None:
        return say(lang, f"{day}from", x=x)
    if last is not None and first is None:
        return say(lang, f"{day}to", x=y)
    return say(lang, f"{day}is" if day else "is", x=teller.answer(value, kind))


def parts_text(teller: Teller, step: Step, word: str) -> str:
    """Return what a new row has to hold; of the day on which it happens, the last one that would do."""
    told = [_dated(teller, step, p) if _has_day(step, p) else _part(teller, p) for p in step.parts if _worth(step, p)]
    return say(teller.lang, word, parts=say(teller.lang, "and").join(told)) if told else ""


def _has_day(step: Step, part: Part) -> bool:
    return step.act is Act.DO and part.field == step.dated and step.by is not None


def _worth(step: Step, part: Part) -> bool:
    return step.act is not Act.DO or not isinstance(part.value, dt.date) or _has_day(step, part)


def _dated(teller: Teller, step: Step, part: Part) -> str:
    return say(teller.lang, "part", label=say(teller.lang, "quoted", x=part.label), value=by_text(teller, step)[2:])


def _part(teller: Teller, part: Part) -> str:
    label = say(teller.lang, "quoted", x=part.label)
    return say(teller.lang, "part", label=label, value=_enough(teller, part.value, part.kind, None, None))
