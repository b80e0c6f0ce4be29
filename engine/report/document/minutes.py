"""Biên bản họp Hội đồng: who met, what lay before them, and for each award what they came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...diagnostics import Lang
from ...explain import one_line
from ...explain.blocks import capital
from ...explain.lacking import Waits
from ...values import Decision
from ..papers.model import Material
from ..papers.office import BLANK, Member, Part
from ..papers.office_file import PARTS
from ..papers.reconcile import Says, Votes
from ..view import Entry
from . import heads
from .listing import refusal, remark
from .model import Align, Block, Column, Count, Document, Foot, Hand, Line, Para, Run, Section, Table
from .roll import Member as Candidate
from .roll import Roll, outcomes
from .text import clean, long_day, runs, two, upper


def minutes(material: Material, rolls: Sequence[Roll]) -> Document:
    """Return the minutes of the council's meeting on all awards."""
    office, said = material.office, heads.own(material, "bien-ban")
    mine = office.documents.get("bien-ban")
    name = clean(office.council.name)
    summary = f"Họp {name or 'Hội đồng Thi đua - Khen thưởng'}"
    parent, body = (mine.parent, mine.body) if mine is not None else ("", "")
    issued = replace(said, parent=parent, body=body or name)  # the council's own paper, not the office's
    head = heads.state_head(issued, heads.MINUTES, "BIÊN BẢN", summary, with_day=False)
    receivers = said.recipients if mine is not None and mine.recipients else heads.elsewhere(said.recipients)
    blocks = [*_opening(material), *_council(material), Section("II. NỘI DUNG")]
    blocks += _before(material, rolls)
    blocks += [Para(runs("2. Ý kiến thảo luận của thành viên Hội đồng: " + BLANK * 3))]
    for number, roll in enumerate(rolls, 3):
        blocks += _award(number, roll)
    number = len(rolls) + 3
    asked = _asked(material)
    if asked:
        blocks += [Para(runs(f"{number}. Trường hợp còn chờ ý kiến của Hội đồng:"), keep=True), _questions(asked)]
        number += 1
    blocks.append(Para(runs(f"{number}. Kết luận của chủ tọa: " + BLANK * 3)))
    blocks.append(
        Para(runs(f"Cuộc họp kết thúc vào {clean(office.meeting.end) or '…… giờ ……'}, "
                  f"{long_day(heads.day_of_meeting(material))}./."))
    )  # fmt: skip
    blocks.append(
        Foot(
            Hand(("CHỦ TỌA",), clean(office.chair) or BLANK),
            Hand(("THƯ KÝ",), clean(office.secretary) or BLANK),
            tuple(clean(r) for r in receivers) or (BLANK, "Lưu: VT, Hồ sơ"),
        )
    )
    return Document("Biên bản họp Hội đồng", material.day, head, tuple(blocks))


def _opening(material: Material) -> Iterator[Block]:
    meeting = material.office.meeting
    day = long_day(heads.day_of_meeting(material))
    yield Para(runs(f"Thời gian bắt đầu: {clean(meeting.start) or '…… giờ ……'}, {day}."))
    yield Para(runs(f"Địa điểm: {clean(meeting.place) or BLANK}."))


def _council(material: Material) -> Iterator[Block]:
    """Yield who met: present, absent with the reason, guests, chair, secretary."""
    office = material.office
    council = office.council
    yield Section("I. THÀNH PHẦN THAM DỰ")
    if council.set_up_by:
        yield Para(runs(f"Hội đồng được thành lập theo {clean(council.set_up_by)}."))
    members = council.members
    absent = [m for m in members if m.present is False]
    there = [m for m in members if m.present is not False]
    known = all(m.present is not None for m in members) and members
    if known:
        yield Para(runs(f"Thành viên có mặt: {two(len(there))}/{two(len(members))} người, gồm:"), keep=True)
    elif members:
        yield Para(runs(f"Thành viên Hội đồng: {two(len(members))} người (có mặt: {BLANK} người), gồm:"), keep=True)
    else:
        yield Para(runs(f"Thành viên có mặt: {BLANK}/{BLANK} người, gồm: {BLANK}."))
    yield from (_line(m, last=n == len(there)) for n, m in enumerate(there, 1))
    if absent:
        yield Para(runs(f"Vắng mặt: {heads.people(len(absent))}:"), keep=True)
        yield from (_line(m, last=n == len(absent)) for n, m in enumerate(absent, 1))
    if office.meeting.guests:
        yield Para(runs("Khách mời: " + "; ".join(clean(g) for g in office.meeting.guests) + "."))
    yield Para(runs(f"Chủ trì (chủ tọa): {_with_position(material, office.chair)}."))
    yield Para(runs(f"Thư ký (người ghi biên bản): {_with_position(material, office.secretary)}."))


def _line(member: Member, *, last: bool) -> Para:
    part = capital(f"{PARTS[member.part]} Hội đồng") if member.part is not Part.MEMBER else ""
    told = [clean(member.name), capital(clean(member.position)), part]
    reason = f" (lý do: {clean(member.absence)})" if member.absence else ""
    return Para(runs(f"- {', '.join(t for t in told if t)}{reason}{'.' if last else ';'}"))


def _with_position(material: Material, name: str) -> str:
    found = [m for m in material.office.council.members if m.name == name and m.position]
    return f"{clean(name)}, {capital(clean(found[0].position))}" if found else clean(name) or BLANK


def _before(material: Material, rolls: Sequence[Roll]) -> Iterator[Block]:
    """Yield what lay before the council: of which plan and day, and the outcome of every award by the rules."""
    yield Para(
        runs(f"1. Kết quả xét theo “{clean(material.view.title)}”, tính đến hết {long_day(material.day)}:"), keep=True
    )
    for roll in rolls:
        told = "; ".join(f"{words}: {numbers}" for words, numbers in outcomes(material, roll.award))
        yield Para(runs(f"- {roll.label}: {told or 'không có đối tượng'}."))


def _award(number: int, roll: Roll) -> Iterator[Block]:
    """Yield what the council came to on one award: the numbers, and the table of everybody it considered."""
    label = clean(roll.label)
    if not any(g.members for g in roll.considered):
        yield Para(runs(f"{number}. {label}: không có trường hợp nào để xét."))
        return
    if roll.voted:
        lead = f"{number}. {label}: Hội đồng biểu quyết, thống nhất đề nghị tặng cho "
        yield Para((Run(lead), *roll.numbers(), Run(", kết quả cụ thể:")), keep=True)
    else:
        lead = f"{number}. {label}: trình Hội đồng "
        yield Para((Run(lead), *roll.numbers(), Run("; kết quả biểu quyết ghi tại bảng sau:")), keep=True)
    columns = (
        Column("TT", 10, Align.CENTER), Column("Tên tập thể, cá nhân", 52), Column("Hình thức", 34, Align.CENTER),
        Column("Số phiếu, tỷ lệ đồng ý", 36, Align.CENTER), Column("Ghi chú", 38),
    )  # fmt: skip
    rows: list[Line] = []
    for considered, on in zip(roll.considered, roll.groups, strict=True):
        if not considered.members:
            continue
        agreed = {id(m.entry) for m in on.members}
        rows.append(Line((upper(considered.kind.word),), band=True))
        for place, member in enumerate(considered.members, 1):
            about = Count(roll.award, on.kind.id) if id(member.entry) in agreed else None
            cells = (str(place), _who(member.entry), label, votes_told(member.council.votes), _remark(member, roll))
            rows.append(Line(cells, about=about))
    yield Table(columns, tuple(rows))


def votes_told(votes: Votes) -> str:
    """Return the votes for somebody as a share of all members; what is not known keeps a place to write in."""
    agree = BLANK[:2] if votes.agree is None else str(votes.agree)
    members = BLANK[:2] if votes.members is None else str(votes.members)
    told = "số phiếu vượt số thành viên" if votes.over else share(votes.share) if votes.share is not None else ""
    return f"{agree}/{members}{f' ({told})' if told else ''}"


def share(part: Fraction) -> str:
    """Return a share in per cent: exact where two decimals are enough, else marked as rounded (half up)."""
    hundredths, rest = divmod(part.numerator * 10000, part.denominator)
    near = hundredths + (2 * rest >= part.denominator)
    units, decimals = divmod(near, 100)
    told = f"{units},{decimals:02d}".rstrip("0").rstrip(",")
    return f"{'≈ ' if rest else ''}{told}%"


def _who(entry: Entry) -> str:
    unit = clean(entry.unit)
    return f"{clean(entry.name)}{f', {unit}' if unit else ''}"


def _remark(member: Candidate, roll: Roll) -> str:
    """Return why a row is not what the rules propose, or not on the list."""
    told = refusal(member) if roll.voted and member.council.says is not Says.YES else remark(member)
    odd = member.council.says is Says.YES and member.council.votes.refused
    return "; ".join(t for t in (told, "số phiếu không tán thành nhiều hơn tán thành" if odd else "") if t)


def _asked(material: Material) -> list[Entry]:
    """Return who waits for the council: tied at the line, or pending on an answer of its own."""
    return [
        e
        for e in material.view.entries
        if e.decision is Decision.TIED
        or (e.decision is Decision.PENDING and any(Waits.COUNCIL in r.waits for r in e.award.reasons))
    ]


def _questions(entries: Sequence[Entry]) -> Table:
    columns = (
        Column("TT", 10, Align.CENTER), Column("Tên tập thể, cá nhân", 48), Column("Hình thức", 32, Align.CENTER),
        Column("Nội dung", 60), Column("Ý kiến", 20),
    )  # fmt: skip
    rows = tuple(
        Line((str(n), _who(e), clean(e.award.label), clean(one_line(e.proof, e.award.id, Lang.VI)), ""))
        for n, e in enumerate(entries, 1)
    )
    return Table(columns, rows)
