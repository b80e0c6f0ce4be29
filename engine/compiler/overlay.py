"""Laying a second document over a plan: it adds what the plan leaves open, and puts right only what it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..diagnostics import Diagnostic, rule_codes
from ..source import Located, Span
from ..syntax import ast
from ..syntax.shape import did_you_mean

Found = list[Diagnostic]


def lay_over(base: ast.RuleSetD, overlay: ast.RuleSetD, over: Located[str], found: Found) -> ast.RuleSetD:
    """Return the rule set with an overlay's corrections and sections, and its additions to awards, made."""
    if over.value != base.id.value:
        args = {"text": over.value, "other": base.id.value}
        found.append(Diagnostic(rule_codes.OVERLAY_OTHER, over.span, args))
        return base
    base, overlay = _corrected(base, overlay, found)
    below = {a.id.value for a in base.awards}
    for award in overlay.awards:
        if award.id.value not in below:
            _complete(award, found)
    added = {a.id.value: a for a in overlay.awards}
    awards = tuple(_extended(a, added.pop(a.id.value), found) if a.id.value in added else a for a in base.awards)
    return replace(
        base,
        documents=base.documents + overlay.documents,
        readings=base.readings + overlay.readings,
        parameters=base.parameters + overlay.parameters,
        periods=base.periods + overlay.periods,
        deadlines=_deadlines(base.deadlines, overlay.deadlines, found),
        registers=base.registers + overlay.registers,
        judgements=base.judgements + overlay.judgements,
        measures=base.measures + overlay.measures,
        criteria=base.criteria + overlay.criteria,
        bars=base.bars + overlay.bars,
        suspensions=base.suspensions + overlay.suspensions,
        awards=awards + tuple(added.values()),
        waivers=base.waivers + overlay.waivers,
        assessments=base.assessments + overlay.assessments,
        names=base.names + overlay.names,
        scores=base.scores + overlay.scores,
        classifications=base.classifications + overlay.classifications,
        lint_waivers=base.lint_waivers + overlay.lint_waivers,
        laws=base.laws + overlay.laws,
        exemptions=base.exemptions + overlay.exemptions,
    )


#: The sections whose entries a later document may put right.
CORRECTED = (
    "parameters", "periods", "deadlines", "registers", "judgements", "measures", "scores", "classifications",
    "criteria", "bars", "suspensions", "awards", "assessments", "laws",
)  # fmt: skip


def _corrected(base: ast.RuleSetD, overlay: ast.RuleSetD, found: Found) -> tuple[ast.RuleSetD, ast.RuleSetD]:
    """Return both with every entry that the overlay puts right standing in the place of the one below."""
    for name in overlay.corrects:
        section, _, entry = name.value.partition(".")
        if not _there(section, CORRECTED, name.span, found):
            continue
        above = {e.id.value: e for e in getattr(overlay, section)}
        below = {e.id.value: e for e in getattr(base, section)}
        is_below, is_above = (_there(entry, those, name.span, found) for those in (below, above))
        if not (is_below and is_above):
            continue
        if isinstance(above[entry], ast.AwardD):
            _complete(above[entry], found)
        kept = tuple(above[entry] if e is below[entry] else e for e in getattr(base, section))
        base = replace(base, **_only(section, kept))
        rest = tuple(e for e in getattr(overlay, section) if e is not above[entry])
        overlay = replace(overlay, **_only(section, rest))
    return base, overlay


def _only(section: str, entries: tuple[object, ...]) -> dict[str, Any]:
    return {section: entries}


def _there(name: str, names: Iterable[str], span: Span | None, found: Found) -> bool:
    """Tell whether what is put right is there; record a finding with the nearest one if not."""
    choices = sorted(names)
    if name in choices:
        return True
    words = {"what": "mục", "what_en": "entry", "where": "", "where_en": ""}
    found.append(Diagnostic(rule_codes.UNKNOWN_NAME, span, {**did_you_mean(name, choices), **words}))
    return False


def _deadlines(
    below: tuple[ast.DeadlineD, ...], above: tuple[ast.DeadlineD, ...], found: Found
) -> tuple[ast.DeadlineD, ...]:
    """Return the deadlines of both; one that only says `extended` extends the one below of its name."""
    later = {d.id.value: d for d in above if d.bound is None}
    out = []
    for deadline in below:
        extends = later.pop(deadline.id.value, None)
        if extends is not None and deadline.extended is not None:
            found.append(
                Diagnostic(rule_codes.OVERLAY_TWICE, extends.id.span, {"text": f"{deadline.id.value}.extended"})
            )
        out.append(replace(deadline, extended=extends.extended) if extends is not None else deadline)
    for unknown in later.values():
        found.append(Diagnostic(rule_codes.MISSING_KEY, unknown.id.span, {"text": "by"}))
    return (*out, *(d for d in above if d.bound is not None))


def _complete(award: ast.AwardD, found: Found) -> None:
    """Check that an award which only the overlay has says what an award must say."""
    for key, said in (("label", award.label), ("to", award.to), ("cite", award.cite)):
        if not said:
            found.append(Diagnostic(rule_codes.MISSING_KEY, award.id.span, {"text": key}))


def _extended(below: ast.AwardD, above: ast.AwardD, found: Found) -> ast.AwardD:
    """Return an award with what the overlay adds; what both say is a finding."""
    said_twice = (
        ("label", below.label and above.label),
        ("nomination", below.nomination and above.nomination),
        ("among", below.among and above.among),
        ("choose", below.choose and above.choose),
        ("cite", below.cite and above.cite),
        ("bars", {b.value for b in below.bars} & {b.value for b in above.bars}),
        ("suspensions", {s.value for s in below.suspensions} & {s.value for s in above.suspensions}),
        ("to", {e.kind.value for e in below.to} & {e.kind.value for e in above.to}),
        ("unless", {u.award.value for u in below.unless} & {u.award.value for u in above.unless}),
        ("quota", {q.kind.value for q in below.quotas} & {q.kind.value for q in above.quotas}),
    )
    for key, twice in said_twice:
        if twice:
            found.append(Diagnostic(rule_codes.OVERLAY_TWICE, above.id.span, {"text": f"{below.id.value}.{key}"}))
    return replace(
        below,
        to=below.to + above.to,
        bars=below.bars + above.bars,
        suspensions=below.suspensions + above.suspensions,
        nomination=below.nomination or above.nomination,
        among=below.among or above.among,
        granted=below.granted if below.among else above.granted,
        choose=below.choose or above.choose,
        quotas=below.quotas + above.quotas,
        unless=below.unless + above.unless,
        readings=below.readings + above.readings,
    )
