"""A place under a quota in words: rank, score, line, distance, who shares the rank, who is still open."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .amounts import plain
from .leaves import parts_of
from .nodes import Amount, Asked, Counted, FieldNumber, FirstGiven, Folded, RunOf
from .proof import LimitProof, RankKey, SelectionProof
from .quotatext import limit_places, quota_line
from .ranktext import apart, standing
from .telling import Teller

#: Outside or inside, whatever is still missing.
_SETTLED = frozenset({0, 2})


def rank_line(teller: Teller, selection: SelectionProof) -> str:
    """Return rank, score and places in one line."""
    if selection.limit is not None and selection.limit.shut:
        return limit_line(teller, selection.limit, selection)
    parts = [
        teller.say(
            "rank",
            rank=_rank(teller, selection),
            keys=", ".join(
                f"{k.label} ({_figure(teller, k, Teller.amount, settled=_settled(selection))})" for k in selection.keys
            ),
            places=_range(teller, selection.places_low, selection.places_high),
        )
        if selection.keys
        else teller.say("rank-none", places=_range(teller, selection.places_low, selection.places_high))
    ]
    far = distance(selection)
    if far is not None and far.low and selection.inside == 0:
        line = plain(teller, selection.last_keys[0].number.amount)
        told = apart(teller, selection.keys[0], far)
        word = "distance-bare" if told == teller.fraction(abs(far.low)) else "distance"
        parts.append(teller.say(word, x=told, line=line))
    if selection.sharing:
        parts.append(teller.say("sharing", rows=teller.several((teller.who(r) for r in selection.sharing), 3)))
    return "; ".join(parts)


def limit_line(teller: Teller, limit: LimitProof, selection: SelectionProof) -> str:
    """Return that no more than so many of some could be chosen, and the subject's own figure."""
    return teller.say(
        "limit-shut" if limit.shut else "limit",
        label=limit.label,
        n=_range(teller, limit.places_low, limit.places_high),
        keys=f" ({figures_of(teller, selection.keys, settled=_settled(selection))})" if selection.keys else "",
    )


def figures_of(teller: Teller, keys: tuple[RankKey, ...], *, settled: bool = False) -> str:
    """Return every key of a ranking with its own figure: points 103.33; women 6."""
    return "; ".join(f"{k.label} {_figure(teller, k, plain, settled=settled)}" for k in keys)


def _settled(selection: SelectionProof) -> bool:
    """Tell whether the place is settled, whatever is still missing."""
    return selection.inside in _SETTLED and selection.quota.pending != "ignore"


def _figure(teller: Teller, key: RankKey, say: Callable[[Teller, Amount], str], *, settled: bool) -> str:
    """Return the subject's figure; one that is not known, yet changes nothing, says so."""
    amount = key.number.amount
    if amount.exact or not settled:
        return say(teller, amount)
    given = isinstance(key.number, FieldNumber | FirstGiven | Asked)
    return teller.say("key-missing" if given else "key-open", label=key.label, value=teller.amount(amount))


def _rank(teller: Teller, selection: SelectionProof) -> str:
    """Return the rank; equals share it, and only what is open makes it a range."""
    worst = last_rank(selection)
    if selection.sharing and worst == selection.best:
        return teller.say("same-rank", rank=selection.best)
    return _range(teller, selection.best, worst)


def last_rank(selection: SelectionProof) -> int:
    """Return the rank in the worst outcome; whoever is level then shares it."""
    return selection.worst


def _range(teller: Teller, low: int, high: int) -> str:
    return str(low) if low == high else teller.say("rank-range", low=low, high=high)


def distance(selection: SelectionProof) -> Amount | None:
    """Return how far the subject's figure lies from that of the last one inside, for a ranking by one figure."""
    if len(selection.keys) != 1 or len(selection.last_keys) != 1:
        return None
    own, line = selection.keys[0].number.amount, selection.last_keys[0].number.amount
    if not own.exact or not line.exact:
        return None
    far: Fraction = own.low - line.low
    return Amount(far, far, own.kind, own.unit)


def selection_lines(teller: Teller, selection: SelectionProof) -> list[str]:
    """Return everything about a selection, the figures with their parts."""
    lines = [f"{teller.say('selection')}: {rank_line(teller, selection)}"]
    if selection.group:
        lines[0] += f"; {teller.say('group', group=selection.group)}"
    lines += [capital(line) for line in (quota_line(teller, selection), limit_places(teller, selection)) if line]
    for key in selection.keys:
        lines += _figures(teller, key)
    if selection.last_keys:
        told = figures_of(teller, selection.last_keys)
        if selection.last is None:
            line = teller.say("line", keys=told)
        else:
            line = teller.say("last-inside", who=teller.who(selection.last), keys=told)
        lines.append(capital(line))
    return [*lines, *standing(teller, selection)]


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def _figures(teller: Teller, key: RankKey) -> list[str]:
    number = key.number
    row = number.tally.rows[0].row if isinstance(number, Counted | Folded | RunOf) and number.tally.rows else None
    if row is None:
        return []
    return parts_of(teller, number, row, 2, 10)
