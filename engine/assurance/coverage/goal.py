"""A goal of coverage: one thing about one rule that a case can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...source import Span
from ...syntax import ast


@dataclass(frozen=True, slots=True)
class Place:
    """Which rule a goal is about: its section and id, where it is written, the clause it cites."""

    section: str
    rule: str
    label: str
    span: Span | None
    cite: ast.CiteD | None


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to be shown.

    `id` is stable while the rule keeps its shape; `sort` and `state` choose the words, `text` is what they are about.
    `impossible` names the rule by which it can never be shown, empty where it can.
    """

    id: str
    sort: str
    state: str
    text: str
    place: Place
    span: Span | None
    impossible: str = ""


#: A goal, and whether one world shows it.
Seen = tuple[Goal, bool]


def states(
    place: Place, sort: str, key: str, text: str, span: Span | None, found: dict[str, tuple[bool, str]]
) -> Iterator[Seen]:
    """Yield one goal for every state: whether it is shown, and why it never can be."""
    for state, (shown, impossible) in found.items():
        yield Goal(f"{key}:{state}", sort, state, text, place, span or place.span, impossible), shown
