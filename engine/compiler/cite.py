"""The law behind the rules: every quote stands in its clause, every literal has its source, no clause is forgotten."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..diagnostics import Diagnostic, errors, rule_codes
from ..law import Citation, Document, Reading, fold
from ..source import Span
from ..syntax import ast
from ..syntax.format import plain
from ..syntax.shape import did_you_mean
from ..values import date_of
from .scope import Found, Scope, known

#: Days, months and years as clauses write them.
_DAYS = re.compile(r"(ngày \d+|tháng \d+|năm \d{4}|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{1,2}/\d{4}\b)")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or day in a rule: as shown, and the forms in which a clause may say it."""

    shown: str
    forms: frozenset[str]
    dated: bool
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cited:
    """One rule with its citation: what it is, what it is called, and the literals it holds."""

    what: str
    id: str
    label: str
    cite: ast.CiteD
    readings: tuple[ast.Name, ...] = ()
    literals: tuple[Literal, ...] = ()


def documents_of(rules: ast.RuleSetD) -> dict[str, Document]:
    """Return the documents by the short name that citations use."""
    return {d.id.value: Document(d.id.value, d.title, d.number, d.clauses, d.note) for d in rules.documents}


def readings_of(rules: ast.RuleSetD) -> dict[str, Reading]:
    """Return the readings by name."""
    return {
        r.id.value: Reading(r.id.value, citation(r.cite), r.open, r.taken, r.by, r.on, r.instead)
        for r in rules.readings
    }


def citation(cite: ast.CiteD) -> Citation:
    """Return a citation as the plan keeps it."""
    quote = cite.quote.value if cite.quote else ""
    return Citation(cite.document.value, cite.clause.value, quote, cite.clause.span)


def rules_of(rules: ast.RuleSetD) -> Iterator[Cited]:
    """Yield everything that cites a clause, in written order, with the literals it holds."""
    for p in rules.parameters:
        if p.cite:
            yield Cited("parameter", p.id.value, p.ask, p.cite, p.readings, _range_literals(p))
    for period in rules.periods:
        if period.cite:
            ends = (*literals(period.first), *literals(period.last))
            yield Cited("period", period.id.value, period.label, period.cite, period.readings, ends)
    for d in rules.deadlines:
        if d.cite:
            yield Cited("deadline", d.id.value, d.label, d.cite, d.readings, tuple(literals(d.bound.value)))
    for j in rules.judgements:
        if j.cite:
            yield Cited("judgement", j.id.value, j.label, j.cite, j.readings)
    for m in rules.measures:
        if m.cite:
            yield Cited("measure", m.id.value, m.label, m.cite, m.readings, tuple(literals(m.value)))
    for c in rules.criteria:
        inside = (*literals(c.met), *(literals(c.applies) if c.applies else ()))
        yield Cited("criterion", c.id.value, c.label, c.cite, c.readings, inside)
    for b in rules.bars:
        yield Cited("bar", b.id.value, b.label, b.cite, b.readings, tuple(literals(b.when)))
    for b in rules.suspensions:
        yield Cited("suspension", b.id.value, b.label, b.cite, b.readings, tuple(literals(b.when)))
    for x in rules.assessments:
        inside = tuple(literals(x.applies)) if x.applies else ()
        yield Cited("assessment", x.id.value, x.label, x.cite, x.readings, inside)
    for a in rules.awards:
        if a.cite:
            inside = tuple(x for e in a.to if e.applies for x in literals(e.applies))
            yield Cited("award", a.id.value, a.label, a.cite, a.readings, inside)
        if a.nomination and a.nomination.cite:
            yield Cited("nomination", a.id.value, a.label, a.nomination.cite, a.nomination.readings)
        for q in a.quotas:
            number = Decimal(q.count) if q.count is not None else q.share
            own = () if number is None else (numeral(number, q.span),)
            keys = tuple(x for r in q.ranking for x in literals(r.value))
            yield Cited("quota", f"{a.id.value}.{q.kind.value}", a.label, q.cite, q.readings, (*own, *keys))


def numeral(value: Decimal, span: Span | None) -> Literal:
    """Return a number as a literal."""
    return Literal(plain(value), number_forms(value), dated=False, span=span)


def literals(expr: ast.Expr) -> Iterator[Literal]:
    """Yield the numbers and days written in an expression."""
    match expr:
        case ast.NumberLit(value, _, span):
            yield numeral(value, span)
        case ast.DateLit(value, span):
            yield Literal(value.isoformat(), date_forms(value), dated=True, span=span)
        case ast.DivideX(left, right, step, _, span):
            yield numeral(step, span)
            yield from literals(left)
            yield from literals(right)
        case _:
            for part in ast.parts(expr):
                yield from literals(part)


def _range_literals(parameter: ast.ParameterD) -> tuple[Literal, ...]:
    """Return the ends of a parameter's range, which settle verdicts while it is not given."""
    if parameter.range is None:
        return ()
    if parameter.type.value == "date":
        ends = [date_of(int(e)) for e in parameter.range]
        return tuple(Literal(d.isoformat(), date_forms(d), dated=True, span=parameter.id.span) for d in ends)
    return tuple(numeral(e, parameter.id.span) for e in parameter.range)


def number_forms(value: Decimal) -> frozenset[str]:
    """Return the ways a clause may write a number: 97, 97,5 or 97.5, 1.000, two digits, in words up to ten.

    "không" and "năm" are left out: they mean "not" and "year" far more often than 0 and 5.
    """
    text = plain(value.normalize() if value else Decimal(0))
    if "." not in text and value == int(value):
        text = str(int(value))
    words = ("", "một", "hai", "ba", "bốn", "", "sáu", "bảy", "tám", "chín", "mười")
    forms = {text, text.replace(".", ",")}
    if value == int(value) and value >= 1000:
        forms.add(f"{int(value):,}".replace(",", "."))
    if value == int(value) and 0 <= value < len(words):
        forms |= {text.zfill(2), words[int(value)]}
    return frozenset(forms - {""})


def date_forms(day: dt.date) -> frozenset[str]:
    """Return the ways a clause may write a day."""
    forms = {day.isoformat()}
    for d in {str(day.day), f"{day.day:02}"}:
        for m in {str(day.month), f"{day.month:02}"}:
            forms |= {
                f"{d} tháng {m} năm {day.year}",
                f"{d}/{m}/{day.year}",
                f"{d}-{m}-{day.year}",
                f"{d}.{m}.{day.year}",
            }
    return frozenset(forms)


#: A number word beside one of these is part of a greater number: "hai mươi", "mười hai".
_NUMBER_WORDS = "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|nghìn|ngàn|triệu|tỷ|linh|lẻ|phẩy|rưỡi"


def says(text: str, literal: Literal) -> bool:
    """Tell whether a text holds a literal, as a whole word or number; the numbers of a day are no other number."""
    folded = fold(text).lower()
    if not literal.dated:
        folded = _DAYS.sub(" | ", folded)
    return any(_says(folded, form) for form in literal.forms)


def _says(folded: str, form: str) -> bool:
    for hit in re.finditer(rf"(?<![\w.,]){re.escape(form)}(?![\w]|[.,]\d)", folded):
        before, after = folded[: hit.start()], folded[hit.end() :]
        if form[0].isdigit() or not (
            re.search(rf"\b(?:{_NUMBER_WORDS}) $", before) or re.match(rf" (?:{_NUMBER_WORDS})\b", after)
        ):
            return True
    return False


def whole_words(quote: str, text: str) -> int:
    """Return where a quote ends in a folded text, or -1 where it does not stand there in whole words and numbers."""
    words = fold(quote)
    for hit in re.finditer(re.escape(words), text) if words else ():
        before, after = text[: hit.start()], text[hit.end() :]
        cut_front = re.search(r"\w$", before) if re.match(r"\w", words) else None
        cut_front = cut_front or (re.search(r"\d[.,]$", before) if words[0].isdigit() else None)
        cut_back = re.match(r"\w", after) if re.search(r"\w$", words) else None
        cut_back = cut_back or (re.match(r"[.,]\d", after) if words[-1].isdigit() else None)
        if not cut_front and not cut_back:
            return hit.end()
    return -1


def check_citations(scope: Scope, found: Found, *, whole: bool) -> None:
    """Check documents, clauses, quotes, literals, readings and that no clause is left unaccounted.

    Where not the whole rule set could be read, a clause may only seem unaccounted, so that is not asked.
    """
    rules = scope.rules
    documents, readings = documents_of(rules), {r.id.value: r for r in rules.readings}
    used: set[tuple[str, str]] = set()
    named: set[str] = set()
    everything = [*rules_of(rules)]
    for rule in everything:
        _check_place(rule.cite, documents, found)
        used.add((rule.cite.document.value, rule.cite.clause.value))
        for name in rule.readings:
            if known(name, readings, found, "cách hiểu", "reading"):
                named.add(name.value)
        _check_literals(rule, readings, found)
    named |= _field_readings(scope, readings, found)
    for reading in rules.readings:
        _check_place(reading.cite, documents, found)
        if whole and reading.id.value not in named:
            found.append(Diagnostic(rule_codes.READING_UNUSED, reading.id.span, {"text": reading.id.value}))
    for waiver in rules.waivers:
        _check_place(waiver.cite, documents, found)
        used.add((waiver.cite.document.value, waiver.cite.clause.value))
    astray = any(f.code is rule_codes.UNKNOWN_CLAUSE for f in found)  # what cites no clause may have meant any
    for document in documents.values() if whole and not astray else ():
        for clause in document.clauses:
            if (document.id, clause.id) not in used:
                args = {"text": f"{document.id} {clause.id}"}
                found.append(Diagnostic(rule_codes.CLAUSE_UNUSED, clause.span, args))


def _field_readings(scope: Scope, readings: dict[str, ast.ReadingD], found: Found) -> set[str]:
    """Return the readings that fields name."""
    names = [n for f in scope.fields.values() for n in f.readings]
    return {n.value for n in names if known(n, readings, found, "cách hiểu", "reading")}


def _check_place(cite: ast.CiteD, documents: dict[str, Document], found: Found) -> None:
    if not known(cite.document, documents, found, "văn bản", "document"):
        return
    document = documents[cite.document.value]
    clause = document.clause(cite.clause.value)
    if clause is None and not document.clauses and errors(found):
        return  # its file could not be read, and that was said
    if clause is None:
        ids = [c.id for c in document.clauses]
        args = {**did_you_mean(cite.clause.value, ids), "document": document.id}
        found.append(Diagnostic(rule_codes.UNKNOWN_CLAUSE, cite.clause.span, args))
    elif cite.quote is not None and cite.quote.value and whole_words(cite.quote.value, fold(clause.text)) < 0:
        args = {"text": f"{document.id} {clause.id}", "clause": f"“{clause.text}”"}
        found.append(Diagnostic(rule_codes.QUOTE_NOT_IN_CLAUSE, cite.quote.span, args))


def _check_literals(rule: Cited, readings: dict[str, ast.ReadingD], found: Found) -> None:
    sources = [rule.cite.quote.value if rule.cite.quote else ""]
    sources += [readings[n.value].taken for n in rule.readings if n.value in readings]
    for literal in rule.literals:
        if not any(says(s, literal) for s in sources):
            found.append(Diagnostic(rule_codes.LITERAL_WITHOUT_SOURCE, literal.span, {"text": literal.shown}))


def check_against(documents: Iterable[Document], text: str, file: str) -> list[Diagnostic]:
    """Check that every clause stands in a full text, after folding white space, emphasis and line breaks."""
    whole = fold(text)
    out: list[Diagnostic] = []
    for document in documents:
        for clause in document.clauses:
            words = fold(clause.text)
            if words not in whole:
                args = {"text": f"{document.id} {clause.id}", "file": file, "words": _first_difference(words, whole)}
                out.append(Diagnostic(rule_codes.CLAUSE_NOT_IN_TEXT, clause.span, args))
    return out


def _first_difference(words: str, whole: str) -> str:
    """Return the words around the place where a clause leaves the text."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in whole else (low, middle - 1)
    return f"“…{words[max(0, low - 20) : low]}⟨{words[low : low + 20]}⟩…”"
