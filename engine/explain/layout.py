"""An outline as lines of a page: wrapped, indented by what belongs to what."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ..diagnostics.visible import visible
from .blocks import Block, Outline, Section, Sort

WIDTH = 100
#: Sections whose heading is set in capitals, and whose text stands two spaces in.
_DECIDED = frozenset({Sort.AWARD, Sort.ASSESSMENT, Sort.GRADE, Sort.REMEDY})
#: So far in stands what belongs to a numbered entry, and what belongs to anything else.
_NUMBERED, _IN = 3, 2


def laid_out(outline: Outline) -> str:
    """Return the whole page, ending in a line break."""
    lines = [found for text in outline.title for found in _wrapped(text, 0, 0)]
    for section in outline.sections:
        lines += ["", *_section(section, 0)]
    return "\n".join(lines) + "\n"


def _section(section: Section, indent: int) -> Iterator[str]:
    if section.sort in _DECIDED:
        heading = section.title.replace(section.heading, section.heading.upper(), 1)
    else:
        heading = f"{section.number}. {section.title}" if section.number else section.title
    hang = _NUMBERED if section.number else 0
    yield from _wrapped(heading, indent, hang)
    yield from _blocks(section.blocks, indent + (_NUMBERED if section.number else _IN))
    inner = indent + _NUMBERED if section.number else indent
    for part in section.parts:
        yield from _section(part, inner)


def _blocks(blocks: Iterable[Block], indent: int) -> Iterator[str]:
    """Yield blocks; where each stands follows from what stands above it."""
    places = [indent]
    for block in blocks:
        del places[block.depth + 1 :]
        at = places[block.depth]
        marker = f"{block.marker} " if block.marker else ""
        hang = 0 if not marker else _IN if block.marker == "-" else _NUMBERED
        yield from _wrapped(marker + block.text, at, hang)
        places.append(at + (hang or _IN))


def _wrapped(text: str, indent: int, hang: int) -> list[str]:
    pad, rest = " " * indent, " " * (indent + hang)
    found = textwrap.wrap(
        visible(text), WIDTH, initial_indent=pad, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return found or [""]
