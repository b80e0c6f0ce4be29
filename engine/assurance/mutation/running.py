"""Running mutants against the cases: killed, proved equivalent, or unknown.

Mutants are judged by the reference alone, over the written tree: nothing is compiled, no rule base is loaded, and only
what a case wants is worked out, so that a mutant takes milliseconds. That is enough: `xetkhen test` holds the reference
and the schedule (with durable_rules and the fixpoint) against each other on these very cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...compiler import Compiled
from ...diagnostics import Diagnostic, arranged, case_codes
from ...evaluator.reference import Judge
from ...evaluator.reference.world import Row, World
from ...records.plain import PlainTable
from ...syntax import ast
from ...values import Verdict
from ..cases.cells import Columns, Value
from ..cases.found import bounds_word, grade_word, grades_of
from ..cases.inputs import parameters_of, plain_tables
from ..cases.laying import laid_out
from ..cases.model import CaseFile, Given, Waived, Want, Word
from .model import Mutant
from .proving import SOLVED, Prover, provers_of


@dataclass(frozen=True, slots=True)
class Killed:
    """A case comes out otherwise than it wants; `got` is None where the mutant cannot be judged at all."""

    case: int
    want: Want
    got: Word | None


@dataclass(frozen=True, slots=True)
class Proved:
    """The mutant is proved to judge every dossier as the rule set does."""

    proof: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No case tells it apart and nothing is proved; `declared` is the reason that the cases file gives for it."""

    declared: Waived | None


Outcome = Killed | Proved | Unknown


@dataclass(frozen=True, slots=True)
class Result:
    """A mutant and what came of it."""

    mutant: Mutant
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Prepared:
    """One case ready to be judged over and over."""

    number: int
    tables: Mapping[str, PlainTable]
    parameters: Mapping[str, Value]
    as_of: dt.date
    wants: tuple[tuple[Want, Row], ...]


class Assuming(World):
    """Records of which some registers are taken as complete as soon as they were read."""

    def __init__(
        self, rules: ast.RuleSetD, tables: Mapping[str, PlainTable], parameters: Mapping[str, Value], as_of: dt.date,
        assumed: frozenset[str],
    ) -> None:  # fmt: skip
        """Keep which."""
        super().__init__(rules, tables, parameters, as_of)
        self._assumed = assumed

    def complete(self, register: str, owner: Row) -> bool:
        """Tell whether a register holds everything for an owner."""
        table = self.tables.get(register)
        return (register in self._assumed and table is not None and table.read) or super().complete(register, owner)


def judge_of(
    mutant: Mutant, tables: Mapping[str, PlainTable], parameters: Mapping[str, Value], as_of: dt.date
) -> Judge:
    """Return a judge of records by a mutant."""
    if mutant.assumed:
        return Judge(Assuming(mutant.rules, tables, parameters, as_of, mutant.assumed))
    return Judge(World(mutant.rules, tables, parameters, as_of))


def prepare(compiled: Compiled, columns: Columns, file: CaseFile) -> tuple[Prepared, ...]:
    """Return the cases of a file ready to be judged."""
    out = []
    for case in file.cases:
        given = laid_out(file.frame, case.change, columns.keys)
        tables, rows = tables_of(compiled, columns, given)
        wants = tuple((w, rows[w.subject]) for w in case.wants if w.subject in rows)
        out.append(Prepared(case.number, tables, parameters_of(columns, given.parameters), given.as_of, wants))
    return tuple(out)


def tables_of(compiled: Compiled, columns: Columns, given: Given) -> tuple[Mapping[str, PlainTable], Mapping[str, Row]]:
    """Return the tables of a case, and the row of every subject."""
    tables = plain_tables(columns, compiled.rules, given)
    rows = {f"{k}/{r.key}": (k, r.index) for k in compiled.plan.kinds() for r in tables[k].rows}
    return tables, rows


def result_at(judge: Judge, part: str, name: str, at: Row, grades: Mapping[str, Sequence[str]]) -> Word:
    """Return one result of one subject, working out no more than that."""
    gates, reader = judge.gates, judge.reader
    match part:
        case "criteria":
            return Verdict(gates.shown(name, at)).word
        case "bars":
            rule = gates.bars.get(name) or gates.suspensions[name]
            return Verdict(gates.hit(rule, at)).word
        case "decisions":
            return judge.decision(name, at).word
        case "assessments":
            rule_ = next(a for a in judge.world.rules.assessments if a.id.value == name)
            return Verdict(gates.assessed(rule_, at)).word
        case "scores":
            found = reader.score(name, at)
            return bounds_word(found.low, found.high)
        case _:
            graded = reader.graded(name, at)
            return grade_word(grades[name], graded.applies, graded.low, graded.high)


def run_mutants(
    compiled: Compiled,
    file: CaseFile,
    mutants: Sequence[Mutant],
    provers: Sequence[Prover] | None = None,
    only: Container[int] | None = None,
) -> Iterator[Result]:
    """Yield what comes of each mutant: the first case that catches it (`only` of these numbers), a proof, or neither.

    `provers` are asked, in order, of those that no case catches; None stands for those that come with the engine.
    """
    columns = Columns(compiled.plan)
    cases = [c for c in prepare(compiled, columns, file) if only is None or c.number in only]
    tried = provers_of(compiled) if provers is None else provers
    declared = {w.id: w for w in file.waived}
    for mutant in mutants:
        killed = kills(mutant, cases)
        if killed is not None:
            yield Result(mutant, killed)
            continue
        proof = next((p for prover in tried if (p := prover.equivalent(compiled.rules, mutant)) is not None), None)
        yield Result(mutant, Unknown(declared.get(mutant.id)) if proof is None else Proved(proof))


def check_declared(results: Sequence[Result], file: CaseFile) -> tuple[Diagnostic, ...]:
    """Return the mutants that are declared unreachable though a case catches them, or they are proved."""
    outcomes = {r.mutant.id: r.outcome for r in results}
    found = []
    for waived in file.waived:
        outcome = outcomes.get(waived.id)
        if isinstance(outcome, Killed):
            args = {"text": waived.id, "case": f"ca {outcome.case}", "case_en": f"case {outcome.case}"}
            found.append(Diagnostic(case_codes.UNREACHABLE_REACHED, waived.span, args))
        elif isinstance(outcome, Proved) and outcome.proof != SOLVED:  # reasons hold where no solver is installed, too
            args = {"text": waived.id, "case": "chứng minh tương đương", "case_en": "a proof that it is equivalent"}
            found.append(Diagnostic(case_codes.UNREACHABLE_REACHED, waived.span, args))
    return arranged(found)


def kills(mutant: Mutant, cases: Sequence[Prepared]) -> Killed | None:
    """Return the first case that a mutant fails; those that want something of its rule are tried first."""
    grades = grades_of(mutant.rules)
    rule = mutant.place.rule
    for case in sorted(cases, key=lambda c: all(w.name != rule for w, _ in c.wants)):
        judge = judge_of(mutant, case.tables, case.parameters, case.as_of)
        for want, at in case.wants:
            try:
                got: Word | None = result_at(judge, want.part, want.name, at, grades)
            except RecursionError:
                got = None  # rules that now rest on each other in a circle judge nobody
            if got != want.word:
                return Killed(case.number, want, got)
    return None
