"""What came of laws, for the terminal: a line each, and counterexamples as small tables of records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from textwrap import wrap

from tabulate import tabulate

from ...diagnostics import Lang, told_day
from ...evaluator import Evaluation
from ...explain import Prover, decision_words, one_line
from ...explain.assessing import assessment_line, assessment_verdict
from ...plan import Exemption, Plan
from ...records.binding import registers_of
from ...records.grid import NO_COLUMN, NOT_GIVEN
from .laws import Broken, Trial
from .outcomes import At, Judge, judged
from .records import REJECT, Cell, Row, as_stated, kind_of
from .running import State, Tried
from .words import cell_text, say, sentence, told
from .world import World, world_of

_WIDTH = 110
#: As many letters as the longest state has.
_STATE = 26
#: Laws whose `before` lacks something that `after` has.
_LACKING = frozenset({"missing-never-promotes", "settled-stays", "known-stays", "selection-within-bounds"})
#: Of a law that is broken in several ways at once, so many are told.
_SHOWN = 3


def as_text(
    plan: Plan, tried: Sequence[Tried], lang: Lang, *, examples: int, start: int, judge: Judge = judged
) -> str:
    """Return everything that was tried, laws first and the counterexamples below."""
    world = world_of(plan)
    lines = [say(lang, "title", id=plan.id, n=len(tried), examples=examples, seed=start), ""]
    for one in tried:
        lines += _line(plan, one, lang)
    for one in tried:
        if one.trial is not None:
            lines += ["", *_counterexample(world, one, lang, judge)]
    wrong = sum(t.state is State.BROKEN for t in tried)
    lines += ["", say(lang, "some-broken", n=wrong) if wrong else say(lang, "none-left", n=examples)]
    return "\n".join(lines) + "\n"


def as_list(plan: Plan, names: Sequence[str], lang: Lang) -> str:
    """Return the laws by name, each in one sentence, with the exceptions that the rule set declares."""
    lines = []
    for name in names:
        own = f" ({say(lang, 'own')})" if name in plan.laws else ""
        lines.append(f"{name}{own}: {sentence(lang, plan, name)}")
        for one in plan.exemptions:
            if one.law == name:
                lines += _wrapped(exemption_text(plan, one, lang), "    ")
    return "\n".join(lines) + "\n"


def _line(plan: Plan, one: Tried, lang: Lang) -> Iterator[str]:
    state = say(lang, one.state.value)
    name = one.law + (f" ({say(lang, 'own')})" if one.law in plan.laws else "")
    counted = f" ({say(lang, 'tried', n=one.count)})" if one.count and one.state is not State.BROKEN else ""
    yield f"{state:<{_STATE}} {name}: {sentence(lang, plan, one.law)}{counted}"
    pad = " " * (_STATE + 1)
    if one.why is not None:
        yield from _wrapped(told(lang, one.why), pad)
    if one.leaves is not None:
        yield from _wrapped(told(lang, one.leaves), pad)
    for exemption, hits in one.hits:
        met = say(lang, "hits", n=hits) if hits else say(lang, "no-hits")
        yield from _wrapped(f"{exemption_text(plan, exemption, lang)} [{met}]", pad)


def exemption_text(plan: Plan, one: Exemption, lang: Lang) -> str:
    """Return an exception with the clause that wants it."""
    document = plan.documents[one.citation.document]
    clause = document.clause(one.citation.clause)
    place = clause.label if clause is not None else one.citation.clause
    return say(lang, "exempt", at=one.at, clause=place, quote=one.citation.quote, why=one.reason)


def _wrapped(text: str, pad: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False)


# --- a counterexample -------------------------------------------------------------------------------------------


def _counterexample(world: World, one: Tried, lang: Lang, judge: Judge) -> Iterator[str]:
    trial, plan = one.trial, world.plan
    if trial is None:
        return
    lacking = one.law in _LACKING
    yield f"── {one.law}: {sentence(lang, plan, one.law)}"
    if one.law in plan.laws:
        law = plan.laws[one.law]
        clause = plan.documents[law.citation.document].clause(law.citation.clause)
        yield f"{clause.label if clause else law.citation.clause}: “{law.citation.quote}”"
    yield say(lang, "counterexample") + ". " + say(lang, "day", day=told_day(trial.before.as_of, lang)) + "."
    for change in trial.change:
        yield from _wrapped(say(lang, "lacks" if lacking else "change", what=told(lang, change)), "")
    yield from tables(world, trial, ("less", "whole") if lacking else ("before", "after"), lang)
    first = judge(plan, trial.before)
    second = judge(plan, trial.after) if trial.after is not None else None
    names = dict(trial.about)
    for broken in one.broken[:_SHOWN]:
        yield ""
        yield from _about(plan, broken, lang)
        then, now = ("less", "whole") if lacking else ("was", "now")
        head = say(lang, then if second else "found").lower()
        yield from _wrapped(f"{head}: {decided(first, broken.at, lang)}", "  ")
        if second is not None:
            at = At(broken.at.kind, names.get(broken.at.key, broken.at.key), broken.at.target)
            yield from _wrapped(f"{say(lang, now).lower()}: {decided(second, at, lang)}", "  ")


def _about(plan: Plan, broken: Broken, lang: Lang) -> Iterator[str]:
    at = broken.at
    target = next((s[at.target].label for s in (plan.awards, plan.assessments) if at.target in s), "")
    word = plan.registers[at.kind].subject or plan.registers[at.kind].label
    yield say(lang, "subject", word=word, key=at.key, target=target).rstrip(", ")
    if broken.told is not None:
        yield from _wrapped(told(lang, broken.told), "  ")


def decided(found: Evaluation, at: At, lang: Lang) -> str:
    """Return what was decided about one subject, and why in one line; all its decisions where no award is meant."""
    keys = list(found.dossier.tables[at.kind].keys)
    if at.key not in keys:
        return say(lang, "gone")
    proof = Prover(found).prove(at.kind, keys.index(at.key))
    if at.target in proof.assessments:
        one = proof.assessments[at.target]
        return f"{assessment_verdict(one, lang)}. {assessment_line(proof, one, lang)}"
    awards = [at.target] if at.target in proof.awards else list(proof.awards)
    parts = []
    for name in awards:
        label = f"{proof.awards[name].label}: " if len(awards) > 1 else ""
        parts.append(f"{label}{decision_words(proof.awards[name], lang)}. {one_line(proof, name, lang)}")
    return " ".join(parts)


# --- tables -----------------------------------------------------------------------------------------------------


def tables(world: World, trial: Trial, names: tuple[str, str], lang: Lang) -> Iterator[str]:
    """Yield the records of a trial as small tables, before and after where a register was changed."""
    plan = world.plan
    before = as_stated(plan, trial.before)
    after = as_stated(plan, trial.after) if trial.after is not None else None
    registers = registers_of(plan)
    for name, register in registers.items():
        here, there = before.rows.get(name), after.rows.get(name) if after is not None else None
        if here is None and there is None:
            continue
        changed = after is not None and here != there
        heads = ((names[0], here), (names[1], there)) if changed else (("records", here),)
        columns = _columns(world, name, [*(here or ()), *(there or ())] if changed else [*(here or ())])
        for head, rows in heads:
            title = f"{register.label}" + (f" – {say(lang, head)}" if changed else "")
            if rows is None:
                yield f"  {title}: {say(lang, 'unsent')}"
            elif rows:
                yield f"  {title}"
                yield from (f"    {line}" for line in _table(world, name, rows, columns, lang).splitlines())
            elif changed:
                yield f"  {title}: {say(lang, 'empty')}"
    given = ", ".join(f"{plan.parameters[n].ask}: {_given(v, lang)}" for n, v in before.parameters.items())
    if given:
        yield f"  {say(lang, 'parameters')}: {given}"
    yield f"  {say(lang, 'others')}"


def _given(value: Cell, lang: Lang) -> str:
    """Return the value of a parameter."""
    return told_day(value, lang) if isinstance(value, dt.date) else cell_text(None, value)


def _columns(world: World, register: str, rows: Sequence[Row]) -> list[str]:
    """Return the columns worth showing: keys, owners, and what is not the same plain value in every row."""
    plain: dict[str, object] = {"reject": None, "scope": None, "by": "Hội đồng"}
    if register in world.plan.registers:
        plain |= {c.name: c.values[0] for c in world.register(register).columns if not c.free}
    names = list(dict.fromkeys(n for row in rows for n in row))
    own = register in world.plan.registers
    keys = {world.plan.registers[register].key.id} if own else {"subject", "register", "award"}
    keys |= {"question", "answer", "count", *world.plan.registers}
    keys |= {world.plan.registers[register].role or ""} if own else set()  # no role is better than another
    found = [n for n in names if n in keys or n not in plain or any(row.get(n) != plain[n] for row in rows)]
    shown = [n for n in found if n != REJECT]
    return [*shown, REJECT] if REJECT in found else shown


def _table(world: World, register: str, rows: Sequence[Row], columns: Sequence[str], lang: Lang) -> str:
    """Return rows as a table; one with many columns lies on its side."""
    heads = [_head(world.plan, register, c, lang) for c in columns]
    body = [[_cell(world.plan, register, row, c, lang) for c in columns] for row in rows]
    if len(columns) > 6 and len(rows) <= 4:
        turned = [list(line) for line in zip(heads, *body, strict=True)]
        widths = [44, *[22] * len(rows)]
        return tabulate(turned[1:], turned[0], tablefmt="simple", disable_numparse=True, maxcolwidths=widths)
    return tabulate(body, heads, tablefmt="simple", disable_numparse=True, maxcolwidths=[24] * len(columns))


def _head(plan: Plan, register: str, name: str, lang: Lang) -> str:
    described = registers_of(plan)[register]
    if name == REJECT:
        return say(lang, "rejected")
    if name in described.fields:
        return described.fields[name].label
    if name == "subject":
        return described.owner_key.label if described.owner_key else name
    if name == described.key.id:
        return described.key.label
    return plan.registers[name].key.label if name in plan.registers else name


def _cell(plan: Plan, register: str, row: Row, name: str, lang: Lang) -> str:
    value = row.get(name)
    if name == REJECT:
        return say(lang, "yes") if value else ""
    if value in {NO_COLUMN, NOT_GIVEN}:
        return say(lang, "unsent-cell" if value == NO_COLUMN else "unknown-cell")
    described = registers_of(plan)[register]
    if isinstance(value, dt.date):
        return told_day(value, lang)
    return cell_text(kind_of(plan, described, row, name), value)


__all__ = ["as_list", "as_text", "decided", "exemption_text", "tables"]
