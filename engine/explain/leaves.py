"""Steps in words: the facts that make a condition what it is, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from ..plan import Op
from ..source import Cell
from .lacking import Missing, NoDecision, NoOpinion, NoOwner, NoParameter, NoRegister, NoRows, NotYet, NoValue
from .nodes import (
    AtOwner,
    Both,
    Compared,
    Counted,
    Either,
    FieldNumber,
    Folded,
    Formula,
    Holds,
    Literal,
    Member,
    Negated,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Row,
    Stands,
    Step,
    Tally,
)
from .telling import ALL, NAMED, Teller


def deciding(step: Step) -> Iterator[Step]:
    """Yield the leaves that make a step what it is: those that fail, those that are open, or all that hold."""
    match step:
        case Both(code, items):
            for item in items:
                if item.code == code:
                    yield from deciding(item)
        case Either(code, items):
            for item in items:
                if item.code == code:
                    yield from deciding(item)
        case Negated(_, item):
            yield from deciding(item)
        case OwnerHas(_, _, _, _, item) if item is not None:
            yield from deciding(item)
        case _:
            yield step


def every_leaf(step: Step) -> Iterator[Step]:
    """Yield all leaves of a step."""
    match step:
        case Both(_, items) | Either(_, items):
            for item in items:
                yield from every_leaf(item)
        case Negated(_, item):
            yield from every_leaf(item)
        case OwnerHas(_, _, _, _, item) if item is not None:
            yield from every_leaf(item)
        case _:
            yield step


def tell(teller: Teller, step: Step, subject: Row, limit: int = NAMED) -> list[str]:
    """Return one line per fact of a leaf; the rows under an aggregate are lines of their own, indented."""
    match step:
        case Holds():
            return [_holds(teller, step, subject)]
        case Opinion():
            return [_opinion(teller, step, subject)]
        case Compared():
            return _compared(teller, step, subject, limit)
        case Quantified():
            return _quantified(teller, step, subject, limit)
        case OwnerHas(_, register, row):
            return [teller.say("owner-lost", who=teller.who(row), register=teller.say("quoted", text=register))]
        case Stands(code, row, _, label, state):
            return [teller.say(f"stands-{state}-{code}", who=teller.who(row), award=label)]
        case Both() | Either() | Negated():
            return [line for leaf in deciding(step) for line in tell(teller, leaf, subject, limit)]
        case _:
            assert_never(step)


def _named(teller: Teller, label: str, row: Row, subject: Row) -> str:
    return label if row == subject else teller.say("of", label=label, who=teller.who(row))


def _holds(teller: Teller, step: Holds, subject: Row) -> str:
    fact = step.fact
    label = _named(teller, fact.label, fact.row, subject)
    value = teller.say("given" if step.code else "not-given") if step.given else teller.value(fact)
    wanted = ""
    if step.wanted and step.code == 0:
        wanted = f" ({teller.say('not-one-of', options=teller.either(step.wanted))})"
    why = f" – {teller.rejected(fact.row.rejected)}" if fact.value is None and fact.row.rejected else ""
    return f"{label}: {value}{wanted}{teller.at(fact.cell)}{why}"


def _opinion(teller: Teller, step: Opinion, subject: Row) -> str:
    label = _named(teller, step.label, step.row, subject)
    if step.idle is not None:
        why = f" – {teller.rejected(step.rejected)}" if step.rejected else ""
        return teller.say("opinion-idle", label=label, **_idle(teller, step)) + why
    if step.answer is None:
        why = f" – {teller.rejected(step.rejected)}" if step.rejected else ""
        return teller.say("opinion-none", label=label) + teller.at(step.cell) + why
    return teller.say(
        "opinion",
        label=label,
        answer=teller.say("yes" if step.answer else "no"),
        by=step.by,
        day=teller.say("opinion-day", day=teller.day(step.day)) if step.day else "",
        reason=teller.say("opinion-reason", reason=step.reason) if step.reason else "",
    ) + teller.at(step.cell)


def _idle(teller: Teller, step: Opinion) -> dict[str, str]:
    """Return an answer that cannot be used yet, and where it stands."""
    place = teller.place(step.cell) if teller.cells and step.cell is not None and step.cell.file else ""
    return {
        "answer": teller.say("yes" if step.idle else "no"),
        "at": teller.say("opinion-at", place=place) if place else "",
    }


# --- numbers -------------------------------------------------------------------------------------------------


def label_of(teller: Teller, number: Numeral, subject: Row) -> str:
    """Return what a number is called."""
    match number:
        case Literal(_, label):
            return label or teller.say("figure")
        case FieldNumber(_, fact):
            return _named(teller, fact.label, fact.row, subject)
        case Parameter(_, _, ask):
            return ask
        case Counted(_, tally):
            return tally.label
        case Folded(_, fold, label, tally, peers):
            named = teller.say(fold.value, label=label or tally.label)
            return teller.say("peers", fold=named, register=teller.say("quoted", text=tally.label)) if peers else named
        case AtOwner(_, register, _, owner, item):
            return label_of(teller, item, subject) if item is not None and owner is not None else register
        case Formula(_, _, label):
            return label or teller.say("figure")
        case _:
            assert_never(number)


def _told(teller: Teller, number: Numeral) -> str:
    if isinstance(number, FieldNumber) and number.fact.value is None:
        return teller.say("blank") + teller.at(number.fact.cell)
    if isinstance(number, Parameter) and not number.amount.exact:
        return teller.say("unknown-number")
    text = teller.amount(number.amount)
    if isinstance(number, FieldNumber):
        return text + teller.at(number.fact.cell)
    return text + (teller.at(number.cell) if isinstance(number, Parameter) else "")


def limit_text(teller: Teller, op: Op, number: Numeral) -> str:
    """Return a threshold in words: from 97% up, before the 1st of November."""
    kind = "-date" if number.amount.kind == "date" else ""
    return teller.say(f"{op.value}{kind}", x=teller.amount(number.amount))


_FLIP = {Op.LT: Op.GT, Op.LE: Op.GE, Op.EQ: Op.EQ, Op.NE: Op.NE, Op.GE: Op.LE, Op.GT: Op.LT}


def sides(step: Compared) -> tuple[Numeral, Op, Numeral]:
    """Return what is measured, how, and the threshold: a literal on the left changes sides."""
    fixed = isinstance(step.left, Literal | Parameter) and not isinstance(step.right, Literal | Parameter)
    return (step.right, _FLIP[step.op], step.left) if fixed else (step.left, step.op, step.right)


def _compared(teller: Teller, step: Compared, subject: Row, limit: int) -> list[str]:
    number, op, threshold = sides(step)
    label = label_of(teller, number, subject)
    if isinstance(threshold, Literal) and threshold.label and op is Op.LE and number.amount.exact:
        last = teller.amount(threshold.amount)
        value = _told(teller, number)
        if step.code:
            return [teller.say("in-time", label=label, value=value, deadline=threshold.label, last=last)]
        late = teller.distance(step.gap) if step.gap else ""
        return [teller.say("late", label=label, value=value, deadline=threshold.label, last=last, x=late)]
    value = _told(teller, number)
    if isinstance(number, Counted) and number.share and number.tally.sure:
        good = number.tally.good
        noun = number.tally.noun.lower()
        value = f"{good}/{number.tally.sure} {noun}".strip() + f", {teller.amount(number.amount)}" * number.amount.exact
    lines = [
        teller.say(
            "compared", label=label, value=value, limit=limit_text(teller, op, threshold), gap=_gap(teller, step, op)
        )
    ]
    for part in (number, threshold):
        lines += parts_of(teller, part, subject, step.code, limit)
    return lines


def _gap(teller: Teller, step: Compared, op: Op) -> str:
    """Return how much is lacking, or by how much the threshold is passed, where that says something."""
    if step.gap is None or step.code or step.gap.low == 0 or step.gap.kind == "date" or op in {Op.EQ, Op.NE}:
        return ""
    down = op in {Op.GE, Op.GT}
    return teller.say("short" if down else "over", x=teller.distance(step.gap))


def parts_of(teller: Teller, number: Numeral, subject: Row, code: int, limit: int) -> list[str]:
    """Return the rows and figures that a number was made of."""
    match number:
        case Literal() | FieldNumber() | Parameter():
            return []
        case Counted(_, tally) | Folded(_, _, _, tally):
            every = isinstance(number, Counted) and number.share
            return _rows(teller, tally, limit, every=every) + _coverage(
                teller, tally, subject, open_only=code != 1 and bool(tally.rows)
            )
        case AtOwner(_, register, row, owner, item):
            if owner is None or item is None:
                return [
                    "  " + teller.say("owner-lost", who=teller.who(row), register=teller.say("quoted", text=register))
                ]
            return parts_of(teller, item, subject, code, limit)
        case Formula(_, _, _, parts):
            out = []
            for part in parts:
                if not isinstance(part, Literal):
                    out.append(f"  - {label_of(teller, part, subject)}: {_told(teller, part)}")
                    out += ["  " + line for line in parts_of(teller, part, subject, code, limit)]
            return out
        case _:
            assert_never(number)


# --- aggregates ----------------------------------------------------------------------------------------------


def _quantified(teller: Teller, step: Quantified, subject: Row, limit: int) -> list[str]:
    tally = step.tally
    register = tally.label
    shown = _rows(teller, tally, limit, every=step.every)
    colon = ":" if shown else ""
    if step.every:
        if step.void:
            head = teller.say("every-void", register=register)
        elif step.code == 0:
            all_ = teller.number_of(tally.sure, tally.noun)
            head = teller.say("every-fails", register=register, bad=tally.bad, all=all_, rows=colon)
            shown = _rows(teller, tally, limit, failing=True, every=True)
        elif step.code == 1:
            head = teller.say("every-open", register=register, rows=colon)
        else:
            head = teller.say("every-met", register=register, n=teller.number_of(tally.sure, tally.noun))
            shown = shown if limit >= ALL else []
            head += ":" if shown else ""
        closed = step.code == 0 and tally.bad > 0
    else:
        if step.code == 2:
            shown = _rows(teller, tally, limit, holding=True)
            head = teller.say(
                "some-met", register=register, n=teller.number_of(len(_holding(tally)), tally.noun), rows=":"
            )
        elif step.code == 1:
            shown = _rows(teller, tally, limit, unsure=True)
            head = teller.say("some-open", register=register, rows=":" if shown else "")
        elif tally.seen:
            shown = _rows(teller, tally, limit, lacking=True)
            head = teller.say("some-other", register=register, n=teller.number_of(tally.seen, tally.noun), rows=colon)
        else:
            head = teller.say("some-none", register=register)
        closed = step.code == 2
    return [head, *shown, *([] if closed else _coverage(teller, tally, subject, open_only=step.code == 1))]


def _holding(tally: Tally) -> list[Member]:
    return [m for m in tally.rows if min(m.passes, m.has) == 2]


def _rows(
    teller: Teller,
    tally: Tally,
    limit: int,
    *,
    failing: bool = False,
    holding: bool = False,
    unsure: bool = False,
    lacking: bool = False,
    every: bool = False,
) -> list[str]:
    if limit >= ALL:
        mark = "mark" if every else "mark-some"
        return [f"  - {member_text(teller, m, lacking=lacking, mark=mark)}" for m in tally.whole()]
    chosen = list(tally.rows)
    if failing:
        chosen = [m for m in tally.rows if m.passes == 2 and m.has == 0]
    if holding:
        chosen = _holding(tally)
    if unsure:
        chosen = [m for m in tally.rows if min(m.passes, m.has) == 1]
    lines = [f"  - {member_text(teller, m, lacking=lacking)}" for m in chosen[:limit]]
    if len(chosen) > limit:
        lines.append("  - " + _more(teller, len(chosen) - limit, tally.noun))
    return lines


def _more(teller: Teller, count: int, noun: str) -> str:
    """Return how many more there are, in the word for them."""
    return teller.say("and-more-noun", n=count, noun=noun.lower()) if noun else teller.say("and-more", n=count)


def member_text(teller: Teller, member: Member, *, lacking: bool = False, mark: str = "") -> str:
    """Return a row under an aggregate: who, and the values that matter.

    `lacking`: what it falls short of; `mark`: also whether it counts and has what is asked.
    """
    row, plain = member.row, Teller(teller.lang, cells=False)
    failing = member.where if member.passes == 0 else member.what if member.has == 0 else None
    if lacking and failing is not None:
        told = [line for leaf in deciding(failing) for line in tell(plain, leaf, row, 3)]
    else:
        told = [f"{f.label}: {teller.value(f)}" for f in member.facts]
    if not told and member.what is not None:
        told = [line for leaf in deciding(member.what) for line in tell(plain, leaf, row, 3)]
    if member.amount is not None and not isinstance(member.amount, FieldNumber):
        told.append(f"{label_of(plain, member.amount, row)}: {plain.amount(member.amount.amount)}")
    cell = cells_of(member)
    why = f" – {teller.rejected(row.rejected)}" if row.rejected else ""
    text = f"{teller.who(row)}: {'; '.join(line.strip() for line in told)}" if told else teller.who(row)
    judged = member.where is not None or member.what is not None
    code = min(member.passes, member.has)
    marked = f" – {teller.say(f'{mark}-{code}' if member.passes else 'mark-some-0')}" if mark and judged else ""
    return text + teller.at(cell) + marked + why


def cells_of(member: Member) -> Cell:
    """Return the cells of a row that were read, as one place; the whole row where none has a column."""
    named = [f.cell.cell for f in member.facts if not f.cell.cell.isdigit()]
    place = member.row.cell
    return Cell(place.file, place.sheet, ", ".join(dict.fromkeys(named)) or place.cell)


def _coverage(teller: Teller, tally: Tally, subject: Row, *, open_only: bool) -> list[str]:
    return [f"  - {teller.coverage(c, subject)}" for c in tally.coverage if not (open_only and c.complete)]


# --- what is missing -----------------------------------------------------------------------------------------


def missing_text(teller: Teller, missing: Missing, subject: Row) -> str:
    """Return one thing that is missing, exactly."""
    match missing:
        case NoValue(fact):
            if fact.row.rejected:
                return teller.say("miss-rejected", who=teller.who(fact.row), why=teller.rejected(fact.row.rejected))
            label = _named(teller, teller.say("quoted", text=fact.label), fact.row, subject)
            return teller.say("miss-value", label=label) + teller.at(fact.cell)
        case NoOpinion(opinion):
            ask = _named(teller, opinion.ask, opinion.row, subject)
            why = f" – {teller.rejected(opinion.rejected)}" if opinion.rejected else ""
            if opinion.idle is not None:
                return teller.say("miss-opinion-idle", ask=ask, **_idle(teller, opinion)) + why
            return teller.say("miss-opinion", ask=ask) + teller.at(opinion.cell) + why
        case NoRegister(coverage):
            return teller.coverage(coverage, subject)
        case NoParameter(parameter):
            return teller.say("miss-parameter", ask=parameter.ask)
        case NoOwner(row, register):
            return teller.say("miss-owner", who=teller.who(row), register=teller.say("quoted", text=register))
        case NoRows(tally):
            return teller.say("miss-rows", register=teller.say("quoted", text=tally.label))
        case NotYet(_, label, last):
            if last is None:
                return teller.say("miss-deadline-open", label=label)
            return teller.say("miss-deadline", label=label, last=teller.day(last))
        case NoDecision(row, _, label, rivals):
            if rivals:
                return teller.say("miss-rivals", rows=teller.several(teller.who(r) for r in rivals))
            if row == subject:
                return teller.say("miss-tie")
            return teller.say("miss-decision", award=label, who=teller.who(row))
        case _:
            assert_never(missing)
