"""what-if: the inputs stay, what turns is told with its cause, every output says that it is an assumption."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import Exit, main
from tests import campaign
from tests.campaign import BOOKS, ROOT

DAY = ("--as-of", "2020-12-05", "-q")
SCHEMA = json.loads((ROOT / "docs" / "compare.schema.json").read_text("utf-8"))
MARK = "GIẢ ĐỊNH, không phải kết quả xét"
ROW = "violation: person=PH01-003; kind=ethics; committed_on=01/07/2020; concluded_on=01/08/2020"


@pytest.fixture(autouse=True)
def _read_once() -> Iterator[None]:
    with patch("engine.records.opening.files.read", campaign._read):
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["what-if", "quan-12-2020", *map(str, BOOKS), *DAY, *map(str, arguments)])


def test_a_cell_otherwise_with_cell_clause_and_mark_and_the_inputs_untouched(tmp_path: Path) -> None:
    before = [hashlib.sha256(b.read_bytes()).hexdigest() for b in BOOKS]
    out = tmp_path / "ket-qua.txt"
    result = run("--set", "unit/PH02/has_plan=Không", "--subject", "PH02", "--out", out)
    assert result.exit_code == Exit.DONE
    assert result.stdout == ""
    assert str(out) in result.stderr
    assert before == [hashlib.sha256(b.read_bytes()).hexdigest() for b in BOOKS]
    whole = out.read_text("utf-8")
    text = " ".join(whole.split())
    assert whole.startswith(MARK)
    assert whole.rstrip().endswith(MARK)
    assert whole.count(MARK) == 4
    assert "Phường Bình Lạc (PH02), “Có kế hoạch CCHC năm 2020”: Có → Không [ô F11," in text
    assert "đủ điều kiện, đề nghị khen thưởng → chưa đủ điều kiện đề nghị" in text
    assert "đạt → không đạt [mục 4.1, gạch đầu dòng thứ nhất]" in text
    assert "30 = được thêm 0 + không còn 1 + không đổi 29" in text
    assert "GIẢI THÍCH THEO GIẢ ĐỊNH" in text
    assert "Có kế hoạch CCHC năm 2020: Không" in text


def test_nothing_changes_is_said_in_both_languages() -> None:
    result = run("--answer", "unit/PH04/duty=Không")
    assert result.exit_code == Exit.DONE
    assert "Không có kết quả nào thay đổi." in result.stdout
    english = run("--answer", "unit/PH04/duty=Không", "--lang", "en").stdout
    assert "No result changes." in english
    assert english.startswith("ASSUMPTION, not the result of the evaluation")


def test_json_fits_its_schema_and_does_not_depend_on_the_order() -> None:
    one, other = ("--set", "unit/PH02/has_plan=Không"), ("--add", ROW)
    first = run(*one, *other, "--rule", "citizen.cooperation=2", "--format", "json", "--subject", "PH02")
    second = run("--rule", "citizen.cooperation=2", *other, *one, "--format", "json", "--subject", "PH02")
    assert first.exit_code == Exit.DONE
    assert first.stdout == second.stdout
    found = json.loads(first.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    assert (found["assumption"], found["mark"]) == (True, MARK)
    assert found["subject"]["decisions"]["giay-khen"]["decision"] == "not-proposed"
    assert [a["quoted"] for a in found["assumptions"]] == [True, True, False]
    turned = {(t["key"], r["id"]): t for r in found["results"] for t in r["turns"]}
    assert turned["PH01", "giay-khen"]["after"] == "barred"
    assert turned["DC008", "giay-khen"]["causes"]["enough"] == [[2]]


def test_attestations_that_no_longer_fit_are_pointed_out_and_counted_anew_where_asked() -> None:
    plainly, counted = run("--add", ROW).stdout, run("--add", ROW, "--attested").stdout
    assert "--attested" in plainly
    assert "--attested" not in counted
    assert "600 = được thêm 0 + không còn 4" in plainly
    assert "600 = được thêm 0 + không còn 1" in counted


def test_a_file_of_changes(tmp_path: Path) -> None:
    path = tmp_path / "thay-doi.yaml"
    path.write_text("sửa: {unit/PH02/has_plan: Không}\nthời hạn: {register: 01/06/2020}\n", "utf-8")
    result = run("--changes", path)
    assert result.exit_code == Exit.DONE
    text = " ".join(result.stdout.split())
    assert "không còn khớp lời trích của điều khoản" in text
    assert "được thêm 2 + không còn 1" in text
    path.write_text("set: [unit/PH99/has_plan=Có]\n", "utf-8")
    result = run("--changes", path)
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert "thay-doi.yaml:1:7" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        ((), "assume-nothing", Exit.USAGE),
        (("--set", "PH02=Có"), "assume-syntax", Exit.USAGE),
        (("--set", "unit/PH2/has_plan=Có"), "assume-row", Exit.COULD_NOT_RUN),
        (("--add", "violation: person=XX-1; kind=ethics"), "owner-unknown", Exit.COULD_NOT_RUN),
        (("--subject", "PH999", "--set", "unit/PH02/has_plan=Có"), "unknown-subject", Exit.COULD_NOT_RUN),
        (("--changes", "khong-co.yaml"), "unreadable-rules", Exit.COULD_NOT_RUN),
    ],
)
def test_what_is_wrong_is_told(arguments: tuple[str, ...], code: str, exit_code: Exit) -> None:
    result = run(*arguments)
    assert result.exit_code == exit_code, result.stderr
    assert f"[{code}]" in result.stderr
    assert "Traceback" not in result.output
