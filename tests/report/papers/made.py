"""Papers of the Quận 12 campaign, made once, and opened to be looked at."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.diagnostics import Lang
from engine.evaluator import evaluate
from engine.records import from_rows
from engine.report import build_view
from engine.report.papers import PAPERS, Material, made_of, sources_of
from engine.report.view import View
from tests.campaign import AS_OF, BOOKS, ROOT, compiled, evaluation

XLSX = tuple(p for p in PAPERS if p.file_name.endswith(".xlsx"))
Day = dt.date
#: What a spreadsheet would take for a formula, were it typed.
EVIL = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=HYPERLINK(1)", "<b>&amp;</b>", "'", "=" + "x" * 40_000)


@cache
def view() -> View:
    return build_view(evaluation(), Lang.VI)


@cache
def material() -> Material:
    return Material(view(), sources=sources_of(view().files, BOOKS, ROOT / "out"))


@cache
def files(of: str = "") -> Mapping[str, bytes]:
    """Return the workbooks of the campaign, or of the one with evil names."""
    out: dict[str, bytes] = {}
    for paper in XLSX:
        out |= made_of(paper, evil() if of == "evil" else material())
    return out


@cache
def opened(file: str, of: str = "") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(files(of)[file]))


def table(page: Worksheet, first: str = "TT") -> Iterator[dict[str, object]]:
    """Yield the rows of a sheet under the header whose first cell is `first`, by heading; headings join their tiers."""
    rows = [[c.value for c in row] for row in page.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == first)
    tier = rows[head + 1] if rows[head + 1][0] is None and any(rows[head + 1]) else None
    names, upper = [], ""
    for at, text in enumerate(rows[head]):
        upper = str(text) if text else upper
        names.append(f"{upper} / {tier[at]}" if tier and tier[at] else str(text))
    for row in rows[head + (2 if tier else 1) :]:
        if row[0] is None and row[1] is None:
            return
        yield dict(zip(names, row, strict=True))


@cache
def evil() -> Material:
    """Return a small campaign in which every name and text is something that does harm elsewhere."""
    plan = compiled().plan
    units = [
        {"unit_id": f"U{n}", "unit_name": text, "kind": "ward", "staff_count": 1, "has_plan": True}
        for n, text in enumerate(EVIL)
    ]
    people = [
        {"person_id": f"P{n}", "person_name": text, "unit_id": f"U{n}", "position": text, "head": n % 2 == 0}
        for n, text in enumerate(EVIL)
    ]
    noted = [
        {"subject": key, "award": "giay-khen", "day": Day(2020, 10, 1), "document": EVIL[0]}
        for n in range(len(EVIL))
        for key in (f"U{n}", f"P{n}")
    ]
    voted = [
        {
            "subject": "U0", "award": "giay-khen", "result": True, "agree": 2, "members": 3, "day": Day(2020, 12, 2),
            "document": "=2", "reason": EVIL[1],
        }
    ]  # fmt: skip
    rows = {"unit": units, "person": people, "nomination": noted, "council": voted}
    dossier = from_rows(plan, rows, {"issued_on": Day(2020, 5, 4)})
    return Material(build_view(evaluate(plan, dossier, AS_OF), Lang.VI))


def book_at(folder: Path, file: str, data: bytes) -> Path:
    path = folder / file
    path.write_bytes(data)
    return path
