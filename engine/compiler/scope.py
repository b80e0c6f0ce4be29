"""The names of a rule set: which registers own which, and what each name means where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..diagnostics import Diagnostic, rule_codes
from ..source import Span
from ..syntax import ast
from ..syntax.shape import did_you_mean

Found = list[Diagnostic]
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Scope:
    """Look-ups by name over one merged rule set."""

    rules: ast.RuleSetD
    registers: dict[str, ast.RegisterD]
    fields: dict[tuple[str, str], ast.FieldD]
    judgements: dict[tuple[str, str], ast.JudgementD]
    measures: dict[tuple[str, str], ast.MeasureD]
    scored: dict[tuple[str, str], ast.ScoreD | ast.ClassificationD]
    parameters: dict[str, ast.ParameterD]
    deadlines: dict[str, ast.DeadlineD]
    periods: dict[str, ast.PeriodD]
    criteria: dict[str, ast.CriterionD]
    bars: dict[str, ast.BarD]
    suspensions: dict[str, ast.BarD]
    awards: dict[str, ast.AwardD]
    laws: dict[str, ast.LawD]

    def owners(self, register: str) -> tuple[str, ...]:
        """Return the registers that directly own rows of `register`."""
        found = self.registers.get(register)
        return tuple(n.value for n in found.owners if n.value in self.registers) if found else ()

    def owned(self, register: str) -> tuple[str, ...]:
        """Return the registers whose rows `register` owns directly."""
        return tuple(r for r in self.registers if register in self.owners(r))

    def way_up(self, register: str, owner: str) -> tuple[str, ...] | None:
        """Return the owners to go through from a row to its `owner`, shortest first, or None."""
        reached: list[tuple[str, ...]] = [(o,) for o in self.owners(register)]
        seen: set[str] = set()
        while reached:
            way = reached.pop(0)
            if way[-1] == owner:
                return way
            if way[-1] not in seen:
                seen.add(way[-1])
                reached += [(*way, o) for o in self.owners(way[-1])]
        return None

    def ancestors(self, register: str) -> tuple[str, ...]:
        """Return all registers above, nearest first."""
        return tuple(r for r in self.registers if self.way_up(register, r))

    def subjects(self) -> tuple[str, ...]:
        """Return the registers that hold subjects."""
        return tuple(r.id.value for r in self.registers.values() if r.subject is not None)

    def names_at(self, register: str) -> list[str]:
        """Return every name an expression may use for a row of `register`."""
        own = [f for r, f in (*self.fields, *self.judgements, *self.measures, *self.scored) if r == register]
        return [*own, *self.parameters]


def scope_of(rules: ast.RuleSetD, found: Found) -> Scope:
    """Collect the names of a rule set; a name given twice, or an owner that is none, is a finding."""
    registers = _unique(((r.id.value, r, r.id.span) for r in rules.registers), found)
    _unique(((d.id.value, d, d.id.span) for d in rules.documents), found)
    _unique(((r.id.value, r, r.id.span) for r in rules.readings), found)
    fields: list[tuple[tuple[str, str], ast.FieldD, Span | None]] = []
    for register in registers.values():
        columns = [c for c in (register.key, register.name) if c is not None]
        fields += [((register.id.value, f.id.value), f, f.id.span) for f in (*register.fields, *columns)]
    judgements = [((k.value, j.id.value), j, j.id.span) for j in rules.judgements for k in j.of]
    measures = [((m.kind.value, m.id.value.partition(".")[2]), m, m.id.span) for m in rules.measures]
    scored: list[tuple[tuple[str, str], ast.ScoreD | ast.ClassificationD, Span | None]] = [
        ((s.kind.value, s.id.value.partition(".")[2]), s, s.id.span) for s in _scored(rules)
    ]
    everything = _unique([*fields, *judgements, *measures, *scored], found)
    scope = Scope(
        rules,
        registers,
        {k: v for k, v in everything.items() if isinstance(v, ast.FieldD)},
        {k: v for k, v in everything.items() if isinstance(v, ast.JudgementD)},
        {k: v for k, v in everything.items() if isinstance(v, ast.MeasureD)},
        {k: v for k, v in everything.items() if isinstance(v, ast.ScoreD | ast.ClassificationD)},
        _unique(((p.id.value, p, p.id.span) for p in rules.parameters), found),
        _unique(((d.id.value, d, d.id.span) for d in rules.deadlines), found),
        _unique(((p.id.value, p, p.id.span) for p in rules.periods), found),
        _unique(((c.id.value, c, c.id.span) for c in rules.criteria), found),
        _unique(((b.id.value, b, b.id.span) for b in rules.bars), found),
        _unique(((s.id.value, s, s.id.span) for s in rules.suspensions), found),
        _unique(((a.id.value, a, a.id.span) for a in rules.awards), found),
        _unique(((w.id.value, w, w.id.span) for w in rules.laws), found),
    )
    for register in registers.values():
        for owner in register.owners:
            known(owner, registers, found, "danh sách", "register")
    _owner_circles(scope, found)
    for judgement in rules.judgements:
        for kind in judgement.of:
            known(kind, scope.subjects(), found, "loại đối tượng", "kind of subject")
    return scope


def _scored(rules: ast.RuleSetD) -> tuple[ast.ScoreD | ast.ClassificationD, ...]:
    return (*rules.scores, *rules.classifications)


def _owner_circles(scope: Scope, found: Found) -> None:
    """Record every circle of registers that own each other, once, printed from its first register on."""
    seen: set[frozenset[str]] = set()
    for name, register in scope.registers.items():
        way = scope.way_up(name, name)
        if way is not None and frozenset(way) not in seen:
            seen.add(frozenset(way))
            words = " → ".join((name, *way))
            found.append(Diagnostic(rule_codes.OWNER_CIRCLE, register.id.span, {"text": words}))


def known(name: ast.Name, names: Iterable[str], found: Found, what: str, what_en: str) -> bool:
    """Tell whether a name is one of `names`; record a finding with the nearest one if not."""
    choices = sorted(names)
    if name.value in choices:
        return True
    args = {**did_you_mean(name.value, choices), "what": what, "what_en": what_en, "where": "", "where_en": ""}
    found.append(Diagnostic(rule_codes.UNKNOWN_NAME, name.span, args))
    return False


def _unique(items: Iterable[tuple[K, V, Span | None]], found: Found) -> dict[K, V]:
    """Return the items by key; a key that comes again with another meaning is a finding."""
    out: dict[K, V] = {}
    for key, value, span in items:
        if key in out:
            shown = ".".join(key) if isinstance(key, tuple) else str(key)
            found.append(Diagnostic(rule_codes.DEFINED_TWICE, span, {"text": shown}))
        else:
            out[key] = value
    return out
