"""Who stands on the list of an award: what the rules propose, or what the council agreed on once it has voted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Lang
from ...explain import decision_words
from ...values import Decision
from ..papers.model import Material
from ..papers.people import People
from ..papers.reconcile import Recorded, Records, Says
from ..view import Entry, Kind
from .model import Run, Text
from .text import clean, counted, joined, two


@dataclass(frozen=True, slots=True)
class Member:
    """One subject on a list: its decision by the rules, what the council came to, its position."""

    entry: Entry
    council: Recorded
    position: str

    @property
    def proposed(self) -> bool:
        """Tell whether the rules propose it."""
        return self.entry.decision is Decision.PROPOSED


@dataclass(frozen=True, slots=True)
class Group:
    """The subjects of one kind on a list, in its order."""

    kind: Kind
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """The list of one award, collectives first; `voted` where the council's votes decide who is on it.

    `considered` is the agenda of the council: who is on the list, and who was voted on and is not.
    `positions`: some register has a field for them.
    """

    award: str
    label: str
    groups: tuple[Group, ...]
    considered: tuple[Group, ...]
    voted: bool
    positions: bool

    @property
    def total(self) -> int:
        """Return how many are on the list."""
        return sum(len(g.members) for g in self.groups)

    @property
    def provisional(self) -> bool:
        """Tell whether some of the list still rests on grants that are not all known, or on open cases."""
        return any(m.entry.award.provisional for g in self.groups for m in g.members)

    @property
    def interim(self) -> bool:
        """Tell whether some of the list rests on a period that has not ended."""
        return any(m.entry.award.interim for g in self.groups for m in g.members)

    def numbers(self) -> Text:
        """Return how many of each kind there are, in words that are checked against the rows: `05 tập thể, ...`."""
        told = [
            counted(len(g.members), self.award, g.kind.id, g.kind.word.lower()) for g in self.groups if g.members
        ]
        return joined(told) if told else (Run("00 trường hợp"),)


def rolls_of(material: Material) -> tuple[Roll, ...]:
    """Return the list of every award, in the order of the rule set."""
    records, people = Records(material), People(material)
    return tuple(_roll(material, award, records, people) for award in material.view.awards)


def _roll(material: Material, award: str, records: Records, people: People) -> Roll:
    view = material.view
    all_ = [
        (kind, [Member(e, records.of("council", e), clean(people.position(e.proof)))
                for e in view.of(award, kind=kind.id)])
        for kind in view.kinds
    ]  # fmt: skip
    voted = any(m.council.says is not Says.SILENT for _, members in all_ for m in members)
    groups = tuple(
        Group(k, tuple(m for m in members if (m.council.says is Says.YES if voted else m.proposed)))
        for k, members in all_
    )
    considered = tuple(
        Group(k, tuple(m for m in members if m.council.says is not Says.SILENT or m.proposed)) for k, members in all_
    )
    positions = people.positions(g.kind.id for g in groups if g.members)
    return Roll(award, view.awards[award], groups, considered, voted, positions)


def outcomes(material: Material, award: str) -> Iterator[tuple[str, str]]:
    """Yield every decision that somebody got, with how many of each kind; who was not put forward is not counted."""
    view = material.view
    for decision in (d for d in reversed(Decision) if d not in {Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED}):
        found: dict[str, dict[str, int]] = {}
        for kind in view.kinds:
            for entry in view.of(award, decision, kind=kind.id):
                numbers = found.setdefault(decision_words(entry.award, Lang.VI).replace("; ", ", "), {})
                numbers[kind.word.lower()] = numbers.get(kind.word.lower(), 0) + 1
        for words in sorted(found):
            yield words, ", ".join(f"{two(n)} {word}" for word, n in found[words].items())
