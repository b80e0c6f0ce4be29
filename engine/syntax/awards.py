"""From the tree to the written awards: whom they go to, what stands in the way, how many."""

from __future__ import annotations

from ..diagnostics import Diagnostic, rule_codes
from ..source import Located
from . import ast, shape
from .sections import cite, two_part
from .shape import Found
from .tree import Entries, Items, Node, Scalar

_KEYS = (
    "label", "to", "bars", "suspensions", "nomination", "among", "unless", "choose", "quota", "cite", "quote",
    "reading",
)  # fmt: skip
_QUOTA = (
    "count", "share", "sizes", "of", "counting", "pool", "per", "rounding", "at least", "at most", "rank", "ties",
    "settle", "pending", "cite", "quote", "reading",
)  # fmt: skip
_ROUNDINGS = ("down", "up", "half-up")


def award(key: Scalar, value: Node, found: Found, *, overlay: bool) -> ast.AwardD:
    """Read one entry of `awards`; in an overlay it may only add to an award of the rule set below."""
    node = shape.entries(value, found, _KEYS, () if overlay else ("label", "to", "cite"))
    among, granted = _among(node.get("among"), found)
    to, quota = node.get("to"), node.get("quota")
    return ast.AwardD(
        shape.name(key, found),
        shape.text(node.get("label"), found),
        shape.each(to, found, _entitlement) if to is not None else (),
        shape.dotted(node.get("bars"), found),
        shape.dotted(node.get("suspensions"), found),
        _nomination(node.get("nomination"), found),
        among,
        granted,
        shape.optional_name(node.get("choose"), found),
        shape.each(quota, found, _quota) if quota is not None else (),
        cite(node, found),
        shape.idents(node.get("reading"), found),
        tuple(u for n in shape.listed(node.get("unless")) if (u := _unless(n, found)) is not None),
    )


def _unless(value: Node, found: Found) -> ast.UnlessD | None:
    node = shape.entries(value, found, ("proposed", "granted", "cite", "quote", "reading"), ("cite", "quote"))
    at, granted = cite(node, found), node.get("granted") is not None
    if granted == (node.get("proposed") is not None):
        shape.wrong(value, "một trong hai khóa `granted` hoặc `proposed`", "either `granted` or `proposed`", found)
        return None
    other = shape.name(node.get("granted" if granted else "proposed"), found)
    return None if at is None else ast.UnlessD(other, granted, at, shape.idents(node.get("reading"), found))


def assessment(key: Scalar, value: Node, found: Found) -> ast.AssessmentD | None:
    """Read one entry of `assessments`."""
    keys = ("label", "applies", "requires", "cite", "quote", "reading")
    node = shape.entries(value, found, keys, ("label", "requires", "cite"))
    pair = two_part(key, found)
    at, applies = cite(node, found), shape.expression(node.get("applies"), found)
    if at is None or pair is None:
        return None
    requires = _requirement(node.get("requires"), found)
    label = shape.text(node.get("label"), found, key.text)
    return ast.AssessmentD(*pair, label, applies, requires, at, shape.idents(node.get("reading"), found))


def _among(node: Node | None, found: Found) -> tuple[ast.Name | None, bool]:
    if isinstance(node, Entries):
        inner = shape.entries(node, found, ("granted", "proposed"))
        if len(inner.entries) != 1:
            shape.wrong(node, "một trong hai khóa `granted` hoặc `proposed`", "either `granted` or `proposed`", found)
            return None, True
        key, value = inner.entries[0]
        return shape.name(value, found), key.text == "granted"
    return shape.optional_name(node, found), True


def _nomination(node: Node | None, found: Found) -> ast.NominationD | None:
    if node is None:
        return None
    at = shape.entries(node, found, ("due", "cite", "quote", "reading"), ("cite",))
    due = shape.optional_name(at.get("due"), found)
    return ast.NominationD(due, cite(at, found), shape.idents(at.get("reading"), found))


def _entitlement(key: Scalar, value: Node, found: Found) -> ast.EntitlementD:
    kind = shape.name(key, found)
    if isinstance(value, Entries) and (value.get("requires") is not None or value.get("applies") is not None):
        node = shape.entries(value, found, ("applies", "requires"), ("requires",))
        applies = shape.expression(node.get("applies"), found)
        return ast.EntitlementD(kind, applies, _requirement(node.get("requires"), found))
    return ast.EntitlementD(kind, None, _requirement(value, found))


def _requirement(node: Node | None, found: Found) -> ast.RequirementD | None:
    match node:
        case None:
            return None
        case Scalar(text="all criteria"):
            return ast.AllD(None)
        case Scalar(text="none"):
            return None
        case Scalar(text=text, span=span):
            return Located(text, span)
        case Items(items=items):
            return ast.AllD(_parts(items, found))
        case Entries():
            inner = shape.entries(node, found, ("at least", "of"), ("at least", "of"))
            items = shape.listed(inner.get("of"))
            count = shape.whole(inner.get("at least"), found, 1, max(1, len(items))) or 1
            return ast.AtLeastD(count, _parts(items, found))


def _parts(items: tuple[Node, ...], found: Found) -> tuple[ast.RequirementD, ...]:
    return tuple(r for i in items if (r := _requirement(i, found)) is not None)


def _quota(key: Scalar, value: Node, found: Found) -> ast.QuotaD | None:
    node = shape.entries(value, found, _QUOTA, ("cite", "quote", "rank"))
    kind, at = shape.name(key, found), cite(node, found)
    count, share = shape.whole(node.get("count"), found), shape.decimal(node.get("share"), found)
    if sum(node.get(k) is not None for k in ("count", "share", "sizes")) != 1:
        words = "đúng một trong các khóa `count`, `share`, `sizes`"
        shape.wrong(value, words, "exactly one of `count`, `share`, `sizes`", found)
    if share is not None:
        shape.within(share, node.get("share") or node, 0, 100, found)
    if node.get("count") is not None and node.get("at least") is not None:
        shape.wrong(
            node.get("at least") or node,
            "`at least` chỉ đi cùng `share` hoặc `sizes`",
            "`at least` only beside `share` or `sizes`",
            found,
        )
    if node.get("sizes") is not None and not shape.listed(node.get("sizes")):
        shape.wrong(node.get("sizes") or node, "ít nhất một mức quy mô", "at least one size", found)
    sizes = tuple(s for n in shape.listed(node.get("sizes")) if (s := _size(n, found)) is not None)
    if node.get("count") is None and node.get("of") is None:
        found.append(Diagnostic(rule_codes.MISSING_KEY, key.span, {"text": "of"}))
    if at is None:
        return None
    return ast.QuotaD(
        kind,
        count,
        share,
        shape.optional_name(node.get("of"), found),
        shape.one_of(node.get("pool"), found, ("eligible", "among"), "eligible"),
        shape.optional_name(node.get("per"), found),
        shape.one_of(node.get("rounding"), found, _ROUNDINGS, "down"),
        _rank(node.get("rank"), found),
        shape.one_of(node.get("ties"), found, ("council", "keep"), "council"),
        shape.one_of(node.get("pending"), found, ("bounds", "ignore"), "bounds"),
        at,
        shape.idents(node.get("reading"), found),
        sizes,
        shape.whole(node.get("at least"), found, 1),
        _inside(node.get("at most"), found),
        shape.optional_name(node.get("settle"), found),
        shape.expression(node.get("counting"), found),
        value.span,
    )


def _size(value: Node, found: Found) -> ast.SizeD | None:
    node = shape.entries(value, found, ("from", "to", "count"), ("count",))
    count = shape.whole(node.get("count"), found)
    low, high = shape.whole(node.get("from"), found), shape.whole(node.get("to"), found)
    return None if count is None else ast.SizeD(low, high, count, value.span)


def _inside(value: Node | None, found: Found) -> ast.InsideD | None:
    """Read `at most`: of the places, no more than so many for some."""
    if value is None:
        return None
    keys = ("where", "count", "share", "rounding", "label", "cite", "quote", "reading")
    node = shape.entries(value, found, keys, ("where", "label", "cite", "quote"))
    where, at = shape.expression(node.get("where"), found), cite(node, found)
    count, share = shape.whole(node.get("count"), found), shape.decimal(node.get("share"), found)
    if (node.get("count") is None) == (node.get("share") is None):
        shape.wrong(value, "một trong hai khóa `count` hoặc `share`", "either `count` or `share`", found)
    if share is not None:
        shape.within(share, node.get("share") or node, 0, 100, found)
    if where is None or at is None:
        return None
    label, mode = shape.text(node.get("label"), found), shape.one_of(node.get("rounding"), found, _ROUNDINGS, "down")
    return ast.InsideD(where, count, share, mode, label, at, shape.idents(node.get("reading"), found))


def _rank(node: Node | None, found: Found) -> tuple[ast.RankingD, ...]:
    """Read `rank`: a list of keys, or `none` where the plan ranks nobody and those who decide choose."""
    if isinstance(node, Scalar) and node.text == "none":
        return ()
    if node is not None and not shape.listed(node):
        shape.wrong(node, "ít nhất một cách xếp, hoặc `none`", "at least one key, or `none`", found)
    return tuple(r for n in shape.listed(node) if (r := _ranking(n, found)) is not None)


def _ranking(value: Node, found: Found) -> ast.RankingD | None:
    node = shape.entries(value, found, ("by", "label", "order"), ("by", "label"))
    number = shape.expression(node.get("by"), found)
    if number is None:
        return None
    ascending = shape.one_of(node.get("order"), found, ("highest", "lowest"), "highest") == "lowest"
    return ast.RankingD(number, shape.text(node.get("label"), found), ascending)
