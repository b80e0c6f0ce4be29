"""Every name that a declaration mentions, of whatever kind: what rests on what is found by words alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ..source import Located
from . import ast


def words_of(value: object, *, registers: bool = False) -> Iterator[str]:
    """Yield every name mentioned in a declaration; a path also by its parts.

    With `registers` also the lists that "every", "some", "number of", "total", "run" go over.
    """
    match value:
        case ast.CiteD():
            return
        case ast.Ref(parts):
            yield from parts
            yield ".".join(parts)
        case Located(value=str(word)):
            yield word
        case tuple():
            for one in value:
                yield from words_of(one, registers=registers)
        case _ if is_dataclass(value):
            if registers and isinstance(value, ast.QuantX | ast.CountX | ast.ShareX | ast.TotalX | ast.RunX):
                yield from value.path
            for field in fields(value):
                yield from words_of(getattr(value, field.name), registers=registers)
        case _:
            return
