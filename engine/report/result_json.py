"""The JSON contract `xetkhen-result/2` (docs/result.schema.json): the same evaluation, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..diagnostics import Diagnostic, Lang
from ..evaluator import Evaluation
from ..explain import AwardProof, CriterionProof, SubjectProof
from ..explain.assessing import assessment_line
from ..explain.grading import ClassificationProof
from ..explain.headline import Plain, cells, exceptions, headline
from ..explain.lacks import missing_text
from ..explain.leaves import member_text
from ..explain.narrate import decision_words, law_of, open_words, reason_line
from ..explain.points import ScoreProof
from ..explain.redact import Audience
from ..explain.selecting import last_rank
from ..explain.telling import Teller
from ..values import Verdict
from ..version import ENGINE_VERSION
from .cells_json import Json, cell_json, finding_json
from .proof_json import proof_json
from .view import View

FORMAT = "xetkhen-result/2"


def result_json(view: View, *, proofs: bool = False) -> str:
    """Return the result as text, ending in a line break; with `proofs`, the whole proof of every subject beside it."""
    teller = Teller(view.lang, cells=False)
    subjects = [
        subject_json(teller, s) | ({"proof": proof_json(s, view.lang)} if proofs else {}) for s in view.subjects
    ]
    return as_json(view.evaluation, subjects, view.rejected, view.lang, view.redacted)


def as_json(
    evaluation: Evaluation, subjects: Sequence[Json], rejected: Sequence[Diagnostic], lang: Lang,
    redacted: Audience | None = None,
) -> str:  # fmt: skip
    """Return the contract with these subjects in it: all of them, or the one that `explain` was asked for.

    A copy for others (`redacted`) says so and names no file.
    """
    ready, dossier = evaluation.plan, evaluation.dossier
    balance = dossier.balance
    tree: Json = {
        "format": FORMAT,
        "ruleset": {"id": ready.id, "hash": ready.hash},
        "records": {
            "hash": dossier.hash,
            "rows": balance.rows,
            "used": balance.used,
            "rejected": balance.rejected,
            "not_data": balance.not_data,
            "files": list(dossier.files) if redacted is None else [],
        },
        "as_of": evaluation.as_of.isoformat(),
        "engine": ENGINE_VERSION,
        "subjects": list(subjects),
        "rejected": [finding_json(d, lang) for d in rejected],
    }
    if redacted is not None:
        tree["redacted"] = redacted.value
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def subject_json(teller: Teller, proof: SubjectProof) -> Json:
    """Return one subject; also what `explain --format json` prints."""
    out: Json = {
        "kind": proof.kind,
        "key": proof.row.key,
        "name": proof.row.name,
        "decisions": {a.id: _decision(teller, proof, a) for a in proof.awards.values()},
        "criteria": {c.id: _criterion(teller, c) for c in proof.criteria.values()},
    }
    if proof.assessments:
        out["assessments"] = {
            a.id: {"verdict": a.verdict.word, "text": assessment_line(proof, a, teller.lang), "cite": a.law.cite}
            for a in proof.assessments.values()
        }
    if proof.scores:
        out["scores"] = {s.id: _bounds(s) for s in proof.scores.values()}
    if proof.classifications:
        out["classifications"] = {c.id: _grade(c) for c in proof.classifications.values()}
    return out


def _bounds(score: ScoreProof) -> Json:
    return {"low": Plain().fraction(score.amount.low), "high": Plain().fraction(score.amount.high)}


def _grade(found: ClassificationProof) -> Json:
    """Return a grade by its id, null while it is not settled and where there is none; and the two it lies between."""
    return {
        "grade": (found.key(found.low) or None) if found.settled and found.applies else None,
        "from": found.key(found.low) or None,
        "to": found.key(found.high) or None,
        "applies": {0: False, 1: None, 2: True}[found.applies],
    }


def _decision(teller: Teller, proof: SubjectProof, award: AwardProof) -> Json:
    out: Json = {"decision": award.decision.word, "reasons": _reasons(teller, proof, award)}
    if award.missing:
        out["missing"] = [
            {"waits_on": m.waits.value, "text": missing_text(teller, m, proof.row)} for m in award.missing
        ]
    if award.provisional:
        out["provisional"] = True
    if award.interim:
        out["interim"] = True
    if award.selection is not None:
        chosen = award.selection
        out["selection"] = {
            "rank": [str(chosen.best), str(last_rank(chosen))],
            "places": [str(chosen.places_low), str(chosen.places_high)],
            "score": [Plain().amount(k.number.amount) for k in chosen.keys],
            "sharing": [r.key for r in chosen.sharing],
            "open": [r.key for r in chosen.rivals],
        }
    return out


def _reasons(teller: Teller, proof: SubjectProof, award: AwardProof) -> list[Json]:
    out: list[Json] = []
    for reason in award.reasons:
        law = law_of(proof, award, reason)
        out.append(
            {
                "code": reason.code,
                "id": reason.id,
                "verdict": reason.verdict,
                "text": reason_line(teller, proof, award, reason),
                "cite": law.cite if law else "",
                "waits_on": [w.value for w in reason.waits],
            }
        )
    if not out:
        text = "; ".join(open_words(teller, proof, award)) or decision_words(award, teller.lang)
        out.append(
            {"code": "open", "id": award.id, "verdict": "met", "text": text, "cite": award.law.cite, "waits_on": []}
        )
    return out


def _criterion(teller: Teller, criterion: CriterionProof) -> Json:
    value, threshold, gap = headline(Plain(), criterion.step)
    out: Json = {
        "verdict": criterion.verdict.word,
        "value": value,
        "threshold": threshold,
        "gap": gap,
        "cite": criterion.law.cite,
        "quote": criterion.law.quote,
        "cells": [cell_json(c) for c in cells(criterion.step)],
        "exceptions": [
            {
                "key": m.row.key or (m.row.owner.key if m.row.owner else ""),
                "text": member_text(teller, m),
                "cell": cell_json(m.row.cell),
            }
            for m in exceptions(criterion.step)
        ],
    }
    apart = [c for c in criterion.exceptions if c.code]
    if apart:
        out["cases"] = [
            {"verdict": Verdict(c.code).word, "then": c.then.value, "cite": c.law.cite, "quote": c.law.quote}
            for c in apart
        ]
    if criterion.keep is not None and criterion.keep.interim:
        out["interim"] = True
    if criterion.law.readings:
        out["readings"] = [r.id for r in criterion.law.readings]
    return out

