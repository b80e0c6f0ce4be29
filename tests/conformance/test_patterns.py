"""docs/patterns.md: for each pattern found in real plans the construct and the cases; `--update-golden` writes it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from . import build

DOCS = Path(__file__).parents[2] / "docs"
PATTERNS = {
    1: "bands by percentage, ends open or closed",
    2: "share times points",
    3: "count times unit, capped",
    4: "deduction per occurrence, floor, all lost, non-linear steps",
    5: "a threshold first, then per unit",
    6: "points relative to the best in the group, or in the own sub-group",
    7: "against the overall mean, or against last year",
    8: "not assigned: not scored and the rest re-scaled, or full points",
    9: "highest of, not both, either/or",
    10: "bonus and penalty with a common cap, exceptions",
    11: "grade = threshold and conditions",
    12: "veto, down one grade, ceiling on the grade",
    13: "roll-up: so many of the members reach something",
    14: "history: N years or times running",
    15: "one of several; at least k of n",
    16: "quotas: number, share of a declared denominator, nested, at least one, rounding",
    17: "quota by group size",
    18: "among those who hold the lower award",
    19: "ranking without points, a chain of tie-breaks",
    20: "equal at the end: an authority decides",
    21: "scope by kind of subject or unit",
    22: "deadline; late costs points, or excludes",
    23: "evidence first",
    24: "the council's own figure",
    25: "which year a discipline counts in",
    26: "starting conditions give extra points",
    27: "declared figures with variables, formula chosen",
    28: "survey answers converted",
    29: "named exceptions",
}
_OPEN = {"undetermined", "pending", "tied"}


def _headings() -> dict[int, str]:
    """Return, per pattern, the heading of docs/language.md that shows its construct."""
    page = (DOCS / "language.md").read_text("utf-8")
    found: dict[int, str] = {}
    for title, text in re.findall(r"^### (.+?)\n(.*?)(?=^### |^## |\Z)", page, re.DOTALL | re.MULTILINE):
        numbers = [n for part in re.findall(r"\(([\d, ]+)\)", title) for n in re.findall(r"\d+", part)]
        for number in (*numbers, *re.findall(r"\((\d\d)\)", text)):
            found.setdefault(int(number), title)
    return found


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


@cache
def _cases() -> dict[int, list[build.Case]]:
    out: dict[int, list[build.Case]] = defaultdict(list)
    for case in build.cases():
        for pattern in case.patterns:
            out[pattern].append(case)
    return out


def document() -> str:
    """Return the page."""
    headings, cases = _headings(), _cases()
    lines = [
        "# Patterns of real plans: construct and cases",
        "",
        "Made from the conformance cases by `make golden`. Each case is run through the schedule with durable_rules,",
        "the schedule with the fixpoint alone, and the reference; the numbers count the cases of",
        "`tests/conformance/FILE.yaml`.",
        "",
        "| no. | pattern | construct | cases |",
        "| --- | --- | --- | --- |",
    ]
    for number, words in PATTERNS.items():
        files: dict[str, list[str]] = defaultdict(list)
        for case in cases[number]:
            file, place = re.match(r"(.+?)-(\d\d)-", case.name).groups()  # type: ignore[union-attr]
            files[file].append(place.lstrip("0"))
        told = "; ".join(f"{file} {', '.join(places)}" for file, places in files.items())
        title = re.sub(r" \([\d, ]+\)", "", headings[number])
        link = f"[{title}](language.md#{_anchor(headings[number])})"
        lines.append(f"| {number} | {words} | {link} | {told} |")
    return "\n".join(lines) + "\n"


def test_the_page_is_what_the_cases_say(request: pytest.FixtureRequest) -> None:
    page = DOCS / "patterns.md"
    if request.config.getoption("--update-golden"):
        page.write_text(document(), encoding="utf-8", newline="\n")
    assert page.read_text("utf-8") == document()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_has_three_cases_and_one_with_something_missing(pattern: int) -> None:
    found = _cases()[pattern]
    assert len(found) >= 3
    words = [w for c in found for said in c.want.values() for part in said.values() for w in part.values()]
    assert any(isinstance(w, list) or w in _OPEN for w in words)
