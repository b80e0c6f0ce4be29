"""What a paper is, and what every paper is made from: one view, the office's own settings, the place of the books."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ...diagnostics import Lang
from ..view import View
from .office import NO_OFFICE, Office

#: A file; or several that belong together, by name, in a folder of their own.
Made = bytes | Mapping[str, bytes]


class Form(enum.Enum):
    """As which file a paper by NĐ 30/2020 is printed."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Template:
    """An office's own template of a paper: the name of its file, and its bytes."""

    name: str
    data: bytes


class Need(enum.Enum):
    """What an evaluation must have for a paper to say anything."""

    AWARDS = "awards"
    JUDGEMENTS = "judgements"


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a paper is made from.

    `sources`: for the name of a book as cells have it, where it lies seen from the folder of the papers (posix, not
    escaped); a book that is not there (inside an archive, or hidden from the reader of the paper) has no link.
    `forms` and `templates` (by the paper's id): how papers by NĐ 30/2020 are printed; `about`: the subjects (kind, row)
    that are explained, those that the paper chooses where nobody is named.
    """

    view: View
    office: Office = NO_OFFICE
    sources: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[Form, ...] = (Form.DOCX,)
    templates: Mapping[str, Template] = field(default_factory=dict)
    about: tuple[tuple[str, int], ...] = ()

    @property
    def lang(self) -> Lang:
        """Return the language of the words around the data."""
        return self.view.lang

    @property
    def day(self) -> dt.date:
        """Return the day as of whose end everybody was judged."""
        return self.view.as_of

    @property
    def open(self) -> bool:
        """Tell whether the paper may show everything, being for the council itself."""
        return self.view.redacted is None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its id on the command line, its file (or folder), its titles, who makes it, what it needs.

    `inside`: it is for the council and its office alone, and there is no copy of it for others.
    """

    id: str
    file_name: str
    title_vi: str
    title_en: str
    make: Callable[[Material], Made]
    needs: Need | None = None
    inside: bool = False

    def title(self, lang: Lang) -> str:
        """Return what the paper is called."""
        return self.title_vi if lang is Lang.VI else self.title_en

    def fits(self, material: Material) -> bool:
        """Tell whether there is anything for this paper to say."""
        if self.inside and not material.open:
            return False
        match self.needs:
            case None:
                return True
            case Need.AWARDS:
                return bool(material.view.awards)
            case Need.JUDGEMENTS:
                return bool(material.view.evaluation.plan.judgements)
