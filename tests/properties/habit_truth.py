"""Small true tables: units, their staff, what somebody did; drawn before anybody writes them down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

#: A value as it is meant: yes or no, a number, a day, the key of an option, a text; None where nothing is known.
Plain = bool | Decimal | dt.date | str | None
Row = dict[str, Plain]

_WARDS = ("Hòa An", "Bình Lạc", "Phú Thịnh Tây", "Long Vân", "Tân Mỹ Hạ", "Vĩnh Sơn", "Thúy Lĩnh", "Đông Quỳ")
_FAMILIES = ("Trần", "Lê", "Võ", "Ngô", "Phạm", "Đặng", "Lý", "Huỳnh")
_GIVEN = ("Mỹ Yến", "Quốc Nghĩa", "Thùy Trang", "Đức Quân", "Hoài Ngân", "Ý", "Ổn", "Hữu Phước", "Bích Thủy")
_POSTS = ("Chủ tịch UBND phường", "Phó Trưởng phòng", "Chuyên viên", "Công chức Tư pháp - Hộ tịch", "Kế toán; quỹ")
_DEEDS = ("đi trễ, bị nhắc nhở", 'ghi "đã trả" khi chưa trả', "trễ hẹn 3 ngày", "Không xin lỗi người dân", "n/a", "x")
_PREFIXES = ("DV", "PH-", "Đ.", "0", "u")
_DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2020, 12, 31))
_YES = st.sampled_from([True, False, None])


@dataclass(frozen=True, slots=True)
class Truth:
    """What is to be read back: rows by key; violations have none, their `of` is the key of a person."""

    units: dict[str, Row]
    people: dict[str, Row]
    violations: Sequence[Row]


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Draw a few units with good values of every type, their staff, and what was found of some of them."""
    prefix = draw(st.sampled_from(_PREFIXES))
    count = draw(st.integers(1, 4))
    names = draw(st.lists(st.sampled_from(_WARDS), min_size=count, max_size=count, unique=True))
    units = {f"{prefix}{n:02}": {"name": f"Phường {name}", **draw(_UNIT)} for n, name in enumerate(names, 1)}
    people: dict[str, Row] = {}
    for n in range(1, draw(st.integers(0, 5)) + 1):
        unit = draw(st.sampled_from(sorted(units)))
        taken = {row["name"] for row in people.values() if row["of"] == unit}
        free = [f"{a} {b}" for a in _FAMILIES for b in _GIVEN if f"{a} {b}" not in taken]
        people[f"{unit}-{n}"] = {"name": draw(st.sampled_from(free)), "of": unit, **draw(_PERSON)}
    deeds = draw(st.lists(_VIOLATION, max_size=3)) if people else []
    return Truth(units, people, [{"of": draw(st.sampled_from(sorted(people))), **deed} for deed in deeds])


def _number(low: int, high: int, decimals: int) -> st.SearchStrategy[Decimal | None]:
    """Draw a number of so many decimals, seldom a nought, sometimes nothing."""
    step = 10**decimals
    whole = st.integers(low, high).map(Decimal)
    return st.one_of(whole, st.integers(low * step, high * step).map(lambda n: Decimal(n) / step), st.none())


_UNIT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["ward", "agency", "school", None]),
        "staff_count": st.one_of(_number(0, 2000, 0), _number(1_000_000, 9_999_999, 0)),
        "has_plan": _YES,
        "launched_on": st.one_of(_DAYS, st.none()),
        "on_time": st.one_of(_number(0, 100, 1), _number(1, 99, 3)),
        "points": _number(0, 9999, 2),
        "apology": st.sampled_from(["sent", "not_sent", "none_late", None]),
        "school_year": st.sampled_from(["y2019", "y2020", None]),
    }
)
_PERSON = st.fixed_dictionaries(
    {
        "position": st.sampled_from([*_POSTS, None]),
        "citizen_id": st.one_of(st.integers(0, 10**12 - 1).map(lambda n: f"{n:012}"), st.none()),
        "joined_on": st.one_of(_DAYS, _DAYS.map(lambda day: day.replace(day=1)), st.none()),
        "conduct_ok": _YES,
        "head": st.booleans(),
    }
)
_VIOLATION = st.fixed_dictionaries(
    {"committed_on": _DAYS, "concluded_on": st.one_of(_DAYS, st.none()), "content": st.sampled_from([*_DEEDS, None])}
)
