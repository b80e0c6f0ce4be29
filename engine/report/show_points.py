"""Points and classifications of a rule set in words: every item with its maximum and its bands, the tree at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, assert_never

from .. import plan
from ..diagnostics import Lang
from ..law import Citation

if TYPE_CHECKING:
    from .show import Page

Here = Callable[[Citation | None], bool]

_VI = {
    "score": "Mục điểm ({}): {}", "max": "tối đa {} điểm", "floor": "không dưới {} điểm", "points": "{} điểm",
    "is": "Số điểm: {}",
    "proportional": "Số điểm: {} điểm nhân với {}", "bands": "Theo {}:", "band": "{}: {} điểm", "rest": "còn lại",
    "convert": "Quy đổi theo kết quả:", "sum": "Cộng các mục: {}", "best": "Lấy mục cao nhất trong: {}",
    "rescale": "Chỉ tính những mục áp dụng, quy về thang {} điểm", "round-down": "Làm tròn xuống đến {}",
    "round-up": "Làm tròn lên đến {}", "round-half-up": "Làm tròn đến {}, từ nửa trở lên làm tròn lên",
    "full": "tính đủ {} điểm", "zero": "tính 0 điểm", "left-out": "không tính vào tổng",
    "applies": "Chỉ áp dụng khi: {}; nếu không, {}",
    "evidence": "Chỉ tính khi có minh chứng: {}", "lost": "Mất điểm của mục này khi: {}",
    "from": "từ {}", "above": "trên {}", "to": "đến {}", "below": "dưới {}", "to-below": "đến dưới {}",
    "from-alone": "từ {} trở lên",
    "classification": "Xếp loại ({}): {}", "grade": "Mức “{}”: {}", "down": "Hạ {} bậc khi {}: {}",
    "when": "Chỉ xếp loại khi: {}",
    "grades": "Các mức, từ cao xuống thấp: {}",
    "ceiling": "Không quá mức “{}” khi {}: {}", "ceiling-none": "Không xếp loại khi {}: {}", "tree": "Bảng điểm ({})",
    }  # fmt: skip
_EN = {
    "score": "Points ({}): {}", "max": "at most {} points", "floor": "not below {} points", "points": "{} points",
    "is": "Points: {}",
    "proportional": "Points: {} times {}", "bands": "By {}:", "band": "{}: {} points", "rest": "otherwise",
    "convert": "By the result:", "sum": "The sum of: {}", "best": "The best of: {}",
    "rescale": "Only what applies, brought to {} points", "round-down": "Rounded down to {}",
    "round-up": "Rounded up to {}", "round-half-up": "Rounded to {}, halves upwards",
    "full": "it counts in full, {} points", "zero": "it counts 0 points", "left-out": "it is left out of the total",
    "applies": "Applies only when: {}; otherwise {}", "evidence": "Counts only with evidence: {}",
    "lost": "The points are lost when: {}",
    "from": "from {}", "above": "above {}", "to": "up to {}", "below": "below {}", "to-below": "to below {}",
    "from-alone": "{} or more",
    "classification": "Classification ({}): {}", "grade": "Grade “{}”: {}", "down": "{} lower when {}: {}",
    "when": "Classified only when: {}",
    "grades": "Grades, the best first: {}",
    "ceiling": "No better than “{}” when {}: {}", "ceiling-none": "No grade when {}: {}",
    "tree": "Table of points ({})",
    }  # fmt: skip


def w(page: Page, key: str, *parts: object) -> str:
    """Return a phrase about points or grades."""
    return (_VI if page.lang is Lang.VI else _EN)[key].format(*parts)


def _number(page: Page, number: plan.Constant) -> str:
    return page.words.number(number, "")


def score_lines(page: Page, score: plan.Score) -> Iterator[tuple[int, str]]:
    """Yield what an item of a points table comes to, line by line."""
    bounds = [w(page, k, _number(page, n)) for k, n in (("max", score.most), ("floor", score.floor)) if n is not None]
    if bounds:
        line = "; ".join(bounds)
        yield 8, line[:1].upper() + line[1:]
    yield from _form(page, score)
    for key, condition in (("evidence", score.evidence), ("lost", score.lost)):
        if condition is not None:
            yield 8, w(page, key, page.words.condition(condition, score.kind))
    if score.applies is not None:
        most = _number(page, score.most) if score.most is not None else "0"
        otherwise = w(page, score.otherwise or "zero", most)
        yield 8, w(page, "applies", page.words.condition(score.applies, score.kind), otherwise)


def _form(page: Page, score: plan.Score) -> Iterator[tuple[int, str]]:
    form, at, words = score.form, score.kind, page.words
    match form:
        case plan.Points(value, None):
            yield 8, w(page, "is", words.number(value, at))
        case plan.Points(_, of) if of is not None:
            yield 8, w(page, "proportional", _number(page, score.most or plan.Constant(0)), words.number(of, at))
        case plan.Steps(of, steps):
            yield 8, w(page, "convert") if of is None else w(page, "bands", words.number(of, at))
            for step in steps:
                yield 10, w(page, "band", _band(page, step.test, at, of), words.number(step.points, at))
        case plan.Together(items, weights):
            labels = "; ".join(page.ready.scores[i].label for i in items)
            yield 8, w(page, "sum", labels)
            divided = _divided(score.number.value) if weights else None
            if divided is not None and score.most is not None:
                unit = words.number(plan.Constant(1, divided.decimals), at)
                yield 8, w(page, "rescale", _number(page, score.most))
                yield 8, w(page, f"round-{divided.rounding.value}", unit)
        case plan.Best(items):
            yield 8, w(page, "best", "; ".join(page.ready.scores[i].label for i in items))
        case plan.Points():
            return
        case _:
            assert_never(form)
    if isinstance(form, plan.Points) and isinstance(form.value, plan.Rounded) and form.of is not None:
        yield 8, _rounded(page, form.value)
        return
    outer = _outer(score)
    if outer is not None:
        yield 8, _rounded(page, outer)


def _rounded(page: Page, node: plan.Rounded) -> str:
    step = page.words.number(plan.Constant(node.unit, node.decimals), "")
    return w(page, f"round-{node.rounding.value}", step)


def _outer(score: plan.Score) -> plan.Rounded | None:
    """Return the rounding of a whole item, inside what bounds it."""
    node = score.number.value
    if score.applies is not None and isinstance(node, plan.If):
        node = node.then
    for bound in (score.most, score.floor):
        if bound is not None and isinstance(node, plan.Extreme):
            node = node.items[0]
    own = score.form.value if isinstance(score.form, plan.Points) else None
    return node if isinstance(node, plan.Rounded) and node != own else None


def _divided(node: plan.Num) -> plan.Divide | None:
    match node:
        case plan.Divide():
            return node
        case plan.If(_, then):
            return _divided(then)
        case plan.Extreme(_, (first, *_)) | plan.Rounded(first):
            return _divided(first)
        case _:
            return None


def _band(page: Page, test: plan.Cond | None, at: str, of: plan.Num | None) -> str:
    """Return the bounds of a band, or the answer it is for."""
    match test:
        case None:
            return w(page, "rest")
        case plan.Compare(op, _, limit):
            keys = {plan.Op.GE: "from-alone", plan.Op.GT: "above", plan.Op.LE: "to", plan.Op.LT: "below"}
            return w(page, keys.get(op, "to"), _limit(page, of, limit, at))
        case plan.And((plan.Compare(low, _, first), plan.Compare(high, _, last))):
            start = w(page, "from" if low is plan.Op.GE else "above", _limit(page, of, first, at))
            return f"{start} {w(page, 'to' if high is plan.Op.LE else 'to-below', _limit(page, of, last, at))}"
        case plan.OneOf(name, options):
            return page.words.options(at, name, options)
        case _:
            return page.words.condition(test, at)


def _limit(page: Page, of: plan.Num | None, limit: plan.Num, at: str) -> str:
    return page.words.number(limit, at) if of is None else page.words.limit(of, limit, at)


def grade_lines(page: Page, found: plan.Classification, here: Here) -> Iterator[tuple[int, str]]:
    """Yield of a classification what a clause says: grades from the best down, steps down and ceilings.

    What names a clause of its own stands there, under the name of the classification; the rest stands with it.
    """
    words, at, own = page.words, found.kind, here(found.citation)
    if own and found.applies is not None:
        yield 8, w(page, "when", words.condition(found.applies, at))
    if own:
        yield 8, w(page, "grades", "; ".join(f"“{g.label}”" for g in found.grades))
    parts: tuple[plan.Grade | plan.StepDown | plan.Ceiling, ...] = (*found.grades, *found.down, *found.ceilings)
    for part in parts:
        if here(part.citation) or (own and part.citation is None):
            told = _graded(page, found, part)
            yield (8, told) if own else (4, f"▸ {found.label[:1].upper()}{found.label[1:]}: {told}")
            yield from page.marked(part.readings, 10 if own else 8)


def _graded(page: Page, found: plan.Classification, part: plan.Grade | plan.StepDown | plan.Ceiling) -> str:
    """Return a grade, a step down or a ceiling with its condition."""
    told = page.words.condition(part.when, found.kind) if part.when is not None else w(page, "rest")
    match part:
        case plan.Grade(_, label):
            return w(page, "grade", label, told)
        case plan.StepDown(_, by, label):
            return w(page, "down", by, label, told)
        case plan.Ceiling(_, place, label):
            grade = next((g.label for g in found.grades if g.place == place), "")
            return w(page, "ceiling", grade, label, told) if grade else w(page, "ceiling-none", label, told)
        case _:
            assert_never(part)


def trees(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the table of points of every kind, items under the items they belong to."""
    scores = page.ready.scores
    inner = {i for s in scores.values() if isinstance(s.form, plan.Together | plan.Best) for i in s.form.items}
    for kind in dict.fromkeys(s.kind for s in scores.values()):
        yield 0, ""
        yield 0, w(page, "tree", page.ready.registers[kind].label)
        for number, score in enumerate((s for s in scores.values() if s.kind == kind and s.id not in inner), 1):
            yield from _tree(page, score, str(number), 2)


def _tree(page: Page, score: plan.Score, number: str, indent: int) -> Iterator[tuple[int, str]]:
    most = f" – {w(page, 'max', _number(page, score.most))}" if score.most is not None else ""
    yield indent, f"{number}. {score.label[:1].upper()}{score.label[1:]}{most}"
    if isinstance(score.form, plan.Together | plan.Best):
        for place, item in enumerate(score.form.items, 1):
            yield from _tree(page, page.ready.scores[item], f"{number}.{place}", indent + 3)
