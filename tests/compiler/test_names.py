"""A name that changes on given days: declared with its clause, told as it is on the day, with every day in `show`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from engine.compiler import Compiled, check_file
from engine.diagnostics import Lang, errors
from engine.evaluator import evaluate
from engine.records import from_rows
from engine.report.show import show

_PLAN = """
title: t
number: unknown
clauses: [{id: "1", text: "Từ ngày 01/01/2020 là Phòng Nội vụ; từ ngày 01/07/2025 là Phòng Văn hóa - Xã hội."}]
"""
_RULES = """
ruleset: thu
title: t
documents: {t: {clauses: plan.yaml}}
names:
  office:
    - {from: 2020-01-01, value: Phòng Nội vụ, cite: t 1, quote: Từ ngày 01/01/2020 là Phòng Nội vụ}
    - {from: 2025-07-01, value: Phòng Văn hóa - Xã hội, cite: t 1, quote: từ ngày 01/07/2025 là Phòng Văn hóa - Xã hội}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {unit_id: {type: text, label: Mã}}
    complete: {basis: "BASIS"}
judgements: {duty: {of: unit, label: nhiệm vụ, ask: "ASK", cite: t 1}}
criteria: {unit.duty: {label: nhiệm vụ, met: duty, cite: t 1, quote: Phòng Nội vụ}}
awards: {gk: {label: Giấy khen, to: {unit: all criteria}, cite: t 1}}
"""


def _compiled(
    folder: Path, basis: str = "{office} xác nhận", ask: str = "{office} đánh giá thế nào?", label: str = ""
) -> tuple[Compiled | None, list[str]]:
    (folder / "plan.yaml").write_text(_PLAN, "utf-8")
    rules = _RULES.replace("BASIS", basis).replace("ASK", ask)
    (folder / "rules.yaml").write_text(rules.replace("label: nhiệm vụ, ask", label or "label: nhiệm vụ, ask"), "utf-8")
    compiled, found = check_file(folder / "rules.yaml")
    return compiled, [d.code.id for d in errors(found)]


def test_the_name_of_the_day_is_told(tmp_path: Path) -> None:
    compiled, _ = _compiled(tmp_path)
    assert compiled is not None
    dossier = from_rows(compiled.plan, {"unit": [{"unit_id": "U1"}]})
    for day, name in (
        (dt.date(2025, 6, 30), "Phòng Nội vụ"),
        (dt.date(2025, 7, 1), "Phòng Văn hóa - Xã hội"),
        (dt.date(2019, 12, 31), "Phòng Nội vụ / Phòng Văn hóa - Xã hội"),
    ):
        plan = evaluate(compiled.plan, dossier, day).plan
        assert plan.judgements["duty"].ask == f"{name} đánh giá thế nào?"
        complete = plan.registers["unit"].complete
        assert complete is not None
        assert complete.basis == f"{name} xác nhận"


def test_show_tells_every_name_with_its_day(tmp_path: Path) -> None:
    compiled, _ = _compiled(tmp_path)
    assert compiled is not None
    told = " ".join(show(compiled.plan).split())
    assert "Tên gọi từ ngày 01/07/2025: Phòng Văn hóa - Xã hội" in told
    assert "Phòng Nội vụ (từ 01/01/2020), Phòng Văn hóa - Xã hội (từ 01/07/2025)" in told
    assert "Called from" in show(compiled.plan, Lang.EN)


def test_a_name_that_is_none(tmp_path: Path) -> None:
    assert _compiled(tmp_path, basis="{ofice} xác nhận")[1] == ["unknown-name"]


def test_a_question_whose_label_would_change(tmp_path: Path) -> None:
    assert _compiled(tmp_path, label="ask")[1] == ["missing-key"]


def test_the_day_stands_in_the_quote(tmp_path: Path) -> None:
    compiled, _ = _compiled(tmp_path)
    assert compiled is not None
    rules = tmp_path / "rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("from: 2025-07-01", "from: 2025-07-02"), "utf-8")
    assert [d.code.id for d in errors(check_file(rules)[1])] == ["literal-without-source"]
