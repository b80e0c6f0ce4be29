"""One cell at a time: what is read, what is refused, and in which words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from engine.diagnostics import TABLE, Diagnostic, Lang
from engine.diagnostics import cell_codes as codes
from engine.records.cells import Bad, parse, written
from engine.records.grid import MARK, marked
from engine.values import Choice, Date, FieldType, Number, Option, Text, YesNo, days

PERCENT = Number("percent", 16, 0, 100 * 10**16)
SHARP = Number("percent", 1, 0, 1000)
COUNT = Number("count", 0, 0, 10**9)
SCORE = Number("number", 2, -100, 10**7)
KIND = Choice(
    (Option("ward", "Phường (loại 1)"), Option("agency", "Cơ quan", ("Phòng",)), Option("w2", "Phường (loại 2)"))
)


def percent(text: str) -> int:
    """Return a percent at 16 decimals."""
    return int(Decimal(text) * 10**16)


@pytest.mark.parametrize(
    "text", ["Có", "có", "CÓ ", "x", "X", "✓", "✔", "☑", "✔️", "1", "TRUE", "Đạt", "Đúng", "Yes", "C"]
)
def test_yes(text: str) -> None:
    assert parse(YesNo(), text) == 2


@pytest.mark.parametrize("text", ["Không", "không ", "0", "FALSE", "Không đạt", "Sai", "No", "K", "Kho\u0302ng"])
def test_no(text: str) -> None:
    assert parse(YesNo(), text) == 0


@pytest.mark.parametrize(("value", "read"), [(True, 2), (False, 0), (1, 2), (0, 0), (1.0, 2), (0.0, 0)])
def test_yes_no_of_typed_cells(value: object, read: int) -> None:
    assert parse(YesNo(), marked(value)) == read


@pytest.mark.parametrize("kind", [YesNo(), PERCENT, COUNT, SCORE, Date(), KIND, Text()])
def test_blank(kind: FieldType) -> None:
    for raw in ("", "  ", "\xa0", "\u200b", "\n"):
        assert parse(kind, raw) is None


@pytest.mark.parametrize(
    ("kind", "raw", "read"),
    [
        (PERCENT, "97,5%", percent("97.5")),
        (PERCENT, "97.5 %", percent("97.5")),
        (PERCENT, "97,5\xa0%", percent("97.5")),
        (PERCENT, "97.500", percent("97.5")),
        (PERCENT, "0.975", percent("0.975")),
        (PERCENT, marked(0.975, "0.0%"), percent("97.5")),
        (PERCENT, marked(0.975), percent("0.975")),
        (PERCENT, marked(1, "0%"), percent("100")),
        (PERCENT, marked(0.949999999, "0%"), percent("94.9999999")),
        (COUNT, marked(12.0), 12),
        (COUNT, "1.234.567", 1234567),
        (COUNT, "1 234", 1234),
        (COUNT, "0012", 12),
        (SCORE, "1.234,5", 123450),
        (SCORE, "1,234.5", 123450),
        (SCORE, "-0,25", -25),
        (SCORE, marked(Decimal("12.50")), 1250),
        (Date(), "20/5/2020", days(dt.date(2020, 5, 20))),
        (Date(), "20-05-2020", days(dt.date(2020, 5, 20))),
        (Date(), "2020-05-20", days(dt.date(2020, 5, 20))),
        (Date(), "2020-05-20 00:00:00", days(dt.date(2020, 5, 20))),
        (Date(), "ngày 20 tháng 5 năm 2020", days(dt.date(2020, 5, 20))),
        (Date(), marked(dt.datetime(2020, 5, 20, 14)), days(dt.date(2020, 5, 20))),  # noqa: DTZ001
        (KIND, "ward", 0),
        (KIND, "PHƯỜNG (LOẠI 2)", 2),
        (KIND, "co quan", 1),
        (KIND, "Phòng", 1),
        (Text(), "  nhiều   chữ\n", "nhiều chữ"),
        (Text(), marked(12.0), "12"),
    ],
)
def test_good(kind: FieldType, raw: str, read: object) -> None:
    assert parse(kind, raw) == read


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (YesNo(), "2", codes.BAD_YES_NO),
        (YesNo(), "có lẽ", codes.BAD_YES_NO),
        (YesNo(), "x (đang xem)", codes.BAD_YES_NO),
        (YesNo(), marked(5), codes.BAD_YES_NO),
        (YesNo(), marked(1, "0%"), codes.BAD_YES_NO),
        (YesNo(), "KP", codes.NO_SUCH_ANSWER),
        (YesNo(), "Không áp dụng", codes.NO_SUCH_ANSWER),
        (COUNT, "KP", codes.NO_SUCH_ANSWER),
        (Date(), "Không áp dụng", codes.NO_SUCH_ANSWER),
        (KIND, "kp", codes.NO_SUCH_ANSWER),
        (COUNT, "1.234", codes.NUMBER_AMBIGUOUS),
        (SCORE, "1,234", codes.NUMBER_AMBIGUOUS),
        (COUNT, "12 người", codes.BAD_NUMBER),
        (COUNT, "1e5", codes.BAD_NUMBER),
        (COUNT, "٣", codes.BAD_NUMBER),
        (COUNT, "9" * 5000, codes.BAD_NUMBER),
        (COUNT, marked(True), codes.BAD_NUMBER),
        (COUNT, marked(dt.date(2020, 1, 1)), codes.BAD_NUMBER),
        (COUNT, marked(float("nan")), codes.BAD_NUMBER),
        (COUNT, marked(float("inf")), codes.BAD_NUMBER),
        (COUNT, marked(0.1, "0%"), codes.NUMBER_PERCENT),
        (COUNT, "10%", codes.NUMBER_PERCENT),
        (COUNT, marked(1.5), codes.NUMBER_WHOLE),
        (COUNT, "-1", codes.NUMBER_RANGE),
        (COUNT, marked(1e300), codes.NUMBER_RANGE),
        (PERCENT, "100,1", codes.NUMBER_RANGE),
        (PERCENT, marked(97.5, "0.0%"), codes.NUMBER_RANGE),
        (SHARP, "97,55", codes.NUMBER_DECIMALS),
        (SHARP, marked(1e-300), codes.NUMBER_DECIMALS),
        (Date(), "31/02/2020", codes.DATE_IMPOSSIBLE),
        (Date(), "05/20/2020", codes.DATE_IMPOSSIBLE),
        (Date(), "1/2/20", codes.DATE_YEAR),
        (Date(), "05/2020", codes.DATE_MONTH),
        (Date(), "1/1/1800", codes.DATE_RANGE),
        (Date(), "hôm qua", codes.BAD_DATE),
        (Date(), marked(43971), codes.BAD_DATE),
        (KIND, "Huyện", codes.BAD_CHOICE),
        (KIND, "Phường", codes.BAD_CHOICE),
        (Text(), f"{MARK}e#N/A", codes.ERROR_CELL),
        (YesNo(), f"{MARK}e#N/A", codes.ERROR_CELL),
        (COUNT, f"{MARK}f=", codes.FORMULA_CELL),
    ],
)
def test_bad(kind: FieldType, raw: str, code: object) -> None:
    found = parse(kind, raw)
    assert isinstance(found, Bad)
    assert found.code is code
    one = Diagnostic(found.code, None, {**found.args, "column": "Cột"})
    for lang in Lang:
        assert one.message(lang)
        assert "{" not in one.message(lang) + one.help(lang)


def test_words_of_a_bad_choice() -> None:
    found = parse(KIND, "Cơ quam")
    assert isinstance(found, Bad)
    one = Diagnostic(found.code, None, {**found.args, "column": "Loại"})
    assert one.message() == "`Cơ quam` ở cột `Loại` không phải một trong các lựa chọn"
    assert one.help() == "có phải `Cơ quan`? các lựa chọn: Phường (loại 1); Cơ quan; Phường (loại 2)"


def test_words_of_an_ambiguous_number() -> None:
    found = parse(COUNT, "1.234")
    assert isinstance(found, Bad)
    one = Diagnostic(found.code, None, {**found.args, "column": "Số CBCCVC"})
    assert one.message() == "chưa rõ `1.234` ở cột `Số CBCCVC` là 1234 hay 1,234"


def test_numbers_as_papers_write_them() -> None:
    assert [written(Decimal(t)) for t in ("100.000", "97.50", "0", "-1000")] == ["100", "97,5", "0", "-1000"]


def test_identity_number_keeps_the_zeros_that_are_shown() -> None:
    assert parse(Text(), marked(79, "00000")) == "00079"


def test_every_code_says_it_in_both_languages() -> None:
    for code in TABLE.values():
        assert code.vi
        assert code.en
        assert not code.vi.endswith(".")
        assert bool(code.help_vi) == bool(code.help_en)


@pytest.mark.parametrize(
    ("month", "text", "wanted"),
    [
        ("last", "05/2020", dt.date(2020, 5, 31)),
        ("first", "05/2020", dt.date(2020, 5, 1)),
        ("last", "tháng 2 năm 2020", dt.date(2020, 2, 29)),
        ("last", "2020-11", dt.date(2020, 11, 30)),
        ("last", "20/05/2020", dt.date(2020, 5, 20)),
    ],
)
def test_a_month_where_the_field_takes_one(month: str, text: str, wanted: dt.date) -> None:
    assert parse(Date(month), text) == days(wanted)
    if wanted.day != 20:
        found = parse(Date(), text)
        assert isinstance(found, Bad)
        assert found.code is codes.DATE_MONTH


def test_no_thirteenth_month() -> None:
    found = parse(Date("last"), "13/2020")
    assert isinstance(found, Bad)
    assert found.code is codes.DATE_IMPOSSIBLE


@pytest.mark.parametrize("text", ["2019-2020", "Năm học 2019 – 2020", "2019/2020", "NH 2019-2020", "năm học 2019—2020"])
def test_school_years_are_one_option_however_written(text: str) -> None:
    kind = Choice((Option("y19", "Năm học 2018-2019"), Option("y20", "2019 - 2020")))
    assert parse(kind, text) == 1
    assert isinstance(parse(kind, "2019-2021"), Bad)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("079123456789", "079123456789"),
        ("079 123 456 789", "079123456789"),
        (marked(79123456789), "digits-lost"),
        ("79123456789", "digits-lost"),
        ("0791234567890", "not-so-many-digits"),
        ("07912345678x", "not-so-many-digits"),
        ("", None),
    ],
)
def test_identity_numbers(raw: str, wanted: str | None) -> None:
    found = parse(Text(12), raw)
    assert (found.code.id if isinstance(found, Bad) else found) == wanted
    if isinstance(found, Bad) and wanted == "digits-lost":
        assert found.args["full"] == "079123456789"
