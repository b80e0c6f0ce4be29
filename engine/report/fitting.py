"""Tables and lines that fit a terminal: cells wrap between words, ids and names only where nothing else helps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

#: Between two columns.
_GAP = 2
#: No column gets narrower than this, unless all that stands in it is.
_LEAST = 8
#: An id as it is told, and what stands in it for a blank at which no line may end.
_ID, _KEPT = re.compile(r"\[[^\]]*\]"), "\0"
#: A word that is too long for its column breaks behind one of these, as names and ids are put together.
_JOINTS = re.compile(r"(?<=[._:/|,-])")


def fitted(rows: Sequence[Sequence[str]], head: Sequence[str], width: int) -> str:
    """Return a table of at most `width` signs in a line, empty where there are no rows."""
    if not rows:
        return ""
    columns = [list(c) for c in zip(head, *rows, strict=True)]
    widths = _widths(columns, width - _GAP * (len(columns) - 1))
    names, *body = ([lines(c, w) for c, w in zip(row, widths, strict=True)] for row in (head, *rows))
    rule = [["-" * w] for w in widths]
    return "\n".join(line for row in (names, rule, *body) for line in _row(row, widths))


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row."""
    for parts in zip_longest(*cells, fillvalue=""):
        yield (" " * _GAP).join(part.ljust(w) for part, w in zip(parts, widths, strict=True)).rstrip()


def lines(text: str, width: int, hang: str = "") -> list[str]:
    """Return a text in lines of at most `width` signs, the later ones behind `hang`; too long a word is taken apart."""
    room = max(1, width - len(hang))
    parts = [part for word in re.split(r"( +)", text) for part in _parts(word, room)]
    out, line = [], ""
    for part in parts:
        if line.strip() and len((line + part).rstrip()) > width:
            out.append(line.rstrip())
            line = hang + part.lstrip()
        else:
            line += part
    return [*out, line.rstrip()]


def told(texts: Iterable[str], width: int) -> list[str]:
    """Return lines wrapped between words, later ones set in a little more; `[an id]` stays whole, to be copied."""
    out: list[str] = []
    for text in texts:
        words = text.lstrip(" ")
        pad = " " * (len(text) - len(words))
        whole = _ID.sub(lambda found: found[0].replace(" ", _KEPT), words)
        found = wrap(
            whole, width, initial_indent=pad, subsequent_indent=pad + "  ", break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        out += [line.replace(_KEPT, " ") for line in found] or [""]
    return out


def _parts(word: str, room: int) -> list[str]:
    """Return a word, or where it is too long its parts, each short enough to stand in a line of its own."""
    if len(word) <= room:
        return [word]
    out: list[str] = []
    for part in _JOINTS.split(word):
        if out and len(out[-1]) + len(part) <= room:
            out[-1] += part
        else:
            out += [part[at : at + room] for at in range(0, len(part), room)]
    return out


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return how wide each column is: all that it holds, else as much as the others leave, fairly."""
    whole = [max(map(len, c)) for c in columns]
    words = [max(len(w) for cell in c for w in cell.split() or [""]) for c in columns]
    least = words if sum(words) <= room else [min(w, _LEAST) for w in words]
    most = max(whole)
    while most > 1 and sum(_shares(whole, least, most)) > room:
        most -= 1
    out = _shares(whole, least, most)
    for at, need in enumerate(whole):  # what is left over goes to the first that can use it
        out[at] += max(0, min(need - out[at], room - sum(out)))
    return out


def _shares(whole: Sequence[int], least: Sequence[int], most: int) -> list[int]:
    return [max(low, min(all_, most)) for all_, low in zip(whole, least, strict=True)]
