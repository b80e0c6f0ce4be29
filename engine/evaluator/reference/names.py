"""What a name in an expression means for a row (docs/semantics.md, 1)."""

from __future__ import annotations

from dataclasses import dataclass

from ...syntax import ast
from .interval import MET, NOT_MET, UNDETERMINED, Interval, point
from .world import Row, World, as_fraction, number_range

Named = ast.FieldD | ast.JudgementD | ast.MeasureD | ast.ParameterD


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name is read: the register, and the row there (None where the owner is not known)."""

    register: str
    row: Row | None


class Names:
    """Looks names up, and reads fields, judgements and parameters of one world."""

    def __init__(self, world: World) -> None:
        """Index the declared names by the register they may be read at."""
        self.world, rules = world, world.rules
        self._declared: dict[tuple[str, str], Named] = {}
        for m in rules.measures:
            self._declared[m.kind.value, m.id.value.partition(".")[2]] = m
        for j in rules.judgements:
            for kind in j.of:
                self._declared[kind.value, j.id.value] = j
        for r in rules.registers:
            for f in r.fields:
                self._declared[r.id.value, f.id.value] = f
        self._parameters = {p.id.value: p for p in rules.parameters}
        self._judged: dict[tuple[str, Row], int] = {}

    def declared(self, ref: ast.Ref, register: str) -> Named:
        """Return what a name stands for in the context of a register."""
        if len(ref.parts) > 1:
            return self._declared[ref.parts[0], ref.parts[1]]
        found = self._declared.get((register, ref.parts[0]))
        return found if found is not None else self._parameters[ref.parts[0]]

    def is_choice(self, expr: ast.Expr, register: str) -> bool:
        """Tell whether an expression names a choice field."""
        if not isinstance(expr, ast.Ref):
            return False
        found = self._declared.get((expr.parts[0] if len(expr.parts) > 1 else register, expr.parts[-1]))
        return isinstance(found, ast.FieldD) and found.type.value == "choice"

    def place(self, ref: ast.Ref, at: Row) -> Place:
        """Return where a name is read: here, or at the owner that its first part names."""
        if len(ref.parts) == 1:
            return Place(at[0], at)
        return Place(ref.parts[0], self.world.owner(at, ref.parts[0]))

    def flag(self, ref: ast.Ref, at: Row) -> int:
        """Return a yes-no field or a judgement as a verdict."""
        place, found = self.place(ref, at), self.declared(ref, at[0])
        if place.row is None:
            return UNDETERMINED
        if isinstance(found, ast.JudgementD):
            return self.judgement(found.id.value, place.row)
        value = self.world.row(place.row).values.get(ref.parts[-1])
        return UNDETERMINED if value is None else MET if value is True else NOT_MET

    def option(self, ref: ast.Ref, options: tuple[str, ...], at: Row) -> int:
        """Return whether a choice field holds one of the options."""
        place = self.place(ref, at)
        value = self.world.row(place.row).values.get(ref.parts[-1]) if place.row else None
        return UNDETERMINED if value is None else MET if value in options else NOT_MET

    def given(self, ref: ast.Ref, at: Row) -> int:
        """Return whether a field was filled in, or a judgement given."""
        place, found = self.place(ref, at), self.declared(ref, at[0])
        if isinstance(found, ast.ParameterD):
            return MET if found.id.value in self.world.parameters else NOT_MET
        if place.row is None:
            return UNDETERMINED
        if isinstance(found, ast.JudgementD):
            return MET if self.judgement(found.id.value, place.row) != UNDETERMINED else NOT_MET
        return NOT_MET if self.world.row(place.row).values.get(ref.parts[-1]) is None else MET

    def number(self, ref: ast.Ref, at: Row) -> Interval:
        """Return a number or date field, or a parameter; measures are read by their expression."""
        found = self.declared(ref, at[0])
        if isinstance(found, ast.ParameterD):
            return self.world.parameter(found.id.value)
        place = self.place(ref, at)
        value = self.world.row(place.row).values.get(ref.parts[-1]) if place.row else None
        return self.range(found) if value is None else point(as_fraction(value))

    def range(self, found: Named) -> Interval:
        """Return what a number field or parameter may hold while it is missing."""
        if isinstance(found, ast.FieldD | ast.ParameterD):
            return number_range(found.type.value, found.range)
        raise TypeError(found)

    def judgement(self, question: str, subject: Row) -> int:
        """Return the answer of the latest day; undetermined while missing, contradictory, or perhaps overruled."""
        key = (question, subject)
        if key not in self._judged:
            self._judged[key] = self._latest(question, subject)
        return self._judged[key]

    def _latest(self, question: str, subject: Row) -> int:
        table = self.world.tables.get("judgement")
        if table is None or table.reopened_all or question in table.questions:
            return UNDETERMINED
        if subject[1] in table.reopened.get(subject[0], frozenset()):
            return UNDETERMINED
        rows = [self.world.row(r) for r in self.world.all_seen("judgement")]
        rows = [r for r in rows if r.owners.get(subject[0], -1) == subject[1] and r.values.get("question") == question]
        if not rows:
            return UNDETERMINED
        last = max(str(r.values.get("day") or "") for r in rows)
        answers = {r.values.get("answer") for r in rows if str(r.values.get("day") or "") == last}
        if len(answers) > 1 or None in answers:
            return UNDETERMINED
        return MET if True in answers else NOT_MET
