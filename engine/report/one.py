"""Explanations as JSON, of one subject or a list, in the shape of the whole result (docs/result.schema.json)."""

from __future__ import annotations

from ..diagnostics import Lang
from ..evaluator import Evaluation
from ..explain import Depth, SubjectProof, outline, prove
from ..explain.remedy import Sought, sections, sought_of, with_remedies, with_remedies_json
from ..explain.telling import Teller
from .cells_json import Json
from .outline_json import outline_json
from .picking import Pick, picked
from .proof_json import proof_json
from .result_json import as_json, subject_json
from .view import View


def one_subject_json(
    evaluation: Evaluation, kind: str, index: int, lang: Lang, award: str | None = None, depth: Depth = Depth.PAGE
) -> str:
    """Return one subject's result as text, ending in a line break; with `award`, that award's decision only."""
    proof = prove(evaluation, kind, index)
    more = sought_of(evaluation, kind, index, award, depth)
    found = _subject(proof, lang, award, depth, more)
    with_remedies_json(Teller(lang, cells=False), found, more, proof.row)
    return as_json(evaluation, [found], evaluation.dossier.rejected, lang)


def list_json(view: View, pick: Pick, depth: Depth) -> str:
    """Return everybody who was asked for, in the order of the view."""
    found = [_subject(p.proof, view.lang, pick.award, depth) for p in picked(view, pick)]
    return as_json(view.evaluation, found, view.rejected, view.lang)


def _subject(
    proof: SubjectProof, lang: Lang, award: str | None, depth: Depth, more: tuple[Sought, ...] = ()
) -> Json:
    found = subject_json(Teller(lang, cells=False), proof)
    if award is not None:
        found["decisions"] = {award: found["decisions"][award]}
    told = outline(proof, lang, award, depth)
    remedies = sections(Teller(lang), more, proof.row, full=depth is Depth.ALL)
    found["explanation"] = outline_json(with_remedies(told, remedies))
    if depth is Depth.ALL:
        found["proof"] = proof_json(proof, lang)
    return found
