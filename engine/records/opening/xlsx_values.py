"""What the cells of a workbook say: shared texts, numbers by their formats, fonts; equal texts are kept once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from ..grid import MARK
from .fonts import has_letters
from .xlsx_package import Package
from .xlsx_strings import Strings, plain
from .xlsx_styles import Form, Styles, number, typed

#: What is kept of texts that were read already, so that equal ones are one; more of them are begun anew.
_KEPT = 100_000


@dataclass(slots=True, eq=False)
class Values:
    """What the cells of all sheets of a book are read by; equal texts are kept once."""

    package: Package
    strings: Strings
    styles: Styles
    epoch: dt.datetime
    numbers: dict[str | None, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    texts: dict[str, str] = field(default_factory=dict)
    kept: int = 0

    def shared(self, value: str) -> str:
        """Return a text by its position among the shared ones."""
        at = int(value)
        if not 0 <= at < len(self.strings.texts):
            self.package.refuse(f"thiếu chuỗi chữ số {at}", f"the shared text {at} is missing")
        return self.strings.texts[at]

    def form(self, style: str | None) -> Form:
        """Return the number format of a cell style."""
        forms = self.styles.forms
        at = int(style or 0)
        if not 0 <= at < len(forms):
            if self.styles.given:
                self.package.refuse(f"thiếu kiểu ô số {at}", f"the cell style {at} is missing")
            at = 0
        return forms[at]

    def number(self, style: str | None, value: str) -> str:
        """Return a number cell that was not seen before."""
        self._keep()
        raw = self.numbers[style][value] = number(value, self.form(style), self.epoch)
        return raw

    def other(self, kind: str, style: str | None, value: str) -> str:
        """Return a cell that says of what kind it is, or a text."""
        if kind == "n":
            return self.numbers[style].get(value) or self.number(style, value)
        found = typed(kind, value)
        if found is not None:
            return found
        raw = self.texts.get(value)
        if raw is None:
            self._keep()
            raw = self.texts[value] = plain(value)
        return raw

    def any(self, kind: str | None, style: str | None, value: str) -> str:
        """Return a cell of whatever kind."""
        return self.shared(value) if kind == "s" else self.other(kind or "n", style, value)

    def _keep(self) -> None:
        self.kept += 1
        if self.kept > _KEPT:
            for known in self.numbers.values():
                known.clear()
            self.texts.clear()
            self.kept = 0

    def font(self, raw: str, style: str | None, fonts: tuple[str, ...]) -> str:
        """Return the first font from before Unicode in which a text is set; '' where there is none."""
        if raw[0] == MARK or not has_letters(raw):
            return ""
        own = self.styles.old.get(int(style or 0), "")
        return next((font or own for font in fonts if font or own), "")
