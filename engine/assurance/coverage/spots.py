"""Going through the expressions of a rule set with the rows at which each of them is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.interval import MET, NOT_MET
from ...evaluator.reference.world import Row
from ...syntax import ast
from .goal import Place

Rows = Sequence[Row]
#: Expressions that are conditions wherever they stand.
_CONDITIONS = (
    ast.NotX, ast.AndX, ast.OrX, ast.CompareX, ast.InX, ast.GivenX, ast.MeetsX, ast.WithinX, ast.QuantX, ast.OwnerX,
    ast.StandingX, ast.GradeX,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a rule that holds an expression, read at rows of a register.

    `own`: the rule has goals of its own for the two outcomes, so that a single condition needs none besides.
    """

    place: Place
    name: str
    expr: ast.Expr
    register: str
    rows: Rows
    condition: bool
    own: bool = False

    @property
    def key(self) -> str:
        """Return how it is named in ids."""
        return f"{self.place.rule}:{self.name}"


@dataclass(frozen=True, slots=True)
class Spot:
    """One expression inside a slot; `root`: it is a condition that is asked as a whole."""

    slot: Slot
    key: str
    expr: ast.Expr
    register: str
    rows: Rows
    root: bool


def spots(slot: Slot, reader: Reader) -> Iterator[Spot]:
    """Yield every expression of a slot, wholes before parts, each with the rows at which it is read."""
    yield from _Walk(slot, reader).walk(slot.expr, slot.key, slot.register, slot.rows, root=slot.condition)


@dataclass(frozen=True, slots=True)
class _Walk:
    slot: Slot
    reader: Reader

    def walk(self, expr: ast.Expr, key: str, register: str, rows: Rows, *, root: bool) -> Iterator[Spot]:
        yield Spot(self.slot, key, expr, register, rows, root)
        match expr:
            case ast.AndX(items) | ast.OrX(items):
                stop = NOT_MET if isinstance(expr, ast.AndX) else MET
                here = list(rows)
                for number, item in enumerate(items, 1):  # what is settled is not read further
                    yield from self.walk(item, f"{key}.{number}", register, here, root=False)
                    here = [r for r in here if self.reader.verdict(item, r) != stop]
            case ast.NotX(item):
                yield from self.walk(item, f"{key}.1", register, rows, root=False)
            case ast.QuantX(_, path, where, has):
                yield from self._inside(key, path, where, has, rows)
            case ast.ShareX(path, where, has):
                yield from self._inside(key, path, where, has, rows)
            case ast.CountX(path, where):
                yield from self._inside(key, path, where, None, rows)
            case ast.TotalX(_, value, path, where):
                yield from self._inside(key, path, where, None, rows)
                reached = self._reached(path, rows)
                inner = [r for r in reached if self.reader.filter(where, r) != NOT_MET]
                yield from self.walk(value, f"{key}.value", path[-1], inner, root=False)
            case ast.RunX(_, last, path, where):
                yield from self.walk(last, f"{key}.last", register, rows, root=False)
                yield from self._inside(key, path, where, None, rows)
            case ast.PeersX(_, value, _, where):
                everybody = list(self.reader.world.all_seen(register)) if rows else []
                if where is not None:
                    yield from self.walk(where, f"{key}.where", register, everybody, root=True)
                inner = [r for r in everybody if self.reader.filter(where, r) != NOT_MET]
                yield from self.walk(value, f"{key}.value", register, inner, root=False)
            case ast.OwnerX(owner, item):
                up = (self.reader.world.owner(r, owner.value) for r in rows)
                yield from self.walk(item, f"{key}.1", owner.value, list(dict.fromkeys(r for r in up if r)), root=True)
            case ast.IfX(test, then, other):
                yield from self.walk(test, f"{key}.if", register, rows, root=True)
                inside = self._is_condition(expr, register)
                for word, part, against in (("then", then, NOT_MET), ("else", other, MET)):
                    here = [r for r in rows if self.reader.verdict(test, r) != against]
                    yield from self.walk(part, f"{key}.{word}", register, here, root=inside)
            case ast.RoundX(item) | ast.NegX(item):
                yield from self.walk(item, f"{key}.1", register, rows, root=False)
            case ast.ExtremeX(_, items):
                for number, item in enumerate(items, 1):
                    yield from self.walk(item, f"{key}.{number}", register, rows, root=False)
            case ast.ArithX(_, left, right) | ast.DivideX(left, right) | ast.CompareX(_, left, right):
                yield from self.walk(left, f"{key}.1", register, rows, root=False)
                yield from self.walk(right, f"{key}.2", register, rows, root=False)
            case _:
                return

    def _is_condition(self, expr: ast.IfX, register: str) -> bool:
        for side in (expr.then, expr.other):
            if isinstance(side, ast.IfX):
                return self._is_condition(side, register)
            if isinstance(side, _CONDITIONS):
                return True
            if isinstance(side, ast.Ref):
                found = self.reader.names.declared(side, register)
                kind = found.answer if isinstance(found, ast.JudgementD) else found
                if isinstance(found, ast.JudgementD) and kind is None:
                    return True
                if isinstance(kind, ast.FieldD):
                    return kind.type.value == "yes-no"
        return False

    def _reached(self, path: tuple[str, ...], rows: Rows) -> list[Row]:
        return list(dict.fromkeys(r for at in rows for r in self.reader.world.reach(at, path)[0]))

    def _inside(
        self, key: str, path: tuple[str, ...], where: ast.Expr | None, has: ast.Expr | None, rows: Rows
    ) -> Iterator[Spot]:
        reached = self._reached(path, rows)
        if where is not None:
            yield from self.walk(where, f"{key}.where", path[-1], reached, root=True)
        if has is not None:
            inner = [r for r in reached if self.reader.filter(where, r) != NOT_MET]
            yield from self.walk(has, f"{key}.has", path[-1], inner, root=True)


def leaves(expr: ast.Expr, key: str) -> Iterator[tuple[ast.Expr, str]]:
    """Yield the conditions that and, or and not join, each with its id."""
    match expr:
        case ast.AndX(items) | ast.OrX(items):
            for number, item in enumerate(items, 1):
                yield from leaves(item, f"{key}.{number}")
        case ast.NotX(item):
            yield from leaves(item, f"{key}.1")
        case _:
            yield expr, key
