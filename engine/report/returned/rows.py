"""The marked rows of one sheet: their cells under other styles, and those that were not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .line import Line
from .model import Level, Marks, Seen, ref
from .styles import Styles
from .xml import retagged, widened

#: What stands from one byte to another, and what comes in its place.
Edit = tuple[int, int, bytes]


@dataclass(slots=True, eq=False)
class Rows:
    """What marked rows become; `columns` are the styles of columns (first, last, style), `prefix` that of new tags."""

    marks: Marks
    styles: Styles
    seen: dict[str, Seen]
    prefix: str = ""
    columns: list[tuple[int, int, int]] = field(default_factory=list)

    def changed(self, line: Line, end: int, tag_at: Callable[[int], bytes]) -> list[Edit]:
        """Return what changes in a row whose end tag begins at `end`; `tag_at` gives the start tag at a place."""
        raw = tag_at(line.start)
        wanted = self._wanted(line)
        new: list[Edit] = []
        fresh = sorted(wanted.keys() - {cell.column for cell in line.cells})
        grows = bool(fresh)
        for cell in line.cells:
            while fresh and fresh[0] < cell.column:
                column = fresh.pop(0)
                new.append((cell.at, cell.at, self._cell(line, column, wanted[column])))
            level = wanted.get(cell.column)
            style = self.styles.marked(cell.style, level) if level else self.styles.original(cell.style)
            if style != cell.style:
                tag = tag_at(cell.at)
                new.append((cell.at, cell.at + len(tag), retagged(tag, {"s": str(style)})))
        last = b"".join(self._cell(line, column, wanted[column]) for column in fresh)
        if not grows:
            return new
        # What says how far a row reaches is a help for reading only, and would be wrong.
        head = retagged(raw, {"spans": None})
        if raw.endswith(b"/>"):
            return [(line.start, line.start + len(raw), widened(head, last))]
        return [(line.start, line.start + len(raw), head), *new, (end, end, last)]

    def _wanted(self, line: Line) -> dict[int, Level]:
        """Return the cells of a row to be marked, and take note of what stands there."""
        raws = {cell.column: cell.raw for cell in line.cells if cell.raw}
        wanted = dict(self.marks.cells.get(line.number, {}))
        for column in wanted:
            place = ref(line.number, column)
            self.seen[place] = Seen((raws[column],) if column in raws else (), place)
        whole = self.marks.rows.get(line.number)
        if whole is not None:
            columns = range(min(raws, default=1), max(raws, default=1) + 1)
            wanted |= {column: max(wanted.get(column, whole), whole) for column in columns}
            self.seen[str(line.number)] = Seen(tuple(raws.values()), ref(line.number, columns[0]))
        return wanted

    def fresh(self, line: Line) -> bytes:
        """Return a marked row that was not there."""
        wanted = self._wanted(line)
        cells = b"".join(self._cell(line, column, wanted[column]) for column in sorted(wanted))
        name = f"{self.prefix}row".encode()
        return b'<%s r="%d">%s</%s>' % (name, line.number, cells, name)

    def _cell(self, line: Line, column: int, level: Level) -> bytes:
        """Return a marked cell that was not there: it looks like its row, else like its column."""
        look = line.look
        if look is None:
            look = next((style for first, last, style in self.columns if first <= column <= last), 0)
        place = ref(line.number, column)
        return f'<{self.prefix}c r="{place}" s="{self.styles.marked(look, level)}"/>'.encode()
