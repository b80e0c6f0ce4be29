"""The Quận 12 campaign before and after its deadlines: what is said of each outcome, in both languages, and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache

import jsonschema
import pytest

from engine.diagnostics import Lang
from engine.evaluator import Evaluation, evaluate
from engine.explain import prove
from engine.explain.blocks import Outline
from engine.explain.layout import laid_out
from engine.explain.remedy import sections, sought
from engine.explain.telling import Teller
from engine.records import load
from engine.records.dossier import Dossier
from engine.report.one import one_subject_json
from tests import campaign

BEFORE, AFTER = "2020-05-10", "2020-12-05"
#: A subject for each outcome: what it needs, why nothing would do, that it needs more than three changes.
SUBJECTS = [
    *((BEFORE, key) for key in ("PH01", "PH05")),
    *((AFTER, key) for key in ("PH04", "PH05", "PH10", "SN02", "ND03")),
]


@cache
def kept() -> Dossier:
    return load(campaign.compiled().plan, campaign.BOOKS, keep=True)


@cache
def judged(day: str) -> Evaluation:
    return evaluate(campaign.compiled().plan, kept(), dt.date.fromisoformat(day))


def at(found: Evaluation, key: str) -> int:
    return list(found.dossier.tables["unit"].keys).index(key)


@pytest.mark.parametrize(("day", "subject"), SUBJECTS)
@pytest.mark.parametrize("lang", list(Lang))
def test_what_would_be_needed(day: str, subject: str, lang: Lang, golden: Callable[[str, str], None]) -> None:
    found = judged(day)
    index = at(found, subject)
    row = prove(found, "unit", index).row
    told = sections(Teller(lang), sought(found, "unit", index), row)
    golden(f"explain/remedies-{subject}-{day}.{lang.value}.txt", laid_out(Outline((subject,), tuple(told))))


@pytest.mark.parametrize(("day", "subject"), SUBJECTS)
def test_json_of_every_outcome_keeps_the_contract(day: str, subject: str) -> None:
    found = judged(day)
    told = json.loads(one_subject_json(found, "unit", at(found, subject), Lang.VI))
    schema = json.loads((campaign.ROOT / "docs" / "result.schema.json").read_text("utf-8"))
    for decision in told["subjects"][0]["decisions"].values():
        jsonschema.validate(decision["remedies"], _of(schema))


def _of(schema: dict[str, object]) -> dict[str, object]:
    """Return the schema of remedies alone."""
    return {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/remedies"}


def test_the_same_records_give_the_same_remedies() -> None:
    found = [evaluate(campaign.compiled().plan, kept(), dt.date.fromisoformat(AFTER)) for _ in range(2)]
    assert sought(found[0], "unit", at(found[0], "PH10")) == sought(found[1], "unit", at(found[1], "PH10"))
