"""The report as one HTML file that needs nothing else: lists, search, every subject's proof, pictures."""

from __future__ import annotations

from .campaign import Campaign, of_evaluation, of_view
from .page import html_report

__all__ = ["Campaign", "html_report", "of_evaluation", "of_view"]
