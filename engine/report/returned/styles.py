"""The styles of a book: every style of a marked cell once more with the fill of the mark, and those of the list."""

from __future__ import annotations

from collections.abc import Mapping

from .model import Level, StrangeError
from .xml import TAG, Edited, Spot, prefixed, retagged

#: Fills that nobody else uses, so that our own marks are known again when a book comes back mended in part.
COLOURS = {Level.ERROR: "FFFFB7AE", Level.QUESTION: "FFFFEFA1"}
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_ITEMS = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
_FIRST = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',),
    # Excel takes the first two for these whatever stands there.
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
_SIDE = '<{0} style="thin"><color rgb="FFA6A6A6"/></{0}>'
_BOX = f"<border>{''.join(_SIDE.format(side) for side in ('left', 'right', 'top', 'bottom'))}<diagonal/></border>"
_HEAD_FILL = "FFDDEBF7"
_TEXT = 49
#: Excel opens no book with more cell styles.
_MOST = 64_000
#: The looks of the list: what stands in the font, fill, border, how the text stands, more attributes.
_LOOKS: Mapping[str, tuple[str, str, bool, str, str]] = {
    "title": ('<b/><sz val="14"/>', "", False, 'vertical="center"', ""),
    "line": ('<sz val="12"/>', "", False, 'vertical="top" wrapText="1"', ""),
    "head": (
        '<b/><sz val="12"/>', _HEAD_FILL, True, 'horizontal="center" vertical="center" wrapText="1"', "",
    ),
    "error": ('<sz val="12"/>', COLOURS[Level.ERROR], True, 'horizontal="center" vertical="top"', ""),
    "question": ('<sz val="12"/>', COLOURS[Level.QUESTION], True, 'horizontal="center" vertical="top"', ""),
    "text": ('<sz val="12"/>', "", True, 'vertical="top" wrapText="1"', ""),
    # Whoever edits such a cell makes no formula of it.
    "read": ('<sz val="12"/>', "", True, 'vertical="top" wrapText="1"', ' quotePrefix="1"'),
    "link": (
        '<u/><sz val="12"/><color rgb="FF0563C1"/>', "", True, 'horizontal="center" vertical="top" wrapText="1"', "",
    ),
}  # fmt: skip


class Styles:
    """The styles of one book: `marked` and `original` give numbers of cell styles, `done` the whole part."""

    def __init__(self, data: bytes | None, main: str) -> None:
        self._part = Edited(data or f'<styleSheet xmlns="{main}"/>'.encode())
        self._root = self._part.root
        if self._root.name != "styleSheet":
            raise StrangeError
        self._sections = {name: self._root.child(name) for name in _ITEMS}
        self._old = {name: self._items(name) for name in _ITEMS}
        self._raw = {name: [self._part.raw(item) for item in items] for name, items in self._old.items()}
        self._known = {name: len(raw) for name, raw in self._raw.items()}
        for name, first in _FIRST.items():
            self._raw[name] += [prefixed(xml, self._root.prefix) for xml in first[len(self._raw[name]) :]]
        self._made: dict[tuple[int, Level], int] = {}
        self._ours = self._with_our_fill()
        self._originals: dict[int, int] = {}

    def _items(self, name: str) -> list[Spot]:
        section = self._sections[name]
        return list(section.all(_ITEMS[name])) if section else []

    def _with_our_fill(self) -> frozenset[int]:
        """Return the cell styles that a mark of ours gave a cell."""
        fills = {at for at, fill in enumerate(self._old["fills"]) if _colour(fill) in COLOURS.values()}
        return frozenset(at for at, xf in enumerate(self._old["cellXfs"]) if _number(xf, "fillId") in fills)

    @property
    def ours(self) -> frozenset[str]:
        """Return the cell styles that carry a mark from the last time, as they stand in cells."""
        return frozenset(map(str, self._ours))

    def original(self, style: int) -> int:
        """Return the style that a cell had before it was marked: one like its own but for the fill, or without one."""
        if style not in self._ours:
            return style
        if style not in self._originals:
            like = self._likeness(style)
            others = (at for at in range(len(self._old["cellXfs"])) if at not in self._ours)
            found = [at for at in others if self._likeness(at) == like]
            bare = [at for at in found if _number(self._old["cellXfs"][at], "fillId") == 0]
            self._originals[style] = next(iter(bare or found), -1)
            if self._originals[style] < 0:
                self._originals[style] = self._changed(style, {"fillId": "0", "applyFill": None})
        return self._originals[style]

    def _likeness(self, style: int) -> tuple[frozenset[tuple[str, str]], bytes]:
        """Return everything of a style but its fill, and but for what programs set as they like."""
        spot = self._old["cellXfs"][style]
        inside = b"".join(self._part.data[spot.inner : spot.close].split())
        told = ((k, v) for k, v in spot.attributes.items() if k != "fillId" and not k.startswith("apply"))
        return frozenset(told), inside

    def marked(self, style: int, level: Level) -> int:
        """Return a cell's style with the fill of a mark."""
        base = style if 0 <= style < len(self._raw["cellXfs"]) else 0
        if (base, level) not in self._made:
            fill = self._add("fills", _solid(COLOURS[level]))
            self._made[base, level] = self._changed(base, {"fillId": str(fill), "applyFill": "1"})
        return self._made[base, level]

    def look(self, name: str) -> int:
        """Return one of the looks of the list."""
        font, fill, box, alignment, more = _LOOKS[name]
        fonts = self._add("fonts", f'<font>{font}<name val="Times New Roman"/><family val="1"/></font>')
        fills = self._add("fills", _solid(fill)) if fill else 0
        borders = self._add("borders", _BOX if box else _FIRST["borders"][0])
        shown = _TEXT if name in {"text", "read"} else 0
        return self._add(
            "cellXfs",
            f'<xf numFmtId="{shown}" fontId="{fonts}" fillId="{fills}" borderId="{borders}"{more} '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {alignment}/></xf>",
        )

    def _add(self, section: str, xml: str) -> int:
        return self._put(section, prefixed(xml, self._root.prefix))

    def _changed(self, style: int, changes: Mapping[str, str | None]) -> int:
        raw = self._raw["cellXfs"][style]
        tag = TAG.match(raw)
        if not tag:
            raise StrangeError
        return self._put("cellXfs", retagged(tag[0], changes) + raw[tag.end() :])

    def _put(self, section: str, raw: bytes) -> int:
        """Return the number of an item, which is added unless it is there."""
        items = self._raw[section]
        if raw in items:
            return items.index(raw)
        items.append(raw)
        if len(items) > _MOST:
            raise StrangeError
        return len(items) - 1

    def done(self) -> bytes:
        """Return the part with everything that was added."""
        root, part = self._root, self._part
        fresh: list[tuple[int, bytes]] = []
        for name in _ITEMS:
            section, items = self._sections[name], self._raw[name]
            added = b"".join(items[self._known[name] :])
            if section is None:
                tag = prefixed(f'<{name} count="{len(items)}"/>', root.prefix)
                whole = tag[:-2] + b">" + added + prefixed(f"</{name}>", root.prefix)
                fresh.append((self._place(name), whole))
            elif added:
                part.retag(section, {"count": str(len(items))}, added)
        if root.close == root.inner:
            part.retag(root, {}, b"".join(xml for _, xml in fresh))
        else:
            for at, xml in fresh:
                part.insert(at, xml)
        return part.done()

    def _place(self, name: str) -> int:
        """Return where a section belongs that is not there."""
        before = _ORDER[: _ORDER.index(name)]
        return max((spot.end for spot in self._root.children if spot.name in before), default=self._root.inner)


def _solid(colour: str) -> str:
    fill = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
    return f"<fill>{fill}</fill>"


def _colour(fill: Spot) -> str:
    """Return the colour of a solid fill, as far as it is given outright."""
    pattern = fill.child("patternFill")
    front = pattern.child("fgColor") if pattern else None
    if pattern is None or front is None or pattern.attributes.get("patternType") != "solid":
        return ""
    return f"FF{front.attributes.get('rgb', '')[-6:].upper()}"


def _number(spot: Spot, name: str) -> int:
    """Return a number that an element gives, 0 where it gives none."""
    text = spot.attributes.get(name, "0")
    return int(text) if text.isdecimal() else 0
