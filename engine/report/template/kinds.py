"""The types of fields in words: what a cell takes, and an example of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ... import plan
from ...diagnostics import Lang
from ...explain.wording import shown_number
from ...records.binding import bare
from ...values import MANY, Choice, Date, FieldType, Number, Text, YesNo, date_of, unscaled
from .model import Shown

#: So many options are told in a sentence; more stand on the sheet of choices only.
_TOLD = 8
#: A day to show how days are written, where the plan names none.
_DAY = dt.date(2020, 5, 20)


def kind_word(kind: FieldType | None) -> str:
    """Return a type in a word or two."""
    match kind:
        case YesNo():
            return "Có/Không"
        case Date():
            return "ngày tháng"
        case Number("percent"):
            return "tỷ lệ %"
        case Number("count"):
            return "số nguyên"
        case Number():
            return "số"
        case Choice():
            return "lựa chọn"
        case Text():
            return "chữ"
    return "tùy dòng"


def taken(kind: FieldType | None, options: tuple[str, ...] = ()) -> str:
    """Return what a cell of a type takes, as a phrase after "Ghi"; empty for text that takes everything."""
    match kind:
        case YesNo():
            return "Có hoặc Không"
        case Date(month) if month:
            end = "ngày đầu" if month == "first" else "ngày cuối"
            return f"ngày/tháng/năm, ví dụ 20/05/2020; chỉ ghi tháng/năm thì được coi là {end} của tháng"
        case Date():
            return "ngày/tháng/năm, ví dụ 20/05/2020"
        case Text(digits) if digits:
            return f"đủ {digits} chữ số, kể cả số 0 ở đầu"
        case Number("percent"):
            return f"tỷ lệ phần trăm {span(kind)}; gõ 97,5 là 97,5%"
        case Number("count"):
            return f"số nguyên {span(kind)}"
        case Number(_, decimals):
            return f"số {span(kind)}" + (f", tối đa {decimals} chữ số lẻ" if decimals else ", không có số lẻ")
        case Choice():
            if len(options) > _TOLD:
                return "chọn trong danh sách của ô (trang Danh mục)"
            return "một trong: " + "; ".join(f"“{o}”" for o in options)
    return ""


def span(kind: Number) -> str:
    """Return the declared range of a number, as a phrase."""
    low, high = (shown_number(unscaled(end, kind.decimals), Lang.VI) for end in (kind.low, kind.high))
    unit = "%" if kind.kind == "percent" else f" {kind.unit}" if kind.unit else ""
    if kind.high >= MANY * 10**kind.decimals:
        return f"từ {low}{unit} trở lên"
    return f"từ {low}{unit} đến {high}{unit}"


def labels(kind: FieldType | None) -> tuple[str, ...]:
    """Return the options of a choice as they stand in a drop-down."""
    return tuple(o.label for o in kind.options) if isinstance(kind, Choice) else ()


def example_day(ready: plan.Plan) -> dt.date:
    """Return a day that fits the plan: the first of its deadlines, else the last day of a period."""
    last = [d.last for d in ready.deadlines.values()] or [p.last for p in ready.periods.values()]
    days = [n.value for n in last if isinstance(n, plan.Constant)]
    return date_of(min(days)) if days else _DAY


def example(kind: FieldType | None, label: str, options: tuple[str, ...], day: dt.date) -> Shown:
    """Return a value of a type as an example; None for texts of which none can be thought up."""
    match kind:
        case YesNo():
            return "Có"
        case Date():
            return day
        case Number():
            return _number(kind, day)
        case Choice():
            return options[0] if options else None
    return _text(label)


def _number(kind: Number, day: dt.date) -> Decimal:
    low, high = unscaled(kind.low, kind.decimals), unscaled(kind.high, kind.decimals)
    if kind.kind == "count" and 1000 <= low <= day.year <= high:
        return Decimal(day.year)
    wanted = Decimal("97.5") if kind.kind == "percent" and kind.decimals else Decimal(10)
    return min(max(wanted, low), high)


def _text(label: str) -> str | None:
    """Return an example of a text by the words of its label."""
    words = f" {bare(label)} "
    for known, shown in _TEXTS.items():
        if f" {known} " in words:
            return shown
    return None


_TEXTS = {
    "van ban": "12/BC-DV01",
    "so thu": "12/TB-DV01",
    "chuc vu": "Chuyên viên",
    "ly do": "Theo báo cáo kết quả",
    "can cu": "Theo báo cáo kết quả",
}


def example_key(label: str, number: int = 1) -> str:
    """Return an invented key after the words of its label: `Mã đơn vị` gives VD-DV01: it is an example."""
    words = [w.strip(",.;:()/-") for w in label.split()]
    words = [w for w in words if w and bare(w) not in {"ma", "so", "hieu"}] or ["Mã"]
    short = "".join(w if w.isupper() and len(w) > 1 else w[0] for w in words)
    return f"VD-{bare(short).upper()}{number:02}"


def example_name(label: str) -> str:
    """Return an invented name after the words of its label: `Tên đơn vị` gives Đơn vị A."""
    words = bare(label)
    if words.startswith("ho ") or "ho va ten" in words:
        return "Nguyễn Văn A"
    told = label[4:] if words.startswith("ten ") else label
    return f"{told[:1].upper()}{told[1:]} A"
