"""From the tree to the written rule set: one function per section of `rules.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ..diagnostics import Diagnostic, lint_codes, rule_codes
from ..plan.laws import DIRECTIONS, LAWS, ROW_DIRECTIONS
from ..source import Located
from ..values import days
from . import ast, shape
from .shape import Found
from .tree import Entries, Items, Node, Scalar

_CITE = ("cite", "quote", "reading")
_FIELD = (
    "type", "label", "also", "range", "decimals", "unit", "options", "blank", "month", "digits", "better",
    "required", "reading",
)  # fmt: skip
_REGISTER = (
    "label", "also", "subject", "key", "name", "of", "owner key", "role", "fields", "happens", "known", "complete",
    "better",
)  # fmt: skip
_OUTCOMES = ("met", "not-met", "not-applicable")
TYPES = ("yes-no", "number", "percent", "count", "date", "choice", "text")


def cite(node: Entries, found: Found) -> ast.CiteD | None:
    """Read `cite` and `quote` beside each other."""
    at = node.get("cite")
    if at is None:
        return None
    if not isinstance(at, Scalar) or len(at.text.split()) != 2:
        found.append(Diagnostic(rule_codes.BAD_CITATION, at.span, {"text": getattr(at, "text", "")}))
        return None
    document, clause = at.text.split()
    quote = node.get("quote")
    words = Located(shape.text(quote, found), quote.span) if quote is not None else None
    if words is not None and not words.value:
        shape.wrong(node.get("quote") or node, "lời trích, không để trống", "a quote, not empty", found)
    return ast.CiteD(Located(document, at.span), Located(clause, at.span), words)


def _reading(node: Entries, found: Found) -> tuple[ast.Name, ...]:
    return shape.idents(node.get("reading"), found)


def reading(key: Scalar, value: Node, found: Found) -> ast.ReadingD | None:
    """Read one entry of `readings`."""
    keys = ("cite", "quote", "open", "taken", "by", "on", "instead")
    node = shape.entries(value, found, keys, ("cite", "open", "taken", "by"))
    at = cite(node, found)
    if at is None:
        return None
    return ast.ReadingD(
        shape.ident(key, found),
        at,
        shape.text(node.get("open"), found),
        shape.text(node.get("taken"), found),
        shape.text(node.get("by"), found),
        shape.date(node.get("on"), found),
        shape.texts(node.get("instead"), found),
    )


def parameter(key: Scalar, value: Node, found: Found) -> ast.ParameterD | None:
    """Read one entry of `parameters`."""
    node = shape.entries(value, found, ("type", "ask", "range", "decimals", "values", *_CITE), ("type", "ask", "cite"))
    kind = shape.one_of(node.get("type"), found, ("number", "percent", "count", "date"), "number")
    return ast.ParameterD(
        shape.name(key, found),
        Located(kind, node.span),
        shape.text(node.get("ask"), found),
        _range(node.get("range"), found, dates=kind == "date"),
        shape.whole(node.get("decimals"), found, 0, 16),
        cite(node, found),
        _reading(node, found),
        tuple(v for n in shape.listed(node.get("values")) if (v := _dated(n, found)) is not None),
    )


def _dated(value: Node, found: Found) -> ast.DatedD | None:
    """Read one dated value of a parameter."""
    node = shape.entries(value, found, ("from", "value", *_CITE), ("from", "value", "cite", "quote"))
    since, number, at = _day(node.get("from"), found), shape.decimal(node.get("value"), found), cite(node, found)
    if since is not None and not isinstance(since, ast.DateLit):
        shape.wrong(node.get("from") or node, "một ngày", "a day", found)
        return None
    return (
        None if since is None or number is None or at is None else ast.DatedD(since, number, at, _reading(node, found))
    )


def named(key: Scalar, value: Node, found: Found) -> ast.NamedD:
    """Read one entry of `names`: what an office is called, from which day."""
    values = []
    for item in shape.listed(value):
        node = shape.entries(item, found, ("from", "value", *_CITE), ("from", "value", "cite", "quote"))
        since, at = shape.date(node.get("from"), found), cite(node, found)
        if since is not None and at is not None:
            day = ast.DateLit(since, (node.get("from") or node).span)
            values.append(ast.CalledD(day, shape.text(node.get("value"), found), at, _reading(node, found)))
    if not shape.listed(value):
        shape.wrong(value, "ít nhất một tên và ngày bắt đầu", "at least one name and its first day", found)
    return ast.NamedD(shape.name(key, found), tuple(values))


def _range(node: Node | None, found: Found, *, dates: bool) -> tuple[Decimal, Decimal] | None:
    if node is None:
        return None
    items = shape.listed(node)
    if len(items) != 2:
        shape.wrong(node, "một cặp [thấp nhất, cao nhất]", "a pair [low, high]", found)
        return None
    if dates:
        pair = [shape.date(i, found) for i in items]
        return (Decimal(days(pair[0])), Decimal(days(pair[1]))) if pair[0] and pair[1] else None
    low, high = (shape.decimal(i, found) for i in items)
    return (low, high) if low is not None and high is not None else None


def _day(node: Node | None, found: Found) -> ast.DateLit | ast.Ref | None:
    if isinstance(node, Scalar) and node.text[:1].isdigit():
        day = shape.date(node, found)
        return ast.DateLit(day, node.span) if day else None
    if node is None:
        return None
    at = shape.name(node, found)
    return ast.Ref((at.value,), at.span)


def deadline(key: Scalar, value: Node, found: Found, *, overlay: bool) -> ast.DeadlineD | None:
    """Read one entry of `deadlines`: `before` excludes its day, `by` includes it; an overlay may only extend one."""
    node = shape.entries(value, found, ("label", "before", "by", "extended", *_CITE))
    later = node.get("extended")
    extended = _extension(later, found) if later is not None else None
    only = overlay and later is not None and node.get("before") is None and node.get("by") is None
    for name in () if only else ("label", "cite"):
        if node.get(name) is None:
            shape.lacks(node, name, found)
    bound = None if only else _bound(node, found)
    if bound is None and not only:
        return None
    label = shape.text(node.get("label"), found)
    return ast.DeadlineD(shape.name(key, found), label, bound, cite(node, found), _reading(node, found), extended)


def _bound(node: Entries, found: Found) -> ast.BoundD | None:
    strict = node.get("before") is not None
    if strict == (node.get("by") is not None):
        shape.wrong(node, "một trong hai khóa `before` hoặc `by`", "either `before` or `by`", found)
    day = _day(node.get("before" if strict else "by"), found)
    return None if day is None else ast.BoundD(day, strict)


def _extension(value: Node, found: Found) -> ast.ExtensionD | None:
    node = shape.entries(value, found, ("before", "by", *_CITE), ("cite", "quote"))
    bound = _bound(node, found)
    return None if bound is None else ast.ExtensionD(bound, cite(node, found), _reading(node, found))


def period(key: Scalar, value: Node, found: Found) -> ast.PeriodD | None:
    """Read one entry of `periods`: both ends belong to it."""
    node = shape.entries(value, found, ("label", "from", "to", *_CITE), ("label", "from", "to", "cite"))
    first, last = _day(node.get("from"), found), _day(node.get("to"), found)
    if first is None or last is None:
        return None
    label = shape.text(node.get("label"), found)
    return ast.PeriodD(shape.name(key, found), label, first, last, cite(node, found), _reading(node, found))


def field(key: Scalar, value: Node, found: Found) -> ast.FieldD:
    """Read one column of a register; a bare word is its type."""
    if isinstance(value, Scalar):
        kind = shape.one_of(value, found, TYPES, "text")
        return _plain_field(shape.name(key, found), Located(kind, value.span))
    node = shape.entries(value, found, _FIELD, ("type", "label"))
    at = node.get("type")
    kind = shape.one_of(at, found, TYPES, "text")
    blank = node.get("blank")
    return ast.FieldD(
        shape.name(key, found),
        Located(kind, at.span if at else key.span),
        shape.text(node.get("label"), found, key.text),
        shape.texts(node.get("also"), found),
        _range(node.get("range"), found, dates=False),
        shape.whole(node.get("decimals"), found, 0, 16),
        shape.text(node.get("unit"), found),
        shape.each(node.get("options"), found, _option) if node.get("options") else (),
        Located(shape.text(blank, found), blank.span) if blank is not None else None,
        shape.yes(node.get("required"), found),
        _reading(node, found),
        _month(node.get("month"), found),
        _digits(node.get("digits"), found),
        _better(node.get("better"), found, sorted({d for way in DIRECTIONS.values() for d in way})),
    )


def _better(node: Node | None, found: Found, ways: Sequence[str]) -> ast.Name | None:
    return None if node is None else Located(shape.one_of(node, found, ways, ways[0]), node.span)


def _month(node: Node | None, found: Found) -> ast.Name | None:
    return None if node is None else Located(shape.one_of(node, found, ("first", "last"), "last"), node.span)


def _digits(node: Node | None, found: Found) -> Located[int] | None:
    number = shape.whole(node, found, 2, 40)
    return None if node is None or number is None else Located(number, node.span)


def _plain_field(name: ast.Name, kind: ast.Name) -> ast.FieldD:
    return ast.FieldD(name, kind, name.value, (), None, None, "", (), None, required=False, readings=())


def _option(key: Scalar, value: Node, found: Found) -> ast.OptionD:
    if isinstance(value, Scalar):
        return ast.OptionD(shape.name(key, found), shape.text(value, found), ())
    node = shape.entries(value, found, ("label", "also"), ("label",))
    return ast.OptionD(
        shape.name(key, found), shape.text(node.get("label"), found), shape.texts(node.get("also"), found)
    )


def _column(node: Node | None, found: Found) -> ast.FieldD | None:
    """Read `key: {unit_id: {...}}`: exactly one column."""
    if node is None:
        return None
    columns = shape.each(node, found, field)
    if len(columns) != 1:
        shape.wrong(node, "đúng một cột", "exactly one column", found)
    return columns[0] if columns else None


def register(key: Scalar, value: Node, found: Found) -> ast.RegisterD:
    """Read one entry of `registers`."""
    node = shape.entries(value, found, _REGISTER, ("label",))
    subject = node.get("subject")
    if subject is not None and node.get("key") is None:
        found.append(Diagnostic(rule_codes.MISSING_KEY, key.span, {"text": "key"}))
    fields = node.get("fields")
    return ast.RegisterD(
        shape.name(key, found),
        shape.text(node.get("label"), found, key.text),
        shape.texts(node.get("also"), found),
        shape.text(subject, found) if subject is not None else None,
        _column(node.get("key"), found),
        _column(node.get("name"), found),
        shape.names(node.get("of"), found),
        shape.each(fields, found, field) if fields is not None else (),
        shape.optional_name(node.get("happens"), found),
        shape.optional_name(node.get("known"), found),
        shape.optional_name(node.get("role"), found),
        _complete(node.get("complete"), found),
        _owner_key(node.get("owner key"), found),
        _better(node.get("better"), found, ROW_DIRECTIONS),
    )


def _owner_key(value: Node | None, found: Found) -> ast.FieldD | None:
    """Read the column that names the owner of a row, whatever its kind."""
    if value is None:
        return None
    node = shape.entries(value, found, ("label", "also"), ("label",))
    label, also = shape.text(node.get("label"), found), shape.texts(node.get("also"), found)
    text = Located("text", node.span)
    return ast.FieldD(
        Located("subject", node.span), text, label, also, None, None, "", (), None, required=False, readings=()
    )


def _complete(value: Node | None, found: Found) -> ast.CompleteD | None:
    if value is None:
        return None
    node = shape.entries(value, found, ("basis", "through", "per", "when"))
    per, when = node.get("per"), node.get("when")
    if (node.get("basis") is None) == (per is None) or (per is None) != (when is None):
        shape.wrong(value, "`basis`, hoặc `per` cùng với `when`", "`basis`, or `per` with `when`", found)
        return None
    count = None
    if when is not None:
        match = re.fullmatch(r"\s*rows\s*=\s*([a-z_0-9-]+)\.([a-z_0-9-]+)\s*", shape.text(when, found))
        if match is None:
            shape.wrong(when, "dạng `rows = unit.staff_count`", "of the form `rows = unit.staff_count`", found)
            return None
        count = ast.Ref((match[1], match[2]), when.span)
    return ast.CompleteD(
        shape.text(node.get("basis"), found),
        shape.optional_name(per, found),
        count,
        shape.optional_name(node.get("through"), found),
        value.span,
    )


def judgement(key: Scalar, value: Node, found: Found) -> ast.JudgementD:
    """Read one entry of `judgements`."""
    node = shape.entries(value, found, ("of", "ask", "label", "answer", *_CITE), ("of", "ask", "cite"))
    ask, said = shape.text(node.get("ask"), found), node.get("answer")
    answer = _answer(key, said, found) if said is not None else None
    return ast.JudgementD(
        shape.name(key, found),
        shape.names(node.get("of"), found),
        ask,
        shape.text(node.get("label"), found, ask),
        cite(node, found),
        _reading(node, found),
        answer,
    )


def _answer(key: Scalar, value: Node, found: Found) -> ast.FieldD:
    """Read what an answer is where it is not yes or no: a number, percent, count or choice."""
    node = shape.entries(value, found, ("type", "range", "decimals", "unit", "options"), ("type",))
    at = node.get("type")
    kind = shape.one_of(at, found, ("number", "percent", "count", "choice"), "number")
    return ast.FieldD(
        shape.name(key, found),
        Located(kind, at.span if at else key.span),
        key.text,
        (),
        _range(node.get("range"), found, dates=False),
        shape.whole(node.get("decimals"), found, 0, 16),
        shape.text(node.get("unit"), found),
        shape.each(node.get("options"), found, _option) if node.get("options") else (),
        None,
        required=False,
        readings=(),
    )


def two_part(key: Scalar, found: Found) -> tuple[ast.Name, ast.Name] | None:
    """Split `unit.conduct` into the whole name and its kind; None where it is no such pair."""
    kind, dot, rest = key.text.partition(".")
    if not dot or not rest or "." in rest:
        found.append(Diagnostic(rule_codes.BAD_PAIR, key.span, {"text": key.text}))
        return None
    for part in (kind, rest):
        shape.name(Scalar(part, key.span), found)
    return Located(key.text, key.span), Located(kind, key.inner.inner(0, len(kind)) if key.inner else key.span)


def measure(key: Scalar, value: Node, found: Found) -> ast.MeasureD | None:
    """Read one entry of `measures`."""
    node = shape.entries(value, found, ("label", "value", *_CITE), ("label", "value", "cite"))
    pair = two_part(key, found)
    number = shape.expression(node.get("value"), found)
    if number is None or pair is None:
        return None
    label = shape.text(node.get("label"), found)
    return ast.MeasureD(*pair, label, number, cite(node, found), _reading(node, found))


def criterion(key: Scalar, value: Node, found: Found) -> ast.CriterionD | None:
    """Read one entry of `criteria`."""
    keys = ("label", "applies", "met", "if none", "due", "keep", "except", *_CITE)
    node = shape.entries(value, found, keys, ("label", "met", "cite", "quote"))
    pair = two_part(key, found)
    met, at = shape.expression(node.get("met"), found), cite(node, found)
    applies = shape.expression(node.get("applies"), found)
    if met is None or at is None or pair is None:
        return None
    return ast.CriterionD(
        *pair,
        shape.text(node.get("label"), found, key.text),
        applies,
        met,
        _if_none(node.get("if none"), found),
        shape.optional_name(node.get("due"), found),
        shape.optional_name(node.get("keep"), found),
        at,
        _reading(node, found),
        _exceptions(node.get("except"), found, bar=False),
    )


def _exceptions(value: Node | None, found: Found, *, bar: bool) -> tuple[ast.ExceptionD, ...]:
    """Read `except:`, the cases that the plan names apart; out of a bar they lead nowhere but out."""
    out = []
    for item in shape.listed(value):
        keys = ("when", *(() if bar else ("then",)), *_CITE)
        node = shape.entries(item, found, keys, tuple(k for k in keys if k != "reading"))
        when, at = shape.expression(node.get("when"), found), cite(node, found)
        then = "not-met" if bar else shape.one_of(node.get("then"), found, _OUTCOMES, "met")
        if when is not None and at is not None:
            out.append(ast.ExceptionD(when, then, at, _reading(node, found)))
    return tuple(out)


def _if_none(node: Node | None, found: Found) -> ast.Name | None:
    if node is None:
        return None
    return Located(shape.one_of(node, found, _OUTCOMES, "met"), node.span)


def bar(key: Scalar, value: Node, found: Found) -> ast.BarD | None:
    """Read one entry of `bars` or `suspensions`."""
    keys = ("label", "when", "if none", "except", *_CITE)
    node = shape.entries(value, found, keys, ("label", "when", "cite", "quote"))
    pair = two_part(key, found)
    when, at = shape.expression(node.get("when"), found), cite(node, found)
    if when is None or at is None or pair is None:
        return None
    if_none = _if_none(node.get("if none"), found)
    label, apart = shape.text(node.get("label"), found), _exceptions(node.get("except"), found, bar=True)
    return ast.BarD(*pair, label, when, if_none, at, _reading(node, found), apart)


def law(key: Scalar, value: Node, found: Found) -> ast.LawD | None:
    """Read one entry of `laws`: what must hold of every decision."""
    node = shape.entries(value, found, ("label", "when", "holds", *_CITE), ("label", "holds", "cite", "quote"))
    pair = two_part(key, found)
    when, holds, at = (
        shape.expression(node.get("when"), found), shape.expression(node.get("holds"), found), cite(node, found)
    )  # fmt: skip
    if holds is None or at is None or pair is None:
        return None
    return ast.LawD(*pair, shape.text(node.get("label"), found, key.text), when, holds, at, _reading(node, found))


def _exemption(node: Entries, found: Found) -> ast.ExemptionD | None:
    """Read an exception to a law, which cites the clause that wants it."""
    at = shape.entries(node, found, ("law", "at", "why", *_CITE), ("law", "at", "why", "cite", "quote"))
    name, place, where = at.get("law"), at.get("at"), cite(at, found)
    chosen = shape.one_of(name, found, LAWS, "")
    if where is None or not chosen:
        return None
    spot = Located(shape.text(place, found), place.span if place is not None else node.span)
    return ast.ExemptionD(Located(chosen, node.span), spot, _why(at, found), where, _reading(at, found))


def waiver(node: Node, found: Found) -> ast.WaiverD | ast.LintWaiverD | ast.ExemptionD | None:
    """Read one item of `waived`: a clause that no rule takes up, a finding that stands, an exception to a law."""
    if isinstance(node, Entries) and node.get("law") is not None:
        return _exemption(node, found)
    if isinstance(node, Entries) and (node.get("lint") is not None or node.get("at") is not None):
        at = shape.entries(node, found, ("lint", "at", "why"), ("lint", "at", "why"))
        lint, name = at.get("lint"), at.get("at")
        code = shape.one_of(lint, found, lint_codes.WAIVABLE, "")
        place = Located(shape.text(name, found), name.span if name is not None else node.span)
        return ast.LintWaiverD(Located(code, node.span), place, _why(at, found)) if code else None
    at = shape.entries(node, found, ("cite", "why"), ("cite", "why"))
    where = cite(at, found)
    return ast.WaiverD(where, shape.text(at.get("why"), found)) if where else None


def _why(node: Entries, found: Found) -> str:
    """Read the reason of a waiver, which is never empty."""
    at = node.get("why")
    words = shape.text(at, found)
    if at is not None and not words:
        shape.wrong(at, "lý do, không để trống", "a reason, not empty", found)
    return words


def waivers(
    node: Node | None, found: Found
) -> tuple[tuple[ast.WaiverD, ...], tuple[ast.LintWaiverD, ...], tuple[ast.ExemptionD, ...]]:
    """Read `waived`: the clauses, the findings of lints, and the exceptions to laws."""
    if node is not None and not isinstance(node, Items):
        shape.wrong(node, "một danh sách", "a list", found)
        return (), (), ()
    read = [w for n in shape.listed(node) if (w := waiver(n, found)) is not None]
    clauses = tuple(w for w in read if isinstance(w, ast.WaiverD))
    lints = tuple(w for w in read if isinstance(w, ast.LintWaiverD))
    return clauses, lints, tuple(w for w in read if isinstance(w, ast.ExemptionD))
