"""Columns that go by other words than a register knows: the nearest label is proposed with a score, never taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from .binding import KEY, SUBJECT_COLUMN, Words, is_ordinal, is_owner, letters, small, tokens
from .builtin import PREPARED, SHOWN
from .grid import Grid, word
from .header import Header, Sheet, header_at, lines_of
from .mapping.model import MappingFile

#: Of 100: what is nearer is proposed for a column; a table is proposed for a sheet by columns at least so near.
_NEAR, _SURE = 70, 80
#: What all words of one header in the other count for.
_PART = 0.85
_LOOK = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column (from 0) of a table, its header, and what it may be; `score` is out of 100."""

    register: str
    column: int
    text: str
    target: str
    label: str
    score: int


@dataclass(frozen=True, slots=True)
class Left:
    """A column that nothing was bound to, and the proposal for it, if anything is near."""

    column: int
    text: str
    proposal: Proposal | None


def left_over(sheet: Sheet, others: Sequence[Sheet], words: Mapping[str, Words], mapping: MappingFile) -> list[Left]:
    """Return the columns of a recognised table that no register uses and no mapping file leaves out."""
    if sheet.header is None or sheet.register is None:
        return []
    used = {c for one in (sheet, *others) if one.header is not None for c in one.header.bound.values()}
    settled = {*mapping.columns.get(sheet.register, ()), *(map(small, SHOWN) if sheet.register in PREPARED else ())}
    columns = {
        c: texts
        for c, texts in enumerate(sheet.header.forms)
        if texts and c not in used and not is_ordinal(texts[-1]) and not any(t.casefold() in settled for t in texts)
    }
    known = words[sheet.register]
    free = set(known.labels) - set(sheet.header.bound)
    if any(t == SUBJECT_COLUMN or t.startswith("owner:") for t in sheet.header.bound):
        free = {t for t in free if not is_owner(t)}  # whose a row is stands there already
    near = {p.column: p for p in near_columns(columns, known, free)}
    return [Left(c, sheet.header.texts[c], near.get(c)) for c in columns]


def near_columns(
    columns: Mapping[int, Sequence[str]], known: Words, free: set[str], least: int = _NEAR
) -> list[Proposal]:
    """Return the nearest free label for every column, each label once; where two are equally near, none.

    A column of an owner's keys takes names too, so of an owner's two columns it is the one proposed.
    """
    names: dict[str, list[str]] = {}
    for text, target in known.forms[0].items():
        if target in free:
            names.setdefault(target, []).append(text)
    scores: list[tuple[int, int, str]] = []
    for column, texts in columns.items():
        for target, labels in names.items():
            score = max(likeness(text, label) for text in texts for label in labels)
            if score >= least:
                scores.append((score, column, target))
    out: list[Proposal] = []
    order = sorted(scores, key=lambda s: (-s[0], s[1], s[2].startswith("owner-name:"), s[2]))
    for score, column, target in order:
        if any(p.column == column or p.target == target for p in out):
            continue
        equal = [t for s, c, t in scores if (s, c) == (score, column)]
        if len({t.replace("owner-name:", "owner:") for t in equal}) > 1:
            continue
        shown = columns[column][-1]
        out.append(Proposal(known.register.id, column, shown, target, known.labels[target], score))
    return sorted(out, key=lambda p: p.column)


def likeness(text: str, label: str) -> int:
    """Return how near two headers are, 0 to 100: as written, their words in any order, run together, some left out."""
    left, right = tokens(text), tokens(label)
    part = fuzz.token_set_ratio(left, right) * _PART if min(left.count(" "), right.count(" ")) else 0
    joined = fuzz.ratio(letters(text), letters(label))
    return int(max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right), joined, part))


def near_table(
    grid: Grid, words: Mapping[str, Words], concerned: Sequence[str]
) -> tuple[str, Header, list[Proposal]] | None:
    """Return which register an unrecognised sheet may be, its header, and what its columns may be.

    `concerned` are the registers that the sheet is named after: of those, a part of the columns is enough.
    """
    among, least = (concerned, _NEAR) if concerned else (tuple(words), _SURE)
    best: tuple[int, str, Header, list[Proposal]] | None = None
    top = [[word(str(v)) for v in row] for row in grid.cells.iloc[:_LOOK].to_numpy(dtype=object)]
    lines = lines_of(grid, top)
    for name in among:
        known = words[name]
        for at, line in enumerate(lines):
            if sum(map(bool, line.row)) < 2:
                continue
            header = header_at(grid, line, at, known) or _unbound(line.row, at)
            columns = {c: t for c, t in enumerate(header.forms) if t and c not in header.bound.values()}
            free = set(known.labels) - set(header.bound) - (set() if known.register.keyed else {KEY})
            near = near_columns(columns, known, free, least)
            bound = {**header.bound, **{p.target: p.column for p in near}}
            score = 100 * len(header.bound) + sum(p.score for p in near)
            told = sum(t != KEY or known.register.keyed for t in bound)  # line numbers tell no register from another
            whole = bool(concerned) or not known.lacking(bound)
            if told >= 2 and whole and (best is None or score > best[0]):
                best = (score, name, header, near)
    return best[1:] if best else None


def _unbound(row: Sequence[str], at: int) -> Header:
    """Return a row as a header that binds nothing."""
    return Header(at, at, at + 1, {}, {}, tuple(row), tuple((t,) if t else () for t in row), 0)


def likely_header(grid: Grid) -> int | None:
    """Return the position of the row that looks most like a header when no register is known: the most words.

    None where no row among the first twenty has two texts with something below.
    """
    best: tuple[int, int] | None = None
    for at in range(min(_LOOK, len(grid.cells) - 1)):
        texts = [str(v) for v in grid.cells.iloc[at].to_numpy(dtype=object) if v != ""]
        names = {t for t in texts if not t.startswith("\x00") and any(c.isalpha() for c in t)}
        if len(names) >= 2 and len(names) == len(texts) and (best is None or len(names) > best[0]):
            best = (len(names), at)
    return best[1] if best else None
