"""Conditions: each leaf of and, or and not shown to decide alone, both ways (masking MC/DC)."""

from __future__ import annotations

from collections.abc import Iterator

from ...evaluator.reference.expressions import Reader
from ...evaluator.reference.interval import MET, NOT_MET, UNDETERMINED
from ...evaluator.reference.world import Row
from ...syntax import ast
from ...syntax.format import format_expression
from .goal import Seen, states
from .possible import codes_of
from .spots import Spot, leaves

_STATE = {MET: "holds", NOT_MET: "fails"}


def leaf_goals(spot: Spot, reader: Reader) -> Iterator[Seen]:
    """Yield for every leaf of a condition that it decides alone by holding, and by failing.

    A leaf decides alone at a row where the whole comes out otherwise once this leaf is turned over and all others stay
    as they are. A condition of one leaf only has to hold and to fail.
    """
    if not spot.root:
        return
    found = list(leaves(spot.expr, spot.key))
    if len(found) == 1 and spot.slot.own and spot.key == spot.slot.key:
        return
    for leaf, key in found:
        shown = {MET: False, NOT_MET: False}
        for row in spot.rows:
            value = reader.verdict(leaf, row) if len(found) == 1 else _read(leaf, row, reader)
            if value != UNDETERMINED and not shown[value]:
                shown[value] = len(found) == 1 or _decides(spot.expr, spot.key, key, value, row, reader)
        can = codes_of(leaf, spot.register, reader)
        why = "all-options" if isinstance(leaf, ast.InX) else "range"
        yield from states(
            spot.slot.place, "leaf", key, format_expression(leaf), leaf.span,
            {_STATE[v]: (shown[v], "" if v in can else why) for v in (MET, NOT_MET)},
        )  # fmt: skip


def _read(leaf: ast.Expr, row: Row, reader: Reader) -> int:
    """Return a leaf at a row where the reader may not have read it: what goes round in a circle there is open."""
    try:
        return reader.verdict(leaf, row)
    except RecursionError:
        return UNDETERMINED


def _decides(root: ast.Expr, key: str, turned: str, value: int, row: Row, reader: Reader) -> bool:
    one = _with(root, key, turned, value, row, reader)
    other = _with(root, key, turned, 2 - value, row, reader)
    return UNDETERMINED not in (one, other) and one != other


def _with(expr: ast.Expr, key: str, turned: str, value: int, row: Row, reader: Reader) -> int:
    """Return a condition at a row with one leaf given; what is settled is not read further."""
    match expr:
        case ast.AndX(items):
            least = MET
            for number, item in enumerate(items, 1):
                least = min(least, _with(item, f"{key}.{number}", turned, value, row, reader))
                if least == NOT_MET:
                    break
            return least
        case ast.OrX(items):
            greatest = NOT_MET
            for number, item in enumerate(items, 1):
                greatest = max(greatest, _with(item, f"{key}.{number}", turned, value, row, reader))
                if greatest == MET:
                    break
            return greatest
        case ast.NotX(item):
            return 2 - _with(item, f"{key}.1", turned, value, row, reader)
        case _:
            return value if key == turned else _read(expr, row, reader)
