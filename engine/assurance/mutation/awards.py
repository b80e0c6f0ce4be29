"""Faults in awards and quotas: gates forgotten, places one more or less, tie-breaks removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...source import Located
from ...syntax import ast
from ...syntax.format import format_expression
from .model import Mutant, Turn
from .parts import Making, dropped, replaced
from .requirements import requirement_turns

_ROUNDINGS = ("down", "up", "half-up")


def award_mutants(made: Making, award: ast.AwardD) -> Iterator[Mutant]:
    """Yield the mutants of one award."""
    for name, sort in (("bars", "drop-bar"), ("suspensions", "drop-suspension")):
        names: tuple[ast.Name, ...] = getattr(award, name)
        for one in names:
            rest = tuple(n for n in names if n != one)
            yield made.mutant(f"{name} {one.value}:drop", sort, one.value, "", replaced(name, rest), one.span)
    if award.nomination is not None:
        yield made.mutant("nomination:drop", "drop-nomination", "", "", dropped("nomination"))
    if award.among is not None:
        lower, span = award.among.value, award.among.span
        yield made.mutant("among:drop", "drop-lower", lower, "", dropped("among"), span)
        basis = ("granted", "proposed") if award.granted else ("proposed", "granted")
        yield made.mutant("among:basis", "basis", *basis, replaced("granted", not award.granted), span)
    if award.choose is not None:
        yield made.mutant("choose:drop", "drop-choose", award.choose.value, "", dropped("choose"), award.choose.span)
    for number, unless in enumerate(award.unless, 1):
        rest_unless = award.unless[: number - 1] + award.unless[number:]
        key = f"unless {unless.award.value}"
        yield made.mutant(
            f"{key}:drop", "drop-unless", unless.award.value, "", replaced("unless", rest_unless), unless.award.span
        )
    for number, entitled in enumerate(award.to):
        yield from _entitlement(made, award, number, entitled)
    for number, quota in enumerate(award.quotas):
        yield from _quota(made, award, number, quota)


def _entitlement(made: Making, award: ast.AwardD, number: int, entitled: ast.EntitlementD) -> Iterator[Mutant]:
    kind = entitled.kind.value

    def to(changed: ast.EntitlementD) -> dict[str, object]:
        return {"to": (*award.to[:number], changed, *award.to[number + 1 :])}

    if entitled.applies is not None:
        text, span = format_expression(entitled.applies), entitled.applies.span
        yield made.mutant(f"{kind} applies:drop", "drop-applies", text, "", to(replace(entitled, applies=None)), span)
        for turn in made.turns(f"{kind} applies", entitled.applies, kind):
            yield made.turned(turn, to(replace(entitled, applies=turn.expr)))
    for asked in requirement_turns(entitled.requires, kind, made.rules, f"{kind} requires"):
        changed = replace(entitled, requires=asked.requires)
        yield made.mutant(asked.key, asked.sort, asked.before, asked.after, to(changed), entitled.kind.span)


def _quota(made: Making, award: ast.AwardD, number: int, quota: ast.QuotaD) -> Iterator[Mutant]:
    key, kind = f"{quota.kind.value} quota", quota.kind.value

    def mutant(code: str, sort: str, before: object, after: object, **fields: object) -> Mutant:
        changed = replace(quota, **fields)  # type: ignore[arg-type]  # the fields are those of a quota
        quotas = (*award.quotas[:number], changed, *award.quotas[number + 1 :])
        return made.mutant(f"{key} {code}", sort, str(before), str(after), {"quotas": quotas}, quota.span)

    for code, by in (("more", 1), ("less", -1)):
        if quota.count is not None and quota.count + by >= 0:
            yield mutant(f"count:{code}", "places", quota.count, quota.count + by, count=quota.count + by)
        if quota.share is not None:
            yield mutant(f"share:{code}", "places", f"{quota.share}%", f"{quota.share + by}%", share=quota.share + by)
        if quota.least is not None and quota.least + by >= 0:
            yield mutant(f"at least:{code}", "places", quota.least, quota.least + by, least=quota.least + by)
        for place, size in enumerate(quota.sizes):
            if size.count + by >= 0:
                sizes = list(quota.sizes)
                sizes[place] = replace(size, count=size.count + by)
                yield mutant(f"size {place + 1}:{code}", "places", size.count, size.count + by, sizes=tuple(sizes))
            if size.high is not None:
                sizes = list(quota.sizes)
                sizes[place] = replace(size, high=size.high + by)
                after = quota.sizes[place + 1] if place + 1 < len(quota.sizes) else None
                if after is not None and after.low is not None:
                    sizes[place + 1] = replace(after, low=after.low + by)
                yield mutant(f"size {place + 1} to:{code}", "size-end", size.high, size.high + by, sizes=tuple(sizes))
    if quota.least is not None:
        yield mutant("at least:drop", "drop-least", quota.least, "", least=None)
    for mode in _ROUNDINGS if quota.share is not None else ():
        if mode != quota.rounding:
            yield mutant(f"rounding:{mode}", "rounding", quota.rounding, mode, rounding=mode)
    for place, ranked in enumerate(quota.ranking):
        rest = quota.ranking[:place] + quota.ranking[place + 1 :]
        if rest:
            yield mutant(f"rank {place + 1}:drop", "drop-rank", ranked.label, "", ranking=rest)
        turned = replace(ranked, ascending=not ranked.ascending)
        ranking = (*quota.ranking[:place], turned, *quota.ranking[place + 1 :])
        yield mutant(f"rank {place + 1}:turn", "turn-rank", ranked.label, "", ranking=ranking)
    for name, words in (("ties", ("council", "keep")), ("pool", ("eligible", "among"))):
        now = getattr(quota, name)
        other = words[1] if now == words[0] else words[0]
        if name != "pool" or award.among is not None:
            yield mutant(f"{name}:{other}", "setting", f"{name}: {now}", f"{name}: {other}", **{name: other})
    for name, sort in (
        ("per", "drop-per"),
        ("inside", "drop-limit"),
        ("settle", "drop-settle"),
        ("counting", "drop-counting"),
    ):
        now = getattr(quota, name)
        if now is not None:
            text = now.value if isinstance(now, Located) else getattr(now, "label", "") or name
            yield mutant(f"{name}:drop", sort, text, "", **{name: None})
    if quota.counting is not None:
        for turn in made.turns(f"{kind} counting", quota.counting, kind):
            yield _of_quota(made, award, number, replace(quota, counting=turn.expr), turn)
    if quota.inside is not None:
        for turn in made.turns(f"{kind} at most", quota.inside.where, kind):
            yield _of_quota(made, award, number, replace(quota, inside=replace(quota.inside, where=turn.expr)), turn)
        for code, by in (("more", 1), ("less", -1)):
            inside = quota.inside
            if inside.count is not None and inside.count + by >= 0:
                yield mutant(
                    f"at most:{code}",
                    "places",
                    inside.count,
                    inside.count + by,
                    inside=replace(inside, count=inside.count + by),
                )
            if inside.share is not None:
                share = inside.share + by
                yield mutant(
                    f"at most:{code}", "places", f"{inside.share}%", f"{share}%", inside=replace(inside, share=share)
                )


def _of_quota(made: Making, award: ast.AwardD, number: int, changed: ast.QuotaD, turn: Turn) -> Mutant:
    return made.turned(turn, {"quotas": (*award.quotas[:number], changed, *award.quotas[number + 1 :])})
