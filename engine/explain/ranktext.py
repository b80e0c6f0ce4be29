"""By which figure a subject stands after the last one inside a quota, or before the first one outside, and how far."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ..diagnostics import Lang
from .amounts import plain
from .nodes import Amount, Row
from .proof import RankKey, SelectionProof
from .telling import Teller

_WORDS: Mapping[Lang, Mapping[str, str]] = {
    Lang.VI: {
        "after": "Xếp sau {who} do {label}: {own} so với {other}, {far}{equal}",
        "before": "Xếp trước {who} do {label}: {own} so với {other}, {far}{equal}",
        "last": "{who} (vị trí cuối trong hạn mức)", "last-several": "các đối tượng ở vị trí cuối trong hạn mức",
        "next": "{who} (vị trí đầu ngoài hạn mức)", "next-several": "các đối tượng ở vị trí đầu ngoài hạn mức",
        "lower": "thấp hơn {x}", "higher": "cao hơn {x}",
        "earlier": "sớm hơn {x}", "later": "muộn hơn {x}",
        "equal": " (bằng nhau về {labels})",
        "ascending": "{label}, xếp từ thấp đến cao", "ascending-date": "{label}, xếp từ sớm đến muộn",
        "and": " và ",
    },
    Lang.EN: {
        "after": "Stands after {who} by {label}: {own} against {other}, {far}{equal}",
        "before": "Stands before {who} by {label}: {own} against {other}, {far}{equal}",
        "last": "{who} (last inside)", "last-several": "those at the last place inside",
        "next": "{who} (first outside)", "next-several": "those first outside",
        "lower": "{x} lower", "higher": "{x} higher",
        "earlier": "{x} earlier", "later": "{x} later",
        "equal": " (equal in {labels})",
        "ascending": "{label}, lowest first", "ascending-date": "{label}, earliest first",
        "and": " and ",
    },
}  # fmt: skip


def standing(teller: Teller, selection: SelectionProof) -> list[str]:
    """Return which figure decided against the last one inside or the first one outside; empty where nothing did."""
    if selection.limit is not None and selection.limit.shut:
        return []
    if selection.inside == 0 and len(selection.keys) > 1:  # with one key the rank says it
        return _against(teller, selection.keys, selection.last, selection.last_keys, "after", "last")
    if selection.inside == 2:
        return _against(teller, selection.keys, selection.next, selection.next_keys, "before", "next")
    return []


def _against(
    teller: Teller, keys: Sequence[RankKey], row: Row | None, others: Sequence[RankKey], word: str, place: str
) -> list[str]:
    say = _WORDS[teller.lang]
    for number, (own, other) in enumerate(zip(keys, others, strict=False)):
        mine, theirs = own.number.amount, other.number.amount
        if not mine.exact or not theirs.exact:
            return []
        far: Fraction = mine.low - theirs.low
        if not far:
            continue
        who = say[place].format(who=teller.who(row)) if row is not None else say[f"{place}-several"]
        dated = mine.kind == "date"
        side = ("later" if dated else "higher") if far > 0 else ("earlier" if dated else "lower")
        label = say["ascending-date" if dated else "ascending"].format(label=own.label) if own.ascending else own.label
        equal = say["and"].join(k.label for k in keys[:number])
        distance = apart(teller, own, Amount(far, far, mine.kind, mine.unit))
        return [
            say[word].format(
                who=who, label=label, own=plain(teller, mine), other=plain(teller, theirs),
                far=say[side].format(x=distance), equal=say["equal"].format(labels=equal) if equal else "",
            )
        ]  # fmt: skip
    return []


def apart(teller: Teller, key: RankKey, far: Amount) -> str:
    """Return how far two figures are apart; a bare number that is called points is told as points."""
    pointed = far.kind == "number" and not far.unit and re.search(r"điểm|point", key.label.casefold())
    return teller.distance(replace(far, kind="score") if pointed else far)
