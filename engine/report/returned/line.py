"""One row with marks while it passes: where its cells stand, how they look, what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...records.opening.xlsx_package import local
from ...records.opening.xlsx_strings import Rich
from ...records.opening.xlsx_table import UNCOMPUTED
from ...records.opening.xlsx_values import Values
from .model import StrangeError, split


@dataclass(slots=True)
class Held:
    """A cell: its column from 1, the byte where it begins, its style, its raw text as the import reads it."""

    column: int
    at: int
    style: int
    raw: str = ""


@dataclass(slots=True, eq=False)
class Line:
    """The cells of a row that begins at the byte `start`; `look` is the style of cells it does not hold, if it says."""

    number: int
    start: int
    values: Values
    tag: str
    look: int | None
    cells: list[Held] = field(default_factory=list)
    rich: Rich = field(init=False)
    kind: str | None = None
    value: str | None = None
    inside: bool = False
    formula: bool = False
    inline: bool = False

    def __post_init__(self) -> None:
        """Make the reader of texts that stand in their cells."""
        self.rich = Rich(self.values.package)

    def begin(self, tag: str, attributes: dict[str, str], at: int) -> None:
        """Take the start of anything in the row."""
        if tag == self.tag:
            row, column = self.number, self.cells[-1].column + 1 if self.cells else 1
            if "r" in attributes:
                row, column = split(attributes["r"].upper().replace("$", ""))
            if row != self.number or not column or (self.cells and column <= self.cells[-1].column):
                raise StrangeError
            self.cells.append(Held(column, at, int(attributes.get("s", "0"))))
            self.kind, self.value = attributes.get("t"), None
            self.formula = self.inline = False
            return
        name = local(tag)
        if self.inline:
            self.rich.start(name, attributes)
        elif name == "v":
            self.inside, self.value = True, ""
        elif name == "is":
            self.inline = True
            self.rich.clear()
        elif name == "f":
            self.formula = True

    def chars(self, data: str) -> None:
        """Take characters."""
        if self.inside:
            self.value = f"{self.value or ''}{data}"
        elif self.rich.inside:
            self.rich.chars(data)

    def end(self, tag: str) -> None:
        """Take the end of anything in the row but of the row itself."""
        if tag == self.tag:
            self.cells[-1].raw = self._raw()
        elif self.inside:
            self.inside = False
        elif self.rich.inside or self.inline:
            self.rich.end(local(tag))

    def _raw(self) -> str:
        """Return the cell that ended as the import reads it."""
        style = str(self.cells[-1].style)
        if self.inline and (self.kind == "inlineStr" or not self.value):
            return self.rich.text() or (self.values.any("inlineStr", style, self.value) if self.value else "")
        if self.value:
            return self.values.any(self.kind, style, self.value)
        return UNCOMPUTED if self.formula and (self.value is None or self.kind != "str") else ""
