"""What holds a book together: its list of sheets, where they point, what does not outlive a change."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...records.binding import small
from ...records.opening.xlsx_package import Package, Relation, folded, relations
from .model import LIST, StrangeError
from .xml import Edited, Spot

CONTENT = "[Content_Types].xml"
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
_SHARED, _HISTORY = frozenset({"revisionHeaders", "usernames"}), "/revisions/"
_LARGEST = 20_000_000


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
    - `styled`: it has styles; `dropped`: parts that are left out; `changed`: what becomes of parts that change.
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
    styled: bool
    macros: bool
    dropped: frozenset[str] = frozenset()
    changed: dict[str, bytes] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """Return the namespace of the book and its sheets."""
        return self.book.root.uri


def read_frame(package: Package) -> Frame:
    """Return what holds a book together; raise where it is built in a strange way."""
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
        styled=bool(styles),
        macros="macroenabled" in _kind_of(package, top).lower(),
        dropped=frozenset(_dropped(package, rels)),
    )  # fmt: skip
    if (place >= 0 and listed[place].kind != "worksheet") or frame.dropped.intersection(parts):
        raise StrangeError
    return frame


def new_id(frame: Frame, name: str) -> str:
    """Return an id that no part of the book has."""
    return next(word for number in range(len(frame.rels) + 1) if (word := f"rId{name}{number}") not in frame.rels)


def read(package: Package, part: str) -> bytes:
    """Return a part that is changed element by element."""
    info = package.parts.get(folded(part))
    if info is None or info.file_size > _LARGEST:
        raise StrangeError
    return package.archive.read(info)


def _dropped(package: Package, rels: Mapping[str, Relation]) -> Iterator[str]:
    """Yield the parts that would not be true of the new book: signatures, the history of a shared one."""
    yield from (part for part in package.parts if part.startswith(_SIGNATURES))
    if any(one.kind in _SHARED for one in rels.values()):
        yield from (part for part in package.parts if _HISTORY in part)


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
