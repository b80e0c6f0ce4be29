"""Quotas: inside and outside, each key that breaks a tie, each number of places, limits and the settling of ties."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...evaluator.reference import Judge
from ...evaluator.reference.interval import MET
from ...evaluator.reference.places import counts_pool, group_of, register_size
from ...evaluator.reference.selection import how_surely
from ...evaluator.reference.world import Row
from ...syntax import ast
from ...syntax.format import format_expression
from ...values import Decision
from .goal import Place, Seen, states

_IN, _OUT = Decision.PROPOSED, Decision.OUTSIDE_QUOTA


def quota_goals(judge: Judge, place: Place, award: ast.AwardD, quota: ast.QuotaD) -> Iterator[Seen]:
    """Yield what is to be shown of one quota."""
    name, kind = award.id.value, quota.kind.value
    key = f"{name}.{kind}:quota"
    pool = _pool(judge, award, quota)
    groups: dict[object, list[Row]] = {}
    for at in pool:
        groups.setdefault(group_of(judge.world, at, quota.per.value) if quota.per else None, []).append(at)
    decided = {at: judge.decision(name, at) for at in pool}
    for number, ranked in enumerate(quota.ranking, 1):
        shown = any(_breaks(judge, quota, rows, decided, number) for rows in groups.values())
        text = f"{ranked.label} ({format_expression(ranked.value)})"
        span = ranked.value.span
        yield from states(place, "rank", f"{key} rank {number}", text, span, {"decides": (shown, "")})
    sizes = [_size(judge, quota, group, len(rows)) for group, rows in groups.items()]
    for number, step in enumerate(quota.sizes, 1):
        shown = any((step.low or 0) <= n and (step.high is None or n <= step.high) for n in sizes if n is not None)
        text = f"{step.low or 0}-{'' if step.high is None else step.high}"
        yield from states(place, "size", f"{key} size {number}", text, step.span, {"used": (shown, "")})
    if quota.share is not None:
        exact = [Fraction(quota.share) * n / 100 for n in sizes if n is not None]
        rounded = any(x.denominator != 1 for x in exact)
        yield from states(place, "share", f"{key} share", f"{quota.share:f}%", quota.span, {"rounded": (rounded, "")})
        if quota.least is not None:
            least = any(0 < x < quota.least for x in exact)
            found = {"raised": (least, "")}
            yield from states(place, "least", f"{key} at least", str(quota.least), quota.span, found)
    if quota.settle is not None:
        asked = judge.reader.names.judgements
        answers = {(asked.answer(quota.settle.value, at).verdict, d) for at, d in decided.items()}
        found = {"holds": ((2, _IN) in answers, ""), "fails": ((0, _OUT) in answers, "")}
        yield from states(place, "settle", f"{key} settle", quota.settle.value, quota.settle.span, found)
    if quota.inside is not None:
        shown = any(_limited(judge, quota, rows, decided) for rows in groups.values())
        text = quota.inside.label or format_expression(quota.inside.where)
        yield from states(place, "limit", f"{key} at most", text, quota.inside.where.span, {"cuts": (shown, "")})
    if quota.per is not None:
        shown = sum(any(decided[at] is _IN for at in rows) for rows in groups.values()) > 1
        yield from states(place, "per", f"{key} per", quota.per.value, quota.per.span, {"apart": (shown, "")})


def _pool(judge: Judge, award: ast.AwardD, quota: ast.QuotaD) -> list[Row]:
    """Return who surely is ranked."""
    out = []
    for at in judge.world.all_seen(quota.kind.value):
        lower = judge.gates.gate("lower", award.id.value, at) if quota.pool == "among" else MET
        if how_surely(judge.opened(award.id.value, at), quota.pool, lower) == MET:
            out.append(at)
    return out


def _size(judge: Judge, quota: ast.QuotaD, group: object, pool: int) -> int | None:
    """Return the denominator of a group, None while it is open."""
    if counts_pool(quota):
        return pool
    counting = quota.counting

    def counts(at: Row) -> int:
        return MET if counting is None else judge.reader.verdict(counting, at)

    low, high = register_size(quota, judge.world, group, counts)
    return low if low == high else None


def _key(judge: Judge, ranked: ast.RankingD, at: Row) -> Fraction | None:
    found = judge.reader.number(ranked.value, at)
    return found.low if found.exact else None


def _breaks(judge: Judge, quota: ast.QuotaD, rows: list[Row], decided: dict[Row, Decision], number: int) -> bool:
    """Tell whether a key parted two who are level on all keys before it: one is inside, the other outside."""
    before, ranked = quota.ranking[: number - 1], quota.ranking[number - 1]
    for one in rows:
        for other in rows:
            if decided[one] is not _IN or decided[other] is not _OUT:
                continue
            level = all((a := _key(judge, r, one)) is not None and a == _key(judge, r, other) for r in before)
            mine, theirs = _key(judge, ranked, one), _key(judge, ranked, other)
            better = mine is not None and theirs is not None and (mine < theirs if ranked.ascending else mine > theirs)
            if level and better:
                return True
    return False


def _limited(judge: Judge, quota: ast.QuotaD, rows: list[Row], decided: dict[Row, Decision]) -> bool:
    """Tell whether one of the limited is outside though nobody inside who is not limited ranks before it."""
    limit = quota.inside
    if limit is None or not quota.ranking:
        return False
    first = quota.ranking[0]
    free = [at for at in rows if decided[at] is _IN and judge.reader.verdict(limit.where, at) != MET]
    cut = [at for at in rows if decided[at] is _OUT and judge.reader.verdict(limit.where, at) == MET]
    pairs = [(_key(judge, first, one), _key(judge, first, other)) for one in cut for other in free]
    return any(a is not None and b is not None and (a < b if first.ascending else a > b) for a, b in pairs)
