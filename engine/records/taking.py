"""From recognised tables to the raw rows of registers, with what a mapping file settled put in place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..diagnostics import Code, Diagnostic, record_codes
from ..source import Cell
from .batch import Batch, Ints
from .binding import Words
from .declared import declared
from .grid import letter
from .header import Sheet
from .lines import Lines
from .mapping.model import MappingFile, Ref
from .survey import Survey
from .tables import rows_of


def taken(seen: Survey) -> tuple[dict[str, list[Batch]], list[Diagnostic]]:
    """Return the data rows of every table by register, and what a mapping file made of their values."""
    batches: dict[str, list[Batch]] = {}
    told: list[Diagnostic] = []
    for one in seen.looked:
        if one.lines is None or one.sheet.register is None:
            continue
        fixed = seen.mapping.fixed.get(one.sheet.register, {})
        for sheet in (one.sheet, *one.others):
            # rows in one piece share what is known of their texts
            whole = one.lines.together if sheet is one.sheet else None
            data = whole or (one.lines.data if sheet is one.sheet else rows_of(sheet, one.lines.data))
            words = seen.words[str(sheet.register)]
            batch, notes = _batch(sheet, words, data, one.lines, seen.mapping, fixed, one.number)
            batches.setdefault(words.register.id, []).append(batch)
            told += notes
    return batches, told


def _batch(
    sheet: Sheet, words: Words, data: Ints | slice, lines: Lines, mapping: MappingFile, fixed: Mapping[Ref, str],
    number: int,
) -> tuple[Batch, list[Diagnostic]]:
    """Return the data rows (positions `data`) of a sheet that was recognised, and what a mapping file made of them."""
    header = sheet.header
    if header is None:  # INVARIANT: only recognised sheets have data rows
        raise AssertionError(sheet.grid.sheet)
    body = sheet.grid.cells.iloc[data]
    raw = {target: body.iloc[:, column] for target, column in header.bound.items()}
    letters = {target: letter(column) for target, column in header.bound.items()}
    found = declared(raw, words, letters, Cell(sheet.grid.file, sheet.grid.sheet), mapping, fixed)
    old = {f"{letter(column)}{row}": text for (row, column), text in sheet.grid.originals.items()}
    rows = body.index.to_numpy(dtype=np.int32)
    spoiled = _spoiled(data, lines)
    written = {**found.written, **old}
    batch = Batch(
        sheet.grid.file, sheet.grid.sheet, rows, found.cells, letters, spoiled, grid=number, written=written
    )
    return batch, found.notes


def _spoiled(data: Ints | slice, lines: Lines) -> dict[int, tuple[Code, Mapping[str, str]]]:
    """Return the rows that are rejected for what they are, by their number among the data rows."""
    why: dict[int, tuple[Code, Mapping[str, str]]] = {at: (record_codes.ROW_EXAMPLE, {}) for at in lines.examples}
    why |= {at: (record_codes.ROW_MERGED, {"text": ref}) for at, ref in lines.merged.items()}
    if isinstance(data, slice):
        return {at - data.start: why[at] for at in sorted(why) if data.start <= at < data.stop}
    here = data[np.isin(data, list(why))].tolist()
    return {int(np.searchsorted(data, at)): why[at] for at in here}
