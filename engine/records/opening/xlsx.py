"""Reading workbooks: the raw sheets are scanned first, so that nothing in them can make the reader spin."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unicodedata import normalize
from xml.parsers import expat

import pandas as pd

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import ERROR, FORMULA, MARK, Grid, Hidden, Merge, letter, marked
from .limits import ROWS, damaged, filled, hidden_notice

_UNPACKED = 200 * 1024 * 1024
_RATIO = 300
_MERGES = 20_000
#: A table has no more columns, and no longer gap between two rows.
_COLUMNS = 500
_GAP = 20_000
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class _Scan:
    """What a sheet's XML says before the cells are read."""

    rows: int = 0
    columns: int = 0
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    far: str = ""
    too_many: bool = False


def refused_zip(path: Path, name: str) -> list[Diagnostic]:
    """Return why a workbook cannot be opened, judged by its table of contents."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return [damaged(name, "tệp bị cắt cụt hoặc không phải bảng tính", "it is cut short or not a workbook")]
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, path.stat().st_size)
    if unpacked > _UNPACKED or (unpacked > 10_000_000 and unpacked / packed > _RATIO):
        return [Diagnostic(codes.FILE_BOMB, Cell(name), {"text": name, "size": str(unpacked // 1_000_000)})]
    if any(info.flag_bits & 1 for info in infos):
        return [Diagnostic(codes.FILE_LOCKED, Cell(name), {"text": name})]
    if "xl/workbook.xml" not in {info.filename for info in infos}:
        return [damaged(name, "bên trong không phải bảng tính Excel", "it holds no Excel workbook")]
    return []


def _path(sheet: Any) -> str:
    """Return where a sheet lies in its workbook."""
    path: str = sheet._worksheet_path  # noqa: SLF001 - openpyxl has no public name for it
    return path


def read_workbook(path: Path, name: str) -> tuple[list[Grid], list[Diagnostic]]:
    """Return the sheets of a workbook, hidden ones too, or raise why it cannot be read."""
    import openpyxl

    grids: list[Grid] = []
    notices: list[Diagnostic] = []
    found: list[Diagnostic] = []
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            notices += _fonts(archive, name)
            try:
                for sheet in book.worksheets:
                    with archive.open(_path(sheet)) as stream:
                        scan = _scan(stream, name)
                    if scan.far or scan.too_many:
                        code = codes.SHEET_FAR if scan.far else codes.SHEET_MERGES
                        found.append(Diagnostic(code, Cell(name, sheet.title, scan.far), {"text": scan.far}))
                        continue
                    grid = _grid(sheet, name, scan)
                    grids.append(grid)
                    notices += hidden_notice(grid)
            finally:
                book.close()
    except (ReportedError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part leads to
        reason = f"{type(error).__name__}: {error}"[:200]
        why, why_en = f"nội dung bên trong bị hỏng ({reason})", f"its content is damaged ({reason})"
        raise ReportedError([damaged(name, why, why_en)]) from error
    if found:
        raise ReportedError(found)
    return grids, notices


def _grid(sheet: Any, name: str, scan: _Scan) -> Grid:
    """Return the cells of one sheet, bounded by what the scan saw."""
    lines: list[list[str]] = []
    numbers: list[int] = []
    if scan.rows and scan.columns:
        rows = sheet.iter_rows(min_row=1, max_row=scan.rows, min_col=1, max_col=scan.columns)
        for number, row in enumerate(rows, 1):
            line = [_text(cell) for cell in row]
            if any(line):
                lines.append(line)
                numbers.append(number)
    for row_at, column in scan.formulas:
        at = pd.Index(numbers).searchsorted(row_at) if numbers else 0
        if at == len(numbers) or numbers[at] != row_at:
            lines.insert(int(at), [""] * scan.columns)
            numbers.insert(int(at), row_at)
        lines[int(at)][column] = f"{MARK}{FORMULA}="
    frame = pd.DataFrame(lines, index=pd.Index(numbers, dtype="int64"), columns=range(scan.columns), dtype=object)
    hidden = Hidden(sheet.sheet_state != "visible", tuple(scan.hidden_rows), tuple(scan.hidden_columns))
    return Grid(name, sheet.title, sheet.title, filled(frame), tuple(scan.merges), hidden)


def _text(cell: Any) -> str:
    """Return one cell as text, marked by what it was."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "e":
            return f"{MARK}{ERROR}{value}"
        return value if value.isascii() else normalize("NFC", value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return marked(value, cell.number_format)
    return marked(value)


def _scan(stream: IO[bytes], name: str) -> _Scan:
    """Read a sheet's XML once: its extent, merged cells, hidden rows, formulas that were never computed."""
    scan = _Scan()
    state = {"row": 0, "column": 0, "formula": 0, "value": 0, "in": 0, "text": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                state["row"] = int(attributes.get("r", state["row"] + 1))
                state["column"] = 0
                if attributes.get("hidden") in {"1", "true"}:
                    scan.hidden_rows.append(state["row"])
            case "col":
                if attributes.get("hidden") in {"1", "true"}:
                    first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                    scan.hidden_columns += range(first - 1, min(last, _COLUMNS))
            case "c":
                if place := _REF.fullmatch(attributes.get("r", "")):
                    state["row"], state["column"] = int(place[2]), _column(place[1])
                else:
                    state["column"] += 1
                state["formula"] = state["value"] = 0
                state["text"] = attributes.get("t") == "str"
            case "f":
                state["formula"] = 1
            case "v" | "t":
                state["in"] = 1
                if state["text"]:
                    state["value"] = 1  # a formula that gave an empty text was computed
            case "mergeCell":
                _merge(scan, attributes.get("ref", ""))

    def text(data: str) -> None:
        if state["in"] and data:
            state["value"] = 1

    def end(tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "t":
                state["in"] = 0
            case "c" if state["value"] or state["formula"]:
                row, column = state["row"], state["column"]
                if not scan.far and (column > _COLUMNS or row > ROWS or (row > scan.rows + _GAP and row > _GAP)):
                    scan.far = f"{letter(column - 1)}{row}"
                scan.rows, scan.columns = max(scan.rows, row), max(scan.columns, column)
                if not state["value"]:
                    scan.formulas.add((row, column - 1))

    def doctype(*_: object) -> None:
        raise ReportedError([damaged(name, "có khai báo DOCTYPE", "it holds a DOCTYPE")])

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = doctype
    parser.ParseFile(stream)
    return scan


def _merge(scan: _Scan, ref: str) -> None:
    """Keep one merged range."""
    ends = [_REF.fullmatch(part) for part in ref.replace("$", "").split(":")]
    if len(ends) == 2 and ends[0] and ends[1]:
        (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
        scan.merges.append(Merge(int(top), _column(left), int(bottom), _column(right)))
    scan.too_many = len(scan.merges) > _MERGES


def _column(letters: str) -> int:
    number = 0
    for c in letters:
        number = number * 26 + ord(c) - 64
    return number


def _fonts(archive: zipfile.ZipFile, name: str) -> list[Diagnostic]:
    """Return the notice that a workbook uses a font from before Unicode."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    found = re.search(rb'val="(\.Vn[^"]{0,40}|VNI-[^"]{0,40})"', archive.read("xl/styles.xml"))
    names = f"`{found[1].decode('utf-8', 'replace')}`" if found else ""
    return [Diagnostic(codes.OLD_FONT, Cell(name), {"names": names, "count": "1"})] if found else []
