"""Every value in one of the spellings that offices use for it, and that the import is to understand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from hypothesis import strategies as st

from .habit_truth import Plain


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a cell of a spreadsheet: with a percent format, or shown with so many digits."""

    value: Decimal
    percent: bool = False
    digits: int = 0


#: A cell as it is written: a text, a number, yes or no, a day, nothing.
Cell = str | Figure | bool | dt.date | None
_YES: Sequence[Cell] = (
    "Có", "có", "CÓ", "co", "x", "X", "Đạt", "Đúng", "1", "TRUE", "Có ", "Có\u00a0", True, Figure(Decimal(1)),
)  # fmt: skip
_NO: Sequence[Cell] = (
    "Không", "không", "KHÔNG", "khong", "Không đạt", "Chưa", "0", "FALSE", False, Figure(Decimal(0)),
)  # fmt: skip
_TICKS: Sequence[Cell] = ("✓", "☑", "√")
_OPTIONS: dict[str, Sequence[str]] = {
    "ward": ("Phường", "PHƯỜNG", "phường", "phuong", "UBND phường"),
    "agency": ("Cơ quan chuyên môn", "CƠ QUAN CHUYÊN MÔN", "Phòng chuyên môn", "co quan chuyen mon"),
    "school": ("Trường học", "Trường", "trường học"),
    "sent": ("Có", "CÓ", "có"),
    "not_sent": ("Không", "không"),
    "none_late": ("Không áp dụng", "KP", "kad"),
    "y2019": ("2019-2020", "2019 - 2020", "Năm học 2019–2020", "2019/2020"),
    "y2020": ("2020-2021", "NH 2020-2021", "2020 – 2021"),
}
#: Vowels that Windows-1258 keeps whole; it writes tones behind them.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def mixed(text: str) -> str:
    """Return a text as Windows-1258 holds it: whole letters, tones behind them."""
    out = ""
    for sign in normalize("NFC", text):
        parts = normalize("NFD", sign)
        out += normalize("NFC", "".join(c for c in parts if c not in _TONES)) + "".join(c for c in parts if c in _TONES)
    return out


def texts(value: str, *, upper: bool = False) -> st.SearchStrategy[str]:
    """Draw a text as typists leave it: other forms of Unicode, blanks too many or of another kind."""
    forms = [value, value, normalize("NFD", value), mixed(value), f" {value} ", f"{value}\u200b"]
    forms += [value.replace(" ", "\u00a0"), value.replace(" ", "  "), value.replace(" ", "\n", 1)]
    return st.sampled_from([*forms, *([value.upper()] if upper else [])])


def spelt(field: str, value: Plain, *, plain: bool) -> st.SearchStrategy[Cell]:
    """Draw one cell for a value; `plain`: only texts can be written."""
    if value is None:
        return st.sampled_from([None, None, "", " "])
    match value:
        case bool():
            ways = [*(_YES if value else _NO), *(_TICKS if value else ())]
            if field == "head" and not value:
                ways += [None, None]
            return st.sampled_from([way for way in ways if not plain or isinstance(way, str)])
        case Decimal():
            return st.sampled_from(_numbers(field, value, plain=plain))
        case dt.date():
            return st.sampled_from(_days(field, value, plain=plain))
    if field in {"kind", "apology", "school_year"}:
        return st.sampled_from(_OPTIONS[value])
    if field == "citizen_id":
        shown = [Figure(Decimal(value), digits=12), *([Figure(Decimal(value))] if value[0] != "0" else [])]
        return st.sampled_from([value, value, *([] if plain else shown)])
    return texts(value)


def _numbers(field: str, value: Decimal, *, plain: bool) -> Sequence[Cell]:
    """Return the ways to write a number; none that might be another."""
    text = f"{value.normalize():f}"
    comma = text.replace(".", ",")
    ways: list[Cell] = [] if plain else [Figure(value), Figure(value)]
    if field == "on_time":
        ways += [comma, f"{comma}%", f"{comma} %", f"{text}%", text]
        return ways if plain else [*ways, Figure(value / 100, percent=True)]
    whole = f"{int(value):,}"
    parts = {"": (text, comma), ",": (whole,)}
    if value != int(value):
        return [*ways, *parts[""]]
    ways.append(text)
    if value >= 1000:
        ways.append(whole.replace(",", " "))
    if value >= 1_000_000:
        ways += [whole, whole.replace(",", ".")]
    return ways


def _days(field: str, day: dt.date, *, plain: bool) -> Sequence[Cell]:
    """Return the ways to write a day; the first of a month may go without where the field takes that."""
    ways: list[Cell] = [f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}"]
    ways += [f"{day.day}.{day.month}.{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"]
    if field == "joined_on" and day.day == 1:
        ways += [f"{day:%m/%Y}", f"tháng {day.month}/{day.year}"]
    return ways if plain else [*ways, day, day]
