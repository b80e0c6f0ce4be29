"""No missing fact makes or unmakes an award: what is decided stays, however the missing facts turn out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.evaluator.reference import judge
from engine.syntax import read_ruleset
from engine.values import Decision

from ..conformance import build

#: What may be missing of a person, and everything it may turn out to be (of points, on both sides of all others).
FACTS: Mapping[str, Sequence[str]] = {
    "ok": ("yes", "no"),
    "head": ("yes", "no"),
    "level": ("a", "b"),
    "points": ("-10", "1", "1.5", "2", "2.5", "3", "10"),
}
SETTLED = {Decision.PROPOSED, Decision.OUTSIDE_QUOTA, Decision.NOT_PROPOSED}
Rows = list[dict[str, str]]


def drawn_quota(random: Random) -> dict[str, Any]:
    """Draw a quota: a number, a share or places by size, with a limit inside, per group, kept ties."""
    shares = {
        "share": random.choice(["30%", "50%"]),
        "of": "pool",
        "rounding": random.choice(["down", "up", "half-up"]),
    }
    sizes = {"of": "pool", "sizes": [{"to": random.choice("12"), "count": "1"}, {"count": random.choice("1234")}]}
    quota: dict[str, Any] = {
        "rank": [{"by": "points"}],
        **random.choice([{"count": random.choice("123")}, shares, sizes]),
    }
    if random.random() < 0.3:
        quota["at least"] = "1"
    if random.random() < 0.6:
        half = {"share": "50%", "rounding": random.choice(["down", "up"])}
        quota["at most"] = {"where": "head", **random.choice([{"count": "1"}, half])}
    if random.random() < 0.3:
        quota["ties"] = "keep"
    if random.random() < 0.3:
        quota["per"] = "level"
    return quota


def decided(rules: build.Tree, rows: Rows, folder: Path) -> dict[str, Decision]:
    """Return what the reference decides of every person."""
    tree = {"note": "missing", "rules": rules, "records": {"unit": [{"unit_id": "U1"}], "person": rows}, "want": {}}
    case = build.case_of("missing", tree)
    written, found = read_ruleset(build.write_ruleset(case.rules, folder))
    assert written is not None, found
    outcome = judge(written, build.tables(written, case.records), {}, case.as_of)
    return {s.key: s.decisions["gk"] for s in outcome.subjects.values() if s.kind == "person"}


@pytest.mark.parametrize("seed", range(60))
def test_what_is_decided_stays_whatever_was_missing(seed: int, tmp_path: Path) -> None:
    """Proposed, outside the quota and not proposed hold in every completion of one or two missing facts."""
    random = Random(seed)
    rules = {
        "base": "office",
        "criteria": {"person.a": {"met": "ok"}},
        "awards": {"gk": {"to": {"person": "all criteria"}, "quota": {"person": drawn_quota(random)}}},
    }
    count = random.randint(2, 5)
    rows = [{"person_id": f"P{n}", "unit_id": "U1"} for n in range(count)]
    for row in rows:
        row |= {"ok": random.choice(["yes", "yes", "no"]), "head": random.choice(["yes", "no"])}
        row |= {"level": random.choice("ab"), "points": random.choice("123")}
    holes = random.sample([(n, fact) for n in range(count) for fact in FACTS], random.randint(1, 2))
    gap = [{f: t for f, t in row.items() if (n, f) not in holes} for n, row in enumerate(rows)]
    before = {k: d for k, d in decided(rules, gap, tmp_path).items() if d in SETTLED}
    for turned in itertools.product(*[FACTS[fact] for _, fact in holes]):
        filled = [dict(row) for row in gap]
        for (n, fact), text in zip(holes, turned, strict=True):
            filled[n][fact] = text
        after = decided(rules, filled, tmp_path)
        assert {k: after[k] for k in before} == before, (rules, gap, turned)
