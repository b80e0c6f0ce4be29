"""Which subjects a list of explanations is about: those with a result, of a kind, of a unit; found by id or by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from ..diagnostics import Lang
from ..explain import AwardProof, SubjectProof, waits_of
from ..explain.lacking import Waits
from ..explain.nodes import Row
from ..explain.points import roots
from ..explain.telling import Teller
from ..records.binding import bare, small
from ..values import Decision, Verdict
from .view import View


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be asked for: its id, the words for it (the first is told), and what it stands for."""

    id: str
    words: tuple[str, ...]

    @property
    def told(self) -> str:
        """Return the id with the word for it."""
        return f"{self.id} ({self.words[0]})"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing, or several: those that are near, or those to choose from."""

    several: bool
    near: tuple[Option, ...]
    options: tuple[Option, ...]


def one_of(wanted: str, options: Iterable[Option]) -> tuple[Option, ...] | Unclear:
    """Return what is called so: by id or word, without regard to case and accents, else by a part of a word.

    Several are returned only where they have the very same word.
    """
    every = tuple(options)
    for form in (small, bare):
        found = tuple(o for o in every if form(wanted) in {form(n) for n in (o.id, *o.words)})
        if found:
            return found
    part = bare(wanted)
    near = tuple(o for o in every if part and any(part in bare(w) for w in o.words))
    if len({o.words[0] for o in near}) == 1:
        return near
    if near:
        return Unclear(several=True, near=near, options=every)
    names = {bare(n): o for o in reversed(every) for n in (o.id, *o.words)}
    close = get_close_matches(part, names, 3, 0.6)
    return Unclear(several=False, near=tuple(dict.fromkeys(names[n] for n in close)), options=every)


def decisions(view: View) -> tuple[Option, ...]:
    """Return every result that the rule set can end in: decisions, verdicts of assessments, grades."""
    own, other = (Teller(lang) for lang in (view.lang, Lang.EN if view.lang is Lang.VI else Lang.VI))
    words: dict[str, tuple[str, ...]] = {}
    if view.awards:
        words |= {d.word: (d.word,) for d in reversed(Decision)}
        words |= {f"pending-{w.value}": (f"pending-{w.value}",) for w in Waits}
    if view.assessed:
        applies = ("not-applicable", "not-applicable-criterion") if view.awards else ("not-applicable-criterion",)
        words |= {v.word: (v.word,) for v in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)}
        words["not-applicable"] = applies
    out = [Option(i, tuple(t.say(w) for t in (own, other) for w in ws)) for i, ws in words.items()]
    for classification in view.evaluation.plan.classifications.values():
        out += [Option(g.id, (g.label,)) for g in classification.grades]
    return tuple(dict.fromkeys(out))


def kinds(view: View) -> tuple[Option, ...]:
    """Return the kinds of subject."""
    registers = view.evaluation.plan.registers
    return tuple(Option(k.id, (k.word, registers[k.id].label)) for k in view.kinds)


def units(view: View) -> tuple[Option, ...]:
    """Return the subjects that others belong to, and whoever subjects belong to, by key."""
    owners = {row.key: row for proof in view.subjects for row in _above(proof.row)}
    alone = {p.row.key: p.row for p in view.subjects if p.row.owner is None}
    return tuple(Option(key, (row.name or key,)) for key, row in sorted((alone | owners).items()) if key)


def _above(row: Row) -> Iterator[Row]:
    while row.owner is not None:
        row = row.owner
        yield row


@dataclass(frozen=True, slots=True)
class Pick:
    """What a list is to hold, by ids; None: everything. `asked` says it in words, by heading."""

    award: str | None = None
    results: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    units: frozenset[str] | None = None
    asked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """One subject of a list, and the ids of what it is listed for: awards, assessments, classifications."""

    proof: SubjectProof
    ids: tuple[str, ...]


def picked(view: View, pick: Pick) -> tuple[Picked, ...]:
    """Return who is on the list, in the order of the view."""
    out = []
    for proof in view.subjects:
        if pick.kinds is not None and proof.kind not in pick.kinds:
            continue
        if pick.units is not None and not any(r.key in pick.units for r in (proof.row, *_above(proof.row))):
            continue
        ids = tuple(n for n, words in _results(proof, pick.award) if pick.results is None or words & pick.results)
        if ids:
            out.append(Picked(proof, ids))
    return tuple(out)


def _results(proof: SubjectProof, award: str | None) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a subject is judged for, with the ids of what it came to."""
    for found in proof.awards.values():
        if award in {None, found.id}:
            yield found.id, frozenset(_words(found))
    if award is not None:
        return
    for assessment in proof.assessments.values():
        yield assessment.id, frozenset({assessment.verdict.word})
    for grade in proof.classifications.values():
        settled = grade.settled and grade.applies
        yield grade.id, frozenset({grade.key(grade.low)} if settled else ())
    if not (proof.awards or proof.assessments or proof.classifications):  # a plan that ends in points
        yield from ((s.id, frozenset[str]()) for s in roots(dict(proof.scores)))


def _words(award: AwardProof) -> Iterator[str]:
    yield award.decision.word
    if award.decision is Decision.PENDING:
        yield from (f"pending-{w.value}" for w in waits_of(award))
