"""Mutants as a table and as JSON: the fault in words, where, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, assert_never

from ...diagnostics import Lang, told_iso
from ...report.fitting import fitted, told
from ...syntax import ast
from ..coverage.report import clause_label, rule_words
from ..words_coverage import TABLE as PLACES
from ..words_mutation import FAULTS, OPERATORS, TABLE
from .model import Mutant
from .running import Killed, Proved, Result, Unknown

FORMAT = "xetkhen-mutants/1"
#: So much of a condition stands in the table.
_LETTERS = 60
_COMPARED = re.compile(r"(?P<what>.*\S) (?P<op>>=|>|<=|<|=|!=) (?P<x>-?[0-9][0-9.]*%?|[0-9]{4}-[0-9]{2}-[0-9]{2})")


def fault_words(mutant: Mutant, lang: Lang, most: int = 10**6) -> str:
    """Return what a mutant changes, conditions of no more than so many letters."""
    days = mutant.sort == "day"  # all there is of it; elsewhere a day is part of what is written in the rules
    spoken = (told_iso(t, lang) if days else _spoken(t, mutant.sort, lang) for t in (mutant.before, mutant.after))
    before, after = (_cut(t, most) for t in spoken)
    return FAULTS[lang][mutant.sort].format(before=before, after=after)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _spoken(text: str, sort: str, lang: Lang) -> str:
    """Return a comparison with a number as people say it: `on_time >= 95%` is “on_time từ 95%”."""
    found = _COMPARED.fullmatch(text) if sort in {"operator", "step", "drop"} else None
    if found is None:
        return text
    return f"{found['what']} {OPERATORS[lang][found['op']].format(x=found['x'])}"


def where(mutant: Mutant, rules: ast.RuleSetD, lang: Lang) -> str:
    """Return the clause that the rule cites, and the line."""
    line = mutant.span.line if mutant.span is not None else 0
    if mutant.place.cite is None:
        return PLACES[lang]["line"].format(line=line)
    return PLACES[lang]["clause"].format(cite=clause_label(mutant.place.cite, rules), line=line)


def outcome_words(result: Result, lang: Lang) -> str:
    """Return what came of a mutant."""
    words, outcome = TABLE[lang], result.outcome
    match outcome:
        case Killed(case):
            return words["killed"].format(n=case)
        case Proved():
            return words["proved"]
        case Unknown(declared):
            return words["unknown"] if declared is None else words["declared"]
        case _:
            assert_never(outcome)


def as_table(name: str, results: Sequence[Result], rules: ast.RuleSetD, lang: Lang, width: int = 100) -> str:
    """Return every mutant with what came of it, those of which nothing is known by id, and the counts."""
    words = TABLE[lang]
    rows = [
        (
            rule_words(r.mutant.place, r.mutant.id, rules),
            fault_words(r.mutant, lang, _LETTERS),
            where(r.mutant, rules, lang),
            outcome_words(r, lang),
        )
        for r in results
    ]
    head = [words[w] for w in ("rule", "fault", "where", "what")]
    declared = [(r.mutant.id, r.outcome.declared) for r in results if isinstance(r.outcome, Unknown)]
    lines = [words["why"].format(id=i, why=d.why) for i, d in declared if d is not None]
    if lines:
        lines.insert(0, words["head-declared"].format(n=len(lines)))
    left = survivors(results)
    if left:
        lines.append(words["left"].format(n=len(left)))
        lines += left_lines(left, rules, lang)
    return "\n".join([fitted(rows, head, width), "", *told([*lines, total(name, results, lang)], width)]) + "\n"


def left_lines(mutants: Sequence[Mutant], rules: ast.RuleSetD, lang: Lang) -> list[str]:
    """Return each of these mutants in a line that ends with its id."""
    return [f"  {rule_words(m.place, m.id, rules)}: {fault_words(m, lang, _LETTERS)}  [{m.id}]" for m in mutants]


def total(name: str, results: Sequence[Result], lang: Lang) -> str:
    """Return how many mutants there are, and what came of them."""
    counts = {kind: sum(isinstance(r.outcome, kind) for r in results) for kind in (Killed, Proved, Unknown)}
    return TABLE[lang]["total"].format(
        id=name, all=len(results), killed=counts[Killed], proved=counts[Proved], unknown=counts[Unknown]
    )


def survivors(results: Sequence[Result]) -> list[Mutant]:
    """Return the mutants of which nothing is known and nothing was declared."""
    return [r.mutant for r in results if isinstance(r.outcome, Unknown) and r.outcome.declared is None]


def as_json(results: Sequence[Result], rules: ast.RuleSetD, lang: Lang) -> dict[str, Any]:
    """Return every mutant with its outcome as plain values."""
    return {"format": FORMAT, "mutants": len(results), "items": [_json_of(r, rules, lang) for r in results]}


def _json_of(result: Result, rules: ast.RuleSetD, lang: Lang) -> dict[str, Any]:
    mutant, outcome = result.mutant, result.outcome
    cite = mutant.place.cite
    out: dict[str, Any] = {
        "id": mutant.id, "rule": mutant.place.rule, "section": mutant.place.section, "sort": mutant.sort,
        "before": mutant.before, "after": mutant.after, "says": fault_words(mutant, lang),
        "line": mutant.span.line if mutant.span is not None else None,
        "clause": clause_label(cite, rules) if cite is not None else None,
    }  # fmt: skip
    match outcome:
        case Killed(case, want, got):
            shown = list(got) if isinstance(got, tuple) else got
            by = {"case": case, "subject": want.subject, "part": want.part, "name": want.name, "got": shown}
            return {**out, "outcome": "killed", "by": by}
        case Proved(proof):
            return {**out, "outcome": "equivalent", "proof": proof}
        case Unknown(declared):
            more = {} if declared is None else {"declared": declared.why}
            return {**out, "outcome": "unknown", **more}
        case _:
            assert_never(outcome)
