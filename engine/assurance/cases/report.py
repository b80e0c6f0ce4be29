"""Results of cases as text, JSON and JUnit XML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...diagnostics import Lang, told_day
from ..words import say
from .model import CaseFile, Word
from .running import Ran
from .telling import Told, told_misses, told_rejected, told_splits

FORMAT = "xetkhen-test/1"
#: Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, eq=False)
class Suite:
    """The cases of one rule set that were run; `all` counts those of the file."""

    id: str
    title: str
    file: CaseFile
    ran: tuple[Ran, ...]
    all: int

    @property
    def failed(self) -> tuple[Ran, ...]:
        """Return the cases that did not come as wanted."""
        return tuple(r for r in self.ran if not r.passed)


def as_text(suite: Suite, lang: Lang) -> str:
    """Return what failed, with expected, got and the reason, then one line for all."""
    lines = [line for ran in suite.failed for line in failed_lines(suite, ran, lang)]
    word = "some-failed" if suite.failed else "passed"
    last = say(lang, word, id=suite.id, n=len(suite.ran), bad=len(suite.failed))
    if len(suite.ran) < suite.all:
        last += say(lang, "chosen", n=len(suite.ran), all=suite.all)
    return "\n".join([*lines, last]) + "\n"


def failed_lines(suite: Suite, ran: Ran, lang: Lang) -> Iterator[str]:
    """Yield one failed case in words."""
    yield say(lang, "failed", number=ran.case.number, note=ran.case.note)
    day = told_day(ran.given.as_of, lang)
    yield f"     --> {suite.file.name}:{ran.case.span.line} · {say(lang, 'as-of', day=day)}"
    for told in told_misses(ran, lang):
        yield f"  {told.subject}: {told.sentence}"
        yield f"     --> {told.place}"
        if told.facts:
            yield f"     {say(lang, 'why')}"
            yield from (f"       {line}" for line in told.facts)
    for line in told_splits(ran, lang):
        yield f"  {line}"
        yield f"     = {say(lang, 'split-help')}"
    yield from (f"     = {line}" for line in told_rejected(ran, lang))
    yield ""


def as_json(suite: Suite, lang: Lang) -> dict[str, Any]:
    """Return the results as plain values."""
    return {
        "format": FORMAT,
        "ruleset": suite.id,
        "file": suite.file.name,
        "cases": len(suite.ran),
        "failed": len(suite.failed),
        "results": [_json_of(ran, lang) for ran in suite.ran],
    }


def _json_of(ran: Ran, lang: Lang) -> dict[str, Any]:
    out: dict[str, Any] = {
        "number": ran.case.number, "note": ran.case.note, "line": ran.case.span.line,
        "as_of": ran.given.as_of.isoformat(), "passed": ran.passed,
    }  # fmt: skip
    if not ran.passed:
        out["misses"] = [_miss(told) for told in told_misses(ran, lang)]
        out["disagreements"] = [
            {
                "subject": s.subject,
                "part": s.part,
                "name": s.name,
                "schedule": _word(s.schedule),
                "reference": _word(s.reference),
            }
            for s in ran.splits
        ]
        out["rejected"] = list(told_rejected(ran, lang))
    return out


def _miss(told: Told) -> dict[str, Any]:
    return {
        "subject": told.subject, "part": told.part, "name": told.name, "place": told.place, "line": told.line,
        "expected": _word(told.want), "got": _word(told.got), "says": told.sentence, "because": list(told.facts),
    }  # fmt: skip


def _word(word: Word | None) -> str | list[str] | None:
    return list(word) if isinstance(word, tuple) else word


def as_junit(suites: Sequence[Suite], lang: Lang) -> str:
    """Return the results as JUnit XML: one suite per rule set, without any time, so that equal runs are equal bytes."""
    cases, failures = sum(len(s.ran) for s in suites), sum(len(s.failed) for s in suites)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="xetkhen" tests="{cases}" failures="{failures}" errors="0">',
    ]
    for suite in suites:
        lines.append(
            f'  <testsuite name={_quoted(suite.id)} tests="{len(suite.ran)}" failures="{len(suite.failed)}" '
            'errors="0" skipped="0">'
        )
        for ran in suite.ran:
            head = (
                f"    <testcase classname={_quoted(suite.id)} name={_quoted(f'{ran.case.number:02} {ran.case.note}')} "
                f'file={_quoted(suite.file.name)} line="{ran.case.span.line}"'
            )
            if ran.passed:
                lines.append(f"{head}/>")
                continue
            said = [t.sentence for t in told_misses(ran, lang)] + list(told_splits(ran, lang))
            body = _clean("\n".join(failed_lines(suite, ran, lang)).rstrip("\n"))
            lines += [
                f"{head}>",
                f'      <failure type="case" message={_quoted("; ".join(said))}>{html.escape(body)}</failure>',
                "    </testcase>",
            ]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _quoted(text: str) -> str:
    return f'"{html.escape(_clean(text))}"'
