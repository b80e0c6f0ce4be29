"""The lines of "Căn cứ": the plan as the rule set knows it, what the office adds, the papers that came before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ...law import Document as Source
from ...values import Date
from ..papers.model import Material
from ..papers.office import BLANK
from . import heads
from .text import clean, long_day, numbered

#: What a document is, by the letters in its number; the decree's Phụ lục III.
_KINDS = {
    "KH": "Kế hoạch", "QĐ": "Quyết định", "NQ": "Nghị quyết", "HD": "Hướng dẫn", "TB": "Thông báo", "CT": "Chỉ thị",
    "CTr": "Chương trình", "QC": "Quy chế", "QyĐ": "Quy định", "TTr": "Tờ trình", "BC": "Báo cáo", "CV": "Công văn",
}  # fmt: skip
_LETTERS = re.compile(r"/(?:\d{4}/)?([A-Za-zĐđ]+)-")


def plan_lines(material: Material, given: tuple[str, ...]) -> Iterator[str]:
    """Yield a line for every document of the rule set that the office does not name itself."""
    for source in material.view.evaluation.plan.documents.values():
        number = known_number(source)
        told = " ".join(given).casefold()
        if clean(source.title).casefold() not in told and not (number and number.casefold() in told):
            yield f"Căn cứ {named(material, source)}"


def named(material: Material, source: Source) -> str:
    """Return a document with its number and day, as far as they are known."""
    number = known_number(source)
    letters = _LETTERS.search(number)
    kind = _KINDS.get(letters[1], "văn bản") if letters else "văn bản"
    title = clean(source.title)
    if title.casefold().startswith(kind.casefold()):
        title = title[len(kind) :].strip()
    return f"{kind} số {number or BLANK} {long_day(issued(material, source))} của {BLANK} về “{title}”"


def known_number(source: Source) -> str:
    """Return the number of a document; empty where the rule set says that it is not known."""
    number = clean(source.number)
    return "" if number.casefold() in {"unknown", "không rõ"} else number


def issued(material: Material, source: Source) -> dt.date | None:
    """Return the day of a document, where the rule set asks for it and somebody answered."""
    evaluation = material.view.evaluation
    for one in evaluation.plan.parameters.values():
        asked = isinstance(one.type, Date) and "ngày ban hành" in one.ask.casefold()
        if asked and one.citation is not None and one.citation.document == source.id:
            answer = evaluation.dossier.parameters.get(one.id)
            value = answer.value if answer is not None else None
            if isinstance(value, dt.date):
                return value
    return None


def submission_grounds(material: Material, award: str) -> tuple[str, ...]:
    """Return what a Tờ trình rests on: the plan, the office's own lines, the grant below it, the minutes."""
    said = heads.own(material, "to-trinh", award)
    lines = [*plan_lines(material, said.basis), *said.basis]
    among = material.view.evaluation.plan.awards[award].among
    if among is not None:
        lower = material.view.awards[among.award]
        granted = heads.own(material, "quyet-dinh", among.award)
        lines.append(f"Căn cứ {heads.reference('Quyết định', granted, heads.DECISION)} về việc tặng {lower}")
    lines.append(f"Căn cứ {minutes_named(material)}")
    return tuple(lines)


def minutes_named(material: Material) -> str:
    """Return the minutes as other papers name them."""
    said = heads.own(material, "bien-ban")
    number = numbered(said.number, heads.MINUTES).removeprefix("Số: ")
    council = clean(material.office.council.name) or "Hội đồng Thi đua - Khen thưởng"
    return f"Biên bản số {number} {long_day(heads.day_of_meeting(material))} của {council}"


def decision_grounds(material: Material, award: str) -> tuple[str, ...]:
    """Return what a decision rests on: the plan, the office's own lines, and the Tờ trình that asks for it."""
    said, asking = heads.own(material, "quyet-dinh", award), heads.own(material, "to-trinh", award)
    reference = heads.reference("Tờ trình", asking, heads.SUBMISSION, of=False)
    return (
        *plan_lines(material, said.basis),
        *said.basis,
        f"Theo đề nghị của {clean(asking.body) or BLANK} tại {reference}",
    )
