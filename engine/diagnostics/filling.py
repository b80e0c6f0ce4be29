"""Filling sentences: `{count:row|rows}` is “1 row” and “2 rows”, everything else as `str.format` has it."""

from __future__ import annotations

import string
from collections.abc import Mapping


class _Filling(string.Formatter):
    """Knows a number with the words that go with one and with any other."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a number with its words, or a value formatted."""
        one, bar, more = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return f"{value} {one if str(value) == '1' else more}"


_FILLING = _Filling()


def filled(template: str, parts: Mapping[str, object]) -> str:
    """Return a sentence with its parts; where no number has words of its own, Python's quicker way is taken."""
    return _FILLING.vformat(template, (), parts) if "|" in template else template.format_map(parts)
