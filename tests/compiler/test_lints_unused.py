"""Lints about what is declared and nothing uses."""

from __future__ import annotations

from pathlib import Path

from .linted import criterion, findings, of_code
from .test_lints_days import PERIOD


def unused(folder: Path, rules: str, clause: str) -> set[tuple[str, str]]:
    """Return what nothing uses, fields aside."""
    found = findings(folder, rules, clause)
    return {(d.code.id, d.args["text"]) for d in found if d.code.id.endswith("-unused") and d.code.id != "field-unused"}


def test_what_is_declared_and_not_used(tmp_path: Path) -> None:
    rules = """\
parameters: {p: {type: count, ask: P, cite: kh 1}}
periods: {span: {label: đợt, from: 2020-05-01, to: 2020-05-31, cite: kh 1, quote: 01/5/2020 - 31/5/2020}}
deadlines: {end: {label: hạn, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}}
judgements: {j: {of: unit, ask: J, cite: kh 1}}
measures: {unit.m: {label: m, value: points + files, cite: kh 1}}
scores: {unit.s: {label: s, points: points, cite: kh 1, quote: điểm}}
"""
    clause = "điểm; 01/5/2020 - 31/5/2020"
    names = {
        ("parameter", "p"),
        ("period", "span"),
        ("deadline", "end"),
        ("judgement", "j"),
        ("measure", "unit.m"),
        ("score", "unit.s"),
    }
    assert unused(tmp_path, rules, clause) == {(f"{k}-unused", n) for k, n in names}
    used = "j and files >= p and m > s and day within span and day meets end"
    wanted = {("criterion-unused", "unit.x")}
    assert unused(tmp_path, rules + criterion(used, "điểm"), clause) == wanted


def test_a_measure_that_only_its_namesake_reads(tmp_path: Path) -> None:
    rules = """\
measures:
  person.m: {label: m, value: value, cite: kh 1}
  unit.m: {label: m chung, value: sum of m over person, cite: kh 1}
"""
    assert ("measure-unused", "unit.m") in unused(tmp_path, rules, "điểm")
    assert ("measure-unused", "person.m") not in unused(tmp_path, rules, "điểm")


def test_the_conditions_of_a_quota_read_their_fields(tmp_path: Path) -> None:
    limit = "at most: {where: ok, count: 2, label: l, cite: kh 1, quote: 2 đơn vị}"
    quota = f"share: 20%, of: unit, counting: day is given, rank: [{{by: points, label: x}}], {limit}, cite: kh 1"
    rules = f"awards: {{a: {{label: A, to: {{unit: none}}, quota: {{unit: {{{quota}, quote: 20%}}}}, cite: kh 1}}}}\n"
    found = of_code(findings(tmp_path, rules, "20% tổng số; 2 đơn vị"), "field-unused")
    assert not {"ok", "day", "points"} & {d.args["text"] for d in found}
    assert {"rate", "kind"} <= {d.args["text"] for d in found}


def test_other_ways_of_using(tmp_path: Path) -> None:
    rules = """\
periods: {span: {label: đợt, from: begin, to: 2020-05-31, cite: kh 1, quote: 31/5/2020}}
parameters: {begin: {type: date, ask: P, cite: kh 1}}
deadlines:
  end: {label: hạn, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}
  ask: {label: hạn hai, by: 2020-05-31, cite: kh 1, quote: 31/5/2020}
judgements: {j: {of: unit, ask: J, cite: kh 1}, k: {of: unit, ask: K, cite: kh 1}}
scores:
  unit.s: {label: s, points: points, cite: kh 1, quote: điểm}
  unit.t: {label: t, sum: [unit.s], cite: kh 1, quote: điểm}
criteria: {unit.x: {label: x, met: ok, due: end, keep: span, cite: kh 1, quote: điểm}}
awards:
  a:
    label: A
    to: {unit: all criteria}
    choose: j
    nomination: {due: ask, cite: kh 1}
    quota: {unit: {count: 5, rank: [{by: t, label: t}], settle: k, cite: kh 1, quote: 5 đơn vị}}
    cite: kh 1
"""
    assert unused(tmp_path, rules, "điểm; 5 đơn vị; 31/5/2020") == set()


def test_the_campaign_itself_is_used_by_completeness(tmp_path: Path) -> None:
    clause = "Đợt 01/5/2020 đến 30/11/2020; báo cáo"
    assert ("period-unused", "period") not in unused(tmp_path, PERIOD + criterion("ok", "báo cáo"), clause)
