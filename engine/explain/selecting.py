"""A place under a quota in words: rank, score, line, distance, who shares the rank, who is still open."""

from __future__ import annotations

from fractions import Fraction

from .leaves import parts_of
from .nodes import Amount, Counted, Folded, RunOf
from .proof import LimitProof, RankKey, SelectionProof
from .telling import Teller


def rank_line(teller: Teller, selection: SelectionProof) -> str:
    """Return rank, score and places in one line."""
    if selection.limit is not None and selection.limit.shut:
        return limit_line(teller, selection.limit, selection)
    parts = [
        teller.say(
            "rank",
            rank=_rank(teller, selection),
            label=", ".join(k.label for k in selection.keys),
            value=", ".join(teller.amount(k.number.amount) for k in selection.keys),
            places=_range(teller, selection.places_low, selection.places_high),
        )
    ]
    far = distance(selection)
    if far is not None and far.low and selection.inside == 0:
        parts.append(teller.say("distance", x=teller.distance(far)))
    if selection.sharing:
        parts.append(teller.say("sharing", rows=teller.several((teller.who(r) for r in selection.sharing), 3)))
    return "; ".join(parts)


def limit_line(teller: Teller, limit: LimitProof, selection: SelectionProof) -> str:
    """Return that no more than so many of some could be chosen, and the subject's own figure."""
    return teller.say(
        "limit-shut" if limit.shut else "limit",
        label=limit.label,
        n=_range(teller, limit.places_low, limit.places_high),
        key=", ".join(k.label for k in selection.keys),
        value=", ".join(teller.amount(k.number.amount) for k in selection.keys),
    )


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
    for key in selection.keys:
        lines += _figures(teller, key)
    if selection.last_keys:
        told = ", ".join(teller.amount(k.number.amount) for k in selection.last_keys)
        label = ", ".join(k.label for k in selection.last_keys)
        if selection.last is None:
            line = teller.say("line", label=label, value=told)
        else:
            line = teller.say("last-inside", who=teller.who(selection.last), label=label, value=told)
        lines.append(capital(line))
    return lines


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def _figures(teller: Teller, key: RankKey) -> list[str]:
    number = key.number
    row = number.tally.rows[0].row if isinstance(number, Counted | Folded | RunOf) and number.tally.rows else None
    if row is None:
        return []
    return parts_of(teller, number, row, 2, 10)
