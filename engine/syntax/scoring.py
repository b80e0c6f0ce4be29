"""From the tree to written points and classifications: `scores` and `classifications` of `rules.yaml`."""

from __future__ import annotations

from ..diagnostics import Diagnostic, rule_codes
from . import ast, shape
from .sections import cite, two_part
from .shape import Found
from .tree import Entries, Node, Scalar

ROUNDINGS = ("down", "up", "half-up")
FORMS = ("points", "proportional", "bands", "convert", "sum", "best")
SCORE = (
    "label", *FORMS, "rescale", "max", "capped", "floor", "applies", "not applicable", "evidence", "lost", "round",
    "cite", "quote", "reading",
)  # fmt: skip
BAND = ("from", "above", "to", "below", "points")
CLASSIFICATION = ("label", "applies", "grades", "down", "ceiling", "cite", "quote", "reading")


def score(key: Scalar, value: Node, found: Found) -> ast.ScoreD | None:
    """Read one entry of `scores`: exactly one form, and what bounds it."""
    node = shape.entries(value, found, SCORE, ("label", "cite", "quote"))
    pair, at = two_part(key, found), cite(node, found)
    form = _form(node, key, found)
    applies = shape.expression(node.get("applies"), found)
    instead = node.get("not applicable")
    if (node.get("applies") is None) != (instead is None):
        shape.lacks(node, "not applicable" if instead is None else "applies", found)
    otherwise = None if instead is None else shape.one_of(instead, found, ("full", "zero", "left-out"), "zero")
    most = shape.decimal(node.get("max"), found)
    if otherwise in {"full", "left-out"} and node.get("max") is None:
        shape.lacks(node, "max", found)
    if form is None or pair is None or at is None:
        return None
    return ast.ScoreD(
        *pair,
        shape.text(node.get("label"), found, key.text),
        form,
        most,
        shape.decimal(node.get("floor"), found),
        shape.yes(node.get("capped"), found),
        applies,
        otherwise,
        shape.expression(node.get("evidence"), found),
        shape.expression(node.get("lost"), found),
        rounding(node.get("round"), found),
        at,
        shape.idents(node.get("reading"), found),
        key.span,
    )


def _form(node: Entries, key: Scalar, found: Found) -> ast.FormD | None:
    said = [f for f in FORMS if node.get(f) is not None]
    if len(said) != 1:
        words = "đúng một trong các khóa `points`, `proportional`, `bands`, `convert`, `sum`, `best`"
        shape.wrong(key, words, "exactly one of `points`, `proportional`, `bands`, `convert`, `sum`, `best`", found)
        return None
    if node.get("rescale") is not None and said != ["sum"]:
        shape.wrong(node.get("rescale") or key, "`rescale` chỉ đi cùng `sum`", "`rescale` only beside `sum`", found)
    inner = node.get(said[0])
    if said[0] in {"sum", "best"} and not shape.listed(inner):
        shape.wrong(inner or key, "ít nhất một mục điểm", "at least one score", found)
        return None
    match said[0]:
        case "points":
            value = shape.expression(inner, found)
            return None if value is None else ast.PointsD(value)
        case "proportional":
            share = shape.expression(inner, found)
            if node.get("max") is None:
                shape.lacks(node, "max", found)
            return None if share is None else ast.ProportionalD(share)
        case "bands":
            return _bands(inner, found)
        case "convert":
            return _convert(inner, found)
        case "sum":
            return ast.SumD(shape.dotted(inner, found), rounding(node.get("rescale"), found))
        case _:
            return ast.BestD(shape.dotted(inner, found))


def rounding(node: Node | None, found: Found) -> ast.RoundingD | None:
    """Read `{to: 0.01, mode: half-up}`."""
    if node is None:
        return None
    at = shape.entries(node, found, ("to", "mode"), ("to", "mode"))
    step = shape.decimal(at.get("to"), found)
    return None if step is None else ast.RoundingD(step, shape.one_of(at.get("mode"), found, ROUNDINGS, "down"))


def _bands(node: Node | None, found: Found) -> ast.BandsD | None:
    at = shape.entries(node, found, ("of", "steps"), ("of", "steps"))
    of = shape.expression(at.get("of"), found)
    steps = tuple(b for n in shape.listed(at.get("steps")) if (b := _band(n, found)) is not None)
    return None if of is None or not steps else ast.BandsD(of, steps)


def _band(value: Node, found: Found) -> ast.BandD | None:
    node = shape.entries(value, found, BAND, ("points",))
    for one, other in (("from", "above"), ("to", "below")):
        if node.get(one) is not None and node.get(other) is not None:
            shape.wrong(value, f"một trong hai khóa `{one}` hoặc `{other}`", f"either `{one}` or `{other}`", found)
    low = shape.expression(node.get("from") or node.get("above"), found)
    high = shape.expression(node.get("to") or node.get("below"), found)
    points = shape.expression(node.get("points"), found)
    if points is None:
        return None
    return ast.BandD(low, node.get("above") is not None, high, node.get("below") is not None, points, value.span)


def _convert(node: Node | None, found: Found) -> ast.ConvertD | None:
    at = shape.entries(node, found, ("of", "points"), ("of", "points"))
    of = shape.expression(at.get("of"), found)
    if of is not None and not isinstance(of, ast.Ref):
        shape.wrong(at.get("of") or at, "tên một trường lựa chọn", "the name of a choice field", found)
        return None
    pairs = []
    for key, value in shape.entries(at.get("points"), found).entries:
        points = shape.expression(value, found)
        if points is not None:
            pairs.append((shape.name(key, found), points))
    return None if of is None or not pairs else ast.ConvertD(of, tuple(pairs))


def classification(key: Scalar, value: Node, found: Found) -> ast.ClassificationD | None:
    """Read one entry of `classifications`: grades from the best down, steps down, ceilings."""
    node = shape.entries(value, found, CLASSIFICATION, ("label", "grades", "cite"))
    pair, at = two_part(key, found), cite(node, found)
    grades = tuple(_grade(n, found) for n in shape.listed(node.get("grades")))
    for grade, written in list(zip(grades, shape.listed(node.get("grades")), strict=True))[:-1]:
        if grade.when is None:
            found.append(Diagnostic(rule_codes.MISSING_KEY, written.span, {"text": "when"}))
    down = tuple(d for n in shape.listed(node.get("down")) if (d := _down(n, found)) is not None)
    ceilings = tuple(c for n in shape.listed(node.get("ceiling")) if (c := _ceiling(n, found)) is not None)
    applies = shape.expression(node.get("applies"), found)
    if pair is None or at is None or not grades:
        return None
    label = shape.text(node.get("label"), found, key.text)
    readings = shape.idents(node.get("reading"), found)
    return ast.ClassificationD(*pair, label, applies, grades, down, ceilings, at, readings)


def _grade(value: Node, found: Found) -> ast.GradeD:
    node = shape.entries(value, found, ("grade", "label", "when", "cite", "quote", "reading"), ("grade", "label"))
    return ast.GradeD(
        shape.name(node.get("grade"), found),
        shape.text(node.get("label"), found),
        shape.expression(node.get("when"), found),
        cite(node, found),
        shape.idents(node.get("reading"), found),
    )


def _down(value: Node, found: Found) -> ast.StepDownD | None:
    keys = ("when", "by", "label", "cite", "quote", "reading")
    node = shape.entries(value, found, keys, ("when", "by", "label", "cite", "quote"))
    when, by, at = (
        shape.expression(node.get("when"), found),
        shape.whole(node.get("by"), found, 1, 99),
        cite(node, found),
    )
    if when is None or by is None or at is None:
        return None
    return ast.StepDownD(when, by, shape.text(node.get("label"), found), at, shape.idents(node.get("reading"), found))


def _ceiling(value: Node, found: Found) -> ast.CeilingD | None:
    keys = ("when", "grade", "label", "cite", "quote", "reading")
    node = shape.entries(value, found, keys, ("when", "grade", "label", "cite", "quote"))
    when, at = shape.expression(node.get("when"), found), cite(node, found)
    if when is None or at is None:
        return None
    grade, label = shape.name(node.get("grade"), found), shape.text(node.get("label"), found)
    return ast.CeilingD(when, grade, label, at, shape.idents(node.get("reading"), found))
