"""Joining rows to their owners: by key, else by exact name within the unit that the row names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..diagnostics import Diagnostic
from ..diagnostics import record_codes as codes
from ..plan import Register
from .batch import Findings, Flags, Stack
from .binding import SUBJECT_COLUMN, ancestors, owner_target
from .cells import clip, guess_key
from .columns import Texts, as_texts
from .finder import Finder, Owned, climb
from .named import all_unread, name_columns, named, near_name, read_by_name, take


def read_owners(
    stack: Stack, register: Register, registers: Mapping[str, Register], found: Mapping[str, Finder], findings: Findings
) -> Owned:
    """Return whose each row is; rows whose owner is missing, unknown or contradicted are rejected."""
    above = ancestors(registers, register.id)
    owned = Owned(
        {o: np.full(stack.size, -1, dtype=np.int32) for o in above},
        {o: np.zeros(stack.size, dtype=bool) for o in above},
    )
    for owner in sorted(above, key=lambda o: len(ancestors(registers, o))):  # staff are looked for within their unit
        _by_key(stack, owner, registers, found, findings, owned)
        read_by_name(stack, owner, registers, found, findings, owned)
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
        _owners_never_read(stack, register, registers, found, findings, owned, told)
        for index in np.flatnonzero(~told):
            findings.reject(int(index), codes.OWNER_MISSING, {"names": names})
    return owned


def _by_key(
    stack: Stack, owner: str, registers: Mapping[str, Register], found: Mapping[str, Finder], findings: Findings,
    owned: Owned,
) -> None:  # fmt: skip
    """Look up what stands in the column of one owner's keys: keys, else names."""
    target, finder_ = owner_target(owner), found[owner]
    raw = stack.columns.get(target)
    if raw is None:
        return
    texts = as_texts(raw)
    where = finder_.rows_of(texts)
    owned.rows[owner] = np.where(texts.codes >= 0, where[texts.codes], -1) if len(where) else owned.rows[owner]
    _tell_successions(stack, texts, target, finder_, findings)
    lost = (texts.codes >= 0) & (owned.rows[owner] < 0)
    if not finder_.table.read:
        owned.unread[owner] |= lost
        all_unread(stack, lost, target, registers[owner].label, findings)
        return
    for one in list(named(texts, lost, owner, registers, found, owned)):
        if len(one.candidates):
            take(one, owner, target, registers, finder_, findings, owned)
            lost[one.rows] = False
    owned.unread[owner] |= lost
    hints: dict[str, dict[str, str]] = {}
    for index in np.flatnonzero(lost):
        text = texts.distinct[texts.codes[index]]
        split = finder_.successors.shown(text.casefold())
        if len(split) > 1:
            findings.reject(int(index), codes.OWNER_SPLIT, {"text": clip(text), "names": ", ".join(split)}, target)
            continue
        if text not in hints:
            hints[text] = _hint(text, owner, registers, finder_, many=len(hints) >= 20)
        args = {"text": clip(text), "register": registers[owner].label, **hints[text]}
        findings.reject(int(index), codes.OWNER_UNKNOWN, args, target)


def _hint(
    text: str, owner: str, registers: Mapping[str, Register], finder_: Finder, *, many: bool
) -> dict[str, str]:
    """Return the words that propose whom an unknown key means: one written nearly so, or the owner of that name."""
    if many:
        return guess_key(text, [])
    near = guess_key(text, finder_.table.keys)
    if near["hint"] or registers[owner].name is None:
        return near
    return near_name(text, np.arange(finder_.table.size, dtype=np.int64), registers[owner], finder_)


def _owners_never_read(
    stack: Stack, register: Register, registers: Mapping[str, Register], found: Mapping[str, Finder],
    findings: Findings, owned: Owned, told: Flags,
) -> None:  # fmt: skip
    """Say of rows that give only names why they have no owners: the list with those names was never read."""
    for owner in register.owners:
        target = name_columns(stack, owner)
        if found[owner].table.read or not target or not target[-1].startswith("owner-name:"):
            continue
        lost = (as_texts(stack.columns[target[-1]]).codes >= 0) & ~told
        owned.unread[owner] |= lost
        told |= lost
        all_unread(stack, lost, target[-1], registers[owner].label, findings)


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
        same = _within(matches[texts.codes[index]], int(index), registers, found, owned)
        if len(same) == 1:
            owned.rows[same[0][0]][index] = same[0][1]
            continue
        several = ", ".join(found[kind].table.keys[row] for kind, row in same[:10])
        more = {"names": several} if same else _subject_hint(text, keys, kinds, registers, found)
        args = {"text": clip(text), **more}
        findings.reject(int(index), codes.SUBJECT_AMBIGUOUS if same else codes.SUBJECT_UNKNOWN, args, SUBJECT_COLUMN)
        for kind in kinds:
            owned.unread[kind][index] = not same
        owned.candidates += [(int(index), kind, row) for kind, row in same]


def _within(
    same: Sequence[tuple[str, int]], index: int, registers: Mapping[str, Register], found: Mapping[str, Finder],
    owned: Owned,
) -> list[tuple[str, int]]:  # fmt: skip
    """Return those of several subjects by one name who belong to the unit that the row names, else all."""
    out = []
    for kind, row in same:
        told = [(h, int(owned.rows[h][index])) for h in ancestors(registers, kind) if h in owned.rows]
        above = [
            int(climb(registers, found, kind, h, np.array([row], dtype=np.int64))[0]) == r for h, r in told if r >= 0
        ]
        if len(same) > 1 and above and not all(above):
            continue
        out.append((kind, row))
    return out or list(same)


def _subject_hint(
    text: str, keys: Sequence[str], kinds: Sequence[str], registers: Mapping[str, Register],
    found: Mapping[str, Finder],
) -> dict[str, str]:  # fmt: skip
    """Return the words that propose who is meant: a key written nearly so, or the only subject of such a name."""
    near = guess_key(text, keys)
    names = [
        near_name(text, np.arange(found[kind].table.size, dtype=np.int64), registers[kind], found[kind])
        for kind in kinds
        if registers[kind].name is not None
    ]
    likely = [told for told in names if told["hint"]]
    return likely[0] if not near["hint"] and len(likely) == 1 else near


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


def _nearest_only(register: Register, registers: Mapping[str, Register], owned: Owned) -> None:
    """Keep only the lowest owner of each row: an opinion about a person is none about the unit named beside."""
    for owner in register.owners:
        for higher in ancestors(registers, owner):
            if higher in owned.rows:
                known = (owned.rows[owner] >= 0) & ~owned.unread[higher]
                owned.rows[higher] = np.where(known, -1, owned.rows[higher])
