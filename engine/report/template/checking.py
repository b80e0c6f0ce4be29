"""Data validation: what a cell lets in, in the words of whoever types there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ...values import MANY, Choice, Date, FieldType, Number, Text, YesNo, unscaled
from . import kinds

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
#: Excel shows no longer message.
_MESSAGE = 255
Box = tuple[int, int, int, int]


def validate(page: Worksheet, box: Box, kind: FieldType | None, options: str) -> None:
    """Let only values of a type into a range of cells; `options` is the range that holds those of a choice.

    A day typed as text is warned of and let in, since the import reads it; everything else is stopped.
    """
    rule = _rule(kind, options)
    if rule is None:
        return
    takes = kinds.taken(kind, kinds.labels(kind))
    message = f"Ô này ghi {takes}. Chưa có số liệu thì để trống."
    if len(message) > _MESSAGE:
        message = "Chọn một giá trị trong danh sách của ô. Chưa có số liệu thì để trống."
    told = {"error_title": "Giá trị chưa đúng", "error_message": message}
    if isinstance(kind, Date | Number):
        told |= {"input_title": kinds.kind_word(kind).capitalize(), "input_message": message}
    page.data_validation(*box, {**rule, **told, "ignore_blank": True})


def _rule(kind: FieldType | None, options: str) -> dict[str, object] | None:
    match kind:
        case YesNo():
            return {"validate": "list", "source": ["Có", "Không"]}
        case Choice() if options:
            return {"validate": "list", "source": options}
        case Date():
            return {**_between("date", _FIRST, _LAST), "error_type": "warning"}
        case Text(digits) if digits:
            return {"validate": "length", "criteria": "==", "value": digits}
        case Number("percent", decimals, low, high):
            return _between("decimal", *(float(unscaled(end, decimals + 2)) for end in (low, high)))
        case Number("count", _, low, high) if high >= MANY:
            return {"validate": "integer", "criteria": ">=", "value": low}
        case Number("count", _, low, high):
            return _between("integer", low, high)
        case Number(_, decimals, low, high):
            return _between("decimal", *(float(unscaled(end, decimals)) for end in (low, high)))
    return None


def _between(what: str, low: float | dt.date, high: float | dt.date) -> dict[str, object]:
    return {"validate": what, "criteria": "between", "minimum": low, "maximum": high}
