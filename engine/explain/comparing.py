"""Comparisons in words: days against a deadline, rates by the parts they were compared from, shares by bounds."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..plan import Op
from .amounts import label_of, limit_text, plain, sides, told, working
from .details import moved
from .nodes import Amount, Compared, Counted, Formula, Gap, Literal, Numeral, Row, Step, Tally
from .telling import Teller

_FLIP = {Op.LT: Op.GT, Op.LE: Op.GE, Op.EQ: Op.EQ, Op.GE: Op.LE, Op.GT: Op.LT}
Pair = tuple[int, int]


def compared_line(teller: Teller, step: Compared, subject: Row) -> str:
    """Return a comparison in one line: what was found, what was wanted, how much is lacking."""
    number, op, threshold = sides(step)
    label = label_of(teller, number, subject)
    if by_day(step) and isinstance(threshold, Literal):
        return _by_day(teller, step, number, threshold, label)
    rate = rate_of(step)
    if rate is not None:
        return f"{rate_label(teller, rate, subject)}: {rate_text(teller, rate)}"
    value = _value(teller, number)
    if number.amount.kind == "score" and step.code == 0 and op in {Op.GE, Op.GT} and step.gap and step.gap.low:
        limit = teller.amount(threshold.amount)
        return teller.say("short-score", label=label, value=value, x=teller.distance(step.gap), limit=limit)
    gap = _gap(teller, step, op)
    return teller.say("compared", label=label, value=value, limit=_limit(teller, op, threshold), gap=gap)


def by_day(step: Compared) -> bool:
    """Tell whether a known day is held against a deadline."""
    number, op, threshold = sides(step)
    return isinstance(threshold, Literal) and bool(threshold.label) and op is Op.LE and number.amount.exact


def _by_day(teller: Teller, step: Compared, number: Numeral, threshold: Literal, label: str) -> str:
    """Return whether something was done in time, with the document that moved the day."""
    last, value = teller.amount(threshold.amount), told(teller, number)
    more = moved(teller, threshold.extended, threshold.amount.low)
    if step.code:
        return teller.say("in-time", label=label, value=value, deadline=threshold.label, last=last) + more
    late = teller.distance(step.gap) if step.gap else ""
    return teller.say("late", label=label, value=value, deadline=threshold.label, last=last, x=late) + more


def _gap(teller: Teller, step: Compared, op: Op) -> str:
    """Return how much is lacking, or by how much the threshold is passed, where that says something."""
    if step.gap is None or step.code or step.gap.low == 0 or step.gap.kind in {"date", "grade"} or op in {Op.EQ, Op.NE}:
        return ""
    down = op in {Op.GE, Op.GT}
    return teller.say("short" if down else "over", x=teller.distance(step.gap))


def _value(teller: Teller, number: Numeral) -> str:
    if isinstance(number, Counted) and number.share:
        return share_text(teller, number)
    return _worked(teller, number, told(teller, number))


def _limit(teller: Teller, op: Op, threshold: Numeral) -> str:
    amount = threshold.amount
    if not amount.exact and amount.kind not in {"date", "grade"}:
        open_ = _worked(teller, threshold, teller.amount(amount))
        return teller.say("limit-open") + (f" ({open_})" if open_ != teller.say("unknown-number") else "")
    text = limit_text(teller, op, threshold)
    worked = _worked(teller, threshold, "")
    return f"{text} ({worked.removesuffix(' = ')})" if worked else text


def _worked(teller: Teller, number: Numeral, value: str) -> str:
    """Return a value, where nothing names it after the calculation that gives it."""
    if not isinstance(number, Formula) or number.label or number.amount.kind in {"date", "days"}:
        return value
    if teller.boundless(number.amount):
        return value
    text = working(teller, number)
    if text == plain(teller, number.amount):
        return value
    return f"{text} = {value}" if number.amount.exact else text


# --- rates ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """`times` the top against `by` the bottom: a rate that is compared without dividing."""

    top: Numeral
    bottom: Numeral
    times: Fraction
    by: Fraction
    op: Op


def rate_of(step: Step) -> Rate | None:
    """Return the rate behind a comparison of the form A x 100 >= B x 97, None where it is of another form."""
    if not isinstance(step, Compared) or step.op not in _FLIP:
        return None
    left, right = _scaled(step.left), _scaled(step.right)
    if left is None and right is None:
        return None
    times, top = left or (Fraction(1), step.left)
    by, bottom = right or (Fraction(1), step.right)
    if isinstance(top, Literal) or isinstance(bottom, Literal):
        return None
    if by > times:
        return Rate(bottom, top, by, times, _FLIP[step.op])
    return Rate(top, bottom, times, by, step.op)


def _scaled(number: Numeral) -> tuple[Fraction, Numeral] | None:
    if not isinstance(number, Formula) or number.sign != "×" or number.label:
        return None
    for factor, item in (number.parts, number.parts[::-1]):
        if isinstance(factor, Literal) and not isinstance(item, Literal) and factor.amount.low > 0:
            return factor.amount.low, item
    return None


def rate_label(teller: Teller, rate: Rate, subject: Row) -> str:
    """Return what is held against what."""
    return f"{_named(teller, rate.top, subject)} / {_named(teller, rate.bottom, subject)}"


def _named(teller: Teller, number: Numeral, subject: Row) -> str:
    """Return what a number is called; a sum without a name goes by its parts."""
    if isinstance(number, Formula) and number.sign == "+" and not number.label:
        out = ""
        for part in number.parts:
            minus = isinstance(part, Formula) and part.sign == "-" and not part.label
            name = _named(teller, part.parts[0] if isinstance(part, Formula) and minus else part, subject)
            out += (" - " if minus else " + ") + name if out else ("-" if minus else "") + name
        return f"({out})"
    if isinstance(number, Literal):
        return plain(teller, number.amount)
    return label_of(teller, number, subject)


def rate_text(teller: Teller, rate: Rate, *, short: bool = False) -> str:
    """Return the rate, what was wanted, and both sides as they were compared."""
    top, bottom = rate.top.amount, rate.bottom.amount
    if not bottom.exact or not top.exact:
        value = teller.say("rate-open")
    elif bottom.low <= 0:
        value = teller.say("rate-none")
    else:
        found = 100 * top.low / bottom.low
        value = f"{plain(teller, top)}/{plain(teller, bottom)}, {teller.amount(Amount(found, found, 'percent'))}"
    share = 100 * rate.by / rate.times
    limit = teller.say(rate.op.value, x=teller.amount(Amount(share, share, "percent")))
    if short:
        return teller.say("rate-short", value=value, limit=limit)
    if all(teller.boundless(a) and a.low <= 0 for a in (top, bottom)):
        return teller.say("rate-short", value=value, limit=limit)
    left, right = _times(teller, rate.times, top), _times(teller, rate.by, bottom)
    return teller.say("rate", value=value, limit=limit, left=left, right=right)


def _times(teller: Teller, factor: Fraction, amount: Amount) -> str:
    if factor == 1:
        return plain(teller, amount)
    text = f"{teller.fraction(factor)} x {plain(teller, amount)}"
    return f"{text} = {teller.fraction(factor * amount.low)}" if amount.exact else text


# --- shares --------------------------------------------------------------------------------------------------


def share_text(teller: Teller, number: Counted) -> str:
    """Return a share as so many of so many; while it is open, the least and the most it can come to."""
    tally, noun = number.tally, f" {number.tally.noun.lower()}" if number.tally.noun else ""
    if tally.closed and tally.sure + tally.maybe == 0:
        return teller.say("share-void")
    more = 0 if tally.closed else _awaited(tally)
    low, high = _ends(tally, more or 0)
    told_ = (
        f"{_pair(teller, low)}{noun}"
        if low == high
        else teller.say("between", low=_pair(teller, low), high=_pair(teller, high)) + noun
    )
    if more is None:
        return teller.say("share-incomplete", now=f"{_pair(teller, (tally.good, tally.sure))}{noun}")
    if more:
        now = f"{_pair(teller, (tally.good, tally.sure))}{noun}"
        return teller.say("share-awaited", now=now, n=more, bounds=told_)
    if tally.sure == 0:
        return teller.say("share-maybe", bounds=told_)
    return told_ + (f", {teller.amount(number.amount)}" if number.amount.exact else "")


def _ends(tally: Tally, more: int) -> tuple[Pair, Pair]:
    """Return the least and the greatest share as counts (docs/semantics.md 3); `more` rows may still come."""
    maybe = [m.has for m in tally.rows if m.passes == 1]
    good, open_, bad = maybe.count(2), maybe.count(1) + more, maybe.count(0)
    unsure = tally.sure - tally.good - tally.bad
    low = tally.good, tally.sure + bad + open_
    high = tally.good + unsure + good + open_, tally.sure + good + open_
    return low if low[1] else high, high if high[1] else low


def _awaited(tally: Tally) -> int | None:
    """Return how many rows are still to come by the unit's own count, None where that is not known."""
    lacking = [c for c in tally.coverage if not c.complete]
    if len(lacking) != 1 or len(tally.coverage) != 1 or lacking[0].gap is not Gap.COUNT:
        return None
    stated, rows = lacking[0].stated, lacking[0].rows
    return stated - rows if stated is not None and rows is not None and stated > rows else None


def _pair(teller: Teller, pair: Pair) -> str:
    return "/".join(teller.fraction(Fraction(n)) for n in pair)
