"""Sheets that are sent out to be filled in and come back as records: opinions that are asked for, the council's votes.

Their headings are those of the built-in lists, whatever the language, so that the import reads them without a question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ...explain.lacking import Missing, NoFigure, NoOpinion
from ...explain.legal import law
from ...explain.nodes import Asked, Opinion
from ...explain.proof import SubjectProof
from ...law import fold
from ...plan import Judgement, Plan
from ...records.binding import owner_target, registers_of, words_of
from ...records.builtin import SHOWN, SUBJECT, builtin_registers
from ...values import Choice, Date, Decision, FieldType, Number, YesNo, unscaled
from ..template.choosing import heading_of
from ..template.kinds import labels
from ..view import Entry
from .book import Column, Group, Row, Tab, Value, written
from .model import Made, Material
from .reconcile import Records, Says
from .telling import Sheets, by_decision, capital, name_of, unit_of

_YES_NO = ("Có", "Không")
#: On whom the council votes, in this order: whoever is or may still be proposed.
VOTED = (Decision.PROPOSED, Decision.TIED, Decision.OUTSIDE_QUOTA, Decision.PENDING)
_ROMAN = ("I", "II", "III", "IV")


def opinions(material: Material) -> Made:
    """Return a sheet for every question that is still asked of anybody; nothing where none is."""
    sheets = Sheets(material)
    plan = material.view.evaluation.plan
    if "judgement" in plan.registers:  # the plan keeps its judgements in a list of its own
        return {}
    asked = asked_of(material)
    tabs = [
        _question(sheets, plan.judgements[name], list(same), key)
        for name, who in asked.items()
        for key, same in _by_key(sheets, "judgement", who)
    ]
    return written(material.view.title, sheets.seal, tabs) if tabs else {}


def asked_of(material: Material) -> Mapping[str, tuple[SubjectProof, ...]]:
    """Return, for every question of the plan, the subjects of whom a decision still waits for its answer."""
    found: dict[str, list[SubjectProof]] = {name: [] for name in material.view.evaluation.plan.judgements}
    about = {(p.kind, p.row.index): p for p in material.view.subjects}
    seen: set[tuple[str, str, int]] = set()
    for proof in material.view.subjects:
        for opinion in _open(proof):
            whom = (opinion.id, opinion.row.register, opinion.row.index)
            if whom not in seen and whom[1:] in about:
                seen.add(whom)
                found[opinion.id].append(about[whom[1:]])
    place = {(p.kind, p.row.index): at for at, p in enumerate(material.view.subjects)}
    return {n: tuple(sorted(who, key=lambda p: place[p.kind, p.row.index])) for n, who in found.items()}


def _open(proof: SubjectProof) -> Iterator[Opinion]:
    """Yield the opinions that are missing for anything about a subject."""
    lacking = [a.missing for a in proof.awards.values()] + [a.missing for a in proof.assessments.values()]
    lacking += [s.missing for s in proof.scores.values()] + [c.missing for c in proof.classifications.values()]
    for missing in lacking:
        for one in missing:
            yield from _asked(one)


def _asked(missing: Missing) -> Iterator[Opinion]:
    match missing:
        case NoOpinion(opinion) if opinion.idle is None:
            yield opinion
        case NoFigure(figures):
            yield from (f.opinion for f in figures if isinstance(f, Asked))
        case _:
            return


def _by_key(
    sheets: Sheets, register: str, who: Iterable[SubjectProof]
) -> Iterator[tuple[str, Iterator[SubjectProof]]]:
    """Yield subjects with the heading that their keys stand under, so that the import finds each.

    A key that subjects of two kinds have says whose it is only under the heading of one kind.
    """
    plan, seen = sheets.view.evaluation.plan, Counter(p.row.key.casefold() for p in sheets.view.subjects)
    if max(seen.values(), default=1) == 1:
        several = tuple(who)
        yield from [(SUBJECT.label, iter(several))] if several else []
        return
    registers = registers_of(plan)
    words = words_of(registers, register)
    for kind, same in groupby(who, lambda p: p.kind):
        yield heading_of(words, owner_target(kind), registers[kind].key) or SUBJECT.label, same


def _question(sheets: Sheets, asked: Judgement, who: Iterable[SubjectProof], key: str) -> Tab:
    """Return the sheet of one question: a row for each subject, the answer and who gave it to be filled in."""
    ready, say = sheets.view.evaluation.plan, sheets.say
    fields = builtin_registers(ready)["judgement"].fields
    rows: list[Row] = [
        [n, p.row.key, name_of(p), unit_of(p), asked.label, "", "", "", ""] for n, p in enumerate(who, 1)
    ]
    columns = [
        *_subject(key),
        Column(fields["question"].label, 30),
        _answer(fields["answer"].label, asked.answer),
        Column(fields["by"].label, 22, "entry"),
        _day(fields["day"].label),
        Column(fields["reason"].label, 34, "entry"),
    ]
    lines = [say("opinion_ask", ask=asked.ask), *_law(sheets, ready, asked), say("opinion_how")]
    titles = (sheets.view.title, say("t_opinion"), say("as_of", day=sheets.teller.day(sheets.view.as_of)))
    name = say("s_opinion", what=asked.label)
    return Tab(name, titles, columns, rows, lines=lines, named=3, filtered=False)


def _subject(key: str) -> list[Column]:
    return [Column("TT", 5, "center"), Column(key, 14), Column(SHOWN[0], 26, "bold"), Column(SHOWN[1], 24)]


def _law(sheets: Sheets, ready: Plan, asked: Judgement) -> tuple[str, ...]:
    if asked.citation is None:
        return ()
    found = law(ready, asked.citation, ())
    return (sheets.say("opinion_law", clause=found.clause, quote=fold(found.quote)),)


def _answer(label: str, kind: FieldType) -> Column:
    """Return the column of answers: a drop-down where the question names them, a check of numbers and days."""
    match kind:
        case YesNo():
            return Column(label, 12, "entry", choices=_YES_NO)
        case Choice():
            return Column(label, 24, "entry", choices=labels(kind))
        case Number():
            scale = kind.decimals + (2 if kind.kind == "percent" else 0)
            low, high = (float(unscaled(end, scale)) for end in (kind.low, kind.high))
            rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
            look = "entry-percent" if kind.kind == "percent" else "entry-number"
            return Column(label, 14, look, rule=rule)
        case Date():
            return _day(label)
        case _:
            return Column(label, 24, "entry")


def _day(label: str) -> Column:
    return Column(label, 13, "entry-day")


def voting(material: Material) -> Made:
    """Return a sheet for every award: on whom the council votes, what the rules came to, the votes to be filled in."""
    sheets = Sheets(material)
    if "council" in material.view.evaluation.plan.registers:
        return {}
    records = Records(material)
    tabs = []
    for award in material.view.awards:
        entries = [e for e in material.view.of(award, *VOTED) if _unsaid(records, e)]
        about = {(e.proof.kind, e.proof.row.index): e for e in entries}
        for key, same in _by_key(sheets, "council", (e.proof for e in entries)):
            tabs.append(_votes(sheets, award, [about[p.kind, p.row.index] for p in same], key))
    return written(material.view.title, sheets.seal, tabs) if tabs else {}


def _unsaid(records: Records, entry: Entry) -> bool:
    return records.of("council", entry).says in {Says.SILENT, Says.MIXED}


def _votes(sheets: Sheets, award: str, entries: Iterable[Entry], key: str) -> Tab:
    say, label = sheets.say, sheets.view.awards[award]
    fields = builtin_registers(sheets.view.evaluation.plan)["council"].fields
    members = len(sheets.material.office.council.members) or ""
    rows: list[Row | Group] = []
    for at, (decision, found) in enumerate(groupby(by_decision(entries), lambda e: e.decision)):
        several = list(found)
        told = capital(sheets.teller.say(decision.word))
        rows.append(Group(f"{_ROMAN[at]}. {capital(say('vote_result', decision=told))} ({len(several)})"))
        for number, entry in enumerate(several, 1):
            p = entry.proof
            who: list[Value] = [number, p.row.key, name_of(p), unit_of(p), label]
            rows.append([*who, "", "", "", "", members, "", "", ""])
    whole = {"validate": "integer", "criteria": ">=", "value": 0}
    columns = [
        *_subject(key),
        Column(fields["award"].label, 22),
        Column(fields["result"].label, 12, "entry", choices=_YES_NO),
        *(Column(fields[n].label, 11, "entry-number", rule=whole) for n in ("agree", "against", "other", "members")),
        Column(fields["document"].label, 16, "entry"),
        _day(fields["day"].label),
        Column(fields["reason"].label, 30, "entry"),
    ]
    lines = [say("vote_award", award=label), say("vote_how"), *([say("vote_prepared")] if members else [])]
    titles = (sheets.view.title, say("t_vote"), say("as_of", day=sheets.teller.day(sheets.view.as_of)))
    return Tab(say("s_votes", award=label), titles, columns, rows, lines=lines, named=3, filtered=False)
