"""Remedies: the smallest changes that would turn a decision, among what may still change (docs/remedies.md)."""

from __future__ import annotations

from .as_json import remedies_json
from .model import Act, Group, Never, Outcome, Remedies, Remedy, Step, Why
from .page import Sought, sections, sought, sought_of, with_remedies, with_remedies_json
from .remedies import assessment_remedies, grade_remedies, remedies
from .trial import redone

__all__ = [
    "Act", "Group", "Never", "Outcome", "Remedies", "Remedy", "Sought", "Step", "Why", "assessment_remedies",
    "grade_remedies", "redone", "remedies", "remedies_json", "sections", "sought", "sought_of", "with_remedies",
    "with_remedies_json",
]  # fmt: skip
