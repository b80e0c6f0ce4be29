"""Sentences are filled: a number has the words that go with one or with more, everything else is as it was."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

import pytest

from engine.diagnostics import TABLE, Code, Diagnostic, Lang, filled
from engine.explain.remedy.words import EN as OF_REMEDIES
from engine.report.comparison.words import WORDS as OF_COMPARISONS
from engine.report.html.words import WORDS as OF_REPORTS
from engine.report.papers.words import EN as OF_PAPERS
from engine.report.words import WORDS as OF_LISTS

TABLES: tuple[Mapping[str, str], ...] = (
    OF_REMEDIES, OF_COMPARISONS[Lang.EN], OF_REPORTS[Lang.EN], OF_PAPERS, OF_LISTS[Lang.EN],
)  # fmt: skip
COUNTED = [c for c in TABLE.values() if "|" in c.en]
NOUNS = "cells|rows|numbers|decimals|digits|files|faults|mixtures|notices|proposals|votes|records|sheets"


def parts(template: str, number: str) -> dict[str, str]:
    return {name: number for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(("number", "text"), [(0, "0 rows are"), (1, "1 row is"), ("1", "1 row is"), (2, "2 rows are")])
def test_a_number_takes_its_words(number: object, text: str) -> None:
    assert filled("{n:row is|rows are} left, {what!s}, {p:.1f}", {"n": number, "what": "a|b", "p": 0.25}) == (
        f"{text} left, a|b, 0.2"
    )
    assert filled("{n} left", {"n": number}) == f"{number} left"


@pytest.mark.parametrize("code", COUNTED, ids=lambda c: c.id)
def test_a_finding_about_one_says_one(code: Code) -> None:
    names = {**parts(code.en, "1"), **parts(code.vi, "1")}
    one, two = (Diagnostic(code, None, dict.fromkeys(names, number)) for number in ("1", "2"))
    assert not re.search(rf"\b1 (more )?({NOUNS})\b", one.message(Lang.EN))
    assert one.message(Lang.EN).replace("1", "2") != two.message(Lang.EN)
    assert one.message(Lang.VI).replace("1", "2") == two.message(Lang.VI)


def counted() -> Iterator[str]:
    for table in TABLES:
        yield from (template for template in table.values() if "|" in template)


def test_tables_of_words_say_one_of_one() -> None:
    templates = list(counted())
    assert len(templates) == 16
    for template in templates:
        one = filled(template, parts(template, "1"))
        assert not re.search(rf"\b1 (more )?({NOUNS})\b", one), one
        assert "|" not in one


def test_no_count_of_a_finding_is_left_with_a_plural_alone() -> None:
    most = {"too-many-cells", "too-many-files", "too-many-sheets"}  # of limits, which are never one
    assert {c.id for c in TABLE.values() if re.search(rf"\{{[a-z]+\}} ({NOUNS})\b", c.en)} == most
