"""What `inspect` shows of every table: where it stands, what its rows were taken for, what its columns are bound to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from tabulate import tabulate

from ..diagnostics import Lang, place_line
from ..records.binding import Words, small
from ..records.grid import letter
from ..records.header import Sheet
from ..records.inspection import Inspection, is_question
from ..records.lines import Role
from ..records.survey import Looked
from .words import say

_WIDTH = 44


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as shown: its letter, its header, the list and column it is bound to and how ("" where it is not)."""

    letter: str
    header: str
    register: str
    column: str
    how: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as shown; `rows` gives the rows of each role as ranges, `count` how many are data."""

    file: str
    sheet: str
    hidden: bool
    registers: tuple[str, ...]
    aside: bool
    rows: Mapping[str, str]
    count: int
    columns: tuple[ColumnView, ...]


def table_views(found: Inspection) -> Iterator[TableView]:
    """Yield every table of every sheet."""
    for one in found.seen.looked:
        sheet, words = one.sheet, found.seen.words
        labels = tuple(words[n].register.label for s in (sheet, *one.others) if (n := s.register or "") in words)
        yield TableView(
            sheet.grid.file,
            sheet.grid.sheet,
            sheet.grid.hidden.sheet,
            labels,
            sheet.aside,
            _roles(one),
            0 if one.lines is None else len(one.lines.data),
            tuple(_columns(one, found)),
        )


def _roles(one: Looked) -> dict[str, str]:
    """Return the rows of each role, as ranges of row numbers."""
    rows = one.sheet.grid.cells.index.to_numpy()
    if one.lines is None:
        return {}
    return {
        role.name.lower(): ranges(rows[one.lines.roles == role].tolist())
        for role in Role
        if (one.lines.roles == role).any()
    }


def ranges(rows: Sequence[int]) -> str:
    """Return row numbers as ranges: 3-5, 9."""
    if not rows:
        return ""
    cut = np.flatnonzero(np.diff(rows) > 1) + 1
    parts = np.split(np.asarray(rows), cut)
    shown = [f"{p[0]}-{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts[:12]]
    return ", ".join([*shown, *(["…"] if len(parts) > len(shown) else [])])


def _columns(one: Looked, found: Inspection) -> Iterator[ColumnView]:
    """Yield the columns of a table from left to right."""
    if one.sheet.header is None:
        return
    seen: list[tuple[int, Sheet, str]] = []
    for sheet in (one.sheet, *one.others):
        if sheet.header is not None and (sheet.register or "") in found.seen.words:
            seen += [(c, sheet, t) for t, c in sheet.header.bound.items() if sheet is one.sheet or c in sheet.own]
    bound = {c: (sheet, target) for c, sheet, target in seen}
    for column, text in enumerate(one.sheet.header.texts):
        if column in bound:
            sheet, target = bound[column]
            known = found.seen.words[str(sheet.register)]
            forms = one.sheet.header.forms[column]
            settled = found.seen.mapping.columns.get(str(one.sheet.register), {})
            how = "mapping" if any(small(t) in settled for t in forms) else _how(known, target, forms)
            yield ColumnView(letter(column), text, known.register.label, known.labels[target], how)
        elif text:
            yield ColumnView(letter(column), text, "", "", "")


def _how(known: Words, target: str, forms: Sequence[str]) -> str:
    """Return by what a column was recognised: its label, another name of it, or a spelling that differs a little."""
    texts = {small(t) for t in forms}
    if small(known.labels[target]) in texts:
        return "label"
    return "also" if any(known.forms[0].get(t) == target for t in texts) else "spelling"


def inspection_text(found: Inspection, lang: Lang) -> str:
    """Return everything `inspect` prints about tables, and the balance of rows."""
    lines: list[str] = []
    before: TableView | None = None
    for table in table_views(found):
        if before is None or table.file != before.file:
            lines += ["", table.file] if lines else [table.file]
        alike = before is not None and before.file == table.file
        alike = alike and before is not None and (before.registers, before.columns) == (table.registers, table.columns)
        lines += [f"  {line}" for line in _table(table, lang, same=alike and bool(table.columns))]
        before = table
    if found.dossier is not None:
        b = found.dossier.balance
        lines += ["", say(lang, "balance", rows=b.rows, used=b.used, rejected=b.rejected, not_data=b.not_data)]
    n = len(found.questions)
    lines.append(say(lang, "asked", n=n) if n else say(lang, "nothing_asked"))
    return "\n".join(lines) + "\n"


def _table(table: TableView, lang: Lang, *, same: bool) -> list[str]:
    """Return the lines of one table; `same`: its columns are those of the table before it."""
    name = say(lang, "on_sheet", sheet=table.sheet) if table.sheet else say(lang, "in_file")
    hidden = say(lang, "is_hidden") if table.hidden else ""
    if table.aside:
        return [f"{name}{hidden}: {say(lang, 'is_aside')}"]
    if not table.rows:
        return [f"{name}{hidden}: {say(lang, 'is_unread')}"]
    what = " + ".join(table.registers) or say(lang, "is_table")
    parts = [say(lang, f"role_{role}", rows=rows) for role, rows in table.rows.items()]
    lines = [f"{name}{hidden}: {what}", f"  {'; '.join(parts)} ({say(lang, 'rows', n=table.count)})"]
    if same:
        return [*lines, f"  {say(lang, 'same_columns')}"]
    head = [say(lang, word) for word in ("column", "header", "bound", "how")]
    several = len(table.registers) > 1
    body = [
        [
            c.letter,
            _short(c.header),
            (f"{c.register} / {c.column}" if several and c.column else c.column) or "-",
            say(lang, f"how_{c.how or 'none'}") if table.registers else "",
        ]
        for c in table.columns
    ]
    if not table.registers:
        head, body = head[:2], [row[:2] for row in body]
    return [*lines, *(f"  {line}" for line in tabulate(body, head, disable_numparse=True).splitlines())]


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def inspection_json(found: Inspection, lang: Lang) -> str:
    """Return the same as JSON, with every finding in words and whether it asks for something."""
    balance = None if found.dossier is None else asdict(found.dossier.balance)
    told = [
        {
            "code": d.code.id,
            "severity": d.severity.value,
            "asks": is_question(d),
            "place": place_line(d.place),
            "message": d.message(lang),
            "help": d.help(lang),
        }
        for d in found.found
    ]
    tables = [asdict(table) for table in table_views(found)]
    whole = {"tables": tables, "findings": told, "balance": balance, "questions": len(found.questions)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
