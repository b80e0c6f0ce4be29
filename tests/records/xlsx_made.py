"""Workbooks written part by part, for what no library writes; and what openpyxl reads in a workbook."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize
from xml.sax.saxutils import escape, quoteattr

import openpyxl

from engine.diagnostics import Diagnostic, ReportedError
from engine.records.grid import ERROR, MARK, Grid, marked
from engine.records.opening.xlsx import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Cells = dict[tuple[int, int], str]


def rels(relations: Sequence[tuple[str, str]], kind: str = OFFICE) -> str:
    """Return the part that says where another points to: kinds and targets, rId1 first; http is outside."""
    lines = [
        f'<Relationship Id="rId{at}" Type="{kind}/{name}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for at, (name, target) in enumerate(relations, 1)
    ]
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def worksheet(data: str, before: str = "", after: str = "") -> str:
    """Return the part of a sheet whose rows are given."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def styles(formats: Sequence[str] = (), fonts: Sequence[str] = (), cells: Sequence[tuple[int, int]] = ()) -> str:
    """Return styles: number formats (numbered from 164), fonts, and cell styles as (number format, font)."""
    own = "".join(f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(f)}/>' for at, f in enumerate(formats))
    known = "".join(f"<font><sz val='11'/><name val={quoteattr(f)}/></font>" for f in fonts or ["Calibri"])
    used = cells or [(0, 0), *((164 + at, 0) for at in range(len(formats)))]
    xfs = "".join(f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="0"/>' for number, font in used)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><fonts>{known}</fonts>'
        f"<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xfs}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def shared(*texts: str) -> str:
    """Return shared texts, each the inside of its element."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>'


def make(
    path: Path,
    sheets: Mapping[str, str] | str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    strings: str = "",
    style: str = "",
    extra: Sequence[tuple[str, str]] = (),
    props: str = "",
) -> Path:
    """Write a workbook: its sheets by title, or the rows of its only one; `parts` are added or replace others."""
    titled = {"S": worksheet(sheets)} if isinstance(sheets, str) else dict(sheets)
    named = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{at}" state="visible" r:id="rId{at}"/>'
        for at, title in enumerate(titled, 1)
    )
    pointed = [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(titled) + 1)]
    pointed += [("sharedStrings", "sharedStrings.xml")] if strings else []
    pointed += [("styles", "styles.xml")] if style else []
    overrides = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{CONTENT}.{kind}+xml"/>' for kind, target in pointed
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{props}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels([*pointed, *extra]),
        **{f"xl/worksheets/sheet{at}.xml": part for at, part in enumerate(titled.values(), 1)},
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **({"xl/styles.xml": style} if style else {}),
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in whole.items():
            archive.writestr(name, part)
    return path


def t(text: str) -> str:
    """Return a text as the element of it."""
    return f'<t xml:space="preserve">{escape(text)}</t>'


def cells(grid: Grid) -> Cells:
    """Return the cells of a grid that hold anything, by row from 1 and column from 0."""
    return {
        (int(row), at): raw
        for row, line in zip(grid.cells.index, grid.cells.to_numpy().tolist(), strict=True)
        for at, raw in enumerate(line)
        if raw
    }


def ours(path: Path) -> Cells:
    """Return the cells of the only sheet of a workbook."""
    (grid,) = read_workbook(path, path.name)[0]
    return cells(grid)


def theirs(path: Path) -> Cells:
    """Return what openpyxl reads in the first sheet of a workbook, as grids hold it."""
    found: Cells = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            for at, cell in enumerate(row):
                value = cell.value
                if isinstance(value, str):
                    raw = f"{MARK}{ERROR}{value}" if cell.data_type == "e" else normalize("NFC", value)
                else:
                    raw = marked(value, cell.number_format or "")
                if raw and not raw.isspace():
                    found[number, at] = raw
        book.close()
    return found


def refused(path: Path) -> list[str]:
    """Return the codes with which a workbook is refused."""
    return [d.code.id for d in findings(path)]


def findings(path: Path) -> Sequence[Diagnostic]:
    """Return the findings with which a workbook is refused; each must have its words in both languages."""
    try:
        read_workbook(path, path.name)
    except ReportedError as error:
        for found in error.diagnostics:
            assert "{" not in found.message() + found.help()
        return error.diagnostics
    return []


def notices(path: Path) -> dict[str, str]:
    """Return the notices of reading a workbook: place and sentence by code."""
    return {d.code.id: f"{d.place}: {d.message()}" for d in read_workbook(path, path.name)[1]}
