"""Reading templates back before they are sent: what would be asked when they return."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ...diagnostics import Diagnostic, ReportedError, sheet_codes
from ...plan import Plan
from ...records import load

#: What is said of every form in which nothing was filled in yet.
_EMPTY = frozenset({sheet_codes.PARAMETERS_UNREAD.id})


def asked(ready: Plan, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return what the import finds in the books that nobody has filled in yet, but for values not yet given."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        try:
            dossier = load(ready, paths)
        except ReportedError as bad:
            return bad.diagnostics
    return tuple(d for d in (*dossier.rejected, *dossier.notices) if d.code.id not in _EMPTY)
