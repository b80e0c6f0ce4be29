"""Explanations: the proof of a subject's decisions (a tree of reasons), and its words, Vietnamese and English."""

from __future__ import annotations

from .criteria import ProofDisagreesError
from .decision import Prover, prove
from .narrate import decision_words, one_line, verdict_words, waits_of
from .page import page
from .proof import AwardProof, CriterionProof, SubjectProof

__all__ = [
    "AwardProof", "CriterionProof", "ProofDisagreesError", "Prover", "SubjectProof",
    "decision_words", "one_line", "page", "prove", "verdict_words", "waits_of",
]  # fmt: skip
