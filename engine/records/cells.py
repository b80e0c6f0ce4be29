"""Reading one cell by the type of its field: an encoded value, None for blank, or what is wrong with it."""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ..diagnostics import Code
from ..diagnostics import cell_codes as codes
from ..values import Choice, Date, FieldType, Number, Text, YesNo, days, decimals_of, scaled, unscaled
from .binding import bare, small
from .grid import DAY, ERROR, FORMULA, NUMBER, OTHER, PERCENT, YES_NO, hundredfold, kind_of, tidy, whole, word

_YES = {"có", "x", "✓", "✔", "☑", "☒", "√", "1", "true", "đạt", "đúng", "yes", "y", "c", "co", "dat", "dung"}
_NO = {"không", "0", "false", "không đạt", "sai", "no", "n", "k", "khong", "khong dat", "☐", "chưa", "chưa đạt"}
_NOT_TAKEN = {"kp", "khong ap dung", "khong phai", "n/a", "na", "khong xet"}
_PLAIN = re.compile(r"[+-]?\d+")
_ONE_POINT = re.compile(r"([+-]?)(\d+)[.,](\d+)")
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:([., ])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?")
_DMY = re.compile(
    r"(?:ngày )?(\d{1,2})\s?(?:[/.-]|tháng)\s?(\d{1,2})\s?(?:[/.-]|năm)\s?(\d{4}|\d{2})(?:[ t]\d{1,2}:.*)?"
)
_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:.*)?")
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})\s?(?:[/.-]|năm)\s?(\d{4})|(\d{4})[-/](\d{1,2})")
_SCHOOL_YEAR = re.compile(r"(?:năm học|nh)?\s?(\d{4})\s?[-–—/]\s?(\d{4})")
#: Longer numbers are refused before any arithmetic is done on them.
_DIGITS = 40
#: Nothing near is looked for among more names.
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be used: a code and the words for its sentence (the column's name is added later)."""

    code: Code
    args: Mapping[str, str] = field(default_factory=dict)


Read = int | str | Bad | None


def parse(kind: FieldType, raw: str) -> Read:
    """Return a cell's value as tables hold it (see `dossier.py`), None for blank, or what is wrong."""
    shown = word(raw)
    mark = kind_of(raw)
    if mark == FORMULA:
        return Bad(codes.FORMULA_CELL, {"text": clip(shown)})
    if mark == ERROR:
        return Bad(codes.ERROR_CELL, {"text": clip(shown)})
    if not shown:
        return None
    match kind:
        case YesNo():
            return _yes_no(mark, shown)
        case Number():
            return _number(kind, mark, raw, shown)
        case Date():
            return _date(kind, mark, raw, shown)
        case Choice():
            return _choice(kind, shown)
        case Text(digits) if digits:
            return _identity(digits, shown)
    return shown


def _identity(digits: int, shown: str) -> Read:
    """Read an identity number; one that is too short has probably lost zeros that a spreadsheet does not keep."""
    text = whole(shown).replace(" ", "")
    if re.fullmatch(rf"[0-9]{{{digits}}}", text):
        return text
    args = {"text": clip(shown), "digits": str(digits)}
    if re.fullmatch(r"[0-9]+", text) and len(text) < digits:
        return Bad(codes.DIGITS_LOST, {**args, "full": text.zfill(digits)})
    return Bad(codes.DIGITS, args)


def is_number(raw: str) -> bool:
    """Tell whether a cell holds a number of whatever kind, or a formula that would give one."""
    if kind_of(raw) in {NUMBER, PERCENT, FORMULA, ERROR}:
        return True
    return not kind_of(raw) and re.fullmatch(r"[+-]?[\d., ]*\d ?%?", tidy(raw)) is not None


def is_fraction(kind: Number, value: int, raw: str) -> bool:
    """Tell whether a number read as percent lies between 0 and 1 and was written without any sign of percent."""
    if not 0 < value < 10**kind.decimals or value * 100 > kind.high:
        return False
    return raw != "" and kind_of(raw) != PERCENT and "%" not in raw


def default(kind: FieldType, blank: str) -> int | str | None:
    """Return what the `blank:` of a field stands for, as tables hold it."""
    plain = f"\x00{NUMBER}{blank}" if isinstance(kind, Number) else blank
    found = parse(kind, plain)
    return None if isinstance(found, Bad) else found


def clip(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= 60 else text[:57] + "..."


def guess(text: str, names: list[str]) -> dict[str, str]:
    """Return the did-you-mean words of a message, empty where nothing is near."""
    near = difflib.get_close_matches(small(text), [small(n) for n in names], 1, 0.6) if len(names) <= _MANY else []
    if not near:
        return {"hint": "", "hint_en": ""}
    best = next(n for n in names if small(n) == near[0])
    return {"hint": f"có phải `{best}`? ", "hint_en": f"did you mean `{best}`? ", "nearest": best}


def guess_key(text: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the did-you-mean words for a key: written otherwise, or mistyped; never a key with another prefix.

    The keys of a list that was sent in part are near to those that were not: near in letters is not enough.
    """
    if len(keys) > _MANY:
        return guess(text, [])
    parts = _key_parts(text)
    same = [key for key in keys if _key_parts(key) == parts]
    if len(same) == 1:
        return guess(same[0], same)
    prefix, numbers = _key_prefix(text), re.findall(r"\d+", text)
    if prefix:
        return guess(text, [key for key in keys if _key_prefix(key) == prefix])
    return guess(text, [key for key in keys if not _key_prefix(key) and re.findall(r"\d+", key) == numbers])


def _key_parts(key: str) -> tuple[str, ...]:
    """Return the letters and numbers of a key, without leading zeros, blanks and signs between them."""
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+|[^\W\d_]+", bare(key)))


def _key_prefix(key: str) -> str:
    """Return what stands before the last sign in a key: that of the unit in the key of its staff."""
    return re.split(r"[-./_ ]+(?=[^-./_ ]*$)", small(key))[0] if re.search(r"[-./_ ]", small(key)) else ""


def _yes_no(mark: str, shown: str) -> Read:
    if mark not in {"", NUMBER, YES_NO}:
        return Bad(codes.BAD_YES_NO, {"text": clip(shown)})
    text = small(shown.replace("\ufe0f", ""))
    if text in _YES:
        return 2
    if text in _NO:
        return 0
    return _refused(codes.BAD_YES_NO, shown)


def _refused(code: Code, shown: str, **args: str) -> Bad:
    """Return the bad cell, telling apart the answer that no field takes."""
    if bare(shown) in _NOT_TAKEN:
        return Bad(codes.NO_SUCH_ANSWER, {"text": shown})
    return Bad(code, {"text": clip(shown), **args})


def _number(kind: Number, mark: str, raw: str, shown: str) -> Read:
    if mark == PERCENT and kind.kind != "percent":
        return Bad(codes.NUMBER_PERCENT, {"text": clip(shown)})
    if mark in {NUMBER, PERCENT}:
        try:
            value = Decimal(raw[2:])
        except InvalidOperation:
            return Bad(codes.BAD_NUMBER, {"text": clip(shown)})
        if not value.is_finite():
            return Bad(codes.BAD_NUMBER, {"text": clip(shown)})
        return fit(kind, hundredfold(value) if mark == PERCENT else value, shown)
    if mark:
        return Bad(codes.BAD_NUMBER, {"text": clip(shown)})
    text = shown
    if text.endswith("%"):
        if kind.kind != "percent":
            return Bad(codes.NUMBER_PERCENT, {"text": clip(shown)})
        text = text[:-1].rstrip()
    return _written(kind, text, shown)


def _written(kind: Number, text: str, shown: str) -> Read:
    """Read a number written as text, where a dot or comma may stand for thousands or for decimals."""
    if not text.isascii() or len(text) > _DIGITS:
        return _refused(codes.BAD_NUMBER, shown)
    if _PLAIN.fullmatch(text):
        return fit(kind, Decimal(text), shown)
    if point := _ONE_POINT.fullmatch(text):
        sign, head, tail = point.groups()
        decimal, thousand = Decimal(f"{sign}{head}.{tail}"), Decimal(f"{sign}{head}{tail}")
        if len(tail) == 3 and len(head) <= 3 and not head.startswith("0"):
            sure = kind.kind == "percent" and not isinstance(fit(kind, decimal, shown), Bad)
            if not (sure and isinstance(fit(kind, thousand, shown), Bad)):
                both = {"thousand": str(thousand), "decimal": str(decimal).replace(".", ",")}
                return Bad(codes.NUMBER_AMBIGUOUS, {"text": clip(shown), **both})
        return fit(kind, decimal, shown)
    if (grouped := _GROUPED.fullmatch(text)) and grouped[2] != grouped[3]:
        whole_part = re.sub(r"[., ]", "", grouped[1])
        return fit(kind, Decimal(f"{whole_part}.{grouped[4] or 0}"), shown)
    return _refused(codes.BAD_NUMBER, shown)


def fit(kind: Number, value: Decimal, shown: str) -> int | Bad:
    """Return a number scaled by its field's decimals, if it is within the declared range and not finer."""
    low, high = unscaled(kind.low, kind.decimals), unscaled(kind.high, kind.decimals)
    text = {"text": clip(shown)}
    if not low <= value <= high:
        return Bad(codes.NUMBER_RANGE, {**text, "low": written(low), "high": written(high)})
    found = scaled(value, kind.decimals) if value.adjusted() > -_DIGITS or not value else None
    if found is None:
        if kind.kind == "percent" and 0 < value < 1 and "%" not in shown:
            hundred = hundredfold(value)
            if scaled(hundred, kind.decimals) is not None:  # most likely a share: rounding it would make it worse
                return Bad(codes.PERCENT_SHARE, {**text, "hundredfold": written(hundred)})
        code = codes.NUMBER_WHOLE if kind.kind == "count" else codes.NUMBER_DECIMALS
        return Bad(code, {**text, "decimals": str(kind.decimals)})
    return found


def written(value: Decimal) -> str:
    """Return a number as Vietnamese papers write it, with a decimal comma and no needless zeros."""
    return f"{round(value, decimals_of(value)):f}".replace(".", ",")


def _date(kind: Date, mark: str, raw: str, shown: str) -> Read:
    if mark == DAY:
        year, month, day = (int(part) for part in raw[2:].split("-"))
        return _calendar(year, month, day, shown)
    if mark in {NUMBER, PERCENT, YES_NO, OTHER}:
        return Bad(codes.BAD_DATE, {"text": clip(shown)})
    text = shown.casefold()
    if found := _DMY.fullmatch(text):
        if len(found[3]) == 2:
            return Bad(codes.DATE_YEAR, {"text": clip(shown)})
        return _calendar(int(found[3]), int(found[2]), int(found[1]), shown)
    if found := _YMD.fullmatch(text):
        return _calendar(int(found[1]), int(found[2]), int(found[3]), shown)
    if in_month := _MONTH.fullmatch(text):
        if kind.month:
            return _in_month(kind, int(in_month[2] or in_month[3]), int(in_month[1] or in_month[4]), shown)
        return Bad(codes.DATE_MONTH, {"text": clip(shown)})
    return _refused(codes.BAD_DATE, shown)


def _in_month(kind: Date, year: int, month: int, shown: str) -> int | Bad:
    """Return the day of a month that a field takes it for."""
    if not 1 <= month <= 12:
        return Bad(codes.DATE_IMPOSSIBLE, {"text": clip(shown)})
    return _calendar(year, month, 1 if kind.month == "first" else calendar.monthrange(year, month)[1], shown)


def _calendar(year: int, month: int, day: int, shown: str) -> int | Bad:
    if not 1900 <= year <= 2199:
        return Bad(codes.DATE_RANGE, {"text": clip(shown)})
    try:
        return days(dt.date(year, month, day))
    except ValueError:
        return Bad(codes.DATE_IMPOSSIBLE, {"text": clip(shown)})


@lru_cache(maxsize=256)
def _answers(kind: Choice) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return option positions by their words, and by words without accents where only one option has them."""
    exact: dict[str, int] = {}
    loose: dict[str, set[int]] = {}
    for at, option in enumerate(kind.options):
        for text in (option.key, option.label, *option.also):
            exact.setdefault(small(school_year(text)), at)
            loose.setdefault(bare(school_year(text)), set()).add(at)
    return exact, {text: next(iter(found)) for text, found in loose.items() if len(found) == 1}


def school_year(text: str) -> str:
    """Return a school year as 2019-2020, however it is written; any other text as it is."""
    found = _SCHOOL_YEAR.fullmatch(small(text))
    return f"{found[1]}-{found[2]}" if found and int(found[2]) == int(found[1]) + 1 else text


def _choice(kind: Choice, shown: str) -> Read:
    exact, loose = _answers(kind)
    written_ = school_year(whole(shown))
    found = exact.get(small(written_), loose.get(bare(written_)))
    if found is not None:
        return found
    names = [option.label for option in kind.options]
    return _refused(codes.BAD_CHOICE, shown, names="; ".join(names[:30]), **guess(shown, names))
