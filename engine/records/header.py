"""Finding the header of a sheet, and which register the sheet is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic
from ..diagnostics import sheet_codes as codes
from ..source import Cell
from .binding import KEY, Words, bare, forms_of, owner_name_target, owner_target, plain_fold
from .coded import pool_of
from .grid import Grid, letter, word
from .mapping.model import MappingFile

#: The header stands among this many rows that are not blank.
_LOOK = 20
_LONG_TITLE = 150
#: Sheets by these names explain, list choices or tell a sender what to mend: they hold no records.
_ASIDE = re.compile(r"huong dan(?: (?:su dung|dien|ghi|nhap|lap)(?: .*)?)?|danh muc|loi can sua")


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's header is (positions in the grid's rows) and what its columns are bound to.

    `texts` are the columns as shown, `forms` all texts that each may be read as.
    """

    upper: int
    at: int
    body: int
    bound: Mapping[str, int]
    twice: Mapping[str, tuple[int, ...]]
    texts: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    score: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet that was looked at: its register and header, or what is wrong and which registers that concerns.

    `aside`: a sheet of instructions, or one that the mapping file leaves out: no records are looked for in it.
    `own`: of a register that shares its rows with another, the columns that are its own.
    """

    grid: Grid
    register: str | None
    header: Header | None
    concerned: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    aside: bool = False
    own: tuple[int, ...] = ()


def look(grid: Grid, words: Mapping[str, Words], mapping: MappingFile, *, by_sheet: bool = True) -> Sheet:
    """Return which register a table is and where its columns are, or why that cannot be told.

    `by_sheet`: the sheet's name speaks of this table (of the first one on it).
    """
    settled = mapping.sheets.get(plain_fold(grid.title)) if by_sheet else None
    if settled == "" or (settled is None and is_aside(grid)):
        return Sheet(grid, None, None, aside=True)
    top = _texts(grid)
    lines = lines_of(grid, top)
    headers = {name: header for name, known in words.items() if (header := _header(grid, lines, known))}
    named_ = [[settled]] if settled else _named(grid, top, headers, words, mapping, by_sheet=by_sheet)
    for named in named_:
        fits = [n for n in named if n in headers and not _lacking(words[n], headers[n], mapping)]
        if not fits:
            return _unfit(grid, named, headers, words, mapping)
        return _settle(grid, _best(fits, headers), headers, words)
    headers = {name: header for name, header in headers.items() if header.score >= 2}
    if not headers:
        return Sheet(grid, None, None)
    best = _best(list(headers), headers)
    if len(best) == 1 and _lacking(words[best[0]], headers[best[0]], mapping):
        return _unfit(grid, best, headers, words, mapping)
    return _settle(grid, best, headers, words)


def _lacking(known: Words, header: Header | None, mapping: MappingFile) -> list[str]:
    """Return the labels of what a sheet must have and neither its columns nor a mapping file's fixed values give."""
    name = known.register.id
    fixed = {ref.target: -1 for ref in mapping.fixed.get(name, {}) if ref.register == name}
    return known.lacking({**(header.bound if header else {}), **fixed})


def is_aside(grid: Grid) -> bool:
    """Tell whether a sheet goes by the name of those that hold no records."""
    return bool(grid.sheet) and _ASIDE.fullmatch(plain_fold(grid.title)) is not None


def _texts(grid: Grid) -> list[list[str]]:
    """Return the first rows of a sheet as shown."""
    return [[word(str(v)) for v in row] for row in grid.cells.iloc[:_LOOK].to_numpy(dtype=object)]


@dataclass(frozen=True, slots=True)
class Line:
    """A row that may be a header: its texts, those of the row right above it (blank where there is none), its words."""

    row: Sequence[str]
    over: Sequence[str]
    forms: tuple[tuple[str, ...], ...]
    words: frozenset[str]


def line_of(row: Sequence[str], over: Sequence[str]) -> Line:
    """Return a row with all that it may be read as."""
    forms = _forms(row, over)
    return Line(row, over, forms, frozenset(f for texts in forms for text in texts for f in forms_of(text)))


def lines_of(grid: Grid, top: Sequence[Sequence[str]]) -> list[Line]:
    """Return the first rows of a grid, each with the one right above it."""
    out = []
    for at, row in enumerate(top):
        adjacent = at > 0 and grid.cells.index[at] == grid.cells.index[at - 1] + 1
        out.append(line_of(row, top[at - 1] if adjacent else [""] * len(row)))
    return out


def _header(grid: Grid, lines: Sequence[Line], words: Words) -> Header | None:
    """Return the row that binds the most columns to a register's fields, the first of several."""
    best: Header | None = None
    for at, line in enumerate(lines):
        found = header_at(grid, line, at, words)
        if found is None:
            continue
        tier = best is not None and found.score == best.score and _lower_tier(found, best, line.row)
        if best is None or found.score > best.score or tier:
            best = found
    return best


def _lower_tier(found: Header, best: Header, row: Sequence[str]) -> bool:
    """Tell whether a row is the second tier of the header above it: it holds nothing in that one's columns."""
    if found.at != best.at + 1 or found.upper != best.at or not found.bound.items() >= best.bound.items():
        return False
    return found.at < best.body or (sum(map(bool, row)) >= 2 and not any(row[c] for c in best.bound.values()))


def header_at(grid: Grid, line: Line, at: int, words: Words) -> Header | None:
    """Return what one row binds to a register's fields, None where it binds nothing."""
    if words.every.isdisjoint(line.words):
        return None
    row, over, forms = line.row, line.over, line.forms
    found: dict[str, list[int]] = {}
    tiers = False
    for column, texts in enumerate(forms):
        target = words.target(texts)
        if target:
            found.setdefault(target, []).append(column)
            tiers = tiers or not row[column] or words.target([row[column]]) != target
    for owner in [t.partition(":")[2] for t, c in found.items() if t.startswith("owner-name:") and len(c) > 1]:
        if owner_target(owner) in found:  # beside a key, several names say nothing that is needed
            del found[owner_name_target(owner)]
    weighty = {t: c for t, c in found.items() if t != KEY or words.register.keyed}
    score = sum(not t.startswith("owner-name:") for t in weighty)  # names beside keys tell no register from another
    if not score:
        return None
    bound = {target: columns[0] for target, columns in found.items()}
    twice = {t: tuple(c) for t, c in weighty.items() if len(c) > 1}
    shown = tuple(lower or above for lower, above in zip(row, over, strict=True))
    tiers = any(over) and (tiers or _spans_tiers(grid, int(grid.cells.index[at]) - 1))
    return Header(at - 1 if tiers else at, at, _body(grid, at), bound, twice, shown, forms, score)


def _spans_tiers(grid: Grid, row: int) -> bool:
    """Tell whether merged cells make a row the upper tier of the one below: one reaches down, or several are wide."""
    here = [m for m in grid.merges if m.top == row]
    return any(m.bottom > row for m in here) or sum(m.left < m.right for m in here) >= 2


def _forms(row: Sequence[str], over: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the texts that each column's header may be read as, the most telling first: both tiers, the lower one."""
    out = []
    filled = ""
    for column, lower in enumerate(row):
        filled = over[column] or filled
        both = [f"{filled} / {lower}", f"{filled} {lower}"] if lower and filled else []
        out.append(tuple(t for t in (*both, lower or over[column]) if t and len(t) <= _LONG_TITLE))
        if not lower:  # a column that ends in the upper tier stands over no other
            filled = ""
    return tuple(out)


def _body(grid: Grid, at: int) -> int:
    """Return the position after the header row, and after the rows that its merged cells reach down to."""
    index = grid.cells.index
    row = int(index[at])
    bottom = max((m.bottom for m in grid.merges if m.top <= row <= m.bottom <= row + 2), default=row)
    return int(index.searchsorted(bottom, side="right"))


def _named(
    grid: Grid, top: Sequence[Sequence[str]], headers: Mapping[str, Header], words: Mapping[str, Words],
    mapping: MappingFile, *, by_sheet: bool,
) -> list[list[str]]:  # fmt: skip
    """Return the registers that the sheet's name or a title above the header names: the surest names only."""
    first = min((h.upper for h in headers.values() if h.score >= 2), default=min(len(top), 5))
    above = [text for row in top[:first] for text in row if text and len(text) <= _LONG_TITLE]
    sheet = plain_fold(re.sub(r"[-_]+", " ", grid.title)) if by_sheet else ""
    titles = [plain_fold(text) for text in above]
    if told := [mapping.sheets[t] for t in titles if mapping.sheets.get(t)]:
        return [told[-1:]]
    steps = (
        lambda t: t == sheet or t.replace("_", " ").replace("-", " ") == sheet,
        lambda t: t in titles,
        lambda t: _within(t, sheet),
        lambda t: any(_within(t, title) for title in titles),
    )
    for step in steps:
        hits = {t: name for name, known in words.items() for t in known.titles if step(t)}
        sure = {name for t, name in hits.items() if not any(t != other and _within(t, other) for other in hits)}
        if sure:
            return [sorted(sure)]
    return []


def _within(label: str, text: str) -> bool:
    return len(label) >= 6 and f" {label} " in f" {re.sub(r'[^0-9a-z]+', ' ', bare(text))} "


def _best(names: Sequence[str], headers: Mapping[str, Header]) -> list[str]:
    most = max(headers[name].score for name in names)
    return sorted(name for name in names if headers[name].score == most)


def _settle(grid: Grid, best: Sequence[str], headers: Mapping[str, Header], words: Mapping[str, Words]) -> Sheet:
    """Return the sheet as its only best register, or the finding that there are several."""
    if len(best) > 1:
        names = ", ".join(f"`{words[name].register.label}`" for name in best)
        found = Diagnostic(codes.SHEET_AMBIGUOUS, Cell(grid.file, grid.sheet), {"names": names})
        return Sheet(grid, None, None, tuple(best), (found,))
    name, header = best[0], headers[best[0]]
    findings = [
        Diagnostic(
            codes.COLUMN_TWICE,
            Cell(grid.file, grid.sheet, f"{letter(columns[1])}{grid.cells.index[header.at]}"),
            {"columns": ", ".join(letter(c) for c in columns), "column": words[name].labels[target]},
        )
        for target, columns in header.twice.items()
    ]
    findings += _second(grid, header, words[name])
    if findings:
        return Sheet(grid, None, None, (name,), tuple(findings))
    return Sheet(grid, name, header)


def _unfit(
    grid: Grid, named: Sequence[str], headers: Mapping[str, Header], words: Mapping[str, Words], mapping: MappingFile
) -> Sheet:
    """Return the finding that a sheet is named after registers whose columns it does not have."""
    found = []
    for name in named:
        lost = _lacking(words[name], headers.get(name), mapping)
        lacking = ", ".join(lost) or f"`{words[name].register.key.label}`"
        row = str(grid.cells.index[headers[name].at]) if name in headers else ""
        args = {"register": words[name].register.label, "names": lacking}
        found.append(Diagnostic(codes.SHEET_UNFIT, Cell(grid.file, grid.sheet, row), args))
    return Sheet(grid, None, None, tuple(named), tuple(found))


def _second(grid: Grid, header: Header, words: Words) -> list[Diagnostic]:
    """Return the finding that the sheet's body holds the header of another table."""
    column = grid.cells.iloc[header.body :, header.bound[_anchor(header, words)]]
    labels = words.forms[0]
    texts = pool_of(column).like(labels)
    if labels.keys().isdisjoint("\n".join(texts).casefold().split("\n")):
        return []
    suspects = {v for v in texts if v and v.casefold() in labels}
    for row in column.index[column.isin(list(suspects))] if suspects else ():
        texts = [word(str(v)) for v in grid.cells.loc[row]]
        bound = {words.target([t]): c for c, t in enumerate(texts) if t}
        moved = {t: c for t, c in bound.items() if t is not None and header.bound.get(t) != c}
        if len(bound) >= 3 and moved:
            return [Diagnostic(codes.SECOND_HEADER, Cell(grid.file, grid.sheet, str(row)))]
    return []


def _anchor(header: Header, words: Words) -> str:
    """Return the target that every row of data must have."""
    for choice in words.need:
        for target in choice:
            if target in header.bound:
                return target
    return next(iter(header.bound))
