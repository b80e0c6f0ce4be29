"""Rules that cannot be chained, or are chained in two ways that disagree: one sentence from whichever command."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from cli import Exit, main
from engine.evaluator import ChainDisagreesError, ChainLimitError, evaluate
from tests.campaign import ROOT

LOI = ROOT / "fixtures" / "loi"
GIVEN = (LOI / "rules", LOI / "khong-phai-co-khong.xlsx", "--as-of", "2020-12-05", "-q")
#: A command line, and where it judges besides the first time.
LATER = {
    "what-if": (("what-if", *GIVEN, "--set", "unit/P1/on_time=1"), "engine.explain.comparison.wishes.supposing"),
    "compare": (("compare", *GIVEN, "--then-as-of", "2020-12-06"), "engine.evaluator"),
    "explain": (("explain", *GIVEN, "--subject", "P2"), "engine.explain.remedy.trial"),
    "prove": (("prove", LOI / "rules", "--examples", 1, "--jobs", 1), "engine.assurance.properties.outcomes"),
}


@pytest.mark.parametrize(
    ("raised", "code"), [(ChainDisagreesError("x"), "chain-disagrees"), (ChainLimitError("x"), "chain-limit")]
)
@pytest.mark.parametrize("command", LATER)
def test_what_is_judged_again_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, command: str, raised: Exception, code: str
) -> None:
    def broken(*_: Any) -> NoReturn:
        raise raised

    line, where = LATER[command]
    judging = iter([evaluate] if where == "engine.evaluator" else [])  # there also for the first time

    def judge(*given: Any) -> object:
        return next(judging, broken)(*given)

    monkeypatch.setattr(f"{where}.evaluate", judge)
    result = CliRunner().invoke(main, [str(a) for a in line])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == Exit.COULD_NOT_RUN
    assert result.stdout == ""
    assert [told for told in result.stderr.splitlines() if told.startswith(f"lỗi[{code}]")]
