"""explain: what would be needed stands after the decisions, in both languages, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cli import Exit, main
from tests.campaign import BOOKS, ROOT

BEFORE, AFTER = "2020-05-10", "2020-12-05"
#: A subject for each outcome: what it needs, why nothing would do, that it needs more than three changes.
SUBJECTS = [(BEFORE, "PH01"), (BEFORE, "PH05"), (AFTER, "PH04"), (AFTER, "PH10"), (AFTER, "SN02"), (AFTER, "PH05")]


def explained(day: str, subject: str, *more: str | Path) -> str:
    arguments = ["explain", "quan-12-2020", *BOOKS, "--as-of", day, "--subject", subject, "--quiet", *more]
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == Exit.DONE, result.output
    return result.stdout


def sections(text: str, heading: str) -> str:
    """Return the sections that begin with a heading."""
    return "\n\n".join(part for part in text.split("\n\n") if part.startswith(heading)) + "\n"


@pytest.mark.parametrize(("day", "subject"), SUBJECTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_would_be_needed(day: str, subject: str, lang: str, golden: Callable[[str, str], None]) -> None:
    text = explained(day, subject, "--lang", lang)
    heading = "NỘI DUNG CẦN BỔ SUNG" if lang == "vi" else "WHAT WOULD BE NEEDED"
    golden(f"explain/remedies-{subject}-{day}.{lang}.txt", sections(text, heading))


def test_who_is_proposed_needs_nothing() -> None:
    assert "NỘI DUNG CẦN BỔ SUNG ĐỂ ĐƯỢC ĐỀ NGHỊ GIẤY KHEN" not in explained(AFTER, "PH01")


def test_a_line_says_nothing_of_it() -> None:
    assert "CẦN BỔ SUNG" not in explained(AFTER, "PH10", "--depth", "line")


def test_json_keeps_the_contract_and_gives_the_changes() -> None:
    found = json.loads(explained(AFTER, "PH10", "--format", "json"))
    jsonschema.validate(found, json.loads((ROOT / "docs" / "result.schema.json").read_text("utf-8")))
    (subject,) = found["subjects"]
    told = subject["decisions"]["giay-khen"]["remedies"]
    assert told["outcome"] == "found"
    ((change,),) = told["ways"][0]["parts"][0]["among"]
    assert change["act"] == "supply"
    assert change["records"] == [
        {"add": "person", "values": {"unit": "PH10", "key": "giả định PH10", "conduct_ok": True}}
    ]
    assert [s["sort"] for s in subject["explanation"]["sections"]].count("remedy") == 2


@pytest.mark.parametrize(("day", "subject"), SUBJECTS)
def test_json_of_every_outcome_keeps_the_contract(day: str, subject: str) -> None:
    found = json.loads(explained(day, subject, "--format", "json"))
    jsonschema.validate(found, json.loads((ROOT / "docs" / "result.schema.json").read_text("utf-8")))
