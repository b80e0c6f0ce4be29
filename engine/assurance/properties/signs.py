"""How a plan reads its records: which way a column works for a subject, at which levels, whether rows help or harm.

A sign is 1 where more (later, yes, one of these options) opens a gate or raises a score, -1 where it shuts or lowers
it; 0 where it depends. It only guides what is drawn and tells what a law is about; no verdict is ever computed from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from ... import plan
from ...compiler.walk import walk
from ...values import Nothing

Field = tuple[str, str]
_FLIPPED = {plan.Op.LT: plan.Op.GT, plan.Op.LE: plan.Op.GE, plan.Op.GT: plan.Op.LT, plan.Op.GE: plan.Op.LE}
_UP = {plan.Op.GT, plan.Op.GE}
_DOWN = {plan.Op.LT, plan.Op.LE}


@dataclass(slots=True)
class Use:
    """How one column is read: its signs, the numbers it is compared with, the options asked for, and if it is given."""

    signs: set[int] = field(default_factory=set)
    levels: set[Fraction] = field(default_factory=set)
    #: Lower and upper ends that a helpful value keeps (of harmful rows: that a harmful one keeps), for days.
    floors: set[Fraction] = field(default_factory=set)
    roofs: set[Fraction] = field(default_factory=set)
    options: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    given: bool = False
    #: The direction that was declared, if any.
    better: str | None = None

    @property
    def sign(self) -> int:
        """Return the sign that the column is read with wherever it has one, 0 where there are both or none."""
        found = self.signs - {0}
        return next(iter(found)) if len(found) == 1 else 0


@dataclass(slots=True)
class Signs:
    """The use of every column, and the signs with which rows of a register are asked for."""

    fields: dict[Field, Use] = field(default_factory=dict)
    rows: dict[str, set[int]] = field(default_factory=dict)
    #: Registers and columns that a bar, a suspension, a loss of points or a step down reads against a subject.
    against: set[str] = field(default_factory=set)
    flags: set[Field] = field(default_factory=set)
    runs: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _seen: set[tuple[str, str, int]] = field(default_factory=set)

    def use(self, at: str, name: str) -> Use:
        """Return what is known of one column so far."""
        return self.fields.setdefault((at, name), Use())

    def cond(self, node: plan.Cond, at: str, sign: int) -> None:
        """Take in a condition that works with a sign."""
        match node:
            case plan.Flag(name):
                self.use(at, name).signs.add(sign)
            case plan.OneOf(name, options):
                self.use(at, name).signs.add(sign)
                self.use(at, name).options.add((sign, options))
            case plan.Present(name):
                self.use(at, name).given = True
                self.use(at, name).signs.add(sign)
            case plan.Compare(op, left, right):
                self._compare(op, left, right, at, sign)
            case plan.Not(item):
                self.cond(item, at, -sign)
            case plan.And(items) | plan.Or(items):
                for item in items:
                    self.cond(item, at, sign)
            case plan.Some(path, where, has):
                self._rows(path, sign)
                for part in (where, has):
                    if part is not None:
                        self.cond(part, path[-1], sign)
            case plan.Every(path, where, has):
                self._rows(path, 0)
                if where is not None:
                    self.cond(where, path[-1], 0)
                self.cond(has, path[-1], sign)
            case plan.Owner(register, item):
                self.cond(item, register, sign)
            case plan.Choose(test, then, other):
                self.cond(test, at, 0)
                self.cond(then, at, sign)
                self.cond(other, at, sign)
            case plan.Standing():
                return

    def _rows(self, path: plan.Path, sign: int) -> None:
        self.rows.setdefault(path[-1], set()).add(sign)

    def _compare(self, op: plan.Op, left: plan.Num, right: plan.Num, at: str, sign: int) -> None:
        up = sign if op in _UP else -sign if op in _DOWN else 0
        constants = [*_constants(left), *_constants(right)]
        self.num(left, at, up, constants)
        self.num(right, at, -up, constants)
        for one, other, way in ((left, right, op), (right, left, _FLIPPED.get(op, op))):
            if isinstance(one, plan.Value) and sign:
                ends = [Fraction(c.value, 10**c.decimals) for c in _ends(other)]
                use = self.use(at, one.field)
                if way in _UP | {plan.Op.EQ}:
                    use.floors |= set(ends)
                if way in _DOWN | {plan.Op.EQ}:
                    use.roofs |= set(ends)
        if isinstance(left, plan.Run) and isinstance(right, plan.Constant) and isinstance(left.last, plan.Constant):
            self.runs[left.path[-1]] = (left.field, left.last.value, right.value)

    def num(self, node: plan.Num, at: str, sign: int, constants: list[Fraction]) -> None:  # noqa: PLR0915 - one case each
        """Take in a number that works with a sign; `constants` are what it may be compared with."""
        match node:
            case plan.Value(name):
                self.use(at, name).signs.add(sign)
                self.use(at, name).levels |= set(constants)
            case plan.First(items):
                for value in items:
                    self.use(at, value.field).given = True
                    self.num(value, at, sign, constants)
            case plan.Add(items) | plan.Extreme(items=items) | plan.Anything(items=items):
                for item in items:
                    self.num(item, at, sign, constants)
            case plan.Negate(item):
                self.num(item, at, -sign, constants)
            case plan.Multiply(left, right):
                first, second = _sign_of(left), _sign_of(right)
                self.num(left, at, sign * second, constants)
                self.num(right, at, sign * first, constants)
            case plan.Divide(left, right):
                self.num(left, at, sign, constants)
                self.num(right, at, -sign, constants)
            case plan.Count(path, where):
                self._rows(path, sign)
                if where is not None:
                    self.cond(where, path[-1], sign)
            case plan.Total(fold, path, where, value):
                self._rows(path, sign if fold is plan.Fold.SUM else 0)
                if where is not None:
                    self.cond(where, path[-1], 0)
                self.num(value, path[-1], sign, constants)
            case plan.Share(path, where, has):
                self._rows(path, 0)
                if where is not None:
                    self.cond(where, path[-1], 0)
                self.cond(has, path[-1], sign)
            case plan.Peers(_, value, where, per):
                self.num(value, at, 0, constants)
                if where is not None:
                    self.cond(where, at, 0)
                if per is not None:
                    self.use(at, per)
            case plan.OwnerNum(register, value):
                self.num(value, register, sign, constants)
            case plan.If(test, then, other):
                self.cond(test, at, sign * _better(then, other))
                self.num(then, at, sign, constants)
                self.num(other, at, sign, constants)
            case plan.Rounded(item):
                self.num(item, at, sign, constants)
            case plan.Run(name, _, path, where):
                self._rows(path, sign)
                self.use(path[-1], name)
                if where is not None:
                    self.cond(where, path[-1], sign)
            case plan.Named(name, value=value):
                if (at, name, sign) not in self._seen:
                    self._seen.add((at, name, sign))
                    self.num(value, at, sign, _constants(value))
            case plan.Constant() | plan.Given():
                return


def _sign_of(node: plan.Num) -> int:
    if isinstance(node, plan.Constant):
        return (node.value > 0) - (node.value < 0)
    return 1


def _better(then: plan.Num, other: plan.Num) -> int:
    """Return 1 where the first of two numbers is surely the greater, -1 where the second is, 0 where that depends."""
    first, second = (_middle(n) for n in (then, other))
    return (first > second) - (first < second)


def _middle(node: plan.Num) -> Fraction:
    from ...ranges import bounds

    low, high = bounds(node)
    return Fraction(low + high, 2 * 10**node.decimals)


def _constants(node: plan.Num) -> list[Fraction]:
    return [Fraction(n.value, 10**n.decimals) for n, _ in walk(node, "") if isinstance(n, plan.Constant)]


def _ends(node: plan.Num) -> Iterator[plan.Constant]:
    match node:
        case plan.Constant():
            yield node
        case plan.Given(_, decimals, low, _):
            yield plan.Constant(low, decimals)
        case plan.Extreme(_, items):
            for item in items:
                yield from _ends(item)


def signs_of(ready: plan.Plan) -> Signs:
    """Return how a plan reads its records, whatever ends in an award or an assessment."""
    out = Signs()
    for criterion in ready.criteria.values():
        out.cond(criterion.met, criterion.kind, 1)
        if criterion.applies is not None:
            out.cond(criterion.applies, criterion.kind, 0)
        for case in criterion.exceptions:
            out.cond(case.when, criterion.kind, {Nothing.MET: 1, Nothing.NOT_MET: -1}.get(case.then, 0))
    for rule in (*ready.bars.values(), *ready.suspensions.values()):
        out.cond(rule.when, rule.kind, -1)
        _read_against(out, rule.when, rule.kind)
        for case in rule.exceptions:
            out.cond(case.when, rule.kind, 1)
    for award in ready.awards.values():
        for kind, entitlement in award.entitlements.items():
            if entitlement.applies is not None:
                out.cond(entitlement.applies, kind, 1)
            if entitlement.choose is not None:
                out.use(kind, entitlement.choose).signs.add(1)
            if entitlement.quota is not None:
                _quota(out, entitlement.quota, kind)
    for assessment in ready.assessments.values():
        if assessment.applies is not None:
            out.cond(assessment.applies, assessment.kind, 1)
    _losses(out, ready)
    return out


def _quota(out: Signs, quota: plan.Quota, kind: str) -> None:
    for key in quota.ranking:
        out.num(key.value, kind, -1 if key.ascending else 1, [])
    for condition in (quota.counting, quota.limit.where if quota.limit else None):
        if condition is not None:
            out.cond(condition, kind, 0)
    if quota.per is not None:
        out.use(kind, quota.per)
    if quota.settle is not None:
        out.use(kind, quota.settle).signs.add(1)


def _losses(out: Signs, ready: plan.Plan) -> None:
    """Take in what makes points lost, grades lower: it is read against a subject, whatever else reads it."""
    for score in ready.scores.values():
        if score.lost is not None:
            _read_against(out, score.lost, score.kind)
    for grades in ready.classifications.values():
        for when in (*(d.when for d in grades.down), *(c.when for c in grades.ceilings)):
            _read_against(out, when, grades.kind)


def _read_against(out: Signs, node: plan.Cond, at: str) -> None:
    """Note what a condition that works against a subject asks for: rows that are there, columns that say yes."""
    mine = Signs()
    mine.cond(node, at, 1)
    out.against |= {register for register, signs in mine.rows.items() if signs == {1}}
    for (register, name), use in mine.fields.items():
        if register == at and use.signs == {1} and not use.options and not use.levels and not use.given:
            out.flags.add((register, name))
