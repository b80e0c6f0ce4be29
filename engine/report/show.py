"""A rule set as a council member reads it: clause by clause, in words, readings marked, no identifier in sight."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from .. import plan
from ..called import with_names
from ..diagnostics import Lang
from ..explain.wording import Wording
from ..law import Citation, Clause, Document, Reading, fold
from ..values import YesNo
from .show_points import grade_lines, score_lines, trees, w
from .show_quota import answer_text, place_text, places_text, quota_text
from .show_words import EN, VI
from .waived import Waived, waived_title

WIDTH = 100
_Here = Callable[[Citation | None], bool]
_Head = Callable[[str, tuple[str, ...]], Iterator[tuple[int, str]]]


class Page:
    """The lines of one printed rule set."""

    def __init__(self, ready: plan.Plan, lang: Lang, width: int = WIDTH) -> None:
        self.ready = ready
        self.lang = lang
        self.width = width
        self.words = Wording(ready, lang)
        self.lines: list[str] = []
        self.told: set[str] = set()

    def w(self, key: str, *parts: object) -> str:
        """Return a phrase of the page."""
        return (VI if self.lang is Lang.VI else EN)[key].format(*parts)

    def marked(self, readings: tuple[str, ...], indent: int) -> Iterator[tuple[int, str]]:
        """Yield the readings that a part of a rule names."""
        for name in readings:
            yield from _reading(self, self.ready.readings[name], indent)

    def put(self, text: str, indent: int = 0) -> None:
        """Add wrapped lines."""
        pad = " " * indent
        self.lines += textwrap.wrap(text, self.width, initial_indent=pad, subsequent_indent=pad + "  ") or [""]


def show(ready: plan.Plan, lang: Lang = Lang.VI, waivers: Sequence[Waived] = (), width: int = WIDTH) -> str:
    """Return a rule set printed for a council member; `waivers` of lints stand at the end.

    Lines are broken at `width` characters; a sheet breaks them itself.
    """
    plainly = Page(ready, lang)
    page = Page(with_names(ready, lambda values: _every_name(plainly, values)), lang, width)
    ready = page.ready
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
    for indent, text in trees(page):
        page.put(text, indent)
    if waivers:
        page.put("")
        page.put(waived_title(waivers, lang))
        for waived in waivers:
            page.put(f"- {waived.line}", 2)
    return "\n".join(page.lines) + "\n"


def _every_name(page: Page, values: tuple[plan.Called, ...]) -> str:
    """Return all that something is called, each with its first day."""
    return ", ".join(page.w("called-since", v.value, page.words.day(plan.Constant(v.since))) for v in values)


def _number(page: Page, document: Document) -> str:
    return page.w("unknown") if document.number == "unknown" else document.number


def _completeness(page: Page, register: plan.Register) -> str:
    complete = register.complete
    if complete is None:
        return page.w("open")
    if complete.count_owner and complete.count_field:
        owner = page.ready.registers[complete.count_owner]
        return page.w("complete-count", owner.fields[complete.count_field].label, owner.label)
    return page.w("complete-basis", complete.basis)


def _clause(page: Page, document: Document, clause: Clause) -> None:
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


def _rules(page: Page, document: str, clause: str) -> Iterator[tuple[int, str]]:
    """Yield (indent, text) for everything that cites a clause."""
    ready, words = page.ready, page.words

    def here(citation: Citation | None) -> bool:
        return citation is not None and (citation.document, citation.clause) == (document, clause)

    def head(text: str, readings: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        yield 4, f"▸ {text}"
        for name in readings:
            yield from _reading(page, ready.readings[name], 8)

    yield from _calendar(page, here, head)
    for j in ready.judgements.values():
        if here(j.citation):
            yield from head(page.w("judgement", _subjects(page, j.kinds), j.ask), j.readings)
            if not isinstance(j.answer, YesNo):
                yield 8, answer_text(page, j.answer)
    for m in ready.measures.values():
        if here(m.citation):
            yield from head(page.w("measure", m.label, words.number(m.value, m.kind, spelt=True)), m.readings)
    for c in ready.criteria.values():
        if here(c.citation):
            yield from head(page.w("criterion", _subjects(page, (c.kind,)), c.label), c.readings)
            yield from _criterion(page, c)
        yield from _cases(page, c, here)
    for s in ready.scores.values():
        if here(s.citation):
            yield from head(w(page, "score", _subjects(page, (s.kind,)), s.label), s.readings)
            yield from score_lines(page, s)
    for g in ready.classifications.values():
        if here(g.citation):
            yield from head(w(page, "classification", _subjects(page, (g.kind,)), g.label), g.readings)
        yield from grade_lines(page, g, here)
    for key, bars in (("bar", ready.bars), ("suspension", ready.suspensions)):
        for b in bars.values():
            if here(b.citation):
                yield from head(page.w(key, _subjects(page, (b.kind,)), b.label), b.readings)
                yield 8, page.w("when", words.condition(b.when, b.kind))
            yield from _cases(page, b, here)
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


def _calendar(page: Page, here: _Here, head: _Head) -> Iterator[tuple[int, str]]:
    """Yield what is given from outside: parameters, values by date, the period, deadlines."""
    ready, words = page.ready, page.words
    for p in ready.parameters.values():
        if here(p.citation):
            yield from head(page.w("parameter", p.ask), p.readings)
    for name in ready.names.values():
        for called in name:
            if here(called.citation):
                told = page.w("called", words.day(plan.Constant(called.since)), called.value)
                yield from head(told, called.readings)
    for dated in ready.dated.values():
        if here(dated.citation):
            yield from head(page.w("dated", dated.label), dated.readings)
        for value in dated.values:
            if here(value.citation) or here(dated.citation):
                day = words.day(plan.Constant(value.since))
                told = page.w("dated-value", day, words.number(value.value, "") + dated.unit)
                yield from _under(page, told, dated.label, value.readings, own=here(dated.citation))
    for period in ready.periods.values():
        if here(period.citation):
            ends = (words.day(period.first), words.day(period.last))
            yield from head(page.w("period", period.label, *ends), period.readings)
    for d in ready.deadlines.values():
        if here(d.citation):
            yield from head(page.w("deadline", d.label, words.day(d.last)), d.readings)
            if d.extension is not None:
                yield 8, page.w("extended-by", words.day(d.extension.last), place_text(page, d.extension.citation))
        if d.extension is not None and here(d.extension.citation):
            yield from head(page.w("extended", d.label, words.day(d.extension.last)), d.extension.readings)


def _reading(page: Page, reading: Reading, indent: int) -> Iterator[tuple[int, str]]:
    if reading.id in page.told:
        yield indent, "⚑ " + page.w("again", reading.open)
        return
    page.told.add(reading.id)
    yield indent, "⚑ " + page.w("reading", reading.open, reading.taken, reading.by)
    if reading.instead:
        yield indent + 2, page.w("instead", "; ".join(reading.instead))


def _criterion(page: Page, c: plan.Criterion) -> Iterator[tuple[int, str]]:
    if c.applies is not None:
        yield 8, page.w("applies", page.words.condition(c.applies, c.kind))
    yield 8, page.w("met", page.words.condition(c.met, c.kind))
    if c.if_none is not None:
        yield 8, page.w(f"none-{c.if_none.value}")
    if c.due is not None:
        yield 8, page.w("due", page.words.day(page.ready.deadlines[c.due].last))
    if c.keep is not None:
        yield 8, page.w("keep", page.ready.periods[c.keep].label)


def _award(page: Page, award: plan.Award, here: _Here, head: _Head) -> Iterator[tuple[int, str]]:
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
            words = page.w("quota", award.label, _subjects(page, (kind,)), quota_text(page, e.quota))
            yield from head(words, e.quota.readings)
        if e.quota is not None and e.quota.limit is not None and here(e.quota.limit.citation):
            limit = e.quota.limit
            told = page.words.condition(limit.where, kind)
            places = places_text(page, limit.places, page.w("places"))
            yield from head(page.w("limit", limit.label, told, places), limit.readings)
    for unless in award.unless:
        if here(unless.citation):
            other = page.ready.awards[unless.award].label
            text = f"{award.label}: {page.w('unless', page.w(unless.basis), other)}"
            yield from head(text, unless.readings)


def _requirement(page: Page, requirement: plan.Requirement | None) -> str:
    match requirement:
        case None:
            return page.w("nothing")
        case plan.Needs(name):
            return page.ready.criteria[name].label
        case plan.AllOf(parts):
            return page.w("all", "; ".join(_requirement(page, p) for p in parts))
        case plan.AtLeast(count, parts):
            return page.w("least", count, "; ".join(_requirement(page, p) for p in parts))


def _under(page: Page, text: str, label: str, readings: tuple[str, ...], *, own: bool) -> Iterator[tuple[int, str]]:
    """Yield one value of a parameter: under the parameter, or by its name where another clause sets it."""
    yield (8, text) if own else (4, f"▸ {label}: {text}")
    yield from page.marked(readings, 10 if own else 8)


def _cases(page: Page, rule: plan.Criterion | plan.Bar, here: _Here) -> Iterator[tuple[int, str]]:
    """Yield the cases that a rule names apart, each under the clause that names it."""
    for case in rule.exceptions:
        if here(case.citation):
            word = "case-bar" if isinstance(rule, plan.Bar) else f"case-{case.then.value}"
            told = page.w(word, page.words.condition(case.when, rule.kind))
            yield (8, told) if here(rule.citation) else (4, f"▸ {rule.label}: {told}")
            yield from page.marked(case.readings, 10)


def _subjects(page: Page, kinds: tuple[str, ...]) -> str:
    """Return what the subjects of some kinds are called, by the lists they stand in."""
    return ", ".join(page.ready.registers[k].label for k in kinds)
