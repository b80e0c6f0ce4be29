"""How many places a quota gives, worked out as on paper: the share, the rounding, the least, the entry by size."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .. import plan
from ..evaluator import places
from .proof import SelectionProof
from .telling import Teller


def quota_line(teller: Teller, selection: SelectionProof) -> str:
    """Return how the places of a quota come about, empty where the plan names a plain number."""
    quota, found = selection.quota, (selection.places_low, selection.places_high)
    rule = quota.places
    if rule.count is not None or selection.size is None:
        return ""
    group = teller.say("places-group", group=selection.group) if selection.group else ""
    of = teller.say("places-pool") if quota.of == "pool" else teller.say("quoted", text=selection.register)
    if quota.counting is not None:
        group += teller.say("places-counting")
    told = worked_out(teller, rule, selection.size, found)
    return teller.say("places", told=told, of=of, group=group)


def limit_places(teller: Teller, selection: SelectionProof) -> str:
    """Return how many of the places a limit inside a quota leaves, empty where the plan names a plain number."""
    limit, inner = selection.quota.limit, selection.limit
    if limit is None or inner is None or limit.places.count is not None:
        return ""
    whole = selection.places_low, selection.places_high
    told = worked_out(teller, limit.places, whole, (inner.places_low, inner.places_high))
    return teller.say("places-limit", label=inner.label, told=told)


def worked_out(teller: Teller, rule: plan.Places, size: tuple[int, int], found: tuple[int, int]) -> str:
    """Return the calculation; where the places do not follow from the two ends alone, the rule without a result."""
    low, high = (int(n) for n in places.of(rule, np.array(size, dtype=np.int64)))
    bare = plan.Places(rule.count, rule.share, rule.rounding, rule.sizes)
    before = int(places.of(bare, np.array(size[:1], dtype=np.int64))[0])
    exact = size[0] if size[0] == size[1] else None
    shown = str(size[0]) if exact is not None else f"{size[0]}–{size[1]}"
    text = _sized(teller, rule, shown, exact) if rule.share is None else _share(teller, rule, shown, exact)
    if rule.least is not None and before < rule.least:
        shown = f": {before}" if exact is not None else ""
        text += f"{shown}, {teller.say('places-least', n=rule.least)}"
    if (low, high) != found:
        return text
    plainly = text.endswith(f" = {low}") and low == high  # nothing was rounded, and no least applied
    return f"{text.removesuffix(str(low)) if plainly else f'{text}: '}{_counted(teller, found)}"


def _share(teller: Teller, rule: plan.Places, size: str, exact: int | None) -> str:
    """Return a share of a denominator, and how it was rounded where it was."""
    share = Fraction(rule.share.value, 10**rule.share.decimals) if rule.share is not None else Fraction(0)
    text = teller.say("places-share", share=teller.fraction(share), n=size)
    if exact is not None:
        part = share * exact / 100
        text += f" = {teller.fraction(part)}"
        if part.denominator == 1:
            return text
    return f"{text}, {teller.say(f'places-{rule.rounding.value}')}"


def _sized(teller: Teller, rule: plan.Places, size: str, exact: int | None) -> str:
    """Return a denominator with the entry that it falls under."""
    entry = next((s for s in rule.sizes if exact is not None and (s.high is None or exact <= s.high)), None)
    return size if entry is None else teller.say("places-size", n=size, entry=_entry(teller, entry))


def _entry(teller: Teller, size: plan.Size) -> str:
    low, high = size.low, size.high
    if low is None and high is None:
        return teller.say("places-any")
    if low is None:
        return teller.say("band<=", x=high)
    if high is None:
        return teller.say("band>=", x=low)
    return str(low) if low == high else teller.say("band-from-to", low=low, high=high)


def _range(teller: Teller, ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else teller.say("rank-range", low=ends[0], high=ends[1])


def _counted(teller: Teller, ends: tuple[int, int]) -> str:
    if ends[0] == ends[1]:
        return teller.many("places-n", ends[0])
    return teller.say("places-n", n=_range(teller, ends))
