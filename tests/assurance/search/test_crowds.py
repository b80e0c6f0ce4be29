"""Cases in which a quota binds are found: by number and by share, with a tie and with ranks, for members too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.assurance.cases import run_case
from engine.assurance.cases.cells import Columns
from engine.assurance.cases.model import Change
from engine.assurance.coverage import measure
from engine.assurance.mutation import Killed, mutants_of, run_mutants
from engine.assurance.mutation.report import survivors
from engine.assurance.search.edits import Crowd, applied
from engine.assurance.search.suggesting import Suggester
from engine.assurance.search.writing import edit_words
from engine.diagnostics import Lang
from tests.assurance.small import CASES, read


def quota(**more: str) -> dict[str, Any]:
    return {"awards": {"prize": {"quota": {"unit": {"rank": [{"by": "files"}], "ties": "council", **more}}}}}


BINDING = {"number": quota(count="4"), "share": quota(share="20%", of="unit", **{"at least": "1"})}


@pytest.mark.parametrize("rules", BINDING.values(), ids=BINDING)
def test_a_case_is_found_in_which_a_quota_binds(rules: dict[str, Any], tmp_path: Path) -> None:
    compiled, file = read(tmp_path / "before", rules=rules)
    before = measure(compiled, file)
    quotas = {g.id for g in before.open if "quota" in g.id} | {"prize.unit:tied"}
    assert quotas >= {"prize.unit:outside-quota", "prize.unit:quota rank 1:decides"}
    offers = list(Suggester(compiled, file, Lang.VI).for_goals(before))
    assert not quotas & {i for o in offers if not o.yaml for i in o.ids}
    compiled, file = read(tmp_path / "after", CASES + "".join(o.yaml for o in offers), rules)
    assert all(run_case(compiled, Columns(compiled.plan), file, case).passed for case in file.cases)
    assert not quotas & {g.id for g in measure(compiled, file).open}
    assert any("unit như U, files khác nhau" in o.yaml for o in offers)


def test_mutants_of_a_quota_are_told_apart(tmp_path: Path) -> None:
    rules = quota(count="4")
    compiled, file = read(tmp_path / "before", rules=rules)
    mutants = [m for m in mutants_of(compiled.rules) if "quota" in m.id]
    left = survivors(list(run_mutants(compiled, file, mutants)))
    assert len(left) >= 4
    offers = list(Suggester(compiled, file, Lang.EN).for_mutants(left))
    assert [o.ids for o in offers if not o.yaml] == []
    again, with_them = read(tmp_path / "after", CASES + "".join(o.yaml for o in offers), rules)
    found = [r for r in run_mutants(again, with_them, mutants_of(again.rules)) if "quota" in r.mutant.id]
    assert all(isinstance(r.outcome, Killed) for r in found)


PEOPLE: dict[str, Any] = {
    "registers": {
        "unit": {"fields": {"staff": {"type": "count"}}},
        "person": {
            "subject": "Cá nhân", "of": "unit", "key": {"person_id": {"type": "text"}},
            "complete": {"per": "unit", "when": "rows = unit.staff"},
            "fields": {"points": {"type": "number", "range": ["0", "10"], "decimals": "0"}},
        },
        "deed": {
            "of": "person", "complete": {"basis": "xác nhận"}, "fields": {"done_on": {"type": "date"}},
        },
    },
    "judgements": {"liked": {"of": "person", "ask": "Tốt?"}},
    "criteria": {"person.deed": {"met": "liked and some deed"}, "unit.staffed": {"met": "count of person >= 1"}},
    "awards": {
        "star": {
            "to": {"person": ["person.deed"]},
            "quota": {"person": {"count": "2", "per": "unit", "rank": [{"by": "points"}]}},
        },
    },
}  # fmt: skip
PERSON = CASES.replace("sent_on: 2020-06-09}]", "sent_on: 2020-06-09, staff: '1'}]").replace(
    "attested: [violation]",
    "  person: [{person_id: P, unit_id: U, points: '10'}]\n"
    "  deed: [{person_id: P, done_on: 2020-06-09}]\n"
    "answers: {P: {liked: 'yes'}}\nattested: [violation, deed]",
)  # fmt: skip


def test_a_copy_has_all_that_hangs_on_it(tmp_path: Path) -> None:
    compiled, file = read(tmp_path, PERSON, PEOPLE)
    keys = Columns(compiled.plan).keys
    change = applied(Crowd("unit", "U", 1, "files", ("3",)), file.frame, Change(), keys)
    assert [(r["unit_id"], r["files"]) for r in change.records["unit"]] == [("U", "2"), ("U2", "3")]
    assert [(r["person_id"], r["unit_id"]) for r in change.records["person"]] == [("P", "U"), ("P-U2", "U2")]
    assert [r["person_id"] for r in change.records["deed"]] == ["P", "P-U2"]
    assert change.answers["P-U2"] == {"liked": "yes"}
    assert edit_words(Crowd("unit", "U", 1, "", ()), Lang.EN) == "1 unit more like U"


def test_members_of_a_unit_are_as_many_as_it_states(tmp_path: Path) -> None:
    compiled, file = read(tmp_path / "before", PERSON, PEOPLE)
    offers = list(Suggester(compiled, file, Lang.VI).for_goals(measure(compiled, file)))
    (offer,) = [o for o in offers if "star.person:outside-quota" in o.ids]
    assert 'staff: "3"' in offer.yaml
    assert 'points: "8"' in offer.yaml, "ten is the most, so they go down"
    again, with_it = read(tmp_path / "after", PERSON + offer.yaml, PEOPLE)
    assert run_case(again, Columns(again.plan), with_it, with_it.cases[-1]).passed
