"""Explanations as JSON, of one subject or a list, in the shape of the whole result (docs/result.schema.json)."""

from __future__ import annotations

from ..diagnostics import Lang
from ..evaluator import Evaluation
from ..explain import Depth, SubjectProof, outline, prove
from ..explain.redact import Audience, Redactor
from ..explain.remedy import Sought, sections, sought_of, with_remedies, with_remedies_json
from ..explain.telling import Teller
from .cells_json import Json
from .outline_json import outline_json
from .picking import Pick, picked
from .proof_json import proof_json
from .result_json import as_json, subject_json
from .view import View


def one_subject_json(
    evaluation: Evaluation, kind: str, index: int, lang: Lang, award: str | None = None, depth: Depth = Depth.PAGE,
    redact: Audience | None = None,
) -> str:  # fmt: skip
    """Return one subject's result as text, ending in a line break; with `award`, that award's decision only.

    A copy for others (`redact`) has no remedies: they speak of records that others do not see.
    """
    proof, rejected = prove(evaluation, kind, index), evaluation.dossier.rejected
    if redact is not None:
        hide = Redactor(evaluation, redact, lang, (kind, index))
        proof, rejected = hide.proof(proof), hide.findings(rejected)
    more = sought_of(evaluation, kind, index, award, depth) if redact is None else ()
    found = explained_json(proof, lang, award, depth, more)
    with_remedies_json(Teller(lang, cells=False), found, more, proof.row)
    return as_json(evaluation, [found], rejected, lang, redact)


def list_json(view: View, pick: Pick, depth: Depth) -> str:
    """Return everybody who was asked for, in the order of the view."""
    found = [explained_json(p.proof, view.lang, pick.award, depth) for p in picked(view, pick)]
    return as_json(view.evaluation, found, view.rejected, view.lang, view.redacted)


def explained_json(
    proof: SubjectProof, lang: Lang, award: str | None, depth: Depth, more: tuple[Sought, ...] = ()
) -> Json:
    """Return one subject with its explanation as sections, at depth `all` with its whole proof."""
    found = subject_json(Teller(lang, cells=False), proof)
    if award is not None:
        found["decisions"] = {award: found["decisions"][award]}
    told = outline(proof, lang, award, depth)
    remedies = sections(Teller(lang), more, proof.row, full=depth is Depth.ALL)
    found["explanation"] = outline_json(with_remedies(told, remedies))
    if depth is Depth.ALL:
        found["proof"] = proof_json(proof, lang)
    return found
