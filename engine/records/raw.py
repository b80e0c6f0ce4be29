"""All rows of one campaign before they are understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic
from .batch import Batch


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """All rows of one campaign before they are understood, and what went wrong on the way here.

    `refused` are registers of which some sheet could not be read; `rejected` and `not_data` count the
    rows that are not in `batches` any more.
    """

    batches: Mapping[str, Sequence[Batch]]
    refused: frozenset[str]
    found: tuple[Diagnostic, ...]
    notices: tuple[Diagnostic, ...]
    rejected: int
    not_data: int
    hash: str
    files: tuple[str, ...]
