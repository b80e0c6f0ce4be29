"""What docs/laws.md shows for users' own tests runs as it stands, and generated campaigns are worth judging."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from engine.assurance import dossiers, laws
from engine.assurance.properties.public import Generated
from engine.diagnostics import ReportedError
from engine.plan.laws import LAWS
from tests.campaign import ROOT

DOC = (ROOT / "docs" / "laws.md").read_text("utf-8")


def test_the_example_of_the_page_runs(pytester_file: str) -> None:
    example = re.search(r"```python\n(.*?)```", DOC, re.DOTALL)
    assert example is not None
    space: dict[str, object] = {}
    exec(compile(example[1], pytester_file, "exec"), space)  # noqa: S102 - our own page
    shown = space["test_nobody_has_the_higher_award_alone"]
    assert callable(shown)
    settings(max_examples=10, database=None, deadline=None)(shown)()
    hold = space["test_laws"]
    assert callable(hold)
    hold(next(law for law in laws("quan-12-2020") if law.id == "higher-holds-lower"))


@pytest.fixture
def pytester_file() -> str:
    return str(ROOT / "docs" / "laws.md")


def test_the_page_has_every_law_and_no_other() -> None:
    table = DOC.split("## The laws", maxsplit=1)[1].split("A law that does not concern", maxsplit=1)[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = {name for cell in rows for name in re.findall(r"`([a-z-]+)`", cell)}
    assert named == set(LAWS)


def test_campaigns_come_to_every_kind_of_decision() -> None:
    words: Counter[str] = Counter()

    @settings(max_examples=40, database=None, deadline=None, derandomize=True)
    @given(dossiers("quan-12-2020"))
    def look(case: Generated) -> None:
        words.update(case.decisions().values())
        assert case.dossier.balance.rows == case.records.size() + len(case.records.parameters)

    look()
    assert set(words) >= {"proposed", "pending", "barred", "not-proposed", "not-nominated"}
    assert words["proposed"] > sum(words.values()) / 10


@pytest.mark.parametrize("function", [dossiers, laws])
def test_a_rule_set_that_is_not_there_is_told_with_those_that_are(function: Callable[[str], object]) -> None:
    with pytest.raises(ReportedError) as error:
        function("khong-co")
    told = error.value.diagnostics[0]
    assert told.code.id == "no-rule-file"
    assert "quan-12-2020" in told.args["names"]
