"""Coverage: what of a rule set the cases show, and what nobody has shown yet."""

from __future__ import annotations

from .measure import Covered, measure

__all__ = ["Covered", "measure"]
