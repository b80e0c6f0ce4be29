"""What a paper consists of: a head, blocks, a foot. Data only: `decree` has the form, `docx` and `pdf` print it."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a group stand on the list of an award; `group` is a kind of subject, empty for all of them."""

    award: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. One that tells a number of a list says which (`counts`, with the number itself in `number`)."""

    text: str
    bold: bool = False
    italic: bool = False
    counts: Count | None = None
    number: int = 0


Text = tuple[Run, ...]


class Align(enum.Enum):
    """How a text stands between its margins."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


# --- blocks --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; one of `level` 1 or more belongs to the one before it; `keep` it on the page of the next."""

    text: Text
    align: Align = Align.JUSTIFY
    indent: bool = True
    level: int = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside the text: bold, in its own line."""

    text: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """The lines of "Căn cứ": italic, one a line, each but the last with a semicolon."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolves:
    """A line in capitals in the middle: who decides, and "QUYẾT ĐỊNH:"."""

    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One Điều of a decision: its number bold, then its text."""

    number: int
    text: Text


@dataclass(frozen=True, slots=True)
class Addressed:
    """Kính gửi: one in the same line, several under each other."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, how its cells stand."""

    head: str
    width: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. A `band` is one cell over the whole width; `about` says of which list it is a row."""

    cells: tuple[str, ...]
    band: bool = False
    about: Count | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading repeated on each page; its rows are not torn apart by the end of a page."""

    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs: lines in capitals (`TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`), and the name below the signature."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Who signs on the right; on the left "Nơi nhận:", or who signs there (the minutes, with "Nơi nhận:" below)."""

    right: Hand
    left: Hand | None = None
    receivers: tuple[str, ...] = ()


Block = Para | Section | Grounds | Resolves | Article | Addressed | Table | Foot


# --- heads ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StateHead:
    """The head of a paper of its own: bodies, number, place and day, kind and summary.

    `dated` is empty where the form has no place and day there (the minutes); `draft` marks a draft.
    """

    parent: str
    body: str
    number: str
    dated: str
    kind: str
    summary: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ListHead:
    """The head of what belongs to another paper: "Phụ lục" or nothing, title, summary, what it belongs to."""

    label: str
    title: str
    summary: str
    belongs: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its title for whoever opens the file, the day it says it was made, its head and its blocks.

    A `tight` one has the smallest letters and spacing that the decree allows, to stay on a page.
    What is attached to it begins a page of its own, with page numbers of its own (the decree, III.1).
    """

    title: str
    day: dt.date
    head: StateHead | ListHead
    blocks: tuple[Block, ...]
    landscape: bool = False
    a3: bool = False
    tight: bool = False
    annexes: tuple[Document, ...] = ()
