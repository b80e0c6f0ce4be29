"""A rule set as a council member reads it: clause by clause, in words, readings marked, no identifier in sight."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from .. import plan
from ..diagnostics import Lang
from ..explain.wording import Wording
from ..law import Citation, Clause, Document, Reading, fold

_VI = {
    "number": "Số văn bản", "unknown": "văn bản nguồn không ghi", "waived": "Không lập thành tiêu chí: {}",
    "parameter": "Cần nhập: {}", "period": "Thời gian: {}, từ {} đến {}", "deadline": "Thời hạn: {}, chậm nhất {}",
    "judgement": "Hỏi ý kiến ({}): {}", "measure": "Đại lượng: {} = {}", "criterion": "Tiêu chí ({}): {}",
    "bar": "Không xem xét khen thưởng ({}): {}", "suspension": "Chưa xét ({}): {}", "met": "Đạt khi: {}",
    "applies": "Chỉ áp dụng khi: {}", "when": "Khi: {}", "due": "Phải làm xong chậm nhất {}", "keep": "Phải giữ trong suốt {}",
    "none-met": "Nếu không có dòng nào: coi là đạt", "none-not-met": "Nếu không có dòng nào: coi là không đạt",
    "none-not-applicable": "Nếu không có dòng nào: không áp dụng", "award": "Hình thức khen thưởng: {}",
    "to": "{}: {}", "all": "đạt tất cả: {}", "least": "đạt ít nhất {} trong: {}", "nothing": "không có điều kiện riêng",
    "among": "Chỉ xét trong số đã {} “{}”", "granted": "được tặng", "proposed": "được đề nghị", "choose": "và được chọn: {}",
    "nomination": "Chỉ xét đối tượng được đơn vị đề nghị “{}”", "quota": "Hạn mức “{}” ({}): {}",
    "count": "không quá {}", "share": "không quá {}% {}", "pool": "số được xếp hạng", "rank": "xếp hạng theo {}",
    "council": "đồng hạng tại ngưỡng do Hội đồng quyết định", "keepties": "đồng hạng tại ngưỡng đều được chọn",
    "rounding-down": "làm tròn xuống", "rounding-up": "làm tròn lên", "rounding-half-up": "làm tròn đến gần nhất",
    "reading": "Cách hiểu: {} → {} (theo {})", "again": "Cách hiểu đã nêu ở trên: {}", "slip": "Bản sao ghi “{}”, hiểu là “{}”", "quote": "“{}”",
    "assessment": "Đánh giá ({}): {}", "registers": "Các danh sách cần có", "complete-basis": "đầy đủ khi có xác nhận: {}",
    "complete-count": "đầy đủ khi số dòng bằng “{}” của “{}”", "open": "không có xác nhận đầy đủ", "instead": "Có thể hiểu khác: {}",
}  # fmt: skip
_EN = {
    "number": "Number", "unknown": "not given by the source", "waived": "Not made a rule: {}",
    "parameter": "To be given: {}", "period": "Period: {}, from {} to {}", "deadline": "Deadline: {}, at the latest {}",
    "judgement": "Judgement asked ({}): {}", "measure": "Measure: {} = {}", "criterion": "Criterion ({}): {}",
    "bar": "Barred ({}): {}", "suspension": "Suspended ({}): {}", "met": "Met when: {}",
    "applies": "Applies only when: {}", "when": "When: {}", "due": "To be done at the latest {}", "keep": "To be kept throughout {}",
    "none-met": "Without any row: met", "none-not-met": "Without any row: not met",
    "none-not-applicable": "Without any row: not applicable", "award": "Award: {}",
    "to": "{}: {}", "all": "all of: {}", "least": "at least {} of: {}", "nothing": "no condition of its own",
    "among": "Only among those {} “{}”", "granted": "granted", "proposed": "proposed for", "choose": "and chosen: {}",
    "nomination": "Only those nominated by their unit for “{}”", "quota": "Quota of “{}” ({}): {}",
    "count": "at most {}", "share": "at most {}% of {}", "pool": "those ranked", "rank": "ranked by {}",
    "council": "ties at the line go to the council", "keepties": "ties at the line are kept",
    "rounding-down": "rounded down", "rounding-up": "rounded up", "rounding-half-up": "rounded to the nearest",
    "reading": "Reading: {} → {} (by {})", "again": "Reading given above: {}", "slip": "The copy says “{}”, meaning “{}”", "quote": "“{}”",
    "assessment": "Assessment ({}): {}", "registers": "Lists needed", "complete-basis": "complete when confirmed by: {}",
    "complete-count": "complete when it has as many rows as “{}” of “{}”", "open": "never confirmed complete", "instead": "Other readings: {}",
}  # fmt: skip
WIDTH = 100


class _Page:
    """The lines of one printed rule set."""

    def __init__(self, ready: plan.Plan, lang: Lang) -> None:
        self.ready = ready
        self.lang = lang
        self.words = Wording(ready, lang)
        self.lines: list[str] = []
        self.told: set[str] = set()

    def w(self, key: str, *parts: object) -> str:
        """Return a phrase of the page."""
        return (_VI if self.lang is Lang.VI else _EN)[key].format(*parts)

    def put(self, text: str, indent: int = 0) -> None:
        """Add wrapped lines."""
        pad = " " * indent
        self.lines += textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad + "  ") or [""]


def show(ready: plan.Plan, lang: Lang = Lang.VI) -> str:
    """Return a rule set printed for a council member."""
    page = _Page(ready, lang)
    page.put(ready.title.upper())
    for document in ready.documents.values():
        page.put("")
        page.put(f"{document.title} ({page.w('number')}: {_number(page, document)})")
        if document.note:
            page.put(document.note, 2)
        for clause in document.clauses:
            _clause(page, document, clause)
    page.put("")
    page.put(page.w("registers"))
    for register in ready.registers.values():
        page.put(f"- {register.label}: {_completeness(page, register)}", 2)
    return "\n".join(page.lines) + "\n"


def _number(page: _Page, document: Document) -> str:
    return page.w("unknown") if document.number == "unknown" else document.number


def _completeness(page: _Page, register: plan.Register) -> str:
    complete = register.complete
    if complete is None:
        return page.w("open")
    if complete.count_owner and complete.count_field:
        owner = page.ready.registers[complete.count_owner]
        return page.w("complete-count", owner.fields[complete.count_field].label, owner.label)
    return page.w("complete-basis", complete.basis)


def _clause(page: _Page, document: Document, clause: Clause) -> None:
    page.put("")
    page.put(f"■ {clause.label}")
    page.put(page.w("quote", fold(clause.text)), 2)
    for slip in clause.slips:
        page.put(page.w("slip", slip.reads, slip.means), 4)
    for indent, text in _rules(page, document.id, clause.id):
        page.put(text, indent)
    for reading in page.ready.readings.values():  # readings that only fields name stand under their clause
        if (reading.citation.document, reading.citation.clause) == (document.id, clause.id):
            for indent, text in _reading(page, reading, 4) if reading.id not in page.told else ():
                page.put(text, indent)


def _rules(page: _Page, document: str, clause: str) -> Iterator[tuple[int, str]]:
    """Yield (indent, text) for everything that cites a clause."""
    ready, words = page.ready, page.words

    def here(citation: Citation | None) -> bool:
        return citation is not None and (citation.document, citation.clause) == (document, clause)

    def head(text: str, readings: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        yield 4, f"▸ {text}"
        for name in readings:
            yield from _reading(page, ready.readings[name], 8)

    for p in ready.parameters.values():
        if here(p.citation):
            yield from head(page.w("parameter", p.ask), p.readings)
    for period in ready.periods.values():
        if here(period.citation):
            ends = (words.day(period.first), words.day(period.last))
            yield from head(page.w("period", period.label, *ends), period.readings)
    for d in ready.deadlines.values():
        if here(d.citation):
            yield from head(page.w("deadline", d.label, words.day(d.last)), d.readings)
    for j in ready.judgements.values():
        if here(j.citation):
            yield from head(page.w("judgement", _subjects(page, j.kinds), j.ask), j.readings)
    for m in ready.measures.values():
        if here(m.citation):
            yield from head(page.w("measure", m.label, words.number(m.value, m.kind, spelt=True)), m.readings)
    for c in ready.criteria.values():
        if here(c.citation):
            yield from head(page.w("criterion", _subjects(page, (c.kind,)), c.label), c.readings)
            yield from _criterion(page, c)
    for key, bars in (("bar", ready.bars), ("suspension", ready.suspensions)):
        for b in bars.values():
            if here(b.citation):
                yield from head(page.w(key, _subjects(page, (b.kind,)), b.label), b.readings)
                yield 8, page.w("when", words.condition(b.when, b.kind))
    for award in ready.awards.values():
        yield from _award(page, award, here, head)
    for a in ready.assessments.values():
        if here(a.citation):
            yield from head(page.w("assessment", _subjects(page, (a.kind,)), a.label), a.readings)
            if a.applies is not None:
                yield 8, page.w("applies", words.condition(a.applies, a.kind))
            yield 8, page.w("met", _requirement(page, a.requirement))
    for waiver in ready.waivers:
        if here(waiver.citation):
            yield 4, "▸ " + page.w("waived", waiver.reason)


def _reading(page: _Page, reading: Reading, indent: int) -> Iterator[tuple[int, str]]:
    if reading.id in page.told:
        yield indent, "⚑ " + page.w("again", reading.open)
        return
    page.told.add(reading.id)
    yield indent, "⚑ " + page.w("reading", reading.open, reading.taken, reading.by)
    if reading.instead:
        yield indent + 2, page.w("instead", "; ".join(reading.instead))


def _criterion(page: _Page, c: plan.Criterion) -> Iterator[tuple[int, str]]:
    if c.applies is not None:
        yield 8, page.w("applies", page.words.condition(c.applies, c.kind))
    yield 8, page.w("met", page.words.condition(c.met, c.kind))
    if c.if_none is not None:
        yield 8, page.w(f"none-{c.if_none.value}")
    if c.due is not None:
        yield 8, page.w("due", page.words.day(page.ready.deadlines[c.due].last))
    if c.keep is not None:
        yield 8, page.w("keep", page.ready.periods[c.keep].label)


def _award(page: _Page, award: plan.Award, here: object, head: object) -> Iterator[tuple[int, str]]:
    if not callable(here) or not callable(head):
        return
    if here(award.citation):
        yield from head(page.w("award", award.label), award.readings)
        if award.among is not None:
            lower = page.ready.awards[award.among.award].label
            yield 8, page.w("among", page.w(award.among.basis), lower)
        for kind, e in award.entitlements.items():
            text = _requirement(page, e.requirement)
            if e.choose is not None:
                text += ", " + page.w("choose", page.ready.judgements[e.choose].ask)
            yield 8, page.w("to", _subjects(page, (kind,)), text)
            if e.applies is not None:
                yield 10, page.w("applies", page.words.condition(e.applies, kind))
    if award.nomination is not None and here(award.nomination.citation):
        yield from head(page.w("nomination", award.label), award.nomination.readings)
    for kind, e in award.entitlements.items():
        if e.quota is not None and here(e.quota.citation):
            words = page.w("quota", award.label, _subjects(page, (kind,)), _quota(page, e.quota))
            yield from head(words, e.quota.readings)


def _requirement(page: _Page, requirement: plan.Requirement | None) -> str:
    match requirement:
        case None:
            return page.w("nothing")
        case plan.Needs(name):
            return page.ready.criteria[name].label
        case plan.AllOf(parts):
            return page.w("all", "; ".join(_requirement(page, p) for p in parts))
        case plan.AtLeast(count, parts):
            return page.w("least", count, "; ".join(_requirement(page, p) for p in parts))


def _quota(page: _Page, quota: plan.Quota) -> str:
    words = page.words
    if quota.count is not None:
        out = page.w("count", quota.count)
    else:
        of = page.w("pool") if quota.of == "pool" else f"“{page.ready.registers[quota.of].label}”"
        out = page.w("share", words.number(quota.share or plan.Constant(0), ""), of)
        out += ", " + page.w(f"rounding-{quota.rounding.value}")
    keys = "; ".join(r.label for r in quota.ranking)
    return f"{out}; {page.w('rank', keys)}; {page.w('council' if quota.ties == 'council' else 'keepties')}"


def _subjects(page: _Page, kinds: tuple[str, ...]) -> str:
    """Return what the subjects of some kinds are called, by the lists they stand in."""
    return ", ".join(page.ready.registers[k].label for k in kinds)
