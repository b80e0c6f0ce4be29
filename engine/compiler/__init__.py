"""From a written rule set to a plan, in passes; everything that is wrong is reported at once.

merge -> names (scope) -> types (fields, typecheck, lower) -> law (cite) -> strata (order) -> lints
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from .. import plan
from ..diagnostics import Diagnostic, ReportedError, arranged, errors, rule_codes
from ..syntax import ast, read_ruleset
from . import cite, lints, literals, lower, names, order, own_laws, points
from .overlay import lay_over
from .scope import Found, Scope, scope_of
from .typecheck import Checker


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan with the rule set it was made of and the findings that are no errors."""

    plan: plan.Plan
    rules: ast.RuleSetD
    warnings: tuple[Diagnostic, ...]


def check_file(path: Path, overlays: Sequence[Path] = ()) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Read and compile; return what could be compiled (None where there are errors) and every finding."""
    rules, found = read_ruleset(path)
    for overlay in overlays:
        above, more = read_ruleset(overlay)
        if above is None:
            found += more
        elif above.over is None:  # what else is wrong with it says nothing to whoever gave it
            args, place = {"text": above.id.value or overlay.name}, above.id.span
            places = [place, *(d.place for d in more)]  # a file without an id is told to lack it, at its first key
            found.append(Diagnostic(rule_codes.NOT_AN_OVERLAY, next((p for p in places if p), None), args))
        else:
            found += more
            rules = rules and lay_over(rules, above, above.over, found)
    if rules is None:
        return None, arranged(found)
    if rules.over is not None:
        args = {"text": rules.id.value, "other": rules.over.value}
        found.append(Diagnostic(rule_codes.OVERLAY_ALONE, rules.id.span, args))
        return None, arranged(found)
    digest = "" if errors(found) else _digest([path, *overlays], rules)  # a file that cannot be read has no hash
    ready, scope = compile_rules(rules, found, digest)
    if errors(found):
        return None, arranged(found)
    lints.run(ready, scope, found)
    return Compiled(ready, rules, arranged(found)), arranged(found)


def compile_file(path: Path, overlays: Sequence[Path] = ()) -> Compiled:
    """Read and compile; raises ReportedError with every finding where there are errors."""
    compiled, found = check_file(path, overlays)
    if compiled is None:
        raise ReportedError(errors(found))
    return compiled


def compile_rules(rules: ast.RuleSetD, found: Found, digest: str) -> tuple[plan.Plan, Scope]:
    """Run the passes over a merged rule set; the plan is only good where no error was found."""
    whole = not errors(found)
    scope = scope_of(rules, found)
    registers = lower.registers(scope, found)
    types = {(r.id, f.id): f for r in registers.values() for f in r.fields.values()}
    for r in registers.values():  # keys and names are columns too, though rules may only ask whether they are given
        types |= {(r.id, f.id): f for f in (r.key, r.name) if f is not None}
    parameters = lower.parameters(scope, found)
    checker = Checker(scope, types, parameters, found)
    deadlines, periods = lower.calendar(scope, checker)
    called = names.names(scope, found)
    measures = lower.measures(scope, checker)
    points.everything(checker, lambda kind: lower.is_subject(kind, scope, found))
    criteria = lower.criteria(scope, checker)
    bars = lower.bars(scope.bars, scope, checker)
    suspensions = lower.bars(scope.suspensions, scope, checker)
    awards = lower.awards(scope, checker)
    assessments = lower.assessments(scope, checker)
    laws, exemptions = own_laws.laws(scope, checker), own_laws.exemptions(scope, checker)
    cite.check_citations(scope, found, whole=whole)
    strata = order.Strata(registers, criteria, bars, suspensions, awards)
    stages = () if errors(found) else order.schedule(strata, found)
    ready = plan.Plan(
        id=rules.id.value,
        title=rules.title,
        hash=digest,
        documents=MappingProxyType(cite.documents_of(rules)),
        readings=MappingProxyType(cite.readings_of(rules)),
        parameters=MappingProxyType(parameters),
        periods=MappingProxyType(periods),
        deadlines=MappingProxyType(deadlines),
        registers=MappingProxyType(registers),
        judgements=MappingProxyType(lower.judgements(scope, found)),
        measures=MappingProxyType(measures),
        criteria=MappingProxyType(criteria),
        bars=MappingProxyType(bars),
        suspensions=MappingProxyType(suspensions),
        awards=MappingProxyType(awards),
        waivers=tuple(plan.Waiver(literals.citation(w.cite), w.reason) for w in rules.waivers),
        schedule=stages,
        assessments=MappingProxyType(assessments),
        scores=MappingProxyType({n: checker.scores[n] for n in _scored(rules.scores) if n in checker.scores}),
        classifications=MappingProxyType(
            {n: checker.classifications[n] for n in _scored(rules.classifications) if n in checker.classifications}
        ),
        dated=MappingProxyType(lower.dated(scope, found)),
        names=MappingProxyType(called),
        laws=MappingProxyType(laws),
        exemptions=exemptions,
    )
    return ready, scope


def _scored(written: Sequence[ast.ScoreD | ast.ClassificationD]) -> list[str]:
    return [w.id.value for w in written]


def _digest(paths: Sequence[Path], rules: ast.RuleSetD) -> str:
    """Return the hash of everything a rule set was made of: its files and the clause files they name."""
    hashed = hashlib.sha256()
    for path in paths:
        hashed.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for document in rules.documents:
        hashed.update((document.source.text if document.source else "").encode())
    return hashed.hexdigest()
