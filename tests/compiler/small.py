"""A small office in rules, and how to compile changes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.compiler import Compiled, check_file
from engine.diagnostics import Diagnostic, lint_codes
from engine.source import Span

#: The clause says everything that the small rules say, so that only what a test is about is found.
PLAN = """\
title: Kế hoạch đặt ra để thử
number: unknown
clauses:
  - id: "1"
    text: Đạt từ 95% trở lên, 0, 1, 2, 3, 5, 10, 100, 0,5, 2020 điểm; trước ngày 20 tháng 5 năm 2020; Giấy khen.
"""
CITE = 'cite: kh 1, quote: "Đạt từ 95% trở lên, 0, 1, 2, 3, 5, 10, 100, 0,5, 2020 điểm; trước ngày 20 tháng 5 năm 2020"'
HEAD = f"""\
ruleset: thu
documents: {{kh: {{clauses: plan.yaml}}}}
parameters:
  line: {{type: number, ask: Ngưỡng, range: [0, 100], decimals: 1, {CITE}}}
  issued: {{type: date, ask: Ngày ban hành, cite: kh 1}}
periods:
  period: {{label: thời gian thi đua, from: issued, to: 2020-05-20, {CITE}}}
deadlines:
  report: {{label: hạn báo cáo, before: 2020-05-20, {CITE}}}
registers:
  unit:
    label: Danh sách đơn vị
    subject: Tập thể
    key: {{unit_id: {{type: text, label: Mã đơn vị}}}}
    fields:
      ok: {{type: yes-no, label: Tốt}}
      kind: {{type: choice, label: Loại, options: {{ward: Phường, agency: Phòng}}}}
      on_time: {{type: percent, label: Tỷ lệ đúng hạn}}
      staff: {{type: count, label: Số cán bộ}}
      points: {{type: number, label: Điểm, range: [0, 100], decimals: 2}}
      huge: {{type: number, label: Số lớn, range: [0, 4000000000], decimals: 0}}
      day: {{type: date, label: Ngày}}
      note: {{type: text, label: Ghi chú}}
  person:
    label: Danh sách cán bộ
    subject: Cá nhân
    of: unit
    role: head
    key: {{person_id: {{type: text, label: Mã cán bộ}}}}
    complete: {{per: unit, when: rows = unit.staff}}
    fields:
      head: {{type: yes-no, label: Người đứng đầu}}
      fine: {{type: yes-no, label: Thực hiện tốt}}
      score: {{type: number, label: Điểm, range: [0, 10], decimals: 1}}
  violation:
    label: Danh sách vi phạm
    of: person
    happens: on
    complete: {{basis: Phòng Nội vụ xác nhận}}
    fields:
      on: {{type: date, label: Ngày vi phạm}}
      grave: {{type: yes-no, label: Nặng}}
      cost: {{type: number, label: Thiệt hại, range: [0, 1000], decimals: 0}}
judgements:
  duty: {{of: [unit, person], ask: "Hoàn thành tốt?", {CITE}}}
"""
AWARD = f"awards:\n  giay-khen: {{label: Giấy khen, to: {{unit: all criteria}}, {CITE}}}\n"


def criteria(conditions: Mapping[str, str]) -> str:
    """Return the section `criteria`; a condition may go on with further keys on further lines."""
    out = ["criteria:"]
    for name, met in conditions.items():
        first, *more = met.split("\n")
        out += [f"  {name}:", f"    label: {name}", f"    met: {first}", *(f"    {m}" for m in more)]
        out += [f"    {part}" for part in ("cite: kh 1", CITE.removeprefix("cite: kh 1, "))]
    return "\n".join(out) + "\n"


def write(folder: Path, rules: str, plan: str = PLAN) -> Path:
    """Write a rule set and return its path."""
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    path = folder / "rules.yaml"
    path.write_text(rules, encoding="utf-8")
    return path


def check(folder: Path, rules: str, plan: str = PLAN) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Compile a whole text."""
    return check_file(write(folder, rules, plan))


def condition(folder: Path, met: str, kind: str = "unit") -> tuple[Compiled | None, list[tuple[str, str]]]:
    """Compile one criterion; return its findings without lints, each with what it underlines."""
    compiled, found = check(folder, HEAD + criteria({f"{kind}.x": met}) + AWARD)
    return compiled, [(d.code.id, underlined(d)) for d in found if d.code.id not in lint_codes.WAIVABLE]


def underlined(found: Diagnostic) -> str:
    """Return the text that a finding underlines."""
    if not isinstance(found.place, Span):
        return ""
    return found.place.source.text[found.place.start : found.place.end]
