"""What a condition can come to at all: the rules by which a goal can never be shown.

Each rule is named, so that nothing is left out silently:

- `no-scope`: the rule concerns everybody (no `applies`, no exception, no `if none: not-applicable`);
- `all-options`: a choice is asked whether it is one of all its options;
- `range`: the declared range of the number leaves only one outcome;
- `open-never`: nothing in it can be missing;
- `no-nomination`, `no-bar`, `no-suspension`, `no-quota`, `no-tie`, `no-requirement`: the award has no such gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from ...evaluator.reference import interval
from ...evaluator.reference.expressions import Reader
from ...syntax import ast

Codes = frozenset[int]
_ALL: Codes = frozenset({0, 1, 2})


def codes_of(expr: ast.Expr, register: str, reader: Reader) -> Codes:
    """Return the verdicts that a condition may have at some row of a register; never fewer than there are."""
    match expr:
        case ast.NotX(item):
            return frozenset(2 - c for c in codes_of(item, register, reader))
        case ast.AndX(items):
            return _joined(min, (codes_of(i, register, reader) for i in items))
        case ast.OrX(items):
            return _joined(max, (codes_of(i, register, reader) for i in items))
        case ast.InX(item, options, negated):
            many = options_of(item, register, reader)
            found = frozenset({1, 2}) if many and {o.value for o in options} >= many else _ALL
            return frozenset(2 - c for c in found) if negated else found
        case ast.CompareX(op, left, right) if is_number(left, register, reader):
            code = interval.compare(op, reader.range(left, register), reader.range(right, register))
            return _ALL if code == 1 else frozenset({1, code})
        case ast.QuantX(kind, path, where, has):
            inner = codes_of(where, path[-1], reader) if where is not None else frozenset({2})
            if has is not None and kind != "every":
                inner = _joined(min, (inner, codes_of(has, path[-1], reader)))
            if kind == "every" or 2 in inner:
                return _ALL
            return frozenset({0, 1}) if kind == "some" else frozenset({1, 2})
        case ast.OwnerX(owner, item):
            return codes_of(item, owner.value, reader) | {1}
        case ast.IfX(_, then, other):
            return codes_of(then, register, reader) | codes_of(other, register, reader) | {1}
        case _:
            return _ALL


def _joined(fold: Callable[[int, int], int], parts: Iterable[Codes]) -> Codes:
    return reduce(lambda a, b: frozenset(fold(x, y) for x in a for y in b), parts)


def options_of(item: ast.Ref, register: str, reader: Reader) -> set[str]:
    """Return the options of a choice field or question, or the grades with `none`."""
    grades = reader.names.classification(item, register)
    if grades is not None:
        return {"none", *(g.id.value for g in grades.grades)}
    if not reader.names.is_choice(item, register):
        return set()
    found = reader.names.declared(item, register)
    field = found.answer if isinstance(found, ast.JudgementD) else found
    return {o.key.value for o in field.options} if isinstance(field, ast.FieldD) else set()


def is_number(expr: ast.Expr, register: str, reader: Reader) -> bool:
    """Tell whether the left side of a comparison is a number or day, not a choice or a grade."""
    if not isinstance(expr, ast.Ref):
        return True
    return not reader.names.is_choice(expr, register) and reader.names.classification(expr, register) is None


def may_be_open(expr: ast.Expr) -> bool:
    """Tell whether anything in a condition can be missing: only constants and the day of judging never are."""
    match expr:
        case ast.NumberLit() | ast.DateLit():
            return False
        case ast.Ref(parts):
            return parts != ("as_of",)
        case ast.CompareX() | ast.NotX() | ast.AndX() | ast.OrX() | ast.ArithX() | ast.NegX():
            return any(may_be_open(p) for p in ast.parts(expr))
        case _:
            return True
