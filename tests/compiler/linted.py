"""One small office over one clause, and what the lints find in it."""

from __future__ import annotations

from pathlib import Path

from engine.compiler import check_file
from engine.diagnostics import Diagnostic, errors

HEAD = """\
ruleset: thu
documents: {kh: {clauses: plan.yaml}}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {unit_id: {type: text, label: Mã đơn vị}}
    fields:
      rate: {type: percent, label: Tỷ lệ, decimals: 2}
      other: {type: percent, label: Tỷ lệ khác, decimals: 2}
      points: {type: number, label: Điểm, range: [0, 100], decimals: 1}
      files: {type: count, label: Số hồ sơ, range: [0, 1000]}
      day: {type: date, label: Ngày}
      ok: {type: yes-no, label: Tốt}
      kind: {type: choice, label: Khối, options: {ward: Phường, agency: Phòng}}
      survey: {type: choice, label: Khảo sát, options: {a: Tốt, b: Kém}}
  person:
    label: Danh sách cá nhân
    of: unit
    complete: {basis: Phòng Nội vụ xác nhận}
    fields:
      good: {type: yes-no, label: Tốt}
      late: {type: count, label: Số lần trễ}
      value: {type: number, label: Điểm, range: [0, 10], decimals: 1}
"""


def findings(folder: Path, rules: str, *clauses: str) -> tuple[Diagnostic, ...]:
    """Return what is found in rules over these clauses; there is no error."""
    items = "".join(f'  - {{id: "{i}", text: "{text}"}}\n' for i, text in enumerate(clauses, 1))
    (folder / "plan.yaml").write_text(f"title: Kế hoạch\nnumber: unknown\nclauses:\n{items}", "utf-8")
    path = folder / "rules.yaml"
    path.write_text(HEAD + rules, "utf-8")
    _, found = check_file(path)
    assert not [(d.code.id, d.message()) for d in errors(found)]
    return found


def of_code(found: tuple[Diagnostic, ...], code: str) -> list[Diagnostic]:
    """Return the findings of one code."""
    return [d for d in found if d.code.id == code]


def criterion(met: str, quote: str, more: str = "", name: str = "x") -> str:
    """Return one criterion of units."""
    return f'criteria:\n  unit.{name}: {{label: {name}, met: {met}, cite: kh 1, quote: "{quote}"{more}}}\n'
