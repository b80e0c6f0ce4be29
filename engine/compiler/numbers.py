"""What a number may be: its kind (so that days and percents do not mix), its range, its scale."""

from __future__ import annotations

from dataclasses import dataclass

from .. import plan
from ..ranges import bounds, rescaled
from ..values import MANY

#: Nothing that is computed may leave this range; int64 ends at 2**63.
LIMIT = 2**62
#: The days a date field may hold: 1900-01-01 to 2199-12-31.
FIRST_DAY, LAST_DAY = -25567, 84005
#: What a division by something that may be zero can give.
WHOLE = 10**9

DATE, NUMBER, PERCENT, LITERAL, GRADE = "date", "number", "percent", "literal", "grade"
#: What a message calls each kind of number, in both languages.
SHOWN = {
    DATE: ("một ngày", "a day"),
    NUMBER: ("một con số", "a number"),
    PERCENT: ("một tỷ lệ phần trăm", "a percentage"),
    LITERAL: ("một con số", "a number"),
    GRADE: ("một mức xếp loại", "a grade"),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A number with its kind: date, number, percent, grade, or a bare literal that takes the other side's kind."""

    num: plan.Num
    kind: str


def is_ratio(num: plan.Num) -> bool:
    """Tell whether a number is a fraction of two sums, compared by cross-multiplication only."""
    return isinstance(num, plan.Share) or (isinstance(num, plan.Total | plan.Peers) and num.fold is plan.Fold.MEAN)


def compare_magnitude(left: plan.Num, right: plan.Num) -> int:
    """Return the greatest integer that comparing the two needs."""
    if is_ratio(right):
        left, right = right, left
    if is_ratio(left):
        top = max(map(abs, bounds(right))) * 2 * MANY
        over = max(map(abs, bounds(left))) * 2 * MANY
        return max(
            top * int(10 ** max(0, left.decimals - right.decimals)),
            over * int(10 ** max(0, right.decimals - left.decimals)),
        )
    decimals = max(left.decimals, right.decimals)
    sides = (rescaled(bounds(n), decimals - n.decimals) for n in (left, right))
    return max(abs(e) for side in sides for e in side)
