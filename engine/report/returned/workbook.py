"""What holds a book together: its list of sheets, where they point, what kinds of parts there are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...records.binding import small
from ...records.opening.xlsx_package import Package, Relation, folded, relations
from .model import LIST, StrangeError
from .xml import Edited, Spot, encoded, prefixed, quoted

CONTENT, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Rows of the list that stand on every printed page: up to the header of its table.
HEAD_ROW = 5
#: Of books and of what they point to, in ISO 29500 transitional and strict.
_NAMESPACES = (
    (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
_SIGNATURES = "_xmlsignatures/"
#: What the parts of a book that several people edit at once are to it: they tell who changed what in which sheets.
_SHARED = frozenset({"revisionHeaders", "usernames"})
_LARGEST = 20_000_000
#: What may stand in a workbook's part before its names.
_BEFORE_NAMES = frozenset({"sheets", "functionGroups", "externalReferences"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the book lists it: its name, its part and the kind of it, whether it is hidden."""

    title: str
    part: str
    kind: str
    hidden: bool
    spot: Spot


@dataclass(slots=True, eq=False)
class Frame:
    """The parts that hold a book together.

    - `top`, `main`, `office`: the book's own part, the namespace of its elements, that of what they point to;
    - `listed`: all sheets, in order (old books name modules of macros among them, without a part);
    - `place`: which of them is a list from the last time, -1 if none is;
    - `page`, `styles`: the parts of the list and of the styles; `macros`: the book says that it holds some;
    - `dropped`: parts that are left out; `changed`: what becomes of the parts that change.
    """

    package: Package
    top: str
    rels: Mapping[str, Relation]
    book: Edited
    office: str
    listed: tuple[Listed, ...]
    place: int
    page: str
    styles: str
    macros: bool
    dropped: frozenset[str] = frozenset()
    changed: dict[str, bytes] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """Return the namespace of the book and its sheets."""
        return self.book.root.uri


def read_frame(package: Package) -> Frame:
    """Return what holds a book together, with the list put first in it; raise where it is built in a strange way."""
    top = next((r.target for r in relations(package, "").values() if r.kind == "officeDocument"), "xl/workbook.xml")
    rels = relations(package, top)
    book = Edited(read(package, top))
    sheets = book.root.child("sheets")
    if sheets is None or not sheets.children:
        raise StrangeError
    office = next(
        (key.rpartition("}")[0] for spot in sheets.children for key in spot.attributes if key.endswith("}id")), ""
    )
    listed = tuple(_listed(spot, office, rels) for spot in sheets.all("sheet"))
    parts = [folded(one.part) for one in listed if one.part]
    alike = len(listed) == len(sheets.children) and len(set(parts)) == len(parts)
    if (book.root.uri, office) not in _NAMESPACES or not alike:
        raise StrangeError
    place = next((at for at, one in enumerate(listed) if small(one.title) == small(LIST)), -1)
    folder = posixpath.dirname(top)
    page = listed[place].part if place >= 0 else _unused(package, posixpath.join(folder, "worksheets/loi-can-sua.xml"))
    styles = next((r.target for r in rels.values() if r.kind == "styles" and not r.external), "")
    frame = Frame(
        package, top, rels, book, office, listed, place, page,
        styles or _unused(package, posixpath.join(folder, "styles.xml")),
        macros="macroenabled" in _kind_of(package, top).lower(),
        dropped=frozenset(_dropped(package, rels)),
    )  # fmt: skip
    _write_rels(frame, known=bool(styles))
    _write_kinds(frame, known=bool(styles))
    _write_root(frame)
    return frame


def read(package: Package, part: str) -> bytes:
    """Return a part that is changed element by element."""
    info = package.parts.get(folded(part))
    if info is None or info.file_size > _LARGEST:
        raise StrangeError
    return package.archive.read(info)


def _dropped(package: Package, rels: Mapping[str, Relation]) -> Iterator[str]:
    """Yield the parts that would not be true of the new book: signatures, the history of a shared one."""
    yield from (part for part in package.parts if part.startswith(_SIGNATURES))
    for one in rels.values():
        if one.kind in _SHARED and not one.external:
            yield folded(one.target)
            yield rels_of(one.target)
            yield from (folded(log.target) for log in relations(package, one.target).values() if not log.external)


def rels_of(part: str) -> str:
    """Return the part that says where another points to, as parts are compared."""
    folder, _, file = folded(part).rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _listed(spot: Spot, office: str, rels: Mapping[str, Relation]) -> Listed:
    name, at = spot.attributes.get("name", ""), spot.attributes.get(f"{office}}}id", "")
    found = rels.get(at)
    if at and (found is None or found.external):
        raise StrangeError
    hidden = spot.attributes.get("state", "visible") != "visible"
    return Listed(name, found.target if found else "", found.kind if found else "", hidden, spot)


def _unused(package: Package, part: str) -> str:
    """Return the name of a new part."""
    if folded(part) in package.parts:
        raise StrangeError
    return part


def _kind_of(package: Package, part: str) -> str:
    """Return the content type of a part, its own or the one of its ending."""
    root = Edited(read(package, CONTENT)).root
    own = [a for one in root.all("Override") if folded((a := one.attributes).get("PartName", "")) == folded(part)]
    ending = part.rpartition(".")[2].lower()
    own += [a for one in root.all("Default") if (a := one.attributes).get("Extension", "").lower() == ending]
    return own[0].get("ContentType", "") if own else ""


def _write_rels(frame: Frame, *, known: bool) -> None:
    """Let the book point to the list, and to styles where it had none, and no longer to what is left out."""
    folder = posixpath.dirname(frame.top)
    part = rels_of(frame.top)
    rels = Edited(read(frame.package, part))
    fresh = []
    if frame.place < 0:
        fresh.append(_relation(frame, "List", "worksheet", posixpath.relpath(frame.page, folder)))
    elif frame.listed[frame.place].kind != "worksheet":
        raise StrangeError
    if not known:
        fresh.append(_relation(frame, "Styles", "styles", posixpath.relpath(frame.styles, folder)))
    rels.retag(rels.root, {}, prefixed("".join(fresh), rels.root.prefix))
    for one in rels.root.all("Relationship"):
        if one.attributes.get("Type", "").rpartition("/")[2] in _SHARED:
            rels.drop(one)
    frame.changed[part] = rels.done()


def _relation(frame: Frame, name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{_id(frame, name)}" Type="{frame.office}/{kind}" Target={quoted(target)}/>'


def _id(frame: Frame, name: str) -> str:
    """Return an id that no part of the book has."""
    return next(word for number in range(len(frame.rels) + 1) if (word := f"rId{name}{number}") not in frame.rels)


def _write_kinds(frame: Frame, *, known: bool) -> None:
    """Say of what kind the new parts are, and nothing of those that are left out."""
    kinds = Edited(read(frame.package, CONTENT))
    fresh = []
    if frame.place < 0:
        fresh.append(f'<Override PartName={quoted(f"/{frame.page}")} ContentType="{_KIND}.worksheet+xml"/>')
    if not known:
        fresh.append(f'<Override PartName={quoted(f"/{frame.styles}")} ContentType="{_KIND}.styles+xml"/>')
    kinds.retag(kinds.root, {}, prefixed("".join(fresh), kinds.root.prefix))
    for one in kinds.root.all("Override"):
        if folded(one.attributes.get("PartName", "")) in frame.dropped:
            kinds.drop(one)
    frame.changed[folded(CONTENT)] = kinds.done()


def _write_root(frame: Frame) -> None:
    """Take away what points to signatures."""
    if not frame.dropped or folded(ROOT_RELS) not in frame.package.parts:
        return
    rels = Edited(read(frame.package, ROOT_RELS))
    for one in rels.root.all("Relationship"):
        if one.attributes.get("Type", "").endswith("/digital-signature/origin"):
            rels.drop(one)
    frame.changed[ROOT_RELS] = rels.done()


def write_book(frame: Frame) -> None:
    """Put the list first and show it; names that belong to a sheet by its place keep their sheet."""
    book, place = frame.book, frame.place
    sheets = book.root.child("sheets")
    if sheets is None:  # INVARIANT: it was there when the frame was read
        raise AssertionError(frame.top)
    first = frame.listed[0].spot
    if place < 0:
        ids = {one.spot.attributes.get("sheetId") for one in frame.listed}
        own = next(str(n) for n in range(len(ids) + 1, 0, -1) if str(n) not in ids)
        new = f'<sheet xmlns:xk={quoted(frame.office)} name="{LIST}" sheetId="{own}" xk:id="{_id(frame, "List")}"/>'
        book.insert(first.start, _sheet(new, sheets.prefix))
    else:
        old = frame.listed[place].spot
        if place:
            book.insert(first.start, book.shown(old, {"name": LIST, "state": None}))
            book.drop(old)
        else:
            book.retag(old, {"name": LIST, "state": None})
    for views in book.root.all("bookViews"):
        for view in views.all("workbookView"):
            book.retag(view, {"activeTab": None, "firstSheet": None})
    _write_names(frame, book, sheets)
    frame.changed[folded(frame.top)] = book.done()


def _sheet(xml: str, prefix: str) -> bytes:
    return encoded(xml.replace("<sheet", f"<{prefix}:sheet", 1) if prefix else xml)


def _write_names(frame: Frame, book: Edited, sheets: Spot) -> None:
    """Keep the names that belong to one sheet, which is known by its place, and repeat the list's header in print."""
    rows = f"'{LIST}'!${HEAD_ROW}:${HEAD_ROW}"
    own = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{rows}</definedName>'
    names = book.root.child("definedNames")
    if names is None:
        before: Sequence[Spot] = [spot for spot in book.root.children if spot.name in _BEFORE_NAMES]
        new = prefixed(f"<definedNames>{own}</definedNames>", sheets.prefix)
        book.insert(max(spot.end for spot in before), new)
        return
    for name in names.all("definedName"):
        at = name.attributes.get("localSheetId", "")
        if not at.isdecimal():
            continue
        if int(at) == frame.place:
            book.drop(name)
        elif frame.place < 0 or int(at) < frame.place:
            book.retag(name, {"localSheetId": str(int(at) + 1)})
    book.retag(names, {}, prefixed(own, names.prefix))
