"""The programs that judge a case: what each found, in words, by `KIND/KEY`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from engine.evaluator.reference import judge
from engine.syntax import read_ruleset

from . import build

#: Per subject: `criteria` and `decisions`, each a word by name.
Found = Mapping[str, Mapping[str, Mapping[str, str]]]


def by_reference(case: build.Case, folder: Path) -> Found:
    """Judge a case row by row over the written rule set."""
    rules, diagnostics = read_ruleset(build.write_ruleset(case.rules, folder))
    assert rules is not None, diagnostics
    assert not diagnostics, [d.message() for d in diagnostics]
    outcome = judge(rules, build.tables(rules, case.records), build.given(rules, case.parameters), case.as_of)
    return {
        f"{s.kind}/{s.key}": {
            "criteria": {c: v.word for c, v in s.criteria.items()},
            "bars": {b: v.word for b, v in (*s.bars.items(), *s.suspensions.items())},
            "decisions": {a: d.word for a, d in s.decisions.items()},
        }
        for s in outcome.subjects.values()
    }


PROGRAMS: dict[str, Callable[[build.Case, Path], Found]] = {"reference": by_reference}
