"""From the gates of all subjects to decisions: distinct profiles go through the chain and the fixpoint, once each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..values import Decision
from . import kleene
from .arrays import Codes
from .chain import Chain, available
from .chaining import Chained, atom, decided, fixpoint, rules_for
from .result import Profile

#: Up to this many possible keys the distinct ones are counted in place; beyond, they are sorted.
_DENSE = 1 << 20
_WIDEST = 1 << 60
#: The position of each subject's profile, in no more bytes than needed.
Numbers = NDArray[np.unsignedinteger]
#: One profile: the value of each gate of each award.
Parts = tuple[tuple[str, str, int], ...]
#: How far a decision leaves its subject eligible.
_ELIGIBLE = {int(Decision.PROPOSED): 2, int(Decision.PENDING): 1}


class ChainDisagreesError(RuntimeError):
    """durable_rules and the fixpoint concluded different things from the same gates; nothing is proposed."""


#: What followed from each profile that this process has judged, by what decides it: whether durable_rules was asked,
#: the awards of the chain, the gates. A rule base is made of its awards alone and never changes while a process
#: lives, so that an answer in which both engines agreed stays right, and is neither asked for nor checked again.
_JUDGED: dict[tuple[bool, tuple[Chained, ...], Parts], Profile] = {}
#: More profiles than any plan has been seen to have; where there are more, all are judged anew.
_KEPT = 1 << 14


@dataclass(slots=True, eq=False)
class Chains:
    """The rule bases of one evaluation, each loaded once; `profiles` counts the distinct ones judged."""

    use_durable: bool = field(default_factory=available)
    profiles: int = 0
    _loaded: dict[tuple[Chained, ...], Chain] = field(default_factory=dict)

    def judge(self, awards: tuple[Chained, ...], parts: Parts) -> Profile:
        """Return what follows from one profile; raises ChainDisagreesError where the two engines differ."""
        self.profiles += 1
        key = (self.use_durable, awards, parts)
        found = _JUDGED.get(key)
        if found is None:
            found = _profile(awards, parts, *self._conclude(awards, _facts(parts)))
            if len(_JUDGED) >= _KEPT:
                _JUDGED.clear()
            _JUDGED[key] = found
        return found

    def _conclude(
        self, awards: tuple[Chained, ...], facts: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return what follows and which rules fired."""
        rules = tuple(r for a in awards for r in rules_for(a))
        plain = fixpoint(rules, facts)
        if self.use_durable:
            if awards not in self._loaded:
                self._loaded[awards] = Chain(rules)
            if self._loaded[awards].run(facts) != plain:
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
    """What follows for the subjects judged together: the profile of each, and per profile what it concludes."""

    profile: Numbers
    table: list[Profile]
    _found: dict[tuple[int, ...], Codes] = field(default_factory=dict)

    def _of_each(self, values: Iterable[int]) -> Codes:
        """Return what follows for every subject from what follows of each profile; the same thing is one column."""
        key = tuple(values)
        if key not in self._found:
            self._found[key] = kleene.looked_up(self.profile, key)
        return self._found[key]

    def decisions(self, award: str) -> Codes:
        """Return the decision of every subject."""
        return self._of_each(p.decisions[award] for p in self.table)

    def lower(self, award: str) -> Codes:
        """Return the gate of the lower award as it followed for every subject."""
        return self._of_each(int(p.gates[f"{award}.lower"]) for p in self.table)

    def eligible(self, award: str) -> Codes:
        """Return 2 where every gate is open, 1 where one is undetermined and none shut."""
        return self._of_each(_ELIGIBLE.get(p.decisions[award], 0) for p in self.table)


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """One gate of one award for all subjects, with the number of its possible values."""

    award: str
    gate: str
    codes: Codes
    base: int


def conclude(chains: Chains, awards: Sequence[Gates], size: int) -> Concluded:
    """Judge `size` subjects for awards decided in one chain, lower ones first."""
    columns: list[_Column] = []
    for gates in awards:
        columns += [_Column(gates.chained.award, gate, codes, 3) for gate, codes in gates.codes.items()]
        if gates.outside is not None and gates.chained.lower is not None:
            columns.append(_Column(gates.chained.lower, "decision", gates.outside, len(Decision)))
    chained = tuple(gates.chained for gates in awards)
    if size == 0:
        return Concluded(np.zeros(0, dtype=np.uint8), [])
    first, profile = _distinct([c for c in columns if not kleene.is_constant(c.codes)], size)
    rows = np.array(first)
    values = ([(c.award, c.gate, value) for value in c.codes[rows].tolist()] for c in columns)
    return Concluded(profile, [chains.judge(chained, parts) for parts in zip(*values, strict=True)])


def _distinct(columns: Sequence[_Column], size: int) -> tuple[list[int], Numbers]:
    """Return one row of each distinct combination of codes, in their order, and each subject's position among them."""
    key: NDArray[np.integer] = np.zeros(size, dtype=np.uint8)
    radix = 1
    for column in columns:
        if radix * column.base > _WIDEST:  # too many for one integer: number the combinations so far, and go on
            distinct, inverse = np.unique(key, return_inverse=True)
            key, radix = inverse.astype(np.int64), len(distinct)
        kind = np.min_scalar_type(radix * column.base - 1)
        digits = np.multiply(column.codes, np.array(radix, dtype=kind), dtype=kind, casting="unsafe")
        key = np.add(key, digits, dtype=kind, casting="unsafe")
        radix *= column.base
    if radix > _DENSE:
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
        return first.tolist(), inverse.astype(np.min_scalar_type(len(first)))
    if key.dtype == np.uint8:  # a byte is found among bytes faster than all are counted
        written = key.tobytes()
        found = [(value, row) for value in range(radix) if (row := written.find(value)) >= 0]
        position = [0] * radix
        for number, (value, _) in enumerate(found):
            position[value] = number
        return [row for _, row in found], kleene.looked_up(key.view(np.uint8), position).view(np.uint8)
    there = np.bincount(key, minlength=radix) > 0
    many = int(there.sum())
    numbered = (np.cumsum(there) - 1).astype(np.min_scalar_type(many))
    profile = numbered.take(key)
    last = np.zeros(many, dtype=np.intp)
    last[profile] = np.arange(size)
    return last.tolist(), profile


def plainly(awards: tuple[Chained, ...], parts: Parts) -> Profile:
    """Return what follows from one profile by the fixpoint alone; only what both engines conclude may be proposed."""
    rules = tuple(r for a in awards for r in rules_for(a))
    return _profile(awards, parts, *fixpoint(rules, _facts(parts)))


def _facts(parts: Parts) -> frozenset[str]:
    """Return the atoms of a profile."""
    return frozenset(
        decided(award, Decision(digit)) if gate == "decision" else atom(award, gate, digit)
        for award, gate, digit in parts
    )


def _profile(awards: tuple[Chained, ...], parts: Parts, known: frozenset[str], fired: frozenset[str]) -> Profile:
    decisions: dict[str, int] = {}
    gates = {f"{award}.{gate}": str(digit) for award, gate, digit in parts}
    for item in awards:
        name = item.award
        found = [d for d in Decision if decided(name, d) in known]
        if len(found) != 1:  # INVARIANT: the strata are exhaustive and exclusive
            raise ChainDisagreesError(sorted(_facts(parts)))
        decisions[name] = int(found[0])
        gates[f"{name}.lower"] = next(str(v) for v in (0, 1, 2) if atom(name, "lower", v) in known)
    return Profile(gates, decisions, tuple(sorted(fired, key=_stratum)))


def _stratum(rule: str) -> tuple[str, str]:
    award, _, name = rule.rpartition("/")
    return name, award
