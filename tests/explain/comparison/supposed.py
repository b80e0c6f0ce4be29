"""The Quận 12 campaign under assumptions, without the command line: rows kept, read once."""

from __future__ import annotations

from functools import cache

from engine.compiler import Compiled
from engine.evaluator import Evaluation, evaluate
from engine.explain.comparison import Comparison, compare
from engine.explain.comparison.wishes import Assumption, Supposing, WishKind, understood, wish_of
from engine.records import load
from engine.values import Decision
from tests import campaign

#: A kind of assumption by its name on the command line, and its text.
Written = tuple[str, str]
RESOLVED = tuple(sorted(campaign.RESOLUTION.glob("*.xlsx")))


@cache
def base(*, resolved: bool = False) -> tuple[Compiled, Evaluation]:
    """Return the campaign with its raw rows; `resolved`: under the resolution with its quotas."""
    compiled = campaign.with_resolution() if resolved else campaign.compiled()
    books = [*campaign.BOOKS, *RESOLVED] if resolved else campaign.BOOKS
    return compiled, evaluate(compiled.plan, load(compiled.plan, books, keep=True), campaign.AS_OF)


def meant(*written: Written, resolved: bool = False) -> tuple[Assumption, ...]:
    """Return what some assumptions mean."""
    compiled, before = base(resolved=resolved)
    return understood(compiled, before, [wish_of(WishKind(kind), text) for kind, text in written])


def supposing(*written: Written, resolved: bool = False, attested: bool = False) -> Supposing:
    compiled, before = base(resolved=resolved)
    return Supposing(compiled, before, meant(*written, resolved=resolved), attested)


def compared(*written: Written, resolved: bool = False, attested: bool = False) -> Comparison:
    """Return what some assumptions change."""
    found = supposing(*written, resolved=resolved, attested=attested)
    return compare(found.before, found.after(), found.mix, found.levers)


def turns(*written: Written, resolved: bool = False, attested: bool = False) -> dict[tuple[str, str], tuple[str, str]]:
    """Return before and after by key and award, from the decisions alone."""
    found = supposing(*written, resolved=resolved, attested=attested)
    before, after = decided(found.before), decided(found.after())
    return {pair: (word, after[pair]) for pair, word in before.items() if pair in after and word != after[pair]}


def decided(found: Evaluation) -> dict[tuple[str, str], str]:
    return {
        (key, award): Decision(int(code)).word
        for kind, judged in found.kinds.items()
        for award, codes in judged.decisions.items()
        for key, code in zip(found.dossier.tables[kind].keys, codes, strict=True)
    }
