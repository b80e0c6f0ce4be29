"""A suggestion as a ready case: YAML to be put into `cases.yaml` once somebody has checked it by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from ...diagnostics import Lang, told_iso
from ..cases.found import Found
from ..cases.model import Change, Word
from .edits import (
    AddRow,
    Attested,
    ConfirmedOn,
    Crowd,
    DropRow,
    Edit,
    JudgedOn,
    NotAttested,
    SetAnswer,
    SetCell,
    SetParameter,
)

_PLAIN = re.compile(r"[A-Za-zÀ-ỹ_][\wÀ-ỹ ./-]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Words that YAML reads as something else than a text.
_SPECIAL = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
#: So wide is a line.
_WIDE = 120


def scalar(text: str) -> str:
    """Return a text as YAML writes it."""
    if _DAY.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _SPECIAL and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: object) -> str:
    """Return nested mappings, lists and texts in one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
        case tuple() | list():
            return "[" + ", ".join(flow(v) for v in value) + "]"
        case _:
            return scalar(str(value))


def as_yaml(note: str, change: Change, wants: Mapping[str, Mapping[str, Mapping[str, Word]]]) -> str:
    """Return a case, each key on a line of its own; `want` goes one subject to a line where it is long."""
    lines = [f"  - note: {_note(note)}"]
    if change.records:
        lines += _block("records", {r: list(rows) for r, rows in change.records.items()})
    if change.cells:
        lines += _block("set", change.cells)
    if change.dropped:
        lines.append(f"    drop: {flow(change.dropped)}")
    if change.answers:
        lines += _block("answers", change.answers)
    if change.attested is not None:
        lines.append(f"    attested: {flow(change.attested)}")
    if change.counts:
        lines.append(f"    counts: {flow(change.counts)}")
    if change.parameters:
        lines.append(f"    parameters: {flow(change.parameters)}")
    if change.as_of is not None:
        lines.append(f"    as_of: {change.as_of}")
    return "\n".join([*lines, *_block("want", wants)]) + "\n"


def wants_yaml(wants: Mapping[str, Mapping[str, Mapping[str, Word]]]) -> str:
    """Return what a case should want besides."""
    return "\n".join(_block("want", wants)) + "\n"


def base_note(lang: Lang) -> str:
    """Return the note of a case that is the base as it stands."""
    return "số liệu gốc của các ca kiểm" if lang is Lang.VI else "the base as it stands"


def solved_note(lang: Lang) -> str:
    """Return the note of a case that the solver found."""
    return "hồ sơ nhỏ nhất mà bộ giải tìm được" if lang is Lang.VI else "the smallest dossier that the solver found"


def _note(note: str) -> str:
    plain = _PLAIN.fullmatch(note) and note.casefold() not in _SPECIAL
    return note if plain or re.fullmatch(r"[^:#\"'{}\[\],&*!|>%@`-][^:#]*", note) else scalar(note)


def _block(key: str, value: Mapping[str, object]) -> list[str]:
    line = f"    {key}: {flow(value)}"
    if len(line) <= _WIDE:
        return [line]
    out = [f"    {key}:"]
    for name, inner in value.items():
        own = f"      {scalar(name)}: {flow(inner)}"
        if len(own) > _WIDE and isinstance(inner, list) and inner:
            out += [f"      {scalar(name)}:", *(f"        - {flow(row)}" for row in inner)]
        else:
            out.append(own)
    return out


_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "none": "để trống", "open": "{x} chưa được xác nhận đầy đủ", "whole": "{x} đã xác nhận đầy đủ",
        "day": "xét đến {x}", "then": "xét và xác nhận ngày {x}", "add": "thêm một dòng {x} ({row})",
        "drop": "bỏ dòng {n} của {x}", "row": "{x} dòng {n}",
        "crowd": "thêm {n} {x} như {key}", "apart": "thêm {n} {x} như {key}, {column} khác nhau",
    },
    Lang.EN: {
        "none": "missing", "open": "{x} not attested", "whole": "{x} attested", "day": "judged on {x}",
        "then": "judged and attested on {x}", "add": "one {x} more ({row})",
        "drop": "row {n} of {x} taken away", "row": "{x} row {n}",
        "crowd": "{n} {x} more like {key}", "apart": "{n} {x} more like {key}, each of another {column}",
    },
}  # fmt: skip


def edit_words(edit: Edit, lang: Lang) -> str:
    """Return an edit in few words, for the note of a case."""
    words = _WORDS[lang]
    match edit:
        case SetCell(register, key, place, column, value):
            return f"{key or words['row'].format(x=register, n=place + 1)} {column} = {value or words['none']}"
        case AddRow(register, row):
            return words["add"].format(x=register, row=", ".join(v for _, v in row if v))
        case DropRow(register, place):
            return words["drop"].format(x=register, n=place + 1)
        case SetAnswer(subject, question, value):
            return f"{subject} {question} = {value or words['none']}"
        case NotAttested(register):
            return words["open"].format(x=register)
        case Attested(register):
            return words["whole"].format(x=register)
        case JudgedOn(day):
            return words["day"].format(x=told_iso(day, lang))
        case ConfirmedOn(day):
            return words["then"].format(x=told_iso(day, lang))
        case SetParameter(name, value):
            return f"{name} = {value or words['none']}"
        case Crowd(kind, key, number, column, values):
            return words["apart" if values else "crowd"].format(n=number, x=kind, key=key, column=column)
        case _:
            assert_never(edit)


def differences(base: Found, found: Found) -> dict[str, dict[str, dict[str, Word]]]:
    """Return what came out otherwise than in the base, by subject, part and name."""
    out: dict[str, dict[str, dict[str, Word]]] = {}
    for subject, parts in found.items():
        for part, words in parts.items():
            for name, word in words.items():
                if base.get(subject, {}).get(part, {}).get(name) != word:
                    out.setdefault(subject, {}).setdefault(part, {})[name] = word
    return out
