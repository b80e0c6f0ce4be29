"""Example cases: a few records as of a day, what they shall come to, and what both evaluators make of them."""

from __future__ import annotations

from .model import Case, CaseFile, Given, Waived, Want
from .reading import case_file_of, read_case_file
from .running import Ran, run_case

__all__ = ["Case", "CaseFile", "Given", "Ran", "Waived", "Want", "case_file_of", "read_case_file", "run_case"]
