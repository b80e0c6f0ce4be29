"""The books of habits as they are read, in the words of the expectations beside them.

    python -m tests.fixture_sets.workbooks 107 231

prints what is read of these cases in the form of an expectation (`303+`: under its mapping file, or converted); what
ought to be read is for a person to say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.compiler import compile_file
from engine.diagnostics import Diagnostic, ReportedError
from engine.plan import Field, Plan, Register
from engine.records.binding import registers_of
from engine.records.columns import blank
from engine.records.dossier import Dossier, Table
from engine.records.inspection import Inspection, inspect_files
from engine.records.mapping.model import NOTHING
from engine.records.mapping.reading import read_mapping
from engine.report.inspecting import table_views
from engine.source import Cell
from engine.values import Choice, Date, FieldType, Number, YesNo, date_of, unscaled
from tests.campaign import ROOT

FOLDER = ROOT / "fixtures" / "workbooks"
#: What is told of every small book: that it is not a whole campaign, or not every column of a list.
_USUAL = frozenset({"register-unread", "parameters-not-given", "columns-missing"})
#: How the same book is read otherwise: with a mapping file, with its old texts converted.
FIRST, LIKE_FIRST = "101-tieu-de-dong-1", "như 101"
OTHERWISE = ("mapped", "converted")


@cache
def plan() -> Plan:
    return compile_file(FOLDER / "rules" / "rules.yaml").plan


@cache
def expectations() -> dict[str, Mapping[str, Any]]:
    """Return every expectation by the name of its case; all scalars are texts."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
        for path in sorted((FOLDER / "expected").glob("*.yaml"))
    }


def differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Return where what was found of a case differs from its expectation, in words."""
    whole = ("refused", "rows", "ghosts", "rejected", "questions", "exit")
    unlike = (key for key in whole if wanted.get(key) != found.get(key))
    out = [f"{key}: {wanted.get(key)} was expected, not {found.get(key)}" for key in unlike]
    balance = list(wanted["balance"].values()) if "balance" in wanted else None
    if balance != found.get("balance"):
        out.append(f"balance: {balance} was expected, not {found.get('balance')}")
    out += _told_apart(wanted.get("told", {}), found.get("told", {}))
    if (wanted.get("read") or {}).keys() != found.get("read", {}).keys():
        out.append(f"read: {wanted.get('read')} was expected, not {found.get('read')}")
        return out
    for register, rows in (wanted.get("read") or {}).items():
        out += _unlike(register, rows, found["read"][register])
    return out


def _told_apart(wanted: Mapping[str, Any], found: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield how notices differ; an expectation gives their places, or only how many there are."""
    counted = {c: str(len(v)) if isinstance(wanted.get(c), str) else v for c, v in found.items()}
    if counted != wanted:
        yield f"told: {wanted} was expected, not {found}"


def _unlike(register: str, wanted: Any, found: Any) -> Iterator[str]:
    """Yield how the rows of a register differ: what is listed must be there, rows like those of case 101 are whole."""
    first: Any = _first().get(register, {})
    if wanted == LIKE_FIRST:
        if found != first:
            yield f"{register}: {found} is not as in 101"
    elif isinstance(wanted, Mapping):
        rows = dict(_rows_of(wanted))
        if list(rows) != list(found):
            yield f"{register}: {list(rows)} were expected, not {list(found)}"
        for key in rows.keys() & found.keys():
            whole = rows[key] == LIKE_FIRST
            if (whole and found[key] != first[key]) or (not whole and not rows[key].items() <= found[key].items()):
                yield f"{register} {key}: {first[key] if whole else rows[key]} was expected, not {found[key]}"
    elif len(wanted) != len(found) or any(not a.items() <= b.items() for a, b in zip(wanted, found, strict=True)):
        yield f"{register}: {wanted} was expected, not {found}"


def _rows_of(wanted: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the rows by key; `DV01 .. DV12` stands for twelve."""
    for key, row in wanted.items():
        first, _, last = key.partition(" .. ")
        stem = first.rstrip("0123456789")
        for number in range(int(first[len(stem) :]), int(last[len(stem) :]) + 1) if last else ():
            yield f"{stem}{number:0{len(first) - len(stem)}}", row
        if not last:
            yield key, row


@cache
def _first() -> Mapping[str, Any]:
    """Return what is to be read of the first case, which most others hold in other forms."""
    found: Mapping[str, Any] = expectations()[FIRST]["read"]
    return found


def book_of(name: str) -> Path:
    """Return the book, folder or archive of a case."""
    (found,) = (FOLDER / "books").glob(f"{name}*")
    return found


def seen(name: str, mapping: str = "", *, convert: bool = False) -> Inspection:
    """Return what is seen in the book of a case, or raise why it is refused."""
    settled = read_mapping(plan(), FOLDER / "mappings" / mapping) if mapping else NOTHING
    return inspect_files(plan(), [book_of(name)], None, settled, convert=convert)


def observed(name: str, mapping: str = "", *, convert: bool = False) -> dict[str, Any]:
    """Return what is read of a case as its expectation says it; every value, every cell."""
    try:
        found = seen(name, mapping, convert=convert)
    except ReportedError as error:
        return {"refused": _by_code(error.diagnostics, ()), "exit": "1"}
    if found.seen.opened.refused:  # the other books were looked at all the same
        return {"refused": _by_code(found.seen.opened.refused, ()), "exit": "1"}
    dossier = found.dossier
    assert dossier is not None
    names = [(g.file, g.sheet) for g in found.seen.opened.grids]
    told = [d for d in found.found if d not in dossier.rejected and d.code.id not in _USUAL]
    balance = dossier.balance
    out = {
        "rows": list(_rows(found)),
        "read": dict(_read(dossier)),
        "ghosts": {n: _ghosts(t) for n, t in dossier.tables.items() if t.ghost.any()},
        "rejected": _by_code(dossier.rejected, names),
        "told": _by_code(told, names),
        "balance": [str(n) for n in (balance.rows, balance.used, balance.rejected, balance.not_data)],
        "questions": str(len(found.questions)),
        "exit": "4" if found.questions else "0",
    }
    return {key: part for key, part in out.items() if part or key in {"read", "balance"}}


def sentences(name: str, mapping: str = "", *, convert: bool = False) -> str:
    """Return every sentence that a secretary reads about a case, one a line."""
    try:
        found: Sequence[Diagnostic] = seen(name, mapping, convert=convert).found
    except ReportedError as error:
        found = error.diagnostics
    return "\n".join(f"{d.message()} = {d.help()}" for d in found)


def _rows(found: Inspection) -> Iterator[dict[str, str]]:
    """Yield every table with the rows of each role."""
    files = {g.file for g in found.seen.opened.grids}
    for view, one in zip(table_views(found), found.seen.looked, strict=True):
        out = {"file": _inner(view.file)} if len(files) > 1 else {}
        out |= {"sheet": view.sheet} if view.sheet else {}
        registers = " + ".join(s.register for s in (one.sheet, *one.others) if s.register)
        yield {**out, "list": registers or ("aside" if view.aside else "unread"), **view.rows}


def _inner(file: str) -> str:
    """Return the name of a book within its folder or archive."""
    return file.partition("/")[2] or file


def _read(dossier: Dossier) -> Iterator[tuple[str, object]]:
    registers = registers_of(plan())
    for name, table in dossier.tables.items():
        rows = [_row(registers, dossier, table, at) for at in range(table.size) if not table.ghost[at]]
        if rows:
            keyed = registers[name].keyed
            yield name, {row.pop("key"): row for row in rows} if keyed else rows


def _ghosts(table: Table) -> list[str]:
    return [table.keys[at] for at in range(table.size) if table.ghost[at]]


def _row(registers: Mapping[str, Register], dossier: Dossier, table: Table, at: int) -> dict[str, str]:
    register = registers[table.register]
    out = {"key": table.keys[at]} if register.keyed else {}
    out |= {"name": table.names[at]} if table.names[at] else {}
    for owner, index in table.owners.items():
        if index[at] >= 0:
            out["of"] = dossier.tables[owner].keys[int(index[at])]
    for field in register.fields.values():
        text = _value(field, table, at)
        if text:
            out[field.id] = text
    return out


def _value(field: Field, table: Table, at: int) -> str:
    """Return a value as an expectation writes it, "" where it is missing."""
    value = int(table.columns[field.id][at])
    if value == blank(field.type)[0]:
        return ""
    return _plain(field.type, value) or table.texts[field.id][value]


def _plain(kind: FieldType, value: int) -> str:
    match kind:
        case YesNo():
            return "có" if value == 2 else "không"
        case Number():
            text = f"{unscaled(value, kind.decimals):f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case Date():
            return date_of(value).isoformat()
        case Choice():
            return kind.options[value].key
    return ""


def _by_code(found: Sequence[Diagnostic], names: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the places of findings by code: `F5`, `Sheet!F5` or `[book]Sheet!F5`, as short as tells them apart."""
    out: dict[str, list[str]] = {}
    for one in found:
        out.setdefault(one.code.id, []).append(_place(one.place, names) if isinstance(one.place, Cell) else "")
    return out


def _place(place: Cell, names: Sequence[tuple[str, str]]) -> str:
    if not names:  # refused: nothing was read
        return place.cell or ("/" in place.file and _inner(place.file)) or "tệp"
    file = f"[{_inner(place.file)}]" if len({f for f, _ in names}) > 1 else ""
    several = len({s for f, s in names if f == place.file}) > 1
    sheet = f"{place.sheet}!" if place.sheet and several else ""
    return f"{file}{sheet}{place.cell}" or "tệp"


def _print(name: str, *, otherwise: bool) -> None:
    mapping = f"{name}.yaml" if otherwise and (FOLDER / "mappings" / f"{name}.yaml").exists() else ""
    convert = otherwise and not mapping
    print(f"# {name}", "as mapped" if mapping else "converted" if convert else "")
    found = observed(name, mapping, convert=convert)
    for register, rows in found.get("read", {}).items() if name != FIRST else ():
        found["read"][register] = LIKE_FIRST if rows == _first().get(register) else rows
    print(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=118, default_flow_style=None))
    for line in sentences(name, mapping, convert=convert).splitlines():
        print(f"#   {line}")


if __name__ == "__main__":
    for one in sys.argv[1:]:
        for path in sorted((FOLDER / "books").glob(f"{one.removesuffix('+')}*")):
            _print(path.name.split(".")[0], otherwise=one.endswith("+"))
