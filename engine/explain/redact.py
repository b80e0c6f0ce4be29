"""Copies for the public or for colleagues: proofs without personal identifiers and without other people's names.

Named stay collectives, and whoever is proposed. A copy for colleagues that is about one person names that person too,
unless a bar or suspension has to do with them: a violator is never named. Everything that somebody wrote freely (texts,
reasons, who gave an opinion, documents, places in workbooks) is left out, since it may hold anything.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from .. import plan
from ..compiler.walk import walk
from ..diagnostics import Diagnostic, Lang
from ..evaluator import Evaluation
from ..law import Reading
from ..source import Cell
from ..values import Date, Decision, Text, Verdict
from .legal import Law
from .nodes import Amount, Fact, Opinion, Paper, Row, Tally, Told
from .proof import SubjectProof
from .subjects import collective
from .telling import Teller

T = TypeVar("T")
NOWHERE = Cell("")


class Audience(enum.Enum):
    """For whom a copy is."""

    PUBLIC = "public"
    PEERS = "peers"


@dataclass(slots=True, eq=False)
class Redactor:
    """Redacts proofs and findings of one evaluation; `about` is the person a copy for colleagues is about."""

    evaluation: Evaluation
    audience: Audience
    lang: Lang = Lang.VI
    about: tuple[str, int] | None = None
    _numbers: dict[str, Mapping[int, int]] = field(default_factory=dict)
    _hidden: frozenset[str] = field(init=False)
    _kinds: Mapping[str, str] = field(init=False)
    _adverse: Mapping[str, frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Find out who is a person, and with whom a bar or suspension has to do."""
        ready = self.evaluation.plan
        self._kinds = {k: ready.registers[k].subject or "" for k in ready.kinds()}
        self._hidden = frozenset(k for k in self._kinds if not collective(ready, k))
        self._adverse = adverse(self.evaluation)

    def named(self, kind: str, index: int) -> bool:
        """Tell whether a subject is called by name where a copy is about it."""
        if kind not in self._hidden:
            return True
        judged = self.evaluation.kinds[kind]
        if any(int(codes[index]) == Decision.PROPOSED for codes in judged.decisions.values()):
            return True
        told = self.audience is Audience.PEERS and self.about == (kind, index)
        return told and index not in self._adverse[kind]

    def proof(self, proof: SubjectProof) -> SubjectProof:
        """Return a proof as others may read it."""
        return _Copy(self, proof.row).walk(proof)

    def findings(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return findings without their places and without what stood there."""
        return tuple(self.finding(f) for f in found)

    def finding(self, found: Diagnostic) -> Diagnostic:
        """Return a finding without its place and without what stood there."""
        told = Teller(self.lang).say("not-told")
        place = NOWHERE if isinstance(found.place, Cell) else None
        return Diagnostic(found.code, place, dict.fromkeys(found.args, told), ())

    def number(self, kind: str, index: int) -> int:
        """Return the number that stands for a person, from 1: it says nothing about name, key or place in the books."""
        if kind not in self._numbers:
            table = self.evaluation.dossier.tables[kind]
            salt = f"{self.evaluation.dossier.hash}\n{kind}\n"
            mixed = [
                (hashlib.sha256(f"{salt}{key}\n{at}".encode()).digest(), at) for at, key in enumerate(table.keys)
            ]
            self._numbers[kind] = {at: place for place, (_, at) in enumerate(sorted(mixed), 1)}
        return self._numbers[kind][index]

    def place(self, proof: SubjectProof) -> tuple[bool, int]:
        """Return where a subject comes in a list: who is not named comes last, by number."""
        kind, index = proof.row.register, proof.row.index
        named = self.named(kind, index)
        return not named, 0 if named else self.number(kind, index)

    def subject(self, row: Row) -> Row:
        """Return how a copy calls the subject it is about."""
        if row.register not in self._hidden:
            return row
        if self.named(row.register, row.index):
            return replace(row, key="")
        word = self._kinds[row.register]
        told = Teller(self.lang).say("not-named", word=word, n=self.number(row.register, row.index))
        return replace(row, key=told, name="")

    def hides(self, row: Row, about: Row) -> bool:
        """Tell whether a copy about one subject must not name another row that is a subject.

        A copy for the public about a person who is not named does not name the unit either: a unit has one head.
        """
        if row.register in self._hidden:
            return True
        apart = self.audience is Audience.PUBLIC and not self.named(about.register, about.index)
        return apart and row.register in self._kinds

    def other(self, row: Row, number: int) -> Row:
        """Return how a copy calls a subject that it is not about and does not name: by a number of that copy alone."""
        word = self._kinds[row.register].lower()
        return replace(row, key=Teller(self.lang).say("not-named-other", word=word, n=number), name="")

    def record(self, row: Row) -> Row:
        """Return a row that is nobody: it may be called by anything."""
        return row if row.register in self._kinds else replace(row, key="", name="")


def adverse(evaluation: Evaluation) -> Mapping[str, frozenset[int]]:
    """Return, per kind, the subjects with whom a bar or suspension has to do: theirs, or by a record of theirs."""
    ready, out = evaluation.plan, {}
    read = {
        name
        for rule in (*ready.bars.values(), *ready.suspensions.values())
        for condition in (rule.when, *(c.when for c in rule.exceptions))
        for node, at in walk(condition, rule.kind)
        for name in (*getattr(node, "path", ()), at)
        if name not in ready.kinds()
    }
    for kind, judged in evaluation.kinds.items():
        found = np.zeros(judged.size, dtype=bool)
        for codes in (*judged.bars.values(), *judged.suspensions.values()):
            found |= codes == Verdict.MET
        for name in sorted(read):
            owners = evaluation.dossier.tables[name].owners.get(kind)
            if owners is not None:
                found[owners[owners >= 0]] = True
        out[kind] = frozenset(np.flatnonzero(found).tolist())
    return out


@dataclass(slots=True, eq=False)
class _Copy:
    """One proof being copied; what it shares with itself stays shared."""

    redactor: Redactor
    about: Row
    _done: dict[int, tuple[object, Any]] = field(default_factory=dict)
    _people: dict[tuple[str, int], int] = field(default_factory=dict)

    def walk(self, node: T) -> T:
        """Return a node of the proof as others may read it."""
        match node:
            case str() | int() | enum.Enum() | None | Law() | Reading() | Amount():
                return node
            case tuple():
                parts = tuple(self.walk(n) for n in node)
                return node if all(a is b for a, b in zip(parts, node, strict=True)) else parts  # type: ignore[return-value]
            case Mapping():
                return MappingProxyType({k: self.walk(v) for k, v in node.items()})  # type: ignore[return-value]
        known = self._done.get(id(node))
        if known is None or known[0] is not node:
            known = self._done[id(node)] = (node, self._copied(node))
        return known[1]  # type: ignore[return-value]  # a copy is of the same type

    def _copied(self, node: object) -> object:
        match node:
            case Cell():
                return NOWHERE
            case Diagnostic():
                return self.redactor.finding(node)
            case Row():
                return self._row(node)
            case Fact():
                return replace(self._parts(node), value=self._value(node))
            case Opinion():
                plain = isinstance(node.type, Text)
                told = self._hidden() if plain and node.answer is not None else node.answer
                by = self._hidden() if node.by else ""
                return replace(self._parts(node), by=by, reason="", answer=told)
            case Paper():
                return replace(self._parts(node), document="", office="")
            case Tally():
                whole: Callable[[], tuple[Any, ...]] = node.whole
                return replace(self._parts(node), whole=lambda: self.walk(whole()))
            case _ if is_dataclass(node) and not isinstance(node, type) and not _of_the_rules(type(node)):
                return self._parts(node)
            case _:
                return node

    def _parts(self, node: T) -> T:
        """Return a node with all its parts copied."""
        changed = {}
        for name in _names(type(node)):  # type: ignore[arg-type]  # a type is hashable
            before = getattr(node, name)
            if not callable(before):
                after = self.walk(before)
                if after is not before:
                    changed[name] = after
        return replace(node, **changed) if changed else node  # type: ignore[type-var]

    def _row(self, row: Row) -> Row:
        identity = (row.register, row.index)
        if identity == (self.about.register, self.about.index):
            told = self.redactor.subject(row)
        elif self.redactor.hides(row, self.about):
            told = self.redactor.other(row, self._people.setdefault(identity, len(self._people) + 1))
        else:
            told = self.redactor.record(row)
        owner = self.walk(row.owner) if row.owner is not None else None
        rejected = self.redactor.findings(row.rejected)
        return replace(told, owner=owner, cell=NOWHERE, rejected=rejected)

    def _hidden(self) -> str:
        return Teller(self.redactor.lang).say("not-told")

    def _value(self, fact: Fact) -> Told:
        """Return what stands in a field, but for texts and days of birth."""
        label = fact.label.casefold()
        birth = isinstance(fact.type, Date) and ("sinh" in label.split() or "birth" in label)
        return self._hidden() if fact.value is not None and (birth or isinstance(fact.type, Text)) else fact.value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the parts of a dataclass."""
    return tuple(f.name for f in fields(kind))


@cache
def _of_the_rules(kind: type) -> bool:
    """Tell whether something belongs to the rule set: it holds nobody's data."""
    return kind.__module__.startswith((plan.__name__, "engine.values", "engine.law"))
