"""Explanations: the proof of a subject's decisions (a tree of reasons), and its words, Vietnamese and English."""

from __future__ import annotations

from .criteria import ProofDisagreesError
from .decision import Prover, prove
from .proof import AwardProof, CriterionProof, SubjectProof

__all__ = ["AwardProof", "CriterionProof", "ProofDisagreesError", "Prover", "SubjectProof", "prove"]
