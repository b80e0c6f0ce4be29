"""The signs that part the cells of a csv text, counted piece by piece: whether each quote begins or ends a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import is_normalized

import numpy as np
from numpy.typing import NDArray

_QUOTE, _BREAK = 34, 10
#: So much is read and looked at together: it stays near the processor.
_PIECE = 1 << 17
_MARK = b"\xef\xbb\xbf"


class NotPlainError(Exception):
    """The text is none whose cells counting can tell: it is to be read with all care."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How many quotes and line ends a text has, and bytes, lines and blank lines in all.

    `well`: it is parted as it looks. Whoever reads as many cells in each row as were asked for has read it right: each
    line end ends a row, each quote opens a cell, closes one or stands beside another in a quoted one.
    """

    quotes: int
    breaks: int
    size: int
    rows: int
    blank: int
    well: bool


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the whole lines of a file, each with a single line end, without the mark of UTF-8 before them.

    Raises NotPlainError where it is no composed UTF-8 of such lines, or where a line is longer than a piece.
    """
    with path.open("rb") as stream:
        rest = stream.read(len(_MARK))
        rest = b"" if rest == _MARK else rest
        while read := stream.read(_PIECE):
            cut = read.rfind(b"\n") + 1
            if cut:
                yield _plain(rest + read[:cut])
            elif len(rest) + len(read) > _PIECE:
                raise NotPlainError
            rest = read[cut:] if cut else rest + read
        if rest:
            yield _plain(rest)


def _plain(piece: bytes) -> bytes:
    if b"\x00" in piece:
        raise NotPlainError
    if b"\r" in piece:
        piece = piece.replace(b"\r\n", b"\n")
        if b"\r" in piece:
            raise NotPlainError
    if not piece.isascii():
        try:
            text = piece.decode()
        except UnicodeDecodeError as error:
            raise NotPlainError from error
        if not is_normalized("NFC", text):
            raise NotPlainError
    return piece


def lines_in(text: bytes) -> Iterator[bytes]:
    """Yield the whole lines of a text, some of them together."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _PIECE) + 1 or len(text)
        yield text[start:end]
        start = end


def counted(pieces: Iterable[bytes], delimiter: str, width: int) -> Signs:
    """Count the signs of a text that comes in whole lines, each of so many cells."""
    sign = ord(delimiter)
    quotes = breaks = blank = size = 0
    well = ended = True
    for piece in pieces:
        flat = np.frombuffer(piece, dtype=np.uint8)
        signs = _Piece(flat == _BREAK, flat == sign, flat == _QUOTE)
        size, ended = size + len(flat), bool(signs.ends[-1])
        many, lines = int(np.count_nonzero(signs.quoted)), int(np.count_nonzero(signs.ends))
        quotes, breaks = quotes + many, breaks + lines
        wanted = (lines + (not ended)) * (width - 1)
        parted = int(np.count_nonzero(signs.parts))
        if parted == wanted and not many:  # no line is blank, for no other could make up for it
            continue
        none = int(np.count_nonzero(signs.ends & _around(signs.ends)[0]))  # a line that is read as blank cells
        blank, wanted = blank + none, wanted - none * (width - 1)
        if many == 0:
            well = well and parted == wanted
        elif well and not (none == 0 and parted == wanted and _at_edges(signs, many)):
            well = _in_pairs(signs, wanted)
    return Signs(quotes, breaks, size, breaks + (not ended), blank, well)


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Which bytes of some whole lines are line ends, delimiters and quotes."""

    ends: NDArray[np.bool_]
    parts: NDArray[np.bool_]
    quoted: NDArray[np.bool_]


def _around(marks: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return whether a mark, or the edge of the piece, stands before and behind each byte."""
    out = np.ones(len(marks) + 2, dtype=bool)
    out[1:-1] = marks
    return out[:-2], out[2:]


def _at_edges(signs: _Piece, many: int) -> bool:
    """Tell whether each quote stands at one edge of a cell, as many first as last.

    If no line is blank, and there are no more delimiters than part the cells that are read, none is in a cell, so that
    every quote that is first has its other at the end of the same cell.
    """
    before, behind = _around(signs.ends | signs.parts)
    first, last = before & signs.quoted, behind & signs.quoted
    opened, closed = int(np.count_nonzero(first)), int(np.count_nonzero(last))
    return opened == closed and opened + closed == many and not bool((first & last).any())


def _in_pairs(signs: _Piece, wanted: int) -> bool:
    """Tell whether quotes are in pairs that hold no line end, and so many delimiters stand outside of them."""
    inside = np.logical_xor.accumulate(signs.quoted)
    if bool(inside[-1]) or bool((signs.ends & inside).any()):
        return False
    before, behind = _around(signs.ends | signs.parts | signs.quoted)
    astray = (signs.quoted & inside & ~before) | (signs.quoted & ~inside & ~behind)
    return not bool(astray.any()) and int(np.count_nonzero(signs.parts & ~inside)) == wanted
