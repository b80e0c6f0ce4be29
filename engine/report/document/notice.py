"""Thông báo: what was decided about a unit and its staff, what it still lacks; nobody who violated is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...diagnostics import Lang
from ...explain import decision_words, one_line
from ...explain.assessing import assessment_line, assessment_verdict
from ...explain.blocks import Depth, Role, Sort, capital
from ...explain.outline import outline
from ...explain.proof import AwardProof, SubjectProof
from ...explain.redact import Audience, Redactor
from ...explain.rows import Row
from ...explain.subjects import collective
from ...values import Decision, Verdict
from ..papers.model import Material
from ..papers.office import BLANK
from ..papers.reconcile import Says
from . import heads
from .model import Addressed, Align, Block, Column, Document, Line, Para, Run, Section, Table
from .roll import Member, Roll
from .text import clean, long_day, runs, short_day, two

_TOLD = frozenset({Role.LINE, Role.REASON, Role.HEAD, Role.FACT, Role.MISSING, Role.SETTLED, Role.RANK, Role.LAW})
_NAMELESS = "Một cá nhân"
_SILENT = frozenset({Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED})
_CLOSED = frozenset({Decision.NOT_PROPOSED, Decision.BARRED, *_SILENT})


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its own proof where it is a subject, and the proofs of its staff."""

    row: Row
    own: SubjectProof | None
    staff: tuple[SubjectProof, ...]

    @property
    def name(self) -> str:
        """Return its name, else its key."""
        return clean(self.row.name or self.row.key)


def units_of(material: Material) -> tuple[Unit, ...]:
    """Return every unit about which something was decided: nominated itself, or with staff that was."""
    ready = material.view.evaluation.plan
    found: dict[tuple[str, int], tuple[Row, list[SubjectProof], list[SubjectProof]]] = {}
    for proof in material.view.subjects:
        if collective(ready, proof.kind):
            found.setdefault((proof.row.register, proof.row.index), (proof.row, [], []))[1].append(proof)
        elif (owner := proof.row.owner) is not None:
            found.setdefault((owner.register, owner.index), (owner, [], []))[2].append(proof)
    units = (Unit(row, next(iter(own), None), tuple(staff)) for row, own, staff in found.values())
    return tuple(u for u in units if any(_asked(p) for p in (*([u.own] if u.own else []), *u.staff)))


def notice(material: Material, unit: Unit, rolls: Sequence[Roll], redactor: Redactor) -> Document:
    """Return the notice to one unit."""
    said = heads.own(material, "thong-bao")
    what = "Kết quả xét khen thưởng" if material.view.awards else "Kết quả đánh giá"
    title = f"Thông báo {what[:1].lower()}{what[1:]}: {unit.name}"
    head = heads.state_head(said, heads.NOTICE, "THÔNG BÁO", f"{what} đối với {unit.name}")
    body = clean(said.body) or BLANK
    blocks: list[Block] = [
        Addressed((unit.name,)),
        Para(runs(f"Thực hiện “{clean(material.view.title)}”, {body} thông báo kết quả xét đến hết "
                  f"{long_day(material.day)} như sau:")),
    ]  # fmt: skip
    number = 1
    if unit.own is not None:
        blocks.append(Section(f"{number}. Đối với tập thể"))
        blocks += _collective(material, unit.own, rolls, redactor)
        number += 1
    staff = tuple(_staff(material, unit, rolls, redactor))
    if staff:
        blocks += [Section(f"{number}. Đối với cá nhân thuộc đơn vị"), *staff]
    blocks += [
        Para(runs(f"{body} thông báo để {unit.name} biết, thực hiện./.")),
        heads.foot(said, "Như trên", f"Lưu: VT, {BLANK}"),
    ]
    return Document(title, material.day, head, tuple(blocks))


def redactor_of(material: Material) -> Redactor:
    """Return what takes names out of proofs before a unit reads them."""
    return Redactor(material.view.evaluation, Audience.PEERS, Lang.VI)


def _asked(proof: SubjectProof) -> bool:
    return any(a.decision not in _SILENT for a in proof.awards.values()) or any(
        a.verdict is not Verdict.NOT_APPLICABLE for a in proof.assessments.values()
    )


def _copy(material: Material, proof: SubjectProof, redactor: Redactor) -> SubjectProof:
    """Return a proof as its reader may see it; one that was redacted before stays as it is."""
    if not material.open:
        return proof
    redactor.about = (proof.kind, proof.row.index)
    return redactor.proof(proof)


def _collective(material: Material, proof: SubjectProof, rolls: Sequence[Roll], redactor: Redactor) -> Iterator[Block]:
    """Yield every decision about the unit itself, why, what it still lacks, and by when."""
    copy = _copy(material, proof, redactor)
    for section in outline(copy, Lang.VI, depth=Depth.PAGE).sections:
        if section.sort not in {Sort.AWARD, Sort.ASSESSMENT}:
            continue
        award = copy.awards.get(section.id)
        yield Para((Run(f"- {clean(capital(section.title))}.", bold=True),), keep=True)
        for block in section.blocks:
            if block.role in _TOLD and (block.depth or block.role is not Role.LAW):
                marker = f"{block.marker} " if block.marker else ""
                text = clean(block.text)
                text = text if block.role is Role.HEAD else text.removesuffix(":")
                yield Para((Run(marker + text, italic=block.role is Role.LAW),), indent=False, level=block.depth + 1)
        if award is None:
            continue
        yield from (Para(runs(line), indent=False, level=1) for line in _deadlines(copy, award))
        if council := _voted(proof, section.id, rolls):
            yield Para(runs(f"{council}."), indent=False, level=1)


def _deadlines(proof: SubjectProof, award: AwardProof) -> Iterator[str]:
    """Yield the deadlines of what is not met: until when it may still be done, or that it is over."""
    dues = {c.due.id: c.due for r in award.reasons if (c := proof.criteria.get(r.id)) and c.due is not None}
    for due in dues.values():
        if due.last is not None and not due.passed:
            yield f"Còn hạn đến hết ngày {short_day(due.last)}: {clean(due.label)}."
        elif due.last is not None:
            yield f"Đã hết hạn ngày {short_day(due.last)}: {clean(due.label)}."


def _voted(proof: SubjectProof, award: str, rolls: Sequence[Roll]) -> str:
    """Return what the council came to, where it voted on the award and this subject was before it."""
    members = [m for r in rolls if r.award == award and r.voted for g in r.considered for m in g.members]
    found = next((m.council.says for m in members if _who(m) == (proof.kind, proof.row.index)), None)
    match found:
        case None:
            return ""
        case Says.YES:
            return "Hội đồng đồng ý đề nghị"
        case Says.NO:
            return "Hội đồng không đồng ý đề nghị"
        case Says.SILENT:
            return "Hội đồng chưa biểu quyết"
        case _:
            return "Hội đồng chưa kết luận"


def _staff(material: Material, unit: Unit, rolls: Sequence[Roll], redactor: Redactor) -> Iterator[Block]:
    """Yield who of the staff is on each list, then everybody else who was put forward, with the reason."""
    mine = {(p.kind, p.row.index): p for p in unit.staff}
    listed: set[tuple[str, int, str]] = set()
    for roll in rolls:
        on = [m for g in roll.groups for m in g.members if _who(m) in mine]
        listed |= {(*_who(m), roll.award) for m in on}
        if on:
            names = "; ".join(clean(m.entry.name) for m in on)
            yield Para(runs(f"- Được đề nghị tặng {clean(roll.label)}: {two(len(on))} cá nhân, gồm: {names}."))
    rows = []
    for (kind, index), proof in mine.items():
        for award in proof.awards.values():
            refused = award.lower is not None and award.decision in _CLOSED
            if award.decision in _SILENT or refused or (kind, index, award.id) in listed:
                continue
            copy = _copy(material, proof, redactor)
            name = clean(proof.row.name or proof.row.key) if _named(material, proof, redactor) else _NAMELESS
            told = (decision_words(copy.awards[award.id], Lang.VI), _voted(proof, award.id, rolls))
            result = "; ".join(t for t in told if t)
            line = _reasons(copy, award.id) if name == _NAMELESS else one_line(copy, award.id, Lang.VI)
            rows.append((name, clean(award.label), result, clean(line)))
        for assessed in proof.assessments.values():
            if assessed.verdict in {Verdict.NOT_MET, Verdict.UNDETERMINED}:
                copy = _copy(material, proof, redactor)
                name = clean(proof.row.name or proof.row.key) if _named(material, proof, redactor) else _NAMELESS
                one = copy.assessments[assessed.id]
                line = "" if name == _NAMELESS else assessment_line(copy, one, Lang.VI)
                rows.append((name, clean(one.label), assessment_verdict(one, Lang.VI), clean(line)))
    if rows:
        yield Para(runs("- Các trường hợp khác:"), keep=True)
        columns = (
            Column("TT", 10, Align.CENTER), Column("Họ và tên", 40), Column("Hình thức", 30, Align.CENTER),
            Column("Kết quả", 34), Column("Lý do", 56),
        )  # fmt: skip
        rows.sort(key=lambda r: r[0] == _NAMELESS)
        yield Table(columns, tuple(Line((str(n), *row)) for n, row in enumerate(rows, 1)))


def _reasons(proof: SubjectProof, award: str) -> str:
    """Return the bare reasons of a decision, without a word of what somebody did."""
    told = outline(proof, Lang.VI, award).sections[0].blocks
    return "; ".join(clean(b.text).removesuffix(":") for b in told if b.role is Role.REASON)


def _who(member: Member) -> tuple[str, int]:
    return member.entry.proof.kind, member.entry.proof.row.index


def _named(material: Material, proof: SubjectProof, redactor: Redactor) -> bool:
    if not material.open:
        return True  # the view has put a number in the place of a name
    redactor.about = (proof.kind, proof.row.index)
    return redactor.named(proof.kind, proof.row.index)
