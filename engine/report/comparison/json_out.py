"""The contract `xetkhen-compare/1` (docs/compare.schema.json): the same comparison, the same bytes."""

from __future__ import annotations

import json
from typing import Any

from ...evaluator import Evaluation
from ...explain.comparison.model import (
    Blame,
    Difference,
    Ledger,
    Levers,
    Line,
    Move,
    Part,
    RuleChange,
    Shift,
    Single,
    Turn,
)
from ...explain.comparison.telling import Telling
from ...explain.headline import Plain, cells, headline
from ...explain.legal import Law
from ...explain.nodes import Coverage, Fact, Literal, Member, Opinion, Parameter, Stands, Step
from ...explain.proof import Deadline, Kept, SelectionProof
from ...source import Cell
from ...version import ENGINE_VERSION
from .model import Compared
from .words import say

FORMAT = "xetkhen-compare/1"
Json = dict[str, Any]
_NAMES: dict[type, str] = {
    Fact: "fact", Opinion: "judgement", Member: "row", Coverage: "register", Parameter: "parameter", Literal: "limit",
    Deadline: "deadline", Kept: "period", Stands: "standing",
}  # fmt: skip


def compared_json(shown: Compared, subject: Json | None = None) -> str:
    """Return the comparison as text, ending in a line break; `subject` is the whole result of one under assumptions."""
    found, telling = shown.found, shown.telling(cells=False)
    tree: Json = {"format": FORMAT, "engine": ENGINE_VERSION, "assumption": shown.supposed}
    if shown.supposed:
        tree["mark"] = say(shown.lang, "mark")
    tree |= {"before": _side(shown.before), "after": _side(shown.after)}
    tree["levers"] = [
        {"kind": lever.kind.value, "assumption": lever.number} if lever.number else {"kind": lever.kind.value}
        for lever in found.levers
    ]
    at = shown.lang.value == "en"
    if shown.supposed:
        tree["assumptions"] = [
            {
                "kind": one.kind.value, "what": one.what[at], "before": one.before[at], "after": one.after[at],
                "cite": one.law.cite if one.law is not None else "", "quoted": not one.unsaid,
                **({"cell": _cell(one.cell)} if one.cell is not None and one.cell.file else {}),
            }
            for one in shown.assumptions
        ]  # fmt: skip
    tree["rules"] = [_rule(change, at=at) for change in found.rules]
    tree["results"] = [_ledger(telling, ledger) for ledger in found.ledgers]
    tree["no_longer"] = [
        {
            "kind": one.turn.outcome.kind, "key": one.turn.row.key, "award": one.turn.outcome.id,
            "proposed": one.proposed, "now": one.turn.after.word,
            "grants": _grants(one.grants),
            "above": [{"award": a.award, "cite": a.law.cite, "proposed": a.proposed, "grants": _grants(a.grants),
                       "now": a.now, "rests_on_grant": a.rests} for a in one.above],
        }
        for one in found.later
    ]  # fmt: skip
    tree["mixtures"] = found.mixed
    if subject is not None:
        tree["subject"] = subject
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _grants(found: tuple[Fact, ...]) -> list[Json]:
    """Return the decisions of grant on record: day, document, cell."""
    told = [("" if f.value is None else Plain().value(f)) for f in found]
    pairs = zip(told[::2], told[1::2], found[::2], strict=True)
    return [{"day": day, "document": document, "cell": _cell(fact.cell)} for day, document, fact in pairs]


def _side(side: Evaluation) -> Json:
    return {
        "ruleset": {"id": side.plan.id, "hash": side.plan.hash},
        "records": {"hash": side.dossier.hash, "files": list(side.dossier.files)},
        "as_of": side.as_of.isoformat(),
    }


def _rule(change: RuleChange, *, at: bool) -> Json:
    return {
        "section": change.section, "id": change.id, "label": change.label,
        "change": "came" if change.came else "went" if change.went else "changed",
        "cite_before": _cite(change.law_before), "cite_after": _cite(change.law_after),
        "texts": [
            {"before": w.before[at] if w.before else None, "after": w.after[at] if w.after else None}
            for w in change.reworded
        ],
    }  # fmt: skip


def _cite(law: Law | None) -> str:
    return law.cite if law is not None else ""


def _ledger(telling: Telling, ledger: Ledger) -> Json:
    one = ledger.outcome
    return {
        "sort": one.sort.value, "id": one.id, "kind": one.kind, "label": one.label,
        "counts": {
            "all": len(ledger.turns) + ledger.same + len(ledger.appeared) + len(ledger.disappeared),
            **{m.value: len(ledger.of(m)) for m in Move}, "same": ledger.same,
            "appeared": len(ledger.appeared), "disappeared": len(ledger.disappeared),
        },
        "before": dict(ledger.counts_before), "after": dict(ledger.counts_after),
        "lines": [_line(line) for line in ledger.lines],
        "turns": [_turn(telling, turn) for turn in ledger.turns],
        "appeared": [_single(s) for s in ledger.appeared], "disappeared": [_single(s) for s in ledger.disappeared],
    }  # fmt: skip


def _single(one: Single) -> Json:
    return {"key": one.row.key, "name": one.row.name, "result": one.state.word, "others": list(one.others)}


def _line(line: Line) -> Json:
    return {
        "group": line.group, "inside": list(line.inside),
        "before": _cut(line.before), "after": _cut(line.after),
    }  # fmt: skip


def _cut(found: SelectionProof | None) -> Json | None:
    if found is None:
        return None
    return {
        "places": [found.places_low, found.places_high],
        "last": found.last.key if found.last is not None else None,
        "figures": [Plain().amount(k.number.amount) for k in found.last_keys],
    }


def _turn(telling: Telling, turn: Turn) -> Json:
    row = turn.row
    return {
        "key": row.key, "name": row.name, "move": turn.move.value, "before": turn.before.word, "after": turn.after.word,
        "by_selection": turn.by_selection, "causes": _blame(turn.blame),
        "reasons": [_shift(telling, turn, shift) for shift in turn.shifts],
    }  # fmt: skip


def _blame(blame: Blame) -> Json:
    """Return sets of levers by their position in `levers`."""
    return {"enough": _sets(blame.enough), "undoing": _sets(blame.undoing)}


def _sets(these: tuple[Levers, ...]) -> list[list[int]]:
    return [sorted(one) for one in these]


def _shift(telling: Telling, turn: Turn, shift: Shift) -> Json:
    head, *rest = telling.shift(shift, turn)
    out: Json = {
        "code": shift.code, "id": shift.id, "label": shift.label, "before": shift.before, "after": shift.after,
        "cite_before": _cite(shift.law_before), "cite_after": _cite(shift.law_after), "causes": _blame(shift.blame),
        "text": head, "details": rest,
        "values": [_part(part) for part in shift.parts if part.before is not None or part.after is not None],
        "facts": [_difference(telling, turn, d) for part in shift.parts for d in part.differences],
    }  # fmt: skip
    if shift.points is not None:
        out["points"] = [Plain().amount(p) if p is not None else None for p in shift.points]
    if shift.chosen is not None:
        out["selection"] = [_place(p) for p in (shift.chosen.before, shift.chosen.after)]
    return out


def _place(found: SelectionProof | None) -> Json | None:
    if found is None:
        return None
    return {
        **(_cut(found) or {}), "rank": [found.best, found.worst],
        "own": [Plain().amount(k.number.amount) for k in found.keys],
    }  # fmt: skip


def _part(part: Part) -> Json:
    return {"before": _leaf(part.before), "after": _leaf(part.after)}


def _leaf(step: Step | None) -> Json | None:
    if step is None:
        return None
    value, threshold, gap = headline(Plain(), step)
    places = [_cell(c) for c in cells(step)]
    return {"code": step.code, "value": value, "threshold": threshold, "gap": gap, "cells": places}


def _difference(telling: Telling, turn: Turn, found: Difference) -> Json:
    one = found.after if found.after is not None else found.before
    places = [_where(found.before), _where(found.after)]
    return {
        "what": _NAMES[type(one)], "side": "both" if found.before is not None and found.after is not None
        else "after" if found.after is not None else "before",
        "text": "; ".join(telling.difference(found, turn)),
        "cells": [_cell(c) if c is not None and c.file else None for c in places],
    }  # fmt: skip


def _where(one: object) -> Cell | None:
    match one:
        case Fact() | Opinion() | Parameter():
            return one.cell
        case Member():
            return one.row.cell
        case Coverage():
            return one.paper.cell if one.paper is not None else one.stated_cell
        case _:
            return None


def _cell(cell: Cell) -> Json:
    place = {"file": cell.file, "sheet": cell.sheet, "cell": cell.cell}
    return {**place, "written": cell.written} if cell.written else place
