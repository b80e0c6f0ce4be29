"""From raw rows to a dossier: registers from the top down, since rows are joined to owners already read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, arranged
from ..plan import Plan, Register
from .batch import Batch, Findings, Flags, Ints, stacked
from .binding import ancestors, registers_of
from .builtin import ASIDE
from .columns import read_field
from .dossier import Answer, Balance, Dossier
from .finder import Finder, finder
from .opening.limits import ROWS
from .parameters import read_parameters
from .raw import Raw
from .successors import Successors, read_successors
from .table import table_of


def assemble(plan: Plan, gathered: Raw, *, keep: bool = False, before: Dossier | None = None) -> Dossier:
    """Return the dossier: typed tables, what was rejected and why, and the count of all rows.

    `keep`: with the raw rows it was made of, so that it can be asked what would be if some were otherwise. Registers
    whose rows, and whose owners' rows, are the very ones of the dossier `before` are not read again.
    """
    registers = registers_of(plan)
    known = before.parts if before is not None and before.parts is not None else {}
    parts: dict[str, Part] = {}
    finders: dict[str, Finder] = {}
    for name in top_down(registers):
        batches = tuple(gathered.batches.get(name, ()))
        part = known.get(name)
        if part is None or not _stands(part, batches, _above(registers, name, parts)):
            part = _part(plan, registers, name, batches, gathered, parts, finders)
        parts[name] = part
        if part.finder is not None:
            finders[name] = part.finder
    used, rejected = _counted([*parts.values()])
    rows = used + rejected + gathered.rejected + gathered.not_data
    balance = Balance(rows, used, rejected + gathered.rejected, gathered.not_data)
    order = [*plan.registers, *(name for name in registers if name not in plan.registers and name not in ASIDE)]
    tables = {name: part.finder.table for name, part in parts.items() if part.finder is not None}
    return Dossier(
        {name: tables[name] for name in order},
        parts["parameter"].parameters,
        arranged([*gathered.found, *(d for part in parts.values() for d in part.found)]),
        arranged([*gathered.notices, *(d for part in parts.values() for d in part.notices)]),
        balance,
        gathered.hash,
        gathered.files,
        gathered if keep else None,
        parts if keep else None,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What was made of one register's rows: its table and the way to find rows in it, what is said, how many there are.

    `batches` and `above` (the tokens of its owners' parts) tell whether it is still what would be made of them: a token
    stands for the keys, names and owners of all rows. The built-in lists of parameters and successors have no table.
    """

    batches: tuple[Batch, ...]
    above: tuple[object, ...]
    finder: Finder | None
    found: tuple[Diagnostic, ...]
    notices: tuple[Diagnostic, ...]
    bad: Flags
    parameters: Mapping[str, Answer] = field(default_factory=dict)
    successors: Successors = field(default_factory=Successors)
    token: object = field(default_factory=object)


def _above(registers: Mapping[str, Register], name: str, parts: Mapping[str, Part]) -> tuple[object, ...]:
    """Return the tokens of the registers without which the rows of one cannot be read; `top_down` has them before it.

    Attestations come last, and may be of anybody.
    """
    names = [*parts] if name == "attestation" else ["successor", *ancestors(registers, name)]
    return tuple(parts[n].token for n in names if n in parts)


def _stands(part: Part, batches: Sequence[Batch], above: Sequence[object]) -> bool:
    """Tell whether a part was made of these very rows, and of these very owners."""
    pairs = ((part.batches, batches), (part.above, above))
    return all(len(a) == len(b) and all(x is y for x, y in zip(a, b, strict=True)) for a, b in pairs)


def _part(
    plan: Plan, registers: Mapping[str, Register], name: str, batches: tuple[Batch, ...], gathered: Raw,
    parts: Mapping[str, Part], finders: Mapping[str, Finder],
) -> Part:  # fmt: skip
    """Read one register's rows."""
    stack = stacked(batches)
    findings = Findings(stack, np.zeros(stack.size, dtype=bool))
    for index, (code, args) in stack.spoiled.items():
        findings.reject(index, code, args)
    parameters: Mapping[str, Answer] = {}
    successors = parts["successor"].successors if name != "successor" else Successors()
    found: Finder | None = None
    if name == "parameter":
        parameters = read_parameters(plan, stack, findings)
    elif name == "successor":
        for one in registers[name].fields.values():
            read_field(stack, one, findings)
        successors = read_successors(stack, findings)
    else:
        read = name in gathered.batches
        table = table_of(plan, registers, registers[name], stack, findings, finders, read=read)
        if name in gathered.refused:  # some sheet could not be read: whoever might stand there is reopened
            table = replace(table, reopened_all=True)
        found = finder(table, successors)
    return Part(
        batches, _above(registers, name, parts), found, tuple(findings.found),
        tuple(findings.notices), findings.bad, parameters, successors,
    )  # fmt: skip


def _physical(part: Part) -> Ints:
    """Return a number for every row of a part that says which row of which sheet it is."""
    rows = [batch.rows.astype(np.int64) + batch.grid * (ROWS + 1) for batch in part.batches]
    return np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)


def _counted(parts: Sequence[Part]) -> tuple[int, int]:
    """Return how many rows are used and how many rejected; a row that several registers share counts once."""
    sheets = Counter(batch.grid for part in parts for batch in part.batches)
    if max(sheets.values(), default=0) < 2:  # nothing is shared
        lost = sum(int(part.bad.sum()) for part in parts)
        return sum(len(part.bad) for part in parts) - lost, lost
    rows = np.concatenate([_physical(part) for part in parts])
    bad = np.concatenate([part.bad for part in parts])
    gone = len(pd.unique(pd.Series(rows[bad])))
    return len(pd.unique(pd.Series(rows))) - gone, gone


def top_down(registers: Mapping[str, Register]) -> list[str]:
    """Return the registers, every one after its owners."""
    depth = {name: len(ancestors(registers, name)) for name in registers}
    place = {name: at for at, name in enumerate(registers)}
    return sorted(registers, key=lambda name: (name != "successor", name == "attestation", depth[name], place[name]))
