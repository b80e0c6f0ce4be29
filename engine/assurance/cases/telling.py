"""A failed case in words: expected, got, and from the proof of the subject what made it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Lang
from ...explain import Depth, ProofDisagreesError, Prover, Section, outline
from ...explain.blocks import Role
from ...explain.telling import Teller
from ...plan import Plan
from ...records.rows import FILE
from ...source import Cell, Span
from ..words import say
from .model import Word
from .running import Miss, Ran

#: Places in cases are rows of no file.
_PLACE = re.compile(rf" \[[^\[\]]*\b(?:tệp|file) {FILE}\]")
#: What stands in the explanation besides the facts.
_LEFT_OUT = {Role.READING}


@dataclass(frozen=True, slots=True)
class Told:
    """One missed result in words: where it is written (a line, 0 in a book), the sentence, the facts behind it."""

    place: str
    line: int
    subject: str
    part: str
    name: str
    want: Word
    got: Word | None
    sentence: str
    facts: tuple[str, ...]


def told_misses(ran: Ran, lang: Lang) -> tuple[Told, ...]:
    """Return every missed result of a case in words."""
    prover = Prover(ran.evaluation)
    return tuple(
        Told(
            *place_of(m.want.span), m.want.subject, m.want.part, m.want.name, m.want.word, m.got,
            say(
                lang, "differs", label=label_of(ran.evaluation.plan, m.want.name), name=m.want.name,
                want=word_in(lang, ran.evaluation.plan, m.want.part, m.want.name, m.want.word),
                got=word_in(lang, ran.evaluation.plan, m.want.part, m.want.name, m.got),
            ),
            facts_of(ran, prover, m, lang),
        )
        for m in ran.misses
    )  # fmt: skip


def place_of(place: Span | Cell) -> tuple[str, int]:
    """Return where a result is wanted: file and line, or the cell of a book."""
    if isinstance(place, Cell):
        return str(place), 0
    return f"{place.source.name}:{place.line}", place.line


def label_of(ready: Plan, name: str) -> str:
    """Return what a rule is called."""
    for section in (
        ready.criteria,
        ready.bars,
        ready.suspensions,
        ready.awards,
        ready.assessments,
        ready.scores,
        ready.classifications,
    ):
        if name in section:
            return str(section[name].label)
    return name


def word_in(lang: Lang, ready: Plan, part: str, name: str, word: Word | None) -> str:
    """Return a result in the words of the council."""
    if word is None:
        return say(lang, "nothing")
    if isinstance(word, tuple):
        return say(
            lang,
            "between",
            low=word_in(lang, ready, part, name, word[0]),
            high=word_in(lang, ready, part, name, word[1]),
        )
    match part:
        case "decisions":
            return Teller(lang).say(word)
        case "bars":
            return say(lang, f"bar-{word}")
        case "scores":
            return word.replace(".", ",") if lang is Lang.VI else word
        case "classifications" if word not in {"none", "not-applicable"}:
            return next((g.label for g in ready.classifications[name].grades if g.id == word), word)
        case _:
            return say(lang, word)


def _split(lang: Lang, ready: Plan, part: str, name: str, word: Word | None) -> str:
    """Return what one evaluator says; a result in quotation marks, so that “no” is told from no result."""
    if word is None:
        return say(lang, "split-none")
    return say(lang, "split-word", word=word_in(lang, ready, part, name, word))


def facts_of(ran: Ran, prover: Prover, miss: Miss, lang: Lang) -> tuple[str, ...]:
    """Return the part of the subject's explanation that is about the result, line by line."""
    kind, _, key = miss.want.subject.partition("/")
    try:
        proof = prover.prove(kind, list(ran.evaluation.dossier.tables[kind].keys).index(key))
    except ProofDisagreesError:
        return ()
    for depth in (Depth.PAGE, Depth.ALL):
        sections = _every(outline(proof, lang, depth=depth).sections)
        section = next((s for s in sections if s.id == miss.want.name and s.blocks), None)
        if section is not None:
            return tuple(lines_of(section))
    return ()


def _every(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _every(section.parts)


def lines_of(section: Section) -> Iterator[str]:
    """Yield a section as lines: its verdict, then its facts and clauses, indented by depth."""
    yield section.title
    for block in section.blocks:
        if block.role not in _LEFT_OUT:
            text = _PLACE.sub("", block.text)
            text = text.partition(": “")[0] if block.role is Role.LAW else text  # the author has the clause at hand
            yield f"{'  ' * (block.depth + 1)}{block.marker + ' ' if block.marker else ''}{text}"


def told_rejected(ran: Ran, lang: Lang) -> tuple[str, ...]:
    """Return why rows of the case were rejected, which a case may mean to happen."""
    return tuple(say(lang, "rejected", why=d.message(lang)) for d in ran.evaluation.dossier.rejected)


def told_splits(ran: Ran, lang: Lang) -> tuple[str, ...]:
    """Return on what the evaluators disagree."""
    ready = ran.evaluation.plan
    return tuple(
        say(
            lang, "split", name=s.name, subject=s.subject,
            one=_split(lang, ready, s.part, s.name, s.schedule),
            other=_split(lang, ready, s.part, s.name, s.reference),
        )
        for s in ran.splits
    )  # fmt: skip
