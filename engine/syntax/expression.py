"""Reading an expression: text to located AST, by the grammar in `expression.lark`.

>>> parse_expression(Source("x", "a and b"), 0, 7)[0]
AndX(items=(Ref(parts=('a',)), Ref(parts=('b',))))
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError
from lark.tree import Meta

from ..diagnostics import Diagnostic, rule_codes
from ..source import Located, Source, Span
from . import ast

#: Longer or deeper expressions are refused before they are parsed.
MAX_LENGTH, MAX_DEPTH = 4000, 40

KEYWORDS = frozenset(
    ["and", "or", "not", "some", "every", "no", "where", "has", "its", "is", "given", "missing", "in", "meets", "within", "eligible", "proposed", "for", "of", "over", "among", "per", "count", "share", "sum", "min", "max", "mean", "round"]
)

#: Symbols as the author knows them, for "expected ..." in messages.
_SHOWN = {
    "NAME": "a_name", "NUMBER": "97", "PERCENT": "95%", "DATE": "2020-05-20", "CMP": ">=", "LPAR": "(", "RPAR": ")",
    "PLUS": "+", "MINUS": "-", "STAR": "*", "SLASH": "/", "COMMA": ",", "DOT": ".", "FOLD": "sum", "$END": "⏎",
}  # fmt: skip


class _NoSuchDayError(ValueError):
    """A date literal that names no day of the calendar."""

    def __init__(self, token: Token) -> None:
        self.token = token
        super().__init__(str(token))


@v_args(meta=True)
class _Builder(Transformer[Token, Any]):
    """Turns lark's tree into AST nodes; positions are offsets into `source` from `base`."""

    def __init__(self, source: Source, base: int) -> None:
        super().__init__()
        self._source, self._base = source, base

    def _span(self, meta: Meta) -> Span:
        return Span(self._source, self._base + meta.start_pos, self._base + meta.end_pos)

    def _name(self, token: Token) -> ast.Name:
        start = self._base + cast("int", token.start_pos)
        return Located(str(token), Span(self._source, start, start + len(token)))

    def start(self, _: Meta, c: list[Any]) -> ast.Expr:
        return cast("ast.Expr", c[0])

    def any_of(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.OrX(tuple(c), self._span(m))

    def all_of(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.AndX(tuple(c), self._span(m))

    def negation(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.NotX(c[0], self._span(m))

    def bracket(self, _: Meta, c: list[Any]) -> ast.Expr:
        return cast("ast.Expr", c[0])

    def quantified(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.QuantX(str(c[0]), c[1], c[2], c[3], self._span(m))

    def where(self, _: Meta, c: list[Any]) -> ast.Expr:
        return cast("ast.Expr", c[0])

    has = tight_where = where

    def owner(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.OwnerX(self._name(c[0]), c[1], self._span(m))

    def compare(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.CompareX(str(c[1]), c[0], c[2], self._span(m))

    def arith(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.ArithX(str(c[1]), c[0], c[2], self._span(m))

    def negative(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.NegX(c[1], self._span(m))

    def number(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.NumberLit(Decimal(str(c[0])), percent=False, span=self._span(m))

    def percent(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.NumberLit(Decimal(str(c[0])[:-1]), percent=True, span=self._span(m))

    def date(self, m: Meta, c: list[Any]) -> ast.Expr:
        try:
            return ast.DateLit(dt.date.fromisoformat(str(c[0])), self._span(m))
        except ValueError:
            raise _NoSuchDayError(c[0]) from None

    def path(self, _: Meta, c: list[Any]) -> tuple[str, ...]:
        return tuple(str(t) for t in c)

    def ref(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.Ref(tuple(str(t) for t in c), self._span(m))

    def given(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.GivenX(c[0], missing=False, span=self._span(m))

    def missing(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.GivenX(c[0], missing=True, span=self._span(m))

    def options(self, _: Meta, c: list[Any]) -> tuple[ast.Name, ...]:
        return tuple(self._name(t) for t in c)

    def is_in(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.InX(c[0], c[1], negated=False, span=self._span(m))

    def not_in(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.InX(c[0], c[1], negated=True, span=self._span(m))

    def meets(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.MeetsX(c[0], self._name(c[1]), self._span(m))

    def within(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.WithinX(c[0], self._name(c[1]), self._span(m))

    def eligible(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.StandingX("eligible", self._name(c[0]), self._span(m))

    def proposed(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.StandingX("proposed", self._name(c[0]), self._span(m))

    def count(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.CountX(c[0], c[1], self._span(m))

    def share(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.ShareX(c[0], c[1], c[2], self._span(m))

    def total(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.TotalX(str(c[0]), c[1], c[2], c[3], self._span(m))

    def per(self, _: Meta, c: list[Any]) -> ast.Name:
        return self._name(c[0])

    def peers(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.PeersX(str(c[0]), c[1], self._name(c[2]), c[3], c[4], self._span(m))

    def divide(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.DivideX(c[0], c[1], Decimal(str(c[2])), str(c[3]), self._span(m))


@cache
def _parser() -> Lark:
    grammar = (Path(__file__).parent / "expression.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=True)


def parse_expression(source: Source, start: int, end: int) -> tuple[ast.Expr | None, list[Diagnostic]]:
    """Parse the characters `start` to `end` of a source; None with findings where they are no expression."""
    text = source.text[start:end]
    if len(text) > MAX_LENGTH or _depth(text) > MAX_DEPTH:
        return None, [Diagnostic(rule_codes.EXPRESSION_TOO_LARGE, Span(source, start, end))]
    try:
        return cast("ast.Expr", _Builder(source, start).transform(_parser().parse(text))), []
    except UnexpectedToken as bad:
        return None, [_unexpected(source, start, end, bad)]
    except UnexpectedCharacters as bad:
        at = start + bad.pos_in_stream if bad.pos_in_stream is not None else start
        place = Span(source, at, at + 1)
        return None, [Diagnostic(rule_codes.EXPRESSION_CHARACTER, place, {"text": source.text[at : at + 1]})]
    except UnexpectedInput:
        return None, [Diagnostic(rule_codes.EXPRESSION_UNEXPECTED, Span(source, start, end), {"text": text, "wanted": "?"})]
    except VisitError as bad:
        if not isinstance(bad.orig_exc, _NoSuchDayError):
            raise
        token = bad.orig_exc.token
        at = start + cast("int", token.start_pos)
        return None, [Diagnostic(rule_codes.NO_SUCH_DAY, Span(source, at, at + len(token)), {"text": str(token)})]


def _unexpected(source: Source, start: int, end: int, bad: UnexpectedToken) -> Diagnostic:
    wanted = sorted({_SHOWN.get(name, name.lower()) for name in bad.accepts or bad.expected})[:12]
    words = {"wanted": ", ".join(f"`{w}`" for w in wanted)}
    if bad.token.type == "$END":
        return Diagnostic(rule_codes.EXPRESSION_ENDS, Span(source, max(start, end - 1), end), words)
    at = start + cast("int", bad.token.start_pos)
    place = Span(source, at, at + len(bad.token))
    return Diagnostic(rule_codes.EXPRESSION_UNEXPECTED, place, {"text": str(bad.token), **words})


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    chain = text.count("not ") + text.count("+") + text.count("*") + text.count("- ")
    return max(deepest, chain // 2)
