"""OpenDocument books written by hand, good ones and evil ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
        "svg": "svg-compatible", "draw": "drawing", "manifest": "manifest",
    }.items()
)  # fmt: skip
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def cell(value: object, more: str = "") -> str:
    """Return a cell with a text or a number."""
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}" {more}/>'
    kind = 'office:value-type="string"' if value != "" else ""
    return f"<table:table-cell {kind} {more}>{paragraph(str(value))}</table:table-cell>"


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<text:p>{escape(text)}</text:p>" if text else ""


def row(*cells: str, more: str = "") -> str:
    """Return a row of cells."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def rows(table: Sequence[Sequence[object]]) -> str:
    """Return the rows of a table."""
    return "".join(row(*(cell(value) for value in line)) for line in table)


def table(name: str, body: str, more: str = "") -> str:
    """Return a sheet."""
    return f'<table:table table:name="{escape(name)}" {more}>{body}</table:table>'


def content(body: str, styles: str = "", *, doctype: str = "") -> str:
    """Return content.xml."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {_NAMES} {_CALC}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )


def book(path: Path, xml: str | bytes, parts: Mapping[str, str] | None = None, kind: str = SPREADSHEET) -> Path:
    """Write a book with that content.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", xml)
        for name, text in (parts or {}).items():
            archive.writestr(name, text.replace("NAMES", _NAMES))
    return path
