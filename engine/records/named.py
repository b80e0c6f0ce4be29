"""Finding owners by name: exactly, and where the owner has an owner of its own, within the one that the row names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from ..diagnostics import Code, Diagnostic
from ..diagnostics import record_codes as codes
from ..plan import Register
from .batch import Findings, Flags, Ints, Stack
from .binding import ancestors, owner_name_target, owner_target, tokens
from .cells import clip
from .columns import Texts, as_texts
from .finder import Finder, Owned, climb

#: A name at least so near (of 100) is proposed; among more names than this nothing is looked for.
_NEAR, _MANY = 85, 5_000


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One name as it stands in some rows that agree on everything above the owner: who may be meant.

    `told`: the rows name the owner's own owner (or it has none), so that a name can settle who is meant.
    """

    text: str
    rows: Ints
    candidates: Ints
    within: Ints
    told: bool

    @property
    def found(self) -> int:
        """Return the row of the one owner that is meant, or -1."""
        return int(self.candidates[0]) if self.told and len(self.candidates) == 1 else -1


def named(
    texts: Texts, rows: Flags, owner: str, registers: Mapping[str, Register], found: Mapping[str, Finder], owned: Owned
) -> Iterator[Named]:
    """Yield who may be meant by every distinct name in the given rows."""
    here = np.flatnonzero(rows)
    if not len(here) or registers[owner].name is None:
        return
    table = found[owner].table
    above = [h for h in ancestors(registers, owner) if h in owned.rows]
    beside = np.stack([texts.codes[here], *(owned.rows[h][here] for h in above)], axis=1)
    groups, which = np.unique(beside, axis=0, return_inverse=True)
    names = pd.Series(np.arange(table.size)).groupby(pd.Index(_folded(table.names), dtype=object)).indices
    every = np.arange(table.size, dtype=np.int64)
    tops = {h: climb(registers, found, owner, h, every) for h in above}
    free = not registers[owner].owners
    for at, (code, *higher) in enumerate(groups.tolist()):
        text = texts.distinct[code]
        fits = np.ones(table.size, dtype=bool)
        for h, row in zip(above, higher, strict=True):
            if row >= 0:
                fits &= tops[h] == row
        same = np.asarray(names.get(text.casefold(), ()), dtype=np.int64)
        told = free or any(row >= 0 for row in higher)
        yield Named(text, here[which.reshape(-1) == at], same[fits[same]], np.flatnonzero(fits), told)


def _folded(names: Sequence[str]) -> list[str]:
    return "\n".join(names).casefold().split("\n") if len(names) else []


def read_by_name(
    stack: Stack, owner: str, registers: Mapping[str, Register], found: Mapping[str, Finder], findings: Findings,
    owned: Owned,
) -> None:  # fmt: skip
    """Find owners by the name that stands in a column of its own, where no key told them."""
    target = owner_name_target(owner)
    raw = stack.columns.get(target)
    if raw is None or not found[owner].table.read:
        return
    texts = as_texts(raw)
    given = (texts.codes >= 0) & ~owned.unread[owner]
    for higher in ancestors(registers, owner):  # an unreadable unit was told already: its rows are rejected for that
        lost = given & owned.unread[higher] & (owned.rows[owner] < 0)
        owned.unread[owner] |= lost
        given &= ~lost
    _contradicted(texts, given & (owned.rows[owner] >= 0), owner, registers, found[owner], findings, owned)
    by_key = found[owner].rows([t.casefold() for t in texts.distinct])  # a mapping file may have put a key in its place
    if len(by_key):
        keyed = given & (owned.rows[owner] < 0) & (by_key[texts.codes] >= 0)
        owned.rows[owner] = np.where(keyed, by_key[texts.codes], owned.rows[owner])
    for one in list(named(texts, given & (owned.rows[owner] < 0), owner, registers, found, owned)):
        take(one, owner, target, registers, found[owner], findings, owned)


def take(
    one: Named, owner: str, target: str, registers: Mapping[str, Register], finder: Finder, findings: Findings,
    owned: Owned,
) -> None:  # fmt: skip
    """Give the rows of one name their owner, or reject them with what is needed to tell who is meant."""
    if one.found >= 0:
        owned.rows[owner][one.rows] = one.found
        return
    code, args = _unsettled(one, registers[owner], finder)
    several = code is codes.OWNER_NAMESAKES and one.told
    for index in one.rows:
        findings.reject(int(index), code, args, target)
    owned.unread[owner][one.rows] = not several
    if several:
        owned.candidates += [(int(index), owner, int(row)) for index in one.rows for row in one.candidates]


def _unsettled(one: Named, register: Register, finder: Finder) -> tuple[Code, dict[str, str]]:
    """Return why a name does not tell who is meant, and who may be."""
    args = {"text": clip(one.text), "register": register.label, "column": register.key.label}
    if not len(one.candidates):
        return codes.OWNER_UNKNOWN, {**args, **near_name(one.text, one.within, register, finder)}
    keys = [finder.table.keys[int(row)] for row in one.candidates]
    if len(keys) == 1:
        return codes.OWNER_NAME_ALONE, {**args, "near": keys[0], "of": register.id}
    return codes.OWNER_NAMESAKES, {**args, "names": ", ".join(keys[:10])}


def near_name(text: str, within: Ints, register: Register, finder: Finder) -> dict[str, str]:
    """Return the words that propose whom a name means: the only one written nearly so. Nothing is taken from it."""
    rows = [int(row) for row in within[: _MANY + 1] if finder.table.names[int(row)]]
    nothing = {"hint": "", "hint_en": ""}
    if not rows or len(rows) > _MANY:
        return nothing
    words = [_spelt_out(finder.table.names[row]) for row in rows]
    wanted = _spelt_out(text)
    same = [row for row, word in zip(rows, words, strict=True) if word == wanted]
    if not same:
        best = process.extract(wanted, words, scorer=fuzz.token_sort_ratio, limit=2, score_cutoff=_NEAR)
        same = [rows[best[0][2]]] if len(best) == 1 or (len(best) == 2 and best[0][1] > best[1][1]) else []
    if len(same) != 1:
        return nothing
    key, name = finder.table.keys[same[0]], finder.table.names[same[0]]
    told = {"hint": f"có phải `{name}` (mã {key})? ", "hint_en": f"did you mean `{name}` (key {key})? "}
    return {**told, "near": key, "of": register.id}


#: How the kind of a place is shortened in front of its name.
_SHORT = {"p": "phuong", "q": "quan", "x": "xa", "h": "huyen", "tt": "thi tran", "tx": "thi xa", "tp": "thanh pho"}


def _spelt_out(name: str) -> str:
    """Return the bare words of a name, the kind of a place in front of it in full: `P. Hòa An` is Phường Hòa An."""
    first, _, rest = tokens(name).partition(" ")
    return f"{_SHORT.get(first, first)} {rest}" if rest else first


def _contradicted(
    texts: Texts, rows: Flags, owner: str, registers: Mapping[str, Register], finder: Finder, findings: Findings,
    owned: Owned,
) -> None:  # fmt: skip
    """Reject rows whose key is one owner's and whose name is exactly another's; a mere other spelling does no harm."""
    here = np.flatnonzero(rows)
    if not len(here):
        return
    names = np.array(_folded(finder.table.names), dtype=object)
    folded = np.array([t.casefold() for t in texts.distinct], dtype=object)
    somebody = np.isin(folded.astype(str), names.astype(str)) if len(folded) else np.zeros(0, dtype=bool)
    code = texts.codes[here]
    wrong = here[somebody[code] & (names[owned.rows[owner][here]] != folded[code])]
    for index in wrong:
        key = finder.table.keys[int(owned.rows[owner][index])]
        args = {"text": clip(texts.distinct[texts.codes[index]]), "other": key, "register": registers[owner].label}
        findings.reject(int(index), codes.OWNER_NAME_DIFFERS, args, owner_name_target(owner))


def all_unread(stack: Stack, lost: Flags, target: str, label: str, findings: Findings) -> None:
    """Say once for every sheet that its rows have no owners because those were never read."""
    findings.bad |= lost
    for sheet in np.unique(stack.sheet[lost]):
        here = np.flatnonzero(lost & (stack.sheet == sheet))
        rows = stack.row[here]
        args = {"register": label, "count": str(len(here)), "first": str(rows[0]), "last": str(rows[-1])}
        findings.found.append(Diagnostic(codes.OWNERS_UNREAD, stack.place(int(here[0]), target), args))


def name_columns(stack: Stack, owner: str) -> list[str]:
    """Return the columns of a sheet that may tell an owner, the key's first."""
    return [t for t in (owner_target(owner), owner_name_target(owner)) if t in stack.columns]
