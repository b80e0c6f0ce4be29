"""Quotas, answers and places of law in words, as a rule set is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import plan
from ..law import Citation
from ..values import Choice, FieldType, Number

if TYPE_CHECKING:
    from .show import Page


def quota_text(page: Page, quota: plan.Quota) -> str:
    """Return how many there are, how they are ranked and how ties are settled."""
    of = page.w("pool") if quota.of == "pool" else f"“{page.ready.registers[quota.of].label}”"
    if quota.counting is not None:
        of = page.w("counting", of, page.words.condition(quota.counting, quota.of))
    out = places_text(page, quota.places, of)
    if quota.per is not None:
        out += "; " + page.w("per", page.words.label(quota.kind, quota.per))
    if quota.per_owner is not None:
        out += "; " + page.w("per", page.ready.registers[quota.per_owner].label)
    keys = "; ".join(r.label for r in quota.ranking)
    ties = page.w("council" if quota.ties == "council" else "keepties")
    if quota.settle is not None:
        ties = page.w("settle", page.ready.judgements[quota.settle].ask)
    rank = page.w("rank", keys) if keys else page.w("unranked")
    return f"{out}; {rank}; {ties}"


def places_text(page: Page, places: plan.Places, of: str) -> str:
    """Return how many places there are."""
    if places.count is not None:
        out = page.w("count", places.count)
    elif places.sizes:
        out = page.w("sizes", of, ", ".join(page.w("size", _size(page, s), s.count) for s in places.sizes))
    else:
        out = page.w("share", page.words.number(places.share or plan.Constant(0), ""), of)
        out += ", " + page.w(f"rounding-{places.rounding.value}")
    return out if places.least is None else f"{out}, {page.w('at-least', places.least)}"


def _size(page: Page, size: plan.Size) -> str:
    match size.low, size.high:
        case None, None:
            return page.w("size-any")
        case None, high:
            return page.w("size-to", high)
        case low, None:
            return page.w("size-from", low)
        case low, high:
            return str(low) if low == high else page.w("size-from-to", low, high)


def answer_text(page: Page, answer: FieldType) -> str:
    """Return what a question is answered by, where that is not yes or no."""
    match answer:
        case Number(kind, decimals, low, high, unit):
            sign = "%" if kind == "percent" else f" {unit}" if unit else ""
            ends = (page.words.number(plan.Constant(n, decimals), "") + sign for n in (low, high))
            return page.w("answer-number", *ends)
        case Choice(options):
            return page.w("answer-choice", ", ".join(f"“{o.label}”" for o in options))
        case _:
            return ""


def place_text(page: Page, citation: Citation | None) -> str:
    """Return document and clause of a citation in words."""
    if citation is None:
        return ""
    document = page.ready.documents.get(citation.document)
    clause = document.clause(citation.clause) if document is not None else None
    label = (clause.label if clause is not None else "") or citation.clause
    return f"{document.title}, {label}" if document is not None else label
