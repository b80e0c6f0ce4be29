"""What an explanation is laid out from: sections with a heading and a verdict, and blocks of text that nest.

Data only. The page of a terminal, a document and JSON set the same blocks, each in its own way.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

__all__ = [
    "Block", "Depth", "Outline", "Role", "Section", "Sort", "capital", "fact", "item", "line", "listed", "nested",
    "titled",
]  # fmt: skip


class Depth(enum.Enum):
    """How much is told: one line per decision, a page to be checked by hand, or everything."""

    LINE = "line"
    PAGE = "page"
    ALL = "all"


class Role(enum.Enum):
    """What a block says."""

    HEAD = "head"  # what comes below it: "Lý do:"
    LINE = "line"  # the whole decision in one line
    REASON = "reason"  # one of several reasons
    FACT = "fact"  # a value against what is asked, a judgement, a register
    ROW = "row"  # what a fact was made of: a row, a figure, an attestation
    CASE = "case"  # a case that the rule names apart
    TIME = "time"  # a deadline, a period
    RANK = "rank"  # the place under a quota, the line, the figures
    LAW = "law"  # clause and quote
    READING = "reading"  # which reading of the clause was taken, or might have been
    MISSING = "missing"  # something that could still change the result
    SETTLED = "settled"  # nothing can change it, or until when it stands
    CHAIN = "chain"  # the rules that fired
    REMARK = "remark"


class Sort(enum.Enum):
    """What a section is about; in the order in which sections stand."""

    AWARD = "award"
    ASSESSMENT = "assessment"
    GRADE = "grade"
    REMEDY = "remedy"
    SCORES = "scores"
    CRITERIA = "criteria"
    BARS = "bars"
    READINGS = "readings"
    #: Parts of a section.
    SCORE = "score"
    CRITERION = "criterion"
    OTHERS = "others"
    BAR = "bar"
    READING = "reading"
    #: Sections of a list of explanations.
    LIST = "list"
    SUBJECT = "subject"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. A block of greater depth belongs to the nearest one above it of less; `marker` is '', - or 1."""

    depth: int
    marker: str
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: its own blocks, then its parts.

    `id` is that of the award, criterion or other rule it is about, `number` how it is numbered among its like;
    `verdict` is the word of the code (met, barred), `words` what people read of it, `mark` a remark in brackets.
    """

    sort: Sort
    id: str
    heading: str
    words: str = ""
    verdict: str = ""
    mark: str = ""
    number: str = ""
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()

    @property
    def title(self) -> str:
        """Return the heading with verdict and mark."""
        return titled(self.heading, self.words, self.mark)


@dataclass(frozen=True, slots=True)
class Outline:
    """One subject's explanation: who and what it is, of which plan and day; then the sections."""

    title: tuple[str, ...]
    sections: tuple[Section, ...]


def titled(heading: str, words: str, mark: str) -> str:
    """Return a heading with its verdict and, in brackets, a mark."""
    return heading + (f": {words}" if words else "") + (f" ({mark})" if mark else "")


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def line(text: str, role: Role, depth: int = 0) -> Block:
    """Return a paragraph without a marker."""
    return Block(depth, "", text, role)


def item(text: str, role: Role, depth: int = 0) -> Block:
    """Return one entry of a list, with a capital."""
    return Block(depth, "-", capital(text), role)


def nested(blocks: Iterable[Block], by: int = 1) -> list[Block]:
    """Return blocks that belong to what stands before them."""
    return [replace(b, depth=b.depth + by) for b in blocks]


_LISTED = re.compile(r"(?P<pad> *)(?P<dash>- )?(?P<text>.*)", re.DOTALL)


def fact(lines: list[str]) -> list[Block]:
    """Return what `tell` says of a leaf: its first line is the fact, what it was made of stands two spaces in."""
    return [item(lines[0], Role.FACT), *listed(lines[1:])]


def listed(lines: Iterable[str]) -> list[Block]:
    """Return lines, two spaces for every depth and a dash for an entry, as blocks: facts, and what they are made of."""
    out = []
    for told in lines:
        found = _LISTED.fullmatch(told)
        if found is None:
            raise AssertionError(told)  # the pattern takes every line
        depth = len(found["pad"]) // 2
        role = Role.ROW if depth else Role.FACT
        out.append((item if found["dash"] else line)(found["text"], role, depth))
    return out
