"""What the report is made from: the head of a view, and its subjects one after another, each proved when it is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...diagnostics import Diagnostic, Lang
from ...evaluator import Evaluation
from ...explain import Prover, SubjectProof
from ...explain.order import name_order, word_order
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
    redacted = getattr(view, "redacted", None) is not None
    return Campaign(
        view.lang, view.ruleset, view.ruleset_hash, view.title, view.as_of, view.records_hash, view.balance,
        () if redacted else tuple(view.evaluation.dossier.files), view.awards, view.criteria, view.kinds,
        view.subjects, view.rejected, view.notices, redacted,
    )  # fmt: skip


def of_evaluation(evaluation: Evaluation, lang: Lang = Lang.VI, progress: Progress | None = None) -> Campaign:
    """Return an evaluation as a campaign that proves one subject at a time: tens of thousands need no more memory."""
    ready, dossier = evaluation.plan, evaluation.dossier
    kinds = kinds_of(evaluation)
    return Campaign(
        lang, ready.id, ready.hash, ready.title, evaluation.as_of, dossier.hash, dossier.balance,
        tuple(dossier.files), {a.id: a.label for a in ready.awards.values()},
        {c.id: c.label for c in ready.criteria.values()}, kinds,
        _proved(evaluation, kinds, progress), dossier.rejected, dossier.notices,
    )  # fmt: skip


def _proved(evaluation: Evaluation, kinds: Iterable[Kind], progress: Progress | None) -> Iterator[SubjectProof]:
    prover, done = Prover(evaluation), 0
    total = sum(k.size for k in kinds)
    for kind in kinds:
        for index in order_of(evaluation, kind.id):
            yield prover.prove(kind.id, index)
            done += 1
            if progress is not None:
                progress(done, total)


def order_of(evaluation: Evaluation, kind: str) -> list[int]:
    """Return the rows of a kind in the order of the lists: people by given name, all others by their whole name."""
    table = evaluation.dossier.tables[kind]
    by = name_order if evaluation.plan.registers[kind].owners else word_order
    return sorted(range(table.size), key=lambda i: (by(table.names[i] or table.keys[i]), table.keys[i]))
