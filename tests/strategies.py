"""Hypothesis strategies: well-typed rule sets, by construction, and dossiers of every kind of badness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from .conformance.build import UNREADABLE, Case, Tree
from .expressions import DATES, SHAPES, bracketed, condition, number, one

Draw = Callable[[st.SearchStrategy[object]], object]
DAYS = ("2020-05-31", "2020-06-01", "2020-06-30", "2020-07-01", "2020-11-19", "2020-11-20", "2020-11-21", "2020-11-30", "2020-12-01")
AS_OF = ("2020-06-30", "2020-07-01", "2020-11-20", "2020-11-30", "2020-12-05")
OPTIONS = {"a": "A", "b": "B", "c": "C"}
_NUMBER = {"type": "number", "range": ["-5", "10"], "decimals": "1"}
_TYPES: Mapping[str, object] = {
    "yes": "yes-no", "count": "count", "text": "text", "date": "date", "number": _NUMBER,
    "percent": {"type": "percent", "decimals": "1"}, "choice": {"type": "choice", "options": OPTIONS},
}  # fmt: skip
_BASIS = {"basis": "xác nhận"}


def _registers(pick: Callable[..., object]) -> Tree:
    def fields(register: str) -> Tree:
        shape = SHAPES[register]
        return {f: _TYPES[kind] for kind, names in shape.fields.items() for f in names}

    staff = pick({"per": "unit", "when": "rows = unit.size"}, _BASIS, None)
    return {
        "unit": {"subject": "Tập thể", "key": {"unit_id": "text"}, "fields": fields("unit")} | pick({}, {"complete": _BASIS}),
        "person": {"of": "unit", "subject": "Cá nhân", "key": {"person_id": "text"}, "fields": fields("person")}
        | pick({}, {"role": "head"}) | ({"complete": staff} if staff else {}),
        "violation": {"of": "person", "happens": "committed", "known": "concluded", "fields": fields("violation")}
        | pick({}, {"complete": _BASIS}, {"complete": {**_BASIS, "through": "report"}}),
        "idea": {"of": pick("unit", ["unit", "person"]), "fields": fields("idea")}
        | pick({}, {"complete": _BASIS}, {"happens": "day", "complete": _BASIS}),
    }  # type: ignore[operator]


@st.composite
def rule_sets(draw: st.DrawFn) -> Tree:
    """Draw a rule set: registers, criteria of both kinds, bars, awards with all that can stand in their way."""

    def pick(*items: object) -> object:
        return draw(st.sampled_from(items))

    kinds = ("unit", "person")
    criteria: Tree = {}
    for kind in kinds:
        for n in range(draw(st.integers(1, 3))):
            criteria[f"{kind}.c{n}"] = draw(_criterion(kind))
    bars = {f"{k}.b": {"when": draw(condition(k))} for k in kinds if draw(st.booleans())}
    suspensions = {f"{k}.s": {"when": draw(condition(k))} for k in kinds if draw(st.booleans())}
    own = {k: [c for c in criteria if c.startswith(k)] for k in kinds}
    awards: Tree = {
        "one": {
            "to": {k: draw(_entitlement(k, own[k])) for k in kinds},
            "bars": list(bars), "suspensions": list(suspensions),
        }
        | draw(_maybe({"nomination": {}})) | draw(_maybe({"choose": "duty"})) | draw(_quotas("unit", "person")),
        "two": {"among": pick("one", {"proposed": "one"}), "to": {"unit": pick("none", [own["unit"][0]])}}
        | draw(_quotas("unit", among=True)),
    }  # fmt: skip
    if draw(st.booleans()):  # a unit that rests on its staff's decisions, and a head on the unit
        state = pick("eligible", "proposed")
        rests = pick(f"share of person has {state} for one >= 50%", f"some person where yes1 has {state} for one",
                     f"every person where not head has {state} for one", f"count of person where {state} for one >= 2")  # fmt: skip
        criteria["unit.staff"] = {"met": rests}
        criteria["person.lead"] = {"applies": "head", "met": f"its unit has {pick('eligible', 'proposed')} for three"}
        awards["three"] = {"to": {"unit": [own["unit"][0], "unit.staff"]}} | draw(_quotas("unit"))
        awards["four"] = {"to": {"person": ["person.lead", own["person"][0]]}}
    for award in awards.values():
        for key in ("bars", "suspensions"):
            if not award.get(key, True):
                del award[key]
    sections = {"criteria": criteria, "bars": bars, "suspensions": suspensions, "awards": awards}
    return {
        "ruleset": "drawn",
        "parameters": {
            "start": {"type": "date", "ask": "x", "range": ["2020-05-31", "2020-06-01"]},
            "line": {"type": "number", "ask": "x", "range": ["0", "5"], "decimals": "1"},
        },
        **draw(_maybe({"periods": {"period": {"from": pick("start", "2020-06-01"), "to": "2020-11-20"}}}, often=True)),
        "deadlines": {"early": {"before": "2020-07-01"}, "report": {"by": "2020-11-20"}},
        "registers": _registers(pick),
        "judgements": {"duty": {"of": list(kinds), "ask": "x"}},
        "measures": {"unit.points": {"value": draw(number("unit", 1))}},
        **{name: section for name, section in sections.items() if section},
    }


def _maybe(tree: Tree, *, often: bool = False) -> st.SearchStrategy[Tree]:
    return st.sampled_from([tree, tree, tree, {}] if often else [{}, tree])


@st.composite
def _criterion(draw: st.DrawFn, kind: str) -> Tree:
    tree: Tree = {"met": draw(condition(kind))}
    if draw(st.booleans()):
        path = draw(st.sampled_from(SHAPES[kind].below))
        end, dotted = path[-1], ".".join(path)
        where = draw(st.sampled_from(["", f"where {bracketed(draw, end)}"]))
        op, line = draw(one(">=", "<", "=", ">")), draw(one("0", "1", "2.5", "50"))
        value = SHAPES[end].fields["number"][0]
        tree["met"] = draw(one(
            f"every {dotted} {where} has {bracketed(draw, end)}",
            f"(share of {dotted} {where} has {bracketed(draw, end)}) {op} {line}%",
            f"(max of {value} over {dotted} {where}) {op} {line}",
            f"{line} {op} (min of {value} over {dotted} {where})",
            f"(mean of {value} over {dotted} {where}) {op} {line}",
        ))  # fmt: skip
        tree |= draw(_maybe({"if none": draw(one("met", "not-met", "not-applicable"))}, often=True))
    tree |= draw(_maybe({"applies": draw(condition(kind, 1))}))
    tree |= draw(st.sampled_from([{}, {}, {"due": "report"}, {"due": "early"}]))
    return tree


@st.composite
def _entitlement(draw: st.DrawFn, kind: str, own: list[str]) -> object:
    wanted = draw(st.sampled_from([own, {"at least": str(len(own) // 2 + 1), "of": own}, [own[0], {"at least": "1", "of": own}]]))
    return draw(st.sampled_from([wanted, {"applies": draw(condition(kind, 1)), "requires": wanted}]))


@st.composite
def _quotas(draw: st.DrawFn, *kinds: str, among: bool = False) -> Tree:
    quota: Tree = {}
    for kind in kinds:
        if draw(st.booleans()):
            keys = [{"by": draw(number(kind, 1)), "order": draw(one("highest", "lowest"))} for _ in range(draw(st.integers(1, 2)))]
            much = draw(st.sampled_from([{"count": "1"}, {"count": "2"}, {"share": "50%", "of": "pool"}, {"share": "40%", "of": kind}]))
            quota[kind] = {
                **much, "rank": keys, "ties": draw(one("council", "keep")), "pending": draw(one("bounds", "bounds", "ignore")),
                "rounding": draw(one("down", "up", "half-up")),
            } | draw(_maybe({"per": SHAPES[kind].fields["choice"][0]})) | (draw(_maybe({"pool": "among"})) if among else {})  # fmt: skip
    return {"quota": quota} if quota else {}


# --- dossiers ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawer:
    draw: st.DrawFn

    def value(self, kind: str) -> str:
        """Draw a cell: mostly a value, often nothing, now and then something unreadable."""
        luck = self.draw(st.integers(0, 39))
        if luck == 39 and kind != "text":
            return UNREADABLE
        if luck > 31:
            return ""
        words = {"yes": ("yes", "no"), "count": ("0", "1", "2"), "percent": ("0", "49.9", "50", "100"), "text": ("x",)}
        words |= {"date": DAYS, "choice": tuple(OPTIONS), "number": ("-5", "-1", "0", "0.5", "1", "2", "2.5", "10")}
        return self.draw(st.sampled_from(words[kind]))

    def row(self, register: str) -> dict[str, str]:
        """Draw the fields of a row."""
        return {f: self.value(kind) for kind, names in SHAPES[register].fields.items() for f in names}

    def some(self, most: int) -> range:
        """Draw how many."""
        return range(self.draw(st.integers(0, most)))

    def key(self, keys: list[str]) -> str:
        """Draw an owner, now and then one that is not there."""
        return "X9" if self.draw(st.integers(0, 39)) == 39 else self.draw(st.sampled_from(keys))


@st.composite
def dossiers(draw: st.DrawFn, rules: Tree) -> dict[str, list[dict[str, str]]]:
    """Draw the rows of every register: missing and rejected ones, attestations right and wrong."""
    d = _Drawer(draw)
    units = [f"U{n}" for n in range(1, draw(st.integers(2, 4)))]
    persons = [f"P{n}" for n in d.some(5)]
    rows = {"person": [{"person_id": p, "unit_id": d.key(units), **d.row("person")} for p in persons]}
    counts = {u: sum(r["unit_id"] == u for r in rows["person"]) for u in units}
    rows["unit"] = [{"unit_id": u, **d.row("unit")} for u in units]
    for row in rows["unit"]:  # mostly the stated number is the true one
        row["size"] = draw(st.sampled_from([str(counts[row["unit_id"]])] * 4 + [row["size"]]))
    rows["violation"] = [{"person_id": d.key(persons), **d.row("violation")} for _ in d.some(4)] if persons else []
    by_person = persons and rules["registers"]["idea"]["of"] != "unit"
    owners = [("unit_id", units), *([("person_id", persons)] if by_person else [])]
    rows["idea"] = [{column: d.key(keys), **d.row("idea")} for _ in d.some(4) for column, keys in [draw(st.sampled_from(owners))]]
    subjects = [*units, *persons]
    rows["judgement"] = [
        {"subject": d.key(subjects), "question": "duty", "answer": d.value("yes"), "day": draw(st.sampled_from(DAYS))} for _ in d.some(5)
    ]
    for register in ("nomination", "grant"):
        rows[register] = [
            {"subject": d.key(subjects), "award": draw(one("one", "two")), "day": draw(st.sampled_from(DAYS))} for _ in d.some(4)
        ]
    rows["attestation"] = [_attestation(draw, rows, units) for _ in d.some(6)]
    for register in ("violation", "idea", "nomination"):
        if not rows[register] and draw(st.booleans()):
            del rows[register]
    return rows


def _attestation(draw: st.DrawFn, rows: Mapping[str, list[dict[str, str]]], units: list[str]) -> dict[str, str]:
    register = draw(one("violation", "violation", "idea", "nomination", "grant", "person", "unit"))
    day, scope = draw(st.sampled_from(DAYS)), draw(st.sampled_from(["", "", *units]))
    home = {r["person_id"]: r["unit_id"] for r in rows["person"]}

    def counts(row: Mapping[str, str]) -> bool:
        near = row.get("unit_id") or row.get("person_id") or row.get("subject") or ""
        known = row.get("concluded", "") if register == "violation" else row.get("day", "") if register != "unit" else ""
        return UNREADABLE not in row.values() and (not scope or home.get(near, near) == scope) and known <= day

    right = sum(counts(r) for r in rows[register])
    return {
        "register": register, "scope": scope, "day": day, "count": str(max(0, right + draw(st.sampled_from([0, 0, 0, 0, 1, -1])))),
        "covers_from": draw(one("2020-05-31", "2020-05-31", "2020-06-01", "2020-06-02")),
        "covers_to": draw(one("2020-12-05", "2020-11-20", "2020-11-19", "2020-07-01")),
    }  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a rule set with a dossier and a day."""
    rules = draw(rule_sets())
    records = draw(dossiers(rules))
    parameters = draw(st.sampled_from([{}, {"start": "2020-06-01", "line": "1"}, {"line": "2.5"}]))
    return Case("drawn", "", rules, records, parameters, dt.date.fromisoformat(draw(st.sampled_from(AS_OF))), {})
