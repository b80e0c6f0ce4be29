"""What will run: the typed plan that the compiler makes of a rule set. Data only, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..law import Document, Reading
from ..values import Number
from .rules import (
    AllOf,
    Among,
    Assessment,
    AtLeast,
    Award,
    Bar,
    Completeness,
    Criterion,
    Deadline,
    Entitlement,
    Field,
    Judgement,
    Measure,
    Needs,
    Nomination,
    Parameter,
    Period,
    Quota,
    Ranking,
    Register,
    Requirement,
    Waiver,
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
    Compare,
    Cond,
    Constant,
    Count,
    Divide,
    Every,
    Flag,
    Fold,
    Given,
    Multiply,
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
    Rounding,
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
    "Assessment",
    "AtLeast",
    "Award",
    "Bar",
    "Chain",
    "Columns",
    "Compare",
    "Completeness",
    "Cond",
    "Constant",
    "Count",
    "Criterion",
    "Deadline",
    "Divide",
    "Entitlement",
    "Every",
    "Field",
    "Flag",
    "Fold",
    "Given",
    "Judgement",
    "Measure",
    "Multiply",
    "Needs",
    "Negate",
    "Nomination",
    "Not",
    "Num",
    "OneOf",
    "Op",
    "Or",
    "Owner",
    "OwnerNum",
    "Parameter",
    "Path",
    "Peers",
    "Period",
    "Plan",
    "Present",
    "Quota",
    "Ranking",
    "Reduce",
    "Register",
    "Requirement",
    "Rounding",
    "Select",
    "Share",
    "Some",
    "Stage",
    "Standing",
    "Total",
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

    def kinds(self) -> tuple[str, ...]:
        """Return the registers that hold subjects, in declared order."""
        return tuple(r.id for r in self.registers.values() if r.subject)

    def number(self, kind: str, field: str) -> Number | None:
        """Return the type of a number field, or None."""
        found = self.registers[kind].fields.get(field)
        return found.type if found and isinstance(found.type, Number) else None
