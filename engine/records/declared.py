"""What a mapping file says of written values, put in their place before they are read: spellings, habits, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..diagnostics import Diagnostic, mapping_codes
from ..plan import Register
from ..source import Cell
from ..values import Date, FieldType, Number
from .binding import SUBJECT_COLUMN, small
from .cells import clip
from .grid import MARK, NUMBER, PERCENT, hundredfold, kind_of, tidy, word
from .mapping.model import Habits, MappingFile, Ref

_SHORT_YEAR = re.compile(r"(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?)(\d{2})")


@dataclass(frozen=True, slots=True)
class _Change:
    """One written text and what it stands for; `told`: somebody settled this very text."""

    raw: str
    new: str
    told: bool


def declared(
    cells: Mapping[str, pd.Series[Any]], register: Register, place: Callable[[str], Cell], file: str,
    mapping: MappingFile,
) -> tuple[dict[str, pd.Series[Any]], list[Diagnostic]]:  # fmt: skip
    """Return the columns with what was settled put in place, and a note for every text so read."""
    if not (mapping.spellings or mapping.names or mapping.habits):
        return dict(cells), []
    habits = mapping.habits_of(file)
    out, notes = dict(cells), []
    for target, column in cells.items():
        codes, found = pd.factorize(column)
        texts = np.asarray(found, dtype=object).tolist()
        changes = {c.raw: c for c in _changes(texts, register, target, habits, mapping)}
        if not changes:
            continue
        new = np.array([changes[t].new if t in changes else t for t in texts], dtype=object)
        out[target] = pd.Series(new[codes], index=column.index)
        count = np.bincount(codes, minlength=len(texts))
        for at, text in enumerate(texts):
            if text in changes and changes[text].told:
                label = _label(register, target)
                args = {"column": label, "text": clip(word(text)), "reading": changes[text].new}
                args["count"] = str(count[at])
                notes.append(Diagnostic(mapping_codes.MAPPED_VALUES, place(target), args))
    return out, notes


def _label(register: Register, target: str) -> str:
    found = register.fields.get(target.partition(":")[2])
    return found.label if found else (register.owner_key or register.key).label if ":" not in target else target


def _changes(
    texts: list[str], register: Register, target: str, habits: Habits, mapping: MappingFile
) -> Iterator[_Change]:
    """Yield the texts of one column that stand for something else."""
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
    if bare and habits.shares is not None and 0 < value < 1:
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
        whole, part = rf"\d{{1,3}}(?:[{other} ]\d{{3}})+|\d+", rf"(?:[{decimal}]\d+)?"
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
