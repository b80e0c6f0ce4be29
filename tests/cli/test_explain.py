"""explain: the audit of one subject, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from cli import Exit, main
from tests.campaign import BOOKS, RESOLUTION, ROOT

DAY = ("--as-of", "2020-12-05")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def explain(subject: str, *more: str | Path) -> str:
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", subject, *more)
    assert result.exit_code == Exit.DONE, result.output
    return " ".join(result.stdout.split())


def test_a_barred_unit_names_the_member_the_cell_and_the_clause() -> None:
    text = explain("PH04")
    assert "không được xem xét" in text.lower()
    assert "Phan Minh Sơn" in text
    assert "07-vi-pham-va-xac-nhan.xlsx" in text
    assert "F8" in text or "E8" in text
    assert "tập thể có cá nhân vi phạm quy chế văn hóa ứng xử, đạo đức công vụ" in text
    assert "Cách hiểu" in text


def test_a_pending_unit_names_exactly_what_is_missing() -> None:
    text = explain("CM06")
    assert "Tổ chức triển khai kế hoạch CCHC" in text
    assert "chờ bổ sung hồ sơ" in text.lower()
    assert "chờ ý kiến hội đồng" in explain("PH09").lower()


def test_a_settled_refusal_says_that_nothing_can_be_added() -> None:
    assert "dù bổ sung" in explain("PH05").casefold()


def test_a_name_finds_its_subject_and_namesakes_ask_for_a_key() -> None:
    assert "PH01" in explain("phường hòa an")
    from tests.campaign import dossier

    names = list(dossier().tables["person"].names)
    twice = next(n for n in names if names.count(n) > 1)
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", twice)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "mã" in result.stderr


def test_an_unknown_subject_or_award_is_said_with_what_is_near() -> None:
    for lang in ("vi", "en"):
        result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", "Phường Hòa Am", "--lang", lang)
        assert result.exit_code == Exit.COULD_NOT_RUN
        assert "Phường Hòa An" in result.stderr
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", "PH01", "--award", "huân chương")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "giay-khen" in result.stderr


def test_one_award_only_and_everything() -> None:
    both, one = explain("PH01"), explain("PH01", "--award", "bang-khen")
    assert len(one) < len(both)
    assert "Bằng khen" in one
    assert len(explain("PH01", "--all")) >= len(both)


@pytest.mark.parametrize("subject", ["PH01", "PH04", "CM06", "PH11", "PH01-001", "DC005"])
def test_english(subject: str) -> None:
    assert "Không" not in explain(subject, "--lang", "en").split("“")[0]


def test_json_of_one_subject() -> None:
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", "PH04", "--format", "json")
    found = json.loads(result.stdout)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8")))
    assert found["subjects"][0]["key"] == "PH04"
    assert found["subjects"][0]["decisions"]["giay-khen"]["decision"] == "barred"


def test_a_tie_and_a_place_outside_the_quota_are_explained() -> None:
    books = (*BOOKS, *sorted(RESOLUTION.glob("*.xlsx")))
    tied = run("explain", "quan-12-2020", *books, *DAY, "--with", RESOLUTION, "--subject", "CM01-003")
    assert "đồng hạng" in tied.stdout.lower()
    outside = run("explain", "quan-12-2020", *books, *DAY, "--with", RESOLUTION, "--subject", "SN06")
    assert "hạn mức" in outside.stdout.lower()


@pytest.mark.parametrize("part", ["giấy khen", "GIAY KHEN", "giay-khen", "Giấy khen của quận", "giay khen cua"])
def test_an_award_is_found_by_a_part_of_its_name(part: str) -> None:
    assert explain("PH01", "--award", part) == explain("PH01", "--award", "giay-khen")


def test_a_part_of_several_names_asks_for_more() -> None:
    result = run("explain", "quan-12-2020", *BOOKS, *DAY, "--subject", "PH01", "--award", "khen")
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "giay-khen" in result.stderr
    assert "bang-khen" in result.stderr
    assert "several-awards" in result.stderr
