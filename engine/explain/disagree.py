"""The refusal of an explanation that is not what the evaluation had stored."""

from __future__ import annotations


class ProofDisagreesError(RuntimeError):
    """An explanation was not what the evaluation had stored; it is refused."""
