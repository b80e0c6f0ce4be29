"""Comments of a YAML file, each with the entry it belongs to: the next one after it, or the one it stands beside.

An entry is named by the offset at which it starts; where an item of a list and the first key of its mapping start
together, the item is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .tree import Entries, Items, Node, Scalar

_COMMENT = re.compile(r"(?:^|(?<=[\s]))#[^\n\r\x85\u2028\u2029]*")
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")


@dataclass(slots=True)
class Comments:
    """What stands above each entry (`""` is a blank line), beside it, at the top of the file and at its end."""

    above: dict[int, list[str]] = field(default_factory=dict)
    beside: dict[int, list[str]] = field(default_factory=dict)
    top: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)

    def inside(self, node: Node) -> bool:
        """Tell whether a comment belongs to an entry inside a collection."""
        return any(start in self.beside or any(self.above.get(start, ())) for start in _starts(node))


def _starts(node: Node) -> Iterator[int]:
    """Yield where every entry inside a node starts."""
    match node:
        case Entries(entries):
            for key, value in entries:
                yield key.span.start
                yield from _starts(value)
        case Items(items):
            for item in items:
                yield item.span.start
                yield from _starts(item)
        case Scalar():
            return


def comments_of(root: Node) -> Comments:
    """Find the comments of a file, and the blank lines between its entries."""
    page = _Page(root.span.source.text)
    page.anchor(root, None)
    page.ends.sort()
    page.starts.sort()
    out = Comments()
    waiting: dict[int, list[tuple[int, str]]] = {}
    for at, words, alone in page.found():
        owner = None if alone else page.beside(at)
        if owner is not None:
            out.beside.setdefault(owner, []).append(words)
        else:
            after = bisect_right(page.starts, at)
            following = page.starts[after] if after < len(page.starts) else -1
            waiting.setdefault(following, []).append((page.line(at), words))
    for start in page.starts:
        lines = _spaced(waiting.get(start, []), page.line(start), page, first=page.opens_line(start))
        if start == page.starts[0]:
            out.top = lines[1:] if lines[:1] == [""] else lines
        elif lines:
            out.above[start] = lines
    out.end = [words for _, words in waiting.get(-1, [])]
    return out


def _spaced(comments: list[tuple[int, str]], line: int, page: _Page, *, first: bool) -> list[str]:
    """Return comments with one blank line wherever the author left some, before, between and after them."""
    out: list[str] = []
    for at, words in comments:
        out += ["", words] if page.blank(at - 1) else [words]
    if first and page.blank(line - 1):
        out.append("")
    return out


class _Page:
    """The text of a file with what a comment may belong to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.breaks = [i for i, c in enumerate(text) if c == "\n"]
        self.starts: list[int] = []
        self.scalars: list[tuple[int, int]] = []
        #: Where something ends that a comment may stand beside, and the entry it is part of.
        self.ends: list[tuple[int, int]] = []

    def line(self, at: int) -> int:
        """Return the line of a character, from 0."""
        return bisect_left(self.breaks, at)

    def blank(self, line: int) -> bool:
        """Tell whether a line is there and blank."""
        return line >= 0 and not self.lines[line].strip()

    def opens_line(self, start: int) -> bool:
        """Tell whether an entry is the first of its line."""
        return not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip(" \t-")

    def beside(self, at: int) -> int | None:
        """Return the entry of which a part ends before `at` on the same line."""
        before = bisect_right(self.ends, (at, len(self.text))) - 1
        if before < 0 or "\n" in self.text[self.ends[before][0] : at]:
            return None
        return self.ends[before][1]

    def anchor(self, node: Node, owner: int | None) -> None:
        """Gather where entries start and where their parts end."""
        start, stop = node.span.start, node.span.end
        opening = self.text[start : start + 1]
        match node:
            case Scalar():
                # YAML counts the line break after a block as part of it, and blanks after a plain scalar
                stop = start + len(self.text[start:stop].rstrip())
                self.scalars.append((start, stop))
                if owner is not None:
                    self.ends += [(stop, owner), *([(start + 1, owner)] if opening in {"|", ">"} else [])]
                return
            case Entries(entries):
                for key, value in entries:
                    self.starts.append(key.span.start)
                    self.scalars.append((key.span.start, key.span.end))
                    self.ends.append((key.span.end, key.span.start))
                    self.anchor(value, key.span.start)
            case Items(items):
                for item in items:
                    self.starts.append(item.span.start)
                    self.anchor(item, item.span.start)
        if owner is not None and opening in {"{", "["}:
            self.ends += [(start + 1, owner), (stop, owner)]

    def found(self) -> Iterator[tuple[int, str, bool]]:
        """Yield the comments between scalars and on the first line of blocks: place, words, whether on a line alone."""
        at = 0
        for start, stop in [*sorted(self.scalars), (len(self.text), len(self.text))]:
            for hit in _COMMENT.finditer(self.text, at, start):
                alone = not self.text[self.text.rfind("\n", 0, hit.start()) + 1 : hit.start()].strip()
                yield hit.start(), hit[0].rstrip(), alone
            head = _HEAD.match(self.text, start, stop)
            if head:
                yield head.start(1), head[1].rstrip(), False
            at = max(at, stop)
