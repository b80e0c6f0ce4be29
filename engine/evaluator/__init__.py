"""Judging: the schedule's stages over typed columns, and beside it the slow independent reference."""

from __future__ import annotations

from .result import Evaluation, Judged
from .run import evaluate

__all__ = ["Evaluation", "Judged", "evaluate"]
