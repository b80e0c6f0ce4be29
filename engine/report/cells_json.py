"""Places and findings as JSON."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Diagnostic, Lang
from ..source import Cell

Json = dict[str, Any]


def cell_json(cell: Cell) -> Json:
    """Return a place, with what is written there where something else was read."""
    place = {"file": cell.file, "sheet": cell.sheet, "cell": cell.cell}
    return {**place, "written": cell.written} if cell.written else place


def finding_json(found: Diagnostic, lang: Lang) -> Json:
    """Return a finding with its place."""
    place = found.place if isinstance(found.place, Cell) else Cell("")
    return {**cell_json(place), "code": found.code.id, "message": found.message(lang)}
