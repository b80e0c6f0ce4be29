"""`ket-qua.xlsx`: the lists, every criterion of every subject with its source cell, what is missing or was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...explain import verdict_words
from ...explain.lacks import missing_text
from ...explain.points import ScoreProof
from ...explain.proof import SubjectProof
from ...explain.telling import Teller
from ...source import Cell
from ...values import Decision, Verdict
from ..points import grade_cell, points_cell
from ..show import show
from ..tables import quoted
from ..view import Kind
from .book import Box, Column, Row, Tab, Value, written
from .model import Material
from .pages import parts
from .telling import (
    DECISIONS,
    ORDER,
    VERDICTS,
    Sheets,
    by_decision,
    capital,
    name_of,
    source_cells,
    unit_of,
)

#: Longer lines than any sheet has: its cells break them.
_UNBROKEN = 100_000
#: A decimal of so many digits is exact in a cell; what needs more stays text.
_DIGITS = 12


def results(material: Material) -> bytes:
    """Return the workbook of results."""
    sheets = Sheets(material)
    return written(material.view.title, sheets.seal, _tabs(sheets))


def _tabs(sheets: Sheets) -> Iterator[Tab]:
    view = sheets.view
    yield _summary(sheets)
    for award in view.awards:
        yield _list(sheets, award)
    for assessment in dict.fromkeys(a.assessment.id for a in view.assessed):
        yield _assessed(sheets, assessment)
    yield _pending(sheets)
    for kind in view.kinds:
        if kind.scored:
            yield _points(sheets, kind)
    for kind in view.kinds:
        if any(p.criteria for p in view.subjects if p.kind == kind.id):
            yield _criteria(sheets, kind)
    for kind in view.kinds:
        yield from _evidence(sheets, kind)
    yield _rejected(sheets)
    yield _rules(sheets)


def _summary(sheets: Sheets) -> Tab:
    """Return how many of each kind got each decision; every column adds up to all of the kind."""
    view, say = sheets.view, sheets.say
    rows: list[Row] = []
    for award, label in view.awards.items():
        counts = [view.counts(award, kind.id) for kind in view.kinds]
        for decision in ORDER:
            found = [c[decision] for c in counts]
            if any(found):
                word = capital(sheets.teller.say(decision.word))
                rows.append([label, Box(word, DECISIONS[decision]), *found, sum(found)])
        sums = [sum(c.values()) for c in counts]
        rows.append([Box(label, "group"), Box(say("total"), "group"), *(Box(n, "group") for n in (*sums, sum(sums)))])
    columns = [Column(say("award"), 30), Column(say("decision"), 42)]
    columns += [Column(kind.word, 14, "number") for kind in view.kinds]
    b = view.balance
    balance = say("balance", rows=b.rows, used=b.used, rejected=b.rejected, not_data=b.not_data)
    return Tab(
        say("summary"), sheets.titles("t_summary"), [*columns, Column(say("total"), 14, "number")], rows,
        (balance, sheets.seal), filtered=False,
    )  # fmt: skip


def _list(sheets: Sheets, award: str) -> Tab:
    """Return everybody, decision by decision, collectives before individuals, numbered inside each."""
    view, say = sheets.view, sheets.say
    kinds = [k.id for k in view.kinds]
    rows: list[Row] = []
    numbers: dict[tuple[Decision, str], int] = {}
    for entry in by_decision(view.of(award)):
        group = (entry.decision, entry.proof.kind)
        numbers[group] = numbers.get(group, 0) + 1
        decision = Box(capital(entry.words), DECISIONS[entry.decision])
        who = sheets.who(numbers[group], entry.proof, kinds, with_kind=True)
        rows.append([*who, decision, entry.line, sheets.marks(entry)])
    columns = sheets.who_columns(kinds, with_kind=True)
    columns += [Column(say("decision"), 22), Column(say("why"), 58), Column(say("note"), 16)]
    label = view.awards[award]
    proposed = [e.proof for e in view.of(award, Decision.PROPOSED)]
    return Tab(
        say("s_list", award=label), sheets.titles("t_list", award=label), columns, rows,
        (*sheets.shares(proposed), say("marks"), say("colours")), named=3,
    )  # fmt: skip


def _assessed(sheets: Sheets, assessment: str) -> Tab:
    view, say = sheets.view, sheets.say
    found = [a for a in view.assessed if a.assessment.id == assessment]
    kinds = list(dict.fromkeys(a.proof.kind for a in found))
    rows = [
        [
            *sheets.who(n, a.proof, kinds, with_kind=True),
            Box(capital(a.words), VERDICTS[a.assessment.verdict]),
            a.line,
        ]
        for n, a in enumerate(found, 1)
    ]
    columns = [*sheets.who_columns(kinds, with_kind=True), Column(say("verdict"), 22), Column(say("why"), 58)]
    label = found[0].assessment.label
    titles = sheets.titles("t_assessed", award=label)
    return Tab(say("s_assessed", award=label), titles, columns, rows, (say("colours"),), named=3)


def _pending(sheets: Sheets) -> Tab:
    """Return what every open decision waits for, a row for each thing."""
    view, say = sheets.view, sheets.say
    rows: list[Row] = []
    for entry in view.entries:
        if entry.decision is not Decision.PENDING:
            continue
        for missing in entry.award.missing:
            text = capital(missing_text(sheets.teller, missing, entry.proof.row))
            waits = capital(sheets.teller.say(f"pending-{missing.waits.value}"))
            who = (entry.proof.word, name_of(entry.proof), entry.proof.row.key, unit_of(entry.proof))
            rows.append([len(rows) + 1, *who, entry.award.label, text, waits])
    columns = [
        Column(say("no"), 5, "center"), Column(say("kind"), 11), Column(say("name"), 26, "bold"),
        Column(say("key"), 11), Column(say("unit"), 22), Column(say("award"), 22), Column(say("missing"), 60),
        Column(say("waits"), 20),
    ]  # fmt: skip
    return Tab(say("s_pending"), sheets.titles("t_pending"), columns, rows, named=3)


def _points(sheets: Sheets, kind: Kind) -> Tab:
    """Return the points table of a kind: every item, every grade."""
    view, say = sheets.view, sheets.say
    rows: list[Row] = []
    for number, proof in enumerate((p for p in view.subjects if p.kind == kind.id), 1):
        points = [_score(sheets.teller, proof.scores.get(s)) for s in kind.scores]
        grades = [grade_cell(sheets.teller, proof, g) for g in kind.grades]
        rows.append([*sheets.who(number, proof, [kind.id]), *points, *grades])
    columns = sheets.who_columns([kind.id])
    columns += [Column(capital(s), 14, "number", say("points")) for s in kind.scores.values()]
    columns += [Column(capital(g), 22) for g in kind.grades.values()]
    titles = sheets.titles("t_points", kind=kind.word)
    return Tab(say("s_points", kind=kind.word), titles, columns, rows, named=2, wide=len(columns) > 12)


def _score(teller: Teller, score: ScoreProof | None) -> Value:
    """Return points as a number where a cell holds it exactly, else in words."""
    text = points_cell(teller, score)
    if score is None or not text or not score.amount.exact:
        return text
    millionths = score.amount.low * 10**6
    if millionths.denominator != 1 or len(str(abs(millionths.numerator))) > _DIGITS:
        return text
    return Decimal(millionths.numerator).scaleb(-6)


def _criteria(sheets: Sheets, kind: Kind) -> Tab:
    """Return every criterion of every subject of a kind as a word on a coloured ground, with counts below."""
    view, say = sheets.view, sheets.say
    subjects = [p for p in view.subjects if p.kind == kind.id]
    names = list(dict.fromkeys(n for p in subjects for n in p.criteria))
    rows: list[Row] = []
    counts: dict[tuple[str, Verdict], int] = {}
    for number, proof in enumerate(subjects, 1):
        told: list[Box] = []
        for name in names:
            criterion = proof.criteria[name]
            counts[name, criterion.verdict] = counts.get((name, criterion.verdict), 0) + 1
            told.append(Box(capital(verdict_words(criterion, view.lang)), VERDICTS[criterion.verdict]))
        rows.append([*sheets.who(number, proof, [kind.id]), *told])
    columns = sheets.who_columns([kind.id])
    foot = [
        f"{capital(view.criteria[name])}: "
        + "; ".join(
            f"{_verdict_word(sheets, verdict)} {counts[name, verdict]}"
            for verdict in VERDICTS
            if (name, verdict) in counts
        )
        for name in names
    ]
    columns += [Column(capital(view.criteria[n]), 15, "center") for n in names]
    titles = sheets.titles("t_criteria", kind=kind.word)
    return Tab(
        say("s_criteria", kind=kind.word), titles, columns, rows, (*foot, say("colours")), named=2,
        wide=len(columns) > 11,
    )  # fmt: skip


def _verdict_word(sheets: Sheets, verdict: Verdict) -> str:
    return sheets.teller.say("not-applicable-criterion" if verdict is Verdict.NOT_APPLICABLE else verdict.word)


def _evidence(sheets: Sheets, kind: Kind) -> Iterator[Tab]:
    """Yield what every criterion of every subject rests on, each row with a link to the cell, as sheets take them."""
    view, say = sheets.view, sheets.say
    rows = [row for proof in view.subjects if proof.kind == kind.id for row in _rests_on(sheets, proof)]
    if not rows:
        return
    columns = [
        Column(say("name"), 26, "bold"), Column(say("key"), 11), Column(say("unit"), 22), Column(say("criterion"), 34),
        Column(say("verdict"), 18), Column(say("value"), 34), Column(say("threshold"), 20), Column(say("gap"), 14),
        Column(say("clause"), 26), Column(say("place"), 40),
    ]  # fmt: skip
    titles = sheets.titles("t_evidence", kind=kind.word)
    for part in parts(rows):
        name = say("s_evidence", kind=kind.word)
        yield Tab(name, titles, columns, part, (say("links"),), named=1, wide=True)


def _rests_on(sheets: Sheets, proof: SubjectProof) -> Iterator[Row]:
    for criterion in proof.criteria.values():
        verdict = Box(capital(verdict_words(criterion, sheets.lang)), VERDICTS[criterion.verdict])
        figures = sheets.figures(criterion, proof)
        yield [
            name_of(proof), proof.row.key, unit_of(proof), capital(criterion.label), verdict, *figures,
            criterion.law.clause, sheets.place(source_cells(criterion)),
        ]  # fmt: skip


def _rejected(sheets: Sheets) -> Tab:
    """Return every finding about a row that was not used, with its place."""
    view, say = sheets.view, sheets.say
    rows: list[Row] = []
    for number, found in enumerate(view.rejected, 1):
        place = found.place if isinstance(found.place, Cell) else Cell("")
        cell = sheets.place([place])
        told = (quoted(found.message(view.lang)), quoted(found.help(view.lang)))
        rows.append([number, place.file, place.sheet, Box(place.cell, "cell", cell.link), found.code.id, *told])
    columns = [
        Column(say("no"), 5, "center"), Column(say("file"), 30), Column(say("sheet"), 24), Column(say("cell"), 8),
        Column(say("code"), 20), Column(say("message"), 50), Column(say("remedy"), 50),
    ]  # fmt: skip
    b = view.balance
    balance = say("balance", rows=b.rows, used=b.used, rejected=b.rejected, not_data=b.not_data)
    return Tab(say("s_rejected"), sheets.titles("t_rejected"), columns, rows, (balance,), named=1)


def _rules(sheets: Sheets) -> Tab:
    """Return the rule set as it was read: clause by clause, with every reading."""
    rows: list[Row] = []
    for line in show(sheets.view.evaluation.plan, sheets.lang, width=_UNBROKEN).splitlines():
        text = line.lstrip(" ")
        rows.append([Box(text, f"in{min((len(line) - len(text)) // 2, 4)}")])
    columns = [Column(sheets.say("rule_set"), 94)]
    titles = sheets.titles("t_rules")
    return Tab(sheets.say("s_rules"), titles, columns, rows, (sheets.seal,), upright=True, filtered=False)
