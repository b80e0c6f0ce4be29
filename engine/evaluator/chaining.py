"""What follows from the gates of an award, as positive rules over atoms: the one rule base of chain and fixpoint.

An atom is a text such as `giay-khen.bar=2`; "not barred" is an atom of its own (`giay-khen.bar=0`), never a negation.
Rules are read in strata 1 to 7, the order of docs/semantics.md section 5.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..values import Decision

#: The stage behind stratum 6 of a subject whose every gate is open; selection, where there is one, follows it.
OPEN, MAYBE = ("2",), ("1", "2")


@dataclass(frozen=True, slots=True)
class Rule:
    """If all of `needs` hold, `concludes` holds; the id ends in what the rule is about."""

    id: str
    needs: tuple[str, ...]
    concludes: str


@dataclass(frozen=True, slots=True)
class Chained:
    """One award of a chain: the lower award it is `among`, and whether that is decided in the same chain."""

    award: str
    lower: str | None
    granted: bool
    inside: bool


def atom(award: str, gate: str, value: object) -> str:
    """Return the text of an atom."""
    return f"{award}.{gate}={value}"


def decided(award: str, decision: Decision) -> str:
    """Return the atom that states a decision."""
    return atom(award, "decision", decision.word)


_NOT_REACHED = (
    Decision.NOT_APPLICABLE,
    Decision.NOT_NOMINATED,
    Decision.BARRED,
    Decision.NOT_PROPOSED,
    Decision.SUSPENDED,
    Decision.OUTSIDE_QUOTA,
)
_OPEN = (Decision.PENDING, Decision.TIED)


def rules_for(chained: Chained) -> tuple[Rule, ...]:
    """Return the rules of one award."""
    a = chained.award
    out: list[Rule] = []

    def rule(name: str, concludes: str, *needs: str) -> None:
        out.append(Rule(f"{a}/{name}", needs, concludes))

    def gate(name: str, value: int) -> str:
        return atom(a, name, value)

    def at(stage: int) -> str:
        return atom(a, "stage", stage)

    if chained.lower is not None:
        low = chained.lower
        if chained.granted:
            rule("0-granted", gate("lower", 2), gate("grant", 2))
            rule("0-not-granted", gate("lower", 0), gate("grant", 0))
        base = (gate("grant", 1),) if chained.granted else ()
        rule("0-lower-proposed", gate("lower", 2), *base, decided(low, Decision.PROPOSED))
        for d in _OPEN:
            rule(f"0-lower-{d.word}", gate("lower", 1), *base, decided(low, d))
        for d in _NOT_REACHED:
            rule(f"0-lower-{d.word}", gate("lower", 0), *base, decided(low, d))

    rule("1-not-applicable", decided(a, Decision.NOT_APPLICABLE), gate("scope", 0))
    for v in (1, 2):
        if chained.lower is None:
            rule(f"1-concerned-{v}", at(2), gate("scope", v))
            continue
        for open_lower in (1, 2):
            rule(f"1-concerned-{v}-{open_lower}", at(2), gate("scope", v), gate("lower", open_lower))
        for d in Decision:
            same = d in {Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}
            then = decided(a, d) if same else at(2)
            rule(f"1-lower-{d.word}-{v}", then, gate("scope", v), gate("lower", 0), decided(chained.lower, d))

    rule("2-not-nominated", decided(a, Decision.NOT_NOMINATED), at(2), gate("nomination", 0))
    rule("2-nominated", at(3), at(2), gate("nomination", 2))
    rule("2-nomination-open", at(3), at(2), gate("nomination", 1))

    rule("3-barred", decided(a, Decision.BARRED), at(3), gate("bar", 2))
    rule("3-not-barred", at(4), at(3), gate("bar", 0))
    rule("3-bar-open", at(4), at(3), gate("bar", 1))

    rule("4-not-met", decided(a, Decision.NOT_PROPOSED), at(4), gate("requirement", 0))
    rule("4-lower-not-reached", decided(a, Decision.NOT_PROPOSED), at(4), gate("lower", 0))
    for r in (1, 2):
        for v in (1, 2):
            rule(f"4-not-refused-{r}-{v}", at(5), at(4), gate("requirement", r), gate("lower", v))

    rule("5-suspended", decided(a, Decision.SUSPENDED), at(5), gate("suspension", 2))
    for v in (0, 1):
        rule(f"5-not-suspended-{v}", at(6), at(5), gate("suspension", v))

    gates = ("scope", "nomination", "bar", "suspension", "requirement", "lower")
    for name in gates:
        rule(f"6-open-{name}", decided(a, Decision.PENDING), at(6), gate(name, 1))
    clear = {"bar": 0, "suspension": 0}
    rule("7-eligible", decided(a, Decision.PROPOSED), at(6), *(gate(n, clear.get(n, 2)) for n in gates))
    return tuple(out)


def fixpoint(rules: tuple[Rule, ...], facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return (everything that follows, the ids of the rules that fired), by plain repetition."""
    known, fired, grew = set(facts), set[str](), True
    while grew:
        grew = False
        for rule in rules:
            if rule.id not in fired and all(n in known for n in rule.needs):
                fired.add(rule.id)
                known.add(rule.concludes)
                grew = True
    return frozenset(known), frozenset(fired)
