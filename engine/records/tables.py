"""The tables of one sheet: stacked, side by side, or two registers that share their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..diagnostics import Diagnostic, sheet_codes
from ..source import Cell
from .binding import KEY, SUBJECT_COLUMN, Words, owner_target
from .builtin import BUILTIN
from .coded import pool_of
from .grid import Grid, letter, word
from .header import Header, Sheet, header_at, line_of, look
from .mapping.model import MappingFile

#: So many rows that look like headers are looked at; beyond, the rows are data that happen to hold labels.
_MANY = 200
#: No cell holds this character, half a letter of UTF-16; labels may be written with these marks around their words.
_BREAK = "\udfff"
_UNSEEN = re.compile("[\u200b\u200c\u200d\ufeff]")
_BLANKS = re.compile(r" {2,}")
#: Each run of marks is tried once, from its beginning: from every place in it, a long one would never end.
_MARKS = re.compile(rf"(?<![\s*:.;])[\s*:.;]+(?={_BREAK}|\Z)|(?<={_BREAK})\s+")
#: Where two tables stand side by side, the first rows show it.
_LOOK = 25


#: Lists that never share their rows with another's records.
_ALONE = frozenset({"attestation", "parameter", "successor", "judgement", "appraisal", "council"})


@dataclass(frozen=True, slots=True)
class _Start:
    """A header found in a sheet: positions of its first row and its own row, that row's number, what it binds."""

    upper: int
    at: int
    row: int
    register: str
    header: Header


def tables(grid: Grid, words: Mapping[str, Words], mapping: MappingFile) -> list[Sheet]:
    """Return the tables of a sheet, each looked at by itself; a sheet without any is one that was not recognised."""
    whole = look(grid, words, mapping)
    if whole.aside:  # a sheet of instructions may show a table of every list
        return [whole]
    labels = {label for known in words.values() for form in known.forms[:2] for label in form}
    blocks = _blocks(grid, words, labels)
    parts: list[Grid] = []
    for block in blocks if len(blocks) > 1 else [grid]:
        starts = _starts(block, words, labels)
        cuts = [0, *(_title(block, starts[n - 1], start) for n, start in enumerate(starts) if n), len(block.cells)]
        parts += [replace(block, cells=block.cells.iloc[top:bottom]) for top, bottom in pairwise(cuts)]
    if len(parts) == 1:
        return [whole]
    return [_looked(part, words, mapping, by_sheet=not n) for n, part in enumerate(parts)]


def _looked(part: Grid, words: Mapping[str, Words], mapping: MappingFile, *, by_sheet: bool) -> Sheet:
    """Return what one of several tables is: the name of the sheet may be that of any of them."""
    found = look(part, words, mapping, by_sheet=by_sheet)
    if found.register is None and by_sheet:
        again = look(part, words, mapping, by_sheet=False)
        return again if again.register is not None else found
    return found


def _blocks(grid: Grid, words: Mapping[str, Words], labels: set[str]) -> list[Grid]:
    """Return the tables that blank columns part from each other, each with the other columns blanked out.

    What holds no table of its own, or only other columns of the same one, belongs to the one on its left.
    """
    if len(_runs(grid.cells.iloc[:_LOOK])) < 2 or len(runs := _runs(grid.cells)) < 2:
        return []
    width = grid.cells.shape[1]
    edges: list[int] = []
    before: list[_Start] = []
    for n, (left, right) in enumerate(runs):
        starts = _starts(_part(grid, left, right if n + 1 < len(runs) else width), words, labels)
        if not edges or (before and starts and not _continued(before, starts)):
            edges.append(left if edges else 0)
            before = starts
        else:
            before = before or starts
    return [_part(grid, left, right) for left, right in pairwise([*edges, width])]


def _part(grid: Grid, left: int, right: int) -> Grid:
    """Return some columns of a sheet, the others blanked out."""
    cells = grid.cells.copy()
    cells.iloc[:, :left] = ""
    cells.iloc[:, right:] = ""
    return replace(grid, cells=cells.loc[(cells != "").any(axis=1).to_numpy(dtype=bool)])


def _continued(left: list[_Start], right: list[_Start]) -> bool:
    """Tell whether what a blank column parts is one table: headers in one row, of one register, of other columns."""
    a, b = left[0], right[0]
    return (a.register, a.row) == (b.register, b.row) and a.header.bound.keys().isdisjoint(b.header.bound)


def _runs(cells: pd.DataFrame) -> list[list[int]]:
    """Return the first column and the one after the last of every run of columns that rows of several cells use."""
    filled = (cells != "").to_numpy(dtype=bool)
    rows = filled.sum(axis=1) >= 2
    used = filled[rows].any(axis=0) if rows.any() else np.zeros(filled.shape[1], dtype=bool)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], used, [False]]).astype(np.int8)))
    out: list[list[int]] = edges.reshape(-1, 2).tolist()
    return out


def _starts(grid: Grid, words: Mapping[str, Words], labels: set[str]) -> list[_Start]:
    """Return the headers of a sheet from top to bottom, each where its columns are others than those before it."""
    out: list[_Start] = []
    hits, index = _hits(grid, labels), grid.cells.index
    some = np.flatnonzero(hits)
    above = np.where((some > 0) & (index[some] - index[some - 1] == 1), hits[some - 1], 0)
    for at in some[hits[some] + above >= 2][:_MANY].tolist():
        found = _start(grid, words, int(at))
        if found is None:
            continue
        if out and found.row <= out[-1].row + 1:  # two tiers of one header
            out[-1] = max(out[-1], found, key=lambda start: start.header.score)
            if len(out) > 1 and _same(out[-1], out[-2]):  # the lower tier shows that it is the header once more
                out.pop()
        elif not out or not _same(found, out[-1]):
            out.append(found)
    return out


def _same(one: _Start, other: _Start) -> bool:
    return (one.register, one.header.bound) == (other.register, other.header.bound)


def _hits(grid: Grid, labels: set[str]) -> NDArray[np.int16]:
    """Return how many cells of each row are the label of a column."""
    hits = np.zeros(len(grid.cells), dtype=np.int16)
    for column in grid.cells.columns:
        cells = grid.cells[column]
        texts = pool_of(cells).like(labels)
        known = [t for t, label in zip(texts, _labels(texts), strict=True) if label in labels]
        if known:
            hits[np.flatnonzero(cells.isin(known).to_numpy(dtype=bool))] += 1
    return hits


def _labels(texts: list[str]) -> list[str]:
    """Return cells as labels are written, all at once since there may be a hundred thousand of them.

    `look` reads with all care what this finds.
    """
    if not texts:
        return []
    joined = _BREAK.join(texts).casefold().replace("(*)", "").replace("\n", " ")
    if _UNSEEN.search(joined):
        joined = _UNSEEN.sub("", joined)
    return _MARKS.sub("", _BLANKS.sub(" ", joined) if "  " in joined else joined).split(_BREAK)


def _start(grid: Grid, words: Mapping[str, Words], at: int) -> _Start | None:
    """Return the header in one row, of the register that it fits best."""
    rows = grid.cells.iloc[max(0, at - 1) : at + 1]
    top = [[word(str(v)) for v in row] for row in rows.to_numpy(dtype=object)]
    adjacent = len(top) == 2 and rows.index[1] == rows.index[0] + 1
    line = line_of(top[-1], top[0] if adjacent else [""] * len(top[-1]))
    best: _Start | None = None
    for name, known in words.items():
        found = header_at(grid, line, at, known)
        if found is None or found.score < 2 or known.lacking(found.bound):
            continue
        if best is None or found.score > best.header.score:
            best = _Start(found.upper, at, int(grid.cells.index[at]), name, found)
    return best


def _title(grid: Grid, before: _Start, start: _Start) -> int:
    """Return where a table begins: at the titles right above its header, none of which is a row of the table before."""
    top = start.upper
    while top - 1 >= before.header.body:
        texts = [word(str(v)) for v in grid.cells.iloc[top - 1].to_numpy(dtype=object) if v != ""]
        if len(texts) != 1 or " " not in texts[0]:
            break
        top -= 1
    return top


def beside(sheet: Sheet, words: Mapping[str, Words]) -> Iterator[Sheet]:
    """Yield other registers whose records stand in the same rows: unit figures and the unit's head in one row."""
    if sheet.register is None or sheet.header is None:
        return
    taken = {c: t for t, c in sheet.header.bound.items()}
    found: dict[str, dict[str, int]] = {}
    for name, known in words.items():
        if name in {sheet.register, *_ALONE}:
            continue
        own = _own(sheet.header, known, taken)
        shared = _shared(sheet, known)
        if own and _whole(known, own, {**shared, **own}):
            found[name] = {**shared, **own}
    claimed = [c for bound in found.values() for c in bound.values() if c not in taken]
    for name, bound in found.items():
        if any(claimed.count(c) > 1 for c in bound.values()):
            continue  # a column that may be either's is nobody's
        columns = {t: c for t, c in bound.items() if c not in taken}
        place = Cell(sheet.grid.file, sheet.grid.sheet, str(sheet.grid.cells.index[sheet.header.at]))
        args = {"register": words[name].register.label, "columns": ", ".join(letter(c) for c in columns.values())}
        note = Diagnostic(sheet_codes.SHEET_BESIDE, place, args)
        yield Sheet(sheet.grid, name, replace(sheet.header, bound=bound), found=(note,), own=tuple(columns.values()))


def _own(header: Header, known: Words, taken: Mapping[int, str]) -> dict[str, int]:
    """Return the columns that the main register left and another one knows; none that it would know twice."""
    bound: dict[str, list[int]] = {}
    for column, texts in enumerate(header.forms):
        target = known.target(texts) if column not in taken else None
        if target is not None:
            bound.setdefault(target, []).append(column)
    return {t: c[0] for t, c in bound.items() if len(c) == 1 and not (t == KEY and not known.register.keyed)}


def _shared(sheet: Sheet, known: Words) -> dict[str, int]:
    """Return the columns of the main register that also say whose the other register's records are."""
    if sheet.header is None or sheet.register is None:
        return {}
    bound, owners = sheet.header.bound, known.register.owners
    above = {t.partition(":")[2] for t in known.labels if t.startswith("owner:")}
    out = {t: c for t, c in bound.items() if t.startswith(("owner:", "owner-name:")) and t.partition(":")[2] in above}
    if sheet.register in owners and KEY in bound:
        out[owner_target(sheet.register)] = bound[KEY]
    return out


def _whole(known: Words, own: Mapping[str, int], bound: Mapping[str, int]) -> bool:
    """Tell whether a register's records stand in the columns that are its own: its key, or two of its fields."""
    register = known.register
    if known.lacking(bound):
        return False
    if register.keyed:
        return KEY in own
    fields = sum(t.startswith("field:") for t in own)
    return fields >= 2 or (register.id in BUILTIN and fields >= 1 and SUBJECT_COLUMN not in own)


def rows_of(sheet: Sheet, data: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the data rows in which a register that shares them has anything of its own."""
    cells = sheet.grid.cells.iloc[data, list(sheet.own)]
    return data[(cells != "").any(axis=1).to_numpy(dtype=bool)] if len(data) else data

