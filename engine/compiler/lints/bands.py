"""Bands of a measure: that they neither overlap nor leave anything out, boundary values included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ... import plan
from ...ranges import bounds
from ...source import Span
from ...syntax import ast
from ..numbers import is_ratio
from ..scope import Scope
from .model import Finding
from .spans import Cut, Line, Stretch


@dataclass(frozen=True, slots=True)
class _Band:
    """One band: what it takes of the measure, and which of its ends were written."""

    stretch: Stretch
    low: bool
    high: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Table:
    """The bands of one score, with all that its measure can be."""

    score: ast.ScoreD
    line: Line
    bands: tuple[_Band, ...]

    def finding(self, span: Span | None, stretch: Stretch | None = None) -> Finding:
        """Return a finding about this score."""
        words = stretch.words() if stretch is not None else {}
        return Finding(self.score.id.value, span, {"text": self.score.id.value, **words})

    def reached(self) -> list[_Band]:
        """Return the bands of which something is left after those before."""
        out: list[_Band] = []
        for band in self.bands:
            if self.line.left(band.stretch, [b.stretch for b in out]) and not self.line.empty(band.stretch):
                out.append(band)
        return out


def number_of(expr: ast.Expr) -> Fraction | None:
    """Return a number that was written as such, or None."""
    match expr:
        case ast.NumberLit(value):
            return Fraction(value)
        case ast.NegX(ast.NumberLit(value)):
            return -Fraction(value)
        case _:
            return None


def _line(measure: plan.Num) -> Line:
    low, high = bounds(measure)
    unit = Fraction(1, 10**measure.decimals)
    return Line(low * unit, high * unit, None if is_ratio(measure) else unit)


def _tables(ready: plan.Plan, scope: Scope) -> Iterator[_Table]:
    """Yield the scores with bands whose ends are all written numbers."""
    for score in scope.rules.scores:
        made = ready.scores[score.id.value].form
        if not isinstance(score.form, ast.BandsD) or not isinstance(made, plan.Steps) or made.of is None:
            continue
        line = _line(made.of)
        bands = [_band(step, line) for step in score.form.steps]
        if all(b is not None for b in bands):
            yield _Table(score, line, tuple(b for b in bands if b is not None))


def _band(step: ast.BandD, line: Line) -> _Band | None:
    ends = [None if e is None else number_of(e) for e in (step.low, step.high)]
    if (step.low is not None and ends[0] is None) or (step.high is not None and ends[1] is None):
        return None
    whole = line.whole()
    low = whole.low if ends[0] is None else Cut(ends[0], step.above)
    high = whole.high if ends[1] is None else Cut(ends[1], not step.below)
    return _Band(line.both(whole, Stretch(low, high)), ends[0] is not None, ends[1] is not None, step.span)


def overlap(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the bands that take again what an earlier one took.

    A later band without an end on that side ("from 80" after "from 90") means the rest, and is no overlap.
    """
    for table in _tables(ready, scope):
        reached = table.reached()
        for i, later in enumerate(reached):
            for band in reached[:i]:
                shared = table.line.both(band.stretch, later.stretch)
                if not table.line.empty(shared) and _meant_apart(table.line, band, later):
                    yield table.finding(later.span, shared)
                    break


def _meant_apart(line: Line, earlier: _Band, later: _Band) -> bool:
    """Tell whether the later band has an end of its own that lies within the earlier one."""
    low, high = line.snapped(earlier.stretch.low), line.snapped(earlier.stretch.high)
    inside = (later.low and low < line.snapped(later.stretch.low) < high) or (
        later.high and low < line.snapped(later.stretch.high) < high
    )
    return inside or (later.low and later.high)


def _open(ready: plan.Plan, scope: Scope) -> Iterator[tuple[_Table, Stretch, bool]]:
    """Yield every stretch that no band takes, and whether it lies at an end of the measure."""
    for table in _tables(ready, scope):
        whole = table.line.whole()
        for gap in table.line.left(whole, [b.stretch for b in table.reached()]):
            yield table, gap, gap.low == whole.low or gap.high == whole.high


def gap(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield what lies between two bands and belongs to none."""
    return (t.finding(t.score.id.span, s) for t, s, at_end in _open(ready, scope) if not at_end)


def end_open(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the lowest and highest values of the measure that belong to no band."""
    return (t.finding(t.score.id.span, s) for t, s, at_end in _open(ready, scope) if at_end)


def unreachable(ready: plan.Plan, scope: Scope) -> Iterator[Finding]:
    """Yield the bands of which earlier ones, or the measure's own range, leave nothing."""
    for table in _tables(ready, scope):
        reached = table.reached()
        yield from (table.finding(b.span) for b in table.bands if b not in reached)
