"""Criteria, bars, awards and assessments: every result that each can have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...evaluator.reference import Judge
from ...evaluator.reference.interval import MET, NOT_MET, UNDETERMINED
from ...evaluator.reference.world import Row
from ...source import Located
from ...syntax import ast
from ...values import Decision
from .goal import Place, Seen, states
from .possible import codes_of, may_be_open

_WORDS = {MET: "met", NOT_MET: "not-met", UNDETERMINED: "undetermined", 3: "not-applicable"}


def rows_of(judge: Judge, kind: str) -> list[Row]:
    """Return the subjects of a kind."""
    return list(judge.world.all_seen(kind))


def criterion_goals(judge: Judge, place: Place, rule: ast.CriterionD) -> Iterator[Seen]:
    """Yield the four results of a criterion, and that its deadline holds a failure back."""
    gates, reader, kind = judge.gates, judge.reader, rule.kind.value
    shown = {gates.shown(rule.id.value, at) for at in rows_of(judge, kind)}
    can = codes_of(rule.met, kind, reader)
    scoped = rule.applies is not None and NOT_MET in codes_of(rule.applies, kind, reader)
    apart = any(e.then == "not-applicable" for e in rule.exceptions)
    none = rule.if_none is not None and rule.if_none.value == "not-applicable"
    turned = {e.then for e in rule.exceptions}
    impossible = {
        MET: "" if MET in can or "met" in turned else "range",
        NOT_MET: "" if NOT_MET in can or "not-met" in turned else "range",
        UNDETERMINED: "" if may_be_open(rule.met) or rule.due or scoped or apart else "open-never",
        3: "" if scoped or apart or none else "no-scope",
    }
    found = {_WORDS[c]: (c in shown, impossible[c]) for c in (MET, NOT_MET, UNDETERMINED, 3)}
    yield from states(place, "criterion", rule.id.value, place.label, place.span, found)
    if rule.due is not None:
        early = any(
            (judged := gates.judge(rule.id.value, at)).applies == MET
            and judged.met == UNDETERMINED
            and reader.verdict(rule.met, at) == NOT_MET
            for at in rows_of(judge, kind)
        )
        key, text = f"{rule.id.value}:due", rule.due.value
        yield from states(place, "due", key, text, rule.due.span, {"still-open": (early, "")})
    yield from _no_rows(judge, place, rule.id.value, rule.met, rule.if_none, kind)


def bar_goals(judge: Judge, place: Place, rule: ast.BarD, sort: str) -> Iterator[Seen]:
    """Yield both ways of a bar or suspension."""
    kind = rule.kind.value
    shown = {judge.gates.hit(rule, at) for at in rows_of(judge, kind)}
    can = codes_of(rule.when, kind, judge.reader)
    found = {_WORDS[c]: (c in shown, "" if c in can else "range") for c in (MET, NOT_MET)}
    yield from states(place, sort, rule.id.value, place.label, place.span, found)
    yield from _no_rows(judge, place, rule.id.value, rule.when, rule.if_none, kind)


def _no_rows(
    judge: Judge, place: Place, key: str, expr: ast.Expr, if_none: ast.Name | None, kind: str
) -> Iterator[Seen]:
    """Yield that a rule which says what no rows at all mean was asked over no rows."""
    if if_none is not None and isinstance(expr, ast.QuantX | ast.CompareX):
        found = any(judge.reader.outcomes(expr, at).none == MET for at in rows_of(judge, kind))
        yield from states(place, "no-rows", f"{key}:if none", if_none.value, if_none.span, {"reached": (found, "")})


def assessment_goals(judge: Judge, place: Place, rule: ast.AssessmentD) -> Iterator[Seen]:
    """Yield the four results of an assessment, and each criterion deciding it alone."""
    kind = rule.kind.value
    shown = {judge.gates.assessed(rule, at) for at in rows_of(judge, kind)}
    scoped = rule.applies is not None and NOT_MET in codes_of(rule.applies, kind, judge.reader)
    asks = rule.requires is not None
    impossible = {
        MET: "", NOT_MET: "" if asks else "no-requirement", UNDETERMINED: "" if asks or scoped else "open-never",
        3: "" if scoped else "no-scope",
    }  # fmt: skip
    found = {_WORDS[c]: (c in shown, impossible[c]) for c in (MET, NOT_MET, UNDETERMINED, 3)}
    yield from states(place, "assessment", rule.id.value, place.label, place.span, found)
    if rule.requires is not None:
        yield from requirement_goals(judge, place, rule.id.value, rule.requires, kind)


def requirement_goals(judge: Judge, place: Place, key: str, requires: ast.RequirementD, kind: str) -> Iterator[Seen]:
    """Yield for every criterion of a requirement that it decides alone: by being met, and by failing."""
    names = list(dict.fromkeys(_named(requires, judge, kind)))
    for name in names:
        shown = {MET: False, NOT_MET: False}
        for at in rows_of(judge, kind):
            judged = judge.gates.judge(name, at)
            value = judged.met if judged.applies == MET else UNDETERMINED
            if value != UNDETERMINED and not shown[value]:
                ends = [_fold(requires, judge, at, {name: v}) for v in (value, 2 - value)]
                shown[value] = UNDETERMINED not in ends and ends[0] != ends[1]
        found = {"holds": (shown[MET], ""), "fails": (shown[NOT_MET], "")}
        yield from states(place, "requirement", f"{key}:requires {name}", name, place.span, found)


def _named(requires: ast.RequirementD, judge: Judge, kind: str) -> Iterator[str]:
    match requires:
        case ast.AllD(None):
            yield from (c for c, r in judge.gates.criteria.items() if r.kind.value == kind)
        case ast.AllD(items) | ast.AtLeastD(_, items):
            for item in items or ():
                yield from _named(item, judge, kind)
        case Located(name):
            yield name


def _fold(requires: ast.RequirementD, judge: Judge, at: Row, given: Mapping[str, int]) -> int:
    """Return a requirement at a subject with some criteria given: they apply, and are met or not."""

    def judged(name: str) -> tuple[int, int]:
        if name in given:
            return MET, given[name]
        found = judge.gates.judge(name, at)
        return found.applies, found.met

    match requires:
        case ast.AllD(None):
            return min(max(2 - a, m) for a, m in map(judged, _named(requires, judge, at[0])))
        case ast.AllD(items):
            return min((_fold(i, judge, at, given) for i in items or ()), default=MET)
        case ast.AtLeastD(count, items):
            counted = [min(judged(i.value)) if isinstance(i, Located) else _fold(i, judge, at, given) for i in items]
            if sum(c == MET for c in counted) >= count:
                return MET
            return UNDETERMINED if sum(c != NOT_MET for c in counted) >= count else NOT_MET
        case Located(name):
            applies, met = judged(name)
            return max(2 - applies, met)


# --- awards ------------------------------------------------------------------------------------------------------


def award_goals(judge: Judge, place: Place, award: ast.AwardD, entitled: ast.EntitlementD) -> Iterator[Seen]:
    """Yield every decision an award can come to for one kind, and each of its gates deciding alone."""
    kind, gates = entitled.kind.value, judge.gates
    key, rows = f"{award.id.value}.{kind}", rows_of(judge, kind)
    shown = {judge.decision(award.id.value, at) for at in rows}
    impossible = _impossible(judge, award, entitled)
    found = {d.word: (d in shown, impossible[d]) for d in Decision}
    yield from states(place, "award", key, place.label, place.span, found)
    if entitled.requires is not None:
        yield from requirement_goals(judge, place, key, entitled.requires, kind)
    for sort, names, rules, gate in (
        ("bar", award.bars, gates.bars, "bar"),
        ("suspension", award.suspensions, gates.suspensions, "suspension"),
    ):
        mine = [n.value for n in names if rules[n.value].kind.value == kind]
        for name in mine if len(mine) > 1 else ():
            alone = any(
                gates.hit(rules[name], at) == MET
                and all(gates.hit(rules[o], at) == NOT_MET for o in mine if o != name)
                and judge.decision(award.id.value, at) is (Decision.BARRED if gate == "bar" else Decision.SUSPENDED)
                for at in rows
            )
            yield from states(place, f"award-{sort}", f"{key}:{sort} {name}", name, place.span, {"alone": (alone, "")})
    if award.choose is not None:
        answers = {judge.reader.names.judgements.answer(award.choose.value, at).verdict for at in rows}
        both = {"holds": (MET in answers, ""), "fails": (NOT_MET in answers, "")}
        yield from states(place, "choice", f"{key}:choose", award.choose.value, award.choose.span, both)
    if award.among is not None and award.granted:
        held = {(gates.gate("lower", award.id.value, at), judge.world.complete("grant", at)) for at in rows}
        both = {"holds": ((MET, True) in held, ""), "fails": ((NOT_MET, True) in held, "")}
        yield from states(place, "granted", f"{key}:among", award.among.value, award.among.span, both)


def _impossible(judge: Judge, award: ast.AwardD, entitled: ast.EntitlementD) -> dict[Decision, str]:
    """Return for every decision the rule by which an award never comes to it, empty where it may."""
    kind, gates = entitled.kind.value, judge.gates
    lower = gates.awards[award.among.value] if award.among is not None else None
    below = gates.entitlement(lower, kind) if lower is not None else None
    under = _impossible(judge, lower, below) if lower is not None and below is not None else None
    scoped = entitled.applies is not None and NOT_MET in codes_of(entitled.applies, kind, judge.reader)
    quota = next((q for q in award.quotas if q.kind.value == kind), None)

    def has(names: tuple[ast.Name, ...], rules: Mapping[str, ast.BarD]) -> bool:
        return any(rules[n.value].kind.value == kind for n in names)

    asks = entitled.requires is not None or award.choose is not None or award.unless or award.among is not None
    nominated = award.nomination is not None and award.among is None
    out = {
        Decision.NOT_APPLICABLE: "" if scoped else "no-scope",
        Decision.NOT_NOMINATED: "" if nominated else "no-nomination",
        Decision.BARRED: "" if has(award.bars, gates.bars) else "no-bar",
        Decision.NOT_PROPOSED: "" if asks else "no-requirement",
        Decision.SUSPENDED: "" if has(award.suspensions, gates.suspensions) else "no-suspension",
        Decision.PENDING: "",
        Decision.OUTSIDE_QUOTA: "" if quota is not None else "no-quota",
        Decision.TIED: "" if quota is not None and quota.ties != "keep" else "no-tie",
        Decision.PROPOSED: "",
    }
    if under is not None:  # what the lower award ends in for good is passed on
        for d in (Decision.NOT_APPLICABLE, Decision.NOT_NOMINATED):
            out[d] = out[d] and under[d]
    return out
