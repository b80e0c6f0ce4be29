"""What a lint is, what it finds, and what settles a finding: a reading of the words, or a waiver with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from ... import plan
from ...diagnostics import Code, Note
from ...law import fold
from ...source import Source, Span
from ...syntax import ast
from ..literals import Cited
from ..scope import Scope


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what a waiver calls it by, its place and words.

    `rule` is set where a reading may settle it; `words` are the plan's words that the reading must then speak of.
    """

    at: str
    span: Span | None
    args: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    rule: Cited | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lint:
    """One check: its code, and the function that looks for it in a rule set that compiles."""

    code: Code
    find: Callable[[plan.Plan, Scope], Iterator[Finding]]


def settled(finding: Finding, scope: Scope) -> bool:
    """Tell whether a reading that the rule names speaks of the words in question."""
    if finding.rule is None:
        return False
    readings = {r.id.value: r for r in scope.rules.readings}
    named = [readings[n.value] for n in finding.rule.readings if n.value in readings]
    return any(_speaks(r, finding.words, finding.rule.cite) for r in named)


def _speaks(reading: ast.ReadingD, words: str, rule: ast.CiteD) -> bool:
    """Tell whether a reading is about these words; where none are asked for, or it quotes none, about their clause."""
    if not words or reading.cite.quote is None:
        return (reading.cite.document, reading.cite.clause) == (rule.document, rule.clause)
    said = (reading.cite.quote.value, reading.open, reading.taken)
    return any(fold(words).lower() in fold(s).lower() for s in said)


def nodes(written: object) -> Iterator[object]:
    """Yield everything written in a part of a rule set, itself included; the plan's own text is left out."""
    if isinstance(written, tuple):
        for item in written:
            yield from nodes(item)
    elif is_dataclass(written) and not isinstance(written, Span | Source | ast.DocumentD | type):
        yield written
        for part in fields(written):
            yield from nodes(getattr(written, part.name))
