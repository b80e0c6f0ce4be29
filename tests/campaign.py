"""The illustrative Quận 12 campaign, as tests use it: the files, the compiled plan, an evaluation, who is proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from engine.compiler import Compiled, compile_file
from engine.diagnostics import Diagnostic
from engine.evaluator import Evaluation, evaluate
from engine.plan import Plan
from engine.records import load
from engine.records.dossier import Dossier
from engine.records.grid import Grid
from engine.records.header import Header
from engine.records.legacy.grid import look
from engine.records.lines import data_lines
from engine.records.opening.files import read
from engine.records.opening.gather import Book
from engine.records.tables import tables
from engine.values import Decision

ROOT = Path(__file__).resolve().parent.parent
BOOKS = tuple(sorted((ROOT / "fixtures" / "quan-12-2020").glob("*.xlsx")))
EXTENSION = ROOT / "fixtures" / "quan-12-2020-gia-han"
RESOLUTION = ROOT / "fixtures" / "quan-12-2020-nghi-quyet"
AS_OF = dt.date(2020, 12, 5)


@cache
def compiled() -> Compiled:
    return compile_file(ROOT / "rules" / "quan-12-2020" / "rules.yaml")


@cache
def with_resolution() -> Compiled:
    return compile_file(ROOT / "rules" / "quan-12-2020" / "rules.yaml", [RESOLUTION / "overlay.yaml"])


def judged(files: Sequence[Path], as_of: dt.date = AS_OF) -> Evaluation:
    """Return the campaign judged on some books; a book is read and looked at once, however often it is given."""
    with looked_at_once(compiled().plan):
        return evaluate(compiled().plan, load(compiled().plan, files), as_of)


@contextmanager
def looked_at_once(plan: Plan) -> Iterator[None]:
    """Let each book be read, and each sheet be looked at for a plan, only once in this process."""
    with ExitStack() as stack:
        stack.enter_context(patch("engine.records.opening.files.read", _read))
        for room, function in (("legacy.grid", look), ("survey", tables), ("survey", data_lines)):
            stack.enter_context(patch(f"engine.records.{room}.{function.__name__}", _once(function, plan)))
        yield


_LOOKED: dict[object, tuple[object, object]] = {}


def _once(function: Callable[..., object], plan: Plan) -> Callable[..., object]:
    """Return a function of a sheet, and of what was found in it, that looks at each but once."""

    def known(grid: Grid, *more: object) -> object:
        key = (function, id(plan), id(grid), *(id(m) for m in more if isinstance(m, Header)))
        if key not in _LOOKED:
            _LOOKED[key] = (function(grid, *more), (plan, grid, more))  # kept, so that no other gets its id
        return _LOOKED[key][0]

    return known


_SEEN: dict[tuple[str, str], tuple[list[Grid], list[Diagnostic]]] = {}


def _read(book: Book, labels: frozenset[str], tell: object = None) -> tuple[list[Grid], list[Diagnostic]]:
    del tell
    key = (book.name, book.digest())
    if key not in _SEEN:
        _SEEN[key] = read(book, labels)
    return _SEEN[key]


@cache
def dossier() -> Dossier:
    return load(compiled().plan, BOOKS)


@cache
def evaluation(as_of: dt.date = AS_OF) -> Evaluation:
    return evaluate(compiled().plan, dossier(), as_of)


@cache
def resolved() -> Evaluation:
    plan = with_resolution().plan
    return evaluate(plan, load(plan, [*BOOKS, *sorted(RESOLUTION.glob("*.xlsx"))]), AS_OF)


@cache
def voted() -> Evaluation:
    """Return the campaign under the resolution, with the council's vote on the tie."""
    plan = with_resolution().plan
    return evaluate(plan, load(plan, [*BOOKS, *sorted(RESOLUTION.rglob("*.xlsx"))]), AS_OF)


@cache
def with_extension() -> Compiled:
    return compile_file(ROOT / "rules" / "quan-12-2020" / "rules.yaml", [EXTENSION / "overlay.yaml"])


@cache
def extended() -> Evaluation:
    plan = with_extension().plan
    return evaluate(plan, load(plan, BOOKS), AS_OF)


def decisions(found: Evaluation) -> dict[tuple[str, str], str]:
    """Return the decision of every subject key and award."""
    return {
        (key, award): Decision(int(code)).word
        for kind, judged_kind in found.kinds.items()
        for award, codes in judged_kind.decisions.items()
        for key, code in zip(found.dossier.tables[kind].keys, codes, strict=True)
    }


def verdicts(found: Evaluation) -> dict[tuple[str, str], int]:
    """Return the shown verdict of every subject key and criterion."""
    return {
        (key, criterion): int(code)
        for kind, judged_kind in found.kinds.items()
        for criterion in judged_kind.met
        for key, code in zip(found.dossier.tables[kind].keys, judged_kind.verdicts(criterion), strict=True)
    }


def proposed(found: Evaluation) -> frozenset[tuple[str, str]]:
    """Return who is proposed for what."""
    return frozenset(pair for pair, word in decisions(found).items() if word == "proposed")


def book(name: str) -> Path:
    """Return a fixture book by the start of its name."""
    return next(b for b in BOOKS if b.name.startswith(name))


def replaced(changed: Mapping[Path, Path | None]) -> list[Path]:
    """Return the campaign's files with some replaced, or left out where None."""
    files = [changed.get(b, b) for b in BOOKS]
    return [f for f in files if f is not None]
