"""From the written rule set to the plan: every section typed, every name known."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType

from .. import plan
from ..diagnostics import Diagnostic, rule_codes
from ..law import Citation
from ..ranges import bounds
from ..source import Located, Span
from ..syntax import ast
from ..values import Choice, Date, FieldType, Nothing, Number, Text, YesNo, date_of, days
from .fields import field_type, lower_field, number_type
from .literals import citation
from .numbers import is_ratio
from .points import constant
from .scope import Found, Scope, known
from .typecheck import Checker

_NO_KEY = plan.Field("row_id", Text(), "TT", ("STT", "Số TT"))


def _cited(cite: ast.CiteD | None) -> Citation | None:
    return citation(cite) if cite else None


def _names(names: tuple[ast.Name, ...]) -> tuple[str, ...]:
    return tuple(n.value for n in names)


def registers(scope: Scope, found: Found) -> dict[str, plan.Register]:
    """Return the registers with typed fields."""
    out = {}
    for r in scope.registers.values():
        fields = {f.id.value: lower_field(f, found) for f in r.fields}
        for name, kind, word in ((r.happens, Date, "ngày"), (r.known, Date, "ngày")):
            if name is not None and known(name, fields, found, "trường", "field"):
                _need(name, fields[name.value].type, kind, word, "date", found)
        if r.role is not None and known(r.role, fields, found, "trường", "field"):
            _need(r.role, fields[r.role.value].type, YesNo, "có / không", "yes-no", found)
        out[r.id.value] = plan.Register(
            r.id.value,
            r.label,
            r.also,
            r.subject,
            lower_field(r.key, found) if r.key else _NO_KEY,
            r.key is not None,
            lower_field(r.name, found) if r.name else None,
            scope.owners(r.id.value),
            MappingProxyType(fields),
            r.happens.value if r.happens else None,
            r.known.value if r.known else (r.happens.value if r.happens else None),
            _complete(r, scope, found),
            r.role.value if r.role else None,
            lower_field(r.owner_key, found) if r.owner_key else None,
            r.better.value if r.better else None,
        )
    return out


def _need(name: ast.Name, kind: FieldType, wanted: type, word: str, word_en: str, found: Found) -> None:
    if not isinstance(kind, wanted):
        args = {"text": name.value, "wanted": word, "wanted_en": word_en}
        found.append(Diagnostic(rule_codes.WRONG_FIELD_TYPE, name.span, args))


def _complete(register: ast.RegisterD, scope: Scope, found: Found) -> plan.Completeness | None:
    written = register.complete
    if written is None:
        return None
    if written.through is not None:
        known(written.through, scope.deadlines, found, "thời hạn", "deadline")
    owner = field = None
    if written.count is not None:
        owner, field = written.count.parts
        if owner not in scope.owners(register.id.value):
            names = ", ".join(scope.owners(register.id.value)) or "-"
            args = {"text": owner, "owner": register.id.value, "names": names}
            found.append(Diagnostic(rule_codes.NOT_ABOVE, written.count.span, args))
        else:
            known(
                Located(field, written.count.span), [f for r, f in scope.fields if r == owner], found, "trường", "field"
            )
    through = written.through.value if written.through else None
    return plan.Completeness(written.basis, owner, field, through)


def parameters(scope: Scope, found: Found) -> dict[str, plan.Parameter]:
    """Return the parameters with their types."""
    out = {}
    for p in scope.parameters.values():
        if p.values:
            continue
        kind: FieldType = (
            Date() if p.type.value == "date" else number_type(p.type.value, p.id, p.range, p.decimals, "", found)
        )
        days = (int(p.range[0]), int(p.range[1])) if isinstance(kind, Date) and p.range is not None else None
        if days is not None and days[1] < days[0]:
            _reversed(p.id.value, p.id.span, *days, found)
        out[p.id.value] = plan.Parameter(p.id.value, kind, p.ask, _cited(p.cite), _names(p.readings), days)
    return out


def dated(scope: Scope, found: Found) -> dict[str, plan.DatedParameter]:
    """Return the parameters whose value changes on given days, in the order of these days."""
    out = {}
    for p in scope.parameters.values():
        values = sorted(p.values, key=lambda v: v.since.value)
        for before, after in pairwise(values):
            if before.since.value == after.since.value:
                found.append(Diagnostic(rule_codes.DEFINED_TWICE, after.since.span, {"text": str(after.since.value)}))
        if p.values and p.type.value == "date":
            _need(p.type, Date(), Number, "số", "number", found)
        if values:
            out[p.id.value] = plan.DatedParameter(
                p.id.value,
                p.ask,
                "%" if p.type.value == "percent" else "",
                tuple(
                    plan.DatedValue(days(v.since.value), constant(v.value), citation(v.cite), _names(v.readings))
                    for v in values
                ),
                _cited(p.cite),
                _names(p.readings),
            )
    return out


def calendar(scope: Scope, check: Checker) -> tuple[dict[str, plan.Deadline], dict[str, plan.Period]]:
    """Return deadlines and periods."""
    deadlines = {
        d.id.value: plan.Deadline(
            d.id.value, d.label, check.last_day(d), _cited(d.cite), _names(d.readings), _extension(d, check)
        )
        for d in scope.deadlines.values()
    }
    periods = {}
    for p in scope.periods.values():
        wrong = len(check.found)
        first, last = check.day(p.first), check.day(p.last)
        if len(check.found) == wrong and bounds(last)[1] < bounds(first)[0]:  # whatever the asked one is
            _reversed(p.id.value, p.last.span, bounds(first)[0], bounds(last)[1], check.found)
        periods[p.id.value] = plan.Period(p.id.value, p.label, first, last, _cited(p.cite), _names(p.readings))
    return deadlines, periods


def _reversed(text: str, span: Span | None, first: int, last: int, found: Found) -> None:
    """Record that a span of days ends before it begins: no day lies in it, and nothing would ever be seen."""
    args = {"text": text, "first": f"{date_of(first):%d/%m/%Y}", "last": f"{date_of(last):%d/%m/%Y}"}
    found.append(Diagnostic(rule_codes.DAYS_REVERSED, span, args))


def _extension(deadline: ast.DeadlineD, check: Checker) -> plan.Extension | None:
    later = deadline.extended
    if later is None:
        return None
    return plan.Extension(check.bound(later.bound), _cited(later.cite), _names(later.readings))


def judgements(scope: Scope, found: Found) -> dict[str, plan.Judgement]:
    """Return the questions."""
    return {
        j.id.value: plan.Judgement(
            j.id.value,
            _names(j.of),
            j.ask,
            j.label,
            _cited(j.cite),
            _names(j.readings),
            field_type(j.answer, found) if j.answer else YesNo(),
        )
        for j in scope.rules.judgements
    }


def measures(scope: Scope, check: Checker) -> dict[str, plan.Measure]:
    """Return the named numbers."""
    out = {}
    for m in scope.rules.measures:
        if known(m.kind, scope.registers, check.found, "danh sách", "register"):
            value = check.number(m.value, m.kind.value)
            out[m.id.value] = plan.Measure(m.id.value, m.kind.value, m.label, value, _cited(m.cite), _names(m.readings))
    return out


def _if_none(name: ast.Name | None, when: plan.Cond, found: Found) -> Nothing | None:
    if name is None:
        return None
    top = isinstance(when, plan.Every) or (
        isinstance(when, plan.Compare) and sum(_may_be_empty(n) for n in (when.left, when.right)) == 1
    )
    if not top:
        found.append(Diagnostic(rule_codes.IF_NONE_PLACE, name.span))
        return None
    return Nothing(name.value)


def _may_be_empty(num: plan.Num) -> bool:
    return (isinstance(num, plan.Total | plan.Peers) and num.fold is not plan.Fold.SUM) or is_ratio(num)


def criteria(scope: Scope, check: Checker) -> dict[str, plan.Criterion]:
    """Return the criteria."""
    out = {}
    for c in scope.criteria.values():
        if not is_subject(c.kind, scope, check.found):
            continue
        for name, names, what, what_en in (
            (c.due, scope.deadlines, "thời hạn", "deadline"),
            (c.keep, scope.periods, "thời gian", "period"),
        ):
            if name is not None:
                known(name, names, check.found, what, what_en)
        met = check.condition(c.met, c.kind.value)
        applies = check.condition(c.applies, c.kind.value) if c.applies is not None else None
        out[c.id.value] = plan.Criterion(
            c.id.value,
            c.kind.value,
            c.label,
            applies,
            met,
            _if_none(c.if_none, met, check.found),
            c.due.value if c.due else None,
            c.keep.value if c.keep else None,
            citation(c.cite),
            _names(c.readings),
            _exceptions(c.exceptions, c.kind.value, check),
        )
    return out


def _exceptions(written: tuple[ast.ExceptionD, ...], kind: str, check: Checker) -> tuple[plan.NamedCase, ...]:
    return tuple(
        plan.NamedCase(check.condition(e.when, kind), Nothing(e.then), citation(e.cite), _names(e.readings))
        for e in written
    )


def is_subject(kind: ast.Name, scope: Scope, found: Found) -> bool:
    """Tell whether a kind's rows can be judged; record a finding if not."""
    if not known(kind, scope.registers, found, "danh sách", "register"):
        return False
    if kind.value not in scope.subjects():
        found.append(Diagnostic(rule_codes.NOT_A_SUBJECT, kind.span, {"text": kind.value}))
        return False
    return True


def bars(written: dict[str, ast.BarD], scope: Scope, check: Checker) -> dict[str, plan.Bar]:
    """Return the bars, or the suspensions."""
    out = {}
    for b in written.values():
        if not is_subject(b.kind, scope, check.found):
            continue
        when = check.condition(b.when, b.kind.value)
        if_none = _if_none(b.if_none, when, check.found)
        out[b.id.value] = plan.Bar(
            b.id.value,
            b.kind.value,
            b.label,
            when,
            if_none,
            citation(b.cite),
            _names(b.readings),
            _exceptions(b.exceptions, b.kind.value, check),
        )
    return out


def assessments(scope: Scope, check: Checker) -> dict[str, plan.Assessment]:
    """Return the assessments."""
    out: dict[str, plan.Assessment] = {}
    for a in scope.rules.assessments:
        if not is_subject(a.kind, scope, check.found):
            continue
        if a.id.value in out:
            check.found.append(Diagnostic(rule_codes.DEFINED_TWICE, a.id.span, {"text": a.id.value}))
        kind = a.kind.value
        applies = check.condition(a.applies, kind) if a.applies is not None else None
        requirement = _requirement(a.requires, kind, scope, check.found)
        readings = _names(a.readings)
        out[a.id.value] = plan.Assessment(a.id.value, kind, a.label, applies, requirement, citation(a.cite), readings)
    return out


def awards(scope: Scope, check: Checker) -> dict[str, plan.Award]:
    """Return the awards with what each kind must fulfil."""
    out = {}
    for a in scope.awards.values():
        found = check.found
        for name, names, what, what_en in (
            *((b, scope.bars, "trường hợp loại trừ", "bar") for b in a.bars),
            *((s, scope.suspensions, "trường hợp tạm dừng", "suspension") for s in a.suspensions),
        ):
            known(name, names, found, what, what_en)
        if a.nomination and a.nomination.due:
            known(a.nomination.due, scope.deadlines, found, "thời hạn", "deadline")
        among = None
        if a.among is not None and known(a.among, scope.awards, found, "hình thức khen thưởng", "award"):
            among = plan.Among(a.among.value, "granted" if a.granted else "proposed")
            below = {e.kind.value for e in scope.awards[a.among.value].to}
            for e in a.to:
                if e.kind.value not in below:
                    args = {"text": a.among.value, "kind": e.kind.value}
                    found.append(Diagnostic(rule_codes.AMONG_KIND, e.kind.span, args))
        entitlements = {
            e.kind.value: _entitlement(a, e, scope, check) for e in a.to if is_subject(e.kind, scope, found)
        }
        for q in a.quotas:
            known(q.kind, entitlements, found, "loại đối tượng", "kind")
        nomination = None
        if a.nomination is not None:
            due = a.nomination.due.value if a.nomination.due else None
            nomination = plan.Nomination(due, _cited(a.nomination.cite), _names(a.nomination.readings))
        if a.cite is None:
            continue
        out[a.id.value] = plan.Award(
            a.id.value,
            a.label,
            MappingProxyType(entitlements),
            nomination,
            among,
            citation(a.cite),
            _names(a.readings),
            _unless(a, scope, found),
        )
    return out


def _unless(award: ast.AwardD, scope: Scope, found: Found) -> tuple[plan.Unless, ...]:
    out = []
    for u in award.unless:
        if known(u.award, scope.awards, found, "hình thức khen thưởng", "award"):
            basis = "granted" if u.granted else "proposed"
            out.append(plan.Unless(u.award.value, basis, citation(u.cite), _names(u.readings)))
    return tuple(out)


def _entitlement(award: ast.AwardD, written: ast.EntitlementD, scope: Scope, check: Checker) -> plan.Entitlement:
    kind = written.kind.value
    if award.choose is not None:
        asked = [j for k, j in scope.judgements if k == kind]
        known(award.choose, asked, check.found, "ý kiến đánh giá", "judgement")
    quota = next((q for q in award.quotas if q.kind.value == kind), None)

    def of_kind(names: tuple[ast.Name, ...], where: dict[str, ast.BarD]) -> tuple[str, ...]:
        return tuple(n.value for n in names if n.value in where and where[n.value].kind.value == kind)

    return plan.Entitlement(
        kind,
        check.condition(written.applies, kind) if written.applies is not None else None,
        _requirement(written.requires, kind, scope, check.found),
        award.choose.value if award.choose else None,
        of_kind(award.bars, scope.bars),
        of_kind(award.suspensions, scope.suspensions),
        _quota(quota, award, scope, check) if quota else None,
    )


def _requirement(written: ast.RequirementD | None, kind: str, scope: Scope, found: Found) -> plan.Requirement | None:
    own = [c for c, d in scope.criteria.items() if d.kind.value == kind]
    match written:
        case None:
            return None
        case ast.AllD(None):
            return plan.AllOf(tuple(plan.Needs(c) for c in own))
        case ast.AllD(items):
            return plan.AllOf(_parts(items or (), kind, scope, found))
        case ast.AtLeastD(count, items):
            return plan.AtLeast(count, _parts(items, kind, scope, found))
        case _:
            known(written, own, found, "tiêu chí", "criterion")
            return plan.Needs(written.value)


def _parts(items: tuple[ast.RequirementD, ...], kind: str, scope: Scope, found: Found) -> tuple[plan.Requirement, ...]:
    return tuple(r for i in items if (r := _requirement(i, kind, scope, found)) is not None)


def _quota(written: ast.QuotaD, award: ast.AwardD, scope: Scope, check: Checker) -> plan.Quota:
    kind, found = written.kind.value, check.found
    of = written.of.value if written.of else "pool"
    if written.of is not None and of != "pool":
        known(written.of, scope.registers, found, "danh sách", "register")
    if written.pool == "among" and award.among is None:
        found.append(Diagnostic(rule_codes.MISSING_KEY, written.span, {"text": "among"}))
    per, per_owner = _per(written, kind, scope, check)
    ranking = tuple(plan.Ranking(check.number(r.value, kind), r.label, r.ascending) for r in written.ranking)
    for key, source in zip(ranking, written.ranking, strict=True):
        if is_ratio(key.value):
            found.append(Diagnostic(rule_codes.RATIO_ARITHMETIC, source.value.span))
    share = constant(written.share) if written.share is not None else None
    return plan.Quota(
        kind,
        plan.Places(written.count, share, plan.Rounding(written.rounding), _sizes(written, found), written.least),
        of,
        written.pool,
        per,
        ranking,
        written.ties,
        written.pending,
        citation(written.cite),
        _names(written.readings),
        _limit(written.inside, kind, check),
        _settle(written, kind, scope, found),
        _counting(written, kind, check),
        per_owner,
    )


def _per(written: ast.QuotaD, kind: str, scope: Scope, check: Checker) -> tuple[str | None, str | None]:
    """Return the choice field, or the owner register, that splits the places; only one of them."""
    name, found = written.per, check.found
    if name is None:
        return None, None
    if written.of is not None and written.of.value not in {"pool", kind}:
        args = {"word": "per", "text": written.of.value, "names": f"{kind}`, `pool"}
        found.append(Diagnostic(rule_codes.COUNTING_KIND, written.of.span, args))
    fields = [f for r, f in scope.fields if r == kind]
    if name.value not in fields and name.value in scope.owners(kind):
        return None, name.value
    if known(name, [*fields, *scope.owners(kind)], found, "trường hoặc danh sách chủ quản", "field or owner"):
        _need(name, check.types[kind, name.value].type, Choice, "lựa chọn", "choice", found)
    return name.value, None


def _counting(written: ast.QuotaD, kind: str, check: Checker) -> plan.Cond | None:
    """Return which rows of the denominator count: of the very kind that is chosen from, so that it is known by then."""
    if written.counting is None:
        return None
    if written.of is None or written.of.value != kind:
        args = {"word": "counting", "text": written.of.value if written.of else "pool", "names": kind}
        check.found.append(Diagnostic(rule_codes.COUNTING_KIND, written.counting.span, args))
    return check.condition(written.counting, kind)


def _sizes(written: ast.QuotaD, found: Found) -> tuple[plan.Size, ...]:
    """Return the places by size: without a hole, and never fewer for a greater group."""
    next_low, before = 0, 0
    for size in written.sizes:
        low = next_low if size.low is None else size.low
        if low != next_low or (size.high is not None and size.high < low) or size.count < before:
            found.append(Diagnostic(rule_codes.SIZES, size.span))
            return ()
        next_low, before = (-1 if size.high is None else size.high + 1), size.count
    if written.sizes and next_low != -1:
        found.append(Diagnostic(rule_codes.SIZES, written.sizes[-1].span))
    return tuple(plan.Size(s.low, s.high, s.count) for s in written.sizes)


def _limit(written: ast.InsideD | None, kind: str, check: Checker) -> plan.Limit | None:
    if written is None:
        return None
    share = constant(written.share) if written.share is not None else None
    places = plan.Places(written.count, share, plan.Rounding(written.rounding))
    where = check.condition(written.where, kind)
    return plan.Limit(where, places, written.label, citation(written.cite), _names(written.readings))


def _settle(written: ast.QuotaD, kind: str, scope: Scope, found: Found) -> str | None:
    name = written.settle
    if name is None:
        return None
    asked = [j for (k, j), d in scope.judgements.items() if k == kind and d.answer is None]
    known(name, asked, found, "ý kiến đánh giá", "judgement")
    return name.value
