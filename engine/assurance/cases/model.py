"""What a file of cases says: the records every case starts from, and of each case what is otherwise and wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...source import Cell, Span

#: Cells of one row by column, every one a text as it was written; "" is a missing value.
Cells = Mapping[str, str]
Records = Mapping[str, tuple[Cells, ...]]
#: A result: a word or number, or the two between which it lies.
Word = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What all cases of a file share.

    `covers` are the first and last day that attestations cover, `day` the day of answers and attestations, `as_of` the
    day as of whose end is judged, `attested` the registers confirmed whole with as many rows as the case has.
    """

    covers: tuple[str, str]
    day: str
    as_of: str
    parameters: Cells
    records: Records
    answers: Mapping[str, Cells]
    attested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one case has otherwise than the frame; None stands for as it is there."""

    records: Records = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, Cells]] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    answers: Mapping[str, Cells] = field(default_factory=dict)
    attested: tuple[str, ...] | None = None
    counts: Cells = field(default_factory=dict)
    as_of: str | None = None
    parameters: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """The records of one case laid out in full, with attestations and answers as registers of their own."""

    records: Records
    parameters: Cells
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Want:
    """One wanted result: of which subject (`unit/U`), in which part (criteria, decisions ...), by which name.

    `span` is where it is written: in `cases.yaml`, or in a cell of a book.
    """

    subject: str
    part: str
    name: str
    word: Word
    span: Span | Cell


@dataclass(frozen=True, slots=True)
class Case:
    """One case; its number is its place in the file, from 1."""

    number: int
    note: str
    change: Change
    wants: tuple[Want, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Waived:
    """Something that is declared unreachable (a goal of coverage, or a mutant), and why."""

    id: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases, checked against the rule set it is about."""

    name: str
    frame: Frame
    cases: tuple[Case, ...]
    waived: tuple[Waived, ...] = ()
