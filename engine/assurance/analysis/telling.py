"""What an analysis found, for the terminal: what needs a look first, with the records that show it as small tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ...diagnostics import Lang, told_day
from ...plan import Plan
from ..coverage.measure import ANALYSIS
from ..properties.laws import Trial
from ..properties.outcomes import At, judged
from ..properties.records import Records
from ..properties.telling import decided, tables
from ..properties.world import world_of
from .answering import Answered, Verdict
from .asking import EFFORT, State
from .dossiers import for_plan
from .words import said, say

_WIDTH = 110
#: What needs a look stands first.
_ORDER = (Verdict.WANTING, Verdict.UNKNOWN, Verdict.DECLARED, Verdict.NOTE, Verdict.SOUND)


def as_text(
    plan: Plan, found: Sequence[Answered], lang: Lang, *, every: bool, dossiers: bool, effort: int = EFFORT
) -> str:
    """Return the answers; `every` also those that are as they should be, `dossiers` the records of all of them.

    `effort` are the steps that were spent on each formula. What only follows from another answer stands below that.
    """
    lines = [say(lang, "title", id=plan.id, n=len(found)), ""]
    for verdict in _ORDER:
        mine = [a for a in found if a.verdict is verdict]
        if verdict is Verdict.SOUND and mine and not every:
            lines.append(f"{say(lang, 'sound'):<15} " + say(lang, "sound-many", n=len(mine)))
            continue
        for answer in mine:
            lines += _line(plan, answer, [a for a in found if a.origin == answer.id], lang)
    for answer in found:
        wanted = answer.verdict is Verdict.WANTING or (dossiers and (every or answer.verdict is not Verdict.SOUND))
        if answer.answer.records is not None and wanted:
            lines += ["", *wrapped(f"── {answer.id}: {sentence(plan, answer, lang)}", "", "   ")]
            lines += dossier(plan, answer.kind, answer.answer.key, answer.answer.records, lang)
    wanting = sum(a.verdict is Verdict.WANTING for a in found)
    unknown = sum(a.verdict is Verdict.UNKNOWN for a in found)
    counts = [say(lang, "some", n=wanting)] * bool(wanting) + [say(lang, "some-unknown", n=unknown)] * bool(unknown)
    lines += ["", "; ".join(counts) or say(lang, "clean")]
    if unknown:
        steps = effort // 1_000_000
        lines += wrapped(say(lang, "effort", n=steps, more=5 * steps), "", "")
    return "\n".join(lines) + "\n"


def sentence(plan: Plan, answer: Answered, lang: Lang) -> str:
    """Return a question in the sentence that its answer makes of it."""
    labels = [label_of(plan, answer.topic, n, name) for n, name in enumerate(answer.about)]
    parts = dict(zip("abc", labels, strict=False))
    return said(lang, answer.topic, answer.answer.state, who=who_of(plan, answer.kind), **parts)


def who_of(plan: Plan, kind: str) -> str:
    """Return what subjects of a kind are called inside a sentence."""
    return (plan.registers[kind].subject or plan.registers[kind].label).lower()


def label_of(plan: Plan, topic: str, place: int, name: str) -> str:
    """Return what the thing at one place of a question is called."""
    if topic == "grade" and place == 1:
        return next((g.label for c in plan.classifications.values() for g in c.grades if g.id == name), name)
    sections = (
        plan.criteria, plan.bars, plan.suspensions, plan.awards, plan.assessments, plan.scores, plan.classifications,
        plan.judgements,
    )  # fmt: skip
    for section in sections:
        if name in section:
            return str(section[name].label)
    return name


def reasons(plan: Plan, answer: Answered, lang: Lang) -> Iterator[str]:
    """Yield why an answer is as it is, a sentence each."""
    for topic, state in answer.why:
        if state is State.NEVER:
            yield say(lang, topic)
    if answer.clash:
        yield say(lang, "clash" if len(answer.clash) > 1 else "clash-one", names="; ".join(_parts(plan, answer, lang)))
    if answer.implied:
        names = "; ".join(f"“{label_of(plan, '', 0, n)}”" for n in answer.implied)
        yield say(lang, "implied", names=names)
    if answer.answer.unsure and answer.answer.state is State.UNKNOWN:
        yield say(lang, "unsure")
    if answer.declared is not None:
        yield say(lang, "declared-why", why=answer.declared.why)
    elif answer.verdict is Verdict.WANTING and answer.answer.state is not State.FOUND:
        yield say(lang, "declare", id=ANALYSIS + answer.id)


def _parts(plan: Plan, answer: Answered, lang: Lang) -> Iterator[str]:
    """Yield the conditions of an award that never hold together, those of another award with its name."""
    for part in answer.clash:
        words = say(lang, part.sort, a=label_of(plan, "", 0, part.name))
        other = part.award != answer.about[0]
        yield say(lang, "of-award", part=words, a=plan.awards[part.award].label) if other else words


def _line(plan: Plan, answer: Answered, below: Sequence[Answered], lang: Lang) -> Iterator[str]:
    yield from wrapped(f"{say(lang, answer.verdict.value):<15} {sentence(plan, answer, lang)}", "", " " * 16)
    for reason in reasons(plan, answer, lang):
        yield from wrapped(reason, " " * 16, " " * 18)
    only = [a for a in below if a.verdict is Verdict.FOLLOWS]
    if only:
        names = "; ".join(say(lang, a.topic, a=label_of(plan, a.topic, 0, a.about[0])) for a in only)
        yield from wrapped(say(lang, "follows", names=names), " " * 16, " " * 18)


def dossier(plan: Plan, kind: str, key: str, records: Records, lang: Lang) -> Iterator[str]:
    """Yield records as small tables, and what the engine makes of the subject they are about."""
    mine = for_plan(plan, records)
    yield say(lang, "example") + ". " + say(lang, "day", day=told_day(records.as_of, lang)) + "."
    yield from tables(world_of(plan), Trial(mine), ("before", "after"), lang)
    yield from wrapped(verdict_of(plan, kind, key, mine, lang), "  ", "    ")


def verdict_of(plan: Plan, kind: str, key: str, records: Records, lang: Lang, target: str = "") -> str:
    """Return what the engine makes of one subject and why: one award or assessment, or all of them."""
    found = judged(plan, records)
    word = plan.registers[kind].subject or plan.registers[kind].label
    assessed = [a.id for a in plan.assessments.values() if a.kind == kind]
    awarded = any(kind in a.entitlements for a in plan.awards.values())
    several = len(assessed) + awarded > 1
    texts = [
        (f"{plan.assessments[name].label}: " if several else "") + decided(found, At(kind, key, name), lang)
        for name in assessed
    ]  # fmt: skip
    if target:
        texts = [decided(found, At(kind, key, target), lang)]
    elif awarded:
        texts.append(decided(found, At(kind, key, ""), lang))
    return say(lang, "judged", word=word, key=key, text=" ".join(texts))


def wrapped(text: str, first: str, further: str) -> list[str]:
    """Return a text in lines that fit a terminal."""
    return wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip
