"""What a name in an expression means for a row (docs/semantics.md, 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...syntax import ast
from ...values import Plain, days
from .interval import MET, NOT_MET, UNDETERMINED, Interval, point
from .judgements import Judgements, Value
from .world import Row, World, as_fraction, number_range

Named = ast.FieldD | ast.JudgementD | ast.MeasureD | ast.ParameterD | ast.ScoreD | ast.ClassificationD
#: Names that stand for something worked out.
WORKED_OUT = (ast.MeasureD, ast.ScoreD, ast.ClassificationD)
#: The day of the evaluation, as a name.
AS_OF = ("as_of",)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is read: the register, and the row there (None where the owner is not known)."""

    register: str
    row: Row | None


class Names:
    """Looks names up, and reads fields, judgements and parameters of one world."""

    def __init__(self, world: World) -> None:
        """Index the declared names by the register they may be read at."""
        self.world, self.judgements = world, Judgements(world)
        self._declared = {(register, name): found for register, name, found in _declarations(world.rules)}
        self._parameters = {p.id.value: p for p in world.rules.parameters}

    def declared(self, ref: ast.Ref, register: str) -> Named:
        """Return what a name stands for in the context of a register."""
        if len(ref.parts) > 1:
            return self._declared[ref.parts[0], ref.parts[1]]
        found = self._declared.get((register, ref.parts[0]))
        return found if found is not None else self._parameters[ref.parts[0]]

    def _of_register(self, expr: ast.Expr, register: str) -> Named | None:
        if not isinstance(expr, ast.Ref):
            return None
        return self._declared.get((expr.parts[0] if len(expr.parts) > 1 else register, expr.parts[-1]))

    def is_choice(self, expr: ast.Expr, register: str) -> bool:
        """Tell whether an expression names a choice field, or a question answered by a choice."""
        found = self._of_register(expr, register)
        field = found.answer if isinstance(found, ast.JudgementD) else found
        return isinstance(field, ast.FieldD) and field.type.value == "choice"

    def classification(self, expr: ast.Expr, register: str) -> ast.ClassificationD | None:
        """Return the classification that an expression names, if it does."""
        found = self._of_register(expr, register)
        return found if isinstance(found, ast.ClassificationD) else None

    def place(self, ref: ast.Ref, at: Row) -> Place:
        """Return where a name is read: here, or at the owner that its first part names."""
        if len(ref.parts) == 1:
            return Place(at[0], at)
        return Place(ref.parts[0], self.world.owner(at, ref.parts[0]))

    def _value(self, ref: ast.Ref, at: Row) -> Plain | Value:
        """Return what a field holds or a judgement says; None where that is missing or its row is not known."""
        row = self.place(ref, at).row
        if row is None:
            return None
        if isinstance(self._of_register(ref, at[0]), ast.JudgementD):
            return self.judgements.answer(ref.parts[-1], row).value
        return self.world.row(row).values.get(ref.parts[-1])

    def flag(self, ref: ast.Ref, at: Row) -> int:
        """Return a yes-no field or a judgement as a verdict."""
        value = self._value(ref, at)
        return UNDETERMINED if value is None else MET if value is True else NOT_MET

    def option(self, ref: ast.Ref, options: tuple[str, ...], at: Row) -> int:
        """Return whether a choice field, or the answer to a question, is one of the options."""
        value = self._value(ref, at)
        return UNDETERMINED if value is None else MET if value in options else NOT_MET

    def given(self, ref: ast.Ref, at: Row) -> int:
        """Return whether a field was filled in, or a judgement given."""
        found = self.declared(ref, at[0])
        if isinstance(found, ast.ParameterD):
            return MET if found.id.value in self.world.parameters else NOT_MET
        place = self.place(ref, at).row
        if place is None:
            return UNDETERMINED
        if isinstance(found, ast.JudgementD):
            answer = self.judgements.answer(ref.parts[-1], place)
            return UNDETERMINED if answer.doubtful else MET if answer.value is not None else NOT_MET
        if self._value(ref, at) is not None:
            return MET
        row = self.world.row(place)
        return UNDETERMINED if row.ghost or ref.parts[-1] in row.unsent else NOT_MET

    def number(self, ref: ast.Ref, at: Row) -> Interval:
        """Return a number or date that was stated; what is worked out is read elsewhere."""
        if ref.parts == AS_OF:
            return self.range(ref, at[0])
        found = self.declared(ref, at[0])
        if isinstance(found, ast.ParameterD):
            return self.world.parameter(found.id.value)
        value = self._value(ref, at)
        return self.range(ref, at[0]) if value is None else point(as_fraction(value))

    def range(self, ref: ast.Ref, register: str) -> Interval:
        """Return what a number field, judgement or parameter may hold while it is missing."""
        if ref.parts == AS_OF:
            return point(days(self.world.as_of))
        found = self.declared(ref, register)
        match found:
            case ast.ParameterD(values=values) if values:
                return self.world.parameter(found.id.value)
            case ast.FieldD(type=kind, range=written) | ast.ParameterD(type=kind, range=written):
                return number_range(kind.value, written)
            case ast.JudgementD(answer=ast.FieldD(type=kind, range=written)):
                return number_range(kind.value, written)
            case _:
                raise TypeError(found)


def _declarations(rules: ast.RuleSetD) -> Iterator[tuple[str, str, Named]]:
    """Yield everything that has a name at the rows of a register: the register, the name, and what it is."""
    worked_out: tuple[ast.MeasureD | ast.ScoreD | ast.ClassificationD, ...] = (
        *rules.measures,
        *rules.scores,
        *rules.classifications,
    )
    for named in worked_out:
        yield named.kind.value, named.id.value.partition(".")[2], named
    for judgement in rules.judgements:
        for kind in judgement.of:
            yield kind.value, judgement.id.value, judgement
    for register in rules.registers:
        for field in register.fields:
            yield register.id.value, field.id.value, field


def place_of(rule: ast.ClassificationD, grade: str) -> int:
    """Return the place of a grade, the last being 1; `none` is no grade."""
    if grade == "none":
        return 0
    return len(rule.grades) - [g.id.value for g in rule.grades].index(grade)
