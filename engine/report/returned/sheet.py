"""One sheet on its way from the old book to the new: marked cells get another style, all else passes unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ...records.opening.xlsx_package import Package, folded, local
from ...records.opening.xlsx_values import Values
from .line import Line
from .model import Marks, Seen, StrangeError, ref, split
from .rows import Edit, Rows
from .styles import Styles
from .xml import TAG, parser_of, retagged, widened

_CHUNK = 1 << 16
_TRUE = frozenset({"1", "true", "on"})


def rewritten(
    package: Package, part: str, marks: Marks, styles: Styles, values: Values, seen: dict[str, Seen]
) -> Iterator[bytes]:
    """Yield a sheet's part piece by piece; what stood at the marked places is put into `seen`.

    A sheet that is marked nowhere is only taken out of the selection: sheets selected together are edited together.
    """
    passing = _Passing(Rows(marks, styles, seen), values)
    try:
        with package.archive.open(package.parts[folded(part)]) as stream:
            while chunk := stream.read(_CHUNK):
                yield passing.take(chunk)
        yield passing.rest()
    finally:  # it and its parser hold each other
        passing.deaf()


@dataclass(slots=True, eq=False)
class _Passing:
    """A sheet while it passes: `buffer` holds what was read from the byte `base` on and has not gone out yet.

    `due` are the rows to be marked, the next one last; `added` those that were not there. `idle`: nothing more is to
    be changed, and the rest is not even looked at.
    """

    rows: Rows
    values: Values
    due: list[int] = field(init=False)
    ours: frozenset[str] = field(init=False)
    parser: expat.XMLParserType = field(init=False)
    buffer: bytes = b""
    base: int = 0
    edits: list[Edit] = field(default_factory=list)
    idle: bool = False
    line: Line | None = None
    row: int = 0
    added: set[int] = field(default_factory=set)
    tags: tuple[str, str, str] = ("", "", "")
    empty: int = -1

    def __post_init__(self) -> None:
        """Make the parser."""
        self.due = self.rows.marks.numbers()[::-1]
        self.ours = self.rows.styles.ours
        self.parser = parser_of()
        self.parser.StartElementHandler = self.root

    def take(self, chunk: bytes) -> bytes:
        """Take some bytes of the part; return those that nothing will change any more."""
        if self.idle:
            return chunk
        if not self.base and not self.buffer and b"\x00" in chunk[:64]:
            raise StrangeError
        self.buffer += chunk
        self.parse(chunk, last=False)
        return self.out(self.settled())

    def settled(self) -> int:
        """Return the byte up to which nothing will change any more."""
        if self.idle:
            return self.base + len(self.buffer)
        return self.line.start if self.line else self.parser.CurrentByteIndex

    def rest(self) -> bytes:
        """Return what is left at the end."""
        if not self.idle:
            self.parse(b"", last=True)
            if self.due:
                raise StrangeError
        return self.out(self.base + len(self.buffer))

    def parse(self, chunk: bytes, *, last: bool) -> None:
        """Give some bytes to the parser."""
        try:
            self.parser.Parse(chunk, last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise StrangeError from error

    def out(self, end: int) -> bytes:
        """Return the bytes up to a place, with the changes that fall on them."""
        pieces = []
        at = self.base
        for start, stop, new in self.edits:
            pieces += [self.buffer[at - self.base : start - self.base], new]
            at = stop
        pieces.append(self.buffer[at - self.base : end - self.base])
        self.edits.clear()
        self.buffer, self.base = self.buffer[end - self.base :], end
        return b"".join(pieces)

    def tag(self, at: int) -> bytes:
        """Return the start tag at a place."""
        found = TAG.match(self.buffer, at - self.base)
        if not found:
            raise StrangeError
        return found[0]

    def edit(self, at: int, **changes: str | None) -> None:
        """Change attributes of the start tag at a place."""
        tag = self.tag(at)
        self.edits.append((at, at + len(tag), retagged(tag, changes)))

    def root(self, tag: str, _: dict[str, str]) -> None:
        """Take the root: sheets of charts and dialogs have no cells."""
        uri, name = tag.rpartition("}")[0], local(tag)
        if name != "worksheet" and self.due:
            raise StrangeError
        self.tags = f"{uri}}}row", f"{uri}}}c", f"{uri}}}sheetData"
        self.parser.StartElementHandler = self.head

    def head(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what stands above the rows."""
        at = self.parser.CurrentByteIndex
        if tag == self.tags[2]:
            raw = self.tag(at)
            self.empty = at if raw.endswith(b"/>") else -1
            self.rows.prefix = _prefix(raw)
            self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
            self.rest_if_done()
            return
        match local(tag):
            case "sheetView" if attributes.get("tabSelected") in _TRUE:
                self.edit(at, tabSelected=None)
            case "dimension" if grown := _grown(attributes.get("ref", ""), self.rows.marks):
                self.edit(at, ref=grown)
            case "col" if "style" in attributes:
                first, last, style = (int(attributes.get(name, "0")) for name in ("min", "max", "style"))
                self.rows.columns.append((first, last, style))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of anything among the rows."""
        if self.line is not None:
            self.line.begin(tag, attributes, self.parser.CurrentByteIndex)
        elif tag == self.tags[0]:
            self.begin_row(attributes)
        elif self.ours and tag == self.tags[1] and attributes.get("s") in self.ours:
            self.edit(self.parser.CurrentByteIndex, s=str(self.rows.styles.original(int(attributes["s"]))))

    def begin_row(self, attributes: dict[str, str]) -> None:
        """Take a row; marked rows that are not there are put in before the first one below them."""
        told = attributes.get("r")
        self.row = self.row + 1 if told is None else int(float(told))
        if self.row in self.added:
            raise StrangeError
        at = self.parser.CurrentByteIndex
        while self.due and self.due[-1] < self.row:
            self.edits.append((at, at, self.new_row(self.due.pop())))
        if self.due and self.due[-1] == self.row:
            self.due.pop()
            look = int(attributes.get("s", "0")) if attributes.get("customFormat") in _TRUE else None
            self.line = Line(self.row, at, self.values, self.tags[1], look)
            self.parser.CharacterDataHandler = self.line.chars

    def end(self, tag: str) -> None:
        """Take the end of anything among the rows, and of them all."""
        if self.line is not None:
            if tag != self.tags[0]:
                self.line.end(tag)
                return
            self.edits += self.rows.changed(self.line, self.parser.CurrentByteIndex, self.tag)
            self.line = None
            self.parser.CharacterDataHandler = None
            self.rest_if_done()
        elif tag == self.tags[2]:
            rows = b"".join(self.new_row(row) for row in self.due[::-1])
            self.due.clear()
            if rows and self.empty >= 0:
                raw = self.tag(self.empty)
                self.edits.append((self.empty, self.empty + len(raw), widened(raw, rows)))
            elif rows:
                at = self.parser.CurrentByteIndex
                self.edits.append((at, at, rows))
            self.deaf()

    def new_row(self, row: int) -> bytes:
        """Return a marked row that was not there."""
        self.added.add(row)
        return self.rows.fresh(Line(row, 0, self.values, self.tags[1], None))

    def rest_if_done(self) -> None:
        """Look at nothing more where nothing more can change; a row that was put in may yet come out of its order."""
        if not self.due and not self.ours and not self.added:
            self.idle = True
            self.deaf()

    def deaf(self) -> None:
        """Listen to the parser no more."""
        self.parser.StartElementHandler = self.parser.EndElementHandler = self.parser.CharacterDataHandler = None


def _prefix(tag: bytes) -> str:
    """Return the prefix of a tag with its colon."""
    name = tag[1:].split(None, 1)[0].rstrip(b"/>").decode()
    return name[: name.index(":") + 1] if ":" in name else ""


def _grown(dimension: str, marks: Marks) -> str:
    """Return the range of a sheet's cells with the marked ones in it, '' where they are in it already."""
    ends = [split(end) for end in dimension.replace("$", "").upper().split(":") if end]
    places = [(row, column) for row, cells in marks.cells.items() for column in cells]
    if not ends or not places or any(not column for _, column in ends):
        return ""
    rows = [row for row, _ in (*ends, *places)]
    columns = [column for _, column in (*ends, *places)]
    grown = f"{ref(min(rows), min(columns))}:{ref(max(rows), max(columns))}"
    same = (ends[0], ends[-1]) == ((min(rows), min(columns)), (max(rows), max(columns)))
    return "" if same else grown
