"""Two evaluations compared: who gained, who lost, and because of which fact, rule, day or selection."""

from __future__ import annotations

from .blame import Mix
from .build import compare, levers_between
from .model import Comparison, Lever, LeverKind, Move

__all__ = ["Comparison", "Lever", "LeverKind", "Mix", "Move", "compare", "levers_between"]
