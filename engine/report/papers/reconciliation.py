"""`doi-chieu.xlsx`: the five columns side by side for every subject and award, where they differ, and why."""

from __future__ import annotations

from ...values import Decision
from .book import Box, Column, Row, Tab, written
from .model import Material
from .reconcile import Line, Reconciliation, Recorded, Says, Stage, reconciled
from .telling import DECISIONS, ORDER, Sheets, capital
from .words import percent

_LOOKS = {
    Says.YES: "good", Says.NO: "bad", Says.OPEN: "open", Says.MIXED: "held", Says.SILENT: "cell",
    Says.NOT_ASKED: "none",
}  # fmt: skip


def reconciliation(material: Material) -> bytes:
    """Return the workbook of the five columns, a sheet for each award."""
    sheets = Sheets(material)
    return written(material.view.title, sheets.seal, [_award(sheets, one) for one in reconciled(material)])


def says_word(sheets: Sheets, says: Says) -> str:
    """Return what a column says, in a word or two."""
    return sheets.say("no_" if says is Says.NO else says.value)


def _award(sheets: Sheets, one: Reconciliation) -> Tab:
    say = sheets.say
    kinds = [k.id for k in sheets.view.kinds]
    rows = [_row(sheets, number, line, kinds) for number, line in enumerate(one.lines, 1)]
    columns = [*sheets.who_columns(kinds, with_kind=True)]
    columns += [Column(say(stage.value), 22 if stage is Stage.RULES else 15) for stage in Stage]
    columns += [Column(say("agree"), 12, "number"), Column(say("share"), 12, "number")]
    columns += [Column(say("differs"), 34), Column(say("reason"), 34)]
    titles = sheets.titles("t_reconcile", award=one.label)
    name = say("s_reconcile", award=one.label)
    return Tab(name, titles, columns, rows, tuple(_foot(sheets, one)), named=3, wide=True)


def _row(sheets: Sheets, number: int, line: Line, kinds: list[str]) -> Row:
    told = [_box(sheets, line, stage) for stage in Stage]
    votes = line.columns[Stage.COUNCIL].votes
    agree = sheets.say("votes", agree=votes.agree, members=votes.members) if votes.share is not None else votes.agree
    share = percent(sheets.lang, votes.share) if votes.share is not None else ""
    reasons = "; ".join(
        f"{sheets.say(stage.value)}: {reason or sheets.say('no_reason')}" for stage, reason in line.reasons
    )
    who = sheets.who(number, line.entry.proof, kinds, with_kind=True)
    return [*who, *told, agree, share, _differences(sheets, line), reasons]


def _box(sheets: Sheets, line: Line, stage: Stage) -> Box:
    found = line.columns[stage]
    if stage is Stage.RULES:
        return Box(capital(line.entry.words), DECISIONS[line.entry.decision])
    plain = stage is Stage.NOMINATED and found.says is Says.NO  # most are not nominated, and nothing is wrong with it
    return Box("; ".join(_told(sheets, found)), "none" if plain else _LOOKS[found.says])


def _told(sheets: Sheets, found: Recorded) -> list[str]:
    parts = [says_word(sheets, found.says), found.document]
    return [p for p in (*parts, sheets.teller.day(found.day) if found.day is not None else "") if p]


def _differences(sheets: Sheets, line: Line) -> str:
    """Return where two neighbouring columns differ; a column without a word is passed over."""
    out, before = [], None
    for stage in Stage:
        says = line.says(stage)
        if stage in line.differs and says is Says.MIXED:
            out.append(sheets.say("mixed_in", now=sheets.say(stage.value)))
        elif stage in line.differs and before is not None:
            parts = {"now": sheets.say(stage.value), "before": sheets.say(before.value)}
            told = {"a": says_word(sheets, line.says(before)), "b": says_word(sheets, says)}
            out.append(sheets.say("differs_from", **parts, **told))
        if says in {Says.YES, Says.NO, Says.OPEN}:
            before = stage
    return "; ".join(out)


def _foot(sheets: Sheets, one: Reconciliation) -> list[str]:
    """Return the counts of every column: the outcomes of those put forward add up to all of them."""
    say, outcomes = sheets.say, one.outcomes
    told = " + ".join(f"{outcomes[d]} {sheets.teller.say(d.word)}" for d in ORDER if outcomes[d])
    out = [say("foot_nominated", n=len(one.nominated), list=told or "0")]
    for stage in Stage:
        if stage is not Stage.RULES:
            counts = one.counts[stage]
            shown = "; ".join(f"{says_word(sheets, s).lower()} {counts[s]}" for s in Says if counts[s])
            out.append(say("foot_count", stage=say(stage.value), list=shown))
    lacking = sum(any(not reason for _, reason in x.reasons) for x in one.different)
    out.append(say("foot_differs", n=len(one.different), m=lacking))
    proposed = [x.entry.proof for x in one.lines if x.entry.decision is Decision.PROPOSED]
    return [*out, *sheets.shares(proposed), say("votes_note")]
