"""Cells of cases: which columns a register has, what may stand in them, and the value that a text stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from ...plan import Plan
from ...records.binding import ancestors, registers_of
from ...records.rows import words_for
from ...values import Choice, Date, FieldType, Number, Text, YesNo, scaled, unscaled

#: A cell that cannot be read: its row is rejected.
UNREADABLE = "?"
Value = bool | Decimal | dt.date | str
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Registers of cases that the rule set does not declare.
BUILTIN = ("attestation", "judgement", "nomination", "grant")


class Columns:
    """The columns of every register of a plan, with their types."""

    def __init__(self, ready: Plan) -> None:
        """Look the registers up."""
        registers = registers_of(ready)
        mine = [r for r in registers if r in ready.registers or r in BUILTIN]
        self.plan = ready
        self.keys = {r: registers[r].key.id for r in mine if registers[r].keyed}
        self.types: dict[str, dict[str, FieldType]] = {}
        for name in mine:
            words = words_for(registers, registers[name])
            self.types[name] = {w: kind for w, (_, kind) in words.items() if w not in {"key", "name"}}
            if name in ready.registers:  # an owner is named by its key; its kind and its name are other ways to say so
                above = ancestors(registers, name)
                for word in (*above, *(n.id for o in above if (n := registers[o].name) is not None)):
                    if word not in registers[name].fields:
                        self.types[name].pop(word, None)
            elif name == "attestation":
                tops = [r.id for r in ready.registers.values() if not r.owners]
                self.types[name] = {w: t for w, t in self.types[name].items() if w in registers[name].fields}
                self.types[name] |= {"scope": Text()} if tops else {}
            else:
                self.types[name] = {w: t for w, t in self.types[name].items() if w in registers[name].fields}
                self.types[name]["subject"] = Text()

    def type_of(self, register: str, column: str, row: Mapping[str, str]) -> FieldType | None:
        """Return the type of a cell; an answer has the one that its question asks for."""
        if register == "judgement" and column == "answer":
            asked = self.plan.judgements.get(row.get("question", ""))
            return asked.answer if asked is not None else YesNo()
        return self.types[register].get(column)


def value_of(kind: FieldType, text: str) -> Value | None:
    """Return what a text stands for, None where it is no value of the type."""
    match kind:
        case YesNo():
            return {"yes": True, "no": False}.get(text)
        case Number(_, decimals, low, high):
            if not _DECIMAL.fullmatch(text):
                return None
            found = scaled(Decimal(text), decimals)
            return Decimal(text) if found is not None and low <= found <= high else None
        case Date():
            return day_of(text)
        case Choice(options):
            return text if text in {o.key for o in options} else None
        case Text():
            return text


def day_of(text: str) -> dt.date | None:
    """Return a day written as year-month-day."""
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def wanted_of(kind: FieldType) -> tuple[str, str]:
    """Return in words what may stand in a cell, in Vietnamese and in English."""
    match kind:
        case YesNo():
            return "`yes` hoặc `no`", "`yes` or `no`"
        case Number(_, decimals, low, high):
            ends = f"{unscaled(low, decimals):f}", f"{unscaled(high, decimals):f}"
            more, more_en = (
                (f", tối đa {decimals} chữ số thập phân", f", {decimals} decimals at most") if decimals else ("", "")
            )
            return f"số từ {ends[0]} đến {ends[1]}{more}", f"a number from {ends[0]} to {ends[1]}{more_en}"
        case Date():
            return "ngày theo dạng `2020-05-19`", "a day such as `2020-05-19`"
        case Choice(options):
            names = ", ".join(f"`{o.key}`" for o in options)
            return f"một trong {names}", f"one of {names}"
        case Text():
            return "một đoạn chữ", "a text"
