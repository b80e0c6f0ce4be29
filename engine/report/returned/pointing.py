"""Pointing: the book comes to know its new parts, and forgets those that are left out."""

from __future__ import annotations

import posixpath

from ...records.opening.xlsx_package import folded
from .frame import CONTENT, Frame, new_id, read, rels_of
from .xml import Edited, prefixed, quoted

_ROOT_RELS = "_rels/.rels"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def point(frame: Frame) -> None:
    """Change the parts that say what the book and the whole package consist of."""
    _book(frame)
    _kinds(frame)
    _root(frame)


def _book(frame: Frame) -> None:
    """Let the book point to the list, and to styles where it had none, and no longer to what is left out."""
    folder = posixpath.dirname(frame.top)
    part = rels_of(frame.top)
    rels = Edited(read(frame.package, part))
    fresh = []
    if frame.place < 0:
        fresh.append(_relation(frame, "List", "worksheet", posixpath.relpath(frame.page, folder)))
    if not frame.styled:
        fresh.append(_relation(frame, "Styles", "styles", posixpath.relpath(frame.styles, folder)))
    rels.retag(rels.root, {}, prefixed("".join(fresh), rels.root.prefix))
    for one in rels.root.all("Relationship"):
        known = frame.rels.get(one.attributes.get("Id", ""))
        if known and not known.external and folded(known.target) in frame.dropped:
            rels.drop(one)
    frame.changed[part] = rels.done()


def _relation(frame: Frame, name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{new_id(frame, name)}" Type="{frame.office}/{kind}" Target={quoted(target)}/>'


def _kinds(frame: Frame) -> None:
    """Say of what kind the new parts are, and nothing of those that are left out."""
    kinds = Edited(read(frame.package, CONTENT))
    fresh = []
    if frame.place < 0:
        fresh.append(f'<Override PartName={quoted(f"/{frame.page}")} ContentType="{_KIND}.worksheet+xml"/>')
    if not frame.styled:
        fresh.append(f'<Override PartName={quoted(f"/{frame.styles}")} ContentType="{_KIND}.styles+xml"/>')
    kinds.retag(kinds.root, {}, prefixed("".join(fresh), kinds.root.prefix))
    for one in kinds.root.all("Override"):
        if folded(one.attributes.get("PartName", "")) in frame.dropped:
            kinds.drop(one)
    frame.changed[folded(CONTENT)] = kinds.done()


def _root(frame: Frame) -> None:
    """Take away what points to signatures."""
    if not frame.dropped or _ROOT_RELS not in frame.package.parts:
        return
    rels = Edited(read(frame.package, _ROOT_RELS))
    for one in rels.root.all("Relationship"):
        if one.attributes.get("Type", "").endswith("/digital-signature/origin"):
            rels.drop(one)
    frame.changed[_ROOT_RELS] = rels.done()
