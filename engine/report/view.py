"""Everything that a report shows of one evaluation, in the order in which it is shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from ..diagnostics import Diagnostic, Lang
from ..evaluator import Evaluation
from ..explain import AwardProof, Prover, SubjectProof, decision_words, one_line
from ..explain.assessing import assessment_line, assessment_verdict
from ..explain.order import name_order, word_order
from ..explain.proof import AssessmentProof
from ..explain.redact import Audience, Redactor
from ..explain.subjects import collective
from ..plan import Named
from ..records.dossier import Balance
from ..values import Decision

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject and one award: the decision in words, and why in one line."""

    proof: SubjectProof
    award: AwardProof
    words: str
    line: str

    @property
    def decision(self) -> Decision:
        """Return the decision."""
        return self.award.decision

    @property
    def name(self) -> str:
        """Return the subject's name, or its key where it has none."""
        return self.proof.row.name or self.proof.row.key

    @property
    def unit(self) -> str:
        """Return the name of the unit the subject belongs to, empty for units."""
        owner = self.proof.row.owner
        return (owner.name or owner.key) if owner is not None else ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """One subject and one assessment: the verdict in words, and why in one line."""

    proof: SubjectProof
    assessment: AssessmentProof
    words: str
    line: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject: its register, the word for it, and what it is given points and grades for (labels by id).

    `scores` are all items of its points tables, `tops` those that go into no other.
    """

    id: str
    word: str
    size: int
    scores: Mapping[str, str] = field(default_factory=dict)
    tops: tuple[str, ...] = ()
    grades: Mapping[str, str] = field(default_factory=dict)

    @property
    def scored(self) -> bool:
        """Tell whether subjects of this kind get points or a grade."""
        return bool(self.scores or self.grades)


@dataclass(frozen=True, slots=True)
class View:
    """One evaluation, ready to be shown: every subject exactly once, every award of each.

    `redacted`: a copy for others; proofs, entries and findings hold nobody's data, and no file is named. The evaluation
    itself is as it was: nothing may be shown from it but hashes and numbers.
    """

    evaluation: Evaluation
    lang: Lang
    ruleset: str
    ruleset_hash: str
    title: str
    as_of: dt.date
    records_hash: str
    balance: Balance
    awards: Mapping[str, str]
    criteria: Mapping[str, str]
    kinds: tuple[Kind, ...]
    subjects: tuple[SubjectProof, ...]
    entries: tuple[Entry, ...]
    rejected: tuple[Diagnostic, ...]
    notices: tuple[Diagnostic, ...]
    assessed: tuple[Assessed, ...] = ()
    files: tuple[str, ...] = ()
    redacted: Audience | None = None

    def of(self, award: str, *decisions: Decision, kind: str | None = None) -> tuple[Entry, ...]:
        """Return the entries of one award with one of these decisions, in the order of the lists."""
        return tuple(
            e
            for e in self.entries
            if e.award.id == award and (not decisions or e.decision in decisions) and kind in {None, e.proof.kind}
        )

    def counts(self, award: str, kind: str) -> Counter[Decision]:
        """Return how many subjects of a kind got each decision; they add up to all of the kind."""
        return Counter(e.decision for e in self.of(award, kind=kind))


def build_view(
    evaluation: Evaluation, lang: Lang = Lang.VI, progress: Progress | None = None, redact: Audience | None = None
) -> View:
    """Prove every subject and arrange them: collectives first, then by register and Vietnamese name.

    `redact`: as a copy for others, without personal identifiers and names of other people; who is not named comes last.
    """
    hide = Redactor(evaluation, redact, lang) if redact is not None else None
    ready, dossier, prover = evaluation.plan, evaluation.dossier, Prover(evaluation)
    kinds = kinds_of(evaluation)
    total, done = sum(k.size for k in kinds), 0
    subjects: list[SubjectProof] = []
    for kind in kinds:
        found = []
        for index in range(kind.size):
            proof = prover.prove(kind.id, index)
            found.append(proof if hide is None else hide.proof(proof))
            done += 1
            if progress is not None:
                progress(done, total)
        people = bool(ready.registers[kind.id].owners)
        found.sort(key=_by_given_name if people else _by_name)
        if hide is not None:
            found.sort(key=hide.place)
        subjects += found
    entries = tuple(
        Entry(proof, award, decision_words(award, lang), one_line(proof, award.id, lang))
        for proof in subjects
        for award in proof.awards.values()
    )
    assessed = tuple(
        Assessed(proof, a, assessment_verdict(a, lang), assessment_line(proof, a, lang))
        for proof in subjects
        for a in proof.assessments.values()
    )
    return View(
        evaluation, lang, ready.id, ready.hash, ready.title, evaluation.as_of, dossier.hash, dossier.balance,
        {a.id: a.label for a in ready.awards.values()}, {c.id: c.label for c in ready.criteria.values()},
        kinds, tuple(subjects), entries,
        dossier.rejected if hide is None else hide.findings(dossier.rejected),
        dossier.notices if hide is None else hide.findings(dossier.notices),
        assessed, dossier.files if hide is None else (), redact,
    )  # fmt: skip


def kinds_of(evaluation: Evaluation) -> tuple[Kind, ...]:
    """Return the kinds of subject, collectives first."""
    found = [_kind(evaluation, k) for k in evaluation.plan.kinds()]
    return tuple(sorted(found, key=lambda k: not collective(evaluation.plan, k.id)))


def _kind(evaluation: Evaluation, kind: str) -> Kind:
    ready = evaluation.plan
    described = ready.registers[kind]
    scores = {s.id: s for s in ready.scores.values() if s.kind == kind}
    inner = {name for s in scores.values() for name in _named_in(s.number.value)}
    return Kind(
        kind,
        described.subject or described.label,
        evaluation.kinds[kind].size,
        {s.id: s.label for s in scores.values()},
        tuple(s for s in scores if s not in inner),
        {c.id: c.label for c in ready.classifications.values() if c.kind == kind},
    )


def _named_in(node: object) -> Iterator[str]:
    """Yield the scores and classifications that a number is worked out from directly."""
    if isinstance(node, Named):
        yield node.name
    elif isinstance(node, tuple):
        for part in node:
            yield from _named_in(part)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _named_in(getattr(node, part.name))


def _by_given_name(proof: SubjectProof) -> tuple[object, ...]:
    return (name_order(proof.row.name or proof.row.key), proof.row.key)


def _by_name(proof: SubjectProof) -> tuple[object, ...]:
    return (word_order(proof.row.name or proof.row.key), proof.row.key)
