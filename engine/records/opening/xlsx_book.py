"""What a workbook is made of: its sheets, where its texts and styles lie, and what is never followed or run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .xlsx_package import Package, Relation, folded, relations, walk

#: Excel itself makes no book of so many sheets; each costs time and memory even when empty.
_SHEETS = 2000
#: Sheets that hold no table: charts, dialogs and macros of long ago.
_NO_TABLE = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_SHOWN = 5
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet with a table: its name, its part, whether it is hidden in whatever way."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its sheets in order, the day from which it counts days, the parts of its texts and styles."""

    sheets: tuple[SheetPart, ...]
    epoch: dt.datetime
    strings: str | None
    styles: str | None
    notices: tuple[Diagnostic, ...]


def read_book(package: Package) -> Book:
    """Return what a workbook is made of."""
    top = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    rels = relations(package, top)
    named: list[tuple[str, str, str]] = []
    epoch = WINDOWS_EPOCH
    known = False

    def begin(trail: list[str], attributes: Mapping[str, str]) -> None:
        nonlocal epoch, known
        match trail:
            case ["workbook"]:
                known = True
            case ["workbook", "sheets", "sheet"]:
                named.append((attributes.get("name", ""), attributes.get("id", ""), attributes.get("state", "visible")))
                if len(named) > _SHEETS:
                    raise ReportedError([_many(package)])
            case ["workbook", "workbookPr"] if attributes.get("date1904", "0") in _TRUE:
                epoch = MAC_EPOCH

    walk(package, top, begin)
    if not known:
        package.refuse("bên trong không phải bảng tính Excel", "it holds no Excel workbook")
    sheets = tuple(_sheets(package, named, rels))
    strings, styles = (_part(package, rels, kind) for kind in ("sharedStrings", "styles"))
    return Book(sheets, epoch, strings, styles, tuple(_notices(package, rels)))


def _many(package: Package) -> Diagnostic:
    return Diagnostic(codes.SHEETS_MANY, Cell(package.name), {"text": package.name, "most": str(_SHEETS)})


def _sheets(
    package: Package, named: Iterable[tuple[str, str, str]], rels: Mapping[str, Relation]
) -> Iterable[SheetPart]:
    """Yield the sheets that hold tables; one that the file does not hold is an error, never left out."""
    for title, at, state in named:
        if not at:  # old books with macros name their modules so
            continue
        found = rels.get(at)
        if found is None or found.external or folded(found.target) not in package.parts:
            package.refuse(f"thiếu trang tính `{title}`", f"its sheet `{title}` is missing")
        if found.kind not in _NO_TABLE:
            yield SheetPart(title, found.target, state != "visible")


def _part(package: Package, rels: Mapping[str, Relation], kind: str) -> str | None:
    """Return the part of a kind, or the one of the usual name, or nothing."""
    usual = f"xl/{kind}.xml"
    found = next((r.target for r in rels.values() if r.kind == kind and not r.external), None)
    return found or (usual if usual.lower() in package.parts else None)


def _notices(package: Package, rels: Mapping[str, Relation]) -> Iterable[Diagnostic]:
    """Yield what a reader should know: macros, links to other files, data connections."""
    kinds = {r.kind for r in rels.values()}
    if any(p.endswith("vbaproject.bin") for p in package.parts) or kinds & {"xlMacrosheet", "xlIntlMacrosheet"}:
        yield Diagnostic(codes.MACROS, Cell(package.name))
    linked = [r.target for r in rels.values() if r.kind == "externalLink" and not r.external]
    files = [_file(far.target) for part in linked for far in relations(package, part).values() if far.external]
    if linked:
        yield Diagnostic(codes.LINKS, Cell(package.name), {"names": _names(files)})
    connected: list[str] = []

    def begin(trail: list[str], attributes: Mapping[str, str]) -> None:
        if trail[-1] == "connection" and len(connected) <= _SHOWN:
            connected.append(attributes.get("name") or attributes.get("id", ""))

    for part in (r.target for r in rels.values() if r.kind == "connections"):
        if folded(part) in package.parts:
            walk(package, part, begin)
    if connected:
        yield Diagnostic(codes.CONNECTIONS, Cell(package.name), {"names": _names(connected)})


def _file(target: str) -> str:
    """Return the name of a file that is pointed to, without its folders."""
    return re.split(r"[/\\]", unquote(target).rstrip("/\\"))[-1]


def _names(found: Iterable[str]) -> str:
    """Return the names for a message: each once, not too many, not too long."""
    names = [name for name in dict.fromkeys(found) if name] or ["?"]
    shown = [f"`{name[:60]}`" for name in names[:_SHOWN]]
    return ", ".join([*shown, "…"] if len(names) > _SHOWN else shown)
