"""Codes of findings in runs: arguments, files and the engine itself."""

from __future__ import annotations

from .model import Code, Severity

