"""Fields and parameters as written to fields with types: ranges, scales, options, what a blank means."""

from __future__ import annotations

from decimal import Decimal

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from ..plan.laws import DIRECTIONS
from ..syntax import ast
from ..values import MANY, Choice, Date, FieldType, Number, Option, Text, YesNo, scaled
from .numbers import LIMIT
from .scope import Found

#: A percent without declared decimals keeps every digit a spreadsheet can hold, and takes part in no arithmetic.
PERCENT_DECIMALS = 16


def number_type(
    kind: str, span_name: ast.Name, ends: tuple[Decimal, Decimal] | None, decimals: int | None, unit: str, found: Found
) -> Number:
    """Return the type of a number, percent or count field; what it must declare and does not is a finding."""
    if kind == "count":
        decimals, ends = 0, ends or (Decimal(0), Decimal(MANY))
    elif kind == "percent":
        decimals = PERCENT_DECIMALS if decimals is None else decimals
        ends, unit = ends or (Decimal(0), Decimal(100)), unit or "%"
    else:
        for missing, word in ((ends is None, "range"), (decimals is None, "decimals")):
            if missing:
                args = {"text": span_name.value, "wanted": f"`{word}`", "wanted_en": f"`{word}`"}
                found.append(Diagnostic(rule_codes.FIELD_NEEDS, span_name.span, args))
    places = min(max(decimals or 0, 0), PERCENT_DECIMALS)
    low, high = (scaled(e, places) for e in ends or (Decimal(0), Decimal(0)))
    if low is None or high is None or low > high or max(abs(low), abs(high)) >= LIMIT:
        wanted = "`range` từ thấp đến cao, ghi được với số chữ số lẻ `decimals`"
        wanted_en = "a `range` from low to high that its `decimals` can write"
        found.append(
            Diagnostic(
                rule_codes.FIELD_NEEDS,
                span_name.span,
                {"text": span_name.value, "wanted": wanted, "wanted_en": wanted_en},
            )
        )
        low = high = 0
    return Number(kind, places, low, high, unit)


def field_type(field: ast.FieldD, found: Found) -> FieldType:
    """Return the type of a field."""
    match field.type.value:
        case "yes-no":
            return YesNo()
        case "date":
            return Date(field.month.value if field.month else "")
        case "choice":
            if not field.options:
                args = {"text": field.id.value, "wanted": "`options`", "wanted_en": "`options`"}
                found.append(Diagnostic(rule_codes.FIELD_NEEDS, field.id.span, args))
            return Choice(tuple(Option(o.key.value, o.label, o.also) for o in field.options))
        case "text":
            return Text(field.digits.value if field.digits else 0)
        case kind:
            return number_type(kind, field.id, field.range, field.decimals, field.unit, found)


def lower_field(field: ast.FieldD, found: Found) -> plan.Field:
    """Return a field with its type checked."""
    kind = field_type(field, found)
    blank = field.blank.value if field.blank else None
    if field.blank is not None:
        if not _is_value(blank or "", kind):
            found.append(Diagnostic(rule_codes.BAD_BLANK, field.blank.span, {"text": field.blank.value}))
            blank = None
        if not field.readings:
            found.append(Diagnostic(rule_codes.BLANK_READING, field.blank.span, {"text": field.id.value}))
    _months_and_digits(field, found)
    better = field.better
    if better is not None and better.value not in DIRECTIONS[field.type.value]:
        wanted = " / ".join(f"`{d}`" for d in DIRECTIONS[field.type.value]) or "-"
        found.append(Diagnostic(rule_codes.BAD_DIRECTION, better.span, {"text": better.value, "names": wanted}))
        better = None
    way = better.value if better is not None else None
    return plan.Field(field.id.value, kind, field.label, field.also, blank, field.required, way)


def _months_and_digits(field: ast.FieldD, found: Found) -> None:
    """Say what is wrong with `month` and `digits`: a column of another type, or a day taken without a reading."""
    both = ((field.month, "date", "ngày", "date"), (field.digits, "text", "chữ", "text"))
    for given, kind, wanted, wanted_en in both:
        if given is not None and field.type.value != kind:
            args = {"text": field.id.value, "wanted": wanted, "wanted_en": wanted_en}
            found.append(Diagnostic(rule_codes.WRONG_FIELD_TYPE, given.span, args))
    if field.month is not None and not field.readings:
        found.append(Diagnostic(rule_codes.MONTH_READING, field.month.span, {"text": field.id.value}))


def _is_value(text: str, kind: FieldType) -> bool:
    match kind:
        case YesNo():
            return text in {"yes", "no"}
        case Choice(options):
            return any(o.key == text for o in options)
        case Number(_, decimals, low, high):
            try:
                value = scaled(Decimal(text), decimals)
            except ArithmeticError:
                return False
            return value is not None and low <= value <= high
        case _:
            return False
