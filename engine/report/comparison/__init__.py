"""Comparisons and assumptions as text and as JSON."""

from __future__ import annotations

from .json_out import compared_json
from .model import Compared
from .text import compared_text

__all__ = ["Compared", "compared_json", "compared_text"]
