"""What will run: the typed plan that the compiler makes of a rule set. Data only, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..law import Document, Reading
from ..values import Number
from .laws import Exemption, OwnLaw
from .rules import (
    AllOf,
    Among,
    Assessment,
    AtLeast,
    Award,
    Bar,
    Called,
    Completeness,
    Criterion,
    DatedParameter,
    DatedValue,
    Deadline,
    Entitlement,
    Extension,
    Field,
    Judgement,
    Limit,
    Measure,
    NamedCase,
    Needs,
    Nomination,
    Parameter,
    Period,
    Places,
    Quota,
    Ranking,
    Register,
    Requirement,
    Size,
    Unless,
    Waiver,
)
from .scoring import (
    Best,
    Ceiling,
    Classification,
    Form,
    Grade,
    Points,
    Score,
    Step,
    StepDown,
    Steps,
    Together,
)
from .stages import (
    Chain,
    Columns,
    Reduce,
    Select,
    Stage,
)
from .terms import (
    Add,
    Aggregate,
    And,
    Anything,
    Choose,
    Compare,
    Cond,
    Constant,
    Count,
    Divide,
    Every,
    Extreme,
    First,
    Flag,
    Fold,
    Given,
    If,
    Multiply,
    Named,
    Negate,
    Not,
    Num,
    OneOf,
    Op,
    Or,
    Owner,
    OwnerNum,
    Path,
    Peers,
    Present,
    Rounded,
    Rounding,
    Run,
    Share,
    Some,
    Standing,
    Total,
    Value,
)

__all__ = [
    "Add",
    "Aggregate",
    "AllOf",
    "Among",
    "And",
    "Anything",
    "Assessment",
    "AtLeast",
    "Award",
    "Bar",
    "Best",
    "Called",
    "Ceiling",
    "Chain",
    "Choose",
    "Classification",
    "Columns",
    "Compare",
    "Completeness",
    "Cond",
    "Constant",
    "Count",
    "Criterion",
    "DatedParameter",
    "DatedValue",
    "Deadline",
    "Divide",
    "Entitlement",
    "Every",
    "Exemption",
    "Extension",
    "Extreme",
    "Field",
    "First",
    "Flag",
    "Fold",
    "Form",
    "Given",
    "Grade",
    "If",
    "Judgement",
    "Limit",
    "Measure",
    "Multiply",
    "Named",
    "NamedCase",
    "Needs",
    "Negate",
    "Nomination",
    "Not",
    "Num",
    "OneOf",
    "Op",
    "Or",
    "OwnLaw",
    "Owner",
    "OwnerNum",
    "Parameter",
    "Path",
    "Peers",
    "Period",
    "Places",
    "Plan",
    "Points",
    "Present",
    "Quota",
    "Ranking",
    "Reduce",
    "Register",
    "Requirement",
    "Rounded",
    "Rounding",
    "Run",
    "Score",
    "Select",
    "Share",
    "Size",
    "Some",
    "Stage",
    "Standing",
    "Step",
    "StepDown",
    "Steps",
    "Together",
    "Total",
    "Unless",
    "Value",
    "Waiver",
]


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled rule set: everything an evaluation needs, in the order it is needed."""

    id: str
    title: str
    hash: str
    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    parameters: Mapping[str, Parameter]
    periods: Mapping[str, Period]
    deadlines: Mapping[str, Deadline]
    registers: Mapping[str, Register]
    judgements: Mapping[str, Judgement]
    measures: Mapping[str, Measure]
    criteria: Mapping[str, Criterion]
    bars: Mapping[str, Bar]
    suspensions: Mapping[str, Bar]
    awards: Mapping[str, Award]
    waivers: tuple[Waiver, ...]
    schedule: tuple[Stage, ...]
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    classifications: Mapping[str, Classification] = field(default_factory=dict)
    dated: Mapping[str, DatedParameter] = field(default_factory=dict)
    names: Mapping[str, tuple[Called, ...]] = field(default_factory=dict)
    laws: Mapping[str, OwnLaw] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()

    def kinds(self) -> tuple[str, ...]:
        """Return the registers that hold subjects, in declared order."""
        return tuple(r.id for r in self.registers.values() if r.subject)

    def number(self, kind: str, field: str) -> Number | None:
        """Return the type of a number field, or None."""
        found = self.registers[kind].fields.get(field)
        return found.type if found and isinstance(found.type, Number) else None
