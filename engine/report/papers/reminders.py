"""`nhac-bo-sung.xlsx`: what is still missing, by unit: what, who supplies it, by when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
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


def reminders(material: Material) -> bytes:
    """Return the workbook of reminders: an overview, then every unit with what it lacks."""
    sheets, found = Sheets(material), reminders_of(material)
    by_unit: dict[str, list[Reminder]] = {}
    for one in found:
        group = sheets.say("general") if one.general else one.unit or sheets.say("no_unit")
        by_unit.setdefault(group, []).append(one)
    tabs = (_overview(sheets, by_unit), _units(sheets, by_unit))
    return written(material.view.title, sheets.seal, tabs)


#: A decision on another subject is nobody's to supply.
_WHO = {Waits.PAPERS: "papers", Waits.COUNCIL: "council_w", Waits.CALENDAR: "calendar", Waits.DECISION: "decision_w"}


def _overview(sheets: Sheets, by_unit: dict[str, list[Reminder]]) -> Tab:
    say = sheets.say
    rows: list[Row] = []
    for number, (unit, found) in enumerate(by_unit.items(), 1):
        counts = Counter(one.waits for one in found)
        days = [one.last for one in found if one.last is not None]
        rows.append([number, unit, *(counts[w] for w in Waits), len(found), min(days, default=None)])
    totals = Counter(one.waits for found in by_unit.values() for one in found)
    total = [totals[w] for w in Waits]
    rows.append([Box("", "group"), Box(say("total"), "group"), *(Box(n, "group") for n in (*total, sum(total))), ""])
    columns = [Column(say("no"), 5, "center"), Column(say("unit"), 40, "bold")]
    columns += [Column(capital(say(_WHO[w])), 18, "number") for w in Waits]
    columns += [Column(say("total"), 10, "number"), Column(say("deadline"), 13, "day")]
    foot = (say("deadline_blank"),)
    return Tab(say("s_overview"), sheets.titles("t_reminders"), columns, rows, foot, filtered=False, named=2)


def _units(sheets: Sheets, by_unit: dict[str, list[Reminder]]) -> Tab:
    say = sheets.say
    rows: list[Row | Group] = []
    for at, (unit, found) in enumerate(by_unit.items(), 1):
        rows.append(Group(f"{at}. {unit} ({len(found)})"))
        for number, one in enumerate(found, 1):
            who = ("", "") if one.general else (name_of(one.proof), one.proof.row.key if one.proof.row.name else "")
            about = "; ".join(one.about)
            rows.append([number, unit, *who, about, one.text, capital(say(_WHO[one.waits])), one.last, ""])
    columns = [
        Column(say("no"), 5, "center"), Column(say("unit"), 22), Column(say("name"), 26, "bold"),
        Column(say("key"), 11), Column(say("for"), 22), Column(say("missing"), 58), Column(say("who"), 22),
        Column(say("deadline"), 13, "day"), Column(say("note"), 20),
    ]  # fmt: skip
    return Tab(say("s_units"), sheets.titles("t_by_unit"), columns, rows, (say("deadline_blank"),), named=3)
