"""What the report is made from: the head of a view, and its subjects one after another, each proved when it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...diagnostics import Diagnostic, Lang
from ...evaluator import Evaluation
from ...explain import Prover, SubjectProof
from ...explain.nodes import Row
from ...explain.order import name_order, word_order
from ...explain.redact import NOWHERE, Audience, Redactor
from ...records.dossier import Balance
from ..view import Kind, View, kinds_of

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Campaign:
    """One evaluation to be reported; `subjects` are read once, in the order of the lists.

    `redacted` where names and other personal data were taken out before.
    """

    lang: Lang
    ruleset: str
    ruleset_hash: str
    title: str
    as_of: dt.date
    records_hash: str
    balance: Balance
    files: tuple[str, ...]
    awards: Mapping[str, str]
    criteria: Mapping[str, str]
    kinds: tuple[Kind, ...]
    subjects: Iterable[SubjectProof]
    rejected: tuple[Diagnostic, ...]
    notices: tuple[Diagnostic, ...]
    redacted: bool = False


def of_view(view: View) -> Campaign:
    """Return a view as a campaign: its proofs, its words, also where it was redacted."""
    return Campaign(
        view.lang, view.ruleset, view.ruleset_hash, view.title, view.as_of, view.records_hash, view.balance,
        view.files, view.awards, view.criteria, view.kinds, view.subjects, view.rejected, view.notices,
        view.redacted is not None,
    )  # fmt: skip


def of_evaluation(
    evaluation: Evaluation, lang: Lang = Lang.VI, progress: Progress | None = None, redact: Audience | None = None
) -> Campaign:
    """Return an evaluation as a campaign that proves one subject at a time: tens of thousands need no more memory.

    `redact`: as a copy for others, in the order and with the proofs that a redacted view has.
    """
    ready, dossier = evaluation.plan, evaluation.dossier
    hide = Redactor(evaluation, redact, lang) if redact is not None else None
    kinds = kinds_of(evaluation)
    return Campaign(
        lang, ready.id, ready.hash, ready.title, evaluation.as_of, dossier.hash, dossier.balance,
        dossier.files if hide is None else (), {a.id: a.label for a in ready.awards.values()},
        {c.id: c.label for c in ready.criteria.values()}, kinds, _proved(evaluation, kinds, progress, hide),
        dossier.rejected if hide is None else hide.findings(dossier.rejected),
        dossier.notices if hide is None else hide.findings(dossier.notices), redact is not None,
    )  # fmt: skip


def _proved(
    evaluation: Evaluation, kinds: Iterable[Kind], progress: Progress | None, hide: Redactor | None
) -> Iterator[SubjectProof]:
    prover, done = Prover(evaluation), 0
    total = sum(k.size for k in kinds)
    for kind in kinds:
        for index in order_of(evaluation, kind.id, hide):
            proof = prover.prove(kind.id, index)
            yield proof if hide is None else hide.proof(proof)
            done += 1
            if progress is not None:
                progress(done, total)


def order_of(evaluation: Evaluation, kind: str, hide: Redactor | None = None) -> list[int]:
    """Return the rows of a kind in the order of the lists: people by given name, all others by their whole name.

    In a copy whoever is not named comes last, by the number that the copy calls them by.
    """
    table = evaluation.dossier.tables[kind]
    by = name_order if evaluation.plan.registers[kind].owners else word_order

    def place(index: int) -> tuple[object, ...]:
        name, key = table.names[index], table.keys[index]
        if hide is None:
            return by(name or key), key
        if not hide.named(kind, index):
            return 1, hide.number(kind, index)
        shown = hide.subject(Row(kind, "", index, key, name, None, NOWHERE))
        return 0, by(shown.name or shown.key), shown.key

    return sorted(range(table.size), key=place)
