"""Which open questions matter: completions of all of them are tried, and compared where they differ in one alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from .missing import Variable, Variables
from .nodes import Key
from .worlds import World

#: So many completions are tried; beyond, everything under an undetermined part is named.
LIMIT = 4096


def relevant(variables: Variables, decide: Callable[[World], object], *, read_once: bool = True) -> set[Key]:
    """Return the open questions whose answer alone can change what `decide` says.

    `read_once`: where every question is asked once, each of them matters, and none has to be tried.
    """
    found = {k: v for k, v in variables.found.items() if v.domain}
    if read_once and all(v.uses == 1 for v in found.values()):
        return set(found)
    size = 1
    for variable in found.values():
        size *= len(variable.domain)
    if size > LIMIT:
        return set(found)
    keys = list(found)
    decided = {world: decide(dict(zip(keys, world, strict=True))) for world in _worlds(found)}
    return {key for at, key in enumerate(keys) if _matters(decided, at)}


def _worlds(found: Mapping[Key, Variable]) -> Iterator[tuple[Fraction, ...]]:
    return product(*(sorted(v.domain) for v in found.values()))


def _matters(decided: Mapping[tuple[Fraction, ...], object], at: int) -> bool:
    seen: dict[tuple[Fraction, ...], object] = {}
    return any(seen.setdefault(w[:at] + w[at + 1 :], d) != d for w, d in decided.items())
