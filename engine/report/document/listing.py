"""Danh sách: who is put forward for an award, collectives first, as what belongs to a Tờ trình or a decision."""

from __future__ import annotations

from ..papers.model import Material
from ..papers.reconcile import Says
from . import heads
from .model import Align, Block, Column, Count, Document, Line, ListHead, Para, Run, Table
from .roll import Member, Roll
from .shares import share_lines
from .text import clean, upper

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def listing(material: Material, roll: Roll) -> Document:
    """Return the list that goes with the Tờ trình of an award."""
    said = heads.own(material, "to-trinh", roll.award)
    belongs = heads.reference("Tờ trình", said, heads.SUBMISSION)
    return _listed(material, roll, f"Danh sách đề nghị tặng {roll.label}", f"(Kèm theo {belongs})")


def decided(material: Material, roll: Roll) -> Document:
    """Return the list that goes with the decision of an award: for everybody to read, so without what is ours."""
    said = heads.own(material, "quyet-dinh", roll.award)
    belongs = heads.reference("Quyết định", said, heads.DECISION)
    return _listed(material, roll, f"Danh sách được tặng {roll.label}", f"(Kèm theo {belongs})", public=True)


def _listed(material: Material, roll: Roll, title: str, belongs: str, *, public: bool = False) -> Document:
    head = ListHead("Phụ lục", upper(title), clean(material.view.title), belongs)
    blocks: list[Block] = [table(roll, public=public)]
    blocks.append(Para((Run("Danh sách gồm "), *roll.numbers(), Run("./.")), keep=True))
    if not public:
        blocks += [Para((Run(line, italic=True),)) for line in remarks(roll)]
        blocks += [Para((Run(line),)) for line in share_lines(material, roll)]
    return Document(title, material.day, head, tuple(blocks))


def remarks(roll: Roll) -> tuple[str, ...]:
    """Return what a reader must know before a list is taken for final."""
    out = []
    if roll.provisional:
        out.append("Danh sách là tạm thời: còn phụ thuộc vào quyết định khen thưởng chưa có hoặc hồ sơ chưa xét xong.")
    if roll.interim:
        out.append("Kết quả là sơ bộ: thời gian theo dõi chưa kết thúc vào ngày xét.")
    if not roll.voted:
        out.append("Danh sách lập theo kết quả xét; chưa có kết quả biểu quyết của Hội đồng.")
    return tuple(out)


def table(roll: Roll, *, public: bool = False) -> Table:
    """Return the table of a list: each kind a group, numbered by itself; remarks are not for the public."""
    columns = [Column("TT", 10, Align.CENTER), Column("Tên tập thể, cá nhân", 46)]
    columns += [Column("Chức vụ", 30)] if roll.positions else []
    columns += [Column("Đơn vị", 36), Column("Hình thức", 26, Align.CENTER), Column("Ghi chú", 22)]
    rows: list[Line] = []
    groups = [g for g in roll.groups if g.members]
    for number, group in enumerate(groups):
        label = _ROMAN[number] if number < len(_ROMAN) else str(number + 1)
        rows.append(Line((f"{label}. {upper(group.kind.word)}",), band=True))
        about = Count(roll.award, group.kind.id)
        for place, member in enumerate(group.members, 1):
            cells = [str(place), clean(member.entry.name)]
            cells += [member.position] if roll.positions else []
            cells += [clean(member.entry.unit), clean(roll.label), "" if public else remark(member)]
            rows.append(Line(tuple(cells), about=about))
    return Table(tuple(columns), tuple(rows))


def remark(member: Member) -> str:
    """Return what is particular about one row of a list."""
    award = member.entry.award
    told = [w for w, on in (("tạm thời", award.provisional), ("sơ bộ", award.interim)) if on]
    if member.council.says is Says.YES and not member.proposed:
        told.append("Hội đồng đề nghị, khác kết quả xét" + _reason(member))
    return clean("; ".join(told))


def refusal(member: Member) -> str:
    """Return what the minutes say of one who was considered and is not on the list."""
    match member.council.says:
        case Says.SILENT:
            return "chưa biểu quyết"
        case Says.NO:
            return clean("không đồng ý" + _reason(member))
        case _:
            return "chưa có kết luận"


def _reason(member: Member) -> str:
    return f": {member.council.reason}" if member.council.reason else ""
