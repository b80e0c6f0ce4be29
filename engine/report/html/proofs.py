"""Outlines as compressed blocks of many subjects: what is said of all is stored once, the rest in its block.

A string is a number: from 0 on it stands in the block's own list, below 0 in the report's list (-1 is the first).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...diagnostics import Lang
from ...explain import SubjectProof
from ...explain.blocks import Block, Depth, Outline, Role, Section, Sort
from ...explain.outline import outline
from .packing import Strings, packed

#: So many subjects stand in one block.
BLOCK = 128
ROLES = tuple(Role)
SORTS = tuple(Sort)
#: What these blocks say does not depend on the subject.
_COMMON = frozenset({Role.LAW, Role.READING, Role.HEAD, Role.SETTLED, Role.TIME, Role.CHAIN})

Packed = list[object]


@dataclass(slots=True)
class Proofs:
    """Takes proofs one after another and keeps nothing of them but compressed text."""

    lang: Lang
    common: Strings = field(default_factory=Strings)
    blocks: list[str] = field(default_factory=list)
    _own: Strings = field(default_factory=Strings)
    _waiting: list[Packed] = field(default_factory=list)

    def add(self, proof: SubjectProof) -> None:
        """Take the page and the whole of one subject's explanation."""
        page = outline(proof, self.lang, depth=Depth.PAGE)
        whole = outline(proof, self.lang, depth=Depth.ALL)
        self._waiting.append([self._outline(page), self._outline(whole)])
        if len(self._waiting) == BLOCK:
            self.flush()

    def flush(self) -> None:
        """Close the block."""
        if self._waiting:
            self.blocks.append(packed([self._own.all, self._waiting]))
            self._own, self._waiting = Strings(), []

    def _outline(self, found: Outline) -> Packed:
        return self._sections(found.sections)

    def _sections(self, found: Iterable[Section]) -> Packed:
        return [self._section(s) for s in found]

    def _section(self, found: Section) -> Packed:
        texts = (found.id, found.heading, found.words, found.verdict, found.mark, found.number)
        out: Packed = [SORTS.index(found.sort), *map(self._shared, texts), self._blocks(found.blocks)]
        return [*out, self._sections(found.parts)] if found.parts else out

    def _blocks(self, found: Iterable[Block]) -> Packed:
        out: Packed = []
        for block in found:
            text = self._shared(block.text) if block.role in _COMMON else self._own.of(block.text)
            out += (block.depth, self._shared(block.marker), ROLES.index(block.role), text)
        return out

    def _shared(self, text: str) -> int:
        return -1 - self.common.of(text)
