"""What two versions of a rule set judge differently, for the terminal: what is written otherwise, then who fares so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from ...diagnostics import Lang, told_day
from ...evaluator import Evaluation
from ...plan import Plan
from ..properties.laws import Trial
from ..properties.outcomes import At, codes
from ..properties.telling import decided, tables
from ..properties.world import world_of
from .asking import Answer, State
from .dossiers import for_plan
from .telling import label_of, verdict_of, who_of, wrapped
from .versions import Compared, Difference
from .words import say
from .written import Changed

#: So many changed results of real records are told; all of them are in the JSON.
_SHOWN = 30
#: So many lines of one changed thing are told; all of them are in the JSON.
_LINES = 12
_STATES = {State.NEVER: "way-never", State.UNKNOWN: "way-unknown", State.FOUND: "way-found"}


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Both versions on the same real records."""

    old: Evaluation
    new: Evaluation

    def differing(self) -> tuple[list[At], int]:
        """Return whose results are otherwise, and how many results both have."""
        one, other = codes(self.old), codes(self.new)
        both = [at for at in one if at in other]
        return [at for at in both if one[at] != other[at]], len(both)

    def lines(self, lang: Lang) -> list[dict[str, str]]:
        """Return every changed result with both decisions and why."""
        return [
            {
                "kind": at.kind, "subject": at.key, "target": at.target,
                "old": decided(self.old, at, lang), "new": decided(self.new, at, lang),
            }
            for at in self.differing()[0]
        ]  # fmt: skip


def as_text(old: Plan, new: Plan, found: Difference, lang: Lang, replay: Replay | None) -> str:
    """Return everything that was found."""
    lines = [say(lang, "diff-title", old=_name(old), new=_name(new)), ""]
    lines += [say(lang, "changed")] if found.changed else [say(lang, "nothing-changed")]
    for change in found.changed:
        if change.how != "follows":
            how = say(lang, "changed-one" if change.how == "changed" else change.how)
            lines.append(f"  {how} {_thing(old if change.how == 'gone' else new, change, lang)}")
            lines += _lines(change)
    after = [_thing(new, c, lang) for c in found.changed if c.how == "follows"]
    if after:
        lines += wrapped(say(lang, "follow", names="; ".join(after)), "  ", "    ")
    lines.append("")
    for part in found.apart:
        where, home = ("only-old", old) if part.how == "gone" else ("only-new", new)
        lines.append(f"{say(lang, where)}: {_part(home, part.id)}")
    for one in found.compared:
        lines += _compared(old, new, one, lang)
    lines += ["", _conclusion(found, lang)]
    if replay is not None:
        lines += ["", *_replay(replay, lang)]
    return "\n".join(lines) + "\n"


def _thing(plan: Plan, change: Changed, lang: Lang) -> str:
    """Return a declared thing by its section, its id and what it is called."""
    label = label_of(plan, "", 0, change.id)
    return f"{say(lang, change.section)} {change.id}" + (f" ({label})" if label != change.id else "")


def _lines(change: Changed) -> Iterator[str]:
    """Yield what is written otherwise, the first lines of it."""
    for line in change.lines[:_LINES]:
        yield from wrapped(line, "    ", "        ")
    if len(change.lines) > _LINES:
        yield f"    ... (+{len(change.lines) - _LINES})"


def _part(plan: Plan, id_: str) -> str:
    """Return an award with the kind it is for, or an assessment, as it is called."""
    target, _, kind = id_.partition("/")
    label = label_of(plan, "", 0, target)
    return f"{label}, {who_of(plan, kind)}" if kind else label


def _name(plan: Plan) -> str:
    return f"{plan.id} [{plan.hash[:12]}]"


def _conclusion(found: Difference, lang: Lang) -> str:
    if found.equivalent:
        return say(lang, "equivalent")
    return say(lang, "not-equivalent" if found.found else "not-proved")


def _compared(old: Plan, new: Plan, one: Compared, lang: Lang) -> Iterator[str]:
    label, who = label_of(old, "", 0, one.target), who_of(old, one.kind)
    found = any(w.answer.state is State.FOUND for w in one.ways) or (
        one.chosen is not None and one.chosen.state is State.FOUND
    )
    state = say(lang, "equal" if one.alike else "differs" if found else "open")
    yield f"{label}, {who}: {state}"
    met = "-met" if one.target in old.assessments else ""
    for way in one.ways:
        yield f"  {say(lang, way.way + met)}: {say(lang, _STATES[way.answer.state])}"
        yield from _both(old, new, one, way.answer, lang)
    if one.selection:
        yield "  " + say(lang, "selection", names=", ".join(say(lang, s) for s in one.selection))
    if one.chosen is not None:
        word = "chosen" if one.selection else "otherwise-found"
        yield "  " + say(lang, word if one.chosen.state is State.FOUND else "chosen-none")
        yield from _both(old, new, one, one.chosen, lang)


def _both(old: Plan, new: Plan, one: Compared, answer: Answer, lang: Lang) -> Iterator[str]:
    if answer.records is None:
        return
    yield "    " + say(lang, "day", day=told_day(answer.records.as_of, lang)) + "."
    sides = [(word, plan, for_plan(plan, answer.records)) for word, plan in (("old", old), ("new-version", new))]
    apart = sides[0][2] != sides[1][2]  # one version has registers or columns that the other does not have
    for word, plan, mine in sides if apart else sides[:1]:
        if apart:
            yield "    " + say(lang, f"read-{word}")
        yield from (f"  {line}" for line in tables(world_of(plan), Trial(mine), ("before", "after"), lang))
    for word, plan, mine in sides:
        text = verdict_of(plan, one.kind, answer.key, mine, lang, one.target)
        yield from wrapped(f"{say(lang, word)}: {text}", "    ", "      ")


def _replay(replay: Replay, lang: Lang) -> Iterator[str]:
    differing, both = replay.differing()
    if not differing:
        yield say(lang, "replay-none", m=both)
        return
    yield say(lang, "replay", n=len(differing), m=both)
    body: list[Sequence[str]] = [
        [at.key, label_of(replay.old.plan, "", 0, at.target), *(decided(e, at, lang) for e in (replay.old, replay.new))]
        for at in differing[:_SHOWN]
    ]  # fmt: skip
    heads = say(lang, "replay-head").split("|")
    yield from tabulate(
        body, heads, tablefmt="simple", disable_numparse=True, maxcolwidths=[16, 20, 36, 36]
    ).splitlines()  # fmt: skip
    if len(differing) > _SHOWN:
        yield f"... (+{len(differing) - _SHOWN})"
