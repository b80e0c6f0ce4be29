"""A change, or a finding, as a phrase of the table of words with its parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Does:
    """A phrase and its parts, to be told in any language."""

    word: str
    parts: tuple[tuple[str, str], ...] = ()


def does(word: str, **parts: object) -> Does:
    """Return a phrase with its parts."""
    return Does(word, tuple((n, str(v)) for n, v in parts.items()))
