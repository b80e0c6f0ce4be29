"""What hangs together stays together, and parts are of about the same size."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import scaled
from engine.bundle import rule_file, shipped
from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.plan import Plan
from engine.records import from_rows
from engine.records.dossier import Dossier, Table
from engine.spark import results, transport
from engine.spark.cutting import cut
from engine.spark.layout import cut_up
from engine.spark.rounds import Explored, settle
from engine.spark.stages import depends, work
from engine.spark.wanted import Told, UnknownProfileError

from . import here


@pytest.fixture(scope="module")
def ready() -> Plan:
    return compile_file(rule_file("quan-12-2020")).plan


def dossier(ready: Plan, units: int = 8) -> Dossier:
    """Return units with two people each and an initiative of both a person and a unit; nobody else's people."""
    rows = [{"unit_id": f"U{n}"} for n in range(units)]
    people = [{"person_id": f"P{n}", "unit": f"U{n // 2}"} for n in range(2 * units)]
    covers = {"covers_from": "2020-01-01", "covers_to": "2020-12-31"}
    papers = [{"register": "violation", "count": "1", "day": "2020-12-01", **covers}]
    violations = [{"person": "P0", "committed_on": "2020-07-01", "concluded_on": "2020-08-01"}]
    tables = {"unit": rows, "person": people, "violation": violations, "attestation": papers}
    return from_rows(ready, tables)


def test_rows_stand_in_the_part_of_their_owner(ready: Plan) -> None:
    found = dossier(ready)
    done = cut(found, 4)
    assert done.many == 4
    for name, table in found.tables.items():
        for owner, index in table.owners.items():
            held = index >= 0
            if name in done.parts:
                assert (done.parts[name][held] == done.parts[owner][index[held]]).all()
    sizes = np.bincount(np.concatenate(list(done.parts.values())), minlength=4)
    assert sizes.max() - sizes.min() <= 4
    assert done.everywhere.tolist() == [True]


def test_rows_of_two_owners_keep_both(ready: Plan) -> None:
    """Units that share a row, over however many steps, are one part."""
    found = dossier(ready)
    people = found.tables["person"]
    index = np.array(people.owners["unit"])
    table = found.tables["grant"]
    linked = {**found.tables, "grant": _grants(table, index, 6)}
    done = cut(Dossier(linked, {}, (), (), found.balance, "", ()), 100)
    assert len(set(done.parts["unit"][:7].tolist())) == 1
    assert done.many == 2


def _grants(table: Table, index: np.ndarray, many: int) -> Table:
    """Return rows that belong to a person of one unit and to the next unit."""
    owners = {o: np.full(many, -1, dtype=np.int32) for o in table.owners}
    owners["person"] = np.array([int(np.flatnonzero(index == n)[0]) for n in range(many)], dtype=np.int32)
    owners["unit"] = np.arange(1, many + 1, dtype=np.int32)
    return replace(table, size=many, owners=owners)


def test_a_paper_for_everybody_counts_the_rows_of_all_parts(ready: Plan) -> None:
    found = dossier(ready)
    pieces = cut_up(ready, found, 100)
    assert pieces.layout.papers.size == 1
    assert pieces.layout.papers.columns["known"].tolist() == [1]
    day = dt.date(2020, 12, 5)
    whole = evaluate(ready, found, day).frame.known.complete("violation", "person")
    assert whole.all()
    for part, one in zip(*here.judged(ready, found, day, 100, 10**6), strict=True):
        assert one.frame.known.complete("violation", "person").tolist() == whole[part.rows["person"]].tolist()


def test_profiles_are_judged_by_the_driver_alone(ready: Plan) -> None:
    """A worker goes on by itself to find all profiles; what it concludes never becomes a result."""
    found, day = dossier(ready), dt.date(2020, 12, 5)
    part = here.parts_of(cut_up(ready, found, 1), found)[0]
    assert work(ready, part, day, Told(durable=True), {}, final=False).profiles
    with pytest.raises(UnknownProfileError):
        work(ready, part, day, Told(durable=True), {}, final=True)


def test_a_profile_and_a_plan_come_back_as_they_went(ready: Plan) -> None:
    found = dossier(ready)
    part = here.parts_of(cut_up(ready, found, 1), found)[0]
    keys = work(ready, part, dt.date(2020, 12, 5), Told(durable=True), {}, final=False).profiles
    assert {transport.profile_of(transport.profile_text(k)) for k in keys} == keys
    back = pickle.loads(transport.packed(ready))  # noqa: S301 - it was made here
    assert (back.hash, back.schedule, back.criteria) == (ready.hash, ready.schedule, dict(ready.criteria))


def test_rounds_grow_with_barriers_and_not_with_parts(tmp_path: Path) -> None:
    """The scaled workload has one selection: one round up to it, one behind it, however many parts there are."""
    plan = scaled.plan_of(3, tmp_path)
    records = scaled.dossier_of(plan, 30, 4)
    for many in (1, 7):
        pieces = cut_up(plan, records, many)
        cluster = _Counting(plan, here.parts_of(pieces, records), scaled.AS_OF, {})
        settle(cluster)
        assert cluster.rounds == 2
    assert depends(plan)
    assert not depends(compile_file(rule_file("quan-7-2019")).plan)


class _Counting(here.Here):
    def explore(self, told: Told) -> Explored:
        assert self.rounds < 10
        return super().explore(told)


@pytest.mark.parametrize("ruleset", shipped())
def test_no_two_columns_of_the_results_are_called_alike(ruleset: str) -> None:
    plan = compile_file(rule_file(ruleset)).plan
    for kind in plan.kinds():
        names = [*results.HEAD, *(c.name for c in results.columns(plan, kind))]
        assert len(set(names)) == len(names)
        slots = [slot for _, slot in results.placed(plan, kind)]
        assert len(set(slots)) == len(slots) == len(names) - len(results.HEAD)
