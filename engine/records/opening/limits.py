"""What both readers hold themselves to: how many rows, what counts as filled, and how damage is told."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ...diagnostics import Diagnostic
from ...diagnostics import file_codes as codes
from ...source import Cell
from ..grid import Grid, distinct, letter

ROWS = 1_048_576
_SHOWN = 10


def filled(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows and columns up to the last that hold anything, without blank rows; blank cells become ''."""
    blank = pd.DataFrame({c: _blank(cells[c]) for c in cells.columns}, index=cells.index)
    cells = cells.mask(blank, "") if bool((blank & (cells != "")).to_numpy().any()) else cells
    used = (~blank).any(axis=0).to_numpy(dtype=bool)
    width = int(used.nonzero()[0][-1]) + 1 if used.any() else 0
    return cells.loc[~blank.all(axis=1), cells.columns[:width]]


def _blank(cells: pd.Series[str]) -> pd.Series[bool]:
    blank = [v for v in distinct(cells) if not v or v.isspace()]
    return cells == "" if blank in ([], [""]) else cells.isin(blank)


def damaged(name: str, why: str, why_en: str) -> Diagnostic:
    """Return the finding that a file is damaged, with the reason in both languages."""
    return Diagnostic(codes.FILE_DAMAGED, Cell(name), {"text": name, "why": why, "why_en": why_en})


def hidden_notice(grid: Grid) -> list[Diagnostic]:
    """Return the notice that hidden parts of a sheet were read."""
    hidden = grid.hidden
    if not hidden or grid.cells.empty:
        return []
    rows, columns = _runs(hidden.rows, str), _runs(hidden.columns, letter)
    count = len(hidden.rows)
    parts = [
        ("trang tính", "the sheet") if hidden.sheet else None,
        (f"{count} dòng ({rows})", f"rows ({count}: {rows})") if rows else None,
        (f"cột {columns}", f"columns {columns}") if columns else None,
    ]
    told = [part for part in parts if part]
    what, what_en = (", ".join(words) for words in zip(*told, strict=True))
    return [Diagnostic(codes.HIDDEN, Cell(grid.file, grid.sheet), {"what": what, "what_en": what_en})]


def _runs(places: tuple[int, ...], shown: Callable[[int], str]) -> str:
    """Return rows or columns as a short list of runs: 5-12, 20."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    texts = [shown(a) if a == b else f"{shown(a)}-{shown(b)}" for a, b in runs[:_SHOWN]]
    return ", ".join([*texts, "…"] if len(runs) > _SHOWN else texts)
