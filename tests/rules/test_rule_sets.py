"""The shipped rule sets are clean, account for every clause, tell every reading, and judge their cases as wanted."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.assurance.cases.model import Word as Wanted
from engine.bundle import rules_dir, shipped
from engine.compiler.citing import rules_of
from engine.law import fold

from .cases import Example, compiled, examples, judged

EXAMPLES = [e for ruleset in shipped() for e in examples(ruleset)]
FIRST = [e for ruleset in shipped() for e in examples(ruleset)[:12]]


def test_five_plans_are_shipped() -> None:
    five = {"binh-phuoc-2023", "go-vap-2020", "quan-12-2020", "quan-7-2019", "truong-son-2020"}
    assert five <= set(shipped())


@pytest.mark.parametrize("ruleset", shipped())
def test_compiles_without_any_finding(ruleset: str) -> None:
    assert [d.message() for d in compiled(ruleset).warnings] == []


@pytest.mark.parametrize("ruleset", shipped())
def test_every_clause_is_encoded_asked_or_waived_with_a_reason(ruleset: str) -> None:
    rules = compiled(ruleset).rules
    used = {(c.cite.document.value, c.cite.clause.value) for c in rules_of(rules)}
    waived = {(w.cite.document.value, w.cite.clause.value): w.reason for w in rules.waivers}
    clauses = [(d.id.value, c) for d in rules.documents for c in d.clauses]
    assert [c.id for d, c in clauses if (d, c.id) not in used and (d, c.id) not in waived] == []
    assert len({(d, c.id) for d, c in clauses}) == len(clauses)
    assert all(c.label for _, c in clauses)
    assert all(len(why.split()) > 1 for why in waived.values())
    assert not used & set(waived), "what a rule takes up is not waived"


@pytest.mark.parametrize("ruleset", shipped())
def test_every_reading_is_named_dated_and_has_another_way(ruleset: str) -> None:
    rules = compiled(ruleset).rules
    named = {n.value for c in rules_of(rules) for n in c.readings}
    named |= {n.value for r in rules.registers for f in r.fields for n in f.readings}
    for reading in rules.readings:
        assert reading.id.value in named
        assert all((reading.open, reading.taken, reading.by, reading.on, reading.instead)), reading.id.value
        assert reading.cite.quote is not None, reading.id.value


@pytest.mark.parametrize("ruleset", shipped())
def test_the_readme_tells_every_reading_and_criterion(ruleset: str) -> None:
    text = fold((rules_dir() / ruleset / "README.md").read_text("utf-8"))
    rules = compiled(ruleset).rules
    assert [r.id.value for r in rules.readings if f"`{r.id.value}`" not in text or fold(r.taken) not in text] == []
    ids = [
        x.value
        for x in (*(c.id for c in rules.criteria), *(b.id for b in rules.bars), *(a.id for a in rules.assessments))
    ]
    assert [x for x in ids if f"`{x}`" not in text] == []


@pytest.mark.parametrize("ruleset", shipped())
def test_the_readme_lists_every_lint_that_is_waived_and_no_other(ruleset: str) -> None:
    text = (rules_dir() / ruleset / "README.md").read_text("utf-8")
    section = text.partition("## Cảnh báo của `xetkhen check` được để nguyên")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in section.splitlines() if "| `" in line]
    listed = sorted((code.strip("`"), at.strip("`"), fold(why)) for code, at, why in rows)
    waived = compiled(ruleset).rules.lint_waivers
    assert listed == sorted((w.lint.value, w.at.value, fold(w.reason)) for w in waived)


@pytest.mark.parametrize("ruleset", shipped())
def test_there_are_enough_cases(ruleset: str) -> None:
    assert len({e.name for e in EXAMPLES if e.ruleset == ruleset}) >= 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_case(example: Example) -> None:
    # a dozen cases of each rule set show that the records are read back as they were put in
    for program, found in judged(example, records=example in FIRST).items():
        got = {subject: _like(want, found[subject]) for subject, want in example.want.items()}
        assert got == example.want, program


def _like(
    want: Mapping[str, Mapping[str, Wanted]], found: Mapping[str, Mapping[str, Wanted]]
) -> dict[str, dict[str, Wanted]]:
    """Return of what was found only what the case speaks of."""
    return {part: {name: found[part][name] for name in words} for part, words in want.items()}
