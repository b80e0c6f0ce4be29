"""What came of laws as JSON, with the whole records of every counterexample."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ...diagnostics import Lang
from ...plan import Plan
from ...records.grid import NO_COLUMN, NOT_GIVEN
from .outcomes import Judge, judged
from .records import Records, as_stated
from .running import Tried
from .telling import decided, exemption_text
from .words import sentence, told

FORMAT = "xetkhen-prove/1"


def as_json(plan: Plan, tried: Sequence[Tried], lang: Lang, *, examples: int, start: int, judge: Judge = judged) -> str:
    """Return everything that was tried; the same rule set, examples and seed give the same bytes."""
    out = {
        "format": FORMAT,
        "ruleset": {"id": plan.id, "hash": plan.hash},
        "examples": examples,
        "seed": start,
        "laws": [_tried(plan, one, lang, judge) for one in tried],
    }
    return json.dumps(out, ensure_ascii=False, indent=2) + "\n"


def list_json(plan: Plan, names: Sequence[str], lang: Lang) -> str:
    """Return the laws by name, each in one sentence."""
    found = [{"law": n, "says": sentence(lang, plan, n), "own": n in plan.laws} for n in names]
    return json.dumps({"format": FORMAT, "laws": found}, ensure_ascii=False, indent=2) + "\n"


def _tried(plan: Plan, one: Tried, lang: Lang, judge: Judge) -> dict[str, Any]:
    out: dict[str, Any] = {
        "law": one.law, "says": sentence(lang, plan, one.law), "own": one.law in plan.laws, "state": one.state.value,
        "cases": one.count, "why": told(lang, one.why) if one.why else None,
        "leaves": told(lang, one.leaves) if one.leaves else None,
        "exceptions": [
            {
                "at": e.at, "cite": f"{e.citation.document} {e.citation.clause}", "quote": e.citation.quote,
                "why": e.reason, "met": hits, "text": exemption_text(plan, e, lang),
            }
            for e, hits in one.hits
        ],
    }  # fmt: skip
    trial = one.trial
    if trial is None:
        return out
    first = judge(plan, trial.before)
    second = judge(plan, trial.after) if trial.after is not None else None
    names = dict(trial.about)
    out["counterexample"] = {
        "as_of": trial.before.as_of.isoformat(),
        "change": [told(lang, c) for c in trial.change],
        "before": records_json(plan, trial.before),
        "after": records_json(plan, trial.after) if trial.after is not None else None,
        "broken": [
            {
                "kind": b.at.kind, "subject": b.at.key, "target": b.at.target,
                "found": told(lang, b.told) if b.told else None,
                "before": decided(first, b.at, lang),
                "after": decided(second, type(b.at)(b.at.kind, names.get(b.at.key, b.at.key), b.at.target), lang)
                if second is not None else None,
            }
            for b in one.broken
        ],
    }  # fmt: skip
    return out


def records_json(plan: Plan, found: Records) -> dict[str, Any]:
    """Return records in plain values: days as year-month-day, numbers as texts, options by their key."""
    rows = as_stated(plan, found).rows
    return {
        "rows": {name: [{n: _plain(v) for n, v in row.items()} for row in some] for name, some in rows.items()},
        "parameters": {n: _plain(v) for n, v in found.parameters.items()},
    }


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case dt.date():
            return value.isoformat()
        case str() if value == NO_COLUMN:
            return {"column": "absent"}
        case str() if value == NOT_GIVEN:
            return {"value": "unknown"}
        case _:
            return value

