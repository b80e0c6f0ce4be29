"""Assurance of rule sets: example cases, coverage of rules, mutants of rules, laws over generated records."""

from __future__ import annotations
