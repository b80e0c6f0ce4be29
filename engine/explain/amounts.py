"""Numbers in words: what they are called, what they come to, how they were worked out, thresholds."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from ..plan import Fold, Op, Rounding
from .nodes import (
    Amount,
    Asked,
    AtOwner,
    Chosen,
    Compared,
    Counted,
    Dated,
    Edge,
    FieldNumber,
    FirstGiven,
    Folded,
    Formula,
    Literal,
    Named,
    Numeral,
    Opinion,
    Parameter,
    Rounded,
    Row,
    RunOf,
    Unsaid,
)  # fmt: skip
from .telling import Teller


def named(teller: Teller, label: str, row: Row, subject: Row) -> str:
    """Return a label, with whose it is where that is not the subject."""
    return label if row == subject else teller.say("of", label=label, who=teller.who(row))


def label_of(teller: Teller, number: Numeral, subject: Row) -> str:
    """Return what a number is called."""
    match number:
        case Literal(amount, label):
            return label or teller.say("the-day" if amount.kind == "date" else "figure")
        case FieldNumber(_, fact):
            return named(teller, fact.label, fact.row, subject)
        case Asked(_, opinion):
            return named(teller, opinion.label, opinion.row, subject)
        case Parameter(_, _, ask):
            return ask
        case Counted(_, tally):
            return tally.label
        case Folded(_, fold, label, tally, peers):
            told = teller.say(fold.value, label=label or tally.label)
            return teller.say("peers", fold=told, register=teller.say("quoted", text=tally.label)) if peers else told
        case AtOwner(_, register, _, owner, item):
            return label_of(teller, item, subject) if item is not None and owner is not None else register
        case Formula(_, _, label):
            return label or teller.say("figure")
        case Named(_, _, label, row):
            return named(teller, label, row, subject)
        case Dated(_, label):
            return label
        case RunOf(_, field, _, tally):
            return teller.say("run", field=field, register=teller.say("quoted", text=tally.label))
        case FirstGiven(_, items, first):
            return label_of(teller, items[first or 0], subject)
        case Rounded(_, _, item):
            return label_of(teller, item, subject)
        case Chosen():
            side = taken(number)
            return teller.say("figure") if side is None else label_of(teller, side, subject)
        case Edge() | Unsaid():
            return teller.say("figure")
        case _:
            assert_never(number)


def taken(number: Chosen) -> Numeral | None:
    """Return the side of a choice that was taken, None while that is not known."""
    return number.then if number.test.code == 2 else number.other if number.test.code == 0 else None


def told(teller: Teller, number: Numeral) -> str:
    """Return what a number comes to, with its cell where it stands in one."""
    match number:
        case FieldNumber(_, fact) if fact.value is None:
            return teller.say("blank") + teller.at(fact.cell)
        case FirstGiven(_, items, None):
            return teller.say("blank") + teller.at(items[0].fact.cell if isinstance(items[0], FieldNumber) else None)
        case Asked(amount, opinion) if not amount.exact:
            return teller.say("no-answer") + teller.at(opinion.cell)
        case Parameter(amount) if not amount.exact:
            return teller.say("unknown-number")
        case FieldNumber(amount, fact):
            return teller.amount(amount) + teller.at(fact.cell)
        case Parameter(amount, _, _, cell):
            return teller.amount(amount) + teller.at(cell)
        case Asked(amount, opinion):
            return (
                teller.amount(amount)
                + giver(teller, opinion)
                + teller.at(opinion.cell)
            )
        case FirstGiven(_, items, int() as first):
            return told(teller, items[first])
        case _:
            return teller.amount(number.amount)


def giver(teller: Teller, opinion: Opinion) -> str:
    """Return who gave an answer, when and why, in brackets; nothing where none of it is told."""
    told = given(teller, opinion)
    return teller.say("given-by" if given_by(teller, opinion) else "given-then", told=told) if told else ""


def given(teller: Teller, opinion: Opinion) -> str:
    """Return who gave an answer, when and why, each as far as it is told."""
    by = given_by(teller, opinion)
    day = teller.say("opinion-day", day=teller.day(opinion.day)) if opinion.day else ""
    reason = teller.say("opinion-reason", reason=opinion.reason) if opinion.reason else ""
    return f"{by}{day}{reason}".removeprefix("" if by else ", ").removeprefix("" if by else "; ")


def given_by(teller: Teller, opinion: Opinion) -> str:
    """Return who gave an answer, empty where nobody is named or a copy does not say it."""
    return "" if opinion.by == teller.say("not-told") else opinion.by


def limit_text(teller: Teller, op: Op, number: Numeral) -> str:
    """Return a threshold in words: from 97% up, before the 1st of November."""
    kind = f"-{number.amount.kind}" if number.amount.kind in {"date", "grade"} else ""
    return teller.say(f"{op.value}{kind}", x=teller.amount(number.amount))


#: What a comparison says where it does not hold.
OTHERWISE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.EQ: Op.NE, Op.NE: Op.EQ, Op.GE: Op.LT, Op.GT: Op.LE}
_FLIP = {Op.LT: Op.GT, Op.LE: Op.GE, Op.EQ: Op.EQ, Op.NE: Op.NE, Op.GE: Op.LE, Op.GT: Op.LT}


def sides(step: Compared) -> tuple[Numeral, Op, Numeral]:
    """Return what is measured, how, and the threshold: a literal on the left changes sides."""
    fixed = isinstance(step.left, Literal | Parameter | Dated) and not isinstance(
        step.right, Literal | Parameter | Dated
    )
    return (step.right, _FLIP[step.op], step.left) if fixed else (step.left, step.op, step.right)


# --- workings ------------------------------------------------------------------------------------------------


def plain(teller: Teller, amount: Amount) -> str:
    """Return a number without its word; in brackets where only its bounds are known."""
    if amount.kind == "grade" or (amount.kind == "date" and amount.exact):
        return teller.amount(amount)
    sign = "%" if amount.kind == "percent" else ""
    if amount.exact:
        return f"{teller.fraction(amount.low)}{sign}"
    if amount.kind == "date" or teller.boundless(amount):
        text = teller.amount(amount)
        return text if text in {teller.say("unknown-number"), teller.say("not-computable")} else f"({text})"
    return (
        f"({teller.say('between', low=teller.fraction(amount.low) + sign, high=teller.fraction(amount.high) + sign)})"
    )


def working(teller: Teller, number: Numeral) -> str:
    """Return the calculation behind a number, as one would write it on paper."""
    match number:
        case Counted(amount, tally, share):
            if share and amount.exact:
                return f"{tally.good}/{tally.sure}"
            return teller.number_of(int(amount.low), "") if amount.exact and not share else plain(teller, amount)
        case Formula(_, sign, _, parts):
            return _formula(teller, sign, parts)
        case Chosen():
            side = taken(number)
            return plain(teller, number.amount) if side is None else working(teller, side)
        case Edge(_, fold, parts):
            text = "; ".join(working(teller, p) for p in parts)
            return teller.say("edge-max" if fold is Fold.MAX else "edge-min", parts=text)
        case Rounded(_, factor, item):
            times = factor * (100 if isinstance(item, Counted) and item.share and item.amount.exact else 1)
            inner = working(teller, item)
            return inner if times == 1 else f"{teller.fraction(times)} x {_bracketed(item, inner)}"
        case AtOwner(amount, _, _, _, item):
            return plain(teller, amount) if item is None else working(teller, item)
        case FirstGiven() | Literal() | FieldNumber() | Asked() | Parameter() | Folded() | Dated() | Named() | RunOf():
            return plain(teller, number.amount)
        case Unsaid():
            return plain(teller, number.amount)
        case _:
            assert_never(number)


def _formula(teller: Teller, sign: str, parts: tuple[Numeral, ...]) -> str:
    texts = [working(teller, p) for p in parts]
    match sign:
        case "+":
            return added([(_minus(p), _bracketed(_bare(p), working(teller, _bare(p)))) for p in parts])
        case "-":
            return f"-{_bracketed(parts[0], texts[0])}"
        case "/":
            return f"{_bracketed(parts[0], texts[0])} / {_bracketed(parts[1], texts[1])}"
        case _:
            return " x ".join(_bracketed(p, t) for p, t in zip(parts, texts, strict=True))


def _minus(number: Numeral) -> bool:
    return isinstance(number, Formula) and number.sign == "-"


def _bare(number: Numeral) -> Numeral:
    return number.parts[0] if isinstance(number, Formula) and number.sign == "-" else number


def _bracketed(number: Numeral, text: str) -> str:
    inner = taken(number) if isinstance(number, Chosen) else number
    return f"({text})" if isinstance(inner, Formula) and inner.sign in {"+", "-"} else text


def added(parts: list[tuple[bool, str]]) -> str:
    """Return terms added up; a term that is taken away gets a minus."""
    out = ""
    for minus, text in parts:
        out += (" - " if minus else " + ") + text if out else ("-" if minus else "") + text
    return out


def rounding(teller: Teller, number: Numeral) -> str:
    """Return how a number was rounded, empty where rounding changed nothing or there is none."""
    match number:
        case Rounded(amount, factor, item, unit, mode):
            exact = item.amount.exact and item.amount.low * factor == amount.low
            return "" if exact else rounded_to(teller, unit, mode)
        case Formula(amount, "/", _, (top, bottom), _, unit, mode) if unit is not None and mode is not None:
            ends = top.amount, bottom.amount
            exact = all(e.exact for e in ends) and ends[1].low * amount.low == ends[0].low
            return "" if exact else rounded_to(teller, unit, mode)
        case Chosen():
            side = taken(number)
            return "" if side is None else rounding(teller, side)
        case _:
            return ""


def rounded_to(teller: Teller, unit: Fraction, mode: Rounding) -> str:
    """Return to which step and in which direction something was rounded."""
    return teller.say(f"rounded-{mode.value}", step=teller.fraction(unit))
