"""explain: what would be needed stands after the decisions, in both languages, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner

from cli import Exit, main
from tests.campaign import BOOKS, ROOT

AFTER = "2020-12-05"


def explained(day: str, subject: str, *more: str | Path) -> str:
    arguments = ["explain", "quan-12-2020", *BOOKS, "--as-of", day, "--subject", subject, "--quiet", *more]
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == Exit.DONE, result.output
    return result.stdout


def test_what_would_be_needed_stands_between_decisions_and_criteria() -> None:
    text = explained(AFTER, "PH10", "--lang", "en")
    needed = text.index("WHAT COULD BE SUPPLIED: GIẤY KHEN")
    assert text.index("BẰNG KHEN THÀNH PHỐ:") < needed < text.index("CRITERIA")


def test_who_is_proposed_needs_nothing() -> None:
    assert "KHẢ NĂNG BỔ SUNG: GIẤY KHEN" not in explained(AFTER, "PH01")


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
