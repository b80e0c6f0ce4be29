"""Reading the files of a campaign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..diagnostics import Diagnostic, ReportedError, Severity, arranged, record_codes, sheet_codes
from ..plan import Plan
from ..source import Cell
from .assemble import Gathered, assemble
from .batch import Batch, batch_of
from .binding import all_words
from .dossier import Dossier
from .header import Sheet, look
from .lines import data_lines
from .opening.files import open_files
from .received import not_received


def load(plan: Plan, files: Sequence[Path], progress: Callable[[str], None] | None = None) -> Dossier:
    """Return everything that workbooks and csv files hold for one plan, or raise why a file cannot be opened."""
    words = all_words(plan)
    labels = frozenset(label for known in words.values() for label in known.forms[2])
    opened = open_files(files, labels, progress)
    sheets = [look(grid, words) for grid in opened.grids]
    _need_headers(opened.names, sheets, [known.register.key.label for known in words.values() if known.register.keyed])
    batches: dict[str, list[Batch]] = {}
    found: list[Diagnostic] = []
    notices: list[Diagnostic] = list(opened.notices)
    refused: set[str] = set()
    rejected = not_data = seen = 0
    for sheet in sheets:
        rows = len(sheet.grid.cells)
        seen += rows
        told = sheet.found
        found += [d for d in told if d.severity is Severity.ERROR]
        notices += [d for d in told if d.severity is not Severity.ERROR]
        refused.update(sheet.concerned)
        if sheet.register is None or sheet.header is None:
            if sheet.concerned:
                rejected += rows
            else:
                not_data += rows
                if rows and not sheet.aside:
                    notices.append(Diagnostic(sheet_codes.SHEET_UNREAD, Cell(sheet.grid.file, sheet.grid.sheet)))
            continue
        lines = data_lines(sheet.grid, sheet.header, words[sheet.register])
        not_data += rows - len(lines.data)
        batches.setdefault(sheet.register, []).append(batch_of(sheet, lines, record_codes.ROW_MERGED))
    gathered = Gathered(
        batches, frozenset(refused), tuple(found), tuple(notices), rejected, not_data, opened.hash, opened.names
    )
    dossier = assemble(plan, gathered)
    absent = not_received(plan, dossier.tables, dossier.parameters, gathered.refused)
    dossier = replace(dossier, notices=arranged([*dossier.notices, *absent]))
    balance = dossier.balance
    if not seen == balance.rows == balance.used + balance.rejected + balance.not_data:  # INVARIANT: nothing is lost
        raise AssertionError((seen, balance))
    return dossier


def _need_headers(files: Sequence[str], sheets: Sequence[Sheet], keys: Sequence[str]) -> None:
    """Raise for every file without a single sheet that could be recognised."""
    known = {s.grid.file for s in sheets if s.register is not None or s.concerned}
    names = ", ".join(f"`{key}`" for key in dict.fromkeys(keys))
    lost = [name for name in files if name not in known]
    found = [Diagnostic(sheet_codes.FILE_HEADLESS, Cell(name), {"text": name, "names": names}) for name in lost]
    if found:
        raise ReportedError(found)
