"""Explanations: the proof of a subject's decisions (a tree of reasons), and its words, Vietnamese and English."""

from __future__ import annotations

from .blocks import Block, Depth, Outline, Section
from .criteria import ProofDisagreesError
from .decision import Prover, prove
from .narrate import decision_words, one_line, verdict_words, waits_of
from .outline import outline
from .page import page
from .proof import AwardProof, CriterionProof, SubjectProof

__all__ = [
    "AwardProof", "Block", "CriterionProof", "Depth", "Outline", "ProofDisagreesError", "Prover", "Section",
    "SubjectProof",
    "decision_words", "one_line", "outline", "page", "prove", "verdict_words", "waits_of",
]  # fmt: skip
