"""The five columns: each what its own record says, every subject once, differences found, nothing judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

import pytest

from engine.diagnostics import Lang
from engine.evaluator import evaluate
from engine.records import from_rows
from engine.report import build_view
from engine.report.papers import Material
from engine.report.papers.reconcile import Line, Reconciliation, Says, Stage, reconciled
from engine.report.papers.telling import capital
from engine.report.papers.words import percent
from engine.values import Decision
from tests.campaign import AS_OF, compiled

from .made import material, opened, table, view

Rows = Sequence[dict[str, object]]
D = dt.date
UNIT: dict[str, object] = {"unit_id": "U1", "unit_name": "Phường Một", "kind": "ward", "staff_count": 0}
OTHER: dict[str, object] = {**UNIT, "unit_id": "U2", "unit_name": "Phường Hai", "has_plan": False}
BACKED: Rows = [
    {"subject": key, "award": "giay-khen", "day": D(2020, 10, 1), "document": "9/TTr"} for key in ("U1", "U2")
]


def lines(as_of: dt.date = AS_OF, **rows: Rows) -> dict[str, Line]:
    plan = compiled().plan
    given: dict[str, Rows] = {"unit": [UNIT, OTHER], "nomination": BACKED, **rows}
    view = build_view(evaluate(plan, from_rows(plan, given, {"issued_on": D(2020, 5, 4)}), as_of))
    one = next(r for r in reconciled(Material(view)) if r.award == "giay-khen")
    return {x.entry.proof.row.key: x for x in one.lines}


def vote(day: int = 2, **more: object) -> dict[str, object]:
    return {"subject": "U1", "award": "giay-khen", "day": D(2020, 12, day), "result": True, **more}


def appraised(*, proposes: bool | None, reason: str = "", day: int = 1, key: str = "U1") -> dict[str, object]:
    return {
        "subject": key, "award": "giay-khen", "day": D(2020, 12, day), "proposes": proposes, "by": "PNV",
        "reason": reason,
    }  # fmt: skip


@pytest.mark.parametrize("one", reconciled(material()), ids=lambda r: r.award)
def test_every_subject_stands_once_and_the_counts_add_up(one: Reconciliation) -> None:
    who = [(x.entry.proof.kind, x.entry.proof.row.key) for x in one.lines]
    assert len(who) == len(set(who)) == len(view().subjects)
    assert sum(one.outcomes.values()) == len(one.nominated)
    for stage in Stage:
        assert sum(one.counts[stage].values()) == len(one.lines)
    assert one.counts[Stage.RULES][Says.YES] == len(view().of(one.award, Decision.PROPOSED))


def test_the_sheet_says_what_the_columns_say() -> None:
    one = reconciled(material())[0]
    rows = list(table(opened("doi-chieu.xlsx")["Đối chiếu - Giấy khen của quận"]))
    assert [r["Mã"] for r in rows] == [x.entry.proof.row.key for x in one.lines]
    for row, line in zip(rows, one.lines, strict=True):
        assert row["Theo quy tắc"] == capital(line.entry.words)
        assert bool(row["Chỗ khác nhau"]) == bool(line.differs)
        assert str(row["Đơn vị đề nghị"]).startswith("Có" if line.says(Stage.NOMINATED) is Says.YES else "Không")
    text = "\n".join(str(c.value) for c in opened("doi-chieu.xlsx").worksheets[0]["A"])
    n = len(one.nominated)
    assert f"Được đưa vào xét: {n} = {one.outcomes[Decision.PROPOSED]} đủ điều kiện" in text
    assert f"Có chỗ khác nhau: {len(one.different)} trường hợp" in text


def test_nothing_recorded_is_silence() -> None:
    found = lines()["U1"]
    assert [found.says(s) for s in Stage] == [Says.YES, Says.OPEN, Says.SILENT, Says.SILENT, Says.SILENT]
    assert found.differs == ()


def test_where_neighbours_differ_the_reason_stands_beside_it() -> None:
    found = lines(appraisal=[appraised(proposes=True, reason="có giải trình", key="U2")])["U2"]
    assert found.says(Stage.RULES) is Says.NO
    assert found.differs == (Stage.RULES, Stage.APPRAISED)
    assert dict(found.reasons)[Stage.APPRAISED] == "có giải trình"
    assert dict(found.reasons)[Stage.RULES] == found.entry.line


def test_a_blank_column_between_is_passed_over() -> None:
    found = lines(council=[{**vote(), "subject": "U2", "result": True}])["U2"]
    assert found.says(Stage.APPRAISED) is Says.SILENT
    assert Stage.COUNCIL in found.differs


def test_the_latest_record_known_on_the_day_counts() -> None:
    rows = [appraised(proposes=False, day=1), appraised(proposes=True, day=3), appraised(proposes=False, day=20)]
    assert lines(appraisal=rows)["U1"].says(Stage.APPRAISED) is Says.YES
    assert lines(D(2020, 12, 2), appraisal=rows)["U1"].says(Stage.APPRAISED) is Says.NO
    assert lines(D(2020, 11, 30), appraisal=rows)["U1"].says(Stage.APPRAISED) is Says.SILENT


def test_contradictions_of_one_day_are_told_and_settle_nothing() -> None:
    found = lines(council=[vote(agree=7, members=9), vote(agree=8, members=9)])["U1"]
    assert found.says(Stage.COUNCIL) is Says.MIXED
    assert found.columns[Stage.COUNCIL].votes.agree is None
    assert Stage.COUNCIL in found.differs
    same = lines(council=[vote(agree=7, members=9), vote(agree=7, members=9)])["U1"]
    assert same.says(Stage.COUNCIL) is Says.YES


def test_a_result_that_its_votes_contradict_is_shown_with_them() -> None:
    found = lines(council=[vote(agree=2, against=7, members=9)])["U1"].columns[Stage.COUNCIL]
    assert found.says is Says.YES
    assert found.votes.share == Fraction(2, 9)
    assert lines(council=[vote(agree=2)])["U1"].columns[Stage.COUNCIL].votes.share is None


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Fraction(11, 13), "≈ 84,6%"), (Fraction(4, 5), "80%"), (Fraction(1, 8), "12,5%"), (Fraction(1, 1), "100%"),
        (Fraction(0, 7), "0%"), (Fraction(1, 16), "≈ 6,3%"), (Fraction(1, 3), "≈ 33,3%"),
    ],
)  # fmt: skip
def test_shares_are_exact_or_marked(share: Fraction, told: str) -> None:
    assert percent(Lang.VI, share) == told


def test_grants_are_known_to_be_none_only_once_they_are_complete() -> None:
    grant = {"subject": "U1", "award": "giay-khen", "document": "15/QĐ", "day": D(2020, 12, 4)}
    found = lines(grant=[grant])
    assert (found["U1"].says(Stage.GRANTED), found["U2"].says(Stage.GRANTED)) == (Says.YES, Says.SILENT)
    assert found["U1"].columns[Stage.GRANTED].document == "15/QĐ"
    whole = {
        "register": "grant", "count": 1, "covers_from": D(2020, 5, 4), "covers_to": D(2020, 12, 5),
        "day": D(2020, 12, 5),
    }  # fmt: skip
    assert lines(grant=[grant], attestation=[whole])["U2"].says(Stage.GRANTED) is Says.NO
