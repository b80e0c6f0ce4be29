"""Whatever is called enough was judged: the campaign, also under the resolution, and the grading of a year, sampled."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from engine.compiler import compile_file
from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import prove
from engine.explain.blocks import Outline, Sort
from engine.explain.layout import laid_out
from engine.explain.remedy import Act, Outcome, Remedies, Step, redone, remedies, remedies_json, sections, sought
from engine.explain.remedy.cells import valued
from engine.explain.remedy.claims import claimed as told_once
from engine.explain.remedy.claims import ends_of, stretched
from engine.explain.remedy.model import Found, Part
from engine.explain.remedy.page import Sought
from engine.explain.telling import Teller
from engine.records import load
from engine.records.changes import Add
from engine.values import Choice, Decision, YesNo
from tests import campaign
from tests.explain.remedy import small
from tests.explain.remedy.test_goldens import judged

AFTER, BEFORE = "2020-12-05", "2020-05-10"
#: What claims that something is enough, other than a list's being complete.
CLAIM = re.compile(r"[Đđ]ủ nếu|cũng đủ")


@cache
def resolved() -> Evaluation:
    plan = campaign.with_resolution().plan
    books = [*campaign.BOOKS, *sorted(campaign.RESOLUTION.glob("*.xlsx"))]
    return evaluate(plan, load(plan, books, keep=True), campaign.AS_OF)


@cache
def graded() -> Evaluation:
    plan = compile_file(campaign.ROOT / "rules" / "danh-gia-2023" / "rules.yaml").plan
    folder = campaign.ROOT / "fixtures" / "danh-gia-2023"
    books = [*sorted(folder.glob("*.xlsx")), folder / "danh-sach.csv"]
    return evaluate(plan, load(plan, books, keep=True), dt.date(2024, 1, 10))


def place(found: Evaluation, key: str) -> tuple[str, int]:
    return next(
        (kind, list(found.dossier.tables[kind].keys).index(key))
        for kind in found.kinds
        if key in list(found.dossier.tables[kind].keys)
    )


def text_of(found: Evaluation, key: str, seen: tuple[Sought, ...] | None = None) -> str:
    kind, index = place(found, key)
    what = sought(found, kind, index) if seen is None else seen
    told = sections(Teller(Lang.VI), what, prove(found, kind, index).row)
    return re.sub(r"\s+", " ", laid_out(Outline((key,), tuple(told))))


def claims(steps: tuple[Step, ...], found: Evaluation) -> Iterator[tuple[Step, ...]]:
    """Yield the sets of steps of which it is said that they are enough: every option, both ends of every stretch."""
    yield steps
    for step in steps:
        if step.open:
            continue
        others: list[Step] = []
        if isinstance(step.kind, Choice | YesNo):
            keys = [o.key for o in step.kind.options] if isinstance(step.kind, Choice) else [True, False]
            others = [s for s in (valued(step, k) for k in keys) if step.free or s.value in step.options]
        elif stretched(step):
            others = [valued(step, end) for end in ends_of(step, found)]
        for other in others:
            yield tuple(other if s is step else s for s in steps)


def proposed(found: Evaluation, steps: tuple[Step, ...], key: str, award: str) -> bool:
    after = evaluate(found.plan, redone(found, steps), found.as_of)
    kind, index = place(after, key)
    return bool(after.kinds[kind].decisions[award][index] == Decision.PROPOSED)


def hold(found: Evaluation, key: str) -> None:
    kind, index = place(found, key)
    seen = tuple(s for s in sought(found, kind, index) if s.sort is Sort.AWARD)
    for one in seen:
        sets = [steps for r in one.found.found for steps in r.sets()]
        sets += [one.found.example] if one.found.example else []
        for steps in sets:
            for claimed in claims(steps, found):
                assert proposed(found, claimed, key, one.id), (key, one.id, claimed)
        text = text_of(found, key, (one,))
        assert bool(CLAIM.search(text)) <= bool(sets), text


@pytest.mark.parametrize("key", ["PH11", "DC009", "PH10", "ND03", "SN04-001", "ND02", "PH09", "CM05"])
def test_what_is_called_enough_is(key: str) -> None:
    hold(judged(AFTER), key)


@pytest.mark.parametrize("key", ["PH04", "SN02"])
def test_what_is_called_enough_in_the_middle_of_the_campaign_is(key: str) -> None:
    hold(judged(BEFORE), key)


@pytest.mark.parametrize("key", ["PH03", "PH07", "CM01", "CM03", "PH09", "CM01-003"])
def test_what_is_called_enough_under_a_quota_is(key: str) -> None:
    hold(resolved(), key)


def one_award(found: Evaluation, key: str, award: str) -> tuple[Remedies, str]:
    kind, index = place(found, key)
    what = remedies(found, kind, index, award, limit=12)
    return what, text_of(found, key, (Sought(Sort.AWARD, award, found.plan.awards[award].label, what),))


def test_a_figure_that_does_not_apply_is_not_named() -> None:
    what, text = one_award(graded(), "PC03", "bang-khen")
    assert not what.found
    assert not what.example
    assert not CLAIM.search(text)
    assert "Tỷ lệ hồ sơ đúng hạn" not in text
    assert "ĐỀ NGHỊ ĐỀ NGHỊ" not in text
    assert "; Hội đồng lựa chọn đề nghị Bằng khen;" in text


# --- what is not claimed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["ND03", "ND03-001", "SN04", "SN04-004", "SN04-001"])
def test_no_content_is_proposed_for_what_a_bar_reads(key: str) -> None:
    kind, index = place(judged(AFTER), key)
    (one,) = sought(judged(AFTER), kind, index, "giay-khen")
    ((step,),) = (steps for r in one.found.found for steps in r.sets())
    assert step.open
    text = text_of(judged(AFTER), key, (one,))
    assert "ghi đúng" in text
    assert "tùy nội dung" in text
    assert not CLAIM.search(text)
    assert not re.search(r"Vi phạm khác|03/05/2020|01/12/2020", text)
    told = remedies_json(Teller(Lang.VI), one.found, prove(judged(AFTER), kind, index).row)
    (change,) = told["ways"][0]["parts"][0]["among"][0]  # type: ignore[index]
    assert change["records"] == []
    assert change["open"] is True


def test_a_confirmation_is_asked_for_without_a_number_of_rows() -> None:
    text = text_of(judged(AFTER), "ND02")
    assert "đã đầy đủ (đúng số dòng có thật)" in text
    assert "0 dòng" not in text
    assert not CLAIM.search(text)


def test_what_stands_in_the_way_is_named_without_a_claim() -> None:
    text = text_of(resolved(), "PH03")
    assert "trong hạn mức" in text
    assert "Hội đồng cho ý kiến" not in text


# --- what is offered, and in which words ---------------------------------------------------------------------


def test_a_late_nomination_is_offered_as_late() -> None:
    text = text_of(judged(AFTER), "PH11")
    assert "gửi trễ (hạn báo cáo kết quả và đề nghị khen thưởng đã hết sau ngày 31/10/2020" in text
    assert "Người có thẩm quyền cho ý kiến" in text


def test_the_last_day_stands_at_the_day_it_is_of() -> None:
    text = text_of(judged(BEFORE), "PH04")
    assert "“Hiệu quả” là “Có” và “Ngày đăng ký” chậm nhất ngày 19/05/2020 (hạn đăng ký" in text


def test_options_that_do_the_same_are_one_line() -> None:
    text = text_of(judged(AFTER), "DC009")
    assert "“Loại đối tượng”, đang để trống; ghi thế nào cũng đủ" in text
    assert "Cách 1" not in text


def test_what_the_council_did_not_choose_is_one_line() -> None:
    text = text_of(judged(AFTER), "DC009")
    assert "Bằng khen thành phố: không còn nội dung nào bổ sung được, vì Hội đồng không lựa chọn." in text
    assert "KHẢ NĂNG BỔ SUNG: BẰNG KHEN" not in text


def test_a_no_is_told_and_what_is_not_met_is_no_bar() -> None:
    assert "đã có ý kiến đánh giá: “Không”" in text_of(judged(AFTER), "CM05")
    text = text_of(judged(AFTER), "PH04-005")
    assert "điều làm cho không đạt đã ghi nhận" in text
    assert "không được xem xét" not in text


def test_no_grant_of_what_is_still_open() -> None:
    kind, index = place(judged(AFTER), "PH10")
    (one,) = sought(judged(AFTER), kind, index, "bang-khen")
    assert one.found.outcome is Outcome.FOUND
    assert all(s.act is not Act.GRANT for r in one.found.found for steps in r.sets() for s in steps)


def test_a_stretch_that_another_condition_does_not_bear_is_one_day() -> None:
    both = {"unit.a": {"met": "registered_on meets register"}, "unit.b": {"met": "registered_on within period"}}
    found = small.unit(small.plan(criteria=both))
    assert small.told(found) == [["bổ sung “registered_on”, đang để trống: đủ nếu ngày 30/06/2020"]]


def test_a_row_with_more_in_it_is_not_told_beside_one_that_is_enough() -> None:
    kind, index = place(judged(AFTER), "PH10")
    (one,) = sought(judged(AFTER), kind, index, "giay-khen")
    ((step,),) = (steps for r in one.found.found for steps in r.sets())
    assert isinstance(step.parts[0], Part)
    change = step.changes[0]
    assert isinstance(change, Add)
    bare = replace(step, parts=(), changes=(replace(change, values=change.values[:2]),))
    assert told_once(judged(AFTER), [Found((step,)), Found((bare,))]) == [Found((bare,))]
