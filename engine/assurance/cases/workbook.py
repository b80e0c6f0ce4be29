"""Books with an expected column: whole records as they were sent, and beside each subject what must come out.

A column headed `Mong đợi` holds the decision on the only award of these subjects (or their only assessment); headed
`Mong đợi: NAME` it is about the award, assessment, criterion, bar, score or classification of that name or label.
Cells are words of the council (as lists print them) or of `cases.yaml`; an empty one expects nothing.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from ...compiler import Compiled
from ...diagnostics import Diagnostic, Lang, arranged, case_codes
from ...evaluator import Evaluation, evaluate
from ...evaluator.reference import judge
from ...explain.telling import Teller
from ...plan import Plan
from ...records import plain_rows
from ...records.dossier import Dossier
from ...source import Cell, Source, Span
from ...syntax.shape import did_you_mean
from ...values import Decision, Verdict
from ..words import WORDS
from .found import PARTS, number_word, of_reference, of_schedule
from .model import Case, CaseFile, Change, Frame, Given, Want
from .running import Ran, misses_of, splits_of
from .telling import label_of
from .wanting import names_of

MARK = "mong đợi"
#: So far down a header is looked for.
_HEADERS = 40


def fold(text: object) -> str:
    """Return a text in one line and small letters."""
    return " ".join(unicodedata.normalize("NFC", str(text)).split()).casefold()


def wants_in(
    ready: Plan, evaluation: Evaluation, books: Sequence[Path]
) -> tuple[tuple[Want, ...], tuple[Diagnostic, ...]]:
    """Return what the expected columns of xlsx books want, and what is wrong with them."""
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    subjects = _subjects(evaluation)
    found: list[Diagnostic] = []
    wants: list[Want] = []
    for book in books:
        if book.suffix.casefold() != ".xlsx":
            continue
        opened = load_workbook(book, read_only=True, data_only=True)
        for sheet in opened.worksheets:
            heads: dict[int, str] = {}
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                mine = {at: str(v) for at, v in enumerate(row) if v is not None and fold(v).startswith(MARK)}
                if mine and number <= _HEADERS and not heads:
                    heads = mine
                    continue
                for at, head in heads.items():
                    value = row[at] if at < len(row) else None
                    subject = subjects.get((book.name, sheet.title, number))
                    if value is None or fold(value) == "" or subject is None:
                        continue
                    cell = Cell(book.name, sheet.title, f"{get_column_letter(at + 1)}{number}")
                    wants += _want(ready, subject, head, value, cell, found)
        opened.close()
    if not wants and not found:
        args = {"text": ", ".join(b.name for b in books)}
        found.append(Diagnostic(case_codes.NO_EXPECTED, None, args))
    return tuple(wants), arranged(found)


def _subjects(evaluation: Evaluation) -> Mapping[tuple[str, str, int], str]:
    """Return who stands in which row of which sheet."""
    out = {}
    for kind in evaluation.plan.kinds():
        table = evaluation.dossier.tables[kind]
        for index, key in enumerate(table.keys):
            file, sheet = table.places.sheets[int(table.places.sheet[index])]
            out[Path(file).name, sheet, int(table.places.row[index])] = f"{kind}/{key}"
    return out


def _want(ready: Plan, subject: str, head: str, value: object, cell: Cell, found: list[Diagnostic]) -> Iterator[Want]:
    kind = subject.partition("/")[0]
    names = names_of(ready, kind)
    target = _target(ready, kind, names, head)
    if target is None:
        every = [label_of(ready, n) for part in ("decisions", "assessments") for n in names[part]]
        args = {**did_you_mean(head.partition(":")[2].strip(), every), "text": head}
        found.append(Diagnostic(case_codes.EXPECTED_COLUMN, Cell(cell.file, cell.sheet, ""), args))
        return
    part, name = target
    words = _words(ready, part, name)
    word = _number(value) if part == "scores" else words.get(fold(value))
    if word is None:
        args = {**did_you_mean(fold(value), list(words)), "text": str(value), "field": label_of(ready, name)}
        found.append(Diagnostic(case_codes.CASE_WORD, cell, args))
        return
    yield Want(subject, part, name, word, cell)


def _target(ready: Plan, kind: str, names: Mapping[str, list[str]], head: str) -> tuple[str, str] | None:
    """Return the part and name that a column is about."""
    wanted = fold(head.partition(":")[2])
    if wanted:
        every = [(p, n) for p in PARTS for n in names[p] if wanted in {fold(n), fold(label_of(ready, n))}]
        return every[0] if len(every) == 1 else None
    for part in ("decisions", "assessments", "classifications"):
        mine = [n for n in names[part] if part != "decisions" or kind in ready.awards[n].entitlements]
        if mine:
            return (part, mine[0]) if len(mine) == 1 else None
    return None


def _words(ready: Plan, part: str, name: str) -> Mapping[str, str]:
    """Return every way to write a result, folded."""
    if part == "decisions":
        return {fold(t): d.word for d in Decision for t in (d.word, *(Teller(lang).say(d.word) for lang in Lang))}
    if part == "classifications":
        grades = ready.classifications[name].grades
        return {fold(t): g.id for g in grades for t in (g.id, g.label)} | {"none": "none"}
    mark = "bar-" if part == "bars" else ""
    verdicts = [v.word for v in Verdict if not mark or v is not Verdict.NOT_APPLICABLE]
    return {fold(t): w for w in verdicts for t in (w, *(WORDS[lang][f"{mark}{w}"] for lang in Lang))}


def _number(value: object) -> str | None:
    try:
        return number_word(Fraction(Decimal(str(value).strip().replace(",", "."))))
    except InvalidOperation:
        return None


def run_books(
    compiled: Compiled, dossier: Dossier, books: Sequence[Path], as_of: dt.date
) -> tuple[CaseFile, Ran, tuple[Diagnostic, ...]]:
    """Judge whole books by both evaluators and hold the results against their expected columns, as one case."""
    evaluation = evaluate(compiled.plan, dossier, as_of)
    wants, wrong = wants_in(compiled.plan, evaluation, books)
    given = {name: answer.value for name, answer in dossier.parameters.items()}
    outcome = judge(compiled.rules, plain_rows(compiled.plan, dossier), given, as_of)
    ours, other = of_schedule(evaluation), of_reference(outcome, compiled.rules)
    names = ", ".join(b.name for b in books)
    case = Case(1, names, Change(), wants, Span(Source(names, " "), 0, 1))
    day = as_of.isoformat()
    file = CaseFile(names, Frame((day, day), day, day, {}, {}, {}, ()), (case,))
    ran = Ran(case, Given({}, {}, as_of), evaluation, ours, misses_of(case, ours), splits_of(ours, other))
    return file, ran, wrong
