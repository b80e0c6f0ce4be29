"""Lines one below the other, with the marks that the decree wants at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from .text import ended


def marked(lines: Sequence[str]) -> list[str]:
    """Return lines each with a semicolon at its end, the last with a full stop."""
    return [ended(line.removeprefix("-"), "." if n == len(lines) else ";") for n, line in enumerate(lines, 1)]
