"""Reading an expression: text to located AST, by the grammar in `expression.lark`.

>>> parse_expression(Source("x", "a and b"), 0, 7)[0]
AndX(items=(Ref(parts=('a',)), Ref(parts=('b',))))
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken, v_args
from lark.exceptions import VisitError
from lark.tree import Meta

from ..diagnostics import Code, Diagnostic, rule_codes
from ..source import Located, Source, Span
from . import ast

#: Longer or deeper expressions are refused before they are parsed.
MAX_LENGTH, MAX_DEPTH, MAX_CHAIN = 4000, 40, 80
#: More digits than any declared range can hold.
MAX_DIGITS = 18

KEYWORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "some",
        "every",
        "no",
        "where",
        "has",
        "its",
        "is",
        "given",
        "missing",
        "in",
        "meets",
        "within",
        "eligible",
        "proposed",
        "for",
        "of",
        "over",
        "among",
        "per",
        "count",
        "share",
        "sum",
        "min",
        "max",
        "mean",
        "round",
        "if",
        "then",
        "else",
        "as_of",
    ]
)

#: Symbols as the author knows them, for "expected ..." in messages: signs and words as they are written.
_SIGNS = {
    "CMP": "`>=`", "LPAR": "`(`", "RPAR": "`)`", "PLUS": "`+`", "MINUS": "`-`", "STAR": "`*`", "SLASH": "`/`",
    "FIRST": "`first`", "RUN": "`run`", "COMMA": "`,`", "DOT": "`.`", "FOLD": "`sum`", "EXTREME": "`min`",
}  # fmt: skip
#: Kinds of symbols are described, in both languages.
_KINDS = {
    "NAME": ("một tên", "a name"),
    "NUMBER": ("một con số", "a number"),
    "PERCENT": ("một tỷ lệ phần trăm", "a percentage"),
    "DATE": ("một ngày", "a day"),
    "$END": ("hết biểu thức", "the end"),
}
#: What nests: each of these may add a level to the tree without a bracket. A hyphen inside a name or day does not.
_NESTS = re.compile(r"\b(?:not|its|of|else)\b|[+*/]|(?<![a-z0-9_])-|-(?![a-z])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORD = re.compile(r"\w+|.", re.DOTALL)


class _BadLiteralError(ValueError):
    """A literal that stands for no value: no day of the calendar, or more digits than are exact."""

    def __init__(self, token: Token, code: Code) -> None:
        self.token, self.code = token, code
        super().__init__(str(token))


def _exact(token: Token) -> Decimal:
    digits = str(token).removesuffix("%")
    if len(digits.replace(".", "")) > MAX_DIGITS:
        raise _BadLiteralError(token, rule_codes.NUMBER_TOO_LONG)
    return Decimal(digits)


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
        return ast.NumberLit(_exact(c[0]), percent=False, span=self._span(m))

    def percent(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.NumberLit(_exact(c[0]), percent=True, span=self._span(m))

    def date(self, m: Meta, c: list[Any]) -> ast.Expr:
        try:
            return ast.DateLit(dt.date.fromisoformat(str(c[0])), self._span(m))
        except ValueError:
            raise _BadLiteralError(c[0], rule_codes.NO_SUCH_DAY) from None

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
        return ast.DivideX(c[0], c[1], _exact(c[2]), str(c[3]), self._span(m))

    def rounded(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.RoundX(c[0], _exact(c[1]), str(c[2]), self._span(m))

    def choose(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.IfX(c[0], c[1], c[2], self._span(m))

    def extreme(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.ExtremeX(str(c[0]), tuple(c[1:]), self._span(m))

    def first(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.FirstX(tuple(c[1:]), self._span(m))

    def run(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.RunX(self._name(c[1]), c[2], c[3], c[4], self._span(m))

    def dated(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.DatedX(c[0], c[1], self._span(m))

    def at_least(self, m: Meta, c: list[Any]) -> ast.Expr:
        return ast.GradeX(c[0], self._name(c[1]), self._span(m))


@cache
def _parser() -> Lark:
    grammar = (Path(__file__).parent / "expression.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True, maybe_placeholders=True)


def parse_expression(source: Source, start: int, end: int) -> tuple[ast.Expr | None, list[Diagnostic]]:
    """Parse the characters `start` to `end` of a source; None with findings where they are no expression."""
    end = start + len(source.text[start:end].rstrip())  # a block of lines ends with breaks that belong to nobody
    text = source.text[start:end]
    if len(text) > MAX_LENGTH or _too_deep(text):
        return None, [Diagnostic(rule_codes.EXPRESSION_TOO_LARGE, Span(source, start, end))]
    try:
        return cast("ast.Expr", _Builder(source, start).transform(_parser().parse(text))), []
    except UnexpectedToken as bad:
        return None, [_unexpected(source, start, end, bad)]
    except UnexpectedCharacters as bad:
        at = start + (bad.pos_in_stream or 0)
        word = _WORD.match(source.text, at, end)
        place = Span(source, at, word.end() if word else at + 1)
        return None, [
            Diagnostic(rule_codes.EXPRESSION_CHARACTER, place, {"text": source.text[place.start : place.end]})
        ]
    except VisitError as bad:
        if not isinstance(bad.orig_exc, _BadLiteralError):
            raise
        token = bad.orig_exc.token
        at = start + cast("int", token.start_pos)
        return None, [Diagnostic(bad.orig_exc.code, Span(source, at, at + len(token)), {"text": str(token)})]


def _unexpected(source: Source, start: int, end: int, bad: UnexpectedToken) -> Diagnostic:
    names = bad.accepts or bad.expected
    signs = sorted({_SIGNS.get(n, f"`{n.lower()}`") for n in names if n not in _KINDS})
    kinds = [words for name, words in _KINDS.items() if name in names]
    words = {
        "wanted": ", ".join([*(k[0] for k in kinds), *signs]),
        "wanted_en": ", ".join([*(k[1] for k in kinds), *signs]),
    }
    if bad.token.type == "$END":
        last = start + len(source.text[start:end]) - 1
        return Diagnostic(rule_codes.EXPRESSION_ENDS, Span(source, max(start, last), end), words)
    at = start + cast("int", bad.token.start_pos)
    word = _WORD.match(source.text, at + len(bad.token) - 1, end) if bad.token[-1:].isalnum() else None
    place = Span(source, at, word.end() if word else at + len(bad.token))
    inside = bad.token.type == "CMP" and re.search(r"\bof\b.*\b(where|has)\b", source.text[start:at], re.DOTALL)
    code = rule_codes.EXPRESSION_BRACKETS if inside else rule_codes.EXPRESSION_UNEXPECTED
    if bad.token.type == "SLASH":
        code = rule_codes.EXPRESSION_DIVISION
    return Diagnostic(code, place, {"text": source.text[place.start : place.end], **words})


def _too_deep(text: str) -> bool:
    """Tell whether the tree of a text could be deeper than recursion can follow."""
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH or len(_NESTS.findall(_DAY.sub("", text))) > MAX_CHAIN
