"""Why nobody can get an award: the fewest of its conditions that can never hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ... import plan
from .asking import Asker
from .deciding import Deciding
from .facts import Slot
from .logic import Bit, conj


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of an award: `sort` is the word of it, `name` the rule or the other award that it is about."""

    sort: str
    name: str
    award: str


#: A condition, and that it surely holds at a subject.
_Held = tuple[Part, Callable[[Deciding, Slot], Bit]]


def clash(ready: plan.Plan, asker: Asker, award: str, kind: str) -> tuple[Part, ...]:
    """Return conditions that no dossier fulfils together, none of which could be left out; none where that is unknown.

    Where an award asks for a lower one, the conditions of that one take its place if they say as much.
    """

    def never(parts: Sequence[_Held]) -> bool:
        return asker.never(kind, lambda both, at: conj(held(both[0], at) for _, held in parts))

    found = _fewest(list(_parts(ready, ready.awards[award], kind)), never)
    lower = next((p for p, _ in found if p.sort == "lower-proposed"), None)
    if lower is not None:
        inner = list(_parts(ready, ready.awards[lower.name], kind))
        found = _fewest([*(f for f in found if f[0] != lower), *inner], never) or found
    return tuple(part for part, _ in found)


def _fewest(parts: Sequence[_Held], never: Callable[[Sequence[_Held]], bool]) -> list[_Held]:
    """Return parts that never hold together, each of them needed; none where all of them may."""
    left = list(parts)
    if not never(left):
        return []
    for part in parts:
        fewer = [p for p in left if p is not part]
        if never(fewer):
            left = fewer
    return left


def _parts(ready: plan.Plan, award: plan.Award, kind: str) -> Iterator[_Held]:
    """Yield the conditions of an award for a kind, those that say least first."""
    entitled = award.entitlements.get(kind)
    if entitled is None:
        return

    def part(sort: str, name: str, held: Callable[[Deciding, Slot], Bit]) -> _Held:
        return Part(sort, name, award.id), held

    for gate in ("scope", "nomination"):
        yield part(gate, award.id, lambda d, at, gate=gate: d.gate(gate, award.id, at).met)  # type: ignore[misc]
    for name in entitled.suspensions:
        yield part("suspension", name, lambda d, at, n=name: d.hit(ready.suspensions[n], at).failed)  # type: ignore[misc]
    for name in entitled.bars:
        yield part("bar", name, lambda d, at, n=name: d.hit(ready.bars[n], at).failed)  # type: ignore[misc]
    if entitled.choose is not None:
        yield part("choose", entitled.choose, lambda d, at, c=entitled.choose: d.facts.flag(at, c).met)  # type: ignore[misc]
    if award.among is not None:
        yield part(f"lower-{award.among.basis}", award.among.award, lambda d, at: d.gate("lower", award.id, at).met)
    for unless in award.unless:
        yield part(f"unless-{unless.basis}", unless.award, lambda d, at, u=unless: d.excluded(u, at).failed)  # type: ignore[misc]
    yield from _required(ready, entitled.requirement, part)


def _required(
    ready: plan.Plan,
    requirement: plan.Requirement | None,
    part: Callable[[str, str, Callable[[Deciding, Slot], Bit]], _Held],
) -> Iterator[_Held]:
    match requirement:
        case plan.Needs(name):
            yield part("criterion", name, lambda d, at: d.criterion(name, at).gate.met)
        case plan.AllOf(parts):
            for one in parts:
                yield from _required(ready, one, part)
        case plan.AtLeast():
            yield part("several", str(requirement.count), lambda d, at: d.requirement(requirement, at).met)
        case _:
            return
