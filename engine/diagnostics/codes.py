"""The one table of codes, joined from those of rule sets, lints, records (files, sheets, rows, cells) and runs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import (
    assume_codes,
    case_codes,
    cell_codes,
    file_codes,
    lint_codes,
    mapping_codes,
    record_codes,
    rule_codes,
    run_codes,
    sheet_codes,
)
from .model import Code

_MODULES = (
    rule_codes, lint_codes, file_codes, sheet_codes, record_codes, cell_codes, mapping_codes, run_codes, case_codes,
    assume_codes,
)  # fmt: skip


def _collect() -> dict[str, Code]:
    found = [
        v for m in _MODULES for v in vars(m).values() if isinstance(v, Code)
    ]
    table = {code.id: code for code in found}
    if len(table) != len(found):  # INVARIANT: a code stands for one sentence only
        twice = sorted({c.id for c in found if sum(o.id == c.id for o in found) > 1})
        raise AssertionError(twice)
    return dict(sorted(table.items()))


TABLE: Mapping[str, Code] = MappingProxyType(_collect())
