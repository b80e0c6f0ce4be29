"""Lints: what is suspicious about a rule set that compiles, one check, one function, one code, one line.

A finding is settled by mending it, by a reading of the words it is about, or by a waiver with a reason.
"""

from __future__ import annotations

from ... import plan
from ...diagnostics import Diagnostic, lint_codes
from ..scope import Found, Scope
from . import bands, dates, division, points, quotes, reach, twice, unused, words
from .model import Finding, Lint, settled

__all__ = ["LINTS", "Finding", "Lint", "run"]

LINTS: tuple[Lint, ...] = (
    Lint(lint_codes.FIELD_UNUSED, unused.fields_unused),
    Lint(lint_codes.CRITERION_UNUSED, unused.rules_unused),
    Lint(lint_codes.SCORE_UNUSED, unused.scores_unused),
    Lint(lint_codes.MEASURE_UNUSED, unused.measures_unused),
    Lint(lint_codes.JUDGEMENT_UNUSED, unused.judgements_unused),
    Lint(lint_codes.PARAMETER_UNUSED, unused.parameters_unused),
    Lint(lint_codes.DEADLINE_UNUSED, unused.deadlines_unused),
    Lint(lint_codes.PERIOD_UNUSED, unused.periods_unused),
    Lint(lint_codes.NEVER_COMPLETE, unused.never_complete),
    Lint(lint_codes.QUOTE_CUT, quotes.quotes_cut),
    Lint(lint_codes.OPERATOR_WORDS, words.operators),
    Lint(lint_codes.DEADLINE_WORDS, words.deadlines),
    Lint(lint_codes.WORDS_CONTRADICT, words.contradiction),
    Lint(lint_codes.OTHER_UNIT, words.units),
    Lint(lint_codes.NO_DENOMINATOR, words.denominators),
    Lint(lint_codes.TERM_TWICE, twice.terms),
    Lint(lint_codes.TOTAL_TWICE, twice.totals),
    Lint(lint_codes.NOT_ADD_UP, points.adds_up),
    Lint(lint_codes.MAX_NOT_REACHED, points.max_not_reached),
    Lint(lint_codes.MAX_EXCEEDED, points.max_exceeded),
    Lint(lint_codes.DIVISOR_ZERO, division.divisors),
    Lint(lint_codes.BANDS_OVERLAP, bands.overlap),
    Lint(lint_codes.BANDS_GAP, bands.gap),
    Lint(lint_codes.BANDS_END, bands.end_open),
    Lint(lint_codes.BANDS_UNREACHABLE, bands.unreachable),
    Lint(lint_codes.NEVER_MET, reach.never_met),
    Lint(lint_codes.ALWAYS_MET, reach.always_met),
    Lint(lint_codes.BAR_NEVER, reach.bar_never),
    Lint(lint_codes.AWARD_UNREACHABLE, reach.award_unreachable),
    Lint(lint_codes.GRADES_ORDER, reach.grades_order),
    Lint(lint_codes.GRADE_UNREACHABLE, reach.grade_unreachable),
    Lint(lint_codes.DATE_OUTSIDE, dates.outside),
    Lint(lint_codes.BEFORE_PHASE, dates.before_phase),
)


def run(ready: plan.Plan, scope: Scope, found: Found) -> None:
    """Record every finding that neither a reading nor a waiver settles, and every waiver that settles none."""
    waived = {(w.lint.value, w.at.value): w for w in scope.rules.lint_waivers}
    used: set[tuple[str, str]] = set()
    for lint in LINTS:
        for finding in lint.find(ready, scope):
            name = (lint.code.id, finding.at)
            if name in waived:
                used.add(name)
            elif not settled(finding, scope):
                found.append(Diagnostic(lint.code, finding.span, finding.args, finding.notes))
    for waiver in scope.rules.lint_waivers:
        if (waiver.lint.value, waiver.at.value) not in used:
            args = {"text": waiver.at.value, "lint": waiver.lint.value}
            found.append(Diagnostic(lint_codes.WAIVER_UNUSED, waiver.at.span, args))
