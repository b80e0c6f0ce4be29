"""Comparisons as text and JSON: in both languages, by the schema, the same bytes, nobody lost."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache

from jsonschema import Draft202012Validator

from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain.comparison import compare, levers_between
from engine.records import load
from engine.records.dossier import Dossier
from engine.report.comparison import Compared, compared_json, compared_text
from tests import campaign
from tests.conftest import Golden

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
