"""Heads and feet of papers from the office's settings; what is not given there keeps a visible place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from ...records.binding import bare
from ..papers.model import Material
from ..papers.office import BLANK, Document, Signer
from .model import Foot, Hand, StateHead
from .text import clean, dated, long_day, numbered, two, upper

#: Letters of a kind of paper in its number (Phụ lục III of the decree).
MINUTES, SUBMISSION, DECISION, NOTICE = "BB", "TTr", "QĐ", "TB"


def own(material: Material, paper: str, award: str = "") -> Document:
    """Return what the office says of one paper; a paper of another body does not have the office's own parent."""
    office = material.office
    said = office.document(paper, award)
    given = [d for d in (office.documents.get(f"{paper} / {award}"), office.documents.get(paper)) if d is not None]
    if paper == "quyet-dinh" and not given:  # who may grant an award is not known from who runs the council's office
        said = replace(said, parent="", body="", number="", day=None, signer=Signer(), recipients=())
    foreign = said.body != office.name and not any(d.parent for d in given)
    return replace(said, parent="") if foreign else said


def state_head(
    said: Document, letters: str, kind: str, summary: str, *, draft: bool = False, with_day: bool = True
) -> StateHead:
    """Return the head of a paper; a draft has neither number nor day, which are given when it is signed."""
    day = None if draft else said.day
    return StateHead(
        upper(said.parent),
        upper(said.body) or BLANK,
        numbered("" if draft else said.number, letters),
        dated(said.place, day) if with_day else "",
        kind,
        clean(summary),
        draft,
    )


def hand(signer: Signer) -> Hand:
    """Return who signs: the authority's lines, then the own title unless it stands there already."""
    lines = [upper(line) for line in signer.authority]
    title = upper(signer.title)
    if title and title not in lines:
        lines.append(title)
    return Hand(tuple(lines) or (BLANK,), clean(signer.name) or BLANK)


def foot(said: Document, *receivers: str) -> Foot:
    """Return the foot of a paper: who signs, and who receives it (the form's own lines where nobody is named)."""
    return Foot(hand(said.signer), receivers=tuple(clean(r) for r in said.recipients) or receivers)


def elsewhere(receivers: Sequence[str]) -> tuple[str, ...]:
    """Return who receives a paper that is addressed to nobody: "Như trên" means those whom a letter is addressed to."""
    return tuple(r for r in receivers if bare(r.strip(" -;,.")) != "nhu tren")


def by_article(receivers: Sequence[str], article: int) -> tuple[str, ...]:
    """Return who receives a decision: first those who carry it out, by its article unless the office names another.

    Empty where nobody is named.
    """
    if not receivers or any(bare(r.strip(" -")).startswith("nhu dieu ") for r in receivers):
        return tuple(receivers)
    return (f"Như Điều {article}", *elsewhere(receivers))


def authority(said: Document) -> str:
    """Return who decides: the office that `KT.` or `TUQ.` stand for, else the signer's own title, with its body.

    Empty where the settings do not say so.
    """
    titles = [upper(line) for line in said.signer.authority]
    acting = [t.split(".", 1)[1].strip() for t in titles if t.startswith(("KT.", "TUQ.", "TL."))]
    title = next(iter(acting), upper(said.signer.title))
    body = upper(said.body)
    if any(t.startswith("TM.") for t in titles) and not acting:
        return body
    return f"{title} {body}".strip() if title and body else ""


def reference(kind: str, said: Document, letters: str, *, of: bool = True) -> str:
    """Return how another paper names this one: `Tờ trình số 05/TTr-PNV ngày 05 tháng 12 năm 2020 của ...`."""
    number = numbered(said.number, letters).removeprefix("Số: ")
    body = f" của {clean(said.body) or BLANK}" if of else ""
    return f"{kind} số {number} {long_day(said.day)}{body}"


def day_of_meeting(material: Material) -> dt.date | None:
    """Return the day on which the council met, as the minutes or the meeting have it."""
    return material.office.meeting.day or own(material, "bien-ban").day


def people(count: int) -> str:
    """Return a number of people."""
    return f"{two(count)} người"
