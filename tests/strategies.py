"""Hypothesis strategies: well-typed rule sets, by construction, and whole cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from .conformance.build import Case, Tree
from .dossiers import OPTIONS, dossiers
from .expressions import SHAPES, bracketed, condition, number, one
from .points_drawn import classification, flag, maybe, scores

AS_OF = ("2020-06-30", "2020-07-01", "2020-11-20", "2020-11-30", "2020-12-05")
_NUMBER = {"type": "number", "range": ["-5", "10"], "decimals": "1"}
_TYPES: Mapping[str, Any] = {
    "yes": "yes-no",
    "count": "count",
    "text": "text",
    "date": "date",
    "number": _NUMBER,
    "percent": {"type": "percent", "decimals": "1"},
    "choice": {"type": "choice", "options": OPTIONS},
}
_MARK = {"type": "number", "range": ["2", "5"], "decimals": "1"}
_DATES = [{"from": "2020-07-01", "value": "2"}, {"from": "2020-11-20", "value": "0.5"}]
_RATE = {"type": "number", "ask": "r", "values": _DATES}
_GRADES = [{"grade": "good", "when": "score >= 2"}, {"grade": "fair", "when": "size >= 1"}, {"grade": "poor"}]
_BASIS = {"basis": "xác nhận"}


def _registers(pick: Callable[..., Any]) -> Tree:
    def fields(register: str) -> Tree:
        shape = SHAPES[register]
        return {f: _TYPES[kind] for kind, names in shape.fields.items() for f in names}

    staff = pick({"per": "unit", "when": "rows = unit.size"}, _BASIS, None)
    return {
        "unit": {"subject": "Tập thể", "key": {"unit_id": "text"}, "fields": fields("unit")}
        | pick({}, {"complete": _BASIS}),
        "person": {"of": "unit", "subject": "Cá nhân", "key": {"person_id": "text"}, "fields": fields("person")}
        | pick({}, {"role": "head"})
        | ({"complete": staff} if staff else {}),
        "violation": {"of": "person", "happens": "committed", "known": "concluded", "fields": fields("violation")}
        | pick({}, {"complete": _BASIS}, {"complete": {**_BASIS, "through": "report"}}),
        "idea": {"of": pick(["person", "unit"], ["unit", "person"]), "fields": fields("idea")}
        | pick({}, {"complete": _BASIS}, {"happens": "day", "complete": _BASIS}),
    }


@st.composite
def rule_sets(draw: st.DrawFn) -> Tree:
    """Draw a rule set: registers, criteria of both kinds, bars, awards with all that can stand in their way."""

    def pick(*items: Any) -> Any:
        return draw(st.sampled_from(items))

    kinds = ("unit", "person")
    criteria: Tree = {}
    period = draw(maybe({"period": {"from": pick("start", "2020-06-01"), "to": "2020-11-20"}}, often=True))
    for kind in kinds:
        for n in range(draw(st.integers(1, 3))):
            criteria[f"{kind}.c{n}"] = draw(_criterion(kind, bool(period)))
    bars = {
        f"{k}.b": {"when": draw(condition(k))} | draw(maybe({"except": [{"when": draw(condition(k, 1))}]}))
        for k in kinds
        if draw(st.booleans())
    }
    suspensions = {
        f"{k}.s": {"when": draw(condition(k))} | draw(maybe({"except": [{"when": draw(condition(k, 1))}]}))
        for k in kinds
        if draw(st.booleans())
    }
    own = {k: [c for c in criteria if c.startswith(k)] for k in kinds}
    awards: Tree = {
        "one": {
            "to": {k: draw(_entitlement(k, own[k])) for k in kinds},
            "bars": list(bars),
            "suspensions": list(suspensions),
        }
        | draw(maybe({"nomination": {}}))
        | draw(st.sampled_from([{}, {}, {"choose": "duty"}]))
        | draw(_quotas("unit", "person")),
        "two": {"among": pick("one", {"proposed": "one"}), "to": {"unit": pick("none", [own["unit"][0]])}}
        | draw(maybe({"unless": {pick("proposed", "granted"): "other"}}))
        | draw(_quotas("unit", among=True)),
        "other": {"to": {"unit": [own["unit"][-1]]}} | draw(_quotas("unit")),
    }
    if draw(st.booleans()):  # a unit that rests on its staff's decisions, and a head on the unit
        state = pick("eligible", "proposed")
        rests = pick(
            f"share of person has {state} for one >= 50%",
            f"some person where yes1 has {state} for one",
            f"every person where not head has {state} for one",
            f"count of person where {state} for one >= 2",
        )
        criteria["unit.staff"] = {"met": rests}
        criteria["person.lead"] = {"applies": "head", "met": f"its unit has {pick('eligible', 'proposed')} for three"}
        awards["three"] = {"to": {"unit": [own["unit"][0], "unit.staff"]}} | draw(_quotas("unit"))
        awards["four"] = {"to": {"person": ["person.lead", own["person"][0]]}}
    for award in awards.values():
        for key in ("bars", "suspensions"):
            if not award.get(key, True):
                del award[key]
    assessments: Tree = {f"{k}.rated": draw(_assessed(k, own[k])) for k in kinds if draw(st.booleans())}
    sections = {
        "criteria": criteria, "bars": bars, "suspensions": suspensions, "awards": awards, "assessments": assessments
    }  # fmt: skip
    return {
        "ruleset": "drawn",
        "parameters": {
            "start": {"type": "date", "ask": "x", "range": ["2020-05-31", "2020-06-01"]},
            "line": {"type": "number", "ask": "x", "range": ["0", "5"], "decimals": "1"},
            "tariff": _RATE,
        },
        **({"periods": period} if period else {}),
        "deadlines": {
            "early": {"before": "2020-07-01"} | draw(maybe({"extended": {"by": pick("2020-07-01", "2020-06-01")}})),
            "report": {"by": "2020-11-20"},
        },
        "registers": _registers(pick),
        "judgements": {
            "duty": {"of": list(kinds), "ask": "x"},
            "mark": {"of": list(kinds), "ask": "y", "answer": _MARK},
            "mark2": {"of": list(kinds), "ask": "z", "answer": _MARK},
            "view": {"of": list(kinds), "ask": "v", "answer": {"type": "choice", "options": OPTIONS}},
        },
        "scores": {n: s for kind in kinds for n, s in draw(scores(kind)).items()},
        "classifications": {f"{kind}.grade": draw(classification(kind)) for kind in kinds},
        "measures": {"unit.points": {"value": draw(number("unit", 1))}},
        **{name: section for name, section in sections.items() if section},
    }


@st.composite
def _criterion(draw: st.DrawFn, kind: str, period: bool = False) -> Tree:
    tree: Tree = {"met": draw(condition(kind))}
    if draw(st.integers(0, 7)) == 0:
        tree["met"] = draw(_apart(kind, period))
    elif draw(st.booleans()):
        path = draw(st.sampled_from(SHAPES[kind].below))
        end, dotted = path[-1], ".".join(path)
        where = draw(st.sampled_from(["", f"where {bracketed(draw, end)}"]))
        op, line = draw(one(">=", "<", "=", ">")), draw(one("0", "1", "2.5", "50"))
        value = SHAPES[end].fields["number"][0]
        tree["met"] = draw(
            one(
                f"every {dotted} {where} has {bracketed(draw, end)}",
                f"(share of {dotted} {where} has {bracketed(draw, end)}) {op} {line}%",
                f"(max of {value} over {dotted} {where}) {op} {line}",
                f"{line} {op} (min of {value} over {dotted} {where})",
                f"(mean of {value} over {dotted} {where}) {op} {line}",
            )
        )
        tree |= draw(maybe({"if none": draw(one("met", "not-met", "not-applicable"))}, often=True))
    tree |= draw(maybe({"applies": draw(condition(kind, 1))}))
    tree |= draw(st.sampled_from([{}, {}, {"due": "report"}, {"due": "early"}, *([{"keep": "period"}] * period)]))
    apart = {"when": draw(condition(kind, 1)), "then": draw(one("met", "not-met", "not-applicable"))}
    return tree | draw(st.sampled_from([{}, {}, {"except": [apart]}]))


@st.composite
def _apart(draw: st.DrawFn, kind: str, period: bool) -> str:
    """Draw what a subject is compared with all others by, was seen as by the council, or did in the period."""
    fields, line = SHAPES[kind].fields, draw(one("0", "1", "2.5"))
    where = draw(one("", f" where {fields['yes'][0]}"))
    group = draw(one("", f" per {fields['choice'][0]}"))
    ways = [
        f"(mean of {fields['number'][0]} among {kind}{where}{group}) {draw(one('<', '>=', '='))} {line}",
        f"{fields['number'][0]} >= (mean of {fields['number'][0]} among {kind}{group})",
        f"view {draw(one('= a', '!= b', 'in (a, b)', 'not in (a, c)', 'is given'))}",
    ]
    return draw(one(*ways, *([f"{fields['date'][0]} within period"] * period)))


@st.composite
def _assessed(draw: st.DrawFn, kind: str, own: list[str]) -> Tree:
    wanted = draw(st.sampled_from([own, {"at least": "1", "of": own}]))
    fields = SHAPES[kind].fields  # an assessment quotes nothing, so that it holds no number either
    flags = one(*fields["yes"], f"not {fields['yes'][0]}", f"{fields['choice'][0]} = a", "view is given")
    return {"requires": wanted} | draw(maybe({"applies": draw(flags)}))


@st.composite
def _entitlement(draw: st.DrawFn, kind: str, own: list[str]) -> object:
    wanted = draw(
        st.sampled_from([own, {"at least": str(len(own) // 2 + 1), "of": own}, [own[0], {"at least": "1", "of": own}]])
    )
    return draw(st.sampled_from([wanted, {"applies": draw(condition(kind, 1)), "requires": wanted}]))


@st.composite
def _quotas(draw: st.DrawFn, *kinds: str, among: bool = False) -> Tree:
    quota: Tree = {}
    for kind in kinds:
        if draw(st.booleans()):
            keys = [
                {"by": draw(number(kind, 1)), "order": draw(one("highest", "lowest"))}
                for _ in range(draw(st.integers(1, 2)))
            ]
            ways: list[Tree] = [
                {"count": "1"},
                {"count": "2"},
                {"share": "50%", "of": "pool"},
                {"share": "40%", "of": kind},
                {"share": "60%", "of": kind, "counting": draw(flag(kind))},
                {"share": "20%", "of": "pool", "at least": "1"},
                {"sizes": [{"to": "2", "count": "1"}, {"count": "2"}], "of": draw(one("pool", kind))},
            ]
            much = draw(st.sampled_from(ways))
            inner = {"where": draw(flag(kind)), **draw(st.sampled_from([{"count": "1"}, {"share": "50%"}]))}
            quota[kind] = (
                {
                    **much,
                    "rank": draw(st.sampled_from([keys, keys, keys, "none"])),
                    "ties": draw(one("council", "keep")),
                    "pending": draw(one("bounds", "bounds", "ignore")),
                    "rounding": draw(one("down", "up", "half-up")),
                }
                | draw(maybe({"per": draw(one(SHAPES[kind].fields["choice"][0], *SHAPES[kind].above))}))
                | draw(maybe({"at most": inner}))
                | draw(maybe({"settle": "duty"}))
                | (draw(maybe({"pool": "among"})) if among else {})
            )
    return {"quota": quota} if quota else {}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a rule set with a dossier and a day."""
    rules = draw(rule_sets())
    records = draw(dossiers(rules))
    parameters = draw(st.sampled_from([{}, {"start": "2020-06-01", "line": "1"}, {"line": "2.5"}]))
    return Case("drawn", "", rules, records, parameters, dt.date.fromisoformat(draw(st.sampled_from(AS_OF))), {})


@st.composite
def contests(draw: st.DrawFn) -> Case:
    """Draw a contest: mostly eligible units, ties and missing scores, quotas of every kind above one another."""
    unit = SHAPES["unit"].fields
    fields = {f: _TYPES[kind] for kind, names in unit.items() for f in names}
    rules: Tree = {
        "ruleset": "contest",
        "judgements": {"duty": {"of": "unit", "ask": "x"}, "mark": {"of": "unit", "ask": "y", "answer": _MARK}},
        "registers": {"unit": {"subject": "Tập thể", "key": {"unit_id": "text"}, "fields": fields}},
        "parameters": {"tariff": _RATE},
        "classifications": {"unit.grade": {"grades": _GRADES}},
        "criteria": {"unit.a": {"met": "ok"}, "unit.b": {"met": "good"}},
        "awards": {
            "one": {"to": {"unit": ["unit.a"]}} | draw(_quotas("unit")),
            "two": {"among": {"proposed": "one"}, "to": {"unit": ["unit.b"]}} | draw(_quotas("unit", among=True)),
        },
    }
    for award in rules["awards"].values():
        for quota in award.get("quota", {}).values():
            ranks = [{"by": f, "order": draw(one("highest", "lowest"))} for f in ("score", "size", "2 * score + size")]
            quota["rank"] = draw(st.sampled_from([ranks[:1], ranks[:2], ranks[2:]]))

    def unit_row(number: int) -> dict[str, str]:
        return {
            "unit_id": f"U{number}",
            "ok": draw(one(*["yes"] * 8, "no", "")),
            "good": draw(one(*["yes"] * 4, "no", "")),
            "kind": draw(one(*["a"] * 5, *["b"] * 3, "")),
            "score": draw(one("1", "1", "2", "2", "3", "10", "")),
            "size": draw(one("0", "1", "1", "2", "")),
        }

    rows = [unit_row(n) for n in range(draw(st.integers(2, 7)))]
    asked = [
        {"subject": r["unit_id"], "question": "duty", "answer": draw(one("yes", "yes", "no", "")), "day": "2020-11-30"}
        for r in rows
        if draw(st.booleans())
    ]
    return Case("drawn", "", rules, {"unit": rows, "judgement": asked}, {}, dt.date(2020, 12, 5), {})
