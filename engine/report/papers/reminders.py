"""`nhac-bo-sung.xlsx`: what is still missing, by unit: what, who supplies it, by when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...explain.lacking import Missing, NoParameter, NotYet, Waits
from ...explain.lacks import missing_text
from ...explain.proof import SubjectProof
from ...values import Decision, Verdict
from ..view import Entry
from .book import Box, Column, Group, Row, Tab, written
from .model import Material
from .telling import Sheets, capital, name_of, unit_of


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that is missing: of which unit (empty: of none), about whom and what; `last` is a deadline's last day.

    `general`: it holds for the whole campaign, and is told once.
    """

    unit: str
    proof: SubjectProof
    about: tuple[str, ...]
    text: str
    waits: Waits
    last: dt.date | None
    general: bool = False


def reminders_of(material: Material) -> tuple[Reminder, ...]:
    """Return everything that decisions and assessments still wait for, each thing once for a subject."""
    sheets = Sheets(material)
    found: dict[tuple[object, ...], Reminder] = {}
    for one in _all(sheets):
        whom = () if one.general else (one.proof.kind, one.proof.row.index)
        key = (*whom, one.text, one.waits)
        before = found.get(key)
        if before is None:
            found[key] = one
        else:
            about = tuple(dict.fromkeys((*before.about, *one.about)))
            days = [d for d in (before.last, one.last) if d is not None]
            found[key] = Reminder(
                before.unit, before.proof, about, one.text, one.waits, min(days, default=None), one.general
            )
    return tuple(found.values())


def _all(sheets: Sheets) -> Iterator[Reminder]:
    for entry in sheets.view.entries:
        if entry.decision is Decision.PENDING:
            for missing in entry.award.missing:
                yield _reminder(sheets, entry.proof, entry.award.label, missing, _due(entry, missing))
    for one in sheets.view.assessed:
        if one.assessment.verdict is Verdict.UNDETERMINED:
            for missing in one.assessment.missing:
                yield _reminder(sheets, one.proof, one.assessment.label, missing, None)


def _reminder(
    sheets: Sheets, proof: SubjectProof, about: str, missing: Missing, due: dt.date | None
) -> Reminder:
    text = capital(missing_text(sheets.teller, missing, proof.row))
    unit = unit_of(proof) or (name_of(proof) if sheets.people.is_unit(proof) else "")
    last = missing.last if isinstance(missing, NotYet) else due
    return Reminder(unit, proof, (about,), text, missing.waits, last, isinstance(missing, NoParameter))


def _due(entry: Entry, missing: Missing) -> dt.date | None:
    """Return the first deadline among the criteria that wait for it; None where the plan sets none."""
    days = []
    for reason in entry.award.reasons:
        due = entry.proof.criteria[reason.id].due if reason.code == "criterion" else None
        if due is not None and due.last is not None and missing in reason.missing:
            days.append(due.last)
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a unit still lacks, and all about whom it is."""

    text: str
    waits: Waits
    last: dt.date | None
    whom: tuple[SubjectProof, ...]
    about: tuple[str, ...]


def items_of(found: Iterable[Reminder]) -> tuple[Item, ...]:
    """Return the reminders of one unit, those that say the same of several people as one."""
    out: dict[tuple[str, Waits, dt.date | None], list[Reminder]] = {}
    for one in found:
        out.setdefault((one.text, one.waits, one.last), []).append(one)
    return tuple(
        Item(*what, () if same[0].general else tuple(r.proof for r in same), _each(a for r in same for a in r.about))
        for what, same in out.items()
    )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def by_unit(material: Material) -> dict[str, tuple[Item, ...]]:
    """Return what is missing by unit, in the order of the lists; what holds for the whole campaign comes first."""
    sheets = Sheets(material)
    groups: dict[str, list[Reminder]] = {}
    for one in sorted(reminders_of(material), key=lambda r: not r.general):
        group = sheets.say("general") if one.general else one.unit or sheets.say("no_unit")
        groups.setdefault(group, []).append(one)
    return {unit: items_of(found) for unit, found in groups.items()}


def reminders(material: Material) -> bytes:
    """Return the workbook of reminders: an overview, then every unit with what it lacks."""
    sheets, found = Sheets(material), by_unit(material)
    return written(material.view.title, sheets.seal, (_overview(sheets, found), _units(sheets, found)))


#: A decision on another subject is nobody's to supply.
_WHO = {Waits.PAPERS: "papers", Waits.COUNCIL: "council_w", Waits.CALENDAR: "calendar", Waits.DECISION: "decision_w"}


def _overview(sheets: Sheets, units: dict[str, tuple[Item, ...]]) -> Tab:
    say = sheets.say
    rows: list[Row] = []
    for number, (unit, found) in enumerate(units.items(), 1):
        counts = Counter(one.waits for one in found)
        days = [one.last for one in found if one.last is not None]
        last = _last(sheets, min(days, default=None))
        rows.append([number, unit, *(counts[w] for w in Waits), len(found), last])
    totals = Counter(one.waits for found in units.values() for one in found)
    total = [totals[w] for w in Waits]
    rows.append([Box("", "group"), Box(say("total"), "group"), *(Box(n, "group") for n in (*total, sum(total))), ""])
    columns = [Column(say("no"), 5, "center"), Column(say("unit"), 40, "bold")]
    columns += [Column(capital(say(_WHO[w])), 18, "number") for w in Waits]
    columns += [Column(say("total"), 10, "number"), Column(say("deadline"), 14, "center")]
    foot = (say("deadline_blank"),)
    return Tab(say("s_overview"), sheets.titles("t_reminders"), columns, rows, foot, filtered=False, named=2)


def _units(sheets: Sheets, units: dict[str, tuple[Item, ...]]) -> Tab:
    say = sheets.say
    rows: list[Row | Group] = []
    for at, (unit, found) in enumerate(units.items(), 1):
        rows.append(Group(f"{at}. {unit} ({len(found)})"))
        for number, one in enumerate(found, 1):
            who = sheets.teller.several(_called(p) for p in one.whom)
            last = _last(sheets, one.last)
            told = (who, "; ".join(one.about), one.text, capital(say(_WHO[one.waits])), last, "")
            rows.append([number, unit, *told])
    columns = [
        Column(say("no"), 5, "center"), Column(say("unit"), 22), Column(say("name"), 34, "bold"),
        Column(say("for"), 22), Column(say("missing"), 60), Column(say("who"), 22),
        Column(say("deadline"), 14, "center"), Column(say("note"), 20),
    ]  # fmt: skip
    return Tab(say("s_units"), sheets.titles("t_by_unit"), columns, rows, (say("deadline_blank"),), named=3)


def _called(proof: SubjectProof) -> str:
    return f"{proof.row.name} ({proof.row.key})" if proof.row.name and proof.row.key else name_of(proof)


def _last(sheets: Sheets, last: dt.date | None) -> str:
    """Return the last day of a deadline, and whether it has passed."""
    if last is None:
        return ""
    day = sheets.teller.day(last)
    return sheets.say("passed", day=day) if last < sheets.view.as_of else day
