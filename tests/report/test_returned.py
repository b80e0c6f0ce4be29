"""What goes back to a sender: marked where it is wrong, the same where it is right, and read again as before."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl.styles import Font, PatternFill

from engine.diagnostics import Code, Diagnostic, Lang, Note, cell_codes, file_codes, record_codes, sheet_codes
from engine.records import load
from engine.report.returned.model import LIST
from engine.report.returned.told import advice
from engine.source import Cell

from ..records import books
from ..records.plans import plan
from .returned import ERROR, HEAD, QUESTION, asked, copies, copy, fills, lines, opened, parts, returned, wrong

PEOPLE = "Danh sách cá nhân"
FAULTY: books.Rows = [
    books.PEOPLE[0],
    ["a1", "An", "U1", "có lẽ", "", "01/02/1980"],
    ["", "Bình", "U1", "Không", "x", "03/04/1981"],
    ["a3", "Cúc", "U2", "x", "", "31/02/1982"],
    ["a3", "Dũng", "U9", "x", "", ""],
    ["a4", "Én", "U1", "x", "", "01/01/1990"],
]
PLACES = {"D2", "A3", "A4", "F4", "A5", "C5"}


def faulty(path: Path) -> Path:
    return books.book(path / "PH01.xlsx", books.sheets(person=FAULTY))


def test_faulty_cells_are_marked_and_no_others(tmp_path: Path) -> None:
    dossier, back = returned(faulty(tmp_path), tmp_path / "back")
    book = opened(back)
    marked = fills(book)
    assert {cell for (sheet, cell), colour in marked.items() if colour == ERROR} == PLACES
    assert {sheet for (sheet, _), colour in marked.items() if colour == ERROR} == {PEOPLE}
    assert {s: c for (s, c), colour in marked.items() if colour == QUESTION} == {"Danh sách đơn vị": "D1"}
    assert len(lines(book)) == len(PLACES) + sum(d.place is not None for d in dossier.notices)
    assert (book.sheetnames[0], book.active.title) == (LIST, LIST)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [LIST]


def test_the_list_says_where_what_and_how(tmp_path: Path) -> None:
    _, back = returned(faulty(tmp_path), tmp_path / "back")
    book = opened(back)
    page = book[LIST]
    assert page["A1"].value == "LỖI CẦN SỬA"
    assert page["A2"].value == "Tệp đã gửi: PH01.xlsx (6 lỗi, 1 điều cần xem lại)"
    assert page["A3"].value.startswith("Sửa các ô tô màu ở các trang sau, lưu lại rồi gửi lại tệp này")
    assert [cell.value for cell in page[HEAD]] == ["TT", "Trang tính", "Ô", "Đã đọc", "Sai ở đâu", "Cách sửa"]
    assert lines(book)[0] == [
        PEOPLE, "D2", "có lẽ", "“có lẽ” ở cột “Thực hiện tốt quy chế” không phải Có hay Không", "Ghi Có hoặc Không",
    ]  # fmt: skip
    assert lines(book)[1][:3] == [PEOPLE, "A3", "(ô trống)"]
    assert lines(book)[2][2:4] == ["a3", "“a3” có ở nhiều dòng (dòng còn lại: ô A5)"]
    assert [cell.value for cell in page["A"]][HEAD:] == list(range(1, 8))
    links = {link.ref: link.location for row in page.iter_rows() for c in row if (link := c.hyperlink)}
    assert links == {
        f"C{HEAD + n}": f"'{line[0]}'!{line[1] if n < 7 else 'A1'}" for n, line in enumerate(lines(book), 1)
    }
    assert page.freeze_panes == f"A{HEAD + 1}"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.print_title_rows == f"${HEAD}:${HEAD}"
    assert all(c.alignment.wrap_text for c in page[HEAD + 1] if c.column in {4, 5, 6})


def test_the_list_in_english(tmp_path: Path) -> None:
    dossier = load(plan(), [faulty(tmp_path)])
    book = opened(copy(tmp_path / "PH01.xlsx", *dossier.rejected, lang=Lang.EN))
    assert book[LIST]["A1"].value == "WHAT TO MEND"
    assert lines(book)[1][2:4] == ["(blank)", "This row has no “Mã cá nhân”"]


def test_the_copy_reads_as_the_book_did(tmp_path: Path) -> None:
    dossier, back = returned(faulty(tmp_path), tmp_path / "back")
    again = load(plan(), [back])
    assert again.rejected == dossier.rejected
    assert [d for d in again.notices if d.place != Cell("PH01.xlsx", LIST)] == list(dossier.notices)
    aside = again.balance.rows - dossier.balance.rows
    assert aside == HEAD + len(lines(opened(back)))
    assert again.balance.not_data == dossier.balance.not_data + aside
    assert (again.balance.used, again.balance.rejected) == (dossier.balance.used, dossier.balance.rejected)


def test_sent_back_twice_it_is_the_same_book(tmp_path: Path) -> None:
    _, back = returned(faulty(tmp_path), tmp_path / "back")
    _, again = returned(back, tmp_path / "again")
    assert parts(again) == parts(back)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    found = load(plan(), [path]).rejected
    one, two = copy(path, *found), copy(path, *reversed(found))
    assert one.data == two.data
    assert one.whole


def mend(back: Path, **cells: object) -> None:
    """Type into a book that came back, as a sender does."""
    book = opened(back)
    for cell, value in cells.items():
        book[PEOPLE][cell] = value
    book.save(back)


def test_mended_cells_import_clean(tmp_path: Path) -> None:
    _, back = returned(faulty(tmp_path), tmp_path / "back")
    mend(back, D2="Có", A3="a2", F4="01/02/1982", A5="a5", C5="U2")
    again = load(plan(), [back])
    assert again.rejected == ()
    assert again.balance.used == 2 + 5 + 2


def test_mended_in_part_only_what_is_left_is_marked(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    before = opened(path)
    styled = before[PEOPLE]["D2"]
    styled.font, styled.number_format = Font(bold=True, color="FF112233"), "@"
    styled.fill = PatternFill("solid", fgColor="FFDDEBF7")
    before[PEOPLE].print_title_rows = "1:1"
    before.save(path)
    _, back = returned(path, tmp_path / "back")
    mend(back, D2="Có", A3="a2", C5="U2")
    dossier, again = returned(back, tmp_path / "again")
    book = opened(again)
    assert book.sheetnames.count(LIST) == 1
    assert {cell for sheet, cell in fills(book) if sheet == PEOPLE} == {"A4", "F4", "A5"}
    assert len(lines(book)) == len(dossier.rejected) + 1 == 4
    now = book[PEOPLE]["D2"]
    assert (now.font.b, now.font.color.rgb, now.number_format) == (True, "FF112233", "@")
    assert now.fill.fgColor.rgb == "FFDDEBF7"
    assert book[PEOPLE]["A3"].fill.fill_type is None
    assert (book[PEOPLE].print_title_rows, book[LIST].print_title_rows) == ("$1:$1", f"${HEAD}:${HEAD}")


def test_the_list_comes_first_again_wherever_it_was_moved(tmp_path: Path) -> None:
    _, back = returned(faulty(tmp_path), tmp_path / "back")
    book = opened(back)
    book.move_sheet(LIST, 2)
    book[LIST].sheet_state = "hidden"
    book.active = 0
    book[PEOPLE].print_title_rows = "1:1"
    book.save(back)
    _, again = returned(back, tmp_path / "again")
    moved = opened(again)
    names = ["Danh sách đơn vị", PEOPLE, "Danh sách vi phạm"]
    assert (moved.sheetnames, moved[LIST].sheet_state) == ([LIST, *names], "visible")
    assert moved[PEOPLE].print_title_rows == "$1:$1"
    assert moved[LIST].print_title_rows == f"${HEAD}:${HEAD}"
    assert len(lines(moved)) == 7


def test_what_stands_in_other_books_is_not_told(tmp_path: Path) -> None:
    one = books.book(tmp_path / "PH01.xlsx", books.sheets(violation=books.VIOLATIONS[:1]))
    two = books.book(tmp_path / "PH02.xlsx", {PEOPLE: [books.PEOPLE[0], ["a1", "An", "U1", "x", "", ""]]})
    found = load(plan(), [one, two]).rejected
    assert {d.code for d in found} == {record_codes.KEY_TWICE}
    made = copies([one, two], found)
    assert [(c.book, c.file) for c in made] == [("PH01.xlsx", "PH01.xlsx"), ("PH02.xlsx", "PH02.xlsx")]
    for each in made:
        (line,) = lines(opened(each))
        assert line[3] == "“a1” có ở nhiều dòng (dòng còn lại: ở tệp khác)"


def test_notes_and_findings_elsewhere_are_not_listed(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    notes = [Diagnostic(file_codes.MACROS, Cell("PH01.xlsx")), wrong("x.xlsx", PEOPLE, "A2")]
    nowhere = Diagnostic(sheet_codes.REGISTER_UNREAD, None, {"register": "r"})
    assert copies([path], [*notes, nowhere]) == []
    assert len(lines(opened(copy(path, *notes, nowhere, wrong("PH01.xlsx", PEOPLE, "A2"))))) == 1


def test_errors_come_before_questions_and_weigh_more(tmp_path: Path) -> None:
    path, file = faulty(tmp_path), "PH01.xlsx"
    questions = [asked(file, PEOPLE, "B2"), asked(file, PEOPLE, "C3"), asked(file, "", "")]
    errors = [wrong(file, PEOPLE, "C3"), wrong(file, PEOPLE, "B10"), wrong(file, "Danh sách vi phạm", "A2")]
    book = opened(copy(path, *questions, *errors))
    assert fills(book) == {
        (PEOPLE, "B2"): QUESTION, (PEOPLE, "C3"): ERROR, (PEOPLE, "B10"): ERROR, ("Danh sách vi phạm", "A2"): ERROR,
    }  # fmt: skip
    assert [tuple(line[:2]) for line in lines(book)] == [
        (PEOPLE, "C3"), (PEOPLE, "B10"), ("Danh sách vi phạm", "A2"), ("", "Cả tệp"), (PEOPLE, "B2"), (PEOPLE, "C3"),
    ]  # fmt: skip
    colours = [row[0].fill.fgColor.rgb for row in book[LIST].iter_rows(HEAD + 1)]
    assert colours == [ERROR] * 3 + [QUESTION] * 3


def test_a_row_is_marked_as_far_as_it_is_used(tmp_path: Path) -> None:
    path = books.book(tmp_path / "b.xlsx", {"S": [["", "x", "", "y", ""], ["", "", ""], ["z", "t"]]})
    found = [wrong("b.xlsx", "S", place) for place in ("1", "2", "A3")] + [asked("b.xlsx", "S", p) for p in ("C1", "3")]
    book = opened(copy(path, *found))
    assert fills(book) == {
        **{("S", place): ERROR for place in ("B1", "C1", "D1", "A2", "A3")}, ("S", "B3"): QUESTION,
    }  # fmt: skip
    assert [line[1:3] for line in lines(book)] == [
        ["Dòng 1", "x | y"], ["Dòng 2", "(ô trống)"], ["A3", "z"], ["C1", "(ô trống)"], ["Dòng 3", "z | t"],
    ]  # fmt: skip
    targets = [c.hyperlink.location for c in book[LIST]["C"][HEAD:]]
    assert targets == ["'S'!B1", "'S'!A2", "'S'!A3", "'S'!C1", "'S'!A3"]


def test_findings_at_ranges_and_whole_sheets_are_listed_without_a_mark(tmp_path: Path) -> None:
    path = books.book(tmp_path / "b.xlsx", {"S": [["x"]]})
    book = opened(copy(path, wrong("b.xlsx", "S", "A1:B2"), wrong("b.xlsx", "S", "")))
    assert fills(book) == {}
    assert [line[1] for line in lines(book)] == ["Cả trang", "A1:B2"]


def test_books_in_folders_and_archives_have_names_of_their_own(tmp_path: Path) -> None:
    data = faulty(tmp_path).read_bytes()
    folder = tmp_path / "gui"
    for number, name in enumerate(["a/PH01.xlsx", "b/ph01.xlsx", "b/CON.xlsx", "PH02.xlsx"]):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        books.book(folder / name, {"S": [[number]]})
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as archive:
        archive.writestr("x/PH02.xlsx", data)
    names = ["gui/a/PH01.xlsx", "gui/b/CON.xlsx", "gui/b/ph01.xlsx", "gui/PH02.xlsx", "goi.zip/x/PH02.xlsx"]
    made = copies([folder, tmp_path / "goi.zip"], [wrong(name, "S", "A1") for name in names])
    assert {c.book: c.file for c in made} == {
        "gui/a/PH01.xlsx": "gui - a - PH01.xlsx",
        "gui/b/CON.xlsx": "CON -.xlsx",
        "gui/b/ph01.xlsx": "gui - b - ph01.xlsx",
        "gui/PH02.xlsx": "gui - PH02.xlsx",
        "goi.zip/x/PH02.xlsx": "goi.zip - x - PH02.xlsx",
    }
    assert lines(opened(made[-1]))[0][0] == "S"


def test_a_book_that_cannot_be_opened_has_no_copy(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 cut")
    good = faulty(tmp_path)
    made = copies([bad, good, tmp_path / "none.xlsx"], [wrong("bad.xlsx", "", ""), wrong("PH01.xlsx", PEOPLE, "A2")])
    assert [c.book for c in made] == ["PH01.xlsx"]


def test_texts_stay_texts_and_long_ones_are_cut(tmp_path: Path) -> None:
    texts = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "<&\"'>]]>", "_x005F_x0041_", " a \n b ", "dài " * 200]
    path = books.book(tmp_path / "b.xlsx", {"S": [["'x"], *[["" if t.startswith("=") else t] for t in texts]]})
    book = opened(path)
    book["S"]["A2"].value, book["S"]["A2"].data_type = "=1+1", "s"
    book.save(path)
    made = copy(path, *(wrong("b.xlsx", "S", f"A{n}") for n in range(2, 9)))
    page = opened(made)[LIST]
    read = [row[3] for row in page.iter_rows(HEAD + 1)]
    assert {cell.data_type for cell in read} == {"s"}
    assert all(cell.quotePrefix for cell in read)
    assert [cell.value for cell in read][:4] == texts[:4]
    assert ">_x005F_x0041_</t>" in parts(made.data)["xl/worksheets/loi-can-sua.xml"].decode()
    assert read[5].value == "a b"
    assert read[6].value == ("dài " * 200)[:300] + "…"
    assert [c.value for c in opened(made)["S"]["A"]] == [c.value for c in opened(path)["S"]["A"]]


TABLES = (file_codes, sheet_codes, record_codes, cell_codes)
SENDERS = [code for table in TABLES for code in vars(table).values() if isinstance(code, Code)]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("code", SENDERS, ids=lambda code: code.id)
def test_senders_are_not_told_to_run_the_program(code: Code, lang: Lang) -> None:
    class Words(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "…"

    told = advice(Diagnostic(code, Cell("f"), Words()), lang)
    assert not any(word in told for word in ("xetkhen", "--", "docs/")), (
        f"say in engine/report/returned/told.py what a sender does about {code.id}"
    )


def test_a_sentence_after_a_question_has_a_capital_too(tmp_path: Path) -> None:
    words = {"text": "P", "column": "Loại", "hint": "có phải `Phường`? ", "names": "Phường"}
    found = Diagnostic(cell_codes.BAD_CHOICE, Cell("PH01.xlsx", PEOPLE, "A4"), words)
    (line,) = lines(opened(copy(faulty(tmp_path), found)))
    assert line[4] == "Có phải “Phường”? Các lựa chọn: Phường"


def test_a_note_without_a_place_and_one_on_another_sheet(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    notes = (Note("ghi chú", "a note"), Note("xem", "see", Cell("PH01.xlsx", "Danh sách đơn vị", "B2")))
    found = Diagnostic(record_codes.KEY_TWICE, Cell("PH01.xlsx", PEOPLE, "A4"), {"text": "a"}, notes)
    (line,) = lines(opened(copy(path, found)))
    assert line[3] == "“a” có ở nhiều dòng (ghi chú; xem: trang “Danh sách đơn vị”, ô B2)"
