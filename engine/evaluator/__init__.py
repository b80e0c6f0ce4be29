"""Judging: the schedule's stages over typed columns, and beside it the slow independent reference."""

from __future__ import annotations

from .chain import ChainLimitError
from .conclude import ChainDisagreesError
from .latest import day_of, latest_day
from .result import Evaluation, Judged
from .run import evaluate

__all__ = ["ChainDisagreesError", "ChainLimitError", "Evaluation", "Judged", "day_of", "evaluate", "latest_day"]
