"""Remedies as a section of an explanation: the ways, or why there is none."""

from __future__ import annotations

from ...diagnostics import Lang
from ..blocks import Block, Role, Section, Sort, capital, item, line
from ..narrate import sentence
from ..nodes import Row
from ..telling import Teller
from .model import Never, Obstacle, Outcome, Remedies, Step, Why
from .steptext import step_text, steps_of
from .words import say

#: So many ways are told on a page.
_SHOWN = 10
#: The better one of several reasons for the same thing comes first.
_BETTER = (
    Why.ADVERSE, Why.BROKEN, Why.PASSED, Why.NOMINATION, Why.AUTHORITY, Why.JUDGED, Why.ENDED, Why.SCOPE, Why.EXCLUDED,
    Why.OTHERS, Why.LOWER, Why.UNKNOWN_OWNER, Why.RECORDED, Why.SILENT,
)  # fmt: skip


def section(
    teller: Teller, found: Remedies, subject: Row, name: str, label: str, *, about: str = "heading", full: bool = False
) -> Section | None:
    """Return the section about one decision, None where it is what is wanted already."""
    if found.outcome is Outcome.HELD:
        return None
    blocks = [*_ways(teller, found, subject, full=full)]
    if found.found or found.example:
        day = teller.day(found.as_of)
        word = "note-open" if all(_open(r) for r in _sets(found)) else "note"
        blocks.append(line(say(teller.lang, word, day=day), Role.REMARK))
    return Section(
        Sort.REMEDY, name, say(teller.lang, about, award=label), verdict=found.outcome.value, blocks=tuple(blocks)
    )


def not_chosen(found: Remedies) -> bool:
    """Tell whether all that stands in the way is that the council chose otherwise: told in one line."""
    return found.outcome is Outcome.NONE and all(
        n.code == "choice" and n.why is Why.JUDGED and n.told is not None for n in found.never
    )


def not_chosen_line(teller: Teller, label: str) -> Block:
    """Return the line that says so."""
    return line(say(teller.lang, "not-chosen", award=label), Role.SETTLED)


def _sets(found: Remedies) -> list[tuple[Step, ...]]:
    steps = [tuple(s for g in r.groups for c in g.choices for s in c) for r in found.found]
    return [*steps, found.example] if found.example else steps


def _open(steps: tuple[Step, ...]) -> bool:
    """Tell whether content that nobody knows yet decides whether steps are enough."""
    return any(s.open for s in steps)


def _ways(teller: Teller, found: Remedies, subject: Row, *, full: bool) -> list[Block]:
    lang = teller.lang
    match found.outcome:
        case Outcome.NONE:
            return [line(say(lang, "none"), Role.HEAD), *_nevers(teller, found.never)]
        case Outcome.MORE | Outcome.NOT_WITHIN:
            return _beyond(teller, found, subject)
        case Outcome.STOPPED if not found.found:
            return [line(say(lang, "stopped-none", n=found.tried), Role.REMARK)]
        case _:
            early = [line(say(lang, "stopped", n=found.tried), Role.REMARK)] if found.outcome is Outcome.STOPPED else []
            return [*early, *_found(teller, found, subject, full=full)]


def _found(teller: Teller, found: Remedies, subject: Row, *, full: bool) -> list[Block]:
    lang, out = teller.lang, []
    if len(found.found) == 1:
        texts = steps_of(teller, found.found[0], subject)
        many = found.found[0].size
        left = "-open" if _open(_sets(found)[0]) else ""
        head = say(lang, f"one-way-one{left}") if many == 1 else say(lang, f"one-way{left}", n=many)
        return [line(head, Role.HEAD), *(item(sentence(t), Role.MISSING) for t in texts)]
    word = "ways-open" if any(_open(s) for s in _sets(found)) else "ways"
    out.append(line(say(lang, word, n=len(found.found)), Role.HEAD))
    shown = found.found if full else found.found[:_SHOWN]
    for number, remedy in enumerate(shown, 1):
        texts = steps_of(teller, remedy, subject)
        if remedy.size == 1 and len(texts) == 1:
            out.append(line(f"{say(lang, 'way-one', k=number)} {sentence(texts[0])}", Role.MISSING, 1))
            continue
        out.append(line(say(lang, "way", k=number, n=remedy.size), Role.HEAD, 1))
        out += [item(sentence(t), Role.MISSING, 2) for t in texts]
    if len(shown) < len(found.found):
        out.append(line(say(lang, "more-ways", n=len(found.found) - len(shown)), Role.REMARK, 1))
    return out


def _beyond(teller: Teller, found: Remedies, subject: Row) -> list[Block]:
    lang = teller.lang
    criteria = sum(o.code == "criterion" for o in found.obstacles)
    many, names = len(found.obstacles), "; ".join(_lower(what(lang, o)) for o in found.obstacles)
    if found.outcome is Outcome.NOT_WITHIN:
        head = say(lang, "within", what=names)
    elif criteria:
        head = say(lang, "more-criteria", least=found.least, n=many, c=criteria, what=names)
    else:
        head = say(lang, "more", least=found.least, n=many, what=names)
    out = [line(head, Role.HEAD)]
    if found.example:
        word = "example-open" if _open(found.example) else "example"
        out.append(line(say(lang, word, n=len(found.example)), Role.HEAD))
        out += [item(sentence(step_text(teller, s, subject)), Role.MISSING) for s in found.example]
    return out


def _lower(text: str) -> str:
    """Return a text as it stands within a sentence; the council keeps its capital."""
    return text if text.startswith("Hội đồng") else text[:1].lower() + text[1:]


def _nevers(teller: Teller, nevers: tuple[Never, ...]) -> list[Block]:
    """Return why nothing would do: of each thing in the way, the best reason."""
    best: dict[tuple[str, str], list[Never]] = {}
    for one in nevers:
        best.setdefault((one.code, one.id), []).append(one)
    out = []
    for several in best.values():
        first = min(several, key=lambda n: _BETTER.index(n.why))
        told = say(teller.lang, "why", what=what(teller.lang, first), why=why_text(teller, first))
        out.append(item(sentence(told), Role.SETTLED))
    return out


def what(lang: Lang, one: Never | Obstacle) -> str:
    """Return what stands in the way: a criterion or bar by its label, or a gate."""
    if one.code == "bar" and isinstance(one, Obstacle):
        return capital(say(lang, "gate-bar", label=one.label))
    if one.code in {"scope", "nomination", "requirement", "at-least", "quota"}:
        return capital(say(lang, f"gate-{one.code}"))
    return capital(one.label)


def why_text(teller: Teller, never: Never) -> str:
    """Return why something cannot change any more."""
    word = never.why.value
    if never.why is Why.SCOPE:
        word = "scope-why"
    if never.why is Why.ENDED and not never.due:
        word = "ended-none"
    if never.why is Why.ADVERSE and never.code not in {"bar", "suspension"}:
        word = "adverse-unmet"
    told = ""
    if never.why is Why.JUDGED and never.told is not None:
        word, told = "judged-as", teller.answer(never.told, never.kind)
    return say(teller.lang, word, due=never.due, day=teller.day(never.day), told=told)
