"""Whatever is true, and in whatever mixture of habits it is written down, it is read back as it was meant."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given, note

from engine.records import load, plain_rows
from engine.records.dossier import Dossier
from engine.records.plain import PlainRow

from ..fixture_sets.workbooks import plan
from .habit_books import Written, written
from .habit_cells import Cell
from .habit_truth import Truth


@given(written())
def test_what_is_written_in_any_mixture_of_habits_is_read_back(case: Written) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [book.write(Path(folder), number) for number, book in enumerate(case.books)]
        for book in case.books:
            for name, block in book.sheets.items():
                note(f"{book.suffix} {name!r} {block.merges}\n" + "\n".join(map(_shown, block.lines)))
        dossier = load(plan(), files)
    assert [f"{d.place}: {d.message()}" for d in dossier.rejected] == []
    assert read(dossier) == true(case.truth)
    assert (dossier.balance.used, dossier.balance.rejected) == (case.rows, 0)
    assert dossier.balance.rows == dossier.balance.used + dossier.balance.not_data


def _shown(line: Sequence[Cell]) -> str:
    return " | ".join("" if value is None else repr(value) for value in line)


def read(dossier: Dossier) -> dict[str, object]:
    """Return the tables as they were read."""
    tables = plain_rows(plan(), dossier)
    keys = {name: table.keys for name, table in dossier.tables.items()}
    out: dict[str, object] = {}
    for register in ("unit", "person"):
        out[register] = {row.key: _meant(register, row, keys["unit"]) for row in tables[register].rows}
    found = [{"of": keys["person"][row.owners["person"]], **row.values} for row in tables["violation"].rows]
    out["violation"] = sorted(found, key=_order)
    return out


def _meant(register: str, row: PlainRow, units: Sequence[str]) -> dict[str, object]:
    owner = {"of": units[row.owners["unit"]]} if row.owners else {}
    return {"name": row.name, **owner, **{name: row.values[name] for name in plan().registers[register].fields}}


def true(truth: Truth) -> dict[str, object]:
    """Return the tables as they were meant."""
    found = sorted(truth.violations, key=_order)
    return {"unit": truth.units, "person": truth.people, "violation": found}


def _order(row: Mapping[str, object]) -> str:
    return repr(sorted(row.items()))
