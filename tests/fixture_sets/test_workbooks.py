"""Every book of habits is read as the expectation beside it says; nothing is lost on the way."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import Exit, main
from fixtures import make_workbooks
from fixtures.make import habits_office
from tests.fixture_sets import workbooks
from tests.fixture_sets.workbooks import FOLDER, differences, expectations, observed, sentences

CASES = sorted(expectations())
MAPPED = [name for name in CASES if "mapped" in expectations()[name]]
CONVERTED = [name for name in CASES if "converted" in expectations()[name]]
#: Cases that go through the command line too: one of each end.
COMMANDS = [
    "101-tieu-de-dong-1", "110-nhom-gop-ca-dong", "203-don-vi-va-thu-truong", "207-tep-nen", "303-ten-cot-gan-giong",
    "412-o-bao-loi", "604-tcvn3-khong-phong", "703-csv-windows-1258", "803-libreoffice-ods", "906-bom-nen",
]  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_book_is_read_as_expected(name: str) -> None:
    wanted = expectations()[name]
    assert differences(wanted, observed(name)) == []
    said = sentences(name)
    assert [text for text in wanted.get("says", []) if text not in said] == []
    assert "{" not in said


@pytest.mark.parametrize("name", MAPPED)
def test_a_mapping_file_settles_it(name: str) -> None:
    assert differences(expectations()[name]["mapped"], observed(name, f"{name}.yaml")) == []


@pytest.mark.parametrize("name", CONVERTED)
def test_old_texts_are_converted_when_asked(name: str) -> None:
    assert differences(expectations()[name]["converted"], observed(name, convert=True)) == []


@pytest.mark.parametrize("name", CASES)
def test_the_expectation_itself_loses_nothing(name: str) -> None:
    for wanted in (expectations()[name], *(expectations()[name].get(way, {}) for way in workbooks.OTHERWISE)):
        if "balance" in wanted:
            rows, *parts = (int(wanted["balance"][part]) for part in ("rows", "used", "rejected", "not_data"))
            assert rows == sum(parts)
        if wanted:
            assert ("refused" in wanted) == (wanted["exit"] == "1")
            assert wanted.get("questions", "0") == "0" or wanted["exit"] == "4"


def test_every_book_has_its_expectation_and_every_mapping_its_book() -> None:
    books = sorted(path.name.split(".")[0] for path in (FOLDER / "books").iterdir())
    assert books == CASES
    assert sorted(path.stem for path in (FOLDER / "mappings").iterdir()) == MAPPED
    assert all(path.name.isascii() for path in (FOLDER / "books").rglob("*"))


def test_books_are_small_and_some_are_another_programs() -> None:
    files = [path for path in (FOLDER / "books").rglob("*") if path.is_file()]
    assert max(path.stat().st_size for path in files) < 15_000
    assert len(CASES) >= 55
    others = {*habits_office.MADE, *habits_office.LOCKED}
    assert {path.name for path in files} >= others
    assert len(others) >= 8


def test_all_other_books_are_made_again_byte_by_byte() -> None:
    made = make_workbooks.books()
    there = {
        path.relative_to(FOLDER / "books").as_posix(): path.read_bytes()
        for path in (FOLDER / "books").rglob("*")
        if path.is_file() and path.name not in {*habits_office.MADE, *habits_office.LOCKED}
    }
    assert made.keys() == there.keys()
    assert [name for name, data in made.items() if members(data) != members(there[name])] == []


def members(data: bytes) -> object:
    """Return what an archive holds, part by part (another zlib packs them otherwise), of anything else its bytes."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(i.filename, i.date_time, i.flag_bits, members(archive.read(i))) for i in archive.infolist()]


def test_the_table_of_all_cases_is_the_one_of_the_expectations() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == make_workbooks.readme(FOLDER)


def test_the_rule_set_is_sound() -> None:
    done = CliRunner().invoke(main, ["check", str(FOLDER / "rules")])
    assert done.exit_code == Exit.DONE, done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_says_the_same(name: str, tmp_path: Path) -> None:
    book = workbooks.book_of(name)
    arguments = ["inspect", str(book), "--ruleset", str(FOLDER / "rules"), "--format", "json", "-q"]
    done = CliRunner().invoke(main, arguments)
    wanted = expectations()[name]
    assert done.exit_code == int(wanted["exit"]), done.output
    if "refused" in wanted:
        assert next(iter(wanted["refused"])) in done.stderr
        return
    told = json.loads(done.stdout)
    assert {part: str(count) for part, count in told["balance"].items()} == wanted["balance"]
    assert str(told["questions"]) == wanted["questions"]
    lines = [{k: v for k, v in row.items() if k not in {"file", "sheet", "list"}} for row in wanted["rows"]]
    assert [table["rows"] for table in told["tables"]] == lines
    codes = {finding["code"] for finding in told["findings"]}
    assert codes >= {*wanted.get("rejected", {}), *wanted.get("told", {})}
    written = tmp_path / "anh-xa.yaml"
    again = CliRunner().invoke(main, [*arguments, "--write-mapping", str(written)])
    assert (again.exit_code, written.exists()) == (done.exit_code, True)
