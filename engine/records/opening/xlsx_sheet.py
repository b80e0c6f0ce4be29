"""Reading one sheet in one pass over its XML: cells, merged ranges, what is hidden, old fonts, uncomputed formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import NoReturn
from xml.parsers import expat

from ...diagnostics import Code
from ...diagnostics import file_codes as codes
from ..grid import Merge, letter
from .fonts import Fonts
from .limits import ROWS
from .xlsx_book import SheetPart
from .xlsx_package import DEPTH, feed
from .xlsx_strings import LONGEST, Rich
from .xlsx_table import COLUMNS, GAP, UNCOMPUTED, Outline, Table, outlines
from .xlsx_values import Values

#: The namespaces of sheets, of ISO 29500 transitional and strict.
_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_MERGES = 20_000
_WIDE = 100_000
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NAMES = tuple(letter(column) for column in range(COLUMNS))
_COLUMN = {name: column for column, name in enumerate(_NAMES)}
_FORMULA, _INLINE = 1, 2


class _Stop(Exception):  # noqa: N818 - nothing is wrong with the program: there is nothing more to read
    """Raised to leave a sheet that cannot be used whatever else it holds."""


@dataclass(slots=True, eq=False)
class Scanned:
    """What a sheet's XML says; `code` tells why the sheet cannot be used, with a cell and the words for it."""

    table: Table = field(default_factory=Table)
    merges: list[Merge] = field(default_factory=list)
    spread: list[Merge] = field(default_factory=list)
    rows: Outline = field(default_factory=lambda: outlines()[0])
    columns: Outline = field(default_factory=lambda: outlines()[1])
    below: bool = True
    right: bool = True
    fonts: Fonts = field(default_factory=Fonts)
    code: Code | None = None
    cell: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def stop(self, code: Code, cell: str = "", **words: str) -> NoReturn:
        """Leave the sheet for a reason."""
        self.code, self.cell, self.words = code, cell, words
        raise _Stop


def scan(values: Values, sheet: SheetPart) -> Scanned:
    """Return what a sheet holds; a sheet that the file does not hold as XML should be is refused with the file."""
    scanned = Scanned()
    parser = _parser(values, sheet, scanned)
    try:
        feed(values.package, sheet.part, parser)
    except _Stop:
        pass
    finally:  # parser and closure hold each other, and the sheet
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
    return scanned


def _parser(values: Values, sheet: SheetPart, scanned: Scanned) -> expat.XMLParserType:  # noqa: PLR0915 - see below
    """Return the parser of one sheet.

    One closure, not an object: it is called ten million times for a large sheet, and attributes cost twice as much.
    `level` is 1 in a row and 2 in a cell, `depth` counts all other elements.
    """
    package, table, rich = values.package, scanned.table, Rich(values.package)
    texts, numbers, columns, add = values.strings.texts, values.numbers, _COLUMN, table.add
    text_fonts, telling = values.strings.fonts, bool(values.styles.old or values.strings.fonts)
    tag_row = tag_cell = tag_value = main = ""
    row = top = level = depth = extra = cut = 0
    row_text = ref = ""
    kind: str | None = None
    style: str | None = None
    value: str | None = None
    given = inside = False
    line: list[str] = []
    reach: list[Merge] = []

    def wrong(why: str, why_en: str) -> NoReturn:
        title = sheet.title
        package.refuse(f"trang tính `{title}`, {why}", f"in its sheet `{title}`, {why_en}")

    def root(tag: str, attributes: dict[str, str]) -> None:
        nonlocal main, tag_row, tag_cell, tag_value
        uri, _, name = tag.rpartition("}")
        if uri not in _MAIN or name != "worksheet":
            wrong("nội dung không phải một trang tính", "there is no sheet")
        main, tag_row, tag_cell, tag_value = f"{uri}}}", f"{uri}}}row", f"{uri}}}c", f"{uri}}}v"
        parser.StartElementHandler = start
        start(tag, attributes)

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal level, ref, kind, style, value, extra, inside, depth
        if tag == tag_cell:
            if level != 1:
                wrong("có ô nằm ngoài dòng", "a cell stands outside a row")
            level, extra, value = 2, 0, None
            ref, kind, style = attributes.get("r") or following(), attributes.get("t"), attributes.get("s")
        elif tag == tag_value:
            if value is not None:
                wrong(f"ô `{ref}` có hai giá trị", f"the cell `{ref}` has two values")
            inside, value = True, ""
        elif tag == tag_row:
            begin_row(attributes)
        else:
            depth += 1
            if depth > DEPTH:
                wrong("nội dung lồng quá sâu", "elements nest too deep")
            if tag.startswith(main):
                begin_other(tag[len(main) :], attributes)

    def following() -> str:
        """Return the place of a cell that does not say where it stands: after the one before it."""
        if not ref:
            return f"A{row_text}"
        column = columns.get(ref[:cut]) if ref[cut:] == row_text else None
        return f"{letter((locate(ref) if column is None else column) + 1)}{row_text}"

    def begin_row(attributes: dict[str, str]) -> None:
        nonlocal row, row_text, cut, given, level, ref
        if level:
            wrong("có dòng nằm trong dòng", "a row stands in a row")
        told = attributes.get("r")
        given, level, ref = told is not None, 1, ""
        row = row + 1 if told is None else int(float(told)) if "." in told else int(told)
        if row < 1:
            wrong(f"có dòng số {row}", f"there is a row {row}")
        row_text = str(row)
        cut = -len(row_text)
        if "hidden" in attributes or "outlineLevel" in attributes or "collapsed" in attributes:
            scanned.rows.mark(row, row, attributes)

    def begin_other(name: str, attributes: dict[str, str]) -> None:
        nonlocal extra, reach
        if level == 2:
            if extra & _INLINE:
                rich.start(name, attributes)
            elif name == "is":
                extra |= _INLINE
                rich.clear()
            elif name == "f":
                extra |= _FORMULA
                wide = attributes.get("t") in {"array", "dataTable"}
                reach = _ranges(attributes.get("ref", "")) if wide else []
        elif name == "mergeCell":
            scanned.merges += _ranges(attributes.get("ref", ""))
            if len(scanned.merges) > _MERGES:
                scanned.stop(codes.SHEET_MERGES)
        elif name == "col":
            scanned.columns.mark(int(attributes.get("min", 1)), int(attributes.get("max", 1)), attributes)
        elif name == "outlinePr":
            scanned.below = attributes.get("summaryBelow") not in {"0", "false"}
            scanned.right = attributes.get("summaryRight") not in {"0", "false"}

    def chars(data: str) -> None:
        nonlocal value
        if inside:
            value = f"{value}{data}" if value else data
            if len(value) > LONGEST:
                wrong(f"ô `{ref}` có hơn {LONGEST} ký tự", f"the cell `{ref}` holds more than {LONGEST} characters")
        elif rich.inside:
            rich.chars(data)

    def end(tag: str) -> None:
        nonlocal level, inside, depth, top, line
        if tag == tag_value:
            inside = False
        elif tag == tag_cell:
            level = 1
            if extra:
                end_unusual()
            elif value:
                if kind == "s":
                    at = int(value)
                    raw = texts[at] if 0 <= at < len(texts) else values.shared(value)
                elif kind is None:
                    raw = numbers[style].get(value) or values.number(style, value)
                else:
                    raw = values.other(kind, style, value)
                place(raw)
        elif tag == tag_row:
            level = 0
            if line:
                end_row()
        else:
            depth -= 1
            if rich.inside:
                rich.end(tag[len(main) :])

    def end_row() -> None:
        nonlocal top, line
        if row > ROWS or (row > top + GAP and row > GAP):
            far(next(c for c, raw in enumerate(line) if raw))
        top = max(top, row)
        if not add(row, line):
            scanned.stop(codes.SHEET_LARGE, rows=str(len(table.numbers)), column=letter(table.width - 1))
        line = []

    def end_unusual() -> None:
        """Take a cell with a formula or with a text of its own."""
        nonlocal kind, value
        if extra & _INLINE and (kind == "inlineStr" or not value):
            kind = "inlineStr"
            if text := rich.text():
                place(intern(text))  # its escapes are undone already; most texts of a sheet stand there often
                return
        if value:
            place(values.any(kind, style, value))
        elif extra & _FORMULA and (value is None or kind != "str"):
            place(UNCOMPUTED)  # else it gave an empty text
            scanned.spread += reach
            if len(scanned.spread) > _WIDE:
                wrong("có quá nhiều công thức mảng", "there are too many array formulas")

    def place(raw: str) -> None:
        """Put a cell where it belongs, if it is not blank, and note its font."""
        if not raw:
            return
        column = columns.get(ref[:cut]) if ref[cut:] == row_text else None
        if column is None:
            column = locate(ref)
            if column >= COLUMNS:
                far(column)
        gap = column - len(line)
        if gap > 0:
            line.extend([""] * gap)
        if gap >= 0:
            line.append(raw)
        elif line[column]:
            wrong(f"ô `{ref}` được ghi hai lần", f"the cell `{ref}` is written twice")
        else:
            line[column] = raw
        if telling or extra & _INLINE:
            fonts = text_fonts.get(int(value or 0), ("",)) if kind == "s" else ("",)
            font = values.font(raw, style, rich.fonts() if extra & _INLINE else fonts)
            if font:
                scanned.fonts.add(row, column, font)

    def locate(place: str) -> int:
        """Return the column of a cell whose place is unusual; a row without a number takes it from its first cell."""
        nonlocal row, row_text, cut
        found = _REF.fullmatch(place.upper().replace("$", ""))
        if not found:
            wrong(f"có ô mang địa chỉ lạ `{place[:20]}`", f"a cell has the place `{place[:20]}`")
        if int(found[2]) != row:
            if given or line:
                wrong(f"ô `{place}` nằm trong dòng {row}", f"the cell `{place}` stands in row {row}")
            row, row_text, cut = int(found[2]), found[2], -len(found[2])
        return _column(found[1]) - 1

    def far(column: int) -> NoReturn:
        place = f"{letter(column)}{row}"
        scanned.stop(codes.SHEET_FAR, place, text=place)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = root, end, chars
    return parser


def _ranges(ref: str) -> list[Merge]:
    """Return a range, or nothing where none is written."""
    ends = [_REF.fullmatch(part) for part in ref.upper().replace("$", "").split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return []
    rows = sorted((int(ends[0][2]), int(ends[1][2])))
    columns = sorted((_column(ends[0][1]), _column(ends[1][1])))
    return [Merge(rows[0], columns[0], rows[1], columns[1])]


def _column(letters: str) -> int:
    at = 0
    for c in letters:
        at = at * 26 + ord(c) - 64
    return at
