"""One subject as JSON, in the shape of the whole result (docs/result.schema.json)."""

from __future__ import annotations

from ..diagnostics import Lang
from ..evaluator import Evaluation
from ..explain import prove
from ..explain.telling import Teller
from .result_json import as_json, subject_json


def one_subject_json(evaluation: Evaluation, kind: str, index: int, lang: Lang, award: str | None = None) -> str:
    """Return one subject's result as text, ending in a line break; with `award`, that award's decision only."""
    found = subject_json(Teller(lang, cells=False), prove(evaluation, kind, index))
    if award is not None:
        found["decisions"] = {award: found["decisions"][award]}
    return as_json(evaluation, [found], evaluation.dossier.rejected, lang)
