"""Joining rows to their owners by key, and telling whose aggregates a rejected row reopens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..diagnostics import Diagnostic
from ..diagnostics import record_codes as codes
from ..plan import Register
from .batch import Findings, Flags, Ints, Stack
from .binding import SUBJECT_COLUMN, ancestors, owner_target
from .cells import clip, guess_key
from .columns import Texts, as_texts
from .dossier import Table
from .successors import Successors

Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """The rows of one register by folded key, and by folded name where only one row has it."""

    keys: pd.Index[str]
    table: Table
    successors: Successors

    def rows(self, words: Sequence[str]) -> Ints:
        """Return the row of each key, or of the one unit that succeeded it; -1 where there is none."""
        if not len(self.keys):
            return np.full(len(words), -1, dtype=np.int64)
        found = self._exactly(words)
        for at in np.flatnonzero(found < 0) if self.successors.new else ():
            last = self.successors.last(words[int(at)])
            if len(last) == 1:
                found[at] = self._exactly(last)[0]
        return found

    def succeeded(self, word: str) -> bool:
        """Tell whether a key is found only by way of its successor."""
        return word in self.successors.new and self._exactly([word])[0] < 0

    def _exactly(self, words: Sequence[str]) -> Ints:
        return self.keys.get_indexer(pd.Index(words, dtype=object)).astype(np.int64)


def finder(table: Table, successors: Successors) -> Finder:
    """Return a way to find the rows of a table by key; every key stands there once."""
    keys = "\n".join(table.keys).casefold().split("\n") if table.size and all(table.keys) else []
    return Finder(pd.Index(keys, dtype=object), table, successors)


@dataclass(slots=True, eq=False)
class Owned:
    """Per register above: the row that a row names there (-1 none), and whether something unreadable stands there.

    `candidates` are owners (row, register, owner's row) that share an ambiguous name.
    """

    rows: dict[str, Ints]
    unread: dict[str, Flags]
    candidates: list[tuple[int, str, int]] = field(default_factory=list)


def read_owners(
    stack: Stack, register: Register, registers: Mapping[str, Register], found: Mapping[str, Finder], findings: Findings
) -> Owned:
    """Return whose each row is; rows whose owner is missing, unknown or contradicted are rejected."""
    above = ancestors(registers, register.id)
    owned = Owned(
        {o: np.full(stack.size, -1, dtype=np.int64) for o in above},
        {o: np.zeros(stack.size, dtype=bool) for o in above},
    )
    for owner in above:
        _by_key(stack, owner, registers, found[owner], findings, owned)
    if register.owner_key and SUBJECT_COLUMN in stack.columns:
        _by_subject(stack, register, registers, found, findings, owned)
    for owner in above:
        _agree(owner, registers, found, findings, owned)
    if register.owner_key:
        _nearest_only(register, registers, owned)
    if register.owners:
        told = np.zeros(stack.size, dtype=bool)
        for owner in register.owners:
            told |= (owned.rows[owner] >= 0) | owned.unread[owner]
        told[[index for index, _, _ in owned.candidates]] = True
        names = " / ".join(f"`{registers[o].key.label}`" for o in register.owners)
        for index in np.flatnonzero(~told):
            findings.reject(int(index), codes.OWNER_MISSING, {"names": names})
    return owned


def _by_key(
    stack: Stack, owner: str, registers: Mapping[str, Register], finder_: Finder, findings: Findings, owned: Owned
) -> None:
    """Look up the keys in one owner's column."""
    target = owner_target(owner)
    raw = stack.columns.get(target)
    if raw is None:
        return
    texts = as_texts(raw)
    where = finder_.rows([t.casefold() for t in texts.distinct])
    owned.rows[owner] = np.where(texts.codes >= 0, where[texts.codes], -1) if len(where) else owned.rows[owner]
    _tell_successions(stack, texts, target, finder_, findings)
    lost = (texts.codes >= 0) & (owned.rows[owner] < 0)
    owned.unread[owner] |= lost
    if not finder_.table.read:
        _all_unread(stack, lost, target, registers[owner].label, findings)
        return
    hints: dict[str, dict[str, str]] = {}
    for index in np.flatnonzero(lost):
        text = texts.distinct[texts.codes[index]]
        split = finder_.successors.shown(text.casefold())
        if len(split) > 1:
            findings.reject(int(index), codes.OWNER_SPLIT, {"text": clip(text), "names": ", ".join(split)}, target)
            continue
        if text not in hints:
            hints[text] = guess_key(text, finder_.table.keys if len(hints) < 20 else [])
        args = {"text": clip(text), "register": registers[owner].label, **hints[text]}
        findings.reject(int(index), codes.OWNER_UNKNOWN, args, target)


def _tell_successions(stack: Stack, texts: Texts, target: str, finder_: Finder, findings: Findings) -> None:
    """Say once for every old key of every sheet whose rows these were taken for."""
    for at, text in enumerate(texts.distinct) if finder_.successors.new else ():
        row = finder_.rows([text.casefold()])[0]
        if row < 0 or not finder_.succeeded(text.casefold()):
            continue
        rows = texts.codes == at
        for sheet in np.unique(stack.sheet[rows]):
            here = np.flatnonzero(rows & (stack.sheet == sheet))
            args = {"count": str(len(here)), "text": clip(text), "other": finder_.table.keys[int(row)]}
            findings.notices.append(Diagnostic(codes.OWNER_SUCCEEDED, stack.place(int(here[0]), target), args))


def _all_unread(stack: Stack, lost: Flags, target: str, label: str, findings: Findings) -> None:
    """Say once for every sheet that its rows have no owners because those were never read."""
    findings.bad |= lost
    for sheet in np.unique(stack.sheet[lost]):
        here = np.flatnonzero(lost & (stack.sheet == sheet))
        rows = stack.row[here]
        args = {"register": label, "count": str(len(here)), "first": str(rows[0]), "last": str(rows[-1])}
        findings.found.append(Diagnostic(codes.OWNERS_UNREAD, stack.place(int(here[0]), target), args))


def _by_subject(
    stack: Stack,
    register: Register,
    registers: Mapping[str, Register],
    found: Mapping[str, Finder],
    findings: Findings,
    owned: Owned,
) -> None:
    """Look up the subject, whatever its kind, by key and else by a name that only one subject has."""
    raw = stack.columns[SUBJECT_COLUMN]
    texts = as_texts(raw)
    kinds = register.owners
    words = [t.casefold() for t in texts.distinct]
    matches: list[list[tuple[str, int]]] = [[] for _ in words]
    for kind in kinds:
        for at, row in enumerate(found[kind].rows(words)):
            if row >= 0:
                matches[at].append((kind, int(row)))
    names = _names(found, kinds) if any(not m for m in matches) else {}
    keys = [key for kind in kinds for key in found[kind].table.keys] if any(not m for m in matches) else []
    for at, word in enumerate(words):
        matches[at] = matches[at] or names.get(word, [])
    for kind in kinds:
        single = np.array([m[0][1] if len(m) == 1 and m[0][0] == kind else -1 for m in matches] + [-1], dtype=np.int64)
        here = single[texts.codes]
        clash = (here >= 0) & (owned.rows[kind] >= 0) & (owned.rows[kind] != here)
        for index in np.flatnonzero(clash):
            args = {"text": clip(texts.distinct[texts.codes[index]]), "register": registers[kind].label}
            other = found[kind].table.keys[int(owned.rows[kind][index])]
            findings.reject(int(index), codes.OWNER_DIFFERS, {**args, "other": other}, SUBJECT_COLUMN)
        owned.rows[kind] = np.where(here >= 0, here, owned.rows[kind])
    count = np.array([len(m) for m in matches] + [1], dtype=np.int64)
    for index in np.flatnonzero(count[texts.codes] != 1):
        text = texts.distinct[texts.codes[index]]
        many = len(matches[texts.codes[index]]) > 1
        args = {"text": clip(text), **({} if many else guess_key(text, keys))}
        code = codes.SUBJECT_AMBIGUOUS if many else codes.SUBJECT_UNKNOWN
        findings.reject(int(index), code, args, SUBJECT_COLUMN)
        for kind in kinds:
            owned.unread[kind][index] = not many
        owned.candidates += [(int(index), kind, row) for kind, row in matches[texts.codes[index]]]


def _names(found: Mapping[str, Finder], kinds: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Return the subjects by folded name."""
    out: dict[str, list[tuple[str, int]]] = {}
    for kind in kinds:
        for at, name in enumerate(found[kind].table.names):
            if name:
                out.setdefault(name.casefold(), []).append((kind, at))
    return out


def _agree(
    owner: str,
    registers: Mapping[str, Register],
    found: Mapping[str, Finder],
    findings: Findings,
    owned: Owned,
) -> None:
    """Reject rows that name an owner and, above it, somebody whom that owner does not belong to."""
    here = owned.rows[owner]
    for higher in ancestors(registers, owner):
        if higher not in owned.rows:
            continue
        climbed = climb(registers, found, owner, higher, here)
        wrong = (climbed >= 0) & (owned.rows[higher] >= 0) & (climbed != owned.rows[higher])
        for index in np.flatnonzero(wrong):
            args = {
                "text": found[owner].table.keys[int(here[index])],
                "other": found[higher].table.keys[int(owned.rows[higher][index])],
                "register": registers[owner].label,
            }
            findings.reject(int(index), codes.OWNER_DIFFERS, args, owner_target(higher))


def climb(registers: Mapping[str, Register], found: Mapping[str, Finder], low: str, high: str, rows: Ints) -> Ints:
    """Return the owners in `high` of rows of `low`, -1 where a step is not known."""
    out = np.full(len(rows), -1, dtype=np.int64)
    for step in registers[low].owners:
        if step != high and high not in ancestors(registers, step):
            continue
        index = found[low].table.owners[step].astype(np.int64)
        above = np.where(rows >= 0, index[rows], -1) if len(index) else np.full(len(rows), -1, dtype=np.int64)
        above = above if step == high else climb(registers, found, step, high, above)
        out = np.where(out >= 0, out, above)
    return out


def _nearest_only(register: Register, registers: Mapping[str, Register], owned: Owned) -> None:
    """Keep only the lowest owner of each row: an opinion about a person is none about the unit named beside."""
    for owner in register.owners:
        for higher in ancestors(registers, owner):
            if higher in owned.rows:
                known = (owned.rows[owner] >= 0) & ~owned.unread[higher]
                owned.rows[higher] = np.where(known, -1, owned.rows[higher])


@dataclass(frozen=True, slots=True, eq=False)
class Reopened:
    """Per owner register the rows whose aggregates a rejected row may belong to; an `untold` row may be anybody's."""

    masks: Mapping[str, Flags]
    untold: Flags


def reopen(
    register: Register,
    registers: Mapping[str, Register],
    found: Mapping[str, Finder],
    owned: Owned,
    bad: Flags,
) -> Reopened:
    """Return whom the rejected rows reopen: the owners they name, else those below a unit they name, else all."""
    masks = {o: np.zeros(found[o].table.size, dtype=bool) for o in register.owners}
    if not bad.any():
        return Reopened(masks, bad)
    told = np.zeros(len(bad), dtype=bool)
    for owner in register.owners:
        rows = owned.rows[owner]
        named = bad & (rows >= 0)
        masks[owner][rows[named]] = True
        told |= named
    for index, owner, row in owned.candidates:
        masks[owner][row] = True
        told[index] = True
    for owner in register.owners:
        for lower in register.owners:  # the unit beside a readable person cannot be read: it may be the person's own
            lost = bad & owned.unread[owner] & (owned.rows[owner] < 0) & (owned.rows[lower] >= 0)
            if lost.any() and owner in ancestors(registers, lower):
                above = climb(registers, found, lower, owner, owned.rows[lower][lost])
                masks[owner][above[above >= 0]] = True
    for owner in register.owners:
        doubtful = bad & (owned.rows[owner] < 0) & (owned.unread[owner] | ~told)
        for higher in ancestors(registers, owner):
            beside = owned.rows.get(higher)
            if beside is None or not (hint := doubtful & (beside >= 0)).any():
                continue
            marked = np.zeros(found[higher].table.size + 1, dtype=bool)
            marked[beside[hint]] = True
            every = np.arange(found[owner].table.size, dtype=np.int64)
            tops = climb(registers, found, owner, higher, every)
            masks[owner] |= marked[tops] | (tops < 0)
            told |= hint
    return Reopened(masks, bad & ~told)
