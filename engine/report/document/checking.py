"""The numbers of all papers held together: what a text says is what a list has, and what the minutes have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ...diagnostics import Diagnostic, ReportedError, run_codes
from .model import Article, Block, Count, Document, Para, Run, Table
from .text import two


def checked(documents: Mapping[str, Document]) -> None:
    """Raise ReportedError for every number of one paper that is not the number of another.

    A text tells a number as a `Run` that counts something, and shows just that number; a list has as many rows `about`
    it. Of each list every paper that has rows of it is counted by itself.
    """
    found: dict[Count, dict[str, int]] = {}
    for name, document in documents.items():
        for part, whole in _parts(name, document):
            for run in _runs(whole):
                if run.counts is not None:
                    _note(found, run.counts, f"{part} (lời văn)", run.number, run.text)
            rows = Counter(r.about for b in whole.blocks if isinstance(b, Table) for r in b.rows if r.about is not None)
            for count, number in rows.items():
                _note(found, count, f"{part} (bảng)", number, two(number))
    bad = [
        Diagnostic(run_codes.PAPER_NUMBERS, None, {"text": count.award, "group": count.group, "names": _told(places)})
        for count, places in sorted(found.items(), key=lambda p: (p[0].award, p[0].group))
        if len(set(places.values())) > 1
    ]
    if bad:
        raise ReportedError(bad)


def _parts(name: str, document: Document) -> Iterator[tuple[str, Document]]:
    yield name, document
    for annex in document.annexes:
        yield f"{name}, phụ lục", annex


def _runs(document: Document) -> Iterator[Run]:
    for block in document.blocks:
        yield from _of(block)


def _of(block: Block) -> tuple[Run, ...]:
    return block.text if isinstance(block, Para | Article) else ()


def _note(found: dict[Count, dict[str, int]], count: Count, place: str, number: int, shown: str) -> None:
    """Note a number where it stands; a second one of the same place that differs gets a place of its own."""
    places = found.setdefault(count, {})
    if shown != two(number):
        places[f"{place}: {shown}"] = -1
    elif places.setdefault(place, number) != number:
        places[f"{place} (2)"] = number


def _told(places: Mapping[str, int]) -> str:
    return "; ".join(f"{place}: {number}" if number >= 0 else place for place, number in sorted(places.items()))
