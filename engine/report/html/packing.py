"""Data inside a page: JSON that cannot end a script, compressed blocks as text, strings stored once."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

#: What would end a script element or break a line of one, written as JSON escapes.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def inline_json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as JSON that is safe inside a script element."""
    text = as_json(value)
    for char, escape in _UNSAFE.items():
        text = text.replace(char, escape)
    return text


def packed(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as base64 of its deflated JSON (zlib, RFC 1950: `deflate` in browsers); the same bytes always."""
    return base64.b64encode(zlib.compress(as_json(value).encode(), 9)).decode("ascii")


def unpacked(text: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return what was packed."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


@dataclass(slots=True)
class Strings:
    """Strings by number, each kept once, numbered as they come."""

    _at: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._at)

    def of(self, text: str) -> int:
        """Return the number of a string."""
        return self._at.setdefault(text, len(self._at))

    @property
    def all(self) -> list[str]:
        """Return the strings in the order of their numbers."""
        return list(self._at)
