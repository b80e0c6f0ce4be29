"""Of an award that nobody can get, the fewest conditions that never hold together are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assurance.analysis.answering import answered
from engine.assurance.analysis.asking import State
from engine.assurance.analysis.telling import reasons
from engine.compiler import compile_file
from engine.diagnostics import Lang

PLAN = """\
title: Kế hoạch đặt ra để thử (không phải văn bản thật)
number: unknown
clauses:
  - {id: "1", label: khoản 1, text: "Tặng Giấy khen: không quá 5 hồ sơ trễ hạn, từ 6 hồ sơ; hoàn thành tốt."}
"""
RULES = """\
ruleset: thu
title: Thử
documents: {kh: {clauses: plan.yaml}}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {unit_id: {type: text, label: Mã đơn vị}}
    fields:
      done: {type: yes-no, label: Hoàn thành tốt}
      late: {type: count, label: Số hồ sơ trễ hạn, range: [0, 100]}
judgements:
  chosen: {of: unit, ask: Chọn?, label: Hội đồng chọn, cite: kh 1}
criteria:
  unit.few: {label: ít trễ hạn, met: late <= 5, cite: kh 1, quote: không quá 5 hồ sơ trễ hạn}
  unit.many: {label: nhiều trễ hạn, met: late >= 6, cite: kh 1, quote: từ 6 hồ sơ}
  unit.done: {label: hoàn thành tốt, met: done, cite: kh 1, quote: hoàn thành tốt}
  unit.never: {label: mâu thuẫn, met: done and not done, cite: kh 1, quote: hoàn thành tốt}
  unit.unchosen: {label: không chọn, met: not chosen, cite: kh 1, quote: hoàn thành tốt}
bars:
  unit.good: {label: đã hoàn thành tốt, when: done, cite: kh 1, quote: hoàn thành tốt}
suspensions:
  unit.wait: {label: chờ kết luận, when: late <= 5, cite: kh 1, quote: không quá 5 hồ sơ trễ hạn}
awards:
  giay-khen: {label: Giấy khen, to: {unit: [unit.few]}, cite: kh 1, quote: Tặng Giấy khen}
  bang-khen: {label: Bằng khen, %s, cite: kh 1, quote: Tặng Giấy khen}
"""


@pytest.mark.parametrize(
    ("award", "parts", "words"),
    [
        (
            "to: {unit: [unit.few, unit.done, unit.many]}",
            {("criterion", "unit.few"), ("criterion", "unit.many")},
            "không hồ sơ nào có cùng lúc các điều sau: đạt “ít trễ hạn”; đạt “nhiều trễ hạn”",
        ),
        ("to: {unit: [unit.few, unit.never]}", {("criterion", "unit.never")}, "không hồ sơ nào đạt “mâu thuẫn”"),
        (
            "to: {unit: [unit.few, unit.done]}, bars: [unit.good]",
            {("criterion", "unit.done"), ("bar", "unit.good")},
            "không thuộc trường hợp “đã hoàn thành tốt”; đạt “hoàn thành tốt”",
        ),
        (
            "to: {unit: [unit.few, unit.done]}, suspensions: [unit.wait]",
            {("criterion", "unit.few"), ("suspension", "unit.wait")},
            "không phải chờ vì “chờ kết luận”; đạt “ít trễ hạn”",
        ),
        (
            "to: {unit: {applies: not done, requires: [unit.few, unit.done]}}",
            {("scope", "bang-khen"), ("criterion", "unit.done")},
            "thuộc đối tượng của “Bằng khen”; đạt “hoàn thành tốt”",
        ),
        (
            "to: {unit: [unit.done, {at least: 2, of: [unit.few, unit.many]}]}",
            {("several", "2")},
            "đạt ít nhất 2 tiêu chí",
        ),
        (
            "to: {unit: [unit.done, unit.unchosen]}, choose: chosen",
            {("choose", "chosen"), ("criterion", "unit.unchosen")},
            "được chọn (Hội đồng chọn); đạt “không chọn”",
        ),
        (
            "to: {unit: [unit.done, unit.many]}, among: {proposed: giay-khen}",
            {("criterion", "unit.many"), ("criterion", "unit.few")},
            "đạt “nhiều trễ hạn”; đạt “ít trễ hạn” (điều kiện của “Giấy khen”)",
        ),
        (
            "to: {unit: [unit.done]}, among: giay-khen, unless: {granted: giay-khen, cite: kh 1, quote: Giấy khen}",
            {("lower-granted", "giay-khen"), ("unless-granted", "giay-khen")},
            "đã được tặng “Giấy khen”; chưa được tặng “Giấy khen”",
        ),
    ],
)  # fmt: skip
def test_what_never_holds_together(tmp_path: Path, award: str, parts: set[tuple[str, str]], words: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES % award, encoding="utf-8")
    ready = compile_file(tmp_path / "rules.yaml").plan
    (found,) = answered(ready, ["award/bang-khen/unit"])
    assert found.answer.state is State.NEVER
    assert {(p.sort, p.name) for p in found.clash} == parts
    assert words in next(reasons(ready, found, Lang.VI))
    assert next(reasons(ready, found, Lang.EN)).startswith("no dossier")


def test_of_an_award_that_can_be_reached_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(RULES % "to: {unit: [unit.done]}", encoding="utf-8")
    (found,) = answered(compile_file(tmp_path / "rules.yaml").plan, ["award/bang-khen/unit"])
    assert found.answer.state is State.FOUND
    assert found.clash == ()
