"""A report taken apart again, as a browser takes it apart: for tests without one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from engine.report.html.packing import unpacked

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


class Page(HTMLParser):
    """Every element with its attributes and own text; complains where an element is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, [e.tag for e in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, tag
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag)
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            e for e in self.elements if e.tag == tag and all(e.attributes.get(n) == v for n, v in attributes.items())
        ]

    def block(self, name: str) -> Any:
        """Return the data of a script element by its id; packed where it is one string."""
        (element,) = [e for e in self.elements if e.attributes.get("id") == name]
        found = json.loads(element.text)
        return unpacked(found) if isinstance(found, str) else found

    @property
    def proofs(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if e.attributes.get("id", "").startswith("proofs-")]
