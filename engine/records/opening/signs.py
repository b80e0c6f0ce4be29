"""The signs that part the cells of a csv text, counted piece by piece: whether each quote begins or ends a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import is_normalized

import numpy as np

_QUOTE, _BREAK = 34, 10
#: So much is read and looked at together: it stays near the processor.
_PIECE = 1 << 17
_MARK = b"\xef\xbb\xbf"


class NotPlainError(Exception):
    """The text is none whose cells counting can tell: it is to be read with all care."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How many of each a text has, and bytes and lines in all.

    `well`: each quote stands at one edge of a cell, as many first as last. A line end or a delimiter between two quotes
    is not seen here: whoever reads the cells sees it, for there are then fewer cells than signs.
    """

    quotes: int
    delimiters: int
    breaks: int
    size: int
    rows: int
    well: bool

    def told(self, width: int) -> bool:
        """Tell whether quotes stand well, and hide nothing, in a text of which so many cells in each row were read."""
        return self.well and self.delimiters == self.rows * (width - 1)


def pieces_of(path: Path) -> Iterator[bytes]:
    """Yield the whole lines of a file, without the mark of UTF-8 before them.

    Raises NotPlainError where it is no composed UTF-8 with single line ends, or where a line is longer than a piece.
    """
    with path.open("rb") as stream:
        rest = stream.read(len(_MARK))
        rest = b"" if rest == _MARK else rest
        while read := stream.read(_PIECE):
            cut = read.rfind(b"\n") + 1
            if not cut:
                raise NotPlainError
            yield _plain(rest + read[:cut])
            rest = read[cut:]
        if rest:
            yield _plain(rest)


def _plain(piece: bytes) -> bytes:
    if b"\r" in piece or b"\x00" in piece:
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


def counted(pieces: Iterable[bytes], delimiter: str) -> Signs:
    """Count the signs of a text that comes in whole lines."""
    sign = ord(delimiter)
    quotes = delimiters = breaks = first = last = size = 0
    well = ended = True
    for piece in pieces:
        flat = np.frombuffer(piece, dtype=np.uint8)
        edges = np.ones(len(flat) + 2, dtype=bool)  # of each byte and of what stands before and behind them
        ends, parts = flat == _BREAK, flat == sign
        size, ended = size + len(flat), bool(ends[-1])
        breaks, delimiters = breaks + int(np.count_nonzero(ends)), delimiters + int(np.count_nonzero(parts))
        quoted = flat == _QUOTE
        many = int(np.count_nonzero(quoted))
        quotes += many
        if not many or not well:
            continue
        np.logical_or(ends, parts, out=edges[1:-1])
        before, behind = edges[:-2] & quoted, edges[2:] & quoted
        opened, closed = int(np.count_nonzero(before)), int(np.count_nonzero(behind))
        first, last = first + opened, last + closed
        well = opened + closed == many and not bool((before & behind).any())
    return Signs(quotes, delimiters, breaks, size, breaks + (not ended), well and first == last)
