"""Steps in words: the facts that make a condition what it is, each with its cell."""

from __future__ import annotations

from typing import assert_never

from ..source import Cell
from .amounts import OTHERWISE, label_of, limit_text, sides, told
from .branches import deciding, worth_telling
from .comparing import by_day, compared_line, rate_of, rate_text
from .details import dated_lines, dated_told, run_lines
from .facttext import holds_text, opinion_text
from .nodes import (
    Asked,
    AtOwner,
    Both,
    Chosen,
    Compared,
    Counted,
    Dated,
    Depends,
    Edge,
    Either,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Holds,
    Literal,
    Member,
    Named,
    Negated,
    Numeral,
    Opinion,
    OwnerHas,
    Parameter,
    Quantified,
    Rounded,
    Row,
    RunOf,
    Stands,
    Step,
    Tally,
    Unsaid,
)  # fmt: skip
from .telling import ALL, NAMED, Teller


def tell(teller: Teller, step: Step, subject: Row, limit: int = NAMED) -> list[str]:
    """Return one line per fact of a leaf; the rows under an aggregate are lines of their own, indented."""
    match step:
        case Holds():
            return [holds_text(teller, step, subject)]
        case Opinion():
            return [opinion_text(teller, step, subject)]
        case Compared():
            return _compared(teller, step, subject, limit)
        case Quantified():
            return _quantified(teller, step, subject, limit)
        case OwnerHas(_, register, row):
            return [teller.say("owner-lost", who=teller.who(row), register=teller.say("quoted", text=register))]
        case Stands(code, row, _, label, state):
            return [teller.say(f"stands-{state}-{code}", who=teller.who(row), award=label)]
        case Both() | Either() | Negated() | Depends():
            return [line for leaf in deciding(step) for line in tell(teller, leaf, subject, limit)]
        case _:
            assert_never(step)


# --- numbers -------------------------------------------------------------------------------------------------


def _compared(teller: Teller, step: Compared, subject: Row, limit: int) -> list[str]:
    number, _, threshold = sides(step)
    lines = [compared_line(teller, step, subject)]
    if not by_day(step):
        for part in (number, threshold):
            lines += parts_of(teller, part, subject, step.code, limit)
    return lines


def parts_of(teller: Teller, number: Numeral, subject: Row, code: int, limit: int) -> list[str]:
    """Return the rows and figures that a number was made of."""
    match number:
        case Literal() | FieldNumber() | Parameter() | Asked() | Named():
            return []
        case Unsaid():
            return [f"  - {teller.say('miss-case')}"]
        case RunOf(_, _, _, tally):
            rows = _rows(teller, tally, limit)
            return (
                run_lines(teller, number) + rows + _coverage(teller, tally, subject, open_only=code != 1 and bool(rows))
            )
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
        case Formula(_, _, _, parts) | Edge(_, _, parts):
            return [line for part in parts for line in part_lines(teller, part, subject, code, limit)]
        case Rounded(_, _, item):
            return part_lines(teller, item, subject, code, limit)
        case Chosen(_, test, then, other):
            lines = [line for leaf in worth_telling(test) for line in _branch(teller, leaf, subject, limit)]
            reached = (then,) if test.code == 2 else (other,) if test.code == 0 else ()
            more = [line for part in reached for line in part_lines(teller, part, subject, code, limit)]
            return lines + [line for line in more if not any(known.startswith(f"{line} – ") for known in lines)]
        case FirstGiven(_, items, taken):
            given = [i for i, item in enumerate(items) if item.amount.exact]
            if taken is None or (len(items) > 1 and len(given) <= 1 and limit < ALL):
                return []
            return [f"  - {_figure(teller, items[i], subject, counts=i == taken)}" for i in given]
        case Dated():
            return [f"  - {line}" for line in dated_lines(teller, number, subject)]
        case _:
            assert_never(number)


def _branch(teller: Teller, leaf: Step, subject: Row, limit: int) -> list[str]:
    """Return a condition that a calculation hangs on; a plain figure with the side on which it lies."""
    if not isinstance(leaf, Compared) or leaf.code == 1 or by_day(leaf) or rate_of(leaf) is not None:
        return _under(teller, leaf, subject, limit)
    number, op, threshold = sides(leaf)
    if not isinstance(number, FieldNumber | Asked) or not isinstance(threshold, Literal):
        return _under(teller, leaf, subject, limit)
    side = limit_text(teller, op if leaf.code else OTHERWISE[op], threshold)
    return [f"  - {label_of(teller, number, subject)}: {told(teller, number)} – {side}"]


def _under(teller: Teller, leaf: Step, subject: Row, limit: int) -> list[str]:
    lines = tell(teller, leaf, subject, limit)
    return [f"  - {lines[0]}", *("  " + line for line in lines[1:])]


def _figure(teller: Teller, item: FieldNumber | Asked, subject: Row, *, counts: bool) -> str:
    mark = teller.say("counts" if counts else "counts-not")
    return f"{label_of(teller, item, subject)}: {told(teller, item)} – {mark}"


def part_lines(teller: Teller, part: Numeral, subject: Row, code: int, limit: int) -> list[str]:
    """Return one figure of a calculation, and what it was made of in turn."""
    if isinstance(part, Literal):
        return []
    inner = parts_of(teller, part, subject, code, limit)
    if isinstance(part, Chosen | Edge | Dated | Unsaid) or (isinstance(part, Formula) and not part.label):
        return inner
    if isinstance(part, FirstGiven) and inner:
        return inner
    return [f"  - {label_of(teller, part, subject)}: {told(teller, part)}", *("  " + line for line in inner)]


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
    limit = limit + 1 if len(chosen) == limit + 1 and limit > 1 else limit  # one alone is named
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
    if not lacking and member.what is not None and told:
        rates = [r for leaf in deciding(member.what) if leaf.code != 1 and (r := rate_of(leaf)) is not None]
        told += [rate_text(plain, r, short=True) for r in rates]
    if not told and member.what is not None:
        told = [line for leaf in deciding(member.what) for line in tell(plain, leaf, row, 3)]
    if isinstance(member.amount, Dated):
        told.append(dated_told(plain, member.amount))
    elif member.amount is not None and not isinstance(member.amount, FieldNumber):
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
