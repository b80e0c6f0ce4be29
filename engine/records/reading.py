"""Reading the files of a campaign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..diagnostics import ReportedError, Severity, arranged, errors
from ..plan import Plan
from .assemble import assemble
from .dossier import Dossier
from .mapping.model import NOTHING, MappingFile
from .opening.files import Progress
from .raw import Raw
from .received import not_received
from .survey import Survey, survey
from .taking import taken


def load(
    plan: Plan,
    files: Sequence[Path],
    progress: Progress | None = None,
    mapping: MappingFile = NOTHING,
    *,
    convert: bool = False,
    keep: bool = False,
) -> Dossier:
    """Return everything that workbooks and csv files hold for one plan, or raise why a file cannot be opened."""
    seen = survey(plan, files, mapping, progress, convert=convert)
    if headless := seen.headless():
        raise ReportedError(headless)
    return dossier_of(plan, seen, keep=keep)


def dossier_of(plan: Plan, seen: Survey, *, keep: bool = False) -> Dossier:
    """Return the dossier of what was seen: typed tables, what was rejected and why, and the count of all rows."""
    batches, told = taken(seen)
    every = [*seen.told(), *told]
    found, notices = errors(every), tuple(d for d in every if d.severity is not Severity.ERROR)
    refused = frozenset(name for one in seen.looked for name in one.sheet.concerned)
    not_data, rejected = seen.set_aside()
    names = (*seen.opened.names, *([seen.mapping.name] if seen.mapping.name else []))
    raw = Raw(batches, refused, found, notices, rejected, not_data, _hash(seen), names)
    dossier = assemble(plan, raw, keep=keep)
    absent = not_received(plan, dossier.tables, dossier.parameters, raw.refused)
    dossier = replace(dossier, notices=arranged([*dossier.notices, *absent]))
    balance = dossier.balance
    counted = balance.used + balance.rejected + balance.not_data
    if not seen.rows() == balance.rows == counted:  # INVARIANT: nothing is lost
        raise AssertionError((seen.rows(), balance))
    return dossier


def _hash(seen: Survey) -> str:
    """Return the hash of all files; a mapping file and the wish to convert are records like them."""
    converted = any(grid.originals for grid in seen.opened.grids)
    if not seen.mapping.hash and not converted:
        return seen.opened.hash
    parts = [seen.opened.hash, seen.mapping.hash, "converted" if converted else ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
