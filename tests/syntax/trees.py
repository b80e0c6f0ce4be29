"""Hypothesis strategies for expression trees, by construction: every shape the grammar can say, well-typed or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import strategies as st

from engine.source import Located
from engine.syntax import ast
from engine.syntax.expression import KEYWORDS

NAMES = st.one_of(
    st.sampled_from(
        ["unit", "person", "on_time", "kind", "giay-khen", "a1", "_x", "android", "summary", "notice", "isle"]
    ),
    st.from_regex(r"[a-z_][a-z0-9_]{0,4}(-[a-z][a-z0-9_]{0,3}){0,2}", fullmatch=True),
).filter(lambda name: name not in KEYWORDS)
LOCATED = NAMES.map(Located)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
REFS = st.lists(NAMES, min_size=1, max_size=2).map(lambda parts: ast.Ref(tuple(parts)))
EXACT = st.decimals(0, 10**9, places=3, allow_nan=False, allow_infinity=False) | st.integers(0, 10**9).map(Decimal)
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))

LEAVES: st.SearchStrategy[ast.Expr] = st.one_of(
    st.builds(ast.NumberLit, EXACT, st.booleans()),
    st.builds(ast.DateLit, DAYS),
    REFS,
    st.builds(ast.InX, REFS, st.lists(LOCATED, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(ast.GivenX, REFS, st.booleans()),
    st.builds(ast.MeetsX, REFS, LOCATED),
    st.builds(ast.WithinX, REFS, LOCATED),
    st.builds(ast.StandingX, st.sampled_from(["eligible", "proposed"]), LOCATED),
)
FOLDS = st.sampled_from(["sum", "min", "max", "mean"])


def _larger(inner: st.SearchStrategy[ast.Expr]) -> st.SearchStrategy[ast.Expr]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    maybe = st.none() | inner
    return st.one_of(
        st.builds(ast.NotX, inner),
        st.builds(ast.AndX, several),
        st.builds(ast.OrX, several),
        st.builds(ast.CompareX, st.sampled_from(["<", "<=", "=", "!=", ">=", ">"]), inner, inner),
        st.builds(ast.QuantX, st.sampled_from(["some", "every", "no"]), PATHS, maybe, maybe),
        st.builds(ast.OwnerX, LOCATED, inner),
        st.builds(ast.ArithX, st.sampled_from(["+", "-", "*"]), inner, inner),
        st.builds(ast.NegX, inner),
        st.builds(ast.DivideX, inner, inner, EXACT, NAMES),
        st.builds(ast.CountX, PATHS, maybe),
        st.builds(ast.ShareX, PATHS, maybe, inner),
        st.builds(ast.TotalX, FOLDS, inner, PATHS, maybe),
        st.builds(ast.PeersX, FOLDS, inner, LOCATED, maybe, st.none() | LOCATED),
    )


EXPRESSIONS = st.recursive(LEAVES, _larger, max_leaves=12)


def nodes(expr: ast.Expr) -> Iterator[ast.Expr]:
    """Yield an expression and everything in it."""
    yield expr
    for part in ast.parts(expr):
        yield from nodes(part)
