"""Remedies: the smallest changes that would turn a decision, among what may still change (docs/remedies.md)."""

from __future__ import annotations

from .model import Act, Found, Group, Never, Outcome, Remedies, Remedy, Step
from .remedies import remedies

__all__ = ["Act", "Found", "Group", "Never", "Outcome", "Remedies", "Remedy", "Step", "remedies"]
