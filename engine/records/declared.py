"""What a mapping file says of written values, put in their place before they are read: spellings, habits, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, mapping_codes
from ..plan import Register
from ..source import Cell
from ..values import Date, FieldType, Number
from .binding import SUBJECT_COLUMN, Words, small
from .cells import clip
from .coded import coded
from .grid import MARK, NUMBER, PERCENT, hundredfold, kind_of, tidy, word
from .mapping.model import Habits, MappingFile, Ref

_SHORT_YEAR = re.compile(r"(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?)(\d{2})")


@dataclass(frozen=True, slots=True)
class _Change:
    """One written text and what it stands for; `told`: somebody settled this very text, not a habit of the book."""

    raw: str
    new: str
    told: bool


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """The columns of a table with what was settled put in place.

    `notes` say what was changed; `written` holds, by cell (`D7`), what stands there in the book.
    """

    cells: dict[str, pd.Series[Any]]
    notes: list[Diagnostic]
    written: dict[str, str]


def declared(
    cells: Mapping[str, pd.Series[Any]], words: Words, letters: Mapping[str, str], place: Cell, mapping: MappingFile,
    fixed: Mapping[Ref, str],
) -> Declared:  # fmt: skip
    """Return the columns (index: the rows of the sheet) with what a mapping file settled; `place` is the sheet."""
    out = Declared(dict(cells), [], {})
    habits = mapping.habits_of(place.file)
    if mapping.spellings or mapping.names or mapping.habits:
        for target, column in cells.items():
            _settle(out, column, words, target, letters.get(target, ""), place, habits, mapping)
    size = len(next(iter(cells.values()), ()))
    for ref, text in fixed.items():
        if ref.register == words.register.id and ref.target not in cells and size:
            index = next(iter(cells.values())).index
            out.cells[ref.target] = pd.Series([text] * size, index=index, dtype=object)
            args = {"column": words.labels[ref.target], "reading": text, "count": str(size)}
            out.notes.append(Diagnostic(mapping_codes.MAPPED_FIXED, place, args))
    return out


def _settle(
    out: Declared, column: pd.Series[Any], words: Words, target: str, at: str, place: Cell, habits: Habits,
    mapping: MappingFile,
) -> None:  # fmt: skip
    """Put what was settled of one column in its place: a note for every text, one for all that a habit changed."""
    codes, pool = coded(column)
    texts = pool.texts
    changes = {n: c for n, c in enumerate(_changes(texts, words.register, target, habits, mapping)) if c is not None}
    if not changes:
        return
    new = np.array([changes[n].new if n in changes else text for n, text in enumerate(texts)], dtype=object)
    out.cells[target] = pd.Series(new[codes], index=column.index)
    count = np.bincount(codes, minlength=len(texts))
    rows = column.index.to_numpy()
    for number in np.flatnonzero(np.isin(codes, list(changes))):
        out.written[f"{at}{rows[number]}"] = word(texts[codes[number]])
    habit = [n for n in changes if not changes[n].told]
    for n in [*(n for n in changes if changes[n].told), *habit[:1]]:
        here = replace(place, cell=f"{at}{rows[int(np.argmax(codes == n))]}")
        args = {"column": words.labels[target], "text": clip(word(texts[n])), "reading": word(changes[n].new)}
        args["count"] = str(count[n] if changes[n].told else count[habit].sum())
        code = mapping_codes.MAPPED_VALUES if changes[n].told else mapping_codes.MAPPED_HABIT
        out.notes.append(Diagnostic(code, here, args))


def _changes(
    texts: list[str], register: Register, target: str, habits: Habits, mapping: MappingFile
) -> Iterator[_Change | None]:
    """Yield, for every text of one column, what it stands for where that is something else."""
    field = register.fields.get(target.partition(":")[2]) if target.startswith("field:") else None
    spelt = mapping.spellings.get(Ref(register.id, target), {})
    names = _names(target, register, mapping)
    for raw in texts:
        shown = small(word(raw))
        if shown in spelt:
            yield _Change(raw, spelt[shown], told=True)
        elif shown in names:
            yield _Change(raw, names[shown], told=True)
        elif field is not None and (new := _by_habit(field.type, raw, habits)) is not None:
            yield _Change(raw, new, told=False)
        else:
            yield None


def _names(target: str, register: Register, mapping: MappingFile) -> Mapping[str, str]:
    """Return the keys that names stand for in a column: its owner's, or anybody's where it may name anybody."""
    kind, _, owner = target.partition(":")
    if kind in {"owner", "owner-name"}:
        return mapping.names.get(owner, {})
    if target == SUBJECT_COLUMN or (register.id, target) == ("attestation", "field:scope"):
        return {name: key for part in mapping.names.values() for name, key in part.items()}
    return {}


def _by_habit(kind: FieldType, raw: str, habits: Habits) -> str | None:
    """Return a text rewritten by how its book writes numbers and years, None where that says nothing of it."""
    if isinstance(kind, Date) and habits.century is not None and not kind_of(raw):
        found = _SHORT_YEAR.fullmatch(tidy(raw))
        return f"{found[1]}{habits.century}{found[2]}" if found else None
    if not isinstance(kind, Number):
        return None
    number = _number(raw, habits.decimal)
    if number is None:
        return None
    value, new = number
    bare = kind.kind == "percent" and "%" not in raw and kind_of(raw) != PERCENT
    if bare and habits.shares is not None and 0 < value <= 1:
        return f"{MARK}{PERCENT}{value}" if habits.shares else f"{value:f}%".replace(".", ",")
    return new if new != raw else None


def _number(raw: str, decimal: str) -> tuple[Decimal, str] | None:
    """Return the number in a cell and the cell as it is to be read, by the sign that parts decimals in its book."""
    if kind_of(raw) == NUMBER:
        return Decimal(raw[2:]), raw
    if kind_of(raw) or not raw:
        return None
    text, percent = re.subn(r"\s?%$", "", tidy(raw))
    if decimal:
        other = "." if decimal == "," else ","
        whole, part = rf"[1-9]\d{{0,2}}(?:[{other} ]\d{{3}})+|\d+", rf"(?:[{decimal}]\d+)?"
        if not re.fullmatch(rf"[+-]?(?:{whole}){part}", text, re.ASCII):
            return None
        plain = text.replace(other, "").replace(" ", "").replace(decimal, ".")
    elif re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", text, re.ASCII):
        plain = text.replace(",", ".")
    else:
        return None
    value = Decimal(plain)
    if not decimal:
        return value, raw
    return value, f"{MARK}{PERCENT}{hundredth(value)}" if percent else f"{MARK}{NUMBER}{plain}"


def hundredth(value: Decimal) -> Decimal:
    """Return a hundredth of a number, whatever its length, exactly."""
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, exponent - 2)) if isinstance(exponent, int) else hundredfold(value)
