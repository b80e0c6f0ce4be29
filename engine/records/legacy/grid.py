"""The cells of one sheet that are not in Unicode, or damaged: looked for always, converted only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...diagnostics import Code, Diagnostic
from ...diagnostics import cell_codes as codes
from ...source import Cell
from ..cells import clip
from ..coded import coded, pool_of
from ..grid import MARK, Grid, letter, tidy
from ..pool import Pool
from .fonts import by_font, effect
from .readers import Kind, Proposal
from .repair import suspects_by_column

Ints = NDArray[np.int64]
_WORDS: Mapping[Kind, tuple[Code, str, str]] = {
    Kind.TCVN3: (codes.LEGACY_TEXT, "TCVN3", "TCVN3"),
    Kind.VNI: (codes.LEGACY_TEXT, "VNI", "VNI"),
    Kind.TWICE: (codes.DAMAGED_TEXT, "đã là Unicode còn bị chuyển từ TCVN3", "Unicode converted again as TCVN3"),
    Kind.CP1258: (codes.DAMAGED_TEXT, "bảng mã 1258 bị đọc thành 1252", "code page 1258 read as 1252"),
    Kind.UTF8: (codes.DAMAGED_TEXT, "UTF-8 bị đọc bằng bảng mã khác", "UTF-8 read in another encoding"),
    Kind.LOST: (codes.LOST_LETTERS, "", ""),
}


@dataclass(frozen=True, slots=True)
class Suspect:
    """One text of one column that is probably not as it was meant, and the rows (from 1, rising) where it stands.

    `column` counts from 0; `proposed` is empty where letters are lost and no reading can be told.
    """

    rows: tuple[int, ...]
    column: int
    original: str
    proposed: str
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """A column as its different texts, for each row the number of its text, and the rows."""

    numbers: Ints
    texts: list[str]
    rows: Ints


#: Positions of the rows in one font, and what it makes of their texts.
_Font = tuple[Ints, Mapping[str, Proposal]]


def look(grid: Grid) -> tuple[list[Suspect], list[Diagnostic]]:
    """Return the suspicious texts of a sheet in reading order, and one warning for each kind of them."""
    columns = [grid.cells.iloc[:, c] for c in range(grid.cells.shape[1])]
    texts = [[t for t in _letters(pool_of(column)) if t[:1] != MARK] for column in columns]
    proposed = suspects_by_column(texts)
    set_in = _fonts(grid) if len(grid.fonts) else {}
    numbered = {at: _coded(column) for at, column in enumerate(columns) if proposed[at] or at in set_in}
    said = _said(numbered, set_in)
    found: list[Suspect] = []
    for at, column in numbered.items():
        found += _suspects(column, at, proposed[at], said.get(at, []))
    found.sort(key=lambda s: (s.rows[0], s.column, s.kind, s.proposed))
    return found, _told(grid, found)


def _letters(pool: Pool) -> list[str]:
    """Return the texts that can be suspicious at all: plain letters of ASCII never are."""
    joined = pool.lettered.joined
    return [] if joined.isascii() and "?" not in joined else pool.worded


def converted(grid: Grid, suspects: Sequence[Suspect]) -> tuple[Grid, list[Diagnostic]]:
    """Return the sheet with the proposed texts, the originals kept, and what is told in place of the warnings.

    Where letters are lost there is nothing to convert: those cells stay, and so does their warning.
    """
    able = [s for s in suspects if s.proposed]
    told = _told(grid, [s for s in suspects if not s.proposed]) + _told(grid, able, codes.CONVERTED_TEXT)
    if not able:
        return grid, told
    cells = grid.cells.copy(deep=False)
    for at in sorted({s.column for s in able}):
        own = [s for s in able if s.column == at]
        rows = np.concatenate([np.array(s.rows, dtype=np.int64) for s in own])
        meant = np.repeat(np.array([s.proposed for s in own], dtype=object), [len(s.rows) for s in own])
        column = cells.iloc[:, at].to_numpy(dtype=object, copy=True)
        column[cells.index.get_indexer(pd.Index(rows))] = meant
        cells.isetitem(at, column)
    originals = {(row, s.column): s.original for s in able for row in s.rows}
    return replace(grid, cells=cells, originals={**grid.originals, **originals}), told


def settled(grids: Iterable[Grid], *, convert: bool) -> tuple[tuple[Grid, ...], list[Diagnostic]]:
    """Return all sheets, their suspicious texts converted if that was asked, and what is to be told of them."""
    out: list[Grid] = []
    told: list[Diagnostic] = []
    for grid in grids:
        suspects, warnings = look(grid)
        new, notices = converted(grid, suspects) if convert else (grid, warnings)
        out.append(new)
        told += notices
    return tuple(out), told


def _fonts(grid: Grid) -> dict[int, dict[str, Ints]]:
    """Return the positions of the rows by column and font; fonts that mean the same are taken together."""
    size = len(grid.fonts)
    places = np.fromiter(grid.fonts, dtype=np.dtype((np.int64, 2)), count=size)
    names = getattr(grid.fonts, "names", None) or dict.fromkeys(grid.fonts.values())
    fonts = sorted({known for name in names if (known := effect(name))})
    if len(fonts) > 1:
        number = {name: fonts.index(known) if (known := effect(name)) else -1 for name in names}
        which = np.fromiter((number[font] for font in grid.fonts.values()), dtype=np.int64, count=size)
    else:
        which = np.full(size, 0 if fonts else -1, dtype=np.int64)
    at = grid.cells.index.get_indexer(pd.Index(places[:, 0]))
    out: dict[int, dict[str, Ints]] = {}
    for column in np.unique(places[:, 1]):
        here = (places[:, 1] == column) & (at >= 0)
        found = {font: at[here & (which == n)].astype(np.int64) for n, font in enumerate(fonts)}
        out[int(column)] = {font: rows for font, rows in found.items() if len(rows)}
    return out


def _coded(column: pd.Series[Any]) -> _Coded:
    numbers, pool = coded(column)
    return _Coded(numbers.astype(np.int64), pool.texts, column.index.to_numpy(dtype=np.int64))


def _said(columns: Mapping[int, _Coded], set_in: Mapping[int, Mapping[str, Ints]]) -> dict[int, list[_Font]]:
    """Return by column what the fonts say of the texts that are set in them."""
    out: dict[int, list[_Font]] = {}
    for font in sorted({font for fonts in set_in.values() for font in fonts}):
        rows = {at: fonts[font] for at, fonts in set_in.items() if font in fonts}
        texts = [[columns[at].texts[n] for n in np.unique(columns[at].numbers[own])] for at, own in rows.items()]
        read = by_font([[t for t in own if t[:1] != MARK] for own in texts], font)
        for (at, own), proposed in zip(rows.items(), read, strict=True):
            out.setdefault(at, []).append((own, proposed))
    return out


def _suspects(
    column: _Coded, at: int, proposed: Mapping[str, Proposal], said: Sequence[_Font]
) -> Iterator[Suspect]:
    """Yield the suspects of one column: each text, in each font, once."""
    font = np.zeros(len(column.numbers), dtype=np.int64)
    # What the font says comes first; what it says nothing of is judged by its words.
    meant = [proposed, *({**proposed, **by_its_font} for _, by_its_font in said)]
    for number, (rows, _) in enumerate(said, 1):
        font[rows] = number
    key = column.numbers * len(meant) + font
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    rows = column.rows[order]
    ends = np.append(starts[1:], len(order))
    for one, start, end in zip(keys.tolist(), starts.tolist(), ends.tolist(), strict=True):
        text, which = column.texts[one // len(meant)], one % len(meant)
        proposal = meant[which].get(text)
        if proposal is not None:
            yield Suspect(tuple(rows[start:end].tolist()), at, text, proposal.text, proposal.kind)


def _told(grid: Grid, suspects: Sequence[Suspect], code: Code | None = None) -> list[Diagnostic]:
    """Return one finding for each kind, at its first cell."""
    out = []
    for kind in dict.fromkeys(s.kind for s in suspects):
        own = [s for s in suspects if s.kind is kind]
        usual, name, name_en = _WORDS[kind]
        args = {
            "count": str(sum(len(s.rows) for s in own)),
            "kind": name,
            "kind_en": name_en,
            "text": _short(own[0].original),
            "reading": _short(own[0].proposed),
        }
        place = Cell(grid.file, grid.sheet, f"{letter(own[0].column)}{own[0].rows[0]}")
        out.append(Diagnostic(code or usual, place, args))
    return out


def _short(text: str) -> str:
    """Return a text in one line, cut where it is long, without what would end its quotation."""
    return clip(tidy(text).replace("`", "'"))
