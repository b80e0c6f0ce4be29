"""Ways to make something true: which steps could help, how few are needed, which of them have to be tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from ..nodes import Key
from .model import Never, Step

#: No number of steps is enough.
ENDLESS = 10**6


@dataclass(frozen=True, slots=True)
class Done:
    """It is so already."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One step may make it so."""

    step: Step


@dataclass(frozen=True, slots=True)
class Shut:
    """Nothing that may still change makes it so."""

    why: Never


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something may make it so that is not worked out here."""


@dataclass(frozen=True, slots=True)
class All:
    """All of these have to become so."""

    items: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of these has to become so, or a step under it has to be taken first."""

    items: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many steps of these have to be taken."""

    count: int
    items: tuple[Way, ...]


Way = Done | Leaf | Shut | Unclear | All | Any | AtLeast
DONE = Done()


def all_of(items: Iterable[Way]) -> Way:
    """Return what is so where all items are."""
    kept = tuple(i for i in items if not isinstance(i, Done))
    return DONE if not kept else kept[0] if len(kept) == 1 else All(kept)


def any_of(items: Iterable[Way], otherwise: Never) -> Way:
    """Return what is so where one item is; `otherwise` says why not, where nothing can make it so."""
    kept = tuple(dict.fromkeys(items))
    if DONE in kept:
        return DONE
    opened = tuple(i for i in kept if need(i) < ENDLESS)
    if opened:
        return opened[0] if len(opened) == 1 else Any(opened)
    return kept[0] if len(kept) == 1 else Any(kept) if kept else Shut(otherwise)


def need(way: Way) -> int:
    """Return a number of steps below which it surely cannot be so."""
    match way:
        case Done():
            return 0
        case Leaf() | Unclear():
            return 1
        case Shut():
            return ENDLESS
        case All(items):
            return _together([(need(i), slots(i), has_unclear(i)) for i in items])
        case Any(items):
            return min(need(i) for i in items)
        case AtLeast(count, items):
            needs = sorted(need(i) for i in items)
            if any(has_unclear(i) for i in items):
                return needs[0]
            return count if len(needs) >= count and needs[count - 1] < ENDLESS else ENDLESS
        case _:
            assert_never(way)


def _together(parts: list[tuple[int, frozenset[Key], bool]]) -> int:
    """Return how many steps several things need: what shares no slot with what was counted is counted too."""
    if any(n >= ENDLESS for n, _, _ in parts):
        return ENDLESS
    out, used = 0, frozenset[Key]()
    for number, own, unclear in sorted(parts, key=lambda p: -p[0]):
        if unclear:
            continue
        if not own & used:
            out += number
            used |= own
    return max([out, *(n for n, _, _ in parts)])


def has_unclear(way: Way) -> bool:
    """Tell whether steps may be lacking."""
    match way:
        case Unclear():
            return True
        case All(items) | Any(items) | AtLeast(_, items):
            return any(has_unclear(i) for i in items)
        case _:
            return False


def steps(way: Way) -> Iterator[Step]:
    """Yield every step under it."""
    match way:
        case Leaf(step):
            yield step
        case All(items) | Any(items) | AtLeast(_, items):
            for item in items:
                yield from steps(item)
        case _:
            return


def slots(way: Way) -> frozenset[Key]:
    """Return the slots of every step under it; new rows of one owner share theirs."""
    return frozenset(_home(s.slot) for s in steps(way))


def _home(slot: Key) -> Key:
    return slot[:3] if slot[0] == "row" else slot


def branch(way: Way) -> tuple[Step, ...]:
    """Return steps of which every set that makes it so has at least one."""
    match way:
        case Leaf(step):
            return (step,)
        case All(items):
            return branch(narrowest(items))
        case Any(items):
            return tuple({s.key: s for i in items for s in branch(i)}.values())
        case AtLeast(count, items):
            found = sorted((branch(i) for i in items if need(i) < ENDLESS), key=len)
            kept = found[: max(1, len(found) - count + 1)]
            return tuple({s.key: s for b in kept for s in b}.values())
        case _:
            return ()


def narrowest(items: tuple[Way, ...]) -> Way:
    """Return that of several things, all of which have to become so, for which the fewest steps have to be tried."""
    return min(items, key=lambda i: (unsure(i), len(branch(i))))


def unsure(way: Way) -> bool:
    """Tell whether steps may be lacking among those that have to be tried."""
    match way:
        case Unclear():
            return True
        case All(items):
            return all(unsure(i) for i in items)
        case Any(items) | AtLeast(_, items):
            return any(unsure(i) for i in items)
        case _:
            return False


def whys(way: Way) -> tuple[Never, ...]:
    """Return what stands in the way for good."""
    match way:
        case Shut(why):
            return (why,)
        case All(items):
            return tuple(dict.fromkeys(w for i in items if need(i) >= ENDLESS for w in whys(i)))
        case Any(items) | AtLeast(_, items):
            return tuple(dict.fromkeys(w for i in items for w in whys(i)))
        case _:
            return ()
