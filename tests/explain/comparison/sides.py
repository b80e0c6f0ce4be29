"""Two sides drawn for comparisons: rules, records and days that differ, and the mixtures between them."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from engine.compiler import Compiled, compile_file
from engine.diagnostics import ReportedError
from engine.evaluator import Evaluation, evaluate
from engine.explain.comparison import Comparison, LeverKind, compare, levers_between
from engine.records import from_rows
from engine.values import Decision
from tests import strategies
from tests.conformance import build
from tests.conformance.build import Tree
from tests.dossiers import dossiers

Rows = dict[str, list[dict[str, str]]]


@dataclass(eq=False)
class Sides:
    """Everything that may differ, before and after."""

    rules: tuple[Tree, Tree]
    records: tuple[Rows, Rows]
    parameters: tuple[dict[str, str], dict[str, str]]
    days: tuple[dt.date, dt.date]
    _compiled: dict[int, Compiled] = field(default_factory=dict)
    _evaluated: dict[tuple[int, int, int], Evaluation] = field(default_factory=dict)

    def compiled(self, side: int) -> Compiled:
        if side not in self._compiled:
            with tempfile.TemporaryDirectory() as folder:
                self._compiled[side] = compile_file(build.write_ruleset(self.rules[side], Path(folder)))
        return self._compiled[side]

    def at(self, rules: int, records: int, day: int) -> Evaluation:
        """Return one evaluation; sides that are alike are the same."""
        rules = 0 if self.rules[0] == self.rules[1] else rules
        key = (rules, records, day)
        if key not in self._evaluated:
            ready = self.compiled(rules)
            given = build.given(ready.rules, self.parameters[records])
            dossier = from_rows(ready.plan, build.typed_rows(ready.rules, self.records[records]), given)
            self._evaluated[key] = evaluate(ready.plan, dossier, self.days[day])
        return self._evaluated[key]

    def compared(self, *, mirrored: bool = False) -> Comparison:
        old, new = (1, 0) if mirrored else (0, 1)
        before, after = self.at(old, old, old), self.at(new, new, new)
        levers = levers_between(before, after)

        def mix(these: frozenset[int]) -> Evaluation:
            kinds = {levers[n].kind for n in these}
            return self.at(*(new if kind in kinds else old for kind in LeverKind))

        return compare(before, after, mix)

    def refused(self) -> bool:
        """Tell whether one of the rule sets is one that the compiler refuses, or a side cannot be read."""
        try:
            self.at(0, 0, 0)
            self.at(1, 1, 1)
        except ReportedError:
            return True
        return False


@st.composite
def sides(draw: st.DrawFn) -> Sides:
    """Draw two sides of which some of rules, records and days are alike."""
    case = draw(strategies.cases())
    rules = draw(strategies.rule_sets()) if draw(st.booleans()) else case.rules
    records = draw(dossiers(case.rules)) if draw(st.booleans()) else dict(case.records)
    given = draw(st.sampled_from([{}, {"start": "2020-06-01", "line": "1"}, {"line": "2.5"}]))
    day = draw(st.sampled_from(strategies.AS_OF))
    return Sides(
        (case.rules, rules),
        ({r: [dict(x) for x in rows] for r, rows in case.records.items()}, {r: list(x) for r, x in records.items()}),  # type: ignore[arg-type]
        (dict(case.parameters), given if draw(st.booleans()) else dict(case.parameters)),
        (case.as_of, dt.date.fromisoformat(day)),
    )


@st.composite
def contests(draw: st.DrawFn) -> Sides:
    """Draw two contests under one rule set: the records differ, so that some are moved by the selection alone."""
    one = draw(strategies.contests())
    rows = [dict(r) for r in one.records["unit"]]
    for row in draw(st.lists(st.sampled_from(rows), max_size=2)):
        row["score"] = draw(st.sampled_from(["1", "2", "3", "10", ""]))
        row["ok"] = draw(st.sampled_from(["yes", "no", ""]))
    if draw(st.booleans()):
        rows = rows[:-1]
    later = {r: (rows if r == "unit" else [dict(x) for x in found]) for r, found in one.records.items()}
    keys = {r["unit_id"] for r in rows}
    later["judgement"] = [j for j in later.get("judgement", []) if j["subject"] in keys]
    return Sides(
        (one.rules, one.rules), ({r: [dict(x) for x in f] for r, f in one.records.items()}, later),
        ({}, {}), (one.as_of, one.as_of),
    )  # fmt: skip


def decided(found: Evaluation) -> dict[tuple[str, str, str], str]:
    """Return every decision by kind, key and award."""
    return {
        (kind, key.casefold(), award): Decision(int(code)).word
        for kind, judged in found.kinds.items()
        for award, codes in judged.decisions.items()
        for key, code in zip(found.dossier.tables[kind].keys, codes, strict=True)
    }
