"""Explanations of a whole list as text: a line for everybody, or a page for each; and how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..explain.blocks import Block, Depth, Outline, Role, Section, Sort, capital, line
from ..explain.layout import WIDTH, laid_out
from ..explain.outline import outline
from ..explain.telling import Teller
from .explained_words import say
from .picking import Pick, Picked, picked
from .view import Kind, View

#: Between the pages of two subjects.
_RULE = "─" * WIDTH


def explained(view: View, pick: Pick, depth: Depth) -> str:
    """Return the explanations of everybody who was asked for, in the order of the view, and how many they are."""
    if depth is Depth.LINE:
        return laid_out(listed(view, pick))
    found = picked(view, pick)
    pages = [laid_out(outline(p.proof, view.lang, pick.award, depth)) for p in found]
    ending = laid_out(Outline((*([] if found else [say(view.lang, "none")]), counted(view, found)), ()))
    return f"{_RULE}\n".join([*pages, ending])


def listed(view: View, pick: Pick) -> Outline:
    """Return a list, a line for each result, as sections: one per kind of subject, with one part per subject."""
    found = picked(view, pick)
    lines = {id(p): _lines(view, pick, p) for p in found}
    same = len({words for told in lines.values() for _, words, _ in told}) == 1 and pick.results is not None
    alone = len(_names(view)) == 1 or pick.award is not None
    sections = []
    for kind in view.kinds:
        own = [p for p in found if p.proof.kind == kind.id]
        if own:
            sections.append(_section(view, kind, [(p, lines[id(p)]) for p in own], same=same, alone=alone))
    ending = Section(Sort.COUNT, "", counted(view, found))
    if not found:
        sections.append(Section(Sort.COUNT, "", say(view.lang, "none")))
    return Outline(_title(view, pick), (*sections, ending))


def counted(view: View, found: Sequence[Picked]) -> str:
    """Return how many there are: by kind, and for each award, assessment and grade; as `evaluate` counts them."""
    kinds = Counter(p.proof.kind for p in found)
    names = _names(view)
    results = Counter(n for p in found for n in p.ids)
    words = [(k.word.casefold(), kinds[k.id]) for k in view.kinds if kinds[k.id]]
    by_kind = [say(view.lang, "kind-number", word=word, n=n) for word, n in words]
    by_name = [say(view.lang, "number", word=label, n=results[n]) for n, label in names.items() if results[n]]
    return say(
        view.lang, "count", n=len(found), all=len(view.subjects),
        kinds=f" ({', '.join(by_kind)})" if by_kind else "",
        results=f": {'; '.join(by_name)}" if by_name and len(names) > 1 else "",
    )  # fmt: skip


def _title(view: View, pick: Pick) -> tuple[str, ...]:
    teller = Teller(view.lang)
    told = {"award": [view.awards[pick.award]]} if pick.award is not None else {}
    for heading, words in pick.asked:
        told.setdefault(heading, []).append(words)
    parts = [f"{say(view.lang, heading)}: {', '.join(dict.fromkeys(words))}" for heading, words in told.items()]
    first = f"{view.title} · {teller.say('as-of', day=teller.day(view.as_of))}"
    return (first, "; ".join(parts)) if parts else (first,)


def _names(view: View) -> dict[str, str]:
    """Return everything that subjects are judged for, by id."""
    plan = view.evaluation.plan
    grades = {n: label for k in view.kinds for n, label in k.grades.items()}
    names = {**view.awards, **{a.id: a.label for a in plan.assessments.values()}, **grades}
    return names or {n: k.scores[n] for k in view.kinds for n in k.tops}


_Told = tuple[str, str, str]


def _lines(view: View, pick: Pick, found: Picked) -> list[_Told]:
    """Return what one subject is listed for: the name of the award, the decision, and why in one line."""
    sections = outline(found.proof, view.lang, pick.award, Depth.LINE).sections
    return [
        (s.heading, s.words + (f" ({s.mark})" if s.mark else ""), " ".join(b.text for b in s.blocks))
        for s in sections
        if s.id in found.ids
    ]


def _section(
    view: View, kind: Kind, found: Sequence[tuple[Picked, list[_Told]]], *, same: bool, alone: bool
) -> Section:
    teller, parts = Teller(view.lang), []
    for number, (one, told) in enumerate(found, 1):
        row = one.proof.row
        who = teller.who(row) + (f" · {teller.who(row.owner)}" if row.owner is not None else "")
        lines = [_joined("" if same else words, why) for _, words, why in told]
        blocks: tuple[Block, ...] = ()
        if not alone:
            texts = [f"{capital(name)}: {text}" for (name, _, _), text in zip(told, lines, strict=True)]
            blocks = tuple(Block(0, "-", text, Role.LINE) for text in texts)
        elif lines[1:]:
            blocks = tuple(line(text, Role.LINE) for text in lines[1:])
        parts.append(Section(Sort.SUBJECT, row.key, who, lines[0] if alone else "", number=str(number), blocks=blocks))
    heading = capital(say(view.lang, "people", word=kind.word, n=len(found))).upper()
    return Section(Sort.LIST, kind.id, heading, parts=tuple(parts))


def _joined(words: str, why: str) -> str:
    if not words or not why:
        return words or why
    return f"{words}. {why}"
