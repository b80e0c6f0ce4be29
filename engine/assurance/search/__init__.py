"""Searching small records: one cell, row, answer or day otherwise at a time, until something is shown or told apart."""

from __future__ import annotations

from .finding import Finder, Suggestion
from .writing import as_yaml

__all__ = ["Finder", "Suggestion", "as_yaml"]
