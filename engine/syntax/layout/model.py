"""What the table of the layout is made of: forms with ordered keys, and the shapes their values take."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What one scalar holds."""

    NAME = "name"
    IDENT = "ident"
    PAIR = "pair"
    TEXT = "text"
    EXPRESSION = "expression"
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    #: A date, or the name of a parameter.
    DAY = "day"
    #: An end of a range: a number or a date.
    END = "end"
    SWITCH = "switch"
    CITATION = "citation"
    #: `all criteria`, `none`, or the name of a criterion.
    REQUIREMENT = "requirement"
    #: `rows = unit.staff_count`.
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar of one kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the declared words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list; where `single`, one item may also stand without brackets."""

    item: Shape
    single: bool = True


@dataclass(frozen=True, slots=True)
class Ends:
    """A pair `[low, high]`."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping from names that the author chooses to values of one shape; `only` where it holds exactly one."""

    value: Shape
    names: Kind = Kind.NAME
    only: bool = False


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping with the keys of the form of that name."""

    form: str


@dataclass(frozen=True, slots=True)
class Either:
    """The first of these shapes that a node can have."""

    shapes: tuple[Shape, ...]


Shape = Word | Choice | Many | Ends | Named | Keyed | Either


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a form: what it holds, and in one sentence what it is for."""

    name: str
    shape: Shape
    vi: str
    en: str
    need: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A mapping whose keys are fixed; their order is the canonical one.

    Of each group in `one_of` exactly one alternative is written (an alternative is the keys that stand together).
    """

    name: str
    vi: str
    en: str
    keys: tuple[Key, ...]
    one_of: tuple[tuple[str, ...], ...] = ()
    #: In a document laid over a plan, none of its keys must be there: it adds to an entry of that name below.
    added: bool = False

    def key(self, name: str) -> Key | None:
        """Return a key by name, or None."""
        return next((k for k in self.keys if k.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the keys, in canonical order."""
        return tuple(k.name for k in self.keys)

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the names of the keys that must be there."""
        return tuple(k.name for k in self.keys if k.need)


NAME, IDENT, PAIR, TEXT = Word(Kind.NAME), Word(Kind.IDENT), Word(Kind.PAIR), Word(Kind.TEXT)
EXPRESSION, WHOLE, NUMBER, DATE = Word(Kind.EXPRESSION), Word(Kind.WHOLE), Word(Kind.NUMBER), Word(Kind.DATE)
DAY, END, SWITCH, ROWS = Word(Kind.DAY), Word(Kind.END), Word(Kind.SWITCH), Word(Kind.ROWS)
NAMES, IDENTS, PAIRS, TEXTS = Many(NAME), Many(IDENT), Many(PAIR), Many(TEXT)
ROUNDING = Choice(("down", "up", "half-up"))


def cited(*, cite: bool = True, quote: bool = True) -> tuple[Key, Key, Key]:
    """Return the keys that tie a rule to its clause."""
    return (
        Key("cite", Word(Kind.CITATION), "Văn bản và điều khoản viện dẫn, ví dụ `kh 4.1-3`.", "The document and clause this comes from, such as `kh 4.1-3`.", need=cite),
        Key("quote", TEXT, "Lời trích nguyên văn của điều khoản, chứa mọi con số và ngày của quy tắc.", "The clause's own words, which hold every number and day of the rule.", need=quote),
        Key("reading", IDENTS, "Cách hiểu đã dùng (một tên hoặc danh sách), khai báo ở mục `readings`.", "The readings this rests on (a name or a list), from `readings`."),
    )  # fmt: skip
