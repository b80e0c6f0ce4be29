"""The Quận 12 campaign with texts in its cells that a careless page would run: names, reasons, documents."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import openpyxl

from engine.evaluator import evaluate
from engine.records import load
from engine.report.html import html_report, of_evaluation
from tests.campaign import AS_OF, BOOKS, RESOLUTION, with_resolution

IMAGE = '<img src=x onerror="window.harmed=1">'
SCRIPT = "</script><script>window.harmed=1</script>"
LINES = "Trần\u2028Văn\u2029Sáu <b>`${window.harmed=1}`"
#: Whose cells were changed: a unit, a person, and the reason of a judgement about a unit.
UNIT, PERSON, JUDGED = "PH04", "PH04-005", "PH05"


@cache
def report() -> bytes:
    """Return the report of the campaign under the resolution, so that there is a quota and a cut line."""
    plan = with_resolution().plan
    with tempfile.TemporaryDirectory() as folder:
        files = [_hostile(book, Path(folder)) for book in BOOKS]
        dossier = load(plan, [*files, *sorted(RESOLUTION.glob("*.xlsx"))])
        return html_report(of_evaluation(evaluate(plan, dossier, AS_OF)))


def _hostile(book: Path, folder: Path) -> Path:
    changes = {"01": (UNIT, 1, IMAGE), "02": (PERSON, 1, LINES), "09": (JUDGED, 6, SCRIPT), "07": (PERSON, 5, SCRIPT)}
    found = changes.get(book.name[:2])
    if found is None:
        return book
    key, to, text = found
    read = openpyxl.load_workbook(book)
    for sheet in read.worksheets:
        for row in sheet.iter_rows():
            for at, cell in enumerate(row):
                if cell.value == key and at == 1 and at + to < len(row):
                    row[at + to].value = text
    read.save(folder / book.name)
    return folder / book.name
