"""The few looks of a template's cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...values import Choice, Date, FieldType, Number, Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

DAY = "dd/mm/yyyy"
#: Texts stay as typed: 007 keeps its zeros, 12/3 is no day.
TEXT = "@"
_GREY, _FILL, _LINE = "#7F7F7F", "#DDEBF7", "#A6A6A6"
_LOOKS: dict[str, dict[str, object]] = {
    "plain": {"text_wrap": True, "valign": "top"},
    "plan": {"text_wrap": True, "align": "center", "valign": "vcenter"},
    "title": {"bold": True, "font_size": 14, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "line": {"italic": True, "text_wrap": True, "valign": "vcenter"},
    "part": {"bold": True, "valign": "vcenter"},
    "head": {
        "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": _FILL,
    },
    "number": {"italic": True, "border": 1, "align": "center", "font_size": 10},
    "order": {"align": "center", "valign": "top"},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
    "filled": {"border": 1, "border_color": _LINE},
}  # fmt: skip
_EXAMPLE: dict[str, object] = {"italic": True, "font_color": _GREY, "border": 1, "valign": "top", "text_wrap": True}
_ENTRY: dict[str, object] = {"valign": "top", "text_wrap": True}


def number_format(kind: FieldType | None) -> str:
    """Return the number format of a type's cells; what is typed under it is what is read."""
    match kind:
        case Date():
            return DAY
        case Number("percent", decimals):
            places = min(decimals, 2)
            return f"0.{'0' * places}%" if places else "0%"
        case Text() | Choice():
            return TEXT
    return "General"


@dataclass(slots=True)
class Formats:
    """The formats of one workbook, each made on first use."""

    book: Workbook
    made: dict[str, Format] = field(default_factory=dict)

    def look(self, name: str) -> Format:
        """Return a named look."""
        return self._get(name, _LOOKS[name])

    def example(self, kind: FieldType | None) -> Format:
        """Return the look of an example cell."""
        shown = number_format(kind)
        return self._get(f"example {shown}", {**_EXAMPLE, **_aligned(kind), "num_format": shown})

    def entry(self, kind: FieldType | None) -> Format:
        """Return the look of a cell to be filled in; its border comes once its row holds something."""
        shown = number_format(kind)
        return self._get(f"entry {shown}", {**_ENTRY, **_aligned(kind), "num_format": shown})

    def _get(self, name: str, properties: dict[str, object]) -> Format:
        if name not in self.made:
            font = {} if name == "filled" else {"font_name": "Times New Roman", "font_size": 12}
            self.made[name] = self.book.add_format({**font, **properties})
        return self.made[name]


def _aligned(kind: FieldType | None) -> dict[str, object]:
    return {"align": "center"} if isinstance(kind, Date) else {}
