"""Findings: what is wrong, where, and what to do, in Vietnamese and English, from one table of codes."""

from __future__ import annotations

from .codes import TABLE
from .days import retold, told_day, told_iso
from .filling import filled
from .lang import Lang
from .model import Code, Diagnostic, Note, Place, ReportedError, Severity, arranged, errors
from .render import place_line, render

__all__ = [
    "TABLE",
    "Code",
    "Diagnostic",
    "Lang",
    "Note",
    "Place",
    "ReportedError",
    "Severity",
    "arranged",
    "errors",
    "filled",
    "place_line",
    "render",
    "retold",
    "told_day",
    "told_iso",
]
