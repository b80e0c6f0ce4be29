"""Coverage as a table and as JSON: what, where, covered by which case, and one percentage."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from ...diagnostics import Lang, told_iso
from ...report.fitting import fitted, told
from ...syntax import ast
from ..words_coverage import GOALS, TABLE, WHY
from .goal import Goal, Place
from .measure import Covered

FORMAT = "xetkhen-coverage/1"
#: So many case numbers stand in one cell.
_CASES = 4
#: So much of a condition stands in the table.
_LETTERS = 60


def goal_words(goal: Goal, lang: Lang, most: int = 10**6) -> str:
    """Return what a goal asks to be shown, conditions of no more than so many letters."""
    words = GOALS[lang]
    sentence = words.get(f"{goal.sort}/{goal.state}") or words[goal.sort]
    text = goal.text if len(goal.text) <= most else goal.text[: most - 1].rstrip() + "…"
    state = told_iso(goal.state, lang)  # of a dated value the day from which it holds
    return sentence.format(text=text, state=state, n=goal.state.rpartition("-")[2])


def where(goal: Goal, rules: ast.RuleSetD, lang: Lang) -> str:
    """Return the clause that a goal's rule cites, in words, and the line of rules.yaml."""
    span = goal.span or goal.place.span
    line = span.line if span is not None else 0
    if goal.place.cite is None:
        return TABLE[lang]["line"].format(line=line)
    return TABLE[lang]["clause"].format(cite=clause_label(goal.place.cite, rules), line=line)


def clause_label(cite: ast.CiteD, rules: ast.RuleSetD) -> str:
    """Return a cited clause as people call it."""
    document = next((d for d in rules.documents if d.id.value == cite.document.value), None)
    clause = next((c for c in document.clauses if c.id == cite.clause.value), None) if document else None
    return clause.label if clause is not None and clause.label else f"{cite.document.value} {cite.clause.value}"


def rule_words(place: Place, id_: str, rules: ast.RuleSetD) -> str:
    """Return the rule that a goal or mutant is about; of an award for several kinds of subject, with the kind."""
    award = next((a for a in rules.awards if place.section == "awards" and a.id.value == place.rule), None)
    if award is None or len(award.to) < 2:
        return place.rule
    words = re.split("[.: ]", id_.removeprefix(place.rule)[1:], maxsplit=1)
    kind = next((r for r in rules.registers if r.id.value == words[0] and r.subject), None)
    return place.rule if kind is None else f"{place.rule} ({str(kind.subject).lower()})"


def cases_words(numbers: tuple[int, ...]) -> str:
    """Return the numbers of cases, the first few."""
    more = f" … (+{len(numbers) - _CASES})" if len(numbers) > _CASES else ""
    return ", ".join(str(n) for n in numbers[:_CASES]) + more


def as_table(name: str, covered: Covered, rules: ast.RuleSetD, lang: Lang, width: int = 100) -> str:
    """Return every goal that counts with its cases, then those left out, and the percentage; `width` signs a line."""
    words = TABLE[lang]
    rows = []
    for goal in covered.possible:
        numbers = covered.by.get(goal.id, ())
        shown = cases_words(numbers) if numbers else words["none"]
        rule = rule_words(goal.place, goal.id, rules)
        rows.append((rule, goal_words(goal, lang, _LETTERS), where(goal, rules, lang), shown))
    head = [words[w] for w in ("rule", "what", "where", "cases")]
    return "\n".join([fitted(rows, head, width), "", *told(summary(name, covered, rules, lang), width)]) + "\n"


def summary(name: str, covered: Covered, rules: ast.RuleSetD, lang: Lang) -> list[str]:
    """Return what was left out and why, what no case shows, then the percentage."""
    words, lines = TABLE[lang], []
    ruled_out = Counter(g.impossible for g in covered.goals if g.impossible)
    lines += [words["ruled-out"].format(n=n, why=WHY[lang][why]) for why, n in sorted(ruled_out.items())]
    declared = [g for g in covered.goals if g.id in covered.waived]
    if declared:
        lines.append(words["declared"].format(n=len(declared)))
        lines += [f"  {g.id}: {covered.waived[g.id].why}" for g in declared]
    if covered.open:
        lines.append(words["left"].format(n=len(covered.open)))
        lines += open_lines(covered, rules, lang)
    total = words["total"].format(id=name, percent=covered.percent, reached=covered.reached, all=len(covered.possible))
    return [*lines, total]


def open_lines(covered: Covered, rules: ast.RuleSetD, lang: Lang) -> list[str]:
    """Return each goal that no case shows, in a line that ends with its id."""
    return [f"  {rule_words(g.place, g.id, rules)}: {goal_words(g, lang, _LETTERS)}  [{g.id}]" for g in covered.open]


def as_json(covered: Covered, rules: ast.RuleSetD, lang: Lang) -> dict[str, Any]:
    """Return every goal, also those that do not count and why."""
    return {
        "format": FORMAT, "percent": covered.percent, "reached": covered.reached, "goals": len(covered.possible),
        "items": [_json_of(goal, covered, rules, lang) for goal in covered.goals],
    }  # fmt: skip


def _json_of(goal: Goal, covered: Covered, rules: ast.RuleSetD, lang: Lang) -> dict[str, Any]:
    span = goal.span or goal.place.span
    cite = goal.place.cite
    out: dict[str, Any] = {
        "id": goal.id, "rule": goal.place.rule, "section": goal.place.section, "sort": goal.sort, "state": goal.state,
        "text": goal.text, "says": goal_words(goal, lang), "line": span.line if span is not None else None,
        "cite": f"{cite.document.value} {cite.clause.value}" if cite is not None else None,
        "clause": clause_label(cite, rules) if cite is not None else None,
        "cases": list(covered.by.get(goal.id, ())),
    }  # fmt: skip
    if goal.impossible:
        out["impossible"] = WHY[lang][goal.impossible]
    if goal.id in covered.waived:
        out["unreachable"] = covered.waived[goal.id].why
    return out
