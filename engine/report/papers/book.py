"""Workbooks of papers: a table a sheet, few formats shared by all cells, nothing that a name could turn into a formula.

The same tables give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ...records.binding import plain_fold
from ..template.choosing import sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Value = str | int | Decimal | dt.date | None
#: Bytes must not depend on the day a book is made.
CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
#: What Excel takes: characters of a cell, links of a sheet, characters of a link, rows of a sheet.
LONGEST, LINKS, LONGEST_LINK, ROWS = 32_767, 65_530, 2_000, 1_048_576
CUT = " […]"
#: The sheet of what drop-downs offer; the import knows it for no list.
CHOICES = "Danh mục"
_SHORT = 250
#: A cell that begins with one of these would become a formula once somebody edits it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FONT: dict[str, object] = {"font_name": "Times New Roman", "font_size": 11}
_CELL: dict[str, object] = {"border": 1, "border_color": "#808080", "valign": "top", "text_wrap": True}
#: Colours of what is said in words beside them: dark text on light ground, told apart also in grey.
_GROUND = {"good": "#D9EAD3", "bad": "#F4C7C3", "open": "#FFF2CC", "held": "#D9D2E9", "none": "#EDEDED"}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True},
    "under": {"align": "center", "valign": "vcenter", "text_wrap": True},
    "line": {"italic": True, "valign": "top", "text_wrap": True},
    "head": {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDEBF7"},
    "group": {**_CELL, "bold": True, "bg_color": "#F2F2F2"},
    "cell": _CELL,
    "bold": {**_CELL, "bold": True},
    "center": {**_CELL, "align": "center"},
    "number": {**_CELL, "align": "right"},
    "day": {**_CELL, "align": "center", "num_format": "dd/mm/yyyy"},
    "text": {"valign": "top", "text_wrap": True},
    **{f"in{depth}": {"valign": "top", "text_wrap": True, "indent": depth} for depth in range(5)},
    "link": {**_CELL, "font_color": "#0563C1", "underline": 1},
    "entry": {**_CELL, "bg_color": "#FFFFE5"},
    "entry-day": {**_CELL, "bg_color": "#FFFFE5", "align": "center", "num_format": "dd/mm/yyyy"},
    "entry-number": {**_CELL, "bg_color": "#FFFFE5", "align": "right"},
    "entry-percent": {**_CELL, "bg_color": "#FFFFE5", "align": "right", "num_format": "0.00%"},
    **{name: {**_CELL, "bg_color": ground} for name, ground in _GROUND.items()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A cell that is more than a value: its look, and the address that it links to."""

    value: Value
    look: str = "cell"
    link: str = ""


Row = Sequence[Value | Box]


@dataclass(frozen=True, slots=True)
class Group:
    """A row that is a heading across the table."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is (characters), the look of its plain values, what may be typed into it.

    `upper` stands above the headings of columns that lie side by side and share it; `choices` is a drop-down; `note`
    a comment on the heading.
    """

    head: str
    width: float
    look: str = "cell"
    upper: str = ""
    choices: tuple[str, ...] = ()
    rule: Mapping[str, object] = field(default_factory=dict)
    note: str = ""

    @property
    def short(self) -> bool:
        """Tell whether the drop-down can hold the choices itself: Excel parts them at commas, up to 255 characters."""
        return len(",".join(self.choices)) <= _SHORT and not any("," in c for c in self.choices)


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: titles above a table, the table, lines below it.

    `named` columns say which row it is: they stay in sight. `wide` is printed on A3, else on A4; `upright` is portrait.
    """

    name: str
    titles: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Row | Group]
    foot: Sequence[str] = ()
    lines: Sequence[str] = ()
    named: int = 0
    wide: bool = False
    upright: bool = False
    filtered: bool = True
    numbered: bool = False


@dataclass(slots=True, eq=False)
class Looks:
    """The formats of one workbook, each made on first use; a second one for texts that look like formulas."""

    book: Workbook
    made: dict[tuple[str, bool], Format] = field(default_factory=dict)

    def get(self, name: str, *, quoted: bool = False) -> Format:
        """Return a look; `quoted`: what stands in the cell stays text also when it is edited."""
        if (name, quoted) not in self.made:
            given = {**_FONT, **_LOOKS[name], **({"quote_prefix": True} if quoted else {})}
            self.made[name, quoted] = self.book.add_format(given)
        return self.made[name, quoted]


def written(title: str, comments: str, tabs: Iterable[Tab]) -> bytes:
    """Return a workbook with a sheet for each table."""
    import xlsxwriter

    from .pages import write_choices, write_tab

    out, sheets = io.BytesIO(), list(tabs)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": title, "comments": comments, "created": CREATED})
    looks, taken = Looks(book), {plain_fold(t) for t in ("History", CHOICES)}
    pages = []
    for tab in sheets:
        name = sheet_name(tab.name, taken)
        taken.add(plain_fold(name))
        pages.append(book.add_worksheet(name))
    long = dict.fromkeys(c.choices for tab in sheets for c in tab.columns if c.choices and not c.short)
    ranges = write_choices(book.add_worksheet(CHOICES), list(long), looks) if long else {}
    for page, tab in zip(pages, sheets, strict=True):
        write_tab(page, tab, looks, ranges)
    book.close()
    return out.getvalue()


def cut(text: str) -> str:
    """Return a text as long as a cell takes."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def is_formula(text: str) -> bool:
    """Tell whether a text would become a formula if somebody typed it."""
    return text.startswith(_FORMULA)
