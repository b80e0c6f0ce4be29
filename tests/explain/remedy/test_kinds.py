"""Every kind of change that is offered, and every kind that never is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from engine.explain.remedy import Act, Outcome, Remedies, Step, Why, remedies
from tests.explain.remedy.small import DAY, judged, plan, told, unit

JUNE, JULY = dt.date(2020, 6, 15), dt.date(2020, 7, 15)
KEEP, DUE, REPORT = {"keep": "period"}, {"due": "register"}, {"due": "report"}


def steps(found: Remedies) -> list[list[Step]]:
    return [list(s) for r in found.found for s in r.sets()]


def only(found: Remedies) -> Step:
    assert found.outcome is Outcome.FOUND, found
    ((step,),) = steps(found)
    return step


def whys(found: Remedies) -> set[Why]:
    assert found.outcome is Outcome.NONE, found
    assert not found.found
    return {n.why for n in found.never}


# --- what is missing may be supplied on any day --------------------------------------------------------------


def test_an_empty_cell_gets_the_value_that_decides() -> None:
    step = only(unit(plan("ok")))
    assert (step.act, step.label, step.value, step.was) == (Act.FILL, "ok", True, None)


def test_an_empty_number_gets_the_least_value_that_is_enough_at_its_decimals() -> None:
    step = only(unit(plan("score > 94.5")))
    assert (step.value, step.first, step.last) == (Decimal("94.51"), Decimal("94.51"), None)
    step = only(unit(plan("debt <= -2.5")))
    assert (step.value, step.first, step.last) == (Decimal("-2.5"), None, Decimal("-2.5"))


def test_an_empty_day_gets_the_latest_that_still_meets_the_deadline() -> None:
    step = only(unit(plan("registered_on meets register")))
    assert step.value == dt.date(2020, 6, 30)
    assert told(unit(plan("registered_on meets register"))) == [
        ["bổ sung “registered_on”, đang để trống: đủ nếu chậm nhất ngày 30/06/2020"]
    ]


def test_every_option_that_is_enough_is_a_way() -> None:
    found = unit(plan("kind in (ward, school)"))
    assert [(s.value, s.options) for (s,) in steps(found)] == [("Phường", ("Phường", "Trường"))]


def test_a_question_nobody_answered() -> None:
    step = only(unit(plan("duty")))
    assert (step.act, step.value, step.waits.value) == (Act.ANSWER, True, "council")


def test_a_parameter_nobody_gave() -> None:
    ready = plan(
        "score >= line", parameters={"line": {"type": "number", "range": ["0", "90"], "decimals": "0", "ask": "Mức?"}}
    )
    step = only(unit(ready, score=50))
    assert (step.act, step.value, step.last) == (Act.PARAMETER, Decimal(50), Decimal(50))


def test_an_attestation_for_the_unit_with_the_rows_there_are() -> None:
    step = only(unit(plan("no initiative where effective"), rows={"initiative": [{"unit": "U1", "effective": False}]}))
    assert (step.act, step.count, step.row.key if step.row else "") == (Act.ATTEST, 1, "U1")


def test_a_register_that_was_not_received_comes_with_its_attestation() -> None:
    step = only(unit(plan("no initiative")))
    assert (step.act, step.receives, step.count) == (Act.SUBMIT, ("initiative",), 0)


def test_the_rows_that_a_counted_list_still_lacks() -> None:
    ready = plan("every person has ok")
    found = unit(ready, staff_count=3, rows={"person": [{"person_id": "P1", "unit": "U1", "ok": True}]})
    step = only(found)
    assert (step.act, step.count, len(step.changes)) == (Act.SUPPLY, 2, 2)
    assert [(p.field, p.value) for p in step.parts] == [("ok", True)]


def test_the_stated_number_where_it_is_blank() -> None:
    ready = plan("every person has ok")
    step = only(unit(ready, staff_count=None, rows={"person": [{"person_id": "P1", "unit": "U1", "ok": True}]}))
    assert (step.act, step.label, step.value) == (Act.FILL, "staff_count", Decimal(1))


def test_a_row_left_out_of_a_list_that_is_not_complete() -> None:
    found = unit(plan("some initiative where registered_on meets register has effective", criterion=DUE))
    step = only(found)
    assert (step.act, step.value) == (Act.SUPPLY, None)
    assert {p.field: p.value for p in step.parts} == {"effective": True, "registered_on": dt.date(2020, 6, 30)}


def test_a_rejected_row_is_to_be_mended() -> None:
    ready = plan("no initiative where effective")
    rows: dict[str, Any] = {
        "initiative": [{"unit": "U1", "effective": "?"}],
        "attestation": [
            {
                "register": "initiative", "scope": "", "count": 1, "covers_from": dt.date(2020, 6, 1),
                "covers_to": dt.date(2020, 11, 30), "day": dt.date(2020, 12, 1),
            }
        ],
    }  # fmt: skip
    step = only(unit(ready, rows=rows))
    assert step.act is Act.MEND
    assert step.value is None


# --- what may still be done ----------------------------------------------------------------------------------


def test_a_nomination_while_its_deadline_has_not_passed() -> None:
    ready = plan("ok", award={"nomination": {"due": "register"}})
    step = only(unit(ready, JUNE, ok=True))
    assert (step.act, step.by) == (Act.NOMINATE, dt.date(2020, 6, 30))
    late = unit(ready, JULY, rows={"nomination": [], "attestation": [_all("nomination", 0, JULY)]}, ok=True)
    step = only(late)  # the gate does not look at the day: what comes late is weighed, and is told as late
    assert (step.act, step.late, step.by) == (Act.NOMINATE, True, dt.date(2020, 6, 30))


def test_a_nomination_where_the_plan_sets_no_deadline() -> None:
    ready = plan("ok", award={"nomination": {}})
    assert only(unit(ready, ok=True)).act is Act.NOMINATE


def test_something_new_by_the_last_day_that_counts() -> None:
    met = "some initiative where registered_on meets register has effective"
    found = unit(plan(met, criterion=REPORT, registers={"initiative": {"happens": "registered_on"}}), JUNE)
    step = only(found)
    assert (step.act, step.by, step.due) == (Act.DO, dt.date(2020, 6, 30), "register")
    assert [p.value for p in step.parts if p.field == "registered_on"] == [JUNE]


def test_two_new_rows_are_two_changes() -> None:
    found = unit(plan("count of initiative where effective >= 2", criterion=REPORT), JUNE)
    assert [len(s) for s in steps(found)] == [2]


def test_one_row_for_two_criteria_is_one_change() -> None:
    ready = plan(
        "some initiative", criterion=DUE,
        criteria={
            "unit.a": {"met": "some initiative", "due": "register"},
            "unit.b": {"met": "some initiative has effective", "due": "report"},
        },
    )  # fmt: skip
    step = only(unit(ready, JUNE))
    assert (step.act, [(p.field, p.value) for p in step.parts if p.field == "effective"]) == (
        Act.DO,
        [("effective", True)],
    )


def test_a_figure_below_the_line_while_the_period_runs() -> None:
    found = unit(plan("on_time >= 95", criterion=KEEP), JULY, on_time="94.2")
    step = only(found)
    assert (step.act, step.was, step.value, step.by) == (Act.ALTER, Decimal("94.2"), Decimal(95), dt.date(2020, 11, 30))
    (text,) = told(found)[0]
    assert text == "cần thêm 0,8 điểm phần trăm “on_time” (từ 94,2% lên 95%), chậm nhất ngày 30/11/2020 (period)"


def test_a_count_only_grows() -> None:
    ready = plan("size >= 3", registers={"unit": {"fields": {"size": "count"}}}, criterion=REPORT)
    assert only(unit(ready, JULY, size=1)).value == Decimal(3)
    assert whys(
        unit(plan("size < 3", registers={"unit": {"fields": {"size": "count"}}}, criterion=REPORT), JULY, size=5)
    )


def test_a_no_while_the_deadline_is_open() -> None:
    step = only(unit(plan("ok", criterion=DUE), JUNE, ok=False))
    assert (step.act, step.was, step.value) == (Act.ALTER, False, True)


def test_alike_rows_are_grouped_with_exact_counts() -> None:
    people = [{"person_id": f"P{n:02}", "unit": "U1", "ok": True if n < 6 else None} for n in range(20)]
    found = unit(plan("share of person has ok >= 40%"), staff_count=20, rows={"person": people})
    (remedy,) = found.found
    (group,) = remedy.groups
    assert (remedy.size, group.many, len(group.choices), remedy.ways) == (2, 2, 14, 91)
    assert found.tried < 10
    ((text,),) = told(found)
    assert text.startswith("2 trong 14 trường hợp sau")


# --- what is never offered -----------------------------------------------------------------------------------


def test_a_recorded_no_past_the_deadline_stays() -> None:
    assert whys(unit(plan("ok", criterion=DUE), JULY, ok=False)) == {Why.PASSED}


def test_a_no_under_what_is_kept_stays() -> None:
    assert whys(unit(plan("ok", criterion=KEEP), JULY, ok=False)) == {Why.BROKEN}


def test_a_figure_after_the_period_stays() -> None:
    assert whys(unit(plan("on_time >= 95", criterion=KEEP), on_time="94.2")) == {Why.ENDED}


def test_a_judgement_given_stays() -> None:
    said = [{"subject": "U1", "question": "duty", "answer": False, "by": "HĐ", "day": DAY}]
    assert whys(unit(plan("duty"), rows={"judgement": said})) == {Why.JUDGED}


def test_nothing_adverse_is_offered() -> None:
    ready = plan("ok", bars={"unit.b": {"when": "some person.violation where serious"}}, award={"bars": ["unit.b"]})
    rows: dict[str, Any] = {
        "person": [{"person_id": "P1", "unit": "U1"}],
        "violation": [{"person": "P1", "committed_on": JUNE, "concluded_on": JUNE, "serious": True}],
    }
    assert whys(unit(ready, JULY, staff_count=1, ok=True, rows=rows)) == {Why.ADVERSE}


@pytest.mark.parametrize("as_of", [JUNE, JULY, DAY])
def test_a_day_on_record_is_never_another(as_of: dt.date) -> None:
    rows = {
        "initiative": [{"unit": "U1", "registered_on": dt.date(2020, 5, 1)}],
        "attestation": [_all("initiative", 1, as_of)],
    }
    ready = plan("some initiative where registered_on >= 2020-06-01")
    found = unit(ready, as_of, rows=rows)
    assert all(s.act is not Act.ALTER for taken in steps(found) for s in taken)


def test_who_belongs_to_whom_and_how_many_never_change() -> None:
    people = [{"person_id": "P1", "unit": "U1"}, {"person_id": "P2", "unit": "U1"}]
    assert whys(unit(plan("every person has ok", criterion=REPORT), JULY, staff_count=1, rows={"person": people})) == {
        Why.RECORDED
    }


def test_a_kind_on_record_stays() -> None:
    assert whys(unit(plan("kind = ward", criterion=REPORT), JULY, kind="school")) == {Why.RECORDED}


def test_whoever_is_no_subject_is_told_so_alone() -> None:
    ready = plan("ok", awards={"gk": {"to": {"unit": {"applies": "kind = ward", "requires": "all criteria"}}}})
    assert whys(unit(ready, kind="school")) == {Why.SCOPE}


def test_places_taken_by_others() -> None:
    quota = {
        "unit": {"count": "1", "rank": [{"by": "score"}], "ties": "council", "pending": "bounds", "rounding": "down"}
    }
    ready = plan("ok", award={"quota": quota})
    rows = {"unit": [{"unit_id": "U1", "ok": True, "score": 50}, {"unit_id": "U2", "ok": True, "score": 60}]}
    found = remedies(judged(ready, rows), "unit", 0, "gk")
    assert whys(found) == {Why.OTHERS}
    while_open = remedies(judged(ready, rows, JULY), "unit", 0, "gk")
    assert only(while_open).value == Decimal("60.01")


# --- beyond three, and early ends ----------------------------------------------------------------------------


def test_more_than_three_changes() -> None:
    found = unit(plan("ok and good and duty and score >= 50"))
    assert (found.outcome, found.least, len(found.example)) == (Outcome.MORE, 4, 4)
    assert not found.found


def test_what_is_so_already() -> None:
    assert unit(plan("ok"), ok=True).outcome is Outcome.HELD


def test_an_early_end_is_said_and_nothing_claimed() -> None:
    ready = plan("ok and good and duty")
    found = remedies(judged(ready, {}), "unit", 0, "gk", limit=2)
    assert (found.outcome, found.tried) == (Outcome.STOPPED, 2)


def _all(register: str, count: int, day: dt.date) -> dict[str, object]:
    return {
        "register": register, "scope": "", "count": count, "covers_from": dt.date(2020, 6, 1),
        "covers_to": dt.date(2020, 12, 31), "day": day,
    }  # fmt: skip
