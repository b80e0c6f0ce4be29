"""Mapping files: what they settle, what is wrong with them, and how they are written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.diagnostics import Lang, ReportedError
from engine.records import load, plain_rows
from engine.records.dossier import Dossier
from engine.records.inspection import inspect_files
from engine.records.mapping.reading import read_mapping
from engine.records.mapping.writing import mapping_text

from .books import PEOPLE, UNITS, VIOLATIONS, Rows, book, sheets
from .plans import plan


def mapped(path: Path, text: str, books: dict[str, dict[str, Rows]]) -> Dossier:
    """Return the dossier of some books under a mapping file."""
    files = [book(path / name, sheets) for name, sheets in books.items()]
    mapping = path / "anh-xa.yaml"
    mapping.write_text(text, encoding="utf-8")
    return load(plan(), files, None, read_mapping(plan(), mapping))


def values(dossier: Dossier, register: str, field: str) -> list[object]:
    return [row.values[field] for row in plain_rows(plan(), dossier)[register].rows]


def ids(dossier: Dossier) -> list[str]:
    return [d.code.id for d in dossier.rejected]


def test_columns_by_other_names_and_columns_left_out(tmp_path: Path) -> None:
    head = ["STT", "Ký hiệu", "Gọi là", "Quân số", "Điểm"]
    rows: Rows = [head, [1, "U1", "Phường 1", 2, 5], [2, "U2", "Phường 2", 1, 6]]
    text = """
cột:
  Danh sách đơn vị: {Ký hiệu: Mã đơn vị, gọi là: unit_name, Quân số: Số CBCCVC, Điểm: bỏ qua}
"""
    dossier = mapped(tmp_path, text, {"b.xlsx": {"Danh sách đơn vị": rows}})
    assert dossier.rejected == ()
    assert values(dossier, "unit", "staff_count") == [2, 1]
    assert values(dossier, "unit", "score") == [None, None], "a column left out is not read, whatever it is called"
    assert "columns-unused" not in [d.code.id for d in dossier.notices]


def test_english_words_serve_as_well(tmp_path: Path) -> None:
    text = "columns: {unit: {Quân số: staff_count, Điểm: ignore}}\nsheets: {Sheet1: unit}\nruleset: small\n"
    rows: Rows = [["Mã đơn vị", "Quân số", "Điểm"], ["U1", 3, 4]]
    dossier = mapped(tmp_path, text.replace("small", plan().id), {"b.xlsx": {"Sheet1": rows}})
    assert values(dossier, "unit", "staff_count") == [3]


def test_sheets_by_name_or_title_and_sheets_left_out(tmp_path: Path) -> None:
    text = """
trang tính:
  Biểu 01: Danh sách vi phạm
  Biểu số 02/TĐ: Danh sách cá nhân
  Nháp: bỏ qua
"""
    violations: Rows = [["Mã cá nhân", "Ngày vi phạm"], ["a1", "01/06/2020"]]
    book_: dict[str, Rows] = {
        "Đơn vị": UNITS,
        "Biểu 01": violations,
        "Sheet2": [["Biểu số 02/TĐ"], *PEOPLE],
        "Nháp": [["Mã đơn vị", "Tên đơn vị", "Số CBCCVC"], ["U9", "Nháp", 1]],
    }
    dossier = mapped(tmp_path, text, {"b.xlsx": book_})
    assert dossier.rejected == ()
    assert dossier.tables["unit"].keys == ("U1", "U2")
    assert dossier.tables["person"].size == 3
    assert dossier.tables["violation"].size == 1
    assert dossier.balance.not_data == 6
    assert [str(d.place) for d in dossier.notices if d.code.id == "sheet-left-out"] == ["b.xlsx / Nháp"]


def test_spellings(tmp_path: Path) -> None:
    people: Rows = [["Mã cá nhân", "Mã đơn vị", "Thực hiện tốt quy chế"], ["a1", "U1", "Tốt"], ["a2", "U1", "TỐT"]]
    text = "cách ghi:\n  Danh sách cá nhân / Thực hiện tốt quy chế: {tốt: Có}\n"
    dossier = mapped(tmp_path, text, {"b.xlsx": {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": people}})
    assert values(dossier, "person", "conduct_ok") == [True, True]
    told = [d.message() for d in dossier.notices if d.code.id == "mapped-values"]
    assert "cột `Thực hiện tốt quy chế`: `Tốt` được hiểu là `Có` theo tệp ánh xạ (1 ô)" in told
    assert dossier.tables["person"].places.cell(1, "conduct_ok").written == "TỐT", "what is written stays in sight"
    assert [str(d.place) for d in dossier.notices if d.code.id == "mapped-values"] == [
        "b.xlsx / Danh sách cá nhân / C2",
        "b.xlsx / Danh sách cá nhân / C3",
    ]
    without = load(plan(), [tmp_path / "b.xlsx"])
    assert ids(without) == ["bad-yes-no", "bad-yes-no"]


def test_names_that_stand_for_keys(tmp_path: Path) -> None:
    people: Rows = [["Mã cá nhân", "Tên đơn vị"], ["a1", "P. 1"], ["a2", "Phường 2"]]
    text = "tên gọi:\n  Danh sách đơn vị: {P. 1: U1}\n"
    dossier = mapped(tmp_path, text, {"b.xlsx": {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": people}})
    assert dossier.rejected == ()
    assert dossier.tables["person"].owners["unit"].tolist() == [0, 1]


NUMBERS: Rows = [
    ["Mã đơn vị", "Số CBCCVC", "Tỷ lệ đúng hạn", "Điểm"],
    ["U1", "1.234", "0,975", "1.250"],
    ["U2", "12", "97,5%", "1,25"],
]


@pytest.mark.parametrize(
    ("habits", "counts", "rates", "scores"),
    [
        ("dấu thập phân: phẩy, tỷ lệ dưới 1: phân số", [1234, 12], ["97.5", "97.5"], ["1250", "1.25"]),
        ("dấu thập phân: phẩy, tỷ lệ dưới 1: phần trăm", [1234, 12], ["0.975", "97.5"], ["1250", "1.25"]),
    ],
)
def test_how_a_book_writes_numbers(
    tmp_path: Path, habits: str, counts: list[int], rates: list[str], scores: list[str]
) -> None:
    dossier = mapped(tmp_path, f'tệp:\n  "b.*": {{{habits}}}\n', {"b.xlsx": {"Danh sách đơn vị": NUMBERS}})
    assert dossier.rejected == ()
    assert values(dossier, "unit", "staff_count") == counts
    assert values(dossier, "unit", "on_time") == [Decimal(r) for r in rates]
    assert values(dossier, "unit", "score") == [Decimal(s) for s in scores]
    assert "percent-below-one" not in [d.code.id for d in dossier.notices]


def test_a_decimal_point_is_declared_too(tmp_path: Path) -> None:
    rows: Rows = [["Mã đơn vị", "Số CBCCVC", "Điểm"], ["U1", "1,234", "1.25"], ["U2", "1,234,567", "1,000.5"]]
    dossier = mapped(tmp_path, 'tệp:\n  "*": {dấu thập phân: chấm}\n', {"b.xlsx": {"Danh sách đơn vị": rows}})
    assert dossier.rejected == ()
    assert values(dossier, "unit", "staff_count") == [1234, 1234567]
    assert values(dossier, "unit", "score") == [Decimal("1.25"), Decimal("1000.5")]


def test_habits_are_those_of_the_book_they_name(tmp_path: Path) -> None:
    pairs = (("a.xlsx", "U1"), ("b.xlsx", "U2"))
    books: dict[str, dict[str, Rows]] = {
        name: {"Danh sách đơn vị": [NUMBERS[0], [key, *NUMBERS[1][1:]]]} for name, key in pairs
    }
    dossier = mapped(tmp_path, 'tệp:\n  "b.xlsx": {dấu thập phân: phẩy}\n', books)
    assert [(d.code.id, str(d.place)) for d in dossier.rejected] == [
        ("number-ambiguous", "a.xlsx / Danh sách đơn vị / B2"),
        ("number-ambiguous", "a.xlsx / Danh sách đơn vị / D2"),
    ]


def test_the_century_of_short_years(tmp_path: Path) -> None:
    rows: Rows = [["Mã cá nhân", "Mã đơn vị", "Ngày vi phạm"], ["a1", "U1", "5/6/20"], ["a1", "U1", "5/6/2020"]]
    given = {"b.xlsx": {**sheets(), "Danh sách vi phạm": rows}}
    dossier = mapped(tmp_path, 'tệp:\n  "*": {năm hai chữ số: 20}\n', given)
    assert dossier.rejected == ()
    assert [str(v) for v in values(dossier, "violation", "committed_on")] == ["2020-06-05", "2020-06-05"]
    assert ids(load(plan(), [tmp_path / "b.xlsx"])) == ["date-short-year"]


def test_a_fixed_unit_stands_for_the_column_that_a_unit_leaves_out_of_its_own_book(tmp_path: Path) -> None:
    staff = [[c for at, c in enumerate(row) if at != 2] for row in PEOPLE]
    pages: dict[str, Rows] = {"Danh sách đơn vị": UNITS, "Danh sách cá nhân": staff}
    lost = mapped(tmp_path, "giá trị chung: {Danh sách đơn vị: {Điểm: 5}}", {"b.xlsx": pages})
    assert ids(lost) == ["sheet-without-columns"]
    dossier = mapped(tmp_path, "giá trị chung: {Danh sách cá nhân: {Mã đơn vị: U2}}", {"b.xlsx": pages})
    assert dossier.rejected == ()
    assert dossier.tables["person"].owners["unit"].tolist() == [1, 1, 1]
    assert dossier.balance.used == 5
    wrong = mapped(tmp_path, "giá trị chung: {Danh sách cá nhân: {Mã đơn vị: U9}}", {"b.xlsx": pages})
    assert set(ids(wrong)) == {"owner-unknown"}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("cột: {Danh sách đơn vj: {A: Mã đơn vị}}", "mapping-unknown-register", "có phải là `Danh sách đơn vị`?"),
        ("cột: {unit: {A: Mã đơn vj}}", "mapping-unknown-column", "có phải là `Mã đơn vị`?"),
        ("cột: {unit: {A: Danh sách cá nhân / Mã}}", "mapping-unknown-column", "`Danh sách đơn vị` không có cột"),
        ("cột: {unit: [A, B]}", "wrong-type", "một mục có các dòng"),
        ("cột: {unit: {A: {B: C}}}", "wrong-type", "một đoạn chữ"),
        ("cot 2: {}", "unknown-key", "bộ tiêu chí"),
        ("tệp: {'*': {dấu thập phân: hai}}", "mapping-unknown-setting", "phẩy, chấm"),
        ("tệp: {'*': {dấu: phẩy}}", "unknown-key", "dấu thập phân"),
        ("tệp: {'*': {năm hai chữ số: 2020}}", "mapping-unknown-setting", "19, 20, 21"),
        ("cách ghi: {person / Thực hiện tốt quy chế: {Tốt: Rất tốt}}", "mapping-bad-value", "`Rất tốt`"),
        ("giá trị chung: {unit: {Loại: Trường}}", "mapping-bad-value", "`Trường`"),
        ("bộ tiêu chí: khac", "mapping-of-another-ruleset", "`khac`"),
        ("cột: {unit: {Mã: unit_id, mã: unit_name}}", "mapping-entry-twice", "`mã`"),
        ("cột: {}\ncolumns: {}", "mapping-entry-twice", "`columns`"),
        ("cột: {unit: {Mã: unit_id, Mã: unit_name}}", "duplicate-key", "Mã"),
        ("cột: &a {}", "yaml-anchor", "&a"),
        ("cột: [", "yaml-syntax", "YAML"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_at_its_place(tmp_path: Path, text: str, code: str, words: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ReportedError) as caught:
        read_mapping(plan(), path)
    (found,) = caught.value.diagnostics
    assert found.code.id == code
    assert words in f"{found.message()} {found.help()}"
    assert found.place is not None


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReportedError) as caught:
        read_mapping(plan(), tmp_path / "m.yaml")
    assert [d.code.id for d in caught.value.diagnostics] == ["unreadable-rules"]


QUESTIONS: dict[str, Rows] = {
    "Danh sách đơn vị": [
        ["Mã đơn vị", "Tên đơn vị", "Số CB CCVC hiện có", "Tỷ lệ đúng hạn", "Ghi chú"],
        ["U1", "Phường 1", "1.234", 0.5, "abc"],
    ],
    "Danh sách cá nhân": [
        ["Mã cá nhân", "Họ tên CB", "Tên đơn vị", "Thực hiện tốt quy chế"],
        ["a1", "An", "Phừơng 1", "Tốt"],
    ],
    "Biểu 3": [
        ["Mã số cá nhân", "Ngày vi phạm pháp luật", "Ngày kết luận", "Nội dung vi phạm"],
        ["a1", "5/6/20", "", ""],
    ],
    "Linh tinh": [["xyz", "abc"], ["1", "2"]],
}


@pytest.mark.parametrize("lang", Lang)
def test_every_question_gets_a_line_and_the_answers_settle_them(tmp_path: Path, lang: Lang) -> None:
    file = book(tmp_path / "b.xlsx", QUESTIONS)
    found = inspect_files(plan(), [file])
    assert found.dossier is not None
    assert len(found.questions) > 5
    text = mapping_text(plan(), found.seen, found.dossier, lang)
    path = tmp_path / "anh-xa.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_mapping(plan(), path).columns == {}, "nothing is settled before somebody takes a # away"
    last = found
    for _ in range(3):  # what is settled may open further questions: of columns first, then of the cells in them
        waiting = [line.replace("# ", "", 1) if line.startswith("  ") else line for line in text.split("\n")]
        answers = "\n".join(waiting).replace('Linh tinh: "?"', "Linh tinh: bỏ qua").replace(': "?"', ": Có")
        path.write_text(answers, encoding="utf-8")
        last = inspect_files(plan(), [file], None, read_mapping(plan(), path))
        assert last.dossier is not None
        text = mapping_text(plan(), last.seen, last.dossier, lang)
    assert [d.message() for d in last.questions] == []
    assert last.dossier is not None
    rows = plain_rows(plan(), last.dossier)
    assert [rows["unit"].rows[0].values[k] for k in ("staff_count", "on_time")] == [1234, Decimal(50)]
    assert (rows["person"].rows[0].name, rows["person"].rows[0].values["conduct_ok"]) == ("An", True)
    assert rows["violation"].rows[0].owners == {"person": 0}
    assert str(rows["violation"].rows[0].values["committed_on"]) == "2020-06-05"


def test_a_mapping_is_part_of_what_was_judged(tmp_path: Path) -> None:
    one = mapped(tmp_path, "tên gọi: {unit: {X: U1}}", {"b.xlsx": {**sheets(), "Danh sách vi phạm": VIOLATIONS}})
    two = mapped(tmp_path, "tên gọi: {unit: {X: U2}}", {"b.xlsx": {**sheets(), "Danh sách vi phạm": VIOLATIONS}})
    assert one.hash != two.hash
    assert one.files == ("b.xlsx", "anh-xa.yaml")


def test_habits_and_fixed_values_are_told_too(tmp_path: Path) -> None:
    text = """
tệp: {"b.*": {dấu thập phân: phẩy, tỷ lệ dưới 1: phân số}}
giá trị chung: {Danh sách đơn vị: {Loại: Phường}}
"""
    rows: Rows = [*NUMBERS, ["U3", "5", 1, "1"]]
    dossier = mapped(tmp_path, text, {"b.xlsx": {"Danh sách đơn vị": rows}})
    assert dossier.rejected == ()
    assert values(dossier, "unit", "on_time")[2] == Decimal(100), "where shares are written, 1 is the whole"
    told = [(d.code.id, str(d.place), d.message()) for d in dossier.notices if d.code.id.startswith("mapped")]
    assert ("mapped-habit", "b.xlsx / Danh sách đơn vị / B2") in [t[:2] for t in told]
    assert "cột `Số CBCCVC`: `1.234` được hiểu là `1234`" in told[1][2] + told[0][2] + told[2][2]
    assert ("mapped-for-all", "b.xlsx / Danh sách đơn vị") in [t[:2] for t in told]


def test_a_point_after_a_nought_parts_no_thousands(tmp_path: Path) -> None:
    rows: Rows = [["Mã đơn vị", "Điểm"], ["U1", "0.975"]]
    dossier = mapped(tmp_path, 'tệp: {"*": {dấu thập phân: phẩy}}', {"b.xlsx": {"Danh sách đơn vị": rows}})
    assert [d.args["text"] for d in dossier.rejected] == ["0.975"]


def test_what_habits_are_named_for_holds_wherever_the_book_lies(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    files = [
        book(tmp_path / n / "a [1].xlsx", {"Danh sách đơn vị": [NUMBERS[0], [k, "1.234"]]})
        for n, k in (("x", "U1"), ("y", "U2"))
    ]
    found = inspect_files(plan(), files)
    assert found.dossier is not None
    path = tmp_path / "m.yaml"
    path.write_text(mapping_text(plan(), found.seen, found.dossier).replace("    # ", "    "), encoding="utf-8")
    assert load(plan(), files, None, read_mapping(plan(), path)).rejected == ()
