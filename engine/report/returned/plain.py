"""A new workbook with the values of a book that is not copied as it is: of another format, or built strangely."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from ...records.binding import plain_fold
from ...records.grid import PERCENT, Grid, Merge, kind_of, word
from .model import LIST

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Bytes must not depend on the day a book is made.
_CREATED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_FIRST_DAY = dt.date(1900, 3, 1)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PLACES = 10
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
#: Sheets by such names are passed over by the import; the name of a csv file was none of a sheet.
_ASIDE = ("huong dan", "danh muc", "loi can sua")


def written(grids: Sequence[Grid], path: Path) -> dict[str, str]:
    """Write the sheets into a new workbook; return the name there of every sheet of the old one.

    A list from the last time is left out, since a new one comes in its place.
    """
    import xlsxwriter

    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }  # fmt: skip
    names: dict[str, str] = {}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _CREATED})
        looks = _Looks(book)
        for grid in grids:
            if grid.sheet and plain_fold(grid.sheet) == plain_fold(LIST):
                continue
            name = _name(grid, {n.casefold() for n in names.values()} | {LIST.casefold(), "history"})
            names.setdefault(grid.sheet, name)
            _write(book.add_worksheet(name), grid, looks)
        if not names:
            book.add_worksheet("Sheet1")
    return names


def _name(grid: Grid, taken: set[str]) -> str:
    """Return a sheet's name as Excel takes it, unlike those that are taken."""
    plainly = " ".join(_NOT_IN_NAMES.sub(" ", _SURROGATE.sub("\ufffd", grid.title)).split()).strip("'") or "Sheet"
    if not grid.sheet and plain_fold(plainly).startswith(_ASIDE):
        plainly = f"Bảng {plainly}"
    number, name = 1, plainly[:_LONGEST_NAME].strip(" '")
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plainly[: _LONGEST_NAME - len(end)].strip(" '") + end
    return name


@dataclass(slots=True)
class _Looks:
    """The formats of one workbook: by number format and font."""

    book: Workbook
    made: dict[tuple[str, str], Format] = field(default_factory=dict)

    def get(self, shown: str, font: str) -> Format | None:
        """Return a format, made on first use; nothing where there is nothing to say."""
        if not shown and not font:
            return None
        if (shown, font) not in self.made:
            told = {"num_format": shown} if shown else {}
            self.made[shown, font] = self.book.add_format({**told, **({"font_name": font} if font else {})})
        return self.made[shown, font]


def _write(page: Worksheet, grid: Grid, looks: _Looks) -> None:
    """Write the cells of a sheet where they stood."""
    for column, width in enumerate(_widths(grid)):
        page.set_column(column, column, width)
    fonts = grid.fonts
    for row, line in zip(grid.cells.index.tolist(), grid.cells.itertuples(index=False, name=None), strict=True):
        for column, raw in enumerate(line):
            if raw:
                font = fonts.get((row, column), "") if len(fonts) else ""
                _cell(page, (row - 1, column), raw, looks, font)
    for merge in _apart(grid.merges):
        # Not `merge_range`, which would write the cells once more, and above the last row nothing is written any more.
        page.merge.append([merge.top - 1, merge.left - 1, merge.bottom - 1, merge.right - 1])


def _cell(page: Worksheet, place: tuple[int, int], raw: str, looks: _Looks, font: str) -> None:
    """Write one cell as what it was read as; a number that Excel would round stays a text."""
    kind, text = kind_of(raw), raw[2:]
    match kind:
        case "n" | "p" if (number := _number(text)) is not None:
            page.write_number(*place, number, looks.get(_shown(kind, text), font))
        case "b":
            page.write_boolean(*place, text == "1", looks.get("", font))
        case "d" if (day := dt.date.fromisoformat(text)) >= _FIRST_DAY:
            page.write_datetime(*place, day, looks.get("dd/mm/yyyy", font))
        case "e" | "f":
            # The formula itself was not read: what stands for it is rejected again until somebody types a value.
            error = text if text in _ERRORS else "#VALUE!"
            page.write_formula(*place, f"={error}", looks.get("", font), error)
        case _:
            shown = _SURROGATE.sub("\ufffd", word(raw) if kind else raw)[:_LONGEST_TEXT]
            look = looks.get("", font)
            if shown.startswith("<r>") and shown.endswith("</r>"):  # as it is, it would be written as XML of its own
                page.write_rich_string(*place, shown[0], shown[1], shown[2:], *([look] if look else []))
            else:
                page.write_string(*place, shown, look)


def _number(text: str) -> float | None:
    """Return a number as Excel keeps it, or nothing where it would be another one."""
    try:
        exact = Decimal(text)
        if not exact.is_finite() or abs(exact.adjusted()) > 300:
            return None
        value = float(text)
        return value if Decimal(f"{value:.16G}") == exact else None
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _shown(kind: str, text: str) -> str:
    """Return the number format under which a number reads as before: percent, leading zeros."""
    if kind == PERCENT:
        exponent = Decimal(text).normalize().as_tuple().exponent
        places = min(max(-int(exponent) - 2, 0), _PLACES)
        return f"0.{'0' * places}%" if places else "0%"
    return "0" * len(text) if re.fullmatch("0[0-9]+", text) else ""


def _widths(grid: Grid) -> Iterator[float]:
    """Yield a width for every column by what stands in its first rows."""
    first = grid.cells.iloc[:200]
    for column in first.columns:
        longest = max((len(word(str(raw))) for raw in first[column]), default=0)
        yield min(max(longest + 2, 9), 45)


def _apart(merges: Sequence[Merge]) -> list[Merge]:
    """Return the merged ranges that Excel takes: of more than one cell, none over another."""
    out: list[Merge] = []
    open_: list[Merge] = []
    for one in sorted(merges, key=lambda m: (m.top, m.left, m.bottom, m.right)):
        open_ = [other for other in open_ if other.bottom >= one.top]
        single = one.top == one.bottom and one.left == one.right
        if not single and not any(other.left <= one.right and one.left <= other.right for other in open_):
            out.append(one)
            open_.append(one)
    return out
