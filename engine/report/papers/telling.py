"""Parts that several papers tell in the same way: titles, whom a row is about, figures, places with links, shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...explain.headline import Plain, cells, exceptions, headline
from ...explain.leaves import tell
from ...explain.nodes import Step
from ...explain.proof import CriterionProof, SubjectProof
from ...explain.telling import Teller
from ...source import Cell
from ...values import Decision, Verdict
from ...version import ENGINE_VERSION
from ..view import Entry
from .book import Box, Column, Value
from .model import Material
from .pages import address
from .people import People, Share
from .words import percent, say

VERDICTS = {
    Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.UNDETERMINED: "open", Verdict.NOT_APPLICABLE: "none",
}  # fmt: skip
DECISIONS = {
    Decision.PROPOSED: "good", Decision.TIED: "open", Decision.PENDING: "open", Decision.OUTSIDE_QUOTA: "held",
    Decision.SUSPENDED: "held", Decision.BARRED: "bad", Decision.NOT_PROPOSED: "bad", Decision.NOT_NOMINATED: "none",
    Decision.NOT_APPLICABLE: "none",
}  # fmt: skip
#: In this order decisions stand in lists.
ORDER = (
    Decision.PROPOSED, Decision.TIED, Decision.OUTSIDE_QUOTA, Decision.PENDING, Decision.SUSPENDED, Decision.BARRED,
    Decision.NOT_PROPOSED, Decision.NOT_NOMINATED, Decision.NOT_APPLICABLE,
)  # fmt: skip
#: So much of a value's own words stands in a cell.
_LONG = 400
#: So many rows under an aggregate are named by their cells.
_ROWS = 5


@dataclass(frozen=True, slots=True)
class Shown(Plain):
    """Values as people read them, where `headline` asks for values as programs do."""

    def say(self, word: str, /, **parts: object) -> str:
        """Return a phrase with its parts filled in."""
        return Teller.say(self, word, **parts)

    def day(self, day: dt.date | None) -> str:
        """Return a day as dd/mm/yyyy."""
        return Teller.day(self, day)

    def decimal(self, value: Decimal) -> str:
        """Return an exact decimal."""
        return Teller.decimal(self, value)


class Sheets:
    """Says, for one material, what its sheets share."""

    def __init__(self, material: Material) -> None:
        """Keep what is asked again and again."""
        self.material, self.view, self.lang = material, material.view, material.lang
        self.teller, self.people = Teller(material.lang, cells=False), People(material)
        self._values = Shown(material.lang, cells=False)
        self._entries: dict[tuple[str, int], list[Entry]] = {}
        for entry in material.view.entries:
            self._entries.setdefault((entry.proof.kind, entry.proof.row.index), []).append(entry)

    def say(self, word: str, /, **parts: object) -> str:
        """Return a phrase of the papers."""
        return say(self.lang, word, **parts)

    def titles(self, word: str, **parts: object) -> tuple[str, ...]:
        """Return what stands above a table: the plan, the title, the day."""
        told = {name: str(part).upper() for name, part in parts.items()}
        return self.view.title, self.say(word, **told), self.say("as_of", day=self.teller.day(self.view.as_of))

    @property
    def seal(self) -> str:
        """Return what tells one evaluation from any other."""
        view = self.view
        parts = {"rules": view.ruleset_hash[:16], "records": view.records_hash[:16], "engine": ENGINE_VERSION}
        return self.say("sealed", ruleset=view.ruleset, **parts)

    # --- whom a row is about -----------------------------------------------------------------------------------

    def who_columns(self, kinds: Iterable[str], *, with_kind: bool = False) -> list[Column]:
        """Return the columns that say whom a row is about."""
        out = [Column(self.say("no"), 5, "center")]
        out += [Column(self.say("kind"), 13)] if with_kind else []
        out += [Column(self.say("name"), 28, "bold"), Column(self.say("key"), 11)]
        out += [Column(self.say("position"), 16)] if self.people.positions(kinds) else []
        return [*out, *([Column(self.say("unit"), 22)] if self._owned(kinds) else [])]

    def who(self, number: int, proof: SubjectProof, kinds: Iterable[str], *, with_kind: bool = False) -> list[Value]:
        """Return the cells under `who_columns`."""
        out: list[Value] = [number, *([proof.word] if with_kind else [])]
        out += [name_of(proof), proof.row.key if proof.row.name else ""]
        out += [self.people.position(proof)] if self.people.positions(kinds) else []
        return [*out, *([unit_of(proof)] if self._owned(kinds) else [])]

    def _owned(self, kinds: Iterable[str]) -> bool:
        """Tell whether subjects of some kinds belong to a unit."""
        return any(self.view.evaluation.plan.registers[kind].owners for kind in kinds)

    def entries(self, proof: SubjectProof) -> list[Entry]:
        """Return the entries of one subject, one for each award."""
        return self._entries.get((proof.kind, proof.row.index), [])

    def marks(self, entry: Entry) -> str:
        """Return whether a decision is provisional or interim."""
        marks = (("provisional", entry.award.provisional), ("interim", entry.award.interim))
        return "; ".join(self.say(word) for word, on in marks if on)

    # --- figures -----------------------------------------------------------------------------------------------

    def figures(self, criterion: CriterionProof, proof: SubjectProof) -> tuple[str, str, str]:
        """Return what was read, what was wanted, how far apart they are; of many conditions what each came to."""
        step = step_of(criterion)
        value, limit, gap = headline(self._values, step)
        if value is None:
            told = "; ".join(line.strip().removeprefix("- ") for line in tell(self.teller, step, proof.row))
            value = told if len(told) <= _LONG else told[:_LONG] + " …"
        return value, limit or "", gap or ""

    def place(self, found: Sequence[Cell]) -> Box:
        """Return where something was read, as a link to the first cell."""
        named = [c for c in found if c.file]
        if not named:
            return Box("")
        first = named[0]
        text = ", ".join(part for part in (first.cell, first.sheet, first.file) if part)
        more = len(named) - 1
        text += f"; {self.say('see_more', n=more)}" if more else ""
        return Box(text, "cell", address(self.material.sources.get(first.file, ""), first.sheet, first.cell))

    # --- shares ------------------------------------------------------------------------------------------------

    def shares(self, proofs: Iterable[SubjectProof]) -> tuple[str, ...]:
        """Return the shares of leaders, direct workers and women among the people of a list, where known."""
        found = self.people.shares(proofs)
        if not found:
            return ()
        told = "; ".join(self._share(s) for s in found)
        return (self.say("share_of", total=found[0].total, of=self.say("of_list"), list=told),)

    def _share(self, share: Share) -> str:
        group = self.say(share.group.value)
        if not share.known:
            return self.say("share_none", group=group)
        parts = {"group": group, "count": share.count, "total": share.total, "unknown": share.unknown}
        if share.exact is None:
            return self.say("share_open", **parts)
        return self.say("share_exact", share=percent(self.lang, share.exact), **parts)


def step_of(criterion: CriterionProof) -> Step:
    """Return the condition that decides a criterion: its own, or whether it concerns the subject at all."""
    return criterion.scope if criterion.verdict is Verdict.NOT_APPLICABLE and criterion.scope else criterion.step


def source_cells(criterion: CriterionProof) -> list[Cell]:
    """Return the cells that a criterion rests on: those of the rows that decide it, then the others that were read."""
    step = step_of(criterion)
    rows = [c for m in exceptions(step)[:_ROWS] for c in ([f.cell for f in m.facts] or [m.row.cell])]
    return list(dict.fromkeys(c for c in (*rows, *cells(step)) if c.file))


def name_of(proof: SubjectProof) -> str:
    """Return what a subject is called."""
    return proof.row.name or proof.row.key


def unit_of(proof: SubjectProof) -> str:
    """Return the unit that a subject belongs to; empty for a unit itself."""
    owner = proof.row.owner
    return (owner.name or owner.key) if owner is not None else ""


def capital(text: str) -> str:
    """Return a text with a capital."""
    return text[:1].upper() + text[1:]


def by_decision(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries decision by decision; inside one as the view has them: collectives first, then by name."""
    found = list(entries)
    for decision in ORDER:
        yield from (e for e in found if e.decision is decision)
