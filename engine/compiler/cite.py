"""The law behind the rules: every quote stands in its clause, every literal has its source, no clause is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..diagnostics import Diagnostic, errors, rule_codes
from ..law import Document, Reading, fold
from ..syntax import ast
from ..syntax.shape import did_you_mean
from .citing import laws_of, rules_of
from .literals import Cited, citation, says
from .scope import Found, Scope, known


def documents_of(rules: ast.RuleSetD) -> dict[str, Document]:
    """Return the documents by the short name that citations use."""
    return {d.id.value: Document(d.id.value, d.title, d.number, d.clauses, d.note) for d in rules.documents}


def readings_of(rules: ast.RuleSetD) -> dict[str, Reading]:
    """Return the readings by name."""
    return {
        r.id.value: Reading(r.id.value, citation(r.cite), r.open, r.taken, r.by, r.on, r.instead)
        for r in rules.readings
    }


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
    named: set[str] = set()
    everything = [*rules_of(rules)]
    used = {(rule.cite.document.value, rule.cite.clause.value) for rule in everything}
    for rule in (*everything, *laws_of(rules)):
        _check_place(rule.cite, documents, found)
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
