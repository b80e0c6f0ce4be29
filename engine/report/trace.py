"""Clause -> rule: every clause of every document with what takes it up, or why nothing does; holes stay visible."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from tabulate import tabulate

from ..compiler.cite import rules_of
from ..diagnostics import Lang
from ..syntax import ast

_VI = {
    "parameter": "thông số", "period": "thời gian", "deadline": "thời hạn", "judgement": "ý kiến đánh giá",
    "measure": "đại lượng", "criterion": "tiêu chí", "bar": "không xem xét", "suspension": "chưa xét",
    "award": "hình thức khen thưởng", "assessment": "đánh giá", "nomination": "đề nghị của đơn vị", "quota": "hạn mức", "waived": "không lập thành tiêu chí",
    "hole": "CHƯA XỬ LÝ", "head": ("Điều khoản", "Nơi trích", "Được viết thành", "Nội dung", "Cách hiểu"),
}  # fmt: skip
_EN = {
    "parameter": "parameter", "period": "period", "deadline": "deadline", "judgement": "judgement",
    "measure": "measure", "criterion": "criterion", "bar": "bar", "suspension": "suspension",
    "award": "award", "assessment": "assessment", "nomination": "nomination", "quota": "quota", "waived": "waived",
    "hole": "UNACCOUNTED", "head": ("Clause", "Place", "Encoded as", "What", "Readings"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One clause and one thing that takes it up."""

    clause: str
    place: str
    what: str
    rule: str
    readings: str


def trace(rules: ast.RuleSetD, lang: Lang = Lang.VI) -> tuple[Row, ...]:
    """Return a row per clause and rule, in the order of the documents; a clause nothing takes up has a row too."""
    words = _VI if lang is Lang.VI else _EN
    taken = {r.id.value: r.taken for r in rules.readings}
    out: list[Row] = []
    for document in rules.documents:
        for clause in document.clauses:
            place = (document.id.value, clause.id)
            head = (" ".join(place), clause.label)
            rows = [
                Row(
                    *head,
                    str(words[c.what]),
                    f"{c.id}: {c.label}",
                    "; ".join(taken.get(n.value, "") for n in c.readings),
                )
                for c in rules_of(rules)
                if (c.cite.document.value, c.cite.clause.value) == place
            ]
            rows += [
                Row(*head, str(words["waived"]), w.reason, "")
                for w in rules.waivers
                if (w.cite.document.value, w.cite.clause.value) == place
            ]
            out += rows or [Row(*head, str(words["hole"]), "", "")]
    return tuple(out)


def as_table(rows: tuple[Row, ...], lang: Lang = Lang.VI) -> str:
    """Return the rows as a table for the terminal."""
    head = (_VI if lang is Lang.VI else _EN)["head"]
    body = [(r.clause, r.place, r.what, r.rule, r.readings) for r in rows]
    return tabulate(body, headers=list(head), tablefmt="simple_grid", maxcolwidths=[9, 15, 15, 38, 38]) + "\n"


def as_csv(rows: tuple[Row, ...], lang: Lang = Lang.VI) -> str:
    """Return the rows as csv; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((_VI if lang is Lang.VI else _EN)["head"])
    for row in rows:
        cells = (row.clause, row.place, row.what, row.rule, row.readings)
        writer.writerow([f"'{c}" if c[:1] in tuple("=+-@\t\r") and c else c for c in cells])
    return out.getvalue()
