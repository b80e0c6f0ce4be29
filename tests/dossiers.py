"""Hypothesis strategies: dossiers of every kind of badness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from .conformance.build import UNREADABLE, Tree
from .expressions import SHAPES, one

DAYS = (
    "2020-05-31",
    "2020-06-01",
    "2020-06-30",
    "2020-07-01",
    "2020-11-19",
    "2020-11-20",
    "2020-11-21",
    "2020-11-30",
    "2020-12-01",
)
OPTIONS = {"a": "A", "b": "B", "c": "C"}


@dataclass(frozen=True, slots=True)
class _Drawer:
    draw: st.DrawFn

    def value(self, kind: str) -> str:
        """Draw a cell: mostly a value, often nothing, now and then something unreadable."""
        luck = self.draw(st.integers(0, 39))
        if luck == 39 and kind != "text":
            return UNREADABLE
        if luck > 34:
            return ""
        words = {"yes": ("yes", "no"), "count": ("0", "1", "2"), "percent": ("0", "49.9", "50", "100"), "text": ("x",)}
        words |= {"mark": ("2", "2.5", "3", "5")}
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
    rows["idea"] = [
        {column: d.key(keys), **d.row("idea")} for _ in d.some(4) for column, keys in [draw(st.sampled_from(owners))]
    ]
    subjects = [*units, *persons]
    rows["judgement"] = [
        {"subject": d.key(subjects), "question": question, "answer": d.value(kind), "day": draw(st.sampled_from(DAYS))}
        for _ in d.some(8)
        for question, kind in [draw(st.sampled_from((("duty", "yes"), ("mark", "mark"), ("mark2", "mark"))))]
    ]
    for register in ("nomination", "grant"):
        rows[register] = [
            {"subject": d.key(subjects), "award": draw(one("one", "two")), "day": draw(st.sampled_from(DAYS))}
            for _ in d.some(4)
        ]
    rows["attestation"] = [_attestation(draw, rows, units) for _ in range(draw(st.sampled_from([0, 5, 8, 10])))]
    for register in ("violation", "idea", "nomination"):
        if not rows[register] and draw(st.booleans()):
            del rows[register]
    return rows


def _attestation(draw: st.DrawFn, rows: Mapping[str, list[dict[str, str]]], units: list[str]) -> dict[str, str]:
    register = draw(one("violation", "violation", "idea", "nomination", "grant", "person", "unit"))
    day, scope = draw(one("2020-05-31", "2020-06-30", *DAYS)), draw(st.sampled_from(["", "", "", *units]))
    home = {r["person_id"]: r["unit_id"] for r in rows["person"]}

    def counts(row: Mapping[str, str]) -> bool:
        near = row.get("unit_id") or row.get("person_id") or row.get("subject") or ""
        known = (
            row.get("concluded", "") if register == "violation" else row.get("day", "") if register != "unit" else ""
        )
        return UNREADABLE not in row.values() and (not scope or home.get(near, near) == scope) and known <= day

    right = sum(counts(r) for r in rows[register])
    return {
        "register": register,
        "scope": scope,
        "day": day,
        "count": str(max(0, right + draw(st.sampled_from([0, 0, 0, 0, 1, -1])))),
        "covers_from": draw(one(*["2020-05-31"] * 6, "2020-06-01", "2020-06-02")),
        "covers_to": draw(one(*["2020-12-05"] * 6, "2020-11-20", "2020-11-19", "2020-07-01")),
    }
