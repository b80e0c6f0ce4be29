"""Running a case: through the schedule and through the reference, which must agree, and against what is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from ...compiler import Compiled
from ...evaluator import Evaluation, evaluate
from ...evaluator.reference import judge
from .cells import Columns
from .found import Found, of_reference, of_schedule
from .inputs import dossier_of, parameters_of, plain_tables
from .laying import laid_out
from .model import Case, CaseFile, Given, Want, Word


@dataclass(frozen=True, slots=True)
class Miss:
    """A wanted result that did not come: what came instead, None where there is no such result."""

    want: Want
    got: Word | None


@dataclass(frozen=True, slots=True)
class Split:
    """A result on which the schedule and the reference disagree."""

    subject: str
    part: str
    name: str
    schedule: Word | None
    reference: Word | None


@dataclass(frozen=True, slots=True, eq=False)
class Ran:
    """One case that was run; it passed where nothing is missed and both evaluators agree."""

    case: Case
    given: Given
    evaluation: Evaluation
    found: Found
    misses: tuple[Miss, ...]
    splits: tuple[Split, ...]

    @property
    def passed(self) -> bool:
        """Tell whether everything came as wanted."""
        return not self.misses and not self.splits


def run_case(compiled: Compiled, columns: Columns, file: CaseFile, case: Case) -> Ran:
    """Judge one case by both evaluators and hold the results against what is wanted."""
    given = laid_out(file.frame, case.change, columns.keys)
    dossier = dossier_of(columns, given)
    evaluation = evaluate(compiled.plan, dossier, given.as_of)
    found = of_schedule(evaluation)
    tables = plain_tables(columns, compiled.rules, given)
    parameters = parameters_of(columns, given.parameters)
    other = of_reference(judge(compiled.rules, tables, parameters, given.as_of), compiled.rules)
    return Ran(case, given, evaluation, found, misses_of(case, found), splits_of(found, other))


def result_of(found: Found, want: Want) -> Word | None:
    """Return what came of a wanted result."""
    return _at(found, want.subject, want.part, want.name)


def misses_of(case: Case, found: Found) -> tuple[Miss, ...]:
    """Return the wanted results that did not come."""
    return tuple(Miss(w, got) for w in case.wants if (got := result_of(found, w)) != w.word)


def splits_of(one: Found, other: Found) -> tuple[Split, ...]:
    """Return every result on which two evaluators differ."""
    names = sorted(
        {(s, p, n) for found in (one, other) for s, parts in found.items() for p, words in parts.items() for n in words}
    )
    splits = (Split(s, p, n, _at(one, s, p, n), _at(other, s, p, n)) for s, p, n in names)
    return tuple(s for s in splits if s.schedule != s.reference)


def _at(found: Found, subject: str, part: str, name: str) -> Word | None:
    return found.get(subject, {}).get(part, {}).get(name)
