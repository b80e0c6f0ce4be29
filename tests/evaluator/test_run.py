"""What an evaluation says beside its decisions: gates that lead to them, what is provisional or interim, its stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.evaluator.conclude import Chains
from engine.evaluator.contest import Tools, chosen
from engine.evaluator.frame import Frame
from engine.evaluator.inputs import answers_as_of, day_bounds
from engine.evaluator.known import Known
from engine.evaluator.latest import day_of, last_deadline, latest_day
from engine.evaluator.result import Evaluation
from engine.evaluator.run import _linked, _put
from engine.plan import Add, Constant, Extreme, Fold, Given, Negate, Plan
from engine.records import from_rows
from engine.records.dossier import Dossier
from engine.values import Decision, Verdict, days

from ..conformance import build
from ..conformance.programs import evaluated
from .test_chain import GATES, by_hand

CASES = {c.name: c for c in build.cases()}
#: Judged side by side of a role, one of them with two awards of a chain, the other with selections.
BY_ROLE = ("edges-48", "edges-49")
DAY = dt.date(2020, 12, 5)
UNITS = [{"unit_id": f"U{n}", "ok": "yes", "score": str(90 - n)} for n in (1, 2)]


def ready(rules: Mapping[str, Any], records: Mapping[str, Any], folder: Path) -> tuple[Plan, Dossier]:
    """Return the plan and the records of a case over the office."""
    case = build.case_of("case", {"note": "", "rules": {"base": "office", **rules}, "records": records, "want": {}})
    compiled = compile_file(build.write_ruleset(case.rules, folder))
    return compiled.plan, from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), {})


def judge(rules: Mapping[str, Any], records: Mapping[str, Any], folder: Path, day: dt.date = DAY) -> Evaluation:
    return evaluate(*ready(rules, records, folder), day)


@pytest.mark.parametrize("name", [n for n in CASES if n.startswith(("strata", "among", *BY_ROLE))])
def test_the_gates_that_are_shown_lead_to_the_decision(name: str, tmp_path: Path) -> None:
    """docs/semantics.md section 5, for every subject and award, before the selection."""
    found = evaluated(CASES[name], tmp_path)[0]
    looked = 0
    for judged in found.kinds.values():
        for award, gates in judged.gates.items():
            among = found.plan.awards[award].among
            assert {*gates} == {*GATES, "lower"}
            # every subject was judged once, with its own side, and no profile is kept that nobody has
            assert {*judged.profiles[award].tolist()} == {*range(len(judged.profile_table[award]))}
            assert judged.profiles[award].dtype.kind in "iu"
            for row in range(judged.size):
                values = tuple(int(gates[g][row]) for g in GATES)
                below = Decision(int(judged.decisions[among.award][row])) if among else Decision.PROPOSED
                said, eligible = by_hand(values, int(gates["lower"][row]), below), int(judged.eligible[award][row])
                assert eligible == {Decision.PROPOSED: 2, Decision.PENDING: 1}.get(said, 0)
                if award not in judged.selections:
                    assert Decision(int(judged.decisions[award][row])) is said
                profile = judged.profile_table[award][int(judged.profiles[award][row])]
                assert Decision(profile.decisions[award]) is said
                assert {g: profile.gates[f"{award}.{g}"] for g in GATES} == {g: str(v) for g, v in zip(GATES, values, strict=True)}  # noqa: E501
                looked += 1
    assert looked


TWO = {"gk": {"to": {"unit": "none"}}, "bk": {"to": {"unit": "none"}}}
PROVISIONAL: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "a grant that is not attested": ({"bk": {"among": "gk", "to": {"unit": "none"}}}, {("unit", "bk")}),
    "a grant that excludes, not attested": ({"bk": {"to": {"unit": "none"}, "unless": {"granted": "gk"}}}, {("unit", "bk")}),  # noqa: E501
    "a proposal": ({"bk": {"among": {"proposed": "gk"}, "to": {"unit": "none"}}}, set()),
    "a proposal that excludes": ({"bk": {"to": {"unit": "none"}, "unless": {"proposed": "gk"}}}, set()),
    "what is open is ignored": (
        {"bk": {"to": {"unit": "none"}, "quota": {"unit": {"count": "1", "pending": "ignore", "rank": [{"by": "score"}]}}}},  # noqa: E501
        {("unit", "bk")},
    ),
    "a quota": ({"bk": {"to": {"unit": "none"}, "quota": {"unit": {"count": "1", "rank": [{"by": "score"}]}}}}, set()),
}


@pytest.mark.parametrize("name", PROVISIONAL)
def test_what_rests_on_papers_still_out_is_provisional(name: str, tmp_path: Path) -> None:
    awards, expected = PROVISIONAL[name]
    assert judge({"awards": {"gk": TWO["gk"], **awards}}, {"unit": UNITS}, tmp_path).provisional == expected


def test_an_attested_list_of_grants_is_not_provisional(tmp_path: Path) -> None:
    awards = {"gk": TWO["gk"], "bk": {"among": "gk", "to": {"unit": "none"}}}
    papers = [{"register": "grant", "count": "1"}]
    grants = [{"subject": "U1", "award": "gk"}]
    found = judge({"awards": awards}, {"unit": UNITS, "grant": grants, "attestation": papers}, tmp_path)
    assert found.provisional == frozenset()
    assert found.kinds["unit"].decisions["bk"].tolist() == [Decision.PROPOSED, Decision.NOT_PROPOSED]
    awards = {"gk": TWO["gk"], "bk": {"to": {"unit": "none"}, "unless": {"granted": "gk"}}}
    found = judge({"awards": awards}, {"unit": UNITS, "grant": grants, "attestation": papers}, tmp_path)
    assert found.provisional == frozenset()
    assert found.kinds["unit"].decisions["bk"].tolist() == [Decision.NOT_PROPOSED, Decision.PROPOSED]


def test_what_is_stored_of_one_side_is_not_what_the_frame_remembers() -> None:
    side, codes = np.array([True, False]), np.array([2, 0], dtype=np.int8)
    target: dict[str, np.ndarray[Any, np.dtype[np.int8]]] = {}
    _put(target, "a", codes, side)
    _put(target, "a", np.array([1, 1], dtype=np.int8), ~side)
    assert (target["a"].tolist(), codes.tolist()) == ([2, 1], [2, 0])


def test_awards_that_rest_on_each_other_are_one_chain(tmp_path: Path) -> None:
    awards = {**TWO, "top": {"among": {"proposed": "bk"}, "to": {"unit": "none"}}}
    plan = ready({"awards": awards}, {"unit": UNITS}, tmp_path)[0]
    assert _linked(plan, ("gk", "bk", "top")) == [("gk",), ("bk", "top")]
    assert _linked(plan, ("top",)) == [("top",)]


def test_a_decision_that_was_not_taken_is_open_to_those_who_rest_on_it(tmp_path: Path) -> None:
    """Staff first, then their unit, then its head; of whoever is eligible nobody is proposed before the selection."""
    told: list[tuple[str, list[int], list[int]]] = []

    class Told(Frame):
        """Says what others may rest on from now on."""

        def settle(self, kind: str, award: str, eligible: Any, proposed: Any) -> None:
            """Say it."""
            told.append((kind, eligible.tolist(), proposed.tolist()))
            super().settle(kind, award, eligible, proposed)

    rules = {
        "criteria": {
            "person.work": {"applies": "not head", "met": "ok"},
            "person.lead": {"applies": "head", "met": "its unit has proposed for gk"},
            "unit.staff": {"met": "share of person where not head has eligible for gk >= 50"},
            "unit.chosen": {"met": "some person has proposed for gk"},
        },
        "awards": {
            "gk": {
                "to": {"unit": ["unit.staff"], "person": ["person.work", "person.lead"]},
                "quota": {"person": {"count": "1", "rank": [{"by": "points"}]}},
            },
            "bk": {"to": {"unit": ["unit.chosen"]}},
        },
    }
    people = [
        {"person_id": "H1", "unit_id": "U1", "head": "yes", "points": "1"},
        {"person_id": "P1", "unit_id": "U1", "head": "no", "ok": "yes", "points": "2"},
        {"person_id": "P2", "unit_id": "U1", "head": "no", "ok": "no", "points": "3"},
    ]
    records = {"unit": [{"unit_id": "U1", "staff_count": "3"}], "person": people}
    found = evaluate(*ready(rules, records, tmp_path), DAY, tools=Tools(Known, Told, Chains, chosen))
    assert found.kinds["unit"].decisions["bk"].tolist() == [Decision.PROPOSED]
    lead = found.kinds["person"].met["person.lead"].tolist()
    assert lead == [Verdict.MET, Verdict.UNDETERMINED, Verdict.UNDETERMINED]  # never judged with whom it never concerns
    assert [one[1:] for one in told if one[0] == "person"] == [
        ([1, 2, 0], [1, 1, 0]),  # the staff, and those of no known role, of whom there are none
        ([1, 2, 0], [1, 1, 0]),
        ([2, 2, 0], [1, 1, 0]),  # the head too
        ([2, 2, 0], [0, 2, 0]),  # the selection
    ]


def test_what_is_known_can_be_of_another_kind(tmp_path: Path) -> None:
    class Other(Known):
        """What is known, elsewhere."""

    plan, dossier = ready({"awards": TWO}, {"unit": UNITS}, tmp_path)
    assert type(evaluate(plan, dossier, DAY).frame.known) is Known
    found = evaluate(plan, dossier, DAY, tools=Tools(Other, Frame, Chains, chosen))
    assert type(found.frame.known) is Other


def test_a_verdict_that_is_shown_cannot_be_changed(tmp_path: Path) -> None:
    found = judge({"criteria": {"unit.a": {"applies": "ok", "met": "ok"}}}, {"unit": UNITS}, tmp_path).kinds["unit"]
    with pytest.raises(ValueError, match="read-only"):
        found.verdicts("unit.a")[0] = Verdict.NOT_MET


def test_over_surely_nothing_the_condition_itself_is_undetermined(tmp_path: Path) -> None:
    """docs/semantics.md section 3: whom `if none` spares has no outcome that rests on rows."""
    rules = {"criteria": {"unit.a": {"met": "every person has ok", "if none": "not-applicable"}}}
    found = judge(rules, {"unit": [{"unit_id": "U1", "staff_count": "0"}], "person": []}, tmp_path).kinds["unit"]
    assert found.met["unit.a"].tolist() == [Verdict.UNDETERMINED]
    assert found.applies["unit.a"].tolist() == [Verdict.NOT_MET]


@pytest.mark.parametrize(("day", "interim"), [(dt.date(2020, 11, 29), True), (dt.date(2020, 11, 30), False)])
def test_what_is_to_be_kept_is_interim_before_the_last_day(day: dt.date, interim: bool, tmp_path: Path) -> None:
    rules = {"criteria": {"unit.k": {"met": "ok", "keep": "period"}, "unit.l": {"met": "ok"}}}
    assert judge(rules, {"unit": UNITS}, tmp_path, day).interim == ({"unit.k"} if interim else frozenset())


def test_an_evaluation_says_its_day_and_what_it_worked_off(tmp_path: Path) -> None:
    rules = {"criteria": {"unit.a": {"met": "some person has ok"}}, "awards": TWO}
    plan, dossier = ready(rules, {"unit": UNITS}, tmp_path)
    told: list[str] = []
    found = evaluate(plan, dossier, DAY, told.append)
    assert found.as_of == DAY
    assert told == [type(s).__name__.lower() for s in plan.schedule]
    assert {"columns", "chain"} <= set(told) <= {"reduce", "columns", "chain", "select"}
    assert found.profile_count == 2  # of each award one: both units are alike
    assert found.kinds["person"].size == 0


def test_a_key_and_a_name_can_be_asked_for(tmp_path: Path) -> None:
    rules = {
        "registers": {"unit": {"name": {"unit_name": "text"}}},
        "criteria": {"unit.a": {"met": "unit_id is given"}, "unit.b": {"met": "unit_name is given"}},
    }
    records = {"unit": [{"unit_id": "U1", "unit_name": "Phường 1"}, {"unit_id": "U2"}]}
    found = judge(rules, records, tmp_path).kinds["unit"]
    assert found.met["unit.a"].tolist() == [Verdict.MET, Verdict.MET]
    assert found.met["unit.b"].tolist() == [Verdict.MET, Verdict.NOT_MET]


# --- the day as of which is judged where nobody names one -----------------------------------------------------------

NO_PERIOD = {"periods": {"other": {"from": "2020-01-01", "to": "2020-12-31"}}}


def without(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return the office without its period and deadlines, with others in their place."""
    office = build.texts((build.HERE / "base" / "office.yaml").read_text("utf-8"))
    return {**{k: v for k, v in office.items() if k not in {"periods", "deadlines"}}, **rules}


def last(rules: Mapping[str, Any], records: Mapping[str, Any], folder: Path) -> tuple[dt.date | None, ...]:
    case = build.case_of("case", {"note": "", "rules": without(rules), "records": records, "want": {}})
    compiled = compile_file(build.write_ruleset(case.rules, folder))
    dossier = from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), {})
    return latest_day(compiled.plan, dossier), last_deadline(compiled.plan), day_of(compiled.plan, dossier)


PEOPLE = {"unit": [{"unit_id": "U1"}], "person": [{"person_id": "P1", "unit_id": "U1"}]}
VIOLATIONS = [
    {"person_id": "P1", "committed_on": "2020-03-01", "concluded_on": "2020-08-01"},
    {"person_id": "P1", "committed_on": "2020-09-02"},
    {"person_id": "P1"},
]


def test_the_latest_day_is_of_rows_or_of_the_period(tmp_path: Path) -> None:
    period = {"periods": {"period": {"from": "2020-01-01", "to": "2020-06-30"}}}
    period["deadlines"] = {"d": {"by": "2020-12-31"}}
    rows = {**PEOPLE, "violation": VIOLATIONS}
    assert last(period, rows, tmp_path / "a") == (dt.date(2020, 9, 2), dt.date(2020, 12, 31), dt.date(2020, 9, 2))
    assert last(period, PEOPLE, tmp_path / "b")[0] == dt.date(2020, 6, 30)
    assert last(period, {**PEOPLE, "violation": VIOLATIONS[2:]}, tmp_path / "c")[0] == dt.date(2020, 6, 30)
    assert last(NO_PERIOD, {**PEOPLE, "violation": VIOLATIONS[:1]}, tmp_path / "d")[2] == dt.date(2020, 8, 1)
    papers = {"attestation": [{"register": "violation", "count": "0", "day": "2020-12-24"}]}
    assert last(period, {**rows, **papers}, tmp_path / "e")[2] == dt.date(2020, 12, 24)


def test_without_any_day_of_rows_the_last_deadline_counts(tmp_path: Path) -> None:
    deadlines = {**NO_PERIOD, "deadlines": {"d": {"by": "2020-12-31"}, "e": {"before": "2020-07-01"}}}
    assert last(deadlines, PEOPLE, tmp_path / "a") == (None, dt.date(2020, 12, 31), dt.date(2020, 12, 31))
    assert last(NO_PERIOD, PEOPLE, tmp_path / "b") == (None, None, None)
    assert last(NO_PERIOD, {**PEOPLE, "violation": VIOLATIONS[2:]}, tmp_path / "c") == (None, None, None)


def test_a_day_that_is_not_given_lies_between_two() -> None:
    given, other = (Given(name, 0, low, high) for name, low, high in (("a", 10, 20), ("b", 5, 30)))
    bounds = {"c": (7, 7)}
    assert day_bounds(bounds, Add((given, Constant(-1)), 0)) == (9, 19)
    assert day_bounds(bounds, Extreme(Fold.MAX, (given, other, Given("c", 0, 1, 99)), 0)) == (10, 30)
    with pytest.raises(AssertionError, match="Negate"):
        day_bounds(bounds, Negate(given, 0))


def test_answers_of_one_day_that_differ_settle_nothing(tmp_path: Path) -> None:
    """Also where whoever made the records let them stand beside each other."""
    rows = [{"subject": "U1", "question": "duty", "answer": "yes"}] * 2
    found = judge({"criteria": {"unit.a": {"met": "duty"}}}, {"unit": UNITS, "judgement": rows}, tmp_path)
    before = answers_as_of(found.plan, found.frame.known)["unit", "duty"]
    assert (before.values.tolist(), before.given.tolist()) == ([Verdict.MET, Verdict.UNDETERMINED], [2, 0])
    found.dossier.tables["judgement"].columns["answer"][1] = Verdict.NOT_MET
    after = answers_as_of(found.plan, found.frame.known)["unit", "duty"]
    assert (after.values.tolist(), after.given.tolist()) == ([Verdict.UNDETERMINED] * 2, [1, 0])


# --- what an attestation has to be ----------------------------------------------------------------------------------


def known(rules: Mapping[str, Any], rows: Mapping[str, Any], folder: Path, day: dt.date) -> Known:
    return judge(rules, rows, folder, day).frame.known


ATTESTED = {
    **PEOPLE,
    "unit": [{"unit_id": "U1"}, {"unit_id": "U2"}],
    "violation": [{"person_id": "P1", "concluded_on": "2020-08-01"}, {"person_id": "P1", "concluded_on": "2020-12-03"}],
    "attestation": [
        {"register": "violation", "count": "1"}, {"register": "violation", "scope": "U2", "count": "0"},
        {"register": "violation", "count": "1", "day": "2020-12-04"},
    ],
}  # fmt: skip


def test_what_an_attestation_has_to_be(tmp_path: Path) -> None:
    through = {"registers": {"violation": {"complete": {"basis": "x", "through": "report"}}}}
    first, period, report = (days(dt.date(2020, *d)) for d in ((6, 1), (11, 30), (12, 5)))
    plain = known({}, ATTESTED, tmp_path / "a", DAY)
    assert [plain.wanted("violation", "unit", n) for n in range(3)] == [(first, period, n) for n in (1, 0, 2)]
    assert known(through, ATTESTED, tmp_path / "b", DAY).wanted("violation", "unit", 0) == (first, report, 1)
    early = dt.date(2020, 11, 1)
    assert known({}, ATTESTED, tmp_path / "c", early).wanted("violation", "unit", 1) == (first, days(early), 0)
    assert plain.attesting("violation", "unit")[0].tolist() == [True, True, False]
    assert plain.complete("violation", "person").tolist() == [True]


def test_a_paper_has_to_cover_a_first_day_that_is_not_given_at_its_worst(tmp_path: Path) -> None:
    rules = {
        "parameters": {"start": {"type": "date", "ask": "x", "range": ["2020-05-01", "2020-06-01"]}},
        "periods": {"period": {"from": "start"}},
        "criteria": {"unit.a": {"met": "registered_on within period"}},
    }
    found = known(rules, ATTESTED, tmp_path, DAY)
    assert found.wanted("violation", "unit", 0) == (days(dt.date(2020, 5, 1)), days(dt.date(2020, 11, 30)), 1)


def test_no_row_is_under_a_subject_that_the_list_is_not_of(tmp_path: Path) -> None:
    rules = {
        "registers": {"block": {"subject": "Khối", "key": {"block_id": "text"}, "fields": {"ok": "yes-no"}}},
        "criteria": {"block.a": {"met": "ok"}},
    }
    paper = {"register": "violation", "scope": "B2", "count": "0"}
    rows = {**ATTESTED, "block": [{"block_id": "B1"}, {"block_id": "B2"}], "attestation": [paper]}
    assert known(rules, rows, tmp_path, DAY).wanted("violation", "block", 0)[2] == 0


def test_a_paper_under_owners_who_are_no_subjects_covers_all(tmp_path: Path) -> None:
    rules = {
        "registers": {
            "firm": {"key": {"firm_id": "text"}, "fields": {"good": "yes-no"}},
            "team": {"of": "firm", "subject": "Tổ", "key": {"team_id": "text"}, "fields": {"good": "yes-no"}},
            "notice": {"of": "team", "complete": {"basis": "x"}, "fields": {"serious": "yes-no"}},
        },
        "criteria": {"team.a": {"met": "no notice"}},
    }
    rows = {
        "unit": [],
        "firm": [{"firm_id": "F1"}, {"firm_id": "F2"}],
        "team": [{"team_id": "T1", "firm_id": "F1"}, {"team_id": "T2", "firm_id": "F2"}],
        "notice": [{"team_id": "T1"}, {"team_id": "T2"}],
        "attestation": [{"register": "notice", "count": "2"}],
    }
    found = known(rules, rows, tmp_path, DAY)
    assert found.wanted("notice", "firm", 0)[2] == 2
    good, scope = found.attesting("notice", "firm")
    assert (good.tolist(), bool((scope < 0).all())) == ([True], True)


def test_without_a_period_an_attestation_may_cover_any_days(tmp_path: Path) -> None:
    case = build.case_of("case", {"note": "", "rules": without(NO_PERIOD), "records": ATTESTED, "want": {}})
    compiled = compile_file(build.write_ruleset(case.rules, tmp_path))
    dossier = from_rows(compiled.plan, build.typed_rows(compiled.rules, case.records), {})
    found = evaluate(compiled.plan, dossier, DAY).frame.known
    assert found.wanted("violation", "unit", 0) == (None, None, 1)
    assert np.array_equal(found.attesting("violation", "unit")[0], [True, True, False])
