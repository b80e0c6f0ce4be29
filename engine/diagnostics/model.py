"""Findings as values: a code from the one table, a place, and the words that fill its sentence."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..source import Cell, Span
from .days import retold
from .filling import filled
from .lang import Lang


class Severity(enum.Enum):
    """How much a finding weighs: an error stops, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One line of the code table: the sentence and the help in both languages, with `{names}` to fill.

    A sentence has no capital, no full stop, and puts the offending text in backticks.
    """

    id: str
    severity: Severity
    vi: str
    en: str
    help_vi: str = ""
    help_en: str = ""


Place = Span | Cell | None
#: Words of a sentence that are the program's own and may be days; others are quoted as they stand.
_DAYS = frozenset({"day", "end", "first", "last", "as_of", "value", "second"})


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that belongs to a finding, with a short sentence in both languages."""

    vi: str
    en: str
    place: Place = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    code: Code
    place: Place
    args: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @property
    def severity(self) -> Severity:
        """Return how much it weighs."""
        return self.code.severity

    def message(self, lang: Lang = Lang.VI) -> str:
        """Return the sentence."""
        return filled(self.code.vi if lang is Lang.VI else self.code.en, self._told(lang))

    def help(self, lang: Lang = Lang.VI) -> str:
        """Return what to do, or an empty text."""
        return filled(self.code.help_vi if lang is Lang.VI else self.code.help_en, self._told(lang))

    def _told(self, lang: Lang) -> Mapping[str, str]:
        """Return the words that fill a sentence, a day that is not quoted in the form of the language."""
        if lang is Lang.VI or not _DAYS & self.args.keys():
            return self.args
        return {k: retold(v, lang) if k in _DAYS else v for k, v in self.args.items()}

    def sort_key(self) -> tuple[str, str, int, str, str, str]:
        """Order by file, place, code and words, so that nothing depends on when a check ran."""
        words = repr(sorted(self.args.items()))
        match self.place:
            case Span() as span:
                return (span.source.name, "", span.start, self.code.id, "", words)
            case Cell() as cell:
                letters = cell.cell.rstrip("0123456789")
                number = int(cell.cell[len(letters) :] or 0)
                return (cell.file, cell.sheet, number, f"{len(letters)}{letters}", self.code.id, words)
            case None:
                return ("", "", 0, self.code.id, "", words)


class ReportedError(Exception):
    """Raised once at the edge of a stage, carrying every finding of that stage, sorted."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the findings, sorted by place, each once."""
        self.diagnostics = arranged(diagnostics)
        super().__init__("; ".join(d.message(Lang.EN) for d in self.diagnostics[:3]))


def arranged(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings sorted by place, without repetitions."""
    out: list[Diagnostic] = []
    for found in sorted(diagnostics, key=Diagnostic.sort_key):
        if found not in out[-8:]:
            out.append(found)
    return tuple(out)


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return only the errors."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)
