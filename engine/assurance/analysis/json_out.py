"""What an analysis, or two versions held against each other, came to as JSON, with all records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ...diagnostics import Lang
from ...plan import Plan
from ..properties.json_out import records_json
from ..properties.records import Records
from .answering import Answered
from .asking import EFFORT, Answer
from .dossiers import for_plan
from .telling import reasons, sentence, verdict_of
from .versions import Compared, Difference
from .written import Changed

ANALYZE, DIFF = "xetkhen-analyze/1", "xetkhen-diff/1"


def as_json(plan: Plan, found: Sequence[Answered], lang: Lang, *, effort: int = EFFORT) -> str:
    """Return all answers; the same rule set and effort (steps) give the same bytes."""
    out = {
        "format": ANALYZE,
        "ruleset": {"id": plan.id, "hash": plan.hash}, "effort": effort // 1_000_000,
        "questions": [
            {
                "id": a.id, "verdict": a.verdict.value, "state": a.answer.state.value,
                "wanted": a.wants.value if a.wants else None, "says": sentence(plan, a, lang),
                "why": list(reasons(plan, a, lang)), "implied_by": list(a.implied),
                "follows_from": a.origin or None,
                "clash": [{"condition": p.sort, "name": p.name, "award": p.award} for p in a.clash],
                "dossier": _dossier(plan, a.kind, a.answer, lang),
            }
            for a in found
        ],
    }  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def _dossier(plan: Plan, kind: str, answer: Answer, lang: Lang) -> dict[str, Any] | None:
    if answer.records is None:
        return None
    mine = for_plan(plan, answer.records)
    said = verdict_of(plan, kind, answer.key, mine, lang)
    return {"subject": {"kind": kind, "key": answer.key}, **_records(plan, mine), "judged": said}


def _records(plan: Plan, records: Records) -> dict[str, Any]:
    return {"as_of": records.as_of.isoformat(), **records_json(plan, records)}


def diff_json(old: Plan, new: Plan, found: Difference, lang: Lang, replay: Sequence[dict[str, str]] | None) -> str:
    """Return what two versions judge differently, and with real records which results are otherwise."""
    out = {
        "format": DIFF,
        "old": {"id": old.id, "hash": old.hash}, "new": {"id": new.id, "hash": new.hash},
        "equivalent": found.equivalent, "different": found.found,
        "changed": [{**_changed(c), "lines": list(c.lines)} for c in found.changed],
        "apart": [_changed(c) for c in found.apart],
        "compared": [_compared(old, new, c, lang) for c in found.compared],
        "replay": None if replay is None else list(replay),
    }  # fmt: skip
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def _changed(one: Changed) -> dict[str, str]:
    return {"section": one.section, "id": one.id, "how": one.how}


def _compared(old: Plan, new: Plan, one: Compared, lang: Lang) -> dict[str, Any]:
    def both(answer: Answer) -> dict[str, Any]:
        pair = [_dossier(p, one.kind, answer, lang) for p in (old, new)]
        return {"state": answer.state.value, "old": pair[0], "new": pair[1]}

    return {
        "target": one.target, "kind": one.kind, "alike": one.alike, "before_selection": one.equal,
        "ways": {w.way: both(w.answer) for w in one.ways}, "selection": list(one.selection),
        "chosen": both(one.chosen) if one.chosen is not None else None,
    }  # fmt: skip
