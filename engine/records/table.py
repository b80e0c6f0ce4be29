"""One register's table from its raw rows: the good ones, and a ghost for every rejected row whose key is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..diagnostics import Diagnostic, Note
from ..diagnostics import record_codes as codes
from ..plan import Plan, Register
from ..source import Cell
from ..values import Text
from .alike import tell_alike
from .answers import read_answers
from .batch import Findings, Flags, Stack
from .binding import KEY, NAME, field_target
from .checks import Columns, check_attestations, check_judgements, tops
from .columns import Keyed, missing_column, read_field, read_keys
from .dossier import Column, Places, Table
from .finder import Finder, Index, Owned
from .grid import NO_COLUMN
from .owners import read_owners
from .reopening import reopen
from .written import Nameless, Written


def table_of(
    plan: Plan,
    registers: Mapping[str, Register],
    register: Register,
    stack: Stack,
    findings: Findings,
    finders: Mapping[str, Finder],
    *,
    read: bool,
) -> Table:
    """Return one register's table: its good rows, and a ghost for every rejected row whose key is known."""
    keyed = read_keys(stack, register, findings)
    tell_alike(stack, register, findings)
    judged = register.id == "judgement"
    fields = [f for f in register.fields.values() if not (judged and f.id == "answer")]
    columns = {f.id: read_field(stack, f, findings) for f in fields}
    answers: dict[str, Column] = {}
    if judged:
        answers = read_answers(plan, stack, register.fields["answer"], columns["question"][0], findings)
    owned = read_owners(stack, register, registers, finders, findings)
    if judged:
        check_judgements(plan, register, findings, columns, answers, owned)
    if register.id == "attestation":
        check_attestations(registers, stack, findings, columns, finders, owned)
    _point_to_others(stack, keyed, findings)
    bad = findings.bad
    ghosts = _ghosts(keyed, bad)
    keep = np.flatnonzero(~bad | ghosts) if bad.any() else None  # where all rows stay, nothing is copied
    reopened = reopen(register, registers, finders, owned, bad)
    questions = columns["question"][0] if judged else np.full(stack.size, -1, dtype=np.int32)
    asked = np.asarray(questions >= 0)
    kept: Kept = slice(None) if keep is None else keep
    ghost = bad[kept]
    owners = {o: owned.rows[o][kept].astype(np.int32, copy=False) for o in _kept_owners(registers, register)}
    names = _names_of(keyed, ghosts)
    if keep is not None:
        for one in np.flatnonzero(keyed.twice & ghosts):  # rows that share a key may disagree about all the rest
            _common(keyed, owned, owners, names, int(one), int(np.searchsorted(keep, one)))
    return Table(
        register.id,
        stack.size if keep is None else len(keep),
        _take(keyed.keys.words(), keep),
        _take(names, keep),
        _columns(register, columns, keyed, kept, ghost) | {name: column[kept] for name, column in answers.items()},
        _texts(register, columns, keyed),
        owners,
        ghost,
        reopened.masks,
        bool((reopened.untold & ~asked).any()) and register.id not in _NEVER_REOPENED,
        read,
        _places(register, stack, kept),
        frozenset(questions[reopened.untold & asked].tolist()),
        {name: mask[kept] for name, mask in _unsent(register, stack).items()},
    )


def _unsent(register: Register, stack: Stack) -> dict[str, Flags]:
    """Return, per field, the rows whose sheet has no column for it; fields that every sheet has are left out."""
    targets = {f.id: field_target(f.id) for f in register.fields.values()}
    if register.name:
        targets[register.name.id] = NAME
    out = {}
    for name, target in targets.items():
        lacking = [n for n, batch in enumerate(stack.batches) if not batch.whole and target not in batch.cells]
        raw = stack.columns.get(target)
        apart = raw is not None and raw.pool.place(NO_COLUMN) >= 0  # also of plain rows, each as if from its own sheet
        if lacking or apart:
            out[name] = np.isin(stack.sheet, lacking)
        if raw is not None and apart:
            out[name] |= raw.codes == raw.pool.place(NO_COLUMN)
    return out


#: Which rows stay, or all.
Kept = np.ndarray | slice
#: A rejected attestation attests nothing, and that is all.
_NEVER_REOPENED = frozenset({"attestation"})


def _kept_owners(registers: Mapping[str, Register], register: Register) -> tuple[str, ...]:
    return tops(registers) if register.id == "attestation" else register.owners


def _ghosts(keyed: Keyed, bad: Flags) -> Flags:
    """Return the rejected rows that stay as ghosts: one for every key."""
    out = np.zeros(len(bad), dtype=bool)
    where = np.flatnonzero(bad & (keyed.keys.codes >= 0))
    _, first = np.unique(keyed.keys.codes[where], return_index=True)
    out[where[first]] = True
    return out


def _names_of(keyed: Keyed, ghosts: Flags) -> list[str] | Nameless:
    return list(keyed.names.words()) if len(keyed.names.distinct) else Nameless(len(ghosts))


def _common(
    keyed: Keyed, owned: Owned, owners: Mapping[str, Index], names: list[str] | Nameless, row: int, at: int
) -> None:
    """Leave a ghost only the name and owners on which all rows of its key agree."""
    same = np.flatnonzero(keyed.keys.codes == keyed.keys.codes[row])
    if not isinstance(names, Nameless):
        names[row] = names[row] if len({names[i] for i in same}) == 1 else ""
    for owner, column in owners.items():
        if len(np.unique(owned.rows[owner][same])) > 1:
            column[at] = -1


def _point_to_others(stack: Stack, keyed: Keyed, findings: Findings) -> None:
    """Name the other place in the findings of keys that stand twice."""
    if not keyed.twice.any():
        return
    groups: dict[int, list[int]] = {}
    for index in np.flatnonzero(keyed.twice):
        groups.setdefault(int(keyed.keys.codes[index]), []).append(int(index))
    others: dict[Cell, Cell] = {}
    for rows in groups.values():
        cells = [stack.place(index, KEY) for index in rows]
        for at, cell in enumerate(cells):
            others[cell] = cells[at - 1] if at else cells[1]
    for at, one in enumerate(findings.found):
        if one.code is codes.KEY_TWICE and isinstance(one.place, Cell):
            note = Note("dòng còn lại", "the other row", others[one.place])
            findings.found[at] = Diagnostic(one.code, one.place, one.args, (note,))


def _columns(register: Register, columns: Columns, keyed: Keyed, kept: Kept, ghost: Flags) -> dict[str, Column]:
    """Return the columns of the rows that stay, with nothing known of ghosts; key and name are columns too."""
    out: dict[str, Column] = {}
    for field, texts in ((register.name, keyed.names), (register.key if register.keyed else None, keyed.keys)):
        if field is not None:
            found = texts.codes[kept].astype(np.int32)
            out[field.id] = np.where(ghost, np.int32(-1), found) if texts is keyed.names else found
    for name, (column, _) in columns.items():
        taken = column[kept]
        if ghost.any():
            taken = taken.copy()
            taken[ghost] = missing_column(register.fields[name].type, 1)[0]
        out[name] = taken
    return out


def _texts(register: Register, columns: Columns, keyed: Keyed) -> dict[str, Sequence[str]]:
    out: dict[str, Sequence[str]] = {}
    if register.name:
        out[register.name.id] = keyed.names.distinct
    if register.keyed:
        out[register.key.id] = keyed.keys.distinct
    out.update({n: texts for n, (_, texts) in columns.items() if isinstance(register.fields[n].type, Text)})
    return out


def _take(words: Sequence[str], keep: NDArray[np.intp] | None) -> Sequence[str]:
    match words:
        case Written():
            return words if keep is None else words.at(keep)
        case Nameless():
            return words if keep is None else Nameless(len(keep))
    return tuple(words) if keep is None else tuple(words[i] for i in keep)


def _places(register: Register, stack: Stack, kept: Kept) -> Places:
    letters = []
    for batch in stack.batches:
        first = sorted(batch.letters.items(), key=lambda pair: not pair[0].startswith("owner-name:"))
        known = {target.partition(":")[2]: at for target, at in first if ":" in target}  # a key's column over a name's
        if KEY in batch.letters:
            known.setdefault(register.key.id, batch.letters[KEY])
        if register.name and NAME in batch.letters:
            known.setdefault(register.name.id, batch.letters[NAME])
        letters.append(known)
    sheets = tuple((batch.file, batch.sheet) for batch in stack.batches)
    written = tuple(batch.written for batch in stack.batches)
    return Places(sheets, tuple(letters), stack.sheet[kept], stack.row[kept], written if any(written) else ())
