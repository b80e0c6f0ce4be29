"""What users' own tests take: generated campaigns of a rule set, and its laws, each to be held."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hypothesis import strategies as st

from ...bundle import rule_file, shipped
from ...compiler import compile_file
from ...diagnostics import Diagnostic, Lang, ReportedError, rule_codes
from ...evaluator import Evaluation
from ...plan import Plan
from ...records.dossier import Dossier
from ...values import Decision, Verdict
from .drawing import records
from .laws import laws_of
from .outcomes import codes, judged
from .records import Records, read_as
from .running import EXAMPLES, SEED, State, Tried, prove_law
from .telling import as_text
from .words import sentence
from .world import World, world_of


@dataclass(frozen=True, eq=False)
class Generated:
    """One generated campaign of a rule set: its records as drawn, read, and judged as of their day."""

    plan: Plan
    records: Records

    def __repr__(self) -> str:
        """Return the rows in plain values, for whoever reads a failing test."""
        rows = {name: [dict(r) for r in some] for name, some in self.records.rows.items()}
        return f"Generated({self.plan.id}, as of {self.records.as_of}, {rows})"

    @cached_property
    def dossier(self) -> Dossier:
        """Return the records as they are read."""
        return read_as(self.plan, self.records)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Return the evaluation as of the day of the records."""
        return judged(self.plan, self.records)

    def decisions(self) -> dict[tuple[str, str], str]:
        """Return the decision of every subject and award, and the verdict of every assessment, by key and id."""
        return {
            (at.key, at.target): (Decision(c) if at.target in self.plan.awards else Verdict(c)).word
            for at, c in codes(self.evaluation).items()
        }


@dataclass(frozen=True, slots=True)
class Provable:
    """One law of one rule set; `hold` tries it."""

    id: str
    says: str
    world: World = field(repr=False)

    def __str__(self) -> str:
        """Return the law's id, as a parameter of a test is named."""
        return self.id

    def hold(self, *, examples: int = EXAMPLES, seed: int = SEED) -> Tried:
        """Try the law; raises AssertionError with the smallest records found that break it, as a table."""
        tried = prove_law(self.world, laws_of(self.world.plan)[self.id], examples=examples, start=seed)
        if tried.state is State.BROKEN:
            raise AssertionError(as_text(self.world.plan, [tried], Lang.VI, examples=examples, start=seed))
        return tried


def _plan(ruleset: str | Path, overlays: tuple[str | Path, ...]) -> Plan:
    path = rule_file(str(ruleset))
    if not path.is_file():
        names = ", ".join(shipped()) or "-"
        raise ReportedError([Diagnostic(rule_codes.NO_RULE_FILE, None, {"text": str(ruleset), "names": names})])
    return compile_file(path, [Path(o) for o in overlays]).plan


def dossiers(ruleset: str | Path, *overlays: str | Path) -> st.SearchStrategy[Generated]:
    """Return a strategy of campaigns that a rule set may be given; raises ReportedError where it has errors."""
    plan = _plan(ruleset, overlays)
    return records(world_of(plan)).map(lambda found: Generated(plan, found))


def laws(ruleset: str | Path, *overlays: str | Path) -> tuple[Provable, ...]:
    """Return the laws of a rule set, those that hold everywhere first, then its own."""
    plan = _plan(ruleset, overlays)
    world = world_of(plan)
    return tuple(Provable(name, sentence(Lang.VI, plan, name), world) for name in laws_of(plan))
