"""The trace for the terminal and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from textwrap import wrap

from tabulate import tabulate

from ..diagnostics import Lang
from .trace import Entry, Line, Traced
from .trace_words import what, word
from .waived import waived_title, waived_word

_WIDTH = 110
_COLUMNS = ("clause", "place", "what", "rule", "readings", "cases")


def _rows(traced: Traced, lang: Lang, *, notes: bool) -> Iterator[tuple[str, ...]]:
    """Yield a row per clause and rule; a clause nothing takes up has a row too."""
    for line in traced.lines:
        head = (line.place, line.clause.label)
        for e in line.entries:
            taken = "; ".join(r.taken for r in e.readings)
            yield (*head, what(lang, e.what), f"{e.id}: {e.label}", taken, _cases(traced, line, e, lang, notes=notes))
        for reason in line.waivers:
            yield (*head, what(lang, "waived"), reason, "", "")
        if line.forgotten:
            yield (*head, what(lang, "forgotten"), "", "", "")


def _cases(traced: Traced, line: Line, entry: Entry, lang: Lang, *, notes: bool) -> str:
    if entry.cases:
        if notes:
            return "; ".join(traced.cases[n - 1] for n in entry.cases)
        return ", ".join(str(n) for n in entry.cases)
    if entry.idle:
        return word(lang, "idle")
    return word(lang, "hole").upper() if line.hole else "–"


def as_table(traced: Traced, lang: Lang = Lang.VI) -> str:
    """Return the trace as a table for the terminal, cases by number, with the list of them below."""
    head = [word(lang, c) for c in _COLUMNS]
    rows = list(_rows(traced, lang, notes=False))
    table = tabulate(rows, head, tablefmt="simple_grid", maxcolwidths=[8, 13, 13, 30, 30, 16], disable_numparse=True)
    names = ", ".join(line.place for line in traced.holes)
    told = word(lang, "holes", len(traced.holes), names) if traced.holes else word(lang, "no holes")
    cases = [f"{n:>3}  {note}" for n, note in enumerate(traced.cases, 1)] or [word(lang, "nocases")]
    waived: list[str] = []
    if traced.waived:
        waived = ["", waived_title(traced.waived, lang)]
        for one in traced.waived:
            waived += wrap(one.line, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    return "\n".join([table, "", word(lang, "list"), *cases, "", told, *waived]) + "\n"


def as_csv(traced: Traced, lang: Lang = Lang.VI) -> str:
    """Return the trace as csv; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([word(lang, c) for c in _COLUMNS])
    waived = ((w.at, w.label, waived_word(lang), f"{w.code}: {w.reason}", "", "") for w in traced.waived)
    for row in (*_rows(traced, lang, notes=True), *waived):
        writer.writerow([f"'{c}" if c[:1] in tuple("=+-@\t\r") and c else c for c in row])
    return out.getvalue()
