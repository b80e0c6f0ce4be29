"""The lists on a terminal, by tabulate: proposed first, then everybody else with the reason, then the balance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import fill

from tabulate import tabulate

from ..explain.proof import SubjectProof
from ..explain.telling import Teller
from ..source import Cell
from ..values import Decision, Verdict
from .points import points_table
from .view import Entry, View
from .words import say

#: Decisions shown one by one after the proposed; the others are counted, their rows stand in the files.
_LISTED = (
    Decision.TIED,
    Decision.OUTSIDE_QUOTA,
    Decision.PENDING,
    Decision.SUSPENDED,
    Decision.BARRED,
    Decision.NOT_PROPOSED,
)
_COUNTED = (Decision.NOT_NOMINATED, Decision.NOT_APPLICABLE)
_WIDTH = 100
_COLUMNS = (4, 28, 22, 44)
#: So many are named in one line.
_FEW = 5


def evaluation_tables(view: View) -> str:
    """Return everything `evaluate` prints."""
    lines = [view.title, say(view.lang, "as_of", day=Teller(view.lang).day(view.as_of))]
    for award, label in view.awards.items():
        lines += ["", *_award(view, award, label)]
    for assessment in dict.fromkeys(a.assessment.id for a in view.assessed):
        lines += ["", *_assessment(view, assessment)]
    for kind in view.kinds:
        if kind.scored:
            lines += ["", say(view.lang, "points", kind=kind.word.upper()), points_table(view, kind)]
    if view.awards:
        lines += ["", say(view.lang, "summary"), summary(view)]
    if view.rejected:
        lines += ["", say(view.lang, "rejected", rows=view.balance.rejected, n=len(view.rejected)), rejected(view)]
    balance = view.balance
    lines += [
        "",
        say(
            view.lang,
            "balance",
            rows=balance.rows,
            used=balance.used,
            rejected=balance.rejected,
            not_data=balance.not_data,
        ),
    ]
    return "\n".join(lines) + "\n"


def _award(view: View, award: str, label: str) -> Iterator[str]:
    yield say(view.lang, "list", award=label.upper())
    proposed = view.of(award, Decision.PROPOSED)
    if proposed:
        yield _entries(view, proposed, grouped=True)
    else:
        yield say(view.lang, "none")
    for decision in _LISTED:
        found = view.of(award, decision)
        if found:
            word = Teller(view.lang).say(decision.word)
            yield ""
            yield _capital(say(view.lang, "others", decision=word, n=len(found)))
            yield _entries(view, found, grouped=True)
    for decision in _COUNTED:
        found = view.of(award, decision)
        if found:
            yield ""
            yield _unlisted(view, Teller(view.lang).say(decision.word), [e.proof for e in found])
    if any(e.award.provisional or e.award.interim for e in view.of(award, Decision.PROPOSED, *_LISTED)):
        yield say(view.lang, "mark")


def _assessment(view: View, assessment: str) -> Iterator[str]:
    """Yield the list of everybody who was assessed, verdict by verdict."""
    found = [a for a in view.assessed if a.assessment.id == assessment]
    label = found[0].assessment.label.upper()
    told = say(view.lang, "assessment", award=label)
    yield label if label.split()[:2] == told.split()[:2] else told
    for verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE):
        same = [a for a in found if a.assessment.verdict is verdict]
        if not same:
            continue
        yield ""
        if verdict is Verdict.NOT_APPLICABLE:
            yield _unlisted(view, same[0].words, [a.proof for a in same])
            continue
        yield _capital(say(view.lang, "others", decision=same[0].words, n=len(same)))
        yield _table(
            view,
            [[str(n), a.proof.row.name or a.proof.row.key, _place(a.proof), a.line] for n, a in enumerate(same, 1)],
        )


def _unlisted(view: View, words: str, found: Sequence[SubjectProof]) -> str:
    """Return those whom nothing more is said about: by name where they are few, else how to see them."""
    if len(found) > _FEW:
        return _capital(say(view.lang, "hidden", decision=words, n=len(found)))
    who = "; ".join(Teller(view.lang).who(p.row) for p in found)
    return fill(_capital(say(view.lang, "few", decision=words, n=len(found), who=who)), _WIDTH, subsequent_indent="  ")


def _place(proof: SubjectProof) -> str:
    """Return the unit that a subject belongs to, and its own key."""
    owner, key = proof.row.owner, proof.row.key if proof.row.name else ""  # without a name the key stands for it
    unit = (owner.name or owner.key) if owner is not None else ""
    return " / ".join(p for p in (unit, key) if p)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _entries(view: View, entries: Sequence[Entry], *, grouped: bool) -> str:
    """Return a list as a table, kinds under each other, each numbered from 1."""
    rows: list[list[str]] = []
    for kind in view.kinds:
        found = [e for e in entries if e.proof.kind == kind.id]
        if not found:
            continue
        if grouped:
            rows.append(["", _capital(say(view.lang, "people", word=kind.word, n=len(found))).upper(), "", ""])
        pending = any(e.decision is Decision.PENDING for e in found)
        for number, entry in enumerate(found, 1):
            line = f"{_capital(entry.words)}. {entry.line}" if pending else entry.line
            rows.append([str(number), entry.name + _marks(entry), _place(entry.proof), line])
    return _table(view, rows)


def _table(view: View, rows: Sequence[Sequence[str]]) -> str:
    head = [say(view.lang, w) for w in ("no", "name", "unit_key", "why")]
    return tabulate(
        rows,
        headers=head,
        tablefmt="simple",
        maxcolwidths=list(_COLUMNS),
        disable_numparse=True,
        colalign=("right", "left", "left", "left"),
    )


def _marks(entry: Entry) -> str:
    marks = ("t" if entry.award.provisional else "") + ("s" if entry.award.interim else "")
    return "".join(f" ({m})" for m in marks)


def summary(view: View) -> str:
    """Return per award how many of each kind got each decision; every column adds up to all of the kind."""
    teller, parts = Teller(view.lang), []
    for award, label in view.awards.items():
        counts = [view.counts(award, kind.id) for kind in view.kinds]
        rows = [
            [_capital(teller.say(d.word)), *(str(c[d] or "-") for c in counts), str(sum(c[d] for c in counts))]
            for d in reversed(Decision)
            if any(c[d] for c in counts)
        ]
        sums = [sum(c.values()) for c in counts]
        rows.append([say(view.lang, "total"), *map(str, sums), str(sum(sums))])
        head = [label, *(k.word for k in view.kinds), say(view.lang, "total")]
        parts.append(
            tabulate(
                rows,
                headers=head,
                tablefmt="simple",
                disable_numparse=True,
                colalign=("left", *("right" for _ in range(len(sums) + 1))),
            )
        )
    return "\n\n".join(parts)


def quoted(text: str) -> str:
    """Return a sentence with quotation marks in the place of backticks."""
    return re.sub(r"`([^`]*)`", r"“\1”", text)


def rejected(view: View) -> str:
    """Return the rejected rows with their places."""
    rows = []
    for found in view.rejected:
        place = found.place if isinstance(found.place, Cell) else Cell("")
        rows.append(
            [
                place.file,
                place.sheet,
                place.cell,
                quoted(found.message(view.lang)),
                quoted(found.help(view.lang)),
            ]
        )
    head = [say(view.lang, w) for w in ("file", "sheet", "cell", "message", "remedy")]
    return tabulate(rows, headers=head, tablefmt="simple", disable_numparse=True, maxcolwidths=[24, 18, 6, 30, 30])
