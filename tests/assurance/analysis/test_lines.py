"""What is written otherwise in two versions: line by line, words left aside, documents laid over included."""

from __future__ import annotations

from pathlib import Path

from engine.assurance.analysis.lines import lines_of, with_lines
from engine.assurance.analysis.written import Changed

BELOW = """\
ruleset: below
registers: {unit: {label: Đơn vị, fields: {kind: {type: choice, label: Loại, options: {ward: Xã, city: Quận}}}}}
deadlines: {sent: {by: 2020-05-20, cite: a 1}, heard: {by: 2020-06-20}}
criteria:
  unit.fine: {label: tốt, met: "kind=ward   and not (kind in (city))", cite: a 1, quote: "xã"}
classifications:
  unit.grade: {grades: [{grade: best, when: "kind = ward"}, {grade: rest, label: Còn lại}]}
awards: {prize: {to: {unit: [unit.fine, unit.good]}}}
"""
ABOVE = """\
overlay: above
over: below
corrects: [deadlines.heard, criteria.unit.fine]
deadlines: {sent: {extended: {by: 2020-05-25}}, heard: {by: 2020-07-01}}
criteria: {unit.fine: {met: kind = city}}
"""


def written(folder: Path, text: str, name: str = "rules.yaml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_what_is_written_of_each_thing_without_its_words(tmp_path: Path) -> None:
    found = lines_of(written(tmp_path, BELOW))
    assert found["criteria", "unit.fine"] == ("met: kind = ward and not kind in (city)",)
    grades = ("grades: {grade: best, when: kind = ward}", "grades: {grade: rest, label: Còn lại}")
    assert found["classifications", "unit.grade"] == grades
    assert found["awards", "prize"] == ("to.unit: [unit.fine, unit.good]",)
    assert found["registers", "unit"][0] == "fields.kind.type: choice"


def test_a_document_laid_over_adds_lines_and_takes_the_place_of_what_it_puts_right(tmp_path: Path) -> None:
    below, above = written(tmp_path, BELOW), written(tmp_path, ABOVE, "overlay.yaml")
    found = lines_of(below, [above])
    assert found["deadlines", "sent"] == ("by: 2020-05-20", "extended.by: 2020-05-25")
    assert found["deadlines", "heard"] == ("by: 2020-07-01",)
    assert found["criteria", "unit.fine"] == ("met: kind = city",)


def test_what_is_written_alike_follows_only_where_something_is_not() -> None:
    both = [Changed("deadlines", "sent", "changed"), Changed("criteria", "unit.fine", "changed")]
    old = {("deadlines", "sent"): ("by: 2020-05-20", "month: x"), ("criteria", "unit.fine"): ("met: ok",)}
    new = {("deadlines", "sent"): ("by: 2020-05-21", "month: x"), ("criteria", "unit.fine"): ("met: ok",)}
    first, second = with_lines(both, old, new)
    assert (first.how, first.lines) == ("changed", ("- by: 2020-05-20", "+ by: 2020-05-21"))
    assert (second.how, second.lines) == ("follows", ())
    assert with_lines(both, old, old) == tuple(both)  # nothing to follow from: it stays what it is
    dated = with_lines([Changed("dated", "rate", "changed")], {("parameters", "rate"): ("a: 1",)}, {})
    assert dated[0].lines == ("- a: 1",)
