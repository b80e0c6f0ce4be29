"""Comparisons as text and JSON: in both languages, by the schema, the same bytes, nobody lost."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache

from jsonschema import Draft202012Validator

from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain.comparison import compare, levers_between
from engine.explain.comparison.telling import Telling
from engine.records import load
from engine.records.dossier import Dossier
from engine.report.comparison import Compared, compared_json, compared_text
from tests import campaign
from tests.assurance.small import RULES
from tests.conftest import Golden
from tests.explain.comparison.sides import Sides

LATER = campaign.ROOT / "fixtures" / "quan-12-2020-phat-hien-sau" / "14-phat-hien-sau-va-quyet-dinh.xlsx"
SCHEMA = json.loads((campaign.ROOT / "docs" / "compare.schema.json").read_text("utf-8"))


@cache
def later(lang: Lang) -> Compared:
    """Return the campaign compared with what was known in March, when violations had come to light."""
    plan = campaign.compiled().plan
    before = campaign.evaluation()
    found: Dossier = load(plan, [*campaign.BOOKS, LATER])
    after = evaluate(plan, found, dt.date(2021, 3, 1))
    levers = levers_between(before, after)

    def mix(these: frozenset[int]) -> Evaluation:
        kinds = {levers[n].kind.value for n in these}
        records = found if "records" in kinds else before.dossier
        return evaluate(plan, records, (after if "day" in kinds else before).as_of)

    return Compared(before, after, compare(before, after, mix), lang)


def test_as_text(golden: Golden) -> None:
    for lang in Lang:
        golden(f"comparison/phat-hien-sau.{lang.value}.txt", compared_text(later(lang)))


def test_no_line_is_wider_than_the_page() -> None:
    assert max(map(len, compared_text(later(Lang.VI)).splitlines())) <= 100


def test_as_json() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    found = {lang: json.loads(compared_json(later(lang))) for lang in Lang}
    for one in found.values():
        Draft202012Validator(SCHEMA).validate(one)
    words = {"text", "details", "texts", "label"}
    assert _without(found[Lang.VI], words) == _without(found[Lang.EN], words)  # only the words differ


def _without(tree: object, keys: set[str]) -> object:
    if isinstance(tree, dict):
        return {k: _without(v, keys) for k, v in tree.items() if k not in keys}
    return [_without(v, keys) for v in tree] if isinstance(tree, list) else tree


def test_nothing_to_compare() -> None:
    same = campaign.evaluation()

    def never(these: frozenset[int]) -> Evaluation:
        raise AssertionError(these)

    shown = Compared(same, same, compare(same, same, never))
    text = compared_text(shown)
    assert "Không có kết quả nào thay đổi." in text
    assert "Hai lần xét dùng cùng bộ tiêu chí" in text
    Draft202012Validator(SCHEMA).validate(json.loads(compared_json(shown)))


def with_a_criterion_more() -> Sides:
    """Return a rule set in which the later rules ask one thing more, which the unit does not do."""
    asked = {name: criterion for name, criterion in RULES["criteria"].items() if name != "unit.sent"}
    base = {name: section for name, section in RULES.items() if name != "deadlines"} | {"criteria": asked}
    rows = {
        "unit": [{"unit_id": "U", "kind": "agency", "on_time": "99", "sent_on": "2020-11-01"}],
        "violation": [],
        "attestation": [{"register": "violation", "count": "0"}],
    }
    return Sides((base, RULES), (rows, rows), ({}, {}), (dt.date(2020, 12, 5), dt.date(2020, 12, 5)))


def test_what_only_the_later_rules_weigh_is_said_to_have_come_and_the_other_way_to_have_gone() -> None:
    sides = with_a_criterion_more()
    label = sides.compiled(1).plan.criteria["unit.sent"].label
    old, new = sides.at(0, 0, 0), sides.at(1, 1, 1)
    told = {
        (mirrored, lang): " ".join(compared_text(Compared(a, b, sides.compared(mirrored=mirrored), lang)).split())
        for lang in Lang
        for mirrored, (a, b) in ((False, (old, new)), (True, (new, old)))
    }
    assert f"Tiêu chí “{label}”: trước không xét đến, nay không đạt" in told[False, Lang.VI]
    assert f"Tiêu chí “{label}”: nay không xét đến (trước: không đạt)" in told[True, Lang.VI]
    assert f"riterion “{label}”: not weighed before, now not met" in told[False, Lang.EN]
    assert f"riterion “{label}”: not weighed now (was: not met)" in told[True, Lang.EN]


def test_an_assessment_that_only_the_later_rules_have_is_told_as_what_it_comes_to() -> None:
    """Also where it is not settled: once there was no word for that."""
    later = {**RULES, "assessments": {"unit.result": {"requires": {"at least": "1", "of": []}, "label": "kết quả năm"}}}
    rows = {"unit": [{"unit_id": "U", "kind": "agency"}], "violation": []}
    sides = Sides((RULES, later), (rows, rows), ({}, {}), (dt.date(2020, 12, 5), dt.date(2020, 12, 5)))
    found = sides.compared()
    turn = next(t for t in found.turns if t.outcome.id == "unit.result")
    told = {lang: " ".join(Telling(found, lang).turn(turn)) for lang in Lang}
    assert "Kết quả đánh giá “kết quả năm”: trước không xét đến, nay chưa kết luận được" in told[Lang.VI]
    assert "ssessment “kết quả năm”: not weighed before, now undetermined" in told[Lang.EN]


def test_an_award_that_stands_on_the_grant_of_one_that_fell_says_so() -> None:
    (fallen,) = (one for one in later(Lang.VI).found.later if one.above)
    (above,) = fallen.above
    assert (fallen.turn.row.key, above.award, above.now, above.rests) == ("PH01", "bang-khen", "proposed", True)
    told = " ".join(compared_text(later(Lang.VI)).split())
    assert (
        "nay: đủ điều kiện, đề nghị khen thưởng, chỉ vì quyết định tặng Giấy khen của quận vẫn có trong số liệu, "
        "còn Giấy khen của quận nay không được xem xét." in told
    )
    (one,) = (n for n in json.loads(compared_json(later(Lang.VI)))["no_longer"] if n["above"])
    assert one["above"][0]["now"] == "proposed"
    assert one["above"][0]["rests_on_grant"] is True
