"""Csv files: letters, delimiters, quotes and rows; whatever would lose a row or a letter is refused."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, ReportedError, record_codes, sheet_codes
from engine.records import load
from engine.records.binding import plain_fold
from engine.records.grid import Grid
from engine.records.opening.delimited import read_csv
from tests.campaign import compiled

from .plans import plan
from .test_xls import table

LABELS = frozenset(map(plain_fold, ("Mã đơn vị", "Tên đơn vị", "Số CBCCVC")))


def read(folder: Path, data: str | bytes, name: str = "a.csv") -> Grid:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read_csv(folder / name, name, LABELS)[0][0]


def refusal(folder: Path, data: str | bytes) -> Diagnostic:
    with pytest.raises(ReportedError) as caught:
        read(folder, data)
    (found,) = caught.value.diagnostics
    assert "{" not in found.message() + found.help()
    return found


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt"])
def test_delimiters(tmp_path: Path, delimiter: str, name: str) -> None:
    rows = (("Mã đơn vị", "Tên đơn vị", "Số CBCCVC"), ("U1", "Phường 1", "12"))
    text = "".join(delimiter.join(row) + "\n" for row in rows)
    (tmp_path / name).write_text(text, "utf-8")
    assert load(plan(), [tmp_path / name]).tables["unit"].names == ("Phường 1",)


def test_decimal_commas_between_semicolons(tmp_path: Path) -> None:
    assert table(read(tmp_path, "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n"))[2] == ["1,5", "2,5", "3,5"]
    text = "Phòng, ban, đơn vị trực thuộc\n\nMã đơn vị;Tên đơn vị;Tỷ lệ\nU1;Phường 1, 2, 3;97,5\n"
    assert table(read(tmp_path, text))[4] == ["U1", "Phường 1, 2, 3", "97,5"]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_a_stated_delimiter_is_no_row(tmp_path: Path, line: str) -> None:
    assert table(read(tmp_path, f"{line}\na;b,c\n")) == {1: ["a", "b,c"]}


@pytest.mark.parametrize("line", ["sep=", "sep=ab", "sep=x", "sep=；"])
def test_what_states_no_delimiter_is_a_row(tmp_path: Path, line: str) -> None:
    assert table(read(tmp_path, f"{line}\na;b\n"))[2] == ["a", "b"]


def test_rows_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    grid = read(tmp_path, 'a;b\n\n"x\ny";c\n  ; \n;\nd;e\n')
    assert table(grid) == {1: ["a", "b"], 3: ["x\ny", "c"], 6: ["d", "e"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    text = end.join(["a;b", '"c";d', '"e', 'f";g', ""])
    assert table(read(tmp_path, text)) == {1: ["a", "b"], 2: ["c", "d"], 3: ["e\nf", "g"]}


def test_ragged_rows_lose_nothing(tmp_path: Path) -> None:
    text = "a\n" + "b;c\n" * 50 + ";".join("d" * 9) + "\n" + ";".join("e" * 90) + "\n"
    grid = read(tmp_path, text)
    assert grid.cells.shape == (53, 90)
    assert table(grid)[53] == ["e"] * 90
    first = read(tmp_path, '"x\ny";2;3\n1;2\n')
    assert table(first) == {1: ["x\ny", "2", "3"], 2: ["1", "2", ""]}


def test_blank_rows_and_columns_are_dropped_whatever_blanks_they_hold(tmp_path: Path) -> None:
    for blank in ("", " ", "\u00a0", "\u2003\u3000", "\u1680", '" "', '""'):
        grid = read(tmp_path, f"Ủy ban;b;{blank}\n{blank};{blank};{blank}\nc;{blank}\n")
        assert table(grid) == {1: ["Ủy ban", "b"], 3: ["c", ""]}


def test_formulas_stay_texts_and_errors_are_errors(tmp_path: Path) -> None:
    grid = read(tmp_path, 'a;=1+1;#N/A;"#REF!";số #N/A\nb;-x;1;2;#DIV/0!\n')
    assert table(grid) == {1: ["a", "=1+1", "\0e#N/A", "\0e#REF!", "số #N/A"], 2: ["b", "-x", "1", "2", "\0e#DIV/0!"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_in_unicode(tmp_path: Path, encoding: str) -> None:
    marks = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
    text = marks.get(encoding, "") + unicodedata.normalize("NFD", "Mã đơn vị;Phường Hòa An\n")
    assert table(read(tmp_path, text.encode(encoding))) == {1: ["Mã đơn vị", "Phường Hòa An"]}


def test_letters_of_the_old_code_page_come_with_a_notice(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"M\xe3;T\xean\nU1;Ph\xfd\xf5\xccng 1\n")
    (grid,), (told,) = read_csv(tmp_path / "a.csv", "a.csv", LABELS)
    assert (table(grid)[2][1], told.code.id) == ("Phường 1", "old-encoding")


def test_spoilt_unicode_is_not_taken_for_another_code_page(tmp_path: Path) -> None:
    data = "Mã đơn vị;Tên đơn vị\nU1;Phường Hòa An\nU2;Phường Bình Lạc\n".encode()
    at = data.index("ạ".encode())
    found = refusal(tmp_path, data[: at + 1] + data[at + 2 :])
    assert "dòng 3" in found.message()
    assert refusal(tmp_path, "ab".encode("utf-16") + b"c").code.id == "file-damaged"


@pytest.mark.parametrize(
    "data", [b"a;b\n\0;c\n", b"\xff\xfe\0\0a\0\0\0", "a;b".encode("utf-16-le"), b"\x81\x8d\x8f;\x90\n"]
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code.id == "file-damaged"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n", b"\xff\xfe"])
def test_nothing_but_blanks(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code.id == "file-empty"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a;b\nU1;"Phường 1\nU2;Phường 2\n', 2),
        ('a;b\nU1;"Phường 1;2\nU2;"Phường 2";3\n', 2),
        ('a;b\nx;y\n"Phường" 1;3\n', 3),
    ],
    ids=["open to the end", "open into the next", "text behind"],
)
def test_quotes_that_would_swallow_rows_are_refused(tmp_path: Path, text: str, row: int) -> None:
    assert f"dòng {row}" in refusal(tmp_path, text).message()


def test_quotes_that_are_only_signs_are_kept(tmp_path: Path) -> None:
    grid = read(tmp_path, 'a;5" ống;"b ""c"" d"\nx"y;z;\n')
    assert table(grid) == {1: ["a", '5" ống', 'b "c" d'], 2: ['x"y', "z", ""]}


def test_absurd_sizes(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a;" + "x" * 131_073 + "\n").code.id == "file-damaged"
    assert table(read(tmp_path, "a;" + "ờ" * 131_072 + "\n"))[1][1] == "ờ" * 131_072
    assert refusal(tmp_path, 'a;"' + "x\n" * 70_000 + '"\n').code.id == "file-damaged"
    assert refusal(tmp_path, "a;b\n" + ";" * 501 + "\n").code.id == "file-damaged"
    assert refusal(tmp_path, "\n" * 70_000 + ";" * 499 + "\n").code.id == "too-many-cells"
    assert refusal(tmp_path, "\r" * 1_048_577 + "a").code.id == "file-too-long"
    assert table(read(tmp_path, ";".join(["x" * 1000] * 400)))[1][-1] == "x" * 1000
    with (tmp_path / "b.csv").open("wb") as stream:
        stream.truncate(200 * 1024**2 + 1)
    with pytest.raises(ReportedError) as caught:
        read_csv(tmp_path / "b.csv", "b.csv", LABELS)
    assert [d.code.id for d in caught.value.diagnostics] == ["file-too-large"]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r#\x1a", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(";,\t|"))
def test_any_table_written_as_csv_reads_back(rows: list[list[str]], delimiter: str) -> None:
    import tempfile

    from hypothesis import assume

    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["Mã đơn vị", "Tên đơn vị"], *rows])
    wanted = {n: [unicodedata.normalize("NFC", c) for c in row] for n, row in enumerate(rows, 2)}
    shown = {n: ["" if c.isspace() else c for c in row] for n, row in wanted.items()}
    assume(unicodedata.normalize("NFC", out.getvalue()).count('"') == out.getvalue().count('"'))
    with tempfile.TemporaryDirectory() as folder:
        grid = read(Path(folder), out.getvalue())
    found = {n: row for n, row in table(grid).items() if n > 1}
    for number, row in shown.items():
        while row and not row[-1]:
            row.pop()
        if not row:
            assert number not in found
        else:
            assert found[number][: len(row)] == row
            assert not any(found[number][len(row) :])


def test_a_zero_byte_is_told_with_its_row(tmp_path: Path) -> None:
    for raw in (b"a;b\n1;2\n3;\x004\n", "a;b\n1;ổ\n3;\x004\n".encode()):
        path = tmp_path / "a.csv"
        path.write_bytes(raw)
        with pytest.raises(ReportedError) as refused:
            read_csv(path, path.name, frozenset())
        assert "byte 0 ở dòng 3" in refused.value.diagnostics[0].message()


def test_keys_that_excel_shortened_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text('Mã đơn vị,Tên đơn vị\n"1,2E+05",A\n79000000502,B\n7.9E+10,C\nE+,D\n', "utf-8")
    found = [d for d in load(compiled().plan, [path]).notices if d.code is record_codes.KEY_EXPONENT]
    assert [(str(d.place), d.args["text"], d.args["count"]) for d in found] == [("don-vi.csv / A2", "1,2E+05", "2")]


def test_a_cell_beside_the_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "don-vi.csv"
    path.write_text("Mã đơn vị,Tên đơn vị,\nDV1,A,\nDV2,B,thừa\n", "utf-8")
    found = [d for d in load(compiled().plan, [path]).notices if d.code is sheet_codes.COLUMNS_UNBOUND]
    assert [d.args["names"] for d in found] == ["`C` (`C3`: `thừa`)"]
