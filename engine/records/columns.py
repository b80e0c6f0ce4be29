"""Typed columns from raw ones: every distinct text is read once, then taken row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..diagnostics import Diagnostic, cell_codes, record_codes
from ..plan import Field, Register
from ..values import Choice, Date, FieldType, Number, Text, YesNo, unscaled
from .batch import Coded, Findings, Flags, Stack
from .binding import KEY, NAME, field_target
from .cells import Bad, Read, clip, default, is_fraction, parse, written
from .coded import at_codes
from .dossier import MISSING, NO_DAY, Column
from .grid import ERROR, FORMULA, MARK, NO_COLUMN, NOT_GIVEN, NUMBER, hundredfold, kind_of, word
from .numerals import Numerals
from .written import PLAIN, Written

_NUMBER = MARK + NUMBER
_EXPONENT = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,2}")
Codes = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column of texts: distinct ones, per row the position among them, -1 where blank."""

    codes: Codes
    distinct: Sequence[str]
    lines: str = ""

    def joined(self) -> str:
        """Return the distinct texts, each in a line; `lines`, where that was made before."""
        return self.lines or "\n".join(self.distinct)

    def folded(self) -> tuple[str, ...]:
        """Return the distinct texts in small letters, for comparing keys."""
        return tuple(self.joined().casefold().split("\n")) if len(self.distinct) else ()

    def words(self) -> Sequence[str]:
        """Return one text per row, '' where blank."""
        if len(self.codes) == len(self.distinct) and bool((self.codes == np.arange(len(self.codes))).all()):
            return self.distinct
        if isinstance(self.distinct, Written) and bool((self.codes >= 0).all()):
            return self.distinct.at(self.codes)
        pool = np.array([*self.distinct, ""], dtype=object)
        out: list[str] = pool[self.codes].tolist()
        return out


def as_texts(column: Coded) -> Texts:
    """Return a raw column as trimmed texts in composed Unicode."""
    pool = column.pool
    if isinstance(pool, Numerals) and not len(pool.head):
        return Texts(column.codes, Written(pool.whole, PLAIN if pool.style.cell else pool.style))
    if pool.tidy and pool.place("") < 0:
        return Texts(column.codes, tuple(pool.texts), pool.joined)
    if pool.numbers:
        joined = pool.joined.replace(_NUMBER, "")
        if ".0\n" not in joined and not joined.endswith(".0") and "\n\n" not in joined and joined.strip("\n") == joined:
            return Texts(column.codes, tuple(joined.split("\n")), joined)
        shown = f"{joined}\n".replace(".0\n", "\n").split("\n")[:-1]
    else:
        shown = column.map(word)
    if len(set(shown)) == len(shown) and "" not in shown[1:] and shown[:1] != [""]:
        return Texts(column.codes, tuple(shown))
    position: dict[str, int] = {}
    where = np.array([position.setdefault(t, len(position)) if t else -1 for t in shown], dtype=np.int64)
    taken = where[column.codes] if len(where) else np.zeros(0, dtype=np.int64)
    return Texts(taken, tuple(position))


def blank(kind: FieldType) -> tuple[int, type[np.generic]]:
    """Return what a column holds where a value is missing, and its type."""
    match kind:
        case YesNo():
            return 1, np.int8
        case Number():
            return MISSING, np.int64
        case Date():
            return NO_DAY, np.int32
        case Choice() | Text():
            return -1, np.int32


def missing_column(kind: FieldType, size: int) -> Column:
    """Return a column in which everything is missing."""
    value, dtype = blank(kind)
    return np.full(size, value, dtype=dtype)


def read_field(stack: Stack, field: Field, findings: Findings) -> tuple[Column, Sequence[str]]:
    """Return a field's column and, for text, its distinct texts; bad and missing cells reject their rows."""
    target = field_target(field.id)
    raw = stack.columns.get(target)
    if raw is None:
        if field.required:
            for index in range(stack.size):
                findings.reject(index, cell_codes.REQUIRED, {"column": field.label})
        return missing_column(field.type, stack.size), ()
    if isinstance(field.type, Text):
        return _read_text(field, raw, findings)
    value, dtype = blank(field.type)
    filled = None if field.blank is None else default(field.type, field.blank)
    read = [_filled(parse(field.type, r), r, filled) for r in raw.distinct]
    bad = {at: found for at, found in enumerate(read) if isinstance(found, Bad)}
    if field.required:
        bad.update({at: Bad(cell_codes.REQUIRED) for at, found in enumerate(read) if found is None})
    _report(raw, bad, field, target, findings)
    _warn_of_fractions(stack, raw, read, field, findings)
    plain = np.array([found if isinstance(found, int) else value for found in read], dtype=dtype)
    return at_codes(plain, raw.codes) if len(plain) else missing_column(field.type, stack.size), ()


def _warn_of_fractions(stack: Stack, raw: Coded, read: Sequence[Read], field: Field, findings: Findings) -> None:
    """Say once for every sheet's column that a bare number below one was read as so many percent."""
    kind, target = field.type, field_target(field.id)
    if not isinstance(kind, Number) or kind.kind != "percent":
        return
    small = np.array([isinstance(v, int) and is_fraction(kind, v, r) for v, r in zip(read, raw.distinct, strict=True)])
    if not small.any():
        return
    rows = np.flatnonzero(small[raw.codes])
    for index in rows[np.unique(stack.sheet[rows], return_index=True)[1]]:
        value = read[int(raw.codes[index])]
        plain = unscaled(value if isinstance(value, int) else 0, kind.decimals)
        args = {"column": field.label, "text": written(plain), "hundredfold": written(hundredfold(plain))}
        findings.notices.append(Diagnostic(cell_codes.PERCENT_SMALL, stack.place(int(index), target), args))


def _filled(read: Read, raw: str, filled: int | str | None) -> Read:
    """Put the meaning of a blank cell in its place; a column that is not there has no blank cells."""
    return filled if read is None and raw not in {NO_COLUMN, NOT_GIVEN} else read


def _read_text(field: Field, raw: Coded, findings: Findings) -> tuple[Column, Sequence[str]]:
    bad = _spoilt_in(raw)
    if isinstance(field.type, Text) and field.type.digits:
        read = {at: parse(field.type, r) for at, r in enumerate(raw.distinct) if at not in bad}
        bad.update({at: found for at, found in read.items() if isinstance(found, Bad)})
    texts = as_texts(raw)
    if field.required:
        empty = np.unique(raw.codes[texts.codes < 0])
        bad.update({int(at): Bad(cell_codes.REQUIRED) for at in empty if int(at) not in bad})
    _report(raw, bad, field, field_target(field.id), findings)
    where, distinct = texts.codes, texts.distinct
    if field.blank is not None:
        absent = np.array([r in {NO_COLUMN, NOT_GIVEN} for r in raw.distinct], dtype=bool)
        where = np.where((where < 0) & ~absent[raw.codes], len(distinct), where)
        distinct = (*distinct, field.blank)
    return where.astype(np.int32), distinct


def _spoilt(raw: str) -> Bad | None:
    """Return what is wrong with a cell that should hold text: errors and formulas without a result."""
    if kind_of(raw) not in {ERROR, FORMULA}:
        return None
    return Bad(cell_codes.ERROR_CELL if kind_of(raw) == ERROR else cell_codes.FORMULA_CELL, {"text": clip(word(raw))})


def _spoilt_in(raw: Coded) -> dict[int, Bad]:
    joined = raw.pool.lettered.joined
    if MARK not in joined or not (MARK + ERROR in joined or MARK + FORMULA in joined):
        return {}
    return {at: found for at, r in enumerate(raw.distinct) if r[:1] == MARK and (found := _spoilt(r))}


def _report(raw: Coded, bad: Mapping[int, Bad], field: Field, target: str, findings: Findings) -> None:
    """Reject the rows whose cell is bad."""
    if not bad:
        return
    wrong = np.zeros(len(raw.pool), dtype=bool)
    wrong[list(bad)] = True
    for index in np.flatnonzero(wrong[raw.codes]):
        found = bad[int(raw.codes[index])]
        findings.reject(int(index), found.code, {**found.args, "column": field.label}, target)


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """The keys and names of a register's rows, and for rows that share a key their group (-1: alone)."""

    keys: Texts
    names: Texts
    spoilt: Flags
    twice: Flags


def read_keys(stack: Stack, register: Register, findings: Findings) -> Keyed:
    """Return keys and names; a row without a key, or with one that stands elsewhere too, is rejected."""
    nothing = Texts(np.broadcast_to(np.int32(-1), stack.size), ())
    names = as_texts(stack.columns[NAME]) if register.name and NAME in stack.columns else nothing
    none = np.zeros(stack.size, dtype=bool)
    if not register.keyed or KEY not in stack.columns:
        return Keyed(nothing, names, none, none)
    raw = stack.columns[KEY]
    label = register.key.label
    bad = _spoilt_in(raw)
    _report(raw, bad, register.key, KEY, findings)
    spoilt = np.isin(raw.codes, list(bad)) if bad else none
    texts = _same_case(as_texts(raw))
    where = np.where(spoilt, -1, texts.codes) if bad else texts.codes
    alone = len(where) > 0 and where[0] >= 0 and bool((where[1:] > where[:-1]).all())  # each row has a key of its own
    for index in () if alone else np.flatnonzero((where < 0) & ~spoilt):
        findings.reject(int(index), record_codes.KEY_MISSING, {"column": label}, KEY)
    _warn_of_lost_zeros(stack, raw, where, label, findings)
    _warn_of_exponents(stack, raw, label, findings)
    twice = none if alone else _shared(where, len(texts.distinct))
    for index in () if alone else np.flatnonzero(twice):
        findings.reject(int(index), record_codes.KEY_TWICE, {"text": clip(texts.distinct[where[index]])}, KEY)
    if register.name and NAME in stack.columns:
        raw_name = stack.columns[NAME]
        bad = _spoilt_in(raw_name)
        _report(raw_name, bad, register.name, NAME, findings)
        if bad:
            names = Texts(np.where(np.isin(raw_name.codes, list(bad)), -1, names.codes), names.distinct)
    return Keyed(Texts(where, texts.distinct, texts.lines), names, spoilt, twice)


def _shared(where: Codes, many: int) -> Flags:
    """Return the rows whose key (a number below `many`, -1 for none) stands in another row too."""
    often = np.bincount(where[where >= 0], minlength=many) > 1
    return (where >= 0) & often[where] if many else np.zeros(len(where), dtype=bool)


def _warn_of_lost_zeros(stack: Stack, raw: Coded, where: Codes, label: str, findings: Findings) -> None:
    """Say of keys that are numbers, among longer ones with leading zeros, that they have probably lost theirs."""
    if raw.pool.numbers or (_NUMBER not in raw.pool.lettered.joined and not raw.pool.marked):
        return
    numbers = [at for at, r in enumerate(raw.distinct) if r[:2] == MARK + NUMBER]
    if not numbers:
        return
    zeros = [len(r) for r in raw.distinct if r[:1] == "0" and r.isdigit()]
    longest = max(zeros, default=0)
    for at in numbers:
        text = word(raw.distinct[at])
        if not text.isdigit() or not longest - 2 <= len(text) < longest or not (where[raw.codes == at] >= 0).any():
            continue
        index = int(np.flatnonzero((raw.codes == at) & (where >= 0))[0])
        args = {"text": text, "column": label, "full": text.zfill(longest)}
        findings.notices.append(Diagnostic(record_codes.KEY_ZEROS, stack.place(index, KEY), args))


def _warn_of_exponents(stack: Stack, raw: Coded, label: str, findings: Findings) -> None:
    """Say of keys as Excel shows long numbers (1,2E+05) that their last digits are probably lost."""
    if "E+" not in raw.pool.lettered.joined:
        return
    found = [at for at, text in enumerate(raw.distinct) if _EXPONENT.fullmatch(word(text))]
    for at in found[:1]:
        index = int(np.flatnonzero(raw.codes == at)[0])
        args = {"text": word(raw.distinct[at]), "column": label, "count": str(len(found))}
        findings.notices.append(Diagnostic(record_codes.KEY_EXPONENT, stack.place(index, KEY), args))


def _same_case(texts: Texts) -> Texts:
    """Bring keys that differ only in capitals together, under the spelling that sorts first."""
    if not len(texts.distinct) or isinstance(texts.distinct, Written):
        return texts
    joined = texts.joined()
    if joined.casefold() == joined or (joined.isascii() and joined.upper() == joined):
        return texts  # all in small letters, or none
    folded = texts.folded()
    if len(set(folded)) == len(folded):
        return texts
    spelling: dict[str, str] = {}
    for text, key in zip(texts.distinct, folded, strict=True):
        spelling[key] = min(text, spelling.get(key, text))
    position = {key: at for at, key in enumerate(spelling)}
    where = np.array([*(position[key] for key in folded), -1], dtype=np.int64)
    return Texts(where[texts.codes], tuple(spelling.values()))
