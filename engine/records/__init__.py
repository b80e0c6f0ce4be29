"""Records: from workbooks, csv files or plain rows to typed columns, with the place of every value.

`load` reads files, `from_rows` takes plain values, `plain_rows` gives a dossier's tables back as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..plan import Plan
    from .dossier import Dossier
    from .mapping.model import MappingFile
    from .opening.files import Progress
    from .plain import PlainTable

__all__ = ["from_rows", "load", "plain_rows"]


def load(
    plan: Plan,
    files: Sequence[Path],
    progress: Progress | None = None,
    mapping: MappingFile | None = None,
    *,
    convert: bool = False,
    keep: bool = False,
) -> Dossier:
    """Return everything that workbooks and csv files hold for one plan, or raise why a file cannot be opened.

    `mapping` settles what the books do not say themselves; `convert` reads texts from before Unicode as proposed;
    `keep` keeps the raw rows, for whoever asks what would be if some were otherwise (`changes.redone`).
    """
    from .mapping.model import NOTHING
    from .reading import load as run  # pandas takes long to import; help and version do without

    return run(plan, files, progress, mapping or NOTHING, convert=convert, keep=keep)


def from_rows(
    plan: Plan,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    parameters: Mapping[str, object] | None = None,
) -> Dossier:
    """Return the dossier of rows given as plain values, assembled as if they had been read from sheets."""
    from .rows import from_rows as run

    return run(plan, rows, parameters)


def plain_rows(plan: Plan, dossier: Dossier) -> dict[str, PlainTable]:
    """Return every table of a dossier as ordinary Python values."""
    from .plain import plain_rows as run

    return run(plan, dossier)
