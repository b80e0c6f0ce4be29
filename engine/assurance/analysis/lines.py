"""What is written otherwise in two versions of a rule set: the lines of each changed thing, old and new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType

from ...syntax.canonical import leaves
from ...syntax.layout import RULES, Named
from ...syntax.tree import Entries, Items, Node, Scalar, tree_of
from .written import Changed

#: Keys that hold words, or where a rule comes from; they decide nothing.
_WORDS = frozenset({"label", "also", "ask", "reading", "quote", "title", "cite", "basis", "unit", "note"})
#: The section that a part of a plan is written in, where that has another name.
_SECTIONS = {"dated": "parameters"}
#: By section and id what is written of a thing, line by line.
Lines = Mapping[tuple[str, str], tuple[str, ...]]


def lines_of(path: Path, overlays: Sequence[Path] = ()) -> Lines:
    """Return the lines of everything that a rule set declares, with what is laid over it.

    Of something that several documents say something of there are the lines of all; of what one puts right, its own.
    The files have been read without errors before.
    """
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in (path, *overlays):
        root = tree_of(one)[0]
        right = set(_texts(root.get("corrects")) if isinstance(root, Entries) else ())
        for at, lines in _declared(root):
            below = () if ".".join(at) in right else out.get(at, ())
            out[at] = (*below, *lines)
    return MappingProxyType(out)


def _texts(node: Node | None) -> list[str]:
    items = node.items if isinstance(node, Items) else (node,)
    return [i.text for i in items if isinstance(i, Scalar)]


def _declared(root: Node) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for key, section in root.entries if isinstance(root, Entries) else ():
        known = RULES.key(key.text)
        if known is None or not isinstance(known.shape, Named) or not isinstance(section, Entries):
            continue
        for name, node in section.entries:
            yield (key.text, name.text), tuple(leaves(node, known.shape.value, _WORDS))


def with_lines(found: Sequence[Changed], old: Lines, new: Lines) -> tuple[Changed, ...]:
    """Return what is written otherwise with its lines; what is itself written alike only follows from the others."""
    told = tuple(_told(c, old, new) for c in found)
    if not any(c.lines or c.how in {"new", "gone"} for c in told):
        return tuple(found)
    return tuple(c if c.lines or c.how != "changed" else replace(c, how="follows") for c in told)


def _told(change: Changed, old: Lines, new: Lines) -> Changed:
    if change.how != "changed":
        return change
    at = _SECTIONS.get(change.section, change.section), change.id
    return replace(change, lines=tuple(_differing(old.get(at, ()), new.get(at, ()))))


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the lines that only one has, `-` before those of the old and `+` before those of the new."""
    for word, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word != "equal":
            yield from (f"- {line}" for line in old[a:b])
            yield from (f"+ {line}" for line in new[c:d])
