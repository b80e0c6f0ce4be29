"""Mutants: a rule set with one small fault each, and whether the cases catch it."""

from __future__ import annotations

from .mutants import Mutant, mutants_of
from .running import Killed, Proved, Result, Unknown, run_mutants

__all__ = ["Killed", "Mutant", "Proved", "Result", "Unknown", "mutants_of", "run_mutants"]
