"""The leaves of a condition: those that make it what it is, or all of them."""

from __future__ import annotations

from collections.abc import Iterator

from .nodes import Both, Depends, Either, Negated, OwnerHas, Quantified, Step


def deciding(step: Step) -> Iterator[Step]:
    """Yield the leaves that make a step what it is: those that fail, those that are open, or all that hold."""
    match step:
        case Both(code, items):
            for item in items:
                if item.code == code:
                    yield from deciding(item)
        case Either(code, items):
            for item in items:
                if item.code == code:
                    yield from deciding(item)
        case Negated(_, item):
            yield from deciding(item)
        case OwnerHas(_, _, _, _, item) if item is not None:
            yield from deciding(item)
        case Depends(_, test, then, other):
            yield from deciding(test)
            yield from (leaf for side in sides_taken(test.code, then, other) for leaf in deciding(side))
        case _:
            yield step


def sides_taken(test: int, then: Step, other: Step) -> tuple[Step, ...]:
    """Return the sides of a choice that may be taken."""
    return (then,) if test == 2 else (other,) if test == 0 else (then, other)


def every_leaf(step: Step) -> Iterator[Step]:
    """Yield all leaves of a step."""
    match step:
        case Both(_, items) | Either(_, items):
            for item in items:
                yield from every_leaf(item)
        case Negated(_, item):
            yield from every_leaf(item)
        case OwnerHas(_, _, _, _, item) if item is not None:
            yield from every_leaf(item)
        case Depends(_, test, then, other):
            for item in (test, then, other):
                yield from every_leaf(item)
        case _:
            yield step


def worth_telling(step: Step) -> Iterator[Step]:
    """Yield the leaves that make a step what it is; of an open alternative also the rows that make it one."""
    if step.code != 1:
        yield from deciding(step)
        return
    match step:
        case Both(_, items):
            for item in items:
                if item.code == 1:
                    yield from worth_telling(item)
                elif isinstance(item, Quantified) and not item.every:
                    yield item
        case Either(_, items):
            for item in items:
                if item.code == 1:
                    yield from worth_telling(item)
        case OwnerHas(_, _, _, _, item) if item is not None:
            yield from worth_telling(item)
        case _:
            yield from deciding(step)
