"""What an office says of itself for its papers: bodies, numbers, signers, the council, its meeting, recipients.

Nothing of it is invented: what is not given is empty here, and papers show `BLANK` in its place.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

#: A place to be filled in by hand.
BLANK = "…………"


class Part(enum.Enum):
    """A member's part in the council."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    STANDING = "standing"
    SECRETARY = "secretary"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the authority's lines (`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`), the own title, the name."""

    authority: tuple[str, ...] = ()
    title: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the council; `present` is None where nobody said, `absence` the reason for not being there."""

    name: str
    position: str = ""
    part: Part = Part.MEMBER
    present: bool | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Council:
    """The council: its name, the decision that set it up, its members in the order given."""

    name: str = ""
    set_up_by: str = ""
    members: tuple[Member, ...] = ()

    def of(self, part: Part) -> tuple[Member, ...]:
        """Return the members with one part."""
        return tuple(m for m in self.members if m.part is part)

    def named(self, part: Part) -> str:
        """Return the name of the one member with a part; empty where there is none, or several."""
        found = self.of(part)
        return found[0].name if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the council: day, hours as written, place; chair and secretary where they are not the council's."""

    day: dt.date | None = None
    start: str = ""
    end: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What one paper says at its head and foot; what it leaves out is the office's own.

    `addressees` is "Kính gửi", `basis` the lines of "Căn cứ" in the office's words.
    """

    parent: str = ""
    body: str = ""
    place: str = ""
    number: str = ""
    day: dt.date | None = None
    addressees: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    signer: Signer = Signer()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """One office's settings: the body above it, its own name, its place; and what single papers have of their own."""

    name: str = ""
    parent: str = ""
    place: str = ""
    signer: Signer = Signer()
    recipients: tuple[str, ...] = ()
    council: Council = Council()
    meeting: Meeting = Meeting()
    documents: Mapping[str, Document] = field(default_factory=dict)

    def document(self, paper: str, award: str = "") -> Document:
        """Return head and foot of a paper about one award: what is set for it, else for the paper, else the office's.

        Number and day are one document's own: where an award has a document of its own, they are that one's.
        """
        own = self.documents.get(f"{paper} / {award}", Document()) if award else Document()
        whole = self.documents.get(paper, Document())
        single = whole if own == Document() else own
        return Document(
            own.parent or whole.parent or self.parent,
            own.body or whole.body or self.name,
            own.place or whole.place or self.place,
            own.number or single.number,
            own.day or single.day,
            own.addressees or whole.addressees,
            own.basis or whole.basis,
            next((s for s in (own.signer, whole.signer) if s != Signer()), self.signer),
            own.recipients or whole.recipients or self.recipients,
        )

    @property
    def chair(self) -> str:
        """Return who chaired the meeting: who is named there, else the council's chair unless absent."""
        return self.meeting.chair or self._there(Part.CHAIR)

    @property
    def secretary(self) -> str:
        """Return who kept the minutes: who is named there, else the council's secretary unless absent."""
        return self.meeting.secretary or self._there(Part.SECRETARY)

    def before(self, day: dt.date, papers: Collection[str]) -> Iterator[tuple[str, dt.date]]:
        """Yield what of some papers is dated before a day, as the settings call it; the meeting where they tell it."""
        if self.meeting.day is not None and self.meeting.day < day and {"bien-ban", "to-trinh"} & set(papers):
            yield "cuộc họp", self.meeting.day
        for name, document in self.documents.items():
            if document.day is not None and document.day < day and name.partition(" / ")[0] in papers:
                yield name, document.day

    def _there(self, part: Part) -> str:
        found = self.council.of(part)
        return found[0].name if len(found) == 1 and found[0].present is not False else ""


NO_OFFICE = Office()
