"""From the gates of all subjects to decisions: distinct profiles go through the chain and the fixpoint, once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..values import Decision
from .chain import Chain, available
from .chaining import Chained, Rule, atom, decided, fixpoint, rules_for
from .result import Codes, Profile

#: Up to this many possible keys the distinct ones are counted in place; beyond, they are sorted.
_DENSE = 1 << 20
_WIDEST = 1 << 60


class ChainDisagreesError(RuntimeError):
    """durable_rules and the fixpoint concluded different things from the same gates; nothing is proposed."""


@dataclass(slots=True, eq=False)
class Chains:
    """The rule bases of one evaluation, each loaded once; `profiles` counts the distinct ones judged."""

    use_durable: bool = field(default_factory=available)
    profiles: int = 0
    _loaded: dict[tuple[Rule, ...], Chain] = field(default_factory=dict)

    def conclude(self, rules: tuple[Rule, ...], facts: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Return what follows and which rules fired; raises ChainDisagreesError where the two engines differ."""
        self.profiles += 1
        plain = fixpoint(rules, facts)
        if self.use_durable:
            if rules not in self._loaded:
                self._loaded[rules] = Chain(rules)
            if self._loaded[rules].run(facts) != plain:
                raise ChainDisagreesError(sorted(facts))
        return plain

    def close(self) -> None:
        """Unload every rule base."""
        for chain in self._loaded.values():
            chain.close()
        self._loaded.clear()


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """The gates of one award for the subjects judged together; `grant` and `outside` only for awards among another."""

    chained: Chained
    codes: Mapping[str, Codes]
    outside: Codes | None


@dataclass(frozen=True, slots=True, eq=False)
class Concluded:
    """Decisions per award, the lower gate as it followed, and the profile of every subject."""

    decisions: dict[str, Codes]
    lower: dict[str, Codes]
    profile: NDArray[np.int32]
    table: list[Profile]


def conclude(chains: Chains, awards: Sequence[Gates], size: int) -> Concluded:
    """Judge `size` subjects for awards decided in one chain, lower ones first."""
    columns: list[tuple[str, str, Codes, int]] = []
    for gates in awards:
        name = gates.chained.award
        columns += [(name, gate, codes, 3) for gate, codes in gates.codes.items()]
        if gates.outside is not None and gates.chained.lower is not None:
            columns.append((gates.chained.lower, "decision", gates.outside, len(Decision)))
    rules = tuple(r for gates in awards for r in rules_for(gates.chained))
    key, radix = np.zeros(size, dtype=np.int64), 1
    for _, _, codes, base in columns:
        if radix * base > _WIDEST:  # too many gates for one integer: number the combinations so far, and go on
            key, radix = _numbered(key)
        key += codes.astype(np.int64) * radix
        radix *= base
    first, profile = _distinct(key, radix)
    table = []
    for row in first.tolist():
        parts = [(award, gate, int(codes[row])) for award, gate, codes, _ in columns]
        table.append(_judge(chains, rules, awards, parts))
    decisions = {g.chained.award: _looked_up([p.decisions[g.chained.award] for p in table], profile) for g in awards}
    lower = {
        g.chained.award: _looked_up([int(p.gates[f"{g.chained.award}.lower"]) for p in table], profile) for g in awards
    }
    return Concluded(decisions, lower, profile, table)


def _numbered(key: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """Return the keys as small numbers, and how many there are."""
    distinct, inverse = np.unique(key, return_inverse=True)
    return inverse.astype(np.int64), max(1, len(distinct))


def _distinct(key: NDArray[np.int64], radix: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return one row of each distinct key, in the order of the keys, and each subject's position among them."""
    if radix > _DENSE:
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        return first, inverse.astype(np.int32)
    there = np.bincount(key, minlength=1) > 0
    position = (np.cumsum(there) - 1).astype(np.int32)
    profile = position[key]
    first = np.zeros(int(there.sum()), dtype=np.int64)
    first[profile] = np.arange(len(key))
    return first, profile


def _looked_up(values: list[int], profile: NDArray[np.int32]) -> Codes:
    table = np.array(values or [0], dtype=np.int8)
    return table[profile]


def _judge(
    chains: Chains, rules: tuple[Rule, ...], awards: Sequence[Gates], parts: list[tuple[str, str, int]]
) -> Profile:
    facts = frozenset(
        decided(award, Decision(digit)) if gate == "decision" else atom(award, gate, digit)
        for award, gate, digit in parts
    )
    known, fired = chains.conclude(rules, facts)
    decisions: dict[str, int] = {}
    gates = {f"{award}.{gate}": str(digit) for award, gate, digit in parts}
    for item in awards:
        name = item.chained.award
        found = [d for d in Decision if decided(name, d) in known]
        if len(found) != 1:  # INVARIANT: the strata are exhaustive and exclusive
            raise ChainDisagreesError(sorted(facts))
        decisions[name] = int(found[0])
        gates[f"{name}.lower"] = next(str(v) for v in (0, 1, 2) if atom(name, "lower", v) in known)
    return Profile(gates, decisions, tuple(sorted(fired, key=_stratum)))


def _stratum(rule: str) -> tuple[str, str]:
    award, _, name = rule.rpartition("/")
    return name, award
