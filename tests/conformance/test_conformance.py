"""Every case, by every program that judges: each must give what was worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from . import build
from .programs import PROGRAMS, Found

CASES = build.cases()


@pytest.mark.parametrize("judge", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(case: build.Case, judge: Callable[[build.Case, Path], Found], tmp_path: Path) -> None:
    """The program finds what the case wants."""
    found = judge(case, tmp_path)
    got = {subject: _like(want, found[subject]) for subject, want in case.want.items()}
    assert got == case.want


def _like(
    want: Mapping[str, Mapping[str, build.Wanted]], found: Mapping[str, Mapping[str, build.Wanted]]
) -> dict[str, dict[str, build.Wanted]]:
    """Return of what was found only what the case speaks of."""
    return {part: {name: found[part][name] for name in words} for part, words in want.items()}


def test_there_are_enough() -> None:
    """Sixty cases at least, each with a name of its own."""
    assert len({c.name for c in CASES}) == len(CASES) >= 60
